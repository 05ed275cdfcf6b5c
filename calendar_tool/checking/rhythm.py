"""Announced rhythms held against the meetings there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from calendar_tool.days.day import monday
from calendar_tool.locale import _, every
from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.model.series import Series
from calendar_tool.problem import Problem, Severity

KEPT = 0.8  # a rhythm is kept if this share of the announced weeks hold a meeting,
DENSER = 2  # and no more than so many times as many weeks do


def schedule_rhythms(schedule: Schedule) -> Iterator[Problem]:
    """A warning for each series that is clearly not kept in the part of it that has meetings."""
    standing: defaultdict[str, list[Meeting]] = defaultdict(list)
    for meeting in schedule:
        if meeting.status is not Status.CANCELLED:
            standing[meeting.body].append(meeting)
    for series in schedule.series:
        meetings = [m for m in standing[series.body] if series.first <= m.date <= series.last]
        days = sorted({m.date for m in meetings})
        if len(days) < 2:
            continue
        with_meeting = {monday(day) for day in days}
        announced = {week for week in series.expand() if min(with_meeting) <= week <= max(with_meeting)}
        kept = len(announced & with_meeting)
        if kept < KEPT * len(announced) or len(with_meeting) > DENSER * len(announced):
            text = _(
                "{body} is announced to meet {rhythm}; from {first} to {last} that is {weeks} weeks, "
                "of which {kept} hold a meeting; the {meetings} meetings there are come {actual}"
            ).format(
                body=series.body,
                rhythm=_every(7 * series.every_weeks),
                first=days[0],
                last=days[-1],
                weeks=len(announced),
                kept=kept,
                meetings=len(meetings),
                actual=_every(_median_gap(days)),
            )
            yield _problem(series, text, tuple(m.id for m in meetings))


def _problem(series: Series, text: str, ids: tuple[str, ...]) -> Problem:
    return Problem("rhythm", Severity.WARNING, text, series.source.place, series.source.document, None, ids)


def _median_gap(days: list[date]) -> int:
    """The middle number of days from one date to the next, the lower of two."""
    gaps = sorted((b - a).days for a, b in pairwise(days))
    return gaps[(len(gaps) - 1) // 2]


def _every(days: int) -> str:
    """An interval in words, in weeks if it is whole weeks give or take a day."""
    weeks = round(days / 7)
    if weeks == 0 or abs(days - 7 * weeks) > 1:
        return _("every day") if days == 1 else _("every {n} days").format(n=every(days))
    if weeks == 1:
        return _("every week")
    if weeks == 2:
        return _("every second week")
    return _("every {n} weeks").format(n=every(weeks))
