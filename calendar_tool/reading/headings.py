"""What a line above dates says of them: that they are meetings, whose, of which years, or that they are something else.

A heading that speaks of something else (deadlines, holidays, decisions) or of nothing that is known leaves its dates
unresolved; `context.py` weighs the lines above a block together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from calendar_tool.locale import _
from calendar_tool.model.body import Body, plain
from calendar_tool.reading.expressions import MONTHS, DateToken, weekday_in, years_in
from calendar_tool.reading.names import is_body, names_organ, organ
from calendar_tool.reading.page import SCHEDULE_WORD

LAST_DAY = (
    r"\bsista\s+(?!\w*(?:möte|sammanträde))\w*(?:dag|datum|tid|ansök\w*|anmäl\w*|inlämn\w*)"
    r"|\bsenast\b|\bdeadline"
    r"|stopptid"
    r"|\bmanusstopp"
)
DEADLINE = re.compile(
    rf"{LAST_DAY}|\b(?:\w*inlämn\w*|\w*utskick\w*|handlingar|svar(?:sdag\w*)?|anmälan|ansök\w*|utbetalning\w*)\b",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:som|att|komma|beslutas|gäller|hållits|inställ\w*|stäng\w*|ledig\w*|\w*lov(?:dagar)?|beslut|delegation"
    r"|bilag\w*|justera\w*|anslag\w*|har|haft|hölls|var|är|hålls|ska|flytta\w*|bidrag|sidan?)\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:\w*lov(?:dagar)?|studiedag\w*|helg(?:dag)?(?:ar|er)?|öppettider|öppet|stängt|ledig\w*|semester\w*|avfall\w*|sophämtning\w*"
    r"|hämtning\w*|kurs(?:er|dagar)?|utbildningar|föreläsning\w*|avgång\w*|tidtabell\w*|bidrag\w*|ansökan|evenemang\w*|aktiviteter"
    r"|läsårs(?:tider|data)|terminstider|val(?:dag|lokal)\w*|nyheter|remiss(?:er|tid)?|samråd(?:stid)?|utställning\w*|lediga?|jour\w*"
    r"|publicera\w*|uppdatera\w*|granskad|ändra\w*|mandat\w*|parti\w*|kontakt\w*|inställ\w*|brandövning\w*|övning\w*)\b",
    re.I,
)
_RECORDS = re.compile(
    r"^\W*(?:(?:mötes|sammanträdes|minnes|styrelse|arkiv\w*|tidigare|äldre|alla|senaste|gällande|justerade|våra|"
    r"kallelser(?:,| och| &)?|handlingar(?:,| och| &)?|dagordning\w*(?:,| och)?|föredragningslist\w*(?:,"
    r"| och)?)[\s-]*)*"
    r"(?:protokoll(?:en|sarkiv)?|(?:minnes|mötes)?anteckningar(?:na)?|protokollsutdrag)\b",
    re.I,
)
_PAPERS = re.compile(r"\b(?:protokoll|kallelser|mötesanteckningar|minnesanteckningar)\b", re.I)
PROPOSAL = re.compile(
    r"\bförslag\s+(?:på|till)\s+(?:mötes|sammanträdes)(?:datum|tider|dagar|plan)\w*(?:\s+för\s+(?P<body>[\w/-]+))?"
    r"|(?<!\()\bpreliminära\s+(?:mötes|sammanträdes)?(?:tider|datum|dagar)\b",
    re.I,
)
DECIDED = re.compile(
    r"\b(?:beslut(?:ar|ade|at)\b[^.]{0,80}\bfastställ\w*|fastställ(?:er|de|t)\b)[^.]{0,30}?\b(?:sammanträdes|mötes)-?(?:tid|datum|dag|plan)",
    re.I,
)
_SCHEDULE = (
    r"(?:(?:mötes|sammanträdes)(?:tider(?:na)?|datum(?:en)?|dagar(?:na)?|dag|tid|plan(?:en|ering)?|schema(?:t)?|kalender(?:n)?"
    r"|kalendarium|översikt|lista|ordning)"
    r"|möten(?:a)?|sammanträden(?:a)?|datum|tider|kalendarium|årsplan(?:en)?|årshjul(?:et)?|årskalender)"
)
_NAME_AFTER = re.compile(rf"\b{_SCHEDULE}\b(?P<link>\s+(?:för|i|med)\b)?(?P<name>.*)$", re.I)
_NAME_BEFORE = re.compile(rf"^(?P<name>.*?)\b{_SCHEDULE}\b", re.I)
_YEARS = re.compile(r"\b(?:[HV]T\s?)?(?:19|20)?\d\d(?:\s?[-–/]\s?(?:[HV]T\s?)?(?:19|20)?\d\d)*\b", re.I)
_SPRING = re.compile(r"\b(?:våren|vårterminen|vår|VT|första halvåret)\b", re.I)
_AUTUMN = re.compile(r"\b(?:hösten|höstterminen|höst|HT|andra halvåret)\b", re.I)
_CUT = re.compile(r"\s*(?:[,;:].*|\bkl\b.*|\((?!(?-i:[A-ZÅÄÖ]{2,10})\)\s*$).*|\(se\b.*)$", re.I)
_GENERIC_WORD = (
    r"(?:våren|hösten|vår|höst|vårterminen|höstterminen|vt|ht|läsåret|verksamhetsåret|år|året|årets|nästa|kommande|nya"
    r"|preliminära|ordinarie|aktuella|viktiga|under|och|samt|datum|dagar|tid|tider|tiderna|plats|följande|för|i|förslag|på|till|våra|alla"
    r"|samtliga|enligt|nedan|av|att|de|här|dessa|gäller|gällande|fastställ\w*|beslut\w*|antog\w*|antagn\w*|revider\w*|avstäm\w*"
    r"|uppdatera\w*|justera\w*|godkän\w*|planerade|föreslagna|första|andra|halvåret|halvår|kvartalet|terminen|möten|mötena"
    r"|undantag|avvikelser?|ändringar|bara|både|endast|enbart|möte|mötes|sammanträden|sammanträdena|om|"
    r"översikt|kalender|kalendarium|schema|tabell|plan|lista|[-–/&.:,*#]+)"
)
_GENERIC = re.compile(rf"^{_GENERIC_WORD}$", re.I)
_MANY_BODIES = re.compile(
    r"(?:\W*\b(?:nämnder(?:na)?|styrelser(?:na)?|utskott(?:en)?|råd(?:en)?|bolag(?:en)?|organ(?:en)?|presidier|beredningar|kommunala"
    r"|politiska|och|samt|fullmäktige)\b)+\W*",
    re.I,
)
_FEW = 3  # words before "mötestider" that may be a name; more are a sentence
_COLUMN = re.compile(
    r"^(?:dag|mån|veckodag|datum|månad|tid|kl|klockan|klockslag|plats|lokal|form|mötesform|anmärkning|notering|kommentar|vecka|nr"
    r"|organ|instans|nämnd|år|start|slut|starttid|sluttid|möte|sammanträde|övrigt|information|info|ort|rum|sal|v|och)\.?$",
    re.I,
)
_PAST = re.compile(r"\b(?:tidigare|föregående|genomförda|gångna|hållna|inställda)\b", re.I)
_PLACE = re.compile(r"\bi\s[^,]{0,60}?(?:\w(?:lokaler|lokal|salen|huset|rummet|gatan|vägen|torget)|\blokaler)\b", re.I)
_NONE = re.compile(r"\b(?:inga|utan)\s+(?:möten|sammanträden)\b", re.I)
_QUESTION = re.compile(
    r"^\W*när\s+(?:har|möts|träffas|sammanträder|ses)\s+(?P<name>.*?)(?:\s+(?:möten?|sammanträden?))?\W*$", re.I
)
_LABELS = re.compile(
    r"^(?:Organ\s{2,}|(?:Organ|Nämnd|Instans|Ämne|Rubrik|VB|SV|RE|FW|Fwd|Vidarebefordrat)\s*:\s*)+", re.I
)
_PRONOUN = re.compile(r"(?:vi|ni|man|de|alla)(?:\s.*)?", re.I)
_VERB = re.compile(r"\s+(?:har|träffas|möts|sammanträder|är|hålls|beslutar|samlas|tar|ska)\b.*$")
_WEEKDAYS = re.compile(
    r"\b(?:mån|tis|ons|tors|fre|lör|sön)dagar\b|\bvarje\s+(?:mån|tis|ons|tors|fre|lör|sön)dag\b", re.I
)
_HOURS = re.compile(
    r"[,;:–-]?\s*\(?\b(?:alltid\s+)?(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:ar"
    r"|en)?\b\s*)*(?:(?:kl(?:ockan)?\b\.?\s*)\d{1,2}(?:[.:]\d\d)?|\d{1,2}[.:]\d\d|(?<=[(,] )\d{1,2}"
    r"|(?<=\()\d{1,2}|(?<=alltid )\d{1,2})\s*(?:[-–]|till)\s*\d{1,2}(?:[.:]\d\d)?\)?.*$"
    r"|[,;:–-]?\s*\(?\b(?:(?:mån|tis|ons|tors|fre|lör|sön)dagar\b\s*)?(?:kl(?:ockan)?\b\.?\s*)\d.*$"
    r"|[,;:–-]?\s*\(?\b(?:mån|tis|ons|tors|fre|lör|sön)dagar\b.*$",
    re.I,
)
_NO_BODY = re.compile(
    r"^(?:stopptid|manusstopp|utskick|handlingar|sammanträden?|möten?|datum|dag|veckodag|vecka|v|tid|klockslag|plats|lokal|form|mötesform"
    r"|start|slut|våren|hösten|vår|höst|vt|ht|månad|(?:mån|tis|ons|tors|fre|lör|sön)(?:dag)?(?:ar)?|justeras|justerare|vid"
    r"|protokollet|anslag|upprättad|reviderad|se|nedan|sida|kallelse|beslut|inlämning|sista|nr|anmärkning|not|ärenden?|för"
    r"|mötestider|mötesdagar|mötesdatum|sammanträdestider|sammanträdesdagar|kl|och|samt|januari|februari|mars|april|maj|juni"
    r"|juli|augusti|september|oktober|november|december|organ|instans|deadline|år|q[1-4]|kvartal|bolag|tema|innehåll|ansvarig|övrigt)\b",
    re.I,
)
_NOT_NAMES = re.compile(
    r"^(?:du är här|meny|start|dela|lyssna|språk|sök|kontakt\w*|om\b|så\b|hur\b|vad\b|vem\b|vilka\b"
    r"|varför\b|var\b|hitta|politik|relaterat|läs mer"
    r"|stäng|öppna (?:meny|mobil|under)|innehåll|länkar|dokument|bilagor|ärenden|dagordning|närvarande"
    r"|frånvarande|plats|information|nyheter|aktuellt"
    r"|\d+[.)]?\s|§)",
    re.I,
)

_NUMBER = re.compile(r"^\W*(?:\d{1,3}(?:\.\d+)*[.)]?\s+(?=\D))?")  # of a paragraph, no year
_BETWEEN_SENTENCES = re.compile(r"(?<=\w)[.!?]\s+(?=[A-ZÅÄÖ])")
_WORD = re.compile(r"[\wåäöÅÄÖ]+")
_LETTER = re.compile(r"[A-Za-zÅÄÖåäö]")
_MEETS = re.compile(r"\b(?:möts|sammanträder|träffas|samlas)\b|(?:möten|sammanträden)a?\b", re.I)
_MEETINGS_OF = re.compile(r"^(?:\S+\s)*?\S*(?:möten|sammanträden)(?=\s(?:i|för|med|på|vid)\s)")


@dataclass(frozen=True, slots=True)
class Said:
    """What one line says of the dates under it.

    `schedule`: it announces meetings. `generic`: it says nothing but years, seasons and general words. `organ`: the
    name in `body` is surely that of a body. `deadline`, `records` and `other` speak against meetings. `spoken`: it is
    a sentence, no heading.
    """

    text: str
    body: str | None = None
    organ: bool = False
    schedule: bool = False
    generic: bool = False
    deadline: bool = False
    records: bool = False
    other: bool = False
    years: tuple[int, ...] = ()
    spoken: bool = False


def heard(line: str) -> Said:
    """What a heading says."""
    text = _NUMBER.sub("", line).strip(" *#:_")
    sentences = _BETWEEN_SENTENCES.split(text)
    text = next((s for s in sentences if SCHEDULE_WORD.search(s)), sentences[-1])
    text = _LABELS.sub("", text)
    years = tuple(dict.fromkeys(years_in(text)))
    if _NONE.search(text):
        return Said(text, other=True, years=years)
    if question := _QUESTION.match(text):
        who = _YEARS.sub("", question["name"]).strip()
        named = _PRONOUN.fullmatch(who) is None
        return Said(text, who if named else None, named, True, years=years)
    if event := event_name(_YEARS.sub("", text)):
        return Said(text, event, True, True, years=years)
    words = _WORD.findall(_YEARS.sub(" ", text))
    if _STAMP.match(text):
        return Said(text, other=True, years=years)
    if all(_GENERIC.match(w) or _COLUMN.match(w) or w.lower() in MONTHS for w in words):
        return Said(text, schedule=bool(SCHEDULE_WORD.search(text)), generic=True, years=years)
    if (whose := _GENITIVE.match(text)) and is_body(whose["name"]):
        return Said(text, whose["name"], True, True, years=years)
    schedule = bool(SCHEDULE_WORD.search(text))
    if _RECORDS.match(text) and not schedule:
        return Said(text, records=True, years=years)
    if DEADLINE.search(LATEST_HOUR.sub("", text)) and not _BESIDE_MEETINGS.search(text):
        return Said(text, deadline=True, years=years)
    if schedule:
        body = in_title(text)
        body = None if body and DEADLINE.search(body) else body
        if _PAST.search(text) or _NONE.search(text) or (body is not None and _OTHER.search(body)):
            return Said(text, other=True, years=years)
        if body is not None and not _is_name(body):
            body = None
            if not years:
                return Said(text, other=True)
        if body is None and _ELSEWHERE.search(text):
            return Said(text, other=True, years=years)
        return Said(text, body, body is not None, True, years=years)
    if _PAPERS.search(text):
        return Said(text, records=True, years=years)
    organ = names_organ(text)
    if _ELSEWHERE.search(text) and not organ:
        return Said(text, other=True, years=years)
    parts = re.split(r"\s[-–]\s", text)
    if len(parts) > 1 and is_body(parts[0]) and (_BESIDE_MEETINGS.search(parts[1]) or DEADLINE.search(parts[1])):
        return Said(text, parts[0], True, True, years=years)
    name = _trim(_VERB.sub("", _HOURS.sub("", text)), commas=True)
    meets = bool(_MEETS.search(text))
    if name is None or _NOT_NAMES.match(name):
        return Said(text, schedule=meets, generic=name is None, years=years)
    if compound := _MEETINGS_OF.match(name):
        name = compound[0]
    known = is_body(name) or bool(_KIND_OF_MEETING.search(name))
    if meets and not known:
        return Said(text, schedule=True, years=years)
    return Said(text, name, known, meets, years=years)


STEP = re.compile(
    rf"{DEADLINE.pattern}|kallelse|beredning av|just(?:ering|eras)|anslag|utskick|expediering|publicer|stopp", re.I
)
_MEETING_COLUMN = re.compile(
    r"^(?:(?:mötes|sammanträdes)(?:datum|dag(?:ar)?)|sammanträden?|möten?|datum|nämndmöte)$", re.I
)
_GENITIVE = re.compile(r"^(?P<name>.+?[ntåeg])s\s+(?:\w+a\s+|\w+ie\s+)?(?:möten|sammanträden)\b", re.I)
_BESIDE_MEETINGS = re.compile(
    r"\b(?:sammanträden|möten|mötestider|sammanträdestider|sammanträdesdagar|mötesdagar)\b", re.I
)
_STAMP = re.compile(r"^(?:sidan\s+)?(?:senast\s+)?(?:uppdatera|publicera|ändra|granska|upplag)\w*\W*$", re.I)
_KIND_OF_MEETING = re.compile(r"\w(?:möten?|mötena|sammanträden|föredragning(?:ar)?)\b", re.I)
LATEST_HOUR = re.compile(r"\bsenast\s+(?:kl(?:ockan|\.)?)\s*\d", re.I)
_EVENT = re.compile(
    r"^\W*(?P<stem>[A-ZÅÄÖa-zåäö-]*(?:konferens|seminari|träff|workshop|utbildning|dialog|möte|sammanträde))(?P<end>er|erna|ar|arna|en|um|et|n|na|or|s)?\s*:?\s*$",
    re.I,
)
_SINGULAR = {"seminari": "seminarium"}


def event_name(line: str) -> str | None:
    """The event that a heading names, in the singular: "Remisskonferens" for "Remisskonferenserna:"; else None."""
    match = _EVENT.match(line)
    if not match:
        return None
    stem = match["stem"]
    for short, whole in _SINGULAR.items():
        if stem.lower().endswith(short):
            return stem[: -len(short)] + whole
    return None if stem.lower().endswith(("möte", "sammanträde")) else stem[:1].upper() + stem[1:]


def in_title(line: str) -> str | None:
    """The body that a schedule's title names, None if it names none: "Mötestider för Skolrådet våren 2022"."""
    after = _NAME_AFTER.search(line)
    if after is None or not SCHEDULE_WORD.search(line):
        return None
    whole = _trim(_HOURS.sub("", after["name"]), commas=True)
    if after["link"] and whole and is_body(whole) and organ(whole.split()[0]) is None:
        return _many(_trim(after["name"]) if "," in whole and not is_body(_trim(after["name"]) or "") else whole)
    if _PLACE.search(f"{after['link'] or ''}{after['name']}"):
        return None
    name = _trim(after["name"].split(" för ")[-1] if after["link"] else after["name"])
    before = _NAME_BEFORE.match(line)
    if name is None and before:
        name = _trim(before["name"], commas=is_body(before["name"].strip(" ,–-")))
        if name is not None and len(name.split()) > _FEW and not is_body(name):
            return None
        if name is not None and (name.endswith(":s") or organ(name[:-1].split()[-1]) or re.search(r"[nt]s$", name)):
            name = re.sub(r"(?::s|s)$", "", name) if name.endswith("s") else name
    return _many(name)


