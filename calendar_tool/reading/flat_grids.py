"""Grids of months whose heads and cells are lines of their own, one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from calendar_tool.reading.expressions import TimeToken, clock_times
from calendar_tool.reading.grid_cells import (
    CELL,
    CLOCK_HEAD,
    HOURS,
    MONTH_LINE,
    MONTH_NAMES,
    MONTHS_IN_HEAD,
    Entry,
    Grid,
    Line,
    entries_in,
    follows,
    in_turn,
    is_name,
    month_of,
)
from calendar_tool.reading.headings import is_column_word
from calendar_tool.reading.page import Page
from calendar_tool.reading.words import WEEKDAY

_GLUED = re.compile(rf"^(?P<cell>.*?\d)(?P<m>{MONTH_NAMES})$", re.I)
_HIDDEN = re.compile(
    r",?\s*\(?(?:länk till annan webbplats(?:,?\s*öppnas i (?:nytt|ett nytt|nya) fönster)?"
    r"|öppnas i (?:nytt|ett nytt|nya) fönster"
    r"|pdf(?:,\s*[\d.,]+\s*[kM]B)?(?=[A-ZÅÄÖ]|$))\)?\.?",
    re.I,
)
_HOURS_LINE = re.compile(  # below a name: "13.00", "(mån 18.00)"
    rf"\s*\(?(?:{WEEKDAY}(?:ar|en)?\.?,?\s+)?(?:kl\.?\s*)?(?P<hours>{HOURS.pattern})\)?\s*", re.I
)
_FLAT_GAP = 6
_MOST_COLUMNS = 20
_MOST_LINES = 2000  # lines of one such grid


def months_down(page: Page, index: int) -> Grid | None:
    """A grid of months down whose cells are lines of their own, with blank lines between them."""
    lines = page.document.lines
    if not MONTH_LINE.match(lines[index]) or _begins_above(lines, index):
        return None
    rows: list[Line] = []
    cells: list[Entry] = []
    usual = next((n for n in range(3) if index + n + 1 < len(lines) and lines[index + n + 1]), 0)
    month, blank, taken = month_of(lines[index].split()[0]), 0, {index}
    for at in range(index + 1, len(lines) + 1):
        text = lines[at] if at < len(lines) else ""
        if at < len(lines) and not text:
            blank += 1
            continue
        glued = _GLUED.match(text.rstrip())
        following = MONTH_LINE.match(text)
        value = glued["cell"] if glued else text
        found = None if following or at == len(lines) or blank > _FLAT_GAP else _flat_cell(value, at, blank, usual)
        if found is not None:
            cells.append(found)
            taken.add(at)
        if found is None or glued:
            name = following["m"] if following else glued["m"] if glued else ""
            rows.append(Line(None, month, None, None, tuple(cells)))
            cells = []
            month = month_of(name) if name else None
            if month is None or not follows(rows, Line(None, month, None, None, ())):
                break
            taken.add(at)
        blank = 0
    if len(rows) < MONTHS_IN_HEAD or max(len(r.entries) for r in rows) < 1:
        return None
    return _under_flat_heads(page, index, rows, taken)


def months_across(page: Page, index: int) -> Grid | None:
    """A grid of months across whose heads and cells are lines of their own; a body's name begins each row."""
    lines = page.document.lines
    if not MONTH_LINE.match(lines[index]) or _begins_above(lines, index):
        return None
    shown = [i for i in range(index, min(len(lines), index + _MOST_LINES)) if lines[i]]
    months = []
    for i in shown:
        head = MONTH_LINE.match(lines[i])
        if not head:
            break
        months.append(month_of(head["m"]) or 0)
    count = len(months)
    if count < MONTHS_IN_HEAD or not in_turn(months):
        return None
    taken = set(shown[:count])
    above = next((i for i in range(index - 1, -1, -1) if lines[i].strip()), None)
    if above is not None and is_column_word(lines[above].strip()):
        taken.add(above)
    rows: list[Line] = []
    name = ""
    hours: TimeToken | None = None
    cells: list[Entry] = []
    last = shown[count - 1]
    for i in [*shown[count:], -1]:
        text = lines[i] if i >= 0 else ""
        blank = i - last - 1 if i >= 0 else _FLAT_GAP + 1
        cell = _flat_cell(text, i, blank, 0) if blank <= _FLAT_GAP and name else None
        stated = _HOURS_LINE.fullmatch(text)
        timed = clock_times(stated["hours"]) if stated else None
        if cell is not None and len(cells) < count:
            cells.append(cell)
        elif timed and name and not cells:
            hours = timed
        else:
            if name and cells:
                rows.append(Line(name, None, None, hours, tuple(cells)))
            if blank > _FLAT_GAP or not is_name(text) or (name and not cells):
                break
            name, hours, cells = text.strip(), None, []
        taken.add(i)
        last = i
    if len(rows) < 2 or not any(len(r.entries) == count for r in rows):
        return None
    return Grid(tuple(months), (), (), tuple(rows), frozenset(taken))


