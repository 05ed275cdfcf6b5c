"""Dates written in numbers with their year, and what makes any written day and month a date or an Impossible."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from calendar_tool.locale import _
from calendar_tool.reading.tokens import DateToken, Impossible, Token
from calendar_tool.reading.words import MONTHS, SHORT_MONTHS, month_number

_ISO = re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?P<sep>[-/.])(?P<m>[0-9]{2})(?P=sep)(?P<d>[0-9]{2})(?![0-9]|[-/.][0-9])")
_LOOSE_ISO = re.compile(r"(?P<y>20[0-9]{2})(?P<sep>[-/])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})(?![0-9]|[-/.][0-9])")
_SOLID = re.compile(r"(?P<y>20[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z]|[-/.,:][0-9])")
_COMPACT = re.compile(r"(?P<y>[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9])")
_DOTTED = re.compile(
    r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>(?:19|20)[0-9]{2}|[0-9]{2}(?!-[0-9]))(?![0-9]|[.:/,][0-9])"
)
_TRIPLE = re.compile(
    r"(?P<a>[0-9]{1,2})(?P<sep>[-/])(?P<b>[0-9]{1,2})(?P=sep)(?P<c>(?:19|20)?[0-9]{2})(?![0-9]|[./-][0-9])"
)
_EXCEL = re.compile(
    rf"(?P<d>[0-9]{{1,2}})-(?P<m>{'|'.join(SHORT_MONTHS)}|maj)(?:-(?P<y>(?:20)?[0-9]{{2}}))?(?![a-zåäö0-9])", re.I
)
_SOLID_CELL = re.compile(r"(?:^|(?<=[ \t|]))[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?=[ \t|]|$)")
_FEWEST_ROWS = 3
_LINE = re.compile(r"[^\n]+")
_DAY = re.compile(r"(?P<day>[0-9]{1,2})(?::[ea])?(?:[–-](?P<last>[0-9]{1,2})(?::[ea])?)?")
_FEWEST_MONTHS = 3
_AFTER_DAY = re.compile(r"[0-9]\.?[ ]*\Z")
_NTH = r"(?:den[ ])?(?:[12]?[0-9]|3[01])(?::[ea]\b)?(?:[–-](?:[12]?[0-9]|3[01])(?::[ea]\b)?)?(?![0-9]|[:./–-][0-9])"
_MONTH_FIRST = re.compile(
    rf"(?<![\wåäö])(?P<m>(?:{'|'.join((*MONTHS, *SHORT_MONTHS))}))(?![a-zåäö])\.?[ ]"
    rf"(?P<days>{_NTH}(?:[ ]?(?:,|o|och|&|samt)[ ]{_NTH})*)"
    rf"(?![ ]*(?:{'|'.join((*MONTHS, *SHORT_MONTHS))})\b)",
    re.I,
)
_LONGEST_LIST = 1000  # characters of a line that may be a list of days
_SHORT = re.compile(r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})(?![0-9]|[.:][0-9]|\s?%)")
_NEXT = r"\s{0,3}(?:[,;]|och\b|samt\b)\s{0,3}"
_ONE = r"[0-9]{1,2}\.[0-9]{1,2}(?:\s{0,3}\([^()]{0,60}\))?"
_SHORT_LIST = re.compile(rf"\s*(?:[^:0-9()]{{2,60}}:\s*)?(?P<list>{_ONE}(?:{_NEXT}{_ONE})+)[\s,.;]*")
_SOLID_LIST = re.compile(rf"(?<![0-9])[0-9]{{6}}(?:{_NEXT}[0-9]{{6}}(?![0-9]))+")
# Words after which three numbers, or two with a slash between, are no date.
_NUMBERING = (
    r"nr|nummer|punkt|punkterna|sid|sida|sidan|sidorna|bil|bilaga|kap|kapitel|avsnitt|paragraf|version|ver|dnr|diarienr"
    r"|bild|id|fnr|tel|vecka|veckan|veckorna"
)
_NUMBERED = re.compile(rf"(?:\b(?:{_NUMBERING})[.:]?|\bs\.|\bv\.?|§)[ \t]*\Z", re.I)
# Words after which a number is none of a list of days either.
_COUNTED = re.compile(
    rf"(?:\b(?:{_NUMBERING}|sal|rum|grupp|klass|åk|årskurs|etapp|del|plan|våning|hus|kl|klockan|ärende|v)[.:]?|\bs\.|§)"
    r"[ \t]*\Z",
    re.I,
)
_COUNTED_REACH = 14


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a list or a range: where it begins and ends, and what it says."""

    begin: int
    end: int
    day: int
    weekday: int | None
    joined: str = ""  # what stands before it: "", "range" or "list"


def compact(text: str) -> DateToken | None:
    """The date of six digits that are the whole text ("260216"); None if they are none."""
    match = _COMPACT.fullmatch(text)
    token = made(text, *match.span(), "compact", match["d"], match["m"], f"20{match['y']}") if match else None
    return token if isinstance(token, DateToken) else None


