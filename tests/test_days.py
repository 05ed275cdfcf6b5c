"""What kind of day a date is: the snapshot against the library and our own rules, and what is computed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.days import breaks, swedish
from calendar_tool.days.snapshot import HEADER, snapshot
from calendar_tool.days.swedish import (
    FIRST_YEAR,
    LAST_YEAR,
    LAW_FILE,
    Day,
    DayKind,
    is_working_day,
    kinds,
)
from calendar_tool.problem import InputError

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
EVES = ("Midsommarafton", "Julafton", "Nyårsafton")
DAY = timedelta(days=1)

any_day = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


# ---- the snapshot


def easter(year: int) -> date:
    """Gauss's computus in the form of Butcher, for the Gregorian calendar."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


def saturday_from(first: date) -> date:
    return first + DAY * ((5 - first.weekday()) % 7)


def by_the_law(year: int) -> set[tuple[date, str]]:
    """Lag (1989:253) 1 § with the change of 2005, and semesterlagen (1977:480) 3 a §."""
    sunday, midsummer = easter(year), saturday_from(date(year, 6, 20))
    days = {
        (date(year, 1, 1), "Nyårsdagen"),
        (date(year, 1, 6), "Trettondedag jul"),
        (sunday - 2 * DAY, "Långfredagen"),
        (sunday, "Påskdagen"),
        (sunday + DAY, "Annandag påsk"),
        (date(year, 5, 1), "Första maj"),
        (sunday + 39 * DAY, "Kristi himmelsfärdsdag"),
        (sunday + 49 * DAY, "Pingstdagen"),
        (midsummer - DAY, "Midsommarafton"),
        (midsummer, "Midsommardagen"),
        (saturday_from(date(year, 10, 31)), "Alla helgons dag"),
        (date(year, 12, 24), "Julafton"),
        (date(year, 12, 25), "Juldagen"),
        (date(year, 12, 26), "Annandag jul"),
        (date(year, 12, 31), "Nyårsafton"),
    }
    return days | {(date(year, 6, 6), "Nationaldagen") if year >= 2005 else (sunday + 50 * DAY, "Annandag pingst")}


def committed() -> str:
    return Path(LAW_FILE).read_text("utf-8")


def test_the_snapshot_is_what_the_library_says() -> None:
    assert committed() == snapshot()


def test_the_snapshot_is_what_the_law_says() -> None:
    header, *lines = committed().splitlines()
    rows = [line.split(",") for line in lines]
    assert header == HEADER
    assert rows == sorted(rows)
    assert {(date.fromisoformat(day), name) for day, _kind, name, _en in rows} == {
        row for year in YEARS for row in by_the_law(year)
    }
    assert {name for _day, kind, name, _en in rows if kind == "eve"} == set(EVES)
    assert {kind for _day, kind, _sv, _en in rows} == {"holiday", "eve"}


@pytest.mark.parametrize(
    ("year", "day"), [(2019, "2019-04-21"), (2038, "2038-04-25"), (2008, "2008-03-23"), (2000, "2000-04-23")]
)
def test_easter_where_the_astronomical_moon_would_be_wrong_and_at_the_extremes(year: int, day: str) -> None:
    assert easter(year).isoformat() == day
    assert (date.fromisoformat(day), "Påskdagen") in {(d.date, d.name) for d in swedish.year(year)}


# ---- what a date is

LAW = "lag (1989:253) 1 §"
EVE = "semesterlagen (1977:480) 3 a §; lag (1930:173) 2 §"
LOCAL = "local agreement (AB has no central rule)"
KLAM = "convention: a working day between two work-free days"
MELLAN = "convention: the working days between Christmas and New Year"
JULY = "custom: no meetings in July"
LEAVE = "custom; the law has four weeks in June–August (semesterlagen 1977:480, 12 §)"
AB = "AB § 13, as employers quote it"
COUNCIL = "Nyvalda fullmäktige från 15 oktober (newly elected council from 15 October)"
BOARD = "Ny styrelse från 1 januari (new board from 1 January)"
SUMMER_TIME = "förordning (2001:127); direktiv 2000/84/EG"
NONE = "no place's own dates for {} are known"
SOME = "own dates for {} are known of {} only"

