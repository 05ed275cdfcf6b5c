"""Which column a cell belongs to, where the layout has lost its empty cells.

Each way to place the cells of a row is scored by evidence: the blanks that empty cells left behind, the alignment with
the other rows, and the hours and the notation that a column keeps. The best way wins if it wins clearly; otherwise the
row's cells stay undecided, with the columns that they could belong to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from math import log
from statistics import median

from calendar_tool.reading.blocks import Cell, Row

MARGIN = 2.0  # how much the best placing must be ahead of the next, in the units of the weights below
_JOINED = 6.0  # the placing that the left-over blanks give
_NO_BLANKS = 1.0  # the same, where no blank is left over anywhere: empty cells may have lost theirs
_ALIGNED = 3.0  # a cell that begins where its column does
_SET_WIDE = 4  # blanks between heads that stand in columns of their own
_SLACK = 2  # columns of text that an aligned cell may be off
_UNSEEN = 0.2  # what an hour or a notation never seen in a column counts for
_BY_CAPITALS = 3  # the least heads that capitals tell apart
_MOST_COLUMNS = 8
_MOST_WORDS = 12  # words in a head that is divided in all ways
_NUMBER_HEAD = re.compile(
    r"^\s*(?:(?:möte|sammanträde|omgång|tillfälle)?\s*(?:nr|nummer)\.?|#|möte|omgång|tillfälle)(?=\s|$)", re.I
)
_EMPTY_CELL = re.compile(r"(?<![^ |])[-–—](?![^ |])")
_WIDE = re.compile(r"\t+|\s*\|\s*|[ ]{2,}")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its words and where they begin in the line."""

    name: str
    begin: int


@dataclass(frozen=True, slots=True)
class Placing:
    """The column of each cell of a row, or None with the columns that the likely placings do not agree on."""

    columns: tuple[int, ...] | None
    doubt: tuple[int, ...] = ()


def heads(line: str, rows: Sequence[Row], lines: Sequence[str], mentions: str) -> list[Head] | None:
    """The column heads in a line above the rows; None if the line cannot be divided in one way only.

    A column of row numbers ("Möte nr") is no head. `mentions` is the text of the document: words that stand together
    elsewhere in it are one name.
    """
    begin = 0
    if any(r.number is not None for r in rows):
        number = _NUMBER_HEAD.match(line)
        begin = number.end() if number else 0
    least = max((len(r.cells) for r in rows), default=0)
    wide = list(_split(line, begin, _WIDE))
    if len(wide) >= max(least, 2):
        return wide if all(_is_phrase(h.name, mentions) or not _are_names(h.name) for h in wide) else None
    words = list(_split(line, begin, re.compile(r"\s+")))
    if len(words) == least or (len(words) > least and all(_is_name(w.name) for w in words)):
        return words or None
    if len(words) == _columns_by_blanks(rows, lines):
        return words
    if least < 2 or not least < len(words) <= _MOST_WORDS:
        return None
    if same := _same_beginning(words, least) or _by_capitals(words, least):
        return same
    ways = [way for way in _divisions(words, least) if all(_is_phrase(h.name, mentions) for h in way)]
    return ways[0] if len(ways) == 1 else None


def _same_beginning(words: list[Head], count: int) -> list[Head] | None:
    """Heads that begin with the same word each ("NO Ale NO Tjörn"), if there are so many of them."""
    begins = [i for i, w in enumerate(words) if w.name == words[0].name]
    if len(begins) != count or len(words) == count:
        return None
    edges = [*begins, len(words)]
    return [Head(" ".join(w.name for w in words[a:b]), words[a].begin) for a, b in pairwise(edges)]


def _by_capitals(words: list[Head], count: int) -> list[Head] | None:
    """Heads that begin with a capital each ("Styrgrupp Barn och unga Äldre"), if there are so many of them."""
    begins = [i for i, w in enumerate(words) if w.name[0].isupper()]
    if len(begins) != count or begins[0] != 0 or count < _BY_CAPITALS:
        return None
    edges = [*begins, len(words)]
    return [Head(" ".join(w.name for w in words[a:b]), words[a].begin) for a, b in pairwise(edges)]


