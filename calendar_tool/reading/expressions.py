"""The grammar: strict Swedish date and time expressions, each with its span.

Nothing is bent into a date: what cannot be one ("31 november", "13/14") is an Impossible with its reason, or no token
at all. A year that is not written stays None; `years.py` decides it from evidence.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from calendar_tool.locale import _
from calendar_tool.model.meeting import Form, Status

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_SHORT = {
    "jan": 1,
    "feb": 2,
    "febr": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
_MONTH = {**{name: i for i, name in enumerate(MONTHS, 1)}, **_SHORT}
WORDS_FOR_MONTHS = tuple(sorted(_MONTH, key=len, reverse=True))
_WEEKDAY = {"mån": 0, "tis": 1, "ons": 2, "tor": 3, "fre": 4, "lör": 5, "sön": 6}

DASH = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_D = rf"[ \t]*(?:[{DASH}]|till)[ \t]*"
_MONTH_WORD = rf"(?:{'|'.join(WORDS_FOR_MONTHS)})(?![a-zåäö])\.?"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_WD = r"(?P<wd>mån|tis|ons|tors?|fre|lör|sön)(?:dag)?(?:en)?\.?[ \t]+(?:den[ \t]+)?"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_ORD = r"(?::?[ea](?![a-zåäö])|\.)?"

_ISO = re.compile(
    r"(?<![0-9/-])(?P<y>(?:19|20)[0-9]{2})(?P<sep>[-/.])(?P<m>[0-9]{2})(?P=sep)(?P<d>[0-9]{2})"
    r"(?![0-9]|[-/.][0-9])"
)
_SLASH = re.compile(
    rf"(?:\b{_WD})?(?<![0-9/.,:])(?:(?P<d1>{_DAY})[ \t]*[{DASH}][ \t]*)?"
    rf"(?P<d>[0-9]{{1,2}})[ \t]?/[ \t]?(?P<m>[0-9]{{1,2}})"
    rf"(?:[{DASH}/](?P<y>{_YEAR})|[ \t]+(?P<y2>{_YEAR}))?(?![0-9]|/[0-9])",
    re.I,
)
_NAMED = re.compile(
    rf"(?:\b{_WD}|\bden[ \t]+)?(?<![0-9/.,:])(?:(?P<d1>{_DAY}){_ORD}[ \t]*[{DASH}][ \t]*)?"
    rf"(?P<d>[0-9]{{1,2}}){_ORD}[ \t]*(?P<m>{_MONTH_WORD})(?:,?[ \t]+(?P<y>{_YEAR}))?",
    re.I,
)
_WRAPPED = re.compile(
    rf"\b(?:den|och|till|samt)[ \t]+(?P<d>{_DAY})[ \t]*\n\s*"
    rf"(?P<m>(?:{'|'.join(MONTHS)})(?![a-zåäö]))(?:[ \t]+(?P<y>{_YEAR}))?"
)
_COMPACT = re.compile(r"(?<=[A-ZÅÄÖ]{2} )(?P<y>[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9])")
_LONE = "|".join(s for s in _SHORT if s not in ("jul", "mar", "jun"))  # those three are other words too
_LONE_MONTH = re.compile(
    rf"(?<![A-Za-zåäöÅÄÖ0-9])(?P<m>(?i:{'|'.join(MONTHS)})|{_LONE})(?![A-Za-zåäöÅÄÖ]|-[A-ZÅÄÖ])\.?"
    rf"(?:[ \t]+(?P<y>{_YEAR}))?"
)

_HOUR = r"(?:[01]?[0-9]|2[0-4])"
_CLOCK = rf"{_HOUR}[.:][0-5][0-9](?![0-9])"
_KL = r"\b(?:kl(?:ockan)?|tid)\b[.:]*[ \t]*"
_TIME = re.compile(
    rf"{_KL}(?P<a>{_CLOCK}|{_HOUR}(?![0-9]))(?:{_D}(?:kl\.?[ \t]*|ca\.?[ \t]*)?(?P<b>{_CLOCK}|{_HOUR}(?![0-9/])))?"
    rf"|(?<![0-9./:-])(?P<c>{_CLOCK}){_D}(?:ca\.?[ \t]*)?(?P<e>{_CLOCK}|{_HOUR}(?![0-9/]))"
    rf"|(?<![0-9./:-])(?P<f>{_HOUR}){_D}(?P<g>{_CLOCK})",
    re.I,
)
_BARE_TIME = re.compile(
    rf"(?P<a>{_CLOCK}|{_HOUR}(?![0-9.:])){_D}(?P<b>{_CLOCK}|{_HOUR}(?![0-9/.:]))(?![ \t]*(?:{_MONTH_WORD}|/))"
    rf"|(?P<c>{_CLOCK})",
    re.I,
)

_YEARS = re.compile(
    rf"(?<![0-9.:])(?P<year>{_YEAR})(?![{DASH}/](?!{_YEAR})[0-9]{{3}})"
    rf"(?:[ ]?[{DASH}/][ ]?(?P<next>[0-9]{{2}})(?![0-9]))?"
)
_LISTED = re.compile(rf"(?:(?P<d>{_DAY}){_ORD}[ \t]*(?:,|och|samt|&)[ \t]*)$")
_UNREAD = re.compile(
    r"(?<![0-9./-])(?:[0-9]{1,2}\.[0-9]{1,2}\.(?:(?:19|20)?[0-9]{2})?|(?:19|20)[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}"
    r"|[0-9]{1,2}[/-][0-9]{1,2}[/-](?:19|20)?[0-9]{2}|20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))"
    r"(?![0-9]|[./-][0-9])|\b(?:v\.|vecka|veckorna)[ \t]?[0-9]{1,2}\b",
    re.I,
)

_ROOM, _SCREEN = r"(?:fysiskt|på plats)", r"(?:teams|zoom|skype|digitalt)"
_STATUSES = (
    (Status.CANCELLED, re.compile(r"\b(?:inställ[dt]a?|utgår|ställs in)\b", re.I)),
    (Status.TENTATIVE, re.compile(r"\b(?:prel|preliminär(?:t|a)?|reserv\w*|vid behov|ev|eventuell\w*)\b", re.I)),
)
_FORMS = (
    (
        Form.HYBRID,
        re.compile(
            rf"\bhybrid|\b{_SCREEN} (?:och|eller|/) {_ROOM}|\w (?:och|eller|samt|/) (?:via |på )?{_SCREEN}", re.I
        ),
    ),
    (Form.TEAMS, re.compile(r"\bteams", re.I)),
    (Form.DIGITAL, re.compile(r"\b(?:zoom|skype|digital|distans|video|webb|telefon)", re.I)),
    (Form.PHYSICAL, re.compile(r"\b(?:fysisk|på plats)", re.I)),
)


def form_in(text: str) -> Form | None:
    """The form that the words name ("Teamsmöte", "fysiskt möte", "digitalt"); None if they name none."""
    return next((form for form, pattern in _FORMS if pattern.search(text)), None)


def status_in(text: str) -> Status | None:
    """The status that a note states ("inställt", "prel.", "vid behov"); None if it states none."""
    return next((status for status, pattern in _STATUSES if pattern.search(text)), None)


def note_in(note: str) -> tuple[Form | None, Status | None, str]:
    """The form and the status that a note beside a date states, and the note itself where it says more than that.

    A note with a reservation ("ej Teams", "ställs in om ...", "ev. heldag") states neither; it is kept word for word.
    """
    form, status = form_in(note), status_in(note)
    rest = note
    for _value, pattern in (*_FORMS, *_STATUSES):
        rest = pattern.sub("", rest)
    says_more = bool(re.search(r"[A-Za-zÅÄÖåäö]{3}", rest))
    if re.search(r"\b(?:ej|inte|om|såvida|beror|kanske)\b", note, re.I) or (
        re.search(r"\bev(?:entuell)?", note, re.I) and (says_more or form)
    ):
        return None, None, note
    return form, status, note if says_more else ""


def weekday_in(text: str) -> int | None:
    """The weekday that a note names, 0 = Monday; None if it names none."""
    found = re.search(r"\b(mån|tis|ons|tors?|fre|lör|sön)(?:dag)?(?:en|ar)?\b", text, re.I)
    return _WEEKDAY[found[1].lower()[:3]] if found else None


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text: its span (offsets in the scanned text) and its words."""

    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class DateToken(Token):
    """A day and a month, perhaps with a year, a weekday (0 = Monday) and a last day ("10-11/3").

    `notation` tells how it was written ("d/m", "d month", "iso", "compact"): columns keep theirs.
    """

    day: int
    month: int
    year: int | None
    notation: str
    last_day: int | None = None
    weekday: int | None = None

    def on(self, year: int) -> date | None:
        """The date in a year; None if that year has no such day or it is another weekday than stated."""
        try:
            found = date(year, self.month, self.day)
            date(year, self.month, self.last_day or self.day)
        except ValueError:
            return None
        return None if self.weekday is not None and found.weekday() != self.weekday else found


