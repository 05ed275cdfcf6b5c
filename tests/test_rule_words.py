"""How rules say parts of a year and rhythms: what is understood and refused; what is printed reads back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.rules.periods import Period
from calendar_tool.rules.rhythms import Rhythm

PERIODS = [  # text, first and last day in 2026, as printed
    ("juli", "2026-07-01", "2026-07-31", "juli"),
    ("Juli–augusti", "2026-07-01", "2026-08-31", "juli–augusti"),
    ("juli och augusti", "2026-07-01", "2026-08-31", "juli–augusti"),
    ("jul - aug", "2026-07-01", "2026-08-31", "juli–augusti"),
    ("v. 28–32", "2026-07-06", "2026-08-09", "v. 28–32"),
    ("v 7", "2026-02-09", "2026-02-15", "v. 7"),
    ("vecka 52-1", "2026-12-21", "2027-01-10", "v. 52–1"),
    ("20 juni–10 augusti", "2026-06-20", "2026-08-10", "20 juni–10 augusti"),
    ("1 nov – 30 nov", "2026-11-01", "2026-11-30", "november"),
    ("1–15 maj", "2026-05-01", "2026-05-15", "1 maj–15 maj"),
    ("20 december–6 januari", "2026-12-20", "2027-01-06", "20 december–6 januari"),
    ("6 juni", "2026-06-06", "2026-06-06", "6 juni"),
    ("februari", "2026-02-01", "2026-02-28", "februari"),
    ("senast 30 juni", "2026-01-01", "2026-06-30", "januari–juni"),
    ("före 30 juni", "2026-01-01", "2026-06-29", "1 januari–29 juni"),
    ("från den 15 oktober", "2026-10-15", "2026-12-31", "15 oktober–31 december"),
    ("efter 15 oktober", "2026-10-16", "2026-12-31", "16 oktober–31 december"),
    ("2026-06-20–2026-08-10", "2026-06-20", "2026-08-10", "2026-06-20–2026-08-10"),
    ("2026-06-20", "2026-06-20", "2026-06-20", "2026-06-20"),
]


@pytest.mark.parametrize(("text", "first", "last", "printed"), PERIODS)
def test_periods(text: str, first: str, last: str, printed: str) -> None:
    period = Period.parse(text)
    begin, end = map(date.fromisoformat, (first, last))
    assert (period.in_year(2026), str(period), Period.parse(printed)) == ((begin, end), printed, period)
    around = [begin + timedelta(n) for n in range(-3, (end - begin).days + 4)]
    assert [day for day in around if period.contains(day)] == [day for day in around if begin <= day <= end]


NO_PERIODS = ["", "snart", "31 februari", "0 maj", "v. 54", "juli augusti", "2026-08-10–2026-06-20", "april och juli",
              "2026-02-30", "före 1 januari", "efter 31 december"]  # fmt: skip


@pytest.mark.parametrize("text", NO_PERIODS)
def test_no_periods(text: str) -> None:
    with locale.use("en"), pytest.raises(ValueError, match="is no part of a year; write it like juli–augusti"):
        Period.parse(text)


def test_week_53_and_29_february_in_years_without_them() -> None:
    assert Period.parse("v. 53").in_year(2026) == (date(2026, 12, 28), date(2027, 1, 3))
    assert Period.parse("v. 53").in_year(2027) == (date(2027, 12, 27), date(2028, 1, 2))
    assert Period.parse("29 februari").in_year(2027) == (date(2027, 2, 28), date(2027, 2, 28))


RHYTHMS = [  # text, the days of a quarter of 2026 that fit, as printed
    ("sista torsdagen i månaden", "01-29 02-26 03-26", "sista torsdagen i månaden"),
    ("tredje torsdagen", "01-15 02-19 03-19", "tredje torsdagen i månaden"),
    ("första och tredje tisdagen i varje månad", "01-06 01-20 02-03 02-17 03-03 03-17",
     "första och tredje tisdagen i månaden"),
    ("näst sista fredagen i månaden", "01-23 02-20 03-20", "näst sista fredagen i månaden"),
    ("4:e måndagen i månaden utom februari", "01-26 03-23", "fjärde måndagen i månaden utom februari"),
    ("andra onsdagen i mars och juni", "03-11", "andra onsdagen i månaden i mars och juni"),
    ("måndagar i februari", "02-02 02-09 02-16 02-23", "måndagar i februari"),
    ("tredje torsdagen i januari–december", "01-15 02-19 03-19", "tredje torsdagen i månaden"),
    ("tisdag eller torsdag i mars", "03-03 03-05 03-10 03-12 03-17 03-19 03-24 03-26 03-31",
     "tisdagar och torsdagar i mars"),
    ("måndag udda veckor", "01-12 01-26 02-09 02-23 03-09 03-23", "måndagar udda veckor"),
    ("onsdagar i jämna veckor", "01-07 01-21 02-04 02-18 03-04 03-18", "onsdagar jämna veckor"),
    ("måndag var 4:e vecka", "01-05 02-02 03-02 03-30", "måndagar var 4:e vecka"),
    ("varannan måndag", "01-05 01-19 02-02 02-16 03-02 03-16 03-30", "måndagar varannan vecka"),
    ("var tredje vecka, på fredag", "01-02 01-23 02-13 03-06 03-27", "fredagar var 3:e vecka"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days", "printed"), RHYTHMS)
def test_rhythms(text: str, days: str, printed: str) -> None:
    rhythm = Rhythm.parse(text)
    quarter = [date(2026, 1, 1) + timedelta(n) for n in range(90)]
    first = next(day for day in quarter if rhythm.fits(day))
    assert " ".join(f"{day:%m-%d}" for day in quarter if rhythm.fits(day, first)) == days
    assert (str(rhythm), Rhythm.parse(printed)) == (printed, rhythm)


NO_RHYTHMS = ["", "ibland", "femte", "sista i månaden", "juli", "måndagar utom smarch", "varannan", "var 4:e",
              "sista torsdagen varannan vecka", "vecka", "måndagar utom januari–december",
              "måndagar i mars utom mars"]  # fmt: skip


@pytest.mark.parametrize("text", NO_RHYTHMS)
def test_no_rhythms(text: str) -> None:
    with locale.use("en"), pytest.raises(ValueError, match=r"is no rhythm|is not a month"):
        Rhythm.parse(text)


def test_the_nearest_days_that_fit() -> None:
    near = Rhythm.parse("måndagar").near(date(2026, 6, 3), reach=7)
    assert [str(day) for day in near] == ["2026-06-01", "2026-06-08"]


some_rhythms = st.builds(
    Rhythm,
    st.sets(st.integers(0, 6), min_size=1, max_size=3).map(lambda s: tuple(sorted(s))),
    st.one_of(st.just(()), st.sampled_from([(1,), (2, 4), (-1,), (-2,), (3,)])),
    st.just(0),
    st.sampled_from([None, 0, 1]),
    st.one_of(st.just(()), st.sets(st.integers(1, 12), min_size=1, max_size=11).map(lambda s: tuple(sorted(s)))),
)


@given(some_rhythms, st.sampled_from([0, 2, 3, 8]))
def test_what_is_printed_reads_back(rhythm: Rhythm, weeks: int) -> None:
    if not rhythm.nths:
        rhythm = rhythm._replace(every_weeks=weeks)
    assert Rhythm.parse(str(rhythm)) == rhythm


bounds = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda d: (d.month, d.day))


@given(st.one_of(st.builds(Period, bounds, bounds), st.builds(Period, st.integers(1, 53), st.integers(1, 53))))
def test_periods_read_back(period: Period) -> None:
    assert Period.parse(str(period)) == period
