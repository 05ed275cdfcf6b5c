"""The constant VTIMEZONE against the tz database and against what clients demand of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from importlib import resources
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from calendar_tool.publishing.timezone import TZID, VTIMEZONE

FIRST, LAST = 1996, 2060
TEXT = VTIMEZONE.decode("ascii")


def tzdata() -> ZoneInfo:
    """The zone of the tzdata package, whatever the machine has."""
    with resources.files("tzdata").joinpath("zoneinfo/Europe/Stockholm").open("rb") as file:
        return ZoneInfo.from_file(file, TZID)


def offset(text: str) -> timedelta:
    match = re.fullmatch(r"([+-])(\d\d)(\d\d)", text)
    assert match
    size = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return size if match[1] == "+" else -size


def parts() -> dict[str, dict[str, str]]:
    """STANDARD and DAYLIGHT with their properties."""
    found = re.findall(r"BEGIN:(STANDARD|DAYLIGHT)\r\n(.*?)END:\1\r\n", TEXT, re.DOTALL)
    return {name: dict(line.split(":", 1) for line in body.splitlines()) for name, body in found}


def onsets() -> list[tuple[datetime, timedelta, timedelta, str]]:
    """Every onset from FIRST to LAST as its moment (UTC), the offsets before and after, and the new name."""
    result = []
    for part in parts().values():
        before, after = offset(part["TZOFFSETFROM"]), offset(part["TZOFFSETTO"])
        rule = rrulestr(part["RRULE"], dtstart=datetime.fromisoformat(part["DTSTART"]))
        for local in rule.between(datetime(FIRST, 1, 1), datetime(LAST, 12, 31)):  # noqa: DTZ001 - DTSTART is local time
            result.append(((local - before).replace(tzinfo=UTC), before, after, part["TZNAME"]))
    return sorted(result)


def transitions(zone: ZoneInfo) -> list[tuple[datetime, timedelta, timedelta, str]]:
    """The same from a zone of the tz database, found by looking at every hour."""
    result = []
    moment, end = datetime(FIRST, 1, 1, tzinfo=UTC), datetime(LAST + 1, 1, 1, tzinfo=UTC)
    before = moment.astimezone(zone).utcoffset()
    while moment < end:
        local = moment.astimezone(zone)
        after = local.utcoffset()
        assert before is not None
        assert after is not None
        if after != before:
            result.append((moment, before, after, local.tzname() or ""))
        before = after
        moment += timedelta(hours=1)
    return result


@pytest.mark.parametrize("zone", [ZoneInfo(TZID), tzdata()], ids=["zoneinfo", "tzdata"])
def test_onsets_are_those_of_the_tz_database(zone: ZoneInfo) -> None:
    expected = transitions(zone)
    assert len(expected) == 2 * (LAST - FIRST + 1)
    assert onsets() == expected


def test_must_2_one_standard_and_one_daylight_with_a_yearly_rule() -> None:
    assert parts() == {
        "STANDARD": {
            "DTSTART": "19701025T030000",
            "TZOFFSETFROM": "+0200",
            "TZOFFSETTO": "+0100",
            "TZNAME": "CET",
            "RRULE": "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        },
        "DAYLIGHT": {
            "DTSTART": "19700329T020000",
            "TZOFFSETFROM": "+0100",
            "TZOFFSETTO": "+0200",
            "TZNAME": "CEST",
            "RRULE": "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        },
    }
    assert TEXT.count("BEGIN:") == 3
    assert "RDATE" not in TEXT


def test_must_2_dtstart_is_the_first_onset_of_its_own_rule() -> None:
    for part in parts().values():
        start = datetime.fromisoformat(part["DTSTART"])
        assert rrulestr(part["RRULE"], dtstart=start)[0] == start


def test_should_4_the_name_is_the_iana_name() -> None:
    assert TEXT.splitlines()[:2] == ["BEGIN:VTIMEZONE", "TZID:Europe/Stockholm"]


def test_should_5_first_onset_is_before_any_event() -> None:
    assert max(part["DTSTART"] for part in parts().values()) < "1971"


def test_must_42_every_line_ends_with_crlf() -> None:
    assert TEXT.endswith("END:VTIMEZONE\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", TEXT)
