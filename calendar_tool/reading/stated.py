"""The hours that the lines and the sentences of a page state for meetings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain

from calendar_tool.model.body import plain
from calendar_tool.reading import names
from calendar_tool.reading.expressions import TimeToken, clock_times
from calendar_tool.reading.headings import Said
from calendar_tool.reading.page import Page, Sentence
from calendar_tool.reading.places import Places
from calendar_tool.reading.words import NOTE_MARK, ONE_MEETING, month_number

_HOURS_OF_MEETINGS = re.compile(
    r"\bvarje\s+\w+dag\b|\bklockan\s+är\b|\b(?:mån|tis|ons|tors|fre)dagar\s+kl\b|\b(?:möts|sammanträder|träffas|samlas|ses|bereder|börjar|startar|inleds|hålls|pågår|start|mötestid|tid(?:en|erna)?\s+är|tid(?:er)?:?\s+kl|äger|brukar|har\s+(?:\w+\s+)?möte)\b"
    r"|\b\w*(?:möten|mötena|mötet|sammanträden|sammanträdena|sammanträdet)\b",
    re.I,
)
OTHER_HOURS = re.compile(
    r"\b(?:senast|lämna\w*|inlämn\w*|handling\w*|kallelse\w*|ring|telefon\w*|öppettid\w*|öppet(?!\s+möte)|agenda\w*|dagordning\w*|kaffe|lunch\s+serveras"
    r"|fika|efter\s+mötet|före\s+mötet|innan\s+mötet|skarp\s+gräns|anmäl\w*|gruppmöte\w*|förmöte\w*|förberedande|allmänhetens\s+frågestund)\b",
    re.I,
)
_DEFAULT = re.compile(
    r"\bom\s+(?:inget|inte|ej|ingenting)\s+annat\b|\bom\s+(?:annat|annan\s+tid)\s+(?:inte|ej)\b", re.I
)
_ENDS = re.compile(r"\b(?:slut\w*|avslut\w*|till|pågår)\b", re.I)
_START = re.compile(
    r"\b(?:möts|träffas|sammanträder|ses)\s+(?:\w+\s+){0,2}?(?:kl\S*\s*)?\d{1,2}[.:]\d\d|\b(?:börjar|startar|inleds)\s+(?:\w+\s+)?(?:mötet|mötena|möten|sammanträde\w*)|\b(?:mötet|mötena|möten|sammanträde\w*)\s+(?:börjar|startar|inleds)",
    re.I,
)
_LEGEND = re.compile(
    r"^\W*[A-ZÅÄÖ][\wÅÄÖåäö/-]{1,40}\s+(?:alltid\s+)?kl\.?\s*\d[\d.:–-]*\s*$"
    r"|^\s*[A-ZÅÄÖ]{2,6}(?: [A-ZÅÄÖ]{2,4})?(?:\s{2,}[A-ZÅÄÖ]|\s+[A-ZÅÄÖ]?[a-zåäö]).*\bkl\.?\s*\d"
    r"|^\W*[A-ZÅÄÖ][A-Za-zÅÄÖåäö/ -]{0,12}(?:\s*[=:]\s*|\s+[–-]\s+)[A-ZÅÄÖa-zåäö].*\bkl\b"
)
_LEGEND_CLOCK = re.compile(  # "KS    Kommunstyrelsen    13.00"
    r"(?m)^[ \t]*(?P<short>[A-ZÅÄÖ]{2,6})(?:[ ]{2,}|\t)[A-ZÅÄÖa-zåäö][A-Za-zåäöÅÄÖ -]*?"
    r"(?:[ ]{2,}|\t)(?P<hours>\d{1,2}[.:]\d\d(?:[-–]\d{1,2}[.:]\d\d)?)[ \t]*$"
)
_LEGEND_BRACKETS = re.compile(  # "KF kommunfullmäktige (kl 17.00), KS ..."
    r"(?<![\w/])(?P<short>[A-ZÅÄÖ]{2,6})\s?[=:–-]?\s[a-zåäö][^()\d\n]{3,80}"
    r"\((?:kl\.?|klockan)\s*(?P<hours>\d{1,2}[.:]\d\d(?:[-–]\d{1,2}[.:]\d\d)?)\)"
)
_LEGEND_LINE = re.compile(  # "HSN AU Hälso- och sjukvårdsnämndens arbetsutskott   kl. 13.30"
    r"(?m)^[ \t]*(?P<short>[A-ZÅÄÖ]{2,6}(?: [A-ZÅÄÖ]{2,4})?)[ ]+[A-ZÅÄÖ]?[a-zåäö][^\d\n]{3,80}[ ]kl\.?[ ]?"
    r"(?P<hours>\d{1,2}[.:]\d\d(?:[-–]\d{1,2}[.:]\d\d)?)[ \t]*$"
)
_PAIR = re.compile(  # "lärandenämnden 9.00, byggnadsnämnden 13.15"
    r"(?<!\w)(?P<name>(?:\w{1,30}-,? (?:och )?){0,4}\w{1,40}(?:nämnden|styrelsen|rådet|utskottet|fullmäktige))"
    r"\s{1,3}(?:kl\.?\s?)?"
    r"(?P<hours>\d{1,2}[.:]\d\d(?:[-–]\d{1,2}[.:]\d\d)?)(?!\d)",
    re.I,
)
_WHOSE_AFTER = re.compile(  # "kl. 10.00 (nämnden)"
    r"\s?\((?P<name>\w{0,40}(?:nämnden|styrelsen|rådet|utskottet|presidiet|fullmäktige))\)", re.I
)
_NOTE = re.compile(rf"(?P<mark>{NOTE_MARK})(?=\s{{0,3}}\w)")
_PARENS = re.compile(r"\([^()]*\)")
_HOURS_LABEL = re.compile(
    r"(?:i |på )?(?:sal|rum|lokal)\b[\w .:-]{0,25}|tid(?:er)?|mötestid|(?:alla|samtliga) möten|(?:i|på) [\w ]{3,40}",
    re.I,
)
OTHERS = "*"  # the key of the hours that hold for all bodies not named


def _joined_names(said: Sequence[str], text: str) -> list[str]:
    """The names that the hours after a text hold for: the first, and those listed with it ("KSAU och KS möts")."""
    found = list(said[:1])
    for name in said[1:]:
        if not re.search(rf"{re.escape(found[-1])}\s*(?:,|och|samt|&|/)\s*{re.escape(name)}(?!\w)", text, re.I):
            break
        found.append(name)
    return found


class Stated:
    """What a page states outside of its tables and lists, whose lines are `taken`.

    `heard` is what its headings say, by line; `subject` tells whose meetings words speak of.
    """

    def __init__(
        self, page: Page, taken: Set[int], heard: Mapping[int, Said], subject: Callable[[str], str | None]
    ) -> None:
        self.page, self._taken, self._heard, self.subject = page, taken, heard, subject
        self._sentences = [
            s
            for s in page.sentences
            if page.document.line_at(s.begin) - 1 not in taken and not self._is_footnote(s.text)
        ]
        self._short = names.abbreviations(page.document.text)
        self.places = Places(page, self._sentences, heard, subject)

    def _is_footnote(self, text: str) -> bool:
        """Whether a sentence speaks of the days that its mark stands at: "** Mötet börjar kl. 8."."""
        mark = _NOTE.match(text)
        return mark is not None and mark["mark"] in self._marks

    @cached_property
    def _marks(self) -> set[str]:
        """The marks of footnotes that stand at words or days."""
        return set(re.findall(rf"\w ?({NOTE_MARK})(?!\*)", self.page.document.text))

    @cached_property
    def each(self) -> dict[str, TimeToken]:
        """The hours that the page states body by body: "KS börjar kl 13 och KF kl 18", "KF = ..., kl. 18.30"."""
        found: dict[str, TimeToken] = {}
        doubled: set[str] = set()
        spans = [
            (s.begin, s.end)
            for s in self._sentences
            if self._hours_of(s) and not self.page.states_day(s) and self._may_state_hours(s.text)
        ]
        for index, line in enumerate(self.page.document.lines):
            if index not in self._taken and (_LEGEND.match(line) or self._is_legend(index)):
                first = self.page.document.offset(index)
                spans.append((first, first + len(line)))
        for begin, end in spans:
            at = begin
            for token in self.page.between(begin, end):
                if isinstance(token, TimeToken):
                    said = names.in_sentence(self.page.document.text[at : token.begin], self._short_names)
                    if after := _WHOSE_AFTER.match(self.page.document.text, token.end):
                        said = [after["name"]]
                    between = self.page.document.text[at : token.begin]
                    others = [OTHERS] if re.search(r"\b(?:övriga|andra)\b", between, re.I) else []
                    for name in others or _joined_names(said, between):
                        key = plain(name) if name != OTHERS else OTHERS
                        doubled |= {key} if key in found and found[key].start != token.start else set()
                        found[key] = token
                    at = token.end
        text = self.page.document.text
        for match in chain(*(pattern.finditer(text) for pattern in (_LEGEND_CLOCK, _LEGEND_BRACKETS, _LEGEND_LINE))):
            if plain(match["short"]) not in found and (hours := clock_times(match["hours"])):
                found[plain(match["short"])] = hours
        for sentence in self._sentences:
            pairs = list(_PAIR.finditer(sentence.text))
            for match in pairs if len(pairs) > 1 else ():
                if hours := clock_times(match["hours"]) or clock_times(f"kl {match['hours']}"):
                    found.setdefault(plain(match["name"]), hours)
        for short, whole in names.legend(self.page.document.text).items():  # "KF" has the hours of "fullmäktige"
            said_of = [name for name in found if plain(whole).endswith(name)]
            if said_of:
                found.setdefault(short, found[said_of[0]])
        doubled |= {name for name in found if names.is_generic(name) and self._is_shared(names.organ(name))}
        return {name: hours for name, hours in found.items() if name not in doubled}

    def _is_shared(self, kind: str | None) -> bool:
        """Whether headings name several bodies of a kind: which of them a bare "nämnden" means, its section tells."""
        named = {s.body for s in self._heard.values() if s.organ and s.body and not names.is_generic(s.body)}
        return sum(names.organ(name.split()[-1]) == kind for name in named) > 1

    @cached_property
    def _short_names(self) -> set[str]:
        """Capitals that can be short names: explained ones, and those that lines begin with."""
        return self._short | set(
            re.findall(r"(?<![\w/])[A-ZÅÄÖ]{2,6}(?:/[A-ZÅÄÖa-z]+)?(?![\w/])", self.page.document.text)
        )

    @staticmethod
    def _may_state_hours(text: str) -> bool:
        return bool(_HOURS_OF_MEETINGS.search(text)) and (not OTHER_HOURS.search(text) or bool(_START.search(text)))

    def heading_hours(self, index: int) -> TimeToken | None:
        said = self._heard.get(index)
        if said is None or said.deadline or said.records:
            return None
        line = self.page.document.lines[index]
        if self._is_legend(index):
            return None
        tokens = [t for t in self.page.on_line(index) if isinstance(t, TimeToken)]
        bare = _PARENS.sub("", line)
        if OTHER_HOURS.search(line) and not OTHER_HOURS.search(bare):  # "kl. 13.00 (gruppmöten från kl. 08.30)"
            tokens, line = [t for t in tokens if t.text in bare], bare
        if tokens and (not OTHER_HOURS.search(line) or _START.search(line)):
            return self.joined(tokens, line)
        last = re.search(r"dagar\s+(\d{1,2}[.:]\d{2})\s*$", line)
        if last:
            return clock_times(last[1])
        span = re.search(r"(?:\balltid\s+|[,(]\s*)(\d{1,2}(?:[.:]\d\d)?\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)\s*\)?\s*$", line)
        return clock_times(span[1]) if span else None

    def _is_legend(self, index: int) -> bool:
        """Whether a line gives the hours of one body among others: "KS kl. 13" over "Tekniska nämnden kl. 15"."""
        lines = self.page.document.lines
        beside = (i for i in (index - 1, index + 1) if 0 <= i < len(lines))
        return self._is_of_one(index) and any(self._is_of_one(i) for i in beside)

    def _is_of_one(self, index: int) -> bool:
        said = self._heard.get(index)
        timed = any(isinstance(t, TimeToken) for t in self.page.on_line(index))
        return bool(_LEGEND.match(self.page.document.lines[index])) or (said is not None and said.organ and timed)

    def only_hours(self, index: int) -> TimeToken | None:
        """The hours on a line that holds nothing else."""
        line = _PARENS.sub("", self.page.document.lines[index])
        tokens = [t for t in self.page.on_line(index) if t.text in line]
        if len(tokens) == 1 and isinstance(tokens[0], TimeToken):
            rest = line.replace(tokens[0].text, "").strip(" .,:;*•-–").casefold()
            return tokens[0] if not rest or _HOURS_LABEL.fullmatch(rest) else None
        return None

    def hours_in(self, sentence: Sentence) -> TimeToken | None:
        """The hours of meetings that a sentence states; None if it states none, or those of something else."""
        hours = self._hours_of(sentence)
        return self.joined(hours, sentence.text) if hours and self._may_state_hours(sentence.text) else None

    def _hours_of(self, sentence: Sentence) -> list[TimeToken]:
        return [t for t in self.page.between(sentence.begin, sentence.end) if isinstance(t, TimeToken)]

    @cached_property
    def _timed(self) -> list[tuple[Sentence, TimeToken]]:
        """The sentences that state hours of meetings, and not of one: they have no date, nor "Decembermötet"."""
        of_all = (s for s in self._sentences if not self.page.states_day(s) and not ONE_MEETING.search(s.text))
        return [(s, h) for s in of_all if (h := self.hours_in(s))]

    @cached_property
    def of_months(self) -> list[tuple[int, TimeToken]]:
        """The hours of single meetings, with their months: "Majsammanträdet börjar kl. 14"."""
        one = [(s, m) for s in self._sentences if (m := ONE_MEETING.search(s.text)) and m["month"]]
        said = [(month_number(m["month"]), self._hours_of(s)) for s, m in one if not self.page.states_day(s)]
        return [(month, hours[0]) for month, hours in said if len(hours) == 1]

    @cached_property
    def default(self) -> TimeToken | None:
        """The hours that a sentence states for all meetings of the page: "kl. 13 om inget annat anges"."""
        found = [h for s, h in self._timed if _DEFAULT.search(s.text) and self.subject(s.text) is None]
        return found[0] if len({(h.start, h.stop) for h in found}) == 1 else None

    def timed_in(self, first: int, last: int) -> list[tuple[Sentence, TimeToken]]:
        """The sentences that state hours for all dates near them, beginning on lines[first] to lines[last - 1]."""
        places = (self.page.offset(line) for line in (first, last))
        return self._timed[slice(*(bisect_left(self._timed, at, key=lambda pair: pair[0].begin) for at in places))]

    @cached_property
    def hour_lines(self) -> list[tuple[int, TimeToken]]:
        """The lines that hold nothing but hours, by their indexes."""
        lines = dict.fromkeys(self.page.line_of(t) - 1 for t in self.page.tokens if isinstance(t, TimeToken))
        return [(i, hours) for i in lines if (hours := self.only_hours(i))]

    @staticmethod
    def joined(hours: Sequence[TimeToken], text: str) -> TimeToken | None:
        """One span from the hours of a sentence: "börjar 16.30 och slutar senast 20.30"; None if they are several."""
        if len(hours) == 2 and hours[0].stop is None and hours[1].stop is None and hours[1].start > hours[0].start:
            between = text[text.find(hours[0].text) + len(hours[0].text) : text.find(hours[1].text)]
            if _ENDS.search(between):
                return TimeToken(hours[0].begin, hours[1].end, text, hours[0].start, hours[1].start)
        return hours[0] if len({(h.start, h.stop) for h in hours}) == 1 else None
