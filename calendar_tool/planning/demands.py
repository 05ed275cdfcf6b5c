"""What rules ask of several meetings, as clauses: chains, numbers, milestones, weeks, days of others, fixed dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any

from calendar_tool.days.day import monday
from calendar_tool.model.meeting import Meeting
from calendar_tool.planning.model import Literal, Possible, Unit, YearModel
from calendar_tool.planning.weighing import Costly, cost_of
from calendar_tool.problem import Problem
from calendar_tool.rules.kinds.chain import CARRIED_DAYS, OLDEST_DAYS, Chain
from calendar_tool.rules.kinds.conditions import Fixed
from calendar_tool.rules.kinds.numbers import Count, Milestone
from calendar_tool.rules.kinds.together import InWeeks, OnSameDay, SameDay, Weeks
from calendar_tool.rules.rule import Level, Rule, days_of

_DAY = timedelta(days=1)
_LONG = timedelta(days=2 * 92)  # of a longer time than this only the ends need to be known; see numbers.py


def add_demands(model: YearModel) -> None:
    """Puts every rule about several meetings into a model."""
    for rule in model.rules:
        if add := _ADD.get(type(rule)):
            add(model, rule)


def breach_of(model: YearModel, rule: Rule, is_free: bool) -> Literal:
    """A literal for a breach of a rule that is no note."""
    problem = Problem("", rule.level.severity, "", None)
    return model.breach(Costly(problem, cost_of(problem, rule), rule), is_free)


# ---- numbers and fixed dates


def _count(model: YearModel, rule: Count) -> None:
    for body in rule.bodies or tuple(model.by_body):
        units = model.planned(body)
        for month in range(1, 13, rule.per.months) if body in model.open else ():
            months = range(month, month + rule.per.months)
            first = date(model.year, month, 1)
            last = date(model.year + months[-1] // 12, months[-1] % 12 + 1, 1) - _DAY
            if rule.in_force(first) and rule.in_force(last):
                spared = rule.but and all(rule.but.contains(date(model.year, m, 15)) for m in months)
                _counted(model, rule, units, first, last, 0 if spared else rule.least)


def _counted(model: YearModel, rule: Count, units: Sequence[Unit], first: date, last: date, least: int) -> None:
    """The number of meetings in a part of the year. An unknown form may be the one that is lacking, if that is sure."""
    inside = [(u, m, u.at[day]) for u in units for day, m in u.on.items() if first <= day <= last]
    known = [(u, lit) for u, m, lit in inside if not rule.forms or m.form in rule.forms]
    if rule.most is not None and len(known) > rule.most:
        decided = sum(not u.is_free for u, _lit in known)
        too_many = breach_of(model, rule, is_free=decided <= rule.most)
        model.cp.add(sum(lit for _u, lit in known) <= rule.most).only_enforce_if(~too_many)
        if decided > rule.most and rule.level is Level.KRAV:
            for unit, literal in known:
                if unit.is_free:
                    model.cp.add_bool_or([~literal, breach_of(model, rule, is_free=True)])
    unsure = [lit for _u, m, lit in inside if rule.forms and m.form is None and rule.level is not Level.ONSKAN]
    _at_least(model, [*(lit for _u, lit in known), *unsure], least, rule)


def _milestone(model: YearModel, rule: Milestone) -> None:
    for body in rule.bodies:
        if body not in model.open:
            continue
        of_dates = isinstance(rule.period.first, date)
        years = {m.date.year for m in model.around.of((body,))}  # a first week may begin in the year before
        for year in (model.year, *({model.year + 1} & years if not of_dates else ())):
            first, last = rule.period.in_year(year)
            in_force = rule.in_force(first) and rule.in_force(last) and rule.holds_in(year)
            if first.year == model.year and in_force:
                inside = _begun(model, body, first, last)
                sure = []
                if last.year > model.year and rule.level is not Level.ONSKAN:
                    margin = _LONG / 2 if last - first > _LONG else timedelta(0)
                    before = _begun(model, body, date.min, first + margin - _DAY)
                    after = _begun(model, body, last - margin + _DAY, date.max)
                    sure = [model.some(before), model.some(after)]
                _at_least(model, inside, rule.least, rule, sure)


def _begun(model: YearModel, body: str, first: date, last: date) -> list[Literal]:
    """The literals of a body's meetings that begin from a day to another."""
    planned = [lit for unit in model.planned(body) for day, lit in unit.at.items() if first <= day <= last]
    return [*planned, *(model.true for m in model.around.of((body,)) if first <= m.date <= last)]


