"""Busy times whatever the calendar: the same time told in three ways, repeats against a count by hand, any damage."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from calendar_tool.model.meeting import Meeting
from calendar_tool.problem import InputError
from calendar_tool.reading.busy import Busy, read_busy

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FIRST, LAST = date(2025, 1, 1), date(2029, 12, 31)
MINUTES = st.integers(0, 5 * 365 * 24 * 60 - 1)
CHANGES = [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
MOMENTS = st.one_of(
    MINUTES.map(lambda n: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=n)),
    st.tuples(st.sampled_from(CHANGES), st.integers(-600, 600)).map(lambda c: c[0] + timedelta(minutes=c[1])),
)
LENGTHS = st.integers(1, 3 * 24 * 60).map(lambda n: timedelta(minutes=n))


def times(*lines: str) -> tuple[Meeting, ...]:
    text = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])
    found = read_busy(text, "feed.ics", FIRST, LAST)
    assert not found.problems
    return found.times


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def wall(moment: datetime) -> str:
    return f"{moment.astimezone(STOCKHOLM):%Y%m%dT%H%M%S}"


def is_told_by_the_wall(moment: datetime) -> bool:
    """Whether a Swedish clock shows that time once only."""
    here = moment.astimezone(STOCKHOLM)
    return here.replace(fold=1 - here.fold).astimezone(UTC) == moment or here.utcoffset() == (
        here.replace(fold=1 - here.fold).utcoffset()
    )


@given(MOMENTS, LENGTHS)
def test_utc_zone_and_floating_are_the_same(begin: datetime, length: timedelta) -> None:
    end = begin + length
    in_utc = times(f"DTSTART:{utc(begin)}", f"DTEND:{utc(end)}")
    assert in_utc == times(f"DTSTART:{utc(begin)}", f"DURATION:PT{length // timedelta(minutes=1)}M")
    if not is_told_by_the_wall(begin) or not is_told_by_the_wall(end):
        return
    zone = "TZID=Europe/Stockholm"
    assert in_utc == times(f"DTSTART;{zone}:{wall(begin)}", f"DTEND;{zone}:{wall(end)}")
    assert in_utc == times(f"DTSTART:{wall(begin)}", f"DTEND:{wall(end)}")
    assert in_utc == times(f"DTSTART;{zone}:{wall(begin)}", f"DTEND:{utc(end)}")
    if length < timedelta(days=1):  # from there on a duration has days, which are the calendar's
        assert in_utc == times(f"DTSTART;{zone}:{wall(begin)}", f"DURATION:PT{length // timedelta(minutes=1)}M")


@given(MOMENTS, LENGTHS)
def test_what_is_read_covers_the_time(begin: datetime, length: timedelta) -> None:
    """Each minute of it, but for the last one before midnight, and no day before or after."""
    (meeting,) = times(f"DTSTART:{utc(begin)}", f"DTEND:{utc(begin + length)}")
    interval = meeting.interval()
    assert interval is not None
    for moment in (begin, begin + length / 2, begin + length):
        here = min(max(moment, datetime(2025, 1, 1, tzinfo=STOCKHOLM)), datetime(2030, 1, 1, tzinfo=STOCKHOLM))
        shown = here.astimezone(STOCKHOLM).replace(tzinfo=None)
        assert interval[0] <= shown <= interval[1] + timedelta(minutes=1)
    assert interval[0] < interval[1]


@given(st.dates(date(2015, 1, 1), date(2029, 12, 31)), st.integers(1, 9), st.integers(1, 400), st.integers(0, 23))
def test_a_weekly_meeting_is_where_counting_puts_it(first: date, weeks: int, count: int, hour: int) -> None:
    found = times(
        f"DTSTART:{first:%Y%m%d}T{hour:02}1500",
        "DURATION:PT20M",
        f"RRULE:FREQ=WEEKLY;INTERVAL={weeks};COUNT={count}",
    )
    days = [first + timedelta(weeks=weeks * n) for n in range(count)]
    changes = {day for day in days if day.month == 3 and day.weekday() == 6 and day.day > 24 and hour == 2}
    assert [m.date for m in found] == [day for day in days if FIRST <= day <= LAST]
    assert {m.start.hour for m in found if m.start and m.date not in changes} <= {hour}


SAMPLE = (
    "BEGIN:VCALENDAR\r\nX-WR-CALNAME:KS\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/Stockholm:20260316T080000\r\n"
    "DTEND;TZID=Europe/Stockholm:20260316T090000\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU;COUNT=12\r\n"
    "EXDATE;TZID=Europe/Stockholm:20260317T080000\r\nEND:VEVENT\r\nBEGIN:VFREEBUSY\r\n"
    "FREEBUSY:20260102T100000Z/PT1H\r\nEND:VFREEBUSY\r\nBEGIN:VEVENT\r\nUID:a\r\n"
    "RECURRENCE-ID;TZID=Europe/Stockholm:20260323T080000\r\nDTSTART:20260323T090000Z\r\nDURATION:P1D\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)
DAMAGE = st.lists(
    st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 12), st.text("0129TZ:;=,/\"\r\n P-+\x00aå", max_size=6)),
    max_size=4,
)  # fmt: skip


def read_or_refuse(text: str) -> Busy | str:
    try:
        return read_busy(text, "feed.ics", FIRST, LAST)
    except InputError as error:
        return str(error)


@given(DAMAGE)
def test_damage_ends_in_times_or_in_a_word_of_it(damage: list[tuple[int, int, str]]) -> None:
    text = SAMPLE
    for at, gone, put in damage:
        text = text[:at] + put + text[at + gone :]
    found = read_or_refuse(text)
    if isinstance(found, str):
        assert found.startswith("feed.ics")
        return
    for meeting in found.times:
        assert FIRST <= meeting.date <= meeting.last_date <= LAST
    assert all(problem.place and problem.place.line for problem in found.problems)
    if not damage:
        assert len(found.times) == 12
