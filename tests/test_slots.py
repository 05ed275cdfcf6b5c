"""The slots of a year: which place a meeting that is there takes, and what a proposed one is like."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool.model.meeting import Form, Meeting, Source, Status
from calendar_tool.planning.outline import Place
from calendar_tool.planning.slots import Slot, assigned, fixed_days, is_decided, planned_on, slots, template
from calendar_tool.rules.language import parse_rules
from calendar_tool.rules.rule import Rule
from calendar_tool.toml_file import TomlFile

TEMPLATE = Meeting("SRO", date(2027, 7, 1), status=Status.TENTATIVE)
PLACES = [Place(date(2027, month, 15), None) for month in (2, 5, 9)]
MAYBE, SURE = {"status": Status.TENTATIVE}, {"status": Status.CONFIRMED}
LOCKED = {"status": Status.TENTATIVE, "conditions": ("låst",)}
BY_HAND = {"status": Status.TENTATIVE, "history": (planned_on(date(2027, 9, 9)),)}
ADDED: dict[str, Any] = {"status": Status.TENTATIVE, "history": ()}
READ = {"status": Status.TENTATIVE, "sources": (Source("plan.txt", 3),)}

CASES: list[tuple[str, list[tuple[str, dict[str, Any]]], dict[str, str], list[str]]] = [
    # meetings that are there, pins, and the slots: id, place, days (from-to), what was there, pin
    (
        "nothing there",
        [],
        {},
        ["?SRO 1 02-15 01-25–03-08 - ", "?SRO 2 05-15 04-24–06-05 - ", "?SRO 3 09-15 08-25–10-06 - "],
    ),
    (
        "decided",
        [("05-20", SURE)],
        {},
        ["?SRO 1 02-15 01-25–03-08 - ", "a 05-15 05-20–05-20 05-20 ", "?SRO 3 09-15 08-25–10-06 - "],
    ),
    (
        "a proposal that a document states is decided",
        [("05-20", READ)],
        {},
        ["?SRO 1 02-15 01-25–03-08 - ", "a 05-15 05-20–05-20 05-20 ", "?SRO 3 09-15 08-25–10-06 - "],
    ),
    (
        "an earlier proposal",
        [("09-02", MAYBE)],
        {},
        ["?SRO 1 02-15 01-25–03-08 - ", "?SRO 2 05-15 04-24–06-05 - ", "a 09-15 08-25–10-06 09-02 "],
    ),
    (
        "one that a person locked",
        [("09-02", LOCKED)],
        {},
        ["?SRO 1 02-15 01-25–03-08 - ", "?SRO 2 05-15 04-24–06-05 - ", "a 09-15 09-02–09-02 09-02 SRO 2027-09-02"],
    ),
    (
        "one whose date a person has changed",
        [("09-02", BY_HAND)],
        {},
        ["?SRO 1 02-15 01-25–03-08 - ", "?SRO 2 05-15 04-24–06-05 - ", "a 09-15 09-02–09-02 09-02 SRO 2027-09-02"],
    ),
    (
        "one that a person has added",
        [("08-02", ADDED)],
        {},
        ["?SRO 1 02-15 01-25–03-08 - ", "?SRO 2 05-15 04-24–06-05 - ", "a 09-15 08-02–08-02 08-02 SRO 2027-08-02"],
    ),
    (
        "two on one day, decided and not",
        [("02-15", SURE), ("02-15", SURE), ("05-15", MAYBE), ("05-15", ADDED)],
        {},
        ["a 02-15 02-15–02-15 02-15 ", "b 02-15 02-15–02-15 02-15 ", "d 05-15 05-15–05-15 05-15 SRO 2027-05-15",
         "c 05-15 04-24–06-05 05-15 ", "?SRO 5 09-15 08-25–10-06 - "],
    ),
    (
        "a pin",
        [],
        {"02-24": "SRO 24 februari"},
        ["?SRO 1 02-15 02-24–02-24 - SRO 24 februari", "?SRO 2 05-15 04-24–06-05 - ", "?SRO 3 09-15 08-25–10-06 - "],
    ),
    (
        "a pin on a proposal, and another beside one",
        [("02-24", MAYBE), ("05-03", MAYBE)],
        {"02-24": "P", "09-01": "Q"},
        ["a 02-15 02-24–02-24 02-24 P", "b 05-15 04-24–06-05 05-03 ", "?SRO 3 09-15 09-01–09-01 - Q"],
    ),
    (
        "a pin that moves an earlier proposal",
        [("02-10", MAYBE), ("05-03", MAYBE), ("09-16", MAYBE)],
        {"03-01": "P"},
        ["a 02-15 03-01–03-01 02-10 P", "b 05-15 04-24–06-05 05-03 ", "c 09-15 08-25–10-06 09-16 "],
    ),
    (
        "pins that move proposals, one of them before all places",
        [("01-12", MAYBE), ("09-16", MAYBE)],
        {"01-11": "P", "02-16": "Q", "05-18": "R", "09-14": "S"},
        ["a 01-11 01-11–01-11 01-12 P", "?SRO 2 02-15 02-16–02-16 - Q", "?SRO 3 05-15 05-18–05-18 - R",
         "b 09-15 09-14–09-14 09-16 S"],
    ),
    (
        "a proposal more than there are places",
        [("02-10", MAYBE), ("03-20", MAYBE), ("05-03", MAYBE), ("09-16", MAYBE)],
        {},
        ["a 02-15 01-25–03-08 02-10 ", "b 03-20 02-27–04-10 03-20 ", "c 05-15 04-24–06-05 05-03 ",
         "d 09-15 08-25–10-06 09-16 "],
    ),
    (
        "more than there are places",
        [("01-11", SURE), ("02-16", SURE), ("05-18", SURE), ("09-14", SURE)],
        {},
        ["a 01-11 01-11–01-11 01-11 ", "b 02-15 02-16–02-16 02-16 ", "c 05-15 05-18–05-18 05-18 ",
         "d 09-15 09-14–09-14 09-14 "],
    ),
]  # fmt: skip


def told(slot: Slot) -> str:
    kept = f"{slot.kept.date:%m-%d}" if slot.kept else "-"
    return f"{slot.id} {slot.place.day:%m-%d} {slot.days[0]:%m-%d}–{slot.days[-1]:%m-%d} {kept} {slot.pin}"


@pytest.mark.parametrize(("there", "pins", "said"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_slots(there: list[tuple[str, dict[str, Any]]], pins: dict[str, str], said: list[str]) -> None:
    as_planned = [{"history": (planned_on(_day(text)),), **more} for text, more in there]
    kept = [Meeting("SRO", _day(text), id="abcd"[n], **as_planned[n]) for n, (text, _more) in enumerate(there)]
    found = slots("SRO", 2027, PLACES, kept, {_day(text): words for text, words in pins.items()}, TEMPLATE)
    assert [told(slot) for slot in found] == said
    assert [slot.number for slot in found] == list(range(len(found)))
    for slot in found:
        assert slot.is_fixed == (len(slot.days) == 1)
        assert slot.days == tuple(slot.days[0] + timedelta(n) for n in range(len(slot.days)))
        assert slot.on(slot.days[0]).date == slot.days[0]


def _day(text: str) -> date:
    return date.fromisoformat(f"2027-{text}")


def test_days_end_with_the_year() -> None:
    first, last = slots("SRO", 2027, [Place(_day("01-05"), None), Place(_day("12-29"), None)], [], {}, TEMPLATE)
    assert (first.days[0], last.days[-1]) == (_day("01-01"), _day("12-31"))


def test_a_meeting_of_several_days_stays_as_long() -> None:
    planned = (planned_on(_day("02-15")),)
    two_days = Meeting("SRO", _day("02-15"), end_date=_day("02-16"), id="a", status=Status.TENTATIVE, history=planned)
    (slot,) = slots("SRO", 2027, [PLACES[1]], [two_days], {}, TEMPLATE)
    assert (slot.on(_day("06-01")).date, slot.on(_day("06-01")).end_date) == (_day("06-01"), _day("06-02"))


DECIDED = [(MAYBE, False), (LOCKED, False), (READ, True), (SURE, True), ({}, True)]


@pytest.mark.parametrize(("more", "decided"), DECIDED)
def test_decided(more: dict[str, Any], decided: bool) -> None:
    assert is_decided(Meeting("SRO", _day("02-15"), **more)) == decided


# ---- what a proposed meeting is like

HOURS = 'kind = "tid"\nstart = "09:00"\nend = "12:00"'
ROOM = 'kind = "form"\nform = "physical"'
TEMPLATES: list[tuple[list[str], list[str | None], tuple[Any, ...]]] = [
    ([], [], (None, None, None, None)),
    ([HOURS], [], (time(9), time(12), None, None)),
    (['kind = "form"\nform = "digital"'], [], (None, None, Form.TEAMS, None)),
    (['kind = "form"\nform = ["hybrid", "physical"]'], [], (None, None, Form.HYBRID, None)),
    (
        [ROOM, HOURS + '\nform = "teams"', 'kind = "tid"\nstart = "13:00"\nform = "physical"'],
        [],
        (time(13), None, Form.PHYSICAL, None),
    ),
    ([HOURS + '\nbody = "VVG"', HOURS.replace("09", "10") + "\nvalid_from = 2028-01-01"], [], (None, None, None, None)),
    ([], ["Borås", "Skövde", "Borås"], (None, None, None, "Borås")),
    ([], ["Borås", "Skövde", None], (None, None, None, None)),
]  # fmt: skip


def rules(tables: list[str]) -> list[Rule]:
    common = '[[rule]]\nid = "r{n}"\nlevel = "regel"\ntext = "t"\nsource = "s"\n'
    text = "\n".join(common.format(n=n) + table for n, table in enumerate(tables))
    return list(parse_rules(TomlFile(text, "rules.toml")))


@pytest.mark.parametrize(("tables", "locations", "like"), TEMPLATES)
def test_templates(tables: list[str], locations: list[str | None], like: tuple[Any, ...]) -> None:
    past = [Meeting("SRO", date(2026, 3, 1 + n), location=where) for n, where in enumerate(locations)]
    found = template("SRO", rules(tables), 2027, past)
    assert (found.start, found.end, found.form, found.location) == like
    assert (found.body, found.status, found.id) == ("SRO", Status.TENTATIVE, "")


def test_days_that_rules_fix() -> None:
    fixed = 'kind = "låst"\nbody = "{}"\ndate = {}'.format
    found = rules([fixed("SRO", "2027-03-01"), fixed("VVG", "2027-03-02"), fixed("SRO", "2028-03-03")])
    assert fixed_days("SRO", 2027, found) == {date(2027, 3, 1): "r0"}


# ---- which day takes which place

some_days = st.lists(st.dates(date(2027, 1, 1), date(2027, 3, 31)), max_size=5, unique=True).map(sorted)


@given(some_days, some_days)
def test_assigned_is_the_least_of_all(days: list[date], places: list[date]) -> None:
    found = assigned(days, places)
    n = min(len(days), len(places))
    assert len(found) == n
    ways = [zip(some, at, strict=True) for some in combinations(days, n) for at in combinations(places, n)]
    least = min(sum(abs((d - p).days) for d, p in way) for way in ways)
    assert sum(abs((d - places[at]).days) for at, d in found.items()) == least
    assert [found[at] for at in sorted(found)] == sorted(found.values())


ROOM = [  # pins, how many more meetings than places there may be, the days that places and pins then have
    ("03-03", 0, "03-03 08-30 10-25"),
    ("03-30", 0, "03-30 08-30 10-25"),
    ("04-05", 1, "01-25 04-05 08-30 10-25"),
    ("01-27", 1, "01-27 08-30 10-25"),
    ("04-05 06-10", 1, "04-05 06-10 08-30 10-25"),
    ("04-05 05-10 06-15", 4, "01-25 04-05 05-10 06-15 08-30 10-25"),
]


@pytest.mark.parametrize(("pins", "room", "days"), ROOM)
def test_a_pin_far_from_the_places_comes_on_top_if_there_is_room(pins: str, room: int, days: str) -> None:
    places = [Place(_day(text), None) for text in ("01-25", "08-30", "10-25")]
    pinned = {_day(text): text for text in pins.split()}
    found = slots("SRO", 2027, places, [], pinned, TEMPLATE, 7, room)
    assert [f"{s.days[0] if s.pin else s.place.day:%m-%d}" for s in found] == days.split()
