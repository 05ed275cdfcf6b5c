"""Grids of months: a row a body and a column a month, or a row a month and a column a body, with bare days in the cells.

The rows may be lines with tabs, bars or blanks between their cells, or every cell a line of its own. Cells that the
layout lost are placed in `placing.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from calendar_tool.reading.expressions import MONTHS, TimeToken, clock_times
from calendar_tool.reading.headings import is_column_word
from calendar_tool.reading.page import Page, label

_SHORT = ("jan", "febr?", "mar", "apr", "maj", "juni?", "juli?", "aug", "sept?", "okt", "nov", "dec")
_MONTH = {name: i for i, name in enumerate(MONTHS, 1)}
_WORD = "|".join([*MONTHS, *_SHORT])
_MONTH_WORD = re.compile(rf"(?<![A-Za-zÅÄÖåäö])(?:{_WORD})(?![A-Za-zÅÄÖåäö])\.?", re.I)
_MONTH_HEAD = re.compile(
    rf"(?<![A-Za-zÅÄÖåäö])(?P<m>{_WORD})(?![A-Za-zÅÄÖåäö])\.?(?:\s?[-–']?\s?(?P<y>(?:19|20)\d\d|(?<=[-–'])\d\d)(?!\d))?",
    re.I,
)
_MONTH_LINE = re.compile(rf"^\s*(?P<m>{_WORD})\.?\s*(?P<y>(?:19|20)\d\d)?\s*:?\s*$", re.I)
_MONTH_ROW = re.compile(
    rf"^\s*[-•*]?\s*(?P<m>{_WORD})(?![A-Za-zÅÄÖåäö])\.?\s*(?P<y>(?:19|20)\d\d(?!\d))?[ :]*(?P<rest>.*)$", re.I
)
_GLUED = re.compile(rf"^(?P<cell>.*?\d)(?P<m>{_WORD})$", re.I)
_CLOCK_HEAD = re.compile(r"^(?:kl|tid|tider|klockan|klockslag|starttid|start|mötestid)\.?$", re.I)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_ORD = r"(?::?[ea](?![a-zåäö])|:)?"
_TIME = r"(?:\((?:kl\.?\s*)?\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?\)|,?\s*kl\.?\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?)"
_MARK = r"(?:\*+|[¹²³⁴⁵†]|\((?!kl)[^()\d]{1,40}\))"
_THROUGH = r"(?:[-–]|(?<=[ea])\s[-–]\s(?=\d{1,2}:?[ea]))"
_ONE = rf"(?<![\d.:/]){_DAY}{_ORD}(?:{_THROUGH}{_DAY}{_ORD})?(?:/\d{{1,2}}(?:-\d\d)?)?(?![\d:]|\.\d|/\d)(?:\s*{_TIME}|\s?{_MARK})*"
_JOIN = r"\s*(?:,|\boch\b|&|\+|\bsamt\b|;|/(?=\s)|\x0b)\s*"
_CELL = re.compile(
    rf"{_ONE}(?:{_JOIN}{_ONE})*(?:\s*(?P<status>\(?(?:inställ[dt]|utgår|prel\w*|reserv|extra)\)?))?"
    rf"|(?<![^\s|])[-–—](?![^\s|,])|(?P<gone>\binställ[dt]\b)",
    re.I,
)
_PART = re.compile(
    rf"(?P<day>{_DAY}){_ORD}(?:{_THROUGH}(?P<last>{_DAY}){_ORD})?(?:/(?P<month>\d{{1,2}})(?:-(?P<year>\d\d))?)?(?P<rest>(?:\s*{_TIME}|\s?{_MARK})*)",
    re.I,
)
_HOURS = re.compile(r"(?<!\d)\d{1,2}[.:]\d{2}(?:[-–]\d{1,2}(?:[.:]\d{2})?|\s[-–]\s\d{1,2}[.:]\d{2})?(?!\d)")
_HIDDEN = re.compile(r",?\s*\(?(?:länk till annan webbplats,?\s*)?öppnas i (?:nytt|ett nytt|nya) fönster\)?\.?", re.I)
_SEPARATOR = re.compile(r"\t|\s*\|\s*")
_MONTHS_IN_HEAD = 3
_GAP = 3  # blank lines inside a grid
_FLAT_GAP = 6
_MOST_COLUMNS = 20


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a cell: its number, with a last day, a month or hours of its own where they are written."""

    day: int
    last: int | None
    month: int | None
    year: int | None
    hours: TimeToken | None
    note: str
    line: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell as it stands in its row: days, or none where it says that it is empty.

    `column` is the cell's column where tabs or bars tell it. `gap` tells whether empty cells may have been lost before
    it: more blanks or blank lines stand there than between other cells.
    """

    days: tuple[Day, ...]
    begin: int
    column: int | None = None
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a grid: the body it names (or None), its month (or None), its hours and its cells."""

    body: str | None
    month: int | None
    year: int | None
    hours: TimeToken | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid. `months` are the heads of its columns where they are months, else `bodies` are; `begins` where they stand.

    `lines` are the indexes of the document's lines that it takes, `stated` the years beside the months across.
    """

    months: tuple[int, ...]
    bodies: tuple[str, ...]
    begins: tuple[int, ...]
    rows: tuple[Line, ...]
    lines: frozenset[int]
    stated: tuple[int | None, ...] = ()

    @property
    def first(self) -> int:
        """The index of its first line."""
        return min(self.lines)

    @property
    def last(self) -> int:
        """The index of its last line."""
        return max(self.lines)


def month_of(word: str) -> int | None:
    """The number of the month that a word names, also shortened; None if it names none."""
    plain = word.strip(" .:").lower()
    if plain in _MONTH:
        return _MONTH[plain]
    return next((i for i, short in enumerate(_SHORT, 1) if re.fullmatch(short, plain)), None)


def grids(page: Page, taken: set[int]) -> list[Grid]:
    """The grids of the page, in order."""
    found: list[Grid] = []
    index, lines = 0, page.document.lines
    while index < len(lines):
        grid = None
        if index not in taken and lines[index].strip():
            grid = (
                _months_across(page, index)
                or _months_down(page, index)
                or _flat_across(page, index)
                or _flat(page, index)
            )
        if grid and not (grid.lines & taken):
            found.append(grid)
            index = grid.last + 1
        else:
            index += 1
    return found


# -- a row a body, a column a month


def _months_across(page: Page, index: int) -> Grid | None:
    lines = page.document.lines
    head = lines[index]
    words = list(_MONTH_HEAD.finditer(head))
    months = tuple(m for w in words if (m := month_of(w["m"])) is not None)
    stated = tuple(_year(w["y"]) for w in words)
    if len(months) < _MONTHS_IN_HEAD or not _in_turn(months, stated) or _dated_words(_MONTH_HEAD.sub(" ", head)):
        return None
    cells = _SEPARATOR.split(head) if _SEPARATOR.search(head.strip()) else None
    columns = {i: n for n, i in enumerate(i for i, c in enumerate(cells) if _MONTH_WORD.search(c))} if cells else None
    outside = [w for w in re.findall(r"[A-Za-zåäöÅÄÖ]+", head[: words[0].start()])]
    after = [w for w in re.findall(r"[A-Za-zåäöÅÄÖ]+", head[words[-1].end() :])]
    clock = -1 if any(_CLOCK_HEAD.match(w) for w in outside) else 1 if any(_CLOCK_HEAD.match(w) for w in after) else 0
    rows: list[Line] = []
    taken = {index}
    blank, pending = 0, ""
    for at in range(index + 1, len(lines)):
        text = lines[at]
        if not text.strip(" \t|-–—+:=_") or re.fullmatch(r"[\s|:=+_-]+", text):
            blank += 1
            continue
        if blank > _GAP or len(_MONTH_WORD.findall(text)) >= _MONTHS_IN_HEAD:
            break
        row = None if label(text) else _body_row(text, at, pending, len(months), clock, columns)
        if row is None:
            if rows and blank == 0 and (more := _only_cells(text, at)) and len(rows[-1].entries) < len(months):
                row = None
                rows[-1] = _joined(rows[-1], more)
                taken.add(at)
                continue
            if _name_only(text) and at + 1 < len(lines) and _only_cells(lines[at + 1], at + 1) and not pending:
                pending, blank = text.strip(), 0
                taken.add(at)
                continue
            break
        if row.body is None:
            if not rows or len(rows[-1].entries) >= len(months):
                break
            rows[-1] = _joined(rows[-1], list(row.entries))
        else:
            rows.append(row)
        pending, blank = "", 0
        taken.add(at)
    if len(rows) < 2 and (not rows or len(rows[0].entries) < _MONTHS_IN_HEAD):
        return None
    wide = all(b.start() - a.end() > 1 for a, b in pairwise(words))
    begins = tuple(w.start() for w in words) if wide else ()
    return Grid(months, (), begins, tuple(rows), frozenset(taken), stated)


def _joined(row: Line, more: Sequence[Entry]) -> Line:
    return Line(row.body, row.month, row.year, row.hours, (*row.entries, *more))


def _year(text: str | None) -> int | None:
    return None if not text else int(text) if len(text) == 4 else 2000 + int(text)


def _in_turn(months: Sequence[int], years: Sequence[int | None] = ()) -> bool:
    """Whether months follow each other, perhaps over the turn of a year; a month comes again only with its year."""
    again = len(set(months)) < len(months)
    return sum(b <= a for a, b in pairwise(months)) <= 1 and (not again or any(years))


def _dated_words(rest: str) -> bool:
    """Whether what stands beside the months of a head is more than the heads of columns: days, or a sentence."""
    bare = re.sub(r"\b(?:19|20)\d\d\b", "", rest)
    return (
        bool(re.search(r"\d", bare))
        or len(re.findall(r"[A-Za-zåäöÅÄÖ]+", bare)) > 5
        or "." in bare.replace("Kl.", "").replace("kl.", "").strip(" .")
    )


def _name_only(text: str) -> bool:
    return bool(re.match(r"\s*[A-ZÅÄÖ]", text)) and not re.search(r"\d", text) and len(text.split()) <= 6


def _only_cells(text: str, at: int) -> list[Entry]:
    """The cells of a line that holds nothing else; none if it holds words too."""
    rest = _CELL.sub("", text)
    return _entries(text, at, 0) if not re.search(r"\w", rest) else []


def _body_row(text: str, at: int, pending: str, count: int, clock: int, columns: dict[int, int] | None) -> Line | None:
    """A row that begins with a body's name; None if the line is none."""
    if columns is not None and _SEPARATOR.search(text.strip()):
        return _separated(text, at, columns)
    name = re.match(r"\s*(?P<name>[A-Za-zÅÄÖåäö].*?)(?=\s+(?:\d|[-–—](?:\s|$))|\s*$)", text)
    begin = name.end("name") if name else 0
    if name is None and not pending:
        entries = _only_cells(text, at)
        return Line(None, None, None, None, tuple(entries)) if entries else None
    body = f"{pending} {name['name'].strip()}".strip() if name else pending
    rest = text[begin:]
    hours, cut, end = None, begin, len(text)
    timed = _HOURS.match(rest.lstrip())
    lead = len(rest) - len(rest.lstrip())
    if timed:
        hours, cut = clock_times(timed[0]), begin + lead + timed.end()
    elif clock < 0 and (hour := re.match(r"\s*(\d{1,2})(?:[-–](\d{1,2}))?(?=\s)", rest)):
        hours, cut = clock_times(f"kl {hour[0].strip()}"), begin + hour.end()
    elif last := re.search(r"\s(\d{1,2}[.:]\d\d(?:[-–]\d{1,2}(?:[.:]\d\d)?|\s[-–]\s\d{1,2}[.:]\d\d)?)\s*$", text):
        hours, end = clock_times(last[1]), last.start()
    elif clock > 0 and (last := re.search(r"\s(\d{1,2}(?:[-–]\d{1,2})?)\s*$", text)):
        hours, end = clock_times(f"kl {last[1]}"), last.start()
    entries = _entries(text[:end], at, cut)
    left = re.sub(r"\s", "", _CELL.sub("", text[cut:end]))
    if not entries or len(left) > 12 or len(entries) > count or _MONTH_WORD.search(text[cut:end]):
        return None
    return Line(body.strip(" :"), None, None, hours, tuple(entries))


