"""The account of a document: every date-like token ends in exactly one of meetings, unresolved and explained."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from calendar_tool.locale import _
from calendar_tool.model.body import plain
from calendar_tool.model.meeting import Meeting, Source, Status, Unresolved
from calendar_tool.model.reading import Accounted, Evidence, Explained
from calendar_tool.reading.expressions import DateToken, Impossible, TimeToken, Token
from calendar_tool.reading.page import Page


@dataclass(slots=True)
class _Said:
    """What is said of a meeting that is taken: its start, whether that is its own, its line and its index."""

    start: time | None
    line: int
    own: bool
    index: int


class Account:
    """What became of the tokens of a page so far. A token that is accounted for is not taken again."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.meetings: list[Meeting] = []
        self.unresolved: list[Unresolved] = []
        self.explained: list[Explained] = []
        self.accounts: list[Accounted] = []
        self._done: set[int] = set()  # where the tokens begin that are accounted for
        self._said: dict[tuple[str, date], list[_Said]] = {}  # by body and day

    def is_done(self, token: Token) -> bool:
        """Whether the token is accounted for."""
        return token.begin in self._done

    def settle(self, *tokens: Token) -> None:
        """Marks tokens that are a part of what another one became."""
        self._done.update(t.begin for t in tokens)

    def source(self, token: Token, text: str | None = None) -> Source:
        """The place of a token, with its words, or others that hold them."""
        return Source(self.page.document.name, self.page.line_of(token), token.text if text is None else text)

    def _note(
        self, token: Token, outcome: Meeting | Explained | Unresolved, evidence: tuple[Evidence, ...] = ()
    ) -> None:
        """Settles the token, and keeps where it stands and what it became."""
        self.settle(token)
        line = self.page.line_of(token)
        text, begin = self.page.document.lines[line - 1], token.begin - self.page.document.offset(line - 1)
        words = text[begin : begin + token.end - token.begin].rstrip()  # a token may go on on the next line
        self.accounts.append(Accounted(line, begin, begin + len(words), outcome, evidence))

    def take(self, token: Token, meeting: Meeting, evidence: tuple[Evidence, ...] = (), own: bool = False) -> None:
        """Adds the meeting, unless the document has said it already: same body and day, and no other hours.

        Hours of its `own` go before those that hold for all meetings of the body.
        """
        if self.is_done(token):
            return
        line = meeting.sources[0].line
        said = self._said.setdefault((plain(meeting.body), meeting.date), [])
        for before in said:
            same = before.start is None or meeting.start is None or before.start == meeting.start
            if same or before.own != own:
                if meeting.start and (before.start is None or (own and not before.own)):
                    self._replace(before.index, start=meeting.start, end=meeting.end)
                    before.start, before.own = meeting.start, own
                self.explain(token, _("the same as on line {line}").format(line=before.line))
                return
        said.append(_Said(meeting.start, line, own, len(self.meetings)))
        self.meetings.append(meeting)
        self._note(token, meeting, evidence)

    def _replace(self, index: int, **facts: Any) -> None:
        """Changes a meeting that is taken already, also where the account names it."""
        old = self.meetings[index]
        new = self.meetings[index] = replace(old, **facts)
        self.accounts = [replace(a, outcome=new) if a.outcome is old else a for a in self.accounts]

    def cancel(self, token: DateToken, body: str) -> Meeting | None:
        """Cancels the only meeting that a token means, and explains the token; None if no meeting is meant."""
        meant = [
            m for m in self.meetings
            if (m.date.month, m.date.day) == (token.month, token.day) and token.year in (None, m.date.year)
        ]  # fmt: skip
        named = [m for m in meant if plain(m.body) == plain(body)]
        chosen = named or meant
        if len(chosen) != 1:
            return None
        self._replace(self.meetings.index(chosen[0]), status=Status.CANCELLED)
        self.explain(token, _("says that the meeting of that day is cancelled or moved"))
        return chosen[0]

    def explain(self, token: Token, reason: str) -> None:
        """Adds what the token is, where it is no meeting."""
        if not self.is_done(token):
            self.explained.append(Explained(self.source(token), reason))
            self._note(token, self.explained[-1])

    def open(
        self,
        token: Token,
        reason: str,
        body: str | None = None,
        *,
        text: str | None = None,
        year: int | None = None,
        hours: TimeToken | None = None,
    ) -> None:
        """Leaves the token open, with what is known of it."""
        if self.is_done(token):
            return
        if isinstance(token, Impossible):
            reason = token.reason
        span = (hours.start, hours.stop) if hours else (None, None)
        said: tuple[int | None, ...] = (year, None, None)
        if isinstance(token, DateToken):  # a bare number in a grid has no month yet
            said = (token.year or year, token.month or None, token.day or None)
        self.leave(token, Unresolved(self.source(token, text), reason, body, said[0], said[1], said[2], *span))

    def leave(self, token: Token, fragment: Unresolved) -> None:
        """Leaves the token open, as the fragment says."""
        self.unresolved.append(fragment)
        self._note(token, fragment)

    def add_words(self, outcome: Explained | Unresolved) -> None:
        """Adds what became of words that are no token, such as a rhythm; they end on the line of their source."""
        if isinstance(outcome, Explained):
            self.explained.append(outcome)
        else:
            self.unresolved.append(outcome)
        line, words = self.page.document.lines[outcome.source.line - 1], outcome.source.text.split()
        endings = (re.search(r"\s+".join(map(re.escape, words[n:])), line) for n in range(len(words)))
        begin, end = next((found.span() for found in endings if found), (0, len(line)))
        self.accounts.append(Accounted(outcome.source.line, begin, end, outcome))


def meeting(body: str, day: date, token: DateToken, hours: TimeToken | None, source: Source, **facts: Any) -> Meeting:
    """The meeting of a date, whose year is decided, and its hours; `facts` are the other fields of Meeting."""
    start, end = (hours.start, hours.stop) if hours else (None, None)
    last = token.last(day.year)
    return Meeting(body, day, start, end, last, sources=(source,), **facts)
