"""Learning and planning a year for kommuner of growing size, beside a greedy planner: python benchmarks/planning.py

The committee, the board and the council prepare for each other 13 and 14 days ahead; the rest have weekdays and weeks
of their own. All meet at the same hours, and each but the committee shares members with others by a list of bodies
(the committee with the board, by its name), so that these clash if they meet on a day. What 2026 shows is learned, and
2027 planned from it. The greedy planner places body by body and meeting by meeting on the day that costs least beside
what it has placed. Both plans are judged by the same function; of the times the ratios are what to go by.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from functools import partial
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

from calendar_tool.checking.clashes import same_people
from calendar_tool.days.law import is_working_day
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Meeting
from calendar_tool.model.schedule import Schedule
from calendar_tool.planning.learn import learn
from calendar_tool.planning.model import YearModel, distance
from calendar_tool.planning.planner import plan
from calendar_tool.planning.request import NoPlan, Request
from calendar_tool.planning.slots import Slot
from calendar_tool.planning.weighing import Cost, total, weighed
from calendar_tool.rules.rule import Case, Rule
from calendar_tool.store.schedules import Store

SIZES = (1, 5, 15, 50)
SECONDS = 60.0
YEAR = 2027
MONTHS = (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12)
COUNCIL = ((2, 2), (3, 2), (4, 2), (5, 2), (6, 2), (6, 5), (8, 5), (9, 4), (10, 4), (11, 4), (12, 2))  # its Mondays
CHAIN = ("KF", "KS", "KSAU")
APART = (0, 14, 27)  # days before the council
SEED = 5
ROUNDS = 3
PROCESSES = 10
SCRIPT = str(Path(sys.executable).with_name("calendar-tool"))
RECENT = date(YEAR - 1, 10, 1)  # what was before matters to no day of the planned year
DAY = timedelta(days=1)
T = TypeVar("T")


# ---- the kommuner


def kommun(size: int) -> Schedule:
    """The meetings of so many bodies in the year before the planned one."""
    boards = [f"N{n}" for n in range(1, size - len(CHAIN) + 1)]
    sharing = [*CHAIN[: min(size, 2)], *boards]
    bodies = [Body(name, shares_members_with=_sharing(sharing, n)) for n, name in enumerate(sharing)]
    bodies += [Body(name) for name in CHAIN[2:size]]
    council = [_nth(month, 0, nth) for month, nth in COUNCIL]
    dates = {name: [day - apart * DAY for day in council] for name, apart in zip(CHAIN[:size], APART, strict=False)}
    drawn = random.Random(SEED)
    for n, name in enumerate(boards):
        own = 1 + n // 4 % 3
        weeks = [own if n % 2 else drawn.randint(1, 3) for _month in MONTHS]
        dates[name] = [_nth(month, n % 4, week) for month, week in zip(MONTHS, weeks, strict=True)]
    meetings = [
        Meeting(name, _free(day), time(13), time(16), id=f"{name.lower()}-{n}")
        for name, days in dates.items()
        for n, day in enumerate(days, 1)
    ]
    return Schedule(meetings, Bodies(bodies))


def _sharing(names: Sequence[str], n: int) -> tuple[str, ...]:
    """The next body, and the next that meets on the same weekday."""
    return tuple(dict.fromkeys(other for step in (1, 4) if (other := names[(n + step) % len(names)]) != names[n]))


def _nth(month: int, weekday: int, nth: int) -> date:
    first = date(YEAR - 1, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY


def _free(day: date) -> date:
    while not is_working_day(day):
        day += DAY
    return day


# ---- the greedy planner


def greedy(request: Request, slots: Sequence[Slot]) -> list[Meeting]:
    """A meeting for each slot of bodies and days: the day that costs least, of those the nearest to its place.

    Nothing is placed again. A demand is broken only if every day breaks one.
    """
    nothing = Case((), request.schedule.bodies)  # what the cases made of it find out about days they share
    people = same_people(request.bodies, request.schedule.bodies)
    placed: list[Meeting] = []
    recent = [m for m in request.schedule if m.date >= RECENT]
    for body, own in groupby(slots, key=lambda slot: slot.body):
        rules = [rule for rule in request.rules if not rule.names() or body in rule.names()]
        near = {body, *people[body], *(name for rule in rules for name in rule.names())}
        case = nothing
        for meeting in (*recent, *placed):
            if meeting.body in near:
                case = case.changed(None, meeting)
        last = date.min
        for slot in own:
            best = _cheapest(slot, last, case, rules)
            case = case.changed(None, best)
            placed.append(best)
            last = best.date
    return placed


def _cheapest(slot: Slot, last: date, case: Case, rules: Sequence[Rule]) -> Meeting:
    days = [day for day in slot.days if day > last and is_working_day(day)]

    def cost(day: date) -> tuple[Cost, int]:
        return total(weighed(case.changed(None, slot.on(day)), rules, YEAR)), distance(slot, day)

    return slot.on(min(days, key=cost) if days else max(last + DAY, slot.place.day))


# ---- figures


def timed(work: Callable[[], T], rounds: int = 1) -> tuple[float, T]:
    """The least of some rounds in seconds, and what came out."""
    taken = []
    for _round in range(rounds):
        begin = perf_counter()
        found = work()
        taken.append(perf_counter() - begin)
    return min(taken), found


def compare(size: int) -> None:
    """Learns, plans, plans greedily; prints the figures."""
    schedule = kommun(size)
    past = Case(schedule.meetings, schedule.bodies)
    learning, learned = timed(lambda: learn(past), ROUNDS)
    request = Request(YEAR, tuple(learned.habits), schedule, learned.rules, seconds=SECONDS)
    print(f"{size} bodies, {len(schedule)} meetings, {len(learned.rules)} rules learned in {learning * 1000:.0f} ms")
    planning, made = timed(lambda: plan(request))
    building, _model = timed(lambda: YearModel(made.slots, past, request.rules, YEAR))
    placing, placed = timed(lambda: greedy(request, made.slots), ROUNDS if size < SIZES[-1] else 1)

    def cost(meetings: Sequence[Meeting]) -> str:
        found = total(weighed(Case([*past.meetings, *meetings], past.bodies), request.rules, YEAR))
        return f"rules {found.rules:3}, wishes {found.wishes:4}, demands {found.demands}"

    if isinstance(made, NoPlan):
        print(f"    planner {planning:7.2f} s   no plan: {', '.join(made.causes)}")
    else:
        proven = "proven" if made.proven else "not proven"
        bound = f"no plan below rules {made.bound.rules}, wishes {made.bound.wishes}"
        print(f"    planner {planning:7.2f} s   {cost(made.meetings)}   {proven}: {bound}")
    print(f"    greedy  {placing:7.2f} s   {cost(placed)}")
    print(f"    planner / greedy x {planning / placing:.1f}; of the planner {building / planning:.0%} makes the model")


def process() -> None:
    """One body planned by the command, as a whole process, beside one that only loads the solver."""
    if find_spec("calendar_tool.cli.plan") is None:
        return
    with TemporaryDirectory() as folder:
        Store(Path(folder)).save(kommun(1))
        commands = (
            [sys.executable, "-c", "from ortools.sat.python import cp_model"],
            [SCRIPT, "plan", str(YEAR), "--body", CHAIN[0], "--data", folder],
        )
        taken: list[list[float]] = [[], []]
        for round_ in range(PROCESSES + 1):
            for spent, command in zip(taken, commands, strict=True):
                seconds, _done = timed(partial(subprocess.run, command, stdout=subprocess.DEVNULL, check=True))
                if round_:  # the first ones fill the disk cache
                    spent.append(seconds)
    base, own = map(median, taken)
    print(f"calendar-tool plan, 1 body: {own * 1000:.0f} ms as a process, x {own / base:.2f} of loading the solver")


def main() -> None:
    learn(Case(kommun(1).meetings))  # what is read once
    for size in SIZES:
        compare(size)
    process()


if __name__ == "__main__":
    main()