def _at_least(
    model: YearModel, literals: Sequence[Literal], least: int, rule: Rule, sure: Sequence[Literal] = ()
) -> None:
    """So many of the literals are true, or the rule is broken; unless it is not `sure` that no more are known."""
    if not least:
        return
    broken = breach_of(model, rule, is_free=True)
    if least == 1:
        model.cp.add_bool_or([*literals, *(~each for each in sure), broken])
    else:
        model.cp.add(sum(literals) >= least).only_enforce_if(~broken, *sure)


def _fixed(model: YearModel, rule: Fixed) -> None:
    for body in rule.bodies if rule.day.year == model.year else ():
        if body in model.open:
            _at_least(model, model.covering([body], rule.day), 1, rule)


# ---- weeks and days of others


def _weeks(model: YearModel, rule: InWeeks) -> None:
    steps = timedelta(weeks={Weeks.BEFORE: 1, Weeks.AFTER: -1}.get(rule.weeks, 0))
    meets: dict[date, Literal | None] = {}
    for unit in model.units(rule.bodies):
        broken = None
        for day, here in unit.at.items():
            if not rule.in_force(day):
                continue
            weeks = dict.fromkeys(monday(taken) + steps for taken in days_of(unit.on[day]))
            for week in weeks:
                if week not in meets:
                    found = [lit for n in range(7) for lit in model.covering(rule.others, week + n * _DAY)]
                    meets[week] = model.any_of(found) if found else None
            there = [lit for week in weeks if (lit := meets[week]) is not None]
            if rule.weeks is Weeks.NOT_THE_SAME:
                clauses = [[~lit] for lit in there]
            else:
                clauses = [there] if model.knows(rule.others, day) else []
            for clause in clauses:
                broken = breach_of(model, rule, unit.is_free) if broken is None else broken
                model.cp.add_bool_or([~here, *clause, broken])


def _same_day(model: YearModel, rule: OnSameDay) -> None:
    if rule.mode is SameDay.MAY:
        return
    for unit in model.units(rule.bodies):
        broken = breach_of(model, rule, unit.is_free)
        for day, here in unit.at.items():
            if not rule.in_force(day):
                continue
            there = [lit for taken in days_of(unit.on[day]) for lit in model.covering(rule.others, taken)]
            if rule.mode is SameDay.MUST_NOT:
                for literal in there:
                    model.cp.add_bool_or([~here, ~literal, broken])
            elif model.knows(rule.others, day):
                model.cp.add_bool_or([~here, *there, broken])


# ---- chains


def _chain(model: YearModel, rule: Chain) -> None:
    if rule.each_first:
        later = sorted(model.possible(rule.then), key=lambda p: _then_key(p.meeting))
        for unit in model.units(rule.first):
            _each_first(model, rule, unit, later)
        return
    firsts = sorted(model.possible(rule.first), key=lambda p: _first_key(p.meeting))
    standing = [Unit(m.body, {m.date: model.true}, {m.date: m}, False) for m in model.around.of(rule.then)]
    of_year = model.units(rule.then)
    if not any(body in model.by_body for body in rule.then):
        of_year.sort(key=lambda u: max(map(_then_key, u.on.values())))
    thens = [*(u for u in standing if model.year not in {d.year for d in u.at}), *of_year]
    for unit in of_year:
        if len(rule.then) == 1:
            latest = max(map(_then_key, unit.on.values()))
            earlier = [u for u in thens[: thens.index(unit)] if min(map(_then_key, u.on.values())) < latest]
            _each_then(model, rule, unit, firsts, earlier[-1:], ())
        else:  # with deadlines the later of two may have the earlier one: what is then overlooked the rule finds
            _each_then(model, rule, unit, firsts, (), () if rule.before else [u for u in thens if u is not unit])


def _first_key(meeting: Meeting) -> tuple[date, time]:
    return meeting.date, meeting.start or time.min


def _then_key(meeting: Meeting) -> tuple[date, time]:
    return meeting.date, meeting.start or time.max


def _fits(rule: Chain, days: int) -> bool:
    return rule.min_days <= days and (rule.max_days is None or days <= rule.max_days)


