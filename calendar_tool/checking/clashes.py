"""Clashes between meetings: the same people twice at a time or on a day, and too little time to travel.

Meetings of different people at the same time are noted too, since somebody may have to choose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from calendar_tool.checking.judged_days import days_of, place
from calendar_tool.locale import _, ngettext
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Meeting, Status, clock
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import Problem, Severity

TRAVEL = timedelta(minutes=60)
_LISTED = 3


def overlap(one: Meeting, other: Meeting) -> bool:
    """Whether two meetings go on at the same time.

    Hours that are not known overlap nothing; an unknown end is taken as Meeting.interval takes it.
    """
    a, b = one.interval(), other.interval()
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def same_people(names: Iterable[str], bodies: Bodies) -> dict[str, frozenset[str]]:
    """For each body name, the names whose meetings its people attend: its own, and of bodies with members in common.

    Bodies share members whichever of the two it was written down at.
    """
    by_body: defaultdict[Body | None, set[str]] = defaultdict(set)
    for name in names:
        by_body[bodies.find(name)].add(name)
    links: defaultdict[Body, set[Body]] = defaultdict(set)
    for body in bodies:
        for text in body.shares_members_with:
            if other := bodies.find(text):
                links[body].add(other)
                links[other].add(body)
    found = {name: frozenset([name]) for name in by_body.pop(None, ())}
    for known, own in by_body.items():
        if known:
            shared = own.union(*(by_body.get(other, ()) for other in links[known]))
            found.update(dict.fromkeys(own, frozenset(shared)))
    return found


def pair_problems(one: Meeting, other: Meeting) -> list[Problem]:
    """What is wrong with two meetings of the same people, whichever comes first."""
    a, b = sorted((one, other), key=lambda m: (m.sort_key, m.last_date, m.end or time.max))
    if overlap(a, b):
        text = _("{one} and {other} overlap on {date} and have members in common")
        if a.body == b.body:
            text = _("{one} and {other} overlap on {date}: one body cannot meet twice at a time")
        return [_pair("overlap", Severity.CONFLICT, text, a, b)]
    found = []
    if b.date <= a.last_date:
        text = _("{one} and {other} are both on {date} and have members in common")
        if a.body == b.body:
            text = _("{one} and {other} are both on {date}")
        found.append(_pair("same-day", Severity.WARNING, text, a, b))
    if problem := _travel(a, b):
        found.append(problem)
    return found


def _travel(a: Meeting, b: Meeting) -> Problem | None:
    first, second = a.interval(), b.interval()
    if first is None or second is None or not any(m.form and m.form.needs_travel for m in (a, b)):
        return None
    gap = second[0] - first[1]
    if not timedelta(0) <= gap < TRAVEL:
        return None
    minutes = gap // timedelta(minutes=1)
    text = ngettext(
        "only {n} minute between {one} and {other} on {date}, and not both are held at a distance",
        "only {n} minutes between {one} and {other} on {date}, and not both are held at a distance",
        minutes,
    )
    return _pair("travel", Severity.WARNING, text, a, b, minutes)


def schedule_clashes(schedule: Schedule) -> Iterator[Problem]:
    """The clashes between all meetings that are not cancelled, each pair of the same people once.

    Sorts and sweeps: the time grows with the meetings and the clashes found, not with the pairs there are.
    """
    standing = [m for m in schedule if m.status is not Status.CANCELLED]
    people = same_people({m.body for m in standing}, schedule.bodies)
    yield from _same_people(standing, people)
    yield from _others(standing, people)


def _same_people(standing: list[Meeting], people: dict[str, frozenset[str]]) -> Iterator[Problem]:
    on: defaultdict[tuple[date, str], list[Meeting]] = defaultdict(list)
    for meeting in standing:  # in order of date, so that the earlier meetings of each day are there already
        for body in sorted(people[meeting.body]):
            for earlier in on[meeting.date, body]:
                yield from pair_problems(earlier, meeting)
        for day in days_of(meeting):
            on[day, meeting.body].append(meeting)


def _others(standing: list[Meeting], people: dict[str, frozenset[str]]) -> Iterator[Problem]:
    """One note for each meeting that begins while meetings of other people go on."""
    going_on: list[tuple[datetime, Meeting]] = []  # with their end
    for meeting in standing:
        interval = meeting.interval()
        if interval is None:
            continue
        begin, end = interval
        going_on = [(until, m) for until, m in going_on if until > begin]
        own = people[meeting.body]
        if others := [m for _until, m in going_on if m.body not in own]:
            yield same_time(meeting, others)
        going_on.append((end, meeting))


def same_time(meeting: Meeting, others: list[Meeting]) -> Problem:
    """The note that meetings of other people overlap with a meeting."""
    listed = ", ".join(hours(m) for m in others[:_LISTED])
    if len(others) > _LISTED:
        listed = _("{listed} and {n} more").format(listed=listed, n=len(others) - _LISTED)
    text = _("{body} on {date} is at the same time as {listed}").format(
        body=hours(meeting), date=meeting.date, listed=listed
    )
    ids = (meeting.id, *(m.id for m in others))
    return Problem("same-time", Severity.NOTE, text, place(meeting), _documents(meeting), meeting.date, ids)


def hours(meeting: Meeting) -> str:
    """The body and, where known, the hours: "SRO 13:00–15:00"; an unknown end is a question mark."""
    if meeting.start is None:
        return meeting.body
    return f"{meeting.body} {clock(meeting.start)}–{clock(meeting.end) if meeting.end else '?'}"


def _pair(code: str, severity: Severity, text: str, a: Meeting, b: Meeting, n: int = 0) -> Problem:
    return Problem(
        code,
        severity,
        text.format(one=hours(a), other=hours(b), date=b.date, n=n),
        place(a, b),
        _documents(a, b),
        b.date,
        (a.id, b.id),
    )


def _documents(*meetings: Meeting) -> str | None:
    """The documents behind the meetings."""
    return ", ".join(dict.fromkeys(s.document for m in meetings for s in m.sources)) or None
