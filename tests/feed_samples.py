"""Meetings to publish, and a strict reader of content lines: for the tests of feeds."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Form, Kind, Meeting, Source, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.publishing.ics import feeds
from calendar_tool.publishing.settings import FeedSettings
from calendar_tool.store.ledger import Ledger

NOW = datetime(2021, 1, 4, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SETTINGS = FeedSettings("example.org", "en", "Everything, all; of it")
VVG = Body("VVG", full_name="Vårdsamverkan Väst, Göteborg")
BODIES = Bodies([VVG, Body("SRO"), Body("Råd"), Body("Idle")])

WINTER = Meeting(
    "VVG", date(2021, 1, 18), time(9), time(12), form=Form.TEAMS, conditions=("tills vidare",), id="vvg-1",
    sources=(Source("plan.txt", 316, "18 jan kl. 9-12"), Source("minutes.txt", 4)), kind=Kind.HELD,
)  # fmt: skip
SUMMER = Meeting("VVG", date(2021, 6, 14), time(13), time(16), location="Rum 1, plan 2; Hus A", id="vvg-2")
OPEN_END = Meeting("VVG", date(2021, 9, 6), time(9), form=Form.HYBRID, id="vvg-3")
TENTATIVE = Meeting("SRO", date(2021, 2, 1), time(9), status=Status.TENTATIVE, form=Form.DIGITAL, id="sro-1")
CANCELLED = Meeting("SRO", date(2021, 3, 1), time(9), time(10), status=Status.CANCELLED, id="sro-2")
ALL_DAY = Meeting("Råd", date(2021, 10, 7), form=Form.PHYSICAL, id="rad-1")
DAYS = Meeting("Råd", date(2021, 10, 30), end_date=date(2021, 11, 1), id="rad-2")
TIMED_DAYS = Meeting("Råd", date(2021, 11, 9), time(13), time(12), date(2021, 11, 10), id="rad-3")
MEETINGS = (WINTER, SUMMER, OPEN_END, TENTATIVE, CANCELLED, ALL_DAY, DAYS, TIMED_DAYS)


def publish(
    *meetings: Meeting, settings: FeedSettings = SETTINGS, ledger: Ledger | None = None, now: datetime = NOW
) -> dict[str, bytes]:
    return feeds(Schedule(meetings or MEETINGS, BODIES), settings, Ledger() if ledger is None else ledger, now)


def lines(data: bytes) -> list[str]:
    """The content lines, unfolded; every physical line must be whole UTF-8 and of at most 75 octets."""
    physical = data.split(b"\r\n")
    assert physical.pop() == b""
    result: list[str] = []
    for line in physical:
        assert len(line) <= 75
        text = line.decode("utf-8")
        assert not re.search(r"[\x00-\x1f\x7f]", text)
        if text.startswith(" "):
            result[-1] += text[1:]
        else:
            result.append(text)
    return result


def vevents(data: bytes) -> dict[str, dict[str, str]]:
    """The events by UID, as property (with its parameters) and raw value."""
    result: dict[str, dict[str, str]] = {}
    for block in re.findall(r"BEGIN:VEVENT\n(.*?)\nEND:VEVENT", "\n".join(lines(data)), re.DOTALL):
        pairs = [line.split(":", 1) for line in block.split("\n")]
        event = dict(pairs)
        assert len(event) == len(pairs), "a property twice"
        assert event["UID"] not in result
        result[event["UID"]] = event
    return result


def one(data: dict[str, bytes], uid: str = "vvg-1@example.org") -> dict[str, str]:
    return vevents(data["all.ics"])[uid]


def unescape(text: str) -> str:
    """TEXT by RFC 5545 3.3.11, strictly."""
    assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", text)
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], text)
