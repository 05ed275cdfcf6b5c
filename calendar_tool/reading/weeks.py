"""Weeks beside dates, and days that are given by their week alone: "v. 37, tisdag kl. 18", "torsdag v 12"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from calendar_tool.reading.expressions import DateToken, Impossible, TimeToken, WeekToken
from calendar_tool.reading.headings import season
from calendar_tool.reading.page import BULLET, Page

_DAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
_WEEKDAY = re.compile(r"\b(?P<day>mån|tis|ons|tors?|fre|lör|sön)(?:dag)?(?:en)?\b\.?", re.I)
_TERM = re.compile(r"\W*(?:HT|VT|hösten|våren|höstterminen|vårterminen)\b[\s–-]*(?:(?:19|20)?\d\d)?\W*", re.I)
_REST = re.compile(r"[\s,;:.()|–-]+|\bi\b|\bkl\b", re.I)
_NOTE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A line that gives a day by its week: its token, the weekday (0 = Monday), hours, note, and its term's words."""

    token: WeekToken
    weekday: int
    hours: TimeToken | None
    note: str
    line: int
    term: str


def agrees(token: WeekToken, day: date) -> bool:
    """Whether a date lies in the week stated beside it."""
    return token.week == day.isocalendar().week or token.last_week is not None


def rows(page: Page, taken: set[int]) -> list[WeekRow]:
    """The lines that give days by their weeks, at least two in a section."""
    found = list(_rows(page, taken))
    return found if len(found) > 1 else []


def _rows(page: Page, taken: set[int]) -> Iterator[WeekRow]:
    term = ""
    for index, line in enumerate(page.document.lines):
        if _TERM.fullmatch(line):
            term = line.strip()
            continue
        tokens = page.on_line(index)
        weeks = [t for t in tokens if isinstance(t, WeekToken)]
        if index in taken or len(weeks) != 1 or any(isinstance(t, DateToken | Impossible) for t in tokens):
            continue
        if row := _row(page, index, weeks[0], term):
            yield row


def _row(page: Page, index: int, week: WeekToken, term: str) -> WeekRow | None:
    line, start = page.document.lines[index], page.document.offset(index)
    days = list(_WEEKDAY.finditer(line))
    if len(days) != 1 or week.last_week is not None:
        return None
    hours = next((t for t in page.on_line(index) if isinstance(t, TimeToken)), None)
    spans = [(week.begin - start, week.end - start), days[0].span()]
    spans += [(hours.begin - start, hours.end - start)] if hours else []
    rest = line
    for begin, end in sorted(spans, reverse=True):
        rest = rest[:begin] + " " + rest[end:]
    first = min(begin for begin, _end in spans)
    if _REST.sub("", BULLET.sub("", line[:first])) or len(rest.strip()) > _NOTE_LENGTH:
        return None
    weekday = next(i for i, name in enumerate(_DAYS) if days[0]["day"].lower()[:3] == name[:3])
    return WeekRow(week, weekday, hours, " ".join(rest.split()).strip(" ,;:.()|–-"), index, term)


def day_of(row: WeekRow, years: Sequence[int]) -> date | None:
    """The day in one of two years in a row, or in the only one; None if that is not clear, or there is no such week."""
    months = season(row.term)
    if row.token.year:
        year = row.token.year
    elif len(years) == 1:
        year = years[0]
    elif len(years) == 2 and months:
        year = years[1] if 1 in months else years[0]
    else:
        return None
    try:
        return date.fromisocalendar(year, row.token.week, row.weekday + 1)
    except ValueError:
        return None
