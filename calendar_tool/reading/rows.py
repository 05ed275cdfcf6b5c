"""The rows of a block as items: whose each date is, by the heads of columns, the words before it, or the context."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from calendar_tool.locale import _
from calendar_tool.model.body import plain
from calendar_tool.reading import columns, headings, layouts, names
from calendar_tool.reading.account import Account
from calendar_tool.reading.blocks import Block, Cell, Row
from calendar_tool.reading.column_roles import SHORT_NAME
from calendar_tool.reading.expressions import DateToken, TimeToken
from calendar_tool.reading.items import Item
from calendar_tool.reading.page import Page
from calendar_tool.reading.words import is_status

_CODE = re.compile(r"[A-ZÅÄÖ]{2,6}(?:[/ ][A-ZÅÄÖ]{2,4})?")
_MOST_CODED = 0.6  # of the dates of a list where codes tell the bodies
_EXTRA = re.compile(r"(?:extra|ordinarie|reserv)(?:\s?(?:möten?|sammanträden?|dag(?:ar)?))?", re.I)
_UNCLEAR = re.compile(r"(?:gemensam|båda\b|samtliga\b|alla\b|beredning\b|presidiemöte|gruppmöte)", re.I)
_KIND = re.compile(r"\b\w{2,20}(?:möte|sammanträde)\b")
_MANY = 3
_STACK = 4  # the most lines of a stacked head
_CELLS = re.compile(r"\t| {2,}|\||,\s|\s[–-]\s|\s\(|(?<=\d)\s(?=[A-ZÅÄÖ])")
_PART = re.compile(r"\S+(?: \S+)*")
_APART = re.compile(r"\S(?:\s{3,}|\t|\s*\|\s*)\S")


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a block's columns and the lines that hold them; `habits`, `hours` and `places` are the columns'."""

    columns: tuple[columns.Head, ...]
    lines: tuple[int, ...]
    habits: tuple[frozenset[int], ...] = ()
    hours: tuple[TimeToken | None, ...] = ()
    places: tuple[str, ...] = ()


def heads(page: Page, block: Block) -> Heads | None:
    """The heads of the block's columns, above it; None if the lines there hold no names of bodies."""
    lines, index = page.document.lines, layouts.nearest(page, block)
    named = any(row.lead and names.is_body(row.lead) for row in block.rows)
    if index is None or named or (block.rows[0].listed and len(block.rows) == 1):
        return None
    if stacked := _stacked(page, block, index):
        return stacked
    if all(len(r.cells) < 2 or r.listed for r in block.rows) and not _APART.search(lines[index]):
        return None
    found = columns.heads(lines[index], block.rows, lines, page.document.text)
    if two := _over_two_lines(page, block, index):
        return two
    words = [h.name for h in found or []]
    if found and len(found) > 1 and (headings.are_bodies(words) or headings.are_steps(words)):
        return Heads(tuple(found), (index,))
    return None


def _over_two_lines(page: Page, block: Block, last: int) -> Heads | None:
    """Heads of which some go on on the line below: "Hälso- och sjukv." over "nämnden"."""
    lines = page.document.lines
    upper, rest = lines[last - 1] if last else "", list(_PART.finditer(lines[last]))
    parts = list(_PART.finditer(upper))
    if last - 1 < block.floor or len(parts) <= max(len(rest), 1) or page.on_line(last) or page.on_line(last - 1):
        return None
    found = columns.heads(upper, block.rows, lines, page.document.text)
    if not found or len(found) != len(parts):
        return None
    for part in rest:
        at = next((n for n, head in enumerate(parts) if abs(head.start() - part.start()) <= 1), None)
        if at is None or not (part[0][0].islower() or parts[at][0].endswith("-")):
            return None
        found[at] = replace(found[at], name=names.unwrapped(found[at].name, part[0]))
    return Heads(tuple(found), (last - 1, last)) if headings.are_bodies([h.name for h in found]) else None


