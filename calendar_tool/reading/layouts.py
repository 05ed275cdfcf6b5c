"""Where a document keeps its dates: blocks of rows, each row a line of dates with their hours and notes.

This room only finds them. What layout alone cannot tell, the column of a cell and the year of a date, is decided in
`columns.py` and `years.py`; what the lines around a block say, in `context.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from calendar_tool.reading.blocks import Block, Cell, Row, with_line
from calendar_tool.reading.expressions import (
    DateToken,
    Impossible,
    MonthToken,
    TimeToken,
    Token,
    clock_times,
    weekday_in,
)
from calendar_tool.reading.headings import DEADLINE, STEP, heard, is_column_word
from calendar_tool.reading.items import moved_to
from calendar_tool.reading.misspelt import WEEKDAYS, slip_of
from calendar_tool.reading.names import is_body, names_organ
from calendar_tool.reading.page import BULLET, FOOTER, Page, label
from calendar_tool.reading.words import NEW_HOURS, ONE_MEETING, month_number

_FILLER = re.compile(r"[\s|/.,;:*†…–-]+|\bkl\b")
_NUMBER = re.compile(r"^\s*(\d{1,2})[.)]?(?=\s)")
_NOTE = re.compile(r"\(([^()]*)\)")
_LEAD_HOURS = re.compile(r"\((?:\w+dagar,?\s+)?(?P<hours>\d{1,2}[.:]\d\d(?:\s?[-–]\s?\d{1,2}[.:]\d\d)?)\)\W*$")
_GAP_LINES = 3  # blank lines that may stand between two rows
_TRAIL = re.compile(r"(?<![\s|])(?:[\s|]|(?<=\s)[-–—](?=\s|$))+$")  # what stands between a cell and the next
_LINK = re.compile(r"(?<![\s|,;])(?:[\s|,;]|\boch\b|\bsamt\b|&|\bden\b)+$")
_LONGEST_TAIL = 80
_BESIDE = 25  # letters that may stand between two dates of a row
_AFTER = 70  # letters that may stand after the only date of a row
_WORDS_AFTER = 9
_MOST_TOKENS = 50  # dates and hours on a line that may still be a row
_LISTED = re.compile(r",|;|\s/\s|\boch\b|\bo\b|\bsamt\b|&")
_CONTINUES = re.compile(r"(?:,|\boch|\bo|\bsamt|&)\s*$")
TERM = re.compile(
    r"(?:\W*\b(?:[VH]T(?:[ -]?[0-9]{2,4})?|våren|hösten|vår|höst|(?:vår|höst)-?terminen|läsåret|verksamhetsåret|år"
    r"|under|kvartal|möten?|sammanträden?|mötes\w+|sammanträdes\w+|datum|dag(?:ar)?|första|andra|halvåret|(?:mån|tis|ons|tors|fre|lör|sön)dag(?:ar)?|[0-9]{1,4})\b)+\W*",
    re.I,
)
_YEAR_LINE = re.compile(r"^\s*(?:19|20)\d\d\s*:?\s*$")
_WEEKS = re.compile(r"\b(?:v\.?|vecka)\s?\d{1,2}\b", re.I)
_RELATES = re.compile(  # words that make the next date something else than one more meeting
    r"\b(?:flytta\w*|ersätt\w*|ändra\w*|istället|stället|tidigare|ej|inte|eller|alternativt|justering\w*|kallelse\w*|\w*stopp\w*"
    r"|deadline\w*|reserv\w*|senast|handlingar|\w*inlämn\w*|till|från|vid behov|ev|ny tid|nytt datum)\b",
    re.I,
)
_CODE = re.compile(  # what may stand beside a date that another one follows: a letter code, a weekday, a form, a status
    r"[A-ZÅÄÖ0-9]{1,5}|(?:mån|tis|ons|tors?|fre)(?:dag|d)?|kl|teams|zoom|skype|digitalt|fysiskt|hybrid|extra|val|heldag"
    r"|inställ[dt]|utgår|prel\w*|reserv|den|via|på|obs!?|\W+",
    re.I,
)
_WEEK = re.compile(r"^(?:v\.?|vecka)\s*\d{1,2}\b[\s:,|–-]*$", re.I)
_SENTENCE = re.compile(r"[a-zåäö]{2}[.!?]\s+[A-ZÅÄÖ]")
_VERB = re.compile(
    r"\b(?:är|hålls|blir|möts|ses|träffas|sammanträder|beslut\w*|har|hade|ska|skall|kan|senast|från|till|för|om|med|"
    r"under|på|av|den|nästa|mellan|sedan|före|efter|vid|inför|som|fick|kommer|öppnar|börjar|slutar)\b",
    re.I,
)
_TAIL_SENTENCE = re.compile(r"(?<=[\w)])[.!](?=\s+[A-ZÅÄÖ])")
_STARTS = re.compile(
    r"\b(?:mötena|möten|mötet|sammanträdena|sammanträden|börjar|startar|start|tid|alla|samtliga)\b", re.I
)
_JOINED = re.compile(r"\b(?:och|o|samt|den)\b|&")
_WORDS = re.compile(r"[^\s,;.|*–-]+")
_ASIDE = re.compile(r"lunch(?!\s+till)|fika|kaffe|middag|julbord|gruppmöte|förmöte", re.I)  # what has hours of its own
_TO_MEETING = re.compile(
    r"[\s,:;–-]*(?:(?:till|för|inför)\s+)?\w{0,20}(?:nämnd|möte|sammanträde|styrelse)\w{0,4}[\s:–-]*(?:den\s+)?", re.I
)
_OR_NEXT = re.compile(r"\b(?:ev|eventuellt|alt|alternativt|eller|reserv(?:dag)?)\b[.:]?\s*(?:den\s+)?$", re.I)
_NOISE_LINES = 8
_APART = re.compile(r"\t|\S {3,}\S")  # columns, no running text
_PARAGRAPH = 40  # a line of running text this long, without a full stop, goes on on the next


def blocks(page: Page, taken: set[int]) -> list[Block]:
    """The blocks of the page; lines in `taken` (already explained, such as the header of minutes) are left out."""
    runs = list(_runs(page, taken))
    edges = [0, *(run[-1].index + 1 for run in runs)]
    begins = [*(run[0].index for run in runs[1:]), len(page.document.lines)]
    return [Block(_numbered(run), edges[i], begins[i]) for i, run in enumerate(runs)]


def nearest(page: Page, block: Block) -> int | None:
    """The last line with words above a block, after the block before it; None if there is none."""
    return next(
        (
            i
            for i in range(block.first - 1, block.floor - 1, -1)
            if page.document.lines[i].strip() and not _YEAR_LINE.match(page.document.lines[i])
        ),
        None,
    )


def _runs(page: Page, taken: set[int]) -> Iterator[list[Row]]:
    lines = page.document.lines
    rows = {i: row for i in range(len(lines)) if i not in taken and (row := _row(page, i)) is not None}
    run: list[Row] = []
    year = ""  # a year that stands on a line of its own among the rows
    repeated = _repeated(page, sorted(rows), taken)
    blank = 0
    for index, line in enumerate(lines):
        if not line.strip() or (run and FOOTER.match(line) and index not in rows):
            blank += 1
            continue
        if run and blank <= _GAP_LINES and index not in rows:
            last = with_line(page, run[-1], index, apart=blank > 1)
            if last is not None:
                run[-1] = last
                continue
        if index in repeated:
            continue
        if _YEAR_LINE.match(line) and index not in rows:
            year, blank = line.strip(" :*"), 0
            continue
        row = rows.get(index)
        if row is not None and year:
            row = replace(row, term=year)
        if row is not None and not run and _continues_text(page, index, rows):
            row = None
        if run and (row is None or blank > _GAP_LINES):
            yield run
            run = []
        if row is None:
            year = ""
        if row is not None:
            if run and not blank and not row.lead and _CONTINUES.search(lines[run[-1].index]):
                row = replace(row, lead=run[-1].lead, listed=True)
            run.append(row)
        blank = 0
    if run:
        yield run


def _continues_text(page: Page, index: int, rows: dict[int, Row]) -> bool:
    """Whether a line goes on from a line of running text: it is no row then."""
    before = page.document.lines[index - 1].rstrip() if index else ""
    return (
        bool(before)
        and index - 1 not in rows
        and index - 1 not in page.headings
        and label(before) is None
        and not _APART.search(before)
        and not before.endswith((".", ":", "!", "?"))
        and (len(before.strip()) >= _PARAGRAPH or page.is_dated(index - 1))
    )


def _repeated(page: Page, rows: list[int], taken: set[int]) -> set[int]:
    """The lines between rows that say the same after each of them ("Dagordningen kommer en vecka före mötet.")."""
    lines = page.document.lines
    between = [tuple(i for i in range(a + 1, b) if lines[i].strip() and i not in taken) for a, b in pairwise(rows)]
    texts = [tuple(lines[i].strip() for i in part) for part in between]
    found: set[int] = set()
    for i, part in enumerate(between):
        same = (i > 0 and texts[i] == texts[i - 1]) or (i + 1 < len(texts) and texts[i] == texts[i + 1])
        if part and same and len(part) <= _NOISE_LINES and not any(page.on_line(k) for k in part):
            found |= set(part)
    return found


def _row(page: Page, index: int) -> Row | None:
    """The line as a row; None if it holds anything but cells, and a name for them before the first."""
    line, start = page.document.lines[index], page.document.offset(index)
    before = page.on_line(index - 1)[-1:] if index else ()
    if before and before[0].end > start:  # a date of the line above ends here
        line = " " * (before[0].end - start) + line[before[0].end - start :]
    tokens = [t for t in page.on_line(index) if t.begin < start + len(line)]
    if not tokens or (label(line) and sum(isinstance(t, DateToken) for t in tokens) < 2) or len(tokens) > _MOST_TOKENS:
        return None
    inside = [m.span() for m in _NOTE.finditer(line)]
    dates = [t for t in tokens if isinstance(t, DateToken | Impossible)]
    outer = [t for t in dates if not any(a <= t.begin - start < b for a, b in inside)]
    dates = outer if outer and outer[0] is dates[0] else dates
    moved = [m.begin for t in dates if (m := moved_to(page, t))]
    dates = [t for t in dates if t.begin not in moved]
    months = [t for t in tokens if isinstance(t, MonthToken)]
    if len(dates) > 1 and _leads_to(line, dates[0].begin - start, dates[0].end - start, dates[1].begin - start):
        after = dates[2].begin - start if len(dates) > 2 else len(line)
        if len(dates) > 2 and not STEP.search(line[dates[1].end - start : after]):
            return None
        end = dates[1].end - start if len(dates) > 2 else len(line)  # "..., justering 27 mars"
        line, dates = " " * (dates[1].begin - start) + line[dates[1].begin - start : end], dates[1:2]
        tokens = [t for t in tokens if dates[0].begin <= t.begin < start + end]
    if not dates and (len(months) != 1 or not any(isinstance(t, TimeToken) for t in tokens)):
        return None
    if dates and any(m.begin < dates[0].begin for m in months):
        return None
    first = (dates or months)[0].begin - start
    number = _NUMBER.match(line[: first + 1]) if _NUMBER.match(line[:first] + " ") else None
    lead = _lead(line[:first], number)
    if lead is None or (lead and months and not dates):
        return None
    stamped = len(dates) == 1 and isinstance(dates[0], DateToken) and dates[0].year
    if stamped and _APART.search(line[: first + 1]) and heard(lead).schedule:
        return None  # "Mötestider läsåret 25/26          2025-06-10": the day of the page
    hours = next((t for t in tokens if isinstance(t, TimeToken) and t.end - start <= first), None)
    hours = hours or _lead_hours(line[:first])
    other = None
    if tail := _TAIL_SENTENCE.search(line, max(0, (dates or months)[-1].end - start - 2)):
        later = next((t for t in tokens if isinstance(t, TimeToken) and t.begin - start >= tail.end()), None)
        told = line[tail.end() :]
        hours = later if later and _STARTS.search(told) and not ONE_MEETING.search(told) else hours
        one = ONE_MEETING.search(told)
        other = (month_number(one["month"]), later) if later and one and one["month"] else None
        tokens = [t for t in tokens if t.begin - start < tail.end()]
        line = line[: tail.start() + 1]
    cells = _cells(line, start, tokens, dates or months)
    if cells is None:
        return None
    if not dates:
        return Row(index, (), None, 0, (months[0], cells[0].time)) if isinstance(months[0], MonthToken) else None
    between = [line[a.end : b.begin] for a, b in pairwise(cells)]
    inner = [line[a.token.end - start : b.begin] for a, b in pairwise(cells)]
    listed = any(_LISTED.search(gap) for gap in between) or any(
        _CONTINUES.search(_NOTE.sub("", gap).removesuffix("den ")) for gap in inner
    )
    if listed and len(cells) > 1 and hours is None and cells[-1].time and not any(c.time for c in cells[:-1]):
        last = cells[-1].time
        if not any(a <= last.begin - start < b for a, b in inside):
            hours = last  # "2025-02-06, 2025-03-20 - kl. 9.00": said once, after the last
    if other:  # "Decembermötet börjar kl. 17.00."
        cells = [replace(c, time=other[1]) if _is_in(c, other[0]) else c for c in cells]
    count, after = (int(number[1]), number.end()) if number else (None, 0)
    return Row(index, tuple(cells), count, after, None, lead, listed, hours)


def _is_in(cell: Cell, month: int) -> bool:
    return isinstance(cell.token, DateToken) and cell.token.month == month and cell.time is None


def _leads_to(line: str, begin: int, end: int, following: int) -> bool:
    """Whether the first of two dates is a deadline for the second: "Ansökan senast 2 mars – nämnd 23 mars"."""
    return bool(DEADLINE.search(line[:begin]) and _TO_MEETING.fullmatch(line[end:following]))


def _lead_hours(text: str) -> TimeToken | None:
    """The hours in brackets after a row's name: "Kommunstyrelsen (tisdagar 13.00):"."""
    match = _LEAD_HOURS.search(text)
    return clock_times(match["hours"]) if match else None


