"""What a heading says of the dates under it: that they are meetings, whose, and of which years.

A heading must be understood before rows become meetings. One that speaks of something else (deadlines, holidays,
decisions) or of nothing that is known leaves its dates unresolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from calendar_tool.locale import _
from calendar_tool.model.body import Body, plain
from calendar_tool.reading.expressions import DateToken, weekday_in, years_in
from calendar_tool.reading.layouts import SCHEDULE_WORD, Heading, event_name

LAST_DAY = r"\bsista\s+\w*(?:dag|datum)|\bsenast\b|\bdeadline|\bstopptid"  # also what running text calls a deadline
_DEADLINE = re.compile(
    rf"{LAST_DAY}|\b(?:\w*inlämn\w*|\w*utskick\w*|handlingar|svar(?:sdag\w*)?|anmälan|ansök\w*|utbetalning\w*)\b",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:som|att|komma|beslutas|gäller|hållits|inställ\w*|stäng\w*|ledig\w*|\w*lov(?:dagar)?|beslut|delegation"
    r"|bilag\w*|justera\w*|anslag\w*|har|haft|hölls|var|är|hålls|ska|flytta\w*|bidrag|sidan?)\b",
    re.I,
)
PROPOSAL = re.compile(
    r"\bförslag\s+(?:på|till)\s+(?:mötes|sammanträdes)(?:datum|tider|dagar|plan)\w*(?:\s+för\s+(?P<body>[\w/-]+))?",
    re.I,
)
_SCHEDULE = (
    r"(?:(?:mötes|sammanträdes)(?:tider(?:na)?|datum(?:en)?|dagar(?:na)?|dag|tid|plan(?:en|ering)?|schema(?:t)?)"
    r"|möten(?:a)?|sammanträden(?:a)?|datum|tider|kalendarium|årsplan(?:en)?)"
)
_NAME_AFTER = re.compile(rf"\b{_SCHEDULE}\b(?P<link>\s+(?:för|i|med)\b)?(?P<name>.*)$", re.I)
_NAME_BEFORE = re.compile(rf"^(?P<name>.*?)\b{_SCHEDULE}\b", re.I)
_YEARS = re.compile(r"\b(?:[HV]T\s?)?(?:19|20)?\d\d(?:\s?[-–/]\s?(?:[HV]T\s?)?(?:19|20)?\d\d)*\b", re.I)
_SPRING = re.compile(r"\b(?:våren|vårterminen|VT)\b", re.I)
_AUTUMN = re.compile(r"\b(?:hösten|höstterminen|HT)\b", re.I)
_CUT = re.compile(r"\s*(?:[,;:].*|\bkl\b.*|\((?!(?-i:[A-ZÅÄÖ]{2,10})\)\s*$).*|\(se\b.*)$", re.I)
_GENERIC = re.compile(
    r"^(?:våren|hösten|vår|höst|vårterminen|höstterminen|vt|ht|läsåret|år|året|nästa|kommande|nya|preliminära"
    r"|ordinarie|aktuella|under|och|samt|datum|tid|plats|följande|för|i|förslag|på|till|våra|alla|enligt|nedan|av|att"
    r"|gällande|fastställ\w*|beslut\w*|antog\w*|antagn\w*|revider\w*|avstäm\w*|uppdatera\w*|justera\w*|godkän\w*|[-–/&.:,*#]+)$",
    re.I,
)
_FEW = 3  # words before "mötestider" that may be a name; more are a sentence
_SENTENCE = 7  # more words than this are a sentence, with or without its full stop
_LATEST_HOUR = re.compile(r"\bsenast\s+(?:kl(?:ockan|\.)?)\s*\d", re.I)
_COLUMN = re.compile(
    r"^(?:dag|veckodag|datum|månad|tid|kl|klockan|klockslag|plats|lokal|form|mötesform|anmärkning|notering|kommentar|vecka|nr)$",
    re.I,
)
_PAST = re.compile(r"\b(?:tidigare|föregående|genomförda|gångna|hållna|inställda)\b", re.I)
_ORGAN = re.compile(
    r"(?:nämnd|råd|styrelse|fullmäktige|utskott|beredning|grupp|presidi|direktion|kommitté|delegation|förbund|förening"
    r"|samverkan|forum|nätverk|kommission|bolag|stiftelse|organ)(?:en|et|n|ens|ets)?$",
    re.I,
)
_WEEKDAYS = re.compile(r"\b(?:mån|tis|ons|tors|fre|lör|sön)dagar\b", re.I)
_NO_BODY = re.compile(
    r"^(?:stopptid|utskick|handlingar|sammanträden?|möten?|datum|dag|veckodag|vecka|v|tid|klockslag|plats|lokal|form|mötesform"
    r"|start|slut|våren|hösten|vår|höst|vt|ht|månad|(?:mån|tis|ons|tors|fre|lör|sön)(?:dag)?(?:ar)?|justeras|justerare|vid"
    r"|protokollet|anslag|upprättad|reviderad|se|nedan|sida|kallelse|beslut|inlämning|sista|nr|anmärkning|not|ärenden?|för"
    r"|mötestider|mötesdagar|mötesdatum|sammanträdestider|sammanträdesdagar|kl|och|samt|januari|februari|mars|april|maj|juni"
    r"|juli|augusti|september|oktober|november|december)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Title:
    """What a heading says.

    `meetings` tells whether the dates are meetings at all, `deadlines` that they are last days instead. `body` is the
    body it names, None if it names none. `years` are one year or two in a row; `clear` is False if it states other
    years than that.
    """

    meetings: bool
    deadlines: bool = False
    body: str | None = None
    years: tuple[int, ...] = ()
    clear: bool = True
    text: str = ""


def title(lines: tuple[str, ...], heading: Heading, table: bool) -> Title:
    """What the heading above a block says; `table` if the nearest line holds the heads of its columns."""
    nearest = lines[heading.nearest] if heading.nearest is not None else ""
    if not table and heading.nearest != heading.title:
        if event := event_name(_YEARS.sub("", nearest)):
            return _title(nearest, event)
        deadline = bool(_DEADLINE.search(_LATEST_HOUR.sub("", nearest)))
        if deadline or not _is_aside(nearest):
            return Title(False, deadline)
    if heading.title is None:
        return Title(False)
    line = re.sub(r"^\W*(?:\d+\.\s*)?", "", lines[heading.title]).strip(" *#")
    if _DEADLINE.search(line):
        return Title(False, True)
    body = _body(line)
    if _PAST.search(line) or (body is not None and (_OTHER.search(body) or not _is_name(body))):
        return Title(False)
    return _title(line, body)


def _is_aside(line: str) -> bool:
    """Whether a line between the title and the dates leaves the title's word standing: a sentence, or column heads."""
    words = re.findall(r"[\wåäöÅÄÖ]+", line)
    return line.rstrip().endswith(".") or len(words) > _SENTENCE or all(_COLUMN.match(w) for w in words)


