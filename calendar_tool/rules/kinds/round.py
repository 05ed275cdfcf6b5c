"""The round of the year (årsrunda): a body has a place for each of its meetings, which comes back every year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import ClassVar, NamedTuple

from calendar_tool.locale import MONTHS, WEEKDAYS, _, long_date, ngettext
from calendar_tool.problem import Problem
from calendar_tool.rules.periods import Period, bound_of
from calendar_tool.rules.rule import BodyRule, Case, unless
from calendar_tool.rules.scope import Common, Scope
from calendar_tool.toml_file import Table

_WITHIN = 3  # days: half a week, within which lies the nearest of any weekday
_MOST_DAYS = 31


class YearDay(NamedTuple):
    """A day that comes every year: a date, or the weekday (0 = Monday) nearest to it."""

    month: int
    day: int
    weekday: int | None = None

    @staticmethod
    def parse(text: str) -> YearDay:
        """The day that "måndag 23 januari" or "23 januari" tells; ValueError with an example if it tells none."""
        plain = " ".join(text.lower().split())
        names = "|".join(WEEKDAYS["sv"])
        match = re.fullmatch(rf"(?:({names})(?:en)?\s+)?(?:den\s+)?([0-9]{{1,2}})\s+([a-zåäö]+\.?)", plain)
        try:
            if match:
                weekday = WEEKDAYS["sv"].index(match[1]) if match[1] else None
                return YearDay(*bound_of(match[2], match[3]), weekday)
        except ValueError:
            pass
        what = _("“{text}” is no day of the year; write it like {examples}")
        raise ValueError(what.format(text=text, examples="måndag 23 januari, 23 januari"))

    def in_year(self, year: int) -> date:
        """The date itself, or that of the weekday nearest to it within the year; 28 February for a 29th that is not."""
        bound = (self.month, self.day)
        day = Period(bound, bound).in_year(year)[0]
        if self.weekday is None:
            return day
        steps = (self.weekday - day.weekday() + 3) % 7 - 3
        if date(year, 1, 1) <= day + timedelta(steps) <= date(year, 12, 31):
            return day + timedelta(steps)
        return day + timedelta(steps - 7 if steps > 0 else steps + 7)

    def __str__(self) -> str:
        words = [] if self.weekday is None else [WEEKDAYS["sv"][self.weekday]]
        return " ".join([*words, str(self.day), MONTHS["sv"][self.month - 1]])


class YearRound(BodyRule):
    """Each meeting of a body is at most `near_days` days from a place of its own among the `days` of its year.

    Meetings and places are paired so that as many as can be have their own. A place without a meeting breaks nothing.
    """

    kind: ClassVar[str] = "årsrunda"

    days: tuple[YearDay, ...]
    near_days: int = _WITHIN

    def own_values(self) -> dict[str, object]:
        own = {"days": [str(day) for day in self.days], "within": unless(_WITHIN, self.near_days)}
        return {**super().own_values(), **own}

    def check(self, case: Case) -> Iterator[Problem]:
        for body, meetings in case.each(self.bodies):
            for year in dict.fromkeys(m.date.year for m in meetings):
                of_year = [m for m in meetings if m.date.year == year]
                places = sorted(day.in_year(year) for day in self.days)
                lacking = _without([m.date for m in of_year], places, self.near_days)
                for meeting in (of_year[n] for n in lacking):
                    if self.in_force(meeting.date):
                        said = self._said(body, meeting.date, places)
                        yield self.problem("round", said, meeting)

    def _said(self, body: str, day: date, places: Sequence[date]) -> str:
        """What is wrong with a date that has no place."""
        nearest = min(places, key=lambda place: (abs(place - day), place))
        n = abs(nearest - day).days
        text = ngettext(
            "{body} {date} is {n} day from {place}, the nearest place in the round of the year",
            "{body} {date} is {n} days from {place}, the nearest place in the round of the year",
            n,
        )
        if n <= self.near_days:
            text = _("{body} {date}: {place}, the nearest place in the round of the year, has another meeting")
        return text.format(body=body, date=day, n=n, place=long_date(nearest))


def _without(days: Sequence[date], places: Sequence[date], near_days: int) -> list[int]:
    """The numbers of the days that are left when as many as can be are paired with a place; both are in order.

    Of two days that one place is for the nearer has it.
    """
    near = timedelta(near_days)
    lacking: list[int] = []
    pairs: dict[int, date] = {}
    at = 0
    for number, day in enumerate(days):
        while at < len(places) and places[at] < day - near:
            at += 1
        if at < len(places) and places[at] <= day + near:
            pairs[number] = places[at]
            at += 1
        else:
            lacking.append(number)
    for at, number in enumerate(lacking):
        away = {n: abs(days[number] - place) for n, place in pairs.items()}
        farther = [n for n, place in pairs.items() if away[n] <= near and away[n] < abs(days[n] - place)]
        if farther:
            lacking[at] = max(farther, key=lambda n: abs(days[n] - pairs[n]))
            pairs[number] = pairs.pop(lacking[at])
    return sorted(lacking)


def read(table: Table, common: Common, scope: Scope) -> YearRound | None:
    """An årsrunda of a table; None if something needed is missing or wrong."""
    bodies = scope.names(table, "body", required=True)
    days = table.parsed_all("days", YearDay.parse, required=True)
    near_days = table.integer("within", most=_MOST_DAYS)
    if not days:
        return None
    in_order = sorted(days, key=lambda d: (d.month, d.day, -1 if d.weekday is None else d.weekday))
    near_days = _WITHIN if near_days is None else near_days
    return YearRound(**common, bodies=bodies, days=tuple(in_order), near_days=near_days)
