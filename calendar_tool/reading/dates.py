"""Dates in a text, in every notation that can be read in one way only.

Each place that can begin a date is looked at once and with a bounded reach, so that the time taken is linear.
"""

from __future__ import annotations

import re
from dataclasses import replace

from calendar_tool.locale import _
from calendar_tool.reading.notations import Day, Shared, is_counted, is_numbered, numbers, possible, shown
from calendar_tool.reading.tokens import DateToken, Impossible, Token
from calendar_tool.reading.words import (
    DASH,
    MONTH,
    MONTHS,
    ORDINAL,
    ORDINALS,
    WEEKDAY,
    WEEKDAY_BEFORE,
    YEAR,
    month_number,
    weekday_number,
)

_ORD = r"(?::?[ea](?![a-zåäö])|\.(?![0-9]))?"
_MARK = r"(?:\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹†])?"
_ANCHOR = re.compile(rf"[0-9]+|\bden[ \t]+(?=(?:{ORDINAL})\b)", re.I)
_BEFORE = re.compile(
    rf"(?:(?:\b(?P<first>{WEEKDAY}(?:en)?)\.?[ ]?(?:[{DASH}/]|och|till|samt)[ ]?)?"
    rf"\b(?P<wd>{WEEKDAY_BEFORE})\.?,?[ \t]+)?(?P<den>\bden[ \t]+)?\Z",
    re.I,
)
_BEFORE_REACH = 32
_ENDS_WORD = re.compile(r"[^\W\d_][.,]{0,2}[ \t]+\Z")
_IS_NOTE = re.compile(r"\S ?\Z")
_AFTER = re.compile(
    rf"[ \t]?\((?P<inside>{WEEKDAY}(?:en)?)\.?\)|,?[ \t]{{1,2}}(?P<bare>{WEEKDAY})(?![a-zåäö])\.?"
    rf"(?!,?[ \t]*(?:[{DASH}/]|den\b|i\b|och\b|v\.|v\b|vecka|[0-9]{{1,2}}"
    rf"(?::?[ea]\b|[ \t]?/|[ \t]*{MONTH}|[ \t]?[{DASH}][ \t]?[0-9]{{1,2}}(?:[ \t]?/|[ \t]*{MONTH}))))",
    re.I,
)
_PART_OF = re.compile(
    r"[ \t]?(?:%|procent)|-(?:dag|tid|år)\b|[ \t](?:del|delar|tjänst|tjänster|sida|sidor|liter)\b", re.I
)

_PIECE = re.compile(
    rf"(?:(?P<wd>{WEEKDAY_BEFORE})\.?,?[ \t]+)?(?:den[ \t]+)?(?P<d>[0-9]{{1,2}}(?![0-9])|(?:{ORDINAL})\b)"
    rf"(?P<ord>{_ORD})",
    re.I,
)
_YEAR_AFTER = rf"(?:,?[ \t]*(?P<y>{YEAR})|[ \t]*['’](?P<yy>[0-9]{{2}})(?![0-9])|[ \t]+[-–](?P<yy2>[23][0-9])(?![0-9]))?"
_MONTH_TAIL = re.compile(rf"{_MARK}[ \t]*(?P<m>{MONTH}){_YEAR_AFTER}", re.I)
_WRAPPED_TAIL = re.compile(rf"[ \t]*\n[ \t]{{0,40}}(?P<m>(?:{'|'.join(MONTHS)})(?![a-zåäö]))(?:[ \t]+(?P<y>{YEAR}))?")
_JOINED = re.compile(r"(?:\b(?:den|och|till|samt)|,)[ \t]+\Z")
_SLASH_TAIL = re.compile(
    rf"[ \t]?/[ \t]?(?P<m>[0-9]{{1,2}})(?![0-9])"
    rf"(?:[{DASH}/](?P<y>{YEAR})|[ \t]+(?P<y2>{YEAR})|[-–](?P<yy>[1-3][0-9])"
    rf"(?![0-9]|[.:][0-9]|[ \t]?[{DASH}/])|(?!/[0-9]))",
    re.I,
)
_SEPARATOR = re.compile(
    rf"{_MARK}(?:[ \t]?(?P<dash>[{DASH}])[ \t]?|[ \t]+(?P<till>till(?:[ \t]och[ \t]med)?|t\.?[ ]?o\.?[ ]?m\.?)[ \t]+"
    r"|[ \t]*,[ \t]*(?:(?:och|samt)[ \t]+)?|[ \t]+(?:och|samt|&)[ \t]+)",
    re.I,
)
# Before two days with "till" between that are no span.
_MOVED = re.compile(r"\b(?:flytta|ändra|tidigarel|senarel|byt)\w*[^.\n]*\Z", re.I)
_MOVED_REACH = 60
_LATE = 8  # the month from which days without a year may last into the next year
_LIST_GAP = 20
_FEW_DAYS = 10

