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
    all of them ("... och 3 maj. Mötena börjar kl. 17."). `term` is a year that stands on a line above.
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


def only_hours(page: Page, index: int) -> TimeToken | None:
    """The hours on a line that holds nothing else: a row whose hours were wrapped."""
    tokens = page.on_line(index)
    if not tokens and _CLOCK.fullmatch(page.document.lines[index]):
        return clock_times(page.document.lines[index])
    if len(tokens) != 1 or not isinstance(tokens[0], TimeToken):
        return None
    return tokens[0] if page.document.lines[index].strip(" ,;.") == tokens[0].text.strip() else None


def with_hours(row: Row, hours: TimeToken) -> Row | None:
    """The row with the hours given to its last cell; None if that has hours of its own."""
    if not row.cells or row.cells[-1].time or len(row.cells) > 1:
        return None
    return replace(row, cells=(*row.cells[:-1], replace(row.cells[-1], time=hours)))


def with_note(row: Row, line: str) -> Row | None:
    """The row with what the line below it holds alone: a status ("Inställt"), a form; None if that is another line."""
    aside = is_status(line) or (len(line) <= _LONGEST_NOTE and (form_in(line) or _PLACE.match(line)))
    if not aside or len(row.cells) != 1 or (not is_status(line) and row.cells[0].note):
        return None
    cell = row.cells[0]
    return replace(row, cells=(replace(cell, note="; ".join(filter(None, (cell.note, line.strip())))),))
