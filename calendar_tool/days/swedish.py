"""What kind of day a date is in Sweden: holidays, eves and the days around them.

The days of the law come from law.csv (see snapshot.py); the others are computed from them here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from calendar_tool.days import breaks
from calendar_tool.locale import _, language
from calendar_tool.problem import input_error

FIRST_YEAR, LAST_YEAR = 1990, 2060
LAW_FILE = str(Path(__file__).with_name("law.csv"))

HOLIDAY_LAW = "lag (1989:253) 1 §"  # the named days; Sundays as well
EVE_LAW = "semesterlagen (1977:480) 3 a §; lag (1930:173) 2 §"  # the three eves count as Sundays
SATURDAY_LAW = "lag (1930:173) 2 §"  # deadlines pass over Saturdays as over Sundays

_DAY = timedelta(days=1)

# The working day before each of these, in Swedish and English. The other holidays follow upon a free day.
_BEFORE = {
    "Trettondedag jul": ("Trettondagsafton", "Epiphany Eve"),
    "Långfredagen": ("Skärtorsdagen", "Maundy Thursday"),
    "Första maj": ("Valborgsmässoafton", "Walpurgis Night"),
    "Kristi himmelsfärdsdag": ("Dag före Kristi himmelsfärdsdag", "day before Ascension Day"),
    "Nationaldagen": ("Dag före nationaldagen", "day before National Day"),
    "Midsommarafton": ("Dag före midsommarafton", "day before Midsummer Eve"),
    "Alla helgons dag": ("Dag före alla helgons dag", "day before All Saints' Day"),
    "Julafton": ("Dag före julafton", "day before Christmas Eve"),
    "Nyårsafton": ("Dag före nyårsafton", "day before New Year's Eve"),
}


class DayKind(StrEnum):
    """What makes a day special."""

    HOLIDAY = "holiday"
    EVE = "eve"
    HALF_DAY = "half_day"
    KLAMDAG = "klamdag"
    WEEKEND = "weekend"
    JULY = "july"
    MELLANDAG = "mellandag"
    SCHOOL_BREAK = "school_break"


@dataclass(frozen=True, slots=True)
class Day:
    """One thing that a date is; `name` is in the language in use, `source` who decided it."""

    date: date
    name: str
    kind: DayKind
    source: str


def kinds(day: date) -> tuple[Day, ...]:
    """Everything that is known about a date, the heaviest first; empty for an ordinary working day.

    InputError for a year outside FIRST_YEAR-LAST_YEAR.
    """
    found = [Day(day, _shown(sv, en), kind, _source(kind)) for kind, sv, en in _law(day.year).get(day, ())]
    if day.weekday() >= 5:
        law = HOLIDAY_LAW if day.weekday() == 6 else SATURDAY_LAW
        found.append(Day(day, _("weekend"), DayKind.WEEKEND, law))
    if day.month == 7:
        found.append(Day(day, _("July"), DayKind.JULY, _("custom: no meetings in July")))
    if is_working_day(day):
        found += _around(day)
    found += [Day(day, b.shown(), DayKind.SCHOOL_BREAK, b.stated()) for b in breaks.breaks_on(day)]
    return tuple(found)


def year(year: int) -> list[Day]:
    """The special days of a year in order, ordinary weekends and July left out.

    A school break is one row, on its first day. InputError for a year outside FIRST_YEAR-LAST_YEAR.
    """
    check_year(year)
    plain = (DayKind.WEEKEND, DayKind.JULY, DayKind.SCHOOL_BREAK)
    first = date(year, 1, 1)
    days = (first + n * _DAY for n in range((date(year, 12, 31) - first).days + 1))
    found = [d for day in days for d in kinds(day) if d.kind not in plain]
    for b in breaks.breaks_in(year):
        name = _("{name}, until {last}").format(name=b.shown(), last=b.last)
        found.append(Day(b.first, name, DayKind.SCHOOL_BREAK, b.stated()))
    return sorted(found, key=lambda d: d.date)


def is_working_day(day: date) -> bool:
    """Whether the day is Monday to Friday and neither a holiday nor one of the three eves.

    Half-days and klämdagar are working days. InputError for a year outside FIRST_YEAR-LAST_YEAR.
    """
    law = _law(day.year)
    return day.weekday() < 5 and day not in law


def check_year(year: int) -> None:
    """InputError for a year outside FIRST_YEAR-LAST_YEAR: its days are not known."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        text = _("the holidays are known for {first}–{last} only").format(first=FIRST_YEAR, last=LAST_YEAR)
        raise input_error("year-unknown", text, str(year))


def _around(day: date) -> list[Day]:
    """What a working day is because of its neighbours.

    1 January, 24-26 and 31 December are never working days, so neighbours are always of the same year.
    """
    found = []
    for _kind, holiday, _english in _law(day.year).get(day + _DAY, ()):
        sv, en = _BEFORE[holiday]
        source = _("local agreement (AB has no central rule)")
        found.append(Day(day, _shown(sv, en), DayKind.HALF_DAY, source))
    if not is_working_day(day - _DAY) and not is_working_day(day + _DAY):
        source = _("convention: a working day between two work-free days")
        found.append(Day(day, _shown("Klämdag", "bridge day"), DayKind.KLAMDAG, source))
    if day.month == 12 and day.day in (27, 28, 29, 30):
        source = _("convention: the working days between Christmas and New Year")
        name = _shown("Mellandag", "between Christmas and New Year")
        found.append(Day(day, name, DayKind.MELLANDAG, source))
    return found


def _shown(swedish: str, english: str) -> str:
    return swedish if language() == "sv" else f"{swedish} ({english})"


def _source(kind: DayKind) -> str:
    return HOLIDAY_LAW if kind is DayKind.HOLIDAY else EVE_LAW


@cache
def _law(year: int) -> dict[date, tuple[tuple[DayKind, str, str], ...]]:
    """The holidays and eves of one year: kind, Swedish name, English name."""
    check_year(year)
    text = _law_text()
    begin = text.index(f"\n{year}-") + 1
    end = text.find(f"\n{year + 1}-", begin)
    days: dict[date, tuple[tuple[DayKind, str, str], ...]] = {}
    for line in text[begin : end if end >= 0 else None].splitlines():
        iso, kind, sv, en = line.split(",")
        day = date.fromisoformat(iso)
        days[day] = (*days.get(day, ()), (DayKind(kind), sv, en))
    return days


@cache
def _law_text() -> str:
    return Path(LAW_FILE).read_text("utf-8")
