"""The chain (kedja): a body has to meet some days before another, or before the papers of the other go out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from enum import StrEnum
from typing import ClassVar

from calendar_tool.locale import _, listed, ngettext
from calendar_tool.model.meeting import Meeting
from calendar_tool.problem import Problem, Severity
from calendar_tool.rules.kinds.deadlines import Deadline, due_dates
from calendar_tool.rules.rule import Case, Rule
from calendar_tool.rules.scope import Common, Scope
from calendar_tool.toml_file import Table

MOST_DAYS = 3660  # ten years
CARRIED_DAYS = 62  # a meeting that was too late for one `then` serves the next, if that is within two months
OLDEST_DAYS = 366  # what met longer before has nothing to do with a `then`: the meetings between are not kept
UNKNOWN_BEFORE = "chain-unknown-before"
"""The code where no meeting of `first` is known at all before a `then`."""


class Each(StrEnum):
    """Of which of its two sides a chain judges each meeting."""

    FIRST = "first"
    THEN = "then"


class Chain(Rule):
    """Each `then` needs a `first` of its own: at least `min_days` calendar days ahead, and too late for the one before.

    One more than a year before is none. With `max_days` the meeting of `first` may not be further ahead than that. With
    `before`, the name of a deadline of `then`, the days are counted to that deadline instead of to the meeting. With
    `each_first` it is the other way round: each `first` needs a `then` so many days after it. Both can be several
    bodies, any of which will do.
    """

    kind: ClassVar[str] = "kedja"
    said_once: ClassVar[str] = "chain-unknown"

    first: tuple[str, ...]
    then: tuple[str, ...]
    min_days: int = 0
    max_days: int | None = None
    before: str = ""
    each_first: bool = False
    deadlines: tuple[Deadline, ...] = ()

    def names(self) -> tuple[str, ...]:
        return (*self.first, *self.then)

    def own_values(self) -> dict[str, object]:
        return {
            "first": self.first,
            "then": self.then,
            "before": self.before or None,
            "min_days": self.min_days if self.min_days or self.max_days is None else None,
            "max_days": self.max_days,
            "each": Each.FIRST if self.each_first else None,
        }

    def check(self, case: Case) -> Iterator[Problem]:
        links = _Links(self, case)
        return self._judged(links.firsts if self.each_first else links.thens, links)

    def near(self, case: Case, days: Sequence[date]) -> Iterator[Problem]:
        """For each day the two meetings of `then` on it or after it: one that comes there parts these from theirs."""
        if self.each_first:
            return self.check(case)
        links = _Links(self, case)
        found: dict[int, Meeting] = {}
        for day in days:
            at = bisect_left(links.thens, day, key=lambda m: m.date)
            found.update({id(m): m for m in links.thens[at : at + 2] if m.date >= day})
            found.update({id(m): m for m in links.thens[at + 2 :] if m.date == day})
        return self._judged(found.values(), links)

    def _judged(self, meetings: Iterable[Meeting], links: _Links) -> Iterator[Problem]:
        judge = self._judge_first if self.each_first else self._judge_then
        for meeting in meetings:
            if self.in_force(meeting.date) and (problem := judge(meeting, links)):
                yield problem

    def said_of(self, meetings: Sequence[Meeting]) -> Problem:
        return self.not_judged(self.said_once, self.then if self.each_first else self.first, meetings)

    # ---- each `then` needs a `first`

    def _judge_then(self, meeting: Meeting, links: _Links) -> Problem | None:
        goal = self.goal(meeting)
        if goal is None:
            return None
        ahead = bisect_right(links.firsts, _then_key(meeting), key=_first_key)
        earlier = bisect_left(links.thens, _then_key(meeting), key=_then_key)
        previous = links.thens[earlier - 1] if earlier else None
        oldest = bisect_left(links.firsts, meeting.date - timedelta(OLDEST_DAYS), key=lambda m: m.date)
        since = max(oldest, self._since(previous, meeting, links) if previous else 0)
        by_days = {(goal - f.last_date).days: f for f in links.firsts[since:ahead]}
        if any(self._fits(days) for days in by_days):
            return None
        if short := [days for days in by_days if days < self.min_days]:
            return self._too_short(meeting, by_days[max(short)], max(short), goal)
        if not links.case.knows(self.first, meeting.date):
            return self.said_of([meeting])
        if by_days:
            return self._too_long(meeting, by_days[min(by_days)], min(by_days), goal)
        return self._missing(meeting, previous if ahead > oldest else None)

    def _since(self, previous: Meeting, meeting: Meeting, links: _Links) -> int:
        """The number of the first `first` for a `then`: after the one before, or too late for that and not long ago."""
        since = bisect_right(links.firsts, _then_key(previous), key=_first_key)
        goal = self.goal(previous)
        while since and goal:
            first = links.firsts[since - 1].last_date
            if (goal - first).days >= self.min_days or (meeting.date - first).days > CARRIED_DAYS:
                break
            since -= 1
        return since

    def goal(self, then: Meeting) -> date | None:
        """The day that the days are counted to: the meeting's own, or that of the deadline if it has one."""
        if not self.before:
            return then.date
        return next((d.due.day for d in due_dates(then, self.deadlines) if d.rule.name == self.before), None)

    def _fits(self, days: int) -> bool:
        return self.min_days <= days and (self.max_days is None or days <= self.max_days)

    def _too_short(self, meeting: Meeting, first: Meeting, days: int, goal: date) -> Problem:
        if days == 0 and not self.before:
            text = _(
                "{first} {first_date} is on the same day as {then} {then_date} "
                "(at least {min_days} days before needed): it would have to be {latest} or earlier"
            )
            return self._distance("chain-too-short", text, meeting, first, days, goal)
        text = ngettext(
            "{first} {first_date} is only {n} day before {then} {then_date} (at least {min_days} needed): "
            "it would have to be {latest} or earlier",
            "{first} {first_date} is only {n} days before {then} {then_date} (at least {min_days} needed): "
            "it would have to be {latest} or earlier",
            days,
        )
        if self.before and days <= 0:
            text = _(
                "{first} {first_date} is too late for {then} {then_date}, whose “{deadline}” is due on {goal}: "
                "it would have to be {latest} or earlier"
            )
        elif self.before:
            text = ngettext(
                "{first} {first_date} is only {n} day before {goal}, when “{deadline}” is due for {then} {then_date} "
                "(at least {min_days} needed): it would have to be {latest} or earlier",
                "{first} {first_date} is only {n} days before {goal}, when “{deadline}” is due for {then} {then_date} "
                "(at least {min_days} needed): it would have to be {latest} or earlier",
                days,
            )
        return self._distance("chain-too-short", text, meeting, first, days, goal)

    def _too_long(self, meeting: Meeting, first: Meeting, days: int, goal: date) -> Problem:
        text = _("{first} {first_date} is {n} days before {then} {then_date} (at most {max_days} allowed)")
        if self.before:
            text = _(
                "{first} {first_date} is {n} days before {goal}, when “{deadline}” is due for {then} {then_date} "
                "(at most {max_days} allowed)"
            )
        return self._distance("chain-too-long", text, meeting, first, days, goal)

    def _distance(self, code: str, text: str, meeting: Meeting, first: Meeting, days: int, goal: date) -> Problem:
        said = text.format(
            first=first.body,
            first_date=first.date,
            n=days,
            then=meeting.body,
            then_date=meeting.date,
            min_days=self.min_days,
            max_days=self.max_days,
            latest=goal - timedelta(days=self.min_days),
            deadline=self.before,
            goal=goal,
        )
        return self.problem(code, said, meeting, first)

    def _missing(self, meeting: Meeting, previous: Meeting | None) -> Problem:
        """No meeting of `first` since `previous`; if that is None, none of the year before is known or kept."""
        first = listed(self.first, _("or"))
        if previous is None:
            text = _("no {first} before {then} {date} is known, so it cannot be judged")
            said = text.format(then=meeting.body, date=meeting.date, first=first)
            return self.problem(UNKNOWN_BEFORE, said, meeting, severity=Severity.NOTE)
        text = _("no {first} between {then} {previous} and {then} {date}").format(
            first=first, then=meeting.body, previous=previous.date, date=meeting.date
        )
        return self.problem("chain-missing", text, meeting)

    # ---- each `first` needs a `then`

    def _judge_first(self, meeting: Meeting, links: _Links) -> Problem | None:
        after = links.thens[bisect_left(links.thens, _first_key(meeting), key=_then_key) :]
        by_days: dict[int, Meeting] = {}
        for then in after:
            goal = self.goal(then)
            if goal is None:
                continue
            days = (goal - meeting.last_date).days
            by_days.setdefault(days, then)
            if days >= self.min_days:
                break
        if any(self._fits(days) for days in by_days):
            return None
        names = listed(self.then, _("or"))
        if by_days and max(by_days) >= self.min_days:
            days = max(by_days)
            text = _("the first {then} that can take up {first} {date} is {next}, {n} days later ({max_days} allowed)")
            said = text.format(
                then=names,
                first=meeting.body,
                date=meeting.date,
                next=by_days[days].date,
                n=days,
                max_days=self.max_days,
            )
            return self.problem("chain-too-long", said, meeting, by_days[days])
        if not links.case.knows(self.then, meeting.date):
            return self.said_of([meeting])
        text = _("no {then} after {first} {date} can take it up (at least {min_days} days later)")
        said = text.format(then=names, first=meeting.body, date=meeting.date, min_days=self.min_days)
        last = bool(links.thens) and links.thens[-1].date.year > meeting.date.year
        return self.problem("chain-missing", said, meeting, severity=None if last else Severity.NOTE)


