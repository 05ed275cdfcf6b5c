"""The meeting that a document itself belongs to, and what its sentences say about coming ones.

The header block of minutes (Datum, Tid, Plats, Mötesform), "Nästa möte ...", a rhythm ("1 gång/vecka under våren") and
days shared with another body ("samma dagar som ... har sina presidiemöten").
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

from calendar_tool.model.body import Body
from calendar_tool.model.meeting import Form, Kind
from calendar_tool.reading.expressions import DateToken, TimeToken, clock_times, form_in
from calendar_tool.reading.names import is_body
from calendar_tool.reading.page import FOOTER, FORMS, PLACES, SCHEDULE_WORD, TIMES, Page, first_of, label

_HEADER_LINES = 40  # a header stands on the first page
_ITEM = re.compile(r"^\s*(?:\d{1,2}[.)]|§)\s*\D")  # an item of the agenda: the header is over
_SHORT = 60  # letters of a line that is a name
_NAME_LENGTH = 100
_NEAR = 6  # the lines of one header stand together
_HELD = (
    r"(?:mötes|minnes|möten|sammanträdes)?anteckning(?:ar(?:na)?)?|(?:sammanträdes|styrelse)?protokoll|sammanställning"
)
_CALLED = r"kallelse|agenda|dagordning|föredragningslista"
_KIND = re.compile(
    rf"^\W*(?P<kind>(?P<held>{_HELD})|{_CALLED})(?:\s*(?:och|/)\s*(?:(?P<too>{_HELD})|{_CALLED}))?\b[\s:*]*"
    r"(?P<rest>.*?)[\s*]*$",
    re.I,
)
_LEAD = re.compile(
    r"^(?:(?:fört|från|till|för|av|vid|med|över)\s+)?(?:(?:vid|från|av|med)\s+)?"
    r"(?:(?:extra|ordinarie)\s+)?(?:\w*(?:möte|sammanträde)t?(?:\s+(?:i|med|för|av)\s+|$))?",
    re.I,
)
_NO_NAME = re.compile(r"(?:fört|från|till|för|av|vid|med|över|den)", re.I)
_COLUMNS = re.compile(r"\S\s{3,}\S")
_HELD_AT = re.compile(
    r"(?:fört\s+)?(?:vid\s+)?(?P<name>\w{1,30}(?:möte|sammanträde))t?\s+(?:i|på)\s+\w{0,30}"
    r"(?:stugan|huset|salen|lokalen|gården|skolan|hemmet|hallen|rummet|biblioteket|kyrkan)\b",
    re.I,
)
_TAIL = re.compile(r"\s(?:för|från|till|av|vid|den)$", re.I)
_SEASON = re.compile(r"\bunder\s{1,3}(?P<season>våren|hösten|vårterminen|höstterminen)", re.I)
_RHYTHM = re.compile(
    r"(?P<body>[^\s.:][^\n.:]{1,80}?)\s{1,3}"
    r"(?:kommer|hålls|genomförs|sker|äger|är|har|möts|träffas|sammanträder)\b(?!\sinte\b)[^.\n]{0,60}?"
    r"(?P<words>(?:1|en)\s{1,3}gång(?:er)?\s{0,3}(?:/|per|i)\s{0,3}veckan?|varje\s{1,3}vecka"
    r"|(?P<other>varannan\s{1,3}vecka)|var\s{1,3}(?P<nth>[2-9]):?e?\s{1,3}vecka)\s{1,3}$",
    re.I,
)
_REACH = 200  # characters that are looked at before a season or a date
_SAME_DAYS = re.compile(
    r"samma\s{1,3}dag(?:ar)?\s{1,9}som\s{1,9}(?P<name>[A-ZÅÄÖ][^.\n()]{0,100}(?:\n[^.\n()]{0,100})?"
    r"(?:\([^()\n]{1,30}\))?)\s{1,9}har\s{1,9}sina?\s{1,9}(?P<what>presidiemöten?|möten?|sammanträden?)"
)
_OFFICIAL = re.compile(r"sammanträdesprotokoll|protokollsutdrag|\S\s{3,}protokoll\b", re.I)
_NEXT = re.compile(
    r"(?:^|[.!?]\s|\n)[\W\d]{0,6}nästa\s(?:(?:ordinarie|extra)\s)?(?:möte|sammanträde|styrelsemöte)"
    r"(?:\s(?:är|blir|hålls|äger\srum))?[\s:–-]{0,3}(?:den\s)?$",
    re.I,
)
_MINUTES = re.compile(r"^\W*(?:närvarande|beslutande|protokoll|§|1[.)]\s|dagordning|justera)", re.I)
_PRESENT = re.compile(r"^\W*(?:närvarande|beslutande|protokoll\b|justera)", re.I)
_TITLE_MEETING = re.compile(
    r"^\W*(?:(?:ordinarie|extra|konstituerande)\s+)?(?P<name>\w*(?:möte|sammanträde|stämma))\W*(?:den)?\s*$", re.I
)
_DATELINE = re.compile(r"[A-ZÅÄÖ][a-zåäö]+,?\s+(?:den\s+)?")
_HEAD_LINE = re.compile(r"\s*(?P<name>[A-ZÅÄÖ][\wåäöÅÄÖ ,-]+?)\s{2,}@\s*(?:\d+\s*(?:\(\d+\)|av \d+|/\s?\d+)?)?\s*")
MEETING_DAY = re.compile(r"\b(?:sammanträdes|mötes)(?:datum|dag)\b", re.I)
_PLACE_AND_TIME = re.compile(r"\W*(?:plats och tid|tid och plats)\b", re.I)
_FILE = re.compile(
    r"\((?:pdf|docx?|öppnas|länk)\b|\b[kM]B\)?\s*$|\.(?:pdf|docx?)\b", re.I
)  # a link to minutes, not their title
_ARCHIVED = 2  # words of a line in an archive: "2017-09-15 (pdf)"
_MOST_DATED = 2  # lines "Datum:" of a header, and of the next meeting
_TITLES = 6  # the first lines, among which the title is
_UNDONE = re.compile(r"\b(?:inställ|flytta|ställs in|utgår|preliminär)", re.I)


@dataclass(frozen=True, slots=True)
class Header:
    """What a document says of its own meeting; `lines` are the indexes of the lines that say it."""

    body: str | None
    day: DateToken | None
    hours: TimeToken | None
    form: Form | None
    location: str | None
    kind: Kind
    lines: frozenset[int]


def header(page: Page, taken: Set[int] = frozenset()) -> Header:
    """The header block, or the title, at the top of the document; empty fields where there is none.

    Lines in `taken` hold something else.
    A title with a date of its own goes before a line "Datum:" further down.
    """
    lines = page.document.lines
    shown = [i for i, line in enumerate(lines) if line.strip() and i not in taken][:_HEADER_LINES]
    titles = [
        (i, m) for i in shown if (m := _KIND.match(lines[i])) and not (_FILE.search(lines[i]) or _is_link(page, i))
    ]
    kind = Kind.HELD if any(m["held"] or m["too"] for _, m in titles) else Kind.SCHEDULED
    from_title = _from_title(page, titles, shown, kind)
    if from_title.day is None and (own := _own_meeting(page, shown)):
        return own
    before_items = itertools.takewhile(lambda i: not _ITEM.match(lines[i]), shown)
    if official := _official(page, titles, shown, kind):
        return official
    if sum(_field(lines[i], "datum") and _day(page, i) is not None for i in shown) > _MOST_DATED:
        return from_title  # a plan of several meetings
    dated = next((i for i in before_items if _field(lines[i], "datum", "tid", "dag") and _day(page, i)), None)
    alone = _date_below(page, titles, shown) if not from_title.day else None
    if alone is not None and (dated is None or alone < dated):
        dated = alone
    if dated is None or (from_title.day and min(from_title.lines) < dated):
        return from_title
    at = shown.index(dated)
    end = next((i for i in shown if i > dated and _field(lines[i], "datum")), len(lines))  # another event's
    near = shown[max(0, at - _NEAR) : at + _NEAR + 1]
    near = [i for i in near if i <= dated or (i < end and not _is_plan(lines, dated, i))]
    fields = {found[0]: (i, found[1]) for i in reversed(near) if (found := label(lines[i]))}
    beside = next((t for t in page.on_line(dated) if isinstance(t, TimeToken)), None)
    hours, stated = beside or clock_times(first_of(fields, TIMES)), set[int]()
    if hours is None:
        hours, stated = _place_and_time(page, shown, dated)
    place = first_of(fields, PLACES)
    form = form_in(first_of(fields, FORMS) or place)
    return Header(
        _body_above(page, titles, dated) or _organ_below(page, dated),
        _day(page, dated),
        hours,
        form,
        place if place and not form else None,
        kind,
        frozenset({dated, *stated, *(i for i, _ in fields.values())}),
    )


def _official(page: Page, titles: list[tuple[int, re.Match[str]]], shown: list[int], kind: Kind) -> Header | None:
    """The head of official minutes: "Sammanträdesdatum" with the body left of it, and the day there or below it."""
    lines = page.document.lines
    top = shown[:_TITLES]
    if not titles and not any(_OFFICIAL.search(lines[i]) for i in top):
        return None
    for at, index in enumerate(top):
        day = _day(page, index)
        if day is None or not day.year:
            continue
        above = lines[top[at - 1]] if at else ""
        bare = lines[index].replace(day.text, "@", 1)
        found = _HEAD_LINE.fullmatch(bare)
        marked = MEETING_DAY.search(above) or MEETING_DAY.search(bare)
        name = found["name"] if found and not MEETING_DAY.search(found["name"]) else None
        if name is None and marked:
            left = MEETING_DAY.split(bare if MEETING_DAY.search(bare) else above)[0].strip(" \t:")
            below = lines[top[at + 1]].strip() if at + 1 < len(top) else ""
            name = left or (below if below[:1].isupper() and not re.search(r"\d|:", below) else None)
        if name and _KIND.match(name):  # "MINNESANTECKNINGAR   2023-02-09", and the body below
            name = _below(lines, index)
        if not name or not (found or marked):
            continue
        hours, stated = _place_and_time(page, shown, index)
        body = re.sub(r"^Organ\s+", "", name.strip())
        return Header(body, day, hours, None, None, Kind.HELD, frozenset({index, *stated}))
    return None


def _place_and_time(page: Page, shown: list[int], index: int) -> tuple[TimeToken | None, set[int]]:
    """The hours after the label "Plats och tid", on its line or right under it, and their line; `index` is above it."""
    for at, place in enumerate(shown):
        if place > index and _PLACE_AND_TIME.match(page.document.lines[place]):
            more = itertools.takewhile(lambda i: page.document.lines[i][:1].isspace(), shown[at + 2 : at + 4])
            below = [*shown[at : at + 2], *more]  # further lines only where they are set in
            near = ((t, i) for i in below for t in page.on_line(i) if isinstance(t, TimeToken))
            hours, line = next(near, (None, place))
            return hours, {line}
    return None, set()


def _below(lines: Sequence[str], index: int) -> str | None:
    """The name on the next line with words, if that is all it holds."""
    line = next((found for found in lines[index + 1 : index + 4] if found.strip()), "")
    name = _clean(line)
    return name if name and name[0].isupper() and len(name) < _SHORT and not re.search(r"[.:,]\s*$", line) else None


def _own_meeting(page: Page, shown: list[int]) -> Header | None:
    """A title that names the meeting itself ("Styrelsemöte 2023-03-20 17:15, föreningslokalen"), or a dateline.

    Only in minutes or a notice, which say who was there, or have paragraphs.
    """
    lines = page.document.lines
    if not any(_MINUTES.match(lines[i]) for i in shown):
        return None
    held = any(_PRESENT.match(lines[i]) for i in shown)
    kind = Kind.HELD if held else Kind.SCHEDULED
    for at, index in enumerate(shown[:_TITLES]):
        line, day = lines[index], _day(page, index)
        if day is None or not day.year:
            continue
        first = page.document.offset(index)
        lead, tail = line[: day.begin - first], line[day.end - first :]
        hours = next((t for t in page.on_line(index) if isinstance(t, TimeToken)), None) or clock_times(tail)
        if hours:
            tail = line[hours.end - first :] if hours.begin >= first else re.sub(r"^[\s\d.:–-]+", "", tail)
        named = _TITLE_MEETING.match(lead)
        if named:
            compound = named["name"].lower() not in ("möte", "sammanträde")
            body = named["name"] if compound else _above(page, index)
            place = tail.strip(" ,.*") or None
            return Header(body, day, hours, None, place, kind, frozenset([index])) if body else None
        if held and _DATELINE.fullmatch(lead) and not tail.strip() and at + 1 < len(shown):
            body = _clean(lines[shown[at + 1]])
            return Header(body, day, None, None, None, kind, frozenset([index])) if body else None
    return None


def _is_link(page: Page, index: int) -> bool:
    """Whether "Protokoll" is the heading of a page's archive: dates of several minutes follow, each on its line."""
    lines = page.document.lines
    below = [i for i in range(index + 1, min(index + 12, len(lines))) if lines[i].strip()]
    return sum(_is_archived(page, i) for i in below) > 1


