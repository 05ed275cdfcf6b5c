"""The deadlines of meetings: stopptid, kallelse and handlingar before them; justering, anslag, överklagande after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.rules.kinds.deadlines import Dated, Deadline, due_dates
from calendar_tool.rules.rule import Rule


def deadlines(meetings: Iterable[Meeting], rules: Sequence[Rule]) -> list[Dated]:
    """What is due for the meetings that are not cancelled, by meeting and then by date.

    InputError for a year whose days are not known.
    """
    known = [rule for rule in rules if isinstance(rule, Deadline)]
    standing = sorted((m for m in meetings if m.status is not Status.CANCELLED), key=lambda m: m.sort_key)
    return [dated for meeting in standing for dated in due_dates(meeting, known)]
