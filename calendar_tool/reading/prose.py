"""What a date in running text is, when it is no row of a table: a deadline, a period, a reference, or open.

A date whose sentence says none of these stays unresolved; nothing is dropped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from calendar_tool.locale import _
from calendar_tool.model.body import Body
from calendar_tool.model.meeting import Meeting
from calendar_tool.reading.expressions import WORDS_FOR_MONTHS, DateToken, MonthToken, Token
from calendar_tool.reading.headings import LAST_DAY
from calendar_tool.reading.page import Page

_LETTERS = re.compile(r"[A-Za-zÅÄÖåäö]{2}")
_MONTHS = re.compile(r"\b(?:" + "|".join(WORDS_FOR_MONTHS) + r")\b", re.I)
_HEAD_MONTHS = 4  # so many months on one line are the head of a table
_REACH = 300  # characters of a sentence that are looked at on either side
_NEAR = 60  # a month and the meeting it belongs to stand close
_BOUNDARY = re.compile(
    r"[.!?](?=\s+[A-ZÅÄÖ•])"  # a full stop
    r"|\n\s*(?=[•▪✓➢#]|[-*] |\d+[.)]\s|[a-z][.)]\s)"  # a new item
    r"|:[ \t*]*\n|\n[ \t]*\n[ \t]*\n"  # after a heading, after blank lines
    r"|(?<=\n)[^\n]{0,60}\n\s*(?=[A-ZÅÄÖ0-9])"  # a short line, and then a new beginning
)
_DOCUMENT = re.compile(
    r"(?:anteckning\w*|protokoll\w*|sammanställning)"
    r"(?:\s+(?:från|för|av|den|i|med|vid|mötet|\(?[A-ZÅÄÖ][\w/()-]*))*\s*$|\.pdf\b|\.docx?\b|https?://\S*$"
)
_DOCUMENT_AFTER = re.compile(r"\s*\S*(?:anteckning|protokoll)|\S*\.pdf", re.I)
_PAGE = re.compile(r"(?:(?:ändra|uppdatera|publicera|granska|hämta)[dt]|utskrive[nt]|senaste ändring)\W*$", re.I)
_MONTH_OR_DAY = rf"(?:{'|'.join(WORDS_FOR_MONTHS)}|\b\d{{1,2}})"
_UNDER_MONTH = re.compile(rf"(?:^|\n)\W*(?:{'|'.join(WORDS_FOR_MONTHS)})\.?\s*[-–]\s*$", re.I)  # "Januari - 15 jan"
_PERIOD_BEFORE = re.compile(
    r"(?:\b(?:från(?: och med)?|fr\.?\s?o\.?\s?m\.?|t\.?\s?o\.?\s?m\.?|till och med|mellan|sedan"
    r"|fram till(?: och med)?|inom)\s*(?:den\s*)?"
    rf"|\bmellan\s[^.]{{1,30}}\boch\s*(?:den\s*)?|{_MONTH_OR_DAY}\s*[-–]\s*)$",
    re.I,
)
_DURING = re.compile(r"\b(?:under|våren|hösten|sommaren|vintern)\s*$", re.I)  # before a month, not before a day
_PERIOD_AFTER = re.compile(rf"^\s*(?:månad\b|[-–]\s*{_MONTH_OR_DAY})", re.I)
_DEADLINE = re.compile(
    rf"{LAST_DAY}"
    r"|\bska\s+(?:det\s+)?(?:finnas|lämnas|inkomma|skickas|vara\s+(?:klar|färdig|inne|framtag)\w*)"
    r"|\b(?:klart?a?|avslutat)\s*(?:i\s*)?$|\bvänt\w+\s+(?:vara|bli)\b",
    re.I,
)
_HOURS = re.compile(r"\bkl(?:ockan)?\b", re.I)
_CHANGED = re.compile(r"\b(?:inställ|ställs in|flytta|utgår|i stället|istället)", re.I)
_MOVED = re.compile(r"\bflytta\w*\s+(?:från|till)\s*(?:den\s*)?$", re.I)
_THE_MEETING = re.compile(r"\b(?:mötet|sammanträdet|nästa\s+(?:möte|sammanträde))\b", re.I)
_MEETS = re.compile(r"\b(?:träffas|möts|sammanträder|har (?:möte|sammanträde))\b", re.I)
_MEETING = re.compile(r"\b(?:nästa\s+|\w*möte(?:t|n|na)?\b|\w*sammanträde\w*|\w*konferens\w*|\w*träff\w*)", re.I)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a token is: a reason, and whether that explains it or leaves it open; `body` is whose meeting it may be."""

    reason: str
    explained: bool
    body: str | None = None


class Context:
    """The sentence around a token."""

    def __init__(self, page: Page, token: Token) -> None:
        text = page.document.text
        before = text[max(0, token.begin - _REACH) : token.begin]
        after = text[token.end : token.end + _REACH]
        ends = [m.end() for m in _BOUNDARY.finditer(before)]
        stop = _BOUNDARY.search(after)
        line = page.line_of(token) - 1
        self._line = page.document.lines[line][: 2 * _REACH]
        self._text = token.text
        self.before = " ".join(before[ends[-1] if ends else 0 :].split(" "))
        self.after = after[: stop.start()] if stop else after

    @property
    def is_heading(self) -> bool:
        """Whether a month stands as the head of a column or row: alone, among other months, or before bare numbers."""
        bare = _MONTHS.sub("", self._line)
        if not _LETTERS.search(bare) or len(_MONTHS.findall(self._line)) >= _HEAD_MONTHS:
            return True
        rest = self._line.lstrip(" -*•|")
        return rest.startswith(self._text) and bool(re.match(r"[\s|:]*\d{1,2}(?![\d.:])", rest[len(self._text) :]))

    @property
    def near(self) -> str:
        """The words close to the token, those before it and a few after."""
        return f"{self.before[-_NEAR:]} {self.after[:20]}"