def _is_archived(page: Page, index: int) -> bool:
    day = _day(page, index)
    return day is not None and day.notation == "iso" and len(page.document.lines[index].split()) <= _ARCHIVED


def _date_below(page: Page, titles: list[tuple[int, re.Match[str]]], shown: list[int]) -> int | None:
    """The line near below the title that holds a date with its year, perhaps hours, and nothing else."""
    if not titles:
        return None
    at = shown.index(titles[0][0])
    for index in shown[at + 1 : at + 1 + _NEAR]:
        rest = page.document.lines[index]
        for token in page.on_line(index):
            rest = rest.replace(token.text, "")
        day = _day(page, index)
        if day and day.year and not re.search(r"\w", rest):
            return index
    return None


def _field(line: str, *names: str) -> bool:
    found = label(line)
    return found is not None and found[0] in names


def _is_plan(lines: tuple[str, ...], dated: int, index: int) -> bool:
    """Whether the title of a schedule stands between the header's date and a line: the line is the schedule's then."""
    return any(SCHEDULE_WORD.search(lines[i]) and not label(lines[i]) for i in range(dated + 1, index))


def _day(page: Page, index: int) -> DateToken | None:
    return next((t for t in page.on_line(index) if isinstance(t, DateToken)), None)


def _body_above(page: Page, titles: list[tuple[int, re.Match[str]]], dated: int) -> str | None:
    """The body in the title: after "Protokoll", on the line below it, or on the one above."""
    for index, match in titles:
        if index >= dated:
            break
        if name := _clean(match["rest"]):
            return name
        for line in page.document.lines[index + 1 : dated]:
            if not label(line) and (name := _clean(line)):
                return name
        return _above(page, index)
    return None