def _stacked(page: Page, block: Block, last: int) -> Heads | None:
    """Heads that stand one below the other, each with its weekday and hours ("Ks au", "tisdagar kl.14.00", "rum A")."""
    count = max(len(r.cells) for r in block.rows)
    lines = page.document.lines
    first = last
    while first > block.floor and lines[first - 1].strip():
        first -= 1
    if count < 2:
        return None
    size, left = divmod(last - first + 1, count)
    if left or not 2 <= size <= _STACK:
        return None
    groups = [[lines[i].strip() for i in range(at, at + size)] for at in range(first, last + 1, size)]
    said = [
        (frozenset(headings.weekdays(" ".join(g[1:]))), _hours(page, first + n * size, size))
        for n, g in enumerate(groups)
    ]
    names_ = [g[0] for g in groups]
    if not headings.are_bodies(names_) or not all(days or hours for days, hours in said):
        return None
    places = [g[-1] if size > 2 and not headings.weekdays(g[-1]) else "" for g in groups]
    return Heads(
        tuple(columns.Head(name, -1) for name in names_),
        tuple(range(first, last + 1)),
        tuple(days for days, _hours in said),
        tuple(hours for _days, hours in said),
        tuple(re.sub(r"^(?:i|på)\s+", "", p) for p in places),
    )


def _hours(page: Page, first: int, size: int) -> TimeToken | None:
    return next((t for i in range(first, first + size) for t in page.on_line(i) if isinstance(t, TimeToken)), None)


def in_columns(page: Page, block: Block, over: Heads, shared: str | None, account: Account) -> list[list[Item]]:
    """The dates under each head; those of rows whose cells may stand in several columns are left open.

    Heads that are steps on the way to a meeting ("Inlämning", "Utskick") hold deadlines; `shared` is whose the meetings
    are where the heads do not say.
    """
    found = over.columns
    steps = not headings.are_bodies([h.name for h in found])
    lines = page.document.lines
    groups: list[list[Item]] = [[] for _head in found]
    rows = [r for r in block.rows if r.cells]
    for row, placing in zip(rows, columns.place(found, rows, lines), strict=True):
        if placing.columns is None:
            doubted = ", ".join(found[c].name for c in placing.doubt)
            doubt(page, row, _("several columns are equally likely: {names}").format(names=doubted), account)
            continue
        for cell, column in zip(row.cells, placing.columns, strict=True):
            name = found[column].name
            if steps and headings.is_deadline(name):
                account.explain(cell.token, _("a deadline"))
            elif steps and not shared:
                account.open(cell.token, _("whose meeting it is, is not stated"), text=words(page, row, cell))
            else:
                body = shared if steps and shared else name
                item = _item(page, row, cell, body, row.term or row.lead)
                if over.hours:
                    item = replace(item, hours=item.hours or over.hours[column], place=over.places[column])
                    item = replace(item, habit=over.habits[column])
                groups[column].append(item)
    return groups


def in_list(page: Page, block: Block, shared: str | None, account: Account) -> list[list[Item]]:
    """The dates of a list, a group for each body and lead ("HT 2018"); `shared` is whose they are if no row says.

    Dates that nobody owns are left open.
    """
    groups: dict[tuple[str, str], list[Item]] = {}
    kind = _usual_kind(block)
    coded, undivided = _are_coded(block), _is_undivided(block) and not _is_one_list(page, block)
    for row in block.rows:
        if undivided:
            doubt(page, row, _("the head of the table cannot be divided into its columns in one way only"), account)
            continue
        said = headings.heard(row.lead) if row.lead else None
        named = said.body if said and (said.organ or said.schedule) else row.lead if said and not said.generic else None
        if row.lead and _UNCLEAR.match(row.lead):
            doubt(page, row, _("whose meeting it is, is not stated"), account)
            continue
        named = None if _EXTRA.fullmatch(row.lead.strip(" :–-")) else named
        lead = row.lead if said and (said.years or headings.season(row.lead)) else row.term
        for cell in row.cells:
            if kind and cell.note and kind not in cell.note.lower() and not is_status(cell.note):
                reason = _("whose meeting it is, is not stated")  # "1 maj - städdag" among "styrelsemöte"
                account.open(cell.token, reason, text=words(page, row, cell))
                continue
            if coded:
                code, _semicolon, note = cell.note.partition("; ")
                cell, body = (
                    replace(cell, note=note),
                    code if _is_code(code) else None,
                )
            else:
                body = named or shared
            if body is None:
                body = _named_beside(words(page, row, cell))
            if body is None:
                account.open(cell.token, _("whose meeting it is, is not stated"), text=words(page, row, cell))
            else:
                groups.setdefault((plain(body), lead), []).append(_item(page, row, cell, body, lead))
    return list(groups.values())


