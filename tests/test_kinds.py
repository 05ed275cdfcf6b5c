"""The same schedule in every kind of file gives the same lines; what office programs write is in tests/fixtures."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from conftest import ROOT

from calendar_tool import locale
from calendar_tool.problem import InputError
from calendar_tool.reading.reader import read
from calendar_tool.reading.source import Document, document_from_bytes, documents, read_document

FIXTURES = ROOT / "tests/fixtures"
TABLE = [
    "Månad\tKS\tKF\tBUN", "januari\t14\t\t20", "februari\t11\t23\t17\v24", "mars\t11¹\t\t17", "", "Hösten",
    "september\t9\t28\t", "september\t23\t\t22",
]  # fmt: skip
MATRIX = ["Mötestider 2026", "", *TABLE, "", "Mötena börjar klockan 13."]
PLAIN = [*TABLE[:2], "februari\t11\t23\t17", "\t\t\t24", TABLE[3], "Hösten\t\t\t", TABLE[6], "\t23\t\t22"]
LIST = ["Mötestider för BUN 2026", "", "• 5 februari kl. 9-12", "• 5 mars kl. 9-12", "• 14 april kl. 13-15"]
DATES = [
    "Vår", "", "Datum\tTid\tTimmar\tMöte", "2026-02-16\t09:30\t1.5\tKS", "2026-02-24 13:00\t09:00\t2\tKF",
    "2026-02-25\t10:00\t2\tBUN", "", "Höst", "", "Datum\tTid\tTimmar\tMöte", "2026-09-16\t09:30\t1.5\tKS",
    "2026-09-24 13:00\t09:00\t2\tKF", "2026-09-25\t10:00\t2\tBUN",
]  # fmt: skip
LINES = [
    *((f"matrix{name}", MATRIX) for name in (
        ".html", ".docx", "-writer.html", "-writer.docx", "-ruled.pdf", "-writer.pdf", "-calc.pdf",
    )),
    *((f"matrix{name}", ["Plan", "", *MATRIX]) for name in (".xlsx", "-calc.xlsx", "-calc.ods")),
    ("matrix-plain.pdf", ["Mötestider 2026", "", *PLAIN, "", "Mötena börjar klockan 13."]),
    ("matrix.csv", [*TABLE[:3], "mars\t111\t\t17", "Hösten\t\t\t", TABLE[6], "\t23\t\t22"]),
    *((f"list{name}", LIST) for name in (".html", ".docx", "-writer.html", "-writer.docx")),
    ("list-writer.pdf", [LIST[0], *LIST[2:]]),
    ("list.pdf", [LIST[0], "", *(line[2:] for line in LIST[2:])]),
    *((f"dates{name}", DATES) for name in ("-calc.xlsx", "-calc.ods", "-calc.xls")),
    ("long.pdf", [
        "Kommunen", "", "Mötestider 2026", "", "Dag\tTid\tRum", *(f"{day} mars\t9-12\tRum A" for day in range(1, 101)),
        "", "Mötena börjar klockan 13.", "", "Sida 3 av 3",
    ]),
]  # fmt: skip
REFUSED = [
    ("locked.pdf", "is protected by a password; save it without one first"),
    ("list-writer.doc", "is a file of another kind (Word 97); save it as .docx or PDF with text first"),
    ("matrix-calc.xls", "has superscript marks, which cannot be told from digits in .xls; save it as .xlsx"),
    ("dates.xlsx", "has formulas that have not been calculated; open it in Excel or LibreOffice and save it"),
]
PLACES = [
    ("matrix.xlsx", 6, 10, "matrix.xlsx#Plan!C5"),
    ("matrix-calc.ods", 12, 1, "matrix-calc.ods#Plan!B10"),
    ("dates-calc.xlsx", 11, 12, "dates-calc.xlsx#Höst!B2"),
    ("long.pdf", 100, None, "long.pdf#page=3:100"),
    ("matrix.docx", 4, 2, "matrix.docx:4:2"),
]


@pytest.mark.parametrize(("name", "lines"), LINES, ids=[name for name, _lines in LINES])
def test_lines(name: str, lines: list[str]) -> None:
    assert list(read_document(FIXTURES / name).lines) == lines


@pytest.mark.parametrize(("name", "text"), REFUSED, ids=[name for name, _text in REFUSED])
def test_refused(name: str, text: str) -> None:
    with locale.use("en"), pytest.raises(InputError) as error:
        read_document(FIXTURES / name)
    assert str(error.value) == f"{FIXTURES / name}: {text}"


def test_every_fixture_is_read() -> None:
    made = {path.name for path in FIXTURES.iterdir() if path.is_file()} - {"make.py"}
    assert made == {name for name, _expected in [*LINES, *REFUSED]}


@pytest.mark.parametrize(("name", "line", "column", "place"), PLACES, ids=[case[0] for case in PLACES])
def test_places(name: str, line: int, column: int | None, place: str) -> None:
    assert str(read_document(FIXTURES / name).place(line, column)) == place


@pytest.mark.parametrize("name", [name for name, _lines in LINES if name.startswith("list")])
def test_meetings(name: str) -> None:
    text = read(Document.from_text("\n".join(LIST), "list.txt"))
    assert len(text.meetings) == 3
    found = read(read_document(FIXTURES / name))
    assert [(m.body, m.date, m.start, m.end) for m in found.meetings] == [
        (m.body, m.date, m.start, m.end) for m in text.meetings
    ]


HOURS = [
    (0.375, "hh:mm", "09:00"),
    (0.4166666, "hh:mm", "10:00"),
    (1.5, "[h]:mm", "36:00"),
    (0.375, "0.00", "0.375"),
    (46069, "d mmm", "2026-02-16"),
    (46069.5416666, "d mmm hh:mm", "2026-02-16 13:00"),
    (46069, "0", "46069"),
    (True, "General", "True"),
]


@pytest.mark.parametrize(("value", "form", "text"), HOURS)
def test_what_cells_are_formatted_as(value: float, form: str, text: str) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = value
    book.active["B2"].number_format = form
    file = BytesIO()
    book.save(file)
    assert document_from_bytes(file.getvalue(), "a").lines == ("Sheet", "", text)


CSV = [
    ("comma", "a.csv", "Datum,Tid\n2026-02-16,9-12\n", ("Datum\tTid", "2026-02-16\t9-12")),
    ("tab", "a.csv", "Datum\tTid\n2026-02-16\t9-12\n", ("Datum\tTid", "2026-02-16\t9-12")),
    ("named, ragged, quoted", "a.CSV", 'Plan\n\na;"b; c";\n;"x\ny"\n', ("Plan", "", "a\tb; c\t", "\tx\vy\t")),
    ("not named", "a", "a;b\n\nc;d", ("a\tb", "", "c\td")),
    ("a list with commas", "a", "5 mars, Oslo\n6 mars, Oslo", ("5 mars, Oslo", "6 mars, Oslo")),
    ("text with tabs", "a", "a\tb\nc\td", ("a\tb", "c\td")),
    ("named, but text", "a.csv", "Mötestider 2026\n5 mars\n", ("Mötestider 2026", "5 mars", "")),
]


@pytest.mark.parametrize(("name", "text", "lines"), [c[1:] for c in CSV], ids=[c[0] for c in CSV])
def test_csv(name: str, text: str, lines: tuple[str, ...]) -> None:
    assert document_from_bytes(text.encode(), name).lines == lines


CSV_REFUSED = [
    (
        "no last quotation mark",
        'a;"b\n' + "x;\n" * 100_000,
        "cannot be read as columns; a quotation mark may be missing",
    ),
    ("one wide row", "a;" * 3000 + "b;\n" * 3000, "holds more than 2 000 000 characters, which no schedule does"),
]


@pytest.mark.parametrize(("text", "reason"), [c[1:] for c in CSV_REFUSED], ids=[c[0] for c in CSV_REFUSED])
def test_csv_that_is_refused(text: str, reason: str) -> None:
    with locale.use("en"), pytest.raises(InputError) as error:
        document_from_bytes(text.encode(), "a.csv")
    assert str(error.value) == f"a.csv: {reason}"


ENCODINGS = [
    ("declared", '<meta charset="iso-8859-1"><p>å – ä', "cp1252"),
    ("declared by Word", '<meta http-equiv=Content-Type content="text/html; charset=windows-1252"><p>å – ä', "cp1252"),
    ("utf-8 by default", "<p>å – ä", "utf-8"),
    ("a byte order mark", "\ufeff<meta charset=latin-1><p>å – ä", "utf-8"),
    ("utf-16", "\ufeff<html><p>å – ä", "utf-16-le"),
]


@pytest.mark.parametrize(("page", "encoding"), [c[1:] for c in ENCODINGS], ids=[c[0] for c in ENCODINGS])
def test_encodings_of_html(page: str, encoding: str) -> None:
    assert document_from_bytes(page.encode(encoding), "a").lines == ("å – ä",)


def test_html_in_no_declared_encoding_is_refused() -> None:
    with locale.use("en"), pytest.raises(InputError) as error:
        document_from_bytes("<p>ett\n<p>å".encode("cp1252"), "a")
    assert str(error.value) == "a:2: not UTF-8 text; if it is latin-1, say --encoding latin-1"


def test_the_documents_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "2025/.git").mkdir(parents=True)
    for name in ("b.txt", "a.PDF", "~$b.docx", ".hidden", "bild.PNG", "2025/c.html", "2025/.git/d.txt", "utan"):
        (tmp_path / name).write_text("x", "utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in documents(tmp_path)]
    assert found == ["2025/c.html", "a.PDF", "b.txt", "utan"]
