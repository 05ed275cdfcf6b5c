"""Learns rules from past years: what each body keeps, what prepares for what, and what the exceptions are due to.

What is learned is rules in the rule language, each with what it was inferred from, for a person to edit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from calendar_tool.days.day import EXPLAINING, DayKind
from calendar_tool.days.law import easter
from calendar_tool.days.swedish import FIRST_YEAR, LAST_YEAR
from calendar_tool.locale import _
from calendar_tool.model.meeting import Kind, Meeting, Status
from calendar_tool.planning.chains import Link, links
from calendar_tool.planning.habits import Departure, Habit, habit, whole_year
from calendar_tool.planning.halves import AUGUST, FULL, is_half
from calendar_tool.planning.inferred import first_of_elected, free_in_july, is_council, of_body, of_council, of_link
from calendar_tool.rules.rule import Case, Rule

SPARE = timedelta(days=10)  # a cancelled meeting with another so near was moved
_EASTER = range(-6, 6)  # the days around Easter Sunday in which meetings are moved


class Learned(NamedTuple):
    """The rules, and what they rest on: by body what it keeps, and the chains between bodies."""

    rules: tuple[Rule, ...]
    habits: Mapping[str, Habit]
    links: tuple[Link, ...]


def learn(
    case: Case,
    years: Iterable[int] | None = None,
    bodies: Iterable[str] | None = None,
    cancelled: Iterable[Meeting] = (),
    planned: int | None = None,
) -> Learned:
    """What the meetings of a case show, of all its years and bodies if none are given.

    A case knows none of the meetings that were cancelled; those given tell what was planned, unless another came in
    their place. Extra meetings count for nothing, and years whose days are not known are left out. Of a body of which
    one half of the year is known, the other is learned from the meetings of `planned`, the year to be planned.
    """
    wanted = None if years is None else set(years)
    names = None if bodies is None else set(bodies)
    by_body: dict[str, list[Meeting]] = {}
    for meeting in (*case.meetings, *_unreplaced(cancelled, case)):
        year = meeting.date.year
        if FIRST_YEAR < year < LAST_YEAR and (wanted is None or year in wanted) and not _is_extra(meeting):
            by_body.setdefault(meeting.body, []).append(meeting)
    by_body = {name: _rest(_planned(meetings), case, planned) for name, meetings in by_body.items()}
    past = Case([m for found in by_body.values() for m in found], case.bodies, case.local)
    reasons = _Reasons(case)
    habits = {name: _habit(name, past, reasons) for name in by_body}
    chains = links({name: found.dates for name, found in habits.items()})
    rules: list[Rule] = []
    for name, found in habits.items():
        if names is None or name in names:
            rules += of_body(name, found, past)
    for link in chains:
        if names is None or link.then in names:
            rules += of_link(link, past)
    for name in habits:
        if (names is None or name in names) and is_council(name, past):
            rules += of_council(name)
    if names is None:
        rules += free_in_july(habits)
    return Learned(_unlike_ids(rules), habits, tuple(chains))


def _unreplaced(cancelled: Iterable[Meeting], case: Case) -> list[Meeting]:
    """The meetings as if they were not cancelled, but for those with another of the body near by."""
    found = [replace(m, body=case.short(m.body), status=Status.CONFIRMED) for m in cancelled]
    return [m for m in found if not any(abs(o.date - m.date) <= SPARE for o in case.of((m.body,)))]


def _planned(meetings: Sequence[Meeting]) -> list[Meeting]:
    """Those that a plan announces, and those that minutes tell were held in a year or a part of it without a plan.

    A plan has most of the meetings from its first to its last. One that was held elsewhere in it was moved or extra.
    """
    found = [m for m in meetings if m.kind is Kind.SCHEDULED]
    held = [m for m in meetings if m.kind is not Kind.SCHEDULED]
    for year in {m.date.year for m in held}:
        days = [m.date for m in found if m.date.year == year]
        of_year = [m for m in held if m.date.year == year]
        within = [m for m in of_year if days and min(days) <= m.date <= max(days)]
        has_plan = len(within) <= len(days)
        counted = [m for m in of_year if not (has_plan and m in within)]
        found += [m for m in counted if not any(abs(day - m.date) <= SPARE for day in days)]
    return sorted(found, key=lambda m: m.sort_key)


def _rest(meetings: list[Meeting], case: Case, year: int | None) -> list[Meeting]:
    """The meetings of a body; if all are of one half of the year, with those of a year that are of the other.

    These count if they are about as many as there are in the half that is known.
    """
    if not is_half([m.date for m in meetings]):
        return meetings
    spring = meetings[0].date.month < AUGUST
    own = (m for m in case.of((meetings[0].body,)) if m.date.year == year and not _is_extra(m))
    others = _planned([m for m in own if (m.date.month < AUGUST) != spring])
    known = max(Counter(m.date.year for m in meetings).values())
    return [*meetings, *others] if len(others) >= FULL * known else meetings


def _is_extra(meeting: Meeting) -> bool:
    return "extra" in " ".join(meeting.conditions).casefold()


class _Reasons:
    """What explains that nobody met on a date."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._found: dict[date, str] = {}

    def why(self, day: date) -> str:
        """The reason in words, empty if there is none."""
        if day not in self._found:
            kinds = (*EXPLAINING, DayKind.JULY, DayKind.SUMMER, DayKind.ELECTION, DayKind.MANDATE, DayKind.EVENT)
            names = [d.name for d in self._case.kinds(day) if d.kind in kinds]
            if not names and (day - easter(day.year)).days in _EASTER:
                names = [_("around Easter")]
            self._found[day] = "; ".join(names[:1])
        return self._found[day]


def _habit(name: str, past: Case, reasons: _Reasons) -> Habit:
    """What a body keeps. The first meeting of a newly elected council is learned from only if it is a regular one."""
    dates = sorted({m.date for m in past.of((name,))})
    firsts = first_of_elected(dates) if is_council(name, past) else []
    found = habit([d for d in dates if d not in firsts], reasons.why)
    why = _("the first meeting of those newly elected")
    more = [Departure(d, d, why) for d in firsts if not any(r.fits(d) for r in found.rhythms)]
    found = found._replace(dates=tuple(dates), departures=tuple(sorted((*found.departures, *more))))
    return whole_year(found)


def _unlike_ids(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules with ids that no two of them have: bodies with names that differ in signs only are numbered."""
    found: dict[str, Rule] = {}
    for rule in rules:
        id, n = rule.id, 1
        while id in found:
            n += 1
            id = f"{rule.id}-{n}"
        found[id] = rule if id == rule.id else rule.replaced(id=id)
    return tuple(found.values())
