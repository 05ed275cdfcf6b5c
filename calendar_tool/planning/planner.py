"""The best year: rules, pins and others' calendars -> a plan that is proven to break as little as can be."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any

from ortools.sat.python import cp_model

from calendar_tool.days.law import check_year
from calendar_tool.locale import _
from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.planning.beginning import beginning
from calendar_tool.planning.model import Literal, YearModel, key_of
from calendar_tool.planning.outline import Place, at_most, outline
from calendar_tool.planning.request import NoPlan, Plan, Progress, Request
from calendar_tool.planning.slots import REACH, Slot, assigned, fixed_days, slots, template
from calendar_tool.planning.weighing import Cost, Costly, total, weighed
from calendar_tool.problem import input_error
from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.rule import Case, Rule

WIDE = 75  # days from its place that a meeting may be if no plan is found nearer
_ROUNDS = 100  # times that a plan is mended where the rules find more in it than the model did
_LEAST = 0.1  # seconds for each aim, however late it is,
_LAST = 0.05  # and so large a part of the time
_LONGER = 15.0  # seconds in which a first plan is looked for, twice, if there was none in time


def plan(request: Request, progress: Callable[[Progress], None] | None = None) -> Plan | NoPlan:
    """The best plan of a year, or the demands that contradict each other; these are empty if no plan is found in time.

    Demands (krav) hold; then as few rules (regel) as can be are broken; then as few earlier proposals moved; then as
    few meetings are without a known one that should come before them (chains); then wishes (önskan) are broken by
    their weight; then each meeting is as near its place in the year as can be. The same request gives the same plan,
    unless the time runs out. InputError for a year whose days are not known, and for a body of which no rule tells how
    often it meets.
    """
    check_year(request.year)
    end = time.monotonic() + request.seconds
    around = _around(request)
    found = _slots(request, REACH)
    try:
        best = best_of(request, found, around, end, progress)
        if best is None:
            from calendar_tool.planning.contradiction import contradiction

            found = _slots(request, WIDE)
            if none := contradiction(request, found, around):
                return none
            best = best_of(request, found, around, end, progress)
    except _OutOfTimeError:
        best = None
    return best or NoPlan(request, (), {}, tuple(found))


def best_of(
    request: Request,
    slots: Sequence[Slot],
    around: Case,
    end: float,
    progress: Callable[[Progress], None] | None = None,
) -> Plan | None:
    """The best plan that gives each slot one of its days, the slots of a body in order; None if there is none.

    `end` is when to stop, by time.monotonic().
    """
    return _Search(YearModel(slots, around, request.rules, request.year), request, end, progress).best()


def _around(request: Request) -> Case:
    """What stands beside the plan: the meetings of the years around, but for those that are planned."""
    schedule = request.schedule
    near = schedule.between(date(request.year - 1, 1, 1), date(request.year + 1, 12, 31))
    case = Case(near, schedule.bodies, request.local, schedule.others, schedule.known)
    kept = [m for m in case.meetings if not (m.body in request.bodies and m.date.year == request.year)]
    return case.with_meetings(kept, case.others)


def _slots(request: Request, reach: int) -> list[Slot]:
    case = Case(request.schedule.meetings, request.schedule.bodies)
    places: dict[str, list[Place]] = {}
    for body in _in_order(request.bodies, request.rules):
        others = {name: [p.day for p in there] for name, there in places.items()}
        places[body] = outline(body, request.year, request.rules, others)
    found = []
    for body in request.bodies:
        own = case.of((body,))
        kept = [m for m in own if m.date.year == request.year]
        pins = {**fixed_days(body, request.year, request.rules), **request.pins.get(body, {})}
        if not (places[body] or kept or pins):
            text = _("no rule tells how often it meets, and no earlier year is there to learn it from")
            raise input_error("no-rhythm", text, body)
        past = [m for m in own if m.date.year < request.year]
        in_order = sorted(places[body], key=lambda place: place.day)
        off = assigned(_cancelled(request, case, body), [place.day for place in in_order])
        places[body] = [place for n, place in enumerate(in_order) if n not in off]
        own_template = template(body, request.rules, request.year, past)
        room = at_most(body, request.year, request.rules) - len(places[body])
        found += slots(body, request.year, places[body], kept, pins, own_template, reach, room)
    return found


def _cancelled(request: Request, case: Case, body: str) -> list[date]:
    """The days of the year on which a meeting of a body was cancelled: it takes its place, and is not planned anew."""
    return [
        m.date
        for m in request.schedule
        if m.status is Status.CANCELLED and m.date.year == request.year and case.short(m.body) == body
    ]


def _in_order(bodies: Sequence[str], rules: Sequence[Rule]) -> list[str]:
    """The bodies, those that others' chains are counted from before these."""
    left, found = list(bodies), []
    tied = [(r.first, r.then) for r in rules if isinstance(r, Chain)]
    while left:
        ready = [b for b in left if not any(b in first and set(then) & set(left) for first, then in tied)]
        found += ready or left[:1]
        left = [b for b in left if b not in found]
    return found


