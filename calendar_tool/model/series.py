"""Series (mötesserie): the rhythm that a document announces for a body's meetings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from calendar_tool.model.meeting import Source


class Series(NamedTuple):
    """An announced rhythm: one meeting every `every_weeks` weeks from `first` to `last`, both included.

    Kept beside the dated meetings, never in place of them: the audit compares the two.
    """

    body: str
    every_weeks: int
    first: date
    last: date
    source: Source

    def expand(self) -> list[date]:
        """The Mondays of the weeks in which a meeting is announced (iCalendar RRULE, FREQ=WEEKLY)."""
        from dateutil.rrule import WEEKLY, rrule

        monday = self.first - timedelta(days=self.first.weekday())
        return [d.date() for d in rrule(WEEKLY, interval=self.every_weeks, dtstart=monday, until=self.last)]
