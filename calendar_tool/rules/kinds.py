"""The kinds of rule. So far one: the chain (kedja), a body that has to meet some days before another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from calendar_tool.locale import _, ngettext
from calendar_tool.model.body import Bodies
from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import Problem, Severity


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


@dataclass(frozen=True, slots=True)
class Chain:
    """Each `then` needs a `first` since the `then` before it, at least `min_days` calendar days ahead of it.

    With `max_days` the meeting of `first` may not be further ahead than that. In force for meetings of `then`
    from `valid_from` to `valid_until`, both included. `first` and `then` are any names of the bodies.
    """

    id: str
    level: Level
    text: str
    source: str
    first: str
    then: str
    min_days: int
    max_days: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    def check(self, schedule: Schedule) -> list[Problem]:
        """What is wrong in a schedule; cancelled meetings count for nothing.

        A year without any known meeting of `first` gives one note for all its meetings that cannot be judged.
        """
        links = self.links(schedule, schedule.bodies)
        found: list[Problem] = []
        unknown: dict[int, list[Meeting]] = {}
        for meeting in links.thens:
            if problem := self.judge(meeting, links):
                if problem.code == "chain-unknown":
                    unknown.setdefault(meeting.date.year, []).append(meeting)
                else:
                    found.append(problem)
        return found + [self._unknown(meetings, links) for meetings in unknown.values()]

    def links(self, meetings: Iterable[Meeting], bodies: Bodies) -> Links:
        """The standing meetings that the chain is about, in order, picked out once to judge many."""
        first, then = self.bodies(bodies)
        standing = [m for m in meetings if m.body in (first, then) and m.status is not Status.CANCELLED]
        return Links(
            first,
            then,
            sorted((m for m in standing if m.body == first), key=_first_key),
            sorted((m for m in standing if m.body == then), key=_then_key),
        )

    def bodies(self, bodies: Bodies) -> tuple[str, str]:
        """The short names of `first` and `then`."""
        first, then = bodies.find(self.first), bodies.find(self.then)
        return first.name if first else self.first, then.name if then else self.then

    def judge(self, meeting: Meeting, links: Links) -> Problem | None:
        """What is wrong with one meeting of `then`; None if the chain is kept or not in force on its date."""
        if not (self.valid_from or date.min) <= meeting.date <= (self.valid_until or date.max):
            return None
        ahead = bisect_right(links.firsts, _then_key(meeting), key=_first_key)
        earlier = bisect_left(links.thens, _then_key(meeting), key=_then_key)
        previous = links.thens[earlier - 1] if earlier else None
        since = bisect_right(links.firsts, _then_key(previous), key=_first_key) if previous else 0
        by_days = {_days(f, meeting): f for f in links.firsts[since:ahead]}
        if any(self._fits(days) for days in by_days):
            return None
        if short := [days for days in by_days if days < self.min_days]:
            return self._too_short(meeting, by_days[max(short)], max(short))
        if meeting.date.year not in links.first_years:
            return self._unknown([meeting], links)
        if by_days:
            return self._too_long(meeting, by_days[min(by_days)], min(by_days))
        return self._missing(meeting, previous if ahead else None, links)

    def _fits(self, days: int) -> bool:
        return self.min_days <= days and (self.max_days is None or days <= self.max_days)

    def _too_short(self, meeting: Meeting, first: Meeting, days: int) -> Problem:
        text = ngettext(
            "{first} {first_date} is only {n} day before {then} {then_date} (at least {min_days} needed): "
            "it would have to be {latest} or earlier",
            "{first} {first_date} is only {n} days before {then} {then_date} (at least {min_days} needed): "
            "it would have to be {latest} or earlier",
            days,
        )
        return self._distance("chain-too-short", text, meeting, first, days)

    def _too_long(self, meeting: Meeting, first: Meeting, days: int) -> Problem:
        text = _("{first} {first_date} is {n} days before {then} {then_date} (at most {max_days} allowed)")
        return self._distance("chain-too-long", text, meeting, first, days)

    def _distance(self, code: str, text: str, meeting: Meeting, first: Meeting, days: int) -> Problem:
        said = text.format(
            first=first.body,
            first_date=first.date,
            n=days,
            then=meeting.body,
            then_date=meeting.date,
            min_days=self.min_days,
            max_days=self.max_days,
            latest=meeting.date - timedelta(days=self.min_days),
        )
        return self._problem(code, said, meeting, first)

    def _missing(self, meeting: Meeting, previous: Meeting | None, links: Links) -> Problem:
        """No meeting of `first` since `previous`, or none ever if that is None."""
        if previous is None:
            text = _("{then} {date} comes before any {first}").format(
                then=meeting.body, date=meeting.date, first=links.first
            )
        else:
            text = _("no {first} between {then} {previous} and {then} {date}").format(
                first=links.first, then=meeting.body, previous=previous.date, date=meeting.date
            )
        return self._problem("chain-missing", text, meeting)

    def _unknown(self, meetings: list[Meeting], links: Links) -> Problem:
        text = _("no {first} of {year} is known, so {then} {dates} cannot be judged").format(
            first=links.first,
            year=meetings[0].date.year,
            then=meetings[0].body,
            dates=", ".join(m.date.isoformat() for m in meetings),
        )
        return self._problem("chain-unknown", text, *meetings, severity=Severity.NOTE)

    def _problem(self, code: str, text: str, *meetings: Meeting, severity: Severity | None = None) -> Problem:
        """A problem of the first of the meetings, which the others are concerned in."""
        places = [source.place for source in meetings[0].sources]
        return Problem(
            code,
            severity or self.level.severity,
            text,
            places[0] if places else None,
            f"{self.id} ({self.source})",
            meetings[0].date,
            tuple(m.id for m in meetings),
        )


class Links:
    """The standing meetings of a chain's two bodies, in order, and the bodies' short names."""

    def __init__(self, first: str, then: str, firsts: list[Meeting], thens: list[Meeting]) -> None:
        self.first, self.then, self.firsts, self.thens = first, then, firsts, thens
        self.first_years = {f.date.year for f in firsts}


def _days(first: Meeting, then: Meeting) -> int:
    """Calendar days from the last day of one meeting to the first of another."""
    return (then.date - first.last_date).days


# Where hours are unknown, a meeting of `first` is taken to come before one of `then` on the same day.
def _first_key(meeting: Meeting) -> tuple[date, time]:
    return meeting.date, meeting.start or time.min


def _then_key(meeting: Meeting) -> tuple[date, time]:
    return meeting.date, meeting.start or time.max