def numbers(text: str, begin: int) -> Token | None:
    glued = begin > 0 and (text[begin - 1].isalpha() or text[begin - 1] == "-")
    if match := _ISO.match(text, begin):
        return (
            None if begin and text[begin - 1] == "-" else made(text, *match.span(), "iso", *match.group("d", "m", "y"))
        )
    if glued:
        return None
    if match := _LOOSE_ISO.match(text, begin) or _SOLID.match(text, begin):
        counted = len(match[0]) == 8 and match[0].isdigit() and is_numbered(text, begin)
        return None if counted else made(text, *match.span(), "iso", *match.group("d", "m", "y"))
    if match := _DOTTED.match(text, begin):
        return None if is_numbered(text, begin) else _dotted(text, match)
    if match := _TRIPLE.match(text, begin):
        return None if is_numbered(text, begin) else _triple(text, match)
    if (match := _COMPACT.match(text, begin)) and re.match(r"[A-ZÅÄÖ]{2} ", text[max(0, begin - 3) : begin]):
        return made(text, *match.span(), "compact", match["d"], match["m"], f"20{match['y']}")
    if match := _EXCEL.match(text, begin):
        year = match["y"] and match["y"].rjust(4, "2")[-2:]
        return made(text, *match.span(), "d month", match["d"], str(month_number(match["m"])), year and f"20{year}")
    return _in_list(text, begin)


def _in_list(text: str, begin: int) -> Token | None:
    """The day at a place in a list of days that are numbers only: "26.8, 30.9, 28.10", "260302, 260413"."""
    day, solid = _SHORT.match(text, begin), _COMPACT.match(text, begin)
    if not (day or solid):
        return None
    start = text.rfind("\n", max(0, begin - _LONGEST_LIST), begin) + 1
    stop = text.find("\n", begin, begin + _LONGEST_LIST)
    stop = stop if stop >= 0 else len(text)
    if stop - start > _LONGEST_LIST:
        return None
    line = text[start:stop]
    beside = line.rfind("(", 0, begin - start) > line.rfind(")", 0, begin - start)  # "(kl. 17.00)"
    if day and not beside and _is_list(line):
        return made(text, *day.span(), "d.m", day["d"], day["m"], None)
    if solid and (any(a <= begin - start < b for a, b in _solid_lists(line)) or start in _solid_rows(text)):
        return made(text, *solid.span(), "yymmdd", solid["d"], solid["m"], f"20{solid['y']}")
    return None


@lru_cache(maxsize=64)
def _is_list(line: str) -> bool:
    """Whether a line is a list of days and months with a dot between, of which one at least can be no hours."""
    match = _SHORT_LIST.fullmatch(line)
    days = (
        [(int(m["d"]), int(m["m"]), m["m"]) for m in _SHORT.finditer(re.sub(r"\([^()]*\)", "", line))] if match else []
    )
    if not days or not all(1 <= d <= 31 and 1 <= m <= 12 for d, m, _written in days):
        return False
    return len({d for d, _m, _written in days}) > 1 and any(d > 23 or len(written) == 1 for d, _m, written in days)


@lru_cache(maxsize=4)
def _solid_rows(text: str) -> frozenset[int]:
    """Where the rows of a table of days of six digits begin: lines that hold two or more of them, three or more."""
    found = [(line.start(), len(_SOLID_CELL.findall(line[0][:_LONGEST_LIST]))) for line in _LINE.finditer(text)]
    several = sum(count > 1 for _start, count in found) >= _FEWEST_ROWS
    return frozenset(start for start, count in found if count and several)


@lru_cache(maxsize=64)
def _solid_lists(line: str) -> tuple[tuple[int, int], ...]:
    return tuple(m.span() for m in _SOLID_LIST.finditer(line))


def _dotted(text: str, match: re.Match[str]) -> Token | None:
    """16.2.2026, and 16.2.26 where it can be neither a section's number nor a year, a month and a day."""
    day, month, year = match["d"], match["m"], match["y"]
    if len(year) == 4:
        return made(text, *match.span(), "d.m.y", day, month, year)
    if not 20 <= int(year) <= 39 or not 1 <= int(day) <= 31 or not 1 <= int(month) <= 12:
        return None
    if int(day) >= 20 and int(year) <= 31 and day != year:
        return _two_ways(text, match)
    return made(text, *match.span(), "d.m.y", day, month, f"20{year}")


def _triple(text: str, match: re.Match[str]) -> Token | None:
    """3/2/2026; 3-2-2026 and 3/2/26 only where they cannot be read in two ways."""
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["c"]) == 4:
        if match["sep"] == "-" and a <= 12 and b <= 12 and a != b:
            return _two_ways(text, match)
        return made(text, *match.span(), "d/m", match["a"], match["b"], match["c"]) if max(a, b) <= 31 else None
    plausible = 1 <= b <= 12 and (1 <= a <= 31 or 1 <= c <= 31)
    return _two_ways(text, match) if plausible else None


