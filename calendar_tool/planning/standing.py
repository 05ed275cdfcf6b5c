"""What is wrong with the meetings that stand, whatever is planned: it costs the same in every plan."""

from __future__ import annotations

from collections.abc import Iterator

from calendar_tool.checking.clashes import clashes
from calendar_tool.checking.judged_days import schedule_day_problems
from calendar_tool.checking.slips import slips
from calendar_tool.planning.model import Term, YearModel, is_of_two, key_of
from calendar_tool.planning.weighing import Costly, costly, lacking, of_year
from calendar_tool.rules.kinds.conditions import Fixed
from calendar_tool.rules.kinds.numbers import Count, Milestone
from calendar_tool.rules.kinds.rhythm import KeepsRhythm
from calendar_tool.rules.kinds.round import YearRound
from calendar_tool.rules.kinds.together import OnSameDay, SharedMembers
from calendar_tool.rules.rule import MeetingRule


def add_standing(model: YearModel) -> None:
    """Puts what the meetings cost that are not the planner's to date into a model."""
    for found in of_year(_standing(model), model.year):
        model.terms.append(Term(key_of(found), found.cost, model.true))


def _standing(model: YearModel) -> Iterator[Costly]:
    around = model.around
    decided = [s.meeting for s in model.slots if s.id not in model.free]
    case = around.with_meetings([*around.meetings, *decided], around.others)
    yield from costly(clashes(case, model.all_rules), None)
    yield from costly(schedule_day_problems(case, model.all_rules), None)
    yield from costly((p for p in slips(case, model.all_rules) if p.code == "year-unlike"), None)
    yield from costly((p for p in slips(around, model.all_rules) if p.code != "year-unlike"), None)
    for rule in model.rules:
        if isinstance(rule, MeetingRule | SharedMembers | OnSameDay):
            yield from costly((p for p in rule.check(case) if is_of_two(p.code, rule)), rule)
        elif isinstance(rule, Count | Milestone | Fixed | KeepsRhythm | YearRound):
            for name in rule.bodies or sorted({m.body for m in case.meetings}):
                if isinstance(rule, Count | Milestone | Fixed):
                    yield from lacking(rule, name, case, model.year) if name not in model.open else ()
                elif name not in model.by_body:
                    yield from costly(rule.replaced(bodies=(name,)).check(around), rule)
