"""A document with its tokens: lines, headings, labelled lines and sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from calendar_tool.reading.expressions import WORDS_FOR_MONTHS, DateToken, Impossible, Token, scan
from calendar_tool.reading.source import Document

_LABEL = re.compile(
    r"^\W*(?P<name>Mötesform|Form|Mötestid(?:er)?|Tid|Tider|Klockslag|Klockan|Plats(?:\s+i\s+övrigt)?|Lokal|Datum|Dag)\s*:\s*(?P<value>.*\S)",
    re.I,
)
SCHEDULE_WORD = re.compile(
    r"(?:mötes|sammanträdes|sammanträdandes)-?(?:tid|datum|dag|plan|schema|kalend|översikt|lista|ordning)"
    r"|^\W*(?:\d+\.\s*)?(?:(?:kommande|nästa|följande|planerade|ordinarie)\s+)?(?:möten(?:a)?|sammanträden(?:a)?|datum|tider)\b"
    r"|kalendarium|årsplan|årshjul|årskalender",
    re.I,
)
FOOTER = re.compile(
    r"^\W*(?:sid(?:a|an)?\.?\s*\d{1,3}(?:\s*(?:av|/|\()\s*\d{1,3})?|\d{1,3}\s*(?:\(\d{1,3}\)|av\s*\d{1,3})?)\W*$", re.I
)
"""The foot of a page: "Sida 2 (3)"."""
BULLET = re.compile(r"^\s*(?:[-*•▪◦·–✓➢]|\d{1,2}[.)](?=\s))\s*")
TIMES = ("mötestid", "mötestider", "tid", "tider", "klockslag", "klockan")
FORMS = ("mötesform", "form")
PLACES = ("plats", "lokal")
_ROLE = r"(?:(?:[12]:[ae]|första|andra|vice|tillförordnad)\s+)*(?:ordförande|sekreterare|justerare|justeras|ordf)\.?"
_ROLES = re.compile(rf"\s*{_ROLE}(?:\s+(?:och\s+)?{_ROLE})+\s*", re.I)  # under signatures that stand side by side
_ABOUT = re.compile(  # who is to be asked: "Sekreterare: utredaren, tfn 4022"
    r"\W*(?:(?:vice |[12]:e )?(?:vice )?ordf\w*|\w*sekreterare|kontakt\w*|ansvarig\w*|handläggare|föredragande"
    r"|ledamöter\w*|ersättare"
    r"|tele?fon|te?l|tfn|e-post\w*|e?-?mejl|e?-?mail|adress|besöks?\w*|postadress|dokumentägare)\b[^:]{0,20}:\s*\S",
    re.I,
)
_FILE = re.compile(r"\((?:pdf|docx?|xlsx?|länk)\b|\b[kM]B\)|\.(?:pdf|docx?|xlsx?)\b", re.I)  # a link to a paper
_LONGEST_HEADING = 100
_MOST_WORDS = 14
_ENDS_IN_DATE = re.compile(rf"(?:[0-9](?::[ae])?|\b(?:{'|'.join(WORDS_FOR_MONTHS)}))(?:\s*\([^()]*\))?[.,;]?$", re.I)
_DATES = re.compile(  # how a line of dates begins in lower case
    rf"(?:kl|v|vecka)\.?\s*\d|(?:{'|'.join(WORDS_FOR_MONTHS)}|(?:mån|tis|ons|tors?|fre)(?:dag)?)\b", re.I
)
_DAY_OF_WEEK = re.compile(  # a day given by its week: "Måndag vecka 6", "v. 6, tisdag"
    r"(?:(?:i|v|vecka|mån|tis|ons|tors?|fre|lör|sön)(?:dag)?(?:en)?\b[\s.,:]*|\d{1,2}(?!\d)[\s.,:]*)+", re.I
)
_MARKED = re.compile(r"\d+[.)]\s+\D|\*\*")
_LETTERS = re.compile(r"[A-Za-zÅÄÖåäö]{2}")
_YEAR = re.compile(r"\W*(?:19|20)\d\d\W*")
_TWO_SENTENCES = re.compile(r"[a-zåäö]{2}\. [A-ZÅÄÖ]")
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+\D")
_LIST = 3  # dates of a line that is a list, no sentence
_WRAPPED = 50  # a line this long may go on on the next one
_END = re.compile(r"[.!?](?:[\")]|\s|$)")
_SENTENCE = re.compile(
    r"[^.!?]*(?:(?:(?<=\bkl)|(?<=\bca)|(?<=\bjan)|(?<=\bfeb)|(?<=\bt)|(?<=\bo)|(?<=\bm)|(?<=\bs)|(?<=\bdec)"
    r"|(?<=\bnov)|(?<=\bokt)|(?<=\bsept)|(?<=\baug)|(?<=\bv)|(?<=\bnr)|(?<=\d)(?=\.?\d|\.\s?[a-zåäö]))[.][^.!?]*)*[.!?]?"
)


def label(line: str) -> tuple[str, str] | None:
    """The name, in lower case, and the value of a labelled line such as "Plats: Stadshuset"; None if it is none."""
    found = _LABEL.match(line)
    return (found["name"].lower().split()[0], found["value"].strip()) if found else None


def first_of(labels: Mapping[str, tuple[int, str]], names: Sequence[str]) -> str:
    """The value of the first of the names that is a label; "" if none is."""
    return next((labels[name][1] for name in names if name in labels), "")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of running text: its words and where it stands in the document's text."""

    begin: int
    end: int
    text: str


