"""One proposed date: whether it can be used, what speaks against it, and which dates near it are free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from calendar_tool.checking.proposed import REACH, ProposedDay, ProposedMeeting
from calendar_tool.days.swedish import FIRST_YEAR, LAST_YEAR, check_year
from calendar_tool.locale import _
from calendar_tool.model.body import Body
from calendar_tool.model.meeting import clock
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import Problem, Severity, input_error
from calendar_tool.rules.kinds import Chain

Verdict = Literal["free", "warning", "conflict"]

OFFERED = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict, its reasons with the heaviest first, and free dates near by with the nearest first.

    Notes leave a date free. `better` is empty if the verdict is free.
    """

    verdict: Verdict
    problems: tuple[Problem, ...]
    better: tuple[date, ...] = ()


def check_date(
    day: date,
    start: time | None,
    end: time | None,
    body: Body | None,
    schedule: Schedule,
    rules: Sequence[Chain],
) -> Answer:
    """Judges a meeting of `body` on a day, with hours or (None) without; local date and times.

    If the body already meets on that very day, it is that meeting which is judged, and a note says so: without
    hours, with the hour that it begins at, or if its hours are not known. With other hours a second meeting is
    judged. Without a body the day itself is judged, and the meetings already there are notes. InputError for a year
    whose days are not known, and for hours that make no meeting.
    """
    if end is not None and (start is None or end <= start):
        given = f"{clock(start) if start else ''}-{clock(end)}"
        raise input_error("hours", _("the end must come after the start"), given)
    check_year(day.year)
    proposal = ProposedMeeting(day, start, end, body, schedule, rules) if body else ProposedDay(day, schedule)
    problems = sorted(proposal.problems(day), key=lambda p: (p.severity.weight, p.date or day))
    verdict = _verdict(problems)
    return Answer(verdict, tuple(problems), () if verdict == "free" else _better(day, proposal))


def _verdict(problems: Sequence[Problem]) -> Verdict:
    severities = {p.severity for p in problems}
    if Severity.CONFLICT in severities:
        return "conflict"
    return "warning" if Severity.WARNING in severities else "free"


def _better(day: date, proposal: ProposedMeeting | ProposedDay) -> tuple[date, ...]:
    """The nearest free dates.

    Of two equally near, one without school break comes first, then one on the body's usual weekday, then the
    later.
    """
    found: list[date] = []
    for days in range(1, REACH.days + 1):
        tied: list[tuple[bool, bool, date]] = []
        for candidate in (day + timedelta(days), day - timedelta(days)):
            if not FIRST_YEAR <= candidate.year <= LAST_YEAR:
                continue
            problems = proposal.problems(candidate)
            if _verdict(problems) == "free":
                school_break = any(p.code == "school-break" for p in problems)
                unusual = candidate.weekday() != proposal.usual_weekday
                tied.append((school_break, unusual, candidate))
        found += [candidate for *_rank, candidate in sorted(tied, key=lambda t: t[:2])]
        if len(found) >= OFFERED:
            break
    return tuple(found[:OFFERED])
