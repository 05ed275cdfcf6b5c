"""Reading and publishing are inverses: a schedule in any layout and kind of file reads back as the same schedule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_tool.model.meeting import Form, Meeting, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.publishing.tables import LAYOUTS, RENDERERS, tables
from calendar_tool.reading.reader import read
from calendar_tool.reading.source import read_document

NAMES = (
    "KS", "KSAU", "SRO", "VVG/covid-19", "BHU presidium", "FoU-råd", "Delregion 3", "Agenda 2030-rådet",
    "Kommunstyrelsen", "Kommunstyrelsens arbetsutskott", "Barn- och utbildningsnämnden", "Råd & dialog",
    "Nämnden för arbete, kultur och fritid", "Bostads AB Eken, styrelsen", "Gemensam nämnd - Ekby, Alby",
)  # fmt: skip
PLACES = (
    "Stadshuset", "Stadshuset, sal A", "Rådhuset, rum 214", "Storgatan 12, Ekby", "Videorummet", "Sal 3/4",
    "Folkets hus, plan 2", "Kulturhuset 10 trappor",
)  # fmt: skip
HOURS = (
    (time(9), time(12)), (time(8), time(8, 30)), (time(13), time(15)), (time(12, 30), time(15)), (time(8, 30), None),
    (time(18, 30), None), (time(13, 15), time(16, 45)), (None, None),
)  # fmt: skip

T = TypeVar("T")


def mostly(usual: T, others: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    return st.one_of(st.just(usual), st.just(usual), others)


@st.composite
def of_body(draw: st.DrawFn, body: str, year: int) -> list[Meeting]:
    """The meetings of a body in one year or two: most with its usual hours, form and place."""
    hours, forms = st.sampled_from(HOURS), st.none() | st.sampled_from(Form)
    places = st.none() | st.sampled_from(PLACES)
    usual_hours, usual_form, usual_place = draw(hours), draw(forms), draw(places)
    first, last = date(year, 1, 1), date(year + draw(st.integers(0, 1)), 12, 31)
    made = []
    for day in draw(st.lists(st.dates(first, last), min_size=1, max_size=12, unique=True)):
        start, end = draw(mostly(usual_hours, hours))
        length = draw(mostly(0, st.integers(0, 3)))
        if length and end:
            end = draw(st.sampled_from((end, time(8), time(12))))  # the hour of another day
        meeting = Meeting(
            body,
            day,
            start,
            end,
            day + timedelta(length) if length else None,
            draw(mostly(usual_form, forms)),
            draw(mostly(Status.CONFIRMED, st.sampled_from(Status))),
            location=draw(mostly(usual_place, places)),
        )
        made.append(meeting)
        if start and start < time(18) and draw(mostly(False, st.booleans())):
            made.append(replace(meeting, start=time(19), end=time(20), end_date=None))  # again in the evening
    return made


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    year = draw(st.integers(1991, 2058))
    bodies = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
    return Schedule(meeting for body in bodies for meeting in draw(of_body(body, year)))


def facts(meeting: Meeting) -> tuple[object, ...]:
    return (
        meeting.body, meeting.date, meeting.end_date, meeting.start, meeting.end,
        meeting.form, meeting.status, meeting.kind, meeting.location,
    )  # fmt: skip


def in_order(meetings: tuple[Meeting, ...]) -> list[tuple[object, ...]]:
    return sorted(map(facts, meetings), key=repr)


CASES = [(layout, kind) for layout in LAYOUTS for kind in RENDERERS]


@pytest.mark.parametrize(("layout", "kind"), CASES)
@given(schedule=schedules())
@settings(max_examples=40)
def test_a_published_schedule_reads_back(layout: str, kind: str, schedule: Schedule) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"table.{'txt' if kind == 'text' else kind}")
        path.write_bytes(RENDERERS[kind](tables(schedule, layout)))
        reading = read(read_document(path))
    assert in_order(reading.meetings) == in_order(schedule.meetings)
    assert reading.unresolved == ()


@pytest.mark.parametrize("kind", RENDERERS)
@pytest.mark.parametrize("layout", LAYOUTS)
@given(schedule=schedules())
@settings(max_examples=5)
def test_the_same_schedule_is_the_same_bytes(layout: str, kind: str, schedule: Schedule) -> None:
    again = Schedule(schedule.meetings[::-1], schedule.bodies)
    assert RENDERERS[kind](tables(schedule, layout)) == RENDERERS[kind](tables(again, layout))
