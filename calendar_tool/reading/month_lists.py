"""Calendars that list the days of each month under its name, and who meets then: "JANUARI" and "12 ti  KSAU"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from calendar_tool.reading.column_roles import SHORT_NAME
from calendar_tool.reading.expressions import DateToken, TimeToken, clock_times
from calendar_tool.reading.grid_cells import MONTH_LINE, month_of
from calendar_tool.reading.headings import DEADLINE
from calendar_tool.reading.items import Item
from calendar_tool.reading.named_days import named_day
from calendar_tool.reading.names import is_body
from calendar_tool.reading.page import Page
from calendar_tool.reading.words import WEEKDAY_BEFORE, is_status, status_in, weekday_number

_WEEKDAY = rf"(?P<weekday>{WEEKDAY_BEFORE}|fr(?![a-zåäö]))\.?"
_DAY = r"(?P<day>\d{1,2})(?:\s?[-–]\s?(?P<last>\d{1,2}))?"
_WEEK = re.compile(r"\s*v(?:ecka)?\.?\s?\d{1,2}\s+", re.I)
_NEXT_DAY = re.compile(rf"(?<=\S)\s{{2,}}(?=(?:{WEEKDAY_BEFORE})\.?\s+\d{{1,2}}\s)", re.I)
_ROWS = (  # "12 ti  KSAU", "Ti 13: AU", "12 KSAU"
    re.compile(rf"\s*(?P<when>{_DAY}\s+{_WEEKDAY})\s*[:–-]?\s+(?P<rest>\S.*)$", re.I),
    re.compile(rf"\s*(?P<when>{_WEEKDAY}\s+{_DAY})\s*[:–-]?\s+(?P<rest>\S.*)$", re.I),
    re.compile(rf"\s*(?P<when>{_DAY})\s*[:–-]?\s+(?P<rest>[^\W\d].*)$", re.I),
)
_PART = re.compile(r"(?P<name>[^,;/()]+)(?P<said>(?:\([^()]*\)\s*)*)")
_HOURS = re.compile(r"\bkl\.?\s*(?P<hours>\d[\d.:–-]*)|(?P<clock>\d{1,2}[.:]\d\d(?:\s?[-–]\s?\d{1,2}[.:]\d\d)?)", re.I)
_SAID = re.compile(  # "Kommunfullmäktige INSTÄLLT", "Nämnden: budget"
    r"^(?P<name>[^:]+?)(?:\s+(?P<status>inställ[dt]a?|prel\w*|reserv\w*|extra)|\s*:\s*(?P<about>.*))$", re.I
)
_PART_OF_BOARD = re.compile(r"[A-ZÅÄÖ]{2,6} (?:AU|au|IU|PU)")
_SHORT_DAY = re.compile(  # as a calendar has room for it
    r"tr(?:ett\w*)?\.?|långfr\w*\.?|ann\w*\.?(?: påsk\w*)?|påsk\w*|1 maj|kr\w*\.? h\w*\.?|national\w*\.?|midsom\w*\.?"
    r"|pingst\w*|alla helg\w*\.?|jul\w*|nyår\w*\.?|skärt\w*\.?|valborg\w*",
    re.I,
)
_EVENT = re.compile(r"möte|sammanträd|utbildning|konferens|seminari|träff", re.I)
_FREE = re.compile(r"\b(?:sport|påsk|höst|jul|sommar|vinter)lov|\bskolavslutning|\bstudiedag", re.I)
_ANY_YEAR = 2024  # to tell whether words name a day: its date is of no matter
_FEWEST_MONTHS = 2
_FEWEST_ROWS = 3  # on stated weekdays, if not most rows name bodies
_MANY_ROWS = 6
_SHARE = 0.6


@dataclass(slots=True)
class MonthList:
    """The meetings of one calendar, its deadlines, the days that have a name, those not understood, and its lines."""

    items: list[Item] = field(default_factory=list)
    deadlines: list[DateToken] = field(default_factory=list)
    named: list[DateToken] = field(default_factory=list)
    unknown: list[DateToken] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)


def month_list(page: Page, taken: set[int]) -> MonthList | None:
    """The calendar of the page; None if it has none.

    It has two months or more, and three meetings or more on stated weekdays, or six that are most of its days.
    """
    found = MonthList()
    month, months, pending, blank = 0, 0, -1, False
    for index, line in enumerate(page.document.lines):
        if not line.strip() or index in taken:
            blank = True
            continue
        if head := MONTH_LINE.match(line):
            month, pending, blank = month_of(head["m"]) or 0, index, False
            continue
        days = _days(line) if month else []
        row = days[0] if days else None
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
        begin = page.document.offset(index)
        for day in days:
            weekday = day.groupdict().get("weekday")
            token = DateToken(
                begin + day.start("when"), begin + day.end("when"), day[0].strip(), int(day["day"]), month, None,
                "grid", int(day["last"]) if day["last"] else None, weekday=weekday_number(weekday) if weekday else None,
            )  # fmt: skip
            read_day(found, day["rest"], token, index, begin + day.start("rest"))
    stated = sum(isinstance(i.token, DateToken) and i.token.weekday is not None for i in found.items)
    rows = len(found.items) + len(found.named) + len(found.unknown)
    most = len(found.items) >= max(_MANY_ROWS, _SHARE * rows)
    return found if months >= _FEWEST_MONTHS and (stated >= _FEWEST_ROWS or most) else None


def _days(line: str) -> list[re.Match[str]]:
    """The days of a line with what they hold: one, or several ("v 4  må 22 MN  to 25 ON"); [] if there is none."""
    week = _WEEK.match(line)
    first = week.end() if week else 0
    apart = list(_NEXT_DAY.finditer(line, first))
    begins, stops = [first, *(m.end() for m in apart)], [*(m.start() for m in apart), len(line)]
    found = []
    for begin, stop in zip(begins, stops, strict=True):
        row = next(filter(None, (pattern.match(line, begin, stop) for pattern in _ROWS)), None)
        if row is None:
            return []
        found.append(row)
    return found


def read_day(found: MonthList, rest: str, day: DateToken, line: int, begin: int) -> None:
    """Adds what one day holds: bodies with their hours and notes, or a name. `rest` begins at `begin` in the text."""
    token = day
    for part in _PART.finditer(rest):
        timed = _HOURS.search(part[0])
        hours: TimeToken | None = None
        if timed:
            hours = clock_times(timed["clock"]) if timed["clock"] else clock_times(f"kl {timed['hours']}")
        name, notes = _HOURS.sub("", part["name"]).strip(" .:–-"), [_HOURS.sub("", part["said"]).strip(" ()")]
        if said := _SAID.match(name):
            name, notes = said["name"], [said["status"] or said["about"] or "", *notes]
        own = found.items[-1] if found.items and found.items[-1].text == day.text else None
        if SHORT_NAME.fullmatch(name) or _PART_OF_BOARD.fullmatch(name) or is_body(name):
            note = "; ".join(filter(None, notes))
            found.items.append(Item(name, token, line, day.text, hours, note, own_hours=hours is not None))
        elif own and (not name or status_in(name) or (name[0].islower() and not _EVENT.search(name))):
            # "börjar kl. 9", "vid behov": said of the body before
            note = "; ".join(filter(None, (own.note, "" if hours else name, *notes)))
            hours = hours or own.hours
            found.items[-1] = replace(own, note=note, hours=hours, own_hours=hours is not None)
        elif DEADLINE.search(name):
            found.deadlines.append(token)
        elif name and (named_day(name, _ANY_YEAR) or _FREE.search(name) or _SHORT_DAY.fullmatch(name)):
            found.named.append(token)
        elif name:
            found.unknown.append(token)
        token = replace(day, begin=begin + part.end(), end=begin + part.end())  # the next body has its own place
