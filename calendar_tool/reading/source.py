"""A document as numbered lines. Everything that reads files of documents is here.

What a file is, its bytes say, not its name. Text is read at once; all other kinds in a process of their own, whose time
and memory have limits (see `isolated.py`).
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from calendar_tool.locale import _, os_reason
from calendar_tool.problem import InputError, Place, input_error
from calendar_tool.reading.kinds import Kind, kind_of, separator
from calendar_tool.reading.lines import MOST_CHARACTERS, TAB, Origin, RefusedError, clean, too_long

MOST_BYTES = 100_000_000
"""The largest file that is read."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FOREIGN = 0.3  # the share of characters beyond Latin, Greek and Cyrillic from which a text was decoded wrongly
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.M)  # of a message that is answered: "> "
_FEWEST_QUOTED = 2
_NO_SCHEDULES = {
    ".7z", ".avi", ".bak", ".bmp", ".css", ".db", ".exe", ".gif", ".gz", ".heic", ".ics", ".ico", ".ini",
    ".jpeg", ".jpg", ".js", ".json", ".lnk", ".log", ".m4a", ".mov", ".mp3", ".mp4", ".png", ".ppt", ".pptx",
    ".py", ".svg", ".tar", ".tif", ".tiff", ".tmp", ".toml", ".url", ".vcf", ".wav", ".webm", ".webp", ".xml",
    ".yaml", ".yml", ".zip",
}  # fmt: skip


def _unquoted(text: str) -> str:
    """The text with blanks for the marks of quoted lines."""
    if len(_QUOTED.findall(text)) < _FEWEST_QUOTED:
        return text
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


@dataclass(frozen=True)
class Document:
    """A text with a name; `lines[i]` is line i + 1, without its end, hard blanks made plain.

    Characters that cannot be seen (controls, escapes, marks of direction) are taken away: names from documents end in
    files, calendars and terminals. Of what is not text, `lines` are written as `lines.py` says, and `origins[i]` says
    where in the file line i + 1 stood; it is empty, or None for a line, where there is no such thing.
    """

    name: str
    lines: tuple[str, ...]
    origins: tuple[Origin | None, ...] = ()

    @staticmethod
    def from_text(text: str, name: str) -> Document:
        """The document that holds `text`; a form feed ends a line."""
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", " ")
        return Document(name, tuple(_unquoted(clean(text)).split("\n")))

    @cached_property
    def text(self) -> str:
        """All lines in one string."""
        return "\n".join(self.lines)

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def offset(self, index: int) -> int:
        """The place in `text` where lines[index] begins."""
        return self._starts[index]

    def line_at(self, offset: int) -> int:
        """The number, from 1, of the line that holds a place in `text`."""
        return bisect_right(self._starts, offset)

    def place(self, line: int, column: int | None = None) -> Place:
        """Where a line, and a character of it, both from 1, stand in the file: the page, or the cell of a workbook."""
        origin = self.origins[line - 1] if line <= len(self.origins) else None
        if origin is None:
            return Place(self.name, line, column)
        if origin.sheet is None:
            return Place(self.name, line, column, page=origin.page)
        before = self.lines[line - 1][: (column or 1) - 1].count(TAB)
        return Place(self.name, line, column, cell=f"{origin.sheet}!{_letters(origin.column + before)}{origin.row}")


