"""What a rule file is read with: the bodies there are, and its groups of bodies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calendar_tool.locale import _
from calendar_tool.model.body import Bodies, plain
from calendar_tool.toml_file import Table

Common = dict[str, Any]
"""The fields that all rules have, by their names in Rule."""

Groups = Mapping[str, tuple[str, ...]]
"""Names that stand for several bodies in a rule file."""


class Scope:
    """Resolves the names in a rule file to the short names of bodies."""

    def __init__(self, bodies: Bodies | None, groups: Groups) -> None:
        self._bodies = bodies
        self._groups = {plain(name): members for name, members in groups.items()}
        self.empty = ""

    def names(self, table: Table, key: str, required: bool = False) -> tuple[str, ...]:
        """The bodies that a key names, one or several, groups written out; empty if it is absent.

        Notes names of no body at the table, unless no bodies are known yet. Where only groups without members are
        named, `empty` keeps the name of one: a rule about them holds for nobody.
        """
        found: list[str] = []
        named = table.one_or_more(key, required)
        for name in named:
            members = self._groups.get(plain(name))
            if members is None:
                found.append(self.name(table, key, name))
            else:
                found += members
        if named and not found:
            self.empty = named[0]
        return tuple(dict.fromkeys(found))

    def name(self, table: Table, key: str, name: str) -> str:
        """The short name of a body; notes at the table if there is none."""
        body = self._bodies.find(name) if self._bodies else None
        if self._bodies and body is None:
            table.wrong(key, _("there is no body “{name}”").format(name=name), "unknown-body")
        return body.name if body else name
