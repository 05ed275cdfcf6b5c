"""Tables whose heads and cells are lines of their own, one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from calendar_tool.reading.column_roles import Column, Role, Table, Value, is_note, role_of
from calendar_tool.reading.expressions import DateToken, form_in, status_in
from calendar_tool.reading.headings import is_column_word
from calendar_tool.reading.names import is_body
from calendar_tool.reading.page import Page

_MOST_HEADS = 5
_GAP = 4  # blank lines inside a table
_CLOCK = re.compile(
    r"(?:kl(?:ockan)?[.:]?\s*)?\d{1,2}[.:]\d\d(?:\s*(?:[-–]|till)\s*\d{1,2}(?:[.:]\d\d)?)?"
    r"|kl(?:ockan)?[.:]?\s*\d{1,2}(?:\s*(?:[-–]|till)\s*\d{1,2})?|\d{1,2}\s*[-–]\s*\d{1,2}",
    re.I,
)


def flat_table(page: Page, index: int, used: set[int]) -> Table | None:
    """A table whose heads and cells are lines of their own, the first date on lines[index]; None if it is none."""
    lines = page.document.lines
    heads: list[int] = []
    above = [i for i in range(index - 1, max(-1, index - 4 * _MOST_HEADS), -1) if lines[i].strip()]
    before = next((n for n, i in enumerate(above) if is_column_word(lines[i].strip())), _MOST_HEADS)
    for i in above[before:]:
        if i in used or not is_column_word(lines[i].strip()):
            break
        heads.insert(0, i)
    columns = [Column(0, [lines[i].strip()]) for i in heads]
    for column in columns:
        column.role = role_of(column.words[0])
    dates = [n for n, c in enumerate(columns) if c.role is Role.DATE]
    if before in dates:  # "Sammanträde" over the names of the bodies
        for column in columns[:before]:
            column.role = Role.ORGAN if column.role is Role.DATE else column.role
        dates = [n for n in dates if n >= before]
    if len(columns) < 2 or not dates or dates[0] != before:
        return None
    shown = [i for i in range(heads[-1] + 1, len(lines)) if lines[i].strip()]
    begins = [n for n, i in enumerate(shown) if _begins_with_date(page, i)]
    rows: list[tuple[int, tuple[Value, ...]]] = []
    taken = set(heads)
    for begin, following in zip(begins, [*begins[1:], None], strict=False):
        start = begin - before
        stop = min(following - before if following is not None else len(shown), begin + len(columns) - before)
        if start < 0 or (rows and shown[start] - max(taken) > 2 * _GAP) or shown[begin] in used:
            break
        values = _record(columns, [(i, lines[i].strip()) for i in shown[start:stop]], before, following is None)
        if rows and len(values) == 1 and (len(columns) > 2 or any(c.role is Role.ORGAN for c in columns)):
            break  # a date alone: another list
        rows.append((shown[begin], tuple(values)))
        taken |= {v.line for v in values if v.line is not None}
        if following is not None and following - before - start > len(columns) + 1:
            break
    return Table(tuple(columns), tuple(rows), frozenset(taken)) if len(rows) > 1 else None


def _begins_with_date(page: Page, index: int) -> bool:
    first = page.document.offset(index)
    indent = len(page.document.lines[index]) - len(page.document.lines[index].lstrip(" •*-–"))
    return any(isinstance(t, DateToken) and t.begin - first <= indent for t in page.on_line(index))


def _record(columns: Sequence[Column], cells: Sequence[tuple[int, str]], dated: int, last: bool) -> list[Value]:
    """The lines of one record in the columns: each goes to the next column that can hold it."""
    values: list[Value] = []
    column = 0
    for number, (line, text) in enumerate(cells):
        if number == dated:
            column = dated
        else:
            column = next((n for n in range(column, len(columns)) if _holds(columns[n].role, text)), len(columns))
        if column >= len(columns):
            break
        if last and number > dated and columns[column].role in (Role.PLACE, Role.NOTE) and not is_note(text):
            break  # what follows the table may look like the last cell of its last row
        if number > dated and columns[column].role in (Role.PLACE, Role.NOTE) and is_body(text):
            break  # the heading of the next table, after a row whose last cell is empty
        values.append(Value(column, text, 0, len(text), line))
        column += 1
    return values


def _holds(role: Role, text: str) -> bool:
    """Whether a column of a role can hold the words."""
    hours = _CLOCK.fullmatch(text) is not None
    if role in (Role.TIME, Role.END):
        return hours
    if hours or role in (Role.DATE, Role.DEADLINE):
        return False
    if role is Role.ORGAN:
        return status_in(text) is None and form_in(text) is None
    return role is Role.NOTE or status_in(text) is None
