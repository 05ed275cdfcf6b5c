"""calendar-tool check: is this date good, and if not, which is?"""

from __future__ import annotations

import sys
from datetime import date, time
from pathlib import Path

import click

from calendar_tool.checking.proposal import Answer, check_date
from calendar_tool.cli import words
from calendar_tool.cli.folder import body_option, find_body, rules
from calendar_tool.cli.options import common, print_json
from calendar_tool.locale import _
from calendar_tool.model.body import Body
from calendar_tool.problem import input_error
from calendar_tool.store.schedules import load


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
            *common(),
        ],
    )


def run(day: str, hours: str | None, body: str | None, output: str, data: Path) -> None:
    """Judges and prints; exits with 1 unless the date is free."""
    wanted = _date(day)
    start, end = _hours(hours) if hours else (None, None)
    schedule = load(data, {wanted.year - 1, wanted.year, wanted.year + 1})
    who = find_body(schedule.bodies, body) if body else None
    answer = check_date(wanted, start, end, who, schedule, rules(data))
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
        raise input_error("date", _("is no date; write it like 2026-05-14"), text) from None


def _hours(text: str) -> tuple[time, time]:
    try:
        start, end = (time.fromisoformat(part.strip()) for part in text.replace("–", "-").split("-"))
    except ValueError:
        raise input_error("hours", _("are no hours; write them like 09:00-12:00"), text) from None
    return start, end


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
