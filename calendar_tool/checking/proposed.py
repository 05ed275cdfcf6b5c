"""What is proposed, a meeting of a body or only a day: judged on the day asked for and on days around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import NamedTuple

from calendar_tool.checking.clashes import same_people, same_time, settled
from calendar_tool.checking.judged_days import meeting_day_problems
from calendar_tool.days.local import NOWHERE, Local
from calendar_tool.locale import _
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import Problem, Severity
from calendar_tool.rules.kinds.chain import UNKNOWN_BEFORE
from calendar_tool.rules.kinds.deadlines import Dated, Deadline, due_dates
from calendar_tool.rules.pairs import hours, overlap, pair_problems, place
from calendar_tool.rules.rule import Case, Level, Rule

REACH = timedelta(days=28)  # how far from the day asked for other days are judged
_NEW = "?"  # the id of a meeting that is only proposed, while it is judged


class Weighed(NamedTuple):
    """A problem and, if it is the breach of a wish, how much that weighs (else 0)."""

    problem: Problem
    wish: int = 0


def years_around(first: date, last: date | None = None) -> range:
    """The years whose meetings can matter to a day or days: by clashes and chains, and for the usual weekday."""
    return range(first.year - 1, (last or first).year + 2)


class ProposedDay:
    """A day that nobody in particular is to meet on."""

    usual_weekday: int | None = None

    def __init__(self, day: date, schedule: Schedule, rules: Sequence[Rule] = (), local: Local = NOWHERE) -> None:
        self._rules = [rule for rule in rules if not rule.names() and rule.of_days]
        self._case = Case((), schedule.bodies, local)
        self._near = [
            m
            for m in (*schedule, *schedule.others)
            if m.status is not Status.CANCELLED and m.date <= day + REACH and m.last_date >= day - REACH
        ]

    def possible(self, day: date) -> bool:
        """Whether the day itself can be met on."""
        return all(p.severity is not Severity.CONFLICT for p in self._of_the_day(day))

    def problems(self, day: date) -> list[Problem]:
        """What speaks against a day, by the rules about all bodies too, and the meetings that are on it already."""
        return self._of_the_day(day) + [_there(m, day) for m in self._near if m.on(day)]

    def weighed(self, day: date) -> list[Weighed]:
        """The same, each with its weight."""
        return [Weighed(problem) for problem in self.problems(day)]

    def _of_the_day(self, day: date) -> list[Problem]:
        nobodys = Meeting("", day)
        found = meeting_day_problems(nobodys, self._case, self._rules)
        for rule in self._rules:
            found += rule.near(self._case.changed(None, nobodys), [day])
        return [p._replace(text=p.text.removeprefix(": "), place=None, meetings=()) for p in found]

    def deadlines(self, day: date) -> list[Dated]:
        """None: they are a body's."""
        return []