_RANGE = re.compile(rf"[ ]?[{DASH}][ ]?|[ ]+(?:till(?:[ ]och[ ]med)?|t\.?o\.?m\.?)[ ]+", re.I)
_SPACED_DASH = re.compile(rf"[ ][{DASH}][ ]")
_RANGE_GOES_ON = re.compile(rf"[ ]?[{DASH}][ ]?[0-9]{{1,2}}(?:/|[ \t]*{MONTH})", re.I)
_AND = re.compile(rf"{_MARK}[ \t]*(?:\([^()\n]{{1,10}}\))?[ \t]*(?:,|,?[ \t]*(?:och|samt|&))[ \t]+(?:den[ \t]+)?", re.I)
_MELLAN = re.compile(r"\bmellan[ \t]+(?:den[ \t]+)?\Z", re.I)


def date_tokens(text: str) -> list[Token]:
    """The dates of a text and what is written like one, in order and without overlap."""
    tokens: list[Token] = []
    done = barren = 0  # where the last date ended, and where the last row of numbers that came to no month
    for anchor in _ANCHOR.finditer(text):
        begin = anchor.start()
        if begin < done or not _may_begin(text, begin, done):
            continue
        near = begin > 2 and text[begin - 1] in " \t" and _ENDS_WORD.search(text, begin - 8 if begin > 8 else 0, begin)
        head = _BEFORE.search(text, max(done, begin - _BEFORE_REACH), begin) if near else None
        if (
            head
            and head["wd"]
            and _IS_NOTE.search(text, max(0, head.start() - 2), head.start())
            and (text[begin - 2 : begin] == "  ")
        ):
            head = None  # "12 mars, månd   27 mars": the weekday belongs to the date before
        found = _whole(text, begin, head)
        if not found and begin >= barren:
            found, barren = _spelled(text, begin, head)
        if found:
            tokens += found
            done = found[-1].end
    return _with_years(text, tokens)


def _may_begin(text: str, begin: int, done: int) -> bool:
    """Whether a number at a place can be the first of a date; `done` is where the last date ended."""
    before = text[begin - 1] if begin else " "
    if before in DASH and begin > 1:
        return not text[begin - 2].isdigit() or begin - 1 < done
    if before == ",":
        return begin - 1 == done  # "3/2,17/2"
    return not before.isdigit() and before not in "/.:§"


def _whole(text: str, begin: int, head: re.Match[str] | None) -> list[Token]:
    """A date of three numbers, or a range of two such."""
    first = numbers(text, begin)
    if first is None:
        return []
    if head and head["wd"] and not head["first"]:
        first = _with_weekday(text, head.start(), first, weekday_number(head["wd"]))
    dash = _RANGE.match(text, first.end)
    last = numbers(text, dash.end()) if dash else None
    if isinstance(first, DateToken) and isinstance(last, DateToken) and last.notation == first.notation:
        return [_range(text, first, last) or first]
    return [_annotated(text, first)]


def _spelled(text: str, begin: int, head: re.Match[str] | None) -> tuple[list[Token], int]:
    """A day and a month, with the days before it that share the month, or a range over a month.

    With it the place before which no row of days can begin that comes to a month.
    """
    days: list[Day] = []
    place, joined = begin, ""
    while piece := _PIECE.match(text, place):
        if piece["d"].isalpha() and not (joined or text[begin : begin + 3].lower() == "den"):
            break
        day = int(piece["d"]) if piece["d"].isdigit() else ORDINALS[piece["d"].lower()]
        weekday = weekday_number(piece["wd"]) if piece["wd"] else None
        if joined == "range" and days and days[-1].joined == "range":  # "9-12 - 21/5": hours, an empty cell, a day
            days, joined, begin, head = [], "", piece.start(), None
        days.append(Day(piece.start("wd") if piece["wd"] else piece.start("d"), piece.end(), day, weekday, joined))
        end = piece.end()
        if tail := _MONTH_TAIL.match(text, end):
            return _finished(text, begin, days, tail, "d month", head), end
        if tail := None if piece["ord"] else _SLASH_TAIL.match(text, end):
            return _finished(text, begin, days, tail, "d/m", head), end
        if (tail := _WRAPPED_TAIL.match(text, end)) and _JOINED.search(
            text, max(0, piece.start("d") - 8), piece.start("d")
        ):
            return _finished(text, begin, days, tail, "d month", None), end
        separator = _SEPARATOR.match(text, end)
        if separator is None:
            break
        place, joined = separator.end(), "range" if separator["dash"] or separator["till"] else "list"
    return [], place


