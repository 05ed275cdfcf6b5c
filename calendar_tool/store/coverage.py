"""The time that a plan covers: what is not in it there is missing, and elsewhere is none of its business."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


class Coverage:
    """The days of a plan by body, and the years that any of its dates are in."""

    def __init__(self, days: Iterable[tuple[str, date]], other_years: Iterable[int] = ()) -> None:
        """`days` are those of meetings, each with its body; `other_years` those of dates that are no meetings."""
        self._days: dict[str, list[date]] = {}
        for body, day in days:
            self._days.setdefault(body, []).append(day)
        self.years = {day.year for days in self._days.values() for day in days} | set(other_years)

    def within(self, body: str, day: date) -> bool:
        """Whether the day is between the first and the last date of the body; a single date is no plan."""
        days = self._days.get(body, ())
        return len(days) > 1 and min(days) <= day <= max(days)

    def in_its_months(self, body: str, day: date) -> bool:
        """As `within`, from the month of the first date to the month of the last: these may have been moved inwards."""
        days = self._days.get(body, ())
        return len(days) > 1 and _month(min(days)) <= _month(day) <= _month(max(days))

    def should_have(self, day: date, repeated: int, lacking: int) -> bool:
        """Whether the newer edition of a plan should have a day of the older one that is before or after all its dates.

        A plan of one year is of all that year. One of several years is an edition of the same plan if it repeats at
        least as many dates of the year as it lacks; else it is the next plan, under the same name or another. Without
        any date it says nothing of another time.
        """
        if not self.years:
            return True
        return day.year in self.years and (len(self.years) == 1 or repeated >= lacking)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