class ProposedMeeting:
    """A meeting of one body; if the body already meets on that very day, it may be that meeting.

    It is if no hours are given, if it begins at the hour given, or if its hours are not known; else it is a second one.
    Only what can matter is looked at: the years around the day, the people of the body, the bodies that the rules
    about it name. `last` is the last day that will be asked about; with `is_new` it is a second meeting in any case.
    """

    def __init__(
        self,
        day: date,
        start: time | None,
        end: time | None,
        body: Body,
        schedule: Schedule,
        rules: Sequence[Rule],
        local: Local = NOWHERE,
        last: date | None = None,
        is_new: bool = False,
    ) -> None:
        years = years_around(day, last)
        near = schedule.between(date(years[0], 1, 1), date(years[-1], 12, 31))
        bodies = schedule.bodies if schedule.bodies.find(body.name) else Bodies([*schedule.bodies, body])
        self._rules = [rule for rule in rules if not rule.names() or body.name in rule.names()]
        self._deadlines = [rule for rule in self._rules if isinstance(rule, Deadline)]
        self._broken = [rule for rule in self._rules if not isinstance(rule, Deadline)]  # deadlines never are
        case = Case(near, bodies, local, schedule.others, schedule.known)
        own = case.of((body.name,))
        self._existing = None if is_new else _at(own, day, start)
        self._meeting = self._existing or Meeting(body.name, day, id=_NEW)
        if start:
            self._meeting = replace(self._meeting, start=start, end=end, end_date=None)
        names = {body.name, *(m.body for m in (*case.meetings, *case.others)), *(b.name for b in bodies if b.is_other)}
        people = self._people = same_people(names, bodies)[body.name]
        others = [m for m in case.meetings if m is not self._existing]
        span = (day - REACH, (last or day) + REACH)
        around = [m for m in others if m.date <= span[1] and m.last_date >= span[0]]
        busy = [m for m in case.others if m.date <= span[1] and m.last_date >= span[0]]
        self._same_people = [m for m in (*around, *busy) if m.body in people]
        self._day_problems: dict[date, list[Problem]] = {}
        self._after: dict[date, list[list[Problem]]] = {}
        self._respects_others = any(b.is_other for b in bodies)
        self._others = [m for m in around if m.body not in people]
        weekdays = Counter(m.date.weekday() for m in own)
        self.usual_weekday = weekdays.most_common(1)[0][0] if weekdays else None
        self.own = [m for m in own if m is not self._existing]
        named = {name for rule in self._rules for name in rule.names()} | {body.name}
        self._case = Case((m for m in case.meetings if m.body in named), bodies, local, case.others, case.known)
        without = self._case.changed(self._existing, None)
        self._before = [
            ({_key(p) for p in rule.check(self._case)}, {_key(p) for p in rule.check(without)}) for rule in self._broken
        ]

    def possible(self, day: date) -> bool:
        """Whether the days that the meeting would take can be met on, and the body does not meet on the day already."""
        found = self._of_its_days(self._on(day))
        return all(p.severity is not Severity.CONFLICT for p in found) and not any(m.on(day) for m in self.own)

    def _of_its_days(self, meeting: Meeting) -> list[Problem]:
        if meeting.date not in self._day_problems:
            self._day_problems[meeting.date] = meeting_day_problems(meeting, self._case, self._rules)
        return self._day_problems[meeting.date]

    def problems(self, day: date) -> list[Problem]:
        """What speaks against the meeting on a day."""
        return [weighed.problem for weighed in self.weighed(day)]

    def weighed(self, day: date) -> list[Weighed]:
        """The same, each with its weight."""
        meeting = self._on(day)
        found = [*self._of_its_days(meeting)]
        if self._existing and self._existing.date == day:
            found.append(_there(self._existing, day))
        for other in self._same_people:
            if other.date <= meeting.last_date and day <= other.last_date:
                found += [p for p in pair_problems(meeting, other) if not settled(p, meeting, other, self._rules)]
        if self._respects_others:
            from calendar_tool.checking.others import unknown_at  # only for those who have others to respect

            found += unknown_at(meeting, self._people, self._case)
        if at_the_same_time := [m for m in self._others if overlap(meeting, m)]:
            found.append(same_time(meeting, at_the_same_time))
        return [Weighed(_named(p)) for p in found] + list(self._ruled(meeting))

    def deadlines(self, day: date) -> list[Dated]:
        """What would be due before and after the meeting on a day."""
        meeting = self._on(day)
        return due_dates(meeting.with_id("") if meeting.id == _NEW else meeting, self._deadlines)

    def _on(self, day: date) -> Meeting:
        last = day + (self._meeting.last_date - self._meeting.date)
        return replace(self._meeting, date=day, end_date=last if last > day else None)

    def _ruled(self, meeting: Meeting) -> Iterator[Weighed]:
        """The breaches of rules that the meeting has, brings about by being there, or by having left where it was."""
        for rule, held, (now, without) in zip(self._broken, self._held(meeting), self._before, strict=True):
            for problem in held:
                if problem.severity is Severity.NOTE and not problem.meetings:
                    continue  # what is not known of a year is no fault of this meeting
                if self._existing and _key(problem) not in now and problem.code == UNKNOWN_BEFORE:
                    text = _("after the move {text}").format(text=problem.text)  # where it is now, it kept the rule
                    problem = problem._replace(severity=rule.level.severity, text=text)
                if meeting.id in problem.meetings or _key(problem) not in now or _key(problem) not in without:
                    yield Weighed(_named(problem), rule.weight if rule.level is Level.ONSKAN else 0)

    def mended(self, day: date) -> list[Problem]:
        """The breaches of rules, worth more than a note, that there are no longer with the meeting on a day."""
        meeting = self._on(day)
        found = []
        for rule, held in zip(self._broken, self._held(meeting), strict=True):
            left = {_key(p) for p in held if p.severity is not Severity.NOTE}
            before = rule.near(self._case, self._days(meeting))
            found += [p for p in before if p.severity is not Severity.NOTE and _key(p) not in left]
        return found

    def _held(self, meeting: Meeting) -> list[list[Problem]]:
        """What each rule says near the meeting with it there, and no longer where it was; worked out once a day."""
        if meeting.date not in self._after:
            after = self._case.changed(self._existing, meeting)
            self._after[meeting.date] = [list(rule.near(after, self._days(meeting))) for rule in self._broken]
        return self._after[meeting.date]

    def _days(self, meeting: Meeting) -> list[date]:
        return sorted({m.date for m in (meeting, self._existing) if m})


def _at(own: Sequence[Meeting], day: date, start: time | None) -> Meeting | None:
    """The meeting of a body on a day that is meant by a beginning, or by none; None if there is no such."""
    on_day = [m for m in own if m.date == day]
    meant = [m for m in on_day if m.start == start] + [m for m in on_day if start is None or m.start is None]
    return meant[0] if meant else None


def _key(problem: Problem) -> tuple[object, ...]:
    """What makes a breach the same one, however it is worded: a meeting that could not be judged may now be judged."""
    return problem.date, problem.meetings


def _named(problem: Problem) -> Problem:
    """The problem without the id that the proposed meeting had while it was judged."""
    if _NEW not in problem.meetings:
        return problem
    return problem._replace(meetings=tuple("" if id == _NEW else id for id in problem.meetings))


def _there(meeting: Meeting, day: date) -> Problem:
    """The note that a meeting is on the day already."""
    text = _("{meeting} is on {date} already").format(meeting=hours(meeting), date=day)
    return Problem("meeting", Severity.NOTE, text, place(meeting), None, day, (meeting.id,))
