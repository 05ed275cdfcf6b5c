"""Which read meeting is which kept one: pairs of least distance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from typing import TypeVar

from calendar_tool.model.meeting import Kind, Meeting, Status

A = TypeVar("A")
B = TypeVar("B")

_FAR = 31  # days between a meeting and the one it was moved to, at most
_NEAR = 14  # days at most if the months differ

# What makes a move less likely, in days that it would have to be shorter: a meeting is rather moved a week, to the same
# weekday and hours, than five days to others, and rather within its month.
_OTHER_MONTH = 7
_OTHER_WEEKDAY = 3
_OTHER_HOURS = 3
_OTHER_DOCUMENT = 1


def nearest(left: Sequence[A], right: Sequence[B], distance: Callable[[A, B], int | None]) -> list[tuple[A, B]]:
    """One-to-one pairs, the nearest first; of equally near ones those that come first. None: never a pair."""
    possible = [
        (apart, i, j) for i, a in enumerate(left) for j, b in enumerate(right) if (apart := distance(a, b)) is not None
    ]
    pairs = []
    lefts, rights = set(range(len(left))), set(range(len(right)))
    for _apart, i, j in sorted(possible):
        if i in lefts and j in rights:
            lefts.remove(i)
            rights.remove(j)
            pairs.append((left[i], right[j]))
    return pairs


def least_total(left: Sequence[A], right: Sequence[B], distance: Callable[[A, B], int | None]) -> list[tuple[A, B]]:
    """As many one-to-one pairs as can be, with the least sum of distances; None: never a pair.

    This is the assignment problem, solved exactly. Going through both in order of date would not do: hours and weekdays
    count beside the days, so that pairs that cross can be the better ones.
    """
    costs = [{j: d for j, b in enumerate(right) if (d := distance(a, b)) is not None} for a in left]
    alone = 1 + sum(max(row.values(), default=0) for row in costs)  # dearer than all pairs together
    chosen = _assign([{**row, len(right) + i: alone} for i, row in enumerate(costs)])
    return [(left[i], right[j]) for i, j in enumerate(chosen) if j < len(right)]


def _assign(costs: Sequence[Mapping[int, int]]) -> list[int]:
    """The column of each row, each column at most once, with the least sum of costs; every row has one of its own.

    The method of Kuhn and Munkres (1955, 1957): each row in turn takes the cheapest path of exchanges to a free column,
    by costs reduced by what rows and columns are known to cost at least.
    """
    row_least, column_least = [0] * len(costs), defaultdict[int, int](int)
    holders: dict[int, int] = {}  # the row that has a column
    for newcomer in range(len(costs)):
        row, column = newcomer, -1
        path: dict[int, tuple[int, int]] = {}  # what is left to pay for a column, and the column before it
        ahead, behind = set[int](), set[int]()
        while True:
            for j in costs[row].keys() - behind:
                step = costs[row][j] - row_least[row] - column_least[j]
                path[j] = min(path.get(j, (step, column)), (step, column))
                ahead.add(j)
            step, column = min((path[j][0], j) for j in ahead)
            row_least[newcomer] += step
            for j in behind:
                column_least[j] -= step
                row_least[holders[j]] += step
            for j in ahead:
                path[j] = (path[j][0] - step, path[j][1])
            ahead.remove(column)
            behind.add(column)
            if column not in holders:
                break
            row = holders[column]
        while column >= 0:
            before = path[column][1]
            holders[column] = holders.get(before, newcomer)
            column = before
    return sorted(holders, key=lambda column: holders[column])


def moves(new: Iterable[Meeting], missing: Iterable[Meeting], document: str) -> list[tuple[Meeting, Meeting]]:
    """The new meetings of a body in a document, each with the missing one that was moved to its date.

    The order of both does not matter. Only planned meetings are moved, and none to a date that is cancelled.
    """
    planned = [m for m in new if m.kind is Kind.SCHEDULED and m.status is not Status.CANCELLED]
    return least_total(
        sorted(planned, key=_settled), sorted(missing, key=_settled), lambda m, old: move_cost(old, m, document)
    )


def _settled(meeting: Meeting) -> tuple[object, ...]:
    return *meeting.sort_key, repr(meeting)


def start_distance(one: time | None, other: time | None) -> int:
    """Minutes between two starts; an unknown one is next to any."""
    if one is None or other is None:
        return int(one is not other)
    return abs((one.hour - other.hour) * 60 + one.minute - other.minute)


def move_distance(one: date, other: date) -> int | None:
    """Days between two dates that can be those of a moved meeting: in the same month, or near."""
    apart = abs((one - other).days)
    same_month = (one.year, one.month) == (other.year, other.month)
    return apart if apart <= _FAR and (same_month or apart <= _NEAR) else None


def move_cost(old: Meeting, new: Meeting, document: str) -> int | None:
    """How unlikely it is that the one was moved to the other, in days; 0 for the same meeting, None if it cannot be.

    `document` has the new one. A meeting that it stated before, or of which no document tells, rather moves in it.
    """
    apart = move_distance(old.date, new.date)
    if apart is None:
        return None
    hours = None not in (old.start, new.start) and (old.start, old.end) != (new.start, new.end)
    return (
        apart
        + _OTHER_MONTH * (old.date.month != new.date.month)
        + _OTHER_WEEKDAY * (old.date.weekday() != new.date.weekday())
        + _OTHER_HOURS * hours
        + _OTHER_DOCUMENT * (bool(old.sources) and all(source.document != document for source in old.sources))
    )