DAYS = [  # date, (kind, English name, source) in order
    ("2022-05-26", [("holiday", "Kristi himmelsfärdsdag (Ascension Day)", LAW)]),
    ("2022-05-27", [("klamdag", "Klämdag (bridge day)", KLAM)]),
    ("2026-05-14", [("holiday", "Kristi himmelsfärdsdag (Ascension Day)", LAW)]),
    ("2022-05-30", []),
    ("2004-05-31", [("holiday", "Annandag pingst (Pentecost Monday)", LAW)]),
    ("2005-05-16", []),
    ("2004-06-07", []),
    ("2022-06-24", [("eve", "Midsommarafton (Midsummer Eve)", EVE)]),
    ("2022-06-23", [("half_day", "Dag före midsommarafton (day before Midsummer Eve)", LOCAL)]),
    (
        "2026-01-05",
        [("half_day", "Trettondagsafton (Epiphany Eve)", LOCAL), ("klamdag", "Klämdag (bridge day)", KLAM)],
    ),
    ("2021-01-05", [("half_day", "Trettondagsafton (Epiphany Eve)", LOCAL)]),
    ("2021-04-01", [("half_day", "Skärtorsdagen (Maundy Thursday)", LOCAL)]),
    ("2021-04-30", [("half_day", "Valborgsmässoafton (Walpurgis Night)", LOCAL)]),
    ("2021-05-12", [("half_day", "Dag före Kristi himmelsfärdsdag (day before Ascension Day)", LOCAL)]),
    ("2026-06-05", [("half_day_unknown", "Dag före nationaldagen (day before National Day)", LOCAL)]),
    ("2025-06-05", [("half_day_unknown", "Dag före nationaldagen (day before National Day)", LOCAL)]),
    (
        "2025-10-31",
        [
            ("half_day", "Dag före alla helgons dag (day before All Saints' Day)", LOCAL),
            (
                "school_break",
                "Höstlov (autumn break), Västra Götalands län",
                "Skolporten 2020/21 (v. 44 i alla län); " + NONE.format(2025),
            ),
        ],
    ),
    ("2022-12-23", [("half_day", "Dag före julafton (day before Christmas Eve)", LOCAL)]),
    (
        "2022-12-30",
        [
            ("half_day", "Dag före nyårsafton (day before New Year's Eve)", LOCAL),
            ("mellandag", "Mellandag (between Christmas and New Year)", MELLAN),
        ],
    ),
    ("2022-12-27", [("mellandag", "Mellandag (between Christmas and New Year)", MELLAN)]),
    (
        "2019-12-30",
        [
            ("half_day", "Dag före nyårsafton (day before New Year's Eve)", LOCAL),
            ("klamdag", "Klämdag (bridge day)", KLAM),
            ("mellandag", "Mellandag (between Christmas and New Year)", MELLAN),
        ],
    ),
    (
        "2008-04-30",
        [
            ("half_day", "Valborgsmässoafton (Walpurgis Night)", LOCAL),
            ("half_day", "Dag före Kristi himmelsfärdsdag (day before Ascension Day)", LOCAL),
        ],
    ),
    ("2022-05-28", [("weekend", "weekend", "lag (1930:173) 2 §")]),
    ("2022-05-29", [("weekend", "weekend", LAW)]),
    (
        "2022-06-05",
        [("holiday", "Pingstdagen (Pentecost)", LAW), ("weekend", "weekend", LAW)],
    ),
    ("2022-07-10", [("weekend", "weekend", LAW), ("july", "July", JULY)]),
    ("2022-07-12", [("july", "July", JULY), ("summer", "Industrisemester v. 28–31 (summer leave)", LEAVE)]),
    (
        "2022-07-16",
        [
            ("weekend", "weekend", "lag (1930:173) 2 §"),
            ("july", "July", JULY),
            ("summer", "Industrisemester v. 28–31 (summer leave)", LEAVE),
        ],
    ),
    ("2022-08-07", [("weekend", "weekend", LAW), ("summer", "Industrisemester v. 28–31 (summer leave)", LEAVE)]),
    ("2022-08-08", []),
    (
        "2026-04-04",
        [("ab_eve", "Påskafton (Easter Eve)", AB), ("weekend", "weekend", "lag (1930:173) 2 §")],
    ),
    (
        "2020-06-06",
        [("holiday", "Nationaldagen (National Day)", LAW), ("weekend", "weekend", "lag (1930:173) 2 §")],
    ),
    (
        "2054-05-16",
        [("ab_eve", "Pingstafton (Whitsun Eve)", AB), ("weekend", "weekend", "lag (1930:173) 2 §")],
    ),
    (
        "2026-09-13",
        [("weekend", "weekend", LAW), ("election", "Allmänna val (general elections)", "vallagen (2005:837)")],
    ),
    (
        "2024-06-09",
        [
            ("weekend", "weekend", LAW),
            (
                "election",
                "Val till Europaparlamentet (elections to the European Parliament)",
                "val.se (tidigare val)",
            ),
        ],
    ),
    ("2026-10-11", [("weekend", "weekend", LAW)]),
    ("2026-10-12", [("mandate", COUNCIL, "kommunallagen (2017:725) 5 kap. 9 §")]),
    (
        "2026-10-18",
        [("weekend", "weekend", LAW), ("mandate", COUNCIL, "kommunallagen (2017:725) 5 kap. 9 §")],
    ),
    ("2026-10-19", []),
    ("2025-10-15", []),
    ("2027-01-07", [("mandate", BOARD, "kommunallagen (2017:725) 6 kap. 18 §")]),
    ("2027-01-08", []),
    ("2028-01-04", []),
    (
        "2026-06-26",
        [("event", "Almedalsveckan (politicians' week in Visby)", "almedalsveckan.info")],
    ),
    (
        "2026-10-25",
        [("weekend", "weekend", LAW), ("dst", "Sommartid slutar (summer time ends)", SUMMER_TIME)],
    ),
    (
        "2027-03-28",
        [
            ("holiday", "Påskdagen (Easter Sunday)", LAW),
            ("weekend", "weekend", LAW),
            ("dst", "Sommartid börjar (summer time begins)", SUMMER_TIME),
        ],
    ),
    (
        "2026-02-19",
        [("school_break", "Sportlov (winter break), Uddevalla", "uddevalla.se (v. 8)")],
    ),
    (
        "2026-02-25",
        [
            (
                "school_break",
                "Sportlov (winter break), somewhere in Västra Götalands län",
                "Skolporten 2020/21 (v. 7–10); " + SOME.format(2026, "Grästorp, Uddevalla"),
            )
        ],
    ),
    (
        "2030-10-30",
        [
            (
                "school_break",
                "Höstlov (autumn break), Västra Götalands län",
                "Skolporten 2020/21 (v. 44 i alla län); " + NONE.format(2030),
            )
        ],
    ),
]


