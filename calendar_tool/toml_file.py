"""TOML that people edit: read strictly, with the line of every mistake.

All mistakes of a file are collected and raised together, so that one round of editing mends them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from calendar_tool.locale import _, os_reason
from calendar_tool.problem import InputError, Place, Problem, Severity, input_error

E = TypeVar("E", bound=Enum)
T = TypeVar("T")

YEARS = range(1900, 2100)
"""The years of dates that documents and files can hold: far from the ends of the calendar, where sums of days fail."""

_HEADER = r"^\s*\[\[?\s*([A-Za-z0-9_-]+)\s*\]"
_KEY = r"^\s*\"?([A-Za-z0-9_-]+)\"?\s*="
_TOML_PLACE = r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$"
_LIKE_A_DATE = r"=\s*\"?([0-9]{4}-[0-9]{2}-[0-9]{2})\b"
_CLOCK = r"^([01][0-9]|2[0-3]):([0-5][0-9])$"


class TomlFile:
    """One parsed file: its top-level keys as a Table, and its arrays of tables."""

    def __init__(self, text: str, file: str) -> None:
        """Parses `text`; `file` is the name shown in errors. InputError with the line if it is not TOML."""
        self.file = file
        self._text = text
        self.problems: list[Problem] = []
        try:
            self.data: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(_TOML_PLACE, str(error))
            line = int(place[1]) if place and place[1] else len(text.splitlines()) or 1
            column = int(place[2]) if place and place[2] else None
            what = _("not valid TOML: {what}").format(what=_reason(re.sub(_TOML_PLACE, "", str(error))))
            written = text.split("\n")[line - 1] if line <= len(text.split("\n")) else ""
            if (day := re.search(_LIKE_A_DATE, written)) and not _is_date(day[1]):
                what = _("there is no such date: {text}").format(text=day[1])
            elif re.search(r"[=\[,]\s*[“”„’]", written):
                what = _('text stands between straight quotation marks: "…"')
            raise input_error("toml", what, file, line, column) from None
        except ValueError as error:  # a number of thousands of digits
            raise input_error("toml", _("not valid TOML: {what}").format(what=error), file) from None
        except RecursionError:
            raise input_error("toml", _("nested too deeply"), file) from None
        self._lines: dict[tuple[str, int, str], int] | None = None

    @staticmethod
    def read(path: Path) -> TomlFile:
        """Reads and parses a file; InputError if it cannot be read or is not UTF-8."""
        try:
            return TomlFile(path.read_text("utf-8-sig"), str(path))
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            raise input_error("encoding", _("not UTF-8 text"), str(path), line) from None
        except OSError as error:
            raise input_error("unreadable", os_reason(error), str(path)) from None

    def top(self) -> Table:
        """The keys before the first table."""
        return Table(self, "", 0, {k: v for k, v in self.data.items() if not _is_tables(v) and not isinstance(v, dict)})

    def tables(self, name: str) -> list[Table]:
        """The `[[name]]` tables in order."""
        value = self.data.get(name, [])
        if value and not _is_tables(value):
            self.add("wrong-type", _("[[{key}]] must be a list of tables").format(key=name), self.line(name, 0, ""))
            return []
        return [Table(self, name, i, item) for i, item in enumerate(value)]

    def only(self, *names: str) -> None:
        """Complains of any `[[table]]` that is none of `names`."""
        for name, value in self.data.items():
            if (_is_tables(value) or isinstance(value, dict)) and name not in names:
                self.add("unknown-key", _("unknown table [[{key}]]").format(key=name), self.line(name, 0, ""))

    def add(self, code: str, text: str, line: int | None) -> None:
        """Collects a mistake."""
        self.problems.append(Problem(code, Severity.CONFLICT, text, Place(self.file, line)))

    def wrong_lines(self) -> set[int]:
        """The lines at which mistakes have been collected."""
        return {p.place.line for p in self.problems if p.place and p.place.line}

    def finish(self) -> None:
        """Raises the collected mistakes, in order of line, if there are any."""
        if self.problems:
            raise InputError(*sorted(self.problems, key=lambda p: (p.place and p.place.line) or 0))

    def line(self, table: str, index: int, key: str) -> int:
        """The line of a key in the index-th `[[table]]`, of the table's head if it has no such key."""
        if self._lines is None:
            self._lines = {}
            name, counts = "", {"": 0}
            for number, text in enumerate(self._text.split("\n"), 1):
                if header := re.match(_HEADER, text):
                    name = header[1]
                    counts[name] = counts.get(name, -1) + 1
                    self._lines[name, counts[name], ""] = number
                elif pair := re.match(_KEY, text):
                    self._lines.setdefault((name, counts[name], pair[1]), number)
        return self._lines.get((table, index, key)) or self._lines.get((table, index, "")) or 1


