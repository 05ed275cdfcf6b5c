"""Two bodies beside each other: weeks (veckoförhållande), days (samma dag), people (delade ledamöter)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from calendar_tool.days.day import monday
from calendar_tool.locale import _, listed
from calendar_tool.model.meeting import Meeting
from calendar_tool.problem import Problem, Severity
from calendar_tool.rules.pairs import pair_problems
from calendar_tool.rules.rule import Case, Level, Rule, days_of, unless
from calendar_tool.rules.scope import Common, Scope
from calendar_tool.toml_file import Table

_MOST_MINUTES = 24 * 60
_USUAL_MINUTES = 60
_MINUTE = timedelta(minutes=1)
_NEAR = timedelta(days=15)  # a meeting further away has nothing to do with another's day or week


class Weeks(StrEnum):
    """How the week of a body's meeting stands to those of the other body."""

    NOT_THE_SAME = "inte samma vecka"
    THE_SAME = "samma vecka"
    BEFORE = "veckan före"
    AFTER = "veckan efter"


class SameDay(StrEnum):
    """Whether a body meets on the other body's days."""

    MUST = "ska"
    MAY = "får"
    MUST_NOT = "får inte"


class PairRule(Rule):
    """A rule about the meetings of some bodies beside those of others."""

    said_once: ClassVar[str] = "pair-unknown"

    bodies: tuple[str, ...]
    others: tuple[str, ...]

    def names(self) -> tuple[str, ...]:
        return (*self.bodies, *self.others)

    def own_values(self) -> dict[str, object]:
        return {"body": self.bodies, "other": self.others}

    def is_about(self, one: Meeting, other: Meeting) -> bool:
        """Whether it is about two meetings, whichever comes first, and in force on that of its bodies."""
        pairs = ((one, other), (other, one))
        return any(a.body in self.bodies and b.body in self.others and self.in_force(a.date) for a, b in pairs)

    def check(self, case: Case) -> Iterator[Problem]:
        return self._check(case, None)

    def near(self, case: Case, days: Sequence[date]) -> Iterator[Problem]:
        return self._check(case, days)

    def _check(self, case: Case, days: Sequence[date] | None) -> Iterator[Problem]:
        """What is wrong with the meetings of the bodies; with `days` only with those within two weeks of one."""
        raise NotImplementedError

    def _judged_meetings(self, case: Case, days: Sequence[date] | None) -> Iterator[Meeting]:
        for meeting in case.of(self.bodies):
            if self.in_force(meeting.date) and (days is None or any(abs(meeting.date - d) < _NEAR for d in days)):
                yield meeting

    def _side_by_side(self, case: Case, days: Sequence[date] | None) -> Iterator[tuple[Meeting, list[Meeting]]]:
        """The meetings of the bodies, each with those of the others that take some of its days."""
        by_day: defaultdict[date, list[Meeting]] = defaultdict(list)
        for other in case.of(self.others):
            for day in days_of(other):
                by_day[day].append(other)
        for meeting in self._judged_meetings(case, days):
            there = {id(other): other for day in days_of(meeting) for other in by_day.get(day, ())}
            yield meeting, list(there.values())

    def said_of(self, meetings: Sequence[Meeting]) -> Problem:
        return self.not_judged(self.said_once, self.others, meetings)


class InWeeks(PairRule):
    """Each meeting of the bodies is in a week that stands so to the weeks in which the others meet."""

    kind: ClassVar[str] = "veckoförhållande"

    weeks: Weeks

    def own_values(self) -> dict[str, object]:
        return {**super().own_values(), "weeks": self.weeks}

    def _check(self, case: Case, days: Sequence[date] | None) -> Iterator[Problem]:
        by_week: dict[date, Meeting] = {}
        for other in case.of(self.others):
            for day in days_of(other):
                by_week.setdefault(monday(day), other)
        steps = {Weeks.BEFORE: 1, Weeks.AFTER: -1}.get(self.weeks, 0)
        for meeting in self._judged_meetings(case, days):
            weeks = {monday(day) + timedelta(weeks=steps) for day in days_of(meeting)}
            there = next((by_week[week] for week in sorted(weeks) if week in by_week), None)
            if self.weeks is Weeks.NOT_THE_SAME:
                if there:
                    text = _("{one} {date} is in the same week (v. {week}) as {other} {other_date}")
                    yield self._problem(text, meeting, there)
            elif not there and not case.knows(self.others, meeting.date):
                yield self.said_of([meeting])
            elif not there:
                text = {
                    Weeks.THE_SAME: _("{one} {date} (v. {week}) is in no week in which {other} meets"),
                    Weeks.BEFORE: _("{one} {date} (v. {week}) is not in the week before a meeting of {other}"),
                    Weeks.AFTER: _("{one} {date} (v. {week}) is not in the week after a meeting of {other}"),
                }[self.weeks]
                yield self._problem(text, meeting, None)

    def _problem(self, text: str, meeting: Meeting, other: Meeting | None) -> Problem:
        said = text.format(
            one=meeting.body,
            date=meeting.date,
            week=meeting.date.isocalendar().week,
            other=other.body if other else listed(self.others, _("or")),
            other_date=other.date if other else "",
        )
        return self.problem("weeks", said, meeting, *([other] if other else []))


