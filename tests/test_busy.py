"""When somebody else's calendar is busy: each kind of entry, each time zone, each way to be broken."""

from __future__ import annotations

from datetime import date

import pytest

from calendar_tool import locale
from calendar_tool.model.meeting import Meeting
from calendar_tool.problem import InputError
from calendar_tool.reading import busy as busy_module
from calendar_tool.reading.busy import Busy, read_busy

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
ZONE = """\
BEGIN:VTIMEZONE
TZID:Anywhere
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T030000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(*components: str, head: str = "") -> str:
    """A calendar of components, each of which is a VEVENT unless it says otherwise."""
    parts = [c if c.startswith("BEGIN:") else f"BEGIN:VEVENT\n{c}\nEND:VEVENT\n" for c in components]
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{''.join(parts)}END:VCALENDAR\n".replace("\n", "\r\n")


def read(text: str | bytes) -> Busy:
    with locale.use("en"):
        return read_busy(text, "feed.ics", FIRST, LAST, "KS")


def shown(meetings: tuple[Meeting, ...]) -> list[str]:
    """The times in a line each, as they are kept."""
    lines = []
    for m in meetings:
        assert (m.body, m.form, m.location, m.conditions, m.sources, m.id) == ("KS", None, None, (), (), "")
        assert m.start is not None
        end = f"-{m.end_date or ''}{'T' if m.end_date else ''}{m.end:%H:%M}" if m.end else ""
        lines.append(f"{m.date}T{m.start:%H:%M}{end}{' tentative' if m.status == 'tentative' else ''}")
    return lines


TIMES = [
    ("UTC in winter", "DTSTART:20260301T080000Z\nDTEND:20260301T093000Z", ["2026-03-01T09:00-10:30"]),
    ("UTC in summer", "DTSTART:20260401T080000Z\nDTEND:20260401T093000Z", ["2026-04-01T10:00-11:30"]),
    ("floating", "DTSTART:20260401T080000\nDTEND:20260401T093000", ["2026-04-01T08:00-09:30"]),
    ("TZID", "DTSTART;TZID=Europe/Helsinki:20260401T080000\nDURATION:PT45M", ["2026-04-01T07:00-07:45"]),
    (
        "Windows",
        "DTSTART;TZID=W. Europe Standard Time:20260401T080000\nDTEND;TZID=W. Europe Standard Time:20260401T090000",
        ["2026-04-01T08:00-09:00"],
    ),
    ("Windows, quoted", 'DTSTART;TZID="FLE Standard Time":20260401T080000\nDURATION:PT1H', ["2026-04-01T07:00-08:00"]),
    ("defined", "DTSTART;TZID=Anywhere:20260401T080000\nDURATION:PT1H", ["2026-04-01T07:00-08:00"]),
    ("prefixed", "DTSTART;TZID=/x.org/Europe/Helsinki:20260401T080000\nDURATION:PT1H", ["2026-04-01T07:00-08:00"]),
    ("one day", "DTSTART;VALUE=DATE:20260401\nDTEND;VALUE=DATE:20260402", ["2026-04-01T00:00-23:59"]),
    ("a day without an end", "DTSTART;VALUE=DATE:20260401", ["2026-04-01T00:00-23:59"]),
    ("a day that ends on itself", "DTSTART;VALUE=DATE:20260401\nDTEND;VALUE=DATE:20260401", ["2026-04-01T00:00-23:59"]),
    ("VALUE=DATE forgotten", "DTSTART:20260401\nDTEND:20260403", ["2026-04-01T00:00-2026-04-02T23:59"]),
    ("days by duration", "DTSTART;VALUE=DATE:20260401\nDURATION:P3D", ["2026-04-01T00:00-2026-04-03T23:59"]),
    ("over midnight", "DTSTART:20260401T220000\nDTEND:20260402T013000", ["2026-04-01T22:00-2026-04-02T01:30"]),
    ("until midnight", "DTSTART:20260401T220000\nDTEND:20260402T000000", ["2026-04-01T22:00-23:59"]),
    ("the last minute", "DTSTART:20260401T235900\nDTEND:20260402T000000", ["2026-04-01T23:59-2026-04-02T00:00"]),
    ("no end", "DTSTART:20260401T220000", ["2026-04-01T22:00"]),
    ("seconds", "DTSTART:20260401T080030\nDTEND:20260401T090001", ["2026-04-01T08:00-09:01"]),
    ("a skipped hour", "DTSTART:20260329T023000\nDURATION:PT1H", ["2026-03-29T03:30-04:30"]),
    ("an hour that comes twice", "DTSTART:20261025T003000Z\nDTEND:20261025T013000Z", ["2026-10-25T02:00-03:00"]),
    ("hours by the clock", "DTSTART:20261024T230000\nDURATION:PT6H", ["2026-10-24T23:00-2026-10-25T04:00"]),
    ("days by the calendar", "DTSTART:20261024T230000\nDURATION:P1D", ["2026-10-24T23:00-2026-10-25T23:00"]),
    ("into the first day", "DTSTART:20251231T220000\nDTEND:20260101T020000", ["2026-01-01T00:00-02:00"]),
    ("beyond the last day", "DTSTART:20261231T220000\nDTEND:20270101T020000", ["2026-12-31T22:00-23:59"]),
    ("years", "DTSTART;VALUE=DATE:00010101\nDTEND;VALUE=DATE:99990101", ["2026-01-01T00:00-2026-12-31T23:59"]),
    ("an alarm", "UID:a\nBEGIN:VALARM\nDURATION:PT9H\nEND:VALARM\nDTSTART:20260401T080000", ["2026-04-01T08:00"]),
    ("folded", "DTSTART;TZID=Europe\n /Helsinki:202604\n\t01T080000\nDURATION:PT1H", ["2026-04-01T07:00-08:00"]),
    ("small letters", "dtstart;tzid=Europe/Helsinki:20260401T080000\nduration:PT1H", ["2026-04-01T07:00-08:00"]),
]  # fmt: skip


@pytest.mark.parametrize(("event", "expected"), [c[1:] for c in TIMES], ids=[c[0] for c in TIMES])
def test_one_entry(event: str, expected: list[str]) -> None:
    found = read(calendar(ZONE, event))
    assert (shown(found.times), found.problems, found.left_out) == (expected, (), {})


AT_EIGHT = "UID:a\nDTSTART;TZID=Europe/Stockholm:20260316T080000\nDTEND;TZID=Europe/Stockholm:20260316T090000\n"
CHANGE = "UID:a\nRECURRENCE-ID;TZID=Europe/Stockholm:20260330T080000\n"
REPEATED = [
    ("over the change of the clocks", [AT_EIGHT + "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3"], ["03-16", "03-30", "04-13"]),
    ("in UTC", ["DTSTART:20260316T070000Z\nDTEND:20260316T080000Z\nRRULE:FREQ=WEEKLY;UNTIL=20260323T070000Z"],
     ["03-16", "03-23"]),
    ("EXDATE", [AT_EIGHT + "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Europe/Stockholm:20260323T080000"],
     ["03-16", "03-30"]),
    ("RDATE", [AT_EIGHT + "RDATE;TZID=Europe/Stockholm:20260401T080000,20260402T080000"], ["03-16", "04-01", "04-02"]),
    ("moved", [AT_EIGHT + "RRULE:FREQ=WEEKLY;COUNT=3", CHANGE + "DTSTART:20260331T080000\nDTEND:20260331T090000"],
     ["03-16", "03-23", "03-31"]),
    ("moved, told before", [CHANGE + "DTSTART:20260331T080000\nDTEND:20260331T090000",
                            AT_EIGHT + "RRULE:FREQ=WEEKLY;COUNT=3"], ["03-16", "03-23", "03-31"]),
    ("moved, with a rule of its own",
     [AT_EIGHT + "RRULE:FREQ=WEEKLY;COUNT=2",
      CHANGE.replace("0330", "0323") + "DTSTART:20260331T080000\nDTEND:20260331T090000\nRRULE:FREQ=HOURLY"],
     ["03-16", "03-31"]),
    ("cancelled once", [AT_EIGHT + "RRULE:FREQ=WEEKLY;COUNT=3",
                        CHANGE + "DTSTART:20260330T080000\nDTEND:20260330T090000\nSTATUS:CANCELLED"],
     ["03-16", "03-23"]),
    ("free but for once", [AT_EIGHT + "RRULE:FREQ=WEEKLY;COUNT=3\nTRANSP:TRANSPARENT",
                           CHANGE + "DTSTART:20260330T080000\nDTEND:20260330T090000"], ["03-30"]),
    ("a change alone", [CHANGE + "DTSTART:20260330T080000\nDTEND:20260330T090000"], ["03-30"]),
    ("one UID twice", [AT_EIGHT, AT_EIGHT.replace("0316", "0317")], ["03-16", "03-17"]),
    ("the same twice", [AT_EIGHT, AT_EIGHT.replace("UID:a", "UID:b")], ["03-16"]),
    ("without UIDs", [AT_EIGHT[6:], AT_EIGHT[6:].replace("0316", "0317")], ["03-16", "03-17"]),
]  # fmt: skip


@pytest.mark.parametrize(("events", "days"), [c[1:] for c in REPEATED], ids=[c[0] for c in REPEATED])
def test_repeated_entries(events: list[str], days: list[str]) -> None:
    assert shown(read(calendar(*events)).times) == [f"2026-{day}T08:00-09:00" for day in days]


def test_what_repeats_for_ever_ends_with_the_window() -> None:
    found = read(calendar(AT_EIGHT.replace("2026", "1999") + "RRULE:FREQ=WEEKLY"))
    assert len(found.times) == 52
    assert shown(found.times)[0] == "2026-01-06T08:00-09:00"
    assert shown(found.times)[-1] == "2026-12-29T08:00-09:00"


HOUR = "DTSTART:20260401T080000\nDTEND:20260401T090000\n"
STATES = [
    ("opaque", "TRANSP:OPAQUE", "confirmed", {}),
    ("transparent", "TRANSP:TRANSPARENT", None, {"free": 1}),
    ("free", "X-MICROSOFT-CDO-BUSYSTATUS:FREE", None, {"free": 1}),
    ("working elsewhere", "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", None, {"free": 1}),
    ("out of office", "X-MICROSOFT-CDO-BUSYSTATUS:OOF", "confirmed", {}),
    ("busy", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "confirmed", {}),
    ("tentative in Outlook", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", "tentative", {}),
    ("tentative", "STATUS:TENTATIVE", "tentative", {}),
    ("cancelled", "STATUS:CANCELLED", None, {"cancelled": 1}),
    ("misspelt", "STATUS:Canceled", None, {"cancelled": 1}),
    ("no length", "DTEND:20260401T080000", None, {"no_length": 1}),
    ("no duration", "DURATION:PT0S", None, {"no_length": 1}),
    ("another year", "DTEND:20250401T090000\nDTSTART:20250401T080000", None, {"outside": 1}),
    (
        "free and in another year",
        "DTSTART:20250401T080000\nDTEND:20250401T090000\nTRANSP:TRANSPARENT",
        None,
        {"outside": 1},
    ),
]


@pytest.mark.parametrize(("line", "status", "left_out"), [c[1:] for c in STATES], ids=[c[0] for c in STATES])
def test_what_blocks(line: str, status: str | None, left_out: dict[str, int]) -> None:
    given = {text.split(":")[0] for text in line.split("\n")}
    ends = {"DTEND", "DURATION"} if given & {"DTEND", "DURATION"} else set()
    kept = [text for text in HOUR.split("\n") if text.split(":")[0] not in given | ends]
    found = read(calendar("\n".join([*kept, line])))
    assert [m.status.value for m in found.times] == ([status] if status else [])
    assert found.left_out == left_out
    assert found.problems == ()


def test_confirmed_outweighs_tentative() -> None:
    for events in ((HOUR, HOUR + "STATUS:TENTATIVE"), (HOUR + "STATUS:TENTATIVE", HOUR)):
        assert shown(read(calendar(*events)).times) == ["2026-04-01T08:00-09:00"]


def test_free_busy() -> None:
    found = read(
        calendar(
            "BEGIN:VFREEBUSY\nFREEBUSY;FBTYPE=FREE:20260101T000000Z/PT1H\n"
            "FREEBUSY:20260102T100000Z/PT1H,20260103T100000Z/20260103T120000Z\n"
            "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260104T100000Z/PT1H\nFREEBUSY:never/PT1H\nEND:VFREEBUSY\n",
            "BEGIN:VFREEBUSY\nFREEBUSY;FBTYPE=FREE:20260101T000000Z/PT1H\nEND:VFREEBUSY\n",
            "BEGIN:VTODO\nDTSTART:20260101T000000Z\nEND:VTODO\n",
        )
    )
    expected = ["2026-01-02T11:00-12:00", "2026-01-03T11:00-13:00", "2026-01-04T11:00-12:00 tentative"]
    assert shown(found.times) == expected
    assert found.left_out == {"free": 1, "task": 1}
    assert [str(p) for p in found.problems] == [
        "feed.ics:7: the entry that begins on line 3 is left out: it has a value that cannot be read: never/PT1H"
    ]


BROKEN = [
    ("no start", "UID:x", 4, "has no beginning (DTSTART)"),
    ("no date", "DTSTART:next week", 5, "has a time that cannot be read, “next week” (DTSTART)"),
    ("32 January", "DTSTART:20260132T080000", 5, "has a time that cannot be read, “20260132T080000” (DTSTART)"),
    ("no duration", "DTSTART:20260401T080000\nDURATION:long", 4, "has a value that cannot be read"),
    ("backwards", "DTSTART:20260401T080000\nDTEND:20260401T070000", 6, "ends before it begins"),
    ("backwards for a while", "DTSTART:20260401T080000\nDURATION:-PT1H", 6, "ends before it begins"),
    ("mixed", "DTSTART;VALUE=DATE:20260401\nDTEND:20260401T070000", 6,
     "begins at an hour and ends on a day, or the other way round"),
    ("no rule", HOUR + "RRULE:every Monday", 7, "repeats in a way that cannot be understood: every Monday"),
    ("no step", HOUR + "RRULE:FREQ=DAILY;INTERVAL=0", 7,
     "repeats in a way that cannot be understood: FREQ=DAILY;INTERVAL=0"),
    ("no such day", HOUR + "RRULE:FREQ=WEEKLY;BYDAY=XX", 4, "has a value that cannot be read"),
    ("hourly", HOUR + "RRULE:FREQ=HOURLY", 7,
     "repeats more often than once a day, which no meeting does: FREQ=HOURLY"),
    ("every second", HOUR + "RRULE:FREQ=SECONDLY;COUNT=2", 7,
     "repeats more often than once a day, which no meeting does: FREQ=SECONDLY;COUNT=2"),
    ("twice a day", HOUR + "RRULE:FREQ=DAILY;BYHOUR=8,9", 7,
     "repeats more often than once a day, which no meeting does: FREQ=DAILY;BYHOUR=8,9"),
]  # fmt: skip


@pytest.mark.parametrize("other_first", [True, False])
@pytest.mark.parametrize(("event", "line", "what"), [c[1:] for c in BROKEN], ids=[c[0] for c in BROKEN])
def test_a_broken_entry_loses_no_other(event: str, line: int, what: str, other_first: bool) -> None:
    other = "DTSTART:20260501T080000\nDTEND:20260501T090000"
    event = event.strip()
    found = read(calendar(other, event) if other_first else calendar(event, other, head="X-NOTE:\n"))
    assert shown(found.times) == ["2026-05-01T08:00-09:00"]
    begin, at = (7, line + 3) if other_first else (4, line)
    text = f"feed.ics:{at}: the entry that begins on line {begin} is left out: it {what}"
    assert [str(p) for p in found.problems] == [text]


ZONES = [
    ("nobody knows", "DTSTART;TZID=Mars:20260401T080000", "feed.ics:4"),
    ("unquoted", "DTSTART;TZID=(UTC+01:00) Nowhere:20260401T080000", "feed.ics:4"),
]


@pytest.mark.parametrize(("event", "place"), [c[1:] for c in ZONES], ids=[c[0] for c in ZONES])
def test_an_unknown_zone_is_told(event: str, place: str) -> None:
    found = read(calendar(event, event.replace("0401", "0402")))
    assert shown(found.times) == ["2026-04-01T08:00", "2026-04-02T08:00"]
    name = event[len("DTSTART;TZID=") : event.rfind(":")]
    assert [str(p) for p in found.problems] == [
        f"{place}: the time zone “{name}” is not known; its times are taken as Swedish"
    ]


def test_a_zone_is_that_of_its_own_calendar() -> None:
    event = "DTSTART;TZID=Anywhere:20260401T080000\nDURATION:PT1H"
    assert shown(read(calendar(ZONE, event)).times) == ["2026-04-01T07:00-08:00"]
    other = ZONE.replace("0300", "x").replace("0200", "0300").replace("x", "0400")
    assert shown(read(calendar(other, event)).times) == ["2026-04-01T06:00-07:00"]
    assert len(read(calendar(event)).problems) == 1


def test_a_zone_that_never_ends_is_refused() -> None:
    zone = ZONE.replace("FREQ=YEARLY", "FREQ=SECONDLY")
    found = read(calendar(zone, "DTSTART;TZID=Anywhere:20260401T080000"))
    assert [p.code for p in found.problems] == ["broken-zone", "unknown-zone"]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("DTSTART:20260401T080000\nDURATION:PT1H", ["2026-04-01T07:00-08:00"]),
        (
            "DTSTART:20260322T070000Z\nDTEND:20260322T080000Z\nRRULE:FREQ=WEEKLY;COUNT=2",
            ["2026-03-22T08:00-09:00", "2026-03-29T08:00-09:00"],
        ),
    ],
)
def test_the_zone_of_the_whole_calendar(event: str, expected: list[str]) -> None:
    assert shown(read(calendar(event, head="X-WR-TIMEZONE:Europe/Helsinki\n")).times) == expected


REFUSED = [
    ("empty", b" \r\n", "feed.ics: the calendar is empty"),
    ("text", "Mötestider".encode(), "feed.ics: is no calendar: it does not begin with BEGIN:VCALENDAR"),
    ("login", b"\xef\xbb\xbf<!doctype html><title>Log in</title>",
     "feed.ics: is a web page and no calendar: perhaps it asks for a login, or the address is that of another page"),
    ("cut off", calendar(HOUR)[:-40].encode(),
     "feed.ics: is cut off: VEVENT, which begins on line 3, does not end"),
    ("crossed", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n",
     "feed.ics:3: END:VCALENDAR without its BEGIN: the calendar is broken"),
    ("too many", calendar(*[HOUR] * 20_001).encode(),
     "feed.ics: has more than 20000 entries, which no calendar of meetings has"),
    ("too many dates", calendar(HOUR + "RDATE:" + ",".join(["20260401T080000"] * 20_001)).encode(),
     "feed.ics: has more than 20000 entries, which no calendar of meetings has"),
    ("too many days", calendar(*[
        f"DTSTART:20200101T{n // 60:02}{n % 60:02}00\nDURATION:PT1H\nRRULE:FREQ=DAILY" for n in range(60)
    ]).encode(), "feed.ics: has more than 20000 entries, which no calendar of meetings has"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "text"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_what_cannot_be_read_as_a_whole(raw: bytes, text: str) -> None:
    with pytest.raises(InputError) as error:
        read(raw)
    assert str(error.value) == text


def test_work_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(busy_module, "SECONDS", 0.1)
    never = HOUR + "RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"
    with pytest.raises(InputError, match=r"takes more than 0.1 seconds"):
        read(calendar(*[never] * 100))


NAMES = [
    ("X-WR-CALNAME:Region\\, styrelse\n", "Region, styrelse"),
    ("NAME:Kommun\n", "Kommun"),
    ("X-WR-CALNAME: \nNAME:\n", None),
    ("X-WR-CALNAME:A\\n B\n", "A B"),
    ("", None),
]


@pytest.mark.parametrize(("head", "title"), NAMES)
def test_the_name_of_the_calendar(head: str, title: str | None) -> None:
    assert read(calendar(HOUR, head=head)).title == title


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_encodings(encoding: str) -> None:
    found = read(calendar(HOUR, head="X-WR-CALNAME:Nämnden\n").encode(encoding))
    assert (shown(found.times), found.title) == (["2026-04-01T08:00-09:00"], "Nämnden")


def test_nothing_but_the_times_is_kept() -> None:
    said = "SUMMARY:Secret\nATTENDEE;CN=Somebody:mailto:a@example.org\nLOCATION:Here\nUID:who@example.org\n"
    found = read(calendar(said + HOUR + "DESCRIPTION:Words\n END:VEVENT"))
    assert not {"Secret", "Somebody", "Here", "who@", "Words"} & set(repr(found).replace(",", " ").split())
    assert shown(found.times) == ["2026-04-01T08:00-09:00"]


def test_several_calendars_in_one_file() -> None:
    both = calendar(HOUR) + calendar(HOUR.replace("0401", "0402"))
    assert shown(read(both).times) == ["2026-04-01T08:00-09:00", "2026-04-02T08:00-09:00"]