def _begins_above(lines: Sequence[str], index: int) -> bool:
    """Whether the line with words before a month is a month too: a grid begins with its first."""
    before = next((lines[i] for i in range(index - 1, max(-1, index - _FLAT_GAP), -1) if lines[i].strip()), "")
    return MONTH_LINE.match(before) is not None


def _flat_cell(text: str, at: int, blank: int, usual: int) -> Entry | None:
    if not text.strip(" \t-–—"):
        return Entry((), 0, None, blank > usual)
    if re.search(r"\w", CELL.sub("", text)):
        return None
    days = tuple(d for e in entries_in(text, at, 0) for d in e.days)
    return Entry(days, 0, None, blank > usual) if days or re.search(r"inställ", text, re.I) else None


def _under_flat_heads(page: Page, index: int, rows: list[Line], taken: set[int]) -> Grid | None:
    lines = page.document.lines
    count = max(len(r.entries) for r in rows)
    heads: list[str] = []
    hours, at = _hours_above(lines, index, count)
    used: set[int] = set(range(at + 1, index))
    while at >= 0 and len(heads) < _MOST_COLUMNS and index - at <= 4 * _MOST_COLUMNS:
        text = lines[at].strip()
        if text:
            if re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", text) or text.endswith((".", ":")) or len(heads) >= count:
                break
            heads = [*_unglued(text), *heads]
            used.add(at)
        at -= 1
    heads = [h for h in heads if not is_column_word(h)]
    if count == 1 and len(heads) != 1:
        return Grid((), (), (), tuple(rows), frozenset(taken))
    if len(heads) < count:
        return None
    return Grid((), tuple(heads), (), tuple(rows), frozenset(taken | used), (), hours)


def _hours_above(lines: Sequence[str], index: int, count: int) -> tuple[tuple[TimeToken | None, ...], int]:
    """The hours of the columns in a row of lines above the first month, and the line before them."""
    shown = [i for i in range(index - 1, max(-1, index - 4 * _MOST_COLUMNS), -1) if lines[i].strip()][: count + 1]
    hours = [clock_times(lines[i]) or clock_times(f"kl {lines[i].strip()}") for i in reversed(shown[:count])]
    if len(shown) <= count or None in hours or not all(_HOURS_LINE.fullmatch(lines[i]) for i in shown[:count]):
        return (), index - 1
    return tuple(hours), shown[count] - 1 if CLOCK_HEAD.match(lines[shown[count]].strip()) else shown[count]


def _unglued(text: str) -> list[str]:
    """The heads in a line where the hidden words of links glued them ("Styrelsenöppnas i nytt fönsterRådet")."""
    return [part for part in (p.strip(" ,(") for p in _HIDDEN.split(text)) if part]