class Prose:
    """The running text of a page, with the bodies it can speak of and the meetings already found in it."""

    def __init__(self, page: Page, bodies: Iterable[str], meetings: Iterable[Meeting]) -> None:
        """`bodies` are names as the document writes them, also those of `meetings`."""
        self._page, self._bodies = page, tuple(bodies)
        self._by_month: defaultdict[int, list[tuple[str, Meeting]]] = defaultdict(list)
        for meeting in meetings:
            self._by_month[meeting.date.month].append((Body.from_text(meeting.body).name, meeting))

    @cached_property
    def _names(self) -> list[tuple[str, str, re.Pattern[str]]]:
        """Each name that the bodies have, with the name that schedules use and how it stands in a sentence."""
        return [
            (name, body.name, re.compile(rf"(?<![\w/]){re.escape(name)}(?:er|erna|en|s|:s)?(?![\w/])", re.I))
            for body in map(Body.from_text, self._bodies)
            for name in body.names()
        ]

    def judge(self, token: DateToken | MonthToken) -> Verdict:
        """What a date or month in running text is."""
        context = Context(self._page, token)
        if isinstance(token, DateToken) and token.notation == "compact":
            return Verdict(_("refers to the meeting of that day"), True)
        if _PAGE.search(context.before):
            return Verdict(_("the date of the page"), True)
        if _DOCUMENT.search(context.before) or _DOCUMENT_AFTER.match(context.after):
            return Verdict(_("refers to earlier minutes or another document"), True)
        if _MOVED.search(context.before):
            return Verdict(_("a meeting is said to be cancelled or moved"), False)
        over_months = isinstance(token, DateToken) and token.last_month is not None
        near = context.before[-_NEAR:]
        under = isinstance(token, DateToken) and _UNDER_MONTH.search(near)
        part = _PERIOD_BEFORE.search(near) and not under
        if over_months or part or _PERIOD_AFTER.match(context.after):
            return Verdict(_("the beginning, the end or a part of a period"), True)
        return self._date(context, token) if isinstance(token, DateToken) else self._month(context, token)

    def _date(self, context: Context, token: DateToken) -> Verdict:
        sentence = context.before + " " + context.after
        meeting = bool(_MEETING.search(sentence))
        if _DEADLINE.search(context.before) or _DEADLINE.search(context.after):
            if meeting and _HOURS.search(context.after[:_NEAR]):
                return Verdict(_("a meeting is mentioned, but not whose it is"), False)
            return Verdict(_("a deadline"), True)
        if meeting and _CHANGED.search(sentence):
            return Verdict(_("a meeting is said to be cancelled or moved"), False)
        same = self._meetings(token.month, token.year, token.day, self._mentioned(sentence))
        if same and not _MEETS.search(sentence) and (self._mentioned(sentence) or _THE_MEETING.search(sentence)):
            return Verdict(_means(same), True)
        after = re.match(r"\s*[-–]\s.*?\b(?:i|på|för|till)\s+(.*)", context.after)
        if after and (body := self._mentioned(after[1])):
            return Verdict(_("a matter for {body} that day").format(body=body), True)
        if meeting or _MEETS.search(sentence):
            return Verdict(_("a meeting is mentioned, but not whose it is"), False)
        return Verdict(_("nothing beside the date says what happens then"), False)

    def _month(self, context: Context, token: MonthToken) -> Verdict:
        if context.is_heading:
            return Verdict(_("a month as a heading; the days under it are not understood"), False)
        if _DURING.search(context.before):
            return Verdict(_("the beginning, the end or a part of a period"), True)
        body = self._mentioned(context.near)
        if body is None and not _MEETING.search(context.near) and not _MEETS.search(context.near):
            deadline = _DEADLINE.search(context.before) or _DEADLINE.search(context.after)
            reason = _("a deadline without a day") if deadline else _("a month without a day, and no meeting")
            return Verdict(reason, True)
        if same := self._meetings(token.month, token.year, None, body):
            return Verdict(_means(same), True)
        return Verdict(_("a meeting without a day"), False, body)

    def _meetings(self, month: int, year: int | None, day: int | None, body: str | None) -> list[Meeting]:
        """The document's own meetings that a mention fits; None leaves a field open."""
        return [
            meeting
            for name, meeting in self._by_month[month]
            if year in (None, meeting.date.year) and day in (None, meeting.date.day) and body in (None, name)
        ]

    def _mentioned(self, text: str) -> str | None:
        """The body that the text names last, by any of its names."""
        found = [(match.end(), len(name), body) for name, body, named in self._names for match in named.finditer(text)]
        return max(found)[2] if found else None


def _means(meetings: Sequence[Meeting]) -> str:
    shown = ", ".join(f"{m.body} {m.date}" for m in sorted(meetings, key=lambda m: m.sort_key))
    return _("means the meeting: {meetings}").format(meetings=shown)
