"""The planner: what it plans, what it tells of it, and that it does the same each time."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.planning.planner import plan
from calendar_tool.planning.request import NoPlan, Plan, Request
from calendar_tool.planning.weighing import Cost
from calendar_tool.problem import InputError
from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.kinds.conditions import Fixed, Hours
from calendar_tool.rules.kinds.days import NotDuring
from calendar_tool.rules.kinds.numbers import Count, Milestone, Per
from calendar_tool.rules.kinds.rhythm import KeepsRhythm, Move, MoveTo
from calendar_tool.rules.kinds.round import YearDay, YearRound
from calendar_tool.rules.kinds.together import InWeeks, OnSameDay, SameDay, SharedMembers, Weeks
from calendar_tool.rules.periods import Period
from calendar_tool.rules.rhythms import Rhythm
from calendar_tool.rules.rule import Level, Rule

HERE = Path(__file__).parent
BODIES = Bodies([Body("A"), Body("B", shares_members_with=("C",)), Body("C"), Body("Y", calendar="y.ics")])
KRAV, REGEL, ONSKAN = Level.KRAV, Level.REGEL, Level.ONSKAN


def rule(kind: type[Rule], id: str, level: Level = Level.REGEL, **more: Any) -> Rule:
    return kind(id=id, level=level, text="t", source="s", **more)


def round_of(body: str, *days: str, level: Level = ONSKAN) -> Rule:
    return rule(YearRound, f"runda-{body}", level, bodies=(body,), days=tuple(map(YearDay.parse, days)), near_days=0)


def rhythm_of(body: str, *texts: str, moves: tuple[Rule, ...] = ()) -> Rule:
    return rule(KeepsRhythm, f"rytm-{body}", bodies=(body,), rhythms=tuple(map(Rhythm.parse, texts)), moves=moves)


def chain(least: int, most: int | None = None, level: Level = KRAV, **more: Any) -> Rule:
    return rule(Chain, "kedja", level, first=("A",), then=("B",), min_days=least, max_days=most, **more)


def hours(body: str, first: int, last: int) -> Rule:
    return rule(Hours, f"tid-{body}", bodies=(body,), start=time(first), end=time(last))


def at(body: str, day: str, first: int = 13, last: int = 15, **more: Any) -> Meeting:
    return Meeting(body, date.fromisoformat(day), time(first), time(last), id=f"{body}-{day}", **more)


A, B, C = round_of("A", "12 april"), round_of("B", "20 april"), round_of("C", "20 april")
MAY = rule(NotDuring, "maj", KRAV, period=Period.parse("maj"))
MOVED = rule(Move, "flytt", to=MoveTo.AFTER)
LAST_MONDAY = "sista måndagen i månaden i mars"

BEFORE = [at("A", "2026-12-01"), at("B", "2026-12-15")]

# name: (rules, meetings, pins, the plan, what gave way, the cost)
CASES: dict[str, tuple[list[Rule], list[Meeting], str, str, list[str], Cost]] = {
    "the places of the round": ([A, B], [], "", "A 2027-04-12, B 2027-04-20", [], Cost()),
    "a chain moves the earlier of two, rather to its weekday than to the nearest day": (
        [A, round_of("B", "20 april", level=REGEL), chain(14)],
        BEFORE,
        "",
        "A 2027-04-05, B 2027-04-20",
        ["round A"],
        Cost(0, 0, 1),
    ),
    "of a chain and a round that are both rules one gives way": (
        [round_of("A", "12 april", level=REGEL), round_of("B", "20 april", level=REGEL), chain(14, level=REGEL)],
        BEFORE,
        "",
        "A 2027-04-12, B 2027-04-20",
        ["chain-too-short B"],
        Cost(0, 1, 0),
    ),
    "no first is known before": ([B, chain(14)], [], "", "B 2027-04-20", [], Cost()),
    "a number a month keeps a meeting in a period that were better free": (
        [
            round_of("A", "28 april", "3 maj"),
            rule(NotDuring, "maj", ONSKAN, weight=5, period=Period.parse("maj")),
            rule(Count, "antal", bodies=("A",), most=1, per=Per.MONTH),
        ],
        [],
        "",
        "A 2027-04-28, A 2027-05-03",
        ["free-period A"],
        Cost(0, 0, 5),
    ),
    "without it the meeting goes": (
        [round_of("A", "28 april", "3 maj"), rule(NotDuring, "maj", ONSKAN, weight=5, period=Period.parse("maj"))],
        [],
        "",
        "A 2027-04-28, A 2027-04-29",
        ["round A"],
        Cost(0, 0, 1),
    ),
    "a milestone draws a meeting": (
        [A, rule(Milestone, "bokslut", bodies=("A",), period=Period.parse("20 april–25 april"))],
        [],
        "",
        "A 2027-04-20",
        ["round A"],
        Cost(0, 0, 1),
    ),
    "not in the same week": (
        [A, round_of("B", "13 april"), rule(InWeeks, "v", bodies=("B",), others=("A",), weeks=Weeks.NOT_THE_SAME)],
        [],
        "",
        "A 2027-04-09, B 2027-04-13",
        ["round A"],
        Cost(0, 0, 1),
    ),
    "on the same day": (
        [A, B, rule(OnSameDay, "dag", bodies=("B",), others=("A",), mode=SameDay.MUST)],
        [],
        "",
        "A 2027-04-20, B 2027-04-20",
        ["round A"],
        Cost(0, 0, 1),
    ),
    "people in common cannot be in two places": (
        [round_of("B", "20 april", level=REGEL), C, hours("B", 13, 15), hours("C", 14, 16)],
        [],
        "",
        "B 2027-04-20, C 2027-04-21",
        ["round C"],
        Cost(0, 0, 1),
    ),
    "one after the other on a day is no clash, but a rule is broken": (
        [round_of("B", "20 april", level=REGEL), C, hours("B", 9, 12), hours("C", 14, 16)],
        [],
        "",
        "B 2027-04-20, C 2027-04-21",
        ["round C"],
        Cost(0, 0, 1),
    ),
    "a holiday is moved as the rule says": (
        [rhythm_of("A", LAST_MONDAY, moves=(MOVED,)), MOVED],
        [],
        "",
        "A 2027-03-30",
        [],
        Cost(),
    ),
    "a date that is locked by a rule": (
        [A, rule(Fixed, "beslut", KRAV, bodies=("A",), day=date(2027, 4, 16))],
        [],
        "",
        "A 2027-04-16",
        ["round A"],
        Cost(0, 0, 1),
    ),
    "a date that is pinned": ([A], [], "A 2027-04-15", "A 2027-04-15", ["round A"], Cost(0, 0, 1)),
    "a decided meeting stays": ([A], [at("A", "2027-04-14")], "", "A 2027-04-14", ["round A"], Cost(0, 0, 1)),
    "a decided meeting on a holiday is a fact": (
        [A, B],
        [at("A", "2027-03-29")],
        "",
        "A 2027-03-29, B 2027-04-20",
        ["holiday A", "round A"],
        Cost(1, 0, 1),
    ),
    "a decided meeting that no chain can reach is a fact": (
        [A, B, chain(80)],
        [at("B", "2027-02-02"), *BEFORE],
        "",
        "A 2027-04-12, B 2027-02-02",
        ["chain-missing B", "round B"],
        Cost(1, 0, 1),
    ),
    "the free goes to the decided that the chain asks for": (
        [A, B, chain(14)],
        [at("B", "2027-04-20"), *BEFORE],
        "",
        "A 2027-04-05, B 2027-04-20",
        ["round A"],
        Cost(0, 0, 1),
    ),
    "an earlier proposal goes before a wish": (
        [A],
        [at("A", "2027-04-15", status=Status.TENTATIVE, history=("– → 2027-04-15: plan",))],
        "",
        "A 2027-04-15",
        ["round A"],
        Cost(0, 0, 1),
    ),
    "and gives way to a rule": (
        [round_of("A", "12 april", level=REGEL)],
        [at("A", "2027-04-15", status=Status.TENTATIVE, history=("– → 2027-04-15: plan",))],
        "",
        "A 2027-04-12",
        [],
        Cost(),
    ),
    "what is not planned breaks what it breaks": (
        [A, rule(NotDuring, "mars", bodies=("D",), period=Period.parse("mars"))],
        [at("D", "2027-03-02")],
        "",
        "A 2027-04-12",
        ["free-period D"],
        Cost(0, 1, 0),
    ),
}  # fmt: skip


def asked(name: str, seconds: float = 60) -> Request:
    rules, meetings, pins, wanted, _given, _cost = CASES[name]
    bodies = tuple(dict.fromkeys(part.split()[0] for part in wanted.split(", ")))
    locked: dict[str, dict[date, str]] = {}
    for part in filter(None, pins.split(", ")):
        locked.setdefault(part.split()[0], {})[date.fromisoformat(part.split()[1])] = part
    return Request(2027, bodies, Schedule(meetings, BODIES), tuple(rules), pins=locked, seconds=seconds)


def planned(request: Request) -> Plan:
    found = plan(request)
    assert isinstance(found, Plan)
    return found


@cache
def best() -> Plan:
    return planned(year())


def shown(found: Plan) -> str:
    return ", ".join(f"{m.body} {m.date}" for m in found.meetings)


@pytest.mark.parametrize("name", CASES)
def test_the_plan(name: str) -> None:
    _rules, _meetings, _pins, wanted, gave_way, cost = CASES[name]
    found = planned(asked(name))
    by_id = {m.id: m.body for m in found.case.meetings}
    told = sorted(f"{c.problem.code} {by_id[c.problem.meetings[0]]}" for c in found.costs)
    assert (shown(found), told, found.cost) == (wanted, sorted(gave_way), cost)
    assert found.proven
    assert found.bound == found.cost


# ---- bigger years


def year(seed: int = 0) -> Request:
    """Four bodies with rhythms, chains, wishes and people in common; in an order of its own for each seed."""
    mixed = Random(seed)
    rules = [
        rhythm_of("A", "första tisdagen i månaden utom juli"),
        rhythm_of("B", "tredje tisdagen i månaden utom juli"),
        rhythm_of("C", "fjärde tisdagen i månaden utom juli"),
        round_of("D", "måndag 8 februari", "torsdag 13 maj", "torsdag 9 september", "måndag 6 december"),
        chain(14, level=REGEL),
        rule(SharedMembers, "delade", bodies=("C",), others=("A", "D"), margin=timedelta(hours=1)),
        rule(NotDuring, "juli", KRAV, period=Period.parse("juli")),
        hours("A", 13, 16), hours("B", 13, 16), hours("C", 15, 17), hours("D", 9, 16),
    ]  # fmt: skip
    meetings = [
        at("A", "2026-12-01"),
        at("B", "2026-12-15"),
        at("D", "2027-02-09", status=Status.TENTATIVE, history=("– → 2027-02-09: plan",)),
    ]
    bodies = ["A", "B", "C", "D"]
    if seed:
        for each in (rules, meetings, bodies):
            mixed.shuffle(each)  # type: ignore[arg-type]
    return Request(2027, tuple(bodies), Schedule(meetings, BODIES), tuple(rules))


def test_the_same_request_gives_the_same_plan() -> None:
    """In another process too, in which sets have another order."""
    code = "from test_planner import planned, shown, year; print(shown(planned(year())))"
    told = []
    for salt in ("1", "2"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": salt,
            "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent)]),
        }
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        told.append(run.stdout.strip())
    assert told == [shown(best())] * 2


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_what_is_asked_changes_no_cost(seed: int) -> None:
    first, other = best(), planned(year(seed))
    assert first.proven
    assert other.proven
    assert (first.cost, first.bound) == (other.cost, other.bound)


def test_a_plan_is_best_when_it_is_the_proposal() -> None:
    """What was planned once and kept as a proposal is planned again: no meeting is moved."""
    request, first = year(), best()
    kept = [replace(m, id=f"kept-{n}") for n, m in enumerate(first.meetings)]
    before = [m for m in request.schedule if m.date.year < 2027]
    again = planned(replace(request, schedule=Schedule([*before, *kept], BODIES)))
    assert shown(again) == shown(first)
    assert again.cost == first.cost


# ---- time


def test_without_time_there_is_a_plan_without_a_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calendar_tool.planning.planner._LEAST", 0.0)
    found = planned(replace(year(), seconds=0))
    assert not found.proven
    assert found.bound <= best().cost <= found.cost
    assert [m.body for m in found.meetings] == [m.body for m in best().meetings]
    assert not found.cost.demands


def test_without_time_for_a_first_plan_nothing_is_said_of_causes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("calendar_tool.planning.planner._LONGER", 0.0)
    monkeypatch.setattr("calendar_tool.planning.planner._LEAST", 0.0)
    found = plan(replace(year(), seconds=0))
    assert isinstance(found, NoPlan)
    assert found.causes == ()


# ---- what cannot be planned


@pytest.mark.parametrize(("given", "code"), [({"year": 2070}, "year-unknown"), ({"bodies": ("A", "Z")}, "no-rhythm")])
def test_what_cannot_be_planned(given: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as error:
        plan(replace(year(), **given))
    assert [problem.code for problem in error.value.problems] == [code]
