"""Two meetings of the same people: at the same time, on the same day, too near each other to travel between."""

from __future__ import annotations

from datetime import time, timedelta

from calendar_tool.locale import _, ngettext
from calendar_tool.model.meeting import Meeting, clock
from calendar_tool.problem import Place, Problem, Severity

TRAVEL = timedelta(minutes=60)


def overlap(one: Meeting, other: Meeting) -> bool:
    """Whether two meetings go on at the same time.

    Hours that are not known overlap nothing; an unknown end is taken as Meeting.interval takes it.
    """
    a, b = one.interval(), other.interval()
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


def pair_problems(one: Meeting, other: Meeting, margin: timedelta = TRAVEL, by_rule: bool = False) -> list[Problem]:
    """What is wrong with two meetings of the same people, whichever comes first; `margin` is to travel in.

    Time to travel is asked for if one of the two is known to be in a room; with `by_rule` unless both are known to be
    at a distance.
    """
    a, b = sorted((one, other), key=lambda m: (m.sort_key, m.last_date, m.end or time.max))
    if overlap(a, b):
        text = _("{one} and {other} overlap on {date} and have members in common")
        if a.body == b.body:
            text = _("{one} and {other} overlap on {date}: one body cannot meet twice at a time")
        return [_pair("overlap", Severity.CONFLICT, text, a, b)]
    found = []
    if b.date <= a.last_date:
        text = _("{one} and {other} are both on {date} and have members in common")
        if a.body == b.body:
            text = _("{one} and {other} are both on {date}")
        found.append(_pair("same-day", Severity.WARNING, text, a, b))
    if problem := _travel(a, b, margin, by_rule):
        found.append(problem)
    return found


def _travel(a: Meeting, b: Meeting, margin: timedelta, by_rule: bool) -> Problem | None:
    first, second = a.interval(), b.interval()
    somewhere = any(m.form.needs_travel if m.form else by_rule for m in (a, b))
    if first is None or second is None or not somewhere:
        return None
    gap = second[0] - first[1]
    if not timedelta(0) <= gap < margin:
        return None
    minutes = gap // timedelta(minutes=1)
    text = ngettext(
        "only {n} minute between {one} and {other} on {date}, and not both are known to be held at a distance",
        "only {n} minutes between {one} and {other} on {date}, and not both are known to be held at a distance",
        minutes,
    )
    return _pair("travel", Severity.WARNING, text, a, b, minutes)


def hours(meeting: Meeting) -> str:
    """The body and, where known, the hours: "SRO 13:00–15:00"; an unknown end is a question mark."""
    if meeting.start is None:
        return meeting.body
    return f"{meeting.body} {clock(meeting.start)}–{clock(meeting.end) if meeting.end else '?'}"


def place(*meetings: Meeting) -> Place | None:
    """The first place where any of the meetings was read."""
    return next((source.place for meeting in meetings for source in meeting.sources), None)


def documents(*meetings: Meeting) -> str | None:
    """The documents behind the meetings."""
    return ", ".join(dict.fromkeys(s.document for m in meetings for s in m.sources)) or None


def _pair(code: str, severity: Severity, text: str, a: Meeting, b: Meeting, n: int = 0) -> Problem:
    return Problem(
        code,
        severity,
        text.format(one=hours(a), other=hours(b), date=b.date, n=n),
        place(a, b),
        documents(a, b),
        b.date,
        (a.id, b.id),
    )
