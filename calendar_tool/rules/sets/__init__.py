"""Ready sets of rules, as text that a folder's own rules.toml takes over."""

from __future__ import annotations

import re
from pathlib import Path

from calendar_tool.model.body import Bodies
from calendar_tool.toml_file import TomlFile

_FOLDER = Path(__file__).parent
SETS = {path.stem: path for path in sorted(_FOLDER.glob("*.toml"))}
"""The sets by name."""

_BOARDS = "nämnderna"
_BOARD = re.compile(r"nämnd(?:en)?$", re.I)


def adapted(name: str, bodies: Bodies) -> tuple[str, list[str]]:
    """The text of a set with the bodies that there are in its groups, and the groups that stay empty.

    A group takes those of the names it proposes that are bodies; the boards (nämnder) all whose names end so.
    """
    text = SETS[name].read_text("utf-8")
    empty = []
    for group in TomlFile(text, str(SETS[name])).data["group"]:
        found = {body.name: None for proposed in group["bodies"] if (body := bodies.find(proposed))}
        if group["name"] == _BOARDS:
            found = {body.name: None for body in bodies if any(_BOARD.search(n) for n in body.names())}
        if not found:
            empty.append(group["name"])
        members = ", ".join(f'"{member}"' for member in found)
        pattern = rf'(name = "{re.escape(group["name"])}"\nbodies = )\[.*?\]'
        text = re.sub(pattern, rf"\g<1>[{members}]", text, count=1)
    return text, empty
