"""What all rules have: an id, a level, a sentence, a source and a validity; and what they are held against."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, TypeVar

from calendar_tool.days.local import NOWHERE, Local
from calendar_tool.days.swedish import Day, kinds
from calendar_tool.locale import _, listed
from calendar_tool.model.body import Bodies
from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.problem import Problem, Severity
from calendar_tool.record import Record

T = TypeVar("T")


class Level(StrEnum):
    """How binding a rule is: never broken, explained if broken, or weighed."""

    KRAV = "krav"
    REGEL = "regel"
    ONSKAN = "önskan"

    @property
    def severity(self) -> Severity:
        """What a breach weighs."""
        return {
            Level.KRAV: Severity.CONFLICT,
            Level.REGEL: Severity.WARNING,
            Level.ONSKAN: Severity.NOTE,
        }[self]


class Case:
    """What rules are held against: the meetings that stand, by body and in order, and the days.

    Cancelled meetings count for nothing. A body goes under its short name, however its meetings name it. `others`
    are the busy times of bodies whose calendars are only respected, `known` by their names the first and the last day
    that these were read for.
    """

    def __init__(
        self,
        meetings: Iterable[Meeting],
        bodies: Bodies | None = None,
        local: Local = NOWHERE,
        others: Iterable[Meeting] = (),
        known: Mapping[str, tuple[date, date]] | None = None,
    ) -> None:
        self.bodies = bodies or Bodies()
        self.local = local
        self.known = known or {}
        self._kinds: dict[date, tuple[Day, ...]] = {}
        self._short: dict[str, str] = {}
        self.others = tuple(self._standing(others))
        self._set(self._standing(meetings))

    def _standing(self, meetings: Iterable[Meeting]) -> list[Meeting]:
        return [
            m if self.short(m.body) == m.body else replace(m, body=self.short(m.body))
            for m in meetings
            if m.status is not Status.CANCELLED
        ]

    def _set(self, meetings: list[Meeting]) -> None:
        self.meetings = sorted(meetings, key=lambda m: m.sort_key)
        self._by_body: dict[str, list[Meeting]] = {}
        for meeting in (*self.meetings, *self.others):
            self._by_body.setdefault(meeting.body, []).append(meeting)

    def changed(self, without: Meeting | None, also: Meeting | None) -> Case:
        """The same case with one meeting less and one more."""
        other = copy(self)
        other.meetings = _changed(self.meetings, without, also)
        touched = {m.body for m in (without, also) if m}
        changed = {body: _changed(self._by_body.get(body, []), without, also, body) for body in touched}
        other._by_body = {**self._by_body, **changed}
        return other

    def with_meetings(self, meetings: Iterable[Meeting], others: Iterable[Meeting] = ()) -> Case:
        """A case of other meetings, with what this one knows of bodies, calendars and days."""
        case = Case(meetings, self.bodies, self.local, others, self.known)
        case._kinds = self._kinds
        return case

    def short(self, name: str) -> str:
        """The short name of a body, the name itself if it is not known."""
        if name not in self._short:
            body = self.bodies.find(name)
            self._short[name] = body.name if body else name
        return self._short[name]

    def of(self, names: Sequence[str]) -> list[Meeting]:
        """The meetings of the bodies in order of time; those of all own bodies if none is named."""
        if not names:
            return self.meetings
        if len(names) == 1:
            return self._by_body.get(names[0], [])
        found = [m for name in dict.fromkeys(names) for m in self._by_body.get(name, ())]
        return sorted(found, key=lambda m: m.sort_key)

    def each(self, names: Sequence[str]) -> Iterator[tuple[str, list[Meeting]]]:
        """The bodies, each with its meetings in order; all own bodies if none is named."""
        for name in names or sorted({m.body for m in self.meetings}):
            yield name, self._by_body.get(name, [])

    def knows(self, names: Sequence[str], day: date) -> bool:
        """Whether the meetings of one of the bodies are known on a date: of its year, or by its calendar."""
        for name in names:
            if window := self.known.get(name):
                if window[0] <= day <= window[1]:
                    return True
            elif any(m.date.year == day.year for m in self._by_body.get(name, ())):
                return True
        return False

    def kinds(self, day: date) -> tuple[Day, ...]:
        """Everything that is known about a date; InputError for a year whose days are not known."""
        if day not in self._kinds:
            self._kinds[day] = kinds(day, self.local)
        return self._kinds[day]

    def at(self, places: tuple[str, ...], day: date) -> tuple[Day, ...]:
        """The same for people of other places than the user's own."""
        return kinds(day, self.local._replace(places=places))


