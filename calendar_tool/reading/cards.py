"""The entries of a calendar on the web: a line with a day, and under it whose meeting it is and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from calendar_tool.reading.expressions import DateToken, TimeToken, clock_times
from calendar_tool.reading.headings import heard
from calendar_tool.reading.names import is_body
from calendar_tool.reading.page import FORMS, PLACES, TIMES, Page, first_of, label
from calendar_tool.reading.words import NEW_HOURS, form_in, status_in

_FEWEST = 3  # entries of a calendar
_FEWEST_LABELS = 2
_LONGEST = 5  # lines of an entry
_NAME_LENGTH = 80
_DAY = re.compile(r"\b(?:mån|tis|ons|tors?|fre|lör|sön)(?:dag)?(?:en)?\b|\bkl(?:ockan)?\b|\bden\b|[\W\d_]", re.I)
_BEFORE = re.compile(r"^\W*(?P<status>[\w ]{4,15}?)\s*[:!–]+\s*(?P<name>.+)$")  # "INSTÄLLT: Socialnämnden"
_AFTER = re.compile(r"^(?P<name>.+?)\s*(?:\s[-–]|,|\()\s*(?P<status>[\w ]{4,15})\)?$")
_EVENT = re.compile(r"^(?:(?:extra|ordinarie)\s+)?(?:möte|sammanträde)\w*\s+(?:med|för|i)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Card:
    """An entry: its day and hours, the body (None if it names none), notes, place and lines.

    An entry `labelled` "Datum: ...", "Tid: ..." is of the body that stands above all of them, if it names none.
    """

    day: DateToken
    hours: TimeToken | None
    body: str | None
    note: str
    place: str
    lines: range
    labelled: bool = False


def cards(page: Page, taken: set[int]) -> list[Card]:
    """The entries of the page, if there are three or more of which two name bodies."""
    spans = [span for span in _paragraphs(page) if not taken & set(span)]
    forms = [card for span in spans if (card := _form(page, span))]
    if len(forms) > 1:
        return forms
    found = [card for span in spans if (card := _card(page, span))]
    return found if len(found) >= _FEWEST and sum(c.body is not None for c in found) > 1 else []


def _paragraphs(page: Page) -> Iterator[range]:
    """The spans of lines between blank ones."""
    lines = page.document.lines
    for filled, run in groupby(range(len(lines)), key=lambda i: bool(lines[i].strip())):
        if filled:
            indexes = list(run)
            yield range(indexes[0], indexes[-1] + 1)


def _form(page: Page, span: range) -> Card | None:
    """An entry whose lines are labelled: "Datum: 2022-01-21", "Tid: 08.30-11.30", "Form: Teams"."""
    fields = {found[0]: (i, found[1]) for i in reversed(span) if (found := label(page.document.lines[i]))}
    index = fields["datum"][0] if "datum" in fields else -1
    days = [t for t in page.on_line(index) if isinstance(t, DateToken)] if index >= 0 else []
    if len(days) != 1 or len(fields) < _FEWEST_LABELS:
        return None
    day = days[0]
    hours = clock_times(first_of(fields, TIMES)) or next(
        (t for t in page.on_line(index) if isinstance(t, TimeToken)), None
    )
    form, place = first_of(fields, FORMS), first_of(fields, PLACES)
    beside = page.document.lines[index][day.end - page.document.offset(index) :].strip(" ()")
    title = page.document.lines[span[0]].strip(" *#:")
    lines = (page.document.lines[i].strip() for i in span if i != index)
    said = [line.partition(":")[2].strip() or line for line in lines if status_in(line)]
    note = "; ".join(filter(None, (form, place if form_in(place) else "", beside if status_in(beside) else "", *said)))
    return Card(day, hours, title if is_body(title) else None, note, "" if form_in(place) else place, span, True)


def _card(page: Page, span: range) -> Card | None:
    if not 1 < len(span) <= _LONGEST or page.on_line(span[1]):
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
    notes = [line for line in more if status_in(line)]
    for said in filter(None, (_BEFORE.match(name), _AFTER.match(name))):
        if status_in(said["status"]):
            notes.append(said["status"])
            name = said["name"]
    name = _EVENT.sub("", name)
    place = next((line for line in more if line not in notes), "")
    names = heard(name)
    body = names.body if names.body and is_body(names.body) and not (names.deadline or names.other) else None
    changed = [i for i in span[2:] if NEW_HOURS.search(page.document.lines[i])]
    hours = [t for i in changed for t in page.on_line(i) if isinstance(t, TimeToken)] or hours
    return Card(days[0], next(iter(hours), None), body, "; ".join(notes), place, span)
