"""A document with what became of each of its dates, so that a reading can be checked at a glance.

Only lines that hold a date, or that say whose, when or of which year the meetings are, are shown, with those beside
them. Under each line, each of its dates has a line of its own: "^^^^ → meeting", "^^^^ · what else it is", "^^^^ ? why
it is left open".
"""

from __future__ import annotations

import os
import shutil
import textwrap
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import click

from calendar_tool.cli import words
from calendar_tool.locale import _, ngettext
from calendar_tool.model.meeting import Meeting, Unresolved
from calendar_tool.model.reading import Accounted, Basis, Evidence, Part, Reading
from calendar_tool.reading.lines import BREAK, TAB
from calendar_tool.reading.source import Document

_WIDTH = 110  # where there is no terminal
_NARROWEST = 40
_MORE = "…"
_SHORT = 36  # characters of a line beside which its date is told
_AROUND = 16  # characters of a line, too long to be shown, on either side of a date
_CELLS = {TAB: " | ", BREAK: " / "}


def print_explained(document: Document, reading: Reading) -> None:
    """Prints the document's lines with what became of them, in colours on a terminal unless NO_COLOR is set."""
    width = max(_NARROWEST, shutil.get_terminal_size((_WIDTH, 0)).columns)
    colour = False if os.environ.get("NO_COLOR") else None
    for line in explained(document, reading, width):
        click.echo(line, color=colour)


def accounts_json(reading: Reading) -> list[dict[str, Any]]:
    """The accounts as data: the span of each on its line, and which of the lists of the reading it is in, and where.

    `begin` and `end` are columns from 0, the end not included.
    """
    lists = {"meetings": reading.meetings, "unresolved": reading.unresolved, "explained": reading.explained}
    places = {id(it): (name, index) for name, found in lists.items() for index, it in enumerate(found)}
    return [
        {
            "line": a.line,
            "begin": a.begin,
            "end": a.end,
            "in": places[id(a.outcome)][0],
            "index": places[id(a.outcome)][1],
            "evidence": [{"part": e.part.value, "basis": e.basis.value, "line": e.line} for e in a.evidence],
        }
        for a in reading.accounts
    ]


def explained(document: Document, reading: Reading, width: int) -> Iterator[str]:
    """The lines to print, styled, of at most so many columns where words can be broken."""
    yield from _summary(reading, width)
    by_line = {line: list(found) for line, found in groupby(reading.accounts, key=lambda a: a.line)}
    gutter = len(str(max(by_line, default=0) + 1)) + 2
    more = click.style(f"{_MORE:>{gutter - 2}}", dim=True)
    view = _View(document, reading.accounts, width - gutter)
    page, last = None, 0
    for number in _shown(document, reading):
        if any(map(str.strip, document.lines[last : number - 1])):
            yield more
        elif number - 1 > last and not (last in by_line and number in by_line):
            yield ""
        place, last = document.place(number), number
        if place.page not in (None, page):
            page = place.page
            yield click.style(_("page {page}").format(page=page), bold=True)
        margin = f"{number:>{gutter - 2}}  "
        for row in view.line(number, by_line.get(number, [])):
            yield f"{click.style(margin, dim=True)}{row}".rstrip()
            margin = " " * gutter
    if by_line and any(map(str.strip, document.lines[last:])):
        yield more
    yield from _end(reading, width)


def _summary(reading: Reading, width: int) -> Iterator[str]:
    yield from textwrap.wrap(f"{reading.document}: {words.counts(reading)}", width, subsequent_indent="  ")
    bodies = ", ".join(f"{body} {n}" for body, n in Counter(m.body for m in reading.meetings).most_common())
    yield from textwrap.wrap(bodies, width, initial_indent="  ", subsequent_indent="  ")
    yield ""


def _shown(document: Document, reading: Reading) -> list[int]:
    """The numbers of the lines that are shown: with dates or evidence, and those beside dates that are not blank."""
    dated = {a.line for a in reading.accounts}
    beside = {line + step for line in dated for step in (-1, 1)}
    told = {e.line for a in reading.accounts for e in a.evidence if e.line}
    return [n for n, text in enumerate(document.lines, 1) if n in dated | told or (n in beside and text.strip())]


