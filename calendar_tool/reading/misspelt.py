"""Months and weekdays with a slip of the pen: one letter wrong, lost or too many, or two that changed places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from calendar_tool.locale import _
from calendar_tool.reading.notations import possible, shown
from calendar_tool.reading.tokens import DateToken, Impossible, Token
from calendar_tool.reading.words import MONTH_NUMBERS, MONTHS, WEEKDAY, YEAR, weekday_number

_SHORTEST = 4  # letters of a name that a slip leaves recognizable
_DAY = re.compile(rf"(?<![\w.:/-])(?P<d>[12]?[0-9]|3[01])[ ](?P<word>[A-Za-zåäöÅÄÖ]{{4,10}})\b(?:[ ](?P<y>{YEAR}))?")
_BEFORE = re.compile(rf"(?<![\w.:/-])(?P<wd>{WEEKDAY})(?:en)?\.?[ ](?:den[ ])?\Z", re.I)
_REACH = 16  # characters of a weekday before a day
_MONTHS = tuple(name for name in MONTHS if len(name) >= _SHORTEST)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def misspelt_tokens(text: str) -> Iterator[Token]:
    """The days whose month is misspelt: a date where its weekday is written too, which the year must confirm."""
    for match in _DAY.finditer(text):
        name = slip_of(match["word"].lower(), _MONTHS)
        if name is None:
            continue
        before = _BEFORE.search(text, max(0, match.start() - _REACH), match.start())
        span = (before.start() if before else match.start(), match.end())
        where = (*span, shown(text, *span))
        year = int(match["y"]) if match["y"] else None
        if before:
            weekday = weekday_number(before["wd"])
            yield possible(DateToken(*where, int(match["d"]), MONTH_NUMBERS[name], year, "d month", weekday=weekday))
        else:
            reason = _("“{word}” may be {month}, misspelt").format(word=match["word"], month=name)
            yield Impossible(*where, reason, "d month")


def slip_of(word: str, names: Iterable[str]) -> str | None:
    """The only one of the names that a word can be with a slip; None if there is none, or the word is one of them."""
    found = [name for name in names if word == name or _differ_by_one(word, name)]
    return found[0] if len(found) == 1 and found[0] != word else None


def _differ_by_one(a: str, b: str) -> bool:
    if len(a) == len(b):
        wrong = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        return len(wrong) == 1
    long, short = sorted((a, b), key=len, reverse=True)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
