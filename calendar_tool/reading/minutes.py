"""The meeting that a document itself belongs to, and what its sentences say about coming ones.

The header block of minutes (Datum, Tid, Plats, Mötesform), "Nästa möte ...", a rhythm ("1 gång/vecka under våren") and
days shared with another body ("samma dagar som ... har sina presidiemöten").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from calendar_tool.model.body import Body
from calendar_tool.model.meeting import Form, Kind
from calendar_tool.reading.expressions import DateToken, TimeToken, clock_times, form_in
from calendar_tool.reading.layouts import Page, label

_HEADER_LINES = 40  # a header stands on the first page
_NEAR = 6  # the lines of one header stand together
_HELD = (
    r"(?:mötes|minnes|möten|sammanträdes)?anteckning(?:ar(?:na)?)?|(?:sammanträdes|styrelse)?protokoll|sammanställning"
)
_CALLED = r"kallelse|agenda|dagordning|föredragningslista"
_KIND = re.compile(rf"^\W*(?P<kind>(?P<held>{_HELD})|{_CALLED})\b[\s:*]*(?P<rest>.*?)[\s*]*$", re.I)
_CONNECT = re.compile(r"^(?:för|från|till|av|vid|med)\b\s*|\s*(?:för|från|till|av|vid|den)$", re.I)
_SEASON = re.compile(r"\bunder\s{1,3}(?P<season>våren|hösten|vårterminen|höstterminen)", re.I)
_RHYTHM = re.compile(
    r"(?P<body>[^\s.:][^\n.:]{1,80}?)\s{1,3}"
    r"(?:kommer|hålls|genomförs|sker|äger|är|har|möts|träffas|sammanträder)\b[^.\n]{0,60}?"
    r"(?P<words>(?:1|en)\s{1,3}gång(?:er)?\s{0,3}(?:/|per|i)\s{0,3}veckan?|varje\s{1,3}vecka"
    r"|(?P<other>varannan\s{1,3}vecka)|var\s{1,3}(?P<nth>[2-9]):?e?\s{1,3}vecka)\s{1,3}$",
    re.I,
)
_REACH = 200  # characters that are looked at before a season or a date
_SAME_DAYS = re.compile(
    r"samma\s{1,3}dag(?:ar)?\s{1,9}som\s{1,9}(?P<name>[A-ZÅÄÖ][^.\n()]{0,100}(?:\n[^.\n()]{0,100})?"
    r"(?:\((?P<short>[^()\n]{1,30})\))?)\s{1,9}har\s{1,9}sina?\s{1,9}(?P<what>presidiemöten?|möten?|sammanträden?)"
)
_NEXT = re.compile(r"\bnästa\s+(?:(?:ordinarie|extra)\s+)?(?:möte|sammanträde|styrelsemöte)\b[^.\n\d]{0,40}$", re.I)


@dataclass(frozen=True, slots=True)
class Header:
    """What a document says of its own meeting; `lines` are the indexes of the lines that say it."""

    body: str | None
    day: DateToken | None
    start: time | None
    end: time | None
    form: Form | None
    location: str | None
    kind: Kind
    lines: frozenset[int]


def header(page: Page) -> Header:
    """The header block, or the title, at the top of the document; empty fields where there is none."""
    shown = [i for i, line in enumerate(page.document.lines) if line.strip()][:_HEADER_LINES]
    titles = [(i, m) for i in shown if (m := _KIND.match(page.document.lines[i]))]
    kind = Kind.HELD if any(m["held"] for _, m in titles) else Kind.SCHEDULED
    dated = next((i for i in shown if (found := label(page.document.lines[i])) and found[0] == "datum"), None)
    if dated is None:
        return _from_title(page, titles, kind)
    near = shown[max(0, shown.index(dated) - _NEAR) : shown.index(dated) + _NEAR + 1]
    fields = {found[0]: (i, found[1]) for i in reversed(near) if (found := label(page.document.lines[i]))}
    hours = clock_times(next((fields[k][1] for k in ("tid", "mötestid", "klockslag") if k in fields), ""))
    place = next((fields[k][1] for k in ("plats", "lokal") if k in fields), None)
    form = form_in(next((fields[k][1] for k in ("mötesform", "form") if k in fields), "") or place or "")
    return Header(
        _body_above(page, titles, dated),
        _day(page, dated),
        hours.start if hours else None,
        hours.stop if hours else None,
        form,
        place if place and not form else None,
        kind,
        frozenset(i for i, _ in fields.values()),
    )


def _day(page: Page, index: int) -> DateToken | None:
    return next((t for t in page.on_line(index) if isinstance(t, DateToken)), None)


def _body_above(page: Page, titles: list[tuple[int, re.Match[str]]], dated: int) -> str | None:
    """The body in the title: after "Protokoll", or on the line below it."""
    for index, match in titles:
        if index >= dated:
            break
        if name := _clean(match["rest"]):
            return name
        for line in page.document.lines[index + 1 : dated]:
            if name := _clean(line):
                return name
    return None


def _from_title(page: Page, titles: list[tuple[int, re.Match[str]]], kind: Kind) -> Header:
    """A title such as "Agenda KS 21 maj 2021"; the body alone if it has no date."""
    name = None
    for index, match in titles:
        day = _day(page, index)
        first = page.document.offset(index)
        if day is None:
            name = name or _clean(match["rest"])
        elif body := _clean(page.document.lines[index][match.start("rest") : day.begin - first]):
            clock = next((t for t in page.on_line(index) if isinstance(t, TimeToken)), None)
            start, stop = (clock.start, clock.stop) if clock else (None, None)
            return Header(body, day, start, stop, None, None, kind, frozenset([index]))
    return Header(name, None, None, None, None, None, kind, frozenset())


def _clean(text: str) -> str | None:
    text = text.strip(" \t*#:–-,")
    text = _CONNECT.sub("", text).strip(" \t*#:–-,")
    return text if len(re.findall(r"[A-Za-zÅÄÖåäö]", text)) > 1 and len(text) < 100 else None


def next_meetings(page: Page) -> Iterator[DateToken]:
    """The dates that "nästa möte" gives."""
    for token in page.tokens:
        if isinstance(token, DateToken):
            line = page.document.offset(page.line_of(token) - 1)
            if _NEXT.search(page.document.text[max(line, token.begin - _REACH) : token.begin]):
                yield token


@dataclass(frozen=True, slots=True)
class Rhythm:
    """An announced rhythm: a meeting every so many weeks in a season of an unsaid year."""

    name: str
    every_weeks: int
    spring: bool
    line: int
    text: str

    def period(self, year: int) -> tuple[date, date]:
        """The season in a year: January to June, or July to December."""
        return (date(year, 1, 1), date(year, 6, 30)) if self.spring else (date(year, 7, 1), date(year, 12, 31))


def rhythms(page: Page) -> Iterator[Rhythm]:
    """The rhythms that sentences announce."""
    text = page.document.text
    for season in _SEASON.finditer(text):
        match = _RHYTHM.search(text, max(0, season.start() - _REACH), season.start())
        if match is None:
            continue
        weeks = int(match["nth"]) if match["nth"] else 2 if match["other"] else 1
        name = re.sub(r"^\W*(?:möten|mötena|sammanträden)\s+(?:för|i|med)\s+", "", match["body"], flags=re.I)
        words = " ".join(text[match.start("words") : season.end()].split())
        spring = season["season"].lower().startswith("vår")
        yield Rhythm(name, weeks, spring, page.document.line_at(season.start()), words)


@dataclass(frozen=True, slots=True)
class SameDays:
    """The body that has meetings on the days of this document's own plan."""

    body: str
    line: int
    text: str


def same_days(page: Page) -> Iterator[SameDays]:
    """The bodies whose days the document's meetings are laid on."""
    text = page.document.text
    for match in _SAME_DAYS.finditer(text):
        name = Body.from_text(" ".join(match["name"].split()))
        if match["what"].startswith("presidie"):
            named = (
                f"{name.full_name}, presidium ({name.name} presidium)" if name.full_name else f"{name.name} presidium"
            )
        else:
            named = f"{name.full_name} ({name.name})" if name.full_name else name.name
        yield SameDays(
            named,
            page.document.line_at(match.start()),
            " ".join(match[0].split()),
        )
