"""Tables in the one notation that `calendar-tool table` writes: read by its grammar alone, or not at all.

Their titles ("Mötestider 2026 – Kommunstyrelsen") may hold names that nothing else could tell from other words, so that
they are not left to evidence. A table with a row that does not follow the notation is left to the other readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import pairwise

from calendar_tool.model.meeting import Form, Kind, Meeting, Source, Status
from calendar_tool.reading.expressions import MONTHS
from calendar_tool.reading.page import Page

_TITLE = re.compile(r"Mötestider (?P<year>[0-9]{4})(?: – (?P<body>.+))?")
_MONTH = "|".join(MONTHS)
_DAYS = re.compile(
    rf"(?:(?P<d1>[0-9]+)(?: (?P<m1>{_MONTH}))?(?: (?P<y1>[0-9]{{4}}))? ?– ?)?"
    rf"(?P<d>[0-9]+) (?P<m>{_MONTH})(?: (?P<y>[0-9]{{4}}))?"
)
_IN_MONTH = re.compile(r"(?P<first>[0-9]+)(?:–(?P<last>[0-9]+))?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOURS = re.compile(r"(?P<start>[0-9]{1,2}[.:][0-9]{2})(?:–(?P<end>[0-9]{1,2}[.:][0-9]{2}))?")
_SENTENCE = re.compile(
    r"(?P<days>.*?)(?: kl\. (?P<hours>[0-9.–]+))?(?P<mark>\**)(?: \((?P<said>[^)]*)\))?(?:, (?P<form>\w+))?"
)
_CELL = re.compile(r"(?P<days>[^(*]*?)(?P<mark>\**)(?: \((?P<said>.*)\))?")
_NOTE = re.compile(r"(?P<mark>\*+) Förbehåll: (?P<text>.+)")
_FORMS = {"Teams": Form.TEAMS, "digitalt": Form.DIGITAL, "fysiskt": Form.PHYSICAL, "hybrid": Form.HYBRID}
_STATUSES = {"inställt": Status.CANCELLED, "preliminärt": Status.TENTATIVE}
_HELD = "genomfört"
_ROWS = ("Organ", "Datum", "Tid", "Mötesform", "Plats", "Anmärkning")
_USUAL = ("Tid", "Mötesform", "Plats")


@dataclass(frozen=True, slots=True)
class Found:
    """A meeting with the place of its words: the index of their line, and where they begin and end in it."""

    meeting: Meeting
    line: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """The meetings of a table and the lines that it takes."""

    meetings: tuple[Found, ...]
    lines: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    line: int
    begin: int


class _NotOursError(ValueError):
    """The lines do not follow the notation."""


def tables(page: Page) -> list[Table]:
    """The tables of the page that follow the notation wholly."""
    lines = page.document.lines
    titles = [i for i, line in enumerate(lines) if _TITLE.fullmatch(line.strip("\t "))]
    found = []
    for index, following in pairwise([*titles, len(lines)]):
        try:
            found.append(_Table(page, index, following).read())
        except ValueError:  # a date or an hour that cannot be, too
            continue
    return [table for table in found if table.meetings]


class _Table:
    def __init__(self, page: Page, first: int, last: int) -> None:
        self.name = page.document.name
        self.first = first
        title = _TITLE.fullmatch(page.document.lines[first].strip("\t "))
        assert title
        self.year, self.body = int(title["year"]), title["body"]
        self.lines = {i: page.document.lines[i] for i in range(first + 1, last) if page.document.lines[i].strip()}
        notes = {i: m for i, line in self.lines.items() if (m := _NOTE.fullmatch(line.strip("\t ")))}
        self.marks = {m["mark"]: m["text"] for m in notes.values()}
        self.taken = {first, *notes}

    def read(self) -> Table:
        rows = [self._cells(i) for i in self.lines if i not in self.taken]
        head = next((n for n, row in enumerate(rows) if len(row) > 1), None)
        meetings = self._list(rows) if head is None else self._grid(rows[head:])
        return Table(tuple(meetings), frozenset(self.taken))

    def _cells(self, index: int) -> list[_Cell]:
        line = self.lines[index]
        separator = "\t" if "\t" in line else "|"
        found, at = [], 0
        for part in line.split(separator):
            text = part.strip()
            found.append(_Cell("" if text == "–" else text, index, at + len(part) - len(part.lstrip())))
            at += len(part) + 1
        return found if len(found) > 1 else [replace(found[0], text=line.strip())]

    def _grid(self, rows: Sequence[Sequence[_Cell]]) -> list[Found]:
        width = len(rows[0])
        table = [row for row in rows if len(row) == width]
        if any(len(row) == width for row in rows[len(table) :]):
            raise _NotOursError
        self.taken |= {row[0].line for row in table}
        heads = [cell.text for cell in table[0]]
        if tuple(heads) == _ROWS:
            return [self._row(row) for row in table[1:]]
        if heads[0] == "Möte nr":
            cells = ((heads[n], cell) for row in table[1:] for n, cell in enumerate(row) if n)
            return [self._sentence(body, cell, {}) for body, cell in cells if cell.text]
        if heads[0] == "Månad":
            table = [list(column) for column in zip(*table, strict=True)]
        heads = [cell.text for cell in table[0]]
        if heads[0] not in ("Organ", "Månad") or not all(h in ("", *_USUAL) or h.lower() in MONTHS for h in heads[1:]):
            raise _NotOursError
        return [found for row in table[1:] for found in self._body_row(heads, row)]

    def _row(self, row: Sequence[_Cell]) -> Found:
        body, days, hours, form, place, notes = row
        said = [part for part in notes.text.split("; ") if part]
        words = [part for part in said if part not in (*_STATUSES, _HELD)]
        return self._found(body.text, days, days.text, None, hours.text, form.text, place.text, said, words)

    def _body_row(self, heads: Sequence[str], row: Sequence[_Cell]) -> Iterator[Found]:
        values = dict(zip(heads, row, strict=True))
        if any(cell.text and not head for head, cell in zip(heads, row, strict=True)):
            raise _NotOursError  # days of a month that is not named
        usual = [values[name].text if name in values else "" for name in _USUAL]
        for head, cell in values.items():
            if head.lower() in MONTHS:
                for item in _apart(cell):
                    yield self._in_cell(row[0].text, item, MONTHS.index(head.lower()) + 1, usual)

    def _in_cell(self, body: str, cell: _Cell, month: int, usual: Sequence[str]) -> Found:
        match = _CELL.fullmatch(cell.text)
        if not match:
            raise _NotOursError
        hours, form, place = usual
        told, _sep, own_place = f"; {match['said'] or ''}".partition("; plats: ")
        said = [part for part in told.split("; ") if part]
        for part in said:
            if part in _FORMS:
                form = part
            elif part not in (*_STATUSES, _HELD):
                hours = part
        words = self._conditions(match["mark"])
        return self._found(body, cell, match["days"], month, hours, form, own_place or place, said, words)

    def _conditions(self, mark: str) -> list[str]:
        """The words that a mark stands for."""
        if mark and mark not in self.marks:
            raise _NotOursError
        return [self.marks[mark]] if mark else []

    def _list(self, rows: Sequence[Sequence[_Cell]]) -> list[Found]:
        labels: dict[str, str] = {}
        found: list[Found] = []
        for (cell,) in rows:
            name, sep, value = cell.text.partition(": ")
            if sep and name in ("Mötesform", "Plats") and not found:
                labels[name] = value
                self.taken.add(cell.line)
            elif re.match(r"(?:• )?[0-9]+(?: |–)", cell.text):
                if not self.body:
                    raise _NotOursError
                skipped = 2 if cell.text.startswith("• ") else 0
                found.append(
                    self._sentence(
                        self.body, replace(cell, text=cell.text[skipped:], begin=cell.begin + skipped), labels
                    )
                )
                self.taken.add(cell.line)
        return found

    def _sentence(self, body: str, cell: _Cell, labels: dict[str, str]) -> Found:
        told, _sep, place = cell.text.partition(", plats: ")
        match = _SENTENCE.fullmatch(told)
        if not match:
            raise _NotOursError
        said = [part for part in (match["said"] or "").split("; ") if part]
        if any(part not in (*_STATUSES, _HELD) for part in said):
            raise _NotOursError
        form, where = match["form"] or labels.get("Mötesform", ""), place or labels.get("Plats", "")
        words = self._conditions(match["mark"])
        return self._found(body, cell, match["days"], None, match["hours"] or "", form, where, said, words)

    def _found(
        self,
        body: str,
        cell: _Cell,
        days: str,
        month: int | None,
        hours: str,
        form: str,
        place: str,
        said: Sequence[str],
        words: Sequence[str],
    ) -> Found:
        if not body or (form and form not in _FORMS):
            raise _NotOursError
        first, last = self._days(days, month)
        start, end = _hours(hours)
        meeting = Meeting(
            body,
            first,
            start,
            end,
            last,
            _FORMS.get(form),
            next((_STATUSES[part] for part in said if part in _STATUSES), Status.CONFIRMED),
            Kind.HELD if _HELD in said else Kind.SCHEDULED,
            place or None,
            tuple(words),
            (Source(self.name, cell.line + 1, cell.text),),
        )
        return Found(meeting, cell.line, cell.begin, cell.begin + len(cell.text))

    def _days(self, text: str, month: int | None) -> tuple[date, date | None]:
        if month and (match := _IN_MONTH.fullmatch(text)):
            first = date(self.year, month, int(match["first"]))
            return first, date(self.year, month, int(match["last"])) if match["last"] else None
        if _ISO.fullmatch(text):
            return date.fromisoformat(text), None
        match = _DAYS.fullmatch(text)
        if not match:
            raise _NotOursError
        last = date(int(match["y"] or self.year), MONTHS.index(match["m"]) + 1, int(match["d"]))
        if not match["d1"]:
            return last, None
        first_month = MONTHS.index(match["m1"] or match["m"]) + 1
        return date(int(match["y1"] or last.year), first_month, int(match["d1"])), last


def _hours(text: str) -> tuple[time | None, time | None]:
    if not text:
        return None, None
    match = _HOURS.fullmatch(text)
    if not match:
        raise _NotOursError
    start, end = (_clock(value) if value else None for value in (match["start"], match["end"]))
    return start, end


def _clock(text: str) -> time:
    hour, minute = re.split(r"[.:]", text)
    return time(int(hour), int(minute))


def _apart(cell: _Cell) -> Iterator[_Cell]:
    """The meetings in a cell: commas part them, except inside brackets."""
    depth = begin = 0
    for at, char in enumerate(f"{cell.text},"):
        depth += (char == "(") - (char == ")")
        if char == "," and not depth:
            text = cell.text[begin:at]
            if text.strip():
                indent = len(text) - len(text.lstrip())
                yield replace(cell, text=text.strip(), begin=cell.begin + begin + indent)
            begin = at + 1
