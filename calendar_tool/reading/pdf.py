"""PDF as lines: ruled tables, columns without rules, and text with the blanks that it stands apart with.

Parsed by PDFium (through pypdfium2), the parser of Chrome; `pdf_glyphs.py` takes letters and rules from it,
`pdf_tables.py` makes tables of them.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile

from calendar_tool.locale import _
from calendar_tool.reading.archive import broken
from calendar_tool.reading.kinds import encrypted
from calendar_tool.reading.lines import BREAK, Lines, Origin, RefusedError, Span, table_rows
from calendar_tool.reading.pdf_glyphs import Line, Segment, of_page, text_lines
from calendar_tool.reading.pdf_tables import columns_of, tables_of

_MOST_PAGES = 2000
_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_EDGE_LINES = 4  # lines at the top and at the bottom of a page that may be its head and foot
_HEAD_ROWS = 3  # rows of a table that may be repeated on its next page
_APART = 1.45  # times the usual distance between lines from which a blank line stands between them


@dataclass(frozen=True, slots=True)
class _Table:
    """A ruled table of a page, from `top` down to `base`."""

    top: float
    base: float
    spans: list[Span]


@dataclass(slots=True)
class _Page:
    number: int
    middle: float
    items: list[Line | _Table]
    turned: list[Line]  # text that is written upwards or downwards


def read(raw: bytes) -> Lines:
    """The lines of a PDF. RefusedError if it is broken, has a password, too many pages, or no text."""
    pages = list(_pages(raw))
    if not any(page.items or page.turned for page in pages):
        raise RefusedError("no-text", _("holds no text, only pictures (scanned?); recognize its text (OCR) first"))
    _drop_repeated(pages)
    lines = Lines()
    above: list[tuple[str, ...]] = []  # the rows of the table that ended the page before
    for page in pages:
        above = _write(lines, page, above)
    return lines


def _pages(raw: bytes) -> Iterator[_Page]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise (encrypted() if error.err_code in (_PASSWORD, _SECURITY) else broken()) from None
    if count > _MOST_PAGES:
        text = _("has {n} pages; at most {most} are read").format(n=count, most=_MOST_PAGES)
        raise RefusedError("too-long", text)
    for index in range(count):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            raise broken() from None
        glyphs, rules = of_page(page)
        middle = page.get_height() / (2 if page.get_rotation() in (0, 270) else -2)
        page.close()
        items: list[Line | _Table] = []
        for table in tables_of(*rules):
            inside, glyphs = table.divide(glyphs)
            if spans := table.spans(inside):
                items.append(_Table(table.top, table.bottom, spans))
        items += text_lines([glyph for glyph in glyphs if not glyph.turned])
        turned = text_lines([glyph for glyph in glyphs if glyph.turned])
        yield _Page(index + 1, middle, sorted(items, key=lambda item: -item.top), turned)


def _drop_repeated(pages: list[_Page]) -> None:
    """Takes away the heads of pages but the first, and the feet of pages but the last, that repeat on most pages.

    A line that is the same under one that is not, such as the first date under each body's heading, is no head.
    """
    for turned in (1, -1):
        edges = {}
        for page in pages:
            half = (i for i in page.items[::turned] if isinstance(i, Line) and (i.base - page.middle) * turned > 0)
            edges[page.number] = {_key(i, page.number, len(pages)): i for i in islice(half, _EDGE_LINES)}
        counts = Counter(key for edge in edges.values() for key in edge)
        often = {key for key, count in counts.items() if count >= max(2, len(pages) / 2)}
        seen: set[tuple[str, int]] = set()
        for page in pages[::turned]:
            edge = edges[page.number]
            gone = {id(edge[key]) for key in takewhile((seen & often).__contains__, edge)}
            seen |= edge.keys()
            page.items = [item for item in page.items if id(item) not in gone]


def _key(line: Line, number: int, count: int) -> tuple[str, int]:
    """What is the same in a head or foot on each page: where it stands, and its text but for the number of the page."""
    text = "\t".join(segment.text for segment in line.segments)
    text = re.sub(rf"\b(sida|sidan|sid\.?|page|s\.)\s*{number}\b", r"\1 #", text, flags=re.I)
    text = re.sub(rf"\b{number}\s*(\(|/|av|of)\s*{count}\b", r"# \1 #", text)
    return "#" if text == str(number) else text, round(line.base / 4)


def _write(lines: Lines, page: _Page, above: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Writes a page; `above` and what is returned are the rows of a table that the end of a page may have cut."""
    origin = Origin(page.number)
    text: list[Line] = []
    rows: list[tuple[str, ...]] = []
    for number, item in enumerate(page.items):
        if isinstance(item, Line):
            text.append(item)
            continue
        _write_text(lines, text, origin)
        text = []
        rows = [row for _index, row in table_rows(item.spans)]
        begun = 0
        if number == 0 and above and len(above[-1]) == len(rows[-1]):
            while begun < min(len(rows), len(above), _HEAD_ROWS) and rows[begun] == above[begun]:
                begun += 1
        else:
            lines.blank()
        lines.rows(rows[begun:], [origin] * len(rows[begun:]))
    _write_text(lines, text, origin)
    for line in page.turned:
        _write_paragraph(lines, [line], origin)
    return rows if page.items and isinstance(page.items[-1], _Table) else []


def _write_text(lines: Lines, text: Sequence[Line], origin: Origin) -> None:
    steps = [a.base - b.base for a, b in pairwise(text)]
    usual = statistics.median_low(steps) if len(steps) > 1 else 0.0
    paragraph: list[Line] = []
    for step, line in zip([0.0, *steps], text, strict=False):
        if paragraph and step > max(_APART * usual, 1.5 * line.size):
            _write_paragraph(lines, paragraph, origin)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        _write_paragraph(lines, paragraph, origin)


def _write_paragraph(lines: Lines, text: Sequence[Line], origin: Origin) -> None:
    lines.blank()
    left = min(line.segments[0].left for line in text)
    width = _letter_width(text)
    start = 0
    while start < len(text):
        count, edges = columns_of(text[start:])
        rows = [_in_columns(line, edges) for line in text[start : start + count]]
        rows = rows or [[_spaced(text[start].segments, left, width)]]
        lines.rows(rows, [origin] * len(rows))
        start += len(rows)
    lines.blank()


def _letter_width(text: Sequence[Line]) -> float:
    """A width of letters at which no part of a line is longer than it is on the page."""
    widths = [(s.right - s.left) / len(s.text) for line in text for s in line.segments if len(s.text) > 2]
    return max(min(widths, default=text[0].size / 2), text[0].size / 4)


def _in_columns(line: Line, edges: Sequence[tuple[float, float]]) -> list[str]:
    cells = [""] * len(edges)
    for segment in line.segments:
        column = next(i for i, (_left, right) in enumerate(edges) if segment.left < right)
        cells[column] = f"{cells[column]} {segment.text}".strip()
    return cells


def _spaced(segments: Sequence[Segment], left: float, width: float) -> str:
    """The parts of a line with blanks between, as far apart as they stand."""
    text = ""
    for segment in segments:
        at = round((segment.left - left) / width)
        text += " " * max(at - len(text), 2 if text.strip() else 0) + segment.text
    return text.replace(BREAK, " ")
