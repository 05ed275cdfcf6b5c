"""What the days of a meeting say against it: holidays, days around them, July, school breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from calendar_tool.days.swedish import DayKind, kinds
from calendar_tool.locale import _
from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import InputError, Place, Problem, Severity

SEVERITIES = {
    DayKind.HOLIDAY: Severity.CONFLICT,
    DayKind.EVE: Severity.CONFLICT,
    DayKind.WEEKEND: Severity.CONFLICT,
    DayKind.JULY: Severity.CONFLICT,
    DayKind.HALF_DAY: Severity.WARNING,
    DayKind.KLAMDAG: Severity.WARNING,
    DayKind.MELLANDAG: Severity.WARNING,
    DayKind.SCHOOL_BREAK: Severity.NOTE,
}


def day_problems(day: date) -> list[Problem]:
    """What speaks against meeting on a day, whoever meets. InputError for a year whose days are not known."""
    return [
        Problem(d.kind.value.replace("_", "-"), SEVERITIES[d.kind], d.name, source=d.source, date=day)
        for d in kinds(day)
    ]


def meeting_day_problems(meeting: Meeting) -> list[Problem]:
    """What speaks against each day of a meeting. InputError for a year whose days are not known."""
    return [
        replace(problem, text=f"{meeting.body}: {problem.text}", place=place(meeting), meetings=(meeting.id,))
        for day in days_of(meeting)
        for problem in day_problems(day)
    ]


def schedule_day_problems(schedule: Schedule) -> Iterator[Problem]:
    """The same for all meetings that are not cancelled; a note for one in a year whose days are not known."""
    for meeting in schedule:
        if meeting.status is Status.CANCELLED:
            continue
        try:
            yield from meeting_day_problems(meeting)
        except InputError as error:
            text = _("{body} {date} cannot be judged: {reason}").format(
                body=meeting.body, date=meeting.date, reason=error.problems[0].text
            )
            yield Problem("year-unknown", Severity.NOTE, text, place(meeting), None, meeting.date, (meeting.id,))


def days_of(meeting: Meeting) -> Iterator[date]:
    """The dates that a meeting takes, from the first to the last."""
    for n in range((meeting.last_date - meeting.date).days + 1):
        yield meeting.date + timedelta(days=n)


def place(*meetings: Meeting) -> Place | None:
    """The first place where any of the meetings was read."""
    return next((source.place for meeting in meetings for source in meeting.sources), None)
