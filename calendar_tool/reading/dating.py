"""In which year a date is: from what is stated around it, else from the document's own day, or from outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import date
from functools import cached_property

from calendar_tool.model.meeting import Kind
from calendar_tool.reading import years
from calendar_tool.reading.account import Account
from calendar_tool.reading.context import Context
from calendar_tool.reading.expressions import DateToken
from calendar_tool.reading.items import Item

_LONGEST_GAP = 270  # days between two meetings that follow each other in a list of two years


class Dating:
    """Decides years. `year` is known from outside the document, `held_on` the day of the document's own meeting."""

    def __init__(self, account: Account, year: int | None, held_on: date | None) -> None:
        self.account, self.year, self.held_on = account, year, held_on

    @cached_property
    def _sole(self) -> years.Sole:
        return years.Sole(self.account.page.document.text)

    def of_groups(
        self, groups: list[list[Item]], context: Context, whole: bool
    ) -> Iterator[tuple[Item, DateToken, date | None, tuple[int, ...]]]:
        """Each date of the groups with its year decided, or None, and the years that the document states for it.

        Columns of two years stay open where they are not `whole`.
        """
        dated = [[(i, i.token) for i in group if isinstance(i.token, DateToken)] for group in groups]
        tokens = [[token for _item, token in group] for group in dated]
        habit = context.habit.union(*(i.habit for group in groups for i in group))
        stated = years.chosen(self._candidates(context, tokens), [t for column in tokens for t in column], habit)
        leads = [years.of_lead(group[0][0].lead, stated) if group else () for group in dated]
        days: list[list[date | None]]
        if any(leads):
            days = [
                years.spread([t], own or stated)[0] if own or stated else _of_own_years(t)
                for t, own in zip(tokens, leads, strict=True)
            ]
        elif len(stated) == 2 and not whole:
            days = [_of_own_years(column) for column in tokens]
        elif stated:
            days = years.spread(tokens, stated)
        elif self.year and self.held_on is None and context.clear:
            days = years.from_outside(tokens, self.year)
        elif self.held_on is None and context.clear and (sole := self._sole.of(tokens)):
            days = years.spread(tokens, (sole,))
        else:
            planned = [m.date for m in self.account.meetings if m.kind is Kind.SCHEDULED]
            days = [[self.undated(t, planned) if context.clear else None for t in column] for column in tokens]
        for group, column, own in zip(dated, days, leads, strict=True):
            doubted = _after_gaps(column) if len(own or stated) > 1 else set()
            for n, ((item, token), day) in enumerate(zip(group, column, strict=True)):
                yield item, token, None if n in doubted and not token.year else day, own or stated

    def _candidates(self, context: Context, tokens: Sequence[Sequence[DateToken]]) -> list[tuple[int, ...]]:
        """The years that may hold: those stated, else those of headings beside the matter that the dates confirm."""
        if context.years or self.year or self.held_on:
            return context.years
        return [y for y in context.likely if len(y) > 1 or years.confirmed(set(y), tokens)]

    def of_grid(self, context: Context) -> tuple[int, ...]:
        """The years of a grid of months: one, or two in a row; none if they are not known."""
        likely = context.years or ([] if self.year else context.likely)
        return likely[0] if likely else (self.year,) if self.year else ()

    def in_text(
        self, tokens: list[DateToken], candidates: Sequence[tuple[int, ...]], habit: Set[int]
    ) -> tuple[tuple[int, ...], list[date | None]]:
        """The years stated for dates of a sentence, and the dates; None for those whose year is open."""
        stated = years.chosen(candidates, tokens, habit)
        after = [self.undated(t) for t in tokens] if self.held_on else []
        if stated:
            days = years.spread([tokens], stated)[0]
            refuted = after and None not in after and all(d is None for d in days)  # by the weekdays
            return ((), after) if refuted else (stated, days)
        if after:
            return (), after
        if not self.year and (sole := self._sole.of([tokens])):
            return (sole,), years.spread([tokens], (sole,))[0]
        if self.year:
            return (), years.from_outside([tokens], self.year)[0]
        return (), _of_own_years(tokens)

    def by_habit(
        self, tokens: list[DateToken], candidates: Sequence[tuple[int, ...]]
    ) -> tuple[tuple[int, ...], list[date | None]] | None:
        """The years in which dates of a sentence all fall on one weekday, and the dates; None if none makes them."""
        outside = [((), years.from_outside([tokens], self.year)[0])] if self.year else []
        for stated, days in (*((y, years.spread([tokens], y)[0]) for y in candidates), *outside):
            if len({d.weekday() if d else None for d in days} | {None}) == 2 and None not in days:
                return stated, days
        return None

    def undated(self, token: DateToken, planned: Sequence[date] = ()) -> date | None:
        """The date of a token whose heading states no year: from the document's day, else among the planned ones."""
        if token.year:
            return token.on(token.year)
        if self.held_on:
            return years.after(token, self.held_on)
        return years.inside(token, min(planned), max(planned)) if planned else None

    def month_year(self, month: int) -> int | None:
        """The year of a coming month: the first one from the document's day on, else the one inside its own plan."""
        if self.held_on:
            return self.held_on.year + (month < self.held_on.month)
        found = {m.date.year for m in self.account.meetings if m.date.month == month}
        return found.pop() if len(found) == 1 else self.year


def _of_own_years(tokens: Sequence[DateToken]) -> list[date | None]:
    """The dates whose year stands with them; None for the others."""
    return [t.on(t.year) if t.year else None for t in tokens]


def _after_gaps(days: Sequence[date | None]) -> set[int]:
    """The last days of a list where most of a year lies before them: a slip in a weekday may have moved them."""
    found: set[int] = set()
    for n in range(len(days) - 1, 0, -1):
        before, day = days[n - 1], days[n]
        if before and day and (day - before).days > _LONGEST_GAP and len(days) - n < n:
            found |= set(range(n, len(days)))
    return found
