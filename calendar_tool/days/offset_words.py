"""The Swedish of Offset: "9 arbetsdagar före", "onsdagen veckan före kl 17", "2 dagar efter justering"."""

from __future__ import annotations

import re
from datetime import time

from calendar_tool.days.counting import Offset, Unit
from calendar_tool.locale import WEEKDAYS, _

_NUMBERS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_NUMBER = rf"(?P<n>[0-9]{{1,4}}|en|{'|'.join(_NUMBERS)})"
_UNITS = {"a": Unit.WORKING_DAYS, "k": Unit.DAYS, "d": Unit.DAYS, "v": Unit.WEEKS}  # by their first letters
_UNIT = r"(?P<unit>(?:arbets|kalender)?dag(?:ar)?|veck(?:a|or))"
_BEFORE = "före|innan"
_DIRECTION = rf"(?P<direction>{_BEFORE}|efter)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS['sv'])})(?:en)?"
_ANCHOR = r"(?:\s+(?P<anchor>\S.*))?"
_MEETING = ("mötet", "möte", "mötesdagen", "sammanträdet", "sammanträde", "sammanträdesdagen")
_FORMS = (
    rf"{_NUMBER}\s+{_UNIT}\s+{_DIRECTION}{_ANCHOR}",
    rf"{_WEEKDAY}\s+(?:i\s+)?veckan\s+{_DIRECTION}{_ANCHOR}",
    rf"{_WEEKDAY}\s+{_NUMBER}\s+veck(?:a|or)\s+{_DIRECTION}{_ANCHOR}",
    rf"{_WEEKDAY}\s+(?:i\s+)?samma\s+vecka(?:\s+som{_ANCHOR})?",
    rf"(?P<nearest>vardagen|arbetsdagen)\s+närmast\s+{_DIRECTION}{_ANCHOR}",
    rf"samma\s+dag(?:\s+som{_ANCHOR})?",
)
_CLOCK = r"(?<!\S)(?:(?:kl\.?|klockan)\s*([0-9]{1,2})(?:[.:]([0-9]{2}))?|([0-9]{1,2})[.:]([0-9]{2}))(?!\S)"
_AT_LEAST = r"(?<!\S)(?:senast|minst|ca\.?|cirka)(?!\S)"  # a deadline is the last day anyway
_END_OF_DAY = time(23, 59)  # what "24.00" is kept as


def parse(text: str) -> Offset:
    """The offset that a text tells, in small or capital letters; "senast", "minst" and "ca" say nothing more.

    "Vardagen närmast före" (kommunallagen 2017:725, 5 kap. 14 §) is taken for the working day before: a Saturday is
    a vardag, but nobody is at work to send a notice. ValueError, with an example, for what is not understood.
    """
    rest, clock = _without_clock(_composed(text))
    words = " ".join(re.sub(_AT_LEAST, " ", rest, flags=re.I).split())
    for form in _FORMS:
        if match := re.fullmatch(form, words, re.I):
            return _offset(match.groupdict(), clock)
    if re.match(rf"{_WEEKDAY}\s+{_DIRECTION}(?!\S)", words, re.I):
        what = _("“{text}” may be in the week of the meeting or in another; write it like {example}")
        raise ValueError(what.format(text=text, example="onsdagen samma vecka, onsdagen veckan före"))
    raise _not_understood(text)


def said(offset: Offset) -> str:
    """The offset as text in one way, which parse reads back."""
    n, direction = abs(offset.n), "efter" if offset.n > 0 else "före"
    if offset.weekday is not None:
        weekday = f"{WEEKDAYS['sv'][offset.weekday]}en"
        week = {0: "samma vecka", 1: f"veckan {direction}"}.get(n, f"{n} veckor {direction}")
        words = [weekday, week]
    elif n == 0 and offset.unit is Unit.DAYS:
        words = ["samma dag"]
    else:
        one = {Unit.DAYS: "dag", Unit.WORKING_DAYS: "arbetsdag", Unit.WEEKS: "vecka"}[offset.unit]
        words = [str(n), one if n == 1 else offset.unit.value, direction]
    if offset.anchor:
        words += ["som", offset.anchor] if words[-1] in ("samma dag", "samma vecka") else [offset.anchor]
    if offset.clock:
        words += ["kl", "24.00" if offset.clock == _END_OF_DAY else f"{offset.clock:%H.%M}"]
    return " ".join(words)


def _composed(text: str) -> str:
    """The text with "ö" for an "o" with its dots after it, as macOS writes it."""
    if not any("\u0300" <= sign <= "\u036f" for sign in text):
        return text
    import unicodedata  # which takes longer to import than most commands may

    return unicodedata.normalize("NFC", text)


def _offset(found: dict[str, str | None], clock: time | None) -> Offset:
    anchor = found.get("anchor") or ""
    if anchor.casefold() in _MEETING:
        anchor = ""
    direction = found.get("direction")
    sign = 1 if direction and direction.casefold() == "efter" else -1
    if found.get("nearest"):
        return Offset(sign, Unit.WORKING_DAYS, None, clock, anchor)
    n = _number(found.get("n") or ("1" if direction else "0")) * sign
    if weekday := found.get("weekday"):
        return Offset(n, Unit.WEEKS, WEEKDAYS["sv"].index(weekday.casefold()), clock, anchor)
    unit = found.get("unit")
    return Offset(n, _UNITS[unit[0].casefold()] if unit else Unit.DAYS, None, clock, anchor)


def _number(word: str) -> int:
    word = word.casefold()
    if word.isdecimal():
        return int(word)
    return 1 if word == "en" else _NUMBERS.index(word)


def _without_clock(text: str) -> tuple[str, time | None]:
    """The text without its time of day, and the time; ValueError for two of them, or one that no clock shows."""
    found = list(re.finditer(_CLOCK, text, re.I))
    if not found:
        return text, None
    match = found[0]
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4] or 0)
    if len(found) > 1 or hour > 24 or minute > 59 or (hour == 24 and minute):
        raise _not_understood(text)
    return f"{text[: match.start()]} {text[match.end() :]}", _END_OF_DAY if hour == 24 else time(hour, minute)


def _not_understood(text: str) -> ValueError:
    what = _("“{text}” tells no day; write it like {examples}")
    examples = "9 arbetsdagar före kl 10, 7 dagar före, onsdagen veckan före kl 17, 14 dagar efter, samma dag"
    return ValueError(what.format(text=text, examples=examples))
