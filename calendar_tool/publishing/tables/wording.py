"""How a meeting's facts are written in a Swedish table: one notation for each, which can be read in one way only.

Days and hours follow Svenska skrivregler (Språkrådet): "10–11 mars 2026", "kl. 13.00–15.00".
"""

from __future__ import annotations

import datetime as dt

from calendar_tool.model.meeting import Form, Kind, Meeting, Status
from calendar_tool.publishing.tables.table import Cell

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
FORMS = {Form.TEAMS: "Teams", Form.DIGITAL: "digitalt", Form.PHYSICAL: "fysiskt", Form.HYBRID: "hybrid"}
_STATUSES = {Status.CANCELLED: "inställt", Status.TENTATIVE: "preliminärt"}


def day(value: dt.date, year: bool = True) -> str:
    """A day: "14 januari 2026", or "14 januari"."""
    words = f"{value.day} {MONTHS[value.month - 1]}"
    return f"{words} {value.year}" if year else words


def days(meeting: Meeting, year: bool = True) -> str:
    """The day or days: "10–11 mars 2026", "30 mars – 1 april 2026", "30 december 2026 – 2 januari 2027".

    Without `year` only days of two years say theirs.
    """
    first, last = meeting.date, meeting.last_date
    if first == last:
        return day(first, year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last, year)}"
    turns = first.year != last.year
    return f"{day(first, turns)} – {day(last, year or turns)}"


def days_of_month(meeting: Meeting) -> str:
    """The day or days where the month is said already: "10–11"; in full if the last is in another month."""
    first, last = meeting.date, meeting.last_date
    if (first.year, first.month) != (last.year, last.month):
        return days(meeting, year=False)
    return f"{first.day}–{last.day}" if first != last else str(first.day)


def hours(meeting: Meeting) -> str:
    """The hours: "13.00–15.00", or "13.00"; "" if they are not known. Of several days: from the first to the last."""
    return "–".join(f"{value:%H.%M}" for value in (meeting.start, meeting.end) if value)


def form(meeting: Meeting) -> str:
    """The form in a word; "" if it is not known."""
    return FORMS[meeting.form] if meeting.form else ""


def state(meeting: Meeting) -> list[str]:
    """The words for what is out of the ordinary: "inställt", "preliminärt", "genomfört" (minutes record it)."""
    words = [_STATUSES[meeting.status]] if meeting.status in _STATUSES else []
    return [*words, "genomfört"] if meeting.kind is Kind.HELD else words


def sentence(meeting: Meeting, mark: str, year: bool, named: bool = True) -> str:
    """The meeting in one line: "14 januari 2026 kl. 13.00–15.00* (inställt), Teams, plats: Stadshuset, sal A".

    The place comes last, so that it ends with the line whatever it holds. `mark` points to a footnote. Form and place
    are left out if they are not `named` here.
    """
    words = days(meeting, year) + (f" kl. {hours(meeting)}" if meeting.start else "") + mark
    if state(meeting):
        words += f" ({'; '.join(state(meeting))})"
    if named and meeting.form:
        words += f", {form(meeting)}"
    if named and meeting.location:
        words += f", plats: {meeting.location}"
    return words


def cell(value: Cell) -> str:
    """What stands in a cell, in words."""
    return day(value) if isinstance(value, dt.date) else value