def _separated(text: str, at: int, columns: dict[int, int]) -> Line | None:
    """A row whose cells are parted by tabs or bars."""
    entries: list[Entry] = []
    body, hours, place, number = None, None, 0, 0
    for part in [*_SEPARATOR.finditer(text), None]:
        stop = part.start() if part else len(text)
        value = text[place:stop]
        if number in columns:
            days = tuple(d for e in _entries(text[:stop], at, place) for d in e.days)
            entries.append(Entry(days, place, columns[number]))
        elif value.strip():
            timed = _HOURS.search(value) or re.fullmatch(r"\s*(?:kl\.?\s*)?\d{1,2}(?:\s*[-–]\s*\d{1,2})?\s*", value)
            if timed and hours is None and not re.search(r"[a-zåäö]{3}", value):
                found = timed[0].strip().removeprefix("kl").strip(" .")
                hours = clock_times(found) or clock_times(f"kl {found}")
            elif body is None and re.search(r"[A-Za-zÅÄÖåäö]", value):
                body = value.strip()
        number, place = number + 1, part.end() if part else stop
    return Line(body, None, None, hours, tuple(entries)) if body and any(e.days for e in entries) else None


def _entries(text: str, at: int, begin: int) -> list[Entry]:
    """The cells in a piece of a line from `begin` on."""
    found = []
    for match in _CELL.finditer(text, begin):
        days = [] if match["gone"] else list(_days(match[0], at, match.start()))
        found.append(Entry(tuple(days), match.start()))
    return found


