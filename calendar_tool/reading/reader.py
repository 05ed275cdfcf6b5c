"""read(document) -> Reading: composes the grammar, the layouts and the evidence, and accounts for every date."""

from __future__ import annotations

from datetime import date

from calendar_tool.locale import _
from calendar_tool.model.body import Body, plain
from calendar_tool.model.meeting import Form, Kind, Meeting, Source, Unresolved
from calendar_tool.model.reading import Explained, Reading
from calendar_tool.model.series import Series
from calendar_tool.reading import leftovers, minutes, prose, published, records, years
from calendar_tool.reading.account import Account, meeting
from calendar_tool.reading.announced import Announcements
from calendar_tool.reading.dating import Dating
from calendar_tool.reading.expressions import (
    DateToken,
    Impossible,
    MonthToken,
    WeekToken,
    clock_times,
    form_in,
)
from calendar_tool.reading.page import Page
from calendar_tool.reading.regions import Regions
from calendar_tool.reading.source import Document


def read(document: Document, year: int | None = None, explain: bool = False) -> Reading:
    """What the document holds; `year` is that of a document which states none.

    With `explain` the Reading's accounts have the evidence for each meeting; it costs a tenth of the time.
    Every date-like token of the text ends in exactly one of the Reading's lists.
    """
    return _Reader(Page(document), year, explain).read()