@dataclass(frozen=True, slots=True)
class MonthToken(Token):
    """A month without a day."""

    month: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Impossible(Token):
    """What is written like a date, in the same notations, and cannot be one."""

    reason: str
    notation: str


@dataclass(frozen=True, slots=True)
class TimeToken(Token):
    """Hours: a start, and an end if one is written."""

    start: time
    stop: time | None

    @property
    def minutes(self) -> int | None:
        """The length, if both ends are known."""
        if self.stop is None:
            return None
        return (self.stop.hour - self.start.hour) * 60 + self.stop.minute - self.start.minute


def scan(text: str) -> list[Token]:
    """Every date, month and time in the text, in order and without overlap.

    The longest reading at a place wins, dates before times, so that in "8-8.30 26 februari" the 26 stays with its
    month. Hours without "kl" and without minutes ("14-16") count only directly after a date. What looks like a date
    and is in none of the notations that are read is an Impossible too, so that nothing is passed over.
    """
    tokens: list[Token] = []
    taken = bytearray(len(text))

    def take(token: Token | None) -> None:
        if token is not None and not any(taken[token.begin : token.end]):
            tokens.append(token)
            taken[token.begin : token.end] = b"\1" * (token.end - token.begin)

    for pattern, make in _DATES:
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]):
                take(make(match))
    dates = [t for t in tokens if isinstance(t, DateToken)]
    for date_token in dates:
        for listed in _listed(text, date_token):
            take(listed)
    for match in _TIME.finditer(text):
        take(_time(match))
    for date_token in dates:
        take(_bare_time(text, date_token))
    for match in _UNREAD.finditer(text):
        take(Impossible(match.start(), match.end(), match[0], _("a date in a notation that is not read"), "unread"))
    return sorted(tokens, key=lambda t: t.begin)


