"""Months and weekdays with a slip of the pen: one letter wrong, lost or too many, or two that changed places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from calendar_tool.locale import _
from calendar_tool.reading.notations import possible, shown
from calendar_tool.reading.tokens import DateToken, Impossible, Token
from calendar_tool.reading.words import MONTH_NUMBERS, MONTHS, WEEKDAY, YEAR, weekday_number

_SHORTEST = 4  # letters of a word that may be a month where no weekday stands before the day
_DAY = re.compile(rf"(?<![\w.:/-])(?P<d>[12]?[0-9]|3[01])[ ](?P<word>[A-Za-zåäöÅÄÖ]{{3,10}})\b(?:[ ](?P<y>{YEAR}))?")
_BEFORE = re.compile(rf"(?<![\w.:/-])(?P<wd>{WEEKDAY})(?:en)?\.?[ ](?:den[ ])?\Z", re.I)
_REACH = 16  # characters of a weekday before a day
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def misspelt_tokens(text: str) -> Iterator[Token]:
    """The days whose month is misspelt: a date where its weekday is written too, which the year must confirm."""
    for match in _DAY.finditer(text):
        names = _slips(match["word"].lower(), MONTHS)
        if not names:
            continue
        before = _BEFORE.search(text, max(0, match.start() - _REACH), match.start())
        span = (before.start() if before else match.start(), match.end())
        where = (*span, shown(text, *span))
        year = int(match["y"]) if match["y"] else None
        if len(match["word"]) < _SHORTEST and not before:
            continue
        if before and len(names) == 1:
            weekday = weekday_number(before["wd"])
            yield possible(
                DateToken(*where, int(match["d"]), MONTH_NUMBERS[names[0]], year, "d month", weekday=weekday)
            )
        else:
            reason = _("“{word}” may be {month}, misspelt").format(word=match["word"], month=_(" or ").join(names))
            yield Impossible(*where, reason, "d month")


def slip_of(word: str, names: Iterable[str]) -> str | None:
    """The only one of the names that a word can be with a slip; None if there is none, or the word is one of them."""
    found = _slips(word, names)
    return found[0] if len(found) == 1 else None


def _slips(word: str, names: Iterable[str]) -> list[str]:
    """The names that a word can be with a slip; none if it is one of them."""
    known = tuple(names)
    return [] if word in known else [name for name in known if _differ_by_one(word, name)]


def _differ_by_one(a: str, b: str) -> bool:
    if len(a) == len(b):
        wrong = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        return len(wrong) == 1
    long, short = sorted((a, b), key=len, reverse=True)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
