"""Which read meeting is which kept one: pairs of least distance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

_FAR = 31  # days between a meeting and the one it was moved to, at most
_NEAR = 14  # days at most if the months differ


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
    """As many one-to-one pairs as can be, with the least sum of distances.

    Both come in order of date, and the distance is one of days: then pairs that cross are never nearer than
    the same pairs uncrossed, so that going through both in order is enough.
    """
    # best[j] is for left[:i] and right[:j]: minus the number of pairs, their total distance, the pairs
    best: list[tuple[int, int, list[tuple[A, B]]]] = [(0, 0, [])] * (len(right) + 1)
    for a in left:
        row = [best[0]]
        for j, b in enumerate(right):
            choices = [best[j + 1], row[j]]
            if (apart := distance(a, b)) is not None:
                minus, total, pairs = best[j]
                choices.append((minus - 1, total + apart, [*pairs, (a, b)]))
            row.append(min(choices, key=lambda c: c[:2]))
        best = row
    return best[-1][2]


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
