"""What a plan costs: the problems that the checks and the rules find in it, in the planner's order of weight.

Demands are never broken. Then as few broken rules (regel) as can be, then wishes (önskan) by their weight; a note about
a kind of day weighs as a wish of weight 1. All else that the audit notes costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from calendar_tool.checking.clashes import clashes
from calendar_tool.checking.judged_days import schedule_day_problems
from calendar_tool.checking.slips import slips
from calendar_tool.model.meeting import Meeting
from calendar_tool.planning.slots import is_decided
from calendar_tool.problem import Problem, Severity
from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.kinds.conditions import Fixed, HasStatus, Hours, MeetsAs
from calendar_tool.rules.kinds.deadlines import Deadline
from calendar_tool.rules.kinds.numbers import Count, Milestone
from calendar_tool.rules.kinds.rhythm import Move
from calendar_tool.rules.kinds.together import InWeeks, OnSameDay
from calendar_tool.rules.rule import Case, Level, Rule

_CHECKS: tuple[Callable[[Case, Sequence[Rule]], Iterable[Problem]], ...] = (clashes, schedule_day_problems, slips)
_NOTED = ("event", "summer")  # kinds of days that are noted without any rule


class Cost(NamedTuple):
    """How many demands and rules are broken, and what the broken wishes weigh together."""

    demands: int = 0
    rules: int = 0
    wishes: int = 0

    def plus(self, other: Cost) -> Cost:
        """The sum of two costs."""
        return Cost(*(a + b for a, b in zip(self, other, strict=True)))


FREE = Cost()


class Costly(NamedTuple):
    """A problem that costs something, the cost, and the rule that it is a breach of (None: of a check).

    `body` is that whose meetings are counted, where a number of them or a date is lacking.
    """

    problem: Problem
    cost: Cost
    rule: Rule | None
    body: str = ""

    def is_planned(self, free: Collection[str], bodies: Collection[str]) -> bool:
        """Whether it is for the planner to avoid: `free` are the ids of the meetings that it dates, of these bodies.

        What is wrong with a decided meeting is a fact. A clash is the planner's if one of the two meetings is.
        """
        ids = self.problem.meetings
        if not ids:
            return self.body in bodies
        if isinstance(self.rule, Chain | InWeeks | OnSameDay) and self.problem.code != "order":
            ids = ids[:1]  # the one that is judged
        return any(id in free for id in ids)


def deciding(rules: Sequence[Rule]) -> list[Rule]:
    """The rules on which dates depend: not those about hours, forms and status, nor deadlines and moves themselves."""
    return [r for r in rules if not isinstance(r, Deadline | Hours | MeetsAs | HasStatus | Move)]


def cost_of(problem: Problem, rule: Rule | None) -> Cost:
    """What a problem costs; nothing if it only says that something is not known."""
    if problem.severity is Severity.CONFLICT:
        return Cost(demands=1)
    if problem.severity is Severity.WARNING:
        return Cost(rules=1)
    if rule is not None and rule.level is Level.ONSKAN and "unknown" not in problem.code:
        return Cost(wishes=rule.weight if problem.code != "rhythm-moved" else 0)
    return Cost(wishes=int(rule is None and problem.code in _NOTED))


def costly(problems: Iterable[Problem], rule: Rule | None, body: str = "") -> list[Costly]:
    """Those of the problems that cost something."""
    return [Costly(p, cost, rule, body) for p in problems if (cost := cost_of(p, rule)) != FREE]


def weighed(case: Case, rules: Sequence[Rule], year: int) -> list[Costly]:
    """All that costs something in a year's plan, by the checks and rules that the audit has.

    A body with proposed meetings in the year has no others in it: what it lacks is sure to be lacking.
    """
    found = [c for check in _CHECKS for c in costly(check(case, rules), None)]
    for rule in deciding(rules):
        if isinstance(rule, Count | Milestone | Fixed):
            for body, _meetings in case.each(rule.bodies):
                found += lacking(rule, body, case, year)
        else:
            found += costly(rule.check(case), rule)
    return of_year(found, year)


def of_year(found: Iterable[Costly], year: int) -> list[Costly]:
    """What is of a year: where a problem has a date, it is in it."""
    return [c for c in found if c.problem.date is None or c.problem.date.year == year]


def lacking(rule: Count | Milestone | Fixed, body: str, case: Case, year: int) -> list[Costly]:
    """What a rule about numbers or a date finds wrong with one body."""
    own = rule.replaced(bodies=(body,))
    found = costly(own.check(case), rule, body)
    if isinstance(rule, Fixed) or all(is_decided(m) for m in case.of((body,)) if m.date.year == year):
        return found
    first, last = rule.period.in_year(year) if isinstance(rule, Milestone) else (date(year, 1, 1), date(year, 12, 31))
    if not first.year == last.year == year:  # it goes on in a year of which more may come
        return found
    ends = [Meeting(body, date(year - 1, 1, 1)), Meeting(body, date(year + 1, 12, 31))]
    known = costly(own.check(Case([*case.of((body,)), *ends], case.bodies)), rule, body)
    if isinstance(rule, Milestone):
        return [c for c in known if c.problem.date == first] + [c for c in found if c.problem.date != first]
    return known


def total(found: Iterable[Costly]) -> Cost:
    """What problems cost together."""
    cost = FREE
    for each in found:
        cost = cost.plus(each.cost)
    return cost
