"""Clashes between meetings: the same people twice at a time or on a day, and too little time to travel.

Meetings of different people at the same time are noted too, since somebody may have to choose.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import islice

from calendar_tool.locale import _
from calendar_tool.model.body import EVERYBODY, Bodies, Body
from calendar_tool.model.meeting import Meeting
from calendar_tool.problem import Problem, Severity
from calendar_tool.rules.pairs import documents, hours, pair_problems, place
from calendar_tool.rules.rule import Case, Rule, days_of

_LISTED = 3
_NAMED = 10

_PART_OF = r"(?P<long>.+?):?s?\s+(?:\w*utskott\w*|presidium)\b.*|(?P<short>\w{2,}?)[ ]?au\b.*"


def same_people(names: Iterable[str], bodies: Bodies) -> dict[str, tuple[str, ...]]:
    """For each body name, the names whose meetings its people attend: its own, and of bodies with members in common.

    Bodies share members whichever of the two it was written down at; a body's committees and presidium are elected
    among its members (kommunallagen 2017:725, 6 kap.), so that "KSAU" and "KS" share them without being told.
    """
    by_body: defaultdict[Body | None, set[str]] = defaultdict(set)
    for name in names:
        by_body[bodies.find(name)].add(name)
    unknown = {name: {name} for name in by_body.pop(None, ())}
    links: defaultdict[Body, set[Body]] = defaultdict(set)
    for body in bodies:
        for text in body.shares_members_with:
            others = [b for b in by_body if b] if text == EVERYBODY else [bodies.find(text)]
            for other in others:
                if other and other is not body:
                    links[body].add(other)
                    links[other].add(body)
    found = dict(unknown)
    for known, own in by_body.items():
        if known:
            shared = own.union(*(by_body.get(other, ()) for other in links[known]))
            found.update({name: set(shared) for name in own})
    for name in list(found):
        known = bodies.find(name)
        for stem in {stem for other in (known.names() if known else (name,)) if (stem := part_of(other))}:
            whole = bodies.find(stem)
            for of in by_body.get(whole, ()) if whole else {stem} & found.keys():
                if of != name:
                    found[name].add(of)
                    found[of].add(name)
    return {name: tuple(sorted(people)) for name, people in found.items()}


@lru_cache(maxsize=8192)
def part_of(name: str) -> str | None:
    """The body that a committee or presidium is part of, by its name; None if the name is of no such."""
    match = re.fullmatch(_PART_OF, name, re.I)
    return (match["long"] or match["short"]) if match else None


def clashes(case: Case, rules: Sequence[Rule] = ()) -> Iterator[Problem]:
    """The clashes between all meetings, each pair of the same people once.

    Sorts and sweeps: the time grows with the meetings and the clashes found, not with the pairs there are.
    """
    people = same_people({m.body for m in (*case.meetings, *case.others)}, case.bodies)
    yield from _same_people(case, people, rules)
    yield from _others(case.meetings, people)


def _same_people(case: Case, people: dict[str, tuple[str, ...]], rules: Sequence[Rule]) -> Iterator[Problem]:
    on: defaultdict[tuple[date, str], list[Meeting]] = defaultdict(list)
    only_respected = set(map(id, case.others))
    for meeting in sorted((*case.meetings, *case.others), key=lambda m: m.sort_key):
        for body in people[meeting.body]:
            for earlier in on.get((meeting.date, body), ()):
                if id(meeting) in only_respected and id(earlier) in only_respected:
                    continue
                for problem in pair_problems(earlier, meeting):
                    if not settled(problem, earlier, meeting, rules):
                        yield problem
        if meeting.end_date is None:
            on[meeting.date, meeting.body].append(meeting)
        else:
            for day in days_of(meeting):
                on[day, meeting.body].append(meeting)


def settled(problem: Problem, one: Meeting, other: Meeting, rules: Sequence[Rule]) -> bool:
    """Whether nothing is to be said of a clash of two meetings, since a rule allows it or tells of it itself."""
    return any(rule.settles(problem, one, other) for rule in rules)


def _others(meetings: Sequence[Meeting], people: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    """One note for each meeting that begins while meetings of other people go on."""
    from heapq import heappop, heappush  # not for a check, which has no use for it

    going_on: dict[int, Meeting] = {}
    ends: list[tuple[datetime, int]] = []
    for number, meeting in enumerate(meetings):
        interval = meeting.interval()
        if interval is None:
            continue
        begin, end = interval
        while ends and ends[0][0] <= begin:
            del going_on[heappop(ends)[1]]
        if going_on:
            own = people[meeting.body]
            apart = len(going_on) - sum(m.body in own for m in going_on.values()) if len(going_on) <= _NAMED else None
            named = list(islice((m for m in going_on.values() if m.body not in own), _NAMED))
            if named:
                yield same_time(meeting, named, len(going_on) if apart is None else apart)
        going_on[number] = meeting
        heappush(ends, (end, number))


def same_time(meeting: Meeting, others: list[Meeting], count: int | None = None) -> Problem:
    """The note that meetings of other people overlap with a meeting; `count` is how many if not all are given."""
    listed = ", ".join(hours(m) for m in others[:_LISTED])
    if (more := (count or len(others)) - _LISTED) > 0:
        listed = _("{listed} and {n} more").format(listed=listed, n=more)
    text = _("{body} on {date} is at the same time as {listed}").format(
        body=hours(meeting), date=meeting.date, listed=listed
    )
    ids = (meeting.id, *(m.id for m in others))
    return Problem("same-time", Severity.NOTE, text, place(meeting), documents(meeting), meeting.date, ids)
