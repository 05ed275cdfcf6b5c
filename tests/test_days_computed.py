"""The computed kinds of days against other ways to find them, for every year, and the committed days.csv."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from days_snapshot import FILE, snapshot

from calendar_tool import locale
from calendar_tool.days.elections import election_day, election_year
from calendar_tool.days.law import easter
from calendar_tool.days.swedish import FIRST_YEAR, LAST_YEAR, DayKind, kinds, year
from calendar_tool.problem import InputError

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
DAY = timedelta(days=1)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def test_the_committed_days_are_what_the_program_says() -> None:
    assert FILE.read_text("utf-8") == snapshot(), "run python tests/days_snapshot.py and read the difference"


# ---- other ways


def days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += DAY


@cache
def full_moon_sunday(year: int) -> date:
    """Easter by the tables of the church: golden number and epact, as Clavius had them, then the Sunday after."""
    golden, century = year % 19 + 1, year // 100 + 1
    solar, lunar = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + lunar - solar) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    moon = 44 - epact
    full = date(year, 3, 1) + DAY * ((moon if moon >= 21 else moon + 30) - 1)
    after = full + DAY
    while after.isoweekday() != 7:
        after += DAY
    return after


@cache
def red_days(year: int) -> frozenset[date]:
    """The law's days and the three eves, each found by going through the days that it may be."""

    def the(weekday: int, month: int, day: int) -> date:
        return next(d for n in range(7) if (d := date(year, month, day) + n * DAY).isoweekday() == weekday)

    sunday = full_moon_sunday(year)
    fixed = [(1, 1), (1, 6), (5, 1), (12, 24), (12, 25), (12, 26), (12, 31)]
    found = {date(year, *month_day) for month_day in fixed}
    found |= {sunday + n * DAY for n in (-2, 0, 1, 39, 49)}
    found |= {the(5, 6, 19), the(6, 6, 20), the(6, 10, 31)}
    return frozenset(found | {date(year, 6, 6) if year > 2004 else sunday + 50 * DAY})


def works(day: date) -> bool:
    return day.isoweekday() < 6 and day not in red_days(day.year)


def iso_week(day: date) -> int:
    """The week of a day: its Thursday's place among the Thursdays of that Thursday's year."""
    thursday = day + (4 - day.isoweekday()) * DAY
    return (thursday - date(thursday.year, 1, 1)).days // 7 + 1


def counted_sunday(year: int, number: int) -> date:
    """The nth Sunday of September, by counting them."""
    return [d for d in days_of(year) if d.month == 9 and d.isoweekday() == 7][number - 1]


def offset_changes(day: date) -> bool:
    """Whether the clocks of Stockholm go another way at the end of the day than at its beginning."""
    begin, end = (datetime(d.year, d.month, d.day, tzinfo=STOCKHOLM) for d in (day, day + DAY))
    return begin.utcoffset() != end.utcoffset()


# ---- the kinds

GENERAL_ELECTIONS = [  # as held, and as announced
    "1991-09-15",
    "1994-09-18",
    "1998-09-20",
    "2002-09-15",
    "2006-09-17",
    "2010-09-19",
    "2014-09-14",
    "2018-09-09",
    "2022-09-11",
    "2026-09-13",
    "2030-09-08",
    "2034-09-10",
]
OTHER_ELECTIONS = [
    "1994-11-13",
    "1995-09-17",
    "1999-06-13",
    "2003-09-14",
    "2004-06-13",
    "2009-06-07",
    "2014-05-25",
    "2019-05-26",
    "2024-06-09",
]


def before_red(day: date) -> bool:
    """The working day before a red day; before Saturdays and Sundays too if they are red by name."""
    return works(day) and (day + DAY) in red_days(day.year)


def before_national_day(day: date) -> bool:
    return before_red(day) and (day.month, day.day) == (6, 5) and day.year >= 2005


def klamdag(day: date) -> bool:
    return works(day) and not works(day - DAY) and not works(day + DAY)


def mellandag(day: date) -> bool:
    return works(day) and date(day.year, 12, 26) < day < date(day.year, 12, 31)


def ab_eve(day: date) -> bool:
    return day + DAY in (full_moon_sunday(day.year), full_moon_sunday(day.year) + 49 * DAY)