def _days(text: str, at: int, begin: int) -> Iterator[Day]:
    if not text.strip(" -–—"):
        return
    status = re.search(r"inställ[dt]|utgår|prel\w*|reserv|extra", text, re.I)
    for part in _PART.finditer(text):
        rest = part["rest"]
        timed = re.search(r"\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?", rest)
        hours = (clock_times(timed[0]) or clock_times(f"kl {timed[0]}")) if timed else None
        note = re.sub(_TIME, "", rest, flags=re.I).strip(" ()*,") or (status[0] if status else "")
        last = int(part["last"]) if part["last"] else None
        month = int(part["month"]) if part["month"] else None
        year = 2000 + int(part["year"]) if part["year"] else None
        yield Day(int(part["day"]), last, month, year, hours, note, at, begin + part.start(), begin + part.end())


# -- a row a month, a column a body


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
        if row is None or blank > 1 or (rows and not _later(rows, row)):
            break
        rows.append(row)
        taken.add(at)
        blank = 0
    if len(rows) < _MONTHS_IN_HEAD or sum(bool(r.entries) for r in rows) < _MONTHS_IN_HEAD:
        return None
    return _under_heads(page, index, rows, taken)


def _later(rows: Sequence[Line], row: Line) -> bool:
    every = [r for r in (*rows, row) if r.month]
    return _in_turn([r.month or 0 for r in every], [r.year for r in every])