def _each_then(
    model: YearModel,
    rule: Chain,
    unit: Unit,
    firsts: Sequence[Possible],
    previous: Sequence[Unit],
    rivals: Sequence[Unit],
) -> None:
    """The meeting needs a first of its own; see Chain for what that is.

    `previous` is the `then` before it, if that is always the same; else `rivals` are all that may come before it.
    """
    goals = {
        day: goal
        for day, meeting in unit.on.items()
        if rule.in_force(day) and model.knows(rule.first, day) and (goal := rule.goal(meeting))
    }
    if not goals:
        return
    last = max(goals)
    before = [(_then_key(m), rule.goal(m), u.at[d]) for u in previous for d, m in u.on.items()]
    key_of_day = {day: _then_key(unit.on[day]) for day in goals}
    taking = [[(_then_key(m), m.date, u.at[d]) for d, m in u.on.items()] for u in rivals]
    serving, ahead_of = [], []
    for first in firsts:
        f = first.meeting
        if f.date > last or f.date < min(goals) - timedelta(OLDEST_DAYS):
            continue
        oldest = f.date + timedelta(OLDEST_DAYS)
        ahead = [d for d in goals if f.date <= d <= oldest and _first_key(f) <= _then_key(unit.on[d])]
        ahead_of.append((first, ahead))
        days = [d for d in ahead if _fits(rule, (goals[d] - f.last_date).days)]
        after = [lit for key, _goal, lit in before if _first_key(f) > key]
        too_late = [
            lit
            for key, goal, lit in before
            if _first_key(f) <= key and goal is not None and (goal - f.last_date).days < rule.min_days
        ]
        if not days or (before and not after and not too_late):
            continue
        key, least = _first_key(f), f.last_date + timedelta(rule.min_days)
        soonest = min(key_of_day[d] for d in days)
        if any(all(key <= k < soonest and on >= least for k, on, _lit in rival) for rival in taking):
            continue
        serves = model.cp.new_bool_var("")
        model.cp.add_implication(serves, first.literal)
        model.cp.add_bool_or([*(unit.at[d] for d in days), ~serves])
        if len(after) + len(too_late) < len(before):
            model.cp.add_bool_or([*after, *too_late, ~serves])
        near = [d for d in days if (d - f.last_date).days <= CARRIED_DAYS]
        if too_late and len(near) < len(days):
            model.cp.add_bool_or([*after, *(unit.at[d] for d in near), ~serves])
        for rival in taking:
            for k, on, literal in rival:
                if k >= key:
                    left = [
                        d for d in days if key_of_day[d] <= k or (on < least and (d - f.last_date).days <= CARRIED_DAYS)
                    ]
                    if len(left) < len(days):
                        model.cp.add_bool_or([~serves, ~literal, *(unit.at[d] for d in left)])
        serving.append(serves)
    others = [literal for day, literal in unit.at.items() if day not in goals]
    broken = breach_of(model, rule, unit.is_free)
    model.cp.add_at_most_one(serving)  # one is enough; said so, the best is found sooner
    model.cp.add_bool_or([*serving, *_none_ahead(model, unit, goals, ahead_of), *others, broken])


def _none_ahead(
    model: YearModel, unit: Unit, goals: Iterable[date], ahead_of: Sequence[tuple[Possible, Sequence[date]]]
) -> list[Literal]:
    """A literal that is true only if no first at all is ahead of the meeting: then nothing is known to be wrong.

    That it is so is also told to the model, since a date that can be judged is better.
    """
    sure = {day for first, days in ahead_of if first.stands for day in days}
    left = [day for day in goals if day not in sure]
    if not left:
        return []
    none, unknown = model.cp.new_bool_var(""), model.cp.new_bool_var("")
    model.unknown.append(unknown)
    for day in left:
        ahead = [first.literal for first, days in ahead_of if day in days]
        model.cp.add_bool_or([~unit.at[day], *ahead, unknown])
    for day in sure:
        model.cp.add_bool_or([~none, ~unit.at[day]])
    for first, days in ahead_of:
        for day in days:
            if day not in sure:
                model.cp.add_bool_or([~none, ~unit.at[day], ~first.literal])
    return [none]


def _each_first(model: YearModel, rule: Chain, unit: Unit, thens: Sequence[Possible]) -> None:
    """The first of the later thens that is `min_days` after the meeting is at most `max_days` after it."""
    goals = [(then, goal) for then in thens if (goal := rule.goal(then.meeting))]
    is_sure = rule.level is Level.ONSKAN or any(t.meeting.date.year > model.year for t in thens)
    broken = breach_of(model, rule, unit.is_free)
    for day, here in unit.at.items():
        if not rule.in_force(day):
            continue
        key, last = _first_key(unit.on[day]), unit.on[day].last_date
        later = [(then, (goal - last).days) for then, goal in goals if _then_key(then.meeting) >= key]
        fits = [then.literal for then, days in later if _fits(rule, days)]
        if not is_sure or not model.knows(rule.then, day):  # then it is a note if there is no such then at all
            none = model.cp.new_bool_var("")
            for then, days in later:
                if days >= rule.min_days:
                    model.cp.add_implication(none, ~then.literal)
            fits.append(none)
        model.cp.add_bool_or([~here, *fits, broken])


_ADD: dict[type[Rule], Callable[[YearModel, Any], None]] = {
    Count: _count,
    Milestone: _milestone,
    Fixed: _fixed,
    InWeeks: _weeks,
    OnSameDay: _same_day,
    Chain: _chain,
}