class _OutOfTimeError(Exception):
    """Neither a plan was found in time, nor that there is none."""


class _Search:
    """Solves a model aim by aim, and holds the result against the rules."""

    def __init__(
        self, model: YearModel, request: Request, end: float, progress: Callable[[Progress], None] | None
    ) -> None:
        self._model, self._request, self._end, self._progress = model, request, end, progress
        self._bodies = {s.body for s in model.slots if s.id in model.free}

    def best(self) -> Plan | None:
        """The plan; None if there is none."""
        best: Plan | None = None
        for _round in range(_ROUNDS):
            solved = self._solve(in_time=best is not None)
            if solved is None:
                return best
            chosen, bound, proven, expected = solved
            meetings = [s.on(chosen[s.id]) for s in self._model.slots]
            case = self._model.around.with_meetings(
                [*self._model.around.meetings, *meetings], self._model.around.others
            )
            costs = weighed(case, self._request.rules, self._request.year)
            more = self._unforeseen(costs, expected)
            if not any(self._is_broken(found) for found in more):
                plan = self._plan(meetings, costs, bound, proven, case)
                best = plan if plan.proven or best is None or _weight(plan) < _weight(best) else best
                if not more or not proven:
                    break
            for found in more:
                self._forbid(found, chosen)
        if best is None:
            raise _OutOfTimeError
        return best

    def _plan(
        self, meetings: Sequence[Meeting], costs: Sequence[Costly], bound: Cost, proven: bool, case: Case
    ) -> Plan:
        proven = proven and total(costs) == bound
        return Plan(self._request, tuple(self._model.slots), tuple(meetings), tuple(costs), bound, proven, case)

    def _solve(self, in_time: bool) -> tuple[dict[str, date], Cost, bool, Counter[str]] | None:
        """The days chosen, the bound of the cost, whether it is the best, and what each breach costs there.

        None if there is no such plan; with `in_time` also if none is found before the end.
        """
        model = self._model
        terms = {what: [(getattr(t.cost, what), t.literal) for t in model.terms] for what in Cost._fields}
        weighed = {what: [term for term in found if term[0]] for what, found in terms.items()}
        facts = sum(n for n, literal in weighed["demands"] if literal is model.true)
        bounds = {"demands": facts, "rules": 0, "wishes": 0}
        open_facts = weighed["demands"] if facts < sum(n for n, _lit in weighed["demands"]) else []
        aims = [
            ("demands", open_facts),
            ("rules", weighed["rules"]),
            ("moves", model.moved()),
            ("unknown", [(1, literal) for literal in model.unknown]),
            ("wishes", weighed["wishes"]),
            ("places", list(model.distances())),
        ]
        copy = model.cp.clone()
        solver, proven = None, True
        for aim, found in aims:
            if not (found or aim == "places"):
                continue
            if not proven and (aim != "places" or time.monotonic() < self._end):  # or the user has ended it
                self._keep(copy, found, solver)
                continue
            here = self._minimised(copy, aim, found, solver, in_time)
            if here is None and solver is None:
                return None
            if here is None:
                proven = False
                continue
            solver, bound, best = here
            proven = proven and best
            if aim in bounds:
                bounds[aim] = bound
            self._keep(copy, found, solver)
        assert solver is not None
        chosen = {s.id: next(d for d, lit in model.at[s.id].items() if solver.value(lit)) for s in model.slots}
        expected = Counter[str]()
        for term in model.terms:
            if solver.value(term.literal):
                for what, n in term.cost._asdict().items():
                    expected[f"{term.key} {what}"] += n
        return chosen, Cost(**bounds), proven, expected

    @staticmethod
    def _keep(model: cp_model.CpModel, terms: Sequence[tuple[int, Literal]], solver: cp_model.CpSolver | None) -> None:
        """Lets what was reached for an aim not become worse."""
        if terms and solver is not None:
            model.add(_sum(terms) <= sum(n for n, literal in terms if solver.value(literal)))

    def _minimised(
        self,
        model: cp_model.CpModel,
        aim: str,
        terms: Sequence[tuple[int, Literal]],
        before: cp_model.CpSolver | None,
        in_time: bool,
    ) -> tuple[cp_model.CpSolver, int, bool] | None:
        """The best for one aim, the least that it can be, and whether that is the same. None as _solve."""
        model.minimize(_sum(terms))
        model.clear_hints()  # type: ignore[no-untyped-call]
        hints = {literal.index: (literal, False) for _n, literal in terms if literal.index >= 0}
        first = beginning(self._model) if before is None else {}
        for slot in self._model.slots:  # the search begins at the plan before
            for day, literal in self._model.at[slot.id].items():
                here = bool(before.value(literal)) if before else day == first.get(slot.id)
                hints[literal.index] = (literal, here)
        for hint in hints.values():
            model.add_hint(*hint)
        watch = _Watch(aim, self._progress) if self._progress else None
        solver = _solver(max(_LEAST, self._request.seconds * _LAST, self._end - time.monotonic()))
        status = solver.solve(model, watch)
        bound = ceil(solver.best_objective_bound - 0.001)
        if status == cp_model.UNKNOWN and before is None and not in_time:
            solver, status = self._any(model)
            return None if status == cp_model.INFEASIBLE else (solver, 0, False)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return solver, bound, status == cp_model.OPTIMAL
        return None

    @staticmethod
    def _any(model: cp_model.CpModel) -> tuple[cp_model.CpSolver, Any]:
        """Some plan near where the search begins, or that there is none; _OutOfTimeError if neither is found."""
        model.clear_objective()  # type: ignore[no-untyped-call]
        for presolve in (False, True):  # with it some plan is found more surely, but far from where the search begins
            solver = _solver(_LONGER)
            solver.parameters.stop_after_first_solution = True
            solver.parameters.cp_model_presolve = presolve
            status = solver.solve(model)
            if status != cp_model.UNKNOWN:
                return solver, status
        raise _OutOfTimeError

    def _unforeseen(self, costs: Sequence[Costly], expected: Counter[str]) -> list[Costly]:
        """What the rules find that the model did not: demands, and one breach of each kind whose sum is larger."""
        actual: Counter[str] = Counter()
        examples: dict[str, Costly] = {}
        for found in costs:
            if self._is_broken(found):
                continue
            for what, n in found.cost._asdict().items():
                actual[f"{key_of(found)} {what}"] += n
                if n:
                    examples[f"{key_of(found)} {what}"] = found
        broken = [found for found in costs if self._is_broken(found)]
        return broken + [examples[key] for key, n in actual.items() if n > expected[key]]

    def _is_broken(self, found: Costly) -> bool:
        """Whether it is a demand that the planner has to meet."""
        return bool(found.cost.demands) and found.is_planned(self._model.free, self._bodies)

    def _forbid(self, found: Costly, chosen: Mapping[str, date]) -> None:
        """Makes the model pay for a breach while the bodies concerned meet on just these days."""
        ids = set(found.problem.meetings)
        bodies = set(found.rule.names() if found.rule else ()) | {s.body for s in self._model.slots if s.id in ids}
        there = [self._model.at[s.id][chosen[s.id]] for s in self._model.slots if not bodies or s.body in bodies]
        paid = self._model.breach(found, is_free=self._is_broken(found))
        self._model.cp.add_bool_or([*(~literal for literal in there), paid])


def _solver(seconds: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1  # with more of them equal plans would come out in any order
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = 1
    solver.parameters.max_presolve_iterations = 1  # the others take longer than they save
    solver.parameters.max_time_in_seconds = seconds
    return solver


def _weight(plan: Plan) -> tuple[int, int, int, int]:
    moved = sum(s.kept is not None and s.kept.date != m.date for s, m in zip(plan.slots, plan.meetings, strict=True))
    return plan.cost.demands, plan.cost.rules, moved, plan.cost.wishes


class _Watch(cp_model.CpSolverSolutionCallback):
    """Tells of each better plan."""

    def __init__(self, aim: str, progress: Callable[[Progress], None] | None) -> None:
        super().__init__()
        self._aim, self._progress = aim, progress

    def on_solution_callback(self) -> None:
        if self._progress:
            self._progress(Progress(self._aim, round(self.objective_value), round(self.best_objective_bound)))


def _sum(terms: Sequence[tuple[int, Literal]]) -> Any:
    return cp_model.LinearExpr.weighted_sum([lit for _n, lit in terms], [n for n, _lit in terms])
