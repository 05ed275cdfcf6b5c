"""Which of the kept meetings a document should have."""

from __future__ import annotations

from datetime import date

from calendar_tool.model.meeting import Kind, Status
from calendar_tool.model.reading import Reading
from calendar_tool.store.changes import Entry


class Expected:
    """What to expect of one document: what it stated before, and what is within the time that it plans."""

    def __init__(self, reading: Reading) -> None:
        """`reading` has the short names of its bodies."""
        self._document = reading.document
        self._planned: dict[str, list[date]] = {}
        for meeting in reading.meetings:
            if meeting.kind is Kind.SCHEDULED:
                self._planned.setdefault(meeting.body, []).append(meeting.date)
        self._hinted = {(u.source.document, u.source.text) for u in reading.unresolved}

    def misses(self, entry: Entry) -> bool:
        """Whether the document should have the meeting and has not; one that was put in by hand it need not have."""
        return (
            self._document not in entry.documents
            and self._is_open(entry)
            and (self._stated(entry) or (self._covers(entry) and bool(entry.now.sources)))
        )

    def may_move(self, entry: Entry) -> bool:
        """Whether a date of the document can be the new one of the meeting."""
        years = {day.year for day in self._planned.get(entry.now.body, ())}
        return self._is_open(entry) and (self._covers(entry) or (self._stated(entry) and entry.now.date.year in years))

    def _stated(self, entry: Entry) -> bool:
        return any(source.document == self._document for source in entry.now.sources)

    def _covers(self, entry: Entry) -> bool:
        """Whether the meeting is between the first and the last date of its body; a single date is no plan."""
        planned = self._planned.get(entry.now.body, ())
        return len(planned) > 1 and min(planned) <= entry.now.date <= max(planned)

    def _is_open(self, entry: Entry) -> bool:
        """Whether it is still to be held, and none of the dates that the document leaves open."""
        return (
            entry.now.kind is Kind.SCHEDULED
            and entry.now.status is not Status.CANCELLED
            and self._hinted.isdisjoint((s.document, s.text) for s in entry.now.sources)
        )
