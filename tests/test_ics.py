"""The feeds against the rules of FEEDS: a test of a rule is named after its number."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from feed_samples import (
    BODIES,
    DAY,
    MEETINGS,
    NOW,
    OPEN_END,
    SETTINGS,
    SUMMER,
    TIMED_DAYS,
    WINTER,
    lines,
    one,
    publish,
    unescape,
    vevents,
)

from calendar_tool import locale
from calendar_tool.model.meeting import Form, Kind, Meeting, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import InputError
from calendar_tool.publishing.ics import events, feeds, render, usual_lengths
from calendar_tool.publishing.settings import Cancelled
from calendar_tool.publishing.timezone import VTIMEZONE
from calendar_tool.store.ledger import Ledger

FEED = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//calendar-tool//calendar-tool//SV
METHOD:PUBLISH
X-WR-CALNAME:Vårdsamverkan Väst\\, Göteborg (VVG)
NAME:Vårdsamverkan Väst\\, Göteborg (VVG)
REFRESH-INTERVAL;VALUE=DURATION:PT6H
X-PUBLISHED-TTL:PT6H
{zone}BEGIN:VEVENT
UID:vvg-1@example.org
DTSTART;TZID=Europe/Stockholm:20210118T090000
DTEND;TZID=Europe/Stockholm:20210118T120000
SUMMARY:VVG
LOCATION:Teams
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
CATEGORIES:VVG
DESCRIPTION:Form: Teams\\nCondition: tills vidare\\nMinutes record the meeting.\
\\nSource: plan.txt line 316: 18 jan kl. 9-12\\nSource: minutes.txt line 4
DTSTAMP:20210104T120000Z
LAST-MODIFIED:20210104T120000Z
SEQUENCE:0
END:VEVENT
BEGIN:VEVENT
UID:vvg-2@example.org
DTSTART;TZID=Europe/Stockholm:20210614T130000
DTEND;TZID=Europe/Stockholm:20210614T160000
SUMMARY:VVG
LOCATION:Rum 1\\, plan 2\\; Hus A
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
CATEGORIES:VVG
DTSTAMP:20210104T120000Z
LAST-MODIFIED:20210104T120000Z
SEQUENCE:0
END:VEVENT
BEGIN:VEVENT
UID:vvg-3@example.org
DTSTART;TZID=Europe/Stockholm:20210906T090000
DTEND;TZID=Europe/Stockholm:20210906T120000
SUMMARY:VVG
LOCATION:Hybrid
STATUS:CONFIRMED
TRANSP:OPAQUE
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
CATEGORIES:VVG
DESCRIPTION:Form: Hybrid\\nThe end is not known: shown with the usual length of VVG\\, 3 hours.
DTSTAMP:20210104T120000Z
LAST-MODIFIED:20210104T120000Z
SEQUENCE:0
END:VEVENT
END:VCALENDAR
"""

# --- whole output


def test_whole_feed() -> None:
    zone = VTIMEZONE.decode().replace("\r\n", "\n")
    assert "\n".join(lines(publish()["vvg.ics"])) + "\n" == FEED.format(zone=zone)


def test_one_feed_a_body_and_one_of_all() -> None:
    data = publish()
    assert sorted(data) == ["all.ics", "rad.ics", "sro.ics", "vvg.ics"]
    assert "X-WR-CALNAME:Everything\\, all\\; of it" in lines(data["all.ics"])
    of_bodies = [vevents(data[name]) for name in ("vvg.ics", "sro.ics", "rad.ics")]
    assert vevents(data["all.ics"]) == of_bodies[0] | of_bodies[1] | of_bodies[2]


# --- time zone


def test_must_1_2_3_every_feed_has_the_one_zone() -> None:
    for data in publish().values():
        assert data.count(VTIMEZONE) == data.count(b"BEGIN:VTIMEZONE") == 1
        assert set(re.findall(rb"TZID[=:]([^:;\r]*)", data)) == {b"Europe/Stockholm"}
        assert b"RDATE" not in data


