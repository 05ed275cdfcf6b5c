"""Tables of a page of a PDF: those that rules divide, and columns that only gaps do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from calendar_tool.reading.lines import BREAK, Span, cell
from calendar_tool.reading.pdf_glyphs import Glyph, Line, text_lines

_NEAR = 3.0  # points within which rules meet or are the same
_FEWEST_ROWS = 3  # lines with several parts that make columns certain
_MOST_ALONE = 2  # lines with one part only, one after the other, that may stand in columns
_MOST_ROWS = 300  # of one page
_GUTTER = 0.5  # of the size: the narrowest gap between two columns
_WRAPPED = re.compile(r"([a-zåäöéü]{3,})-\v([a-zåäöéü]{3,})", re.I)
_NAMED = re.compile(r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|mån|tis|ons|tors|fre|lör|sön)[a-zåäö]*", re.I)

Rule = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of rules: its columns from the left between `xs`, its rows from the top between `ys`."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.ys[-1]

    def divide(self, glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
        """The letters inside, and those outside."""
        inside: list[Glyph] = []
        outside: list[Glyph] = []
        for glyph in glyphs:
            (inside if self._at(glyph) else outside).append(glyph)
        return inside, outside

    def _at(self, glyph: Glyph) -> tuple[int, int] | None:
        across, up = (glyph.left + glyph.right) / 2, glyph.base + glyph.size * 0.25
        x, y = (-glyph.turned * up, glyph.turned * across) if glyph.turned else (across, up)
        if not (self.xs[0] < x < self.xs[-1] and self.bottom < y < self.top):
            return None
        return bisect_right([-y for y in self.ys], -y) - 1, bisect_right(self.xs, x) - 1

    def spans(self, glyphs: Sequence[Glyph]) -> list[Span]:
        """The cells with the text of the letters in them; cells that no rule divides are one."""
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        sizes: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                if (row, column) not in owner:
                    tall, wide = self._size(row, column, owner)
                    sizes[row, column] = tall, wide
                    owner.update(
                        ((r, c), (row, column)) for r in range(row, row + tall) for c in range(column, column + wide)
                    )
        held: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            if at := self._at(glyph):
                held[owner[at]].append(glyph)
        return [
            Span(row, column, _text(held[row, column]), tall, wide)
            for (row, column), (tall, wide) in sizes.items()
            if held[row, column]
        ]

    def _size(self, row: int, column: int, owner: dict[tuple[int, int], tuple[int, int]]) -> tuple[int, int]:
        wide = 1
        while (
            column + wide < len(self.xs) - 1
            and (row, column + wide) not in owner
            and not self._is_ruled(self.down, self.xs[column + wide], (self.ys[row] + self.ys[row + 1]) / 2)
        ):
            wide += 1
        tall = 1
        while row + tall < len(self.ys) - 1 and not any(
            (row + tall, c) in owner
            or self._is_ruled(self.across, self.ys[row + tall], (self.xs[c] + self.xs[c + 1]) / 2)
            for c in range(column, column + wide)
        ):
            tall += 1
        return tall, wide

    @staticmethod
    def _is_ruled(rules: Sequence[Rule], at: float, middle: float) -> bool:
        return any(abs(rule[0] - at) <= _NEAR and rule[1] <= middle <= rule[2] for rule in rules)


def _text(glyphs: Sequence[Glyph]) -> str:
    """The text of a cell; a word that a hyphen parts over two lines is put together, a range of days is not."""
    lines = text_lines(glyphs)
    text = cell(BREAK.join(" ".join(segment.text for segment in line.segments) for line in lines))
    return _WRAPPED.sub(lambda m: m[0] if _NAMED.fullmatch(m[2]) and _NAMED.fullmatch(m[1]) else m[1] + m[2], text)


def tables_of(across: Sequence[Rule], down: Sequence[Rule]) -> list[Table]:
    """The tables that rules make, from the top: grids of at least two columns."""
    across, down = _joined(across), _joined(down)
    groups: list[tuple[list[Rule], list[Rule]]] = []
    for h in across:
        met = [group for group in groups if any(_meet(h, v) for v in group[1])]
        new = [v for v in down if _meet(h, v) and not any(v in group[1] for group in met)]
        whole = ([h], new)
        for group in met:
            whole[0].extend(group[0])
            whole[1].extend(group[1])
        groups = [group for group in groups if not any(group is other for other in met)] + [whole]
    tables = []
    for hs, vs in groups:
        xs, ys = _apart(v[0] for v in vs), _apart(h[0] for h in hs)
        if not xs:
            continue
        first, last = min(h[1] for h in hs), max(h[2] for h in hs)
        if xs[0] - first > 2 * _NEAR:  # tables without a rule at their sides
            xs.insert(0, first)
        if last - xs[-1] > 2 * _NEAR:
            xs.append(last)
        if len(xs) > 2 and len(ys) > 1:
            tables.append(Table(tuple(xs), tuple(reversed(ys)), tuple(hs), tuple(vs)))
    return sorted(tables, key=lambda table: -table.top)


def _meet(across: Rule, down: Rule) -> bool:
    (y, left, right), (x, low, high) = across, down
    return left - _NEAR <= x <= right + _NEAR and low - _NEAR <= y <= high + _NEAR


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules with those put together that go on in one another."""
    found: list[Rule] = []
    level: list[Rule] = []
    for rule in sorted(rules):
        if level and rule[0] - level[0][0] > _NEAR / 2:
            found += _in_level(level)
            level = []
        level.append(rule)
    return found + _in_level(level)


def _in_level(level: list[Rule]) -> list[Rule]:
    found: list[Rule] = []
    for _at, low, high in sorted(level, key=lambda rule: rule[1]):
        if found and low - found[-1][2] <= _NEAR:
            found[-1] = (*found[-1][:2], max(found[-1][2], high))
        else:
            found.append((level[0][0], low, high))
    return found


def _apart(values: Iterator[float]) -> list[float]:
    """The values in order, those that are nearly the same once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def columns_of(lines: Sequence[Line]) -> tuple[int, list[tuple[float, float]]]:
    """How many of the first lines stand in columns, and the left and right edges of these; none if that is uncertain.

    It is certain if at least three lines have several parts, and no part stands in two columns nor two in one.
    """
    if len(lines[0].segments) < 2:
        return 0, []
    edges: list[tuple[float, float]] = []
    several = alone = 0
    best: tuple[int, list[tuple[float, float]]] = (0, [])
    for count, line in enumerate(lines, 1):
        together = _union([*edges, *((s.left, s.right) for s in line.segments)], _GUTTER * line.size)
        alone = alone + 1 if len(line.segments) == 1 else 0
        if len(together) < len(edges) or alone > _MOST_ALONE or count > _MOST_ROWS:
            break
        if not all(_each_alone(row, together) for row in lines[:count]):
            break
        edges = together
        several += len(line.segments) > 1
        if several >= _FEWEST_ROWS:
            best = count, edges
    return best


def _each_alone(line: Line, edges: Sequence[tuple[float, float]]) -> bool:
    homes = [next(i for i, (_left, right) in enumerate(edges) if s.left < right) for s in line.segments]
    return len(set(homes)) == len(homes)


def _union(parts: Sequence[tuple[float, float]], gutter: float) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for left, right in sorted(parts):
        if found and left - found[-1][1] < gutter:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found
