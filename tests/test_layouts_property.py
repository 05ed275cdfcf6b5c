"""Every layout of schedules, its options drawn: what is complete is read exactly, damage never makes it wrong."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from layouts import INEXACT, LAYOUTS, Written, documents, read_facts

from calendar_tool.model.reading import Reading
from calendar_tool.reading.reader import read
from calendar_tool.reading.source import Document

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large, HealthCheck.large_base_example]
EXAMPLES = int(os.environ.get("LAYOUT_EXAMPLES", "25"))  # thousands are for an evening


def reading_of(page: Written) -> Reading:
    return read(Document.from_text(page.text, "generated.txt"))


def wrongly_read(page: Written, reading: Reading) -> list[tuple[str, ...]]:
    """The meetings that the document does not state; hours that are lost are no error."""
    truth = [s.facts for s in page.truth]

    def stated(found: tuple[str, ...]) -> bool:
        body, day, last, start, end, status = found
        return any(
            (body, day, last, status) == (*t[:3], t[5]) and start in ("", t[3]) and end in ("", t[4]) for t in truth
        )

    return [f for f in read_facts(reading) if not stated(f)]


@pytest.mark.parametrize("layout", LAYOUTS)
@given(data=st.data())
@settings(max_examples=EXAMPLES, suppress_health_check=SLOW)
def test_complete_layouts_are_read_exactly(layout: str, data: st.DataObject) -> None:
    page = data.draw(documents(layout))
    reading = reading_of(page)
    assert wrongly_read(page, reading) == []
    if layout in INEXACT:
        return
    assert Counter(read_facts(reading)) == Counter(s.facts for s in page.truth)
    assert [u for u in reading.unresolved if u.source.line not in page.noise] == []


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "minutes"])
@given(data=st.data())
@settings(max_examples=EXAMPLES, suppress_health_check=SLOW)
def test_damaged_layouts_are_never_read_wrongly(layout: str, data: st.DataObject) -> None:
    page = data.draw(documents(layout, damaged=True))
    reading = reading_of(page)
    assert wrongly_read(page, reading) == []
    found = len(reading.meetings) + len(reading.unresolved) + len(reading.explained)
    if page.whole_dates:
        assert found >= len(page.truth)
    else:
        assert len(reading.meetings) >= len(page.truth) or reading.unresolved or reading.explained