def _month_row(text: str, at: int) -> Line | None:
    """A row that begins with a month and holds days after it; None if the line is none."""
    match = _MONTH_ROW.match(text.lstrip("|"))
    shift = len(text) - len(text.lstrip("|"))
    if match is None:
        return None
    start = match.start("rest") + shift
    year = int(match["y"]) if match["y"] else None
    if _SEPARATOR.search(text[match.end("m") + shift :].rstrip()):
        entries = []
        place = match.end("m") + shift
        first = _SEPARATOR.search(text, place)
        place, number = (first.end() if first else place), 0
        for part in [*_SEPARATOR.finditer(text, place), None]:
            stop = part.start() if part else len(text)
            if part is None and not text[place:stop].strip() and text.rstrip().endswith("|"):
                break
            if re.search(r"[A-Za-zåäö]{4}", _CELL.sub("", text[place:stop])):
                return None
            days = tuple(d for e in _entries(text[:stop], at, place) for d in e.days)
            entries.append(Entry(days, place, number))
            number, place = number + 1, part.end() if part else stop
        return Line(None, month_of(match["m"]), year, None, tuple(entries))
    found = _entries(text, at, start)
    left = re.sub(r"[\s.,:;]|\bkl\b", "", _CELL.sub("", text[start:]))
    if left:
        return None
    return Line(None, month_of(match["m"]), year, None, tuple(found))