def _many(name: str | None) -> str | None:
    """The name, unless it means many bodies ("nämnder och styrelser")."""
    return None if name is None or _MANY_BODIES.fullmatch(name) else name


def _is_name(text: str) -> bool:
    """Whether words can name a body: one begins with a capital, or is a word for an organ ("nämnden")."""
    return any(word[0].isupper() for word in text.split()) or names_organ(text)


def _trim(text: str, commas: bool = False) -> str | None:
    """The words of a name without years, seasons and general words around them; None if nothing is left."""
    words = (_YEARS.sub(" ", text) if commas else _CUT.sub("", _YEARS.sub(" ", text))).split()
    while words and _GENERIC.match(words[0]) and not (commas and words[0].lower() in ("plan", "alla")):
        words.pop(0)
    while words and _GENERIC.match(words[-1]):
        words.pop()
    name = " ".join(words).strip(" *#:–-,")
    return name if len(_LETTER.findall(name)) > 1 else None


def are_bodies(names: list[str]) -> bool:
    """Whether column heads can be names of bodies: different, with capitals, and no words for a column."""
    return len({n.casefold() for n in names}) == len(names) and all(
        (n[0].isupper() or sum(c.isupper() for c in n) > 1)
        and not _NO_BODY.match(n)
        and not re.search(r"[|():]|\bkl\b|\d[.:-]\d", n)
        for n in names
    )