def test_must_7_28_29_times_have_the_zone_and_days_have_none() -> None:
    for event in vevents(publish()["all.ics"]).values():
        kinds = [key.split(";", 1)[1] for key in event if key.startswith(("DTSTART", "DTEND"))]
        assert kinds in (["TZID=Europe/Stockholm"] * 2, ["VALUE=DATE"] * 2)
        times = [value for key, value in event.items() if key.startswith(("DTSTART", "DTEND"))]
        assert times[0] < times[1]


@pytest.mark.parametrize("day", [date(2021, 3, 28), date(2021, 10, 31)])
def test_hours_in_the_change_are_written_as_they_are(day: date) -> None:
    event = one(publish(Meeting("VVG", day, time(2, 30), time(3, 30), id="vvg-1")))
    assert event["DTSTART;TZID=Europe/Stockholm"] == f"{day:%Y%m%d}T023000"


# --- identity and change


def test_must_11_13_20_a_moved_meeting_keeps_uid_and_raises_sequence() -> None:
    ledger = Ledger()
    before = publish(ledger=ledger)
    moved = replace(WINTER, date=date(2021, 1, 25))
    after = publish(moved, *MEETINGS[1:], ledger=ledger, now=NOW + DAY)
    event = one(after)
    assert event["DTSTART;TZID=Europe/Stockholm"] == "20210125T090000"
    assert (one(before)["SEQUENCE"], event["SEQUENCE"]) == ("0", "1")
    assert event["LAST-MODIFIED"] == event["DTSTAMP"] == "20210105T120000Z"
    assert vevents(after["all.ics"]) == vevents(before["all.ics"]) | {event["UID"]: event}


