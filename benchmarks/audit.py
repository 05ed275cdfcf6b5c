"""How an audit grows with the meetings: python benchmarks/audit.py

The figure is the ratio to a tenth of the meetings in the same run, not the seconds; looking at all pairs would make it
a hundred.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from time import perf_counter

from calendar_tool.checking.audit import audit
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Meeting
from calendar_tool.model.schedule import Schedule
from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.rule import Level

SIZES = (500, 5_000, 50_000)
ROUNDS = 3
BODIES = Bodies([Body(f"B{n}", shares_members_with=(f"B{n + 1}",)) for n in range(100)])
RULES = (Chain(id="c", level=Level.REGEL, text="text", source="source", first=("B0",), then=("B1",), min_days=10),)


def schedule(count: int) -> Schedule:
    """That many meetings of a hundred bodies, two a day."""
    first = date(1990, 1, 1)
    return Schedule(
        [
            Meeting(f"B{n * 7 % 100}", first + timedelta(n * 11 % (count // 2)), *hours(n), id=str(n))
            for n in range(count)
        ],
        BODIES,
    )


def hours(n: int) -> tuple[time, time]:
    """An hour between 8 and 16."""
    return time(8 + n % 8), time(9 + n % 8)


def seconds(meetings: Schedule) -> float:
    begin = perf_counter()
    audit(meetings, RULES)
    return perf_counter() - begin


def main() -> None:
    audit(schedule(100), RULES)  # what is read once
    before: float | None = None
    for count in SIZES:
        meetings = schedule(count)
        least = min(seconds(meetings) for _round in range(ROUNDS))
        ratio = f"x {least / before:.1f}" if before else ""
        print(f"{count:6} meetings  {least * 1000:9.1f} ms  {ratio}".rstrip())
        before = least


if __name__ == "__main__":
    main()
