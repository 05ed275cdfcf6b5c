"""The days of the law, from law.csv (see snapshot.py), and the working days that they leave."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from calendar_tool.days.day import DayKind
from calendar_tool.locale import _
from calendar_tool.problem import input_error

FIRST_YEAR, LAST_YEAR = 1990, 2060
LAW_FILE = str(Path(__file__).with_name("law.csv"))

HOLIDAY_LAW = "lag (1989:253) 1 §"  # the named days; Sundays as well
EVE_LAW = "semesterlagen (1977:480) 3 a §; lag (1930:173) 2 §"  # the three eves count as Sundays
SATURDAY_LAW = "lag (1930:173) 2 §"  # deadlines pass over Saturdays as over Sundays

DAY = timedelta(days=1)

# The working day before each of these, in Swedish and English. The other holidays follow upon a free day.
DAY_BEFORE = {
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

# Before these it is one with some employers only: with Nacka but not with Tibro (employers.toml), and with no bank.
SHORT_WITH_SOME = ("Nationaldagen",)


def names(day: date) -> tuple[tuple[DayKind, str, str], ...]:
    """The holidays and eves that a date is: kind, Swedish name, English name. InputError as check_year."""
    return _days(day.year).get(day, ())


def is_working_day(day: date) -> bool:
    """Whether the day is Monday to Friday and neither a holiday nor one of the three eves.

    Half-days and klämdagar are working days. InputError for a year outside FIRST_YEAR-LAST_YEAR.
    """
    days = _days(day.year)
    return day.weekday() < 5 and day not in days


def easter(year: int) -> date:
    """Easter Sunday (påskdagen). InputError as check_year."""
    return next(day for day, found in _days(year).items() for _kind, name, _en in found if name == "Påskdagen")


def check_year(year: int) -> None:
    """InputError for a year outside FIRST_YEAR-LAST_YEAR: its days are not known."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        text = _("the holidays are known for {first}–{last} only").format(first=FIRST_YEAR, last=LAST_YEAR)
        raise input_error("year-unknown", text, str(year))


@cache
def _days(year: int) -> dict[date, tuple[tuple[DayKind, str, str], ...]]:
    """The holidays and eves of one year."""
    check_year(year)
    text = _text()
    begin = text.index(f"\n{year}-") + 1
    end = text.find(f"\n{year + 1}-", begin)
    days: dict[date, tuple[tuple[DayKind, str, str], ...]] = {}
    for line in text[begin : end if end >= 0 else None].splitlines():
        iso, kind, sv, en = line.split(",")
        day = date.fromisoformat(iso)
        days[day] = (*days.get(day, ()), (DayKind(kind), sv, en))
    return days


@cache
def _text() -> str:
    return Path(LAW_FILE).read_text("utf-8")
