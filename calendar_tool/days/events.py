"""Events and elections that no rule gives: data with a source (events.csv). What has no line is unknown."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from calendar_tool.days import lines
from calendar_tool.days.day import DayKind, shown
from calendar_tool.days.local import NOWHERE, Local
from calendar_tool.locale import _

EVENTS_FILE = str(Path(__file__).with_name("events.csv"))

HEADER = "name,english,kind,first,last,source,checked"
_KINDS = (DayKind.EVENT.value, DayKind.ELECTION.value)


class Event(NamedTuple):
    """One event from its first to its last day, both included.

    `checked` is when the source was last seen, None if that is not noted; `english` explains the Swedish name.
    """

    name: str
    first: date
    last: date
    source: str
    checked: date | None = None
    english: str = ""
    kind: DayKind = DayKind.EVENT


class Undated(NamedTuple):
    """An event that is held in a year, on days that are not known yet."""

    name: str
    year: int
    english: str = ""


def events_in(year: int, local: Local = NOWHERE) -> list[Event]:
    """Every event that has some day in the year, the user's own among them, in order of their first day."""
    known = [event for event in _committed() if isinstance(event, Event)]
    found = [e for e in (*known, *local.events) if e.first.year <= year <= e.last.year]
    return sorted(found, key=lambda e: (e.first, e.name))


def undated_in(year: int) -> list[str]:
    """The names of the events that are held in the year, nobody knows on which day."""
    return [shown(e.name, e.english) for e in _committed() if isinstance(e, Undated) and e.year == year]


@cache
def _committed() -> tuple[Event | Undated, ...]:
    return tuple(parse(Path(EVENTS_FILE).read_text("utf-8"), EVENTS_FILE))


def parse(text: str, file: str) -> list[Event | Undated]:
    """The lines of events.csv in order. InputError naming every bad line."""
    return lines.read(text, file, HEADER, "event", _event)


def _event(fields: list[str]) -> Event | Undated:
    if len(fields) != 7:
        raise ValueError(_("an event has 7 fields ({header}), not {n}").format(header=HEADER, n=len(fields)))
    name, english, kind, first, last, source, checked = fields
    if not (name and source):
        raise ValueError(_("an event needs a name and a source"))
    if kind not in _KINDS:
        allowed = ", ".join(_KINDS)
        raise ValueError(_("“{key}” must be one of: {allowed}").format(key="kind", allowed=allowed))
    if len(first) == 4 and first.isdecimal() and not last:
        return Undated(name, int(first), english)
    begin = lines.day(first)
    end = lines.day(last) if last else begin
    if end < begin:
        raise ValueError(_("the last day is before the first"))
    return Event(name, begin, end, source, lines.day(checked) if checked else None, english, DayKind(kind))
