"""calendar-tool check: is this date good, and if not, which is?"""

from __future__ import annotations

import re
import sys
from datetime import date, time
from pathlib import Path

import click

from calendar_tool.checking.proposal import Answer, check_date
from calendar_tool.checking.proposed import years_around
from calendar_tool.cli import words
from calendar_tool.cli.folder import body_option, find_body, rules
from calendar_tool.cli.options import common, print_json
from calendar_tool.locale import _
from calendar_tool.model.body import Body
from calendar_tool.problem import input_error
from calendar_tool.store.schedules import load

_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "check",
        callback=run,
        help=_("Tells whether a date is good for a meeting, why not, and the nearest better dates."),
        params=[
            click.Argument(["day"], metavar=_("DATE")),
            click.Argument(["hours"], required=False, metavar="[HH:MM-HH:MM]"),
            body_option(),
            *common(only_looks=True),
        ],
    )


def run(day: str, hours: str | None, body: str | None, output: str, data: Path) -> None:
    """Judges and prints; exits with 1 unless the date is free."""
    wanted = _date(day)
    start, end = _hours(hours) if hours else (None, None)
    schedule = load(data, years_around(wanted))
    who = find_body(schedule.bodies, body) if body else None
    answer = check_date(wanted, start, end, who, schedule, rules(data, schedule.bodies))
    if output == "json":
        print_json(
            {
                "verdict": answer.verdict,
                "problems": [words.problem_json(p) for p in answer.problems],
                "better": [d.isoformat() for d in answer.better],
            }
        )
    else:
        _print(answer, wanted, words.hours(start, end), who)
    if answer.verdict != "free":
        sys.exit(1)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        what = _("“{text}” is no date; write it like 2026-05-14").format(text=text)
        raise input_error("date", what) from None


def _hours(text: str) -> tuple[time, time]:
    parts = [part.strip() for part in text.replace("–", "-").split("-")]
    if len(parts) != 2 or not all(map(_CLOCK.fullmatch, parts)):
        raise input_error("hours", _("“{text}” is no span of hours; write it like 09:00-12:00").format(text=text))
    return time.fromisoformat(parts[0]), time.fromisoformat(parts[1])


def _print(answer: Answer, day: date, hours: str, body: Body | None) -> None:
    verdicts = {"free": _("good"), "warning": _("doubtful"), "conflict": _("not good")}
    click.echo(
        " ".join(filter(None, [body.name if body else "", words.day(day), hours])) + f": {verdicts[answer.verdict]}"
    )
    for problem in answer.problems:
        source = f" [{problem.source}]" if problem.source else ""
        click.echo(f"  {words.severity(problem.severity)}: {problem.text}{source}")
    if answer.better:
        click.echo(_("Better: {dates}").format(dates=", ".join(words.day(d) for d in answer.better)))
    elif answer.verdict != "free":
        click.echo(_("No better date within six weeks."))
