"""Where a document keeps its dates: blocks of rows (tables and lists) and the headings above them.

This room only finds them. What layout alone cannot tell, the column of a cell and the year of a date, is decided in
`columns.py` and `years.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from calendar_tool.reading.expressions import (
    DateToken,
    Impossible,
    MonthToken,
    TimeToken,
    Token,
    form_in,
    scan,
    status_in,
)
from calendar_tool.reading.source import Document

_BULLET = re.compile(r"^\s*(?:[-*•▪◦·–✓➢]|\d{1,2}[.)](?=\s))\s*")
_FILLER = re.compile(r"[\s|.,;:*†–-]+|\bkl\b")
_NUMBER = re.compile(r"^\s*(\d{1,2})[.)]?(?=\s)")
_NOTE = re.compile(r"\(([^()]*)\)")
_LABEL = re.compile(
    r"^\W*(?P<name>Mötesform|Form|Mötestid(?:er)?|Tid|Tider|Klockslag|Plats|Lokal|Datum|Dag)\s*:\s*(?P<value>.*\S)",
    re.I,
)
_GAP_LINES = 3  # blank lines that may stand between two rows
_TRAIL = re.compile(r"(?:[\s|]|(?<=\s)[-–—](?=\s|$))+$")  # what stands between a cell and the next
_NOTE_LENGTH = 25  # letters of a form or status that may stand beside a date in a row
_FOOTER = re.compile(
    r"^\W*(?:sid(?:a|an)?\.?\s*\d{1,3}(?:\s*(?:av|/|\()\s*\d{1,3})?|\d{1,3}\s*(?:\(\d{1,3}\)|av\s*\d{1,3})?)\W*$", re.I
)
_MOST_TOKENS = 50  # dates and hours on a line that may still be a row
_HEADING_LINES = 8  # lines above a block that may belong to its heading


def label(line: str) -> tuple[str, str] | None:
    """The name, in lower case, and the value of a labelled line such as "Plats: Stadshuset"; None if it is none."""
    found = _LABEL.match(line)
    return (found["name"].lower(), found["value"].strip()) if found else None


TIMES = ("mötestid", "mötestider", "tid", "tider", "klockslag")
FORMS = ("mötesform", "form")
PLACES = ("plats", "lokal")


def first_of(labels: Mapping[str, tuple[int, str]], names: Sequence[str]) -> str:
    """The value of the first of the names that is a label; "" if none is."""
    return next((labels[name][1] for name in names if name in labels), "")


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
    """A line that holds nothing but cells. `broken` is a cell that lost its day ("- sept kl 14-15.30")."""

    index: int
    cells: tuple[Cell, ...]
    number: int | None = None
    number_end: int = 0
    broken: tuple[MonthToken, TimeToken | None] | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a block: the nearest line, the line that announces the schedule, and the labelled lines."""

    nearest: int | None
    title: int | None
    labels: dict[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows in a run, under one heading."""

    rows: tuple[Row, ...]
    heading: Heading


SCHEDULE_WORD = re.compile(
    r"(?:mötes|sammanträdes)(?:tid|datum|dag|plan|schema)"
    r"|^\W*(?:\d+\.\s*)?(?:(?:kommande|nästa|planerade|ordinarie)\s+)?(?:möten|sammanträden|datum|tider)\b|kalendarium|årsplan",
    re.I,
)


class Page:
    """A document with its tokens, line by line."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = scan(document.text)
        self._begins = [t.begin for t in self.tokens]

    def on_line(self, index: int) -> list[Token]:
        """The tokens that begin on lines[index]."""
        first = self.document.offset(index)
        last = first + len(self.document.lines[index])
        return self.tokens[bisect_left(self._begins, first) : bisect_left(self._begins, last)]

    def line_of(self, token: Token) -> int:
        """The line number, from 1, where a token begins."""
        return self.document.line_at(token.begin)


def blocks(page: Page, taken: set[int]) -> list[Block]:
    """The blocks of the page; lines in `taken` (already explained, such as the header of minutes) are left out.

    A single date on a line of its own is a block only under the title of a schedule or the name of an event.
    """
    found = []
    for rows in _runs(page, taken):
        heading = _heading(page, rows[0].index, taken)
        many = len(rows) > 1 or len(rows[0].cells) > 1
        if many or heading.title is not None or _is_event_heading(page, heading):
            found.append(Block(_numbered(rows), heading))
    return found


def _runs(page: Page, taken: set[int]) -> Iterator[list[Row]]:
    run: list[Row] = []
    blank = 0
    for index, line in enumerate(page.document.lines):
        if not line.strip() or (run and _FOOTER.match(line)):
            blank += 1
            continue
        if run and not blank and (hours := _only_hours(page, index)) and (last := _with_hours(run[-1], hours)):
            run[-1] = last
            continue
        row = None if index in taken else _row(page, index)
        if run and (row is None or blank > _GAP_LINES):
            yield run
            run = []
        if row is not None:
            run.append(row)
        blank = 0
    if run:
        yield run


def _only_hours(page: Page, index: int) -> TimeToken | None:
    """The hours on a line that holds nothing else: a row whose hours were wrapped."""
    tokens = page.on_line(index)
    if len(tokens) != 1 or not isinstance(tokens[0], TimeToken):
        return None
    return tokens[0] if page.document.lines[index].strip(" ,;.") == tokens[0].text.strip() else None


def _with_hours(row: Row, hours: TimeToken) -> Row | None:
    """The row with the hours given to its last cell; None if that has hours of its own."""
    if not row.cells or row.cells[-1].time:
        return None
    return replace(row, cells=(*row.cells[:-1], replace(row.cells[-1], time=hours)))


def _row(page: Page, index: int) -> Row | None:
    """The line as a row; None if it holds anything but cells."""
    line, start = page.document.lines[index], page.document.offset(index)
    tokens = [t for t in page.on_line(index) if t.end <= start + len(line)]
    if len(tokens) > _MOST_TOKENS:
        return None
    dates = [t for t in tokens if isinstance(t, DateToken | Impossible)]
    months = [t for t in tokens if isinstance(t, MonthToken)]
    if len(dates) + len(months) != len([t for t in tokens if not isinstance(t, TimeToken)]) or not (
        dates or len(months) == 1
    ):
        return None
    if (dates and months) or (months and not any(isinstance(t, TimeToken) for t in tokens)):
        return None
    first = (dates or months)[0].begin - start
    if _FILLER.sub("", _BULLET.sub("", line[:first])) and not _NUMBER.match(line[: first + 1]):
        return None
    number = _NUMBER.match(line[:first])
    ends = [t.begin - start for t in (dates or months)[1:]] + [len(line)]
    cells: list[Cell] = []
    for token, end in zip(dates or months, ends, strict=True):
        times = [t for t in tokens if isinstance(t, TimeToken) and token.end <= t.begin < start + end]
        stop = (times[0].end if times else token.end) - start
        rest = line[token.end - start : times[0].begin - start] + line[stop:end] if times else line[stop:end]
        note = "; ".join(_NOTE.findall(rest))
        words = _FILLER.sub("", _NOTE.sub("", rest))
        if len(times) > 1 or (words and not ((form_in(words) or status_in(words)) and len(words) < _NOTE_LENGTH)):
            return None
        if words:
            note = "; ".join(filter(None, (_NOTE.sub("", rest).strip(" ,;*|-–."), note)))
        if isinstance(token, MonthToken):
            return Row(index, (), None, 0, (token, times[0] if times else None))
        if isinstance(token, DateToken | Impossible):
            cells.append(
                Cell(token, times[0] if times else None, token.begin - start, len(_TRAIL.sub("", line[:end])), note)
            )
    return Row(index, tuple(cells), int(number[1]) if number else None, number.end() if number else 0)


def _numbered(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, with their numbers dropped unless they count upwards."""
    numbers = [r.number for r in rows]
    given = [n for n in numbers if n is not None]
    if len(given) == len(numbers) and given == sorted(set(given)):
        return tuple(rows)
    return tuple(Row(r.index, r.cells, None, 0, r.broken) for r in rows)


def _heading(page: Page, first: int, taken: set[int]) -> Heading:
    nearest = title = None
    labels: dict[str, tuple[int, str]] = {}
    seen = 0
    for index in range(first - 1, -1, -1):
        line = page.document.lines[index]
        if not line.strip():
            continue
        if index in taken or _row(page, index) is not None or seen >= _HEADING_LINES:
            break
        seen += 1
        if found := label(line):
            labels.setdefault(found[0], (index, found[1]))
            continue
        if nearest is None:
            nearest = index
        if SCHEDULE_WORD.search(line) and len(line.strip()) < 80 and not line.rstrip().endswith("."):
            title = index
            break
    return Heading(nearest, title, labels)


_EVENT = re.compile(
    r"^\W*(?P<stem>[A-ZÅÄÖa-zåäö-]*(?:konferens|seminari|träff|workshop|utbildning|dialog|möte|sammanträde))(?P<end>er|erna|ar|arna|en|um|et|n|na|or|s)?\s*:?\s*$",
    re.I,
)
_SINGULAR = {"seminari": "seminarium"}


def event_name(line: str) -> str | None:
    """The event that a heading names, in the singular: "Remisskonferens" for "Remisskonferenserna:"; else None."""
    match = _EVENT.match(line)
    if not match:
        return None
    stem = match["stem"]
    for short, whole in _SINGULAR.items():
        if stem.lower().endswith(short):
            return stem[: -len(short)] + whole
    return None if stem.lower().endswith(("möte", "sammanträde")) else stem[:1].upper() + stem[1:]


def _is_event_heading(page: Page, heading: Heading) -> bool:
    return heading.nearest is not None and event_name(page.document.lines[heading.nearest]) is not None


_ON_MEETINGS = re.compile(r"möte|sammanträd|träff|börja|start", re.I)


def hours_above(page: Page, block: Block) -> TimeToken | None:
    """The hours that the title, or a sentence on meetings under it, gives for all the block; None if several."""
    first, title = block.rows[0].index, block.heading.title
    lines = range(title, first) if title is not None else range(0)
    found = [
        token
        for i in lines
        if i == title or _ON_MEETINGS.search(page.document.lines[i])
        for token in page.on_line(i)
        if isinstance(token, TimeToken)
    ]
    return found[0] if len(found) == 1 else None
