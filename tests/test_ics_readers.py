"""The feeds as independent readers see them: times in winter and summer, and any text at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
import recurring_ical_events
import vobject
from feed_samples import WINTER, publish, unescape, vevents
from hypothesis import example, given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from calendar_tool.model.meeting import Meeting

# summary, begin, end as every reader must see them: UTC for a time, a date for a whole day
Seen = dict[str, tuple[str, datetime | date, datetime | date]]


def at(month: int, day: int, hour: int) -> datetime:
    return datetime(2021, month, day, hour, tzinfo=UTC)


SEEN: Seen = {
    "vvg-1@example.org": ("VVG", at(1, 18, 8), at(1, 18, 11)),
    "vvg-2@example.org": ("VVG", at(6, 14, 11), at(6, 14, 14)),
    "vvg-3@example.org": ("VVG", at(9, 6, 7), at(9, 6, 10)),
    "sro-1@example.org": ("SRO (tentative)", at(2, 1, 8), at(2, 1, 9)),
    "sro-2@example.org": ("CANCELLED: SRO", at(3, 1, 8), at(3, 1, 9)),
    "rad-1@example.org": ("Råd", date(2021, 10, 7), date(2021, 10, 8)),
    "rad-2@example.org": ("Råd", date(2021, 10, 30), date(2021, 11, 2)),
    "rad-3@example.org": ("Råd", at(11, 9, 12), at(11, 10, 11)),
}


def utc(value: datetime | date) -> datetime | date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def seen_by_icalendar(data: bytes) -> Seen:
    return {
        str(e["UID"]): (str(e["SUMMARY"]), utc(e["DTSTART"].dt), utc(e["DTEND"].dt))
        for e in Calendar.from_ical(data).walk("VEVENT")
    }


def seen_by_recurring_ical_events(data: bytes) -> Seen:
    occurrences = recurring_ical_events.of(Calendar.from_ical(data)).between(2020, 2022)
    return {str(e["UID"]): (str(e["SUMMARY"]), utc(e["DTSTART"].dt), utc(e["DTEND"].dt)) for e in occurrences}


def seen_by_vobject(data: bytes) -> Seen:
    found = vobject.readOne(data.decode()).vevent_list
    return {e.uid.value: (e.summary.value, utc(e.dtstart.value), utc(e.dtend.value)) for e in found}


def seen_by_home_assistant(data: bytes) -> Seen:
    calendar = IcsCalendarStream.calendar_from_ics(data.decode())
    return {str(e.uid): (e.summary or "", utc(e.dtstart), utc(e.end)) for e in calendar.events}


READERS = [seen_by_icalendar, seen_by_recurring_ical_events, seen_by_vobject, seen_by_home_assistant]


@pytest.mark.parametrize("reader", READERS)
def test_must_1_28_29_independent_readers_agree(reader: Callable[[bytes], Seen]) -> None:
    assert reader(publish()["all.ics"]) == SEEN


@pytest.mark.parametrize("reader", READERS)
def test_must_45_independent_readers_read_escaped_text(reader: Callable[[bytes], Seen]) -> None:
    body = "Råd, nämnd; och \\ mer 😀 " + "å" * 80
    data = publish(replace(WINTER, body=body))["all.ics"]
    assert reader(data)["vvg-1@example.org"][0] == body


SPECIAL = ',;:\\\n\r\t\x00\x0b\x7f\x85\u2028nN"^=å😀\u0301 e'
NASTY = st.text(st.sampled_from(SPECIAL) | st.characters(exclude_categories=["Cs"]))


def spoken(text: str) -> str:
    """What of a text a feed can say: line breaks as newlines, tabs as spaces, no control characters."""
    text = re.sub("\r\n|[\r\v\f\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", "", text)


@given(NASTY.filter(lambda text: spoken(text).strip()), NASTY, NASTY)
@example("a" + SPECIAL, SPECIAL, SPECIAL)
def test_must_43_45_any_text_reads_back(body: str, condition: str, location: str) -> None:
    day, conditions = date(2021, 1, 18), (condition,)
    meeting = Meeting(body, day, time(9), time(12), location=location, conditions=conditions, id="a")
    (data, _all) = publish(meeting).values()
    event = vevents(data)["a@example.org"]
    line, place = " ".join(spoken(body).split()), " ".join(spoken(location).split())
    description = f"Condition: {spoken(condition)}"
    assert unescape(event["SUMMARY"]) == unescape(event["CATEGORIES"]) == line
    assert unescape(event["DESCRIPTION"]) == description
    assert unescape(event.get("LOCATION", "")) == place
    read = Calendar.from_ical(data).events[0]
    assert (read["SUMMARY"], read["DESCRIPTION"]) == (line, description)
    assert seen_by_home_assistant(data)["a@example.org"][0] == line
