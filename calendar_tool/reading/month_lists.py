"""Calendars that list the days of each month under its name, and who meets then: "JANUARI" and "12 ti  KSAU"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from calendar_tool.reading.column_roles import SHORT_NAME
from calendar_tool.reading.expressions import DateToken, TimeToken, clock_times
from calendar_tool.reading.grid_cells import MONTH_LINE, month_of
from calendar_tool.reading.items import Item
from calendar_tool.reading.named_days import named_day
from calendar_tool.reading.names import is_body
from calendar_tool.reading.page import Page
from calendar_tool.reading.words import WEEKDAY_BEFORE, is_status, weekday_number

_WEEKDAY = rf"(?P<weekday>{WEEKDAY_BEFORE}|fr(?![a-zåäö]))\.?"
_DAY = r"(?P<day>\d{1,2})"
_ROWS = (  # "12 ti  KSAU", "Ti 13: AU", "12 KSAU"
    re.compile(rf"^\s*(?P<when>{_DAY}\s+{_WEEKDAY})\s*[:–-]?\s+(?P<rest>\S.*)$", re.I),
    re.compile(rf"^\s*(?P<when>{_WEEKDAY}\s+{_DAY})\s*[:–-]?\s+(?P<rest>\S.*)$", re.I),
    re.compile(rf"^\s*(?P<when>{_DAY})\s*[:–-]?\s+(?P<rest>[^\W\d].*)$", re.I),
)
_PART = re.compile(r"(?P<name>[^,;/()]+)(?P<said>(?:\([^()]*\)\s*)*)")
_HOURS = re.compile(r"\bkl\.?\s*(?P<hours>\d[\d.:–-]*)|(?P<clock>\d{1,2}[.:]\d\d(?:\s?[-–]\s?\d{1,2}[.:]\d\d)?)", re.I)
_FREE = re.compile(r"\b(?:sport|påsk|höst|jul|sommar|vinter)lov|\bskolavslutning|\bstudiedag", re.I)
_ANY_YEAR = 2024  # to tell whether words name a day: its date is of no matter
_FEWEST_MONTHS = 2
_FEWEST_ROWS = 3


@dataclass(slots=True)
class MonthList:
    """The meetings of one calendar, the days that have a name instead, those not understood, and its lines."""

    items: list[Item] = field(default_factory=list)
    named: list[DateToken] = field(default_factory=list)
    unknown: list[DateToken] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)


def month_list(page: Page, taken: set[int]) -> MonthList | None:
    """The calendar of the page; None if it has none: two months or more, three meetings or more on stated weekdays."""
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
        if row is None and not blank and is_status(line) and found.items and found.items[-1].line == index - 1:
            found.items[-1] = replace(found.items[-1], note=line.strip())
            continue
        if row is None:
            month, blank = 0 if blank else month, False  # "v. 9  Sportlov" may stand between two days
            continue
        blank = False
        if pending >= 0:
            found.lines.add(pending)
            months, pending = months + 1, -1
        found.lines.add(index)
        weekday = row.groupdict().get("weekday")
        begin = page.document.offset(index)
        token = DateToken(
            begin + row.start("when"), begin + row.end("when"), line.strip(), int(row["day"]), month, None, "grid",
            weekday=weekday_number(weekday) if weekday else None,
        )  # fmt: skip
        _read(found, row["rest"], token, index, begin + row.start("rest"))
    stated = sum(isinstance(i.token, DateToken) and i.token.weekday is not None for i in found.items)
    return found if months >= _FEWEST_MONTHS and stated >= _FEWEST_ROWS else None


def _read(found: MonthList, rest: str, day: DateToken, line: int, begin: int) -> None:
    """Adds what one day holds: bodies with their hours and notes, or a name. `rest` begins at `begin` in the text."""
    token = day
    for part in _PART.finditer(rest):
        timed = _HOURS.search(part[0])
        hours: TimeToken | None = None
        if timed:
            hours = clock_times(timed["clock"]) if timed["clock"] else clock_times(f"kl {timed['hours']}")
        name = _HOURS.sub("", part["name"]).strip(" .:–-")
        if SHORT_NAME.fullmatch(name) or is_body(name):
            note = _HOURS.sub("", part["said"]).strip(" ()")
            found.items.append(Item(name, token, line, day.text, hours, note, own_hours=hours is not None))
        elif name and (named_day(name, _ANY_YEAR) or _FREE.search(name)):
            found.named.append(token)
        elif name:
            found.unknown.append(token)
        token = replace(day, begin=begin + part.end(), end=begin + part.end())  # the next body has its own place
