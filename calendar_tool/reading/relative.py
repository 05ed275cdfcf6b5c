"""Days told from another day: "i förrgår", "om 14 dagar", "nästa vecka", "nu på fredag"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from calendar_tool.locale import _
from calendar_tool.reading.tokens import Days
from calendar_tool.reading.words import NUMBERS, weekday_number

_WD = r"(?:mån|tis|ons|tors|fre|lör|sön)dag"
_COUNT = rf"[0-9]{{1,3}}|en|{'|'.join(NUMBERS)}|fjorton"
_NEAR = re.compile(
    r"\b(?:(?P<d2>i[ ]?övermorgon|övermorgon)|(?P<d1>i[ ]?morgon)|(?P<d0>i[ ]?dag)"
    r"|(?P<dm1>i[ ]?går)|(?P<dm2>i[ ]?förr(?:a)?går))"
    r"(?![\w-])",
    re.I,
)
_IN = re.compile(rf"\b(?:om|för)[ ](?P<n>{_COUNT})[ ](?P<unit>dag(?:ar)?|veck(?:a|or))(?P<ago>[ ]sed[ae]n)?\b", re.I)
_WEEK = re.compile(
    rf"(?:\b(?:på[ ])?(?P<wd>{_WD})(?:en)?[ ](?:i[ ])?)?\b(?:(?P<next>nästa[ ]vecka)|(?P<last>förra[ ]veckan)"
    r"|(?P<this>denna[ ]vecka|den[ ]här[ ]veckan|innevarande[ ]vecka))\b",
    re.I,
)
_MONTH = re.compile(
    r"\b(?:(?P<next>nästa[ ]månad)|(?P<last>förra[ ]månaden)|(?P<this>denna[ ]månad|den[ ]här[ ]månaden))\b", re.I
)
_ON = re.compile(rf"\b(?:nu[ ])?på[ ](?P<wd>{_WD})(?![\w-])(?![ ](?:om|i)\b)", re.I)
_LAST = re.compile(rf"\bi[ ](?P<wd>{_WD})s(?![\w-])", re.I)
_UNCLEAR = re.compile(
    rf"\b(?:nästa|nästkommande|förra)[ ]{_WD}(?:en)?\b|\b{_WD}(?:en)?[ ]om[ ](?:{_COUNT})[ ]veck", re.I
)


def relative(text: str, reference: date | None) -> Days | None:
    """The days that a text tells from `reference`, today's or the document's date; None if it tells none."""
    if match := _UNCLEAR.search(text):
        return Days(match.end(), problem=_("may be read in two ways"))
    for pattern, days in (
        (_WEEK, _week),
        (_MONTH, _month),
        (_NEAR, _near),
        (_IN, _counted),
        (_ON, _on),
        (_LAST, _before),
    ):
        if match := pattern.search(text):
            if pattern is _IN and (match[0].lower().startswith("för")) != bool(match["ago"]):
                return None
            if reference is None:
                return Days(match.end(), problem=_("the day that it is counted from is not known"))
            return days(match, reference)
    return None


def _near(match: re.Match[str], reference: date) -> Days:
    shift = {"d2": 2, "d1": 1, "d0": 0, "dm1": -1, "dm2": -2}[str(match.lastgroup)]
    return Days(match.end(), (reference + timedelta(days=shift),))


def _counted(match: re.Match[str], reference: date) -> Days:
    word = match["n"].lower()
    number = int(word) if word.isdigit() else {"en": 1, "fjorton": 14, **NUMBERS}[word]
    days = number * (7 if match["unit"].lower().startswith("veck") else 1)
    return Days(match.end(), (reference + timedelta(days=-days if match["ago"] else days),))


def _week(match: re.Match[str], reference: date) -> Days:
    shift = 1 if match["next"] else -1 if match["last"] else 0
    monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=shift)
    if match["wd"]:
        return Days(match.end(), (monday + timedelta(days=weekday_number(match["wd"])),))
    return Days(match.end(), (monday,), monday + timedelta(days=6))


def _month(match: re.Match[str], reference: date) -> Days:
    shift = 1 if match["next"] else -1 if match["last"] else 0
    years, month = divmod(reference.month - 1 + shift, 12)
    first = date(reference.year + years, month + 1, 1)
    return Days(match.end(), (first,), first.replace(day=monthrange(first.year, first.month)[1]))


def _on(match: re.Match[str], reference: date) -> Days:
    ahead = (weekday_number(match["wd"]) - reference.weekday() - 1) % 7 + 1
    return Days(match.end(), (reference + timedelta(days=ahead),))


def _before(match: re.Match[str], reference: date) -> Days:
    back = (reference.weekday() - weekday_number(match["wd"]) - 1) % 7 + 1
    return Days(match.end(), (reference - timedelta(days=back),))