class Rule(Record):
    """One rule. In force for meetings from `valid_from` to `valid_until`, both included.

    `weight` is for wishes, and at least 1: how much it is worth to keep one, beside the others.
    """

    kind: ClassVar[str]
    of_days: ClassVar[bool] = False  # whether it is about kinds of days, and so can be held against a bare date
    said_once: ClassVar[str] = ""  # the code of a note that many meetings have alike

    id: str
    level: Level
    text: str
    source: str
    weight: int = 1
    valid_from: date | None = None
    valid_until: date | None = None

    def names(self) -> tuple[str, ...]:
        """The bodies that it is about, by their short names; all if there are none."""
        raise NotImplementedError

    def values(self) -> dict[str, object]:
        """The keys and values of its table in the rule file, without those that hold anyway (printing.py)."""
        found = {
            "id": self.id,
            "kind": self.kind,
            "level": self.level,
            "text": self.text,
            "source": self.source,
            **self.own_values(),
            "weight": unless(1, self.weight),
            "valid_from": self.valid_from,
            "valid_until": self.valid_until,
        }
        return {key: value for key, value in found.items() if not (value is None or value is False or value == ())}

    def own_values(self) -> dict[str, object]:
        """Those of its kind, as the reader of the kind asks for them; None, False and () for what is left out."""
        raise NotImplementedError

    def check(self, case: Case) -> Iterator[Problem]:
        """What is wrong, each meeting for itself."""
        raise NotImplementedError

    def near(self, case: Case, days: Sequence[date]) -> Iterator[Problem]:
        """Those of `check` that meetings on these days have, or that meetings there can bring about or mend.

        What has nothing to do with them may be among them.
        """
        return self.check(case)

    def together(self, problems: list[Problem], case: Case) -> list[Problem]:
        """The problems of `check` as they are told of a whole schedule.

        The notes with the code `said_once` are one for each body and year, as `said_of` words it.
        """
        alike = [p for p in problems if p.code == self.said_once]
        if not alike:
            return problems
        by_id = {m.id: m for m in (*case.meetings, *case.others)}
        groups: dict[tuple[str, int], list[Meeting]] = {}
        for problem in alike:
            meeting = by_id[problem.meetings[0]]
            groups.setdefault((meeting.body, meeting.date.year), []).append(meeting)
        return [p for p in problems if p.code != self.said_once] + [self.said_of(found) for found in groups.values()]

    def said_of(self, meetings: Sequence[Meeting]) -> Problem:
        """The note of `said_once` about meetings of a body and year."""
        raise NotImplementedError

    def not_judged(self, code: str, others: Sequence[str], meetings: Sequence[Meeting]) -> Problem:
        """The note that meetings of a body and year cannot be judged, since none of the others are known then."""
        text = _("no {first} of {year} is known, so {then} {dates} cannot be judged").format(
            first=listed(others, _("or")),
            year=meetings[0].date.year,
            then=meetings[0].body,
            dates=", ".join(m.date.isoformat() for m in meetings),
        )
        return self.problem(code, text, *meetings, severity=Severity.NOTE)

    def covers(self, known: Day, meeting: Meeting) -> bool:
        """Whether what is said of a kind of day without rules is left to this one, for a meeting on it."""
        return False

    def settles(self, problem: Problem, one: Meeting, other: Meeting) -> bool:
        """Whether what is said without rules of a clash of two meetings is left to this one: it tells or allows it."""
        return False

    def in_force(self, day: date) -> bool:
        """Whether the rule holds on a date."""
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)

    def problem(
        self, code: str, text: str, *meetings: Meeting, day: date | None = None, severity: Severity | None = None
    ) -> Problem:
        """A problem of the first of the meetings, which the others are concerned in."""
        first = meetings[0] if meetings else None
        return Problem(
            code,
            severity or self.level.severity,
            text,
            first.sources[0].place if first and first.sources else None,
            f"{self.id} ({self.source})",
            day or (first.date if first else None),
            tuple(m.id for m in meetings),
        )


class BodyRule(Rule):
    """A rule about some bodies, each for itself; about all own bodies if none is named."""

    bodies: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        return self.bodies

    def own_values(self) -> dict[str, object]:
        return {"body": self.bodies}


class MeetingRule(BodyRule):
    """A rule that can be judged for each meeting alone."""

    def judge(self, meeting: Meeting, case: Case) -> Iterator[Problem]:
        """What is wrong with one meeting on which the rule is in force."""
        raise NotImplementedError

    def check(self, case: Case) -> Iterator[Problem]:
        return self._judged(case.of(self.bodies), case)

    def near(self, case: Case, days: Sequence[date]) -> Iterator[Problem]:
        return self._judged((m for m in case.of(self.bodies) if m.date in days), case)

    def _judged(self, meetings: Iterable[Meeting], case: Case) -> Iterator[Problem]:
        for meeting in meetings:
            if self.in_force(meeting.date):
                yield from self.judge(meeting, case)


def unless(default: T, value: T) -> T | None:
    """The value if it is not the default of its key."""
    return None if value == default else value


def days_of(meeting: Meeting) -> Iterator[date]:
    """The dates that a meeting takes, from the first to the last."""
    for n in range((meeting.last_date - meeting.date).days + 1):
        yield meeting.date + timedelta(days=n)


def _changed(
    meetings: list[Meeting], without: Meeting | None, also: Meeting | None, body: str | None = None
) -> list[Meeting]:
    """The meetings in order, with one less and, if it is of the body, one more."""
    found = [m for m in meetings if m is not without]
    if also and body in (None, also.body):
        insort(found, also, key=lambda m: m.sort_key)
    return found
