"""Counting of days: deadlines as bodies state them, working days, and the Swedish of offsets read and printed."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.days.counting import Due, IfFree, Offset, Unit, add_working_days, due
from calendar_tool.days.swedish import is_working_day
from calendar_tool.problem import InputError

DAY = timedelta(days=1)
END = time(23, 59)
FIRST, LAST = date(1990, 1, 1), date(2060, 12, 31)

STATED = [  # who, offset as told, anchor, the day
    ("KL 5:13, one week before", "minst en vecka före sammanträdesdagen", "2026-11-23", "2026-11-16"),
    ("KL 5:14, of a Monday", "senast vardagen närmast före sammanträdesdagen", "2026-11-23", "2026-11-20"),
    ("KL 5:14, after Easter", "vardagen närmast före", "2026-04-07", "2026-04-02"),
    ("KL 5:69, minutes adjusted", "14 dagar efter", "2026-11-23", "2026-12-07"),
    ("KL 8:12, announced", "2 dagar efter justering", "2026-12-07", "2026-12-09"),
    ("KL 13:5, appeal", "tre veckor efter anslag", "2026-12-09", "2026-12-30"),
    ("D1, Svalöv: kallelse", "En vecka före", "2021-01-27", "2021-01-20"),
    ("D1, Alingsås: kallelse", "5 dagar före", "2021-01-27", "2021-01-22"),
    ("D1, Forshaga: kallelse", "7 dagar före mötet", "2021-01-27", "2021-01-20"),
    ("D2, Ladok: date", "30 dagar före", "2026-03-31", "2026-03-01"),
    ("D2, Ladok: matters", "14 dagar före", "2026-03-31", "2026-03-17"),
    ("D2, Ladok: kallelse", "7 dagar före", "2026-03-31", "2026-03-24"),
    ("D3, SU: Wednesday", "2 dagar före kl 10", "2021-09-15", "2021-09-13"),
    ("D3, SU: Wednesday", "2 dagar före kl 10", "2021-04-21", "2021-04-19"),
    ("D3, SU: Wednesday", "2 dagar före kl 10", "2021-05-05", "2021-05-03"),
    ("D3, SU: a Thursday", "senast tisdag 10:00 samma vecka", "2021-09-16", "2021-09-14"),
    ("D3, SU: FC on a Friday", "tisdagen samma vecka kl 10.00", "2018-11-23", "2018-11-20"),
    ("D4, Tillväxtverket: Thursday", "onsdagen veckan före kl 17", "2026-11-26", "2026-11-18"),
    ("D4, Tillväxtverket: moved to Monday", "onsdag i veckan före kl 17", "2026-11-23", "2026-11-18"),
    ("D4, Tillväxtverket: moved to Friday", "17.00 onsdagen i veckan innan", "2026-11-27", "2026-11-18"),
    ("D5, Umeå as stated", "cirka nio arbetsdagar innan", "2018-06-07", "2018-05-24"),
    ("D5, Umeå as done", "13 dagar före", "2018-06-07", "2018-05-25"),
    ("D5, Umeå as done, counted", "8 arbetsdagar före", "2018-06-07", "2018-05-25"),
    ("D6, Dalarna: matters", "7 dagar före kl 24.00", "2018-10-08", "2018-10-01"),
    ("D6, Dalarna: attachments", "5 dagar före kl 12.00", "2018-10-08", "2018-10-03"),
    ("D7, Lötenkyrkan: matters", "senast måndagen två veckor innan", "2026-11-26", "2026-11-09"),
    ("D7, Lötenkyrkan: attachments", "senast måndagen en vecka före", "2026-11-26", "2026-11-16"),
    ("D8, SFS: own matter", "12 dagar före", "2026-11-26", "2026-11-14"),
    ("D8, SFS: kallelse", "2 veckor före", "2026-11-26", "2026-11-12"),
    ("D8, SFS: papers", "1 vecka före", "2026-11-26", "2026-11-19"),
    ("D9, Mariestad: interpellation", "måndagen två veckor före kl 8.00", "2026-11-30", "2026-11-16"),
    ("D9, Mariestad: after Easter", "måndagen två veckor före kl 8.00", "2026-04-20", "2026-04-06"),
    ("D9, Kalix: interpellation", "7 arbetsdagar före", "2026-04-13", "2026-03-31"),
    ("D9, Härryda: interpellation", "5 arbetsdagar före", "2026-01-12", "2026-01-02"),
    ("D9, Bollnäs: interpellation", "tio kalenderdagar före", "2026-01-12", "2026-01-02"),
    ("D10, Strängnäs: by distance", "3 dagar före", "2026-11-30", "2026-11-27"),
    ("D11, HB: proposals at the latest", "en vecka före", "2026-11-30", "2026-11-23"),
    ("D11, HB: proposals at the earliest", "två veckor före", "2026-11-30", "2026-11-16"),
]


@pytest.mark.parametrize(("who", "text", "anchor", "day"), STATED)
def test_deadlines_as_stated(who: str, text: str, anchor: str, day: str) -> None:
    assert Offset.parse(text).day(date.fromisoformat(anchor)).isoformat() == day, who


def test_nine_working_days_that_are_fourteen_days_long() -> None:
    meeting = date(2018, 6, 7)
    assert (meeting - add_working_days(meeting, -9)).days == 14
    between = [date(2018, 5, 25) + n * DAY for n in range(13)]
    assert sum(map(is_working_day, between)) == 8


SAID = [  # as written, as an offset, as printed
    ("9 arbetsdagar före", Offset(-9, Unit.WORKING_DAYS), "9 arbetsdagar före"),
    (
        "nio arbetsdagar innan kl 10",
        Offset(-9, Unit.WORKING_DAYS, None, time(10)),
        "9 arbetsdagar före kl 10.00",
    ),
    ("en arbetsdag före", Offset(-1, Unit.WORKING_DAYS), "1 arbetsdag före"),
    ("13 dagar före", Offset(-13), "13 dagar före"),
    ("7 kalenderdagar före", Offset(-7), "7 dagar före"),
    ("en dag före", Offset(-1), "1 dag före"),
    ("en vecka före", Offset(-1, Unit.WEEKS), "1 vecka före"),
    ("Två Veckor Efter", Offset(2, Unit.WEEKS), "2 veckor efter"),
    ("14 dagar efter", Offset(14), "14 dagar efter"),
    ("tolv dagar efter", Offset(12), "12 dagar efter"),
    ("onsdagen veckan före kl 17", Offset(-1, Unit.WEEKS, 2, time(17)), "onsdagen veckan före kl 17.00"),
    ("onsdag i veckan före kl 17", Offset(-1, Unit.WEEKS, 2, time(17)), "onsdagen veckan före kl 17.00"),
    ("måndagen två veckor innan", Offset(-2, Unit.WEEKS, 0), "måndagen 2 veckor före"),
    ("måndagen en vecka före", Offset(-1, Unit.WEEKS, 0), "måndagen veckan före"),
    ("tisdagen samma vecka kl 10.00", Offset(0, Unit.WEEKS, 1, time(10)), "tisdagen samma vecka kl 10.00"),
    ("tisdag i samma vecka", Offset(0, Unit.WEEKS, 1), "tisdagen samma vecka"),
    ("fredagen veckan efter", Offset(1, Unit.WEEKS, 4), "fredagen veckan efter"),
    ("söndagen 3 veckor efter", Offset(3, Unit.WEEKS, 6), "söndagen 3 veckor efter"),
    ("vardagen närmast före", Offset(-1, Unit.WORKING_DAYS), "1 arbetsdag före"),
    ("arbetsdagen närmast efter", Offset(1, Unit.WORKING_DAYS), "1 arbetsdag efter"),
    ("samma dag", Offset(0), "samma dag"),
    ("samma dag som mötet", Offset(0), "samma dag"),
    ("samma dag som justering", Offset(0, anchor="justering"), "samma dag som justering"),
    (
        "torsdagen samma vecka som utskick",
        Offset(0, Unit.WEEKS, 3, None, "utskick"),
        "torsdagen samma vecka som utskick",
    ),
    ("2 dagar före kl 24.00", Offset(-2, clock=END), "2 dagar före kl 24.00"),
    ("2 dagar före klockan 24", Offset(-2, clock=END), "2 dagar före kl 24.00"),
    ("2 dagar före kl. 0.00", Offset(-2, clock=time(0)), "2 dagar före kl 00.00"),
    ("kl 8.30 2 dagar före", Offset(-2, clock=time(8, 30)), "2 dagar före kl 08.30"),
    ("2 dagar efter justering", Offset(2, anchor="justering"), "2 dagar efter justering"),
    (
        "Senast  2 dagar   efter Sista inlämningsdag kl 12:00",
        Offset(2, clock=time(12), anchor="Sista inlämningsdag"),
        "2 dagar efter Sista inlämningsdag kl 12.00",
    ),
    ("minst 14 dagar före sammanträdet", Offset(-14), "14 dagar före"),
    ("onsdagen veckan före utskick", Offset(-1, Unit.WEEKS, 2, None, "utskick"), "onsdagen veckan före utskick"),
]


@pytest.mark.parametrize(("text", "offset", "printed"), SAID)
def test_offsets_are_read_and_printed(text: str, offset: Offset, printed: str) -> None:
    assert Offset.parse(text) == offset
    assert str(offset) == printed
    assert Offset.parse(printed) == offset
    assert Offset.parse(text.upper()) == offset._replace(anchor=offset.anchor.upper())


EXAMPLES = "9 arbetsdagar före kl 10, 7 dagar före, onsdagen veckan före kl 17, 14 dagar efter, samma dag"
NOT_SAID = [
    "",
    "   ",
    "snart",
    "9 arbetsdagar",
    "arbetsdagar före",
    "före",
    "9 dagor före",
    "tretton dagar före",
    "12345 dagar före",
    "3 månader före",
    "3 vardagar före",
    "-3 dagar före",
    "1,5 dagar före",
    "onsdagen",
    "onsdagen nästa vecka",
    "samma månad",
    "2 dagar föremötet",
    "2 dagar före kl 24.30",
    "2 dagar före kl 25",
    "2 dagar före kl 10.60",
    "2 dagar före kl 10 kl 12",
    "kl 10",
]


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_is_not_understood_is_told_with_examples(text: str) -> None:
    with locale.use("en"), pytest.raises(ValueError, match="tells no day") as error:
        Offset.parse(text)
    assert str(error.value) == f"“{text}” tells no day; write it like {EXAMPLES}"


@pytest.mark.parametrize("text", ["onsdagen före", "senast onsdag före mötet", "fredagen efter"])
def test_a_weekday_of_no_stated_week_is_not_guessed(text: str) -> None:
    with locale.use("en"), pytest.raises(ValueError, match="another") as error:
        Offset.parse(text)
    assert str(error.value) == (
        f"“{text}” may be in the week of the meeting or in another; "
        "write it like onsdagen samma vecka, onsdagen veckan före"
    )


CLOCKS = st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0))
ANCHORS = st.just("") | st.sampled_from(["justering", "anslag", "sista inlämningsdag", "KS presidium", "utskick 2"])
WEEKDAYS = st.integers(0, 6)
COUNTED = st.builds(Offset, st.integers(-9999, 9999), st.sampled_from(Unit), st.none(), CLOCKS, ANCHORS)
OF_A_WEEK = st.builds(Offset, st.integers(-9999, 9999), st.just(Unit.WEEKS), WEEKDAYS, CLOCKS, ANCHORS)
OFFSETS = COUNTED | OF_A_WEEK


@given(OFFSETS)
def test_what_is_printed_is_read_back(offset: Offset) -> None:
    assert Offset.parse(str(offset)) == offset


@given(st.text(st.sampled_from("0123456789 :.klsſenförevcdagtjumåndg\n"), max_size=40) | st.text())
def test_whatever_is_written_is_read_or_told(text: str) -> None:
    offset, said = None, ""
    try:
        offset = Offset.parse(text)
    except ValueError as error:
        said = str(error)
    assert Offset.parse(str(offset)) == offset if offset else text in said and len(said) > len(text) + 20


@pytest.mark.parametrize(
    "text", ["onſdagen veckan före", "ſex dagar före", "7 dagar fo\u0308re", "7 \u212aalenderdagar före"]
)
def test_letters_of_other_forms_are_the_same_letters(text: str) -> None:
    assert Offset.parse(text) in (Offset(-1, Unit.WEEKS, 2), Offset(-6), Offset(-7))


# ---- a day that is free

DUE = [  # offset, anchor, if free, day, moved from
    ("måndagen 2 veckor före kl 8", "2026-04-20", IfFree.BEFORE, "2026-04-02", "2026-04-06"),
    ("måndagen 2 veckor före kl 8", "2026-04-20", IfFree.AFTER, "2026-04-07", "2026-04-06"),
    ("måndagen 2 veckor före kl 8", "2026-04-20", IfFree.KEEP, "2026-04-06", None),
    ("måndagen 2 veckor före kl 8", "2026-04-27", IfFree.BEFORE, "2026-04-13", None),
    ("14 dagar efter", "2026-12-12", IfFree.AFTER, "2026-12-28", "2026-12-26"),
    ("7 dagar före", "2026-06-26", IfFree.BEFORE, "2026-06-18", "2026-06-19"),
    ("7 dagar före", "2026-05-22", IfFree.BEFORE, "2026-05-15", None),  # a klämdag is a working day
    ("7 dagar före", "2026-05-07", IfFree.BEFORE, "2026-04-30", None),  # and so is a half-day
    ("1 arbetsdag före", "2027-01-01", IfFree.KEEP, "2026-12-30", None),
    ("0 arbetsdagar före", "2026-05-14", IfFree.BEFORE, "2026-05-13", "2026-05-14"),
]


@pytest.mark.parametrize(("text", "anchor", "if_free", "day", "moved_from"), DUE)
def test_a_free_day_is_moved_as_asked(
    text: str, anchor: str, if_free: IfFree, day: str, moved_from: str | None
) -> None:
    offset = Offset.parse(text)
    moved = date.fromisoformat(moved_from) if moved_from else None
    assert due(offset, date.fromisoformat(anchor), if_free) == Due(date.fromisoformat(day), offset.clock, moved)


def test_the_words_of_a_rule_file() -> None:
    assert [i.value for i in IfFree] == ["föregående arbetsdag", "nästa arbetsdag", "samma dag"]
    assert [u.value for u in Unit] == ["dagar", "arbetsdagar", "veckor"]


# ---- what holds of all days

days = st.dates(date(1991, 6, 1), date(2059, 6, 1))
numbers = st.integers(-200, 200)


@given(days, numbers)
def test_there_and_back_from_a_working_day(day: date, n: int) -> None:
    assume(is_working_day(day))
    assert add_working_days(add_working_days(day, n), -n) == day


@given(days, numbers)
def test_as_many_working_days_lie_between(day: date, n: int) -> None:
    there = add_working_days(day, n)
    first, last = (day + DAY, there) if n > 0 else (there, day - DAY)
    between = [first + k * DAY for k in range((last - first).days + 1)]
    assert sum(map(is_working_day, between)) == abs(n)
    assert n == 0 or is_working_day(there)


@given(days, st.integers(0, 400), numbers)
def test_a_later_day_gives_no_earlier_one(day: date, later: int, n: int) -> None:
    assert add_working_days(day, n) <= add_working_days(day + later * DAY, n)


@given(days, numbers)
def test_one_more_is_a_later_day(day: date, n: int) -> None:
    assert add_working_days(day, n) < add_working_days(day, n + 1)


@given(days, st.integers(-60, 60))
def test_days_and_weeks_are_plain_sums(day: date, n: int) -> None:
    assert Offset(n).day(day) - day == n * DAY
    assert Offset(n, Unit.WEEKS).day(day) == Offset(7 * n).day(day)


@given(days, st.integers(-60, 60), WEEKDAYS)
def test_a_weekday_is_that_of_a_whole_week_away(day: date, n: int, weekday: int) -> None:
    found = Offset(n, Unit.WEEKS, weekday).day(day)
    assert found.weekday() == weekday
    assert found.isocalendar()[:2] == (day + 7 * n * DAY).isocalendar()[:2]


@given(days, st.integers(-60, 60), st.sampled_from(Unit), st.none() | WEEKDAYS)
def test_what_is_due_is_the_nearest_working_day_on_its_side(day: date, n: int, unit: Unit, weekday: int | None) -> None:
    offset = Offset(n, Unit.WEEKS if weekday is not None else unit, weekday, time(10))
    plain = offset.day(day)
    before, after, keep = (due(offset, day, if_free) for if_free in IfFree)
    assert keep == (plain, time(10), None)
    assert before.day <= plain <= after.day
    for moved in (before, after):
        assert is_working_day(moved.day)
        assert moved.moved_from == (None if is_working_day(plain) else plain)
    between = [before.day + k * DAY for k in range(1, (after.day - before.day).days)]
    assert not any(map(is_working_day, between))


OUTSIDE = [
    (Offset(-1), FIRST, 1989),
    (Offset(1), LAST, 2061),
    (Offset(-1, Unit.WORKING_DAYS), date(1990, 1, 2), 1989),
    (Offset(0), date(1989, 12, 31), 1989),
    (Offset(1), date(1989, 12, 31), 1989),
    (Offset(0, Unit.WORKING_DAYS), date(2061, 1, 3), 2061),
    (Offset(9999, Unit.WEEKS), date(2026, 1, 1), 2217),
    (Offset(0, Unit.WEEKS, 6), date(2060, 12, 30), 2061),
]


@pytest.mark.parametrize(("offset", "anchor", "year"), OUTSIDE)
def test_years_whose_days_are_not_known(offset: Offset, anchor: date, year: int) -> None:
    for ask in (lambda: offset.day(anchor), lambda: due(offset, anchor, IfFree.KEEP)):
        with locale.use("en"), pytest.raises(InputError) as error:
            ask()
        assert str(error.value) == f"{year}: the holidays are known for 1990–2060 only"


def test_the_first_and_the_last_working_day() -> None:
    assert add_working_days(FIRST, 1) == date(1990, 1, 2)
    assert add_working_days(LAST, -1) == date(2060, 12, 30)
    for ask in (
        lambda: due(Offset(0), FIRST, IfFree.BEFORE),
        lambda: add_working_days(FIRST - DAY, 0),
        lambda: add_working_days(FIRST - DAY, 1),
        lambda: add_working_days(LAST, 1),
    ):
        with pytest.raises(InputError):
            ask()
