"""One proposed date: whether it can be used, what speaks against it, and which dates near it are free."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Literal, NamedTuple

from calendar_tool.checking.proposed import REACH, ProposedDay, ProposedMeeting
from calendar_tool.days.local import NOWHERE, Local
from calendar_tool.days.swedish import FIRST_YEAR, LAST_YEAR, check_year
from calendar_tool.locale import _
from calendar_tool.model.body import Body
from calendar_tool.model.meeting import clock
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import Problem, Severity, input_error
from calendar_tool.record import Record
from calendar_tool.rules.kinds.deadlines import Dated
from calendar_tool.rules.rule import Rule

Verdict = Literal["free", "warning", "conflict"]

OFFERED = 3


class Answer(Record):
    """The verdict, its reasons with the heaviest first, and better dates near by with the nearest first.

    Notes leave a date free. `better` is empty if the verdict is free; `better_verdict` is that of all its dates.
    `deadlines` are those that the meeting would have, by date.
    """

    verdict: Verdict
    problems: tuple[Problem, ...]
    better: tuple[date, ...] = ()
    better_verdict: Verdict = "free"
    deadlines: tuple[Dated, ...] = ()


def check_date(
    day: date,
    start: time | None,
    end: time | None,
    body: Body | None,
    schedule: Schedule,
    rules: Sequence[Rule],
    local: Local = NOWHERE,
) -> Answer:
    """Judges a meeting of `body` on a day, with hours or (None) without; local date and times.

    If the body already meets on that very day, it is that meeting which is judged, and a note says so: without
    hours, with the hour that it begins at, or if its hours are not known. With other hours a second meeting is
    judged. Without a body the day itself is judged, and the meetings already there are notes. InputError for a year
    whose days are not known, and for hours that make no meeting.
    """
    check_hours(start, end)
    check_year(day.year)
    proposal: ProposedMeeting | ProposedDay = ProposedDay(day, schedule, rules, local)
    if body:
        proposal = ProposedMeeting(day, start, end, body, schedule, rules, local)
    problems = sorted(proposal.problems(day), key=lambda p: (p.severity.weight, p.date or day))
    verdict = verdict_of(problems)
    better = [] if verdict == "free" else _better(day, proposal, problems)
    return Answer(
        verdict=verdict,
        problems=tuple(problems),
        better=tuple(c.day for c in better),
        better_verdict=better[0].verdict if better else "free",
        deadlines=tuple(proposal.deadlines(day)),
    )


def check_hours(start: time | None, end: time | None) -> None:
    """InputError for hours that make no meeting."""
    if end is not None and (start is None or end <= start):
        given = f"{clock(start) if start else ''}-{clock(end)}"
        raise input_error("hours", _("the end must come after the start"), given)


def verdict_of(problems: Sequence[Problem]) -> Verdict:
    """The verdict that problems add up to: that of the heaviest."""
    severities = {p.severity for p in problems}
    if Severity.CONFLICT in severities:
        return "conflict"
    return "warning" if Severity.WARNING in severities else "free"


def _better(day: date, proposal: ProposedMeeting | ProposedDay, asked: Sequence[Problem]) -> list[_Candidate]:
    """The nearest free dates; if there are none, the nearest of those with the fewest warnings, fewer than asked.

    Those that break no wishes come first, then those that break the lightest. Of two equally near, one without school
    break comes first, then one on the body's usual weekday, then the later.
    """
    free: list[_Candidate] = []
    others: list[_Candidate] = []
    for days in range(1, REACH.days + 1):
        tied = []
        for candidate in (day + timedelta(days), day - timedelta(days)):
            if not (FIRST_YEAR <= candidate.year <= LAST_YEAR and proposal.possible(candidate)):
                continue
            weighed = proposal.weighed(candidate)
            problems = [w.problem for w in weighed]
            school_break = any(p.code == "school-break" for p in problems)
            unusual = candidate.weekday() != proposal.usual_weekday
            wishes = sum(w.wish for w in weighed)
            tied.append(_Candidate(candidate, verdict_of(problems), _warnings(problems), wishes, school_break, unusual))
        for found in sorted(tied, key=lambda c: (c.school_break, c.unusual)):
            (free if found.verdict == "free" else others).append(found)
        if sum(not c.wishes for c in free) >= OFFERED:
            break
    if free:
        return sorted(free, key=lambda c: c.wishes)[:OFFERED]
    most = _warnings(asked) if verdict_of(asked) == "warning" else None
    doubtful = [c for c in others if c.verdict == "warning" and (most is None or c.warnings < most)]
    least = min((c.warnings for c in doubtful), default=0)
    return sorted((c for c in doubtful if c.warnings == least), key=lambda c: c.wishes)[:OFFERED]


class _Candidate(NamedTuple):
    """A date near by and what makes it better or worse than others."""

    day: date
    verdict: Verdict
    warnings: int
    wishes: int
    school_break: bool
    unusual: bool


def _warnings(problems: Sequence[Problem]) -> int:
    return sum(p.severity is Severity.WARNING for p in problems)
