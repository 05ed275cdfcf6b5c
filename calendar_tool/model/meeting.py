"""Meeting (möte, sammanträde): one occasion of one body. iCalendar VEVENT, schema.org Event."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from calendar_tool.locale import _
from calendar_tool.problem import Place

HOUR = dt.timedelta(hours=1)
LOCKED = "låst"
"""The condition of a proposed meeting whose date a person has locked: for the planner, and never published."""


def clock(value: dt.time) -> str:
    """A time of day as HH:MM."""
    return value.isoformat("minutes")


class SpanError(ValueError):
    """Dates and hours that make no meeting; `field` is the one of Meeting that is wrong."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(f"{field} {text}")
        self.field = field


class Form(StrEnum):
    """How the members meet (mötesform); schema.org eventAttendanceMode."""

    TEAMS = "teams"
    DIGITAL = "digital"
    PHYSICAL = "physical"
    HYBRID = "hybrid"

    @property
    def needs_travel(self) -> bool:
        """Whether somebody has to be in a room."""
        return self in (Form.PHYSICAL, Form.HYBRID)


def form_in_words(form: Form) -> str:
    """A form in the language in use."""
    words = {Form.TEAMS: "Teams", Form.DIGITAL: _("digital"), Form.PHYSICAL: _("physical"), Form.HYBRID: _("hybrid")}
    return words[form]


class Status(StrEnum):
    """Whether the meeting takes place; iCalendar STATUS (RFC 5545 3.8.1.11)."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class Kind(StrEnum):
    """Whether a plan announces the meeting or minutes record it."""

    SCHEDULED = "scheduled"
    HELD = "held"


_SOURCE = r"(?P<document>[^\r\n]+?):(?P<line>[0-9]+)(?:: (?P<text>.*?))?(?: #(?P<digest>[0-9a-f]{12})?)?"
_MARK = r" #(?:[0-9a-f]{12})?$"


class Source(NamedTuple):
    """Where a fact was read: the document's file name, the line (from 1) and the words that say it.

    The words can be few ("18 jan"), so the store adds a `digest` of all that the document states of the meeting, to
    see when it states something else. People are shown the source without it.
    """

    document: str
    line: int
    text: str = ""
    digest: str = ""

    def __str__(self) -> str:
        return f"{self.document}:{self.line}" + (f": {self.text}" if self.text else "")

    @property
    def place(self) -> Place:
        """The place to jump to."""
        return Place(self.document, self.line)

    def stored(self) -> str:
        """As it is kept, with the digest: "doc.txt:316: 18 jan #3fa2c1d0e9b7"; a bare " #" ends words like that."""
        return f"{self} #{self.digest}" if self.digest or re.search(_MARK, self.text) else str(self)

    @staticmethod
    def parse(text: str) -> Source:
        """The inverse of stored(); ValueError if the text is no "document:line: words #digest"."""
        match = re.fullmatch(_SOURCE, text)
        if not match:
            raise ValueError(text)
        return Source(match["document"], int(match["line"]), match["text"] or "", match["digest"] or "")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. Dates and times are local, Europe/Stockholm.

    `id` is given when the meeting is first stored and stays through moves and cancellation; "" before that.
    `body` is the body's short name once stored, and the name in the document before. `end_date` is set only for a
    meeting of several days. A meeting without `start` has no known hours; `end` needs a start. `conditions` are the
    reservations the document makes ("tills vidare"), word for word. `history` are lines for people on what the meeting
    was before and who changed it, the oldest first ("2021-09-23 → 2021-09-30: plan.txt:12").
    """

    body: str
    date: dt.date
    start: dt.time | None = None
    end: dt.time | None = None
    end_date: dt.date | None = None
    form: Form | None = None
    status: Status = Status.CONFIRMED
    kind: Kind = Kind.SCHEDULED
    location: str | None = None
    conditions: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    id: str = ""
    history: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.end_date is not None and self.end_date <= self.date:
            raise SpanError("end_date", "must be after date")
        if self.end is not None and self.start is None:
            raise SpanError("end", "needs start")
        if self.start is not None and self.end is not None and self.end_date is None and self.end <= self.start:
            raise SpanError("end", "must be after start")

    @property
    def reservations(self) -> tuple[str, ...]:
        """The conditions that others are to know of."""
        return tuple(text for text in self.conditions if text != LOCKED)

    @property
    def last_date(self) -> dt.date:
        """The last day of the meeting."""
        return self.end_date or self.date

    @property
    def sort_key(self) -> tuple[dt.date, dt.time, str, str]:
        """In order of time, then body, then id."""
        return (self.date, self.start or dt.time.min, self.body, self.id)

    def interval(self, default: dt.timedelta = HOUR) -> tuple[dt.datetime, dt.datetime] | None:
        """Begin and end as local datetimes without zone; None if the hours are not known.

        An unknown end is taken as `default` after the start on the last day.
        """
        if self.start is None:
            return None
        begin, last = (dt.datetime.combine(day, self.start) for day in (self.date, self.last_date))
        return begin, dt.datetime.combine(self.last_date, self.end) if self.end else last + default

    def on(self, day: dt.date) -> bool:
        """Whether the meeting takes some of the day."""
        return self.date <= day <= self.last_date

    def with_id(self, id: str) -> Meeting:
        """The same meeting with its id for life."""
        return replace(self, id=id)


class Unresolved(NamedTuple):
    """A date-like fragment that the documents leave open: what is known of it, and why it is no meeting.

    The fields hold what was written: "- sept kl 14:00-15:30" has a month and hours but no day. A fragment with a
    body and a month can later be completed by a document that has the rest.
    """

    source: Source
    reason: str
    body: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    form: Form | None = None

    def fits(self, meeting: Meeting) -> bool:
        """Whether the meeting agrees with everything that is known of the fragment.

        A fragment that lacks body, year or month fits nothing: too little is known of it.
        """
        if self.body is None or self.year is None or self.month is None:
            return False
        return (
            self.body == meeting.body
            and (self.year, self.month) == (meeting.date.year, meeting.date.month)
            and (self.day is None or self.day == meeting.date.day)
            and (self.start is None or self.start == meeting.start)
            and (self.end is None or self.end == meeting.end)
            and (self.form is None or meeting.form in (None, self.form))
        )
