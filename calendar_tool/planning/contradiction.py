"""Why there is no plan: the smallest set of demands, pins and decided meetings that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ortools.sat.python import cp_model

from calendar_tool.planning.model import YearModel, key_of
from calendar_tool.planning.request import NoPlan, Request
from calendar_tool.planning.slots import Slot
from calendar_tool.planning.weighing import Costly, weighed
from calendar_tool.rules.rule import Case, Rule

_SECONDS = 10.0  # for one question whether some demands can hold together
_TOLD = ("pin", "meeting", "rule", "check")  # what a person locked or decided first, the law last


def contradiction(request: Request, slots: Sequence[Slot], around: Case) -> NoPlan | None:
    """The causes that cannot hold together, none of which can be left out of them; None if all can.

    A cause is "pin WORDS", "meeting BODY DATE" (a decided one), "rule ID" or "check CODE". One that is left out binds
    no more: the meeting of a pin can be on another day. Of several such sets it is one, rather of what a person said
    than of what the checks say of all meetings.
    """
    reach = max((abs(day - s.place.day) for s in slots if not s.is_fixed for day in s.days), default=timedelta(75))
    freed = [_freed(slot, request.year, reach) if slot.is_fixed else slot for slot in slots]
    model = YearModel(freed, around, request.rules, request.year, explaining=True)
    assert model.causes is not None
    found = _impossible(model, list(model.causes.literals))
    if found is None:
        return None
    core = sorted(found, key=lambda c: _order(c, request.rules))
    for cause in reversed(core):
        if _impossible(model, [c for c in core if c != cause]) is not None:
            core = [c for c in core if c != cause]
    return NoPlan(request, tuple(core), _told(core, slots, around, request), tuple(slots))


def _told(core: Sequence[str], slots: Sequence[Slot], around: Case, request: Request) -> dict[str, Costly]:
    """What the locked and decided meetings among the causes break by themselves, by the causes."""
    names = {f"pin {s.pin}" if s.pin else f"meeting {s.body} {s.meeting.date}": s for s in slots if s.is_fixed}
    meetings = [names[cause].meeting for cause in core if cause in names]
    case = around.with_meetings([*around.meetings, *meetings], around.others)
    ids = {m.id for m in meetings}
    found = weighed(case, request.rules, request.year) if meetings else []
    return {key_of(c): c for c in reversed(found) if key_of(c) in core and ids & set(c.problem.meetings)}


def _freed(slot: Slot, year: int, reach: timedelta) -> Slot:
    """The slot with all days that it could have if it were not fixed to one."""
    first, last = max(slot.place.day - reach, date(year, 1, 1)), min(slot.place.day + reach, date(year, 12, 31))
    days = {first + timedelta(n) for n in range((last - first).days + 1)}
    return replace(slot, days=tuple(sorted({*days, *slot.days})))


def _impossible(model: YearModel, causes: Iterable[str]) -> list[str] | None:
    """Those of some causes that are enough for that they cannot hold together; None if they can.

    Taken as possible if no answer is found in time.
    """
    assert model.causes is not None
    held = {model.causes.literals[cause].index: cause for cause in causes}
    copy = model.cp.clone()
    copy.add_assumptions([model.causes.literals[cause] for cause in held.values()])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = _SECONDS
    if solver.solve(copy) != cp_model.INFEASIBLE:
        return None
    return [held[n] for n in solver.sufficient_assumptions_for_infeasibility()]


def _order(cause: str, rules: Sequence[Rule]) -> tuple[int, int, str]:
    """What a person locked goes before what was decided, this before the rules in their order, and the checks last."""
    kind, _blank, name = cause.partition(" ")
    numbers = {rule.id: n for n, rule in enumerate(rules)}
    return _TOLD.index(kind), numbers.get(name, 0), name