def _finished(
    text: str, begin: int, days: list[Day], tail: re.Match[str], notation: str, head: re.Match[str] | None
) -> list[Token]:
    """The tokens of days that share the month and year of a tail."""
    named = notation == "d month"
    counted = is_counted(text, begin)
    if not named and (_PART_OF.match(text, tail.end()) or (len(days) == 1 and is_numbered(text, begin))):
        return []
    said = tail.groupdict()
    short = said.get("yy") or said.get("yy2")
    written = said["y"] or (None if named else said["y2"]) or (short and f"20{short}")
    shared = Shared(text, notation, month_number(tail["m"]) if named else int(tail["m"]), int(written or 0) or None)
    own = 2 if days[-1].joined == "range" else 1
    if counted and own == len(days) == 2:  # "kl 9 - 12 mars"
        days, own, begin, head = [replace(days[-1], joined="")], 1, days[-1].begin, None
    if len(days) > own and days[-own].joined == "range":  # "1-2-3 mars"
        return []
    if head and head["first"]:  # two weekdays say something of a range only
        if own == len(days) == 2:
            days[0] = replace(days[0], begin=head.start(), weekday=weekday_number(head["first"]))
            days[1] = replace(days[1], weekday=weekday_number(head["wd"]))
    elif head and head["wd"]:
        days[0] = replace(days[0], begin=head.start(), weekday=weekday_number(head["wd"]))
    elif named and len(days) == own:
        first = head.start() if head else begin
        days[0] = days[0] if days[0].begin == first else replace(days[0], begin=first)
    last = shared.token(days[-own:], tail.end())
    if last is None:
        return []
    if not isinstance(last, DateToken):
        return [last]
    earlier = [] if counted else shared.listed(days[:-own], last.day)
    over = _over_months(text, last) if last.last_day is None else None
    return [*earlier, over or _annotated(text, last)]


def _with_weekday(text: str, begin: int, token: Token, weekday: int) -> Token:
    words = shown(text, begin, token.end)
    if not isinstance(token, DateToken):
        return replace(token, begin=begin, text=words)
    return possible(replace(token, begin=begin, text=words, weekday=weekday))


def _annotated(text: str, token: Token) -> Token:
    """The token with the weekday that stands after it, outside its span: "12 mars (torsdag)", "3/2 tis"."""
    if not isinstance(token, DateToken) or token.weekday is not None or token.last_day is not None:
        return token
    match = _AFTER.match(text, token.end)
    return possible(replace(token, weekday=weekday_number(match["inside"] or match["bare"]))) if match else token


def _over_months(text: str, first: DateToken) -> Token | None:
    """A range to a day of another month, or to a day and a month ("30/3–1/4"); None if none follows."""
    dash = _RANGE.match(text, first.end)
    if dash and _MOVED.search(text, max(0, first.begin - _MOVED_REACH), first.begin):
        return None
    piece = dash and _PIECE.match(text, dash.end())
    if not piece or not piece["d"].isdigit():
        return None
    named = first.notation == "d month"
    tail = (_MONTH_TAIL if named else _SLASH_TAIL).match(text, piece.end())
    if not tail or _RANGE_GOES_ON.match(text, tail.end()):  # a row of dates with dashes between
        return None
    weekday = weekday_number(piece["wd"]) if piece["wd"] else None
    last = _finished(text, piece.start(), [Day(piece.start("d"), piece.end(), int(piece["d"]), weekday)], tail,
                     first.notation, None)  # fmt: skip
    return _range(text, first, last[0]) if last and isinstance(last[0], DateToken) else None


def _range(text: str, first: DateToken, last: DateToken) -> Token | None:
    """Two dates as one token; the year of the last one holds for the first.

    A dash between blanks is a range over a month's turn only: in a table it is an empty cell.
    """
    near = (last.month - first.month) % 12 == 1 and last.day + 31 - first.day <= _FEW_DAYS
    if _SPACED_DASH.match(text, first.end) and not near:
        return None
    rises = (first.month, first.day) < (last.month, last.day)
    turns = last.month < _LATE <= first.month
    first_year, last_year = first.year, last.year
    if last_year and not first_year:
        first_year = last_year if rises else last_year - 1
    elif first_year and not last_year:
        last_year = first_year if rises else first_year + 1
    written = first.year and last.year
    ordered = (first_year or 0, first.month, first.day) < (last_year or 0, last.month, last.day)
    where = (first.begin, last.end, shown(text, first.begin, last.end))
    if not (ordered if written else rises or turns):
        return Impossible(*where, _("the days are in the wrong order"), first.notation)
    other_month = last.month if last.month != first.month else None
    return possible(
        replace(
            first, end=last.end, text=where[2], year=first_year, last_day=last.day, last_weekday=last.weekday,
            last_month=other_month, last_year=last_year if last_year != first_year else None,
        )
    )  # fmt: skip


def _with_years(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens, with the year after the last date of a list given to the earlier ones: "3/2 och 3/3 2026"."""
    found = list(tokens)
    for i in range(len(found) - 2, -1, -1):
        one, following = found[i], found[i + 1]
        if (
            isinstance(one, DateToken)
            and isinstance(following, DateToken)
            and one.year is None
            and following.year is not None
            and one.notation == following.notation
            and (one.last_month or one.month, one.last_day or one.day) < (following.month, following.day)
            and following.begin - one.end <= _LIST_GAP
            and _AND.fullmatch(text, one.end, following.begin)
            and not _MELLAN.search(text, max(0, one.begin - _BEFORE_REACH), one.begin)
        ):
            found[i] = possible(replace(one, year=following.year))
    return found