class _Links:
    """The standing meetings of a chain's two sides, in order."""

    def __init__(self, chain: Chain, case: Case) -> None:
        self.firsts = sorted(case.of(chain.first), key=_first_key)
        self.thens = sorted(case.of(chain.then), key=_then_key)
        self.case = case


# Where hours are unknown, a meeting of `first` is taken to come before one of `then` on the same day.
def _first_key(meeting: Meeting) -> tuple[date, time]:
    return meeting.date, meeting.start or time.min


def _then_key(meeting: Meeting) -> tuple[date, time]:
    return meeting.date, meeting.start or time.max


def read(table: Table, common: Common, scope: Scope) -> Chain | None:
    """The chain of a table; None if something needed is missing or wrong, which the table has then noted."""
    first, then = scope.names(table, "first", required=True), scope.names(table, "then", required=True)
    min_days = table.integer("min_days", most=MOST_DAYS)
    max_days = table.integer("max_days", most=MOST_DAYS)
    before = table.text("before")
    each = table.choice("each", Each)
    if set(first) & set(then):
        table.wrong("then", _("a chain needs two different bodies"))
        return None
    if min_days is None and max_days is None and table.sound("min_days", "max_days"):
        table.wrong("min_days", _("a chain needs min_days or max_days"), "missing-key")
    if max_days is not None and max_days < (min_days or 0):
        table.wrong("max_days", _("max_days is less than min_days"), "impossible-demand")
    return Chain(
        **common,
        first=first,
        then=then,
        min_days=min_days or 0,
        max_days=max_days,
        before=before or "",
        each_first=each is Each.FIRST,
    )
