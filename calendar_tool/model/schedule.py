"""Schedule (mötesplan): the meetings of some bodies over some time, immutable and in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from calendar_tool.model.body import Bodies
from calendar_tool.model.meeting import Meeting, Unresolved
from calendar_tool.model.series import Series


class Schedule:
    """Meetings in order of time, with what the documents announce and leave open.

    `others` are the busy times of other bodies, from their calendars and in order of time: they are to be respected,
    and no command publishes them. `known` holds, by the other body's name, the first and the last day that its calendar
    was read for; what it does on other days is not known. A body with a calendar that is not there was never read.
    """

    def __init__(
        self,
        meetings: Iterable[Meeting] = (),
        bodies: Bodies | None = None,
        series: Iterable[Series] = (),
        unresolved: Iterable[Unresolved] = (),
        others: Iterable[Meeting] = (),
        known: Mapping[str, tuple[date, date]] | None = None,
    ) -> None:
        self.meetings = tuple(sorted(meetings, key=lambda m: m.sort_key))
        self.bodies = bodies or Bodies()
        self.series = tuple(series)
        self.unresolved = tuple(unresolved)
        self.others = tuple(sorted(others, key=lambda m: m.sort_key))
        self.known = dict(known or {})
        self._dates = [m.date for m in self.meetings]

    def __iter__(self) -> Iterator[Meeting]:
        return iter(self.meetings)

    def __len__(self) -> int:
        return len(self.meetings)

    def replaced(self, meetings: Iterable[Meeting]) -> Schedule:
        """The same with other meetings."""
        return Schedule(meetings, self.bodies, self.series, self.unresolved, self.others, self.known)

    def between(self, first: date, last: date) -> tuple[Meeting, ...]:
        """The meetings that begin on a day from `first` to `last`, both included."""
        return self.meetings[bisect_left(self._dates, first) : bisect_right(self._dates, last)]

    def of(self, body: str) -> tuple[Meeting, ...]:
        """The meetings of one body, by its short name."""
        return tuple(m for m in self.meetings if m.body == body)

    def year(self, year: int) -> Schedule:
        """The part that begins in one year; fragments without a year are kept, and the others that take some of it."""
        return Schedule(
            self.between(date(year, 1, 1), date(year, 12, 31)),
            self.bodies,
            (s for s in self.series if s.first.year <= year <= s.last.year),
            (u for u in self.unresolved if u.year in (None, year)),
            (m for m in self.others if m.date.year <= year <= m.last_date.year),
            self.known,
        )

    def body_names(self) -> list[str]:
        """The bodies that have meetings here, in the order of the list of bodies, then by name."""
        known = [b.name for b in self.bodies]
        return sorted({m.body for m in self.meetings}, key=lambda n: (known.index(n) if n in known else len(known), n))
