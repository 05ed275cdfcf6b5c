"""What every kind of file is written as: lines, the rows of tables among them, and where each came from.

A row of a table is one line, its cells separated by TAB, with empty cells kept and VT for a line break in a cell. A
paragraph, a heading, an item of a list is a line. So a reader of lines needs to know nothing of kinds of files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

MOST_CHARACTERS = 2_000_000
"""What a document may hold: a thousand dense pages. Beyond it, reading would take minutes."""

TAB, BREAK = "\t", "\v"
BULLET = "• "
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad]")
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PARTS = re.compile(r"[\n\v\f]")


class RefusedError(Exception):
    """A file that cannot be used, before its name is known; `code` is for machines, `text` for people."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code, self.text = code, text


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line stood: a page, or a row of a sheet, its first cell in `column`; all counted from 1."""

    page: int | None = None
    sheet: str | None = None
    row: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Span:
    """A cell of a table, over one or several rows and columns; all counted from 0."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


def clean(text: str) -> str:
    """The text with hard blanks made plain, without characters that cannot be seen (controls, marks of direction)."""
    return _UNSEEN.sub("", text.translate(_BLANKS))


def cell(text: str) -> str:
    """The text of a cell, cleaned: no TAB, each of its lines stripped, VT between them, blank ones dropped."""
    parts = (part.strip() for part in _PARTS.split(clean(text.replace(TAB, " "))))
    return BREAK.join(part for part in parts if part)


def raised(text: str) -> str:
    """Superscript text: its digits as superscript digits, so that the mark of a note is no digit of a day."""
    return text.translate(_SUPERSCRIPT)


def struck(text: str) -> str:
    """Text that is struck out, as "~~text~~"."""
    return f"~~{text.strip()}~~" if text.strip() else text


def table_rows(spans: Iterable[Span]) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of a table, each with its index.

    A cell over several rows says its text in each of them; one over several columns in the first, unless it is the
    whole row: that is a heading, a single cell, and so is the only text of a row above all rows with several. Rows and
    last columns without any text are left out.
    """
    cells = [s for s in spans if s.text]
    width = max((s.column + 1 for s in cells), default=0)
    height = max((s.row + s.rows for s in cells), default=0)
    if width * height > MOST_CHARACTERS:
        raise too_long()
    rows: dict[int, list[str]] = {}
    whole = {s.row for s in cells if s.column == 0 and 1 < width <= s.columns} | _titles(cells)
    cells = [replace(s, column=0) if s.row in whole else s for s in cells]
    for span in cells:
        for index in range(span.row, span.row + (1 if span.row in whole else span.rows)):
            rows.setdefault(index, [""] * width)[span.column] = span.text
    return [(i, (rows[i][0],) if i in whole else tuple(rows[i])) for i in sorted(rows)]


def _titles(cells: Sequence[Span]) -> set[int]:
    """The rows with a single text above the first with several; none if there is no such row."""
    counts = Counter(s.row for s in cells)
    first = min((row for row, count in counts.items() if count > 1), default=0)
    return {row for row in counts if row < first}


def too_long() -> RefusedError:
    """The RefusedError of a document that holds more than MOST_CHARACTERS."""
    from calendar_tool.locale import _

    text = _("holds more than {n} characters, which no schedule does").format(
        n=f"{MOST_CHARACTERS:,}".replace(",", " ")
    )
    return RefusedError("too-long", text)


class Lines:
    """A document being written: lines, with a blank line between blocks."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.origins: list[Origin | None] = []
        self._length = 0
        self._blank = False

    def blank(self) -> None:
        """A blank line before what comes next, if anything stands above and does."""
        self._blank = bool(self.texts)

    def add(self, text: str, origin: Origin | None = None) -> None:
        """A line (or several, where the text has line breaks); nothing if there is no text."""
        for part in _PARTS.split(clean(text)):
            self._add(part.rstrip(), origin)

    def table(self, spans: Iterable[Span], origin: Callable[[int], Origin | None] = lambda _row: None) -> None:
        """A table, with a blank line before and after it; `origin` is that of the row with an index."""
        self.blank()
        rows = table_rows(spans)
        self.rows([row for _index, row in rows], [origin(index) for index, _row in rows])
        self.blank()

    def rows(self, rows: Sequence[Sequence[str]], origins: Sequence[Origin | None]) -> None:
        """Rows; one of a single cell among wider ones is a heading, with a blank line before it."""
        wide = any(len(row) > 1 for row in rows)
        for row, origin in zip(rows, origins, strict=True):
            if len(row) == 1 and wide:
                self.blank()
            for part in row[0].split(BREAK) if len(row) == 1 else [TAB.join(row)]:
                self._add(part, origin)

    def _add(self, text: str, origin: Origin | None) -> None:
        if not text.strip():
            return
        if self._blank:
            self._put("", None)
            self._blank = False
        self._put(text, origin)

    def _put(self, text: str, origin: Origin | None) -> None:
        self._length += len(text) + 1
        if self._length > MOST_CHARACTERS:
            raise too_long()
        self.texts.append(text)
        self.origins.append(origin)

    def in_cell(self) -> str:
        """All lines as the text of one cell."""
        return cell("\n".join(self.texts))
