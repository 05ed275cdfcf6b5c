"""Files made to take all time and memory, or broken: one clear line, or what can be read of them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
import zlib
from io import BytesIO

import pytest
from pdf_samples import CATALOG, page, pdf, stream, text

from calendar_tool import locale
from calendar_tool.problem import InputError
from calendar_tool.reading import isolated
from calendar_tool.reading.archive import stored
from calendar_tool.reading.source import MOST_BYTES, document_from_bytes

BROKEN = "is broken: it cannot be read as the kind of file that it begins as"
TOO_LONG = "holds more than 2 000 000 characters, which no schedule does"
TOO_DEEP = "is nested deeper than documents are"
BOMB = "holds more than 50 MB when unpacked, which no schedule does"
NO_TEXT = "holds no text, only pictures (scanned?); recognize its text (OCR) first"
PASSWORD = "is protected by a password; save it without one first"
EXHAUSTED = "cannot be read: it is broken, or takes more than 1024 MB of memory"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006"
DOCUMENT = f'<w:document xmlns:w="{W}"><w:body>{{0}}</w:body></w:document>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """An archive of the parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive_:
        for name, part in parts.items():
            archive_.writestr(name, part)
    return file.getvalue()


def docx(body: str) -> bytes:
    return zipped({"word/document.xml": DOCUMENT.format(body)})


def xlsx(rows: str) -> bytes:
    link = f'<Relationships xmlns="{P}/relationships"><Relationship Id="r" Type="{R}/%s" Target="%s"/></Relationships>'
    sheets = '<sheets><sheet name="A" sheetId="1" r:id="r"/></sheets>'
    return zipped({
        "_rels/.rels": link % ("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": link % ("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>',
    })  # fmt: skip


def ods(rows: str) -> bytes:
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    table = f'<table:table table:name="A">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f"<office:document-content {names}>{body}</office:document-content>"
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": content}
    return stored({name: part.encode() for name, part in parts.items()}).getvalue()


def with_picture(raw: bytes) -> bytes:
    file = BytesIO(raw)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive_:
        archive_.writestr("word/media/image1.png", BLANKS)
    return file.getvalue()


def lying(raw: bytes, size: int) -> bytes:
    """The archive, with another size of its last part declared in its directory."""
    at = raw.rfind(b"PK\x01\x02")
    return raw[: at + 24] + size.to_bytes(4, "little") + raw[at + 28 :]


def deflated(data: bytes, times: int = 1) -> bytes:
    for _time in range(times):
        data = zlib.compress(data, 9)
    return stream(data, b"/Filter[%b]" % (b"/FlateDecode" * times))


BLANKS = b" " * 60_000_000
ENTITIES = '<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + DOCUMENT.format(
    "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
)
FAR_APART = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
MANY_CELLS = "".join(f'<row r="{r}">{"<c><v>1</v></c>" * 20}</row>' for r in range(1, 51_001))
ODS_CELL = (
    '<table:table-row><table:table-cell office:value-type="string" table:number-rows-spanned="%s">'
    "<text:p>5 mars</text:p></table:table-cell></table:table-row>"
)
FORM = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 6>>stream\n/X Do \nendstream"
)

