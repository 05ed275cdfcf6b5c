"""The year as a CP-SAT model: a literal for each slot and day, and for each breach of a rule what it costs.

What one meeting breaks on a day, and what two of them break together, is asked of the rules and checks themselves; what
needs other meetings to be somewhere (chains, numbers, weeks) is put into clauses by demands.py, what all meetings of a
body show together (rhythms, rounds, slips) by regular.py. The cost of a model is never more than what the rules find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from ortools.sat.python import cp_model

from calendar_tool.checking.clashes import clashes, same_people
from calendar_tool.checking.judged_days import schedule_day_problems
from calendar_tool.model.meeting import Meeting
from calendar_tool.planning.slots import Slot, is_decided
from calendar_tool.planning.weighing import Cost, Costly, costly, deciding
from calendar_tool.rules.kinds.together import OnSameDay, PairRule, SharedMembers
from calendar_tool.rules.rule import Case, Level, MeetingRule, Rule, days_of

Literal = Any
"""A Boolean variable of the solver or the negation of one, for which mypy has no types."""

ELSEWHERE = 3  # days that another weekday than that of the place counts for


class Term(NamedTuple):
    """A breach that is paid for while a literal is true, and what it is a breach of."""

    key: str
    cost: Cost
    literal: Literal


class Unit(NamedTuple):
    """A meeting of the year: on each day that it may have, what it is then and whether it is there.

    `is_free` if the planner answers for it; what is wrong with any other is a fact.
    """

    body: str
    at: dict[date, Literal]
    on: dict[date, Meeting]
    is_free: bool


class Possible(NamedTuple):
    """A meeting that there may be, or is: `literal` says whether it is there."""

    meeting: Meeting
    literal: Literal
    stands: bool


class Causes:
    """The demands as things that can be left out, to find those that contradict each other.

    A cause is "pin" with the words of a pin, "meeting" with body and date, "rule" with its id, "check" with its code.
    """

    def __init__(self, model: cp_model.CpModel) -> None:
        self._model = model
        self.literals: dict[str, Literal] = {}
        self.problems: dict[str, Costly | None] = {}

    def breaks(self, cause: str, told: Costly | None = None) -> Literal:
        """A literal that is true if the cause is left out."""
        if cause not in self.literals:
            self.literals[cause] = self._model.new_bool_var(f"holds {cause}")
            self.problems[cause] = told
        return ~self.literals[cause]


class YearModel:
    """The slots of a year with all that binds them. `around` are the meetings that stand and are not planned.

    With `explaining` no wish and no rule counts, and the demands can be left out one by one: see `causes`.
    """

    def __init__(
        self, slots: Sequence[Slot], around: Case, rules: Sequence[Rule], year: int, explaining: bool = False
    ) -> None:
        self.slots, self.around, self.year = slots, around, year
        self.rules = [r for r in deciding(rules) if r.level is Level.KRAV or not explaining]
        self.all_rules = rules
        self.cp = cp_model.CpModel()
        self.true = self.cp.new_constant(1)
        self.causes = Causes(self.cp) if explaining else None
        self.unknown: list[Literal] = []
        self.terms: list[Term] = []
        self.by_body: dict[str, list[Slot]] = defaultdict(list)
        for slot in slots:
            self.by_body[slot.body].append(slot)
        self.free = {s.id for s in slots if s.kept is None or not is_decided(s.kept)}
        self.open = {s.body for s in slots if s.id in self.free}
        self.at: dict[str, dict[date, Literal]] = {}
        self._units: dict[str, Unit] = {}
        self._possible: dict[str, list[Possible]] = {}
        self._covering: dict[str, dict[date, list[Literal]]] = {}
        self._told: dict[tuple[object, ...], list[Costly]] = {}
        self._judged: dict[Meeting, list[Costly]] = {}
        self._there: dict[tuple[str, date], list[Meeting]] = defaultdict(list)
        for meeting in (*around.meetings, *around.others):
            for day in days_of(meeting):
                self._there[meeting.body, day].append(meeting)
        self._people = self._related()
        for slot in slots:
            self._add_slot(slot)
        if not all(self.at.values()):
            return  # a meeting for which a demand leaves no day
        for own in self.by_body.values():
            for one, other in pairwise(own):
                self._in_order(one, other)
        self._add_pairs()
        from calendar_tool.planning.demands import add_demands
        from calendar_tool.planning.regular import add_regular
        from calendar_tool.planning.standing import add_standing

        add_demands(self)
        add_regular(self)
        if not explaining:
            add_standing(self)

    # ---- slots

    def _add_slot(self, slot: Slot) -> None:
        at: dict[date, Literal] = {}
        on: dict[date, Meeting] = {}
        is_free = slot.id in self.free
        for day in slot.days:
            meeting = slot.on(day)
            alone = list(self._alone(meeting)) if is_free else []
            if not self.causes and any(found.cost.demands for found, _other in alone):
                continue
            at[day] = self.cp.new_bool_var(f"{slot.body} {day}")
            on[day] = meeting
            for found, other in alone:
                self.pay(found, at[day], True, other)
        if self.causes and slot.is_fixed:
            cause = f"pin {slot.pin}" if is_free else f"meeting {slot.body} {slot.meeting.date}"
            self.cp.add_implication(~self.causes.breaks(cause), at[slot.meeting.date])
        self.at[slot.id] = at
        self._units[slot.id] = Unit(slot.body, at, on, is_free)
        self.cp.add_exactly_one(at.values())

    def pay(self, found: Costly, here: Literal, is_free: bool, other: Meeting | None = None) -> None:
        """Makes a breach cost what it costs while a literal is true; `other` is whom it takes besides, and stands."""
        if not self.causes and not (found.cost.demands and is_free):
            self.terms.append(Term(key_of(found), found.cost, here))
        elif found.cost.demands and is_free:
            there = [self.causes.breaks(f"meeting {other.body} {other.date}")] if self.causes and other else []
            self.cp.add_bool_or([~here, self.breach(found), *there])

    def _alone(self, meeting: Meeting) -> Iterator[tuple[Costly, Meeting | None]]:
        """What a meeting breaks whatever the planner does with all others; beside whom, if that takes two."""
        kind = replace(meeting, id="", history=(), conditions=(), sources=())
        if kind not in self._judged:
            case = self.case([meeting])
            found = costly(schedule_day_problems(case, self.all_rules), None)
            if self.causes or not any(c.cost.demands for c in found):
                for rule in self.rules:
                    if isinstance(rule, MeetingRule):
                        found += costly(rule.check(case), rule)
            self._judged[kind] = found
        for each in self._judged[kind]:
            yield each, None
        beside = {
            id(other): other
            for body in self._people[meeting.body]
            for day in days_of(meeting)
            for other in self._there.get((body, day), ())
        }
        for other in beside.values():
            for each in self.together(meeting, other):
                yield each, other

    def case(self, meetings: Iterable[Meeting]) -> Case:
        """A case of some meetings alone, with all that is known of the days."""
        return self.around.with_meetings(meetings)

    def _in_order(self, one: Slot, other: Slot) -> None:
        """The meetings of a body keep their order, and are never two on a day."""
        if one.id in self.free or other.id in self.free:
            before = self.at[one.id]
            for day, literal in self.at[other.id].items():
                earlier = [before[d] for d in before if d < day]
                if len(earlier) < len(before):
                    self.cp.add_bool_or([*earlier, ~literal])

    # ---- literals

    def unit(self, slot: Slot) -> Unit:
        """A slot with its days."""
        return self._units[slot.id]

    def planned(self, body: str) -> list[Unit]:
        """The slots of a body with their days, in order."""
        return [self._units[slot.id] for slot in self.by_body.get(body, ())]

    def units(self, names: Sequence[str]) -> list[Unit]:
        """The meetings of the year of some bodies, those that are not planned too, each body's in order."""
        found = []
        for name in names:
            found += self.planned(name)
            for m in sorted(self.around.of((name,)), key=lambda m: m.sort_key) if not self.causes else ():
                if m.date.year == self.year:
                    found.append(Unit(name, {m.date: self.true}, {m.date: m}, False))
        return found

    def possible(self, names: Sequence[str]) -> list[Possible]:
        """The meetings that some bodies may have or have, of all years."""
        for name in names:
            if name not in self._possible:
                self._possible[name] = self._possible_of(name)
        return [each for name in names for each in self._possible[name]]

    def _possible_of(self, name: str) -> list[Possible]:
        found = [Possible(m, self.true, True) for m in self.around.of((name,))]
        alike: dict[tuple[object, ...], list[tuple[Meeting, Literal]]] = {}
        for slot in self.by_body.get(name, ()):
            unit = self._units[slot.id]
            for day, literal in unit.at.items():
                m = unit.on[day]
                alike.setdefault((day, m.last_date, m.start, m.form), []).append((m, literal))
        found += [Possible(same[0][0], self.any_of([lit for _m, lit in same]), False) for same in alike.values()]
        return found

    def covering(self, names: Sequence[str], day: date) -> list[Literal]:
        """The literals of the meetings of some bodies that take some of a day."""
        for name in names:
            if name not in self._covering:
                days = self._covering[name] = defaultdict(list)
                for each in self.possible([name]):
                    for taken in days_of(each.meeting):
                        days[taken].append(each.literal)
        return [literal for name in names for literal in self._covering[name].get(day, ())]

    def some(self, literals: Sequence[Literal]) -> Literal:
        """Whether one of some literals is true; there may be none of them."""
        return self.any_of(literals) if literals else ~self.true

    def any_of(self, literals: Sequence[Literal]) -> Literal:
        """Whether one of some literals is true."""
        if len(literals) == 1:
            return literals[0]
        found = self.cp.new_bool_var("")
        for literal in literals:
            self.cp.add_implication(literal, found)
        self.cp.add_bool_or([*literals, ~found])
        return found

    def knows(self, names: Sequence[str], day: date) -> bool:
        """Whether the meetings of one of some bodies are known on a day of the year."""
        planned = any(self.by_body.get(name) and name not in self.around.known for name in names)
        return planned or self.around.knows(names, day)

    def breach(self, found: Costly, is_free: bool = True) -> Literal:
        """A literal that is true only if the breach is paid for.

        Of a demand it is false, unless demands can be left out, or the breach is not the planner's to avoid.
        """
        if found.cost.demands and is_free:
            return self.causes.breaks(key_of(found), found) if self.causes else ~self.true
        if self.causes:
            return self.true
        literal = self.cp.new_bool_var("")
        self.terms.append(Term(key_of(found), found.cost, literal))
        return literal

    # ---- pairs

    def _related(self) -> dict[str, tuple[str, ...]]:
        """For each body those whose meetings on the same day may matter to it."""
        around = {m.body for m in (*self.around.meetings, *self.around.others)}
        names = {*self.by_body, *around}
        found = {name: set(people) for name, people in same_people(names, self.around.bodies).items()}
        for rule in self.rules:
            if isinstance(rule, PairRule):
                for a in rule.bodies:
                    for b in rule.others:
                        found.setdefault(a, set()).add(b)
                        found.setdefault(b, set()).add(a)
        return {name: tuple(sorted(found.get(name, set()) & names)) for name in names}

    def _add_pairs(self) -> None:
        for n, a in enumerate(self.slots):
            for b in self.slots[n + 1 :]:
                several = a.meeting.end_date or b.meeting.end_date
                if b.body in self._people[a.body] and (a.body != b.body or several):
                    self._add_pair(self.unit(a), self.unit(b), bool(several))

    def _add_pair(self, a: Unit, b: Unit, several: bool) -> None:
        if not (a.is_free or b.is_free):
            return
        for day, here in a.at.items():
            for other in b.at if several else (day,):
                if other in b.at and a.on[day].date <= b.on[other].last_date and other <= a.on[day].last_date:
                    for found in self.together(a.on[day], b.on[other]):
                        self.cp.add_bool_or([~here, ~b.at[other], self.breach(found)])

    def together(self, a: Meeting, b: Meeting) -> list[Costly]:
        """What two meetings break that only both of them do."""
        pair = [r for r in self.rules if isinstance(r, PairRule) and r.is_about(a, b)]
        spans = (b.date - a.date, a.last_date - a.date, b.last_date - b.date)
        key = (a.body, a.start, a.end, a.form, b.body, b.start, b.end, b.form, spans, tuple(r.id for r in pair))
        if key not in self._told:
            case = self.case([a, b])
            found = costly(clashes(case, self.all_rules), None)
            for rule in pair:
                if isinstance(rule, OnSameDay | SharedMembers):
                    found += costly((p for p in rule.check(case) if is_of_two(p.code, rule)), rule)
            self._told[key] = found
        return self._told[key]

    # ---- objectives

    def moved(self) -> list[tuple[int, Literal]]:
        """A literal for each earlier proposal that is true if it is moved."""
        found = []
        for slot in self.slots:
            if slot.kept is not None and not slot.is_fixed:
                here = self.at[slot.id].get(slot.kept.date)
                found.append((1, ~here if here is not None else self.true))
        return found

    def distances(self) -> Iterator[tuple[int, Literal]]:
        """How far each meeting is from its place: of two days as near the later, rather on the weekday of the place."""
        for slot in self.slots:
            for day, literal in self.at[slot.id].items():
                if cost := distance(slot, day):
                    yield cost, literal


def distance(slot: Slot, day: date) -> int:
    """How far a day is from the place of a slot, as it is weighed."""
    place = slot.place.day
    away = abs((day - place).days) + ELSEWHERE * (day.weekday() != place.weekday())
    return 2 * away + (day < place)


def is_of_two(code: str, rule: Rule) -> bool:
    """Whether a rule says it of each two meetings, not once of a meeting beside all others."""
    return not isinstance(rule, OnSameDay) or code == "order"


def key_of(found: Costly) -> str:
    """What a breach is of: a rule, or a check and what it says."""
    if found.rule is not None:
        return f"rule {found.rule.id}"
    return f"check {found.problem.code}"