class Table:
    """One table, read key by key; what was never asked for is an unknown key."""

    def __init__(self, file: TomlFile, name: str, index: int, data: dict[str, Any]) -> None:
        self._file, self._name, self._index, self._data = file, name, index, data
        self._asked: set[str] = set()

    def line(self, key: str) -> int:
        """The line of a key."""
        return self._file.line(self._name, self._index, key)

    def has(self, key: str) -> bool:
        """Whether the key is there, rightly or wrongly."""
        return key in self._data

    def sound(self, *keys: str) -> bool:
        """Whether nothing wrong has been noted at any of the keys."""
        return not {self.line(key) for key in keys if self.has(key)} & self._file.wrong_lines()

    def wrong(self, key: str, text: str, code: str = "wrong-value") -> None:
        """Collects a mistake at a key."""
        self._file.add(code, text, self.line(key))

    def _get(self, key: str, required: bool) -> Any:
        self._asked.add(key)
        if key not in self._data and required:
            self.wrong(key, _("“{key}” is missing").format(key=key), "missing-key")
        return self._data.get(key)

    def text(self, key: str, required: bool = False) -> str | None:
        """A string."""
        value = self._get(key, required)
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        self.wrong(key, _("“{key}” must be a text").format(key=key))
        return None

    def integer(self, key: str, required: bool = False, least: int = 0, most: int | None = None) -> int | None:
        """A whole number of at least `least` and at most `most`."""
        value = self._get(key, required)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= least):
            if value is not None and most is not None and value > most:
                self.wrong(key, _("“{key}” must be at most {most}").format(key=key, most=most))
                return None
            return value
        self.wrong(key, _("“{key}” must be a whole number, at least {least}").format(key=key, least=least))
        return None

    def boolean(self, key: str, default: bool = False) -> bool:
        """true or false."""
        value = self._get(key, False)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        self.wrong(key, _("“{key}” must be true or false").format(key=key))
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; empty if absent."""
        value = self._get(key, False)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
        self.wrong(key, _("“{key}” must be a list of texts").format(key=key))
        return ()

    def day(self, key: str, required: bool = False) -> date | None:
        """A date, bare (2021-01-18) or as a string."""
        value = self._get(key, required)
        if isinstance(value, str):
            with suppress(ValueError):
                value = date.fromisoformat(value)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            if value.year in YEARS:
                return value
            text = _("“{key}” must be a date of the years {first}–{last}")
            self.wrong(key, text.format(key=key, first=YEARS[0], last=YEARS[-1]))
            return None
        self.wrong(key, _("“{key}” must be a date like 2021-01-18").format(key=key))
        return None

    def clock(self, key: str, required: bool = False) -> time | None:
        """A time of day, "09:00"; TOML's own 09:00:00 is taken too."""
        value = self._get(key, required)
        if isinstance(value, str) and (match := re.match(_CLOCK, value)):
            return time(int(match[1]), int(match[2]))
        if value is None or isinstance(value, time):
            return value
        self.wrong(key, _('“{key}” must be a time like "09:00"').format(key=key))
        return None

    def choice(self, key: str, kinds: type[E], required: bool = False) -> E | None:
        """One of the values of an Enum."""
        value = self._get(key, required)
        if value is None:
            return None
        try:
            return kinds(value)
        except ValueError:
            allowed = ", ".join(str(k.value) for k in kinds)
            self.wrong(key, _("“{key}” must be one of: {allowed}").format(key=key, allowed=allowed))
            return None

    def parsed(self, key: str, parse: Callable[[str], T], required: bool = False) -> T | None:
        """What `parse` makes of a text; the ValueError that it raises is collected."""
        text = self.text(key, required)
        return None if text is None else next(iter(self._parsed(key, (text,), parse)), None)

    def parsed_all(self, key: str, parse: Callable[[str], T], required: bool = False) -> tuple[T, ...]:
        """What `parse` makes of a text or of each in a list; empty if absent, or if anything in it is wrong."""
        texts = self.one_or_more(key, required)
        found = self._parsed(key, texts, parse)
        return found if len(found) == len(texts) else ()

    def _parsed(self, key: str, texts: Sequence[str], parse: Callable[[str], T]) -> tuple[T, ...]:
        found = []
        for text in texts:
            try:
                found.append(parse(text))
            except ValueError as error:
                self.wrong(key, _("“{key}”: {what}").format(key=key, what=error))
        return tuple(found)

    def one_or_more(self, key: str, required: bool = False) -> tuple[str, ...]:
        """A string or a list of strings; empty if absent. One that is required may not be an empty list."""
        if isinstance(self._data.get(key), list):
            if required and not self._data[key]:
                self.wrong(key, _("“{key}” is missing").format(key=key), "missing-key")
            return self.texts(key)
        text = self.text(key, required)
        return () if text is None else (text,)

    def done(self) -> None:
        """Complains of every key that was never asked for."""
        for key in self._data:
            if key not in self._asked:
                self.wrong(key, _("unknown key “{key}”").format(key=key), "unknown-key")


def _is_date(text: str) -> bool:
    with suppress(ValueError):
        return bool(date.fromisoformat(text))
    return False


def _reason(said: str) -> str:
    """What tomllib says of a mistake, in the language in use where we have words for it."""
    reasons = {
        "Invalid value": _("the value is missing or is none; text stands between quotation marks"),
        "Invalid statement": _("this is no key, no table and no comment"),
        "Unclosed array": _("a “]” is missing"),
        "Unterminated string": _("a quotation mark is missing at the end"),
        "Cannot overwrite a value": _("the key is there twice"),
        "Expected newline or end of document after a statement": _("something stands after the value"),
        "Expected '=' after a key in a key/value pair": _("a “=” is missing after the key"),
        "Expected ']]' at the end of an array declaration": _("a “]]” is missing"),
        "Expected ']' at the end of a table declaration": _("a “]” is missing"),
        "Unescaped '\\' in a string": _("a “\\” in a text is written twice"),
        "Illegal character '\\n'": _("a quotation mark is missing at the end"),
    }
    return reasons.get(said, said)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) for v in value)
