"""The rows of a list: lines that hold nothing but dates, in runs; and what a line below a row adds to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from calendar_tool.reading.expressions import DateToken, Impossible, MonthToken, TimeToken, clock_times, form_in
from calendar_tool.reading.page import Page
from calendar_tool.reading.words import is_status

_CLOCK = re.compile(r"\s*\d{1,2}[.:]\d\d\s*")
_LONGEST_NOTE = 45
_PLACE = re.compile(
    r"\W*(?:[A-ZÅÄÖ]\w{1,40} )?\w{0,40}(?:huset|salen|lokalen|rummet|gården|hallen|biblioteket|kontoret)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A date, or what cannot be one, with its hours in a row; `begin` and `end` are columns of the line from 0."""

    token: DateToken | Impossible
    time: TimeToken | None
    begin: int
    end: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line that holds nothing but cells. `broken` is a cell that lost its day ("- sept kl 14-15.30").

    `lead` is what names the row ("KS:", "VT 2021", "2022"); `listed` tells that commas part its dates; `hours` hold for
    all of them ("... och 3 maj. Mötena börjar kl. 17."). `term` is a year that stands on a line above, `below` are the
    indexes of lines that add to it.
    """

    index: int
    cells: tuple[Cell, ...]
    number: int | None = None
    number_end: int = 0
    broken: tuple[MonthToken, TimeToken | None] | None = None
    lead: str = ""
    listed: bool = False
    hours: TimeToken | None = None
    term: str = ""
    below: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Rows in a run. `floor` is the line after the block before it, `ceiling` the first line of the next one."""

    rows: tuple[Row, ...]
    floor: int = 0
    ceiling: int = 0

    @property
    def first(self) -> int:
        """The index of its first line."""
        return self.rows[0].index

    @property
    def last(self) -> int:
        """The index of its last line."""
        return self.rows[-1].index


def with_line(page: Page, row: Row, index: int, *, apart: bool) -> Row | None:
    """The row with what a line below it adds: its hours, perhaps with a place or a form, or one of these alone.

    None if the line holds anything else, or the row has such already. A line that stands `apart`, with more than one
    blank line between, adds hours only.
    """
    if len(row.cells) != 1:
        return None
    cell, line = row.cells[0], page.document.lines[index]
    hours, rest = _hours(page, index)
    if hours:
        if cell.time or (rest and cell.note):
            return None
        return replace(row, cells=(replace(cell, time=hours, note=rest or cell.note),), below=(*row.below, index))
    aside = is_status(line) or (len(line) <= _LONGEST_NOTE and (form_in(line) or _PLACE.match(line)))
    if apart or page.on_line(index) or not aside or (not is_status(line) and cell.note):
        return None
    note = "; ".join(filter(None, (cell.note, line.strip())))
    return replace(row, cells=(replace(cell, note=note),), below=(*row.below, index))


def _hours(page: Page, index: int) -> tuple[TimeToken | None, str]:
    """The hours on a line that begins with them, and the place or the form after them; None if it holds more."""
    tokens, line = page.on_line(index), page.document.lines[index].strip(" ,;.")
    if not tokens and _CLOCK.fullmatch(line):
        return clock_times(line), ""
    if len(tokens) != 1 or not isinstance(tokens[0], TimeToken) or not line.startswith(tokens[0].text.strip()):
        return None, ""
    rest = line[len(tokens[0].text.strip()) :]
    if rest and (not rest.startswith(",") or len(rest) > _LONGEST_NOTE):
        return None, ""
    return tokens[0], rest.strip(" ,")
