"""Grids of months: a row a body and a column a month, or the other way round, with bare days in the cells.

The rows may be lines with tabs, bars or blanks between their cells, or every cell a line of its own. Cells that the
layout lost are placed in `placing.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from calendar_tool.reading import flat_grids, placing
from calendar_tool.reading.expressions import DateToken, TimeToken, clock_times
from calendar_tool.reading.grid_cells import (
    CELL,
    CLOCK_HEAD,
    HOURS,
    JULY,
    MONTH_HEAD,
    MONTH_ROW,
    MONTH_WORD,
    MONTHS_IN_HEAD,
    SEPARATOR,
    Entry,
    Grid,
    Line,
    entries_in,
    follows,
    in_cell,
    in_turn,
    is_name,
    month_initials,
    month_of,
    not_understood,
    only_cells,
    year_of,
)
from calendar_tool.reading.grid_heads import clock_row, count_of, line_above, names_in, wrapped_names
from calendar_tool.reading.headings import is_column_word
from calendar_tool.reading.names import is_sane, unwrapped
from calendar_tool.reading.page import Page, label

_WEEKDAY_AFTER = re.compile(r"(?<=\S)\s+(?:mån|tis|ons|tors?|fre)(?:dag)?(?:ar)?\.?$", re.I)  # of a column "Dag"
_PAGE_OF = re.compile(  # "KOMMUNEN   2 (3)"
    r"\D\s{2,}(?:sid(?:a|an)?\.?\s*)?\d{1,3}\s?(?:\(\d{1,3}\)|av\s\d{1,3})\s*$", re.I
)
_WEEKDAY_BEFORE = re.compile(r"\b(?:mån|tis|ons|tors|fre)dag(?:en)?(?:\s+den)?(?=\s+\d)", re.I)
_CORNER = re.compile(r"[\s|]*(?P<year>(?:19|20)\d\d)\b")
_GAP = 3  # blank lines inside a grid


def grids(page: Page, taken: set[int]) -> list[Grid]:
    """The grids of the page, in order."""
    found: list[Grid] = []
    index, lines = 0, page.document.lines
    while index < len(lines):
        grid = None
        if index not in taken and (MONTH_WORD.search(lines[index]) or month_initials(lines[index])):
            grid = (
                _months_across(page, index)
                or _months_down(page, index)
                or flat_grids.months_across(page, index)
                or flat_grids.months_down(page, index)
            )
        if grid and not (grid.lines & taken):
            found.append(grid)
            index = grid.last + 1
        else:
            index += 1
    return found


def _months_across(page: Page, index: int) -> Grid | None:
    lines = page.document.lines
    head = lines[index]
    words: Sequence[re.Match[str]] = list(MONTH_HEAD.finditer(head))
    months = tuple(m for w in words if (m := month_of(w["m"])) is not None)
    stated = tuple(year_of(w["y"]) for w in words)
    if not words and (initials := month_initials(head)):
        words, months, stated = initials, tuple(range(1, 13)), (None,) * 12
        months = months if len(words) == len(months) else tuple(m for m in months if m != JULY)
        stated = stated[: len(words)]
    lettered = head[words[0].start() : words[-1].end()].isupper() and len(words[0][0]) == 1
    if len(months) < MONTHS_IN_HEAD or not in_turn(months, stated):
        return None
    if not lettered and _dated_words(MONTH_HEAD.sub(" ", head)):
        return None
    cells = SEPARATOR.split(head) if SEPARATOR.search(head.strip()) else None
    dated = [i for i, c in enumerate(cells or ()) if MONTH_WORD.search(c)]
    if cells and not dated:  # initials
        dated = [i for i, c in enumerate(cells) if len(c.strip()) == 1 and c.strip().isupper()]
    columns = {i: n for n, i in enumerate(dated)} if cells else None
    outside = re.findall(r"[A-Za-zåäöÅÄÖ]+", head[: words[0].start()])
    after = re.findall(r"[A-Za-zåäöÅÄÖ]+", head[words[-1].end() :])
    clock = -1 if any(CLOCK_HEAD.match(w) for w in outside) else 1 if any(CLOCK_HEAD.match(w) for w in after) else 0
    rows: list[Line] = []
    taken = {index}
    blank, pending = 0, ""
    for at in range(index + 1, len(lines)):
        text = lines[at]
        if not text.strip(" \t|-–—+:=_") or re.fullmatch(r"[\s|:=+_-]+", text):
            blank += 1
            continue
        if blank > _GAP or len(MONTH_WORD.findall(text)) >= MONTHS_IN_HEAD:
            break
        other = label(text) or any(isinstance(t, DateToken) and t.year for t in page.on_line(at))
        if rows and not blank and len(text.split()) == 1 and _is_broken(rows[-1].body, text.strip()):
            rows[-1] = replace(rows[-1], body=unwrapped(rows[-1].body or "", text.strip()))
            taken.add(at)
            continue
        row = None if other else _body_row(text, at, pending, len(months), clock, columns)
        if row is None:
            if rows and blank == 0 and (more := only_cells(text, at)) and len(rows[-1].entries) < len(months):
                rows[-1] = _joined(rows[-1], more)
                taken.add(at)
                continue
            if is_name(text) and at + 1 < len(lines) and only_cells(lines[at + 1], at + 1) and not pending:
                pending, blank = text.strip(), 0
                taken.add(at)
                continue
            following = lines[at + 1] if at + 1 < len(lines) else ""
            bare = HOURS.sub("", text)
            named = _body_row(following, at + 1, "", len(months), clock, columns) if is_name(bare) else None
            if (rows or at == index + 1) and named and named.body:  # a row whose cells are all empty
                taken.add(at)
                blank = 0
                continue
            break
        if row.body is None:
            if not rows or len(rows[-1].entries) >= len(months):
                break
            rows[-1] = _joined(rows[-1], list(row.entries))
        else:
            if rows and not blank and _is_broken(rows[-1].body, row.body):
                row = replace(row, body=unwrapped(rows[-1].body or "", row.body))
                rows[-1] = replace(rows[-1], body=row.body)
            rows.append(row)
        pending, blank = "", 0
        taken.add(at)
    if not rows:
        return None
    begins = tuple(w.start() for w in words)
    if not all(b.start() - a.end() > 1 for a, b in pairwise(words)) and not _stand_under(rows, begins):
        begins = ()
    if len(rows) == 1 and len(rows[0].entries) < MONTHS_IN_HEAD and placing.aligned(rows[0].entries, begins) is None:
        return None
    return Grid(months, (), begins, tuple(rows), frozenset(taken), stated)


def _is_broken(above: str | None, name: str) -> bool:
    """Whether a name goes on from the row above: "Kommunstyrelsens" and "arbetsutskott", "Vård- och" and "..."."""
    return bool(above) and name[:1].islower() and re.search(r"(?:s|-|\boch)$", above or "") is not None


def _stand_under(rows: Sequence[Line], begins: Sequence[int]) -> bool:
    """Whether all cells begin right under heads that stand close, and so were aligned."""
    starts = {e.begin for r in rows for e in r.entries}
    return len(starts) > 1 and starts <= set(begins) and len(rows) > 1


def _joined(row: Line, more: Sequence[Entry]) -> Line:
    return replace(row, entries=(*row.entries, *more))


def _dated_words(rest: str) -> bool:
    """Whether what stands beside the months of a head is more than the heads of columns: days, or a sentence."""
    bare = re.sub(r"\b(?:19|20)\d\d\b", "", rest)
    return (
        bool(re.search(r"\d", bare))
        or len(re.findall(r"[A-Za-zåäöÅÄÖ]+", bare)) > 5
        or "." in bare.replace("Kl.", "").replace("kl.", "").strip(" .")
    )


def _body_row(text: str, at: int, pending: str, count: int, clock: int, columns: dict[int, int] | None) -> Line | None:
    """A row that begins with a body's name; None if the line is none."""
    if _PAGE_OF.search(text):
        return None
    if columns is not None and SEPARATOR.search(text.strip()):
        return _separated(text, at, columns)
    name = re.match(r"\s*(?P<name>[A-Za-zÅÄÖåäö].*?)(?=\s+(?:\d|[-–—](?:\s|$))|\s*$)", text)
    begin = name.end("name") if name else 0
    if name is None and not pending:
        entries = only_cells(text, at)
        return Line(None, None, None, None, tuple(entries)) if entries else None
    body = f"{pending} {name['name'].strip()}".strip() if name else pending
    rest = text[begin:]
    hours, cut, end = None, begin, len(text)
    timed = HOURS.match(rest.lstrip())
    lead = len(rest) - len(rest.lstrip())
    if timed:
        hours, cut = clock_times(timed[0]), begin + lead + timed.end()
    elif clock < 0 and (hour := re.match(r"\s*(?:[7-9]|1\d|2[01])(?:[-–]\d{1,2})?(?=\s)", rest)):
        hours, cut = clock_times(f"kl {hour[0].strip()}"), begin + hour.end()
    elif last := re.search(r"\s(\d{1,2}[.:]\d\d(?:[-–]\d{1,2}(?:[.:]\d\d)?|\s[-–]\s\d{1,2}[.:]\d\d)?)\s*$", text):
        hours, end = clock_times(last[1]), last.start()
    elif clock > 0 and (last := re.search(r"\s(\d{1,2}(?:[-–]\d{1,2})?)\s*$", text)):
        hours, end = clock_times(f"kl {last[1]}"), last.start()
    entries = entries_in(text[:end], at, cut)
    left = re.sub(r"\s", "", CELL.sub("", text[cut:end]))
    own = [d.month for e in entries for d in e.days[:1] if d.month]  # "4/2" in a cell: its months follow each other
    if not entries or len(left) > 12 or len(entries) > count or MONTH_WORD.search(text[cut:end]) or not in_turn(own):
        return None
    return Line(_WEEKDAY_AFTER.sub("", body).strip(" :"), None, None, hours, tuple(entries))


