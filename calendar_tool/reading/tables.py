"""Tables whose columns have heads: dates, hours, places and notes of a row, whose column or whose row it is.

The cells of a row are parted by tabs or bars, or stand under their heads with wide blanks between them. What the
columns are is decided in `column_roles.py`; tables whose every cell is a line are found in `flat_tables.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from calendar_tool.reading.column_roles import (
    Column,
    Role,
    Table,
    Value,
    dates_in,
    give_roles,
    heads_name_bodies,
    is_known,
    is_note,
)
from calendar_tool.reading.expressions import DateToken, Impossible, TimeToken, clock_times, status_in, years_in
from calendar_tool.reading.flat_tables import flat_table
from calendar_tool.reading.headings import heard, is_column_word, is_deadline, season
from calendar_tool.reading.items import Item
from calendar_tool.reading.names import unwrapped
from calendar_tool.reading.page import FOOTER, Page
from calendar_tool.reading.words import is_status

_RULE = re.compile(r"[\s|:=+–-]*")
_WIDE = re.compile(r"\S+(?: \S+)*")
_MOST_HEADS = 5
_GAP = 2  # blank lines inside a table
_MOST_COLUMNS = 100  # of a table whose columns only blanks keep apart
_REMARK, _REMARK_LENGTH = 7, 100  # words and letters of a line between two rows that is none
_BELOW = -1  # the column of a status on the line below its row
_PLAIN = 3  # rows of a table without heads


def tables(page: Page, taken: set[int]) -> list[Table]:
    """The tables of the page, in order."""
    found: list[Table] = []
    used = set(taken)
    index, lines = 0, page.document.lines
    while index < len(lines):
        table = None
        if index not in used and page.is_dated(index):
            table = _table(page, index, used) or flat_table(page, index, used)
        if table:
            found.append(table)
            used |= table.lines
            index = table.last + 1
        else:
            index += 1
    return found


def _table(page: Page, index: int, used: set[int]) -> Table | None:
    """The table whose first row with a date is lines[index]; None if it stands in none."""
    line = page.document.lines[index]
    exact = "\t" in line.strip() or "|" in line.strip(" |")
    heads, taken = _heads(page, index, used, exact)
    if not exact and not 0 < max(map(len, heads), default=0) <= _MOST_COLUMNS:
        return None
    parts = _parts(line, exact)
    columns = _columns(heads, exact) if heads else [Column(begin) for _word, begin in parts]
    if heads and not exact and len(parts) > 1 and parts[1][1] <= columns[0].begin:
        columns.insert(0, Column(parts[0][1]))  # without a head: "v 5", "Sammanträde 1"
    bordered = line.lstrip().startswith("|") and all(
        page.document.lines[i].lstrip().startswith("|") for i in taken if page.document.lines[i].strip()
    )
    if len(columns) < 2:
        return None
    rows: list[tuple[int, tuple[Value, ...]]] = []
    blank = 0
    for at in range(index, len(page.document.lines)):
        text = page.document.lines[at]
        if not text.strip() or (_RULE.fullmatch(text) and not exact):
            blank += 1
            continue
        if at in used or blank > _GAP or (_RULE.fullmatch(text) and not text.strip(" |-:=+–")):
            if at in used or blank > _GAP:
                break
            taken.add(at)
            continue
        if rows and is_status(text):
            rows[-1] = (rows[-1][0], (*rows[-1][1], Value(_BELOW, text.strip(), 0, len(text))))
            taken.add(at)
            continue
        values = _values(text, columns, exact, bordered)
        if values and not exact and rows and blank == 0 and (joined := _continued(page, at, values, rows[-1])):
            rows[-1] = joined
            taken.add(at)
            continue
        if values is not None and not exact and any(_is_prose(page, at, v) for v in values):
            break
        if _is_short(text) and not status_in(text) and _goes_on(page, at, columns, exact):
            continue
        if values is None or not (exact or page.is_dated(at)):
            break
        rows.append((at, tuple(values)))
        taken.add(at)
        blank = 0
    while rows and not page.is_dated(rows[-1][0]):
        taken.discard(rows.pop()[0])
    if not rows or (not exact and len(rows) < 2):
        return None
    if _is_form(rows):
        return None
    give_roles(page, columns, rows)
    if not heads:
        plain = _is_plain([c.role for c in columns], len(rows))
        return Table(tuple(columns), tuple(rows), frozenset(taken)) if plain else None
    useful = [c for c in columns if c.role in (Role.DATE, Role.BODY)]
    labelled = sum(c.role is not Role.NOTHING and bool(c.words) for c in columns)
    if (
        not useful
        or labelled < 2
        or (not exact and len(heads) == 1 and not any(is_known(w) for c in columns for w in c.words))
    ):
        return None
    return Table(tuple(columns), tuple(rows), frozenset(taken))


def _goes_on(page: Page, at: int, columns: Sequence[Column], exact: bool) -> bool:
    """Whether a line between two rows is none, and the table goes on: a remark, the foot of a page, "Hösten"."""
    lines = page.document.lines
    if page.on_line(at) or len(_parts(lines[at], exact)) > 1:
        return False
    said = heard(lines[at])
    speaks = said.organ or said.deadline or said.records or said.other
    aside = at not in page.headings or FOOTER.match(lines[at]) or _is_term(lines[at])
    if not aside and (speaks or not heads_name_bodies(columns)):
        return False
    following = next((i for i in range(at + 1, min(at + 3, len(lines))) if lines[i].strip()), at)
    before = next((i for i in range(at - 1, max(at - 3, -1), -1) if lines[i].strip()), at)
    around = [_values(lines[i], columns, exact, False) for i in (before, following)]
    return page.is_dated(following) and all(cells is not None and len(cells) > 1 for cells in around)


def _is_short(text: str) -> bool:
    """Whether a line is no longer than a remark or a heading between rows."""
    return len(text) < _REMARK_LENGTH and len(text.split()) < _REMARK


def _is_term(text: str) -> bool:
    """Whether a line only says a year or a term."""
    return _is_short(text) and bool(years_in(text) or season(text)) and heard(text).generic


def _continued(
    page: Page, at: int, values: Sequence[Value], row: tuple[int, tuple[Value, ...]]
) -> tuple[int, tuple[Value, ...]] | None:
    """The row with the rest of cells that were broken over lines: "Social-" and "nämnden"; None if it is no rest."""
    cells = {v.column: v for v in row[1]}
    if page.on_line(at) or not all(v.column in cells for v in values):
        return None
    for value in values:
        before = cells[value.column]
        if not (value.text[0].islower() or before.text.endswith(("-", " och"))):
            return None
        if not re.search(r"[A-Za-zåäöÅÄÖ]", before.text):
            return None
        cells[value.column] = replace(before, text=unwrapped(before.text, value.text))
    return row[0], tuple(cells[c] for c in sorted(cells))


def _is_form(rows: Sequence[tuple[int, tuple[Value, ...]]]) -> bool:
    """Whether the lines are labels and what they label: "Sammanträdesdatum", "Datum för anslags uppsättande"."""
    labels = [values[0].text for _line, values in rows if len(values) == 2]
    return sum(is_column_word(w) or is_deadline(w) for w in labels) * 2 > len(rows)


def _is_plain(roles: Sequence[Role], rows: int) -> bool:
    """Whether the cells alone make a table of meetings: a day and whose it is in each of three rows or more."""
    return rows >= _PLAIN and roles.count(Role.DATE) == 1 and roles.count(Role.ORGAN) == 1


def _is_prose(page: Page, line: int, value: Value) -> bool:
    """Whether a cell has words before its first date: "Publicerad den 14 januari"."""
    dates = dates_in(page, line, value)
    before = dates[0].begin - page.document.offset(line) - value.begin if dates else 0
    return bool(re.search(r"[A-Za-zÅÄÖåäö]{3}", value.text[: max(before, 0)]))


def _heads(page: Page, index: int, used: set[int], exact: bool) -> tuple[list[list[tuple[str, int]]], set[int]]:
    """The lines of heads above the first row, top first, each as words and where they begin; and the lines taken."""
    lines = page.document.lines
    heads: list[list[tuple[str, int]]] = []
    taken = {index}
    blank = 0
    for at in range(index - 1, max(-1, index - 2 * _MOST_HEADS), -1):
        text = lines[at]
        if not text.strip():
            blank += 1
            if blank > 1 or heads:
                break
            continue
        if _RULE.fullmatch(text):
            taken.add(at)
            continue
        if at in used or page.is_dated(at) or len(heads) >= _MOST_HEADS:
            break
        parts = _parts(text, exact)
        if not heads and len(parts) == 1 and _is_term(text):
            continue
        if len([p for p in parts if p[0]]) < 2 or text.rstrip().endswith((".", ":")):
            break
        heads.insert(0, parts)
        taken.add(at)
    return heads, taken


def _parts(text: str, exact: bool, bordered: bool = True) -> list[tuple[str, int]]:
    """The cells of a line with where they begin, empty ones too where tabs or bars part them."""
    if not exact:
        return [(m[0], m.start()) for m in _WIDE.finditer(text)]
    begin, end = 0, len(text)
    if bordered and text.lstrip().startswith("|"):
        begin = text.index("|") + 1
    if bordered and "|" in text and text.rstrip().endswith("|"):
        end = text.rstrip().rindex("|")
    separator = "|" if "|" in text else "\t"
    found, at = [], begin if "|" in text and bordered and text.lstrip().startswith("|") else 0
    for part in text[at:end].split(separator) if end > at else []:
        found.append((part.strip(), at + len(part) - len(part.lstrip())))
        at += len(part) + 1
    return found


def _columns(heads: list[list[tuple[str, int]]], exact: bool) -> list[Column]:
    """The columns that the heads stand over: by number, or by where they begin in the widest line of heads."""
    widest = max(heads, key=len)
    columns = [Column(begin) for _word, begin in widest]
    for line in heads:
        for number, (word, begin) in enumerate(line):
            at = number if exact else min(range(len(columns)), key=lambda i: abs(columns[i].begin - begin))
            if at < len(columns) and word:
                columns[at].words.append(word)
    return columns


def _values(text: str, columns: Sequence[Column], exact: bool, bordered: bool) -> list[Value] | None:
    """The cells of a row; None if the line does not stand in the columns."""
    parts = _parts(text, exact, bordered)
    if exact:
        if not ("\t" in text or "|" in text):
            return None
        return [Value(i, w, b, b + len(w)) for i, (w, b) in enumerate(parts) if w and i < len(columns)]
    values: list[Value] = []
    for word, begin in parts:
        near = min(range(len(columns)), key=lambda i: abs(columns[i].begin - begin))
        if values and near <= values[-1].column:
            return None
        values.append(Value(near, word, begin, begin + len(word)))
    return values


def items(page: Page, table: Table) -> Iterator[Item]:
    """The dates of a table, each with whose it is (None where the table does not say) and what its row says of it."""
    organ, term = None, ""
    before = table.first
    for line, values in table.rows:
        term = next((t for t in reversed(page.document.lines[before + 1 : line]) if _is_term(t)), term)
        before = line
        cells = {v.column: v for v in values}
        said = {
            role: [cells[i].text for i, c in enumerate(table.columns) if c.role is role and i in cells] for role in Role
        }
        organ = said[Role.ORGAN][0] if said[Role.ORGAN] else organ
        hours = _hours(said[Role.TIME], said[Role.END])
        said[Role.NOTE] += [t for t in said[Role.TIME] if is_note(t)]
        place = said[Role.PLACE][0].strip("-– ") if said[Role.PLACE] else ""
        below = [v.text for v in values if v.column == _BELOW]
        notes = [n for n in (*said[Role.NOTE], *said[Role.FORM], *below) if n.strip("-– ")]
        for number, column in enumerate(table.columns):
            value = cells.get(number)
            if value is None:
                continue
            for token, own, beside in _inside(page, line, value):
                if column.role is Role.DEADLINE:
                    yield Item(None, token, line, value.text, deadline=True)
                elif column.role in (Role.DATE, Role.BODY):
                    shared = hours if column.role is Role.DATE else column.hours
                    yield Item(
                        column.body or (organ if any(c.role is Role.ORGAN for c in table.columns) else None),
                        token, line, value.text, own or shared,
                        "; ".join([*beside, *(notes if column.role is Role.DATE else below)]),
                        place=place or column.place or "", habit=frozenset(column.habit), own_hours=own is not None,
                        lead=term.strip(),
                    )  # fmt: skip


def _hours(starts: Sequence[str], ends: Sequence[str]) -> TimeToken | None:
    if not starts:
        return None
    found = clock_times(starts[0]) or clock_times(f"kl {starts[0]}")
    if found and ends and found.stop is None:
        joined = clock_times(f"kl {starts[0].strip()}-{ends[0].strip()}")
        return joined or found
    return found


def _inside(
    page: Page, line: int, value: Value
) -> Iterator[tuple[DateToken | Impossible, TimeToken | None, list[str]]]:
    """The dates of a cell, each with hours and a note of its own."""
    first = page.document.offset(line)
    text = page.document.lines[line]
    begin, end = (first + value.begin, first + value.end) if value.line is None else (first, first + len(text))
    tokens = page.between(begin, end)
    dates = [t for t in tokens if isinstance(t, DateToken | Impossible)]
    for token, following in zip(dates, [*dates[1:], None], strict=False):
        stop = following.begin if following else end
        own = next((t for t in tokens if isinstance(t, TimeToken) and token.end <= t.begin < stop), None)
        rest = page.document.text[token.end : stop]
        if own:
            rest = rest.replace(own.text, " ")
        before = page.document.text[begin : token.begin] if token is dates[0] else ""
        words = [
            w for w in (" ".join(part.split()).strip(" ,;()*|.") for part in (before, rest)) if re.search(r"\w{2}", w)
        ]
        yield token, own, [w for w in words if w not in ("och", "samt", "den")]
