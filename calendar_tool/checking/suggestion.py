"""The best dates for a body's meeting between two days: ranked, each with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

from calendar_tool.checking.proposal import Verdict, check_hours, verdict_of
from calendar_tool.checking.proposed import ProposedMeeting, Weighed
from calendar_tool.days.local import NOWHERE, Local
from calendar_tool.days.swedish import check_year
from calendar_tool.locale import _
from calendar_tool.model.body import Body
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import Problem, Severity, input_error
from calendar_tool.record import Record
from calendar_tool.rules.kinds.deadlines import Dated
from calendar_tool.rules.rule import Rule

LONGEST = timedelta(days=366 * 2)
NEAR = timedelta(days=14)

_WARNING = 1_000_000  # more than all wishes and notes together
_WISH = 10  # for each unit of its weight
_NOTE = 10
_NOTES = {"school-break": 30, "break-unknown": 15, "meeting": 0}
_UNKNOWN = 1  # a note that something is not known
_MENDED = 200  # what is broken without the meeting and not with it
_UNUSUAL = 20  # a weekday that the body does not use to meet on
_CROWDED = 25  # a week or two from another meeting of the body


class Suggestion(Record):
    """A date on which the meeting can be, the less it costs the better; with what speaks against and for it.

    `mended` is what is broken now and would not be with the meeting there.
    """

    day: date
    cost: int
    verdict: Verdict
    problems: tuple[Problem, ...]
    mended: tuple[Problem, ...]
    usual_weekday: bool
    nearest: date | None
    deadlines: tuple[Dated, ...]


def suggest(
    body: Body,
    first: date,
    last: date,
    count: int,
    hours: tuple[time, time] | None,
    schedule: Schedule,
    rules: Sequence[Rule],
    local: Local = NOWHERE,
) -> list[Suggestion]:
    """The `count` best dates from `first` to `last`, both included: the least cost first, of equals the earlier.

    Dates with a conflict are never suggested, nor those on which the body meets already. A warning costs more than any
    notes; a wish costs ten times its weight, a school break somewhat, an unusual weekday and a meeting of the body
    within two weeks a little more. What the meeting would mend is set against it. InputError if the days are in the
    wrong order, more than two years apart or of a year whose days are not known, and for hours that make no meeting.
    """
    if last < first:
        raise input_error("between", _("the last day is before the first"), f"{first} {last}")
    if last - first > LONGEST:
        raise input_error("between", _("at most two years can be looked through"), f"{first} {last}")
    check_year(first.year)
    check_year(last.year)
    start, end = hours or (None, None)
    check_hours(start, end)
    proposal = ProposedMeeting(first, start, end, body, schedule, rules, local, last, is_new=True)
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    found = [s for day in days if (s := _judged(day, proposal))]
    return sorted(found, key=lambda s: (s.cost, s.day))[:count]


def _judged(day: date, proposal: ProposedMeeting) -> Suggestion | None:
    if not proposal.possible(day):
        return None
    weighed = proposal.weighed(day)
    problems = sorted((w.problem for w in weighed), key=lambda p: p.severity.weight)
    verdict = verdict_of(problems)
    if verdict == "conflict":
        return None
    mended = proposal.mended(day)
    cost = sum(map(_cost, weighed)) - _MENDED * len(mended)
    usual = proposal.usual_weekday in (None, day.weekday())
    nearest = min((m.date for m in proposal.own), key=lambda d: (abs(d - day), d), default=None)
    cost += 0 if usual else _UNUSUAL
    cost += _CROWDED if nearest and abs(nearest - day) < NEAR else 0
    return Suggestion(
        day=day,
        cost=cost,
        verdict=verdict,
        problems=tuple(problems),
        mended=tuple(mended),
        usual_weekday=usual,
        nearest=nearest,
        deadlines=tuple(proposal.deadlines(day)),
    )


def _cost(weighed: Weighed) -> int:
    problem = weighed.problem
    if problem.severity is Severity.WARNING:
        return _WARNING
    if weighed.wish:
        return _WISH * weighed.wish
    return _UNKNOWN if "unknown" in problem.code and problem.code not in _NOTES else _NOTES.get(problem.code, _NOTE)