def _letters(column: int) -> str:
    """The letters of a column of a sheet, from 1: "A", "Z", "AA"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def read_document(path: Path, encoding: str = "utf-8") -> Document:
    """Reads a file of any kind that is known. InputError, with the line where there is one, if it cannot be read.

    Of text, only the stated encoding is tried: a wrong guess would turn "å" into something else without a word.
    """
    file = str(path)
    try:
        with path.open("rb") as opened:
            raw = read_bytes(opened)
    except FileNotFoundError:
        raise input_error("missing", _("there is no such file"), file) from None
    except IsADirectoryError:
        raise input_error("directory", _("is a folder, not a document"), file) from None
    except OSError as error:
        raise input_error("unreadable", os_reason(error), file) from None
    return _document(raw, file, path.name, encoding)


def read_bytes(opened: BinaryIO) -> bytes:
    """What an open file holds; of what is too large to be read, no more than shows that it is."""
    return opened.read(MOST_BYTES + 1)


def document_from_bytes(raw: bytes, name: str, encoding: str = "utf-8") -> Document:
    """The document that `raw` holds, as `read_document` would read it from a file."""
    return _document(raw, name, name, encoding)


def documents(folder: Path) -> Iterator[Path]:
    """The files in a folder, and in the folders in it, that may be documents: in the order of their names.

    Hidden files and folders, the lock files of Office ("~$plan.docx"), and kinds of files that hold no schedules
    (pictures, archives, feeds) are left out. InputError if the folder cannot be listed.
    """

    def refuse(error: OSError) -> None:
        raise input_error("unreadable", os_reason(error), error.filename) from None

    found = []
    for top, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(top) / name for name in files if not name.startswith((".", "~$"))]
    yield from sorted(path for path in found if path.suffix.lower() not in _NO_SCHEDULES)


def _document(raw: bytes, file: str, name: str, encoding: str) -> Document:
    if len(raw) > MOST_BYTES:
        text = _("is larger than {n} MB, which no schedule is").format(n=MOST_BYTES // 1_000_000)
        raise input_error("too-large", text, file)
    try:
        document = _of_kind(kind_of(raw), raw, file, name, encoding)
    except RefusedError as refusal:
        raise input_error(refusal.code, refusal.text, file) from None
    if not document.text.strip():
        raise input_error("empty", _("the file is empty"), file)
    return document


def _of_kind(kind: Kind, raw: bytes, file: str, name: str, encoding: str) -> Document:
    if kind is Kind.HTML:
        from calendar_tool.reading.html import declared_encoding

        if _is_utf8(encoding):
            encoding = declared_encoding(raw) or encoding
        raw = _decode(raw, encoding, file).encode("utf-8", "replace")
    elif kind is Kind.TEXT:
        text = _decode(raw, encoding, file)
        from calendar_tool.reading.sheets import csv_lines

        if len(text) > MOST_CHARACTERS:
            raise too_long()
        mark = separator(text, name.lower().endswith((".csv", ".tsv")))
        return Document(name, csv_lines(text, mark)) if mark else Document.from_text(text, name)
    from calendar_tool.reading.isolated import read_isolated

    return Document(name, *read_isolated(kind, raw))


def _is_utf8(encoding: str) -> bool:
    return encoding.lower().replace("-", "") == "utf8"


def _decode(raw: bytes, encoding: str, file: str) -> str:
    unicode_bom = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}.get(raw[:2])
    if unicode_bom and not encoding.lower().replace("_", "-").startswith("utf-16"):
        raise _wrong_encoding(file, 1, "utf-16")
    try:
        text = raw.decode("utf-8-sig" if _is_utf8(encoding) else encoding)
    except LookupError:
        raise input_error("encoding", _("unknown encoding “{name}”").format(name=encoding), file) from None
    except UnicodeDecodeError as error:
        if _CONTROL.search(raw):
            raise _binary(file, raw) from None
        line = raw[: error.start].count(b"\n") + 1
        if not _is_utf8(encoding):
            raise input_error("encoding", _("not text in {encoding}").format(encoding=encoding), file, line) from None
        raise _wrong_encoding(file, line, "latin-1") from None
    if "\x00" in text or _CONTROL.search(text[:4096].encode("utf-8", "replace")):
        raise _binary(file, raw)
    if sum(c > "\u0600" and c.isalpha() for c in text[:4096]) > _FOREIGN * len(text[:4096]):
        raise input_error("encoding", _("not text in {encoding}").format(encoding=encoding), file, 1)
    return text


def _binary(file: str, raw: bytes) -> InputError:
    if raw[:4096].count(0) > len(raw[:4096]) // 4:  # Latin letters in UTF-16 are every second byte 0
        return _wrong_encoding(file, 1, "utf-16")
    return input_error("binary", _("is not a text file"), file)


def _wrong_encoding(file: str, line: int, guess: str) -> InputError:
    text = _("not UTF-8 text; if it is {guess}, say --encoding {guess}").format(guess=guess)
    return input_error("encoding", text, file, line)
