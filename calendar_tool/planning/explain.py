"""Why a plan is as it is: for each date what it rests on and what gave way, and what another date would cost.

Nothing here is remembered from the search: each sentence is worked out anew from the rules, with the meeting where it
is and where it might have been, so that it is as true as the audit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from calendar_tool.locale import _, long_date, ngettext
from calendar_tool.model.meeting import LOCKED, Meeting
from calendar_tool.planning.outline import Place
from calendar_tool.planning.request import NoPlan, Plan
from calendar_tool.planning.slots import Slot, fixed_days
from calendar_tool.planning.weighing import Costly, weighed
from calendar_tool.problem import input_error
from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.kinds.numbers import Milestone
from calendar_tool.rules.kinds.rhythm import KeepsRhythm
from calendar_tool.rules.kinds.round import YearRound


class Reason(NamedTuple):
    """Why a meeting is on its date: the slot that it has, sentences; and what gave way there."""

    slot: Slot
    meeting: Meeting
    sentences: tuple[str, ...]
    gave_way: tuple[Costly, ...]


class Moved(NamedTuple):
    """A meeting that is on another date in one plan than in another."""

    before: Meeting
    after: Meeting


class Comparison(NamedTuple):
    """A plan beside the date that one would rather have for one of its meetings.

    `broken` and `mended` are what that date alone changes, all others being where they are; `other` is the best plan
    with that date, with the meetings that are elsewhere in it.
    """

    meeting: Meeting
    day: date
    broken: tuple[Costly, ...]
    mended: tuple[Costly, ...]
    other: Plan | NoPlan
    moved: tuple[Moved, ...]


def reasons(found: Plan) -> list[Reason]:
    """Why each meeting of a plan is on its date, in order of time."""
    told = []
    for slot, meeting in _placed(found):
        gave_way = tuple(c for c in found.costs if c.problem.meetings[:1] == (meeting.id,))
        told.append(Reason(slot, meeting, tuple(_sentences(slot, meeting, found)), gave_way))
    return told


def _placed(found: Plan) -> list[tuple[Slot, Meeting]]:
    """The meetings of a plan in order, each with its slot: in the place that it is on, if it is on one of its body.

    The slots of a body are in order, and so where one meeting is left out the others are a place further on.
    """
    places: dict[str, list[Place]] = {}
    for slot in found.slots:
        places.setdefault(slot.body, []).append(slot.place)
    pairs = sorted(zip(found.slots, found.meetings, strict=True), key=lambda pair: pair[1].sort_key)
    own: dict[str, Place] = {}
    for slot, meeting in pairs:
        if here := next((p for p in places[slot.body] if p.day == meeting.date), None):
            places[slot.body].remove(here)
            own[meeting.id] = here
    return [(replace(s, place=own.get(m.id) or places[s.body].pop(0)), m) for s, m in pairs]


def compare(found: Plan, body: str, day: date) -> Comparison:
    """What another date for the meeting of a body that is nearest to it would change.

    InputError if the plan has no meeting of the body, or one on that day that is not the planner's to move.
    """
    own = [(s, m) for s, m in zip(found.slots, found.meetings, strict=True) if m.body == body]
    if not own:
        raise input_error("no-meetings", _("the plan has no meeting of this body"), body)
    slot, meeting = min(own, key=lambda pair: (abs(pair[1].date - day), pair[1].date))
    if slot.is_fixed and not slot.pin and meeting.date != day:
        text = _("{body} {date} is decided already").format(body=body, date=meeting.date)
        raise input_error("decided", text, f"{body} {day}")
    broken, mended = difference(found, meeting, day)
    from calendar_tool.planning.planner import plan  # heavy: the solver

    words = f"{body} {day}"
    if rule := fixed_days(body, day.year, found.request.rules).get(meeting.date):
        raise input_error("decided", _("the rule {id} fixes {date}").format(id=rule, date=meeting.date), words)
    kept = {d: w for d, w in found.request.pins.get(body, {}).items() if d != meeting.date}
    schedule = found.request.schedule
    if slot.kept is not None:  # it is this one that goes there, also if it was locked elsewhere
        moved = replace(slot.kept, date=day, end_date=None, conditions=(*slot.kept.reservations, LOCKED))
        schedule = schedule.replaced([moved if m.id == slot.kept.id else m for m in schedule])
    request = replace(found.request, schedule=schedule, pins={**found.request.pins, body: {**kept, day: words}})
    other = plan(request)
    return Comparison(meeting, day, broken, mended, other, moves(found, other) if isinstance(other, Plan) else ())


def moves(found: Plan, other: Plan) -> tuple[Moved, ...]:
    """The meetings that are on other dates in another plan of the same bodies."""
    pairs = zip(found.meetings, other.meetings, strict=False)
    return tuple(Moved(a, b) for a, b in pairs if a.body == b.body and a.date != b.date)


def moves_from(found: Plan) -> tuple[Moved, ...]:
    """The earlier proposals that are on other dates in a plan."""
    pairs = zip(found.slots, found.meetings, strict=True)
    return tuple(Moved(s.kept, m) for s, m in pairs if s.kept is not None and s.kept.date != m.date)


def difference(found: Plan, meeting: Meeting, day: date) -> tuple[tuple[Costly, ...], tuple[Costly, ...]]:
    """What is broken and what is mended if a meeting of a plan is on another day and all else stays."""
    case = found.case
    there = next(m for m in case.meetings if m.id == meeting.id)
    rest = [m for m in case.meetings if m is not there]
    changed = case.with_meetings([*rest, replace(there, date=day)], case.others)
    after = weighed(changed, found.request.rules, found.request.year)
    if day.year != found.request.year:
        after += [c for c in weighed(changed, found.request.rules, day.year) if meeting.id in c.problem.meetings]
    return _without(after, found.costs), _without(found.costs, after)


def _without(these: Sequence[Costly], those: Sequence[Costly]) -> tuple[Costly, ...]:
    """These less those: a breach of the same rule by the same meetings is the same, whatever its words."""
    left = Counter(map(_same, those))
    found = []
    for each in these:
        if left[_same(each)]:
            left[_same(each)] -= 1
        else:
            found.append(each)
    return tuple(found)


def _same(found: Costly) -> tuple[object, ...]:
    return found.problem.code, found.rule.id if found.rule else "", found.problem.meetings, found.cost


def _sentences(slot: Slot, meeting: Meeting, found: Plan) -> list[str]:
    """Why a meeting is on its date."""
    if slot.pin:
        return [_("Locked: {pin}.").format(pin=slot.pin), *_chains(meeting, found)]
    if slot.is_fixed:
        return [_("Decided already."), *_chains(meeting, found)]
    said = [_place(slot, meeting), *_chains(meeting, found)]
    if meeting.date != slot.place.day:
        said.append(_away(slot, meeting, found))
    if slot.kept is not None:
        before = slot.kept.date
        text = _("As in the earlier proposal.")
        said.append(text if before == meeting.date else _("Moved from {date}.").format(date=long_date(before)))
    return said


def _place(slot: Slot, meeting: Meeting) -> str:
    """What puts the meeting about where it is."""
    rule = slot.place.rule
    n = (meeting.date - slot.place.day).days
    where = ngettext("{n} day", "{n} days", abs(n)).format(n=abs(n))
    if isinstance(rule, KeepsRhythm):
        fitting = [r for r in rule.rhythms if r.fits(slot.place.day, slot.place.day)]
        text = _("Its rhythm: {rhythm}.") if n == 0 else _("Its rhythm: {rhythm}, which is {place} ({away}).")
        said = text.format(rhythm=(fitting or rule.rhythms)[0], place=long_date(slot.place.day), away=_side(where, n))
    elif isinstance(rule, YearRound):
        days = [str(d) for d in rule.days if d.in_year(slot.place.day.year) == slot.place.day]
        day = days[0] if days else _("in the odd or even weeks of its rhythm")
        text = _("Its place in the round of the year: {day}.")
        if n:
            text = _("Its place in the round of the year: {day}, which is {place} ({away}).")
        said = text.format(day=day, place=long_date(slot.place.day), away=_side(where, n))
    elif isinstance(rule, Chain):
        text = _("Its place follows from {rule}: {place}.")
        said = text.format(rule=rule.id, place=long_date(slot.place.day))
    elif isinstance(rule, Milestone):
        said = _("On top of the others: {text}").format(text=rule.text)
    else:
        said = _("Spread over the year: about {place}.").format(place=long_date(slot.place.day))
    return f"{said} [{rule.id}]" if rule and not isinstance(rule, Chain) else said


def _side(days: str, n: int) -> str:
    return (_("the meeting is {days} after it") if n > 0 else _("the meeting is {days} before it")).format(days=days)


def _away(slot: Slot, meeting: Meeting, found: Plan) -> str:
    """Why the meeting is not at its place."""
    broken, _mended = difference(found, meeting, slot.place.day)
    if broken:
        worst = min(broken, key=lambda c: (c.problem.severity.weight, -c.cost.wishes))
        more = len(broken) - 1
        said = _("On {place}: {what}").format(place=long_date(slot.place.day), what=in_words(worst))
        return said + (" " + ngettext("(and {n} more)", "(and {n} more)", more).format(n=more) if more else "")
    if any(m.body == meeting.body and m.date == slot.place.day for m in found.meetings):
        return _("On {place} the body has another meeting.").format(place=long_date(slot.place.day))
    return _("Where it is the year as a whole is best.")


def _chains(meeting: Meeting, found: Plan) -> list[str]:
    """How many days the meeting is from those that it prepares for, by the chains of the rules."""
    said = []
    pairs = {(f, t) for r in found.request.rules if isinstance(r, Chain) for f in r.first for t in r.then}
    for first, then in sorted(pairs):
        if meeting.body == first:
            after = [m for m in found.case.of((then,)) if m.date > meeting.date]
            if after:
                days = (after[0].date - meeting.date).days
                text = ngettext("{n} day before {body} {date}.", "{n} days before {body} {date}.", days)
                said.append(text.format(n=days, body=then, date=after[0].date))
    return said


def in_words(found: Costly) -> str:
    """A breach with what demanded otherwise."""
    source = found.problem.source
    return f"{found.problem.text} [{source}]" if source else found.problem.text
