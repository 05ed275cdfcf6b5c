"""The meetings of a year to be planned: a slot for each, with its place in the year and the days it may have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from calendar_tool.model.meeting import LOCKED, Form, Meeting, Status
from calendar_tool.planning.outline import Place
from calendar_tool.rules.kinds.conditions import Fixed, Hours, MeetsAs
from calendar_tool.rules.rule import Rule

REACH = 21  # days that a meeting may be from its place in the year
PLANNER = "plan"
"""Who the history says has moved a proposal, if the planner has."""

DAY = timedelta(days=1)
_DAYS = 366
_NEAR = 45  # days that a decided meeting may be from the place that it takes, or half the time between two
_PLANNED = rf".* → ([0-9-]{{10}})(?: – [0-9-]{{10}})?: {PLANNER}"


@dataclass(frozen=True, slots=True)
class Slot:
    """One meeting to be dated. `days` are all on which it may be, before anything is said of them.

    `kept` is the meeting that there is already: one that is decided (`is_fixed`) or an earlier proposal. `pin` says
    in the user's words why the slot has its only day.
    """

    body: str
    number: int
    place: Place
    days: tuple[date, ...]
    meeting: Meeting
    kept: Meeting | None = None
    pin: str = ""

    @property
    def id(self) -> str:
        """What the meeting is called while it is planned."""
        return self.meeting.id

    @property
    def is_fixed(self) -> bool:
        """Whether its date is not the planner's to choose."""
        return bool(self.pin) or (self.kept is not None and is_decided(self.kept))

    def on(self, day: date) -> Meeting:
        """The meeting on a day."""
        return _on(self.meeting, day)


def _on(meeting: Meeting, day: date) -> Meeting:
    """A meeting on another day, as long as it is."""
    last = meeting.end_date and day + (meeting.end_date - meeting.date)
    return replace(meeting, date=day, end_date=last)


def is_decided(meeting: Meeting) -> bool:
    """Whether a meeting is not the planner's proposal: it is confirmed, or a document states it."""
    return meeting.status is not Status.TENTATIVE or bool(meeting.sources)


def is_pinned(meeting: Meeting) -> bool:
    """Whether a person has locked the date of a proposal, or written another than the planner did last."""
    planned = [match[1] for line in meeting.history if (match := re.fullmatch(_PLANNED, line))]
    return LOCKED in meeting.conditions or planned[-1:] != [meeting.date.isoformat()]


def planned_on(day: date) -> str:
    """The line of history that tells on which day the planner put a new proposal."""
    return f"– → {day}: {PLANNER}"


def slots(
    body: str,
    year: int,
    places: Sequence[Place],
    kept: Sequence[Meeting],
    pins: Mapping[date, str],
    template: Meeting,
    reach: int = REACH,
    room: int = 0,
) -> list[Slot]:
    """The slots of a body in order: its places, as taken up by what is kept and what is pinned.

    `kept` are the meetings of the body in the year that stand. Those that are decided and days that are pinned each
    take the place nearest to them, then proposals do; where all these are more than the places there are more slots.
    Pins far from the places come on top if there may be so many more meetings (`room`).
    """
    there: dict[date, Meeting] = {}
    for meeting in sorted(kept, key=lambda m: (not is_decided(m), not is_pinned(m), m.sort_key)):
        there.setdefault(meeting.date, meeting)
    twins = [m for m in kept if there[m.date] is not m]
    fixed = sorted({*pins, *(day for day, m in there.items() if is_decided(m) or is_pinned(m))})
    places = sorted(places, key=lambda place: place.day)
    half = _DAYS // (2 * len(places) or 1)
    near = {day: max(_NEAR, half) for day, m in there.items() if is_decided(m)}
    near.update(dict.fromkeys(pins, half))
    days = [p.day for p in places]
    left = set(pins).difference(assigned(fixed, days, near).values())
    too_many = max(0, len(left) - max(0, room))
    for day in sorted(left, key=lambda day: min((abs(day - d) for d in days), default=0))[:too_many]:
        del near[day]
    taken = assigned(fixed, days, near)
    rows: list[tuple[Place, date | None]] = [(p, taken.get(n)) for n, p in enumerate(places)]
    rows += [(Place(d, None), d) for d in fixed if d not in taken.values()]
    rows.sort(key=lambda row: row[1] or row[0].day)
    was = _kept(rows, there)
    found = [(place, day, was.get(n)) for n, (place, day) in enumerate(rows)]
    found += [(Place(day, None), None, m) for day, m in there.items() if m not in was.values()]
    found += [(Place(m.date, None), m.date if is_decided(m) else None, m) for m in twins]
    found.sort(key=lambda row: (row[1] or row[0].day, row[0].day))
    return [_slot(body, n, year, reach, row, pins, template) for n, row in enumerate(found)]


