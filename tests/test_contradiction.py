"""Why there is no plan: the causes that contradict each other, none too many."""

from __future__ import annotations

from datetime import date, time
from functools import cache
from typing import Any

import pytest

from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Meeting
from calendar_tool.model.schedule import Schedule
from calendar_tool.planning.planner import plan
from calendar_tool.planning.request import NoPlan, Plan, Request
from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.kinds.conditions import Hours
from calendar_tool.rules.kinds.days import NotDuring, NotOn
from calendar_tool.rules.kinds.numbers import Count, Milestone, Per
from calendar_tool.rules.periods import Period
from calendar_tool.rules.rule import Level, Rule

BODIES = Bodies([Body("KS"), Body("KF"), Body("SN", shares_members_with=("KF",))])


def krav(kind: type[Rule], id: str, level: Level = Level.KRAV, **more: Any) -> Rule:
    return kind(id=id, level=level, text="t", source="s", **more)


def free(text: str, *bodies: str) -> Rule:
    return krav(NotDuring, "fri", bodies=bodies, period=Period.parse(text))


def milestone(text: str) -> Rule:
    return krav(Milestone, "milstolpe", bodies=("KF",), period=Period.parse(text))


def chain(least: int, most: int | None = None) -> Rule:
    return krav(Chain, "kedja", first=("KS",), then=("KF",), min_days=least, max_days=most)


TWICE = krav(Count, "tal", Level.ONSKAN, bodies=("KS", "KF", "SN"), least=2, most=2)
HOURS = krav(Hours, "tid", bodies=("KS", "KF", "SN"), start=time(13), end=time(16))
MONTHLY = krav(Count, "antal", bodies=("KF",), least=3, per=Per.MONTH)

# name: (demands, pins, decided meetings, the causes)
CASES: dict[str, tuple[list[Rule], str, str, list[str]]] = {
    "a pin on a holiday": ([], "KF 2027-05-06", "", ["pin KF 2027-05-06", "check holiday"]),
    "a pin on a Saturday": ([], "KF 2027-05-08", "", ["pin KF 2027-05-08", "check weekend"]),
    "two pins on one day of people in common": (
        [],
        "KF 2027-05-11, SN 2027-05-11",
        "",
        ["pin KF 2027-05-11", "pin SN 2027-05-11", "check overlap"],
    ),
    "a pin at the time of a decided meeting": (
        [],
        "KF 2027-05-11",
        "SN 2027-05-11",
        ["pin KF 2027-05-11", "meeting SN 2027-05-11", "check overlap"],
    ),
    "a pin at the time of a meeting that is not planned": (
        [],
        "KF 2027-05-11",
        "SAN 2027-05-11",
        ["pin KF 2027-05-11", "meeting SAN 2027-05-11", "check overlap"],
    ),
    "two pins that break a chain": (
        [chain(14)],
        "KS 2027-05-04, KS 2027-10-12, KF 2027-05-11",
        "",
        ["pin KF 2027-05-11", "pin KS 2027-05-04", "rule kedja"],
    ),
    "a pin that breaks a chain with decided meetings": (
        [chain(14)],
        "KF 2027-05-11",
        "KS 2027-05-04, KS 2027-10-12",
        ["pin KF 2027-05-11", "meeting KS 2027-05-04", "rule kedja"],
    ),
    "a chain and a free period": (
        [chain(14, 20), free("v. 14–18", "KS")],
        "KF 2027-05-11",
        "KS 2026-12-01",
        ["pin KF 2027-05-11", "rule kedja", "rule fri"],
    ),
    "a pin in a free period": ([free("april–juni")], "KF 2027-05-11", "", ["pin KF 2027-05-11", "rule fri"]),
    "a number that cannot be": ([MONTHLY], "", "", ["rule antal"]),
    "a milestone in a free period": ([milestone("maj"), free("maj")], "", "", ["rule milstolpe", "rule fri"]),
    "what else is demanded takes no part": (
        [free("december"), krav(NotOn, "ej", weekdays=(4,)), chain(3)],
        "KF 2027-06-26",
        "",
        ["pin KF 2027-06-26", "check holiday"],
    ),
}


def days(text: str) -> list[tuple[str, date]]:
    return [(body, date.fromisoformat(day)) for body, day in (part.split() for part in text.split(", ") if part)]


def asked(demands: list[Rule], pins: str, decided: str) -> Request:
    bodies = Bodies([*BODIES, Body("SAN", shares_members_with=("KF",))])
    meetings = [Meeting(body, day, time(13), time(16), id=f"{body}-{day}") for body, day in days(decided)]
    locked: dict[str, dict[date, str]] = {}
    for body, day in days(pins):
        locked.setdefault(body, {})[day] = f"{body} {day}"
    return Request(2027, ("KS", "KF", "SN"), Schedule(meetings, bodies), (TWICE, HOURS, *demands), pins=locked)


@cache
def no_plan(name: str) -> NoPlan:
    found = plan(asked(*CASES[name][:3]))
    assert isinstance(found, NoPlan)
    return found


@pytest.mark.parametrize("name", CASES)
def test_the_causes(name: str) -> None:
    assert list(no_plan(name).causes) == CASES[name][3]


@pytest.mark.parametrize("name", CASES)
def test_without_any_one_pin_meeting_or_rule_there_is_a_plan(name: str) -> None:
    demands, pins, decided, causes = CASES[name]
    for cause in causes:
        kind, said = cause.split(" ", 1)
        if kind == "check":
            continue
        left = [rule for rule in demands if (kind, said) != ("rule", rule.id)]
        texts = [", ".join(part for part in text.split(", ") if part != said) for text in (pins, decided)]
        assert isinstance(plan(asked(left, *texts)), Plan), cause


@pytest.mark.parametrize("name", CASES)
def test_each_check_tells_what_it_finds(name: str) -> None:
    found = no_plan(name)
    told = {cause: costly.problem.code for cause, costly in found.told.items() if costly}
    assert {c: code for c, code in told.items() if c.startswith("check")} == {
        cause: cause.split()[1] for cause in found.causes if cause.startswith("check")
    }
