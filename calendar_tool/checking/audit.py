"""The audit (granskning) of a whole schedule. Adding a check is adding a function to CHECKS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from calendar_tool.checking.clashes import schedule_clashes
from calendar_tool.checking.judged_days import schedule_day_problems
from calendar_tool.checking.rhythm import schedule_rhythms
from calendar_tool.locale import _
from calendar_tool.model.meeting import Unresolved
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import Problem, Severity
from calendar_tool.rules.kinds import Chain


def unresolved(schedule: Schedule) -> Iterator[Problem]:
    """A note for each date that the documents leave open."""
    for fragment in schedule.unresolved:
        text = _("left open: “{text}” ({reason})").format(text=fragment.source.text, reason=fragment.reason)
        yield Problem(
            "unresolved",
            Severity.NOTE,
            text,
            fragment.source.place,
            fragment.source.document,
            _date(fragment),
        )


CHECKS: tuple[Callable[[Schedule], Iterable[Problem]], ...] = (
    schedule_clashes,
    schedule_day_problems,
    schedule_rhythms,
    unresolved,
)


def audit(schedule: Schedule, rules: Sequence[Chain], year: int | None = None) -> list[Problem]:
    """Everything that speaks against a schedule, by date and then by weight; what has no date comes last.

    With `year` only what is dated in that year, and its series and open dates, are reported; meetings before
    and after it still count as neighbours.
    """
    if year is not None:
        part = schedule.year(year)
        schedule = Schedule(schedule.meetings, schedule.bodies, part.series, part.unresolved)
    found = [problem for check in (*CHECKS, *(rule.check for rule in rules)) for problem in check(schedule)]
    if year is not None:
        found = [p for p in found if p.date is None or p.date.year == year]
    return sorted(found, key=_order)


def _order(problem: Problem) -> tuple[date, int, str, str, tuple[str, ...]]:
    return problem.date or date.max, problem.severity.weight, problem.code, problem.text, problem.meetings


def _date(fragment: Unresolved) -> date | None:
    """The day the fragment names, if it names one that exists."""
    if fragment.year is None or fragment.month is None or fragment.day is None:
        return None
    try:
        return date(fragment.year, fragment.month, fragment.day)
    except ValueError:
        return None
