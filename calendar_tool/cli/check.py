"""calendar-tool check: is this date good, and if not, which is?"""

from __future__ import annotations

import sys
from datetime import date, time
from pathlib import Path

import click

from calendar_tool.checking.proposal import Answer, check_date
from calendar_tool.checking.proposed import years_around
from calendar_tool.cli import spans, words
from calendar_tool.cli.folder import body_option, find_own_body, local, rules
from calendar_tool.cli.options import colour, common, print_json
from calendar_tool.locale import _, listed, long_date, short_date
from calendar_tool.model.body import Body
from calendar_tool.problem import Problem, Severity
from calendar_tool.store.schedules import load

_COLOURS = {"free": "green", "warning": "yellow", "conflict": "red"}


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
    wanted = spans.day(day)
    start, end = spans.hours(hours) if hours else (None, None)
    schedule = load(data, years_around(wanted))
    who = find_own_body(schedule.bodies, body) if body else None
    answer = check_date(wanted, start, end, who, schedule, rules(data, schedule.bodies), local(data))
    if output == "json":
        print_json(
            {
                "verdict": answer.verdict,
                "problems": [words.problem_json(p) for p in answer.problems],
                "better": [d.isoformat() for d in answer.better],
                "better_verdict": answer.better_verdict if answer.better else None,
                "deadlines": [words.deadline_json(d) for d in answer.deadlines],
            }
        )
    else:
        _print(answer, wanted, start, end, who)
    if answer.verdict != "free":
        sys.exit(1)


def _print(answer: Answer, day: date, start: time | None, end: time | None, body: Body | None) -> None:
    """The verdict, the reasons in order of weight, what would be due when, and the alternatives."""
    click.secho(_verdict(answer, day, start, end, body), fg=_COLOURS[answer.verdict], bold=True, color=colour())
    for problem in answer.problems:
        click.echo(f"  {reason(problem, body)}")
    if answer.deadlines:
        due = ", ".join(words.due(dated) for dated in answer.deadlines)
        click.echo("  " + _("What would be due: {due}.").format(due=due))
    if answer.better:
        dates = listed([_near(d, day) for d in answer.better], _("or"))
        said = _("Better: {dates}.") if answer.better_verdict == "free" else _("Better, but not good either: {dates}.")
        click.secho(said.format(dates=dates), fg=_COLOURS[answer.better_verdict], color=colour())
    elif answer.verdict != "free":
        click.echo(_("No better date within four weeks."))


def _verdict(answer: Answer, day: date, start: time | None, end: time | None, body: Body | None) -> str:
    when = " ".join(filter(None, [long_date(day), words.hours(start, end)]))
    texts = {
        "free": _("Yes, {body} can meet on {when}."),
        "warning": _("Doubtful: {body} can meet on {when}, but should think twice."),
        "conflict": _("No, {body} should not meet on {when}."),
    }
    if body is None:
        texts = {
            "free": _("Yes, {when} is a good day."),
            "warning": _("Doubtful: {when} is a day to think twice about."),
            "conflict": _("No, {when} is not a good day."),
        }
    said = texts[answer.verdict].format(body=body.name if body else "", when=when)
    return said if answer.problems else f"{said} " + _("Nothing speaks against it.")


def reason(problem: Problem, body: Body | None) -> str:
    """A problem as a sentence with its source."""
    text = problem.text.removeprefix(f"{body.name}: ") if body else problem.text
    said = words.of_the_day(problem.code, text) or text
    if problem.severity is Severity.NOTE:
        said = _("Note: {text}").format(text=said)
    source = f" [{problem.source}]" if problem.source else ""
    return f"{said[:1].upper()}{said[1:]}{source}."


def _near(day: date, asked: date) -> str:
    return short_date(day) if day.year == asked.year else long_date(day)
