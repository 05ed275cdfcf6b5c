"""Parts of a year as a rule says them: "juli", "juli–augusti", "v. 28–32", "20 juni–10 augusti", "senast 30 juni"."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, timedelta
from typing import NamedTuple

from calendar_tool.locale import MONTHS, _

Bound = tuple[int, int]
"""A month and a day, which come every year."""

_DASH = r"\s*(?:[-–—]|till(?: och med)?)\s*"
_NAMES = {name[:length]: n for n, name in enumerate(MONTHS["sv"], 1) for length in (3, 4, len(name))}
_MONTH = r"([a-zåäö]{3,9})\.?"
_DAY_OF_MONTH = rf"([0-9]{{1,2}})\s+{_MONTH}"
_ISO = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Period(NamedTuple):
    """A part of every year from a bound or a week to another, or dates of one year; all ends included.

    One that begins after it ends goes over New Year.
    """

    first: Bound | int | date
    last: Bound | int | date

    @staticmethod
    def parse(text: str) -> Period:
        """The period that a text tells; ValueError with an example if it tells none."""
        text = " ".join(text.lower().split())
        try:
            found = _parse(text)
        except ValueError:
            found = None
        if found is None:
            what = _("“{text}” is no part of a year; write it like {examples}")
            examples = "juli–augusti, v. 28–32, 20 juni–10 augusti, senast 30 juni, 2027-06-20–2027-08-10"
            raise ValueError(what.format(text=text, examples=examples))
        return found

    def contains(self, day: date) -> bool:
        """Whether a date lies in it."""
        at: Bound | int | date = day
        if isinstance(self.first, int):
            at = day.isocalendar().week
        elif isinstance(self.first, tuple):
            at = (day.month, day.day)
        first, last = self.first, self.last
        if first <= last:  # type: ignore[operator]  # both are of one kind, as parse makes them
            return first <= at <= last  # type: ignore[operator]  # as above
        return at >= first or at <= last  # type: ignore[operator]  # as above

    def in_year(self, year: int) -> tuple[date, date]:
        """The first and the last day of the one that begins in a year (of dates: the dates themselves)."""
        ends = year + (self.first > self.last)  # type: ignore[operator]  # both are of one kind
        return _day(year, self.first, 1), _day(ends, self.last, 7)

    def __str__(self) -> str:
        ends = [_shown(self.first), _shown(self.last)]
        if isinstance(self.first, int):
            return "v. " + "–".join(dict.fromkeys(ends))
        if isinstance(self.first, tuple) and isinstance(self.last, tuple):
            months = [MONTHS["sv"][self.first[0] - 1], MONTHS["sv"][self.last[0] - 1]]
            if self.first[1] == 1 and self.last[1] == _LAST_DAYS[self.last[0] - 1]:
                return "–".join(dict.fromkeys(months))
        return "–".join(dict.fromkeys(ends))


def month_of(word: str) -> int:
    """The number of a month from its Swedish name or the first letters of it; ValueError if it is none."""
    number = _NAMES.get(word.strip(". ").lower())
    if number is None:
        raise ValueError(_("“{text}” is not a month").format(text=word))
    return number


def bound_of(day: str, month: str) -> Bound:
    """The bound of a day in digits and a month's Swedish name, 29 February among them; ValueError if there is none."""
    number = month_of(month)
    if not 1 <= int(day) <= _LAST_DAYS[number - 1]:
        raise ValueError(day)
    return number, int(day)


def _parse(text: str) -> Period | None:
    if match := re.fullmatch(rf"{_ISO}(?:{_DASH}{_ISO})?", text):
        days = [date.fromisoformat(part) for part in match.groups() if part]
        return Period(days[0], days[-1]) if days[0] <= days[-1] else None
    if match := re.fullmatch(
        rf"(?:v\.?|veckan?|veckorna)\s*([0-9]{{1,2}})(?:{_DASH}(?:v\.?\s*)?([0-9]{{1,2}}))?", text
    ):
        weeks = [int(part) for part in match.groups() if part]
        return Period(weeks[0], weeks[-1]) if all(1 <= week <= 53 for week in weeks) else None
    if match := re.fullmatch(rf"{_MONTH}(?:(?:{_DASH}| och ){_MONTH})?", text):
        months = [month_of(part) for part in match.groups() if part]
        if " och " in text and months[-1] != months[0] % 12 + 1:
            return None
        return Period((months[0], 1), (months[-1], _LAST_DAYS[months[-1] - 1]))
    if match := re.fullmatch(rf"([0-9]{{1,2}}){_DASH}{_DAY_OF_MONTH}", text):
        return Period(bound_of(match[1], match[3]), bound_of(match[2], match[3]))
    if match := re.fullmatch(rf"{_DAY_OF_MONTH}(?:{_DASH}{_DAY_OF_MONTH})?", text):
        first = bound_of(match[1], match[2])
        return Period(first, bound_of(match[3], match[4]) if match[3] else first)
    if match := re.fullmatch(rf"(före|senast|från|efter)(?: den)? {_DAY_OF_MONTH}", text):
        bound = bound_of(match[2], match[3])
        day = date(2000, *bound)
        if match[1] in ("före", "senast"):
            last = day - timedelta(match[1] == "före")
            return Period((1, 1), (last.month, last.day)) if last.year == day.year else None
        first_day = day + timedelta(match[1] == "efter")
        return Period((first_day.month, first_day.day), (12, 31)) if first_day.year == day.year else None
    return None


def _day(year: int, bound: Bound | int | date, weekday: int) -> date:
    """The date of a bound, of a week one of its days; of a week or a 29 February that is missing the one before."""
    if isinstance(bound, date):
        return bound
    if isinstance(bound, int):
        weeks = date(year, 12, 28).isocalendar().week
        return date.fromisocalendar(year, min(bound, weeks), weekday)
    month, day = bound
    return date(year, month, 28 if (month, day) == (2, 29) and not isleap(year) else day)


def _shown(bound: Bound | int | date) -> str:
    if isinstance(bound, tuple):
        return f"{bound[1]} {MONTHS['sv'][bound[0] - 1]}"
    return str(bound)
