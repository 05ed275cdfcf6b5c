"""The rule file (rules.toml): `[[rule]]` tables that a secretary edits, read strictly.

A kind of rule is a word here and a class with its reader in a module of kinds/, which is imported only when a file has
such a rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from calendar_tool.locale import _
from calendar_tool.model.body import Bodies, plain
from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.kinds.deadlines import Deadline
from calendar_tool.rules.rule import Level, Rule
from calendar_tool.rules.scope import Common, Groups, Scope
from calendar_tool.toml_file import Table, TomlFile

_MOST_WEIGHT = 1000

KINDS = {
    "antal": "numbers.read_count",
    "rytm": "rhythm.read_rhythm",
    "årsrunda": "round.read",
    "tid": "conditions.read_hours",
    "fri period": "days.read_not_during",
    "ej dag": "days.read_not_on",
    "lov": "days.read_breaks",
    "flytt": "rhythm.read_move",
    "kedja": "chain.read",
    "veckoförhållande": "together.read_weeks",
    "samma dag": "together.read_same_day",
    "delade ledamöter": "together.read_shared",
    "milstolpe": "numbers.read_milestone",
    "stopptid": "deadlines.read",
    "efter mötet": "deadlines.read_after",
    "form": "conditions.read_form",
    "låst": "conditions.read_fixed",
    "status": "conditions.read_status",
}
"""The values of `kind`, and what reads the table of one."""


def load_rules(path: Path, bodies: Bodies | None = None) -> tuple[Rule, ...]:
    """The rules of a file in order; none if there is no such file.

    With `bodies`, unless there are none yet, a rule may only name those: one that names no body would never be
    broken. InputError with file and line of every mistake: unknown keys, kinds and bodies, an id used twice, demands
    that contradict each other, chains in a ring, a deadline that there is not.
    """
    return parse_rules(TomlFile.read(path), bodies) if path.exists() else ()


def parse_rules(file: TomlFile, bodies: Bodies | None = None) -> tuple[Rule, ...]:
    """The rules of a parsed file; InputError as load_rules.

    A rule about a group without members is left out: it holds for nobody.
    """
    file.only("rule", "group")
    file.top().done()
    groups = _groups(file, bodies)
    found: list[tuple[Table, Rule]] = []
    ids: set[str] = set()
    for table in file.tables("rule"):
        scope = Scope(bodies, groups)
        rule = _rule(table, scope)
        if rule is None:
            continue
        if rule.id in ids:
            table.wrong("id", _("the id “{id}” is used twice").format(id=rule.id), "duplicate-id")
        elif (
            isinstance(rule, Chain)
            and not rule.each_first
            and (ring := _ring(rule, [r for _t, r in found if isinstance(r, Chain) and not r.each_first]))
        ):
            path = " → ".join(ring)
            table.wrong("then", _("the chains go round in a ring: {path}").format(path=path), "cyclic-chain")
        ids.add(rule.id)
        if not scope.empty:
            found.append((table, rule))
    rules = _linked(found)
    if not file.problems and sum(rule.level is Level.KRAV for rule in rules) > 1:
        from calendar_tool.rules.contradictions import contradictions

        for number, text in contradictions(rules):
            found[number][0].wrong("id", text, "impossible-demand")
    file.finish()
    return rules


def _groups(file: TomlFile, bodies: Bodies | None) -> Groups:
    """The groups of bodies that the file names."""
    groups: dict[str, tuple[str, ...]] = {}
    for table in file.tables("group"):
        name = table.text("name", required=True)
        members = table.texts("bodies")
        scope = Scope(bodies, {})
        resolved = tuple(dict.fromkeys(scope.name(table, "bodies", member) for member in members))
        table.done()
        if name and plain(name) in map(plain, groups):
            table.wrong("name", _("the group “{name}” is there twice").format(name=name), "duplicate")
        if name:
            groups[name] = resolved
    return groups


def _rule(table: Table, scope: Scope) -> Rule | None:
    """The rule of one table; None if something needed is missing or wrong, which the table has then noted."""
    kind = _kind(table)
    id, text, source = (table.text(key, required=True) for key in ("id", "text", "source"))
    level = table.choice("level", Level, required=True)
    weight = table.integer("weight", least=1, most=_MOST_WEIGHT)
    valid_from, valid_until = table.day("valid_from"), table.day("valid_until")
    if kind is None:
        return None
    if valid_from and valid_until and valid_until < valid_from:
        table.wrong("valid_until", _("valid_until is before valid_from"))
    common: Common = {
        "id": id or "",
        "level": level or Level.REGEL,
        "text": text or "",
        "source": source or "",
        "weight": weight or 1,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    module, reader = KINDS[kind].split(".")
    rule = getattr(import_module(f"calendar_tool.rules.kinds.{module}"), reader)(table, common, scope)
    table.done()
    return cast("Rule | None", rule) if id and level and text and source else None


def _kind(table: Table) -> str | None:
    kind = table.text("kind", required=True)
    if kind is None or kind in KINDS:
        return kind
    table.wrong("kind", _("“{key}” must be one of: {allowed}").format(key="kind", allowed=", ".join(KINDS)))
    return None


def _linked(found: Sequence[tuple[Table, Rule]]) -> tuple[Rule, ...]:
    """The rules, each knowing the others that it rests on: chains their deadlines, rhythms their moves."""
    deadlines = [rule for _table, rule in found if isinstance(rule, Deadline)]
    moves = [rule for _table, rule in found if rule.kind == "flytt"]
    linked: list[Rule] = []
    for table, rule in found:
        if isinstance(rule, Deadline) and rule.when.anchor:
            _anchored(table, rule, deadlines)
        if isinstance(rule, Chain) and rule.before:
            lacking = [body for body in rule.then if not _named(rule.before, body, deadlines)]
            if lacking and table.sound("then"):
                text = _("there is no deadline “{name}” of {bodies}")
                said = text.format(name=rule.before, bodies=", ".join(lacking))
                table.wrong("before", said, "unknown-deadline")
            rule = rule.replaced(deadlines=tuple(deadlines))
        if rule.kind == "rytm" and moves:
            rule = rule.with_moves(moves)  # type: ignore[attr-defined]  # KeepsRhythm, which is not imported for this
        linked.append(rule)
    return tuple(linked)


def _anchored(table: Table, rule: Deadline, deadlines: Sequence[Deadline]) -> None:
    """Notes a deadline that is counted from one that there is not, or in the end from itself."""
    seen, name = {rule.name}, rule.when.anchor
    while name:
        if name in seen:
            table.wrong("when", _("“{name}” is counted from itself").format(name=name), "cyclic-deadline")
            return
        seen.add(name)
        lacking = [body for body in rule.bodies or ("",) if not _named(name, body, deadlines)]
        if lacking:
            text = _("there is no deadline “{name}” of {bodies}")
            said = text.format(name=name, bodies=", ".join(filter(None, lacking)) or _("all bodies"))
            table.wrong("when", said, "unknown-deadline")
            return
        name = next(d.when.anchor for body in rule.bodies or ("",) for d in _named(name, body, deadlines))


def _named(name: str, body: str, deadlines: Sequence[Deadline]) -> list[Deadline]:
    """The deadlines of that name which a body has; those of all bodies if `body` is empty."""
    return [d for d in deadlines if d.name == name and (not d.bodies or body in d.bodies)]


def _ring(new: Chain, chains: Sequence[Chain]) -> list[str]:
    """The bodies of the ring that the new chain closes, from one of its firsts round to it; empty if none."""
    for first in new.first:
        paths = [[first, then] for then in new.then]
        seen = set(new.then)
        while paths:
            path = paths.pop()
            for following in [then for chain in chains if path[-1] in chain.first for then in chain.then]:
                if following == first:
                    return [*path, first]
                if following not in seen:
                    seen.add(following)
                    paths.append([*path, following])
    return []