def _separated(text: str, at: int, columns: dict[int, int]) -> Line | None:
    """A row whose cells are parted by tabs or bars."""
    entries: list[Entry] = []
    body, hours, place, number = None, None, 0, 0
    for part in [*SEPARATOR.finditer(text), None]:
        stop = part.start() if part else len(text)
        value = text[place:stop]
        if number in columns:
            days = in_cell(text[:stop], at, place) or not_understood(text[:stop], at, place)
            entries.append(Entry(tuple(days), place, columns[number]))
        elif value.strip():
            timed = HOURS.search(value) or re.fullmatch(r"\s*(?:kl\.?\s*)?\d{1,2}(?:\s*[-–]\s*\d{1,2})?\s*", value)
            if timed and hours is None and not re.search(r"[a-zåäö]{3}", value):
                found = timed[0].strip().removeprefix("kl").strip(" .")
                hours = clock_times(found) or clock_times(f"kl {found}")
            elif body is None and re.search(r"[A-Za-zÅÄÖåäö]", value):
                body = value.strip()
        number, place = number + 1, part.end() if part else stop
    whole = number > max(columns.values())
    return Line(body, None, None, hours, tuple(entries)) if body and (whole or any(e.days for e in entries)) else None


def _months_down(page: Page, index: int) -> Grid | None:
    lines = page.document.lines
    rows: list[Line] = []
    taken: set[int] = set()
    blank = 0
    for at in range(index, len(lines)):
        text = lines[at]
        if not text.strip() or re.fullmatch(r"[\s|:=+_-]+", text):
            blank += 1
            continue
        row = _month_row(text, at)
        if row is None and rows and not blank and (more := _more_days(rows[-1], text, at)):
            rows[-1] = more
            taken.add(at)
            continue
        if row is None or blank > 1 or (rows and not follows(rows, row)):
            break
        rows.append(row)
        taken.add(at)
        blank = 0
    filled = sum(bool(r.entries) for r in rows)
    if len(rows) < MONTHS_IN_HEAD or not filled:
        return None
    grid = _under_heads(page, index, rows, taken)
    return grid if grid and (filled >= MONTHS_IN_HEAD or grid.bodies) else None


