"""The cells of month grids: bare days with hours and notes of their own, and the grid that they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from calendar_tool.reading.expressions import MONTHS, TimeToken, clock_times

_SHORT = ("jan", "febr?", "mar", "apr", "maj", "juni?", "juli?", "aug", "sept?", "okt", "nov", "dec")
_MONTH = {name: i for i, name in enumerate(MONTHS, 1)}
MONTH_NAMES = "|".join([*MONTHS, *_SHORT])
_BEGINS = r"(?:(?<![A-Za-zÅÄÖåäö])|(?<=(?-i:[a-zåäö]))(?=(?-i:[A-ZÅÄÖ])))"  # "SeptemberOktober" are two heads
_ENDS = r"(?!(?-i:[a-zåäö]))(?:(?![A-Za-zÅÄÖåäö])|(?<=(?-i:[a-zåäö])))"
MONTH_WORD = re.compile(rf"{_BEGINS}(?:{MONTH_NAMES}){_ENDS}\.?", re.I)
MONTH_HEAD = re.compile(
    rf"{_BEGINS}(?P<m>{MONTH_NAMES}){_ENDS}\.?(?:\s?[-–']?\s?(?P<y>(?:19|20)\d\d|(?<=[-–'])\d\d)(?!\d))?",
    re.I,
)
MONTH_LINE = re.compile(rf"^\s*(?P<m>{MONTH_NAMES})\.?\s*+(?P<y>(?:19|20)\d\d)?\s*+:?\s*$", re.I)
MONTH_ROW = re.compile(
    rf"^\s*+[-•*]?+\s*+(?P<m>{MONTH_NAMES})(?![A-Za-zÅÄÖåäö])\.?\s*(?P<y>(?:19|20)\d\d(?!\d))?[ :]*(?P<rest>.*)$", re.I
)
CLOCK_HEAD = re.compile(r"^(?:kl|tid|tider|klockan|klockslag|starttid|start|mötestid)\.?$", re.I)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_ORD = r"(?::?[ea](?![a-zåäö])|:)?"
_TIME = (
    r"(?:\((?:kl\.?\s*)?\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?\)"
    r"|,?\s*kl\.?\s*\d{1,2}(?:[.:]\d\d)?(?:[-–]\d{1,2}(?:[.:]\d\d)?)?)"  # " - " would be an empty cell
)
_MARK = r"(?:\*+|[¹²³⁴⁵†]|\((?!kl)[^()\d]{1,40}(?:kl\.?\s*\d{1,2}[.:]\d\d)?\))"
_THROUGH = r"[-–]"
_ONE = (
    rf"(?<![\d.:/]){_DAY}{_ORD}(?:{_THROUGH}{_DAY}{_ORD})?(?:/\d{{1,2}}(?:-\d\d)?)?(?![\d:]|\.\d"
    rf"|/\d|[-–]\d{{3}})(?:\s*{_TIME}"
    rf"|\s?{_MARK})*"
)
_SPACED = re.compile(rf"\s*{_DAY}{_ORD}\s[-–]\s{_DAY}{_ORD}\s*")
_JOIN = r"\s{0,2}(?:,|\boch\b|&|\+|\bsamt\b|;|/(?=\s)|\x0b)\s{0,2}"  # over more blanks the next column begins
CELL = re.compile(
    rf"{_ONE}(?:{_JOIN}{_ONE})*(?:\s*(?P<status>\(?(?:inställ[dt]|utgår|prel\w*|reserv|extra)\)?))?"
    rf"|(?<![^\s|])[-–—](?![^\s|,])|(?P<gone>\binställ[dt]\b)",
    re.I,
)
_PART = re.compile(
    rf"(?P<day>{_DAY}){_ORD}(?:{_THROUGH}(?P<last>{_DAY}){_ORD})?(?:/(?P<month>\d{{1,2}})(?:-(?P<year>\d\d))?)?(?P<rest>(?:\s*{_TIME}|\s?{_MARK})*)",
    re.I,
)
_STATUS = re.compile(r"inställ[dt]|utgår|prel\w*|reserv|extra", re.I)
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?")
_TIMES = re.compile(_TIME, re.I)
HOURS = re.compile(r"(?<!\d)\d{1,2}[.:]\d{2}(?:[-–]\d{1,2}(?:[.:]\d{2})?|\s[-–]\s\d{1,2}[.:]\d{2})?(?!\d)")
SEPARATOR = re.compile(r"\t|\s*\|\s*")
_NUMBER = re.compile(r"(?<![0-9.:/-])(?:[0-9]{1,2}[-–])?[0-9]{3}(?![0-9.:/-])")
MONTHS_IN_HEAD = 3
JULY = 7
_INITIAL = re.compile(r"(?<![^\s|])[JFMASOND](?![^\s|])")
_INITIALS = ("JFMAMJJASOND", "JFMAMJASOND")


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
    """A grid. `months` are the heads of its columns where they are months, else `bodies` are; `begins` their place.

    `lines` are the indexes of the document's lines that it takes, `stated` the years beside the months across, `hours`
    those of the bodies, in a row of their own.
    """

    months: tuple[int, ...]
    bodies: tuple[str, ...]
    begins: tuple[int, ...]
    rows: tuple[Line, ...]
    lines: frozenset[int]
    stated: tuple[int | None, ...] = ()
    hours: tuple[TimeToken | None, ...] = ()

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


def not_understood(text: str, at: int, begin: int) -> list[Day]:
    """A number that is no day ("221": the 22nd with a mark of a footnote?), as a day that no month has."""
    return [Day(0, None, None, None, None, "", at, m.start(), m.end()) for m in list(_NUMBER.finditer(text, begin))[:1]]


def month_initials(line: str) -> list[re.Match[str]]:
    """The heads of all months by their first letters, with or without July: "J F M A M J A S O N D"; [] if none."""
    letters = list(_INITIAL.finditer(line))
    return letters if "".join(m[0] for m in letters) in _INITIALS else []


def year_of(text: str | None) -> int | None:
    return None if not text else int(text) if len(text) == 4 else 2000 + int(text)


def in_turn(months: Sequence[int], years: Sequence[int | None] = ()) -> bool:
    """Whether months follow each other, perhaps over the turn of a year; a month comes again only with its year."""
    again = len(set(months)) < len(months)
    return sum(b <= a for a, b in pairwise(months)) <= 1 and (not again or any(years))


def is_name(text: str) -> bool:
    named = re.match(r"\s*[A-ZÅÄÖ]", text) and not MONTH_WORD.fullmatch(text.strip())
    return bool(named) and not re.search(r"\d", text) and len(text.split()) <= 6


def only_cells(text: str, at: int) -> list[Entry]:
    """The cells of a line that holds nothing else; none if it holds words too."""
    rest = CELL.sub("", text)
    return entries_in(text, at, 0) if not re.search(r"\w", rest) else []


def entries_in(text: str, at: int, begin: int) -> list[Entry]:
    """The cells in a piece of a line from `begin` on."""
    found = []
    for match in CELL.finditer(text, begin):
        days = [] if match["gone"] else list(_days(match[0], at, match.start()))
        found.append(Entry(tuple(days), match.start()))
    return found


def in_cell(text: str, at: int, begin: int) -> tuple[Day, ...]:
    """The days of a cell that tabs or bars part from others, in a piece of a line from `begin` on."""
    found = tuple(d for e in entries_in(text, at, begin) for d in e.days)
    through = _SPACED.fullmatch(text, begin)
    if through and len(found) == 2 and found[0].day < found[1].day:  # "24:e - 25:e": no empty cell can be meant here
        first, last = found
        return (Day(first.day, last.day, None, None, None, "", at, first.begin, last.end),)
    return found


def _days(text: str, at: int, begin: int) -> Iterator[Day]:
    if not text.strip(" -–—"):
        return
    status = _STATUS.search(text)
    parts = list(_PART.finditer(text))
    for part in parts:
        rest = part["rest"]
        timed = _CLOCK.search(rest)
        hours = (clock_times(timed[0]) or clock_times(f"kl {timed[0]}")) if timed else None
        note = _TIMES.sub("", rest).strip(" ()*,") or (status[0] if status and part is parts[-1] else "")
        last = int(part["last"]) if part["last"] else None
        month = int(part["month"]) if part["month"] else None
        year = 2000 + int(part["year"]) if part["year"] else None
        yield Day(int(part["day"]), last, month, year, hours, note, at, begin + part.start(), begin + part.end())


# -- a row a month, a column a body


def follows(rows: Sequence[Line], row: Line) -> bool:
    every = [r for r in (*rows, row) if r.month]
    return in_turn([r.month or 0 for r in every], [r.year for r in every])
