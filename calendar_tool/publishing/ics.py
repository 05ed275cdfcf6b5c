"""Feeds (.ics): one VEVENT a meeting, in a form that every calendar client reads alike (RFC 5545).

The bytes depend on the schedule, the settings, the ledger and the given time alone: not on the machine, its
clock, zone or language.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from calendar_tool import locale
from calendar_tool.locale import _, ngettext
from calendar_tool.model.body import Body
from calendar_tool.model.meeting import HOUR, Form, Kind, Meeting, Source, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import InputError, Problem, Severity
from calendar_tool.publishing.settings import NAME_LIMIT, Cancelled, FeedSettings
from calendar_tool.publishing.timezone import TZID, VTIMEZONE
from calendar_tool.store.ledger import Ledger

if TYPE_CHECKING:
    from icalendar import Event

ALL = "all.ics"
"""The file name of the feed of all bodies."""

PRODID = "-//calendar-tool//calendar-tool//SV"
"""What tells our feeds from those of other programs."""

_REFRESH = "PT6H"
_END = b"END:VCALENDAR\r\n"
_LINE_BREAKS = ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")


def feeds(schedule: Schedule, settings: FeedSettings, ledger: Ledger, now: datetime) -> dict[str, bytes]:
    """The feeds by file name: "<slug>.ics" for every body with meetings, and "all.ics"; none for no meetings.

    `schedule` is everything there is, past meetings too: what it lacks is retired in `ledger`, which is
    changed. `now` is aware. Write `ledger.text()` before the feeds: a stamp that is out must not be
    forgotten. InputError if two meetings have one id or two feeds one file name.
    """
    rendered = events(schedule, settings, ledger, now)
    files: dict[str, bytes] = {}
    with locale.use(settings.language):
        if schedule.meetings:
            files[ALL] = render(schedule.meetings, settings.name or _("All meetings"), rendered)
        for name in schedule.body_names():
            body = schedule.bodies.find(name) or Body(name)
            file = f"{body.slug}.ics"
            if file in files:
                text = _("{body}: there is already a feed {file}").format(body=name, file=file)
                raise _error("same-feed", text)
            files[file] = render(schedule.of(name), body.title, rendered)
    return files


def events(schedule: Schedule, settings: FeedSettings, ledger: Ledger, now: datetime) -> dict[str, bytes]:
    """Every meeting's VEVENT by its id, stamped in `ledger`; those that are gone are retired there."""
    lengths = usual_lengths(schedule)
    rendered: dict[str, bytes] = {}
    uids = []
    with locale.use(settings.language):
        for meeting in schedule:
            if not meeting.id:
                raise ValueError(f"{meeting.body} {meeting.date} has no id")
            if meeting.id in rendered:
                raise _error("same-id", _("two meetings have the id {id}").format(id=meeting.id))
            event = _event(meeting, settings, lengths.get(meeting.body))
            uids.append(str(event["UID"]))
            stamp = ledger.stamp(uids[-1], fingerprint(event.to_ical(sorted=False)), now)
            event.add("DTSTAMP", stamp.last_modified)
            event.add("LAST-MODIFIED", stamp.last_modified)
            event.add("SEQUENCE", stamp.sequence)
            rendered[meeting.id] = event.to_ical(sorted=False)
    ledger.retire(uids, now)
    return rendered


def render(meetings: Iterable[Meeting], name: str, rendered: Mapping[str, bytes]) -> bytes:
    """One feed of some meetings (at least one), in order of DTSTART and UID; `name` is the calendar's name.

    `rendered` is what `events` gave. ValueError if there are no meetings: clients keep old events then.
    """
    from icalendar import Calendar, vText

    ordered = sorted(meetings, key=lambda m: (m.date, m.start or time.min, m.id))
    if not ordered:
        raise ValueError("a feed must have an event")
    title = vText(_one_line(name)[:NAME_LIMIT])  # as vText, or icalendar leaves commas in NAME unescaped
    refresh = vText(_REFRESH)
    refresh.params["VALUE"] = "DURATION"
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODID)
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", title)
    calendar.add("NAME", title)
    calendar.add("REFRESH-INTERVAL", refresh)
    calendar.add("X-PUBLISHED-TTL", _REFRESH)
    head = calendar.to_ical(sorted=False).removesuffix(_END)
    return b"".join([head, VTIMEZONE, *(rendered[m.id] for m in ordered), _END])