def _listed(text: str, last: DateToken) -> Iterator[Token]:
    """The days before a date that share its month: 14 and 21 in "14, 21 och 28 maj"."""
    end, following = last.begin, last.day
    while match := _LISTED.search(text, max(0, end - 12), end):
        day = int(match["d"])
        where = (match.start("d"), match.end("d"), match["d"])
        if day >= following:
            return
        following, end = day, match.start()
        yield DateToken(*where, day, last.month, last.year, last.notation)


def years_in(text: str) -> list[int]:
    """The years written in a text, in order: "2020 /2021" and "2020/21" have two; 2018–2023 has its ends.

    A case number such as "2021/123" has none.
    """
    found = []
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
    stripped = text.lstrip()
    shift = len(text) - len(stripped)
    match = _BARE_TIME.match(stripped)
    return _time(match, shift) if match else None


def _bare_time(text: str, found: DateToken) -> Token | None:
    """Hours right after a date, without "kl" """
    blank = re.compile(r"[ \t,.]*").match(text, found.end)
    match = _BARE_TIME.match(text, blank.end() if blank else found.end)
    return _time(match) if match else None


def _clock(text: str) -> time | None:
    hour, _sep, minute = text.replace(":", ".").partition(".")
    return time(int(hour), int(minute or 0)) if int(hour) < 24 else None


def _time(match: re.Match[str], shift: int = 0) -> TimeToken | None:
    parts = [p for p in match.groups() if p is not None]
    clocks = [_clock(p) for p in parts]
    if not clocks or None in clocks:
        return None
    start, stop = clocks[0], clocks[1] if len(clocks) > 1 else None
    if start is None or (stop is not None and stop <= start):
        return None
    return TimeToken(match.start() + shift, match.end() + shift, match[0], start, stop)


def _words(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _date(match: re.Match[str], notation: str, month: int, year: int | None, begin: int | None = None) -> Token | None:
    groups = match.groupdict()
    day, first = int(groups["d"]), groups.get("d1")
    begin = match.start() if begin is None else begin
    where = (begin, match.end(), _words(match.string[begin : match.end()]))
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        if notation == "d/m":  # a fraction or a score ("50/50")
            return None
        return Impossible(*where, _("there is no such date"), notation)
    if day > (monthrange(year, month)[1] if year else 29 if month == 2 else monthrange(2000, month)[1]):
        return Impossible(*where, _("{month} has no day {day}").format(month=MONTHS[month - 1], day=day), notation)
    weekday = _WEEKDAY[groups["wd"].lower()[:3]] if groups.get("wd") else None
    if first is not None and int(first) >= day:
        return Impossible(*where, _("the days are in the wrong order"), notation)
    token = DateToken(*where, int(first or day), month, year, notation, day if first else None, weekday)
    if year and token.on(year) is None:
        return Impossible(*where, _("the date is another day of the week in {year}").format(year=year), notation)
    return token


def _named(match: re.Match[str]) -> Token | None:
    return _date(match, "d month", _MONTH[match["m"].lower().rstrip(".")], int(match["y"]) if match["y"] else None)


def _wrapped(match: re.Match[str]) -> Token | None:
    return _date(match, "d month", _MONTH[match["m"]], int(match["y"]) if match["y"] else None, match.start("d"))


def _slash(match: re.Match[str]) -> Token | None:
    year = match["y"] or match["y2"]
    return _date(match, "d/m", int(match["m"]), int(year) if year else None)


def _iso(match: re.Match[str]) -> Token | None:
    return _date(match, "iso", int(match["m"]), int(match["y"]))


def _compact(match: re.Match[str]) -> Token | None:
    return _date(match, "compact", int(match["m"]), 2000 + int(match["y"]))


def _lone_month(match: re.Match[str]) -> Token:
    year = int(match["y"]) if match["y"] else None
    return MonthToken(match.start(), match.end(), _words(match[0]), _MONTH[match["m"].lower()], year)


_DATES = (
    (_ISO, _iso),
    (_WRAPPED, _wrapped),
    (_NAMED, _named),
    (_SLASH, _slash),
    (_COMPACT, _compact),
    (_LONE_MONTH, _lone_month),
)
