"""What the grammar finds in a text: tokens, each with its exact span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text: its span (offsets in the scanned text) and its words."""

    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class DateToken(Token):
    """A day and a month, perhaps with a year, a weekday (0 = Monday) and a last day ("10-11/3", "30/3–1/4").

    `notation` tells how it was written ("d/m", "d month", "d.m.y", "iso", "compact"): columns keep theirs.
    `weekday` may also stand right after the date, outside the token's span. `last_month` and `last_year` are those of
    the last day where they are not those of the first.
    """

    day: int
    month: int
    year: int | None
    notation: str
    last_day: int | None = None
    weekday: int | None = None
    last_month: int | None = None
    last_year: int | None = None
    last_weekday: int | None = None

    def on(self, year: int) -> date | None:
        """The date in a year; None if that year has no such day or it is another weekday than stated."""
        found = self._fits(year, self.month, self.day, self.weekday)
        return found if found and (self.last_day is None or self._last(year)) else None

    def last(self, year: int) -> date | None:
        """The last date of the days that begin in a year; None for a single day, or if `on` gives none."""
        return self._last(year) if self.last_day is not None and self.on(year) else None

    def _last(self, year: int) -> date | None:
        assert self.last_day is not None
        month = self.last_month or self.month
        turns = (month, self.last_day) < (self.month, self.day)
        return self._fits(self.last_year or year + turns, month, self.last_day, self.last_weekday)

    @staticmethod
    def _fits(year: int, month: int, day: int, weekday: int | None) -> date | None:
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        return found if weekday in (None, found.weekday()) else None


@dataclass(frozen=True, slots=True)
class MonthToken(Token):
    """A month without a day."""

    month: int
    year: int | None


@dataclass(frozen=True, slots=True)
class WeekToken(Token):
    """An ISO week, perhaps with its year and a last week ("v. 7–8")."""

    week: int
    last_week: int | None
    year: int | None

    def days(self, year: int) -> tuple[date, date] | None:
        """The Monday of the first week and the Sunday of the last one; None if the year has no such week."""
        try:
            last = self.last_week or self.week
            monday = date.fromisocalendar(year, self.week, 1)
            return monday, date.fromisocalendar(year + (last < self.week), last, 1) + timedelta(days=6)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Impossible(Token):
    """What is written like a date, in the same notations, and cannot be one."""

    reason: str
    notation: str


@dataclass(frozen=True, slots=True)
class TimeToken(Token):
    """Hours: a start, and an end if one is written."""

    start: time
    stop: time | None

    @property
    def minutes(self) -> int | None:
        """The length, if both ends are known."""
        if self.stop is None:
            return None
        return (self.stop.hour - self.start.hour) * 60 + self.stop.minute - self.start.minute


@dataclass(frozen=True, slots=True)
class NoTime(Token):
    """A place kept for hours that are not set ("kl. xx.xx", "tid meddelas senare")."""


@dataclass(frozen=True, slots=True)
class DayPart(Token):
    """A part of the day in words: "heldag", "fm", "em", "kväll" or "lunch till lunch"."""

    part: str


@dataclass(frozen=True, slots=True)
class Days:
    """What words without a written date say: days, the last day of a span, a rule, or why they say none.

    `end` is where they end in the text. `rule` is the value of an RFC 5545 RRULE.
    """

    end: int
    dates: tuple[date, ...] = ()
    end_date: date | None = None
    rule: str | None = None
    problem: str | None = None