@pytest.mark.parametrize(
    "change",
    [
        {"start": time(8)}, {"end": time(11)}, {"end": None}, {"form": Form.HYBRID}, {"location": "Rum 2"},
        {"status": Status.TENTATIVE}, {"kind": Kind.SCHEDULED}, {"conditions": ()},
        {"sources": WINTER.sources[:1]},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_must_13_any_visible_change_raises_both(change: dict[str, Any]) -> None:
    ledger = Ledger()
    publish(ledger=ledger)
    changed: Meeting = replace(WINTER, **change)
    event = one(publish(changed, *MEETINGS[1:], ledger=ledger, now=NOW + DAY))
    assert (event["SEQUENCE"], event["LAST-MODIFIED"]) == ("1", "20210105T120000Z")


def test_must_16_nothing_changed_gives_the_same_bytes(tmp_path: Path) -> None:
    ledger, path = Ledger(), tmp_path / "published.toml"
    first = publish(ledger=ledger)
    path.write_text(ledger.text(), "utf-8")
    again = Ledger.load(path)
    assert publish(*reversed(MEETINGS), ledger=again, now=NOW + 300 * DAY) == first
    assert again.text() == ledger.text()


def test_must_16_order_is_dtstart_then_uid() -> None:
    day = date(2021, 5, 3)
    same = [Meeting(body, day, time(9), id=i) for body, i in (("VVG", "b"), ("SRO", "c"), ("VVG", "a"))]
    uids = list(vevents(publish(*same, Meeting("VVG", day, id="vvg-9"), WINTER)["all.ics"]))
    assert uids == [f"{i}@example.org" for i in ("vvg-1", "vvg-9", "a", "b", "c")]


def test_must_12_two_meetings_with_one_id_are_refused() -> None:
    with pytest.raises(InputError):
        publish(WINTER, replace(SUMMER, id=WINTER.id))


def test_a_meeting_without_id_is_refused() -> None:
    with pytest.raises(ValueError, match="id"):
        publish(replace(WINTER, id=""))


def test_two_feeds_with_one_address_are_refused() -> None:
    with pytest.raises(InputError):
        publish(*(Meeting(name, date(2021, 1, 1), id=name) for name in ("Nämnd A", "Nämnd-A")))


def test_no_body_takes_the_place_of_the_feed_of_all() -> None:
    """Regression: a body called All could not be published at all."""
    assert sorted(publish(Meeting("All", date(2021, 1, 1), id="all-1"))) == ["all-body.ics", "all.ics"]


# --- cancelled and removed


def test_must_18_19_a_cancelled_meeting_stays_with_prefix_and_raised_stamp() -> None:
    ledger = Ledger()
    publish(ledger=ledger)
    cancelled = replace(WINTER, status=Status.CANCELLED)
    event = one(publish(cancelled, *MEETINGS[1:], ledger=ledger, now=NOW + DAY))
    shown = [event[key] for key in ("SUMMARY", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "SEQUENCE")]
    assert shown == ["CANCELLED: VVG", "CANCELLED", "TRANSPARENT", "FREE", "1"]
    assert event["LAST-MODIFIED"] == "20210105T120000Z"


def test_must_18_plain_leaves_the_status_out() -> None:
    event = one(publish(settings=replace(SETTINGS, cancelled=Cancelled.PLAIN)), "sro-2@example.org")
    assert "STATUS" not in event
    assert (event["SUMMARY"], event["TRANSP"]) == ("CANCELLED: SRO", "TRANSPARENT")


def test_must_18_the_prefix_is_in_the_language_of_the_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Swedish:
        def gettext(self, text: str) -> str:
            return text.replace("CANCELLED: ", "INSTÄLLT: ")

        def ngettext(self, one: str, many: str, n: int) -> str:
            return one if n == 1 else many

    english = locale._catalogue("en")
    monkeypatch.setattr(locale, "_catalogue", lambda lang: Swedish() if lang == "sv" else english)
    for feed, expected in (("sv", "INSTÄLLT: SRO"), ("en", "CANCELLED: SRO")):
        for ambient in locale.LANGUAGES:
            with locale.use(ambient):
                event = one(publish(settings=replace(SETTINGS, language=feed)), "sro-2@example.org")
            assert event["SUMMARY"] == expected


def test_must_21_never_a_feed_without_events() -> None:
    assert feeds(Schedule((), BODIES), SETTINGS, Ledger(), NOW) == {}
    assert "idle.ics" not in publish()
    with pytest.raises(ValueError, match="event"):
        render((), "Empty", {})


def test_removed_and_returned() -> None:
    ledger = Ledger()
    publish(ledger=ledger)
    assert "vvg-1@example.org" not in vevents(publish(*MEETINGS[1:], ledger=ledger, now=NOW + DAY)["all.ics"])
    assert "vvg-1" in ledger.ids()
    event = one(publish(ledger=ledger, now=NOW + 2 * DAY))
    assert (event["SEQUENCE"], event["LAST-MODIFIED"]) == ("1", "20210106T120000Z")


# --- calendar


def test_must_22_23_25_one_calendar_that_is_no_invitation() -> None:
    for data in publish().values():
        head = lines(data)[:8]
        assert [line.split(":")[0] for line in head] == [
            "BEGIN", "VERSION", "PRODID", "METHOD", "X-WR-CALNAME", "NAME", "REFRESH-INTERVAL;VALUE=DURATION",
            "X-PUBLISHED-TTL",
        ]  # fmt: skip
        assert data.count(b"VCALENDAR\r\n") == 2
        assert data.endswith(b"END:VEVENT\r\nEND:VCALENDAR\r\n")


def test_must_22_37_38_what_a_feed_never_holds() -> None:
    names = {line.split(":")[0].split(";")[0] for data in publish().values() for line in lines(data)}
    in_zone = {line.split(":")[0] for line in VTIMEZONE.decode().split("\r\n")}
    for data in publish().values():
        assert not re.search(rb"^RRULE", data.replace(VTIMEZONE, b""), re.MULTILINE)
    assert names - in_zone - {"BEGIN", "END"} == {
        "VERSION", "PRODID", "METHOD", "X-WR-CALNAME", "NAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "UID",
        "DTEND", "SUMMARY", "LOCATION", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "CATEGORIES",
        "DESCRIPTION", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE",
    }  # fmt: skip


def test_must_25_a_long_name_is_cut_at_255_characters() -> None:
    data = publish(settings=replace(SETTINGS, name="å," * 200))["all.ics"]
    names = [line.split(":", 1)[1] for line in lines(data) if line.startswith(("X-WR-CALNAME", "NAME"))]
    assert [unescape(name) for name in names] == [("å," * 200)[:255]] * 2


# --- events


BUSY = [  # uid, STATUS, TRANSP, busy status; and with busy = false
    ("vvg-1", "CONFIRMED", "OPAQUE", "BUSY"),
    ("sro-1", "TENTATIVE", "OPAQUE", "TENTATIVE"),
    ("sro-2", "CANCELLED", "TRANSPARENT", "FREE"),
    ("rad-1", "CONFIRMED", "TRANSPARENT", "FREE"),
    ("rad-3", "CONFIRMED", "OPAQUE", "BUSY"),
]


@pytest.mark.parametrize(("id", "status", "transp", "busy"), BUSY)
def test_must_32_should_31_status_and_busy(id: str, status: str, transp: str, busy: str) -> None:
    keys = ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS")
    event = one(publish(), f"{id}@example.org")
    assert [event[key] for key in keys] == [status, transp, busy]
    free = one(publish(settings=replace(SETTINGS, busy=False)), f"{id}@example.org")
    assert [free[key] for key in keys] == [status, "TRANSPARENT", "FREE"]


LENGTHS = [  # minutes of the other meetings, minutes of the one without end
    ([], 60),
    ([90], 90),
    ([180, 90, 180], 180),
    ([180, 90], 90),
    ([240, 60, 240, 60, 30], 60),
]


@pytest.mark.parametrize(("others", "expected"), LENGTHS)
def test_must_28_an_unknown_end_is_the_usual_length_and_says_so(others: list[int], expected: int) -> None:
    start = datetime.combine(date(2021, 5, 1), time(9))
    meetings = [
        Meeting("VVG", date(2021, 5, 1 + i), time(9), (start + timedelta(minutes=m)).time(), id=f"o{i}")
        for i, m in enumerate(others)
    ]
    event = one(publish(OPEN_END, replace(SUMMER, body="SRO"), *meetings), "vvg-3@example.org")
    end = datetime.combine(date(2021, 9, 6), time(9)) + timedelta(minutes=expected)
    assert event["DTEND;TZID=Europe/Stockholm"] == f"{end:%Y%m%dT%H%M%S}"
    length = {60: "1 hour", 90: "90 minutes", 180: "3 hours"}[expected]
    said = f"shown with the usual length of VVG, {length}." if others else "one hour is shown."
    assert f"The end is not known: {said}" in unescape(event["DESCRIPTION"])


def test_the_length_of_several_days_is_no_usual_length() -> None:
    assert usual_lengths(Schedule([TIMED_DAYS, WINTER])) == {"VVG": timedelta(hours=3)}


def test_several_days_with_an_open_end_end_on_the_last_day() -> None:
    event = one(publish(replace(TIMED_DAYS, end=None)), "rad-3@example.org")
    assert event["DTEND;TZID=Europe/Stockholm"] == "20211110T140000"


PLACES = [
    (Form.TEAMS, "Teams"),
    (Form.DIGITAL, "Digital"),
    (Form.PHYSICAL, "In person"),
    (Form.HYBRID, "Hybrid"),
]


@pytest.mark.parametrize(("form", "expected"), PLACES)
def test_should_33_the_place_is_the_form_when_none_is_named(form: Form, expected: str) -> None:
    event = one(publish(replace(WINTER, form=form)))
    assert event["LOCATION"] == expected
    assert event["DESCRIPTION"].startswith(f"Form: {expected}\\n")
    assert one(publish(replace(WINTER, form=form, location="Rum 1")))["LOCATION"] == "Rum 1"
    assert "LOCATION" not in one(publish(replace(WINTER, form=None)))


def test_a_day_without_hours_says_so() -> None:
    assert one(publish(), "rad-2@example.org")["DESCRIPTION"] == "The hours are not known."


# --- bytes


def test_must_42_43_44_crlf_folding_and_no_bom() -> None:
    for data in publish(replace(WINTER, location="å😀" * 100)).values():
        assert data.startswith(b"BEGIN:VCALENDAR\r\n")
        assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
        assert "LOCATION:" + "å😀" * 100 in lines(data)


def test_a_lone_surrogate_is_dropped() -> None:
    assert one(publish(replace(WINTER, location="Rum \ud800 1")))["LOCATION"] == "Rum 1"


def test_events_are_by_id() -> None:
    assert list(events(Schedule([SUMMER, WINTER]), SETTINGS, Ledger(), NOW)) == ["vvg-1", "vvg-2"]
