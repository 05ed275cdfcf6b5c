"""The grids, tables and lists of a page, each with what stands around it, made into meetings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from datetime import date

from calendar_tool.locale import _
from calendar_tool.model.body import plain
from calendar_tool.reading import (
    cards,
    grids,
    headings,
    layouts,
    month_lists,
    names,
    placing,
    published,
    rows,
    tables,
    week_calendars,
    weeks,
)
from calendar_tool.reading.account import Account
from calendar_tool.reading.blocks import Block
from calendar_tool.reading.column_roles import Table
from calendar_tool.reading.context import Context, Contexts
from calendar_tool.reading.dating import Dating
from calendar_tool.reading.expressions import DateToken, Impossible, MonthToken, TimeToken, WeekToken
from calendar_tool.reading.grid_cells import Grid
from calendar_tool.reading.grounds import Grounds
from calendar_tool.reading.items import Item
from calendar_tool.reading.minutes import Header
from calendar_tool.reading.taking import Taker

_SHORT_NAME = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ/-]+(?:au|sau)?")
_BODIES = 3  # columns under names of bodies that make a table one of meetings
_CODE = re.compile(r"[A-ZÅÄÖ]{2,5}(?:/[A-ZÅÄÖ]{2,5})?")
_FIRST = re.compile(r"[,:(]")
_PAPERS = re.compile(
    r"^\W*(?:kallelse|protokoll|dagordning|föredragningslista|handlingar|bilag\w*|agenda)\b|\(pdf\b", re.I
)
_MOST_PAPERS = 4  # lines of links to the papers of a meeting, below its row
_ASIDE = 1  # lines between the rows of a list that are none
_SIBLINGS = 2  # sections under names of bodies that make a page a schedule


class Regions:
    """Finds the regions of a page and takes their meetings. `names` are the bodies that they name.

    With `explain` each meeting is accounted for with its evidence.
    """

    def __init__(
        self,
        account: Account,
        dating: Dating,
        header: Header,
        ours: Sequence[published.Table],
        taken: Set[int],
        explain: bool,
    ) -> None:
        self.account, self.dating, self.header, self.ours = account, dating, header, ours
        self.page = account.page
        self.lines = self.page.document.lines
        self.names: list[str] = []
        self.plans = False  # whether the document has a schedule with years of its own
        self.taken = set(header.lines).union(taken)
        self.gridded = grids.grids(self.page, self.taken)
        self.taken = self.taken.union(*(g.lines for g in self.gridded))
        self.carded = cards.cards(self.page, self.taken)
        self.taken = self.taken.union(*(c.lines for c in self.carded))
        both = (month_lists.month_list(self.page, self.taken), week_calendars.week_calendar(self.page, self.taken))
        self.calendars = [c for c in both if c]
        self.taken = self.taken.union(*(c.lines for c in self.calendars))
        self.tabled = tables.tables(self.page, self.taken)
        self.taken = self.taken.union(*(t.lines for t in self.tabled))
        self.blocks = layouts.blocks(self.page, self.taken)
        self.heads = {block: rows.heads(self.page, block) for block in self.blocks}
        self.taken |= {i for block in self.blocks for row in block.rows for i in (row.index, *row.below)}
        self.taken |= {i for over in self.heads.values() if over for i in over.lines}
        self.contexts = Contexts(self.page, self.taken, header.body)
        grounds = Grounds(self.page, header, dating.year) if explain else None
        self.taker = Taker(account, self.contexts, dating, grounds)
        spans = [(g.first, g.last) for g in self.gridded] + [(t.first, t.last) for t in self.tabled]
        spans += [(b.first, b.last) for b in self.blocks] + [(c.lines[0], c.lines[-1]) for c in self.carded]
        spans += [(min(c.lines), max(c.lines)) for c in self.calendars]
        self.begins, self.ends = sorted(first for first, _last in spans), sorted(last for _first, last in spans)

    def _around(self, first: int, last: int, floor: int | None = None) -> Context:
        before, after = bisect_left(self.ends, first), bisect_right(self.begins, last)
        if floor is None:
            floor = self.ends[before - 1] + 1 if before else 0
        ceiling = self.begins[after] if after < len(self.begins) else len(self.lines)
        return self.contexts.of(first, last, floor, ceiling)

    def take(self) -> None:
        """Takes the meetings of all regions; lists with a year of their own first: they teach the others."""
        for ours in self.ours:
            self._published(ours)
        around = [self._around(grid.first, grid.last) for grid in self.gridded]
        kept: dict[str, list[date]] = {}
        known = [self.dating.of_grid(context) for context in around]
        placed = [placing.place(grid, years, kept) for grid, years in zip(self.gridded, known, strict=True)]
        for grid, context, years, found in zip(self.gridded, around, known, placed, strict=True):
            if any(f.doubt or f.date is None for f in found):  # the weekdays that all grids showed may tell now
                found = placing.place(grid, years, kept)
            self._grid(grid, context, years, found)
        for table in self.tabled:
            self._table(table, self._around(table.first, table.last))
        self._cards()
        for calendar in self.calendars:
            self._calendar(calendar)
        listed = weeks.rows(self.page, self.taken)
        for row, before in zip(listed, [None, *listed], strict=False):
            self._week(row, self._around(row.line, row.line), before is not None and self._falls(before, row))
        self._lists()

    def _published(self, table: published.Table) -> None:
        """The meetings of a table in our own notation."""
        self.plans = True
        for found in table.meetings:
            begin = self.page.document.offset(found.line)
            day = found.meeting.date
            words = (begin + found.begin, begin + found.end, found.meeting.sources[0].text)
            self.account.take(DateToken(*words, day.day, day.month, day.year, "published"), found.meeting)
        self.account.settle(*(t for i in table.lines for t in self.page.on_line(i)))

    def _grid(self, grid: Grid, context: Context, known: tuple[int, ...], placed: Sequence[placing.Placed]) -> None:
        """The meetings of a grid of months, unless what stands above it speaks of something else."""
        bodies = [b for b in (*grid.bodies, *(r.body for r in grid.rows)) if b]
        organs = sum(names.is_body(b) or bool(_SHORT_NAME.fullmatch(b.split(",")[0])) for b in bodies)
        mine = bool(bodies) and organs * 2 >= len(bodies)
        refused = context.refused or not (mine or (context.meetings and not context.weak))
        self.names += bodies
        self.plans = self.plans or bool(context.years)
        for found in placed:
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
                own = bool(found.day.hours)
                item = Item(body, token, found.day.line, token.text, hours, found.day.note, own_hours=own)
                self.taker.accept(item, token, body, found.date, context)
        self.account.settle(*(t for i in grid.lines for t in self.page.on_line(i)))

    def _day_token(self, found: placing.Placed) -> DateToken:
        day = found.day
        begin = self.page.document.offset(day.line)
        text = self.lines[day.line][day.begin : day.end].strip()
        place = (begin + day.begin, begin + day.end, text)
        return DateToken(*place, day.day, found.month or 0, day.year, "grid", day.last)

    def _cards(self) -> None:
        """The meetings of a calendar whose entries name their bodies."""
        items: list[Item] = []
        if not self.carded:
            return
        above = self._around(self.carded[0].lines[0], self.carded[-1].lines[-1])
        shared = above.body if above.meetings and not above.refused else None
        for card in self.carded:
            first = card.lines[0]
            text = self.lines[first].strip()
            body = card.body or (shared if card.labelled else None)
            if body is None:
                self.account.open(card.day, _("whose meeting it is, is not stated"), text=text)
                continue
            timed = card.hours is not None
            items.append(Item(body, card.day, first, text, card.hours, card.note, place=card.place, own_hours=timed))
        self._take(items)

    def _calendar(self, calendar: month_lists.MonthList) -> None:
        """The meetings of a calendar with a row a day or a week, under its months."""
        self._take(calendar.items)
        self.account.settle(*(t for i in calendar.lines for t in self.page.on_line(i)))
        for token in calendar.deadlines:
            self.account.explain(token, _("a deadline"))
        for token in calendar.named:
            self.account.explain(token, _("nothing that is known as a meeting"))
        for token in calendar.unknown:
            self.account.open(token, _("nothing beside the date says what happens then"), text=token.text)

    def _take(self, items: Iterable[Item]) -> None:
        """Takes the meetings of a region whose every item names its body."""
        found = list(items)
        if not found:
            return
        context = self._around(min(i.line for i in found), max(i.line for i in found))
        groups: dict[str, list[Item]] = {}
        for item in (self._named(item, context) for item in found):
            groups.setdefault(plain(item.body or ""), []).append(item)
        self.names += [group[0].body or "" for group in groups.values()]
        self.taker.take(list(groups.values()), context, whole=True)

    def _table(self, table: Table, context: Context) -> None:
        """The meetings of a table with heads."""
        found = list(tables.items(self.page, table))
        others = {plain(item.body) for item in found if item.body}
        self.account.settle(*(t for i in table.lines for t in self.page.on_line(i) if isinstance(t, WeekToken)))
        shared = context.body or self.header.body
        refused = context.refused or (context.weak and not table.names_bodies)
        known = table.names_bodies or ((table.has_hours or table.names_meetings) and bool(shared) and not context.weak)
        refused = refused or not (context.meetings or known)
        self.plans = self.plans or bool(context.years)
        groups: dict[tuple[str, str], list[Item]] = {}  # by body and term
        for item in found:
            body = self._whole_name(item.body, table.first + 1, others) if item.body else shared
            if item.deadline and isinstance(item.token, DateToken):
                self.account.explain(item.token, _("a deadline"))
            elif refused:
                self.account.open(item.token, _("no heading says whose meetings these are"), text=item.text)
            elif body is None:
                self.account.open(item.token, _("whose meeting it is, is not stated"), text=item.text)
            else:
                groups.setdefault((plain(body), item.lead), []).append(replace(item, body=body))
        self.names += [c.body for c in table.columns if c.body]
        self.taker.take(list(groups.values()), context, whole=True)

    def _falls(self, before: weeks.WeekRow, row: weeks.WeekRow) -> bool:
        """Whether a week goes back from that of the row before it, in the same list."""
        if before.term != row.term or any(before.line < i < row.line for i in self.page.headings):
            return False
        return before.token.week > row.token.week

    def _week(self, row: weeks.WeekRow, context: Context, falls: bool) -> None:
        """The meeting of a day that is given by its week; open if the weeks fall, for a new year may begin there."""
        body = context.body or self.header.body
        if context.deadline:
            self.account.explain(row.token, _("a deadline"))
            return
        if context.refused or context.weak or not (context.meetings or context.body) or body is None:
            return
        known = context.years[0] if context.years else (self.dating.year,) if self.dating.year else ()
        day = weeks.day_of(row, known) if not falls else None
        source = self.account.source(row.token, self.lines[row.line].strip())
        if day is None:
            self.account.open(row.token, _("the year is not stated"), body)
            return
        token = DateToken(row.token.begin, row.token.end, source.text, day.day, day.month, day.year, "week")
        item = Item(body, token, row.line, source.text, row.hours, row.note, own_hours=row.hours is not None)
        self.taker.accept(item, token, body, day, context)

    def _lists(self) -> None:
        said: dict[Block, Context] = {}
        floor: int | None = None
        for before, block in zip([None, *self.blocks], self.blocks, strict=False):
            over = self.heads[block]
            if before is None or over or not self._goes_on(before, block):
                floor = None
            elif floor is None:
                at = bisect_left(self.ends, before.first)
                floor = self.ends[at - 1] + 1 if at else 0
            said[block] = self._around(over.lines[0] if over else block.first, block.last, floor)
        organs = {c.body for c in said.values() if c.body and names.names_organ(c.body)}
        for block, context in said.items():
            above = layouts.nearest(self.page, block)
            named = above is not None and _CODE.fullmatch(_FIRST.split(self.lines[above].strip(" *#:"))[0]) is not None
            if len(organs) >= _SIBLINGS and named and context.weak:
                context.body, context.weak = context.body or context.weak, None  # "KSAU" among names of organs
        for block in sorted(self.blocks, key=lambda b: not said[b].years):
            context = said[block]
            if len(organs) >= _SIBLINGS:
                context.meetings = context.meetings or bool(context.body)
            if context.weak and not context.body:
                context.meetings = False
            self._block(block, context, self.heads[block])

    def _is_stamp(self, block: Block) -> bool:
        """Whether a block is the day of a piece of news: alone on its line, with words right below it."""
        row = block.rows[0]
        if len(block.rows) > 1 or len(row.cells) != 1 or row.hours or row.lead or row.cells[0].note:
            return False
        cell = row.cells[0]
        below = self.lines[row.index + 1].strip() if row.index + 1 < len(self.lines) else ""
        dated = isinstance(cell.token, DateToken) and cell.token.notation == "iso"
        alone = not any(isinstance(t, DateToken | TimeToken) for t in self.page.on_line(row.index + 1))
        return dated and cell.time is None and below[:1].isupper() and alone

    def _goes_on(self, before: Block, block: Block) -> bool:
        """Whether a list goes on after lines between its rows that are none: "Juni: datum kommer"."""
        between = range(before.last + 1, block.first)
        filled = [i for i in between if self.lines[i].strip()]
        papers = [i for i in filled if _PAPERS.search(self.lines[i])]
        others = [i for i in filled if i not in papers]
        aside = len(others) <= _ASIDE and len(papers) <= _MOST_PAPERS
        aside = aside and all(self._is_like_a_row(i) or i not in self.page.headings for i in others)
        return bool(filled) and aside and len(between) <= len(filled) + 1

    def _is_like_a_row(self, index: int) -> bool:
        return any(isinstance(t, DateToken | MonthToken) for t in self.page.on_line(index))

    def _block(self, block: Block, context: Context, heads: rows.Heads | None) -> None:
        led = any(headings.heard(r.lead).schedule for r in block.rows if r.lead)
        led = led or (heads is not None and self._are_bodies(heads))
        led = led or any(len(r.cells) > 1 and names.is_body(r.lead) for r in block.rows)
        if self._is_stamp(block):
            self._no_meetings(block, context)
            return
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
        others = {plain(h.name) for h in heads.columns} if heads else set()
        groups = [[self._named(item, context, others) for item in group] for group in groups]
        whole = sum(map(len, groups)) == sum(len(row.cells) for row in block.rows)
        self.taker.take(groups, context, whole)
        for row in block.rows:
            if row.broken:
                self.taker.leave_broken(row, context, None if heads else context.body or self.header.body)

    def _named(self, item: Item, context: Context, others: Set[str] = frozenset()) -> Item:
        """The item with the full name of a bare "Nämnden" that its own row says, and the hours stated for that."""
        if item.body is None or not names.is_generic(item.body):
            return item
        hours = item.hours or context.each.get(plain(item.body))
        return replace(item, body=self._whole_name(item.body, item.line, others), hours=hours)

    def _whole_name(self, body: str, line: int, others: Set[str]) -> str:
        """The full name of a bare "Nämnden" on a line, unless it stands beside that name, and so means another."""
        whole = self.contexts.whole_name(body, line)
        return body if plain(whole) in others else whole

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