def election(day: date) -> bool:
    if day.isoformat() in OTHER_ELECTIONS:
        return True
    held = day.year == 1991 or day.year in range(1994, LAST_YEAR + 1, 4)
    return held and day == counted_sunday(day.year, 2 if day.year >= 2014 else 3)


def mandate(day: date) -> bool:
    years = range(2018, LAST_YEAR + 1, 4)
    if day.month == 10:
        return day.year in years and iso_week(day) == iso_week(date(day.year, 10, 15))
    return day.year - 1 in years and day.month == 1 and day.day <= 7


COMPUTED: list[tuple[DayKind, Callable[[date], bool], range]] = [
    (DayKind.HALF_DAY, lambda day: before_red(day) and not before_national_day(day), YEARS),
    (DayKind.HALF_DAY_UNKNOWN, before_national_day, YEARS),
    (DayKind.KLAMDAG, klamdag, YEARS),
    (DayKind.MELLANDAG, mellandag, YEARS),
    (DayKind.AB_EVE, ab_eve, YEARS),
    (DayKind.ELECTION, election, YEARS),
    (DayKind.MANDATE, mandate, YEARS),
    (DayKind.SUMMER, lambda day: iso_week(day) in (28, 29, 30, 31), YEARS),
    (DayKind.WEEKEND, lambda day: day.isoweekday() > 5, YEARS),
    (DayKind.JULY, lambda day: day.month == 7, YEARS),
    (DayKind.DST, offset_changes, range(1996, 2041)),
]


@cache
def found(year: int) -> dict[date, tuple[DayKind, ...]]:
    return {day: tuple(d.kind for d in kinds(day)) for day in days_of(year)}


@pytest.mark.parametrize(("kind", "expected", "years"), COMPUTED, ids=[kind.value for kind, *_ in COMPUTED])
def test_a_computed_kind_is_found_by_other_means_too(
    kind: DayKind, expected: Callable[[date], bool], years: range
) -> None:
    got = {day for y in years for day, kinds_of_it in found(y).items() if kind in kinds_of_it}
    assert got == {day for y in years for day in days_of(y) if expected(day)}
    assert got


def test_the_law_is_found_by_other_means_too() -> None:
    named = (DayKind.HOLIDAY, DayKind.EVE)
    assert [easter(y) for y in YEARS] == [full_moon_sunday(y) for y in YEARS]
    assert {d for y in YEARS for d, ks in found(y).items() if set(ks) & set(named)} == {
        d for y in YEARS for d in red_days(y)
    }


def test_the_clocks_change_on_sundays_that_are_no_days_before_1996() -> None:
    assert not [d for y in range(FIRST_YEAR, 1996) for d in days_of(y) if DayKind.DST in found(y)[d]]
    changed = [d for d in days_of(2026) if DayKind.DST in found(2026)[d]]
    assert [d.isoformat() for d in changed] == ["2026-03-29", "2026-10-25"]
    assert datetime(2026, 3, 29, 1, tzinfo=UTC).astimezone(STOCKHOLM).hour == 3


def test_the_heaviest_comes_first() -> None:
    order = list(DayKind)
    for y in YEARS:
        for kinds_of_day in found(y).values():
            assert list(kinds_of_day) == sorted(kinds_of_day, key=order.index)


def test_the_general_elections() -> None:
    assert [str(day) for y in range(1990, 2036) if (day := election_day(y))] == GENERAL_ELECTIONS
    assert [y for y in range(1990, 2036) if election_year(y)] == [int(day[:4]) for day in GENERAL_ELECTIONS]


def test_the_elections_that_are_data_fall_on_sundays_and_are_no_others() -> None:
    with locale.use("sv"):
        data = [d for y in YEARS for d in year(y) if d.kind is DayKind.ELECTION and d.name != "Allmänna val"]
    assert sorted(str(d.date) for d in data) == OTHER_ELECTIONS
    assert {d.date.isoweekday() for d in data} == {7}


@pytest.mark.parametrize("outside", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_easter_outside_the_years_known(outside: int) -> None:
    with locale.use("en"), pytest.raises(InputError, match=f"^{outside}: the holidays are known for 1990–2060 only$"):
        easter(outside)
