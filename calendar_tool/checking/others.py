"""What is not known of other bodies' calendars: they were read for some years, and nothing is said of other days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from calendar_tool.checking.clashes import same_people
from calendar_tool.locale import _, ngettext
from calendar_tool.model.body import Body
from calendar_tool.model.meeting import Meeting
from calendar_tool.problem import Problem, Severity
from calendar_tool.rules.pairs import place
from calendar_tool.rules.rule import Case, Rule


def unknown_calendars(case: Case, rules: Sequence[Rule] = ()) -> Iterator[Problem]:
    """A note for each other body and year in which its people meet on days that its calendar was not read for."""
    others = [body for body in case.bodies if body.is_other]
    if not others:
        return
    people = same_people({*(m.body for m in case.meetings), *(other.name for other in others)}, case.bodies)
    for other in others:
        years: dict[int, list[Meeting]] = {}
        for meeting in case.meetings:
            if other.name in people[meeting.body] and not _is_known(meeting, other, case):
                years.setdefault(meeting.date.year, []).append(meeting)
        for year, meetings in years.items():
            text = ngettext(
                "{reason}: whether it is busy at {n} meeting of {year} is not known",
                "{reason}: whether it is busy at {n} meetings of {year} is not known",
                len(meetings),
            )
            said = text.format(reason=_reason(other, case), n=len(meetings), year=year)
            yield _note(said, other, meetings)


def unknown_at(meeting: Meeting, people: Sequence[str], case: Case) -> Iterator[Problem]:
    """The same for one meeting, whose people are those of these bodies."""
    for other in case.bodies:
        if other.is_other and other.name in people and not _is_known(meeting, other, case):
            text = _("{reason}: whether it is busy on {date} is not known")
            yield _note(text.format(reason=_reason(other, case), date=meeting.date), other, [meeting])


def _is_known(meeting: Meeting, other: Body, case: Case) -> bool:
    window = case.known.get(other.name)
    return window is not None and window[0] <= meeting.date and meeting.last_date <= window[1]


def _reason(other: Body, case: Case) -> str:
    window = case.known.get(other.name)
    if window is None:
        return _("the calendar of {body} was never read").format(body=other.name)
    text = _("the calendar of {body} is known from {first} to {last} only")
    return text.format(body=other.name, first=window[0], last=window[1])


def _note(text: str, other: Body, meetings: Sequence[Meeting]) -> Problem:
    ids = tuple(m.id for m in meetings)
    return Problem("calendar-unknown", Severity.NOTE, text, place(*meetings), other.calendar, meetings[0].date, ids)
