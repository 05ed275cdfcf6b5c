"""A plan as meetings to keep: proposals in the schedule, and their adoption. Ids stay whatever the dates become."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from calendar_tool.model.meeting import LOCKED, Meeting, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.planning.request import Plan
from calendar_tool.planning.slots import PLANNER, is_decided, planned_on
from calendar_tool.store.history import changed, revisions
from calendar_tool.store.naming import Ids


def proposed(found: Plan, schedule: Schedule, taken: Collection[str]) -> Schedule:
    """The schedule with the plan in it, in place of earlier proposals; `taken` are all ids that ever were given.

    What is decided stays as it is. A proposal that is kept has its id, and its history tells where it was. What was
    pinned is marked so.
    """
    ids = Ids({*taken, *(m.id for m in schedule)})
    gone = {m.id for m in earlier(schedule, found.request.year, found.request.bodies)}
    made = []
    for slot, meeting in zip(found.slots, found.meetings, strict=True):
        if slot.kept is not None and is_decided(slot.kept):
            continue
        conditions = meeting.conditions
        if slot.pin and LOCKED not in conditions:
            conditions = (*conditions, LOCKED)
        body = schedule.bodies.find(meeting.body)
        assert body is not None
        now = replace(meeting, body=body.name, conditions=conditions)
        if slot.kept is None:
            now = replace(now, id=ids.next(body.slug, found.request.year), history=(planned_on(now.date),))
        else:
            lines = revisions(slot.kept, now, dict.fromkeys(changed(slot.kept, now), PLANNER))
            now = replace(now, history=(*slot.kept.history, *lines))
        made.append(now)
    kept = [m for m in schedule if m.id not in gone]
    return schedule.replaced([*kept, *made])


def earlier(schedule: Schedule, year: int, bodies: Collection[str]) -> list[Meeting]:
    """The proposals of a year that are kept: tentative meetings that no document states."""
    return [m for m in schedule if m.date.year == year and m.body in bodies and not is_decided(m)]


def adopted(schedule: Schedule, year: int, bodies: Collection[str]) -> tuple[Schedule, list[Meeting]]:
    """The schedule with the proposals of a year confirmed, and these; their ids stay."""
    found = earlier(schedule, year, bodies)
    confirmed = {m.id: _confirmed(m) for m in found}
    return schedule.replaced([confirmed.get(m.id, m) for m in schedule]), list(confirmed.values())


def _confirmed(meeting: Meeting) -> Meeting:
    now = replace(meeting, status=Status.CONFIRMED, conditions=tuple(c for c in meeting.conditions if c != LOCKED))
    lines = revisions(meeting, now, dict.fromkeys(changed(meeting, now), "adopt"))
    return replace(now, history=(*meeting.history, *lines))
