"""What all meetings of a body in a year show together: its rhythm, its round of the year, slips of the pen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import combinations, product
from math import floor
from typing import NamedTuple

from calendar_tool.checking.slips import FEWEST, SHARE, is_stated
from calendar_tool.days.day import EXPLAINING, monday
from calendar_tool.days.swedish import FIRST_YEAR, LAST_YEAR
from calendar_tool.model.meeting import Meeting
from calendar_tool.planning.demands import breach_of
from calendar_tool.planning.model import Literal, Unit, YearModel
from calendar_tool.planning.weighing import Costly, cost_of
from calendar_tool.problem import Problem, Severity
from calendar_tool.rules.kinds.rhythm import KeepsRhythm
from calendar_tool.rules.kinds.round import YearRound
from calendar_tool.rules.rhythms import Rhythm
from calendar_tool.rules.rule import days_of

Phase = tuple[Rhythm, date, list[Literal]]
"""A rhythm, a date that its weeks are counted from, and the literals that are true if they are."""


class Excused(NamedTuple):
    """A meeting (its number, a day, whether it is there) that stands for a free day, unless one of some is true."""

    number: int
    day: date
    here: Literal
    unless: list[Literal]


def add_regular(model: YearModel) -> None:
    """Puts what is judged of all meetings of a body at once into a model."""
    for rule in model.rules:
        if isinstance(rule, KeepsRhythm | YearRound):
            for body in rule.bodies:
                if isinstance(rule, KeepsRhythm):
                    _rhythm(model, rule, body)
                else:
                    _round(model, rule, body)
    ruled = {name for rule in model.all_rules if rule.kind == "rytm" for name in rule.names()}
    if FIRST_YEAR < model.year < LAST_YEAR and not model.causes:
        for body in model.by_body:
            if body not in ruled:
                _slips(model, model.planned(body))


# ---- rhythms


def _rhythm(model: YearModel, rule: KeepsRhythm, body: str) -> None:
    units = model.planned(body)
    if not units:
        return
    problem = Problem("rhythm-broken", rule.level.severity, "", None)
    broken = Costly(problem, cost_of(problem, rule), rule)

    @cache
    def breach(number: int) -> Literal:
        return model.breach(broken, units[number].is_free)

    ways = [list(_phases(model, rhythm, units)) for rhythm in rule.rhythms]
    for phases in product(*ways):
        counted = [(rhythm, first) for rhythm, first, _literals in phases]
        if_so = [~literal for _rhythm, _first, literals in phases for literal in literals]
        excused: dict[date, list[Excused]] = defaultdict(list)
        for number, unit in enumerate(units):
            others = [u for u in units if u is not unit]
            for day, here in unit.at.items():
                if not rule.in_force(day) or any(rhythm.fits(day, first) for rhythm, first in counted):
                    continue
                for regular, taken in _judged(model, rule, unit.on[day], counted, others):
                    if regular:
                        excused[regular].append(Excused(number, day, here, taken))
                    elif taken or if_so:
                        model.cp.add_bool_or([~here, *if_so, *taken, breach(number)])
                    else:
                        model.pay(broken, here, unit.is_free)
        for regular, several in excused.items():
            several.sort(key=lambda each: (abs(each.day - regular), each.day))
            for nearer, other in combinations(several, 2):
                if nearer.number != other.number and nearer.day != other.day:
                    unless = [*if_so, *nearer.unless, *other.unless]
                    model.cp.add_bool_or([~nearer.here, ~other.here, *unless, breach(other.number)])


def _phases(model: YearModel, rhythm: Rhythm, units: Sequence[Unit]) -> Iterator[Phase]:
    """The ways to count the weeks of a rhythm: from a meeting in step with the most others, the first such."""
    n = rhythm.every_weeks
    if n < 2:
        yield rhythm, next(iter(units[0].at)), []
        return
    fitting = rhythm._replace(every_weeks=0)
    in_step = [[[lit for d, lit in u.at.items() if _weeks(d) % n == k] for u in units] for k in range(n)]
    there = [(d, lit) for u in units for d, lit in u.at.items() if fitting.fits(d)]
    counts = [sum(lit for d, lit in there if _weeks(d) % n == k) for k in range(n)]
    chosen = [model.cp.new_bool_var("") for _k in range(n)]
    model.cp.add_exactly_one(chosen)
    for k, j in product(range(n), range(n)):
        if k == j:
            continue
        more = model.cp.new_bool_var("")
        model.cp.add(counts[k] - counts[j] >= 0).only_enforce_if(chosen[k])
        model.cp.add(counts[k] - counts[j] >= 1).only_enforce_if(more)
        for at in range(len(units)):
            earlier = [lit for own in in_step[k][:at] for lit in own]
            for literal in in_step[j][at]:
                model.cp.add_bool_or([~chosen[k], ~literal, more, *earlier])
    for k in range(n):
        yield rhythm, date.fromordinal(7 * (7 * n + k) + 1), [chosen[k]]


def _weeks(day: date) -> int:
    """The number of the week of a day, counted from the first Monday there is."""
    return (day.toordinal() - 1) // 7


def _judged(
    model: YearModel,
    rule: KeepsRhythm,
    meeting: Meeting,
    counted: Sequence[tuple[Rhythm, date]],
    others: Sequence[Unit],
) -> Iterator[tuple[date | None, list[Literal]]]:
    """How a meeting that does not fit is judged: by which of the nearest days that fit others have taken.

    Gives the regular day that excuses it, None if it is a breach, and literals one of which is true if that is not so.
    """
    near = {d for rhythm, first in counted for d in rhythm.near(meeting.date, first)}
    nearest = sorted((d for d in near if FIRST_YEAR <= d.year <= LAST_YEAR), key=lambda d: (abs(d - meeting.date), d))
    standing = {m.date for m in model.around.of((meeting.body,))}
    cases: list[tuple[date | None, list[Literal]]] = []  # the day if it excuses, being the nearest left; if it is taken
    taken: list[Meeting] = []
    for day in (*(d for d in nearest if d not in standing), None):
        there = [unit.at[day] for unit in others if day in unit.at]
        regular = None
        if day and any(kind.kind in EXPLAINING for kind in model.around.kinds(day)):
            case = model.case([*taken, *(Meeting(meeting.body, d) for d in standing)])
            regular = day if rule.judged(meeting.body, meeting, counted, case).is_excused else None
        cases.append((regular, there))
        if not there or day is None:
            break
        taken.append(Meeting(meeting.body, day))
    last_free = max((n for n, (regular, _there) in enumerate(cases) if regular), default=-1)
    for n, (regular, there) in enumerate(cases[: last_free + 2]):
        until = [] if n > last_free else [model.some(there)]
        yield regular, [*(~model.some(earlier) for _day, earlier in cases[:n]), *until]


# ---- the round of the year


def _round(model: YearModel, rule: YearRound, body: str) -> None:
    units = model.planned(body)
    near = timedelta(rule.near_days)
    places = sorted(day.in_year(model.year) for day in rule.days)
    takers: list[list[Literal]] = [[] for _place in places]
    for unit in units:
        has: list[Literal] = []
        here = {day: lit for day, lit in unit.at.items() if rule.in_force(day)}
        problem = Problem("round", rule.level.severity, "", None)
        for day, literal in here.items():
            if not any(abs(day - place) <= near for place in places):
                model.pay(Costly(problem, cost_of(problem, rule), rule), literal, unit.is_free)
        for n, place in enumerate(places):
            at = [lit for day, lit in unit.at.items() if abs(day - place) <= near]
            if at:
                takes = model.cp.new_bool_var("")
                model.cp.add_bool_or([*at, ~takes])
                takers[n].append(takes)
                has.append(takes)
        if has:
            broken = breach_of(model, rule, unit.is_free)
            at = [lit for day, lit in here.items() if any(abs(day - place) <= near for place in places)]
            model.cp.add(sum(has) + broken >= sum(at))
    for of_place in takers:
        model.cp.add_at_most_one(of_place)


# ---- slips


def _slips(model: YearModel, units: Sequence[Unit]) -> None:
    """A single meeting on another weekday than all others, which nothing explains, is taken for a slip."""
    stated = [is_stated(next(iter(u.on.values()))) for u in units]
    n = len(units)
    if n <= FEWEST or n - 1 - sum(stated) < SHARE * n:
        return
    problem = Problem("weekday-unlike", Severity.WARNING, "", None)
    broken = model.breach(Costly(problem, cost_of(problem, None), None), is_free=False)
    on = [[model.some([lit for d, lit in u.at.items() if d.weekday() == w]) for u in units] for w in range(7)]
    usual = [model.cp.new_bool_var("") for _w in range(7)]
    model.cp.add_exactly_one(usual)
    enough = model.cp.new_bool_var("")  # so many meetings on the usual weekday that it is one
    for w in range(7):
        model.cp.add(sum(on[w]) <= FEWEST - 1).only_enforce_if(usual[w], ~enough)
        for v in range(7):
            if v == w:
                continue
            model.cp.add(sum(on[w]) - sum(on[v]) >= 0).only_enforce_if(usual[w])
            more = model.cp.new_bool_var("")
            model.cp.add(sum(on[w]) - sum(on[v]) >= 1).only_enforce_if(more)
            for at in range(n):
                model.cp.add_bool_or([~usual[w], ~on[v][at], more, *on[w][:at]])
    found = [_unlike(model, at, units, usual) for at in range(n) if not stated[at]]
    most = floor(n - 1 - sum(stated) - SHARE * n)
    second = model.cp.new_bool_var("")  # so many are second ones in their weeks that the usual weekday is none
    model.cp.add(sum(taken for _found, taken in found) >= most + 1).only_enforce_if(second)
    for literal, _taken in found:
        model.cp.add_bool_or([~literal, *(o for o, _taken in found if o is not literal), ~enough, second, broken])


def _unlike(model: YearModel, number: int, units: Sequence[Unit], usual: Sequence[Literal]) -> tuple[Literal, Literal]:
    """Whether a meeting is on another weekday than the usual one, and nothing explains it; or another meeting does."""
    unlike, taken = model.cp.new_bool_var(""), model.cp.new_bool_var("")
    others = [unit for at, unit in enumerate(units) if at != number]
    for day, here in units[number].at.items():
        own = {each.weekday() for each in days_of(units[number].on[day])}
        for weekday in range(7):
            if_so = [~here, ~usual[weekday]]
            regular = monday(day) + timedelta(weekday)
            if weekday in own or any(kind.kind in EXPLAINING for kind in model.around.kinds(regular)):
                model.cp.add_bool_or([*if_so, ~unlike])
                model.cp.add_bool_or([*if_so, ~taken])
                continue
            there = [unit.at[regular] for unit in others if regular in unit.at]
            model.cp.add_bool_or([*if_so, *there, unlike])
            model.cp.add_bool_or([*if_so, *there, ~taken])
            for literal in there:
                model.cp.add_bool_or([*if_so, ~literal, ~unlike])
    return unlike, taken
