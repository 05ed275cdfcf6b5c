"""When somebody else's calendar (.ics) says that they are busy. Nothing but the times is kept.

What does not block is left out, and counted: what is free (TRANSP, the busy status of Outlook), cancelled, of no
length, a task, or on other days than those asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from time import process_time
from zoneinfo import ZoneInfo

from calendar_tool.locale import _
from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.problem import Place, Problem, Severity, input_error
from calendar_tool.reading.components import BUSY_STATUS, Component, Property, read_calendars
from calendar_tool.reading.occurrences import (
    BROKEN_VALUES,
    STOCKHOLM,
    BrokenError,
    Entry,
    Span,
    Zones,
    read_entry,
    shown,
    spans,
)

MOST_ENTRIES = 20_000
"""The most entries of a calendar, with the single dates of those that repeat, and the most busy times."""
SECONDS = 30
"""How long the computer may be busy with one calendar."""
_MINUTE = timedelta(minutes=1)
_FREE = ("FREE", "WORKINGELSEWHERE")


class Reason(StrEnum):
    """Why an entry of a calendar takes no time."""

    FREE = "free"
    CANCELLED = "cancelled"
    NO_LENGTH = "no_length"
    TASK = "task"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Busy:
    """The busy times in order, each once; the calendar's own name; what was left out; what could not be understood.

    The times are meetings with a status (confirmed or tentative) and nothing else. `left_out` counts entries, one that
    repeats once.
    """

    times: tuple[Meeting, ...]
    title: str | None
    left_out: Mapping[Reason, int]
    problems: tuple[Problem, ...]


def read_busy(text: bytes | str, name: str, first: date, last: date, body: str = "") -> Busy:
    """The busy times from `first` to `last` of a calendar, for the body of that short name; local Swedish time.

    `name` is the file or the address, for messages. All-day entries are from 00:00 to 23:59, and an end at midnight is
    23:59 too. One without an end has a start only; one that ends where it begins takes no time. InputError, with the
    line where there is one, if it is no calendar, is broken as a whole or too large; a single entry that is not
    understood is a Problem, and the others are read.
    """
    return _Calendar(_decoded(text), name, first, last).busy(body)


def _decoded(text: bytes | str) -> str:
    """The text. What we want of it is ASCII, but for a name, so that an old encoding does no harm."""
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return text.decode("utf-16", "replace")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError:
        return text.decode("latin-1")


class _Calendar:
    """One calendar while it is read."""

    def __init__(self, text: str, name: str, first: date, last: date) -> None:
        self._name, self._first, self._last = name, first, last
        self._calendars = read_calendars(text, name)
        self._parts = [part for calendar in self._calendars for part in calendar.parts]
        self._check_size()
        self._problems: list[Problem] = []
        self._times: dict[tuple[datetime, datetime | None], Status] = {}
        self._reasons: dict[int, Reason | None] = {}  # by entry, None if it takes time
        self._tasks = sum(part.name in ("VTODO", "VJOURNAL") for part in self._parts)
        self._begun = process_time()

    def busy(self, body: str) -> Busy:
        """Reads it."""
        self._zones = Zones(part for part in self._parts if part.name == "VTIMEZONE")
        for zone in self._zones.broken:
            self._tell("broken-zone", _("the definition of a time zone cannot be understood"), zone.line)
        self._tell_unknown_zones()
        number = 0
        for calendar in self._calendars:
            floating = self._floating(calendar)
            groups: dict[str, list[Entry]] = {}
            for part in calendar.parts:
                number += 1
                if part.name == "VFREEBUSY":
                    self._free_busy(part, number)
                elif part.name == "VEVENT" and (entry := self._entry(part, number, floating)):
                    groups.setdefault(entry.uid, []).append(entry)
            for group in groups.values():
                self._expand(group, floating)
        times = sorted(self._times.items(), key=lambda item: (item[0][0], item[0][1] or item[0][0]))
        left_out = Counter(reason for reason in self._reasons.values() if reason)
        left_out[Reason.TASK] += self._tasks
        return Busy(
            tuple(_meeting(body, *span, status) for span, status in times),
            self._title(),
            {reason: left_out[reason] for reason in Reason if left_out[reason]},
            tuple(sorted(self._problems, key=lambda p: (p.place and p.place.line) or 0)),
        )

    def _check_size(self) -> None:
        entries = len(self._parts)
        for part in self._parts:
            entries += sum(p.value.count(",") for p in part.properties if p.name in ("RDATE", "EXDATE", "FREEBUSY"))
            entries += sum(p.name in ("RDATE", "EXDATE", "FREEBUSY") for p in part.properties)
        if entries > MOST_ENTRIES:
            raise self._too_many()

    def _too_many(self) -> Exception:
        text = _("has more than {n} entries, which no calendar of meetings has").format(n=MOST_ENTRIES)
        return input_error("too-large", text, self._name)

    def _tell(self, code: str, text: str, line: int) -> None:
        self._problems.append(Problem(code, Severity.WARNING, text, Place(self._name, line)))

    def _tell_unknown_zones(self) -> None:
        """A word for each zone that nobody knows: its times are taken as Swedish."""
        asked: dict[str, int] = {}
        for part in self._parts:
            if part.name == "VEVENT":
                for property in part.properties:
                    if name := property.parameter("TZID"):
                        asked.setdefault(name, property.line)
        for name, line in asked.items():
            if self._zones.find(name) is None:
                text = _("the time zone “{name}” is not known; its times are taken as Swedish").format(name=name)
                self._tell("unknown-zone", text, line)

    def _floating(self, calendar: Component) -> tzinfo:
        """The zone of times without one: that of the whole calendar, else Swedish time."""
        stated = calendar.find("X-WR-TIMEZONE")
        zone = self._zones.find(stated.text) if stated else None
        return zone if isinstance(zone, ZoneInfo) else STOCKHOLM

    def _title(self) -> str | None:
        for calendar in self._calendars:
            if (stated := calendar.find("X-WR-CALNAME", "NAME")) and (title := " ".join(stated.text.split())):
                return "".join(c for c in title if c.isprintable())
        return None

    def _entry(self, part: Component, number: int, floating: tzinfo) -> Entry | None:
        try:
            return read_entry(part, number, floating)
        except BrokenError as error:
            self._broken(part, error)
            return None

    def _broken(self, part: Component, error: BrokenError) -> None:
        text = _("the entry that begins on line {line} is left out: it {what}")
        self._tell("broken-entry", text.format(line=part.line, what=error.text), error.line)

    def _expand(self, group: list[Entry], floating: tzinfo) -> None:
        """Adds the times of the entries of one UID."""
        parts = {entry.number: entry.part for entry in group}
        for number in parts:
            self._reasons[number] = Reason.OUTSIDE
        try:
            for span in spans(group, floating, self._first, self._last):
                self._add(span, parts[span.entry])
        except BROKEN_VALUES:
            for number, part in parts.items():
                self._reasons[number] = None
                self._broken(part, BrokenError(part.line, _("repeats in a way that cannot be followed")))
        self._check_work()

    def _check_work(self) -> None:
        if len(self._times) > MOST_ENTRIES:
            raise self._too_many()
        if process_time() - self._begun > SECONDS:
            text = _("takes more than {n} seconds to read, which no calendar of meetings does").format(n=SECONDS)
            raise input_error("too-slow", text, self._name)

    def _add(self, span: Span, part: Component) -> None:
        times = self._within(span.begin, span.end)
        if times is None:
            return
        if _says(part, "STATUS") in ("CANCELLED", "CANCELED"):
            reason = Reason.CANCELLED
        elif _says(part, "TRANSP") == "TRANSPARENT" or _says(part, BUSY_STATUS) in _FREE:
            reason = Reason.FREE
        elif span.is_empty:
            reason = Reason.NO_LENGTH
        else:
            tentative = "TENTATIVE" in (_says(part, "STATUS"), _says(part, BUSY_STATUS))
            self._take(times, Status.TENTATIVE if tentative else Status.CONFIRMED, span.entry)
            return
        if self._reasons.get(span.entry) is Reason.OUTSIDE:
            self._reasons[span.entry] = reason

    def _take(self, times: tuple[datetime, datetime | None], status: Status, number: int) -> None:
        self._reasons[number] = None
        if self._times.get(times) is not Status.CONFIRMED:
            self._times[times] = status

    def _free_busy(self, part: Component, number: int) -> None:
        """Adds the periods of a VFREEBUSY (RFC 5545 3.8.2.6)."""
        from icalendar import vPeriod

        self._reasons[number] = Reason.OUTSIDE
        for property in part.properties:
            if property.name != "FREEBUSY":
                continue
            kind = (property.parameter("FBTYPE") or "BUSY").upper()
            for value in property.value.split(","):
                try:
                    begin, end = vPeriod.from_ical(value)  # type: ignore[no-untyped-call]  # of icalendar
                    until = begin + end if isinstance(end, timedelta) else end
                    begun, ended = shown(begin, until)
                except BROKEN_VALUES:
                    wrong = _("has a value that cannot be read: {text}").format(text=value[:80])
                    self._broken(part, BrokenError(property.line, wrong))
                    continue
                times = self._within(begun, ended)
                if times and kind == "FREE" and self._reasons[number]:
                    self._reasons[number] = Reason.FREE
                elif times and kind != "FREE" and begun < ended:
                    self._take(times, Status.TENTATIVE if kind == "BUSY-TENTATIVE" else Status.CONFIRMED, number)

    def _within(self, begin: datetime, end: datetime | None) -> tuple[datetime, datetime | None] | None:
        """The part of a span within the days asked for, in whole minutes; None if there is none."""
        first = datetime.combine(self._first, time.min)
        after = datetime.combine(self._last, time.min) + timedelta(1)
        if begin >= after or (begin < first and (end or begin + _MINUTE) <= first):
            return None
        begin = max(begin, first).replace(second=0, microsecond=0)
        if end is None:
            return begin, None
        end = min(end, after)
        end = end + _MINUTE - timedelta(0, end.second) if end.second else end
        if not end.hour and not end.minute and end - begin > _MINUTE:
            end -= _MINUTE
        return begin, end


def _says(part: Component, name: str) -> str:
    property: Property | None = part.find(name)
    return property.value.upper() if property else ""


def _meeting(body: str, begin: datetime, end: datetime | None, status: Status) -> Meeting:
    last = end.date() if end and end.date() > begin.date() else None
    return Meeting(body, begin.date(), begin.time(), end.time() if end else None, last, status=status)
