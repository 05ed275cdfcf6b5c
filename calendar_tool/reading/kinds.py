"""What kind of file bytes are: by what they hold, for names lie ("plan.xls" is often HTML)."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum

from calendar_tool.locale import _
from calendar_tool.reading.lines import RefusedError


class Kind(StrEnum):
    """The kinds that are read."""

    TEXT = "text"
    CSV = "csv"
    HTML = "html"
    PDF = "pdf"
    WORD = "word"
    SHEETS = "sheets"


_OTHER = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
)
_BEFORE = re.compile(rb"\xef\xbb\xbf|\s+|<!--.*?-->|<\?xml[^>]*>", re.I | re.S)  # what may stand before the first tag
_HTML = re.compile(
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|style|div|p|table"
    rb"|tbody|thead|tr|ul|ol|li|dl|h[1-6]|section|article|main|header|nav|details|span|font|b|strong|a|br|center)\b[^<]*>)",
    re.I | re.S,
)
_CLOSING = re.compile(rb"</(?:p|td|tr|li|div|table|h[1-6]|span)\s*>", re.I)
_SNIFFED = 100_000  # bytes in which the tags of a pasted fragment are looked for
_CLOSED = 3  # closing tags that make a text HTML
SEPARATORS = ";\t,"


def kind_of(raw: bytes) -> Kind:
    """The kind of a file; RefusedError, with what to do, for one that is not read. The unknown is taken for text."""
    if b"%PDF-" in raw[:1024]:
        return Kind.PDF
    if raw.startswith(b"PK\x03\x04"):
        return _zipped(raw)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound(raw)
    for magic, name in _OTHER:
        if raw.startswith(magic):
            raise _other(name)
    start = raw[:_SNIFFED].replace(b"\x00", b"").lstrip(b"\xff\xfe")  # so that UTF-16 is seen too
    at = 0
    while before := _BEFORE.match(start, at):
        at = before.end()
    return Kind.HTML if _HTML.match(start, at) or len(_CLOSING.findall(start)) >= _CLOSED else Kind.TEXT


def _zipped(raw: bytes) -> Kind:
    end = raw.rfind(b"PK\x05\x06")
    size, offset = (int.from_bytes(raw[end + i : end + i + 4], "little") for i in (12, 16))
    directory = raw[offset : offset + size] if end >= 0 else raw
    if b"word/document" in directory:
        return Kind.WORD
    if b"xl/workbook." in directory or b"opendocument.spreadsheet" in raw[:200]:
        return Kind.SHEETS
    if b"opendocument.text" in raw[:200]:
        raise _other("OpenDocument Text")
    raise RefusedError(
        "binary", _("is a file of another kind ({kind}); save it as plain text first").format(kind="zip")
    )


def _compound(raw: bytes) -> Kind:
    """A file of Office 97, or one of today's with a password: all have names in UTF-16 in their directory."""
    if _utf16("EncryptedPackage") in raw:
        raise encrypted()
    if _utf16("WordDocument") in raw:
        raise _other("Word 97")
    if _utf16("Workbook") in raw or _utf16("Book") in raw:
        return Kind.SHEETS
    raise RefusedError("binary", _("is not a text file"))


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _other(name: str) -> RefusedError:
    text = _("is a file of another kind ({kind}); save it as .docx or PDF with text first").format(kind=name)
    return RefusedError("binary", text)


def encrypted() -> RefusedError:
    """The RefusedError of a file that only a password opens."""
    return RefusedError("encrypted", _("is protected by a password; save it without one first"))


def separator(text: str, named: bool) -> str | None:
    """What separates the columns of a text of comma-separated values; None if it is none.

    A text is one if it is `named` so (".csv") and any separator stands on a third of its lines (commas not only before
    blanks), or if each line has the same number of them, none with a blank after it, as in running text.
    """
    lines = [line for line in text.split("\n", 2000)[:2000] if line.strip()]
    for mark in SEPARATORS if named else ";,":
        counts = Counter(line.count(mark) for line in lines)
        prose = mark == "," and not re.search(r",[^ \n]", text[:100_000])
        if named and not prose and 0 < len(lines) <= 3 * (len(lines) - counts[0]):
            return mark
        if len(lines) > 1 and len(counts) == 1 and 0 not in counts and not re.search(rf"{mark}[ \n]", text[:100_000]):
            return mark
    return None
