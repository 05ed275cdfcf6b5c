"""Every notation of dates, weeks and hours as a table, and what is written alike and is none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool.reading.expressions import (
    MONTHS,
    DateToken,
    DayPart,
    Impossible,
    MonthToken,
    NoTime,
    TimeToken,
    Token,
    WeekToken,
    scan,
)
from calendar_tool.reading.words import ORDINALS


def said(token: Token) -> str:
    """A token in the notation of the tables below: its words, and what they say."""
    return f"{token.text} = {_meaning(token)}"


def _meaning(token: Token) -> str:
    match token:
        case DateToken():
            last = "-".join(str(n) for n in (token.last_year, token.last_month, token.last_day) if n)
            weekday = "" if token.weekday is None else f" wd{token.weekday}"
            return f"{token.year or '?'}-{token.month}-{token.day}" + (f"..{last}" if last else "") + weekday
        case MonthToken():
            return f"{token.year or '?'}-{token.month}"
        case WeekToken():
            return f"{token.year or '?'} w{token.week}" + (f"..{token.last_week}" if token.last_week else "")
        case TimeToken():
            return f"{token.start:%H:%M}" + (f"-{token.stop:%H:%M}" if token.stop else "")
        case DayPart():
            return token.part
        case NoTime():
            return "no time"
    assert isinstance(token, Impossible)
    return "impossible"


CASES = [
    ("16.2.2026", "16.2.2026 = 2026-2-16"),
    ("16.2.26", "16.2.26 = 2026-2-16"),
    ("20260216", "20260216 = 2026-2-16"),
    ("2026-2-6", "2026-2-6 = 2026-2-6"),
    ("2026/02/16", "2026/02/16 = 2026-2-16"),
    ("3/2/2026", "3/2/2026 = 2026-2-3"),
    ("16/2-26", "16/2-26 = 2026-2-16"),
    ("16/2-2026", "16/2-2026 = 2026-2-16"),
    ("16/2 2026", "16/2 2026 = 2026-2-16"),
    ("3/2/22", "3/2/22 = impossible"),
    ("03-02-2022", "03-02-2022 = impossible"),
    ("23-02-2022", "23-02-2022 = 2022-2-23"),
    ("26.2.25", "26.2.25 = impossible"),
    ("den 2:a februari", "den 2:a februari = ?-2-2"),
    ("den sextonde februari", "den sextonde februari = ?-2-16"),
    ("torsdagen den sextonde februari 2026", "torsdagen den sextonde februari 2026 = impossible"),
    ("Mån. 16 feb kl. 9.00", "Mån. 16 feb = ?-2-16 wd0, kl. 9.00 = 09:00"),
    ("månd 16 feb", "månd 16 feb = ?-2-16 wd0"),
    ("MÅNDAG 16 FEBRUARI 2026", "MÅNDAG 16 FEBRUARI 2026 = 2026-2-16 wd0"),
    ("tisdag den 23/5-2023", "tisdag den 23/5-2023 = 2023-5-23 wd1"),
    ("ons. 5/2", "ons. 5/2 = ?-2-5 wd2"),
    ("12 mars (torsdag)", "12 mars = ?-3-12 wd3"),
    ("12 mars, månd", "12 mars = ?-3-12 wd0"),
    ("12 mars 2026 (fredag)", "12 mars 2026 = impossible"),
    ("3/2 tis 4/2 ons", "3/2 = ?-2-3, tis 4/2 = ?-2-4 wd1"),
    ("15–16/4", "15–16/4 = ?-4-15..16"),
    ("11-13 juni", "11-13 juni = ?-6-11..13"),
    ("den 1:a till 3:e juni", "den 1:a till 3:e juni = ?-6-1..3"),
    ("19 t.o.m. 21 mars", "19 t.o.m. 21 mars = ?-3-19..21"),
    ("19-20 mars 2020", "19-20 mars 2020 = 2020-3-19..20"),
    ("30/3–1/4", "30/3–1/4 = ?-3-30..4-1"),
    ("30 mars – 1 april", "30 mars – 1 april = ?-3-30..4-1"),
    ("29 dec 2025 - 2 jan 2026", "29 dec 2025 - 2 jan 2026 = 2025-12-29..2026-1-2"),
    ("29 dec - 2 jan 2026", "29 dec - 2 jan 2026 = 2025-12-29..2026-1-2"),
    ("2026-03-30 – 2026-04-01", "2026-03-30 – 2026-04-01 = 2026-3-30..4-1"),
    ("14, 21 och 28 mars", "14 = ?-3-14, 21 = ?-3-21, 28 mars = ?-3-28"),
    ("7-8/6", "7-8/6 = ?-6-7..8"),
    ("15, 16 och 18 februari 2026", "15 = 2026-2-15, 16 = 2026-2-16, 18 februari 2026 = 2026-2-18"),
    ("3/2, 17/2 och 3/3 2026", "3/2 = 2026-2-3, 17/2 = 2026-2-17, 3/3 2026 = 2026-3-3"),
    ("11/9* kl 9-12", "11/9 = ?-9-11, kl 9-12 = 09:00-12:00"),
    ("16 mars¹", "16 mars = ?-3-16"),
    ("23 mars 1) 9-12", "23 mars = ?-3-23"),
    ("kl 0830-1200", "kl 0830-1200 = 08:30-12:00"),
    ("kl.08.30", "kl.08.30 = 08:30"),
    ("8³⁰–12⁰⁰", "8³⁰–12⁰⁰ = 08:30-12:00"),
    ("8:30–12", "8:30–12 = 08:30-12:00"),
    ("från kl. 13 till kl. 16", "kl. 13 till kl. 16 = 13:00-16:00"),
    ("13.00 till 16.30", "13.00 till 16.30 = 13:00-16:30"),
    ("kl 13.00 – ca 15.00", "kl 13.00 – ca 15.00 = 13:00-15:00"),
    ("kl. 9–11.30", "kl. 9–11.30 = 09:00-11:30"),
    ("kl 9, ca 2 tim", "kl 9, ca 2 tim = 09:00-11:00"),
    ("klockan halv nio", "klockan halv nio = 08:30"),
    ("kvart över nio", "kvart över nio = 09:15"),
    ("tio över åtta", "tio över åtta = 08:10"),
    ("fem i halv nio", "fem i halv nio = 08:25"),
    ("klockan tre", "klockan tre = 15:00"),
    ("kl. xx.xx", "kl. xx.xx = no time"),
    ("kl --", "kl -- = no time"),
    ("tid meddelas", "tid meddelas = no time"),
    ("heldag 12 mars", "heldag = heldag, 12 mars = ?-3-12"),
    ("12 mars fm", "12 mars = ?-3-12, fm = fm"),
    ("lunch till lunch", "lunch till lunch = lunch till lunch"),
    ("v. 38", "v. 38 = ? w38"),
    ("vecka 12", "vecka 12 = ? w12"),
    ("veckorna 7-8", "veckorna 7-8 = ? w7..8"),
    ("v.7–8", "v.7–8 = ? w7..8"),
    ("v 12 2026", "v 12 2026 = 2026 w12"),
    ("v 53 2025", "v 53 2025 = impossible"),
    ("v 53 2026", "v 53 2026 = 2026 w53"),
    ("sal 3, 14 mars", "14 mars = ?-3-14"),
    ("8/2 - 22/2", "8/2 = ?-2-8, 22/2 = ?-2-22"),
    ("28/2 - 2/3", "28/2 - 2/3 = ?-2-28..3-2"),
    ("16-feb", "16-feb = ?-2-16"),
    ("16-feb-26", "16-feb-26 = 2026-2-16"),
    ("16 feb 9-12", "16 feb = ?-2-16, 9-12 = 09:00-12:00"),
    ("3/2 (tis) 9-12", "3/2 = ?-2-3 wd1, 9-12 = 09:00-12:00"),
    ("mån 14, tis 15 och ons 16 mars", "mån 14 = ?-3-14 wd0, tis 15 = ?-3-15 wd1, ons 16 mars = ?-3-16 wd2"),
    ("3 mars 2026–5 mars 2026", "3 mars 2026–5 mars 2026 = 2026-3-3..5"),
    ("kl 9-12 3/2", "kl 9-12 = 09:00-12:00, 3/2 = ?-2-3"),
    ("10 - 11/3", "10 - 11/3 = ?-3-10..11"),
    ("3 mars -26", "3 mars -26 = 2026-3-3"),
    ("3 mars '26", "3 mars '26 = 2026-3-3"),
    ("3 mars2026", "3 mars2026 = 2026-3-3"),
    ("30 april – 1 mars", "30 april = ?-4-30, 1 mars = ?-3-1"),
    ("4,5 mars", "4 = ?-3-4, 5 mars = ?-3-5"),
    ("14,21 och 28 mars", "14 = ?-3-14, 21 = ?-3-21, 28 mars = ?-3-28"),
    ("lördag-söndag 14-15/3", "lördag-söndag 14-15/3 = ?-3-14..15 wd5"),
    ("Möte 2026-02-16T09:00", "2026-02-16 = 2026-2-16"),
    ("1.2.2026-3.2.2026", "1.2.2026 = 2026-2-1"),
    ("den 3/2", "3/2 = ?-2-3"),
    ("kl 9 - 12 mars", "kl 9 = 09:00, 12 mars = ?-3-12"),
    ("fr.o.m. 1/3 t.o.m. 5/3", "1/3 t.o.m. 5/3 = ?-3-1..5"),
    ("fr.o.m. den 1 mars t.o.m. den 5 april", "den 1 mars t.o.m. den 5 april = ?-3-1..4-5"),
    ("20 % 3/2", "3/2 = ?-2-3"),
    ("3/2-12.30", "3/2 = ?-2-3"),
    ("2026-02-30", "2026-02-30 = impossible"),
    ("31/4", "31/4 = impossible"),
]

NOTHING = [
    "Tid: 2022-2023",
    "kl 9.75",
    "3.2.1",
    "version 3.2.26",
    "18.00 (OBS tiden)",
    "20.000:-",
    "033-35 70 00",
    "2023/BUN 0214",
    "KS 2021/123",
    "SFS 2017:725",
    "50 %",
    "punkt 3.2.",
    "s. 12-14",
    "89,2",
    "nr 3/12",
    "sid 3/12",
    "22**,27",
    "1/2 tjänst",
    "2,5 miljoner",
    "rs6400-302917419-302",
    "10.30-3/2",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_scan(text: str, expected: str) -> None:
    assert ", ".join(said(t) for t in scan(text, parts=True)) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_date(text: str) -> None:
    assert scan(text, parts=True) == []


NOTATIONS = {
    "iso": lambda d: d.isoformat(),
    "iso without zeros": lambda d: f"{d.year}-{d.month}-{d.day}",
    "iso with slashes": lambda d: f"{d:%Y/%m/%d}",
    "eight digits": lambda d: f"{d:%Y%m%d}",
    "dots": lambda d: f"{d.day}.{d.month}.{d.year}",
    "dots and zeros": lambda d: f"{d:%d.%m.%Y}",
    "slash, hyphen": lambda d: f"{d.day}/{d.month}-{d:%y}",
    "slash, hyphen, year": lambda d: f"{d.day}/{d.month}-{d.year}",
    "slash, year": lambda d: f"{d.day}/{d.month} {d.year}",
    "slashes": lambda d: f"{d.day}/{d.month}/{d.year}",
    "month": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "short month": lambda d: f"{d.day} {MONTHS[d.month - 1][:3]}. {d.year}",
    "capitals": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}".upper(),
    "comma": lambda d: f"{d.day} {MONTHS[d.month - 1]}, {d.year}",
    "ordinal": lambda d: (
        f"den {d.day}:{'a' if d.day % 10 in (1, 2) and d.day not in (11, 12) else 'e'} {MONTHS[d.month - 1]} {d.year}"
    ),
    "words": lambda d: f"den {next(w for w, n in ORDINALS.items() if n == d.day)} {MONTHS[d.month - 1]} {d.year}",
}
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
PREFIXES = ("", "{wd} ", "{wd}en den ", "{short}. ", "{WD} ", "Möte ", "Datum: ", "kl. 9-12 ", "- ", "(", "3. ", "| ")
SUFFIXES = ("", ".", ",", " kl. 9-12", " 9.00-11.30", "*", "¹", " 1)", ")", " (inställt)", " ({wd})", " | 5", ": möte")
DAYS = st.dates(date(2020, 1, 1), date(2039, 12, 31))


@given(DAYS, st.sampled_from(sorted(NOTATIONS)), st.sampled_from(PREFIXES), st.sampled_from(SUFFIXES))
def test_a_date_in_any_notation_reads_back_whatever_stands_beside_it(
    day: date, notation: str, prefix: str, suffix: str
) -> None:
    weekday = WEEKDAYS[day.weekday()]
    names = {"wd": weekday, "WD": weekday.upper(), "short": weekday[:3].capitalize()}
    text = prefix.format(**names) + NOTATIONS[notation](day) + suffix.format(**names)
    found = [t for t in scan(text) if isinstance(t, DateToken | Impossible | MonthToken)]
    assert [(t.on(t.year), t.last(t.year)) for t in found if isinstance(t, DateToken) and t.year] == [(day, None)]
    assert len(found) == 1


@given(DAYS, st.sampled_from(["{a.day}/{a.month}–{b.day}/{b.month}", "{a.day} {am} – {b.day} {bm} {b.year}",
                              "{a.day}/{a.month} till {b.day}/{b.month} {b.year}"]))  # fmt: skip
def test_days_over_the_turn_of_a_month(day: date, written: str) -> None:
    first = day.replace(day=28)
    last = first + timedelta(days=7)
    text = written.format(a=first, b=last, am=MONTHS[first.month - 1], bm=MONTHS[last.month - 1])
    (token,) = scan(text)
    assert isinstance(token, DateToken)
    assert (token.on(first.year), token.last(first.year)) == (first, last)
    assert token.year in (None, first.year)


@given(st.integers(1, 31), st.integers(1, 12), st.integers(0, 6), st.integers(2020, 2039))
def test_another_weekday_is_never_a_date(day: int, month: int, weekday: int, year: int) -> None:
    for text in (
        f"{WEEKDAYS[weekday]} {day}/{month} {year}",
        f"{day} {MONTHS[month - 1]} {year} ({WEEKDAYS[weekday]})",
    ):
        (token,) = scan(text)
        try:
            right = date(year, month, day).weekday() == weekday
        except ValueError:
            right = False
        assert isinstance(token, DateToken if right else Impossible)


def test_spans_are_exact() -> None:
    text = "Tis 3/2, 17/2* och 3/3 2026 (tis) kl 9-11, v. 38 heldag"
    assert [text[t.begin : t.end] for t in scan(text, parts=True)] == [
        "Tis 3/2", "17/2", "3/3 2026", "kl 9-11", "v. 38", "heldag",
    ]  # fmt: skip