def _under_heads(page: Page, index: int, rows: list[Line], taken: set[int]) -> Grid | None:
    """The grid with the names of its columns, from the line above it."""
    lines = page.document.lines
    count = max(len(r.entries) for r in rows)
    above = next((i for i in range(index - 1, max(index - 4, -1), -1) if lines[i].strip(" \t|-:=+")), None)
    names = _names(lines[above], count) if above is not None else None
    if names is None and above is not None and count == 2 and all(is_column_word(w) for w in lines[above].split()):
        return _with_clock(lines[above], rows, frozenset(taken | {above}))
    if names is None and count > 1:
        return None
    if names is None or all(is_column_word(w) for n, _b in names for w in n.split()):
        lone = frozenset(taken | ({above} if names and above is not None else set()))
        return Grid((), (), (), tuple(rows), lone) if count == 1 else None
    if above is None or len(names) < count:
        return None
    return Grid((), tuple(n for n, _b in names), tuple(b for _n, b in names), tuple(rows), frozenset(taken | {above}))


def _with_clock(head: str, rows: Sequence[Line], taken: frozenset[int]) -> Grid | None:
    """Rows of a month, a day and an hour ("jan 22 18" under "Mån Dag Kl")."""
    words = head.split()
    if len(words) != 3 or not _CLOCK_HEAD.match(words[-1]):
        return None
    found = []
    for row in rows:
        last = row.entries[-1].days[0] if len(row.entries) == 2 and len(row.entries[1].days) == 1 else None
        hours = clock_times(f"kl {last.day}") if last else None
        if row.entries and not hours:
            return None
        found.append(Line(None, row.month, row.year, hours, row.entries[:1]))
    return Grid((), (), (), tuple(found), taken)


def _names(line: str, count: int) -> list[tuple[str, int]] | None:
    """The heads of the columns after that of the months; None if the line cannot be divided."""
    if _SEPARATOR.search(line.strip(" |")):
        parts, place = [], 0
        for part in [*_SEPARATOR.finditer(line), None]:
            stop = part.start() if part else len(line)
            parts.append((line[place:stop].strip(), place))
            place = part.end() if part else stop
        parts = parts[1:] if line.lstrip().startswith("|") and not parts[0][0] else parts
        heads = (
            parts[1:]
            if not parts[0][0] or is_column_word(parts[0][0])
            else parts[1:]
            if len(parts) == count + 1
            else parts
        )
        return [(n, b) for n, b in heads if n] or None
    if count == 1 and all(is_column_word(w) for w in line.split()):
        return [(line.strip(), 0)]
    wide = [(m[0].strip(), m.start()) for m in re.finditer(r"\S+(?: \S+)*", line)]
    if wide and is_column_word(wide[0][0]) and len(wide) > 1:
        wide = wide[1:]
    if (
        len(wide) == count
        and (count > 1 or not is_column_word(wide[0][0]))
        and not (count == 1 and len(line.split()) > 4)
    ):
        return wide
    words = [(m[0], m.start()) for m in re.finditer(r"\S+", line)]
    if words and is_column_word(words[0][0]) and len(words) > 1:
        words = words[1:]
    return words if len(words) == count and (len(words) > 1 or is_column_word(words[0][0])) else None