@pytest.mark.parametrize(("day", "expected"), DAYS)
def test_kinds(day: str, expected: list[tuple[str, str, str]]) -> None:
    when = date.fromisoformat(day)
    with locale.use("en"):
        assert kinds(when) == tuple(Day(when, name, DayKind(kind), source) for kind, name, source in expected)


def test_names_are_swedish_in_swedish() -> None:
    with locale.use("sv"):
        assert [d.name for d in kinds(date(2026, 5, 14))] == ["Kristi himmelsfärdsdag"]
        assert [d.name for d in kinds(date(2026, 5, 13))] == ["Dag före Kristi himmelsfärdsdag"]
        assert [d.name for d in kinds(date(2026, 5, 15))] == ["Klämdag"]


def test_a_year() -> None:
    with locale.use("en"):
        found = [(d.date.isoformat(), d.kind.value) for d in swedish.year(2027)]
    assert found == [
        ("2027-01-01", "holiday"),
        ("2027-01-01", "mandate"),
        ("2027-01-05", "half_day"),
        ("2027-01-06", "holiday"),
        ("2027-02-15", "school_break"),
        ("2027-03-25", "half_day"),
        ("2027-03-26", "holiday"),
        ("2027-03-27", "ab_eve"),
        ("2027-03-28", "holiday"),
        ("2027-03-28", "dst"),
        ("2027-03-29", "holiday"),
        ("2027-04-30", "half_day"),
        ("2027-05-01", "holiday"),
        ("2027-05-05", "half_day"),
        ("2027-05-06", "holiday"),
        ("2027-05-07", "klamdag"),
        ("2027-05-15", "ab_eve"),
        ("2027-05-16", "holiday"),
        ("2027-06-06", "holiday"),
        ("2027-06-24", "half_day"),
        ("2027-06-25", "eve"),
        ("2027-06-26", "holiday"),
        ("2027-06-28", "event"),
        ("2027-07-12", "summer"),
        ("2027-10-31", "dst"),
        ("2027-11-01", "school_break"),
        ("2027-11-05", "half_day"),
        ("2027-11-06", "holiday"),
        ("2027-12-23", "half_day"),
        ("2027-12-24", "eve"),
        ("2027-12-25", "holiday"),
        ("2027-12-26", "holiday"),
        ("2027-12-27", "mellandag"),
        ("2027-12-28", "mellandag"),
        ("2027-12-29", "mellandag"),
        ("2027-12-30", "half_day"),
        ("2027-12-30", "mellandag"),
        ("2027-12-31", "eve"),
    ]