def _are_coded(block: Block) -> bool:
    """Whether short names stand beside the dates, and tell whose they are: "ti 10/1 KSAU", "må 16/1 KS"."""
    notes = [cell.note.partition("; ")[0] for row in block.rows for cell in row.cells]
    codes = [note for note in notes if _is_code(note)]
    return len(set(codes)) > 1 and len(codes) >= _MOST_CODED * len(notes)


def _usual_kind(block: Block) -> str | None:
    """What the notes of most dates say that they are: "styrelsemöte"; None if they say no such thing."""
    notes = [cell.note.lower() for row in block.rows for cell in row.cells]
    found = Counter(match[0] for note in notes if (match := _KIND.search(note)))
    kind, count = found.most_common(1)[0] if found else ("", 0)
    return kind if count >= _MANY and count * 2 >= len(notes) else None


def _is_code(word: str) -> bool:
    return bool(_CODE.fullmatch(word) or SHORT_NAME.fullmatch(word))


def _named_beside(text: str) -> str | None:
    """The body that stands beside a date, alone in a cell of its own; None if there is none or there are several."""
    found = [part.strip(" ,;()") for part in _CELLS.split(text)[1:] if names.is_body(part.strip(" ,;()"))]
    return found[0] if len(found) == 1 else None


def _is_undivided(block: Block) -> bool:
    """Whether rows hold several dates that no commas part: lost columns."""
    return any(len(row.cells) > 1 and not row.listed and not row.lead for row in block.rows)


def _is_one_list(page: Page, block: Block) -> bool:
    """Whether rows are a list of one body that was set in columns: it stands above, and the dates follow each other."""
    above = layouts.nearest(page, block)
    if above is None or above not in page.headings:
        return False
    line = page.document.lines[above]
    one = len(headings.weekdays(line)) == 1 and sum(isinstance(t, TimeToken) for t in page.on_line(above)) <= 1
    if not one or not headings.heard(line).organ:
        return False  # "FoU-rådet kl. 8 KF kl. 8" are the heads of two columns
    rows = [r for r in block.rows if not r.lead]
    days = [(c.token.month, c.token.day) for r in rows for c in r.cells if isinstance(c.token, DateToken)]
    return len(rows) > 1 and len(days) == sum(len(r.cells) for r in rows) and all(a < b for a, b in pairwise(days))


def _item(page: Page, row: Row, cell: Cell, body: str, lead: str = "") -> Item:
    hours = cell.time or row.hours
    return Item(body, cell.token, row.index, words(page, row, cell), hours, cell.note, lead, own_hours=bool(cell.time))


def words(page: Page, row: Row, cell: Cell) -> str:
    """The words of a cell, as a meeting's source shows them."""
    return page.document.lines[row.index][cell.begin : cell.end].strip()


def doubt(page: Page, row: Row, reason: str, account: Account) -> None:
    """Leaves all dates of a row open."""
    for cell in row.cells:
        account.open(cell.token, reason, text=words(page, row, cell))
