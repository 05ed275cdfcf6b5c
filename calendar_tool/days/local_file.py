"""The file days.toml of a data folder, read strictly: what local.py describes."""

from __future__ import annotations

from pathlib import Path

from calendar_tool.days.breaks import Break, Scope
from calendar_tool.days.employers import OWN, Employer, employers, read_short_day
from calendar_tool.days.events import Event
from calendar_tool.days.local import Local
from calendar_tool.locale import _
from calendar_tool.toml_file import Table, TomlFile


def read_local(path: Path) -> Local:
    """What the file says. InputError as load_local, and if it cannot be read."""
    file = TomlFile.read(path)
    file.only("break", "event", "short_day")
    top = file.top()
    places, key = _places(top), top.text("employer")
    top.done()
    employer = _employer(file, top, key)
    breaks = tuple(own for table in file.tables("break") if (own := _break(table, places)))
    events = tuple(event for table in file.tables("event") if (event := _event(table)))
    file.finish()
    return Local(places, employer, breaks, events)


def _places(top: Table) -> tuple[str, ...]:
    places = tuple(" ".join(place.split()) for place in top.texts("places"))
    if "" in places:
        top.wrong("places", _("a place needs a name"))
    return tuple(dict.fromkeys(places))


def _employer(file: TomlFile, top: Table, key: str | None) -> Employer | None:
    """One that is known, or the user's own with the short days of the file; those of another are a mistake."""
    tables = file.tables("short_day")
    own = tuple(day for table in tables if (day := read_short_day(table)))
    if tables and key != OWN:
        tables[0].wrong("", _("[[short_day]] is for an employer of your own: employer = “own”"))
    if key is None:
        return None
    if key == OWN:
        if not tables:
            top.wrong("employer", _("an employer of your own needs [[short_day]] tables"))
        return Employer(OWN, "", own)
    if key not in employers():
        allowed = ", ".join([*employers(), OWN])
        top.wrong("employer", _("“{key}” must be one of: {allowed}").format(key="employer", allowed=allowed))
    return employers().get(key)


def _break(table: Table, places: tuple[str, ...]) -> Break | None:
    place, name, source = (table.text(key, required=True) for key in ("place", "name", "source"))
    first, last, checked = (table.day(key, required=True) for key in ("first", "last", "checked"))
    table.done()
    if place and places and place.casefold() not in [p.casefold() for p in places]:
        text = _("“{place}” is not among “places”, so that its break would never count")
        table.wrong("place", text.format(place=place), "unknown-place")
    if first and last and last < first:
        table.wrong("last", _("the last day is before the first"))
    if not (place and name and source and first and last and checked):
        return None
    return Break(place, Scope.KOMMUN, name, first, last, source, checked)


def _event(table: Table) -> Event | None:
    name, source = table.text("name", required=True), table.text("source", required=True)
    first, last, checked = table.day("first", required=True), table.day("last"), table.day("checked")
    table.done()
    if first and last and last < first:
        table.wrong("last", _("the last day is before the first"))
    return Event(name, first, last or first, source, checked) if name and source and first else None