class _Reader:
    def __init__(self, page: Page, year: int | None, explain: bool) -> None:
        self.page = page
        self.lines = page.document.lines
        ours = published.tables(page)
        self.records = list(records.days(page))
        taken = {page.line_of(t) - 1 for t in self.records}.union(*(t.lines for t in ours))
        self.header = minutes.header(page, taken)
        self.held_on = self._held_on(year)
        self.account = Account(page)
        self.dating = Dating(self.account, year, self.held_on)
        self.regions = Regions(self.account, self.dating, self.header, ours, taken, explain)
        self.mentioned: dict[tuple[object, ...], int] = {}  # open meetings in text: line

    def _held_on(self, year: int | None) -> date | None:
        token = self.header.day
        known = (token.year if token else None) or year
        return token.on(known) if token and known else None

    @property
    def names(self) -> list[str]:
        return [*([self.header.body] if self.header.body else []), *self.regions.names]

    @property
    def meetings(self) -> list[Meeting]:
        return self.account.meetings

    def read(self) -> Reading:
        self._header()
        for token in self.records:
            self.account.explain(token, _("the minutes are adjusted or announced then"))
        self.regions.take()
        self._next_meetings()
        self._announced()
        self._rest()
        account = self.account
        return Reading(
            self.page.document.name,
            tuple(sorted(account.meetings, key=lambda m: m.sources[0].line)),
            tuple(self._implied()),
            tuple(self._series()),
            tuple(sorted(account.unresolved, key=lambda u: u.source.line)),
            tuple(sorted(account.explained, key=lambda e: e.source.line)),
            tuple(sorted(account.accounts, key=lambda a: (a.line, a.begin))),
        )

    # -- the document's own meeting

    def _header(self) -> None:
        header = self.header
        if header.day is None:
            return
        if self.held_on is None or header.body is None:
            missing = _("the year is not stated") if self.held_on is None else _("whose meeting it is, is not stated")
            self.account.open(header.day, missing, header.body)
            return
        source = self.account.source(header.day)
        physical = Form.PHYSICAL if header.location else None
        facts = {"form": header.form or physical, "kind": header.kind, "location": header.location}
        self.account.take(header.day, meeting(header.body, self.held_on, header.day, header.hours, source, **facts))
        for token in self.page.tokens:  # the title says the same day again
            if (
                isinstance(token, DateToken)
                and token.year
                and token.on(token.year) == self.held_on
                and self._is_title(token)
            ):
                self.account.explain(token, _("the day of this document's own meeting"))

    def _is_title(self, token: DateToken) -> bool:
        line = self.lines[self.page.line_of(token) - 1]
        bare = line.replace(token.text, "").strip(" *#:")
        return not bare or line.lstrip().startswith("#") or minutes.MEETING_DAY.fullmatch(bare) is not None

    # -- running text

    def _announced(self) -> None:
        """The meetings that sentences announce, move or cancel."""
        said = Announcements(self.page, self.regions.contexts, self.account, self.header)
        for found in said.meetings():
            tokens = [item.token for item in found.items if isinstance(item.token, DateToken)]
            stated, days = self.dating.in_text(tokens, found.years, found.habit)
            if found.by_habit and (proven := self.dating.by_habit(tokens, found.years)):
                stated, days = proven
            elif found.by_habit:
                continue
            for item, token, day in zip(found.items, tokens, days, strict=True):
                self.regions.taker.say(item, token, day, stated, found.form)
        for change in said.changes():
            self.regions.taker.change(change)

    def _next_meetings(self) -> None:
        for token, rest in minutes.next_meetings(self.page):
            day = self.dating.undated(token)
            if self.account.is_done(token) or day is None or self.header.body is None:
                continue
            hours, source = clock_times(rest), self.account.source(token)
            self.account.take(token, meeting(self.header.body, day, token, hours, source, form=form_in(rest)))

    def _rest(self) -> None:
        bodies = dict.fromkeys([*self.names, *(m.body for m in self.meetings)])
        text = prose.Prose(self.page, bodies, self.meetings)
        for token in self.page.tokens:
            if self.account.is_done(token) or not isinstance(token, DateToken | MonthToken | WeekToken | Impossible):
                continue
            if isinstance(token, WeekToken):
                self.account.open(token, _("a week without a day"))
                continue
            if isinstance(token, Impossible):
                self.account.open(token, token.reason)
                continue
            verdict = text.judge(token)
            if verdict.explained:
                self.account.explain(token, verdict.reason)
            else:
                self._open_in_text(token, verdict)
        for index, words in leftovers.days(self.page, self.regions.taken):
            source = Source(self.page.document.name, index + 1, words)
            self.account.add_words(Unresolved(source, _("numbers that may be days of meetings")))

    def _open_in_text(self, token: DateToken | MonthToken, verdict: prose.Verdict) -> None:
        """A meeting that the text mentions and leaves open; said once, later mentions point to the first."""
        body = verdict.body or self.header.body
        year = token.year or self._year_in_text(token)
        fragment = Unresolved(
            self.account.source(token),
            verdict.reason,
            Body.from_text(body).name if body else None,
            year,
            token.month,
            token.day if isinstance(token, DateToken) else None,
            form=form_in(prose.Context(self.page, token).near),
        )
        known = (fragment.body, year, token.month, fragment.day, verdict.reason)
        if fragment.body and (line := self.mentioned.setdefault(known, fragment.source.line)) != fragment.source.line:
            self.account.explain(token, _("the same as on line {line}").format(line=line))
        else:
            self.account.leave(token, fragment)

    def _year_in_text(self, token: DateToken | MonthToken) -> int | None:
        """The year of a date in running text; None where the document also plans years of its own."""
        if self.held_on and self.regions.plans:
            return None
        if self.held_on and isinstance(token, DateToken):
            day = years.after(token, self.held_on)
            return day.year if day else None
        return self.dating.month_year(token.month)

    def _implied(self) -> list[Meeting]:
        planned = {m.body for m in self.meetings if m.kind is Kind.SCHEDULED}
        body = self.header.body or (planned.pop() if len(planned) == 1 else None)
        own = [m for m in self.meetings if m.kind is Kind.SCHEDULED and m.body == body]
        return [
            Meeting(same.body, m.date, end_date=m.end_date, status=m.status,
                    sources=(Source(self.page.document.name, same.line, same.text),))
            for same in minutes.same_days(self.page)
            for m in own
        ]  # fmt: skip

    def _series(self) -> list[Series]:
        series = []
        for rhythm in minutes.rhythms(self.page):
            source = Source(self.page.document.name, rhythm.line, rhythm.text)
            name = next((n for n in self.names if plain(n) == plain(rhythm.name)), None)
            months = range(1, 7) if rhythm.spring else range(7, 13)
            found = {m.date.year for m in self.meetings if m.body == name and m.date.month in months}
            if name and len(found) == 1:
                series.append(Series(name, rhythm.every_weeks, *rhythm.period(found.pop()), source))
                self.account.add_words(Explained(source, _("a rhythm that {body} announces").format(body=name)))
            else:
                reason = _("a rhythm without a body or a year of its own")
                self.account.add_words(Unresolved(source, reason))
        return series