def is_deadline(name: str) -> bool:
    """Whether the head of a column is a step before or after a meeting: "Inlämning", "Kallelse", "Justering"."""
    return STEP.search(name) is not None


def are_steps(names: list[str]) -> bool:
    """Whether column heads are meetings and the deadlines around them."""
    meetings = [n for n in names if _MEETING_COLUMN.match(n)]
    return len(meetings) == 1 and all(is_deadline(n) for n in names if n not in meetings)


@lru_cache(maxsize=4096)
def is_column_word(word: str) -> bool:
    """Whether a word is the head of a column that names no body: "Datum", "Kl", "Plats"."""
    return bool(_COLUMN.match(word.strip(" :*")))


def season(text: str) -> range | None:
    """The months of the season that a heading states: January to July, or July to December; None if none or both."""
    spring, autumn = _SPRING.search(text), _AUTUMN.search(text)
    if bool(spring) == bool(autumn):
        return None
    return range(1, 8) if spring else range(6, 13)


@lru_cache(maxsize=4096)
def weekdays(text: str) -> frozenset[int]:
    """The weekdays on which a text says that meetings are held ("tisdagar")."""
    return frozenset({d for found in _WEEKDAYS.findall(text) if (d := weekday_in(found)) is not None})


def proposal(text: str, in_text: re.Match[str] | None, body: str) -> str | None:
    """The words that make a plan a proposal: in its title, or those found in the text if they are about its body."""
    found = PROPOSAL.search(text) or in_text
    if found is None or (found["body"] and plain(found["body"]) not in (plain(body), plain(Body.from_text(body).name))):
        return None
    return " ".join(found[0].split())


def objection(
    years: tuple[int, ...], clear: bool, text: str, token: DateToken, day: date | None, note: str, stated: bool
) -> str | None:
    """Why a date in a row is no meeting under its heading; None if it is one.

    `years` are those the heading gives (`clear` if they are one or two in a row; `stated` if the document says them),
    `text` its words; `day` is the date with its year decided, None if it could not be; `note` stands beside it.
    """
    wrong = _("there is no such date, or it is another day of the week")
    if not clear:
        return _("the years in the heading are not one or two in a row")
    if day is None:
        if token.year or (len(years) == 1 and token.on(years[0]) is None):
            return wrong
        if years:
            return _("the year may be {first} or {second}").format(first=years[0], second=years[0] + 1)
        return _("the year is not stated")
    if stated and years and day.year not in years:
        return _("the year is not one of the heading")
    beside = weekday_in(note)
    if beside is not None and beside != day.weekday():
        return wrong
    habit = weekdays(text)
    if habit and beside is None and token.weekday is None and day.weekday() not in habit:
        return _("the heading names another weekday")
    months = season(text)
    if len(years) == 1 and months and day.month not in months:
        return _("the month is not in the season of the heading")
    return None
