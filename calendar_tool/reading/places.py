"""The places and the forms that headings, sentences and notes of a page state for meetings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from calendar_tool.model.body import plain
from calendar_tool.model.meeting import Form
from calendar_tool.reading import names
from calendar_tool.reading.expressions import TimeToken, form_in, note_in
from calendar_tool.reading.headings import Said
from calendar_tool.reading.page import Page, Sentence
from calendar_tool.reading.words import ONE_MEETING

_ALWAYS = re.compile(r"\b(?:möts|mötena|möten|träffas|sammanträder|sammanträdena|ses|hålls|bereder|deltar)\b", re.I)
_ROOM = (
    r"\w{0,30}(?:hus|sal|lokal|rum|gård|kyrka|hall|bibliotek|kontor|kansli|lägenhet|expedition|hemmet|hotell|skola|gymnasi"
    r"|aula|station)\w{0,30}"
)
_PLACE_NAME = rf"(?P<place>(?:[A-ZÅÄÖ][\wåäöé-]+|{_ROOM})(?:\s+(?:(?:i|på|vid)\s)?[A-ZÅÄÖ0-9][\wåäö]*){{0,3}})"
_PLACE = re.compile(
    r"(?:\b(?:hålls|möts|träffas|ses|samlas|sammanträder|äger\s+rum|håller\s+till)\b|\bkl(?:ockan)?\b\.?\s?\d[\d.:–-]{0,12})"
    rf"(?:\s{{1,3}}[\w.:–-]{{1,30}}){{0,5}}?\s{{1,3}}(?:i|på)\s{{1,3}}(?:\w{{1,30}}s\s{{1,3}})?{_PLACE_NAME}"
)
_PLACE_AFTER_HOURS = re.compile(rf"\d\s*,?\s+(?:(?:i|på)\s+)?(?P<place>{_ROOM}(?:\s+[A-ZÅÄÖ0-9]\w*){{0,2}})\W*$")
_PLACE_NOTE = re.compile(rf"(?:^|[,;]\s*)(?:(?:i|på)\s+)?(?P<place>(?:[A-ZÅÄÖ]\w+\s+)?{_ROOM})", re.I)


def place_in(note: str) -> str | None:
    """The place that a note beside a date names: "på kansliet", "Idrottens hus"; None if it names none."""
    found = _PLACE_NOTE.search(note)
    return found["place"] if found else None


class Places:
    """Where and how a page says that bodies meet, in `sentences` and in headings (`heard`, by line).

    `subject` tells whose meetings words speak of.
    """

    def __init__(
        self,
        page: Page,
        sentences: Sequence[Sentence],
        heard: Mapping[int, Said],
        subject: Callable[[str], str | None],
    ) -> None:
        self.page, self._sentences, self._heard, self.subject = page, sentences, heard, subject
        self._legend = names.legend(page.document.text)

    @cached_property
    def _places(self) -> dict[str, str]:
        """Where the page says that bodies meet, by their names: "Fullmäktige möts i Stadshuset."."""
        found: dict[str, str] = {}
        for sentence in self._sentences:
            text = " ".join(sentence.text.split())
            where = _PLACE.search(text)
            if where and not form_in(text) and (subject := self.subject(text[: where.start("place")])):
                found.setdefault(plain(subject), where["place"].strip())
        return found

    @cached_property
    def _forms(self) -> dict[str, Form]:
        """The forms in which the page says that bodies always meet: "Arbetsutskottet möts via Teams."."""
        found: dict[str, Form] = {}
        for sentence in self._sentences:
            form = (
                note_in(sentence.text)[0]
                if _ALWAYS.search(sentence.text) and not self.page.states_day(sentence)
                else None
            )
            if form and (subject := self.subject(sentence.text)):
                found.setdefault(plain(subject), form)
        return found

    def form_of(self, body: str) -> Form | None:
        """The form in which the page says that a body meets; None if it says none."""
        return next((form for name, form in self._forms.items() if names.same(name, body)), None)

    def heading_place(self, index: int) -> str | None:
        """The place that a heading states with hours: "Torsdagar kl 19.00 i församlingshemmet"."""
        line = self.page.document.lines[index]
        timed = any(isinstance(t, TimeToken) for t in self.page.on_line(index))
        if index not in self._heard or form_in(line) or not timed:
            return None
        found = _PLACE.search(line) or _PLACE_AFTER_HOURS.search(line)
        return found["place"].strip() if found else None

    def places_in(self, first: int, last: int) -> list[tuple[Sentence, str]]:
        """The sentences that state a place for dates near them, beginning on lines[first] to lines[last - 1]."""
        begin, end = self.page.offset(first), self.page.offset(last)
        return [(s, place) for s, place in self._placed if begin <= s.begin < end]

    @cached_property
    def _placed(self) -> list[tuple[Sentence, str]]:
        of_all = [s for s in self._sentences if not self.page.states_day(s) and not ONE_MEETING.search(s.text)]
        said = [(s, _PLACE.search(" ".join(s.text.split()))) for s in of_all]
        return [(s, m["place"].strip()) for s, m in said if m and not form_in(s.text)]

    def place_of(self, body: str) -> str | None:
        """The place where the page says that a body meets, outside of labels; None if it says none."""
        if not self._places:
            return None
        for name in (body, self._legend.get(plain(body), "")):
            if own := self._places.get(plain(name)):
                return own
            kinds = {names.organ(word) for word in name.split()} - {None}
            close = [p for n, p in self._places.items() if names.is_generic(n) and names.organ(n) in kinds]
            if len(close) == 1 and len(kinds) == 1:
                return close[0]
        return None
