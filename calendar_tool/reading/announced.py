"""Meetings that a sentence announces, moves or cancels.

"År 2023 möts rådet kl. 13.15 följande dagar: 6 mars, 8 maj och 27 november." Only sentences that say so in the present
tense, of a body that is known, are taken; `prose.py` judges the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from calendar_tool.model.meeting import Form
from calendar_tool.reading import names
from calendar_tool.reading.account import Account
from calendar_tool.reading.context import Context, Contexts
from calendar_tool.reading.expressions import DateToken, TimeToken, form_in, years_in
from calendar_tool.reading.headings import DEADLINE, weekdays
from calendar_tool.reading.items import Item
from calendar_tool.reading.layouts import TERM
from calendar_tool.reading.minutes import Header
from calendar_tool.reading.page import Page, Sentence

_LIST = re.compile(r"^[\s,;*/]*(?:\([^()]*\))?[\s,;*/]*(?:och|samt|&)?\s*(?:den\s+)?$")
_WEEK_OF = re.compile(
    r"[)\s]*(?:[,;]|\boch\b|\bsamt\b)?\s*\b(?:v\.?|vecka)\s?\d{1,2}\s*\(", re.I
)  # "vecka 37 (10/9), vecka 42 (15/10)"
_LOOSE = re.compile(r"^[^.:\d]{0,25}$")  # between dates that stand together, though not in a plain list
_ANNOUNCES = re.compile(
    r"\b\w*(?:möten?|mötena|mötet|sammanträden?|sammanträdena|sammanträdet|mötesdag\w*|mötesdatum\w*|mötestid\w*|sammanträdes\w+"
    r"|(?<!\w)(?:datumen|dagarna|datum)|stämman?|stämma)\b[^.:]*?\b(?:är|blir|hålls|äger\s+rum|infaller|planeras)\b"
    r"|\b(?:kallas|inbjuds|bjuds\s+in|välkomn?as?)\b[^.:]*?\btill\s+\w*(?:möte|sammanträde|stämma)\b",
    re.I,
)
_SPEAKS = re.compile(
    r"\b(?:\w*möten?(?:a|s)?|\w*sammanträden?(?:a|s)?|(?:mötes|sammanträdes)\w+|datum|dagar|stämma)\b", re.I
)
_UNDONE = re.compile(
    r"\b(?:inställ\w*|ställs\s+in|flytta\w*|i\s?stället|utgår|inte|ej|om\s+inte|senast|beslut\w*|protokoll\w*|inför|före|innan|"
    r"lämna\w*|träffades|möttes|höll\w*|var|hade|från|sedan|fram\s+till|till\s+och\s+med|mellan|öppet|öppnar|ersätt\w*)\b",
    re.I,
)
_ENDS_OF_TERM = re.compile(r"\bförsta\b.*\bsista\b|\bbörjar\b.*\bslutar\b", re.I | re.S)
_ONE_END = re.compile(r"\b(?:sista|första)\b(?!\s+(?:möte|sammanträde)t?\b)", re.I)
_MOVED = re.compile(r"\b(?:flytta[sdt]?|flyttats|ersätts)\b[^.]*?\b(?:till|av)\b", re.I)
_CANCELLED = re.compile(r"\b(?:ställs\s+in|är\s+inställt|inställt|utgår)\b", re.I)
_MEETING = re.compile(r"möte|sammanträd", re.I)
_HABIT_DATES = 4  # dates of a sentence, all on one weekday, that are meetings whatever verb it has
_BARE_DATES = 3  # dates of a sentence that holds nothing else
_LONGEST_GAP = 80  # characters between two dates of a list
_MOST = 60
_NEAR = 200  # characters before a sentence where the hours stand that it says are the same


@dataclass(frozen=True, slots=True)
class Announced:
    """The dates of a sentence, whose they are and what it says of them all."""

    items: tuple[Item, ...]
    years: tuple[tuple[int, ...], ...]
    form: Form | None
    habit: frozenset[int]
    by_habit: bool = False  # the weekdays alone speak for it: they must agree


@dataclass(frozen=True, slots=True)
class Change:
    """A meeting that a sentence moves or cancels: the day it was on, and the one that it is moved to."""

    body: str | None
    before: DateToken | None
    after: Item | None
    years: tuple[tuple[int, ...], ...]


class Announcements:
    """What the sentences of a page announce, with the contexts of their places."""

    def __init__(self, page: Page, contexts: Contexts, account: Account, header: Header) -> None:
        self.page, self.contexts, self.account, self.header = page, contexts, account, header

    def _open(self) -> Iterator[tuple[Sentence, list[DateToken]]]:
        for sentence in self.page.sentences:
            tokens = [t for t in self.page.between(sentence.begin, sentence.end) if isinstance(t, DateToken)]
            if tokens and len(tokens) <= _MOST and not any(self.account.is_done(t) for t in tokens):
                yield sentence, tokens

    def meetings(self) -> Iterator[Announced]:
        """The meetings that are announced."""
        for sentence, tokens in self._open():
            if found := self._announced(sentence, tokens):
                yield found

    def changes(self) -> Iterator[Change]:
        """The meetings that are moved or cancelled."""
        for sentence, tokens in self._open():
            text = sentence.text
            moved, cancelled = _MOVED.search(text), _CANCELLED.search(text)
            if not (moved or cancelled) or DEADLINE.search(text[: tokens[0].begin - sentence.begin]):
                continue
            context = self._context(sentence)
            lead = text[: tokens[0].begin - sentence.begin]
            if not (_MEETING.search(text) or context.meetings) or len(tokens) > 2 or re.search(r"\binte\b", text):
                continue
            body = self._body(context, lead, self._line(sentence))
            years = (*((y,) if (y := tuple(dict.fromkeys(years_in(lead)))) else ()), *context.years)
            verb = sentence.begin + min(m.start() for m in (moved, cancelled) if m)
            before = tokens[0] if tokens[0].begin < verb else None
            after = next((t for t in tokens if moved and t.begin > verb), None)
            item = self._items(sentence, [after], body, context.hours if "samma tid" in text else None) if after else []
            if body and (before or item):
                yield Change(body, before, item[0] if item else None, years)

    def _announced(self, sentence: Sentence, tokens: Sequence[DateToken]) -> Announced | None:
        text = self.page.document.text
        lead, tail = text[sentence.begin : tokens[0].begin], text[tokens[-1].end : sentence.end]
        said = f"{lead} {tail}"
        ends = len(tokens) == 2 and bool(_ENDS_OF_TERM.search(sentence.text))
        gaps = [" ".join(gap.split()) for gap in self._between(sentence, tokens)]
        inner = [_WEEK_OF.sub("", gap) if len(gap) <= _LONGEST_GAP else gap for gap in gaps]
        listed = all(_LIST.match(gap) for gap in inner)
        loose = len(tokens) >= _HABIT_DATES and all(_LOOSE.match(gap) for gap in inner)
        undone = _UNDONE.search(lead.rstrip() if not lead.rstrip().endswith(":") else tail) or _UNDONE.search(tail)
        if not (listed or ends or loose) or undone or DEADLINE.search(said):
            return None
        if self._unknown_names(said):
            return None
        speaks = bool(_ANNOUNCES.search(lead)) or self.contexts.speech.meets(lead)
        speaks = speaks and (ends or not _ONE_END.search(said))
        speaks = speaks or (lead.rstrip().endswith(":") and bool(_SPEAKS.search(lead)))
        context = self._context(sentence)
        ends = ends and (bool(context.habit) or speaks)
        bare = not lead.strip() and len(tokens) >= _BARE_DATES  # the dates of the body in the heading
        speaks = speaks or (context.meetings and not context.weak and (bare or self._is_term(lead, sentence)))
        if not (speaks or ends or loose):
            return None
        body = self._body(context, lead, self._line(sentence))
        if body is None:
            return None
        years = tuple(dict.fromkeys(years_in(lead)))
        candidates = (*([years] if years else []), *context.years)
        if tokens[0].year:
            candidates = ((tokens[0].year,), *candidates)
        outside = self._outside(sentence, tokens)
        hours = self.contexts.stated.joined(outside, sentence.text) or self._hours_after(sentence)
        hours = self._same_time(sentence) or hours or context.hours_of(body)
        items = self._items(sentence, tokens, body, hours)
        habit = frozenset() if ends else frozenset(context.habit | weekdays(lead))
        return Announced(tuple(items), candidates, form_in(said), habit, loose and not (speaks and listed))

    def _is_term(self, lead: str, sentence: Sentence) -> bool:
        """Whether the words before dates only say when they are: "Hösten 2025: onsdagar kl. 13.15 vecka 37 ("."""
        for hours in self._times(sentence):
            lead = lead.replace(hours.text, " ")
        return bool(lead.strip()) and TERM.fullmatch(_WEEK_OF.sub(" ", " ".join(f"{lead} (".split()))) is not None

    def _hours_after(self, sentence: Sentence) -> TimeToken | None:
        """The hours that a sentence after one gives for it, on its line or the next: "Mötena börjar kl. 9.30."."""
        line = self.page.document.line_at(sentence.end) - 1
        stated = self.contexts.stated.timed_in(line, min(line + 2, len(self.page.document.lines)))
        return next((hours for said, hours in stated if said.begin >= sentence.end), None)

    def _same_time(self, sentence: Sentence) -> TimeToken | None:
        """The hours that "samma tid" points back to: the last ones before it, near."""
        if "samma tid" not in sentence.text:
            return None
        near = self.page.between(max(0, sentence.begin - _NEAR), sentence.begin)
        return next((t for t in reversed(near) if isinstance(t, TimeToken)), None)

    def _line(self, sentence: Sentence) -> int:
        return self.page.document.line_at(sentence.begin) - 1

    def _context(self, sentence: Sentence) -> Context:
        first = self._line(sentence)
        before = [s for s in self.page.sentences_in(first, first + 1) if s.begin < sentence.begin]
        return self.contexts.of(first, first, self.contexts.section(first), first + 1, before)

    def _times(self, sentence: Sentence) -> list[TimeToken]:
        return [t for t in self.page.between(sentence.begin, sentence.end) if isinstance(t, TimeToken)]

    def _between(self, sentence: Sentence, tokens: Sequence[DateToken]) -> list[str]:
        gaps = [self.page.document.text[a.end : b.begin] for a, b in pairwise(tokens)]
        for time in self._times(sentence):
            gaps = [gap.replace(time.text, "") for gap in gaps]
        return gaps

    def _outside(self, sentence: Sentence, tokens: Sequence[DateToken]) -> list[TimeToken]:
        return [t for t in self._times(sentence) if not tokens[0].end <= t.begin < tokens[-1].begin]

    def _items(
        self, sentence: Sentence, tokens: Sequence[DateToken], body: str | None, shared: TimeToken | None
    ) -> list[Item]:
        text = self.page.document.text
        found = []
        for token, following in zip(tokens, [*tokens[1:], None], strict=False):
            stop = following.begin if following else token.end
            if len(tokens) == 1:
                stop = sentence.end
            own = next((t for t in self._times(sentence) if token.end <= t.begin < stop), None)
            note = re.search(r"\(([^()]*)\)", text[token.end : stop])
            line = self.page.document.line_at(token.begin) - 1
            found.append(
                Item(body, token, line, token.text, own or shared, note[1] if note else "", own_hours=own is not None)
            )
        return found

    def _body(self, context: Context, lead: str, line: int) -> str | None:
        subject = self.contexts.speech.subject(lead)
        own = self.header.body if self.header.day is not None else None
        if subject and own and names.of_meetings(subject):
            return own
        if subject:
            return self.contexts.whole_name(subject, line)
        if self.header.day is not None and self.header.body:
            return self.header.body
        return context.body

    def _unknown_names(self, text: str) -> bool:
        """Whether a sentence holds capitals that the document does not explain: it may speak of another body."""
        known = self.contexts.words
        return any(word not in known for word in re.findall(r"(?<![\w/])(?![HV]T\b)[A-ZÅÄÖ]{2,6}(?![\w/])", text))
