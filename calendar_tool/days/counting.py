"""Counting of days: working days, and days told from another one ("9 arbetsdagar före", "onsdagen veckan före")."""

from __future__ import annotations

from datetime import date, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from calendar_tool.days.law import DAY, check_year, is_working_day


class IfFree(StrEnum):
    """What becomes of a day that is no working day."""

    BEFORE = "föregående arbetsdag"
    AFTER = "nästa arbetsdag"
    KEEP = "samma dag"


class Unit(StrEnum):
    """What is counted."""

    DAYS = "dagar"
    WORKING_DAYS = "arbetsdagar"
    WEEKS = "veckor"


class Offset(NamedTuple):
    """A day told from another one, the anchor: `n` units after it, before it if negative.

    With a `weekday` (0 = Monday) it is that day of the calendar week `n` weeks away, whatever weekday the anchor is;
    the unit is then weeks. `clock` is a time of that day, 23:59 for its end (24.00). `anchor` names the day counted
    from, empty for the meeting.
    """

    n: int
    unit: Unit = Unit.DAYS
    weekday: int | None = None
    clock: time | None = None
    anchor: str = ""

    @staticmethod
    def parse(text: str) -> Offset:
        """The offset that a Swedish text tells, as offset_words.py has it; ValueError with an example if none."""
        from calendar_tool.days.offset_words import parse  # which needs this class

        return parse(text)

    def __str__(self) -> str:
        """The offset in Swedish, so that parse gives it back."""
        from calendar_tool.days.offset_words import said  # as above

        return said(self)

    def day(self, anchor: date) -> date:
        """The day itself, free or not; "n arbetsdagar" is never a free one unless n is 0.

        Of "n arbetsdagar före" the first counted is the working day before the anchor; n weeks are 7n days.
        InputError for a year outside FIRST_YEAR-LAST_YEAR.
        """
        check_year(anchor.year)
        if self.unit is Unit.WORKING_DAYS:
            return add_working_days(anchor, self.n)
        days = self.n * (7 if self.unit is Unit.WEEKS else 1)
        if self.weekday is not None:
            days += self.weekday - anchor.weekday()
        found = anchor + timedelta(days)
        check_year(found.year)
        return found


class Due(NamedTuple):
    """When something is due; `moved_from` is the free day that it was moved from, None if it was not."""

    day: date
    clock: time | None
    moved_from: date | None


def due(offset: Offset, anchor: date, if_free: IfFree) -> Due:
    """The day of an offset, moved to a working day as `if_free` says if it is a free one; the time of day stays.

    InputError for a year outside FIRST_YEAR-LAST_YEAR.
    """
    day = offset.day(anchor)
    if if_free is IfFree.KEEP or is_working_day(day):
        return Due(day, offset.clock, None)
    return Due(add_working_days(day, -1 if if_free is IfFree.BEFORE else 1), offset.clock, day)


def add_working_days(day: date, n: int) -> date:
    """The nth working day after a day, before it if `n` is negative; the day itself, free or not, if n is 0.

    Monday to Friday without holidays and the three eves; half-days and klämdagar count. InputError for a year
    outside FIRST_YEAR-LAST_YEAR.
    """
    check_year(day.year)
    step = DAY if n > 0 else -DAY
    left = abs(n)
    while left:
        day += step
        left -= is_working_day(day)
    return day
