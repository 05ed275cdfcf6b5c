"""What is asked of the planner, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from calendar_tool.days.local import NOWHERE, Local
from calendar_tool.model.meeting import Meeting
from calendar_tool.model.schedule import Schedule
from calendar_tool.planning.slots import Slot
from calendar_tool.planning.weighing import Cost, Costly, total
from calendar_tool.rules.rule import Case, Rule

SECONDS = 60.0
"""How long a plan is searched for, if nothing else is said."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be planned: the bodies in a year, beside all meetings that are kept.

    `pins` are days that a person has locked, by body, with the words for them.
    """

    year: int
    bodies: tuple[str, ...]
    schedule: Schedule
    rules: tuple[Rule, ...] = ()
    local: Local = NOWHERE
    pins: Mapping[str, Mapping[date, str]] = field(default_factory=dict)
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search has come: the aim that is worked at, its best value yet and the least that it can be."""

    aim: str
    best: int
    bound: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A proposal. `slots` and `meetings` correspond; `costs` is all that gave way, as the rules and checks find it.

    `bound` is a cost that no plan is below, by number of broken rules and by weight of broken wishes; `proven` if the
    plan is the best there is. `case` is what the meetings are judged in.
    """

    request: Request
    slots: tuple[Slot, ...]
    meetings: tuple[Meeting, ...]
    costs: tuple[Costly, ...]
    bound: Cost
    proven: bool
    case: Case

    @property
    def cost(self) -> Cost:
        """What the plan breaks in all."""
        return total(self.costs)


@dataclass(frozen=True, slots=True)
class NoPlan:
    """There is no plan: these demands and pins contradict each other, and without any one of them they would not.

    `told` has what breaks each cause, where something does.
    """

    request: Request
    causes: tuple[str, ...]
    told: Mapping[str, Costly | None]
    slots: tuple[Slot, ...]