def _organ_below(page: Page, index: int) -> str | None:
    """The body on the very next line below the day, if it is known for one."""
    name = _below(page.document.lines, index)
    return name if name and is_body(name) and not SCHEDULE_WORD.search(name) else None


def _above(page: Page, index: int) -> str | None:
    """The name on the line before a title, if that is all it holds."""
    line = next((found for found in reversed(page.document.lines[max(0, index - 3) : index]) if found.strip()), "")
    name = _clean(line)
    if not name or not name[0].isupper() or len(name) >= _SHORT or line.rstrip().endswith((".", ":")):
        return None
    return name


def _from_title(page: Page, titles: list[tuple[int, re.Match[str]]], shown: list[int], kind: Kind) -> Header:
    """A title such as "Agenda KS 21 maj 2021"; the body alone if it has no date."""
    name = None
    for index, match in titles:
        day = _day(page, index)
        first = page.document.offset(index)
        if day is None:
            name = name or _clean(match["rest"]) or _above(page, index)
        elif body := _title_name(page.document.lines[index][match.start("rest") : day.begin - first]) or _above(
            page, index
        ):
            clock = next((t for t in page.on_line(index) if isinstance(t, TimeToken)), None)
            hours, stated = (clock, set[int]()) if clock else _place_and_time(page, shown, index)
            rest = page.document.lines[index][(clock or day).end - first :]
            place = rest.strip(" ,.*") if rest.startswith(", ") and not re.search(r"\d", rest) else None
            return Header(body, day, hours, None, place or None, kind, frozenset({index, *stated}))
    return Header(name, None, None, None, None, kind, frozenset())


