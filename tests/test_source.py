"""What is given as a document and is none: one clear line, with the file and, where there is one, the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from calendar_tool import locale
from calendar_tool.problem import InputError
from calendar_tool.reading.source import Document, read_document

CASES = [
    ("empty", b"", "utf-8", "FILE: the file is empty"),
    ("only blanks", b" \n\n", "utf-8", "FILE: the file is empty"),
    ("latin-1", "Möte\nden 5 mars på Åsen".encode("latin-1"), "utf-8",
     "FILE:1: not UTF-8 text; if it is latin-1, say --encoding latin-1"),
    ("latin-1 on line 3", "a\nb\nÅsen".encode("latin-1"), "utf-8",
     "FILE:3: not UTF-8 text; if it is latin-1, say --encoding latin-1"),
    ("utf-16", "Möte".encode("utf-16"), "utf-8", "FILE:1: not UTF-8 text; if it is utf-16, say --encoding utf-16"),
    ("utf-16 without mark", "Moten 2021".encode("utf-16-le"), "utf-8",
     "FILE:1: not UTF-8 text; if it is utf-16, say --encoding utf-16"),
    ("pdf", b"%PDF-1.7\n", "utf-8", "FILE: is broken: it cannot be read as the kind of file that it begins as"),
    ("zip", b"PK\x03\x04abc", "utf-8", "FILE: is a file of another kind (zip); save it as plain text first"),
    ("binary", bytes(range(256)), "utf-8", "FILE: is not a text file"),
    ("unknown encoding", b"x", "latin-99", "FILE: unknown encoding “latin-99”"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "encoding", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_unusable_documents(tmp_path: Path, raw: bytes, encoding: str, expected: str) -> None:
    path = tmp_path / "document.txt"
    path.write_bytes(raw)
    with locale.use("en"), pytest.raises(InputError) as error:
        read_document(path, encoding)
    assert str(error.value) == expected.replace("FILE", str(path))


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path, expected in ((tmp_path / "no.txt", "there is no such file"), (tmp_path, "is a folder, not a document")):
        with locale.use("en"), pytest.raises(InputError) as error:
            read_document(path)
        assert str(error.value) == f"{path}: {expected}"


def test_a_stated_encoding_is_used(tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    for encoding in ("latin-1", "utf-16", "utf-8"):
        path.write_bytes("Möte på Åsen".encode(encoding))
        assert read_document(path, encoding).lines == ("Möte på Åsen",)


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_bytes(b"\xef\xbb\xbfVVG")
    assert read_document(path).lines == ("VVG",)


def test_lines_are_those_an_editor_counts() -> None:
    document = Document.from_text("ett\r\ntvå\x0c\rtre\u00a0tre\n", "x.txt")
    assert document.lines == ("ett", "två", "", "tre tre", "")
    assert [document.text[document.offset(i) :].split("\n")[0] for i in range(5)] == list(document.lines)
