"""Notes below a schedule that a mark at a date points to: "10/3*" and "* Mötet börjar kl. 08.30."."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from calendar_tool.reading.expressions import DateToken, TimeToken
from calendar_tool.reading.headings import DEADLINE
from calendar_tool.reading.items import Item
from calendar_tool.reading.page import Page
from calendar_tool.reading.stated import OTHER_HOURS

_MARK = r"\*{1,5}|[¹²³⁴⁵⁶⁷⁸⁹†‡]"
_AT = re.compile(rf"(?:{_MARK})(?![*\w])")
_NOTE = re.compile(rf"^\s*(?P<mark>{_MARK})\)?\s*[=:–-]?\s*(?P<text>[^\s*].*?)[.\s]*$")


class Footnotes:
    """The notes of a page, by their marks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def _notes(self) -> dict[str, int | None]:
        """The line of each note; None where two lines have the mark. A line with a day is an item of a list."""
        found: dict[str, int | None] = {}
        for index, line in enumerate(self.page.document.lines):
            match = _NOTE.match(line)
            if match and not any(isinstance(t, DateToken) for t in self.page.on_line(index)):
                found[match["mark"]] = None if match["mark"] in found else index
        return found

    def applied(self, item: Item, token: DateToken) -> Item:
        """The item with what the note says that its mark points to: its hours, and its words."""
        mark = _AT.match(self.page.document.text, token.end)
        line = self._notes.get(mark[0]) if mark else None
        if line is None or line == item.line:
            return item
        match = _NOTE.match(self.page.document.lines[line])
        text = match["text"] if match else ""
        if DEADLINE.search(text):
            return item
        note = "; ".join(filter(None, (item.note, text)))
        hours = [t for t in self.page.on_line(line) if isinstance(t, TimeToken)]
        if len(hours) != 1 or item.own_hours or OTHER_HOURS.search(text):
            return replace(item, note=note)
        return replace(item, note=note, hours=hours[0], own_hours=True)