def usual_lengths(schedule: Schedule) -> dict[str, timedelta]:
    """How long each body usually meets in a day: its most common length, the shortest of equals."""
    lengths: defaultdict[str, Counter[timedelta]] = defaultdict(Counter)
    for meeting in schedule:
        if meeting.end is not None and meeting.end_date is None and (interval := meeting.interval()):
            lengths[meeting.body][interval[1] - interval[0]] += 1
    return {body: min(count, key=lambda length: (-count[length], length)) for body, count in lengths.items()}


def _event(meeting: Meeting, settings: FeedSettings, usual: timedelta | None) -> Event:
    """The VEVENT without DTSTAMP, LAST-MODIFIED and SEQUENCE."""
    from icalendar import Event

    event = Event()
    event.add("UID", f"{meeting.id}@{settings.uid_domain}")
    if interval := meeting.interval(usual or HOUR):
        for name, moment in zip(("DTSTART", "DTEND"), interval, strict=True):
            event.add(name, moment, parameters={"TZID": TZID})
    else:
        event.add("DTSTART", meeting.date)
        event.add("DTEND", meeting.last_date + timedelta(days=1))
    event.add("SUMMARY", _one_line(_summary(meeting)))
    if place := _one_line(meeting.location or "") or _form(meeting.form):
        event.add("LOCATION", place)
    if meeting.status is not Status.CANCELLED or settings.cancelled is Cancelled.STATUS:
        event.add("STATUS", meeting.status.value.upper())
    transparency, busy = _busy(meeting, settings)
    event.add("TRANSP", transparency)
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", busy)
    event.add("CATEGORIES", [_one_line(meeting.body)])
    if description := "\n".join(_description(meeting, usual)):
        event.add("DESCRIPTION", _clean(description))
    return event


def _summary(meeting: Meeting) -> str:
    if meeting.status is Status.CANCELLED:
        return _("CANCELLED: {body}").format(body=meeting.body)
    if meeting.status is Status.TENTATIVE:
        return _("{body} (tentative)").format(body=meeting.body)
    return meeting.body


def _form(form: Form | None) -> str:
    match form:
        case Form.TEAMS:
            return _("Teams")
        case Form.DIGITAL:
            return _("Digital")
        case Form.PHYSICAL:
            return _("In person")
        case Form.HYBRID:
            return _("Hybrid")
        case None:
            return ""


def _busy(meeting: Meeting, settings: FeedSettings) -> tuple[str, str]:
    """TRANSP and Outlook's own busy status, which agree (MS-OXCICAL 2.1.3.1.1.20.25 and 20.31)."""
    if not settings.busy or meeting.start is None or meeting.status is Status.CANCELLED:
        return "TRANSPARENT", "FREE"
    return "OPAQUE", "TENTATIVE" if meeting.status is Status.TENTATIVE else "BUSY"


def _description(meeting: Meeting, usual: timedelta | None) -> list[str]:
    lines = []
    if meeting.form is not None:
        lines.append(_("Form: {form}").format(form=_form(meeting.form)))
    lines += [_("Condition: {text}").format(text=condition) for condition in meeting.reservations]
    if meeting.start is None:
        lines.append(_("The hours are not known."))
    elif meeting.end is None and usual is not None:
        text = _("The end is not known: shown with the usual length of {body}, {length}.")
        lines.append(text.format(length=_length(usual), body=meeting.body))
    elif meeting.end is None:
        lines.append(_("The end is not known: one hour is shown."))
    if meeting.kind is Kind.HELD:
        lines.append(_("Minutes record the meeting."))
    lines += [_source(source) for source in meeting.sources]
    return lines


def _length(length: timedelta) -> str:
    """In hours if they are whole, else in minutes."""
    minutes = length // timedelta(minutes=1)
    hours, rest = divmod(minutes, 60)
    if rest:
        return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
    return ngettext("{n} hour", "{n} hours", hours).format(n=hours)


def _source(source: Source) -> str:
    place = _("Source: {document} line {line}").format(document=source.document, line=source.line)
    return f"{place}: {source.text}" if source.text else place


def _clean(text: str) -> str:
    """The text without control characters (RFC 5545 3.3.11); every kind of line break becomes a newline."""
    for line_break in _LINE_BREAKS:
        text = text.replace(line_break, "\n")
    text = text.replace("\t", " ")
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))


def _one_line(text: str) -> str:
    return " ".join(_clean(text).split())


def fingerprint(event: bytes) -> str:
    """A hash of everything that an event, without its stamps, shows; how its lines are folded does not count."""
    return hashlib.sha256(event.replace(b"\r\n ", b"")).hexdigest()[:16]


def _error(code: str, text: str) -> InputError:
    return InputError(Problem(code, Severity.CONFLICT, text))