def _month_row(text: str, at: int) -> Line | None:
    """A row that begins with a month and holds days after it; None if the line is none."""
    text = _WEEKDAY_BEFORE.sub(lambda m: " " * len(m[0]), text)
    match = MONTH_ROW.match(text.lstrip("|"))
    shift = len(text) - len(text.lstrip("|"))
    if match is None:
        return None
    start = match.start("rest") + shift
    year = int(match["y"]) if match["y"] else None
    if SEPARATOR.search(text[match.end("m") + shift :].rstrip()):
        entries = []
        place = match.end("m") + shift
        first = SEPARATOR.search(text, place)
        place, number = (first.end() if first else place), 0
        for part in [*SEPARATOR.finditer(text, place), None]:
            stop = part.start() if part else len(text)
            if part is None and not text[place:stop].strip() and text.rstrip().endswith("|"):
                break
            if re.search(r"[A-Za-zåäö]{4}", CELL.sub("", text[place:stop])):
                return None
            days = in_cell(text[:stop], at, place)
            entries.append(Entry(days, place, number))
            number, place = number + 1, part.end() if part else stop
        return Line(None, month_of(match["m"]), year, None, tuple(entries))
    found = entries_in(text, at, start)
    left = re.sub(r"[\s.,:;]|\bkl\b", "", CELL.sub("", text[start:]))
    if left:
        return None
    return Line(None, month_of(match["m"]), year, None, tuple(found))


