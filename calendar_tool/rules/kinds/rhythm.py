"""The rhythm of a body (rytm), and where a meeting goes whose regular day is free (flytt)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, NamedTuple

from calendar_tool.days.counting import add_working_days
from calendar_tool.days.day import EXPLAINING
from calendar_tool.days.swedish import FIRST_YEAR, LAST_YEAR, is_working_day
from calendar_tool.locale import _, long_date
from calendar_tool.model.meeting import Meeting
from calendar_tool.problem import Problem, Severity
from calendar_tool.rules.rhythms import Rhythm
from calendar_tool.rules.rule import BodyRule, Case
from calendar_tool.rules.scope import Common, Scope
from calendar_tool.toml_file import Table

Counted = Sequence[tuple[Rhythm, date]]
"""Rhythms, each with a date that its weeks are counted from."""


class MoveTo(StrEnum):
    """Where the meeting goes."""

    BEFORE = "före"
    AFTER = "efter"
    SKIP = "hoppa över"
    SAME_WEEK = "annan dag samma vecka"


class Move(BodyRule):
    """A meeting whose regular day is not a working day is moved so. It is judged by the rhythm of its body."""

    kind: ClassVar[str] = "flytt"

    to: MoveTo

    def own_values(self) -> dict[str, object]:
        return {**super().own_values(), "to": self.to}

    def check(self, case: Case) -> Iterator[Problem]:
        """Nothing: without a rhythm there is no regular day."""
        return iter(())

    def said(self) -> str:
        """Where the meeting should go, as the end of a sentence."""
        return {
            MoveTo.BEFORE: _("so that the meeting should be on the working day before"),
            MoveTo.AFTER: _("so that the meeting should be on the working day after"),
            MoveTo.SKIP: _("so that there should be no meeting"),
            MoveTo.SAME_WEEK: _("so that the meeting should be on another day of that week"),
        }[self.to]

    def allows(self, regular: date, day: date) -> bool:
        """Whether a meeting of a regular day that is free may be on another day."""
        if self.to is MoveTo.SAME_WEEK:
            return day.isocalendar()[:2] == regular.isocalendar()[:2]
        steps = {MoveTo.BEFORE: -1, MoveTo.AFTER: 1}.get(self.to)
        return steps is not None and day == add_working_days(regular, steps)


class KeepsRhythm(BodyRule):
    """The meetings of a body are on days that fit a rhythm, any of them if there are several.

    One that is not is right if the nearest day that fits is no working day and `moves` allow the day it is on. Without
    moves it is explained, as a note, if that day is no ordinary one and within a week. In the place of one such day is
    one meeting, the nearest. Weeks are counted, for each rhythm, from a meeting of the year that is in step with the
    most others.
    """

    kind: ClassVar[str] = "rytm"

    rhythms: tuple[Rhythm, ...]
    moves: tuple[Move, ...] = ()

    def own_values(self) -> dict[str, object]:
        return {**super().own_values(), "rhythm": tuple(map(str, self.rhythms))}

    def with_moves(self, moves: list[Move]) -> KeepsRhythm:
        """The rule with the moves that are about its bodies."""
        own = [m for m in moves if not m.bodies or not self.bodies or set(m.bodies) & set(self.bodies)]
        return self.replaced(moves=tuple(own))

    def fits(self, day: date, first: date | None = None) -> bool:
        """Whether a meeting may be on a date by one of the rhythms; `first` is one that all count weeks from."""
        return any(rhythm.fits(day, first) for rhythm in self.rhythms)

    def said(self) -> str:
        """The rhythms as a problem quotes them."""
        return "; ".join(map(str, self.rhythms))

    def check(self, case: Case) -> Iterator[Problem]:
        for body, meetings in case.each(self.bodies):
            years: dict[int, list[date]] = {}
            for meeting in meetings:
                years.setdefault(meeting.date.year, []).append(meeting.date)
            counted = {
                year: [(rhythm, _first(rhythm, days)) for rhythm in self.rhythms] for year, days in years.items()
            }
            found: list[Judged] = []
            for meeting in meetings:
                rhythms = counted[meeting.date.year]
                kept = any(rhythm.fits(meeting.date, first) for rhythm, first in rhythms)
                if self.in_force(meeting.date) and not kept:
                    found.append(self.judged(body, meeting, rhythms, case))
            excused: dict[tuple[date | None, int], Judged] = {}
            for judged in sorted((j for j in found if j.is_excused), key=lambda j: j.away):
                excused.setdefault((judged.regular, judged.meeting.date.year), judged)
            for judged in found:
                nearer = excused.get((judged.regular, judged.meeting.date.year), judged).meeting
                if judged.is_excused and nearer.date != judged.meeting.date:
                    yield self._second(judged, nearer)
                elif judged.problem:
                    yield judged.problem

    def judged(self, body: str, meeting: Meeting, rhythms: Counted, case: Case) -> Judged:
        """What is wrong with a meeting that fits none of the rhythms, each with a date that weeks are counted from."""
        moves = [m for m in self.moves if m.in_force(meeting.date) and (not m.bodies or body in m.bodies)]
        said = self._not_kept(body, meeting)
        nearest = _nearest(meeting.date, rhythms, {m.date for m in case.of((body,))})
        if nearest is None:
            return Judged(meeting, None, self.problem("rhythm-broken", said, meeting))
        why = "; ".join(d.name for d in case.kinds(nearest) if d.kind in EXPLAINING)
        if not why:
            text = _("{said}: {day}, the nearest such day without a meeting, is an ordinary one")
            text = text.format(said=said, day=long_date(nearest))
            return Judged(meeting, nearest, self.problem("rhythm-broken", text, meeting))
        said = _("{said}: {day} is {name}").format(said=said, day=long_date(nearest), name=why)
        if moves and not is_working_day(nearest):
            if any(m.allows(nearest, meeting.date) for m in moves):
                return Judged(meeting, nearest, None)
            return Judged(meeting, nearest, self.problem("rhythm-broken", f"{said}, {moves[0].said()}", meeting))
        if abs(nearest - meeting.date) > timedelta(days=7):
            return Judged(meeting, nearest, self.problem("rhythm-broken", said, meeting))
        return Judged(meeting, nearest, self.problem("rhythm-moved", said, meeting, severity=Severity.NOTE))

    def _not_kept(self, body: str, meeting: Meeting) -> str:
        said = _("{body} {date} does not keep “{rhythm}”")
        return said.format(body=body, date=meeting.date, rhythm=self.said())

    def _second(self, judged: Judged, other: Meeting) -> Problem:
        """That the regular day of a meeting, which is free, has another meeting in its place."""
        assert judged.regular
        said = self._not_kept(judged.meeting.body, judged.meeting)
        text = _("{said}: in the place of {day} there is {other}")
        text = text.format(said=said, day=long_date(judged.regular), other=f"{other.body} {other.date}")
        return self.problem("rhythm-broken", text, judged.meeting)


class Judged(NamedTuple):
    """A meeting that keeps no rhythm, the nearest day without a meeting that does, and what is wrong with it so.

    The meeting is excused if that day is free; but of several meetings for one such day only the nearest to it.
    """

    meeting: Meeting
    regular: date | None
    problem: Problem | None

    @property
    def is_excused(self) -> bool:
        """Whether the regular day is free, and the meeting may stand for it."""
        return self.problem is None or self.problem.code == "rhythm-moved"

    @property
    def away(self) -> tuple[timedelta, date]:
        """How far it is from the regular day: of two as far the earlier is the nearer."""
        return (abs(self.meeting.date - self.regular) if self.regular else timedelta.max, self.meeting.date)


def _first(rhythm: Rhythm, days: Sequence[date]) -> date:
    """The date that the weeks of a rhythm are counted from: one in step with the most others, the first such."""
    return max(days, key=lambda d: sum(rhythm.fits(o, d) for o in days)) if rhythm.every_weeks > 1 else days[0]


def _nearest(day: date, rhythms: Counted, taken: set[date]) -> date | None:
    """The date nearest to another, the earlier of two, that fits a rhythm and is not taken; None if none is near."""
    found = []
    for rhythm, first in rhythms:
        near = (d for d in rhythm.near(day, first) if d not in taken and FIRST_YEAR <= d.year <= LAST_YEAR)
        found += [d for d in [next(near, None)] if d]
    return min(found, key=lambda d: (abs(d - day), d), default=None)


def read_rhythm(table: Table, common: Common, scope: Scope) -> KeepsRhythm | None:
    """A rytm of a table; None if something needed is missing or wrong."""
    bodies = scope.names(table, "body", required=True)
    rhythms = table.parsed_all("rhythm", Rhythm.parse, required=True)
    return KeepsRhythm(**common, bodies=bodies, rhythms=rhythms) if rhythms else None


def read_move(table: Table, common: Common, scope: Scope) -> Move | None:
    """A flytt of a table; None if something needed is missing or wrong."""
    bodies = scope.names(table, "body")
    to = table.choice("to", MoveTo, required=True)
    return Move(**common, bodies=bodies, to=to) if to else None
