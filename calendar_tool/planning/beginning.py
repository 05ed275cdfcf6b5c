"""Where the search begins: the best days of each body by itself, whatever the others do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple, Self

from calendar_tool.planning.model import YearModel, distance
from calendar_tool.planning.slots import Slot
from calendar_tool.planning.weighing import FREE, Cost, cost_of
from calendar_tool.rules.kinds.round import YearRound


class _Way(NamedTuple):
    """The best way to a day of a slot: what it costs, and by which way to the slot before.

    The weight is in the planner's order: broken demands, rules, moved proposals, wishes, distance. Of the round of the
    year the first `taken` places are taken or passed.
    """

    weight: tuple[int, int, int, int, int]
    taken: int
    day: date
    before: _Way | None

    def to(self, day: date, taken: int, cost: Cost, moved: bool, away: int) -> Self:
        """This way and one slot more."""
        demands, rules, moves, wishes, far = self.weight
        weight = (demands + cost.demands, rules + cost.rules, moves + moved, wishes + cost.wishes, far + away)
        return type(self)(weight, taken, day, self)


class _Round(NamedTuple):
    """The places of a round of the year in order, how many days from one a meeting may be, and what it costs if not."""

    places: Sequence[date]
    near: timedelta
    cost: Cost

    def taken(self, before: int, day: date) -> tuple[int, Cost]:
        """How many places are taken or passed with a meeting on a day, and what it costs if others have its own."""
        first = bisect_left(self.places, day - self.near)
        at = max(before, first)
        if at < len(self.places) and self.places[at] <= day + self.near:
            return at + 1, FREE
        has_place = first < len(self.places) and self.places[first] <= day + self.near
        return at, self.cost if has_place else FREE  # of one that has none the model knows it


_START = _Way((0, 0, 0, 0, 0), 0, date.min, None)


def beginning(model: YearModel) -> dict[str, date]:
    """A day for each slot (by its id): of a body in order, with what days alone and its round cost the least.

    Bodies whose slots leave no room for each other are not in it.
    """
    alone: dict[int, Cost] = {}
    for term in model.terms:
        alone[term.literal.index] = alone.get(term.literal.index, FREE).plus(term.cost)
    found: dict[str, date] = {}
    for body, slots in model.by_body.items():
        round_ = _round(model, body)
        ways = [_START]
        for slot in slots:
            ways = list(_onward(ways, slot, model, alone, round_))
        way = min(ways, default=None, key=lambda way: way.weight)
        for slot in reversed(slots):
            if way:
                found[slot.id], way = way.day, way.before
    return found


def _round(model: YearModel, body: str) -> _Round:
    """The round of a body, the first if it has several; one without places if it has none."""
    for rule in model.rules:
        if isinstance(rule, YearRound) and body in rule.bodies:
            places = sorted(place.in_year(model.year) for place in rule.days)
            return _Round(places, timedelta(rule.near_days), cost_of(rule.problem("round", ""), rule))
    return _Round((), timedelta(0), FREE)


def _onward(
    ways: Sequence[_Way], slot: Slot, model: YearModel, alone: dict[int, Cost], round_: _Round
) -> Iterator[_Way]:
    """The ways to the days of a slot, given those to the slot before."""
    best: dict[int, _Way] = {}  # by the places taken, of those to earlier days
    left = iter(ways)
    ahead = next(left, None)
    free = slot.id in model.free
    for day, literal in model.at[slot.id].items():
        while ahead and (ahead.day < day or (ahead.day == day and not free)):
            if ahead.taken not in best or ahead.weight < best[ahead.taken].weight:
                best[ahead.taken] = ahead
            ahead = next(left, None)
        cost = alone.get(literal.index, FREE)
        moved = bool(slot.kept and not slot.is_fixed and slot.kept.date != day)
        there: dict[int, _Way] = {}
        for before in best.values():
            taken, more = round_.taken(before.taken, day)
            way = before.to(day, taken, cost.plus(more), moved, distance(slot, day))
            if taken not in there or way.weight < there[taken].weight:
                there[taken] = way
        yield from there.values()
