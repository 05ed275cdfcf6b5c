"""Two accounts of the same bodies side by side: what is new, moved, changed, cancelled or missing in the newer one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from calendar_tool.model.body import Bodies
from calendar_tool.model.meeting import Kind, Meeting, Status
from calendar_tool.model.reading import Reading
from calendar_tool.model.schedule import Schedule
from calendar_tool.store.changes import Change, What
from calendar_tool.store.coverage import Coverage
from calendar_tool.store.history import changed
from calendar_tool.store.merging import combine, contradicts
from calendar_tool.store.naming import Names
from calendar_tool.store.pairing import moves, nearest, start_distance

Pair = tuple[Meeting | None, Meeting | None]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What two plans of a body say differently; in `changes`, `before` is the one's meeting and `after` the other's."""

    body: str
    documents: tuple[str, str]
    changes: tuple[Change, ...]


def compare(old: Schedule, new: Schedule, document: str) -> list[Change]:
    """What has become of the meetings of `old` in `new`, by body, in order of time; those that are the same too.

    Meetings are paired by id, by day, and as moves, like those of an import; `document` is the name of the new one.
    Names of bodies must be the same in both: see `with_the_same_names`. A meeting of `old` is MISSING wherever it was.
    """
    changes = []
    for body in dict.fromkeys((*old.body_names(), *new.body_names())):
        pairs = _pairs(old.of(body), new.of(body), document)
        changes += [_change(body, before, after) for before, after in sorted(pairs, key=_in_order)]
    return changes


def with_the_same_names(*schedules: Schedule) -> list[Schedule]:
    """The schedules with one short name for each body, the one of the first schedule that knows it."""
    known = Bodies()
    for schedule in schedules:
        known = Bodies([*known, *(b for b in schedule.bodies if not any(known.find(name) for name in b.names()))])
    names = Names(known, (m.body for schedule in schedules for m in schedule))
    renamed = [[replace(m, body=names.resolve(m.body)) for m in schedule] for schedule in schedules]
    return [Schedule(meetings, names.bodies()) for meetings in renamed]


def read_schedule(reading: Reading) -> Schedule:
    """The meetings that a document states and implies, each once."""
    by_body: dict[str, list[Meeting]] = {}
    for meeting in (*reading.meetings, *reading.implied):
        by_body.setdefault(meeting.body, []).append(meeting)
    return Schedule((m for meetings in by_body.values() for m in combine(meetings)), unresolved=reading.unresolved)


def lacking(changes: Iterable[Change], new: Schedule) -> Callable[[Change], bool]:
    """Whether a missing meeting is one that the new document should have: planned, and in the time that it covers."""
    changes = list(changes)
    coverage = Coverage(((m.body, m.date) for m in new), (u.year for u in new.unresolved if u.year is not None))

    def count(year: int, missing: bool) -> int:
        olds = (c.before for c in changes if (c.after is None) is missing)
        return sum(old is not None and old.date.year == year for old in olds)

    def should_have(change: Change) -> bool:
        meeting = change.before
        if meeting is None or meeting.kind is Kind.HELD or meeting.status is Status.CANCELLED:
            return False
        day = meeting.date
        counts = count(day.year, missing=False), count(day.year, missing=True)
        return coverage.within(meeting.body, day) or coverage.should_have(day, *counts)

    return should_have


def disagreements(readings: Sequence[Reading]) -> list[Disagreement]:
    """What the plans among the readings say differently, where both know of it; their bodies have short names.

    Minutes are left out: that a meeting was held otherwise than planned is no disagreement.
    """
    found = []
    for one, other in combinations([replace(r, meetings=tuple(_planned(r))) for r in readings], 2):
        plans = read_schedule(one), read_schedule(other)
        for body in plans[0].body_names():
            left, right = (Schedule(plan.of(body)) for plan in plans)
            differing = tuple(c for c in compare(left, right, other.document) if _disagree(c, left, right))
            if differing:
                found.append(Disagreement(body, (one.document, other.document), differing))
    return found


def _planned(reading: Reading) -> list[Meeting]:
    return [m for m in reading.meetings if m.kind is Kind.SCHEDULED]


def _disagree(change: Change, one: Schedule, other: Schedule) -> bool:
    if change.before and change.after:
        return contradicts(change.before, change.after)
    meeting = change.before or change.after
    return meeting is not None and all(
        Coverage((m.body, m.date) for m in side).within(meeting.body, meeting.date) for side in (one, other)
    )


def _pairs(old: Sequence[Meeting], new: Sequence[Meeting], document: str) -> list[Pair]:
    """Every meeting once, with its counterpart if there is one."""

    def same_id(one: Meeting, other: Meeting) -> int | None:
        return 0 if one.id and one.id == other.id else None

    def same_day(one: Meeting, other: Meeting) -> int | None:
        return start_distance(one.start, other.start) if one.date == other.date else None

    pairs: list[tuple[Meeting, Meeting]] = []
    left, right = list(old), list(new)
    for distance in (same_id, same_day):
        pairs += nearest(left, right, distance)
        left, right = _rest(left, [a for a, _b in pairs]), _rest(right, [b for _a, b in pairs])
    movable = [m for m in left if m.kind is Kind.SCHEDULED and m.status is not Status.CANCELLED]
    moved = moves(right, movable, document)
    if len(moved) <= len(pairs):
        pairs += [(before, after) for after, before in moved]
    lone_old, lone_new = _rest(left, [a for a, _b in pairs]), _rest(right, [b for _a, b in pairs])
    return [*pairs, *((m, None) for m in lone_old), *((None, m) for m in lone_new)]


def _rest(meetings: list[Meeting], paired: list[Meeting]) -> list[Meeting]:
    taken = {id(m) for m in paired}
    return [m for m in meetings if id(m) not in taken]


def _in_order(pair: Pair) -> tuple[date, str]:
    meeting = pair[0] or pair[1]
    assert meeting is not None
    return meeting.date, repr(pair)


def _change(body: str, before: Meeting | None, after: Meeting | None) -> Change:
    if before is None or after is None:
        what = What.NEW if before is None else What.MISSING
    elif after.status is Status.CANCELLED and before.status is not Status.CANCELLED:
        what = What.CANCELLED
    elif before.date != after.date:
        what = What.MOVED
    else:
        what = What.CHANGED if changed(before, after) else What.SAME
    return Change(what, body, before, after)
