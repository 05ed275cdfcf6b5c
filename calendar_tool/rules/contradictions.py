"""Demands (krav) of one rule file that no schedule can meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from calendar_tool.days.swedish import FIRST_YEAR, LAST_YEAR
from calendar_tool.locale import _
from calendar_tool.model.meeting import Meeting
from calendar_tool.rules.periods import Period
from calendar_tool.rules.rule import BodyRule, Case, Level, MeetingRule, Rule

_SOME_YEARS = range(2024, 2032)  # with leap years, elections, and weeks on all their days


def contradictions(rules: Sequence[Rule]) -> Iterator[tuple[int, str]]:
    """The demands that another one makes impossible: the number of the rule in the sequence, and why.

    Looks at pairs of demands that hold at the same time for one body: a fixed date that another rule forbids, a
    milestone whose whole period is free, a rhythm whose weekdays are all forbidden.
    """
    demands = [(n, rule) for n, rule in enumerate(rules) if rule.level is Level.KRAV and isinstance(rule, BodyRule)]
    if not {"låst", "milstolpe", "rytm"} & {rule.kind for _n, rule in demands}:
        return
    for number, rule in demands:
        for _other, against in demands:
            if isinstance(against, MeetingRule) and (why := _impossible(rule, against)):
                text = _("cannot be met together with “{id}”: {why}")
                yield number, text.format(id=against.id, why=why)
                break


def _impossible(rule: BodyRule, against: MeetingRule) -> str | None:
    """Why a demand cannot be met where another holds; None if it can."""
    if rule.bodies and against.bodies and not set(rule.bodies) & set(against.bodies):
        return None
    if not _hold_together(rule, against):
        return None
    from calendar_tool.rules.kinds.conditions import Fixed
    from calendar_tool.rules.kinds.days import NotDuring, NotOn
    from calendar_tool.rules.kinds.numbers import Milestone
    from calendar_tool.rules.kinds.rhythm import KeepsRhythm

    if isinstance(rule, Fixed) and isinstance(against, NotOn | NotDuring) and against.in_force(rule.day):
        body = (rule.bodies or ("",))[0]
        known = FIRST_YEAR <= rule.day.year <= LAST_YEAR
        return next((p.text for p in against.judge(Meeting(body, rule.day), Case(()))), None) if known else None
    if isinstance(rule, Milestone) and isinstance(against, NotDuring):
        years = [year for year in _SOME_YEARS if rule.holds_in(year)]
        covered = all(_covers(against.period, rule.period, year) for year in years)
        return str(against.period) if covered else None
    if isinstance(rule, KeepsRhythm) and isinstance(against, NotOn):
        forbidden = all(r.weekdays and set(r.weekdays) <= set(against.weekdays) for r in rule.rhythms)
        return rule.said() if forbidden else None
    return None


def _hold_together(one: Rule, other: Rule) -> bool:
    """Whether there is a day on which both are in force."""
    firsts = [rule.valid_from or date.min for rule in (one, other)]
    lasts = [rule.valid_until or date.max for rule in (one, other)]
    return max(firsts) <= min(lasts)


def _covers(free: Period, wanted: Period, year: int) -> bool:
    """Whether every day of a period of a year is in another."""
    first, last = wanted.in_year(year)
    return all(free.contains(first + timedelta(n)) for n in range((last - first).days + 1))
