"""A document as numbered lines. Everything that reads files of documents is here."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from calendar_tool.locale import _, os_reason
from calendar_tool.problem import InputError, input_error

_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word, Excel, OpenDocument, zip"),
    (b"\xd0\xcf\x11\xe0", "Word 97, Excel 97"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad]")
_FOREIGN = 0.3  # the share of characters beyond Latin, Greek and Cyrillic from which a text was decoded wrongly
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\f\v"), " ")


@dataclass(frozen=True)
class Document:
    """A text with a name; `lines[i]` is line i + 1, without its end, hard blanks made plain.

    Characters that cannot be seen (controls, escapes, marks of direction) are taken away: names from documents end in
    files, calendars and terminals.
    """

    name: str
    lines: tuple[str, ...]

    @staticmethod
    def from_text(text: str, name: str) -> Document:
        """The document that holds `text`."""
        text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").translate(_BLANKS))
        return Document(name, tuple(text.split("\n")))

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


def read_document(path: Path, encoding: str = "utf-8") -> Document:
    """Reads a text file. InputError, with the line where there is one, if it is missing, empty or no such text.

    Only the stated encoding is tried: a wrong guess would turn "å" into something else without a word.
    """
    file = str(path)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise input_error("missing", _("there is no such file"), file) from None
    except IsADirectoryError:
        raise input_error("directory", _("is a folder, not a document"), file) from None
    except OSError as error:
        raise input_error("unreadable", os_reason(error), file) from None
    text = _decode(raw, encoding, file)
    if not text.strip():
        raise input_error("empty", _("the file is empty"), file)
    return Document.from_text(text, path.name)


def _decode(raw: bytes, encoding: str, file: str) -> str:
    for magic, kind in _MAGIC:
        if raw.startswith(magic):
            text = _("is a file of another kind ({kind}); save it as plain text first").format(kind=kind)
            raise input_error("binary", text, file)
    unicode_bom = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}.get(raw[:2])
    if unicode_bom and not encoding.lower().replace("_", "-").startswith("utf-16"):
        raise _wrong_encoding(file, 1, "utf-16")
    try:
        text = raw.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except LookupError:
        raise input_error("encoding", _("unknown encoding “{name}”").format(name=encoding), file) from None
    except UnicodeDecodeError as error:
        if _CONTROL.search(raw):
            raise _binary(file, raw) from None
        line = raw[: error.start].count(b"\n") + 1
        if encoding.lower() not in ("utf-8", "utf8"):
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
