"""Months without a day, and weeks, in a text; the first and last day of quarters, terms and months."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from calendar_tool.locale import _
from calendar_tool.reading.notations import shown
from calendar_tool.reading.tokens import Days, Impossible, MonthToken, Token, WeekToken
from calendar_tool.reading.words import DASH, MONTH, MONTHS, ORDINALS, SHORT_MONTHS, YEAR, month_number

_LONE = "|".join(s for s in SHORT_MONTHS if s not in ("jul", "mar", "jun"))  # those three are other words too
_LONE_MONTH = re.compile(
    rf"(?<![A-Za-zåäöÅÄÖ0-9])(?P<m>(?i:{'|'.join(MONTHS)})|{_LONE})(?![A-Za-zåäöÅÄÖ]|-[A-ZÅÄÖ])\.?"
    rf"(?:[ \t]+(?P<y>{YEAR}))?"
)
_WEEK = re.compile(
    rf"(?<![\w/.-])(?:v(?=[0-9]{{2}}|[ \t]|\.)\.?|vecka|veckan|veckorna|veckor)[ \t]?(?P<w>[0-9]{{1,2}})"
    rf"(?![0-9]|[.,:][0-9]|/|[ \t]?%)"
    rf"(?:[ \t]?[{DASH}][ \t]?(?P<last>[0-9]{{1,2}})(?![0-9]|[.,:/][0-9]))?(?:,?[ \t]+(?:år[ \t]+)?(?P<y>{YEAR}))?",
    re.I,
)
_LATE_WEEK, _EARLY_WEEK = 40, 14  # weeks between which a span may turn into the next year
_AFTER = rf"(?:,?[ ]?(?:år[ ])?(?P<y>{YEAR})|[ -]?(?P<yy>[0-9]{{2}})(?![0-9]|[.:/,-][0-9]))?(?![a-zåäö0-9])"
_QUARTER = re.compile(
    rf"\b(?:(?:kvartal|kv\.?|q)[ ]?(?P<q>[1-4])(?![0-9])|(?P<nth>första|andra|tredje|fjärde|[1-4]:[ae])[ ]kvartalet)"
    rf"(?:,?[ ](?:år[ ])?(?P<y>{YEAR}))?(?![a-zåäö0-9])",
    re.I,
)
_TERM = re.compile(rf"(?<![\w-])(?:(?P<spring>vt|vårterminen)|(?:ht|höstterminen)){_AFTER}", re.I)
_FIRST_LAST = re.compile(
    rf"\b(?:(?P<last>sista)|första)[ ](?:dagen[ ]i[ ])?(?P<m>{MONTH})(?:,?[ ](?P<y>{YEAR}))?", re.I
)
_MONTHS = re.compile(
    rf"(?<![\w-])(?P<m>{MONTH})(?:,?[ ](?P<y>{YEAR}))?"
    rf"(?:(?:[ ]?[{DASH}][ ]?|[ ](?:till(?:[ ]och[ ]med)?|t\.?o\.?m\.?)[ ])(?P<m2>{MONTH})(?:,?[ ](?P<y2>{YEAR}))?)?",
    re.I,
)


def period(text: str, year: int | None) -> Days | None:
    """The first and last day of the quarter, term or months that a text names, or the first or last day of a month.

    A term is half a year. `year` holds where none is written. None if the text names none of them.
    """
    for pattern, make in ((_QUARTER, _quarter), (_TERM, _term), (_FIRST_LAST, _first_last), (_MONTHS, _months)):
        if match := pattern.search(text):
            groups = match.groupdict()
            short = groups.get("yy")
            written = groups.get("y2") or groups["y"] or (short and f"20{short}")
            stated = int(written) if written else year
            if stated is None:
                return Days(match.end(), problem=_("the year is not stated"))
            found = make(match, stated)
            if pattern in (_QUARTER, _TERM) and pattern.search(text, match.end()):
                return Days(match.end(), problem=_("several periods"))
            return found
    return None


def _whole(match: re.Match[str], first: date, last: date) -> Days:
    """From the first of a month to the last of another."""
    if first > last:
        return Days(match.end(), problem=_("the days are in the wrong order"))
    return Days(match.end(), (first,), last.replace(day=monthrange(last.year, last.month)[1]))


def _quarter(match: re.Match[str], year: int) -> Days:
    word = (match["q"] or match["nth"]).lower()
    number = int(word[0]) if word[0].isdigit() else ORDINALS[word]
    return _whole(match, date(year, number * 3 - 2, 1), date(year, number * 3, 1))


def _term(match: re.Match[str], year: int) -> Days:
    first, last = (1, 6) if match["spring"] else (7, 12)
    return _whole(match, date(year, first, 1), date(year, last, 1))


def _first_last(match: re.Match[str], year: int) -> Days:
    month = month_number(match["m"])
    return Days(match.end(), (date(year, month, monthrange(year, month)[1] if match["last"] else 1),))


def _months(match: re.Match[str], year: int) -> Days:
    """Months over a year's turn: a year after the last one is its own, any other that of the first."""
    first, last = month_number(match["m"]), month_number(match["m2"] or match["m"])
    turns = last < first
    begin = int(match["y"]) if match["y"] else year - (turns and match["y2"] is not None)
    end = int(match["y2"]) if match["y2"] else begin + turns
    return _whole(match, date(begin, first, 1), date(end, last, 1))


def month_tokens(text: str) -> Iterator[Token]:
    """The months that stand alone, and those within dates."""
    for match in _LONE_MONTH.finditer(text):
        year = int(match["y"]) if match["y"] else None
        yield MonthToken(match.start(), match.end(), shown(text, *match.span()), month_number(match["m"]), year)


def week_tokens(text: str) -> Iterator[Token]:
    """The weeks; an Impossible for one that no year, or not the year beside it, has."""
    for match in _WEEK.finditer(text):
        where = (*match.span(), shown(text, *match.span()))
        week, last = int(match["w"]), int(match["last"]) if match["last"] else None
        year = int(match["y"]) if match["y"] else None
        token = WeekToken(*where, week, last, year)
        if not 1 <= week <= 53 or not 1 <= (last or week) <= 53:
            yield Impossible(*where, _("there is no such week"), "week")
        elif last is not None and last <= week and not (last < _EARLY_WEEK and week >= _LATE_WEEK):
            yield Impossible(*where, _("the weeks are in the wrong order"), "week")
        elif year and token.days(year) is None:
            yield Impossible(*where, _("{year} has no week {week}").format(year=year, week=last or week), "week")
        else:
            yield token
