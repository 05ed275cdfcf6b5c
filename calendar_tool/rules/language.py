"""The rule file (rules.toml): `[[rule]]` tables that a secretary edits, read strictly."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from calendar_tool.locale import _
from calendar_tool.model.body import Bodies, plain
from calendar_tool.rules.kinds import Chain, Level
from calendar_tool.toml_file import Table, TomlFile

_MOST_DAYS = 3660  # ten years


class RuleKind(StrEnum):
    """The values of `kind`."""

    CHAIN = "kedja"


def load_rules(path: Path, bodies: Bodies | None = None) -> tuple[Chain, ...]:
    """The rules of a file in order; none if there is no such file.

    With `bodies`, unless there are none yet, a rule may only name those: one that names no body would never be
    broken. InputError with file and line of every mistake: unknown keys, kinds and bodies, an id used twice, days or
    dates that contradict each other, chains in a ring.
    """
    return parse_rules(TomlFile.read(path), bodies) if path.exists() else ()


def parse_rules(file: TomlFile, bodies: Bodies | None = None) -> tuple[Chain, ...]:
    """The rules of a parsed file; InputError as load_rules."""
    file.only("rule")
    file.top().done()
    chains: list[Chain] = []
    for table in file.tables("rule"):
        chain = _chain(table, bodies)
        if chain is None:
            continue
        if any(chain.id == other.id for other in chains):
            table.wrong("id", _("the id “{id}” is used twice").format(id=chain.id), "duplicate-id")
        elif ring := _ring(chain, chains):
            path = " → ".join(ring)
            table.wrong("then", _("the chains go round in a ring: {path}").format(path=path), "cyclic-chain")
        chains.append(chain)
    file.finish()
    return tuple(chains)


def _chain(table: Table, bodies: Bodies | None) -> Chain | None:
    """The chain of one table; None if something needed is missing, which the table has then noted."""
    kind = table.choice("kind", RuleKind, required=True)
    id, text, source = (table.text(key, required=True) for key in ("id", "text", "source"))
    level = table.choice("level", Level, required=True)
    first, then = _body(table, "first", bodies), _body(table, "then", bodies)
    min_days = table.integer("min_days", required=True, most=_MOST_DAYS)
    max_days = table.integer("max_days", most=_MOST_DAYS)
    valid_from, valid_until = table.day("valid_from"), table.day("valid_until")
    table.done()
    if first and then and plain(first) == plain(then):
        table.wrong("then", _("a chain needs two different bodies"))
        return None
    if min_days is not None and max_days is not None and max_days < min_days:
        table.wrong("max_days", _("max_days is less than min_days"))
    if valid_from and valid_until and valid_until < valid_from:
        table.wrong("valid_until", _("valid_until is before valid_from"))
    if not (kind and id and level and text and source and first and then) or min_days is None:
        return None
    return Chain(id, level, text, source, first, then, min_days, max_days, valid_from, valid_until)


def _body(table: Table, key: str, bodies: Bodies | None) -> str | None:
    name = table.text(key, required=True)
    if name and bodies and bodies.find(name) is None:
        table.wrong(key, _("there is no body “{name}”").format(name=name), "unknown-body")
    return name


def _ring(new: Chain, chains: Sequence[Chain]) -> list[str]:
    """The bodies of the ring that the new chain closes, from its first body round to it; empty if none."""
    paths = [[new.first, new.then]]
    seen = {plain(new.then)}
    while paths:
        path = paths.pop()
        for chain in chains:
            if plain(chain.first) == plain(path[-1]):
                if plain(chain.then) == plain(new.first):
                    return [*path, new.first]
                if plain(chain.then) not in seen:
                    seen.add(plain(chain.then))
                    paths.append([*path, chain.then])
    return []