def test_a_school_break_is_one_row_of_the_year() -> None:
    with locale.use("en"):
        rows = [(d.date.isoformat(), d.name) for d in swedish.year(2024) if d.kind is DayKind.SCHOOL_BREAK]
    assert rows == [
        ("2024-02-12", "Sportlov (winter break), somewhere in Västra Götalands län, until 2024-03-08"),
        ("2024-02-19", "Sportlov (winter break), Trollhättan (Nya Skolan), until 2024-02-23"),
        ("2024-04-01", "Påsklov (Easter break), Göteborgsregionen, until 2024-04-05"),
        ("2024-10-28", "Höstlov (autumn break), Västra Götalands län, until 2024-11-01"),
    ]


@pytest.mark.parametrize(("year", "days"), [(2016, 253), (2017, 251), (2026, 251), (2027, 253)])
def test_the_working_days_of_a_year(year: int, days: int) -> None:
    """2016 and 2017 as published in Arbetet 2017-01-02."""
    first = date(year, 1, 1)
    assert sum(is_working_day(first + n * DAY) for n in range(365 + (year % 4 == 0))) == days


@pytest.mark.parametrize(("first", "last", "klamdagar"), [(2000, 2040, 97), (2019, 2035, 44)])
def test_the_klamdagar_counted_by_others(first: int, last: int, klamdagar: int) -> None:
    found = [d for year in range(first, last + 1) for d in swedish.year(year) if d.kind is DayKind.KLAMDAG]
    assert len(found) == klamdagar


def test_the_half_days_counted_by_others() -> None:
    found = {d.date for year in range(2000, 2041) for d in swedish.year(year) if d.kind is DayKind.HALF_DAY}
    assert len(found) == 278  # of holidays 1.0, but for the days before pingstafton
    some = {d.date for year in range(2000, 2041) for d in swedish.year(year) if d.kind is DayKind.HALF_DAY_UNKNOWN}
    assert len(some) == 25


@given(any_day)
def test_a_klamdag_is_a_working_day_with_both_neighbours_free(day: date) -> None:
    free = {d for year in range(day.year - 1, day.year + 2) for d, _name in by_the_law(year)}

    def works(d: date) -> bool:
        return d.weekday() < 5 and d not in free

    klamdag = DayKind.KLAMDAG in [d.kind for d in kinds(day)]
    assert klamdag == (works(day) and not works(day - DAY) and not works(day + DAY))


@given(any_day)
def test_a_half_day_is_the_working_day_before_a_named_day(day: date) -> None:
    named = {d for d, _name in by_the_law(day.year)} | {date(day.year + 1, 1, 1)}
    found = {d.kind for d in kinds(day)} & {DayKind.HALF_DAY, DayKind.HALF_DAY_UNKNOWN}
    kind = DayKind.HALF_DAY_UNKNOWN if (day.month, day.day) == (6, 5) else DayKind.HALF_DAY
    assert found == ({kind} if is_working_day(day) and day + DAY in named else set())


@given(any_day)
def test_a_working_day_is_no_weekend_holiday_or_eve(day: date) -> None:
    free = {DayKind.HOLIDAY, DayKind.EVE, DayKind.WEEKEND}
    assert is_working_day(day) == free.isdisjoint(d.kind for d in kinds(day))


@pytest.mark.parametrize("year", [1989, 2061])
def test_years_outside_the_snapshot(year: int) -> None:
    for ask in (
        lambda: kinds(date(year, 6, 1)),
        lambda: swedish.year(year),
        lambda: is_working_day(date(year, 6, 1)),
    ):
        with locale.use("en"), pytest.raises(InputError) as error:
            ask()
        assert str(error.value) == f"{year}: the holidays are known for 1990–2060 only"


@pytest.mark.parametrize(("year", "rows"), [(1990, 16), (2004, 16), (2005, 16), (2060, 16)])
def test_the_first_and_the_last_year_are_whole(year: int, rows: int) -> None:
    found = [d for d in swedish.year(year) if d.kind in (DayKind.HOLIDAY, DayKind.EVE)]
    assert {(d.date, d.name) for d in found} == by_the_law(year)
    assert len(found) == rows


