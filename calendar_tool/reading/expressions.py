"""The grammar: strict Swedish date and time expressions, each with its span.

Nothing is bent into a date: what cannot be one ("31 november", "13/14") is an Impossible with its reason, or no token
at all. A year that is not written stays None; `years.py` decides it from evidence. `dates.py` and `times.py` hold the
notations, `tokens.py` what is found, `words.py` the words; `phrases.py` reads one expression with its context.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from calendar_tool.reading.dates import date_tokens
from calendar_tool.reading.misspelt import misspelt_tokens
from calendar_tool.reading.notations import month_first
from calendar_tool.reading.periods import month_tokens, week_tokens
from calendar_tool.reading.times import bare_time, part_tokens, spoken_tokens, time_tokens
from calendar_tool.reading.tokens import (
    DateToken,
    DayPart,
    Impossible,
    MonthToken,
    NoTime,
    TimeToken,
    Token,
    WeekToken,
)
from calendar_tool.reading.words import (
    DASH,
    MONTHS,
    WEEKDAY,
    WORDS_FOR_MONTHS,
    YEAR,
    form_in,
    note_in,
    status_in,
    weekday_in,
)

__all__ = [
    "MONTHS",
    "WORDS_FOR_MONTHS",
    "DateToken",
    "DayPart",
    "Impossible",
    "MonthToken",
    "NoTime",
    "TimeToken",
    "Token",
    "WeekToken",
    "clock_times",
    "form_in",
    "note_in",
    "scan",
    "status_in",
    "weekday_in",
    "years_in",
]

_YEARS = re.compile(
    rf"(?<![0-9.:])(?P<year>{YEAR})(?![{DASH}/](?!{YEAR})[0-9]{{3}})"
    rf"(?:[ ]?[{DASH}/][ ]?(?P<next>[0-9]{{2}})(?![0-9]))?"
)
_SHORT_YEARS = re.compile(
    rf"\b[HV]T[ -]?(?P<one>[0-9]{{2}})(?![0-9./]|:[0-9]|[ ](?:{'|'.join(WORDS_FOR_MONTHS)}))|\b(?:läs|verksamhets"
    r"|arbets)år\w*[ ](?P<two>[0-9]{2})[/-][0-9]{2}(?![0-9])",
    re.I,
)
# What may stand between a date and its hours: marks of footnotes and the weekday.
_BESIDE = re.compile(
    rf"(?:\*{{1,3}}|[¹²³⁴⁵⁶⁷⁸⁹†])?(?:[ \t]?\({WEEKDAY}(?:en)?\.?\)|,?[ \t]{{1,2}}{WEEKDAY}\b)?[ \t,.]*", re.I
)


def scan(text: str, parts: bool = False) -> list[Token]:
    """Every date, month, week and time in the text, in order and without overlap.

    The longest reading at a place wins, dates before times, so that in "8-8.30 26 februari" the 26 stays with its
    month. Hours without "kl" and without minutes ("14-16") count only directly after a date. What looks like a date
    and cannot be one, or may be read in two ways, is an Impossible, so that nothing is passed over. With `parts` also
    the parts of the day and the places kept for hours ("heldag", "kl. xx.xx").
    """
    found = _Tokens(month_first(text))
    found.add(date_tokens(text))
    found.add(misspelt_tokens(text))
    dates = [t for t in found.tokens if isinstance(t, DateToken)]
    found.add(month_tokens(text))
    found.add(week_tokens(text))
    begin = 0
    hours: list[Token] = []
    for token in [*found.tokens, None]:
        hours += time_tokens(text, begin, token.begin if token else len(text))
        begin = token.end if token else begin
    found.add(hours)
    found.add(_beside(text, dates, found.tokens))
    found.add(spoken_tokens(text))
    if parts:
        found.add(part_tokens(text))
    return found.tokens


class _Tokens:
    """Tokens in order, of which none overlap."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens

    def add(self, others: Iterable[Token]) -> None:
        """Adds those that overlap none that is there."""
        begins = [t.begin for t in self.tokens]
        free = []
        for token in others:
            at = bisect_left(begins, token.end)
            if not at or self.tokens[at - 1].end <= token.begin:
                free.append(token)
        self.tokens = sorted([*self.tokens, *free], key=lambda t: t.begin)


def _beside(text: str, dates: Iterable[DateToken], tokens: list[Token]) -> Iterable[TimeToken]:
    """Hours right after a date, without "kl"; they end before the next token."""
    begins = [t.begin for t in tokens]
    for token in dates:
        blank = _BESIDE.match(text, token.end)
        at = bisect_left(begins, token.end)
        end = begins[at] if at < len(begins) else len(text)
        hours = bare_time(text, blank.end() if blank else token.end, end)
        if hours:
            yield hours


def years_in(text: str) -> list[int]:
    """The years written in a text, in order: "2020 /2021" and "2020/21" have two; 2018–2023 has its ends.

    A case number such as "2021/123" has none.
    """
    found = [2000 + int(m["one"] or m["two"]) for m in _SHORT_YEARS.finditer(text)]
    found += [y + 1 for y, m in zip(found, _SHORT_YEARS.finditer(text), strict=True) if m["two"]]
    for match in _YEARS.finditer(text):
        found.append(int(match["year"]))
        if match["next"] and int(match["next"]) == (found[-1] + 1) % 100:
            found.append(found[-1] + 1)
    return found


def clock_times(text: str) -> TimeToken | None:
    """The hours in a field that holds nothing but hours ("10.00-11.50", "13-15", "klockan 13.00-15.00 (...)")."""
    for token in scan(text):
        if isinstance(token, TimeToken):
            return token
    return bare_time(text, len(text) - len(text.lstrip()))