def _title(line: str, body: str | None) -> Title:
    years = tuple(sorted(set(years_in(line))))
    clear = len(years) < 2 or (len(years) == 2 and years[1] == years[0] + 1)
    return Title(True, False, body, years if clear else (), clear, line)


def _body(line: str) -> str | None:
    """The body that a schedule's title names, None if it names none: "Mötestider för Skolrådet våren 2022"."""
    after = _NAME_AFTER.search(line)
    if after is None or not SCHEDULE_WORD.search(line):
        return None
    name = _trim(after["name"].split(" för ")[-1] if after["link"] else after["name"])
    before = _NAME_BEFORE.match(line)
    if name is None and before and len(before["name"].split()) <= _FEW:
        name = _trim(before["name"])
        if name is not None:
            name = re.sub(r"(?::s|(?<=[nt])s)$", "", name)
    return name


def _is_name(text: str) -> bool:
    """Whether words can name a body: one begins with a capital, or is a word for an organ ("nämnden")."""
    return any(word[0].isupper() or _ORGAN.search(word.strip(",.:;")) for word in text.split())


def _trim(text: str) -> str | None:
    """The words of a name without years, seasons and general words around them; None if nothing is left."""
    words = _CUT.sub("", _YEARS.sub(" ", text)).split()
    while words and _GENERIC.match(words[0]):
        words.pop(0)
    while words and _GENERIC.match(words[-1]):
        words.pop()
    name = " ".join(words).strip(" *#:–-,")
    return name if len(re.findall(r"[A-Za-zÅÄÖåäö]", name)) > 1 else None


def are_bodies(names: list[str]) -> bool:
    """Whether column heads can be names of bodies: different, with capitals, and no words for a column."""
    return len({n.casefold() for n in names}) == len(names) and all(
        (n[0].isupper() or sum(c.isupper() for c in n) > 1)
        and not _NO_BODY.match(n)
        and not re.search(r"[|():]|\bkl\b|\d[.:-]\d", n)
        for n in names
    )


def objection(said: Title, token: DateToken, day: date | None, note: str) -> str | None:
    """Why a date in a row is no meeting under its heading; None if it is one.

    `day` is the date with its year decided, None if it could not be; `note` is what stands beside it.
    """
    wrong = _("there is no such date, or it is another day of the week")
    if not said.clear:
        return _("the years in the heading are not one or two in a row")
    if day is None:
        if token.year or (len(said.years) == 1 and token.on(said.years[0]) is None):
            return wrong
        if said.years:
            return _("the year may be {first} or {second}").format(first=said.years[0], second=said.years[0] + 1)
        return _("the year is not stated")
    if said.years and day.year not in said.years:
        return _("the year is not one of the heading")
    if (stated := weekday_in(note)) is not None and stated != day.weekday():
        return wrong
    weekdays = {weekday_in(found) for found in _WEEKDAYS.findall(said.text)}
    if weekdays and token.weekday is None and day.weekday() not in weekdays:
        return _("the heading names another weekday")
    spring, autumn = _SPRING.search(said.text), _AUTUMN.search(said.text)
    outside = range(8, 13) if spring else range(1, 6)
    if len(said.years) == 1 and bool(spring) != bool(autumn) and day.month in outside:
        return _("the month is not in the season of the heading")
    return None


def proposal(said: Title, in_text: re.Match[str] | None, body: str) -> str | None:
    """The words that make a plan a proposal: in its title, or those found in the text if they are about its body."""
    found = PROPOSAL.search(said.text) or in_text
    if found is None or (found["body"] and plain(found["body"]) not in (plain(body), plain(Body.from_text(body).name))):
        return None
    return " ".join(found[0].split())
