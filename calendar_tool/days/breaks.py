"""School breaks (lov): local decisions, so data with a source (breaks.csv), never a formula.

No law fixes a break (skolförordningen 2011:185, 3 kap. 2-3 §§). A place and year without a line is unknown,
not free.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from calendar_tool.locale import _, language
from calendar_tool.problem import InputError, Problem, input_error

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


@dataclass(frozen=True, slots=True)
class Break:
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
        name = self.name
        if language() != "sv" and name in _ENGLISH:
            name = f"{name} ({_ENGLISH[name]})"
        form = _("{name}, somewhere in {place}") if self.scope is Scope.SOMEWHERE else _("{name}, {place}")
        return form.format(name=name, place=self.place)

    def stated(self) -> str:
        """The source, and for the county at large which places are known by themselves that year."""
        if self.scope.local:
            return self.source
        places = ", ".join(known(self.name, self.first.year))
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


def breaks_on(day: date) -> tuple[Break, ...]:
    """The breaks known to cover a day; the county at large only where no place has a line of its own.

    An empty answer means that nothing is known, not that there is no break.
    """
    found = [b for b in breaks_in(day.year) if b.first <= day <= b.last]
    return tuple([b for b in found if b.scope.local] or found)


@cache
def breaks_in(year: int) -> tuple[Break, ...]:
    """Every break that has some day in the year, in order of their first day."""
    text = Path(BREAKS_FILE).read_text("utf-8")
    found = [b for b in parse(text, BREAKS_FILE, year) if b.first.year <= year <= b.last.year]
    return tuple(sorted(found, key=lambda b: (b.first, b.name, b.place)))


def known(name: str, year: int) -> list[str]:
    """The places whose own break of that name and year is known."""
    return sorted({b.place for b in breaks_in(year) if b.scope.local and b.name == name})


def parse(text: str, file: str, year: int) -> list[Break]:
    """The lines of breaks.csv as breaks, those of every year ("*", in weeks "v7") for the year asked for.

    InputError naming every bad line.
    """
    found: list[Break] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#") or line == _HEADER:
            continue
        try:
            found.append(_break(line, year))
        except ValueError as error:
            problems += input_error("break", str(error), file, number).problems
    if problems:
        raise InputError(*problems)
    return found


def _break(line: str, year: int) -> Break:
    fields = [field.strip() for field in line.split(",")]
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
        begin, end = _date(first), _date(last)
    if end < begin:
        raise ValueError(_("the last day is before the first"))
    if school_year != _EVERY_YEAR and str(begin.year) not in _calendar_years(school_year):
        raise ValueError(_("the dates are not in the year {year}").format(year=school_year))
    return Break(place, Scope(scope), name, begin, end, source, _date(checked))


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("“{text}” is not a date like 2021-01-18").format(text=text)) from None


def _week_day(year: int, week: str, weekday: int) -> date:
    try:
        return date.fromisocalendar(year, int(week.removeprefix("v")), weekday)
    except ValueError:
        raise ValueError(_("“{text}” is not a week like v7").format(text=week)) from None


def _calendar_years(school_year: str) -> tuple[str, ...]:
    """The calendar years of "2025/26" or "2025"."""
    first, slash, last = school_year.partition("/")
    return (first, first[: len(first) - len(last)] + last) if slash else (first,)
