"""The text of a TOML file as tables that can be changed, moved and added one by one.

Everything else in the text stays as it is, byte for byte: comments, blank lines, order and spelling. A
comment right above a table's head goes with the table; one with blank lines about it stays where it is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]


@dataclass(slots=True, eq=False)
class Chunk:
    """A piece of the text: a `[[kind]]` table, the keys before all tables (""), or what is between (None)."""

    kind: str | None
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether it is nothing but blank lines between tables."""
        return self.kind is None and not self.text.strip()


class TomlText:
    """A valid TOML file whose tables are all `[[arrays of tables]]`, as text."""

    def __init__(self, text: str) -> None:
        self._newline = "\r\n" if "\r\n" in text and text.count("\r\n") == text.count("\n") else "\n"
        text = text.replace("\r\n", "\n") if self._newline == "\r\n" else text
        text += "" if text.endswith("\n") or not text else "\n"
        self._ends_blank = text.endswith("\n\n")
        self._chunks = _split(text)

    def text(self) -> str:
        """The whole text as it is now."""
        text = "".join(chunk.text for chunk in self._chunks)
        if text.endswith("\n\n") and not self._ends_blank:
            text = text.rstrip("\n") + "\n"
        return text.replace("\n", self._newline) if self._newline == "\r\n" else text

    def tables(self, *kinds: str) -> list[Chunk]:
        """The tables of these kinds in the order of the file."""
        return [chunk for chunk in self._chunks if chunk.kind in kinds]

    def take(self, chunk: Chunk) -> None:
        """Removes a table, and the blank lines after it."""
        at = self._chunks.index(chunk)
        del self._chunks[at]
        if at < len(self._chunks) and self._chunks[at].is_blank:
            del self._chunks[at]

    def put_before(self, chunk: Chunk, follower: Chunk) -> None:
        """Inserts a table right before another."""
        at = self._chunks.index(follower)
        self._chunks[at:at] = [chunk, Chunk(None, "\n")]

    def put_after(self, chunk: Chunk, leader: Chunk | None) -> None:
        """Inserts a table right after another; after the keys at the top if there is no other."""
        at = self._chunks.index(leader) + 1 if leader else 1
        blank, rest = Chunk(None, "\n"), self._chunks[at:]
        if not self._chunks[at - 1].text:
            self._chunks[at:at] = [chunk, blank] if rest else [chunk]
        elif rest and rest[0].is_blank:
            self._chunks[at + 1 : at + 1] = [chunk, blank] if rest[1:] else [chunk]
        elif rest and rest[0].kind is not None:
            self._chunks[at:at] = [chunk]
        else:
            self._chunks[at:at] = [blank, chunk]


def keys_of(chunk: Chunk) -> dict[str, Any]:
    """The keys and values of a table."""
    return _table(chunk.text)


def new_table(kind: str, values: Values) -> Chunk:
    """A table with the values in their order."""
    return Chunk(kind, f"[[{kind}]]\n" + "".join(new_line(key, value) for key, value in values.items()))


def change(chunk: Chunk, old: Values, new: Values) -> None:
    """Sets in the text what differs between `old` and `new`; comments beside a changed value are kept."""
    import tomlkit

    document = tomlkit.parse(chunk.text)
    table: Any = document[chunk.kind or ""][0]
    for key in old.keys() | new.keys():
        if old.get(key) == new.get(key) or key not in table:
            continue
        if key not in new:
            del table[key]
        elif isinstance(new[key], list) and "\n" in table[key].as_string():
            _change_list(table[key], new[key])
        else:
            table[key] = _item(new[key])
    chunk.text = tomlkit.dumps(document)
    for number, key in enumerate(new):
        if old.get(key) != new[key] and key not in table:
            _add_line(chunk, new_line(key, new[key]), list(new)[:number])


def _change_list(array: Any, values: list[str]) -> None:
    """Changes a list of several lines item by item, for the comments between."""
    for number, value in enumerate(values[: len(array)]):
        if array[number] != value:
            array[number] = value
    for value in values[len(array) :]:
        array.append(value)
    for number in reversed(range(len(values), len(array))):
        del array[number]


def _add_line(chunk: Chunk, line: str, earlier: list[str]) -> None:
    """Puts a new key after the last of the keys that come before it, after the head if there is none."""
    lines = _lines(chunk.text)
    leader = [key for key in earlier if key in _table(chunk.text)][-1:]
    at = next(n for n in range(1, len(lines) + 1) if all(key in _table("".join(lines[:n])) for key in leader))
    lines.insert(at, line)
    chunk.text = "".join(lines)


def new_line(key: str, value: Any) -> str:
    """A key with its value, a line or more."""
    import tomlkit

    document = tomlkit.document()
    document.add(key, _item(value))
    return tomlkit.dumps(document)


def _item(value: Any) -> Any:
    import tomlkit

    if not isinstance(value, list):
        return tomlkit.item(value)
    array = tomlkit.array()
    array.extend(value)
    return array.multiline(len(value) > 1)


def _lines(text: str) -> list[str]:
    """The lines with their ends; TOML knows no other line end than "\\n"."""
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]


def _split(text: str) -> list[Chunk]:
    """The chunks of a text, the first one always of kind ""."""
    pieces: list[list[str]] = [[]]
    for line in _lines(text):
        if line.lstrip(" \t").startswith("[") and _parse("".join(pieces[-1])) is not None:
            pieces.append([])
        pieces[-1].append(line)
    chunks: list[Chunk] = []
    above: list[str] = []
    for number, piece in enumerate(pieces):
        own, gap, next_above = _cut(piece, is_last=number == len(pieces) - 1)
        kind = next(iter(_parse("".join(own)) or {""})) if number else ""
        chunks.append(Chunk(kind, "".join(above + own)))
        if gap:
            chunks.append(Chunk(None, "".join(gap)))
        above = next_above
    return chunks


def _cut(piece: list[str], is_last: bool) -> tuple[list[str], list[str], list[str]]:
    """The lines that are the table's own, those between, and the comment that belongs to the next table."""
    quiet = [not line.strip() or line.lstrip().startswith("#") for line in piece]
    end = len(piece)
    while end and quiet[end - 1]:
        end -= 1
    start = len(piece)
    while not is_last and start > end and piece[start - 1].strip():
        start -= 1
    while end < start and piece[end].strip():
        end += 1
    return piece[:end], piece[end:start], piece[start:]


def _table(text: str) -> dict[str, Any]:
    """The keys of the one table in the text; none if the text ends within a value or before the head."""
    for tables in (_parse(text) or {}).values():
        return dict(tables[0])
    return {}


def _parse(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except ValueError:
        return None
