"""read(document) -> Reading: composes the grammar, the layouts and the evidence, and accounts for every date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta

from calendar_tool.locale import _
from calendar_tool.model.body import Body, plain
from calendar_tool.model.meeting import Form, Kind, Meeting, Source, Status, Unresolved
from calendar_tool.model.reading import Explained, Reading
from calendar_tool.model.series import Series
from calendar_tool.reading import (
    grids,
    headings,
    layouts,
    minutes,
    names,
    placing,
    prose,
    rows,
    tables,
    weeks,
    years,
)
from calendar_tool.reading.account import Account, meeting
from calendar_tool.reading.announced import Announcements, Change, one_weekday
from calendar_tool.reading.context import Context, Contexts
from calendar_tool.reading.expressions import (
    DateToken,
    Impossible,
    MonthToken,
    TimeToken,
    WeekToken,
    clock_times,
    form_in,
    note_in,
    scan,
)
from calendar_tool.reading.grounds import Grounds
from calendar_tool.reading.items import Item
from calendar_tool.reading.layouts import Block, Row
from calendar_tool.reading.page import FORMS, PLACES, TIMES, Page, first_of
from calendar_tool.reading.source import Document

_CONDITION = re.compile(r"^(?P<value>[^()]*?)\s*\((?P<words>[^()]+)\)\s*$")
_WHOLE_DAY = re.compile(r"\b(?:hel(?:a )?dag(?:en)?|lunch (?:till|-|–) lunch)\b", re.I)
_DAY_LONG = timedelta(hours=6)
_SHORT_NAME = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ/-]+(?:au|sau)?")
_BODIES = 3  # columns under names of bodies that make a table one of meetings
_SIBLINGS = 2  # sections under names of bodies that make a page a schedule


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
        token = self.header.day
        held_in = (token.year if token else None) or year
        self.held_on = token.on(held_in) if token and held_in else None
        self.proposal = headings.PROPOSAL.search(page.document.text)
        self.account = Account(page)
        self.grounds = Grounds(page, self.header, year)
        self.plans = False  # whether the document has a schedule with years of its own
        self.mentioned: dict[tuple[object, ...], int] = {}  # open meetings in text: line
        self.names: list[str] = [self.header.body] if self.header.body else []

    @property
    def meetings(self) -> list[Meeting]:
        return self.account.meetings

    def read(self) -> Reading:
        self._header()
        self._regions()
        self._next_meetings()
        self._announced()
        self._rest()
        account = self.account
        return Reading(
            self.page.document.name,
            tuple(sorted(account.meetings, key=lambda m: m.sources[0].line)),
            tuple(self._implied()),
            tuple(self._series()),
            tuple(sorted(account.unresolved, key=lambda u: u.source.line)),
            tuple(sorted(account.explained, key=lambda e: e.source.line)),
            tuple(sorted(account.accounts, key=lambda a: (a.line, a.begin))),
        )

    # -- the document's own meeting

    def _header(self) -> None:
        header = self.header
        if header.day is None:
            return
        if self.held_on is None or header.body is None:
            missing = _("the year is not stated") if self.held_on is None else _("whose meeting it is, is not stated")
            self.account.open(header.day, missing, header.body)
            return
        source = self.account.source(header.day)
        physical = Form.PHYSICAL if header.location else None
        facts = {"form": header.form or physical, "kind": header.kind, "location": header.location}
        self.account.take(header.day, meeting(header.body, self.held_on, header.day, header.hours, source, **facts))
        for token in self.page.tokens:  # the title says the same day again
            if (
                isinstance(token, DateToken)
                and token.year
                and token.on(token.year) == self.held_on
                and self._is_title(token)
            ):
                self.account.explain(token, _("the day of this document's own meeting"))

    def _is_title(self, token: DateToken) -> bool:
        line = self.lines[self.page.line_of(token) - 1]
        return not line.replace(token.text, "").strip(" *#:") or line.lstrip().startswith("#")

    # -- grids, tables and lists

    def _regions(self) -> None:
        """The grids, tables and blocks of the page; blocks with a year of their own first: they teach the others."""
        gridded = grids.grids(self.page, set(self.header.lines))
        taken = set(self.header.lines).union(*(g.lines for g in gridded))
        tabled = tables.tables(self.page, taken)
        taken = taken.union(*(t.lines for t in tabled))
        found = layouts.blocks(self.page, taken)
        heads = {block: rows.heads(self.page, block) for block in found}
        taken |= {row.index for block in found for row in block.rows}
        taken |= {i for over in heads.values() if over for i in over.lines}
        self.contexts = Contexts(self.page, taken, self.header.body)
        edges = sorted((r.first, r.last) for r in (*gridded, *tabled, *found))

        def said(first: int, last: int) -> Context:
            floor = max((b + 1 for a, b in edges if b < first), default=0)
            ceiling = min((a for a, b in edges if a > last), default=len(self.lines))
            return self.contexts.of(first, last, floor, ceiling)

        around = [said(grid.first, grid.last) for grid in gridded]
        kept: dict[str, list[date]] = {}
        for grid, context in zip(gridded, around, strict=True):
            placing.place(grid, self._grid_years(context), kept)  # learns the weekdays that the bodies keep
        for grid, context in zip(gridded, around, strict=True):
            self._grid(grid, context, kept)
        for table in tabled:
            self._table(table, said(table.first, table.last))
        for row in weeks.rows(self.page, taken):
            self._week(row, said(row.line, row.line))
        self._blocks(found, {b: said(over.lines[0] if (over := heads[b]) else b.first, b.last) for b in found}, heads)

    def _grid_years(self, context: Context) -> tuple[int, ...]:
        return context.years[0] if context.years else (self.year,) if self.year else ()

    def _grid(self, grid: grids.Grid, context: Context, kept: dict[str, list[date]]) -> None:
        """The meetings of a grid of months, unless what stands above it speaks of something else."""
        bodies = [b for b in (*grid.bodies, *(r.body for r in grid.rows)) if b]
        organs = sum(names.is_body(b) or bool(_SHORT_NAME.fullmatch(b.split(",")[0])) for b in bodies)
        mine = bool(bodies) and organs * 2 >= len(bodies)
        refused = context.refused or not (mine or (context.meetings and not context.weak))
        self.names += bodies
        known = self._grid_years(context)
        self.plans = self.plans or bool(context.years)
        for found in placing.place(grid, known, kept):
            body = found.body or (None if bodies else context.body or self.header.body)
            token = self._day_token(found)
            if refused:
                self.account.open(token, _("no heading says whose meetings these are"))
            elif found.doubt:
                doubted = ", ".join(found.doubt)
                self.account.open(token, _("several columns are equally likely: {names}").format(names=doubted), body)
            elif body is None:
                self.account.open(token, _("whose meeting it is, is not stated"))
            elif found.date is None:
                missing = _("there is no such date, or it is another day of the week")
                self.account.open(token, missing if known else _("the year is not stated"), body)
            else:
                hours = found.hours or context.hours_of(body)
                item = Item(body, token, found.day.line, token.text, hours, found.day.note, own_hours=bool(found.hours))
                self._accept(item, token, body, found.date, context)
        self.account.settle(*(t for i in grid.lines for t in self.page.on_line(i)))

    def _day_token(self, found: placing.Placed) -> DateToken:
        day = found.day
        begin = self.page.document.offset(day.line)
        text = self.lines[day.line][day.begin : day.end].strip()
        place = (begin + day.begin, begin + day.end, text)
        return DateToken(*place, day.day, found.month or 0, day.year, "grid", day.last)

    def _table(self, table: tables.Table, context: Context) -> None:
        """The meetings of a table with heads."""
        found = list(tables.items(self.page, table))
        self.account.settle(*(t for i in table.lines for t in self.page.on_line(i) if isinstance(t, WeekToken)))
        shared = context.body or self.header.body
        refused = context.refused or (context.weak and not table.names_bodies)
        refused = refused or not (context.meetings or table.names_bodies)
        self.plans = self.plans or bool(context.years)
        groups: dict[str, list[Item]] = {}
        for item in found:
            body = item.body or shared
            if item.deadline and isinstance(item.token, DateToken):
                self.account.explain(item.token, _("a deadline"))
            elif refused:
                self.account.open(item.token, _("no heading says whose meetings these are"), text=item.text)
            elif body is None:
                self.account.open(item.token, _("whose meeting it is, is not stated"), text=item.text)
            else:
                groups.setdefault(plain(body), []).append(replace(item, body=body))
        self.names += [c.body for c in table.columns if c.body]
        self._take(list(groups.values()), context, whole=True)

    def _week(self, row: weeks.WeekRow, context: Context) -> None:
        """The meeting of a day that is given by its week."""
        body = context.body or self.header.body
        if context.refused or context.weak or not (context.meetings or context.body) or body is None:
            return
        known = context.years[0] if context.years else (self.year,) if self.year else ()
        day = weeks.day_of(row, known)
        source = self.account.source(row.token, self.lines[row.line].strip())
        if day is None:
            self.account.open(row.token, _("the year is not stated"), body)
            return
        token = DateToken(row.token.begin, row.token.end, source.text, day.day, day.month, day.year, "week")
        item = Item(body, token, row.line, source.text, row.hours, row.note, own_hours=row.hours is not None)
        self._accept(item, token, body, day, context)

    def _blocks(self, found: list[Block], said: dict[Block, Context], heads: dict[Block, rows.Heads | None]) -> None:
        organs = {c.body for c in said.values() if c.body and names.names_organ(c.body)}
        for block in sorted(found, key=lambda b: not said[b].years):
            context = said[block]
            if len(organs) >= _SIBLINGS:
                context.meetings = context.meetings or bool(context.body)
                context.body = context.body or context.weak
            elif context.weak:
                context.meetings = False
            self._block(block, context, heads[block])

    def _block(self, block: Block, context: Context, heads: rows.Heads | None) -> None:
        led = any(headings.heard(r.lead).schedule for r in block.rows if r.lead)
        led = led or (heads is not None and self._are_bodies(heads))
        led = led or (heads is not None and self._are_bodies(heads))
        led = led or any(len(r.cells) > 1 and names.is_body(r.lead) for r in block.rows)
        if not (context.meetings or led) or (context.refused and not led):
            if len(block.rows) > 1 or len(block.rows[0].cells) > 1 or context.deadline or context.records:
                self._no_meetings(block, context)
            return
        self.plans = self.plans or bool(context.years)
        if heads:
            self.names += [h.name for h in heads.columns]
            groups = rows.in_columns(self.page, block, heads, context.body or self.header.body, self.account)
        else:
            groups = rows.in_list(self.page, block, context.body or self.header.body, self.account)
        whole = sum(map(len, groups)) == sum(len(row.cells) for row in block.rows)
        self._take(groups, context, whole)
        for row in block.rows:
            if row.broken:
                self._broken(row, context, bool(heads))

    @staticmethod
    def _are_bodies(heads: rows.Heads) -> bool:
        """Whether the columns stand under so many names of bodies that the table can only be one of meetings."""
        found = [h.name for h in heads.columns]
        return len(found) >= _BODIES and all(names.is_body(n) or bool(_SHORT_NAME.fullmatch(n)) for n in found)

    def _no_meetings(self, block: Block, context: Context) -> None:
        """Rows under a heading that speaks of something else, or of nothing that is known."""
        for row in block.rows:
            for cell in row.cells:
                if context.records and isinstance(cell.token, DateToken):
                    self.account.explain(cell.token, _("refers to earlier minutes or another document"))
                elif context.deadline and len(row.cells) == 1 and not isinstance(cell.token, Impossible):
                    self.account.explain(cell.token, _("a deadline"))
                else:
                    reason = _("no heading says whose meetings these are")
                    self.account.open(cell.token, reason, text=rows.words(self.page, row, cell))

    # -- years

    def _take(self, groups: list[list[Item]], context: Context, whole: bool) -> None:
        """Decides the years of the items, group by group in the order of their rows, and takes the meetings."""
        for item, token, day, stated in self._dated(groups, context, whole):
            self._settle(item, token, day, context, stated)
        for item in (item for group in groups for item in group):
            if isinstance(item.token, Impossible):
                year = context.years[0][0] if context.years else None
                self.account.open(item.token, "", item.body, text=item.text, year=year)

    def _dated(
        self, groups: list[list[Item]], context: Context, whole: bool
    ) -> Iterator[tuple[Item, DateToken, date | None, tuple[int, ...]]]:
        """Each date of the groups with its year decided, or None, and the years that the document states for it.

        Columns of two years stay open where they are not `whole`.
        """
        dated = [[(i, i.token) for i in group if isinstance(i.token, DateToken)] for group in groups]
        tokens = [[token for _item, token in group] for group in dated]
        habit = context.habit.union(*(i.habit for group in groups for i in group))
        stated = years.chosen(context.years, [t for column in tokens for t in column], habit)
        leads = [years.of_lead(group[0][0].lead, stated) if group else () for group in dated]
        if any(leads):
            days = [
                years.spread([t], own or stated)[0] if own or stated else [None] * len(t)
                for t, own in zip(tokens, leads, strict=True)
            ]
        elif len(stated) == 2 and not whole:
            days = [[token.on(token.year) if token.year else None for token in column] for column in tokens]
        elif stated:
            days = years.spread(tokens, stated)
        elif self.year and self.held_on is None and context.clear:
            days = years.from_outside(tokens, self.year)
        elif self.held_on is None and context.clear and (sole := years.sole(self.page.document.text, tokens)):
            days = years.spread(tokens, (sole,))
        else:
            planned = [m.date for m in self.meetings if m.kind is Kind.SCHEDULED]
            days = [[self._undated(t, planned) if context.clear else None for t in column] for column in tokens]
        for group, column, own in zip(dated, days, leads, strict=True):
            for (item, token), day in zip(group, column, strict=True):
                yield item, token, day, own or stated

    def _undated(self, token: DateToken, planned: Sequence[date] = ()) -> date | None:
        """The date of a token whose heading states no year: from the document's day, else among the planned ones."""
        if token.year:
            return token.on(token.year)
        if self.held_on:
            return years.after(token, self.held_on)
        return years.inside(token, min(planned), max(planned)) if planned else None

    # -- meetings

    def _settle(
        self, item: Item, token: DateToken, day: date | None, context: Context, stated: tuple[int, ...]
    ) -> None:
        """Takes the meeting of an item whose date is decided, unless something beside or above it speaks against it."""
        text = f"{context.text} {item.lead}"
        if headings.DEADLINE.search(item.note):
            self.account.explain(token, _("a deadline"))
            return
        assert item.body is not None
        reason = headings.objection(stated, context.clear, text, token, day, item.note, bool(stated))
        if reason or day is None:
            self.account.open(token, reason or "", item.body, text=item.text, hours=item.hours)
            return
        beside = [t for t in self.page.on_line(item.line) if isinstance(t, WeekToken)]
        if len(beside) == 1 and not weeks.agrees(beside[0], day) and self._alone(item):
            self.account.open(token, _("the date is in another week than stated"), item.body, text=item.text)
            return
        self.account.settle(*beside)
        slip = stated and context.years and stated not in context.years and not item.lead
        self._accept(item, token, item.body, day, context, context.years[0][0] if slip else None)

    def _alone(self, item: Item) -> bool:
        """Whether a date is the only one on its line."""
        return sum(isinstance(t, DateToken) for t in self.page.on_line(item.line)) == 1

    def _accept(
        self, item: Item, token: DateToken, body: str, day: date, context: Context, slip: int | None = None
    ) -> None:
        """Takes the meeting, with what its note and the labelled lines around it say.

        `slip` is the year of a heading that the weekdays prove wrong.
        """
        labels = context.labels
        hours = item.hours or context.hours_of(body)
        whole = _WHOLE_DAY.search(item.note)
        if hours and not item.own_hours and whole and ("lunch" in whole[0].lower() or not _day_long(hours)):
            hours = None
        shared, place = first_of(labels, TIMES), item.place or first_of(labels, PLACES)
        formal = first_of(labels, FORMS) or place
        said = [m for value in (formal, shared) if (m := _CONDITION.match(value))]
        if not item.hours and any(isinstance(t, DateToken | MonthToken) for m in said for t in scan(m["words"])):
            hours = None  # they hold for some of the meetings only
        where = (place if place and not form_in(place) else None) or (None if formal else self.contexts.place_of(body))
        form, status, note = note_in("" if names.same(item.note, body) else item.note)
        proposal = headings.proposal(f"{context.text} {item.lead}", self.proposal, body)
        slipped = _("the heading says {year}, the weekdays another year").format(year=slip) if slip else None
        found = meeting(
            body,
            day,
            token,
            hours,
            self.account.source(token, item.text),
            form=form or form_in(formal) or (Form.PHYSICAL if where else None),
            location=where,
            status=status or (Status.TENTATIVE if proposal else Status.CONFIRMED),
            conditions=(*(f"{m['value']} ({m['words']})" for m in said), *filter(None, (proposal, slipped, note))),
        )
        self.account.take(token, found, self.grounds.of(found, item, context))

    def _broken(self, row: Row, context: Context, table: bool) -> None:
        assert row.broken is not None
        token, hours = row.broken
        source = Source(self.page.document.name, row.index + 1, self.lines[row.index].strip(" -*•\t"))
        sole = context.years[0] if context.years else ()
        year = token.year or (sole[0] if len(sole) == 1 else self._month_year(token.month))
        body = None if table else context.body or self.header.body
        span = (hours.start, hours.stop) if hours else (None, None)
        reason = _("the day of the month is missing")
        self.account.leave(token, Unresolved(source, reason, body, year, token.month, None, *span))

    # -- running text

    def _announced(self) -> None:
        """The meetings that sentences announce, move or cancel."""
        said = Announcements(self.page, self.contexts, self.account, self.header)
        for found in said.meetings():
            tokens = [item.token for item in found.items if isinstance(item.token, DateToken)]
            stated, days = self._days_in_text(tokens, found.years, found.habit)
            if found.by_habit and not (None not in days and one_weekday(days)):
                continue
            for item, token, day in zip(found.items, tokens, days, strict=True):
                self._say(item, token, day, stated, found.form)
        for change in said.changes():
            self._change(change)

    def _days_in_text(
        self, tokens: list[DateToken], candidates: Sequence[tuple[int, ...]], habit: Set[int]
    ) -> tuple[tuple[int, ...], list[date | None]]:
        """The years stated for dates of a sentence, and the dates; None for those whose year is open."""
        stated = years.chosen(candidates, tokens, habit)
        if stated:
            return stated, years.spread([tokens], stated)[0]
        if self.held_on:
            return (), [self._undated(t) for t in tokens]
        if self.year:
            return (), years.from_outside([tokens], self.year)[0]
        return (), [t.on(t.year) if t.year else None for t in tokens]

    def _say(
        self, item: Item, token: DateToken, day: date | None, stated: tuple[int, ...], form: Form | None = None
    ) -> None:
        assert item.body is not None
        if day is None:
            reason = headings.objection(stated, True, "", token, None, item.note, False)
            self.account.open(token, reason or "", item.body, hours=item.hours)
            return
        own, status, note = note_in(item.note)
        where = self.contexts.place_of(item.body)
        found = meeting(
            item.body, day, token, item.hours, self.account.source(token),
            form=own or form or (Form.PHYSICAL if where else None), location=where,
            status=status or Status.CONFIRMED, conditions=(note,) if note else (),
        )  # fmt: skip
        self.account.take(token, found)

    def _change(self, change: Change) -> None:
        """Cancels the meeting that a sentence moves or cancels, and takes the one that it is moved to."""
        assert change.body is not None
        old = None
        if change.before:
            old = self.account.cancel(change.before, change.body)
            if old is None:
                return
        if change.after and isinstance(token := change.after.token, DateToken):
            hours = change.after.hours
            if old and not hours and old.start:
                hours = TimeToken(token.begin, token.end, token.text, old.start, old.end)
            candidates = ((old.date.year,), *change.years) if old else change.years
            stated, days = self._days_in_text([token], candidates, frozenset())
            self._say(replace(change.after, body=old.body if old else change.body, hours=hours), token, days[0], stated)

    def _next_meetings(self) -> None:
        for token, rest in minutes.next_meetings(self.page):
            day = self._undated(token)
            if self.account.is_done(token) or day is None or self.header.body is None:
                continue
            hours, source = clock_times(rest), self.account.source(token)
            self.account.take(token, meeting(self.header.body, day, token, hours, source, form=form_in(rest)))

    def _rest(self) -> None:
        bodies = dict.fromkeys([*self.names, *(m.body for m in self.meetings)])
        text = prose.Prose(self.page, bodies, self.meetings)
        for token in self.page.tokens:
            if self.account.is_done(token) or not isinstance(token, DateToken | MonthToken | WeekToken | Impossible):
                continue
            if isinstance(token, WeekToken):
                self.account.open(token, _("a week without a day"))
                continue
            if isinstance(token, Impossible):
                self.account.open(token, token.reason)
                continue
            verdict = text.judge(token)
            if verdict.explained:
                self.account.explain(token, verdict.reason)
            else:
                self._open_in_text(token, verdict)

    def _open_in_text(self, token: DateToken | MonthToken, verdict: prose.Verdict) -> None:
        """A meeting that the text mentions and leaves open; said once, later mentions point to the first."""
        body = verdict.body or self.header.body
        year = token.year or self._year_in_text(token)
        fragment = Unresolved(
            self.account.source(token),
            verdict.reason,
            Body.from_text(body).name if body else None,
            year,
            token.month,
            token.day if isinstance(token, DateToken) else None,
            form=form_in(prose.Context(self.page, token).near),
        )
        known = (fragment.body, year, token.month, fragment.day, verdict.reason)
        if fragment.body and (line := self.mentioned.setdefault(known, fragment.source.line)) != fragment.source.line:
            self.account.explain(token, _("the same as on line {line}").format(line=line))
        else:
            self.account.leave(token, fragment)

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
                self.account.add_rhythm(Explained(source, _("a rhythm that {body} announces").format(body=name)))
            else:
                reason = _("a rhythm without a body or a year of its own")
                self.account.add_rhythm(Unresolved(source, reason))
        return series


def _day_long(hours: TimeToken) -> bool:
    return hours.minutes is not None and timedelta(minutes=hours.minutes) >= _DAY_LONG
