"""How dates, hours and meetings are said to people, and as JSON."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calendar_tool.days.swedish import DayKind
from calendar_tool.locale import _, long_date, ngettext, weekday
from calendar_tool.model.meeting import Form, Kind, Meeting, Status, clock, form_in_words
from calendar_tool.problem import Problem, Severity

if TYPE_CHECKING:
    from calendar_tool.model.reading import Reading
    from calendar_tool.rules.kinds.deadlines import Dated

_MARKS = str.maketrans("\t\v", "  ")  # between the cells of a row, and between the lines of a cell


def day(value: date) -> str:
    """A date as ISO with its weekday."""
    return f"{value.isoformat()} {weekday(value.weekday())}"


def hours(start: time | None, end: time | None) -> str:
    """A span of hours."""
    return "–".join(clock(value) for value in (start, end) if value)


def form(value: Form | None) -> str:
    """A form in words."""
    return form_in_words(value) if value else ""


def status(meeting: Meeting) -> str:
    """What is worth saying of a meeting's status; an ordinary planned meeting needs no word."""
    words = {Status.CONFIRMED: "", Status.TENTATIVE: _("tentative"), Status.CANCELLED: _("cancelled")}
    return words[meeting.status] or (_("held") if meeting.kind is Kind.HELD else "")


def meeting_row(meeting: Meeting) -> list[str]:
    """The cells that every table of meetings has."""
    last = f" – {meeting.end_date}" if meeting.end_date else ""
    return [
        day(meeting.date) + last,
        hours(meeting.start, meeting.end),
        meeting.body,
        form(meeting.form),
        status(meeting),
        meeting.location or "",
    ]


def in_a_line(meeting: Meeting) -> str:
    """The cells of a meeting that say something."""
    return " ".join(cell for cell in meeting_row(meeting) if cell)


def counts(reading: Reading) -> str:
    """How many dates of a reading became meetings, and how many did not."""
    count = len(reading.meetings)
    meetings = ngettext("{n} meeting", "{n} meetings", count).format(n=count)
    rest = _("{unresolved} unresolved, {explained} explained").format(
        unresolved=len(reading.unresolved), explained=len(reading.explained)
    )
    return f"{meetings}, {rest}"


def blank(text: str) -> str:
    """Words of a document with blanks for what parts cells and their lines."""
    return text.translate(_MARKS)


def parts() -> dict[str, str]:
    """The parts of a meeting that documents and people change."""
    return {
        "date": _("date"),
        "hours": _("hours"),
        "form": _("form"),
        "status": _("status"),
        "location": _("place"),
        "kind": _("kind"),
        "conditions": _("conditions"),
        "rest": _("form, status, place or conditions"),
    }


def meeting_head() -> list[str]:
    """The heads over meeting_row."""
    return [_("date"), _("hours"), _("body"), _("form"), _("status"), _("place")]


def differences(kept: Meeting, said: Meeting) -> list[str]:
    """What a document says of a meeting in other words than it is kept with; a cell that it leaves empty is "–"."""
    ordinary = ["–"] * 4 + [_("confirmed"), "–"]
    rows = zip(meeting_row(kept), meeting_row(said), ordinary, strict=True)
    return [cell or nothing for own, cell, nothing in rows if cell != own]


def no_meetings(folder: Path, year: int | None) -> str:
    """That none are kept, in all or of a year."""
    if year is None:
        return _("No meetings are kept in {folder}.").format(folder=folder)
    return _("No meetings of {year} are kept in {folder}.").format(year=year, folder=folder)


def meeting_json(meeting: Meeting) -> dict[str, Any]:
    """The machine form of a meeting; the keys are kept stable."""
    return {
        "body": meeting.body,
        "date": meeting.date.isoformat(),
        "end_date": meeting.end_date.isoformat() if meeting.end_date else None,
        "start": clock(meeting.start) if meeting.start else None,
        "end": clock(meeting.end) if meeting.end else None,
        "form": meeting.form.value if meeting.form else None,
        "status": meeting.status.value,
        "kind": meeting.kind.value,
        "location": meeting.location,
        "conditions": list(meeting.conditions),
    }


def problem_json(problem: Problem) -> dict[str, Any]:
    """The machine form of a problem."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "text": problem.text,
        "source": problem.source,
        "date": problem.date.isoformat() if problem.date else None,
        "place": str(problem.place) if problem.place else None,
        "meetings": [id for id in problem.meetings if id and id[0] != "?"],  # one that is only proposed has none
    }


def due(dated: Dated) -> str:
    """A deadline in a sentence: its name, its day and its time of day."""
    at = " " + clock(dated.due.clock) if dated.due.clock else ""
    return f"{dated.rule.name} {long_date(dated.due.day)}{at}"


def deadline_json(dated: Dated) -> dict[str, Any]:
    """The machine form of a deadline."""
    return {
        "date": dated.due.day.isoformat(),
        "time": clock(dated.due.clock) if dated.due.clock else None,
        "deadline": dated.rule.name,
        "body": dated.meeting.body,
        "meeting": dated.meeting.id or None,
        "meeting_date": dated.meeting.date.isoformat(),
        "moved_from": dated.due.moved_from.isoformat() if dated.due.moved_from else None,
        "source": f"{dated.rule.id} ({dated.rule.source})",
    }


def of_the_day(code: str, name: str) -> str | None:
    """What a date is, by the code of its problem, as a clause; None if the problem is not about the day itself."""
    clauses = {
        "holiday": _("it is {name}, a public holiday"),
        "eve": _("it is {name}, free like a holiday"),
        "ab-eve": _("it is {name}, which agreements count as a holiday"),
        "weekend": _("it is a weekend"),
        "july": _("it is July, when meetings rest"),
        "half-day": _("it is {name}, a shortened working day"),
        "klamdag": _("it is a klämdag, between two free days"),
        "mellandag": _("it is between Christmas and New Year"),
        "school-break": _("it is in a school break: {name}"),
        "break-unknown": _("it may be in a school break: {name}"),
        "election": _("it is an election day: {name}"),
        "event": _("it is during {name}"),
        "summer": _("it is in the holiday weeks: {name}"),
    }
    clause = clauses.get(code)
    return clause.format(name=name) if clause else None


def severity(value: Severity) -> str:
    """A weight in words."""
    words = {Severity.CONFLICT: _("conflict"), Severity.WARNING: _("warning"), Severity.NOTE: _("note")}
    return words[value]


def kind(value: DayKind) -> str:
    """The kind of a day in words."""
    words = {
        DayKind.HOLIDAY: _("holiday"),
        DayKind.EVE: _("eve"),
        DayKind.AB_EVE: _("eve by agreement"),
        DayKind.WEEKEND: _("weekend"),
        DayKind.JULY: _("July"),
        DayKind.HALF_DAY: _("half-day"),
        DayKind.HALF_DAY_UNKNOWN: _("half-day with some"),
        DayKind.KLAMDAG: _("klämdag"),
        DayKind.MELLANDAG: _("between Christmas and New Year"),
        DayKind.ELECTION: _("election"),
        DayKind.MANDATE: _("change of mandates"),
        DayKind.EVENT: _("event"),
        DayKind.SCHOOL_BREAK: _("school break"),
        DayKind.BREAK_UNKNOWN: _("unknown school break"),
        DayKind.SUMMER: _("summer leave"),
        DayKind.DST: _("change of clocks"),
    }
    return words[value]