class OnSameDay(PairRule):
    """The bodies meet only on days of the others (ska), never (får inte), or may, so that nothing is said of it (får).

    Where they meet on one day and `in_order`, a meeting of the bodies ends before one of the others begins.
    """

    kind: ClassVar[str] = "samma dag"

    mode: SameDay
    in_order: bool = False

    def own_values(self) -> dict[str, object]:
        return {**super().own_values(), "same_day": self.mode, "in_order": self.in_order}

    def settles(self, problem: Problem, one: Meeting, other: Meeting) -> bool:
        return problem.code == "same-day" and self.is_about(one, other)

    def _check(self, case: Case, days: Sequence[date] | None) -> Iterator[Problem]:
        for meeting, there in self._side_by_side(case, days):
            yield from self._judged(meeting, there, case)

    def _judged(self, meeting: Meeting, there: list[Meeting], case: Case) -> Iterator[Problem]:
        if self.mode is SameDay.MUST and not there:
            text = _("{one} {date} is on no day of {other}")
            said = text.format(one=meeting.body, date=meeting.date, other=listed(self.others, _("or")))
            known = case.knows(self.others, meeting.date)
            yield self.problem("not-same-day", said, meeting) if known else self.said_of([meeting])
        if self.mode is SameDay.MUST_NOT and there:
            text = _("{one} {date} is on the same day as {other}")
            said = text.format(one=meeting.body, date=meeting.date, other=there[0].body)
            yield self.problem("same-day", said, meeting, there[0])
        for other in there if self.in_order else ():
            own, theirs = meeting.interval(), other.interval()
            if own and theirs and (own[1] if meeting.end else own[0] + _MINUTE) > theirs[0]:
                text = _("{one} {date} should end before {other} begins")
                said = text.format(one=meeting.body, date=meeting.date, other=other.body)
                yield self.problem("order", said, meeting, other)


class SharedMembers(PairRule):
    """People sit in the bodies and in the others: their meetings may not overlap, nor leave too little time to travel.

    An overlap weighs what the level says; too little time, and the same day where hours are not known, one step less.
    There has to be time to travel unless both are known to be at a distance.
    """

    kind: ClassVar[str] = "delade ledamöter"

    margin: timedelta

    def own_values(self) -> dict[str, object]:
        return {**super().own_values(), "travel_minutes": unless(_USUAL_MINUTES, self.margin // _MINUTE)}

    def settles(self, problem: Problem, one: Meeting, other: Meeting) -> bool:
        told = problem.code != "same-day" or one.start is None or other.start is None
        return told and self.is_about(one, other)

    def _check(self, case: Case, days: Sequence[date] | None) -> Iterator[Problem]:
        for meeting, there in self._side_by_side(case, days):
            for other in there:
                for problem in pair_problems(meeting, other, self.margin, by_rule=True):
                    if not self.settles(problem, meeting, other):
                        continue
                    severity = self.level.severity if problem.code == "overlap" else _LIGHTER[self.level]
                    yield problem._replace(severity=severity, source=f"{self.id} ({self.source})")


_LIGHTER = {Level.KRAV: Severity.WARNING, Level.REGEL: Severity.NOTE, Level.ONSKAN: Severity.NOTE}


def _pair(table: Table, scope: Scope) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    bodies, others = scope.names(table, "body", required=True), scope.names(table, "other", required=True)
    if set(bodies) & set(others):
        table.wrong("other", _("needs two different bodies"))
        return None
    return bodies, others


def read_weeks(table: Table, common: Common, scope: Scope) -> InWeeks | None:
    """A veckoförhållande of a table; None if something needed is missing or wrong."""
    pair, weeks = _pair(table, scope), table.choice("weeks", Weeks, required=True)
    return InWeeks(**common, bodies=pair[0], others=pair[1], weeks=weeks) if pair and weeks else None


def read_same_day(table: Table, common: Common, scope: Scope) -> OnSameDay | None:
    """A samma dag of a table; None if something needed is missing or wrong."""
    pair, mode = _pair(table, scope), table.choice("same_day", SameDay, required=True)
    in_order = table.boolean("in_order")
    if not (pair and mode):
        return None
    return OnSameDay(**common, bodies=pair[0], others=pair[1], mode=mode, in_order=in_order)


def read_shared(table: Table, common: Common, scope: Scope) -> SharedMembers | None:
    """A delade ledamöter of a table; None if something needed is missing or wrong."""
    pair, minutes = _pair(table, scope), table.integer("travel_minutes", most=_MOST_MINUTES)
    if not pair:
        return None
    margin = timedelta(minutes=_USUAL_MINUTES if minutes is None else minutes)
    return SharedMembers(**common, bodies=pair[0], others=pair[1], margin=margin)
