"""Events: the committed lines and what is said of a bad one, days of a year without a date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from calendar_tool import locale
from calendar_tool.days import events
from calendar_tool.days.day import DayKind
from calendar_tool.days.events import Event, Undated
from calendar_tool.days.local import Local
from calendar_tool.days.swedish import kinds, year
from calendar_tool.problem import InputError

ALMEDALEN = [  # as told for 2026; v. 26, Monday to Friday, in each year
    (2025, "2025-06-23", "2025-06-27"),
    (2026, "2026-06-22", "2026-06-26"),
    (2027, "2027-06-28", "2027-07-02"),
    (2028, "2028-06-26", "2028-06-30"),
    (2029, "2029-06-25", "2029-06-29"),
    (2030, "2030-06-24", "2030-06-28"),
    (2031, "2031-06-23", "2031-06-27"),
]
CONGRESSES = [
    ("2015-03-24", "2015-03-24"),
    ("2015-11-11", "2015-11-12"),
    ("2019-03-19", "2019-03-19"),
    ("2019-11-27", "2019-11-28"),
    ("2023-03-21", "2023-03-21"),
    ("2023-11-15", "2023-11-16"),
]


def committed() -> list[Event]:
    return [e for y in range(1990, 2061) for e in events.events_in(y)]


def test_every_committed_event_can_be_read_and_has_a_source() -> None:
    rows = [line for line in Path(events.EVENTS_FILE).read_text("utf-8").splitlines() if not line.startswith("#")]
    found = events.parse("\n".join(rows), events.EVENTS_FILE)
    assert len(found) == len(rows) - 1 > 20
    for event in found:
        assert event.english
        if isinstance(event, Event):
            assert event.source
            assert event.first <= event.last


def test_the_week_of_almedalen() -> None:
    found = [e for e in committed() if e.name == "Almedalsveckan"]
    assert [(e.first.year, str(e.first), str(e.last)) for e in found] == ALMEDALEN
    for event in found:
        assert [event.first.isocalendar()[1:], event.last.isocalendar()[1:]] == [(26, 1), (26, 5)]
    with locale.use("sv"):
        assert [d.name for d in kinds(date(2026, 6, 24))] == ["Almedalsveckan"]


def test_the_congresses_and_that_those_of_2027_have_no_date() -> None:
    found = [e for e in committed() if e.name.startswith("SKR")]
    assert [(str(e.first), str(e.last)) for e in found] == CONGRESSES
    with locale.use("sv"):
        assert events.undated_in(2027) == ["SKR:s kongress (två gånger)"]
    assert events.undated_in(2026) == events.undated_in(2028) == []


def test_nothing_else_is_listed_but_elections() -> None:
    others = {e.name for e in committed() if e.kind is DayKind.EVENT}
    assert others == {"Almedalsveckan", "SKR:s kongress"}


def test_an_event_of_several_days_is_one_row_of_the_year_and_told_on_each_day() -> None:
    own = Event("Kommundagar", date(2026, 9, 29), date(2026, 10, 1), "kommunen")
    local = Local(events=(own,))
    with locale.use("en"):
        rows = [(str(d.date), d.name, d.source) for d in year(2026, local) if d.source == "kommunen"]
        told = [[d.name for d in kinds(date(2026, m, d), local)] for m, d in ((9, 28), (9, 29), (10, 1), (10, 2))]
    assert rows == [("2026-09-29", "Kommundagar, until 2026-10-01", "kommunen")]
    assert told == [[], ["Kommundagar"], ["Kommundagar"], []]


def test_an_event_over_new_year_is_of_both_years() -> None:
    local = Local(events=(Event("Mässa", date(2026, 12, 30), date(2027, 1, 4), "x"),))
    assert "Mässa" in [d.name for d in kinds(date(2026, 12, 30), local)]
    assert "Mässa" in [d.name for d in kinds(date(2027, 1, 4), local)]


GOOD = [
    ("Mässa,fair,event,2026-03-01,,x,", Event("Mässa", date(2026, 3, 1), date(2026, 3, 1), "x", None, "fair")),
    (
        "Val, ,election,2026-03-01,2026-03-02,x,2026-02-01",
        Event("Val", date(2026, 3, 1), date(2026, 3, 2), "x", date(2026, 2, 1), "", DayKind.ELECTION),
    ),
    ("Mässa,fair,event,2027,,x,", Undated("Mässa", 2027, "fair")),
]


@pytest.mark.parametrize(("line", "event"), GOOD)
def test_a_line_added_by_hand(line: str, event: Event | Undated) -> None:
    assert events.parse(line, "events.csv") == [event]


BAD = [  # line, what is said of it
    ("Mässa,fair,event", "an event has 7 fields (name,english,kind,first,last,source,checked), not 3"),
    (",fair,event,2026-03-01,,x,", "an event needs a name and a source"),
    ("Mässa,fair,event,2026-03-01,,,", "an event needs a name and a source"),
    ("Mässa,fair,fest,2026-03-01,,x,", "“kind” must be one of: event, election"),
    ("Mässa,fair,event,2026-02-30,,x,", "“2026-02-30” is not a date like 2021-01-18"),
    ("Mässa,fair,event,,,x,", "“” is not a date like 2021-01-18"),
    ("Mässa,fair,event,2027,2027,x,", "“2027” is not a date like 2021-01-18"),
    ("Mässa,fair,event,2026-03-02,2026-03-01,x,", "the last day is before the first"),
    ("Mässa,fair,event,2026-03-02,,x,today", "“today” is not a date like 2021-01-18"),
]


def test_every_bad_line_of_events_is_named() -> None:
    text = "\n".join(["# comment", "", *(line for line, _said in BAD)])
    with locale.use("en"), pytest.raises(InputError) as error:
        events.parse(text, "events.csv")
    assert str(error.value).splitlines() == [f"events.csv:{n}: {said}" for n, (_line, said) in enumerate(BAD, 3)]
    assert {p.code for p in error.value.problems} == {"event"}