# ---- school breaks


def lines() -> list[str]:
    return Path(breaks.BREAKS_FILE).read_text("utf-8").splitlines()


def test_every_committed_break_can_be_read_and_has_a_source() -> None:
    rows = [line for line in lines() if not line.startswith(("#", "place,"))]
    found = breaks.parse("\n".join(rows), breaks.BREAKS_FILE, 2026)
    assert len(found) == len(rows) > 10
    for b in found:
        assert b.source
        assert b.first <= b.last
        assert b.first.weekday() == 0
        assert b.last.weekday() == 4


WEEKS = [  # place, break, year, week: what the kommuner's pages said
    ("Göteborg", "Sportlov", 2018, 7),
    ("Göteborg", "Sportlov", 2023, 7),
    ("Borås", "Sportlov", 2025, 7),
    ("Skövde", "Sportlov", 2019, 7),
    ("Grästorp", "Sportlov", 2025, 7),
    ("Grästorp", "Sportlov", 2026, 7),
    ("Grästorp", "Påsklov", 2026, 14),
    ("Uddevalla", "Sportlov", 2026, 8),
    ("Uddevalla", "Påsklov", 2026, 15),
    ("Trollhättan (Nya Skolan)", "Sportlov", 2023, 8),
    ("Trollhättan (Nya Skolan)", "Sportlov", 2024, 8),
    ("Göteborgsregionen", "Påsklov", 2024, 14),
    ("Göteborgsregionen", "Påsklov", 2025, 16),
    ("Göteborgsregionen", "Påsklov", 2026, 15),
]


def test_the_breaks_are_the_known_ones_and_no_others() -> None:
    own = {b for year in YEARS for b in breaks.breaks_in(year) if b.scope.local}
    assert sorted((b.place, b.name, b.first.year, b.first.isocalendar().week) for b in own) == sorted(WEEKS)


def test_where_nothing_is_known_nothing_is_said() -> None:
    assert breaks.known("Sportlov", 2026) == ["Grästorp", "Uddevalla"]
    assert breaks.known("Höstlov", 2026) == []
    assert breaks.breaks_on(date(2027, 3, 30)) == ()


BAD = [  # line, what is said of it
    (
        "Borås,kommun,Sportlov,2025",
        "a school break has 8 fields (place,scope,name,year,first,last,source,checked), not 4",
    ),
    (
        "Borås,kommun,Sportlov,2025,2025-02-10,2025-02-14,,2026-01-01",
        "a school break needs a place, a name and a source",
    ),
    (
        "Borås,stad,Sportlov,2025,2025-02-10,2025-02-14,x,2026-01-01",
        "“scope” must be one of: kommun, region, county, somewhere",
    ),
    (
        "Borås,kommun,Sportlov,2025,2025-02-30,2025-02-14,x,2026-01-01",
        "“2025-02-30” is not a date like 2021-01-18",
    ),
    ("Borås,kommun,Sportlov,2025,2025-02-14,2025-02-10,x,2026-01-01", "the last day is before the first"),
    (
        "Borås,kommun,Sportlov,2023/24,2025-02-10,2025-02-14,x,2026-01-01",
        "the dates are not in the year 2023/24",
    ),
    ("Borås,kommun,Sportlov,*,2025-02-10,v7,x,2026-01-01", "“2025-02-10” is not a week like v7"),
    ("Borås,kommun,Sportlov,2025,2025-02-10,2025-02-14,x,today", "“today” is not a date like 2021-01-18"),
]


def test_every_bad_line_of_breaks_is_named() -> None:
    text = "\n".join(["# comment", "", *(line for line, _said in BAD)])
    with locale.use("en"), pytest.raises(InputError) as error:
        breaks.parse(text, "breaks.csv", 2025)
    assert str(error.value).splitlines() == [f"breaks.csv:{n}: {said}" for n, (_line, said) in enumerate(BAD, 3)]
    assert {p.code for p in error.value.problems} == {"break"}


def test_a_line_added_by_hand() -> None:
    line = "Mark, kommun, Jullov, 2025/26, 2025-12-22, 2026-01-07, mark.se, 2026-01-01"
    (found,) = breaks.parse(line, "breaks.csv", 2026)
    with locale.use("en"):
        assert found.shown() == "Jullov (Christmas break), Mark"
    assert (found.first, found.last) == (date(2025, 12, 22), date(2026, 1, 7))
