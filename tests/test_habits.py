"""What a body keeps: a weekday, its place in the month, weeks, or places in the year, and what is unlike them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.days.day import EXPLAINING
from calendar_tool.days.law import is_working_day
from calendar_tool.days.swedish import kinds
from calendar_tool.planning.habits import Habit, days_in, habit
from calendar_tool.rules.rhythms import Rhythm

TWELVE_THEN_NINE = " ".join(str(date(2023, 1, 11) + timedelta(14 * n)) for n in (*range(12), *range(16, 25)))
OUT_OF_STEP = " ".join(str(date(2023, 1, 11) + timedelta(14 * n + 7 * (n > 12))) for n in (*range(12), *range(16, 25)))
WEEKLY = [date(2026, 4, 16) + timedelta(7 * n) for n in range(11)]  # but not on Ascension Day, 14 May
PASSED = " ".join(str(day) for day in WEEKLY if day != date(2026, 5, 14))
EVERY_THREE = " ".join(str(date(2023, 1, 12) + timedelta(21 * n)) for n in range(8))

CASES = [  # dates, rhythms (or a bare weekday that none is), places, exceptions
    ("2023-03-06", "", "03-06", ""),
    ("2023-03-06 2023-09-04", "måndagar", "03-06 09-04", ""),
    ("2023-03-06 2023-09-05", "", "03-06 09-05", ""),
    ("2023-03-06 2023-06-05 2023-09-05", "", "03-06 06-05 09-05", ""),
    ("2023-01-25 2023-04-18 2023-05-29 2023-09-21 2023-11-24", "", "01-25 04-18 05-29 09-21 11-24", ""),
    # a place in the month, and another one in a few months
    (
        "2023-01-26 2023-02-23 2023-03-30 2023-04-27 2023-05-25 2023-06-29 2023-08-31 2023-09-28 2023-10-26 2023-11-30",
        "sista torsdagen i månaden utom juli och december",
        "",
        "",
    ),
    (
        "2023-01-10 2023-02-14 2023-03-14 2023-04-11 2023-05-09 2023-06-13 2023-08-08 2023-09-12 2023-10-10 2023-12-05",
        "andra tisdagen i månaden utom juli, november och december; första tisdagen i månaden i december",
        "",
        "",
    ),
    (
        "2022-03-14 2022-05-09 2022-09-12 2022-11-14",
        "andra måndagen i månaden i mars, maj, september och november",
        "",
        "",
    ),
    # three dates that are alike may be so by chance, and of four three
    ("2022-03-14 2022-05-09 2022-09-12", "måndagar", "03-14 05-09 09-12", ""),
    ("2022-02-17 2022-06-02 2022-10-06 2022-12-01", "torsdagar", "02-17 06-02 10-06 12-01", ""),
    (
        "2023-01-10 2023-01-24 2023-02-14 2023-02-28 2023-03-14 2023-03-28 2023-04-11 2023-04-25 2023-05-09 2023-05-23",
        "andra och fjärde tisdagen i månaden i januari, februari, mars, april och maj",
        "",
        "",
    ),
    (  # the Monday of that week is in November
        "2026-02-09 2026-03-09 2026-04-13 2026-05-11 2026-06-08 2026-09-14 2026-10-12 2026-11-09 2026-12-01",
        "andra måndagen i månaden utom januari, juli, augusti och december; första måndagen i månaden i december",
        "",
        "12-01 (12-01 )",
    ),
    (  # a free day that was passed over is another year a place like the others; a gap that nothing explains is none
        PASSED,
        "torsdagar",
        "04-16 04-23 04-30 05-07 05-14 05-21 05-28 06-04 06-11 06-18 06-25",
        "",
    ),
    (PASSED.replace("2026-06-04 ", ""), "torsdagar", "04-16 04-23 04-30 05-07 05-14 05-21 05-28 06-11 06-18 06-25", ""),
    # a fixed date in December is a clause of its own, a single one on another weekday an exception
    (
        "2023-02-06 2023-03-06 2023-04-03 2023-05-08 2023-06-05 2023-09-04 2023-10-02 2023-11-06 2023-12-13",
        "första måndagen i månaden utom januari, juli, augusti och december; andra måndagen i månaden i december",
        "",
        "05-08 (05-01 Första maj), 12-13 (12-11 )",
    ),
    # free days push
    (
        "2022-01-13 2022-02-03 2022-03-03 2022-04-07 2022-05-05 2022-06-02 2022-09-01 2022-10-06 2022-11-03 2022-12-01",
        "första torsdagen i månaden utom juli och augusti",
        "",
        "01-13 (01-06 Trettondedag jul)",
    ),
    (
        "2023-01-16 2023-02-20 2023-03-13 2023-04-11 2023-05-08 2023-06-12 2023-08-28 2023-10-02",
        "måndagar",
        "01-16 02-20 03-13 04-10 05-08 06-12 08-28 10-02",
        "04-11 (04-10 Annandag påsk)",
    ),
    (
        "2023-01-16 2023-02-20 2023-03-15 2023-04-17 2023-05-08 2023-06-12",
        "måndagar",
        "01-16 02-20 03-13 04-17 05-08 06-12",
        "03-15 (03-13 )",
    ),
    # a holiday six days later does not explain a Friday beside an ordinary Thursday
    (
        "2022-01-13 2022-02-10 2022-03-31 2022-05-20 2022-09-01 2022-11-17",
        "torsdagar",
        "01-13 02-10 03-31 05-19 09-01 11-17",
        "05-20 (05-19 )",
    ),
    # but the nearest that has no meeting does
    (
        "2022-01-20 2022-02-17 2022-03-24 2022-05-19 2022-05-20 2022-06-16",
        "torsdagar",
        "01-20 02-17 03-24 05-19 05-20 06-16",
        "05-20 (05-26 Kristi himmelsfärdsdag)",
    ),
    # the day in whose place a date is may be in another month, but a place is in its own year
    (
        "2023-01-23 2023-03-01 2023-03-27 2023-04-24 2023-05-22 2023-06-26 2023-08-28",
        "fjärde måndagen i månaden utom juli, september, oktober, november och december",
        "",
        "03-01 (02-27 )",
    ),
    (
        "2021-01-09 2021-02-27 2021-04-24 2021-08-21 2021-12-29",
        "lördagar",
        "01-09 02-27 04-24 08-21 12-29",
        "12-29 (01-01 Nyårsdagen)",
    ),
    # weeks
    (TWELVE_THEN_NINE, "onsdagar jämna veckor", " ".join(t[5:] for t in TWELVE_THEN_NINE.split()), ""),
    (OUT_OF_STEP, "onsdagar", " ".join(t[5:] for t in OUT_OF_STEP.split()), ""),
    (EVERY_THREE, "torsdagar var 3:e vecka", " ".join(t[5:] for t in EVERY_THREE.split()), ""),
    # all in one month, several days each, at weekends, in July
    ("2023-03-06 2023-03-13 2023-03-20 2023-03-27", "måndagar", "03-06 03-13 03-20 03-27", ""),
    ("2023-02-07 2023-02-08 2023-05-09 2023-05-10", "", "02-07 02-08 05-09 05-10", ""),
    (
        "2023-01-14 2023-03-11 2023-05-13 2023-09-09",
        "andra lördagen i månaden i januari, mars, maj och september",
        "",
        "",
    ),
    (
        "2023-05-03 2023-06-07 2023-07-05 2023-08-02 2023-09-06",
        "första onsdagen i månaden i maj, juni, juli, augusti och september",
        "",
        "",
    ),
    # several years: the places are those of the last that is whole
    (
        "2021-01-25 2021-02-22 2021-03-22 2021-04-26 2021-05-31 2021-06-21 2021-08-30 2021-09-27 2021-10-25 2022-01-31 "
        "2022-02-28 2022-03-28 2022-04-25 2022-05-30 2022-06-20 2022-08-29 2022-09-26 2022-10-31",
        "sista måndagen i månaden utom juni, juli, november och december; tredje måndagen i månaden i juni",
        "",
        "03-22 (03-29 )",
    ),
    (
        "2021-02-04 2021-04-15 2021-06-10 2021-09-30 2022-02-10 2022-04-21 2022-06-02 2022-09-29 2023-02-02",
        "torsdagar",
        "02-10 04-21 06-02 09-29",
        "",
    ),
]


def why(day: date) -> str:
    return "; ".join(d.name for d in kinds(day) if d.kind in EXPLAINING)


def told(found: Habit) -> tuple[str, str, str]:
    away = ", ".join(f"{d.day:%m-%d} ({d.regular:%m-%d} {d.why})" for d in found.departures)
    return "; ".join(map(str, found.rhythms)), " ".join(f"{d:%m-%d}" for d in found.places), away


@pytest.mark.parametrize(("dates", "rhythms", "places", "away"), CASES)
def test_what_is_kept(dates: str, rhythms: str, places: str, away: str) -> None:
    days = [date.fromisoformat(text) for text in dates.split()]
    with locale.use("sv"):
        found = habit(days, why)
        assert told(found) == (rhythms, places, away)
        assert (found.dates, found.kept) == (tuple(days), len(days) - len(found.departures))
        assert habit([*reversed(days), *days], why) == found


# ---- hidden rhythms are found again

years = st.integers(2015, 2035)


@st.composite
def unlike(draw: st.DrawFn, regular: list[date]) -> list[date]:
    """Dates on which nobody meets are pushed to the next working day, and up to two moved without a reason."""
    dates = []
    for day in regular:
        while not is_working_day(day):
            day += timedelta(1)
        dates.append(day)
    ordinary = [n for n, day in enumerate(regular) if dates[n] == day and 4 <= day.day <= 27]
    for n in draw(st.lists(st.sampled_from(ordinary), max_size=min(2, len(regular) // 5), unique=True)):
        others = [d for d in _week(dates[n]) if d != dates[n] and abs(d - dates[n]).days <= 2 and is_working_day(d)]
        dates[n] = draw(st.sampled_from(others or [dates[n]]))
    return dates


def _week(day: date) -> Iterator[date]:
    return (day + timedelta(n - day.weekday()) for n in range(5))


@st.composite
def monthly(draw: st.DrawFn) -> tuple[list[date], list[date]]:
    """The regular days of a body that meets on one weekday of some months, and those on which it met."""
    year, months = draw(years), draw(st.sets(st.sampled_from([1, 2, 3, 4, 5, 6, 8, 9, 10, 11]), min_size=7))
    rhythm = Rhythm((draw(st.integers(0, 3)),), (draw(st.sampled_from([1, 2, 3, 4, -1])),))
    regular = [day for month in sorted(months) for day in days_in(rhythm, year, month)]
    return regular, draw(unlike(regular))


@given(monthly())
def test_a_place_in_the_month_is_found_again(drawn: tuple[list[date], list[date]]) -> None:
    regular, dates = drawn
    found = habit(dates, why)
    fit = [d for r in found.rhythms for m in r.months for d in days_in(r, regular[0].year, m)]
    assert (sorted(fit), found.places) == (regular, ())
    assert [d.day for d in found.departures] == [d for d, r in zip(dates, regular, strict=True) if d != r]
    assert all(d.regular in regular for d in found.departures)


@st.composite
def in_weeks(draw: st.DrawFn) -> tuple[int, list[date], list[date]]:
    """The same of a body that meets every so many weeks."""
    first, weeks = date(draw(years), 1, 8), draw(st.sampled_from([2, 3, 4]))
    first += timedelta(draw(st.integers(0, 3)) - first.weekday() + 7)
    regular = [first + timedelta(7 * weeks * n) for n in range(52 // weeks - 1)]
    return weeks, regular, draw(unlike(regular))


@given(in_weeks())
def test_weeks_are_found_again(drawn: tuple[int, list[date], list[date]]) -> None:
    weeks, regular, dates = drawn
    (rhythm,) = habit(dates, why).rhythms
    if weeks == 2:
        assert rhythm == Rhythm((regular[0].weekday(),), parity=regular[0].isocalendar().week % 2)
    else:
        assert rhythm == Rhythm((regular[0].weekday(),), every_weeks=weeks)


@st.composite
def rounds(draw: st.DrawFn) -> tuple[list[date], list[date]]:
    """The same of a body that has some weeks of the year."""
    first = date(draw(years), 1, 8)
    first += timedelta(draw(st.integers(0, 3)) - first.weekday() + 7)
    numbers = draw(st.sets(st.integers(0, 47), min_size=5, max_size=14))
    regular = [first + timedelta(7 * n) for n in sorted(numbers)]
    return regular, draw(unlike(regular))


@given(rounds())
def test_places_in_the_year_are_found_again(drawn: tuple[list[date], list[date]]) -> None:
    regular, dates = drawn
    assume(2 * sum(d != r for d, r in zip(dates, regular, strict=True)) < len(dates))
    found = habit(dates, why)
    if found.places:
        assert found.places == tuple(regular)
    else:  # they happen to be alike in their months
        away = {d.day: d.regular for d in found.departures}
        assert all(any(r.fits(away.get(d, d)) for r in found.rhythms) or away[d] == d for d in dates)
