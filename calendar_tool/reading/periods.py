"""Months without a day, and weeks, in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from calendar_tool.locale import _
from calendar_tool.reading.notations import shown
from calendar_tool.reading.tokens import Impossible, MonthToken, Token, WeekToken
from calendar_tool.reading.words import DASH, MONTHS, SHORT_MONTHS, YEAR, month_number

_LONE = "|".join(s for s in SHORT_MONTHS if s not in ("jul", "mar", "jun"))  # those three are other words too
_LONE_MONTH = re.compile(
    rf"(?<![A-Za-zåäöÅÄÖ0-9])(?P<m>(?i:{'|'.join(MONTHS)})|{_LONE})(?![A-Za-zåäöÅÄÖ]|-[A-ZÅÄÖ])\.?"
    rf"(?:[ \t]+(?P<y>{YEAR}))?"
)
_WEEK = re.compile(
    rf"\b(?:v\.?|vecka|veckan|veckorna|veckor)[ \t]?(?P<w>[0-9]{{1,2}})(?![0-9]|[.,:/][0-9]|[ \t]?%)"
    rf"(?:[ \t]?[{DASH}][ \t]?(?P<last>[0-9]{{1,2}})(?![0-9]|[.,:/][0-9]))?(?:,?[ \t]+(?:år[ \t]+)?(?P<y>{YEAR}))?",
    re.I,
)


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
        elif last is not None and last <= week:
            yield Impossible(*where, _("the weeks are in the wrong order"), "week")
        elif year and token.days(year) is None:
            yield Impossible(*where, _("{year} has no week {week}").format(year=year, week=last or week), "week")
        else:
            yield token
