"""What is said of a date: one Day for each thing that it is."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from calendar_tool.locale import language


class DayKind(StrEnum):
    """What makes a day special, in the order in which it is said: the heaviest first."""

    HOLIDAY = "holiday"
    EVE = "eve"
    AB_EVE = "ab_eve"  # påskafton and pingstafton: Saturdays that the agreement AB counts as holidays
    WEEKEND = "weekend"
    JULY = "july"
    HALF_DAY = "half_day"
    HALF_DAY_UNKNOWN = "half_day_unknown"  # one with some employers, and nothing is known of ours
    KLAMDAG = "klamdag"
    MELLANDAG = "mellandag"
    ELECTION = "election"
    MANDATE = "mandate"  # those who were elected take over
    EVENT = "event"
    SCHOOL_BREAK = "school_break"
    BREAK_UNKNOWN = "break_unknown"  # a break may lie here; where it lies is not known
    SUMMER = "summer"  # the weeks in which most people are on leave
    DST = "dst"  # the clocks are changed

    @property
    def weight(self) -> int:
        """A number to sort by, the heaviest first."""
        return _ORDER.index(self)


_ORDER = list(DayKind)


EXPLAINING = (
    DayKind.HOLIDAY,
    DayKind.EVE,
    DayKind.HALF_DAY,
    DayKind.HALF_DAY_UNKNOWN,
    DayKind.KLAMDAG,
    DayKind.MELLANDAG,
)
"""What explains why a body did not meet on a working day on which it usually does."""


def monday(day: date) -> date:
    """The first day of the week of a date."""
    return day - timedelta(days=day.weekday())


class Day(NamedTuple):
    """One thing that a date is; `name` is in the language in use, `source` who decided it."""

    date: date
    name: str
    kind: DayKind
    source: str


class Span(NamedTuple):
    """What is said of each day from `first` to `last`, both included; `name` and `source` as of a Day."""

    first: date
    last: date
    name: str
    kind: DayKind
    source: str


def shown(swedish: str, english: str) -> str:
    """A Swedish name, which English explains but does not replace."""
    return swedish if language() == "sv" or not english else f"{swedish} ({english})"
