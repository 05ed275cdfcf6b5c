"""read(document) -> Reading: composes the grammar, the layouts and the evidence, and accounts for every date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from calendar_tool.locale import _
from calendar_tool.model.body import Body, plain
from calendar_tool.model.meeting import Kind, Meeting, Source, Status, Unresolved
from calendar_tool.model.reading import Explained, Reading
from calendar_tool.model.series import Series
from calendar_tool.reading import columns, minutes, prose, years
from calendar_tool.reading.expressions import (
    DateToken,
    Impossible,
    MonthToken,
    Token,
    clock_times,
    form_in,
    years_in,
)
from calendar_tool.reading.layouts import SCHEDULE_WORD, Block, Cell, Page, Row, blocks, event_name
from calendar_tool.reading.source import Document

_FOR_BODY = re.compile(
    r"\b(?:för|i|med)\s+(?P<name>.+?)(?:,?\s+(?:under\s+)?(?:år\s+)?(?:19|20)\d\d.*|\s*\(.*|\s*[:.]?)$"
)
_PROPOSAL = re.compile(r"\bförslag\s+(?:på|till)\s+(?:mötes|sammanträdes)(?:datum|tider|dagar|plan)\w*", re.I)
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


class _Reader:
    def __init__(self, page: Page, year: int | None) -> None:
        self.page, self.year = page, year
        self.lines = page.document.lines
        self.header = minutes.header(page)
        self.held_on = self._held_on()
        self.proposal = _PROPOSAL.search(page.document.text)
        self.meetings: list[Meeting] = []
        self.unresolved: list[Unresolved] = []
        self.explained: list[Explained] = []
        self.mentioned: dict[tuple[str | None, int | None, int, int | None], int] = {}  # open meetings in text: line
        self.done: set[int] = set()  # where the tokens begin that are accounted for
        self.names: list[str] = [self.header.body] if self.header.body else []

    def read(self) -> Reading:
        self._header()
        found = blocks(self.page, set(self.header.lines))
        for block in sorted(found, key=lambda b: not self._stated_years(b)):  # those with a year teach the others
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
        return token.on(token.year or self.year or 0) if token and (token.year or self.year) else None

    def _header(self) -> None:
        header = self.header
        if header.day is None:
            return
        self.done.add(header.day.begin)
        source = self._source(header.day)
        if self.held_on is None or header.body is None:
            missing = _("the year is not stated") if self.held_on is None else _("whose meeting it is, is not stated")
            self._open(source, missing, header.body, header.day)
            return
        meeting = Meeting(
            header.body, self.held_on, header.start, header.end, form=header.form, location=header.location,
            kind=header.kind, sources=(source,),
        )  # fmt: skip
        self.meetings.append(meeting)
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

    def _stated_years(self, block: Block) -> list[int]:
        """The years that the heading states: one, or two in a row; none if it states something else."""
        for index in (block.heading.title, block.heading.nearest):
            if index is not None:
                found = sorted(set(years_in(self.lines[index])))
                if len(found) == 1 or (len(found) == 2 and found[1] == found[0] + 1):
                    return found
        return []

    def _block(self, block: Block) -> None:
        found = self._columns(block) if block.is_table else self._list(block)
        stated = self._stated_years(block)
        for item in (item for group in found for item in group):
            if isinstance(item.cell.token, Impossible):
                source = self._cell_source(item.row, item.cell)
                self._open(
                    source, item.cell.token.reason, item.body, item.cell.token, year=stated[0] if stated else None
                )
        for item, token, day in self._dated(found, stated):
            if token.begin not in self.done:
                self._cell(block, item, token, day, stated)
        for row in block.rows:
            if row.broken:
                self._broken(block, row, stated)

    def _list(self, block: Block) -> list[list[_Found]]:
        body = self._list_body(block)
        cells = [(row, cell) for row in block.rows for cell in row.cells]
        if body is None:
            for row, cell in cells:
                self._open(self._cell_source(row, cell), _("whose meeting it is, is not stated"), None, cell.token)
            return []
        return [[_Found(body, row, cell) for row, cell in cells]]

    def _list_body(self, block: Block) -> str | None:
        nearest, title = block.heading.nearest, block.heading.title
        if nearest is not None and (event := event_name(self.lines[nearest])):
            return event
        if title is not None:
            line = re.sub(r"^\W*(?:\d+\.\s*)?", "", self.lines[title]).strip(" *#:")
            if match := _FOR_BODY.search(line):
                return match["name"].strip()
            rest = re.sub(r"\b(?:år|under|\d{4})\b|\S*(?:tider|datum|dagar|plan)\b|[/:–-]", " ", line, flags=re.I)
            if len(rest.split()) and SCHEDULE_WORD.search(line):
                return " ".join(rest.split())
        return self.header.body

    def _columns(self, block: Block) -> list[list[_Found]]:
        index = block.heading.nearest
        heads = (
            columns.heads(self.lines[index], block.rows, self.lines, self.page.document.text)
            if index is not None
            else None
        )
        if not heads:
            for row in block.rows:
                self._doubt(row, _("the head of the table cannot be divided into its columns in one way only"))
            return []
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

    def _dated(self, groups: list[list[_Found]], stated: list[int]) -> Iterator[tuple[_Found, DateToken, date | None]]:
        """Each date of the groups with its year decided, or None."""
        dated = [[(i, i.cell.token) for i in group if isinstance(i.cell.token, DateToken)] for group in groups]
        tokens = [[token for _item, token in group] for group in dated]
        known = stated or ([self.year] if self.year and self.held_on is None else [])
        if known:
            days = years.spread(tokens, known)
        else:
            planned = [m.date for m in self.meetings if m.kind is Kind.SCHEDULED]
            days = [[self._undated(t, planned) for t in column] for column in tokens]
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

    def _cell(self, block: Block, item: _Found, token: DateToken, day: date | None, stated: list[int]) -> None:
        cell = item.cell
        self.done.add(token.begin)
        source = self._cell_source(item.row, cell)
        if day is None:
            self._open(source, self._why_no_date(token, stated), item.body, token, cell)
            return
        hours = cell.time
        labels = block.heading.labels
        shared = next(
            (labels[k][1] for k in ("mötestid", "mötestider", "tid", "tider", "klockslag") if k in labels), ""
        )
        if hours is None and shared:
            hours = clock_times(shared)
        words = next((labels[k][1] for k in ("mötesform", "form", "plats", "lokal") if k in labels), "")
        place = labels.get("plats", labels.get("lokal", (0, "")))[1]
        proposal = self.proposal if block.heading.title is not None else None
        conditions = [f"{m['value']} ({m['words']})" for value in (words, shared) if (m := _CONDITION.match(value))]
        notes = [proposal[0]] if proposal else []
        notes += [cell.note] if cell.note and not form_in(cell.note) else []
        self.meetings.append(
            Meeting(
                item.body,
                day,
                hours.start if hours else None,
                hours.stop if hours else None,
                end_date=day.replace(day=token.last_day) if token.last_day else None,
                form=form_in(cell.note) or form_in(words),
                location=place if place and not form_in(place) else None,
                status=Status.TENTATIVE if proposal else Status.CONFIRMED,
                conditions=(*conditions, *notes),
                sources=(source,),
            )
        )

    def _why_no_date(self, token: DateToken, stated: list[int]) -> str:
        if token.year or len(stated) == 1:
            return _("there is no such date, or it is another day of the week")
        if stated:
            return _("the year may be {first} or {second}").format(first=stated[0], second=stated[1])
        return _("the year is not stated")

    def _broken(self, block: Block, row: Row, stated: list[int]) -> None:
        assert row.broken is not None
        token, hours = row.broken
        self.done.add(token.begin)
        source = Source(self.page.document.name, row.index + 1, self.lines[row.index].strip(" -*•\t"))
        year = token.year or (stated[0] if len(stated) == 1 else self._month_year(token.month))
        body = None if block.is_table else self._list_body(block)
        self.unresolved.append(
            Unresolved(
                source, _("the day of the month is missing"), body, year, token.month,
                start=hours.start if hours else None, end=hours.stop if hours else None,
            )
        )  # fmt: skip

    # -- running text

    def _next_meetings(self) -> None:
        for token in minutes.next_meetings(self.page):
            day = self._undated(token)
            if token.begin in self.done or day is None or self.header.body is None:
                continue
            self.done.add(token.begin)
            line = self.page.line_of(token)
            end = self.page.document.offset(line)
            hours = clock_times(self.page.document.text[token.end : end])
            start, stop = (hours.start, hours.stop) if hours else (None, None)
            self.meetings.append(Meeting(self.header.body, day, start, stop, sources=(self._source(token),)))

    def _rest(self) -> None:
        names = dict.fromkeys([*self.names, *(m.body for m in self.meetings)])
        text = prose.Prose(self.page, names, self.meetings)
        for token in self.page.tokens:
            if token.begin in self.done or not isinstance(token, DateToken | MonthToken | Impossible):
                continue
            self.done.add(token.begin)
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
        year = token.year or self._month_year(token.month)
        fragment = Unresolved(
            self._source(token),
            verdict.reason,
            Body.from_text(body).name if body else None,
            year,
            token.month,
            token.day if isinstance(token, DateToken) else None,
            form=form_in(prose.Context(self.page, token).near),
        )
        known = (fragment.body, year, token.month, fragment.day)
        if fragment.body and (line := self.mentioned.setdefault(known, fragment.source.line)) != fragment.source.line:
            self.explained.append(Explained(fragment.source, _("the same as on line {line}").format(line=line)))
        else:
            self.unresolved.append(fragment)

    def _month_year(self, month: int) -> int | None:
        """The year of a coming month: the first one from the document's day on, else the one inside its own plan."""
        if self.held_on:
            return self.held_on.year + (month < self.held_on.month)
        found = {m.date.year for m in self.meetings if m.date.month == month}
        return found.pop() if len(found) == 1 else self.year

    def _implied(self) -> list[Meeting]:
        own = [m for m in self.meetings if m.kind is Kind.SCHEDULED and (self.header.body in (None, m.body))]
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
        self.done.add(token.begin)
        hours = cell.time if cell else None
        span = (hours.start, hours.stop) if hours else (None, None)
        said = (token.year, token.month, token.day) if isinstance(token, DateToken) else (year, None, None)
        self.unresolved.append(Unresolved(source, reason, body, *said, *span))