def _more_days(row: Line, text: str, at: int) -> Line | None:
    """The row of a month with the days of a line below that names no month; None if that holds anything else."""
    separators = list(SEPARATOR.finditer(text))
    if not separators or text[: separators[0].start()].strip() or not re.fullmatch(r"[\s|\d,;-]*", text):
        return None
    entries = {e.column: e for e in row.entries}
    for number, part in enumerate(separators):
        stop = separators[number + 1].start() if number + 1 < len(separators) else len(text)
        days = in_cell(text[:stop], at, part.end())
        if days and number not in entries:
            return None
        if days:
            entries[number] = replace(entries[number], days=(*entries[number].days, *days))
    return replace(row, entries=tuple(entries.values()))


def _under_heads(page: Page, index: int, rows: list[Line], taken: set[int]) -> Grid | None:
    """The grid with the names of its columns, from the line above it."""
    lines = page.document.lines
    above = line_above(lines, index)
    count = count_of(rows, lines, above)
    hours: tuple[TimeToken | None, ...] = ()
    if above is not None and (hours := clock_row(lines[above], count)):
        taken, above = taken | {above}, line_above(lines, above)
    elif (below := max(taken) + 1) < len(lines) and (hours := clock_row(lines[below], count)):
        taken = taken | {below}
    names = names_in(lines[above], count) if above is not None else None
    if above is not None and (years := _years_across(lines[above], count)):
        dated = [replace(r, entries=(_in_years(r, years),)) for r in rows if len(r.entries) == count]
        return Grid((), (), (), tuple(dated), frozenset(taken | {above})) if len(dated) == len(rows) else None
    if above is not None and count > 1 and (wrapped := wrapped_names(lines, above, count)):
        names, top = wrapped
        taken, above = taken | set(range(top, above + 1)), top
    if names and not hours and any(HOURS.search(n) for n, _b in names):  # "Kommunstyrelsen kl 13.00"
        hours = tuple(clock_times(m[0]) if (m := HOURS.search(n)) else None for n, _b in names)
        names = [(re.sub(r"\W*(?:\bkl\b)?\W*$", "", HOURS.sub("", n)), b) for n, b in names]
    if names is None and above is not None and count == 2 and all(is_column_word(w) for w in lines[above].split()):
        return _with_clock(lines[above], rows, frozenset(taken | {above}))
    if names is not None and not all(is_sane(n) for n, _b in names):
        names = None
    if names is None and count > 1:
        return None
    if names is None or all(is_column_word(w) for n, _b in names for w in n.split()):
        lone = frozenset(taken | ({above} if names and above is not None else set()))
        return Grid((), (), (), tuple(rows), lone) if count == 1 else None
    if above is None or len(names) < count:
        return None
    if corner := _CORNER.match(lines[above]):  # the year over the months
        rows = [row if row.year else replace(row, year=int(corner["year"])) for row in rows]
    return Grid(
        (), tuple(n for n, _b in names), tuple(b for _n, b in names), tuple(rows), frozenset(taken | {above}), (), hours
    )


def _years_across(head: str, count: int) -> list[int]:
    """The years of the columns, where the heads are years: "Månad 2023 2024"; [] if they are not."""
    words = [w for w in re.split(r"[\s|]+", head.strip(" |")) if w]
    words = words[1:] if words and is_column_word(words[0]) else words
    years = [int(w) for w in words if re.fullmatch(r"(?:19|20)\d\d", w)]
    return years if count > 1 and len(words) == len(years) == count else []


def _in_years(row: Line, years: Sequence[int]) -> Entry:
    """All days of a month, each in the year of its column."""
    days = [replace(d, year=year) for entry, year in zip(row.entries, years, strict=True) for d in entry.days]
    return Entry(tuple(days), row.entries[0].begin)


def _with_clock(head: str, rows: Sequence[Line], taken: frozenset[int]) -> Grid | None:
    """Rows of a month, a day and an hour ("jan 22 18" under "Mån Dag Kl")."""
    words = head.split()
    if len(words) != 3 or not CLOCK_HEAD.match(words[-1]):
        return None
    found = []
    for row in rows:
        last = row.entries[-1].days[0] if len(row.entries) == 2 and len(row.entries[1].days) == 1 else None
        hours = clock_times(f"kl {last.day}") if last else None
        if row.entries and not hours:
            return None
        found.append(Line(None, row.month, row.year, hours, row.entries[:1]))
    return Grid((), (), (), tuple(found), taken)