def _columns_by_blanks(rows: Sequence[Row], lines: Sequence[str]) -> int | None:
    """The columns that the rows have if each empty cell left its blank behind; None unless nearly all rows agree."""
    counts = Counter(len(re.findall(" ", _outside(row, lines[row.index]))) + 1 for row in rows if row.cells)
    count, often = counts.most_common(1)[0] if counts else (0, 0)
    return count if len(rows) > 1 and often >= 0.8 * counts.total() else None


def _outside(row: Row, line: str) -> str:
    """What stands outside the cells of a row: before, between and after them."""
    edges = [row.number_end + (row.number is not None), *(e for c in row.cells for e in (c.begin, c.end)), len(line)]
    return "".join(line[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))


def _split(line: str, begin: int, separator: re.Pattern[str]) -> Iterator[Head]:
    for part in re.finditer(rf"(?:(?!{separator.pattern}).)+", line[begin:]):
        if part[0].strip(" |:*"):
            yield Head(part[0].strip(" |:*"), begin + part.start() + len(part[0]) - len(part[0].lstrip()))


def _is_name(word: str) -> bool:
    """Whether a single word looks like a body's short name: capitals, a slash or a digit in it."""
    return sum(c.isupper() for c in word) >= 2


def _are_names(name: str) -> bool:
    """Whether a head of several words could be several heads whose blanks were squeezed: each begins with a capital."""
    words = name.split()
    return len(words) > 1 and all(w[0].isupper() for w in words) and any(_is_name(w) for w in words)


def _divisions(words: list[Head], count: int) -> Iterator[list[Head]]:
    for cuts in combinations(range(1, len(words)), count - 1):
        edges = (0, *cuts, len(words))
        yield [Head(" ".join(w.name for w in words[a:b]), words[a].begin) for a, b in pairwise(edges)]


def _is_phrase(name: str, text: str) -> bool:
    return " " not in name or len(re.findall(r"\s+".join(map(re.escape, name.split())), text)) > 1


@dataclass(slots=True)
class _Profile:
    """What a column has shown so far."""

    hours: Counter[object] = field(default_factory=Counter)
    notation: Counter[object] = field(default_factory=Counter)

    def add(self, cell: Cell) -> None:
        self.hours[_hours(cell)] += 1
        self.notation[cell.token.notation] += 1

    def likelihood(self, cell: Cell) -> float:
        return _log_share(self.hours, _hours(cell)) + 0.7 * _log_share(self.notation, cell.token.notation)


def _hours(cell: Cell) -> object:
    return (cell.time.start, cell.time.stop) if cell.time else None


def _log_share(seen: Counter[object], value: object) -> float:
    return log((seen[value] + _UNSEEN) / (seen.total() + 2 * _UNSEEN))


