"""Days on which not to meet: kinds of days (ej dag), parts of the year (fri period), school breaks (lov)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar

from calendar_tool.days.breaks import BREAK_NAMES
from calendar_tool.days.swedish import Day, DayKind
from calendar_tool.locale import WEEKDAYS, _, weekday
from calendar_tool.model.meeting import Meeting
from calendar_tool.problem import Problem
from calendar_tool.rules.periods import Period
from calendar_tool.rules.rule import Case, MeetingRule, days_of
from calendar_tool.rules.scope import Common, Scope
from calendar_tool.toml_file import Table

_ALSO = {DayKind.AB_EVE: DayKind.EVE, DayKind.HALF_DAY_UNKNOWN: DayKind.HALF_DAY}  # what a word means besides


class KindWord(StrEnum):
    """The words of a rule file for kinds of days."""

    HOLIDAY = "helgdag"
    EVE = "afton"
    WEEKEND = "helg"
    JULY = "juli"
    HALF_DAY = "dag före helgdag"
    KLAMDAG = "klämdag"
    MELLANDAG = "mellandag"
    SUMMER = "industrisemester"
    EVENT = "evenemang"
    ELECTION = "valdag"
    MANDATE = "mandatskifte"
    DST = "tidsomställning"

    @property
    def kind(self) -> DayKind:
        """The kind of day that the word means."""
        return DayKind[self.name]


class DayRule(MeetingRule):
    """A rule about kinds of days. For its bodies it takes the place of what is said of these kinds without a rule."""

    of_days: ClassVar[bool] = True

    def covers(self, known: Day, meeting: Meeting) -> bool:
        own = not self.bodies or meeting.body in self.bodies
        return own and self.in_force(meeting.date) and self.means(known)

    def means(self, known: Day) -> bool:
        """Whether it is about a day of this kind."""
        raise NotImplementedError


class NotOn(DayRule):
    """No meeting on days of these kinds, nor on these weekdays (0 = Monday)."""

    kind: ClassVar[str] = "ej dag"

    day_kinds: tuple[DayKind, ...] = ()
    weekdays: tuple[int, ...] = ()

    def own_values(self) -> dict[str, object]:
        words = (*(KindWord[kind.name] for kind in self.day_kinds), *(WEEKDAYS["sv"][n] for n in self.weekdays))
        return {**super().own_values(), "days": words}

    def means(self, known: Day) -> bool:
        return known.kind in self.day_kinds or _ALSO.get(known.kind) in self.day_kinds

    def judge(self, meeting: Meeting, case: Case) -> Iterator[Problem]:
        for day in days_of(meeting):
            for known in case.kinds(day) if self.day_kinds else ():
                if self.means(known):
                    code = known.kind.value.replace("_", "-")
                    yield self.problem(code, f"{meeting.body}: {known.name}", meeting, day=day)
            if day.weekday() in self.weekdays:
                text = _("it is a {weekday}").format(weekday=weekday(day.weekday()))
                yield self.problem("weekday", f"{meeting.body}: {text}", meeting, day=day)


class NotDuring(DayRule):
    """No meeting in a part of the year; July and the summer weeks are told by it where it covers them."""

    kind: ClassVar[str] = "fri period"

    period: Period

    def own_values(self) -> dict[str, object]:
        return {**super().own_values(), "period": str(self.period)}

    def means(self, known: Day) -> bool:
        return known.kind in (DayKind.JULY, DayKind.SUMMER) and self.period.contains(known.date)

    def judge(self, meeting: Meeting, case: Case) -> Iterator[Problem]:
        inside = [day for day in days_of(meeting) if self.period.contains(day)]
        if inside:
            text = _("“{period}” is to be free").format(period=self.period)
            yield self.problem("free-period", f"{meeting.body}: {text}", meeting, day=inside[0])


class NotInBreak(DayRule):
    """No meeting in the school breaks of these places, of all that are known if none is named.

    Where a break of a named place is not known, that is said: it is never taken for free.
    """

    kind: ClassVar[str] = "lov"

    places: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()

    def own_values(self) -> dict[str, object]:
        return {**super().own_values(), "places": self.places, "breaks": self.breaks}

    def means(self, known: Day) -> bool:
        named = not self.breaks or known.name.startswith(self.breaks)
        return known.kind in (DayKind.SCHOOL_BREAK, DayKind.BREAK_UNKNOWN) and named

    def judge(self, meeting: Meeting, case: Case) -> Iterator[Problem]:
        for day in days_of(meeting):
            for known in case.at(self.places, day) if self.places else case.kinds(day):
                if self.means(known):
                    code = known.kind.value.replace("_", "-")
                    yield self.problem(code, f"{meeting.body}: {known.name}", meeting, day=day)


def read_not_on(table: Table, common: Common, scope: Scope) -> NotOn | None:
    """An ej dag of a table; None if something needed is missing or wrong."""
    bodies = scope.names(table, "body")
    kinds: list[DayKind] = []
    weekdays: list[int] = []
    words = table.one_or_more("days", required=True)
    for word in words:
        if word.lower() in WEEKDAYS["sv"]:
            weekdays.append(WEEKDAYS["sv"].index(word.lower()))
        elif word.lower() in [w.value for w in KindWord]:
            kinds.append(KindWord(word.lower()).kind)
        else:
            allowed = ", ".join([*(w.value for w in KindWord), *WEEKDAYS["sv"]])
            table.wrong("days", _("“{key}” must be one of: {allowed}").format(key=word, allowed=allowed))
    if set(range(5)) <= set(weekdays):
        table.wrong("days", _("no working day is left to meet on"), "impossible-demand")
    return NotOn(**common, bodies=bodies, day_kinds=tuple(kinds), weekdays=tuple(weekdays)) if words else None


def read_not_during(table: Table, common: Common, scope: Scope) -> NotDuring | None:
    """A fri period of a table; None if something needed is missing or wrong."""
    bodies = scope.names(table, "body")
    period = table.parsed("period", Period.parse, required=True)
    return NotDuring(**common, bodies=bodies, period=period) if period else None


def read_breaks(table: Table, common: Common, scope: Scope) -> NotInBreak | None:
    """A lov of a table; None if something needed is missing or wrong."""
    bodies = scope.names(table, "body")
    places = table.one_or_more("places")
    breaks = tuple(name.capitalize() for name in table.one_or_more("breaks"))
    for name in breaks:
        if name not in BREAK_NAMES:
            text = _("“{key}” must be one of: {allowed}").format(key=name, allowed=", ".join(BREAK_NAMES))
            table.wrong("breaks", text)
    return NotInBreak(**common, bodies=bodies, places=places, breaks=breaks)
