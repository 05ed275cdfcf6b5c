"""Rules as the text of a rule file, which language.py reads back to equal ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from calendar_tool.model.meeting import clock
from calendar_tool.rules.rule import Rule

_WIDTH = 120
_CONTROLS = [*range(0x20), 0x7F]
_ESCAPES = str.maketrans(
    {**{chr(n): f"\\u{n:04X}" for n in _CONTROLS}, "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
)
_SPACES = str.maketrans({chr(n): " " for n in _CONTROLS})  # a TOML comment cannot hold these


def printed(rules: Sequence[Rule], head: str = "") -> str:
    """The `[[rule]]` tables of the rules in the order given; `head` stands above them as a comment.

    What holds without being said is left out, and so is what a rule knows of others of the file (the deadlines of a
    chain, the moves of a rhythm): they get to know it again when they are read together.
    """
    comment = "".join(f"{_comment(line)}\n" for line in head.splitlines())
    return "\n".join(filter(None, [comment, *map(_table, rules)]))


def _comment(line: str) -> str:
    line = line.translate(_SPACES).rstrip()
    return line if line.startswith("#") else f"# {line}".rstrip()


def _table(rule: Rule) -> str:
    return "[[rule]]\n" + "".join(f"{_line(key, value)}\n" for key, value in rule.values().items())


def _line(key: str, value: object) -> str:
    if not isinstance(value, tuple | list):
        return f"{key} = {_value(value)}"
    items = [_value(item) for item in value]
    line = f"{key} = {items[0] if len(items) == 1 else '[' + ', '.join(items) + ']'}"
    return line if len(line) <= _WIDTH else f"{key} = [\n" + "".join(f"    {item},\n" for item in items) + "]"


def _value(value: Any) -> str:
    """One value in TOML; a time of day as text, unless it has seconds."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, time) and not (value.second or value.microsecond):
        value = clock(value)
    if isinstance(value, str):
        return f'"{value.translate(_ESCAPES)}"'
    return value.isoformat() if isinstance(value, date | time) else str(value)
