"""How many meetings: a number a year, half-year, quarter or month (antal), and one in a certain period (milstolpe).

That there are too few is sure only within what is known of a body: where it has meetings before and after the part of
the year in question. Else the rest may not be planned yet, or not be read, which is a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from calendar_tool.days.elections import election_year
from calendar_tool.locale import MONTHS, _, language, ngettext
from calendar_tool.model.meeting import Form, Meeting, form_in_words
from calendar_tool.problem import Problem, Severity
from calendar_tool.rules.kinds.conditions import form_words, read_forms
from calendar_tool.rules.periods import Period
from calendar_tool.rules.rule import BodyRule, Case, unless
from calendar_tool.rules.scope import Common, Scope
from calendar_tool.toml_file import Table

_MOST = 366
_QUARTER = timedelta(days=92)


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
    """At least `least` and at most `most` meetings in each part of a year, of certain forms if they are given.

    Parts that lie wholly in `but` need none. A meeting whose form is not known may be of any.
    """

    kind: ClassVar[str] = "antal"

    least: int = 0
    most: int | None = None
    per: Per = Per.YEAR
    forms: tuple[Form, ...] = ()
    but: Period | None = None

    def own_values(self) -> dict[str, object]:
        return {
            **super().own_values(),
            "min": self.least if self.least or self.most is None else None,
            "max": self.most,
            "per": unless(Per.YEAR, self.per),
            "form": form_words(self.forms),
            "but": str(self.but) if self.but else None,
        }

    def check(self, case: Case) -> Iterator[Problem]:
        for body, meetings in case.each(self.bodies):
            for year in dict.fromkeys(m.date.year for m in meetings):
                for month in range(1, 13, self.per.months):
                    yield from self._part(body, date(year, month, 1), meetings)

    def _part(self, body: str, first: date, meetings: Sequence[Meeting]) -> Iterator[Problem]:
        months = range(first.month, first.month + self.per.months)
        last = date(first.year + months[-1] // 12, months[-1] % 12 + 1, 1) - timedelta(days=1)
        if not (self.in_force(first) and self.in_force(last)):
            return
        inside = [m for m in meetings if first <= m.date <= last]
        counted = [m for m in inside if not self.forms or m.form in self.forms]
        if self.most is not None and len(counted) > self.most:
            wanted = _("there are to be at most {n}").format(n=self.most)
            yield self.problem("count", f"{self._said(body, first, len(counted))}; {wanted}", *counted, day=first)
        spared = self.but and all(self.but.contains(date(first.year, month, 15)) for month in months)
        if len(counted) < self.least and not spared:
            unsure = sum(m.form is None for m in inside) if self.forms else 0
            sure = _is_known(meetings, first, last) and len(counted) + unsure < self.least
            wanted = _("there are to be at least {n}").format(n=self.least)
            said = f"{self._said(body, first, len(counted))}; {wanted}"
            yield self.problem("count", _as_known(said, sure), day=first, severity=None if sure else Severity.NOTE)

    def _said(self, body: str, first: date, n: int) -> str:
        forms = "/".join(map(form_in_words, self.forms))
        who = f"{body} ({forms})" if forms else body
        said = ngettext("{body} has {n} meeting in {part}", "{body} has {n} meetings in {part}", n)
        said = said if n else _("{body} has no meeting in {part}")
        return said.format(body=who, n=n, part=self._part_in_words(first))

    def _part_in_words(self, first: date) -> str:
        names = [MONTHS[language()][month - 1] for month in (first.month, first.month + self.per.months - 1)]
        return str(first.year) if self.per is Per.YEAR else f"{'–'.join(dict.fromkeys(names))} {first.year}"


class Milestone(BodyRule):
    """At least `least` meetings within a period of each year, for a purpose that the rule's text tells."""

    kind: ClassVar[str] = "milstolpe"

    period: Period
    least: int = 1
    years: Years = Years.ALL

    def own_values(self) -> dict[str, object]:
        own = {"period": str(self.period), "min": unless(1, self.least), "years": unless(Years.ALL, self.years)}
        return {**super().own_values(), **own}

    def check(self, case: Case) -> Iterator[Problem]:
        for body, meetings in case.each(self.bodies):
            for year in dict.fromkeys(m.date.year for m in meetings):
                first, last = self.period.in_year(year)
                of_this_year = first.year == year or not isinstance(self.period.first, date)
                if not (of_this_year and self.in_force(first) and self.in_force(last) and self.holds_in(year)):
                    continue
                inside = [m for m in meetings if first <= m.date <= last]
                if len(inside) < self.least:
                    text = ngettext(
                        "{body} has {n} meeting from {first} to {last}; at least {least} needed",
                        "{body} has {n} meetings from {first} to {last}; at least {least} needed",
                        len(inside),
                    )
                    text = (
                        text if inside else _("{body} has no meeting from {first} to {last}; at least {least} needed")
                    )
                    said = text.format(body=body, n=len(inside), first=first, last=last, least=self.least)
                    sure = _is_known(meetings, first, last)
                    said = _as_known(f"{said}: {self.text}", sure)
                    yield self.problem("milestone", said, day=first, severity=None if sure else Severity.NOTE)

    def holds_in(self, year: int) -> bool:
        """Whether it is a year in which the milestone is demanded."""
        return self.years is Years.ALL or election_year(year) == (self.years is Years.ELECTION)


def _is_known(meetings: Sequence[Meeting], first: date, last: date) -> bool:
    """Whether a body has known meetings on both sides of a time; of a long one, in its first and last quarter."""
    margin = _QUARTER if last - first > 2 * _QUARTER else timedelta(0)
    return meetings[0].date < first + margin and meetings[-1].date > last - margin


def _as_known(said: str, sure: bool) -> str:
    return said if sure else _("so far {said} (more may not be known yet)").format(said=said)


def read_count(table: Table, common: Common, scope: Scope) -> Count | None:
    """An antal of a table; None if something needed is missing or wrong."""
    bodies = scope.names(table, "body")
    least, most = table.integer("min", most=_MOST), table.integer("max", most=_MOST)
    per, forms = table.choice("per", Per), read_forms(table)
    but = table.parsed("but", Period.parse)
    if least is None and most is None and table.sound("min", "max"):
        table.wrong("min", _("“antal” needs min or max"), "missing-key")
    if most is not None and most < (least or 0):
        table.wrong("max", _("max is less than min"), "impossible-demand")
    return Count(**common, bodies=bodies, least=least or 0, most=most, per=per or Per.YEAR, forms=forms, but=but)


def read_milestone(table: Table, common: Common, scope: Scope) -> Milestone | None:
    """A milstolpe of a table; None if something needed is missing or wrong."""
    bodies = scope.names(table, "body", required=True)
    period = table.parsed("period", Period.parse, required=True)
    least = table.integer("min", least=1, most=_MOST)
    years = table.choice("years", Years) or Years.ALL
    if period is None:
        return None
    return Milestone(**common, bodies=bodies, period=period, least=least or 1, years=years)
