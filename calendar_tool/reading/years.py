"""Which year a date without one belongs to.

A single year in the heading decides. Between two years the order down each column, the weekdays, the free days and the
length of the whole plan are weighed together; what they do not decide clearly stays undecided.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from calendar_tool.days.swedish import is_working_day
from calendar_tool.reading.expressions import DateToken, scan, years_in
from calendar_tool.reading.headings import season

MARGIN = 2.0
_WEEKDAYS = 3  # weekdays beside dates that choose a year
_SLIP = 5  # stated weekdays, none of them right, that prove the only year stated to be a slip for the one beside it
_PROOF = 3  # dates that must confirm a year which is not the nearest one stated
_STAMP = re.compile(r"(?im)^.*\b(?:uppdatera|ändra|publicera|granska|utskrive|skickat|datum|dnr|diarie)\w*.*$")
_FREE_DAY = -3.0  # a meeting on a weekend, a holiday or an eve
_FALL = -2.0  # a date earlier than the one above it
_OUTSIDE = -3.0  # a date outside the time that one plan covers
_HABIT = 0.5  # each date on the column's usual weekday
_HALF_YEAR = 6  # months that a list falls by where it turns into the next year
_MOST_DATES = 120  # a column longer than a weekly one over two years is no plan that turns once
_TWO_YEARS = timedelta(days=731)
_PLAN = timedelta(days=430)  # a plan for a year, with the last two months of the year before at most


@dataclass(frozen=True, slots=True)
class _Guess:
    dates: tuple[date, ...]
    score: float


def _working(day: date) -> bool:
    return is_working_day(day) if 1990 <= day.year <= 2060 else day.weekday() < 5


def spread(columns: Sequence[Sequence[DateToken]], years: Sequence[int]) -> list[list[date | None]]:
    """The dates of columns that run through the given years in order; None where the year is not clear.

    `columns` hold the dates in the order of the rows. With one year every date gets it, or None if it has no such day
    or another weekday. A column of a plan over two years turns once.
    """
    if len(years) == 1:
        single = len(columns) == 1
        return [_one_year(column, years[0], single) for column in columns]
    first, second = years[0], years[1]
    guesses = [_guesses(column, first, second) if len(column) <= _MOST_DATES else [] for column in columns]
    starts, length = sorted({d for column in guesses for g in column for d in g.dates}), _PLAN
    if any(_long(column) for column in guesses):
        starts, length = [date(first, 1, 1)], _TWO_YEARS
    best: list[dict[tuple[date, ...], float]] = [{} for _ in columns]
    for start in starts:
        scores = [[(g, g.score + _outside(g.dates, start, length)) for g in column] for column in guesses]
        tops = [max((s for _, s in column), default=0.0) for column in scores]
        for i, column in enumerate(scores):
            others = sum(tops) - tops[i]
            for guess, score in column:
                best[i][guess.dates] = max(best[i].get(guess.dates, float("-inf")), score + others)
    return [_settle(column, ranking) for column, ranking in zip(columns, best, strict=True)]


def _one_year(column: Sequence[DateToken], year: int, single: bool) -> list[date | None]:
    """All dates in one year, save those after the turn of a list that clearly runs into the next one.

    A list that rises, falls once by half a year or more and rises again may go on in January; the rows of a table are
    often shuffled instead.
    """
    dates = [token.on(token.year or year) for token in column]
    falls = [
        i for i in range(1, len(column)) if (column[i].month, column[i].day) < (column[i - 1].month, column[i - 1].day)
    ]
    if single and len(falls) == 1 and column[falls[0] - 1].month - column[falls[0]].month >= _HALF_YEAR:
        return [d if i < falls[0] or t.year else None for i, (d, t) in enumerate(zip(dates, column, strict=True))]
    return dates


def chosen(candidates: Sequence[tuple[int, ...]], tokens: Sequence[DateToken], habit: Set[int]) -> tuple[int, ...]:
    """The years that hold for dates: the nearest candidate, unless stated weekdays prove it wrong and another right.

    `candidates` are what the lines above state, nearest first; `habit` the weekdays on which meetings are said to be.
    """
    if not candidates:
        return ()
    fits = [_fit(years, tokens, habit) for years in candidates]
    hits, misses = fits[0]
    if misses > hits:
        for years, (right, wrong) in zip(candidates, fits, strict=True):
            if not wrong and right >= _PROOF:
                return years
    if not hits and misses >= _SLIP and len(candidates[0]) == 1:
        near = [(candidates[0][0] + step,) for step in (-1, 1)]
        proven = [years for years in near if (fit := _fit(years, tokens, habit))[0] >= _SLIP and not fit[1]]
        return proven[0] if len(proven) == 1 else candidates[0]
    return candidates[0]


def of_lead(lead: str, stated: Sequence[int]) -> tuple[int, ...]:
    """The years that the words before a row's dates give: its own, or the season's of the years stated above."""
    if own := tuple(sorted(set(years_in(lead)))):
        return own if len(own) <= 2 else ()
    months = season(lead)
    if months is None or not stated:
        return ()
    return (stated[-1],) if 1 in months else (stated[0],)


def _fit(years: tuple[int, ...], tokens: Sequence[DateToken], habit: Set[int]) -> tuple[int, int]:
    """How many dates fall on the weekdays stated, and how many do not, in the best of the years."""
    hits = misses = 0
    for token in tokens:
        wanted = {token.weekday} if token.weekday is not None else habit
        if not wanted or token.year:
            continue
        found = [date(y, token.month, token.day) for y in years if _exists(y, token)]
        if any(d.weekday() in wanted for d in found):
            hits += 1
        else:
            misses += 1
    return hits, misses


def _exists(year: int, token: DateToken) -> bool:
    return token.day <= monthrange(year, token.month)[1]


def from_outside(columns: Sequence[Sequence[DateToken]], year: int) -> list[list[date | None]]:
    """The dates of columns in a year that is known from outside the document, going on into the next one."""
    if all(_in_order(column) for column in columns):
        return spread(columns, (year,))
    return spread(columns, (year, year + 1))


def _in_order(column: Sequence[DateToken]) -> bool:
    plain = [(t.month, t.day) for t in column if not t.year]
    return not any(a[0] - b[0] >= _HALF_YEAR for a, b in pairwise(plain))


class Sole:
    """The year that a whole document means, where the lines around its dates state none."""

    def __init__(self, text: str) -> None:
        whole = [t for t in scan(text) if isinstance(t, DateToken) and t.year]
        bare = list(text)
        for token in whole:
            bare[token.begin : token.end] = " " * (token.end - token.begin)
        self._named = set(years_in(_STAMP.sub("", "".join(bare))))
        stamped = [t for line in _STAMP.findall(text) for t in scan(line) if isinstance(t, DateToken) and t.year]
        self._last = max((d for t in stamped if t.year and (d := t.on(t.year))), default=None)

    def of(self, columns: Sequence[Sequence[DateToken]]) -> int | None:
        """The only year that the document names, if many of the dates confirm it: none of them on a free day.

        Where only whole dates name one (of the page, of a letter), the dates follow the last of these: the same year
        if some of them are later, else the next one. Weekdays beside the dates choose between years.
        """
        if sum(t.weekday is not None for column in columns for t in column) >= _WEEKDAYS:
            stamped = {self._last.year, self._last.year + 1} if self._last else set()
            if proven := confirmed(self._named or stamped, columns, _WEEKDAYS):
                return proven
        if len(self._named) == 1:
            return confirmed(self._named, columns)
        if self._named or self._last is None:
            return None
        days = [d for column in columns for t in column if (d := t.on(self._last.year))]
        year = self._last.year if any(d >= self._last for d in days) else self._last.year + 1
        return confirmed({year}, columns, _SLIP)


def confirmed(candidates: Set[int], columns: Sequence[Sequence[DateToken]], least: int = _PROOF) -> int | None:
    """The one of the years in which so many dates exist, none of them on a free day."""
    fits = []
    for year in candidates:
        days = [t.on(year) for column in columns for t in column]
        if len(days) >= least and all(d is not None and _working(d) for d in days):
            fits.append(year)
    return fits[0] if len(fits) == 1 else None


def _guesses(column: Sequence[DateToken], first: int, second: int) -> list[_Guess]:
    found = []
    for turn in range(len(column) + 1):
        dates = [t.on(t.year or (first if i < turn else second)) for i, t in enumerate(column)]
        known = tuple(d for d in dates if d is not None)
        if len(known) == len(dates):
            found.append(_Guess(known, _score(known)))
    return list({g.dates: g for g in found}.values())


def _score(dates: tuple[date, ...]) -> float:
    free = sum(not _working(d) for d in dates)
    falls = sum(b < a for a, b in pairwise(dates))
    usual = max(Counter(d.weekday() for d in dates).values(), default=0)
    return _FREE_DAY * free + _FALL * falls + _HABIT * usual


def _long(column: list[_Guess]) -> bool:
    """Whether the dates of a column, in order, take longer than a yearly plan however they are read."""
    ordered = [g.dates for g in column if len(g.dates) > 1 and all(a <= b for a, b in pairwise(g.dates))]
    return bool(ordered) and all(dates[-1] - dates[0] > _PLAN for dates in ordered)


def _outside(dates: tuple[date, ...], start: date, length: timedelta) -> float:
    return _OUTSIDE * sum(not start <= d <= start + length for d in dates)


def _settle(column: Sequence[DateToken], ranking: dict[tuple[date, ...], float]) -> list[date | None]:
    if not ranking:
        return [None] * len(column)
    top = max(ranking.values())
    if any(a > b for dates, score in ranking.items() if score == top for a, b in pairwise(dates)):
        return [None] * len(column)  # even the best way is out of order
    close = [dates for dates, score in ranking.items() if top - score < MARGIN]
    return [found[0] if len(set(found)) == 1 else None for found in zip(*close, strict=True)]


def inside(token: DateToken, first: date, last: date) -> date | None:
    """The one date the token can be from `first` to `last`; None if there is none or more than one."""
    found = [d for y in range(first.year, last.year + 1) if (d := token.on(y)) and first <= d <= last]
    return found[0] if len(found) == 1 else None


def after(token: DateToken, start: date) -> date | None:
    """The first date the token can be on or after `start`, within a year; None if it is no working day then."""
    for year in (start.year, start.year + 1):
        found = token.on(year)
        if found and found >= start:
            sure = token.weekday is not None or _working(found)
            return found if sure and found - start < timedelta(days=365) else None
    return None