def _title_name(text: str) -> str | None:
    """The body in a title; of "styrelsemöte" alone, that word."""
    named = _TITLE_MEETING.match(text)
    if held := _HELD_AT.match(text):
        return held["name"]  # "vid styrelsemöte i Sockenstugan"
    return _clean(text) or (named["name"] if named and len(named["name"]) > len("sammanträde") else None)


def _clean(text: str) -> str | None:
    """The name in the rest of a title: "fört vid möte i Skolrådet den" is Skolrådet."""
    name = re.sub(r"\s+(?:nr|nummer)\.?\s*\d+\s*$", "", text.strip(" \t*#:–-,")[:_NAME_LENGTH])
    name = _TAIL.sub("", _LEAD.sub("", name)).strip(" \t*#:–-,")
    if _NO_NAME.fullmatch(name) or FOOTER.match(name) or _COLUMNS.search(name) or _KIND.fullmatch(name):
        return None
    return name if len(re.findall(r"[A-Za-zÅÄÖåäö]", name)) > 1 and not re.search(r"\d{3}|\d[./:-]\d", name) else None


def next_meetings(page: Page) -> Iterator[tuple[DateToken, str]]:
    """The dates that "nästa möte" gives, each with the rest of its sentence.

    Only where the sentence says nothing else: no other body, no cancelling, no moving.
    """
    text = page.document.text
    for token in page.tokens:
        before = text[max(0, token.begin - _REACH) : token.begin]
        if isinstance(token, DateToken) and "nästa" in before.lower() and _NEXT.search(before):
            after = text[token.end - 1 : token.end + _REACH]
            rest = re.split(r"(?<!kl)\.(?:\s|$)|\n", after, maxsplit=1)[0][1:]
            if not _UNDONE.search(rest):
                yield token, rest


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
            full = f"{name.full_name}, presidium" if name.full_name else None
            name = Body(f"{name.name} presidium", full_name=full)
        yield SameDays(name.title, page.document.line_at(match.start()), " ".join(match[0].split()))
