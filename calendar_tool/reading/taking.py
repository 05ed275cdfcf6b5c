"""From a date with what stands beside and around it to a meeting, or to the reason why it is none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from calendar_tool.locale import _
from calendar_tool.model.meeting import Form, Source, Status, Unresolved
from calendar_tool.reading import headings, names, weeks
from calendar_tool.reading.account import Account, meeting
from calendar_tool.reading.announced import Change
from calendar_tool.reading.blocks import Row
from calendar_tool.reading.context import Context, Contexts
from calendar_tool.reading.dating import Dating
from calendar_tool.reading.expressions import (
    DateToken,
    Impossible,
    MonthToken,
    TimeToken,
    WeekToken,
    form_in,
    note_in,
    scan,
)
from calendar_tool.reading.footnotes import Footnotes
from calendar_tool.reading.grounds import Grounds
from calendar_tool.reading.items import Item, moved_to
from calendar_tool.reading.page import FORMS, PLACES, TIMES, first_of
from calendar_tool.reading.places import place_in

_CONDITION = re.compile(r"^(?P<value>[^()]*?)\s*\((?P<words>[^()]+)\)\s*$")
_WHOLE_DAY = re.compile(r"\b(?:hel(?:a )?dag(?:en)?|lunch (?:till|-|–) lunch)\b", re.I)
_HALF_YEAR = 6  # months back that a meeting is not moved: then the year is the next one
_WEEK_NEAR = 4  # characters between a week and its date
_DAY_LONG = timedelta(hours=6)


class Taker:
    """Takes meetings into the account of a page."""

    def __init__(self, account: Account, contexts: Contexts, dating: Dating, grounds: Grounds | None) -> None:
        self.account, self.contexts, self.dating = account, contexts, dating
        self.page = account.page
        self.grounds = grounds
        self.footnotes = Footnotes(self.page)
        text = self.page.document.text
        self.proposal = None if headings.DECIDED.search(text) else headings.PROPOSAL.search(text)

    def take(self, groups: list[list[Item]], context: Context, whole: bool) -> None:
        """Decides the years of the items, group by group in the order of their rows, and takes the meetings."""
        for item, token, day, stated in self.dating.of_groups(groups, context, whole):
            self._settle(item, token, day, context, stated)
        for item in (item for group in groups for item in group):
            if isinstance(item.token, Impossible):
                year = context.years[0][0] if context.years else None
                self.account.open(item.token, "", item.body, text=item.text, year=year)

    def _settle(
        self, item: Item, token: DateToken, day: date | None, context: Context, stated: tuple[int, ...]
    ) -> None:
        """Takes the meeting of an item whose date is decided, unless something beside or above it speaks against it."""
        text = f"{context.text} {item.lead}"
        if headings.DEADLINE.search(item.note):
            self.account.explain(token, _("a deadline"))
            return
        assert item.body is not None
        reason = headings.objection(stated, context.clear, text, token, day, item.note, bool(stated))
        if reason or day is None:
            self.account.open(token, reason or "", item.body, text=item.text, hours=item.hours)
            return
        beside = [t for t in self.page.on_line(item.line) if isinstance(t, WeekToken)]
        if len(beside) == 1 and not weeks.agrees(beside[0], day) and self._alone(item):
            self.account.open(token, _("the date is in another week than stated"), item.body, text=item.text)
            return
        self.account.settle(*beside)
        slip = stated and context.years and stated not in context.years and not item.lead
        said = context.years[0][0] if slip else None
        if moved := moved_to(self.page, token):
            self._move(item, token, moved, day, context, said)
        else:
            self.accept(item, token, item.body, day, context, said)

    def _move(self, item: Item, token: DateToken, to: DateToken, day: date, context: Context, said: int | None) -> None:
        """Takes the meeting of an item as cancelled, and the one on the day that it is moved to."""
        body = item.body or ""
        later = (t for t in self.page.on_line(item.line) if isinstance(t, TimeToken) and t.begin > to.end)
        after = next(later, None)
        late = item.own_hours and item.hours is not None and item.hours == after  # they are those of the new day
        item = replace(item, hours=None, own_hours=False) if late else item
        self.accept(item, token, body, day, context, said, Status.CANCELLED)
        over_new_year = to.year is None and day.month - to.month > _HALF_YEAR
        new = to.on(to.year or day.year + over_new_year)
        if new is None:
            self.account.open(to, _("there is no such date, or it is another day of the week"), body)
            return
        note = m[0] if (m := _WHOLE_DAY.search(item.note)) else ""
        own = replace(item, token=to, text=to.text, note=note, hours=after or item.hours, own_hours=bool(after))
        tentative = note_in(item.note)[1] is Status.TENTATIVE
        self.accept(own, to, body, new, context, said, Status.TENTATIVE if tentative else None)

    def _alone(self, item: Item) -> bool:
        """Whether a date is the only one on its line."""
        return sum(isinstance(t, DateToken) for t in self.page.on_line(item.line)) == 1

    def accept(
        self, item: Item, token: DateToken, body: str, day: date, context: Context, slip: int | None = None,
        status: Status | None = None,
    ) -> None:  # fmt: skip
        """Takes the meeting, with what its note and the labelled lines around it say.

        `slip` is the year of a heading that the weekdays prove wrong; `status` is what other words say of it.
        """
        if not names.is_sane(body):
            self.account.open(token, _("whose meeting it is, is not stated"), text=item.text)
            return
        item = self.footnotes.applied(item, token)
        labels = context.labels
        hours = item.hours or context.hours_of(body)
        if not item.own_hours:
            section = self.contexts.section
            own_month = [h for month, h in self.contexts.stated.of_months if month == day.month]
            own_month = [h for h in own_month if section(self.page.line_of(h) - 1) == section(item.line)]
            hours = own_month[0] if len(own_month) == 1 else hours
        whole = _WHOLE_DAY.search(item.note)
        if hours and not item.own_hours and whole and ("lunch" in whole[0].lower() or not _day_long(hours)):
            hours = None
        shared, place = first_of(labels, TIMES), item.place or first_of(labels, PLACES)
        formal = first_of(labels, FORMS) or place
        said = [m for value in (formal, shared) if (m := _CONDITION.match(value))]
        if not item.hours and any(isinstance(t, DateToken | MonthToken) for m in said for t in scan(m["words"])):
            hours = None  # they hold for some of the meetings only
        form, own, note = note_in("" if names.same(item.note, body) else item.note)
        where = place if place and not form_in(place) else None
        if not formal and form is None:
            where = where or place_in(note) or self.contexts.stated.places.place_of(body) or context.place
        proposal = headings.proposal(f"{context.text} {item.lead}", self.proposal, body)
        slipped = _("the heading says {year}, the weekdays another year").format(year=slip) if slip else None
        found = meeting(
            body,
            day,
            token,
            hours,
            self.account.source(token, item.text),
            form=form
            or form_in(formal)
            or (context.form if item.hours == context.hours or not item.hours else None)
            or self.contexts.stated.places.form_of(body)
            or (Form.PHYSICAL if where else None),
            location=where,
            status=status or own or (Status.TENTATIVE if proposal else Status.CONFIRMED),
            conditions=(*(f"{m['value']} ({m['words']})" for m in said), *filter(None, (proposal, slipped, note))),
        )
        evidence = self.grounds.of(found, item, context) if self.grounds else ()
        self.account.take(token, found, evidence, item.own_hours)

    def leave_broken(self, row: Row, context: Context, body: str | None) -> None:
        assert row.broken is not None
        token, hours = row.broken
        source = Source(self.page.document.name, row.index + 1, self.page.document.lines[row.index].strip(" -*•\t"))
        sole = context.years[0] if context.years else ()
        year = token.year or (sole[0] if len(sole) == 1 else self.dating.month_year(token.month))
        span = (hours.start, hours.stop) if hours else (None, None)
        reason = _("the day of the month is missing")
        self.account.leave(token, Unresolved(source, reason, body, year, token.month or None, None, *span))

    def say(
        self, item: Item, token: DateToken, day: date | None, stated: tuple[int, ...], form: Form | None = None
    ) -> None:
        assert item.body is not None
        if day is None:
            reason = headings.objection(stated, True, "", token, None, item.note, False)
            self.account.open(token, reason or "", item.body, hours=item.hours)
            return
        week = self._week_before(token)
        if week and not weeks.agrees(week, day):
            self.account.open(token, _("the date is in another week than stated"), item.body)
            return
        self.account.settle(*([week] if week else []))
        body, item = item.body, self.footnotes.applied(item, token)
        own, status, note = note_in(item.note)
        where = self.contexts.stated.places.place_of(body)
        found = meeting(
            body, day, token, item.hours, self.account.source(token),
            form=own or form or (Form.PHYSICAL if where else None), location=where,
            status=status or Status.CONFIRMED, conditions=(note,) if note else (),
        )  # fmt: skip
        self.account.take(token, found)

    def _week_before(self, token: DateToken) -> WeekToken | None:
        """The week right before a date: "vecka 37 (10/9)"."""
        line = self.page.on_line(self.page.line_of(token) - 1)
        near = [t for t in line if isinstance(t, WeekToken) and 0 <= token.begin - t.end <= _WEEK_NEAR]
        return near[-1] if near and not re.search(r"\w", self.page.document.text[near[-1].end : token.begin]) else None

    def change(self, change: Change) -> None:
        """Cancels the meeting that a sentence moves or cancels, and takes the one that it is moved to."""
        assert change.body is not None
        old = None
        if change.before:
            old = self.account.cancel(change.before, change.body)
            if old is None:
                return
        if change.after and isinstance(token := change.after.token, DateToken):
            hours = change.after.hours
            if old and not hours and old.start:
                hours = TimeToken(token.begin, token.end, token.text, old.start, old.end)
            candidates = ((old.date.year,), *change.years) if old else change.years
            stated, days = self.dating.in_text([token], candidates, frozenset())
            self.say(replace(change.after, body=old.body if old else change.body, hours=hours), token, days[0], stated)


def _day_long(hours: TimeToken) -> bool:
    return hours.minutes is not None and timedelta(minutes=hours.minutes) >= _DAY_LONG