class _Geometry:
    """How the rows of one table were laid out: joined by single blanks, aligned in columns, or neither."""

    def __init__(self, columns: Sequence[Head], rows: Sequence[Row], lines: Sequence[str]) -> None:
        self.lines = lines
        self.count = len(columns)
        full = [r for r in rows if len(r.cells) == self.count]
        gaps = {g for r in full for g in self._gaps(r)}
        between = [b.begin - a.begin - len(a.name) for a, b in pairwise(columns)]
        self.joined = gaps == {1} if full else set(between) == {1}
        self.indent = min((self._lead(r) for r in full), default=0)
        self.trail = min((len(lines[r.index]) - r.cells[-1].end for r in full), default=0)
        self.indented = any(self._lead(r) > self.indent for r in rows if r.cells)
        self.edges = self._edges(columns, full, min(between, default=0))
        if len(gaps) == 1 and any(abs(h.begin - e) > 1 for h, e in zip(columns, self.edges, strict=False)):
            self.edges = []  # cells with the same blanks between them, and not under their heads, stand nowhere

    def _edges(self, columns: Sequence[Head], full: list[Row], narrowest: int) -> list[float]:
        """Where the columns begin: as in the full rows, if these agree, else as the heads, if they are set wide."""
        if not full:
            return [float(h.begin) for h in columns] if narrowest >= _SET_WIDE else []
        begins = [[r.cells[i].begin for r in full] for i in range(self.count)]
        return [median(column) for column in begins] if all(max(c) - min(c) <= _SLACK for c in begins) else []

    def _lead(self, row: Row) -> int:
        """The blanks before the first cell; after a row number the separating one is not counted."""
        between = self.lines[row.index][row.number_end : row.cells[0].begin]
        return len(between) - (1 if row.number is not None else 0)

    @staticmethod
    def _gaps(row: Row) -> list[int]:
        return [b.begin - a.end for a, b in zip(row.cells, row.cells[1:], strict=False)]

    def from_blanks(self, row: Row) -> tuple[int, ...] | None:
        """The columns that the left-over blanks tell: n + 1 blanks in a row are n empty cells."""
        if not self.joined:
            return None
        columns = [self._lead(row) - self.indent]
        for gap in self._gaps(row):
            columns.append(columns[-1] + gap)
        return tuple(columns) if columns[0] >= 0 and columns[-1] < self.count else None

    def trust(self, row: Row) -> float:
        """How much the blanks of a row tell: all, if there are as many as the columns ask for."""
        trailing = len(self.lines[row.index]) - row.cells[-1].end - self.trail
        complete = self._lead(row) - self.indent + sum(self._gaps(row)) + trailing == self.count - 1
        return _JOINED if complete else _NO_BLANKS

    def from_separators(self, row: Row) -> tuple[int, ...] | None:
        """The columns that tabs or bars tell, or dashes that stand for empty cells; None if there are none."""
        line = self.lines[row.index]
        for mark in ("\t", "|"):
            if mark in line:
                outer = line.strip(" ").startswith("|") + (row.number is not None)
                places = tuple(line.count(mark, 0, c.begin) - outer for c in row.cells)
                return (
                    places if places[0] >= 0 and places[-1] < self.count and len(set(places)) == len(places) else None
                )
        dashes = [
            m.start() for m in _EMPTY_CELL.finditer(line) if not any(c.begin <= m.start() < c.end for c in row.cells)
        ]
        if dashes and len(dashes) + len(row.cells) == self.count:
            begins = sorted([*dashes, *(c.begin for c in row.cells)])
            return tuple(begins.index(c.begin) for c in row.cells)
        return None

    def alignment(self, row: Row, columns: Sequence[int]) -> float:
        """How well the cells stand under the cells of the same columns in other rows."""
        if not self.edges:
            return 0.0
        apart = [self.indented, *(gap > 1 for gap in self._gaps(row))]
        off = [
            abs(cell.begin - self.edges[c])
            for cell, c, tells in zip(row.cells, columns, apart, strict=True)
            if tells  # a cell right after another, or flush left where all rows are, proves nothing
        ]
        return sum(_ALIGNED if d <= _SLACK else -min(d, 6.0) / 2 for d in off)


def place(columns: Sequence[Head], rows: Sequence[Row], lines: Sequence[str]) -> list[Placing]:
    """The placing of every row's cells in the columns; `lines` are the document's."""
    if len(columns) > _MOST_COLUMNS:
        return [Placing(None, tuple(range(len(columns))))] * len(rows)
    geometry = _Geometry(columns, rows, lines)
    ways = [list(combinations(range(len(columns)), len(r.cells))) for r in rows]
    placed = [w[0] if len(w) == 1 else None for w in ways]
    result: list[Placing] = []
    for _round in range(3):  # what is placed teaches what the columns keep; three rounds settle any real table
        profiles = [_Profile() for _ in columns]
        for row, chosen in zip(rows, placed, strict=True):
            for cell, column in zip(row.cells, chosen or (), strict=False):
                profiles[column].add(cell)
        result = [_choose(row, way, geometry, profiles) for row, way in zip(rows, ways, strict=True)]
        if placed == [p.columns for p in result]:
            break
        placed = [p.columns for p in result]
    return result


def _choose(row: Row, ways: list[tuple[int, ...]], geometry: _Geometry, profiles: list[_Profile]) -> Placing:
    if not ways:
        return Placing(None, tuple(range(geometry.count)))
    if decided := geometry.from_separators(row):
        return Placing(decided)
    blanks, trust = geometry.from_blanks(row), geometry.trust(row)
    scored = sorted(
        (
            (
                trust * (way == blanks)
                + geometry.alignment(row, way)
                + sum(profiles[c].likelihood(cell) for cell, c in zip(row.cells, way, strict=True)),
                way,
            )
            for way in ways
        ),
        key=lambda pair: -pair[0],
    )
    best, way = scored[0]
    rivals = [w for score, w in scored[1:] if best - score < MARGIN]
    if rivals:
        return Placing(None, tuple(sorted({c for other in rivals for c in {*way} ^ {*other}})))
    return Placing(way)
