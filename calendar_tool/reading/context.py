"""What the lines around a block of dates say of it: whether they are meetings, whose, when, of which years.

The nearest line that speaks decides; what it leaves open is sought further up, in the headings of the page. A nearest
heading that is not understood leaves the block without a meaning: its dates stay unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

from calendar_tool.model.body import plain
from calendar_tool.reading import names
from calendar_tool.reading.expressions import DateToken, TimeToken, clock_times, form_in, years_in
from calendar_tool.reading.headings import DEADLINE, LATEST_HOUR, Said, heard, is_column_word, weekdays
from calendar_tool.reading.page import SCHEDULE_WORD, TIMES, Page, Sentence, first_of, label

_MEETS = re.compile(
    r"\b(?:möts|mötas|sammanträder|träffas|samlas|ses|sammanträda|sammankommer"
    r"|(?:har|håller|hålls|genomför|planerar|blir)\s+(?:\S+\s+){0,4}?\w*(?:möten?|sammanträden?|sammanträdesdagar)"
    r"|\w*(?:möten|mötena|sammanträden|sammanträdena)\s+(?:\S+\s+){0,3}?(?:hålls|är|börjar|äger|startar|blir|ligger|under))\b",
    re.I,
)
_SPEAKS = re.compile(
    r"\b(?:\w*möten?(?:a|s)?|\w*mötet|\w*sammanträden?(?:a|s|t)?|mötes(?:dag|tid|dat|plan)\w*|sammanträdes\w+|dagar(?:na)?|datum(?:en)?"
    r"|tider(?:na)?|träff(?:ar|arna)?)\b",
    re.I,
)
_BINDS = re.compile(
    r":\s*$|\b(?:dessa|följande|nedanstående|de\s+här)\s+(?:\w+\s+)?(?:dagar|datum|tider|möten|dagarna|tidpunkter)",
    re.I,
)
_HOURS_OF_MEETINGS = re.compile(
    r"\bvarje\s+\w+dag\b|\b(?:mån|tis|ons|tors|fre)dagar\s+kl\b|\b(?:möts|sammanträder|träffas|samlas|ses|börjar|startar|inleds|hålls|pågår|start|mötestid|tid(?:en|erna)?\s+är|äger|brukar)\b"
    r"|\b\w*(?:möten|mötena|mötet|sammanträden|sammanträdena|sammanträdet)\b",
    re.I,
)
_OTHER_HOURS = re.compile(
    r"\b(?:senast|lämna\w*|inlämn\w*|handling\w*|kallelse\w*|ring|telefon\w*|öppettid\w*|öppet|agenda\w*|dagordning\w*|kaffe|lunch\s+serveras"
    r"|fika|efter\s+mötet|före\s+mötet|innan\s+mötet|skarp\s+gräns|anmäl\w*|gruppmöte\w*|förmöte\w*|förberedande|allmänhetens\s+frågestund)\b",
    re.I,
)
_ENDS = re.compile(r"\b(?:slut\w*|avslut\w*|till|pågår)\b", re.I)
_FINITE = re.compile(
    r"\b(?:börjar|slutar|startar|är|hålls|möts|ses|samlas|gäller|ska|kan|har|finns|träffas|sammanträder|blir)\b", re.I
)
_LONG = 5  # a heading with a verb and more words than this is a sentence without its full stop
_START = re.compile(
    r"\b(?:möts|träffas|sammanträder|ses)\s+(?:\w+\s+){0,2}?(?:kl\S*\s*)?\d{1,2}[.:]\d\d|\b(?:börjar|startar|inleds)\s+(?:\w+\s+)?(?:mötet|mötena|möten|sammanträde\w*)|\b(?:mötet|mötena|möten|sammanträde\w*)\s+(?:börjar|startar|inleds)",
    re.I,
)
_LEGEND = re.compile(
    r"^\W*[A-ZÅÄÖ][\wÅÄÖåäö/-]{1,40}\s+(?:alltid\s+)?kl\.?\s*\d[\d.:–-]*\s*$|^\W*[A-ZÅÄÖ][A-Za-zÅÄÖåäö/ -]{0,12}\s*(?:=|:|–|-)\s*[A-ZÅÄÖa-zåäö].*\bkl\b"
)
_SPECIAL = re.compile(r"\b\w*(?:stämman?|årsmötet?|höstmötet?|vårmötet?|medlemsmötet?)\b(?:\s+för\s+\w+)?", re.I)
_PLACE = re.compile(
    r"\b(?:hålls|möts|träffas|ses|samlas|sammanträder|äger\s+rum)\b(?:\s+\w+){0,4}?\s+(?:i|på)\s+"
    r"(?:\w+s\s+)?(?P<place>(?:[A-ZÅÄÖ][\wåäöé-]+|\w*(?:hus|sal|lokal|rum|gård|kyrk|hall|bibliotek|kontor)\w*)(?:\s+(?:i|på|vid)?\s?[A-ZÅÄÖ][\wåäö]+){0,3})"
)
_VALID = re.compile(r"\b(?:avser|gäller)\s+(?:för\s+)?(?:år\s+)?((?:19|20)\d\d)\b", re.I)
_PARENS = re.compile(r"\([^()]*\)")
_OTHERS = "*"  # the key of the hours that hold for all bodies not named
_HOURS_LABEL = re.compile(r"tid(?:er)?|mötestid|(?:alla|samtliga) möten|(?:i|på) [\w ]{3,40}", re.I)
_MANY = 3  # bodies named in one sentence: it speaks of the whole page


@dataclass(slots=True)
class Context:
    """What is said of a block. `years` are the candidates, nearest first: each one year, or two in a row."""

    meetings: bool = False
    refused: bool = False
    deadline: bool = False
    records: bool = False
    body: str | None = None
    weak: str | None = None
    years: list[tuple[int, ...]] = field(default_factory=list)
    clear: bool = True
    text: str = ""
    habit: set[int] = field(default_factory=set)
    labels: dict[str, tuple[int, str]] = field(default_factory=dict)
    hours: TimeToken | None = None
    each: dict[str, TimeToken] = field(default_factory=dict)
    loose: list[tuple[int, ...]] = field(default_factory=list)  # years of headings that are not understood
    top: int = -1  # the line of the heading that names the body: what stands above it is another section's

    @property
    def likely(self) -> list[tuple[int, ...]]:
        """The years stated, else those that headings beside the matter name."""
        return self.years or [y for y in self.loose if len(y) == 1 or y[1] == y[0] + 1]

    def hours_of(self, body: str) -> TimeToken | None:
        """The hours that hold for a body's meetings here: its own, else those of all."""
        if own := self.each.get(plain(body)):
            return own
        if self.hours is None:
            kinds = {names.organ(word) for word in body.split()} - {None}
            close = [h for name, h in self.each.items() if names.is_generic(name) and names.organ(name) in kinds]
            return close[0] if len(close) == 1 else self.each.get(_OTHERS)
        return self.hours


