"""The outline of a body's year before its dates are chosen: how many meetings, and about when each is to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from calendar_tool.checking.judged_days import severity
from calendar_tool.days.day import DayKind
from calendar_tool.days.law import DAY, is_working_day
from calendar_tool.days.swedish import kinds
from calendar_tool.planning.habits import days_in
from calendar_tool.problem import Severity
from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.kinds.days import NotDuring, NotOn
from calendar_tool.rules.kinds.numbers import Count, Milestone, Per
from calendar_tool.rules.kinds.rhythm import KeepsRhythm, MoveTo
from calendar_tool.rules.kinds.round import YearRound
from calendar_tool.rules.rhythms import Rhythm
from calendar_tool.rules.rule import BodyRule, Level, Rule

_JULY = 7
_LAST_REGULAR = (12, 23)
_FIRST_DAY, _LAST_DAY = (1, 7), (12, 20)  # before and after, Christmas keeps people from meeting
_WEEK = 7
_MOVED = 14  # days from the time of a milestone from which a meeting is moved into it
_SPARE = 2  # days more than the least that a chain asks for


class Place(NamedTuple):
    """About when a meeting is to be, and the rule that says so (None: the meetings are spread over the year)."""

    day: date
    rule: Rule | None


def outline(body: str, year: int, rules: Sequence[Rule], others: dict[str, list[date]]) -> list[Place]:
    """The places of a body's meetings in a year, in order; none if no rule tells how many there are to be.

    A round of the year tells them, else a rhythm, else a chain with a body of `others`, whose places are known;
    else they are spread evenly. A number of meetings (antal) fills up or leaves out, and a milestone of which there is
    none in time comes on top.
    """
    own = [rule for rule in rules if _is_about(rule, body) and _in_force(rule, year)]
    places = _round(own, year) or _rhythm(own, year) or _chained(body, year, own, others)
    counts = [rule for rule in own if isinstance(rule, Count) and not rule.forms]
    for count in sorted(counts, key=lambda rule: rule.per.months):
        for first, last in _parts(count, year):
            places = _numbered(places, count, first, last, own)
    limits = [count.level for count in counts if count.most is not None]
    for rule in own if places else ():
        if isinstance(rule, Milestone) and rule.holds_in(year) and all(_is_stricter(rule.level, n) for n in limits):
            places += _lacking(places, rule, year, own)
    if not places and any(count.least for count in counts):  # no day is left: it is for the rules to say so
        places = _filled([], 1, date(year, 1, 1), date(year, 12, 31), ())
    return sorted(places, key=lambda place: place.day)


def at_most(body: str, year: int, rules: Sequence[Rule]) -> int:
    """How many meetings a body may have in a year by the rules; 0 if none says it."""
    own = [rule for rule in rules if isinstance(rule, Count) and _is_about(rule, body) and _in_force(rule, year)]
    return min((rule.most for rule in own if rule.most and rule.per is Per.YEAR and not rule.forms), default=0)


def _is_about(rule: Rule, body: str) -> bool:
    return not rule.names() or body in rule.names()


def _in_force(rule: Rule, year: int) -> bool:
    return rule.in_force(date(year, 7, 1)) or rule.in_force(date(year, 1, 1)) or rule.in_force(date(year, 12, 31))


def _round(rules: Sequence[Rule], year: int) -> list[Place]:
    rounds = [rule for rule in rules if isinstance(rule, YearRound)]
    found = {day: rule for rule in rounds for of_year in rule.days if rule.in_force(day := of_year.in_year(year))}
    step = _out_of_step(sorted(found), rules)
    return [Place(day + step, found[day]) for day in sorted(found) if (day + step).year == year]


def _out_of_step(days: Sequence[date], rules: Sequence[Rule]) -> timedelta:
    """How far the days are from the odd or even weeks of a rhythm, as they all are after a year of 53 weeks.

    They are moved a week forward, or back if more of them come on days on which people meet then.
    """
    rhythms = [rhythm for rule in rules if isinstance(rule, KeepsRhythm) for rhythm in rule.rhythms]
    if len(rhythms) != 1 or rhythms[0].parity is None or sum(map(rhythms[0].fits, days)) * 2 >= len(days):
        return timedelta(0)
    steps = (timedelta(_WEEK), -timedelta(_WEEK))
    return max(
        steps, key=lambda step: sum(d.month != _JULY and is_working_day(d) for d in (day + step for day in days))
    )


def _rhythm(rules: Sequence[Rule], year: int) -> list[Place]:
    found: dict[date, Rule] = {}
    for rule in rules:
        if not isinstance(rule, KeepsRhythm):
            continue
        skips = any(move.to is MoveTo.SKIP for move in rule.moves)
        for rhythm in rule.rhythms:
            for day in _days(rhythm, year, rules):
                if rule.in_force(day) and not (skips and not is_working_day(day)):
                    found.setdefault(day, rule)
    return [Place(day, found[day]) for day in sorted(found)]


def _days(rhythm: Rhythm, year: int, rules: Sequence[Rule]) -> Iterator[date]:
    """The days of a year that fit a rhythm: one a week where any weekday does, and none in its free periods."""
    meant = rhythm if rhythm.weekdays else rhythm._replace(weekdays=(1,))
    first: date | None = None
    for month in range(1, 13):
        for day in days_in(meant, year, month):
            if month == _JULY and _JULY not in rhythm.months and not _may_be_in_july(rules):
                continue
            if _is_free(day, rules) or (first and not meant.fits(day, first)):
                continue
            if not meant.nths and not _FIRST_DAY <= (month, day.day) <= _LAST_REGULAR:
                continue
            if rhythm.every_weeks > 1 and first is None:
                if not is_working_day(day) or (month, day.day) < _FIRST_DAY:
                    continue
                first = day
            yield day


def _is_free(day: date, rules: Iterable[Rule]) -> bool:
    return any(isinstance(rule, NotDuring) and rule.in_force(day) and rule.period.contains(day) for rule in rules)


def _may_be_in_july(rules: Iterable[Rule]) -> bool:
    """Whether it is no more than a wish that there is no meeting in July."""
    return any(isinstance(r, NotOn) and DayKind.JULY in r.day_kinds and r.level is Level.ONSKAN for r in rules)


def _chained(body: str, year: int, rules: Sequence[Rule], others: dict[str, list[date]]) -> list[Place]:
    """A place for each meeting of the body that a chain ties this one to; rather by one that says how far at most."""
    chains = [rule for rule in rules if isinstance(rule, Chain)]
    for rule in sorted(chains, key=lambda chain: chain.max_days is None):
        apart = rule.min_days + _SPARE if rule.min_days else _WEEK
        if rule.max_days is not None:
            apart = (rule.min_days + rule.max_days) // 2
        for own, other, sign in ((rule.first, rule.then, -1), (rule.then, rule.first, 1)):
            days = {day + sign * timedelta(apart) for name in other for day in others.get(name, ())}
            if body in own and days:
                return [Place(day, rule) for day in sorted(days) if day.year == year]
    return []


# ---- numbers


def _parts(rule: Count, year: int) -> Iterator[tuple[date, date]]:
    """The first and the last day of each part of the year that a number is for."""
    for month in range(1, 13, rule.per.months):
        after = month + rule.per.months
        first, last = date(year, month, 1), date(year + after // 13, (after - 1) % 12 + 1, 1) - timedelta(1)
        if rule.in_force(first) and rule.in_force(last):
            yield first, last


def _numbered(places: list[Place], rule: Count, first: date, last: date, rules: Sequence[Rule]) -> list[Place]:
    """The places, of those from a day to another as many as the rule asks for."""
    inside = [place for place in places if first <= place.day <= last]
    outside = [place for place in places if not first <= place.day <= last]
    if rule.most is not None and len(inside) > rule.most:
        return outside + _thinned(inside, rule.most)
    months = (date(first.year, month, 15) for month in range(first.month, last.month + 1))
    if len(inside) < rule.least and not (rule.but and all(map(rule.but.contains, months))):
        return outside + _filled(inside, rule.least, first, last, rules)
    return places


def _is_stricter(level: Level, other: Level) -> bool:
    return level.severity.weight < other.severity.weight


def _lacking(places: Sequence[Place], rule: Milestone, year: int, rules: Sequence[Rule]) -> list[Place]:
    """The places that a milestone lacks: those near its time are moved into it instead."""
    first, last = rule.period.in_year(year)
    if not (first.year == last.year == year and rule.in_force(first) and rule.in_force(last)):
        return []
    near = sum(first - _MOVED * DAY <= place.day <= last + _MOVED * DAY for place in places)
    if near >= rule.least:
        return []
    usual, _n = Counter(place.day.weekday() for place in places).most_common(1)[0]
    usable = _usable(first, last, rules)
    return [
        Place(day, rule) for day in _spread([d for d in usable if d.weekday() == usual] or usable, rule.least - near)
    ]


def _spread(days: Sequence[date], count: int) -> list[date]:
    """So many of some days, evenly over all of them."""
    count = min(count, len(days))
    return [days[len(days) * (2 * n + 1) // (2 * count)] for n in range(count)]


def _thinned(places: list[Place], most: int) -> list[Place]:
    """So many of the places: those on free days go first, and beside these; then the one nearest to its neighbours."""
    left = sorted(places, key=lambda place: place.day)
    poor = [place for place in left if _worst(place.day) is not Severity.NOTE]
    for place in sorted(poor, key=lambda place: _worst(place.day).weight)[: len(left) - most]:
        left.remove(place)
    while len(left) > most:
        gaps = [(b.day - a.day).days for a, b in pairwise(left)]
        around = [gaps[max(0, n - 1) : n + 1] for n in range(len(left))]
        del left[min(range(len(left)), key=lambda n: (sum(around[n]) / max(1, len(around[n])), -len(around[n])))]
    return left


def _worst(day: date) -> Severity:
    """The heaviest that speaks against a day of itself, whoever meets and wherever; a note if nothing does."""
    return min((severity(known.kind) for known in kinds(day)), key=lambda each: each.weight, default=Severity.NOTE)


def _filled(places: list[Place], least: int, first: date, last: date, rules: Sequence[Rule]) -> list[Place]:
    """The places and as many more as are lacking, each in the middle of the longest time without one."""
    first, last = max(first, date(first.year, *_FIRST_DAY)), min(last, date(first.year, *_LAST_DAY))
    usable = _usable(first, last, rules)
    if not places:
        return [Place(day, None) for day in _spread(usable, least)]
    days = [place.day for place in places]
    while len(days) < least:
        bounds = sorted([first - DAY, *days, last + DAY])
        free = max(([d for d in usable if a < d < b] for a, b in pairwise(bounds)), key=len)
        if not free:
            break
        days.append(free[len(free) // 2])
    return [*places, *(Place(day, None) for day in days[len(places) :])]


def _usable(first: date, last: date, rules: Sequence[Rule]) -> list[date]:
    """The days from one to another on which there are meetings."""
    days = (first + n * DAY for n in range((last - first).days + 1))
    return [d for d in days if d.month != _JULY and is_working_day(d) and not _is_free(d, rules)]


def about_the_year(rules: Iterable[Rule]) -> set[str]:
    """The bodies that some rule gives a number, a rhythm or a round of, and those that chains tie to these."""
    kinds = (Count, KeepsRhythm, YearRound)
    found = {name for rule in rules if isinstance(rule, kinds) and isinstance(rule, BodyRule) for name in rule.bodies}
    chains = [rule for rule in rules if isinstance(rule, Chain)]
    for _chain in chains:  # as often as there are, for one may lead to the next
        found |= {name for chain in chains if found & set(chain.names()) for name in chain.names()}
    return found
