"""calendars/<slug>.toml: what is kept of other bodies' calendars, read back, and every mistake in it."""

from __future__ import annotations

import time
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Meeting, Source, Status
from calendar_tool.model.reading import Explained, Reading
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import InputError
from calendar_tool.store.calendars import Calendar, calendar_text, load_others, own_part, read_calendar
from calendar_tool.store.schedules import load

RS = Body("RS", shares_members_with=("*",), calendar="https://example.org/rs.ics")
FETCHED = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOURS = Meeting("RS", date(2027, 1, 20), clock(9), clock(11))
NIGHT = Meeting("RS", date(2027, 12, 31), clock(22), clock(2), date(2028, 1, 1), status=Status.TENTATIVE)
OPEN = Meeting("RS", date(2026, 5, 4), clock(13))
KEPT = Calendar("RS", "https://example.org/rs.ics", FETCHED, date(2025, 1, 1), date(2029, 12, 31), (HOURS, NIGHT, OPEN))
TEXT = """\
# Ett annat organs upptagna tider, hämtade från kalendern nedan. Filen skrivs av calendar-tool body update: ändra den
# inte för hand. En rad är en tid; "tentative": preliminär.
body = "RS"
calendar = "https://example.org/rs.ics"
fetched = "2026-11-22T12:00:00Z"
known_from = 2025-01-01
known_until = 2029-12-31
busy = '''
2026-05-04 13:00
2027-01-20 09:00-11:00
2027-12-31 22:00 - 2028-01-01 02:00 tentative
'''
"""
BODIES = '[[body]]\nname = "SRO"\n\n[[body]]\nname = "RS"\nshares_members_with = ["*"]\ncalendar = "rs.ics"\n'


def write(folder: Path, text: str) -> Path:
    path = folder / "calendars/rs.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_text_is_sorted_and_stable() -> None:
    assert calendar_text(KEPT) == TEXT
    assert calendar_text(replace(KEPT, busy=(NIGHT, OPEN, HOURS, OPEN))) == TEXT


def test_fetched_again_only_that_line_changes() -> None:
    again = calendar_text(replace(KEPT, fetched=FETCHED + timedelta(days=1)))
    assert set(TEXT.splitlines()) ^ set(again.splitlines()) == {
        'fetched = "2026-11-22T12:00:00Z"',
        'fetched = "2026-11-23T12:00:00Z"',
    }


def test_it_is_read_back(tmp_path: Path) -> None:
    write(tmp_path, TEXT)
    found = read_calendar(tmp_path, RS)
    assert found is not None
    assert replace(found, busy=()) == replace(KEPT, busy=())
    document = "calendars/rs.toml"
    assert found.busy == (
        replace(OPEN, id="rs@2026-05-04T13:00", sources=(Source(document, 9, "2026-05-04 13:00"),)),
        replace(HOURS, id="rs@2027-01-20T09:00", sources=(Source(document, 10, "2027-01-20 09:00-11:00"),)),
        replace(
            NIGHT,
            id="rs@2027-12-31T22:00",
            sources=(Source(document, 11, "2027-12-31 22:00 - 2028-01-01 02:00 tentative"),),
        ),
    )


def test_two_times_that_begin_together_have_ids_of_their_own(tmp_path: Path) -> None:
    write(tmp_path, calendar_text(replace(KEPT, busy=(HOURS, replace(HOURS, end=clock(12)), replace(HOURS, end=None)))))
    found = read_calendar(tmp_path, RS)
    assert found is not None
    assert [m.id for m in found.busy] == [f"rs@2027-01-20T09:00{more}" for more in ("", "/2", "/3")]


YEARS = [
    ({2026}, [2026]),
    ({2027}, [2027, 2027]),
    ({2028}, [2027]),
    ({2029}, []),
    (range(2026, 2029), [2026, 2027, 2027]),
]


@pytest.mark.parametrize(("years", "expected"), YEARS)
def test_only_the_years_asked_for(tmp_path: Path, years: set[int], expected: list[int]) -> None:
    write(tmp_path, TEXT)
    found = read_calendar(tmp_path, RS, years)
    assert found is not None
    assert [m.date.year for m in found.busy] == expected


def test_a_calendar_without_times_and_one_never_fetched(tmp_path: Path) -> None:
    assert read_calendar(tmp_path, RS) is None
    assert load_others(tmp_path, Bodies([RS])) == ([], {})
    write(tmp_path, calendar_text(replace(KEPT, busy=())))
    assert read_calendar(tmp_path, RS) == replace(KEPT, busy=())


def test_any_name_and_address_survive(tmp_path: Path) -> None:
    body, address = Body('R"S\\ \x7f\nå', "rs", calendar="x"), "C:\\kal'''ender\n\".ics"
    write(tmp_path, calendar_text(replace(KEPT, body=body.name, address=address)))
    found = read_calendar(tmp_path, body)
    assert found is not None
    assert (found.body, found.address) == (body.name, address)


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    day = draw(st.dates(date(1900, 1, 1), date(2099, 12, 1)))
    start = draw(st.times(clock(0), clock(23, 58)).map(lambda t: t.replace(second=0, microsecond=0)))
    later = (datetime.combine(day, start) + timedelta(minutes=draw(st.integers(1, 9999)))).replace(second=0)
    end = draw(st.sampled_from([None, later]))
    last = end.date() if end and end.date() > day else None
    status = draw(st.sampled_from([Status.CONFIRMED, Status.TENTATIVE]))
    return Meeting("RS", day, start, end.time() if end else None, last, status=status)


