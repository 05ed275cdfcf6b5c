"""The letters and the rules of a page of a PDF, as PDFium gives them, and the lines of text that letters make.

Coordinates are points (1/72 inch) from the lower left of the page as it is shown.
"""

from __future__ import annotations

import ctypes
import math
import re
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from calendar_tool.reading.lines import clean, raised

_MOST_RULES = 20_000  # beyond these, a page is a drawing
_MOST_SEGMENTS = 1000  # of one path
_DEEPEST = 6  # forms in forms
_STRAIGHT = 1.0  # points that a straight edge may lean
_THIN = 3.5  # points that a filled box may be wide and still be a rule
_RAISED, _SMALL = 0.15, 0.82  # what makes a letter superscript, as parts of the size of its line
_WORD, _COLUMN = 0.17, 0.75  # gaps between words, and between columns, as parts of the size
_SHOWN = {0x02: "-", 0xFFFE: "-", 0xAD: "-", 0xF0B7: "•", 0xF0A7: "•"}  # hyphens at ends of lines; bullets of Symbol
_MARK = re.compile(r"[•·▪◦‣–*●○■□➢✓-]|\d{1,2}[.)]")  # of an item in a list

Rules = tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]
"""The horizontal rules (y, first x, last x) and the vertical ones (x, lowest y, highest y)."""
_Move = Callable[[float, float], tuple[float, float]]


class Glyph(NamedTuple):
    """A letter; `base` is where it stands, `size` the height of its line.

    Those of text that is written upwards (`turned` 1) or downwards (-1) have the coordinates of the page turned so that
    it can be read.
    """

    left: float
    right: float
    base: float
    size: float
    text: str
    turned: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a line, with no wide gap in it."""

    left: float
    right: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """Letters on one line."""

    base: float
    size: float
    segments: tuple[Segment, ...]

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.base + self.size * 0.7


def of_page(page: Any) -> tuple[list[Glyph], Rules]:
    """The letters and the rules of a page of pypdfium2."""
    turn = _TURNS[page.get_rotation()]
    return list(_glyphs(page, turn)), _rules(page, turn)


_TURNS: dict[int, _Move] = {
    0: lambda x, y: (x, y),
    90: lambda x, y: (y, -x),
    180: lambda x, y: (-x, -y),
    270: lambda x, y: (-y, x),
}


def _glyphs(page: Any, turn: _Move) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    raw = textpage.raw
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in (0, 10, 13) or not pdfium.FPDFText_GetLooseCharBox(raw, index, box):
            continue
        text = _SHOWN.get(code) or (chr(code) if code < 0x110000 else "")
        if text.isspace() or not clean(text):
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        angle = pdfium.FPDFText_GetCharAngle(raw, index)
        ahead = turn(math.cos(angle), -math.sin(angle))
        (x0, y0), (x1, y1), (at, base) = turn(box.left, box.bottom), turn(box.right, box.top), turn(x.value, y.value)
        low, high, left, right = min(y0, y1), max(y0, y1), min(x0, x1), max(x0, x1)
        if abs(ahead[1]) > abs(ahead[0]):  # upwards, or downwards: then from the other end
            sign = 1 if ahead[1] > 0 else -1
            first, last = sorted((sign * low, sign * high))
            yield Glyph(first, last, -sign * at, right - left, text, sign)
        else:
            yield Glyph(left, right, base, high - low, text)
    textpage.close()


def _rules(page: Any, turn: _Move) -> Rules:
    across: list[tuple[float, float, float]] = []
    down: list[tuple[float, float, float]] = []
    for x0, y0, x1, y1 in _edges(page, turn):
        if abs(y0 - y1) <= _STRAIGHT:
            across.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) <= _STRAIGHT:
            down.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        if len(across) + len(down) > _MOST_RULES:
            return [], []
    return across, down


def _edges(page: Any, turn: _Move) -> Iterator[tuple[float, float, float, float]]:
    """The straight edges of what is drawn: of boxes that are filled and thin, the line that they make."""
    import pypdfium2.raw as pdfium

    def paths(count: int, get: Callable[[int], Any], moves: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
        for index in range(count):
            thing = get(index)
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM):
                continue
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(thing, matrix)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                yield thing, (matrix, *moves)
            elif len(moves) < _DEEPEST:
                inner = pdfium.FPDFFormObj_CountObjects(thing)
                yield from paths(inner, partial(pdfium.FPDFFormObj_GetObject, thing), (matrix, *moves))

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    count = pdfium.FPDFPage_CountObjects(page.raw)
    for path, moves in paths(count, partial(pdfium.FPDFPage_GetObject, page.raw), ()):
        if pdfium.FPDFPath_CountSegments(path) > _MOST_SEGMENTS:
            continue
        pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
        for points in _outlines(path, moves, turn):
            if stroke.value:
                yield from ((*a, *b) for a, b in pairwise(points))
            elif fill.value and points:
                xs, ys = [p[0] for p in points], [p[1] for p in points]
                wide, high = max(xs) - min(xs), max(ys) - min(ys)
                if high <= _THIN < wide:
                    yield min(xs), (min(ys) + max(ys)) / 2, max(xs), (min(ys) + max(ys)) / 2
                elif wide <= _THIN < high:
                    yield (min(xs) + max(xs)) / 2, min(ys), (min(xs) + max(xs)) / 2, max(ys)


def _outlines(path: Any, moves: tuple[Any, ...], turn: _Move) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path, on the page; those of closed parts end where they begin."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        at = (x.value, y.value)
        for m in moves:
            at = (m.a * at[0] + m.c * at[1] + m.e, m.b * at[0] + m.d * at[1] + m.f)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield points
            points = []
        points.append(turn(*at))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    yield points


def text_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines that letters make, from the top; letters that are turned make lines of their own."""
    levels: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        levels[glyph.turned, round(glyph.base * 2)].append(glyph)
    lines: list[list[Glyph]] = []
    for level in sorted(levels.values(), key=lambda level: -max(g.size for g in level)):
        home = next((line for line in lines if _belongs(level[0], line[0])), None)
        if home is None:
            lines.append(sorted(level, key=lambda g: -g.size))
        else:
            home += level
    return sorted((_line(line) for line in lines), key=lambda line: -line.base)


def _belongs(glyph: Glyph, main: Glyph) -> bool:
    above = (glyph.base - main.base) / main.size
    if glyph.turned != main.turned:
        return False
    return abs(above) <= 0.2 or (glyph.size <= _SMALL * main.size and -0.25 <= above <= 0.6)


def _line(glyphs: list[Glyph]) -> Line:
    main = glyphs[0]
    size = statistics.median_high([g.size for g in glyphs])
    segments: list[Segment] = []
    word, begin, end = "", 0.0, -math.inf
    for glyph in sorted(glyphs, key=lambda g: g.left):
        small = glyph.size <= _SMALL * main.size and glyph.base - main.base >= _RAISED * main.size
        text = raised(glyph.text) if small else glyph.text
        gap = (glyph.left - end) / size
        if word and gap > _COLUMN and (segments or not _MARK.fullmatch(word)):
            segments.append(Segment(begin, end, word))
            word = ""
        if not word:
            begin = glyph.left
        word += f" {text}" if word and gap > _WORD else text
        end = max(end, glyph.right)
    segments.append(Segment(begin, end, word))
    return Line(main.base, main.size, tuple(segments))