REFUSED = [
    ("a bomb as .docx", zipped({"word/document.xml": BLANKS}), BOMB),
    ("a bomb as .xlsx", zipped({"xl/workbook.xml": BLANKS}), BOMB),
    ("a bomb as .docx that lies of its size", lying(zipped({"word/document.xml": BLANKS}), 100), BROKEN),
    (".docx cut short", docx("<w:p/>")[:-40], BROKEN),
    (".docx that is no XML", zipped({"word/document.xml": "<a>"}), BROKEN),
    (".docx with entities", zipped({"word/document.xml": ENTITIES}), BROKEN),
    (".docx nested deeply", docx("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), TOO_DEEP),
    (".xlsx of two cells far apart", xlsx(FAR_APART), EXHAUSTED),
    (".xlsx of a million cells", xlsx(MANY_CELLS), TOO_LONG),
    (".xlsx with a password", OLE + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
    (".xls that is broken", OLE + "Workbook".encode("utf-16-le"), BROKEN),
    (".ods with a span that is no number", ods(ODS_CELL % "x"), BROKEN),
    ("HTML nested deeply", b"<html>" + b"<div>" * 100_000, TOO_DEEP),
    ("HTML of tables in tables", b"<html>" + b"<table><tr><td>" * 100_000, TOO_DEEP),
    ("HTML with wide spans", b"<table>" + (b"<tr>" + b"<td colspan=1000 rowspan=999>1</td>" * 3) * 1000, TOO_LONG),
    ("HTML of many cells", b"<table>" + (b"<tr>" + b"<td>123456</td>" * 300) * 1000, TOO_LONG),
    ("text of one line", b"a" * 2_000_001, TOO_LONG),
    ("text of 100 MB", b"a" * (MOST_BYTES + 1), "is larger than 100 MB, which no schedule is"),
    ("PDF cut short", page(stream(text((50, 700, "a"))))[:150], BROKEN),
    ("PDF without text", page(stream(b"0 0 m 9 9 l S")), NO_TEXT),
    ("PDF of a million pages", pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>", b"<</Type/Page>>"),
     "has 1000000 pages; at most 2000 are read"),
    ("PDF whose pages hold themselves", pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"), BROKEN),
    ("PDF with a form in itself", page(stream(b"/X Do"), FORM), NO_TEXT),
    ("PDF with a bomb", page(deflated(b" " * 300_000_000, 2)), NO_TEXT),
    ("RTF", b"{\\rtf1 a}", "is a file of another kind (RTF); save it as .docx or PDF with text first"),
    ("OpenDocument Text", b"PK\x03\x04" + b"mimetypeapplication/vnd.oasis.opendocument.text",
     "is a file of another kind (OpenDocument Text); save it as .docx or PDF with text first"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "text"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_refused(raw: bytes, text: str) -> None:
    with locale.use("en"), pytest.raises(InputError) as error:
        document_from_bytes(raw, "x")
    assert str(error.value) == f"x: {text}"


PDF = page(stream(text((50, 700, "5 mars"))))
READ = [
    ("PDF whose table of objects is wrong", PDF.replace(b"startxref\n", b"startxref\n9"),
     ("5 mars",)),
    ("PDF after other bytes", b"\n\n" + PDF, ("5 mars",)),
    ("controls and directions", docx("<w:p><w:r><w:t>5&#x202e; mars\u200b\u2066</w:t></w:r></w:p>"), ("5 mars",)),
    ("controls in HTML", "<p>5\x1b[31m \u202emars".encode(), ("5[31m mars",)),
    (".docx with large pictures", with_picture(docx("<w:p><w:r><w:t>5 mars</w:t></w:r></w:p>")), ("5 mars",)),
    (".ods with a span over more rows than there are", ods(ODS_CELL % 10**9), ("A", "", "5 mars")),
    ("a parser's limit is not the page's", b"<html>" + b"<p>" * 20_000 + b"5 mars", ("5 mars",)),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "lines"), [c[1:] for c in READ], ids=[c[0] for c in READ])
def test_read(raw: bytes, lines: tuple[str, ...]) -> None:
    assert document_from_bytes(raw, "x").lines == lines


def test_time_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "SECONDS", 0.001)
    with locale.use("en"), pytest.raises(InputError) as error:
        document_from_bytes(b"<p>a", "x")
    assert str(error.value) == "x: takes more than 0.001 seconds to read, which no schedule does"


def test_memory_has_a_limit() -> None:
    code = "from calendar_tool.reading import isolated\nisolated._limit()\nbytearray(isolated.MEGABYTES * 1_000_000)"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert child.stderr.splitlines()[-1] == "MemoryError"
