"""What kind of day a date is in Sweden: holidays, eves and the days around them, elections, events, school breaks.

The days of the law come from law.csv (see law.py), breaks and events from their own files; the others are computed
here and in elections.py and seasons.py.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from calendar_tool.days.breaks import breaks_in, breaks_on
from calendar_tool.days.day import Day, DayKind, Span, shown
from calendar_tool.days.elections import election, mandates
from calendar_tool.days.events import events_in
from calendar_tool.days.law import (
    DAY,
    DAY_BEFORE,
    EVE_LAW,
    FIRST_YEAR,
    HOLIDAY_LAW,
    LAST_YEAR,
    LAW_FILE,
    SATURDAY_LAW,
    SHORT_WITH_SOME,
    check_year,
    is_working_day,
    names,
)
from calendar_tool.days.local import NOWHERE, Local
from calendar_tool.days.seasons import summer, unknown_breaks
from calendar_tool.locale import _, language

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "LAW_FILE",
    "Day",
    "DayKind",
    "check_year",
    "is_working_day",
    "kinds",
    "year",
]

# The Saturday before each of these, in Swedish and English.
_AB_EVES = {"Påskdagen": ("Påskafton", "Easter Eve"), "Pingstdagen": ("Pingstafton", "Whitsun Eve")}
_FIRST_DST = 1996  # summer time ended in September before
_LAWS = {DayKind.HOLIDAY: HOLIDAY_LAW, DayKind.EVE: EVE_LAW}


def kinds(day: date, local: Local = NOWHERE) -> tuple[Day, ...]:
    """Everything that is known about a date, the heaviest first; empty for an ordinary working day.

    Holidays and eves (påskafton and pingstafton, by agreement, among them), weekend and July; then half-days,
    klämdag, mellandag and elections; then what is only worth a note. InputError for a year outside
    FIRST_YEAR-LAST_YEAR.
    """
    found = _of_one_day(day, local)
    on = [s for s in _spans(day.year, local, language()) if s.first <= day <= s.last]
    found += [Day(day, s.name, s.kind, s.source) for s in on]
    found += [Day(day, b.shown(), DayKind.SCHOOL_BREAK, b.stated(local)) for b in breaks_on(day, local)]
    return tuple(sorted(found, key=lambda d: d.kind.weight))


def year(year: int, local: Local = NOWHERE) -> list[Day]:
    """The special days of a year in order, ordinary weekends and July left out.

    What lasts several days is one row, on its first day. InputError for a year outside FIRST_YEAR-LAST_YEAR.
    """
    check_year(year)
    plain = (DayKind.WEEKEND, DayKind.JULY)
    first = date(year, 1, 1)
    days = (first + n * DAY for n in range((date(year, 12, 31) - first).days + 1))
    found = [d for day in days for d in _of_one_day(day, local) if d.kind not in plain]
    breaks = [Span(b.first, b.last, b.shown(), DayKind.SCHOOL_BREAK, b.stated(local)) for b in breaks_in(year, local)]
    for span in (*_spans(year, local, language()), *breaks):
        name = span.name
        if span.last > span.first:
            name = _("{name}, until {last}").format(name=name, last=span.last)
        found.append(Day(span.first, name, span.kind, span.source))
    return sorted(found, key=lambda d: (d.date, d.kind.weight))


def _of_one_day(day: date, local: Local) -> list[Day]:
    """What a day is by the law, by its weekday and month, and because of its neighbours."""
    found = [Day(day, shown(sv, en), kind, _LAWS[kind]) for kind, sv, en in names(day)]
    weekday = day.weekday()
    if weekday == 5 and day.month in (3, 4, 5, 6):
        source = _("AB § 13, as employers quote it")
        eves = [_AB_EVES[holiday] for _kind, holiday, _english in names(day + DAY) if holiday in _AB_EVES]
        found += [Day(day, shown(*eve), DayKind.AB_EVE, source) for eve in eves]
    if weekday >= 5:
        law = HOLIDAY_LAW if weekday == 6 else SATURDAY_LAW
        found.append(Day(day, _("weekend"), DayKind.WEEKEND, law))
    if day.month == 7:
        found.append(Day(day, _("July"), DayKind.JULY, _("custom: no meetings in July")))
    if is_working_day(day):
        found += _around(day, local)
    if weekday == 6 and day.month in (3, 10) and day.day > 24 and day.year >= _FIRST_DST:
        name = shown("Sommartid börjar", "summer time begins")
        if day.month == 10:
            name = shown("Sommartid slutar", "summer time ends")
        found.append(Day(day, name, DayKind.DST, "förordning (2001:127); direktiv 2000/84/EG"))
    return found


def _around(day: date, local: Local) -> list[Day]:
    """What a working day is because of its neighbours.

    1 January, 24-26 and 31 December are never working days, so neighbours are always of the same year.
    """
    found = []
    if local.employer is None:
        for _kind, holiday, _english in names(day + DAY):
            source = _("local agreement (AB has no central rule)")
            kind = DayKind.HALF_DAY_UNKNOWN if holiday in SHORT_WITH_SOME else DayKind.HALF_DAY
            found.append(Day(day, shown(*DAY_BEFORE[holiday]), kind, source))
    else:
        short = local.employer.short_on(day)
        found += [Day(day, s.shown(), DayKind.HALF_DAY, s.source) for s in short]
    if not is_working_day(day - DAY) and not is_working_day(day + DAY):
        source = _("convention: a working day between two work-free days")
        found.append(Day(day, shown("Klämdag", "bridge day"), DayKind.KLAMDAG, source))
    if day.month == 12 and day.day in (27, 28, 29, 30):
        source = _("convention: the working days between Christmas and New Year")
        name = shown("Mellandag", "between Christmas and New Year")
        found.append(Day(day, name, DayKind.MELLANDAG, source))
    return found


@cache
def _spans(year: int, local: Local, lang: str) -> tuple[Span, ...]:
    """What a year has that may last several days, known breaks apart; `lang` is the language in use, for the cache."""
    events = [Span(e.first, e.last, shown(e.name, e.english), e.kind, e.source) for e in events_in(year, local)]
    return (*election(year), *events, *mandates(year), *unknown_breaks(year, local), summer(year))
