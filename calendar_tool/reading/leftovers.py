"""Lines that may hold days which no date in them shows: bare numbers of a grid that was not understood.

So that they are not passed over: each such line, or run of lines, is told once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from calendar_tool.reading.headings import is_column_word
from calendar_tool.reading.page import SCHEDULE_WORD, Page
from calendar_tool.reading.words import SHORT_MONTHS

_MONTH_AND_DAY = re.compile(rf"^\W*(?:{'|'.join(SHORT_MONTHS)})\.?\s+(?:[12]?\d|3[01])(?![\d.:/])", re.I)
_CELLS = re.compile(r"\t|\||\s{2,}")
_DAY = re.compile(r"\s*(?:[12]?\d|3[01])(?:\s?[,/&]\s?(?:[12]?\d|3[01]))*\s*\*{0,3}\s*")
_FEWEST_CELLS = 3  # numbers of a row that may be days
_FEWEST_LINES = 6  # lines of one number each
_LONGEST = 200


def days(page: Page, taken: Set[int]) -> Iterator[tuple[int, str]]:
    """The indexes and the words of such lines; those in `taken` are understood. Only in a document of meetings."""
    lines = page.document.lines
    if not any(SCHEDULE_WORD.search(line[:_LONGEST]) for line in lines):
        return
    run: list[int] = []
    for index, line in enumerate(lines):
        text = line[:_LONGEST]
        free = index not in taken and not page.on_line(index)
        if free and _DAY.fullmatch(text):
            run.append(index)
            continue
        if text.strip() and not (free and is_column_word(text.strip())):
            if len(run) >= _FEWEST_LINES:
                yield run[0], lines[run[0]].strip()
            run = []
        if not free:
            continue
        cells = [c for c in _CELLS.split(text) if c.strip()]
        if _MONTH_AND_DAY.match(text) or sum(_DAY.fullmatch(c) is not None for c in cells) >= _FEWEST_CELLS:
            yield index, text.strip()
    if len(run) >= _FEWEST_LINES:
        yield run[0], lines[run[0]].strip()
