"""The entries of a calendar on the web: a line with a day, and under it whose meeting it is and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from calendar_tool.reading.expressions import DateToken, TimeToken
from calendar_tool.reading.headings import heard
from calendar_tool.reading.names import names_organ
from calendar_tool.reading.page import Page
from calendar_tool.reading.words import status_in

_FEWEST = 3  # entries of a calendar
_LONGEST = 5  # lines of an entry
_NAME_LENGTH = 80
_DAY = re.compile(r"\b(?:mån|tis|ons|tors?|fre|lör|sön)(?:dag)?(?:en)?\b|\bkl(?:ockan)?\b|\bden\b|[\W\d_]", re.I)
_MARK = re.compile(r"^\W*(?P<mark>[\w ]{4,15}?)\s*[:!–]+\s*")
_EVENT = re.compile(r"^(?:(?:extra|ordinarie)\s+)?(?:möte|sammanträde)\w*\s+(?:med|för|i)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Card:
    """An entry: its day and hours, the body (None if what is under the day names none), the rest, its lines."""

    day: DateToken
    hours: TimeToken | None
    body: str | None
    note: str
    place: str
    lines: range


def cards(page: Page, taken: set[int]) -> list[Card]:
    """The entries of the page, if there are three or more of which two name bodies."""
    found = [card for span in _paragraphs(page) if not taken & set(span) and (card := _card(page, span))]
    return found if len(found) >= _FEWEST and sum(c.body is not None for c in found) > 1 else []


def _paragraphs(page: Page) -> Iterator[range]:
    """The spans of lines between blank ones."""
    lines = page.document.lines
    for filled, run in groupby(range(len(lines)), key=lambda i: bool(lines[i].strip())):
        if filled:
            indexes = list(run)
            yield range(indexes[0], indexes[-1] + 1)


def _card(page: Page, span: range) -> Card | None:
    if not 1 < len(span) <= _LONGEST or any(page.on_line(i) for i in span[1:]):
        return None
    tokens = page.on_line(span[0])
    days = [t for t in tokens if isinstance(t, DateToken)]
    hours = [t for t in tokens if isinstance(t, TimeToken)]
    if len(days) != 1 or len(hours) > 1 or len(days) + len(hours) != len(tokens):
        return None
    rest = page.document.lines[span[0]]
    for token in tokens:
        rest = rest.replace(token.text, " ")
    name, *more = (page.document.lines[i].strip(" -•*\t") for i in span[1:])
    if _DAY.sub("", rest) or len(name) > _NAME_LENGTH or name.endswith("."):
        return None
    mark = _MARK.match(name)
    note = mark["mark"] if mark and status_in(mark["mark"]) else ""
    name = _EVENT.sub("", name[mark.end() :] if mark and note else name)
    said = heard(name)
    body = said.body if said.body and names_organ(said.body) and not (said.deadline or said.other) else None
    return Card(days[0], next(iter(hours), None), body, note, more[0] if more else "", span)
