"""calendar-tool audit: everything that speaks against the schedules that are kept."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from calendar_tool.checking.audit import audit
from calendar_tool.cli import words
from calendar_tool.cli.folder import local, rules
from calendar_tool.cli.options import YEAR, common, print_json
from calendar_tool.locale import _, ngettext
from calendar_tool.model.body import Bodies
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import Problem, Severity
from calendar_tool.store.schedules import load


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "audit",
        callback=run,
        help=_(
            "Lists what speaks against the meetings that are kept, or against those of a document: clashes, days, "
            "broken rules, slips of the pen, rhythms, open dates."
        ),
        params=[
            click.Argument(["year"], type=YEAR, required=False, metavar=_("[YEAR]")),
            click.Option(
                ["--from", "source"],
                type=click.Path(path_type=Path),
                metavar=_("FILE"),
                help=_("A document or schedule to audit in place of what is kept."),
            ),
            *common(only_looks=True),
        ],
    )


def run(year: int | None, source: Path | None, output: str, data: Path) -> None:
    """Audits and prints; exits with 1 if there is more than notes."""
    kept = load(data)
    schedule = _of(source, kept) if source else kept
    problems = audit(schedule, rules(data, kept.bodies), year, local(data))
    if output == "json":
        print_json({"problems": [words.problem_json(p) for p in problems]})
    else:
        meetings = schedule.meetings if year is None else schedule.year(year).meetings
        if not meetings:
            click.echo(
                words.no_meetings(data, year) if source is None else _("No meetings in {file}.").format(file=source)
            )
        if meetings or problems:
            print_problems(problems)
    if any(p.severity is not Severity.NOTE for p in problems):
        sys.exit(1)


def _of(source: Path, kept: Schedule) -> Schedule:
    """The schedule of a document, beside the calendars that are kept; its meetings get ids from where they stand."""
    from calendar_tool.cli.given import given  # only this needs the readers

    found = given(source, None, "utf-8").schedule
    meetings = [m if m.id else m.with_id(f"{m.sources[0].place}: {m.body} {m.date}") for m in found]
    bodies = Bodies([*kept.bodies, *(b for b in found.bodies if not kept.bodies.find(b.name))])
    return Schedule(meetings, bodies, found.series, found.unresolved, kept.others, kept.known)


def print_problems(problems: Sequence[Problem]) -> None:
    """A line with the numbers, then each problem, the heaviest first, with its date and what stands behind it."""
    click.echo(summary(problems))
    for problem in sorted(problems, key=lambda p: p.severity.weight):
        click.echo(f"  {line(problem)}")


def line(problem: Problem) -> str:
    """A problem on a line: its date, weight and text, and the document and line, or the source, behind it."""
    day = words.day(problem.date) if problem.date else "–"
    place = f" [{problem.place}]" if problem.place else f" [{problem.source}]" if problem.source else ""
    return f"{day}: {words.severity(problem.severity)}: {problem.text}{place}"


def summary(problems: Sequence[Problem]) -> str:
    """How many problems of each weight."""
    count = Counter(p.severity for p in problems)
    conflicts, warnings, notes = (count[s] for s in Severity)
    return ", ".join(
        [
            ngettext("{n} conflict", "{n} conflicts", conflicts).format(n=conflicts),
            ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
            ngettext("{n} note", "{n} notes", notes).format(n=notes),
        ]
    )
