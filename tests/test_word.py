"""What office programs write in .docx, and few libraries read: one trap a case, in the XML of the body."""

from __future__ import annotations

import io
import zipfile

import pytest

from calendar_tool.reading.isolated import read_here
from calendar_tool.reading.kinds import Kind

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="urn:mc" xmlns:v="urn:v"'


def docx(body: str, **parts: str) -> bytes:
    """A .docx with that body; `parts` are others, such as header1="…"."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, part in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:part {W}>{part}</w:part>")
    return file.getvalue()


def p(text: str, look: str = "", style: str = "") -> str:
    return f"<w:p><w:pPr>{style}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, more: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


RUN = "<w:r><w:t>{0}</w:t></w:r>"
LEVEL = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/></w:lvl>'
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="7">{LEVEL.format(0, "decimal")}{LEVEL.format(1, "bullet")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
)
ITEM = '<w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="1"/></w:numPr>'
BOX = f"<w:txbxContent>{p('i rutan')}</w:txbxContent>"

CASES = [
    ("paragraphs", p("ett") + p("två") + p("") + p("tre"), {}, ["ett", "två", "", "tre"]),
    ("tabs and breaks",
     "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r></w:p>", {},
     ["a\tb", "c-"]),
    ("tracked changes", f"<w:p><w:ins>{RUN.format('5')}</w:ins><w:del><w:r><w:tab/></w:r></w:del>"
     f"<w:moveFrom>{RUN.format('7')}</w:moveFrom><w:moveTo>{RUN.format(' mars')}</w:moveTo></w:p>", {}, ["5 mars"]),
    ("a deleted row",
     "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + tc("5 mars") + tc("9-12") + "</w:tr><w:tr>" + tc("6 mars")
     + tc("9-12") + "</w:tr></w:tbl>", {}, ["6 mars\t9-12"]),
    ("raised", "<w:p>" + RUN.format("3") + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
     '<w:r><w:rPr><w:position w:val="6"/></w:rPr><w:t>2</w:t></w:r></w:p>', {}, ["3¹²"]),
    ("struck out and hidden",
     p("5 mars", "<w:strike/>") + p("6 mars", '<w:strike w:val="0"/>') + p("7 mars", "<w:vanish/>"),
     {}, ["~~5 mars~~", "6 mars"]),
    ("a text box, once",
     f"<w:p>{RUN.format('före')}<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}"
     "</mc:Fallback></mc:AlternateContent></w:r></w:p>" + p("efter"), {}, ["före", "", "i rutan", "", "efter"]),
    ("content controls", f"<w:sdt><w:sdtContent>{p('a')}</w:sdtContent></w:sdt><w:p><w:hyperlink>{RUN.format('b')}"
     "</w:hyperlink></w:p>", {}, ["a", "b"]),
    ("fields", "<w:p><w:r><w:instrText>DATE</w:instrText></w:r>" + RUN.format("5 mars") + "</w:p>", {}, ["5 mars"]),
    ("merged",
     table(tc("mars", '<w:vMerge w:val="restart"/>') + tc("2") + tc("3"), tc("", "<w:vMerge/>") + tc("4") + tc("5"),
     tc("Hösten", '<w:gridSpan w:val="3"/>'), tc("a", '<w:gridSpan w:val="2"/>') + tc("b")), {},
     ["mars\t2\t3", "mars\t4\t5", "", "Hösten", "a\t\tb"]),
    ("merged twice in a column",
     table(tc("jan", '<w:vMerge w:val="restart"/>') + tc("1"), tc("", "<w:vMerge/>") + tc("2"),
           tc("feb", '<w:vMerge w:val="restart"/>') + tc("3"), tc("", "<w:vMerge/>") + tc("4")), {},
     ["jan\t1", "jan\t2", "feb\t3", "feb\t4"]),
    ("cells of several paragraphs", table(tc(p("2") + p("30")) + tc("x")), {}, ["2\v30\tx"]),
    ("a table in a table", table(tc("a") + tc(table(tc("b") + tc("c")) + p(""))), {}, ["a", "", "b\tc"]),
    ("lists", p("a", style=ITEM.format(0)) + p("b", style=ITEM.format(0)) + p("c", style=ITEM.format(1))
     + p("d", style=ITEM.format(0)), {"numbering": NUMBERING}, ["1. a", "2. b", "• c", "3. d"]),
    ("a heading", p("a") + p("b", style='<w:outlineLvl w:val="1"/>') + p("c"), {}, ["a", "", "b", "", "c"]),
    ("heads, feet and notes", '<w:p><w:r><w:t>5 mars</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r></w:p>',
     {"header1": p("Kommunen"), "header2": p("Kommunen"), "footer1": p("Fot"),
      "footnotes": f'<w:footnote w:id="4">{p("inställt")}</w:footnote>'},
     ["Kommunen", "", "5 mars¹", "", "¹ inställt", "", "Fot"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "parts", "lines"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_lines(body: str, parts: dict[str, str], lines: list[str]) -> None:
    assert read_here(Kind.WORD, docx(body, **parts)).texts == lines