class Contexts:
    """The contexts of the blocks of one page. `taken` are lines that hold blocks, or a header explained elsewhere."""

    def __init__(self, page: Page, taken: set[int], body: str | None) -> None:
        self.page, self.taken, self.header = page, taken, body
        self.short = names.abbreviations(page.document.text)

    @cached_property
    def bodies(self) -> list[str]:
        """The names of bodies that headings of the page hold, in order."""
        return [said.body for said in self._heard.values() if said.body and said.organ]

    @cached_property
    def _heard(self) -> dict[int, Said]:
        return {i: heard(self.page.document.lines[i]) for i in sorted(self.page.headings - self.taken)}

    def of(self, first: int, last: int, floor: int, ceiling: int, before: Sequence[Sentence] = ()) -> Context:
        """The context of the block on lines[first] to lines[last].

        The block before it ends above lines[floor], the next one begins at lines[ceiling]. `before` are sentences that
        stand right before the dates, on the line of the first.
        """
        found = Context()
        self._own(found, first, floor, before)
        if not found.refused:
            self._outer(found, floor)
        self._below(found, last, ceiling)
        found.each = self._each
        near = [h for s in reversed(before) if (h := self.hours_in(s))]
        found.hours = near[0] if near else self._hours(found, first, last, floor, ceiling)
        if found.body:
            found.body = self.whole_name(found.body, first)
        return found

    def whole_name(self, body: str, line: int) -> str:
        """The name that a bare "nämnden" or "arbetsutskottet" on a line stands for."""
        known = self.known(line)
        part = names.part_of(body)
        if part is None:
            return names.resolve(body, known)
        boards = [n for n in known if not names.is_generic(n) and names.part_of(n) is None and names.is_board(n)]
        return names.with_part(boards[0], part) if boards else body

    def known(self, first: int) -> list[str]:
        """The names that a bare "nämnden" on a line can mean, nearest heading first."""
        above = [s.body for i, s in reversed(self._heard.items()) if i < first and s.body and s.organ]
        whole = any(not names.is_generic(n) and names.part_of(n) is None for n in above)
        text = [] if whole else [n for s in self.page.sentences for n in names.in_sentence(s.text)]
        trail = next((line for line in self.page.document.lines[:5] if ">" in line), "")
        crumbs = re.findall(r"[^>/|]+", trail)
        below = [] if whole else [s.body for s in self._heard.values() if s.body and s.organ]
        found = [
            *above,
            *below,
            *([self.header] if self.header else []),
            *(c.strip() for c in crumbs if names.names_organ(c)),
            *text,
        ]
        return [n for n in found if len(n) < 80]

    def _own(self, found: Context, first: int, floor: int, before: Sequence[Sentence]) -> None:
        """What the lines between the block and the one before it say, the nearest first."""
        decided = False  # whether a line nearer than this one speaks of meetings
        closed = False  # whether a heading that is not understood stands nearer
        aside = None  # the body that a sentence names in passing
        near = [self._sentence(s) for s in reversed(before)]
        for said, binds in chain(near, self._steps(first, floor, found)):
            if not said.spoken and (said.schedule or said.organ) and not said.generic:
                found.text = found.text or said.text
            if said.schedule or said.generic or said.organ or not binds:
                self._note_years(found, said)
            elif 0 < len(said.years) <= 2 and said.years not in found.loose:
                found.loose.append(said.years)
            found.habit |= weekdays(said.text)
            if said.deadline or said.records or said.other:
                if binds and not decided and not closed:
                    found.deadline, found.records, found.refused = said.deadline, said.records, True
                    return
                continue
            if closed:
                continue
            found.meetings = found.meetings or said.schedule
            decided = decided or said.schedule
            if said.generic or said.body is None or found.body is not None:
                continue
            if not binds:
                aside = aside or said.body
            elif said.organ:
                found.body, decided = said.body, True
            elif not decided and not closed:
                found.weak, closed = said.body, True
        found.body = found.body or aside

    def _steps(self, first: int, floor: int, found: Context) -> Iterator[tuple[Said, bool]]:
        """What each line above says, nearest first, and whether it binds the lines under it (as a heading does)."""
        lines = self.page.document.lines
        sentences = {}
        for sentence in self.page.sentences_in(floor, first):
            sentences.setdefault(self.page.document.line_at(sentence.begin) - 1, []).append(sentence)
        for index in range(first - 1, floor - 1, -1):
            line = lines[index]
            if not line.strip() or index in self.taken:
                continue
            if named := label(line):
                if index > found.top:
                    found.labels.setdefault(named[0], (index, named[1]))
            elif index in self._heard:
                said = self._heard[index]
                if not all(is_column_word(w) for w in line.split()):
                    yield self._with_hours(index, self._as_sentence(line, said)), True
                if found.body and said.organ and (not index or not lines[index - 1].strip()):
                    found.top = max(found.top, index)
            else:
                for sentence in reversed(sentences.get(index, [])) if index > found.top else ():
                    yield self._sentence(sentence)

    def _with_hours(self, index: int, said: Said) -> Said:
        """A line of hours and a place ("Sessionssalen, kl. 18.30") names no body."""
        timed = any(isinstance(t, TimeToken) for t in self.page.on_line(index))
        return replace(said, body=None, generic=True) if timed and said.body and not said.organ else said

    def _as_sentence(self, line: str, said: Said) -> Said:
        """A heading that is a sentence ("Kommunstyrelsen möts klockan 13.30 dessa datum:") is heard as one."""
        long = len(line.split()) > _LONG and _FINITE.search(line)
        return self.speech(line) if long or (_FINITE.search(line) and line.rstrip().endswith(":")) else said

    def _sentence(self, sentence: Sentence) -> tuple[Said, bool]:
        dates = [t for t in self.page.between(sentence.begin, sentence.end) if isinstance(t, DateToken)]
        text = self.page.document.text[sentence.begin : sentence.end]
        for token in reversed(dates):
            text = text[: token.begin - sentence.begin] + text[token.end - sentence.begin :]
        return self.speech(" ".join(text.split())), bool(_BINDS.search(sentence.text)) and not dates

    def speech(self, text: str) -> Said:
        """What a sentence of running text says of dates near it."""
        meets = bool(_MEETS.search(text))
        speaks = meets or bool(_SPEAKS.search(text)) or bool(_BINDS.search(text))
        years = tuple(dict.fromkeys(years_in(text))) if speaks else ()
        if DEADLINE.search(LATEST_HOUR.sub("", text)) and not meets:
            return Said(text, deadline=True, spoken=True)
        body = self.subject(text) if meets or (speaks and _BINDS.search(text)) else None
        schedule = meets or bool(speaks and SCHEDULE_WORD.search(text))
        return Said(text, body, body is not None, schedule, not speaks, years=years, spoken=True)

    def section(self, line: int) -> int:
        """The line where the section begins that a line stands in: at the nearest heading that names a body."""
        return max((i for i, said in self._heard.items() if i <= line and said.organ and said.body), default=0)

    @staticmethod
    def meets(text: str) -> bool:
        """Whether words say that somebody meets."""
        return bool(_MEETS.search(text))

    def subject(self, text: str) -> str | None:
        """Whose meetings a sentence speaks of; None if it names no body, or many."""
        if special := _SPECIAL.search(text):
            return special[0]
        found = list(dict.fromkeys(names.in_sentence(text, self.short)))
        compound = re.search(r"\b\w+(?:möten|mötena|sammanträden)\b", text)
        if not found and compound and names.of_meetings(compound[0]):
            return compound[0]
        if not found or len(found) >= _MANY:
            return None
        short = [n for n in found if n in self.short]
        return short[0] if short else next((n for n in found if not names.is_generic(n)), found[0])

    @staticmethod
    def _note_years(found: Context, said: Said) -> None:
        years = tuple(sorted(set(said.years)))
        if not years:
            return
        if len(years) > 2 or (len(years) == 2 and years[1] != years[0] + 1):
            if not found.years:
                found.clear = False
            return
        if years not in found.years:
            found.years.append(years)

    def _outer(self, found: Context, floor: int) -> None:
        """What the headings and the sentences further up say, of what is still open."""
        for index in reversed([i for i in self._heard if i < floor]):
            said = self._heard[index]
            if said.other or said.deadline or said.records:
                continue
            if found.body is None and found.weak is None and said.organ and said.body:
                found.body = said.body
            if said.schedule or said.generic or said.organ:
                self._note_years(found, said)
            found.meetings = found.meetings or said.schedule
        for stated in _VALID.findall(self.page.document.text):
            self._note_years(found, Said(stated, years=tuple(years_in(stated))))
        for sentence in reversed(self.page.sentences_in(0, floor)):
            said, _binds = self._sentence(sentence)
            if said.schedule or _BINDS.search(said.text):
                self._note_years(found, said)
                found.meetings = found.meetings or (said.schedule and bool(_MEETS.search(said.text)))
        if self.page.document.lines and not found.meetings:
            found.meetings = bool(SCHEDULE_WORD.search(" ".join(self.page.document.lines[:1])))

    def _below(self, found: Context, last: int, ceiling: int) -> None:
        """The labelled lines under the block, until a heading: "Plats: ..."."""
        for index in range(last + 1, ceiling):
            line = self.page.document.lines[index]
            if index in self._heard and not clock_times(line):
                break
            if said := label(line):
                found.labels.setdefault(said[0], (index, said[1]))

    # -- hours

    def _hours(self, found: Context, first: int, last: int, floor: int, ceiling: int) -> TimeToken | None:
        """The hours that hold for the block: labelled, said above it, else under it, else anywhere if for one body."""
        floor = max(floor, found.top)
        if shared := first_of(found.labels, TIMES):
            return clock_times(shared)
        above = [h for line in range(first - 1, floor - 1, -1) if (h := self._heading_hours(line))]
        if above:
            return above[0]
        for begin, end in ((floor, first), (last + 1, self._section_end(last + 1, ceiling))):
            said = [s for s in self.page.sentences_in(begin, end) if self._concerns(s, found)]
            hours = [h for s in said if (h := self.hours_in(s))]
            hours += [h for i in range(begin, end) if (h := self._only_hours(i))]
            if len({(h.start, h.stop) for h in hours}) == 1:
                return hours[0]
            if hours:
                return None
        return None

    @cached_property
    def _legend(self) -> dict[str, str]:
        """The names that the page explains, by their short ones: "KF = kommunfullmäktige"."""
        pairs = re.findall(r"(?<!\w)([A-ZÅÄÖ]{2,6})\s*[=:]\s*([A-Za-zÅÄÖåäö][^,;=\n]*)", self.page.document.text)
        return {plain(short): name.strip() for short, name in pairs}

    @cached_property
    def _places(self) -> dict[str, str]:
        """Where the page says that bodies meet, by their names: "Fullmäktige möts i Stadshuset."."""
        found: dict[str, str] = {}
        for sentence in self.page.sentences:
            text = " ".join(sentence.text.split())
            where = _PLACE.search(text)
            if where and not form_in(text) and (subject := self.subject(text[: where.start("place")])):
                found.setdefault(plain(subject), where["place"].strip())
        return found

    def place_of(self, body: str) -> str | None:
        """The place where the page says that a body meets, outside of labels; None if it says none."""
        for name in (body, self._legend.get(plain(body), "")):
            if own := self._places.get(plain(name)):
                return own
            kinds = {names.organ(word) for word in name.split()} - {None}
            close = [p for n, p in self._places.items() if names.is_generic(n) and names.organ(n) in kinds]
            if len(close) == 1 and len(kinds) == 1:
                return close[0]
        return None

    @cached_property
    def _each(self) -> dict[str, TimeToken]:
        """The hours that the page states body by body: "KS börjar kl 13 och KF kl 18", "KF = ..., kl. 18.30"."""
        found: dict[str, TimeToken] = {}
        doubled: set[str] = set()
        spans = [(s.begin, s.end) for s in self.page.sentences if self._may_state_hours(s.text)]
        for index, line in enumerate(self.page.document.lines):
            if _LEGEND.match(line):
                first = self.page.document.offset(index)
                spans.append((first, first + len(line)))
        for begin, end in spans:
            at = begin
            for token in self.page.between(begin, end):
                if isinstance(token, TimeToken):
                    said = names.in_sentence(self.page.document.text[at : token.begin], self._short_names)
                    between = self.page.document.text[at : token.begin]
                    others = [_OTHERS] if re.search(r"\b(?:övriga|andra)\b", between, re.I) else []
                    for name in (*others, *said)[:1]:
                        key = plain(name) if name != _OTHERS else _OTHERS
                        doubled |= {key} if key in found and found[key].start != token.start else set()
                        found[key] = token
                    at = token.end
        return {name: hours for name, hours in found.items() if name not in doubled}

    @cached_property
    def _short_names(self) -> set[str]:
        """Capitals that can be short names: explained ones, and those that lines begin with."""
        return self.short | set(
            re.findall(r"(?<![\w/])[A-ZÅÄÖ]{2,6}(?:/[A-ZÅÄÖa-z]+)?(?![\w/])", self.page.document.text)
        )

    @staticmethod
    def _may_state_hours(text: str) -> bool:
        return bool(_HOURS_OF_MEETINGS.search(text)) and (not _OTHER_HOURS.search(text) or bool(_START.search(text)))

    def _concerns(self, sentence: Sentence, found: Context) -> bool:
        """Whether a sentence near a block can speak of all its meetings: it names no other body, nor one of several."""
        subject = self.subject(sentence.text) if self.meets(sentence.text) else None
        if subject is None or names.is_generic(subject) or found.body is None:
            return subject is None or names.is_generic(subject)
        return names.same(subject, found.body) or names.organ(subject) == names.organ(found.body.split()[-1])

    def _section_end(self, first: int, ceiling: int) -> int:
        """Where the section ends that goes on under a block: at a heading that names a body, or announces others."""
        for index in range(first, ceiling):
            said = self._heard.get(index)
            if said and (said.organ or said.schedule) and not self._only_hours(index):
                return index
        return ceiling

    def _heading_hours(self, index: int) -> TimeToken | None:
        said = self._heard.get(index)
        if said is None or said.deadline or said.records:
            return None
        line = self.page.document.lines[index]
        tokens = [t for t in self.page.on_line(index) if isinstance(t, TimeToken)]
        bare = _PARENS.sub("", line)
        if _OTHER_HOURS.search(line) and not _OTHER_HOURS.search(bare):  # "kl. 13.00 (gruppmöten från kl. 08.30)"
            tokens, line = [t for t in tokens if t.text in bare], bare
        if tokens and (not _OTHER_HOURS.search(line) or _START.search(line)):
            return self.joined(tokens, line)
        last = re.search(r"dagar\s+(\d{1,2}[.:]\d{2})\s*$", line)
        if last:
            return clock_times(last[1])
        bare = re.search(r"(?:\balltid\s+|[,(]\s*)(\d{1,2}(?:[.:]\d\d)?\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)\s*\)?\s*$", line)
        return clock_times(bare[1]) if bare else None

    def _only_hours(self, index: int) -> TimeToken | None:
        """The hours on a line that holds nothing else."""
        line = self.page.document.lines[index]
        tokens = self.page.on_line(index)
        if len(tokens) == 1 and isinstance(tokens[0], TimeToken):
            rest = line.replace(tokens[0].text, "").strip(" .,:;*•-–").casefold()
            return tokens[0] if not rest or _HOURS_LABEL.fullmatch(rest) else None
        return None

    def hours_in(self, sentence: Sentence) -> TimeToken | None:
        """The hours of meetings that a sentence states; None if it states none, or those of something else."""
        if not self._may_state_hours(sentence.text):
            return None
        tokens = self.page.between(sentence.begin, sentence.end)
        return self.joined([t for t in tokens if isinstance(t, TimeToken)], sentence.text)

    @staticmethod
    def joined(hours: Sequence[TimeToken], text: str) -> TimeToken | None:
        """One span from the hours of a sentence: "börjar 16.30 och slutar senast 20.30"; None if they are several."""
        if len(hours) == 2 and hours[0].stop is None and hours[1].stop is None and hours[1].start > hours[0].start:
            between = text[text.find(hours[0].text) + len(hours[0].text) : text.find(hours[1].text)]
            if _ENDS.search(between):
                return TimeToken(hours[0].begin, hours[1].end, text, hours[0].start, hours[1].start)
        return hours[0] if len({(h.start, h.stop) for h in hours}) == 1 else None
