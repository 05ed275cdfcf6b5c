"""What is proposed, a meeting of a body or only a day: judged on the day asked for and on days around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from calendar_tool.checking.clashes import hours, overlap, pair_problems, same_people, same_time
from calendar_tool.checking.judged_days import day_problems, meeting_day_problems, place
from calendar_tool.locale import _
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import Problem, Severity
from calendar_tool.rules.kinds import Chain, Links

REACH = timedelta(days=42)  # how far from the day asked for other days are judged


def years_around(day: date) -> range:
    """The years whose meetings can matter to a day: by clashes and chains, and for the usual weekday."""
    return range(day.year - 1, day.year + 2)


class ProposedDay:
    """A day that nobody in particular is to meet on."""

    usual_weekday: int | None = None

    def __init__(self, day: date, schedule: Schedule) -> None:
        self._near = [
            m
            for m in schedule
            if m.status is not Status.CANCELLED and m.date <= day + REACH and m.last_date >= day - REACH
        ]

    def problems(self, day: date) -> list[Problem]:
        """What speaks against a day, and the meetings that are on it already."""
        return day_problems(day) + [_there(m, day) for m in self._near if m.on(day)]


class ProposedMeeting:
    """A meeting of one body; if the body already meets on that very day, it may be that meeting.

    It is if no hours are given, if it begins at the hour given, or if its hours are not known; else it is a second one.
    Only what can matter is looked at: the years around the day, the people of the body, the chained bodies.
    """

    def __init__(
        self,
        day: date,
        start: time | None,
        end: time | None,
        body: Body,
        schedule: Schedule,
        rules: Sequence[Chain],
    ) -> None:
        years = years_around(day)
        around_it = schedule.between(date(years[0], 1, 1), date(years[-1], 12, 31))
        near = [m for m in around_it if m.status is not Status.CANCELLED]
        bodies = schedule.bodies if schedule.bodies.find(body.name) else Bodies([*schedule.bodies, body])
        own = [m for m in near if m.body == body.name]
        on_day = [m for m in own if m.date == day]
        judged = [m for m in on_day if m.start == start] + [m for m in on_day if start is None or m.start is None]
        self._existing = judged[0] if judged else None
        self._meeting = self._existing or Meeting(body.name, day)
        if start:
            self._meeting = replace(self._meeting, start=start, end=end)
        others = [m for m in near if m is not self._existing]
        around = [m for m in others if m.date <= day + REACH and m.last_date >= day - REACH]
        people = same_people({body.name, *(m.body for m in around)}, bodies)[body.name]
        self._same_people = [m for m in around if m.body in people]
        self._others = [m for m in around if m.body not in people]
        weekdays = Counter(m.date.weekday() for m in own)
        self.usual_weekday = weekdays.most_common(1)[0][0] if weekdays else None
        self._bodies = bodies
        self._chains = [
            (rule, rule.links(near, bodies), rule.links(others, bodies))
            for rule in rules
            if body.name in rule.bodies(bodies)
        ]

    def problems(self, day: date) -> list[Problem]:
        """What speaks against the meeting on a day."""
        last = day + (self._meeting.last_date - self._meeting.date)
        meeting = replace(self._meeting, date=day, end_date=last if last > day else None)
        found = meeting_day_problems(meeting)
        if self._existing and self._existing.date == day:
            found.append(_there(self._existing, day))
        for other in self._same_people:
            if other.date <= last and day <= other.last_date:
                found += pair_problems(meeting, other)
        if at_the_same_time := [m for m in self._others if overlap(meeting, m)]:
            found.append(same_time(meeting, at_the_same_time))
        for rule, now, without in self._chains:
            found += self._chain_problems(meeting, rule, now, without)
        return found

    def _chain_problems(self, meeting: Meeting, rule: Chain, now: Links, without: Links) -> Iterator[Problem]:
        """The chain's problems that the meeting has, or gives to the next meeting of `then` that was without.

        An existing meeting that is moved also gives them to the one that it was ahead of where it is `now`.
        """
        after = rule.links([*without.firsts, *without.thens, meeting], self._bodies)
        if meeting.body == after.then and (problem := rule.judge(meeting, after)):
            yield problem
        following = _next(without, meeting.date)
        if following and (problem := _new(rule, following, after, without)):
            yield problem
        left = _next(without, self._existing.date) if self._existing else None
        if left and left is not following and (problem := _new(rule, left, after, now)):
            yield problem


def _there(meeting: Meeting, day: date) -> Problem:
    """The note that a meeting is on the day already."""
    text = _("{meeting} is on {date} already").format(meeting=hours(meeting), date=day)
    return Problem("meeting", Severity.NOTE, text, place(meeting), None, day, (meeting.id,))


def _new(rule: Chain, meeting: Meeting, after: Links, before: Links) -> Problem | None:
    problem = rule.judge(meeting, after)
    return problem if problem != rule.judge(meeting, before) else None


def _next(links: Links, day: date) -> Meeting | None:
    """The first meeting of `then` on a day or after it."""
    return next((m for m in links.thens if m.date >= day), None)