def _lead(text: str, number: re.Match[str] | None) -> str | None:
    """What names the row, "" if nothing does; None if the words before its first date make it a sentence."""
    words = BULLET.sub("", text)
    if (
        not _FILLER.sub("", words)
        or (number and not text[number.end() :].strip())
        or _NUMBER.fullmatch(text.rstrip() + " ")
    ):
        return ""
    bare = words.rstrip()
    marked = bare.endswith((":", "|", " –", " -")) or "\t" in words[len(bare) :] or len(words) - len(bare) > 1
    name = _NOTE.sub("", words).strip(" \t:|–-,*")
    name = _WEEKS.sub("", name).strip(" \t:|–-,*()")
    if not name or _WEEK.match(words) or (weekday_in(name) is not None and len(name.split()) == 1):
        return ""
    if slip_of(name.lower(), WEEKDAYS):  # "Mådag"
        return ""
    if len(name) > 60 or _SENTENCE.search(words):
        return None
    said = heard(name)
    if marked and is_body(name) and name[0].isupper():
        return name
    if TERM.fullmatch(name):
        return name
    if said.generic:
        return None
    if _VERB.search(name) or said.deadline or said.other or said.records:
        return None
    if (names_organ(name) or re.fullmatch(r"[A-ZÅÄÖ][A-ZÅÄÖ/-]{1,9}", name)) and name[0].isupper():
        return name
    return name if marked and name[0].isupper() and len(name.split()) <= 7 and not is_column_word(name) else None