class Page:
    """A document with its tokens, line by line."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = scan(document.text)
        self._begins = [t.begin for t in self.tokens]
        self._on_line: dict[int, list[Token]] = {}
        for token in self.tokens:
            self._on_line.setdefault(document.line_at(token.begin) - 1, []).append(token)

    def on_line(self, index: int) -> Sequence[Token]:
        """The tokens that begin on lines[index]."""
        return self._on_line.get(index, ())

    def between(self, begin: int, end: int) -> list[Token]:
        """The tokens that begin in a piece of the text."""
        return self.tokens[bisect_left(self._begins, begin) : bisect_left(self._begins, end)]

    def line_of(self, token: Token) -> int:
        """The line number, from 1, where a token begins."""
        return self.document.line_at(token.begin)

    def is_dated(self, index: int) -> bool:
        """Whether a line holds a day."""
        return any(isinstance(t, DateToken | Impossible) for t in self.on_line(index))

    def states_day(self, sentence: Sentence) -> bool:
        """Whether a sentence holds a day: its hours and its place are those of that day then."""
        return any(isinstance(t, DateToken) for t in self.between(sentence.begin, sentence.end))

    @cached_property
    def headings(self) -> frozenset[int]:
        """The lines that stand as headings: short, no sentence, no item of a list, no day of a month in them."""
        lines = self.document.lines
        found = {i for i in range(len(lines)) if self._is_heading(i)}
        for index in (i for i, line in enumerate(lines) if _ROLES.fullmatch(line)):
            while index >= 0 and lines[index].strip():  # who signs, and whom they speak for
                found.discard(index)
                index -= 1
        return frozenset(found)

    def _is_heading(self, index: int) -> bool:
        lines = self.document.lines
        line = lines[index].strip()
        words = line.strip(" *#_").split()
        if not 0 < len(line) <= _LONGEST_HEADING or len(words) > _MOST_WORDS or not words or "\t" in line:
            return False
        if line.endswith((".", ",", ";", "!")) or label(line) or _ABOUT.match(line) or self.is_dated(index):
            return False
        if FOOTER.match(line) or _FILE.search(line) or (_DAY_OF_WEEK.fullmatch(line) and len(words) > 2):
            return False
        if BULLET.match(line) and not (_MARKED.match(line) or line.endswith(":")):
            return False
        beside = (lines[i] for i in (index - 1, index + 1) if 0 <= i < len(lines))
        if _NUMBERED.match(line) and any(_NUMBERED.match(other) for other in beside):
            return False  # an item of an agenda
        if not _LETTERS.search(line) and not _YEAR.fullmatch(line):
            return False
        if ". " in line and _TWO_SENTENCES.search(line) and not line.endswith(":"):
            return False
        words = BULLET.sub("", line).strip(" *#_").split() or words
        first = (words[1] if words[0].strip("§") == "" and len(words) > 1 else words[0]).lstrip("\"'(§ <")
        if not first[:1].isalnum() or first[0].islower():
            return False
        after = lines[index + 1].strip() if index + 1 < len(lines) else ""
        goes_on = after[:1].islower() and not _DATES.match(after)
        if goes_on and not line.endswith(":") and not self.is_dated(index + 1):
            return False
        if line.count(">") > 1 or line.count(" / ") > 1:
            return False
        before = lines[index - 1].rstrip() if index else ""
        if (not after or self.on_line(index + 1)) and (len(words) == 1 or SCHEDULE_WORD.search(before)):
            return True  # it stands above days, or alone: a heading under a heading
        return not (len(before) >= _WRAPPED and not before.endswith((".", "!", "?", ":")))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the running text, in order."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[Sentence]:
        for begin, end in self._paragraphs():
            text = self.document.text[begin:end]
            for found in _SENTENCE.finditer(text):
                if found[0].strip():
                    lead = len(found[0]) - len(found[0].lstrip())
                    yield Sentence(begin + found.start() + lead, begin + found.end(), found[0].strip())

    def _paragraphs(self) -> Iterator[tuple[int, int]]:
        """The spans of lines that are no headings and run on: until a blank line, a heading or an item."""
        start: int | None = None
        last = 0
        for index, line in enumerate(self.document.lines):
            first = self.document.offset(index)
            text = line.strip()
            ends = not text or index in self.headings or label(line) is not None
            if start is not None and (ends or BULLET.match(line) or (last and self._stops(index))):
                yield start, last
                start = None
            if not ends:
                start = first if start is None else start
                last = first + len(line)
        if start is not None:
            yield start, last

    def _stops(self, index: int) -> bool:
        """Whether the line before is over: it ends a sentence short of the margin, or with a date."""
        before = self.document.lines[index - 1].rstrip()
        capital = self.document.lines[index].lstrip()[:1].isupper()
        if capital and sum(isinstance(t, DateToken) for t in self.on_line(index - 1)) >= _LIST:
            return True
        if capital and ("\t" in before.strip() or (_ENDS_IN_DATE.search(before) and self.on_line(index - 1))):
            return True
        if before.endswith(":") or (before.endswith((",", ";")) and self.document.lines[index].rstrip().endswith(":")):
            return True  # "att nämnden möts följande dagar:", its days, and the next such clause
        return len(before) < _WRAPPED and (before.endswith((".", "!", "?")) or self.is_dated(index - 1))

    @cached_property
    def _sentence_begins(self) -> list[int]:
        return [s.begin for s in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a place in the text; None if there is none."""
        at = bisect_right(self._sentence_begins, offset) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None

    def sentences_in(self, first: int, last: int) -> list[Sentence]:
        """The sentences that begin on lines[first] to lines[last - 1]."""
        begin, end = (bisect_left(self._sentence_begins, self.offset(line)) for line in (first, last))
        return list(self.sentences[begin:end])

    def offset(self, index: int) -> int:
        """Where lines[index] begins in the text; past its end for the line after the last."""
        return self.document.offset(index) if index < len(self.document.lines) else len(self.document.text) + 1