def _two_ways(text: str, match: re.Match[str]) -> Impossible:
    return Impossible(*match.span(), match[0], _("may be read in two ways"), "unread")


@dataclass(frozen=True, slots=True)
class Shared:
    """The month and year that days share, and how they are written."""

    text: str
    notation: str
    month: int
    year: int | None

    def token(self, days: Sequence[Day], end: int) -> Token | None:
        """One day, or the first and last day of a range, as a token that ends at `end`."""
        first, last = days[0], days[-1]
        where = (first.begin, end)
        if not 1 <= self.month <= 12 or not all(1 <= d.day <= 31 for d in days):
            if self.notation == "d/m" and first.weekday is None:  # a fraction or a score ("50/50")
                return None
            return Impossible(*where, shown(self.text, *where), _("there is no such date"), self.notation)
        if first is not last and first.day >= last.day:
            reason = _("the days are in the wrong order")
            return Impossible(*where, shown(self.text, *where), reason, self.notation)
        token = DateToken(
            *where, shown(self.text, *where), first.day, self.month, self.year, self.notation,
            None if first is last else last.day, first.weekday, None, None, None if first is last else last.weekday,
        )  # fmt: skip
        return possible(token)

    def listed(self, days: Sequence[Day], following: int) -> list[Token]:
        """The days before one that share its month, as long as they rise: 14 and 21 in "14, 21 och 28 maj"."""
        found: list[Token] = []
        rest = list(days)
        while rest:
            own = 2 if rest[-1].joined == "range" else 1
            group = rest[-own:]
            if len(group) < own or group[0].joined == "range" or group[-1].day >= following:
                break
            token = self.token(group, group[-1].end)
            if not isinstance(token, DateToken):
                break
            found.insert(0, token)
            following, rest = group[0].day, rest[:-own]
        return found


def made(text: str, begin: int, end: int, notation: str, day: str, month: str, year: str | None) -> Token | None:
    """The token of numbers that are written; None for a fraction or a score."""
    shared = Shared(text, notation, int(month), int(year) if year else None)
    return shared.token([Day(begin, end, int(day), None)], end)


def possible(token: DateToken) -> Token:
    """The token, or why it can be no date."""
    ends = [(token.day, token.month, token.year)]
    if token.last_day is not None:
        ends.insert(0, (token.last_day, token.last_month or token.month, token.last_year or token.year))
    for day, month, year in ends:
        if day > (monthrange(year, month)[1] if year else 29 if month == 2 else monthrange(2000, month)[1]):
            reason = _("{month} has no day {day}").format(month=MONTHS[month - 1], day=day)
            return Impossible(token.begin, token.end, token.text, reason, token.notation)
    if token.year and token.on(token.year) is None:
        reason = _("the date is another day of the week in {year}").format(year=token.year)
        return Impossible(token.begin, token.end, token.text, reason, token.notation)
    return token


def is_numbered(text: str, begin: int) -> bool:
    """Whether the word before a place makes two or three numbers there something else than a date ("sid 3/12")."""
    return bool(_NUMBERED.search(text, max(0, begin - _COUNTED_REACH), begin))


def is_counted(text: str, begin: int) -> bool:
    """Whether the word before a place makes a number there no day of a list ("sal 3, 14 mars")."""
    return bool(_COUNTED.search(text, max(0, begin - _COUNTED_REACH), begin))


def shown(text: str, begin: int, end: int) -> str:
    return " ".join(text[begin:end].split()).rstrip(".")


def month_first(text: str) -> list[Token]:
    """The days of lists that name each month before its days: "Jan 20 o 27, Febr 17, Mars 3, 17 o 31"."""
    found: list[Token] = []
    lists = [
        (line, parts, months)
        for line in _LINE.finditer(text)
        if len(line[0]) <= _LONGEST_LIST
        and len(parts := list(_MONTH_FIRST.finditer(line[0]))) > 1
        and (months := [month_number(m["m"]) for m in parts]) == sorted(months)
        and not _AFTER_DAY.search(line[0][: parts[0].start()])
    ]
    for line, parts, months in lists if any(len(parts) >= _FEWEST_MONTHS for _line, parts, _months in lists) else ():
        for match, month in zip(parts, months, strict=True):
            start: int | None = match.start()
            for day in _DAY.finditer(line[0], match.start("days"), match.end("days")):
                begin, end = line.start() + (start if start is not None else day.start()), line.start() + day.end()
                last = int(day["last"]) if day["last"] else None
                token = DateToken(begin, end, shown(text, begin, end), int(day["day"]), month, None, "month d", last)
                found.append(possible(token))
                start = None
    return found
