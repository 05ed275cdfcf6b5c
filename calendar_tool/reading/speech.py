"""What sentences of running text say of dates near them: that somebody meets, who, and in which years."""

from __future__ import annotations

import re

from calendar_tool.reading import names
from calendar_tool.reading.expressions import DateToken, years_in
from calendar_tool.reading.headings import DEADLINE, LATEST_HOUR, Said
from calendar_tool.reading.page import SCHEDULE_WORD, Page, Sentence

_MEETS = re.compile(
    r"\b(?:möts|mötas|sammanträder|träffas|samlas|ses|sammanträda|sammankommer"
    r"|(?:har|håller|hålls|genomför|planerar|blir)\s+(?:\S+\s+){0,4}?\w*(?:möten?|sammanträden?|sammanträdesdagar)"
    r"|\w*(?:möten|mötena|sammanträden|sammanträdena)\s+(?:\S+\s+){0,3}?(?:hålls|är|börjar|äger|startar|blir|ligger|under))\b",
    re.I,
)
# What is in all that the patterns find; to look for it first is much faster.
_OF_MEETINGS = ("möt", "träd", "träffas", "samlas", "ses", "sammankommer")
_OF_DATES = ("möt", "träd", "träff", "dagar", "datum", "tider")
_OF_POINTERS = (":", "dessa", "följande", "nedanstående", "de")
_SPEAKS = re.compile(
    r"\b(?:\w*möten?(?:a|s)?|\w*mötet|\w*sammanträden?(?:a|s|t)?|mötes(?:dag|tid|dat|plan)\w*|sammanträdes\w+|dagar(?:na)?|datum(?:en)?"
    r"|tider(?:na)?|träff(?:ar|arna)?)\b",
    re.I,
)
_BINDS = re.compile(
    r":\s*$|\b(?:dessa|följande|nedanstående|de\s+här)\s+(?:\w+\s+)?(?:dagar|datum|tider|möten|dagarna|tidpunkter)",
    re.I,
)
_DAYS_FOR = re.compile(
    r"\b(?:datum(?:en)?|dagar(?:na)?|tider(?:na)?|(?:mötes|sammanträdes)(?:dag|tid|dat)\w*)\s+för\s", re.I
)
_FINITE = re.compile(
    r"\b(?:börjar|slutar|startar|är|hålls|möts|ses|samlas|gäller|ska|kan|har|finns|träffas|sammanträder|blir)\b", re.I
)
_LONG = 5  # a heading with a verb and more words than this is a sentence without its full stop
_SPECIAL = re.compile(r"\b\w*(?:stämman?|årsmötet?|höstmötet?|vårmötet?|medlemsmötet?)\b(?:\s+för\s+\w+)?", re.I)
_MANY = 3  # bodies named in one sentence: it speaks of the whole page


def _has(text: str, stems: tuple[str, ...]) -> bool:
    lower = text.lower()
    return any(stem in lower for stem in stems)


class Speech:
    """Hears the sentences of a page. `short` are the names that it explains."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.short = names.abbreviations(page.document.text)
        self._known: dict[int, tuple[Said, bool]] = {}  # what sentences say, by where they begin

    def sentence(self, sentence: Sentence) -> tuple[Said, bool]:
        """What a sentence says, and whether it binds the lines under it, as a heading does ("följande dagar")."""
        if sentence.begin not in self._known:
            self._known[sentence.begin] = self._hear(sentence)
        return self._known[sentence.begin]

    def _hear(self, sentence: Sentence) -> tuple[Said, bool]:
        dates = [t for t in self.page.between(sentence.begin, sentence.end) if isinstance(t, DateToken)]
        text = self.page.document.text[sentence.begin : sentence.end]
        for token in reversed(dates):
            text = text[: token.begin - sentence.begin] + text[token.end - sentence.begin :]
        return self.words(" ".join(text.split())), not dates and self.binds(sentence.text)

    def words(self, text: str) -> Said:
        """What the words of a sentence say of dates near it."""
        meets, binds = self.meets(text), self.binds(text)
        speaks = meets or binds or (_has(text, _OF_DATES) and bool(_SPEAKS.search(text)))
        years = tuple(dict.fromkeys(years_in(text))) if speaks else ()
        if DEADLINE.search(LATEST_HOUR.sub("", text)) and not meets:
            return Said(text, deadline=True, spoken=True)
        body = self.subject(text) if meets or (speaks and (binds or _DAYS_FOR.search(text))) else None
        schedule = meets or bool(speaks and SCHEDULE_WORD.search(text))
        return Said(text, body, body is not None, schedule, not speaks, years=years, spoken=True)

    def heading(self, line: str, said: Said) -> Said:
        """A heading that is a sentence ("Kommunstyrelsen möts klockan 13.30 dessa datum:") is heard as one."""
        long = len(line.split()) > _LONG and _FINITE.search(line)
        return self.words(line) if long or (_FINITE.search(line) and line.rstrip().endswith(":")) else said

    @staticmethod
    def meets(text: str) -> bool:
        """Whether words say that somebody meets."""
        return _has(text, _OF_MEETINGS) and bool(_MEETS.search(text))

    @staticmethod
    def binds(text: str) -> bool:
        """Whether words point to the lines under them: "följande dagar", or a colon."""
        return _has(text, _OF_POINTERS) and bool(_BINDS.search(text))

    def subject(self, text: str) -> str | None:
        """Whose meetings a sentence speaks of; None if it names no body, or many."""
        if special := _SPECIAL.search(text):
            return special[0]
        said = dict.fromkeys(names.in_sentence(text, self.short))
        found = [n for n in said if not re.search(rf"\b(?:före|efter|inför|innan)\s+{re.escape(n)}", text)]
        compound = re.search(r"\b\w+(?:möten|mötena|sammanträden)\b", text)
        if not found and compound and names.of_meetings(compound[0]):
            return compound[0]
        if not found or len(found) >= _MANY:
            return None
        short = [n for n in found if n in self.short]
        return short[0] if short else next((n for n in found if not names.is_generic(n)), found[0])