def _cells(line: str, start: int, tokens: Sequence[Token], heads: Sequence[Token]) -> list[Cell] | None:
    """The cells of a row: each date with its hours and the note after it; None if it says more than a note."""
    ends = [t.begin - start for t in heads[1:]] + [len(line)]
    cells: list[Cell] = []
    for token, end in zip(heads, ends, strict=True):
        inside = [t for t in tokens if token.end <= t.begin < start + end]
        times = [t for t in inside if isinstance(t, TimeToken) and not _is_aside(line, t.begin - start)]
        changed = [t for t in times if NEW_HOURS.search(line, token.end - start, t.begin - start)]
        times = changed[-1:] or times
        if any(isinstance(t, MonthToken) for t in inside) and len(heads) > 1:
            return None
        note = _note(
            line, token.end - start, end, [(t.begin - start, t.end - start) for t in times[:1]], token is heads[-1]
        )
        if note is None or (len(times) > 1 and len(heads) > 1):
            return None
        stop = _without(_TRAIL, line, end)
        if len(heads) > 1 and end < len(line):
            stop = min(stop, _without(_LINK, line, end))
        made = (
            token
            if isinstance(token, DateToken | Impossible)
            else Impossible(token.begin, token.end, token.text, "", "")
        )
        cells.append(Cell(made, times[0] if times else None, token.begin - start, stop, note))
    return cells


