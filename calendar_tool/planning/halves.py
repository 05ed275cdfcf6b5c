"""Years of which documents tell one half alone: the autumn that is left of a year, or the spring of a läsår.

The other half is that of the year beside it, where that is known; else it is taken to be like the one that is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta

FULL = 0.6  # a year with so large a part of the meetings of the fullest is known as a whole
_SLACK = timedelta(weeks=3)  # so much earlier than a year before, or later, a meeting still is the same
AUGUST, _JULY = 8, 7
HALVES = ((1, _JULY), (AUGUST, 12))
"""The first and the last month of the halves: nobody meets between them."""
_HALF_A_YEAR = timedelta(weeks=26)
_FEWEST = 3  # months of a half that show how the other is
_CHRISTMAS = 22  # the first day in December on which nobody meets


def full_years(dates: Sequence[date]) -> list[int]:
    """The years that have not many fewer dates than the fullest, in order."""
    years = Counter(d.year for d in dates)
    most = max(years.values())
    return sorted(year for year, count in years.items() if count >= FULL * most)


def last_round(dates: Sequence[date]) -> list[date]:
    """The dates of the last year that is known as a whole; of one half alone, with those of the year beside it."""
    last = full_years(dates)[-1]
    own = sorted(d for d in dates if d.year == last)
    year = timedelta(weeks=52)
    if own[-1].month < AUGUST:
        before = [d for d in dates if d.year == last - 1 and d > own[-1] - year + _SLACK]
        return sorted(before) + own
    if own[0].month >= AUGUST:
        return own + sorted(d for d in dates if d.year == last + 1 and d < own[0] + year - _SLACK)
    return own


def is_half(dates: Collection[date]) -> bool:
    """Whether these dates, of all bodies, are those of one half of one year alone."""
    return len({(d.year, d.month < AUGUST) for d in dates}) == 1


def other_half(days: Sequence[date]) -> list[date]:
    """The days of the other half that are like these: half a year away, if there are enough of them to show how."""
    if len({d.month for d in days}) < _FEWEST:
        return []
    moved = [d - _HALF_A_YEAR if d.month >= AUGUST else d + _HALF_A_YEAR for d in days]
    year = days[0].year
    return [d for d in moved if d.year == year and d.month != _JULY and (d.month, d.day) < (12, _CHRISTMAS)]


def other_months(months: Collection[int]) -> set[int]:
    """The months of the other half that are like these."""
    return {m - 6 if m >= AUGUST else m + 6 for m in months if m >= AUGUST or m > 1}
