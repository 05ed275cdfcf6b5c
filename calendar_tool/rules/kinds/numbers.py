"""How many meetings: a number a year, half-year, quarter or month (antal), and one in a certain period (milstolpe)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import ClassVar

from calendar_tool.days.elections import election_year
from calendar_tool.locale import MONTHS, _, language, ngettext
from calendar_tool.model.meeting import Form, Meeting
from calendar_tool.problem import Problem
from calendar_tool.rules.periods import Period
from calendar_tool.rules.rule import BodyRule, Case, planned_years
from calendar_tool.rules.scope import Common, Scope
from calendar_tool.toml_file import Table

_MOST = 366


class Per(StrEnum):
    """What meetings are counted in."""

    YEAR = "år"
    HALF = "halvår"
    QUARTER = "kvartal"
    MONTH = "månad"

    @property
    def months(self) -> int:
        """How many months it has."""
        return {Per.YEAR: 12, Per.HALF: 6, Per.QUARTER: 3, Per.MONTH: 1}[self]


class Years(StrEnum):
    """In which years a milestone holds."""

    ALL = "alla"
    ELECTION = "valår"
    OTHER = "andra än valår"


class Count(BodyRule):
    """At least `least` and at most `most` meetings in each part of a year, of a certain form if one is given.

    Parts that lie wholly in `but` need none. Years of which fewer than three meetings are known are not judged.
    """

    kind: ClassVar[str] = "antal"

    least: int = 0
    most: int | None = None
    per: Per = Per.YEAR
    form: Form | None = None
    but: Period | None = None

    def check(self, case: Case) -> Iterator[Problem]:
        for body, meetings in case.each(self.bodies):
            for year, planned in planned_years(meetings).items():
                counted = [m for m in planned if self.form is None or m.form is self.form]
                yield from self._parts(body, year, counted)

    def _parts(self, body: str, year: int, counted: list[Meeting]) -> Iterator[Problem]:
        months = self.per.months
        for first in range(1, 13, months):
            day = date(year, first, 1)
            inside = [m for m in counted if first <= m.date.month < first + months]
            spared = self.but and all(
                self.but.contains(date(year, month, 15)) for month in range(first, first + months)
            )
            if not self.in_force(day) or (len(inside) < self.least and spared):
                continue
            if len(inside) < self.least or (self.most is not None and len(inside) > self.most):
                yield self.problem("count", self._said(body, day, len(inside)), *inside, day=day)

    def _said(self, body: str, day: date, n: int) -> str:
        form = f" ({self.form.value})" if self.form else ""
        said = ngettext("{body}{form} has {n} meeting in {part}", "{body}{form} has {n} meetings in {part}", n)
        wanted = _("at least {n} are wanted").format(n=self.least)
        if self.most is not None and n > self.most:
            wanted = _("at most {n} are wanted").format(n=self.most)
        return f"{said.format(body=body, form=form, n=n, part=self._part(day))}; {wanted}"

    def _part(self, day: date) -> str:
        names = [MONTHS[language()][month - 1] for month in (day.month, day.month + self.per.months - 1)]
        return str(day.year) if self.per is Per.YEAR else f"{'–'.join(dict.fromkeys(names))} {day.year}"


class Milestone(BodyRule):
    """At least `least` meetings within a period of each year, for a purpose that the rule's text tells.

    Years of which fewer than three meetings are known are not judged.
    """

    kind: ClassVar[str] = "milstolpe"

    period: Period
    least: int = 1
    years: Years = Years.ALL

    def check(self, case: Case) -> Iterator[Problem]:
        for body, meetings in case.each(self.bodies):
            for year in planned_years(meetings):
                first, last = self.period.in_year(year)
                if not (self.in_force(first) and self._holds(year) and first.year == year):
                    continue
                inside = [m for m in meetings if first <= m.date <= last]
                if len(inside) < self.least:
                    text = ngettext(
                        "{body} has {n} meeting from {first} to {last}; at least {least} needed",
                        "{body} has {n} meetings from {first} to {last}; at least {least} needed",
                        len(inside),
                    )
                    said = text.format(body=body, n=len(inside), first=first, last=last, least=self.least)
                    yield self.problem("milestone", f"{said}: {self.text}", *inside, day=first)

    def _holds(self, year: int) -> bool:
        return self.years is Years.ALL or election_year(year) == (self.years is Years.ELECTION)


def read_count(table: Table, common: Common, scope: Scope) -> Count | None:
    """An antal of a table; None if something needed is missing or wrong."""
    bodies = scope.names(table, "body")
    least, most = table.integer("min", most=_MOST), table.integer("max", most=_MOST)
    per, form = table.choice("per", Per), table.choice("form", Form)
    but = table.parsed("but", Period.parse)
    if least is None and most is None and table.sound("min", "max"):
        table.wrong("min", _("“antal” needs min or max"), "missing-key")
    if most is not None and most < (least or 0):
        table.wrong("max", _("max is less than min"), "impossible-demand")
    return Count(**common, bodies=bodies, least=least or 0, most=most, per=per or Per.YEAR, form=form, but=but)


def read_milestone(table: Table, common: Common, scope: Scope) -> Milestone | None:
    """A milstolpe of a table; None if something needed is missing or wrong."""
    bodies = scope.names(table, "body", required=True)
    period = table.parsed("period", Period.parse, required=True)
    least = table.integer("min", least=1, most=_MOST)
    years = table.choice("years", Years) or Years.ALL
    if period is None:
        return None
    return Milestone(**common, bodies=bodies, period=period, least=least or 1, years=years)
