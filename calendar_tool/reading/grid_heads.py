"""The heads of a grid's columns: names and hours over one line or several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from calendar_tool.reading import placing
from calendar_tool.reading.expressions import TimeToken, clock_times
from calendar_tool.reading.grid_cells import CLOCK_HEAD, SEPARATOR, Line
from calendar_tool.reading.headings import is_column_word
from calendar_tool.reading.names import unwrapped

_MOST_HEADS = 5  # lines of the heads of one grid
_APART = re.compile(r"\S+(?: \S+)*")  # words that more than one blank keeps apart from others
_WORD = re.compile(r"[A-Za-zåäöÅÄÖ]{3}")


def count_of(rows: Sequence[Line], lines: Sequence[str], above: int | None) -> int:
    """How many columns there are: as many as the fullest row has cells, or as heads that all cells stand under."""
    count = max(len(r.entries) for r in rows)
    while above is not None:
        wide = _wide(lines[above])
        begins = [begin for _name, begin in wide]
        if len(wide) > count and all(placing.aligned(r.entries, begins) is not None for r in rows):
            return len(wide)
        above = line_above(lines, above) if CLOCK_HEAD.match(lines[above].split()[0]) else None
    return count


def line_above(lines: Sequence[str], index: int) -> int | None:
    """The nearest line above with words in it, at most four up."""
    return next((i for i in range(index - 1, max(index - 4, -1), -1) if lines[i].strip(" \t|-:=+")), None)


def clock_row(line: str, count: int) -> tuple[TimeToken | None, ...]:
    """The hours of the columns, where a row holds nothing else ("Kl.", "13.00", "18.30"); () if it is none."""
    bare = line.strip(" ").strip("|")
    parts = [p.strip() for p in (SEPARATOR.split(bare) if SEPARATOR.search(bare) else re.split(r" {2,}", bare))]
    headed = len(parts) == count + 1 and (not parts[0] or CLOCK_HEAD.match(parts[0]))
    if not headed and len(parts) != count:
        return ()
    parts = parts if headed else ["", *parts]
    hours = tuple(None if _WORD.search(p) else clock_times(p) or clock_times(f"kl {p}") for p in parts[1:])
    return hours if any(hours) and all(h or p in ("", "-", "–") for h, p in zip(hours, parts[1:], strict=True)) else ()


def wrapped_names(lines: Sequence[str], last: int, count: int) -> tuple[list[tuple[str, int]], int] | None:
    """The heads of columns over several lines that end at `last`, and the first of these; None if they are not so.

    The uppermost line has the head of the months and of all columns, the others go on under these.
    """
    for top in range(last - 1, max(last - _MOST_HEADS, -1), -1):
        heads = _wide(lines[top])
        if not lines[top].strip():
            return None
        if len(heads) != count or not is_column_word(lines[top].split()[0]):
            continue
        names = [name for name, _begin in heads]
        for index in range(top + 1, last + 1):
            for match in _APART.finditer(lines[index]):
                near = min(range(count), key=lambda i: abs(heads[i][1] - match.start()))
                if abs(heads[near][1] - match.start()) > 1 or re.search(r"\d", match[0]):
                    return None
                names[near] = unwrapped(names[near], match[0])
        return [(name, begin) for name, (_name, begin) in zip(names, heads, strict=True)], top
    return None


def _wide(line: str) -> list[tuple[str, int]]:
    """The words of a line that more than one blank keeps apart, but for a first one that is no name."""
    wide = [(m[0], m.start()) for m in _APART.finditer(line)]
    return wide[1:] if len(wide) > 1 and is_column_word(wide[0][0]) else wide


def names_in(line: str, count: int) -> list[tuple[str, int]] | None:
    """The heads of the columns after that of the months; None if the line cannot be divided."""
    if SEPARATOR.search(line.strip(" |")):
        parts, place = [], 0
        for part in [*SEPARATOR.finditer(line), None]:
            stop = part.start() if part else len(line)
            parts.append((line[place:stop].strip(), place))
            place = part.end() if part else stop
        parts = parts[1:] if line.lstrip().startswith("|") and not parts[0][0] else parts
        headed = not parts[0][0] or is_column_word(parts[0][0]) or len(parts) == count + 1
        heads = parts[1:] if headed else parts
        return [(n, b) for n, b in heads if n] or None
    if count == 1 and all(is_column_word(w) for w in line.split()):
        return [(line.strip(), 0)]
    if count == 1:
        pair = line.split()
        lone = pair[1] if len(pair) == 2 and is_column_word(pair[0]) and not is_column_word(pair[1]) else None
        return [(lone, line.index(lone))] if lone else None
    wide = _wide(line)
    if len(wide) == count:
        return wide
    words = [(m[0], m.start()) for m in re.finditer(r"\S+", line)]
    if words and is_column_word(words[0][0]) and len(words) > 1:
        words = words[1:]
    return words if len(words) == count else None
