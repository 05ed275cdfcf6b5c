"""Deadlines: what is due before a meeting (stopptid) and after it (efter mötet)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import ClassVar, NamedTuple

from calendar_tool.days.counting import Due, IfFree, Offset, due
from calendar_tool.locale import _
from calendar_tool.model.meeting import Meeting
from calendar_tool.problem import InputError, Problem
from calendar_tool.rules.rule import Case, MeetingRule, unless
from calendar_tool.rules.scope import Common, Scope
from calendar_tool.toml_file import Table


class Deadline(MeetingRule):
    """Something called `name` is due at `when`, counted from the meeting or from another deadline of it.

    What falls on a free day is moved as `if_free` says. Counted before the meeting from its first day, after it from
    its last.
    """

    kind: ClassVar[str] = "stopptid"
    usually: ClassVar[IfFree] = IfFree.BEFORE  # if the rule file does not say what becomes of a free day

    name: str
    when: Offset
    if_free: IfFree

    def own_values(self) -> dict[str, object]:
        own = {"name": self.name, "when": str(self.when), "if_free": unless(self.usually, self.if_free)}
        return {**super().own_values(), **own}

    def judge(self, meeting: Meeting, case: Case) -> Iterator[Problem]:
        """Nothing: a deadline is a fact of each meeting, and what depends on it are chains."""
        return iter(())


class After(Deadline):
    """The same after the meeting."""

    kind: ClassVar[str] = "efter mötet"
    usually: ClassVar[IfFree] = IfFree.AFTER


class Dated(NamedTuple):
    """A deadline of one meeting; `due` tells the day, the time of day and from where it was moved."""

    rule: Deadline
    meeting: Meeting
    due: Due


def due_dates(meeting: Meeting, deadlines: Sequence[Deadline]) -> list[Dated]:
    """The deadlines of a meeting, those among the given ones that are about its body and in force, by date.

    Of two with one name the one that names the body goes first, then the more binding. One that is counted from another
    deadline which the meeting does not have is left out, and one in a year whose days are not known.
    """
    own = [d for d in deadlines if d.in_force(meeting.date) and (not d.bodies or meeting.body in d.bodies)]
    own.sort(key=lambda d: (bool(d.bodies), -d.level.severity.weight))
    found: dict[str, Dated] = {}
    waiting = list({d.name: d for d in own}.values())  # the last of a name, which goes first
    while waiting:
        later = []
        for rule in waiting:
            if rule.when.anchor and rule.when.anchor not in found:
                later.append(rule)
                continue
            start = meeting.last_date if isinstance(rule, After) else meeting.date
            anchor = found[rule.when.anchor].due.day if rule.when.anchor else start
            with suppress(InputError):
                found[rule.name] = Dated(rule, meeting, due(rule.when, anchor, rule.if_free))
        if len(later) == len(waiting):
            break
        waiting = later
    return sorted(found.values(), key=lambda d: (d.due.day, d.rule.name))


def read(table: Table, common: Common, scope: Scope) -> Deadline | None:
    """What is due before a meeting; None if something needed is missing or wrong."""
    return _read(Deadline, table, common, scope)


def read_after(table: Table, common: Common, scope: Scope) -> Deadline | None:
    """What is due after a meeting; None if something needed is missing or wrong."""
    return _read(After, table, common, scope)


def _read(kind: type[Deadline], table: Table, common: Common, scope: Scope) -> Deadline | None:
    bodies = scope.names(table, "body")
    name = table.text("name", required=True)
    when = table.parsed("when", Offset.parse, required=True)
    if_free = table.choice("if_free", IfFree) or kind.usually
    if not (name and when):
        return None
    if not when.anchor and when.n > 0 and kind is Deadline:
        table.wrong("when", _("“stopptid” is before the meeting; what comes after it is “efter mötet”"))
    if not when.anchor and when.n < 0 and kind is After:
        table.wrong("when", _("“efter mötet” is after the meeting; what comes before it is “stopptid”"))
    return kind(**common, bodies=bodies, name=name, when=when, if_free=if_free)