# -- every cell a line of its own


def _flat(page: Page, index: int) -> Grid | None:
    """A grid of months down whose cells are lines of their own, with blank lines between them."""
    lines = page.document.lines
    if not _MONTH_LINE.match(lines[index]):
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
        following = _MONTH_LINE.match(text)
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
            if month is None or not _later(rows, Line(None, month, None, None, ())):
                break
            taken.add(at)
        blank = 0
    if len(rows) < _MONTHS_IN_HEAD or max(len(r.entries) for r in rows) < 1:
        return None
    return _under_flat_heads(page, index, rows, taken)


def _flat_across(page: Page, index: int) -> Grid | None:
    """A grid of months across whose heads and cells are lines of their own; a body's name begins each row."""
    lines = page.document.lines
    shown = [i for i in range(index, len(lines)) if lines[i].strip() or lines[i]]
    months: list[int] = []
    for i in shown:
        found = _MONTH_LINE.match(lines[i])
        if not found:
            break
        months.append(month_of(found["m"]) or 0)
    count = len(months)
    if count < _MONTHS_IN_HEAD or not _in_turn(months):
        return None
    taken = set(shown[:count])
    above = next((i for i in range(index - 1, -1, -1) if lines[i].strip()), None)
    if above is not None and is_column_word(lines[above].strip()):
        taken.add(above)
    rows: list[Line] = []
    name, hours, cells = "", None, []
    blank, last = 0, shown[count - 1]
    for i in [*shown[count:], None]:
        text = lines[i] if i is not None else ""
        blank = i - last - 1 if i is not None else _FLAT_GAP + 1
        found = _flat_cell(text, i, blank, 0) if i is not None and blank <= _FLAT_GAP and name else None
        timed = clock_times(text) if i is not None and _HOURS.fullmatch(text.strip()) else None
        if found is not None and len(cells) < count:
            cells.append(found)
        elif timed and name and not cells:
            hours = timed
        else:
            if name and cells:
                rows.append(Line(name, None, None, hours, tuple(cells)))
            if i is None or blank > _FLAT_GAP or not _name_only(text) or (name and not cells):
                break
            name, hours, cells = text.strip(), None, []
        taken.add(i)
        last = i
    rows = [r for r in rows if len(r.entries) == count]
    if len(rows) < 2:
        return None
    return Grid(tuple(months), (), (), tuple(rows), frozenset(i for i in taken if i is not None))


def _flat_cell(text: str, at: int, blank: int, usual: int) -> Entry | None:
    if not text.strip(" \t-–—"):
        return Entry((), 0, None, blank > usual)
    if re.search(r"\w", _CELL.sub("", text)):
        return None
    days = tuple(d for e in _entries(text, at, 0) for d in e.days)
    return Entry(days, 0, None, blank > usual) if days or re.search(r"inställ", text, re.I) else None


def _under_flat_heads(page: Page, index: int, rows: list[Line], taken: set[int]) -> Grid | None:
    lines = page.document.lines
    count = max(len(r.entries) for r in rows)
    heads: list[str] = []
    used: set[int] = set()
    at = index - 1
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
    return Grid((), tuple(heads), (), tuple(rows), frozenset(taken | used))


def _unglued(text: str) -> list[str]:
    """The heads in a line where the hidden words of links glued them ("Styrelsenöppnas i nytt fönsterRådet")."""
    return [part for part in (p.strip(" ,(") for p in _HIDDEN.split(text)) if part]