def _without(tail: re.Pattern[str], line: str, end: int) -> int:
    """Where the words before a place end, without what a pattern finds at their end."""
    begin = max(0, end - _LONGEST_TAIL)
    return begin + len(tail.sub("", line[begin:end]))


def _is_aside(line: str, place: int) -> bool:
    """Whether hours in brackets are those of something else: "(jullunch från kl. 12)"."""
    before = (line[m.start() : place] for m in _NOTE.finditer(line) if m.start() <= place < m.end())
    return any(_ASIDE.search(words) or names_organ(words) for words in before)


def _note(line: str, begin: int, end: int, times: Sequence[tuple[int, int]], alone: bool) -> str | None:
    """What a row says of a date beside its hours, "" if nothing; None if that is too much for a note."""
    rest = line[begin:end]
    for a, b in times:
        rest = line[begin:a] + " " + line[b:end]
    if not rest.strip(" ,.;\t"):
        return ""
    if not alone and _OR_NEXT.search(rest):
        return None  # "17 mars ev. 18 mars"
    bare = _WEEKS.sub("", _NOTE.sub("", rest))
    if not alone:
        bare = _JOINED.sub("", bare)
    words = _FILLER.sub("", bare)
    if alone and (len(bare) > _AFTER or len(bare.split()) > _WORDS_AFTER or _SENTENCE.search(bare)):
        return None
    part_of_list = bool(_CONTINUES.search(rest.removesuffix("den "))) and not _RELATES.search(rest)
    coded = all(_CODE.fullmatch(w) for w in _WORDS.findall(bare))
    if not alone and words and not part_of_list and not coded:
        return None
    if not alone and len(words) >= _BESIDE:
        return None
    note = "; ".join(n.strip(" ,;") for n in _NOTE.findall(rest) if not DEADLINE.search(n))
    if words:
        note = "; ".join(filter(None, (" ".join(_NOTE.sub("", bare).split()).strip(" ,;*|-–.…>→="), note)))
    return note


def _numbered(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, with their numbers dropped unless they count upwards."""
    numbers = [r.number for r in rows]
    given = [n for n in numbers if n is not None]
    if len(given) == len(numbers) and given == sorted(set(given)):
        return tuple(rows)
    return tuple(r if r.number is None else replace(r, number=None, number_end=0) for r in rows)
