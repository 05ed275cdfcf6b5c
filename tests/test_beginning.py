"""Where the search begins: the best days of each body by itself."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool.model.body import Bodies
from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.planning.beginning import beginning
from calendar_tool.planning.model import YearModel, distance
from calendar_tool.planning.outline import Place
from calendar_tool.planning.planner import best_of
from calendar_tool.planning.request import Request
from calendar_tool.planning.slots import Slot
from calendar_tool.rules.language import parse_rules
from calendar_tool.rules.rule import Case, Rule
from calendar_tool.toml_file import TomlFile

YEAR = 2027
MAY = date(YEAR, 5, 1)
ROUND = 'kind = "årsrunda"\nbody = "A"\nlevel = "önskan"\ndays = ["4 maj", "6 maj", "11 maj"]'


def rules(*tables: str) -> tuple[Rule, ...]:
    keys = 'id = "r{n}"\ntext = "t"\nsource = "s"'
    text = "".join(f"[[rule]]\n{keys.format(n=n)}\n{table}\n" for n, table in enumerate(tables))
    return parse_rules(TomlFile(text, "rules.toml"))


def slot(body: str, number: int, place: int, days: list[int], kept: int = 0, pin: int = 0) -> Slot:
    """A slot with its place and the days that it may have, days of May."""
    own = tuple(MAY + timedelta(d - 1) for d in ([pin] if pin else days))
    template = Meeting(body, own[0], status=Status.TENTATIVE, id=f"?{body} {number}")
    earlier = Meeting(body, MAY + timedelta(kept - 1), status=Status.TENTATIVE, id=f"{body}-{number}") if kept else None
    where = Place(MAY + timedelta(place - 1), None)
    return Slot(body, number, where, own, earlier or template, earlier, f"{body} {own[0]}" if pin else "")


CASES: list[tuple[str, list[str], list[Slot], list[int]]] = [  # slots, rules, the days of May where the search begins
    ("the places", [], [slot("A", 0, 4, [3, 4, 5]), slot("A", 1, 11, [10, 11, 12])], [4, 11]),
    ("in order", [], [slot("A", 0, 5, [4, 5]), slot("A", 1, 5, [4, 5])], [4, 5]),
    ("each body by itself", [], [slot("A", 0, 11, [10, 11]), slot("B", 0, 11, [10, 11])], [11, 11]),
    ("a pin", [], [slot("A", 0, 4, [3, 4, 5], pin=5), slot("A", 1, 5, [4, 5, 10])], [5, 10]),
    ("an earlier proposal", [], [slot("A", 0, 4, [3, 4, 5], kept=3)], [3]),
    ("no room", [], [slot("A", 0, 4, [4]), slot("A", 1, 4, [4]), slot("B", 0, 4, [4])], [4]),
    ("a rule", ['kind = "ej dag"\nlevel = "regel"\ndays = ["tisdag"]'], [slot("A", 0, 4, [3, 4])], [3]),
    ("no place for two", [], [slot("A", 0, 4, [3, 4]), slot("A", 1, 6, [4, 10]), slot("A", 2, 11, [11])], [4, 10, 11]),
    ("its own place", [ROUND], [slot("A", 0, 4, [3, 4]), slot("A", 1, 6, [4, 10]), slot("A", 2, 11, [11])], [3, 4, 11]),
]


@pytest.mark.parametrize(("_name", "tables", "slots", "days"), CASES, ids=[case[0] for case in CASES])
def test_where_the_search_begins(_name: str, tables: list[str], slots: list[Slot], days: list[int]) -> None:
    found = beginning(YearModel(slots, Case([], Bodies()), rules(*tables), YEAR))
    assert [found[s.id].day for s in slots if s.id in found] == days


@given(st.data())
def test_of_one_body_it_is_the_best_plan(data: Any) -> None:
    """Where no rule ties meetings together but the round, and there are too few to see slips of the pen in them."""
    some = st.lists(st.integers(1, 20), min_size=1, max_size=6, unique=True).map(sorted)
    slots = [slot("A", n, data.draw(st.integers(1, 20)), data.draw(some)) for n in range(data.draw(st.integers(1, 3)))]
    level, near = data.draw(st.sampled_from(["regel", "önskan"])), data.draw(st.integers(0, 5))
    places = [f'"{day} maj"' for day in data.draw(some)]
    round_ = f'kind = "årsrunda"\nbody = "A"\nlevel = "{level}"\nwithin = {near}\ndays = [{", ".join(places)}]'
    own, around = rules(round_), Case([], Bodies())
    found = beginning(YearModel(slots, around, own, YEAR))
    plan = best_of(Request(YEAR, ("A",), Schedule(), own), slots, around, time.monotonic() + 60)
    if plan is None:
        assert not found
        return
    begun = best_of(plan.request, [replace(s, days=(found[s.id],)) for s in slots], around, time.monotonic() + 60)
    assert begun is not None
    assert begun.cost == plan.cost
    away = [sum(distance(s, m.date) for s, m in zip(slots, each.meetings, strict=True)) for each in (begun, plan)]
    assert away[0] == away[1]