def _end(reading: Reading, width: int) -> Iterator[str]:
    """What is left open, reason by reason, and the meetings that are implied."""
    reasons: defaultdict[str, list[int]] = defaultdict(list)
    for it in reading.unresolved:
        reasons[it.reason].append(it.source.line)
    if reasons:
        yield ""
        yield click.style(_("Unresolved") + ":", fg="red")
    for reason, found in reasons.items():
        yield from textwrap.wrap(f"? {reason}: {_lines(found)}", width, initial_indent="  ", subsequent_indent="    ")
    implied = Counter((m.body, m.sources[0].line) for m in reading.implied)
    if implied:
        yield ""
        yield _("Implied") + ":"
    for (body, line), count in implied.items():
        meetings = ngettext("{n} meeting", "{n} meetings", count).format(n=count)
        yield f"  {body}: {meetings}, {_lines([line])}"


def _lines(numbers: Sequence[int]) -> str:
    found = list(dict.fromkeys(numbers))
    return ngettext("line {lines}", "lines {lines}", len(found)).format(lines=", ".join(map(str, found)))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A date in a line as it is shown: where, and what is said of it."""

    begin: int
    end: int
    account: Accounted
    note: str


class _View:
    """A document's lines in so many columns.

    The evidence and the conditions of a body's meetings are told where they change. The date of a short line that holds
    no other one is told beside it, in one column for the whole document.
    """

    def __init__(self, document: Document, accounts: Sequence[Accounted], room: int) -> None:
        self.document, self.room = document, room
        self._told: dict[str, str] = {}
        alone = [line for line, n in Counter(a.line for a in accounts).items() if n == 1]
        widths = (_width(_plain(document.lines[line - 1])[0]) for line in alone)
        self._column = max((w for w in widths if w <= _SHORT), default=0) + 2

    def line(self, number: int, accounts: Sequence[Accounted]) -> Iterator[str]:
        """A line with its dates in colour, and what became of them; in pieces where it is too long."""
        raw = self.document.lines[number - 1]
        text, places = _plain(raw)
        marks = [_Mark(places[a.begin], places[a.end], a, self._note(a)) for a in accounts]
        if not marks:
            yield text if _width(text) <= self.room else text[: self.room - 1] + _MORE
        for begin, end, inside in self._pieces(text, marks):
            row, length = self._row(text, begin, end, inside), _width(text)
            said = _outcome(inside[0].account)
            if len(marks) == 1 and length < self._column and self._column + _width(said) <= self.room:
                yield from self._with_note(f"{row}{' ' * (self._column - length)}", self._column, said, inside[0])
                continue
            yield row
            for mark in inside:
                yield from self._under(mark, _width(text[begin : mark.begin]), _width(text[mark.begin : mark.end]))

    def _pieces(self, text: str, marks: Sequence[_Mark]) -> Iterator[tuple[int, int, list[_Mark]]]:
        """The parts of a text that are shown, with their dates: all of it, or what is around them if it is too long."""
        if _width(text) <= self.room and marks:
            yield 0, len(text), list(marks)
            return
        groups: list[list[_Mark]] = []
        for mark in marks:
            if groups and mark.end - groups[-1][0].begin <= self.room - 2 * _AROUND:
                groups[-1].append(mark)
            else:
                groups.append([mark])
        for at, group in enumerate(groups):
            floor = groups[at - 1][-1].end if at else 0
            ceiling = groups[at + 1][0].begin if at + 1 < len(groups) else len(text)
            spare = max(0, self.room - (group[-1].end - group[0].begin))
            begin = max(floor, group[0].begin - spare // 2)
            end = min(ceiling, begin + max(self.room, group[-1].end - begin))
            yield max(floor, min(begin, end - self.room)), end, group

    def _row(self, text: str, begin: int, end: int, marks: Sequence[_Mark]) -> str:
        """A part of a text with its dates in colour."""
        shown, at = [], begin
        if begin and marks[0].begin > begin:
            shown, at = [_MORE], begin + 1
        cut = end < len(text) and marks[-1].end < end
        for mark in marks:
            shown.append(text[at : mark.begin])
            shown.append(click.style(text[max(at, mark.begin) : mark.end], fg=_colour(mark.account), bold=True))
            at = max(at, mark.end)
        return "".join(shown) + (text[at : end - 1] + _MORE if cut else text[at:end])

    def _under(self, mark: _Mark, column: int, length: int) -> Iterator[str]:
        """What became of a date: right of marks under it, else left of them, else below."""
        said, colour = _outcome(mark.account), _colour(mark.account)
        under = click.style("^" * length, fg=colour)
        if column + length + 1 + _width(said) <= self.room:
            yield from self._with_note(f"{' ' * column}{under} ", column + length + 1, said, mark)
        elif _width(said) < column:
            begin = column - 1 - _width(said)
            yield f"{' ' * begin}{click.style(said, fg=colour)} {under}"
            yield from self._note_rows(mark.note, begin + 2)
        else:
            yield f"{' ' * column}{under}"
            for row in textwrap.wrap(said, self.room, subsequent_indent="  "):
                yield click.style(row, fg=colour)
            yield from self._note_rows(mark.note, 2)

    def _with_note(self, before: str, column: int, said: str, mark: _Mark) -> Iterator[str]:
        """What became of a date, from a column on, and the note after it, or under it where there is no room."""
        row = before + click.style(said, fg=_colour(mark.account))
        fits = column + _width(said) + _width(mark.note) + 4 <= self.room
        yield row + click.style(f"  [{mark.note}]", dim=True) if mark.note and fits else row
        if not fits:
            yield from self._note_rows(mark.note, column + 2)

    def _note_rows(self, note: str, column: int) -> Iterator[str]:
        if note:
            indent = " " * (column if self.room - column >= _NARROWEST else 2)
            for row in textwrap.wrap(f"[{note}]", self.room, initial_indent=indent, subsequent_indent=indent + " "):
                yield click.style(row, dim=True)

    def _note(self, account: Accounted) -> str:
        """The cell of a date in a workbook, and the evidence and the conditions of a meeting where they are news."""
        cell = self.document.place(account.line, account.begin + 1).cell
        news = ""
        if isinstance(it := account.outcome, Meeting):
            known = "; ".join(filter(None, (_evidence(account.evidence), *map(words.blank, it.conditions))))
            news = known if self._told.get(it.body, "") != known else ""
            self._told[it.body] = known
        return "; ".join(filter(None, (cell, news)))


def _outcome(account: Accounted) -> str:
    it = account.outcome
    if isinstance(it, Meeting):
        return words.blank(f"→ {words.in_a_line(it)}")
    if isinstance(it, Unresolved):
        return f"? {it.body}: {it.reason}" if it.body else f"? {it.reason}"
    return f"· {it.reason}"


def _colour(account: Accounted) -> str:
    if isinstance(account.outcome, Meeting):
        return "green"
    return "red" if isinstance(account.outcome, Unresolved) else "bright_blue"


def _evidence(evidence: Sequence[Evidence]) -> str:
    """The evidence in words: "body, year: line 3; hours: line 40". What stands beside the date needs none."""
    parts = {Part.BODY: _("body"), Part.YEAR: _("year"), Part.HOURS: _("hours")}
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for it in evidence:
        if it.basis is not Basis.BESIDE:
            grouped[_basis(it)].append(parts[it.part])
    return "; ".join(f"{', '.join(found)}: {basis}" for basis, found in grouped.items())


def _basis(evidence: Evidence) -> str:
    if evidence.line is not None:
        return _lines([evidence.line])
    said = {
        Basis.HEAD: _("the head of the table"),
        Basis.ELSEWHERE: _("the text around"),
        Basis.GIVEN: "--year",
        Basis.CONCLUDED: _("the other dates"),
    }
    return said[evidence.basis]


def _plain(line: str) -> tuple[str, list[int]]:
    """A line as it is shown, its cells apart, and where each of its columns has come to stand in it."""
    shown, places = "", []
    for character in line:
        places.append(len(shown))
        shown += _CELLS.get(character, character)
    return shown, [*places, len(shown)]


def _width(text: str) -> int:
    """The columns that a text takes on a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
