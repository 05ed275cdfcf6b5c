"""How an audit grows with the meetings, beside other ways to find the clashes: python benchmarks/audit.py

Ten meetings a year for each body, which shares members with two others; all in one year, as they are for a user who
keeps every body of a county. The figures to trust are the ratios, of one run: a tenth of the meetings should cost a
tenth. Beside it the overlaps of the same people are found by looking at all pairs, and with an interval tree
(intervaltree); all three must find the same.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from itertools import combinations
from time import perf_counter

from intervaltree import Interval, IntervalTree

from calendar_tool.checking.audit import audit
from calendar_tool.checking.clashes import clashes, same_people
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Meeting
from calendar_tool.model.schedule import Schedule
from calendar_tool.rules.pairs import overlap
from calendar_tool.rules.rule import Case

SIZES = (500, 5_000, 50_000)
PAIRWISE_LIMIT = 5_000  # all pairs of more take minutes
EACH = 10
ROUNDS = 3
Pairs = set[frozenset[str]]


def schedule(count: int) -> Schedule:
    """That many meetings of a tenth as many bodies, on the working days of 2027."""
    bodies = count // EACH
    known = Bodies(
        [Body(f"B{n}", shares_members_with=(f"B{(n + 1) % bodies}", f"B{(n * 7 + 3) % bodies}")) for n in range(bodies)]
    )
    days = [day for n in range(365) if (day := date(2027, 1, 1) + timedelta(n)).weekday() < 5]
    meetings = []
    for n in range(count):
        body, number = n % bodies, n // bodies
        day = days[(body * 13 + number * 25) % len(days)]
        start = 8 + (body * 5 + number) % 9
        meetings.append(Meeting(f"B{body}", day, time(start), time(start + 2), id=f"b{body}-{number}"))
    return Schedule(meetings, known)


def by_sweep(meetings: Schedule) -> Pairs:
    """The overlaps as the audit finds them."""
    found = clashes(Case(meetings.meetings, meetings.bodies))
    return {frozenset(p.meetings) for p in found if p.code == "overlap"}


def by_all_pairs(meetings: Schedule) -> Pairs:
    """The overlaps by looking at every pair."""
    people = same_people({m.body for m in meetings}, meetings.bodies)
    pairs = combinations(meetings, 2)
    return {frozenset((a.id, b.id)) for a, b in pairs if b.body in people[a.body] and overlap(a, b)}


def by_interval_tree(meetings: Schedule) -> Pairs:
    """The overlaps with a tree of all intervals, asked for each meeting."""
    people = same_people({m.body for m in meetings}, meetings.bodies)
    tree = IntervalTree(Interval(*interval, m) for m in meetings if (interval := m.interval()))
    found: Pairs = set()
    for m in meetings:
        if interval := m.interval():
            others = (i.data for i in tree.overlap(*interval))
            found |= {frozenset((m.id, o.id)) for o in others if o is not m and o.body in people[m.body]}
    return found


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least of some rounds."""
    taken = []
    for _round in range(rounds):
        begin = perf_counter()
        work()
        taken.append(perf_counter() - begin)
    return min(taken)


def main() -> None:
    audit(schedule(100), ())  # what is read once
    before: dict[str, float] = {}
    for count in SIZES:
        meetings = schedule(count)
        found = by_sweep(meetings)
        print(f"{count:6} meetings of {count // EACH} bodies, {len(found)} overlaps of the same people")
        taken = {
            "whole audit": seconds(lambda m=meetings: audit(m, ())),
            "sweep": seconds(lambda m=meetings: by_sweep(m)),
        }
        assert by_interval_tree(meetings) == found
        taken["interval tree"] = seconds(lambda m=meetings: by_interval_tree(m), 1)
        if count <= PAIRWISE_LIMIT:
            assert by_all_pairs(meetings) == found
            taken["all pairs"] = seconds(lambda m=meetings: by_all_pairs(m), 1)
        for name, value in taken.items():
            growth = f"x {value / before[name]:.1f} of a tenth" if name in before else ""
            print(
                f"    {name:14} {value * 1000:9.1f} ms   {value / taken['sweep']:8.1f} of the sweep   {growth}".rstrip()
            )
        before = taken


if __name__ == "__main__":
    main()