def _kept(rows: Sequence[tuple[Place, date | None]], there: Mapping[date, Meeting]) -> dict[int, Meeting]:
    """The meeting that there is already for each row: that on its day, else a proposal near by.

    A proposal that has no place any more is taken to be the one that is now pinned to another day.
    """
    found = {n: there[day] for n, (_place, day) in enumerate(rows) if day is not None and day in there}
    left = sorted(day for day in there if day not in {taken for _place, taken in rows})
    for fixed in (False, True):
        free = [n for n, (_place, day) in enumerate(rows) if n not in found and (day is not None) == fixed]
        now = assigned(left, [rows[n][1] or rows[n][0].day for n in free])
        found.update({free[at]: there[day] for at, day in now.items()})
        left = [day for day in left if day not in now.values()]
    return found


def _slot(
    body: str,
    number: int,
    year: int,
    reach: int,
    row: tuple[Place, date | None, Meeting | None],
    pins: Mapping[date, str],
    template: Meeting,
) -> Slot:
    """The slot of a place, with the day that is fixed and the meeting that is there, if there are any."""
    place, day, was = row
    pin = ""
    if day is not None:
        locked = was is not None and was.date == day and not is_decided(was) and is_pinned(was)
        pin = pins.get(day) or (f"{body} {day}" if locked else "")
    meeting = was or template
    meeting = _on(replace(meeting, id=meeting.id or f"?{body} {number + 1}"), day or place.day)
    days = (day,) if day else _days(place.day, year, reach)
    return Slot(body, number, place, days, meeting, was, pin)


def template(body: str, rules: Sequence[Rule], year: int, past: Sequence[Meeting] = ()) -> Meeting:
    """A proposed meeting of a body with the hours, the form and the place that the rules and past meetings give it."""
    middle = date(year, 7, 1)
    own = [r for r in rules if (not r.names() or body in r.names()) and r.in_force(middle)]
    forms = next((r.forms for r in own if isinstance(r, MeetsAs) and r.forms), ())
    form = (Form.TEAMS if Form.TEAMS in forms else forms[0]) if forms else None
    hours = next((r for r in own if isinstance(r, Hours) and (not r.forms or form in r.forms or form is None)), None)
    locations = [m.location for m in past if m.location]
    location = max(set(locations), key=lambda text: (locations.count(text), text)) if locations else None
    if location and locations.count(location) * 2 <= len(past):
        location = None
    return Meeting(
        body,
        middle,
        hours.start if hours else None,
        hours.end if hours else None,
        form=form,
        status=Status.TENTATIVE,
        location=location,
    )


def fixed_days(body: str, year: int, rules: Sequence[Rule]) -> dict[date, str]:
    """The days of a year that rules (låst) fix for a body, and the rules' ids."""
    found = [r for r in rules if isinstance(r, Fixed) and (not r.bodies or body in r.bodies) and r.day.year == year]
    return {rule.day: rule.id for rule in found}


def assigned(days: Sequence[date], places: Sequence[date], reach: Mapping[date, int] | None = None) -> dict[int, date]:
    """For each place that is taken (its number) the day: both in order, as many as can be, at the least distance.

    None of those in `reach` is more than so many days from its place.
    """
    reach = reach or {}
    days, best = sorted(days), {}
    n, m = len(days), len(places)
    # cost[i][j]: the first i days among the first j places
    cost: list[list[tuple[int, int]]] = [[(0, 0)] * (m + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(m + 1):
            skip = (cost[i - 1][j][0] + 1, cost[i - 1][j][1])
            if j == 0:
                cost[i][j] = skip
                continue
            cost[i][j] = min(skip, cost[i][j - 1])
            away = abs((days[i - 1] - places[j - 1]).days)
            if away <= reach.get(days[i - 1], _DAYS):
                left, far = cost[i - 1][j - 1]
                cost[i][j] = min(cost[i][j], (left, far + away))
    i, j = n, m
    while i and j:
        if cost[i][j] == cost[i][j - 1]:
            j -= 1
        elif cost[i][j] == (cost[i - 1][j][0] + 1, cost[i - 1][j][1]):
            i -= 1
        else:
            i, j = i - 1, j - 1
            best[j] = days[i]
    return best


def _days(place: date, year: int, reach: int) -> tuple[date, ...]:
    first, last = max(place - reach * DAY, date(year, 1, 1)), min(place + reach * DAY, date(year, 12, 31))
    return tuple(first + n * DAY for n in range((last - first).days + 1))
