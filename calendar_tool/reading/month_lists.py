"""Calendars that list the days of each month under its name, and who meets then: "JANUARI" and "12 ti  KSAU"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from calendar_tool.reading.column_roles import SHORT_NAME
from calendar_tool.reading.expressions import DateToken, TimeToken, clock_times
from calendar_tool.reading.grid_cells import MONTH_LINE, month_of
from calendar_tool.reading.items import Item
from calendar_tool.reading.names import is_body
from calendar_tool.reading.page import Page
from calendar_tool.reading.words import WEEKDAY_BEFORE, weekday_number

_WEEKDAY = rf"{WEEKDAY_BEFORE}|fr(?![a-zåäö])"
_ROWS = (  # "12 ti  KSAU", "Ti 13: AU"
    re.compile(rf"^\s*(?P<day>\d{{1,2}})\s+(?P<weekday>{_WEEKDAY})\.?\s*[:–-]?\s+(?P<rest>\S.*)$", re.I),
    re.compile(rf"^\s*(?P<weekday>{_WEEKDAY})\.?\s+(?P<day>\d{{1,2}})\s*[:–-]?\s+(?P<rest>\S.*)$", re.I),
)
_PART = re.compile(r"(?P<name>[^,;/()]+)(?P<said>(?:\([^()]*\)\s*)*)")
_HOURS = re.compile(r"\bkl\.?\s*(?P<hours>\d[\d.:–-]*)|(?P<clock>\d{1,2}[.:]\d\d(?:\s?[-–]\s?\d{1,2}[.:]\d\d)?)", re.I)
_FEWEST_MONTHS = 2
_FEWEST_ROWS = 3


@dataclass(slots=True)
class MonthList:
    """The meetings of one calendar, the days that hold something else, and its lines."""

    items: list[Item] = field(default_factory=list)
    others: list[DateToken] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)


def month_list(page: Page, taken: set[int]) -> MonthList | None:
    """The calendar of the page; None if it has none: two months or more, three days or more, with their weekdays."""
    found = MonthList()
    month, months, pending, blank = 0, 0, -1, False
    for index, line in enumerate(page.document.lines):
        if not line.strip() or index in taken:
            blank = True
            continue
        if head := MONTH_LINE.match(line):
            month, pending, blank = month_of(head["m"]) or 0, index, False
            continue
        row = next(filter(None, (pattern.match(line) for pattern in _ROWS)), None) if month else None
        if row is None:
            month, blank = 0 if blank else month, False  # "v. 9  Sportlov" may stand between two days
            continue
        blank = False
        if pending >= 0:
            found.lines.add(pending)
            months, pending = months + 1, -1
        found.lines.add(index)
        begin = page.document.offset(index)
        ends = (row.start("day"), row.start("weekday"), row.end("day"), row.end("weekday"))
        place = (begin + min(ends), begin + max(ends), line.strip())
        weekday = weekday_number(row["weekday"])
        token = DateToken(*place, int(row["day"]), month, None, "grid", weekday=weekday)
        meetings = list(_meetings(row["rest"], token, index, begin + row.start("rest")))
        found.items += meetings
        if not meetings:
            found.others.append(token)
    return found if months >= _FEWEST_MONTHS and len(found.items) >= _FEWEST_ROWS else None


def _meetings(rest: str, day: DateToken, line: int, begin: int) -> Iterator[Item]:
    """The bodies of one day, each with the hours and the note beside it. `rest` begins at `begin` in the text."""
    token = day
    for part in _PART.finditer(rest):
        timed = _HOURS.search(part[0])
        hours: TimeToken | None = None
        if timed:
            hours = clock_times(timed["clock"]) if timed["clock"] else clock_times(f"kl {timed['hours']}")
        name = _HOURS.sub("", part["name"]).strip(" .:–-")
        if SHORT_NAME.fullmatch(name) or is_body(name):
            note = _HOURS.sub("", part["said"]).strip(" ()")
            yield Item(name, token, line, day.text, hours, note, own_hours=hours is not None)
            token = replace(day, begin=begin + part.end(), end=begin + part.end())  # the next body has its own place
