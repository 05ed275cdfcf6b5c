"""Notes below a schedule that a mark at a date points to: "10/3*" and "* Mötet börjar kl. 08.30."."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from calendar_tool.reading.expressions import DateToken, TimeToken
from calendar_tool.reading.headings import DEADLINE
from calendar_tool.reading.items import Item
from calendar_tool.reading.page import Page
from calendar_tool.reading.stated import OTHER_HOURS
from calendar_tool.reading.words import NOTE_MARK

_MARK = rf"(?:{NOTE_MARK}|[1-9]\))"
_BEGINS = re.compile(rf"\s*{_MARK}")
_STARTS = re.compile(r"\b(?:börjar|startar|start)\b", re.I)
_LONGEST = 5  # characters of a mark
_AT = re.compile(rf"{_MARK}(?![*\w])")
_NOTE = re.compile(rf"(?:^\s*|\s{{2,}})(?P<mark>{_MARK})\)?\s*[=:–-]?\s*(?P<text>[^\s*].*?)(?=\s{{2,}}{_MARK}|[.\s]*$)")


@dataclass(frozen=True, slots=True)
class _Note:
    text: str
    line: int
    hours: tuple[TimeToken, ...]


class Footnotes:
    """The notes of a page, by their marks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def _notes(self) -> dict[str, _Note | None]:
        """Each note; None where two that differ have the mark. A line with a day is an item of a list."""
        found: dict[str, _Note | None] = {}
        for index, line in enumerate(self.page.document.lines):
            if not _BEGINS.match(line) or any(isinstance(t, DateToken) for t in self.page.on_line(index)):
                continue
            first = self.page.document.offset(index)
            for match in _NOTE.finditer(line):
                begin, end = first + match.start("text"), first + match.end("text")
                hours = tuple(t for t in self.page.between(begin, end) if isinstance(t, TimeToken))
                note = _Note(match["text"], index, hours)
                before = found.get(match["mark"], note)
                found[match["mark"]] = before if before and before.text == note.text else None
        return found

    def applied(self, item: Item, token: DateToken) -> Item:
        """The item with what the note says that its mark points to: its hours, and its words."""
        text = self.page.document.text
        near = _AT.finditer(text, token.begin, token.end + _LONGEST)
        mark = next((m for m in near if not text[token.end : m.start()].strip(" ") and token.end <= m.end()), None)
        note = self._notes.get(mark[0]) if mark else None
        if note is None or note.line == item.line or DEADLINE.search(note.text):
            return item
        item = replace(item, note="; ".join(filter(None, (item.note, note.text))))
        if len(note.hours) != 1 or item.own_hours or OTHER_HOURS.search(note.text):
            return item
        return replace(item, hours=_begun(note, item.hours), own_hours=True)


def _begun(note: _Note, usual: TimeToken | None) -> TimeToken:
    """The hours of a note; the usual end where it only says that the meeting begins earlier or later."""
    hours = note.hours[0]
    if hours.stop or not usual or not usual.stop or usual.stop <= hours.start or not _STARTS.search(note.text):
        return hours
    return replace(hours, stop=usual.stop)
