"""Which column of a month grid a cell belongs to, where the layout has lost its empty cells.

Every way to place the cells of a row is scored: the weekday that the body keeps, days on which nobody meets, blanks or
alignment that tell of lost cells. A cell is placed where all ways agree that come close to the best; the more cells are
lost, the wider "close" is. Other cells stay open, with the columns that they could belong to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from math import comb

from calendar_tool.days.swedish import is_working_day
from calendar_tool.model.body import plain
from calendar_tool.reading.expressions import MONTHS, TimeToken
from calendar_tool.reading.grid_cells import Day, Entry, Grid, Line

_OFF_HABIT = 2.0
_FREE_DAY = 4.0
_LOST_UNSEEN = 1.5  # a cell lost where no gap tells of it, in a layout that shows gaps
_MOST_WAYS = 5000
_SLACK = 2  # columns of text that an aligned cell may be off
_CLOSE = 4  # heads that begin closer than this do not tell the columns
_KEEPS = 0.7  # the share of a body's dates that makes a weekday its habit
_ENOUGH = 3


def working(day: date) -> bool:
    """Whether bodies meet on such a day."""
    return is_working_day(day) if 1990 <= day.year <= 2060 else day.weekday() < 5


def habit(days: Sequence[date]) -> int | None:
    """The weekday that dates keep; None if they keep none, or are too few to tell."""
    if len(days) < _ENOUGH:
        return None
    weekday, often = Counter(d.weekday() for d in days).most_common(1)[0]
    return weekday if often >= _KEEPS * len(days) else None


def exact(entries: Sequence[Entry], count: int) -> list[int] | None:
    """The columns of cells that need no evidence: told by separators, or as many as there are columns."""
    if entries and all(e.column is not None for e in entries):
        return [e.column for e in entries if e.column is not None]
    return list(range(count)) if len(entries) == count else None


def aligned(entries: Sequence[Entry], begins: Sequence[int]) -> list[int] | None:
    """The columns of cells that stand under their heads; None if the heads are set close, or a cell is elsewhere."""
    gaps = [b - a for a, b in pairwise(begins)]
    if not gaps or min(gaps) < _CLOSE:
        return None
    slack = _SLACK if min(gaps) > 2 * _SLACK + 1 else 1
    found = []
    for entry in entries:
        near = min(range(len(begins)), key=lambda i: abs(begins[i] - entry.begin))
        if abs(begins[near] - entry.begin) > slack:
            return None
        found.append(near)
    return found if len(set(found)) == len(found) and found == sorted(found) else None


def ways(
    entries: Sequence[Entry],
    count: int,
    day: Callable[[Entry, int], Sequence[date | None]],
    wanted: Callable[[int], int | None],
    own_habit: bool,
    gapped: bool,
) -> list[set[int]]:
    """The columns that each cell can belong to, after weighing.

    `day` gives the dates of a cell in a column (None for one that does not exist), `wanted` the weekday that a column's
    body keeps. With `own_habit` the cells of a row are one body's: they should keep one weekday between them. In a
    `gapped` layout a lost cell leaves a gap, except at the end.
    """
    lost = count - len(entries)
    if lost < 0 or comb(count, len(entries)) > _MOST_WAYS:
        return [set(range(count)) for _entry in entries]
    scored: list[tuple[float, tuple[int, ...]]] = []
    for way in combinations(range(count), len(entries)):
        days = [d for entry, column in zip(entries, way, strict=True) for d in day(entry, column)]
        known = [d for d in days if d is not None]
        cost = 100.0 * (len(days) - len(known)) + _FREE_DAY * sum(not working(d) for d in known)
        cost += _OFF_HABIT * _off(entries, way, day, wanted, known, own_habit)
        if gapped:
            before = [-1, *way]
            unseen = sum(b - a - 1 for a, b, e in zip(before, way, entries, strict=False) if b - a > 1 and not e.gap)
            cost += _LOST_UNSEEN * unseen
        scored.append((cost, way))
    best = min(cost for cost, _way in scored)
    total = sum(len(e.days) for e in entries)
    close = 1.0 if gapped else _OFF_HABIT * max(lost - 1, 0) + 0.5
    if best > _OFF_HABIT * 0.2 * max(total, 1) + (_LOST_UNSEEN * lost if gapped else 0):
        close = best + 50.0  # no way keeps a habit: only what cannot be is left out
    kept = [way for cost, way in scored if cost <= best + close]
    return [{way[i] for way in kept} for i in range(len(entries))]


def _off(
    entries: Sequence[Entry],
    way: Sequence[int],
    day: Callable[[Entry, int], Sequence[date | None]],
    wanted: Callable[[int], int | None],
    known: Sequence[date],
    own_habit: bool,
) -> int:
    """How many dates of a way are off the weekday that is kept."""
    if not own_habit:
        return sum(
            d is not None and wanted(column) not in (None, d.weekday())
            for entry, column in zip(entries, way, strict=True)
            for d in day(entry, column)
        )
    weekday = wanted(0)
    if weekday is not None:
        return sum(d.weekday() != weekday for d in known)
    return len(known) - max(Counter(d.weekday() for d in known).values(), default=0)


@dataclass(frozen=True, slots=True)
class Placed:
    """A day of a grid with the body whose it is and its date; `doubt` names the columns where it may stand instead."""

    body: str | None
    day: Day
    date: date | None
    month: int | None
    hours: TimeToken | None
    doubt: tuple[str, ...] = ()


def place(grid: Grid, years: Sequence[int], kept: dict[str, list[date]]) -> list[Placed]:
    """Every day of a grid with its body and date. `years` are one year, or two in a row; the months turn once.

    `kept` are the dates that are surely placed, by body; those of this grid are added.

    A day whose column or year is not clear has no date; with months for columns it may lack its month too.
    """
    return _Placer(grid, years, kept).place()


class _Placer:
    def __init__(self, grid: Grid, years: Sequence[int], kept: dict[str, list[date]]) -> None:
        self.grid, self.years, self.kept = grid, years, kept
        self.gapped = any(e.gap for r in grid.rows for e in r.entries)
        self.places = self._years_of_places()

    def _years_of_places(self) -> list[int | None]:
        """The year of each month: the last one stated at or before it, else that of the heading; it turns once."""
        grid = self.grid
        months = grid.months or tuple(r.month or 0 for r in grid.rows)
        stated = grid.stated or tuple(r.year for r in grid.rows) if not grid.months else grid.stated
        turn = next((i for i in range(1, len(months)) if months[i] < months[i - 1]), None)
        known: list[int | None] = []
        year = self.years[0] if self.years and (turn is None or len(self.years) > 1 or any(stated)) else None
        for i in range(len(months)):
            own = stated[i] if i < len(stated) else None
            if own:
                year = own
            elif i == turn:
                year = year + 1 if year else None
            known.append(year)
        return known

    def place(self) -> list[Placed]:
        if self.grid.months:
            sure, rest = self._split(len(self.grid.months))
            return self._rows(sure, rest, self._of_months)
        count = max(len(self.grid.bodies), 1)
        sure, rest = self._split(count)
        return self._rows(sure, rest, self._of_bodies)

    def _split(self, count: int) -> tuple[dict[int, list[int]], list[int]]:
        sure, rest = {}, []
        for i, row in enumerate(self.grid.rows):
            columns = exact(row.entries, count) or aligned(row.entries, self.grid.begins)
            if columns is None:
                rest.append(i)
            else:
                sure[i] = columns
        return sure, rest

    def _rows(
        self,
        sure: dict[int, list[int]],
        rest: list[int],
        cells: Callable[[int, Line, Sequence[set[int]]], list[Placed]],
    ) -> list[Placed]:
        found: dict[int, list[Placed]] = {}
        for i, columns in sure.items():
            found[i] = cells(i, self.grid.rows[i], [{c} for c in columns])
            self._keep(found[i])
        for _round in range(2):  # what is placed teaches the weekdays that the bodies keep
            for i in rest:
                found[i] = cells(i, self.grid.rows[i], self._ways(i))
            for i in rest:
                self._keep(found[i])
        return [p for i in sorted(found) for p in found[i]]

    def _keep(self, placed: Sequence[Placed]) -> None:
        for p in placed:
            if p.date and p.body and p.date not in self.kept.setdefault(plain(p.body), []):
                self.kept[plain(p.body)].append(p.date)

    def _ways(self, index: int) -> list[set[int]]:
        grid, row = self.grid, self.grid.rows[index]
        if grid.months:
            own = habit(self.kept.get(plain(row.body or ""), []))
            return ways(
                row.entries,
                len(grid.months),
                lambda e, c: [self._date(d, c) for d in e.days],
                lambda _c: own,
                True,
                self.gapped,
            )
        habits = [habit(self.kept.get(plain(b), [])) for b in grid.bodies]
        return ways(
            row.entries,
            len(grid.bodies),
            lambda e, _c: [self._date(d, index) for d in e.days],
            lambda c: habits[c],
            False,
            self.gapped,
        )

    def _of_months(self, _index: int, row: Line, columns: Sequence[set[int]]) -> list[Placed]:
        found = []
        for entry, options in zip(row.entries, columns, strict=True):
            for day in entry.days:
                dates = {self._date(day, c) for c in options}
                doubt = tuple(MONTHS[self.grid.months[c] - 1] for c in sorted(options)) if len(dates) > 1 else ()
                column = min(options)
                month = None if doubt else day.month or self.grid.months[column]
                found.append(
                    Placed(row.body, day, None if doubt else dates.pop(), month, day.hours or row.hours, doubt)
                )
        return found

    def _of_bodies(self, index: int, row: Line, columns: Sequence[set[int]]) -> list[Placed]:
        found = []
        bodies = self.grid.bodies
        for entry, options in zip(row.entries, columns, strict=True):
            names = [bodies[c] for c in sorted(options) if c < len(bodies)]
            doubt = tuple(names) if len(names) > 1 else ()
            body = names[0] if names and not doubt else None
            month = row.month
            own = self.grid.hours[min(options)] if self.grid.hours and not doubt else None
            hours = own or row.hours
            found += [
                Placed(body, d, None if doubt else self._date(d, index), d.month or month, d.hours or hours, doubt)
                for d in entry.days
            ]
        return found

    def _date(self, day: Day, place: int) -> date | None:
        """The date of a day in the column or row of a month; None if there is none such, or its year is open."""
        month = self.grid.months[place] if self.grid.months else self.grid.rows[place].month
        year = day.year or self.places[place]
        if month is None or year is None:
            return None
        if day.month is not None and day.month != month:
            if (month, day.month) != (12, 1):
                return None
            month, year = day.month, day.year or year + 1
        try:
            found = date(year, month, day.day)
            date(year, month, day.last or day.day)
        except ValueError:
            return None
        return found if day.last is None or day.last > day.day else None