@given(st.lists(meetings()))
def test_forth_and_back(tmp_path_factory: pytest.TempPathFactory, busy: list[Meeting]) -> None:
    folder = tmp_path_factory.mktemp("data")
    write(folder, calendar_text(replace(KEPT, busy=tuple(busy))))
    found = read_calendar(folder, RS)
    assert found is not None
    assert {replace(m, id="", sources=()) for m in found.busy} == set(busy)
    assert len({m.id for m in found.busy}) == len(set(busy)) == len(found.busy)


MISTAKES = [
    ("body", 'body = "RS"', 'body = "KS"', ["3: this is the file of RS"]),
    ("no address", 'calendar = "https://example.org/rs.ics"\n', "", ["1: “calendar” is missing"]),
    ("no moment", "2026-11-22T12:00:00Z", "yesterday",
     ["5: “fetched” must be a time in UTC like 2021-01-18T09:00:00Z"]),
    ("window", "2029-12-31", "2024-12-31", ["7: “known_until” must not be before “known_from”"]),
    ("key", "known_from", "known_form", ["1: “known_from” is missing", "6: unknown key “known_form”"]),
    ("table", "busy =", "[[busy]]\ntimes =", ["8: unknown table [[busy]]"]),
    ("day", "2027-01-20", "2027-02-30", ["10: “2027-02-30 09:00-11:00” is no time like “2027-01-20 09:00-11:00”"]),
    ("hour", "11:00", "25:00", ["10: “2027-01-20 09:00-25:00” is no time like “2027-01-20 09:00-11:00”"]),
    ("backwards", "11:00", "08:00", ["10: “2027-01-20 09:00-08:00” is no time like “2027-01-20 09:00-11:00”"]),
    ("words", "tentative\n", "maybe\n",
     ["11: “2027-12-31 22:00 - 2028-01-01 02:00 maybe” is no time like “2027-01-20 09:00-11:00”"]),
    ("two", ":00-11:00", "", ["10: “2027-01-20 09” is no time like “2027-01-20 09:00-11:00”"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), [c[1:] for c in MISTAKES], ids=[c[0] for c in MISTAKES])
def test_mistakes(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    assert old in TEXT
    path = write(tmp_path, TEXT.replace(old, new))
    with locale.use("en"), pytest.raises(InputError) as error:
        read_calendar(tmp_path, RS)
    assert str(error.value).split("\n") == [f"{path}:{line}" for line in expected]


def test_load_keeps_others_apart(tmp_path: Path) -> None:
    (tmp_path / "bodies.toml").write_text(BODIES, "utf-8")
    write(tmp_path, TEXT)
    schedule = load(tmp_path)
    assert schedule.meetings == ()
    assert schedule.body_names() == []
    assert [m.id for m in schedule.others] == ["rs@2026-05-04T13:00", "rs@2027-01-20T09:00", "rs@2027-12-31T22:00"]
    assert schedule.known == {"RS": (date(2025, 1, 1), date(2029, 12, 31))}
    assert [m.date.year for m in load(tmp_path, {2028}).others] == [2027]
    assert [m.date.year for m in schedule.year(2028).others] == [2027]
    assert schedule.year(2028).known == schedule.known


def test_what_is_never_fetched_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "bodies.toml").write_text(BODIES, "utf-8")
    schedule = load(tmp_path)
    assert (schedule.others, schedule.known) == ((), {})
    body = schedule.bodies.find("RS")
    assert body is not None
    assert body.is_other


def test_others_are_in_order() -> None:
    assert Schedule(others=[NIGHT, HOURS, OPEN]).others == (OPEN, HOURS, NIGHT)


def test_everybody_is_for_a_body_with_a_calendar(tmp_path: Path) -> None:
    (tmp_path / "bodies.toml").write_text(BODIES.replace('calendar = "rs.ics"\n', ""), "utf-8")
    with locale.use("en"), pytest.raises(InputError) as error:
        load(tmp_path)
    assert str(error.value) == f"{tmp_path / 'bodies.toml'}:6: “*” is for a body with a calendar"


def test_a_big_calendar_is_cheap_to_load(tmp_path: Path) -> None:
    """5000 times cost less than a tenth of what 5000 tables would to parse alone, in one run."""
    days = [date(2025, 1, 1) + timedelta(days=n // 4) for n in range(5000)]
    busy = tuple(Meeting("RS", day, clock(8 + n % 4), clock(9 + n % 4)) for n, day in enumerate(days))
    text = calendar_text(replace(KEPT, busy=busy))
    tables = "".join(f'[[busy]]\ndate = {m.date}\nstart = "{m.start}"\nend = "{m.end}"\n' for m in busy)

    def seconds(text: str) -> float:
        begun = time.process_time()
        tomllib.loads(text)
        return time.process_time() - begun

    assert 10 * min(seconds(text) for _ in range(3)) < min(seconds(tables) for _ in range(3))
    write(tmp_path, text)
    found = read_calendar(tmp_path, RS)
    assert found is not None
    assert len(found.busy) == 5000


def test_a_document_has_no_say_of_a_body_with_a_calendar() -> None:
    source = Source("plan.txt", 1)
    reading = Reading(
        "plan.txt",
        (Meeting("SRO", date(2027, 1, 20)), Meeting("Regionstyrelsen (RS)", date(2027, 1, 21)), HOURS),
        (Meeting("RS", date(2027, 1, 22)),),
        explained=(Explained(source, "a deadline"),),
    )
    own, left_out = own_part(reading, Bodies([Body("SRO"), RS]))
    assert own == replace(reading, meetings=reading.meetings[:1], implied=())
    assert left_out == {"RS": 3}
    assert own_part(reading, Bodies([Body("SRO")])) == (reading, {})
