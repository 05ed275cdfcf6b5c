"""School breaks (lov): local decisions, so data with a source (breaks.csv), never a formula.

No law fixes a break (skolförordningen 2011:185, 3 kap. 2-3 §§). A place and year without a line is unknown,
not free; see seasons.py.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from calendar_tool.days import lines
from calendar_tool.days.day import shown
from calendar_tool.days.local import NOWHERE, Local
from calendar_tool.locale import _

BREAKS_FILE = str(Path(__file__).with_name("breaks.csv"))

_HEADER = "place,scope,name,year,first,last,source,checked"
_EVERY_YEAR = "*"


class Scope(StrEnum):
    """How much of the place has the break."""

    KOMMUN = "kommun"
    REGION = "region"
    COUNTY = "county"  # all of it, by convention
    SOMEWHERE = "somewhere"  # some kommun of the county, which one is not said

    @property
    def local(self) -> bool:
        """Whether the line tells of one place rather than of the county at large."""
        return self in (Scope.KOMMUN, Scope.REGION)


_SCOPES = [scope.value for scope in Scope]


class Break(NamedTuple):
    """One break from its first to its last day, both included; `checked` is when the source was last seen."""

    place: str
    scope: Scope
    name: str
    first: date
    last: date
    source: str
    checked: date

    def shown(self) -> str:
        """The break's name and place, in the language in use."""
        form = _("{name}, somewhere in {place}") if self.scope is Scope.SOMEWHERE else _("{name}, {place}")
        return form.format(name=in_words(self.name), place=self.place)

    def stated(self, local: Local = NOWHERE) -> str:
        """The source, and for the county at large which places are known by themselves that year."""
        if self.scope.local:
            return self.source
        places = ", ".join(known(self.name, self.first.year, local))
        text = _("{source}; no place's own dates for {year} are known")
        if places:
            text = _("{source}; own dates for {year} are known of {places} only")
        return text.format(source=self.source, year=self.first.year, places=places)


_ENGLISH = {
    "Sportlov": "winter break",
    "Påsklov": "Easter break",
    "Sommarlov": "summer break",
    "Höstlov": "autumn break",
    "Jullov": "Christmas break",
}


BREAK_NAMES = tuple(_ENGLISH)
"""The names that breaks have."""


def in_words(name: str) -> str:
    """The name of a break in the language in use."""
    return shown(name, _ENGLISH.get(name, ""))


def breaks_on(day: date, local: Local = NOWHERE) -> tuple[Break, ...]:
    """The breaks known to cover a day.

    Without places, the county at large only where no place has a line of its own that day; with places as breaks_in.
    An empty answer means that nothing is known, not that there is no break.
    """
    found = tuple(b for b in breaks_in(day.year, local) if b.first <= day <= b.last)
    return found if local.places else tuple(b for b in found if b.scope.local) or found


@cache
def breaks_in(year: int, local: Local = NOWHERE) -> tuple[Break, ...]:
    """Every break that counts and has some day in the year, in order of their first day.

    With places, those of the places; and what the region or the county at large has, if a place that lies there, as
    far as our lines tell, has none of its own for that break and year.
    """
    own = {_key(b) for b in local.breaks}
    known = [*(b for b in _committed(year) if _key(b) not in own), *local.breaks]
    found = [b for b in known if b.first.year <= year <= b.last.year and _counts(b, local, known)]
    return tuple(sorted(found, key=lambda b: (b.first, b.name, b.place)))


def missing(name: str, year: int, local: Local) -> tuple[str, ...]:
    """The user's places that have no line of their own for the break of that name and year."""
    return tuple(place for place in local.places if not _has_own(place, name, year, breaks_in(year, local)))


def known(name: str, year: int, local: Local = NOWHERE) -> list[str]:
    """The places whose own break of that name and year is known."""
    own = [b for b in breaks_in(year, local) if b.scope.local]
    return sorted({b.place for b in own if b.name.casefold() == name.casefold()})


def _counts(wanted: Break, local: Local, known: list[Break]) -> bool:
    if not local.places or wanted.place.casefold() in [place.casefold() for place in local.places]:
        return True
    if wanted.scope is Scope.KOMMUN:
        return False
    year = wanted.first.year
    lacking = [place for place in local.places if not _has_own(place, wanted.name, year, known)]
    return wanted.scope is not Scope.SOMEWHERE and any(place.casefold() in _our_places() for place in lacking)


@cache
def _our_places() -> frozenset[str]:
    """The places that breaks.csv has lines of, in any year."""
    text = Path(BREAKS_FILE).read_text("utf-8")
    rows = [line.split(",") for line in text.splitlines() if line.count(",") == 7 and not line.startswith("#")]
    return frozenset(row[0].casefold() for row in rows)


def _has_own(place: str, name: str, year: int, breaks: list[Break] | tuple[Break, ...]) -> bool:
    return any(_key(b) == (place.casefold(), name.casefold(), year) for b in breaks)


def _key(found: Break) -> tuple[str, str, int]:
    return found.place.casefold(), found.name.casefold(), found.first.year


@cache
def _committed(year: int) -> tuple[Break, ...]:
    return tuple(parse(Path(BREAKS_FILE).read_text("utf-8"), BREAKS_FILE, year))


def parse(text: str, file: str, year: int) -> list[Break]:
    """The lines of breaks.csv as breaks, those of every year ("*", in weeks "v7") for the year asked for.

    InputError naming every bad line.
    """
    return lines.read(text, file, _HEADER, "break", lambda fields: _break(fields, year))


def _break(fields: list[str], year: int) -> Break:
    if len(fields) != 8:
        text = _("a school break has 8 fields ({header}), not {n}")
        raise ValueError(text.format(header=_HEADER, n=len(fields)))
    place, scope, name, school_year, first, last, source, checked = fields
    if not (place and name and source):
        raise ValueError(_("a school break needs a place, a name and a source"))
    if scope not in _SCOPES:
        allowed = ", ".join(_SCOPES)
        raise ValueError(_("“{key}” must be one of: {allowed}").format(key="scope", allowed=allowed))
    if school_year == _EVERY_YEAR:
        begin, end = _week_day(year, first, 1), _week_day(year, last, 5)
    else:
        begin, end = lines.day(first), lines.day(last)
    if end < begin:
        raise ValueError(_("the last day is before the first"))
    if school_year != _EVERY_YEAR and str(begin.year) not in _calendar_years(school_year):
        raise ValueError(_("the dates are not in the year {year}").format(year=school_year))
    return Break(place, Scope(scope), name, begin, end, source, lines.day(checked))


def _week_day(year: int, week: str, weekday: int) -> date:
    try:
        return date.fromisocalendar(year, int(week.removeprefix("v")), weekday)
    except ValueError:
        raise ValueError(_("“{text}” is not a week like v7").format(text=week)) from None


def _calendar_years(school_year: str) -> tuple[str, ...]:
    """The calendar years of "2025/26" or "2025"."""
    first, slash, last = school_year.partition("/")
    return (first, first[: len(first) - len(last)] + last) if slash else (first,)
