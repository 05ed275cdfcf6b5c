"""calendar-tool suggest: the best free dates for a body between two days."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from calendar_tool.checking.proposed import years_around
from calendar_tool.checking.suggestion import Suggestion, suggest
from calendar_tool.cli import spans, words
from calendar_tool.cli.check import reason
from calendar_tool.cli.folder import body_option, find_own_body, local, rules
from calendar_tool.cli.options import colour, common, print_json
from calendar_tool.locale import _, long_date, ngettext
from calendar_tool.model.body import Body
from calendar_tool.store.schedules import load

_MOST = 100
_UNJUDGED = ("chain-unknown", "chain-unknown-before", "pair-unknown")  # the same for most dates: said once, at the end


def make() -> click.Command:
    """The command, with its help in the language in use."""
    body = body_option()
    body.required = True
    return click.Command(
        "suggest",
        callback=run,
        help=_("Lists the best free dates for a meeting of a body between two days, each with its reasons."),
        params=[
            body,
            click.Option(
                ["--between"], nargs=2, required=True, metavar=_("FIRST LAST"), help=_("The first and the last day.")
            ),
            click.Option(["--hours"], metavar="HH:MM-HH:MM", help=_("The hours of the meeting.")),
            click.Option(
                ["--count"],
                type=click.IntRange(1, _MOST),
                default=5,
                show_default=True,
                help=_("How many dates to list."),
            ),
            *common(only_looks=True),
        ],
    )


def run(body: str, between: tuple[str, str], hours: str | None, count: int, output: str, data: Path) -> None:
    """Ranks and prints; exits with 1 if there is no date."""
    first, last = (spans.day(text) for text in between)
    span = spans.hours(hours) if hours else None
    schedule = load(data, years_around(first, last))
    who = find_own_body(schedule.bodies, body)
    found = suggest(who, first, last, count, span, schedule, rules(data, schedule.bodies), local(data))
    if output == "json":
        print_json({"body": who.name, "suggestions": [_json(s) for s in found]})
    else:
        _print(found, who)
        if not found:
            text = _("{body} has no free date from {first} to {last}.")
            click.echo(text.format(body=who.name, first=first, last=last))
    if not found:
        sys.exit(1)


def _print(found: list[Suggestion], body: Body) -> None:
    unjudged: dict[str | None, None] = {}
    for number, suggestion in enumerate(found, 1):
        head = f"{number}. {long_date(suggestion.day)} (v. {suggestion.day.isocalendar().week})"
        click.secho(head, bold=True, fg="green" if suggestion.verdict == "free" else "yellow", color=colour())
        unjudged.update({p.source: None for p in suggestion.problems if p.code in _UNJUDGED})
        lines = [reason(p, body) for p in suggestion.problems if p.code not in _UNJUDGED]
        for line in [*(lines or [_("Nothing speaks against it.")]), *_beside(suggestion, body)]:
            click.echo(f"   {line}")
    if unjudged:
        text = _("Not judged, since the other bodies' meetings are not known then: {rules}.")
        click.echo(text.format(rules=", ".join(filter(None, unjudged))))


def _beside(suggestion: Suggestion, body: Body) -> list[str]:
    """What else is worth knowing of a date: the weekday, the nearest meeting, what would be due."""
    lines = [_("It would mend: {text}.").format(text=problem.text) for problem in suggestion.mended]
    if not suggestion.usual_weekday:
        lines.append(_("Not the weekday on which {body} usually meets.").format(body=body.name))
    if suggestion.nearest:
        days = (suggestion.day - suggestion.nearest).days
        text = ngettext("{n} day after {body} {date}.", "{n} days after {body} {date}.", abs(days))
        if days < 0:
            text = ngettext("{n} day before {body} {date}.", "{n} days before {body} {date}.", abs(days))
        lines.append(text.format(n=abs(days), body=body.name, date=suggestion.nearest))
    if suggestion.deadlines:
        due = ", ".join(words.due(dated) for dated in suggestion.deadlines)
        lines.append(_("What would be due: {due}.").format(due=due))
    return lines


def _json(suggestion: Suggestion) -> dict[str, object]:
    return {
        "date": suggestion.day.isoformat(),
        "week": suggestion.day.isocalendar().week,
        "verdict": suggestion.verdict,
        "cost": suggestion.cost,
        "usual_weekday": suggestion.usual_weekday,
        "nearest": suggestion.nearest.isoformat() if suggestion.nearest else None,
        "problems": [words.problem_json(p) for p in suggestion.problems],
        "mended": [words.problem_json(p) for p in suggestion.mended],
        "deadlines": [words.deadline_json(d) for d in suggestion.deadlines],
    }
