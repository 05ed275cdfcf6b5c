"""Hours in a text: starts and ends, places kept for them, and parts of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time

from calendar_tool.reading.tokens import DayPart, NoTime, TimeToken, Token
from calendar_tool.reading.words import DASH, MONTH, NUMBERS, digits

_TO = rf"[ \t]*(?:[{DASH}]|till)[ \t]*"
_HOUR = r"(?:[01]?[0-9]|2[0-4])"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CLOCK = rf"{_HOUR}(?:[.:][0-5][0-9]|[{_RAISED[:6]}][{_RAISED}])(?![0-9{_RAISED}])"
_MILITARY = r"(?!20[2-5])(?:[01][0-9]|2[0-3])[0-5][0-9](?![0-9])"  # "kl 0830", no year
_COMMA = rf"{_HOUR},[0-5][0-9](?![0-9])"
_ABOUT = r"(?:ca\.?|cirka|c:a|omkring|runt)[ \t]*"
_KL = r"\b(?:klockan[ \t]+är|kl(?:ockan)?|tid)\b[.:]*[ \t]*"
_AFTER_KL = rf"{_CLOCK}|{_MILITARY}|{_COMMA}|{_HOUR}(?![0-9]|[.:][0-9])"
_TIME = re.compile(
    rf"\bmellan[ \t]+(?:kl(?:ockan)?\b\.?[ \t]*)?(?P<i>{_CLOCK})[ \t]+och[ \t]+(?:kl(?:ockan)?\b\.?[ \t]*)?"
    rf"(?P<j>{_CLOCK})"
    rf"|{_KL}(?:{_ABOUT})?(?P<a>{_AFTER_KL})"
    rf"(?:{_TO}(?:kl(?:ockan)?\b\.?[ \t]*)?(?:{_ABOUT})?(?P<b>{_CLOCK}|{_MILITARY}|{_COMMA}|{_HOUR}(?![0-9/])))?"
    rf"|(?<![0-9./:,-])(?P<c>{_CLOCK}){_TO}(?:{_ABOUT})?(?P<e>{_CLOCK}|{_HOUR}(?![0-9/]))"
    rf"|(?<![0-9./:,-])(?P<f>{_HOUR}){_TO}(?P<g>{_CLOCK})",
    re.I,
)
_BARE_TIME = re.compile(
    rf"(?P<a>{_CLOCK}|{_HOUR}(?![0-9.:])){_TO}(?:{_ABOUT})?"
    rf"(?P<b>{_CLOCK}|{_HOUR}(?![0-9/.:]))(?![ \t]*(?:{MONTH}|/|%))"
    r"|(?P<h>[01][0-9][0-5][0-9])[-–](?P<i>[01][0-9][0-5][0-9])(?![0-9])"
    rf"|(?P<c>{_CLOCK})",
    re.I,
)
_LASTS = re.compile(
    r",?[ \t]*\(?(?:i[ \t]+)?(?:ca\.?|cirka)?[ \t]*"
    r"(?P<n>[0-9]{1,3})(?P<half>[,.]5)?[ \t]*(?P<unit>tim(?:mar|me)?|min(?:uter)?)\b\.?",
    re.I,
)
_NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))
_SPOKEN = re.compile(
    r"\b(?P<kl>(?:kl\.?|klockan)[ \t]+)?(?:(?P<past>fem|tio|kvart|tjugo)[ \t]+(?P<way>över|i)[ \t]+)?"
    rf"(?P<half>halv[ \t]+)?"
    rf"(?P<h>{_NUMBER})\b(?:[ \t]+på[ \t]+(?P<part>morgonen|förmiddagen|eftermiddagen|kvällen))?",
    re.I,
)
_EARLIEST, _LATEST = 7 * 60 + 40, 18 * 60 + 20  # minutes: hours in words that are office hours in one way only
_MINUTES = {"fem": 5, "tio": 10, "kvart": 15, "tjugo": 20}
_NOON = 12 * 60

_NO_TIME = re.compile(
    rf"\b(?:kl(?:ockan)?\.?|tid)[.:]?[ \t]*(?:(?:xx|XX|\?\?|__|00[.:]xx)(?:[.:]?(?:xx|XX|\?\?|__))?"
    rf"(?:[ \t]?[{DASH}][ \t]?(?:xx|XX|\?\?|__)(?:[.:]?(?:xx|XX|\?\?|__))?)?(?!\w)|[{DASH}]{{1,3}}(?![ \t]*[0-9])|\?)"
    r"|\btid(?:en)?[ \t]+(?:meddelas|ej[ \t]+(?:fastställd|bestämd|klar)|kommer|ännu[ \t]+ej)(?:[ \t]+senare)?"
    r"|\benligt[ \t]+(?:senare[ \t]+)?(?:kallelse|överenskommelse)",
    re.I,
)
_DAY_PART = re.compile(
    r"(?<![\w-])(?:(?P<whole>hel(?:a[ \t]+|)dag(?:en)?)|(?P<lunch>lunch[ \t]*(?:till|-|–)[ \t]*lunch)"
    r"|(?P<fm>förmiddag(?:en)?|fm\.?|f\.m\.?|FM)|(?P<em>eftermiddag(?:en)?|em\.?|e\.m\.?|EM)|(?P<eve>kväll(?:en)?))(?![\w-])"
)
_PARTS = {"whole": "heldag", "lunch": "lunch till lunch", "fm": "fm", "em": "em", "eve": "kväll"}


def time_tokens(text: str, begin: int = 0, end: int | None = None) -> Iterator[TimeToken]:
    """The hours between two places of a text. Hours without "kl" and without minutes ("14-16") are none here."""
    stop = len(text) if end is None else end
    for match in _TIME.finditer(text, begin, stop):
        if token := _time(match):
            yield _with_length(text, token, stop)


def spoken_tokens(text: str) -> Iterator[TimeToken]:
    """The hours in words ("klockan halv nio", "kvart över nio").

    Words tell twelve hours only: a time that could as well be half a day off is none.
    """
    for match in _SPOKEN.finditer(text):
        hour, past, half = NUMBERS[match["h"].lower()] % 12, (match["past"] or "").lower(), bool(match["half"])
        unclear = not past or (match["way"].lower() == "i" and past != "kvart")  # "tio i nio kommuner"
        if unclear and not (match["kl"] or half or (past and (match["part"] or match[0] == text))):
            continue
        minutes = hour * 60 - 30 * half
        if past:
            minutes += _MINUTES[past] * (1 if match["way"].lower() == "över" else -1)
        part = (match["part"] or "").lower()
        found = [m for m in (minutes % (2 * _NOON), (minutes + _NOON) % (2 * _NOON)) if _is_meant(m, part)]
        if len(found) == 1:
            yield TimeToken(*match.span(), match[0], time(*divmod(found[0], 60)), None)


def _is_meant(minutes: int, part: str) -> bool:
    if part in ("morgonen", "förmiddagen"):
        return minutes < _NOON
    return minutes >= _NOON if part else _EARLIEST <= minutes <= _LATEST


def bare_time(text: str, begin: int, end: int | None = None) -> TimeToken | None:
    """Hours at a place where hours may stand without "kl" ("13-15"); None if there are none."""
    stop = len(text) if end is None else end
    match = _BARE_TIME.match(text, begin, stop)
    token = _time(match) if match else None
    return _with_length(text, token, stop) if token else None


def part_tokens(text: str) -> Iterator[Token]:
    """The places kept for hours, and the parts of the day in words."""
    for match in _NO_TIME.finditer(text):
        yield NoTime(*match.span(), match[0])
    for match in _DAY_PART.finditer(text):
        yield DayPart(*match.span(), match[0], _PARTS[str(match.lastgroup)])


def _clock(text: str) -> time | None:
    parts = re.split(r"[.:,]", text)
    if len(parts) == 1 and len(text) > 2:  # "0830", "8³⁰"
        parts = [digits(text)[:-2], digits(text)[-2:]]
    hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    return time(hour, minute) if hour < 24 else None


def _time(match: re.Match[str]) -> TimeToken | None:
    parts = [p for p in match.groups() if p is not None]
    clocks = [_clock(p) for p in parts]
    if not clocks or None in clocks:
        return None
    start, stop = clocks[0], clocks[1] if len(clocks) > 1 else None
    if start is None or (stop is not None and stop <= start):
        return None
    return TimeToken(match.start(), match.end(), match[0], start, stop)


def _with_length(text: str, token: TimeToken, end: int) -> TimeToken:
    """The token with the end that its length gives: 9 to 11 for "kl 9, ca 2 tim"."""
    match = _LASTS.match(text, token.end, end) if token.stop is None else None
    if match is None:
        return token
    length = int(match["n"]) * (60 if match["unit"].lower().startswith("tim") else 1)
    length += 30 if match["half"] and length % 60 == 0 else 0
    stop = token.start.hour * 60 + token.start.minute + length
    if not length or stop >= 2 * _NOON:
        return token
    return TimeToken(token.begin, match.end(), text[token.begin : match.end()], token.start, time(*divmod(stop, 60)))
