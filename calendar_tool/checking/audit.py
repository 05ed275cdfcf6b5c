"""The audit (granskning) of a whole schedule. Adding a check is adding a function to CHECKS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from calendar_tool.checking.clashes import clashes
from calendar_tool.checking.judged_days import schedule_day_problems
from calendar_tool.checking.others import unknown_calendars
from calendar_tool.checking.rhythm import schedule_rhythms
from calendar_tool.checking.slips import slips
from calendar_tool.days.local import NOWHERE, Local
from calendar_tool.days.swedish import FIRST_YEAR, LAST_YEAR
from calendar_tool.locale import _
from calendar_tool.model.meeting import Meeting, Unresolved
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import InputError, Problem, Severity
from calendar_tool.rules.rule import Case, Rule

CHECKS: tuple[Callable[[Case, Sequence[Rule]], Iterable[Problem]], ...] = (
    clashes,
    unknown_calendars,
    schedule_day_problems,
    slips,
)
"""What is checked of the meetings whatever the rules are; the rules tell what they judge in its place."""


def audit(schedule: Schedule, rules: Sequence[Rule], year: int | None = None, local: Local = NOWHERE) -> list[Problem]:
    """Everything that speaks against a schedule, by date and then by weight; what has no date comes last.

    With `year` only what is dated in that year, and its series and open dates, are reported; meetings before
    and after it still count as neighbours.
    """
    part = schedule if year is None else schedule.year(year)
    case = Case(schedule.meetings, schedule.bodies, local, schedule.others, schedule.known)
    found = [problem for check in CHECKS for problem in check(case, rules)]
    if not all(map(_known, case.meetings)):
        case = Case(filter(_known, case.meetings), case.bodies, local, case.others, case.known)
    for rule in rules:
        found += _ruled(rule, case)
    found += [*schedule_rhythms(Schedule(schedule.meetings, schedule.bodies, part.series)), *open_dates(part)]
    if year is not None:
        found = [p for p in found if p.date is None or p.date.year == year]
    return sorted(found, key=_order)


def _ruled(rule: Rule, case: Case) -> list[Problem]:
    """What a rule says of a schedule; a note if it cannot be judged near the ends of the years that are known."""
    try:
        return rule.together(list(rule.check(case)), case)
    except InputError as error:
        text = _("the rule cannot be judged: {reason}").format(reason=error.problems[0].text)
        return [rule.problem("year-unknown", text, severity=Severity.NOTE)]


def open_dates(schedule: Schedule) -> Iterator[Problem]:
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


def _known(meeting: Meeting) -> bool:
    """Whether the days of a meeting's year are known; `schedule_day_problems` tells of those that are not."""
    return meeting.date.year >= FIRST_YEAR and meeting.last_date.year <= LAST_YEAR


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
