"""Years of which documents tell a part alone: the autumn that is left of a year, or the spring of a läsår.

The rest is that of the years beside it, where these are known. Of a half that no year tells anything of it is taken to
be like the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from calendar_tool.days.law import DAY

FULL = 0.6  # a year with so large a part of the meetings of the fullest is known as a whole
AUGUST, JULY, CHRISTMAS = 8, 7, 22
"""The months that the halves of a year meet at, and the first day in December on which nobody meets in any year."""
_YEAR, _HALF_A_YEAR = timedelta(weeks=52), timedelta(weeks=26)
_SLACK = 21  # days that a meeting may be from that of another year which it is taken for, at the most
_BACK = 2  # years back in which the rest of a year is looked for
_FEWEST = 3  # months of a half that show how the other is
_FEWEST_BESIDE = 4  # meetings of a half beside which a single one of the other is unlikely to be all


def full_years(dates: Sequence[date]) -> list[int]:
    """The years that have not many fewer dates than the fullest, in order."""
    years = Counter(d.year for d in dates)
    most = max(years.values())
    return sorted(year for year, count in years.items() if count >= FULL * most)


def last_round(dates: Sequence[date]) -> list[date]:
    """The dates of the last year that is known as a whole; where it is not, with those of the years beside it.

    It is not if it has none in one half, or if two or more of a year before are later in the year than its last.
    """
    last = full_years(dates)[-1]
    own = sorted(d for d in dates if d.year == last)
    if own[0].month >= AUGUST:
        for year in (last + 1, *_before(last)):
            spring = [d for d in dates if d.year == year and d.month < AUGUST]
            if earlier := [d for d in spring if _in_year(d, last) <= own[0] - _slack(own)]:
                return sorted([*earlier, *own])
        return own
    for year in _before(last):
        later = [d for d in dates if d.year == year and _in_year(d, last) >= own[-1] + _slack(own)]
        if len(later) > 1 or (later and own[-1].month < AUGUST):
            return sorted([*later, *own])
    return own


def _before(year: int) -> range:
    return range(year - 1, year - 1 - _BACK, -1)


def _in_year(day: date, year: int) -> date:
    """The day at the same time of another year, on the same weekday."""
    return day + (year - day.year) * _YEAR


def _slack(days: Sequence[date]) -> timedelta:
    """How far from a meeting the next one is another: a third of the usual time between two."""
    gaps = [(b - a).days for a, b in pairwise(days)]
    return min(_SLACK, int(median(gaps)) // 3 if gaps else _SLACK) * DAY


def is_half(dates: Collection[date]) -> bool:
    """Whether all dates are in the same half of their years."""
    return len({d.month < AUGUST for d in dates}) == 1


def alone(dates: Collection[date]) -> list[date]:
    """The only date in its half of the year beside several of the other: more of that half may not be known."""
    halves = [[d for d in dates if (d.month < AUGUST) == spring] for spring in (True, False)]
    few, many = sorted(halves, key=len)
    return few if len(few) == 1 and len(many) >= _FEWEST_BESIDE else []


def shows_other(dates: Collection[date]) -> bool:
    """Whether there are enough dates of one half to show how the other is."""
    return is_half(dates) and len({d.month for d in dates}) >= _FEWEST


def other_half(days: Sequence[date]) -> list[date]:
    """The days of the other half that are like these, half a year away; July and Christmas have none."""
    moved = [d - _HALF_A_YEAR if d.month >= AUGUST else d + _HALF_A_YEAR for d in days]
    there = {d.month < AUGUST for d in days}
    return [
        d for d in moved if d.month != JULY and (d.month, d.day) < (12, CHRISTMAS) and (d.month < AUGUST) not in there
    ]


def other_months(months: Collection[int]) -> list[int]:
    """The months of the other half that are like these; none is like January or July."""
    return sorted(m - 6 if m >= AUGUST else m + 6 for m in months if m not in (1, JULY))
