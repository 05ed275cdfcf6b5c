"""Calendars with a row a week and a column a weekday under each month, and codes of bodies beside the days.

"v Må Ti On To Fr" and "3 13 14 KS 15 16 17": the days follow each other, which divides a row where blanks are lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from calendar_tool.reading.expressions import DateToken
from calendar_tool.reading.grid_cells import MONTH_LINE, month_of
from calendar_tool.reading.month_lists import MonthList, read_day
from calendar_tool.reading.page import Page
from calendar_tool.reading.words import weekday_number

_WEEKDAY = r"(?:mån|tis|ons|tors?|fre|lör|sön|må|ti|on|to|fr|lö|sö)(?:dag)?\.?"
_HEAD = re.compile(rf"[\s|]*(?:v(?:ecka)?\.?[\s|]+)?(?P<days>{_WEEKDAY}(?:[\s|]+{_WEEKDAY}){{4,6}})[\s|]*", re.I)
_WEEK = re.compile(r"[\s|]*(?:v\.?\s?)?(?P<week>[0-9]{1,2})(?=[\s|])", re.I)
_NUMBER = re.compile(r"(?:^|[\s|]+)(?P<day>[0-9]{1,2})(?![0-9.:/])")
_DAYS = 7
_NEAR = 3  # lines between a month and the head of its weeks
_FEWEST = 3  # meetings
_KEY = re.compile(r"(?P<key>\(\w\)|\*+)\s*=\s*(?P<text>[^\s(*=][^(*=]*?)(?=\s{2,}|\s*$|\s*\(\w\)\s*=)", re.M)


def week_calendar(page: Page, taken: set[int]) -> MonthList | None:
    """The calendar of the page; None if it has none with three meetings or more."""
    found = MonthList()
    lines = page.document.lines
    keys = {m["key"]: m["text"].split(",")[0].strip() for m in _KEY.finditer(page.document.text)}
    for index, line in enumerate(lines):
        head = _HEAD.fullmatch(line)
        month = _month_above(lines, index) if head and index not in taken else None
        if head is None or month is None:
            continue
        weekdays = [weekday_number(word) for word in re.findall(_WEEKDAY, head["days"], re.I)]
        if weekdays != list(range(len(weekdays))):
            continue
        numbered = line.lstrip(" |\t").lower().startswith("v")
        for at, days in _weeks(lines, index + 1, numbered, len(weekdays)):
            found.lines.add(at)
            first = page.document.offset(at)
            for weekday, (day, begin, end, rest, place) in days:
                span = (first + begin, first + end, f"{day} {rest}".strip())
                token = DateToken(*span, day, month[0], month[1], "grid", weekday=weekday)
                read_day(found, _explained(rest, keys), token, at, first + place)
        found.lines |= {index, month[2]}
    return found if len(found.items) >= _FEWEST else None


def _month_above(lines: tuple[str, ...], index: int) -> tuple[int, int | None, int] | None:
    """The month, its year if one is stated, and the line of the nearest heading above."""
    for at in range(index - 1, max(-1, index - 1 - _NEAR), -1):
        if match := MONTH_LINE.match(lines[at]):
            month = month_of(match["m"])
            return (month, int(match["y"]) if match["y"] else None, at) if month else None
        if lines[at].strip():
            return None
    return None


_Cell = tuple[int, int, int, str, int]  # a day, its span in the line, the words after it and where they begin


def _weeks(
    lines: tuple[str, ...], first: int, numbered: bool, columns: int
) -> Iterator[tuple[int, list[tuple[int, _Cell]]]]:
    """The lines of a month's weeks, each with its days and their weekdays (0 = Monday)."""
    expected = 1
    for at in range(first, len(lines)):
        cells = _cells(lines[at], expected, numbered, columns)
        if not cells:
            return
        lead = columns - len(cells) if expected == 1 and len(cells) < columns else 0
        yield at, [(lead + n, cell) for n, cell in enumerate(cells)]
        expected = cells[-1][0] + 1


def _cells(line: str, expected: int, numbered: bool, columns: int) -> list[_Cell]:
    """The days of a row that goes on with a day, or with that after a weekend where the columns have none."""
    place = 0
    if numbered:
        week = _WEEK.match(line)
        if week is None:
            return []
        place = week.end()
    start = _NUMBER.match(line, place)
    day = int(start["day"]) if start else 0
    if start is None or not expected <= day <= expected + (_DAYS - columns if columns < _DAYS else 0):
        return []
    spans = [start.span("day")]
    for match in _NUMBER.finditer(line, start.end()):
        if len(spans) < columns and int(match["day"]) == day + len(spans):
            spans.append(match.span("day"))
    stops = [begin for begin, _end in spans[1:]] + [len(line)]
    return [
        (day + n, begin, end, line[end:stop].strip(" |\t"), end)
        for n, ((begin, end), stop) in enumerate(zip(spans, stops, strict=True))
    ]


def _explained(rest: str, keys: Mapping[str, str]) -> str:
    """The words beside a day with the marks that the page explains in its words: "(T) = Teams", "* = internat"."""
    for key, words in keys.items():
        rest = rest.replace(key, f" ({words})")
    return rest
