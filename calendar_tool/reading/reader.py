"""read(document) -> Reading: composes the grammar, the layouts and the evidence, and accounts for every date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from calendar_tool.locale import _
from calendar_tool.model.body import Body, plain
from calendar_tool.model.meeting import Kind, Meeting, Source, Status, Unresolved
from calendar_tool.model.reading import Explained, Reading
from calendar_tool.model.series import Series
from calendar_tool.reading import columns, headings, minutes, prose, years
from calendar_tool.reading.expressions import (
    DateToken,
    Impossible,
    MonthToken,
    TimeToken,
    Token,
    WeekToken,
    clock_times,
    form_in,
    note_in,
    scan,
    years_in,
)
from calendar_tool.reading.layouts import FORMS, PLACES, TIMES, Block, Cell, Page, Row, blocks, first_of, hours_above
from calendar_tool.reading.source import Document

_CONDITION = re.compile(r"^(?P<value>[^()]*?)\s*\((?P<words>[^()]+)\)\s*$")


@dataclass(frozen=True, slots=True)
class _Found:
    """A cell with its body, before its year is known."""

    body: str
    row: Row
    cell: Cell


def read(document: Document, year: int | None = None) -> Reading:
    """What the document holds; `year` is that of a document which states none.

    Every date-like token of the text ends in exactly one of the Reading's lists.
    """
    return _Reader(Page(document), year).read()


def _meeting(body: str, day: date, token: DateToken, hours: TimeToken | None, source: Source, **facts: Any) -> Meeting:
    """The meeting of a date, whose year is decided, and its hours; `facts` are the other fields of Meeting."""
    start, end = (hours.start, hours.stop) if hours else (None, None)
    last = token.last(day.year)
    return Meeting(body, day, start, end, last, sources=(source,), **facts)


class _Reader:
    def __init__(self, page: Page, year: int | None) -> None:
        self.page, self.year = page, year
        self.lines = page.document.lines
        self.header = minutes.header(page)
        self.held_on = self._held_on()
        self.proposal = headings.PROPOSAL.search(page.document.text)
        self.meetings: list[Meeting] = []
        self.unresolved: list[Unresolved] = []
        self.explained: list[Explained] = []
        self.said: dict[tuple[str, date], list[tuple[time | None, int]]] = {}  # body and day: start and line
        self.plans = False  # whether the document has a schedule with years of its own
        self.mentioned: dict[tuple[object, ...], int] = {}  # open meetings in text: line
        self.done: set[int] = set()  # where the tokens begin that are accounted for
        self.names: list[str] = [self.header.body] if self.header.body else []

    def read(self) -> Reading:
        self._header()
        found = blocks(self.page, set(self.header.lines))
        for block in sorted(found, key=self._without_year):  # those with a year teach the others
            self._block(block)
        self._next_meetings()
        self._rest()
        return Reading(
            self.page.document.name,
            tuple(sorted(self.meetings, key=lambda m: m.sources[0].line)),
            tuple(self._implied()),
            tuple(self._series()),
            tuple(sorted(self.unresolved, key=lambda u: u.source.line)),
            tuple(sorted(self.explained, key=lambda e: e.source.line)),
        )

    # -- the document's own meeting

    def _held_on(self) -> date | None:
        token = self.header.day
        year = (token.year if token else None) or self.year
        return token.on(year) if token and year else None

    def _header(self) -> None:
        header = self.header
        if header.day is None:
            return
        source = self._source(header.day)
        if self.held_on is None or header.body is None:
            missing = _("the year is not stated") if self.held_on is None else _("whose meeting it is, is not stated")
            self._open(source, missing, header.body, header.day)
            return
        facts = {"form": header.form, "kind": header.kind, "location": header.location}
        self._take(header.day, _meeting(header.body, self.held_on, header.day, header.hours, source, **facts))
        for token in self.page.tokens:  # the title says the same day again
            if (
                isinstance(token, DateToken)
                and token.year
                and token.on(token.year) == self.held_on
                and self._is_title(token)
            ):
                self._explain(token, _("the day of this document's own meeting"))

    def _is_title(self, token: DateToken) -> bool:
        line = self.lines[self.page.line_of(token) - 1]
        return not line.replace(token.text, "").strip(" *#:") or line.lstrip().startswith("#")

    # -- blocks

    def _without_year(self, block: Block) -> bool:
        title = block.heading.title
        return title is None or not years_in(self.lines[title])

    def _block(self, block: Block) -> None:
        heads = self._heads(block)
        title = headings.title(self.lines, block.heading, bool(heads))
        if not title.meetings:
            self._no_meetings(block, title)
            return
        self.plans = self.plans or bool(title.years)
        if heads:
            found = self._columns(block, heads)
        elif any(len(row.cells) > 1 for row in block.rows):
            for row in block.rows:
                self._doubt(row, _("the head of the table cannot be divided into its columns in one way only"))
            return
        else:
            found = self._list(block, title)
        for item in (item for group in found for item in group):
            if isinstance(item.cell.token, Impossible):
                source = self._cell_source(item.row, item.cell)
                year = title.years[0] if title.years else None
                self._open(source, item.cell.token.reason, item.body, item.cell.token, year=year)
        whole = sum(map(len, found)) == sum(len(row.cells) for row in block.rows)
        for item, token, day in self._dated(found, title, whole):
            if token.begin not in self.done:
                self._cell(block, item, token, day, title)
        for row in block.rows:
            if row.broken:
                self._broken(block, row, title, bool(heads))

    def _heads(self, block: Block) -> list[columns.Head]:
        """The heads of the block's columns, in the line above it; none if the line holds no names of bodies."""
        index = block.heading.nearest
        if index is None or index == block.heading.title:
            return []
        found = columns.heads(self.lines[index], block.rows, self.lines, self.page.document.text)
        names = [h.name for h in found or []]
        return found if found and len(found) > 1 and headings.are_bodies(names) else []

    def _no_meetings(self, block: Block, title: headings.Title) -> None:
        """Rows under a heading that speaks of something else, or of nothing that is known."""
        for row in block.rows:
            for cell in row.cells:
                if title.deadlines and len(row.cells) == 1 and not isinstance(cell.token, Impossible):
                    self._explain(cell.token, _("a deadline"))
                else:
                    self._open(
                        self._cell_source(row, cell), _("no heading says whose meetings these are"), None, cell.token
                    )

    def _list(self, block: Block, title: headings.Title) -> list[list[_Found]]:
        body = title.body or self.header.body
        cells = [(row, cell) for row in block.rows for cell in row.cells]
        if body is None:
            for row, cell in cells:
                self._open(self._cell_source(row, cell), _("whose meeting it is, is not stated"), None, cell.token)
            return []
        return [[_Found(body, row, cell) for row, cell in cells]]

    def _columns(self, block: Block, heads: list[columns.Head]) -> list[list[_Found]]:
        self.names += [h.name for h in heads]
        groups: list[list[_Found]] = [[] for _head in heads]
        rows = [r for r in block.rows if r.cells]
        for row, placing in zip(rows, columns.place(heads, rows, self.lines), strict=True):
            if placing.columns is None:
                names = ", ".join(heads[c].name for c in placing.doubt)
                self._doubt(row, _("several columns are equally likely: {names}").format(names=names))
                continue
            for cell, column in zip(row.cells, placing.columns, strict=True):
                groups[column].append(_Found(heads[column].name, row, cell))
        return groups

    def _doubt(self, row: Row, reason: str) -> None:
        for cell in row.cells:
            self._open(self._cell_source(row, cell), reason, None, cell.token)

    def _dated(
        self, groups: list[list[_Found]], title: headings.Title, whole: bool
    ) -> Iterator[tuple[_Found, DateToken, date | None]]:
        """Each date of the groups with its year decided, or None: so where two years' columns are not `whole`."""
        dated = [[(i, i.cell.token) for i in group if isinstance(i.cell.token, DateToken)] for group in groups]
        tokens = [[token for _item, token in group] for group in dated]
        years_ = title.years or ((self.year,) if self.year and self.held_on is None and title.clear else ())
        if len(years_) == 2 and not whole:
            days = [[token.on(token.year) if token.year else None for token in column] for column in tokens]
        elif years_:
            days = years.spread(tokens, years_)
        else:
            planned = [m.date for m in self.meetings if m.kind is Kind.SCHEDULED]
            days = [[self._undated(t, planned) if title.clear else None for t in column] for column in tokens]
        for group, column in zip(dated, days, strict=True):
            for (item, token), day in zip(group, column, strict=True):
                yield item, token, day

    def _undated(self, token: DateToken, planned: Sequence[date] = ()) -> date | None:
        """The date of a token whose heading states no year: from the document's day, else among the planned ones."""
        if token.year:
            return token.on(token.year)
        if self.held_on:
            return years.after(token, self.held_on)
        return years.inside(token, min(planned), max(planned)) if planned else None

    def _cell(self, block: Block, item: _Found, token: DateToken, day: date | None, title: headings.Title) -> None:
        cell, labels = item.cell, block.heading.labels
        source = self._cell_source(item.row, cell)
        if reason := headings.objection(title, token, day, cell.note):
            self._open(source, reason, item.body, token, cell)
            return
        assert day is not None
        shared, place = first_of(labels, TIMES), first_of(labels, PLACES)
        words = first_of(labels, FORMS) or place
        said = [m for value in (words, shared) if (m := _CONDITION.match(value))]
        for_some = any(isinstance(t, DateToken | MonthToken) for m in said for t in scan(m["words"]))
        hours = cell.time or (None if for_some else clock_times(shared) if shared else hours_above(self.page, block))
        form, status, note = note_in(cell.note)
        proposal = headings.proposal(title, self.proposal, item.body)
        meeting = _meeting(
            item.body,
            day,
            token,
            hours,
            source,
            form=form or form_in(words),
            location=place if place and not form_in(place) else None,
            status=status or (Status.TENTATIVE if proposal else Status.CONFIRMED),
            conditions=(*(f"{m['value']} ({m['words']})" for m in said), *filter(None, (proposal, note))),
        )
        self._take(token, meeting)

    def _take(self, token: DateToken, meeting: Meeting) -> None:
        """Adds the meeting, unless the document has said it already: same body and day, and no other hours."""
        line = meeting.sources[0].line
        said = self.said.setdefault((plain(meeting.body), meeting.date), [])
        for start, first in said:
            if start is None or meeting.start is None or start == meeting.start:
                self._explain(token, _("the same as on line {line}").format(line=first))
                return
        said.append((meeting.start, line))
        self.done.add(token.begin)
        self.meetings.append(meeting)

    def _broken(self, block: Block, row: Row, title: headings.Title, table: bool) -> None:
        assert row.broken is not None
        token, hours = row.broken
        self.done.add(token.begin)
        source = Source(self.page.document.name, row.index + 1, self.lines[row.index].strip(" -*•\t"))
        year = token.year or (title.years[0] if len(title.years) == 1 else self._month_year(token.month))
        body = None if table else title.body or self.header.body
        span = (hours.start, hours.stop) if hours else (None, None)
        reason = _("the day of the month is missing")
        self.unresolved.append(Unresolved(source, reason, body, year, token.month, None, *span))

    # -- running text

    def _next_meetings(self) -> None:
        for token, rest in minutes.next_meetings(self.page):
            day = self._undated(token)
            if token.begin in self.done or day is None or self.header.body is None:
                continue
            hours, source = clock_times(rest), self._source(token)
            self._take(token, _meeting(self.header.body, day, token, hours, source, form=form_in(rest)))

    def _rest(self) -> None:
        names = dict.fromkeys([*self.names, *(m.body for m in self.meetings)])
        text = prose.Prose(self.page, names, self.meetings)
        for token in self.page.tokens:
            if token.begin in self.done or not isinstance(token, DateToken | MonthToken | WeekToken | Impossible):
                continue
            self.done.add(token.begin)
            if isinstance(token, WeekToken):
                self.unresolved.append(Unresolved(self._source(token), _("a week without a day")))
                continue
            if isinstance(token, Impossible):
                self.unresolved.append(Unresolved(self._source(token), token.reason))
                continue
            verdict = text.judge(token)
            if verdict.explained:
                self.explained.append(Explained(self._source(token), verdict.reason))
            else:
                self._open_in_text(token, verdict)

    def _open_in_text(self, token: DateToken | MonthToken, verdict: prose.Verdict) -> None:
        """A meeting that the text mentions and leaves open; said once, later mentions point to the first."""
        body = verdict.body or self.header.body
        year = token.year or self._year_in_text(token)
        fragment = Unresolved(
            self._source(token),
            verdict.reason,
            Body.from_text(body).name if body else None,
            year,
            token.month,
            token.day if isinstance(token, DateToken) else None,
            form=form_in(prose.Context(self.page, token).near),
        )
        known = (fragment.body, year, token.month, fragment.day, verdict.reason)
        if fragment.body and (line := self.mentioned.setdefault(known, fragment.source.line)) != fragment.source.line:
            self.explained.append(Explained(fragment.source, _("the same as on line {line}").format(line=line)))
        else:
            self.unresolved.append(fragment)

    def _year_in_text(self, token: DateToken | MonthToken) -> int | None:
        """The year of a date in running text; None where the document also plans years of its own."""
        if self.held_on and self.plans:
            return None
        if self.held_on and isinstance(token, DateToken):
            day = years.after(token, self.held_on)
            return day.year if day else None
        return self._month_year(token.month)

    def _month_year(self, month: int) -> int | None:
        """The year of a coming month: the first one from the document's day on, else the one inside its own plan."""
        if self.held_on:
            return self.held_on.year + (month < self.held_on.month)
        found = {m.date.year for m in self.meetings if m.date.month == month}
        return found.pop() if len(found) == 1 else self.year

    def _implied(self) -> list[Meeting]:
        planned = {m.body for m in self.meetings if m.kind is Kind.SCHEDULED}
        body = self.header.body or (planned.pop() if len(planned) == 1 else None)
        own = [m for m in self.meetings if m.kind is Kind.SCHEDULED and m.body == body]
        return [
            Meeting(same.body, m.date, end_date=m.end_date, status=m.status,
                    sources=(Source(self.page.document.name, same.line, same.text),))
            for same in minutes.same_days(self.page)
            for m in own
        ]  # fmt: skip

    def _series(self) -> list[Series]:
        series = []
        for rhythm in minutes.rhythms(self.page):
            source = Source(self.page.document.name, rhythm.line, rhythm.text)
            name = next((n for n in self.names if plain(n) == plain(rhythm.name)), None)
            months = range(1, 7) if rhythm.spring else range(7, 13)
            found = {m.date.year for m in self.meetings if m.body == name and m.date.month in months}
            if name and len(found) == 1:
                series.append(Series(name, rhythm.every_weeks, *rhythm.period(found.pop()), source))
                self.explained.append(Explained(source, _("a rhythm that {body} announces").format(body=name)))
            else:
                self.unresolved.append(Unresolved(source, _("a rhythm without a body or a year of its own")))
        return series

    # -- accounting

    def _source(self, token: Token) -> Source:
        return Source(self.page.document.name, self.page.line_of(token), token.text)

    def _cell_source(self, row: Row, cell: Cell) -> Source:
        return Source(self.page.document.name, row.index + 1, self.lines[row.index][cell.begin : cell.end].strip())

    def _explain(self, token: Token, reason: str) -> None:
        if token.begin not in self.done:
            self.done.add(token.begin)
            self.explained.append(Explained(self._source(token), reason))

    def _open(
        self,
        source: Source,
        reason: str,
        body: str | None,
        token: DateToken | Impossible,
        cell: Cell | None = None,
        year: int | None = None,
    ) -> None:
        if token.begin in self.done:
            return
        self.done.add(token.begin)
        hours = cell.time if cell else None
        span = (hours.start, hours.stop) if hours else (None, None)
        said = (token.year, token.month, token.day) if isinstance(token, DateToken) else (year, None, None)
        self.unresolved.append(Unresolved(source, reason, body, *said, *span))
