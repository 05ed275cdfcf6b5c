"""Where a row's meeting has its body, its year and its hours from, for those who check a reading."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property

from calendar_tool.model.meeting import Meeting
from calendar_tool.model.reading import Basis, Evidence, Part
from calendar_tool.reading.context import Context
from calendar_tool.reading.expressions import DateToken, TimeToken, clock_times, years_in
from calendar_tool.reading.headings import Said, heard
from calendar_tool.reading.items import Item
from calendar_tool.reading.minutes import Header
from calendar_tool.reading.page import TIMES, Page

_REACH = 200  # headings that are looked at above a date


class Grounds:
    """The evidence for the rows of one page. `given` is the year that the user states."""

    def __init__(self, page: Page, header: Header, given: int | None) -> None:
        self.page, self.header, self.given = page, header, given

    def of(self, meeting: Meeting, item: Item, context: Context) -> tuple[Evidence, ...]:
        """The evidence for the meeting that an item became under what is said of its block."""
        found = (self._body(meeting.body, item, context), self._year(meeting.date.year, item, context))
        return (*found, self._hours(meeting.body, item, context)) if meeting.start else found

    def _body(self, body: str, item: Item, context: Context) -> Evidence:
        if _holds(self.page.document.lines[item.line], body):
            return Evidence(Part.BODY, Basis.BESIDE, item.line + 1)
        if context.body == body:
            return Evidence(Part.BODY, Basis.ELSEWHERE, self._above(item.line, lambda said: said.body == body))
        if self.header.body == body:
            lines = (i + 1 for i in sorted(self.header.lines) if _holds(self.page.document.lines[i], body))
            return Evidence(Part.BODY, Basis.ELSEWHERE, next(lines, None))
        return Evidence(Part.BODY, Basis.HEAD)

    def _year(self, year: int, item: Item, context: Context) -> Evidence:
        token = item.token
        if isinstance(token, DateToken) and token.year and token.notation != "week":  # those of weeks are computed
            return Evidence(Part.YEAR, Basis.BESIDE, item.line + 1)
        if any(year in stated for stated in context.years):
            return Evidence(Part.YEAR, Basis.ELSEWHERE, self._above(item.line, lambda said: year in said.years))
        if year in years_in(item.lead):
            return Evidence(Part.YEAR, Basis.BESIDE, item.line + 1)
        outside = self.given is not None and context.clear and self.header.day is None and not context.years
        return Evidence(Part.YEAR, Basis.GIVEN if outside else Basis.CONCLUDED)

    def _hours(self, body: str, item: Item, context: Context) -> Evidence:
        shared = context.hours_of(body)
        hours = item.hours or shared
        labelled = (context.labels[name] for name in TIMES if name in context.labels)
        label = next((index + 1 for index, value in labelled if clock_times(value) == hours), None)
        line = label or (self._line(hours) if hours else None)
        if item.own_hours or line == item.line + 1:
            return Evidence(Part.HOURS, Basis.BESIDE, item.line + 1)
        return Evidence(Part.HOURS, Basis.ELSEWHERE if line or hours == shared else Basis.HEAD, line)

    def _line(self, hours: TimeToken) -> int | None:
        """The line of hours that are a token of the page; None if they were read from a piece of it."""
        at = self.page.between(hours.begin, hours.begin + 1)
        same = any(isinstance(t, TimeToken) and t.start == hours.start for t in at)
        return self.page.line_of(hours) if same else None

    def _above(self, index: int, says: Callable[[Said], bool]) -> int | None:
        """The number of the nearest heading above lines[index] that says something."""
        at = bisect_left(self._heard, index, key=lambda pair: pair[0])
        near = reversed(self._heard[max(0, at - _REACH) : at])
        return next((i + 1 for i, said in near if says(said)), None)

    @cached_property
    def _heard(self) -> list[tuple[int, Said]]:
        """What the headings of the page say that do not speak against meetings, in order."""
        found = ((i, heard(self.page.document.lines[i])) for i in sorted(self.page.headings))
        return [(i, said) for i, said in found if not (said.other or said.deadline or said.records)]


def _holds(line: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line, re.I) is not None
