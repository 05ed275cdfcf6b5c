"""Which of the kept meetings a document should have."""

from __future__ import annotations

from collections.abc import Sequence

from calendar_tool.model.meeting import Kind, Status
from calendar_tool.model.reading import Reading
from calendar_tool.store.changes import Entry
from calendar_tool.store.coverage import Coverage


class Expected:
    """What to expect of one document: what it stated before, and what is within the time that it plans."""

    def __init__(self, reading: Reading) -> None:
        """`reading` has the short names of its bodies."""
        self._document = reading.document
        dated = [(m.body, m.date) for m in (*reading.meetings, *reading.implied)]
        self._all = Coverage(dated, (u.year for u in reading.unresolved if u.year is not None))
        self._plan = Coverage((m.body, m.date) for m in reading.meetings if m.kind is Kind.SCHEDULED)
        self._planned_years = {(m.body, m.date.year) for m in reading.meetings if m.kind is Kind.SCHEDULED}
        self._hinted = {(u.source.document, u.source.text) for u in reading.unresolved}

    def missing(self, entries: Sequence[Entry]) -> list[Entry]:
        """Those of all meetings that the document should have and has not; those put in by hand it need not have."""
        lacking = [entry for entry in entries if self._document not in entry.documents and self._is_open(entry)]
        stated = [entry for entry in lacking if self._stated(entry)]
        repeated = [entry for entry in entries if self._document in entry.documents and self._stated_before(entry)]

        def in_year(some: list[Entry], year: int) -> int:
            return sum(entry.now.date.year == year for entry in some)

        def should_have(entry: Entry) -> bool:
            day = entry.now.date
            if self._plan.within(entry.now.body, day):
                return bool(entry.now.sources)
            return entry in stated and self._all.should_have(
                day, in_year(repeated, day.year), in_year(stated, day.year)
            )

        return [entry for entry in lacking if should_have(entry)]

    def may_move(self, entry: Entry) -> bool:
        """Whether a date of the document can be the new one of the meeting."""
        body, day = entry.now.body, entry.now.date
        planned = self._plan.in_its_months(body, day) or (
            self._stated(entry) and (body, day.year) in self._planned_years
        )
        return self._is_open(entry) and planned

    def _stated(self, entry: Entry) -> bool:
        return any(source.document == self._document for source in entry.now.sources)

    def _stated_before(self, entry: Entry) -> bool:
        return entry.kept is not None and any(source.document == self._document for source in entry.kept.sources)

    def _is_open(self, entry: Entry) -> bool:
        """Whether it is still to be held, and none of the dates that the document leaves open."""
        return (
            entry.now.kind is Kind.SCHEDULED
            and entry.now.status is not Status.CANCELLED
            and self._hinted.isdisjoint((s.document, s.text) for s in entry.now.sources)
        )
