"""What the lines around a block of dates say of it: whether they are meetings, whose, when, of which years.

The nearest line that speaks decides; what it leaves open is sought further up, in the headings of the page. A nearest
heading that is not understood leaves the block without a meaning: its dates stay unresolved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

from calendar_tool.model.body import plain
from calendar_tool.model.meeting import Form
from calendar_tool.reading import names
from calendar_tool.reading.expressions import TimeToken, clock_times, note_in, years_in
from calendar_tool.reading.headings import Said, heard, is_column_word, season, weekdays
from calendar_tool.reading.page import SCHEDULE_WORD, TIMES, Page, Sentence, first_of, label
from calendar_tool.reading.speech import Speech
from calendar_tool.reading.stated import OTHERS, Stated

_VALID = re.compile(r"\b(?:avser|gäller)\s+(?:för\s+)?(?:år\s+)?((?:19|20)\d\d)\b", re.I)
_AND_PART = re.compile(r"\s+(?:och|samt|med)\s+(?:dess|sitt)\s.*$")  # "bildningsnämnden och dess arbetsutskott"
_ISSUE = re.compile(
    r"\b(?:nr|nummer)\.?\s*\d{1,2}\s*[-–/,]?\s*((?:19|20)\d\d)\b", re.I
)  # of a newsletter: "Nr 1 - 2016"
_FIRST_LINES = 6
_REACH = 200  # headings, sentences or lines that are looked at above a block
_ENOUGH_YEARS = 3  # candidates for a year, after which no more are sought
_LONGEST_NAME = 80


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
    whose: str | None = None  # of whom the sentence says it that the hours are from
    place: str | None = None
    form: Form | None = None
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
        same = [h for name, h in self.each.items() if names.same(name, body) and self._are_alike(name, body)]
        if len(same) == 1:
            return same[0]
        if self.hours is None or not self._holds_for(body):
            last = names.organ(body.split()[-1])
            kinds = {last} if last else {names.organ(word) for word in body.split()} - {None}
            close = [h for name, h in self.each.items() if names.is_generic(name) and names.organ(name) in kinds]
            return close[0] if len(close) == 1 else self.each.get(OTHERS)
        return self.hours

    @staticmethod
    def _are_alike(name: str, body: str) -> bool:
        """Whether two names end in the same organ: "fakultetsnämnden" and "Fakultetsnämnd", but not its presidium."""
        return names.organ(name) is not None and names.organ(name) == names.organ(body.split()[-1])

    def _holds_for(self, body: str) -> bool:
        """Whether the hours can be those of a body: not if they are said of a board, and it is its presidium."""
        whose = self.whose or body
        said, own = (names.organ(name.split()[-1]) for name in (whose, body))
        if said is None or own is None or names.is_generic(whose) or names.is_generic(body):
            return said is None or own is None or said == own
        return said == own and names.same(whose, body)


class Contexts:
    """The contexts of the blocks of one page. `taken` are lines that hold blocks, or a header explained elsewhere."""

    def __init__(self, page: Page, taken: set[int], body: str | None) -> None:
        self.page, self.taken, self.header = page, taken, body
        self.speech = Speech(page)
        self.stated = Stated(page, taken, self._heard, self.speech.subject)

    @cached_property
    def words(self) -> set[str]:
        """The words of the names that the page explains, or has in its headings."""
        return self.speech.short | {word for body in self._named.values() for word in body.split()}

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
            self._outer(found, max(floor, found.top))
        self._below(found, last, ceiling)
        found.each = self.stated.each
        near = [(h, s) for s in reversed(before) if not self.page.states_day(s) and (h := self.stated.hours_in(s))]
        found.hours = near[0][0] if near else self._hours(found, first, last, floor, ceiling)
        found.whose = self.speech.subject(near[0][1].text) if near else found.whose
        found.place = self._place(found, first, last, floor, ceiling)
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
        board = _AND_PART.sub("", boards[0]) if boards else self.header
        return names.with_part(board, part) if board and not names.is_generic(board) else body

    def known(self, first: int) -> list[str]:
        """The names that a bare "nämnden" on a line can mean, nearest heading first."""
        above = [b for i in self._above(first) if (b := self._named.get(i))]
        found = [*above, *self._crumbs]
        if not any(not names.is_generic(n) and names.part_of(n) is None for n in above):
            found = [*above, *self._named.values(), *self._crumbs, *self._in_text]
        return [n for n in found if len(n) < _LONGEST_NAME]

    @cached_property
    def _named(self) -> dict[int, str]:
        """The names of bodies that headings hold, by their lines."""
        return {i: said.body for i, said in self._heard.items() if said.body and said.organ}

    @cached_property
    def _crumbs(self) -> list[str]:
        """The body in the header, and those in a path such as "Start > Nämnder > Skolnämnden"."""
        trail = next((line for line in self.page.document.lines[:5] if ">" in line), "")
        crumbs = [c.strip() for c in re.findall(r"[^>/|]+", trail)]
        return [*([self.header] if self.header else []), *(c for c in crumbs if names.names_organ(c))]

    @cached_property
    def _in_text(self) -> list[str]:
        """The organs that running text names."""
        return list(dict.fromkeys(n for s in self.page.sentences for n in names.in_sentence(s.text)))

    @cached_property
    def _lines(self) -> list[int]:
        return sorted(self._heard)

    def _above(self, line: int) -> Iterator[int]:
        """The headings above a line, nearest first, as far as one looks."""
        at = bisect_left(self._lines, line)
        return reversed(self._lines[max(0, at - _REACH) : at])

    def _own(self, found: Context, first: int, floor: int, before: Sequence[Sentence]) -> None:
        """What the lines between the block and the one before it say, the nearest first."""
        decided = False  # whether a line nearer than this one speaks of meetings
        below = False  # whether the line just below is a heading that is not understood
        closed = False  # whether a heading that is not understood stands nearer
        aside = None  # the body that a sentence names in passing
        near = [self.speech.sentence(s) for s in reversed(before)]
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
            if closed and below and binds and said.organ and said.body:
                found.body, found.weak, closed, decided = said.body, None, False, True  # a subtitle under a name
            below = False
            if closed:
                continue
            found.meetings = found.meetings or said.schedule or (said.organ and binds and bool(weekdays(said.text)))
            decided = decided or said.schedule
            if said.generic or said.body is None or found.body is not None:
                continue
            if not binds:
                aside = aside or said.body
            elif said.organ:
                found.body, decided = said.body, True
            elif not decided and not closed:
                found.weak, closed, below = said.body, True, True
        found.body = found.body or aside

    def _steps(self, first: int, floor: int, found: Context) -> Iterator[tuple[Said, bool]]:
        """What each line above says, nearest first, and whether it binds the lines under it (as a heading does)."""
        lines = self.page.document.lines
        sentences: dict[int, list[Sentence]] = {}
        floor = max(floor, first - _REACH)
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
                    yield self._with_hours(index, self.speech.heading(line, said)), True
                if found.body and said.organ and (not index or not lines[index - 1].strip()):
                    found.top = max(found.top, index)
            else:
                for sentence in reversed(sentences.get(index, [])) if index > found.top else ():
                    yield self.speech.sentence(sentence)

    def _with_hours(self, index: int, said: Said) -> Said:
        """A line of hours and a place ("Sessionssalen, kl. 18.30") names no body."""
        timed = any(isinstance(t, TimeToken) for t in self.page.on_line(index))
        return replace(said, body=None, generic=True) if timed and said.body and not said.organ else said

    def section(self, line: int) -> int:
        """The line where the section begins that a line stands in: at the nearest heading that names a body."""
        return next((i for i in self._above(line + 1) if i in self._named), 0)

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
        for index in self._above(floor):
            said = self._heard[index]
            if said.other or said.deadline or said.records:
                continue
            if found.body is None and found.weak is None and said.organ and said.body:
                found.body = said.body
            if said.schedule or said.generic or said.organ:
                self._note_years(found, said)
            found.meetings = found.meetings or said.schedule
            if found.body and found.meetings and len(found.years) >= _ENOUGH_YEARS:
                break
        for said in self._valid:
            self._note_years(found, said)
        at = bisect_left(self._telling_begins, self.page.document.offset(floor))
        for said in reversed(self._telling[max(0, at - _REACH) : at]):
            self._note_years(found, said)
            found.meetings = found.meetings or (said.schedule and self.speech.meets(said.text))
            if found.meetings and len(found.years) >= _ENOUGH_YEARS:
                break
        if self.page.document.lines and not found.meetings:
            found.meetings = bool(SCHEDULE_WORD.search(self.page.document.lines[0]))

    @cached_property
    def _valid(self) -> list[Said]:
        """The years for which the document says that it holds ("Avser år 2023")."""
        stated = dict.fromkeys(_VALID.findall(self.page.document.text))
        stated |= dict.fromkeys(_ISSUE.findall("\n".join(self.page.document.lines[:_FIRST_LINES])))
        return [Said(year, years=tuple(years_in(year))) for year in stated]

    @cached_property
    def _spoken(self) -> list[tuple[int, Said]]:
        """The sentences that announce meetings or dates, with their places."""
        said = [(s.begin, self.speech.sentence(s)[0]) for s in self.page.sentences]
        return [(begin, one) for begin, one in said if one.schedule or one.years or self.speech.binds(one.text)]

    @cached_property
    def _telling(self) -> list[Said]:
        return [said for _begin, said in self._spoken]

    @cached_property
    def _telling_begins(self) -> list[int]:
        return [begin for begin, _said in self._spoken]

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
        floor = self._term_floor(first, floor)
        headings = self._lines[bisect_left(self._lines, floor) : bisect_left(self._lines, first)]
        mine = [
            i for i in headings if not (y := self._heard[i].years) or not found.years or set(y) & set(found.years[0])
        ]
        above = next((h for line in reversed(mine) if (h := self.stated.heading_hours(line))), None)
        if above:
            return above
        for begin, end in ((floor, first), (last + 1, self._section_end(last + 1, ceiling))):
            said = [(s, h) for s, h in self.stated.timed_in(begin, end) if self._concerns(s, found)]
            hours = [h for _s, h in said] + [h for i, h in self.stated.hour_lines if begin <= i < end]
            if len({(h.start, h.stop) for h in hours}) == 1:
                found.whose = self.speech.subject(said[0][0].text) if said else None
                forms = {note_in(s.text)[0] for s, _h in said}
                found.form = forms.pop() if len(forms) == 1 else None
                return hours[0]
            if hours:
                return None
        return self.stated.default

    def _place(self, found: Context, first: int, last: int, floor: int, ceiling: int) -> str | None:
        """The place that holds for the block: said above it, else under it."""
        floor = self._term_floor(first, max(floor, found.top))
        headings = self._lines[bisect_left(self._lines, floor) : bisect_left(self._lines, first)]
        if above := next((p for line in reversed(headings) if (p := self.stated.places.heading_place(line))), None):
            return above
        for begin, end in ((floor, first), (last, self._section_end(last + 1, ceiling))):
            said = {place for s, place in self.stated.places.places_in(begin, end) if self._concerns(s, found)}
            if said:
                return said.pop() if len(said) == 1 else None
        return None

    def _term_floor(self, first: int, floor: int) -> int:
        """How far up a block's hours may stand: past the terms before its own, where only "Hösten" is above it."""
        between = [
            self._heard[i] for i in self._lines[bisect_left(self._lines, floor) : bisect_left(self._lines, first)]
        ]
        terms = bool(between) and all(s.generic and not s.schedule and (season(s.text) or s.years) for s in between)
        return self.section(floor) if terms else floor

    def _concerns(self, sentence: Sentence, found: Context) -> bool:
        """Whether a sentence near a block can speak of all its meetings: it names no other body, nor one of several."""
        subject = self.speech.subject(sentence.text) if self.speech.meets(sentence.text) else None
        if subject is None or names.is_generic(subject) or found.body is None:
            return subject is None or names.is_generic(subject)
        return names.same(subject, found.body) or names.is_generic(found.body)

    def _section_end(self, first: int, ceiling: int) -> int:
        """Where the section ends that goes on under a block: at a heading that names a body, or announces others."""
        for index in self._lines[bisect_left(self._lines, first) : bisect_left(self._lines, ceiling)]:
            said = self._heard[index]
            if (said.organ or said.schedule) and not self.stated.only_hours(index):
                return index
        return ceiling
