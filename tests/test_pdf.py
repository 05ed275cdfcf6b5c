"""PDF as lines: one trap a case."""

from __future__ import annotations

from io import BytesIO

import pytest
from pdf_samples import CATALOG, FONT, grid, page, pdf, stream, text
from reportlab.pdfgen.canvas import Canvas

from calendar_tool.reading.isolated import read_here
from calendar_tool.reading.kinds import Kind

GRID = grid([50, 150, 250], [660, 680, 700])
CELLS = text((60, 685, "mars"), (160, 685, "2"), (60, 665, "april"))
BOXES = b"".join(b"%d %d %d %d re f " % box for box in (
    (50, 700, 200, 1), (50, 680, 200, 1), (50, 660, 200, 1), (50, 660, 1, 40), (150, 660, 1, 40), (250, 660, 1, 40),
))  # fmt: skip
TURNED = b"BT /F1 12 Tf 0 1 -1 0 110 664 Tm (mars) Tj ET BT /F1 12 Tf 0 -1 1 0 210 698 Tm (april) Tj ET "
WRAPPED = text((60, 730, "samman-"), (60, 718, "träde"), (160, 730, "mars-"), (160, 718, "april"))

CASES = [
    ("blanks where there are gaps", text((50, 700, "5 mars"), (200, 700, "9-12")), ["5 mars                   9-12"]),
    ("a blank line between blocks", text((50, 700, "a"), (50, 686, "b"), (50, 672, "c"), (50, 640, "d")),
     ["a", "b", "c", "", "d"]),
    ("columns that are certain",
     text((50, 700, "M"), (150, 700, "KS"), (50, 680, "jan"), (250, 680, "7"),
          (50, 660, "feb"), (150, 660, "3"), (250, 660, "9")),
     ["M\tKS\t", "jan\t\t7", "feb\t3\t9"]),
    ("columns with lines between that fill one only",
     text((50, 700, "a"), (90, 700, "b"), (50, 680, "c"), (50, 660, "d"), (50, 640, "e"),
          *((x, y, "f") for y in (620, 600, 580) for x in (50, 150))),
     ["a     b", "c", "d", "e", "f\tf", "f\tf", "f\tf"]),
    ("columns that are not",
     text((50, 700, "a"), (150, 700, "b"), (50, 680, "a"), (170, 680, "b"),
          (50, 660, "ett ord som korsar alla"), (190, 660, "b")),
     ["a" + " " * 18 + "b", "a" + " " * 22 + "b", "ett ord som korsar alla    b"]),
    ("a ruled table", GRID + CELLS, ["mars\t2", "april\t"]),
    ("ruled by thin boxes", BOXES + CELLS, ["mars\t2", "april\t"]),
    ("without rules at its sides", grid([50, 250], [660, 700])[:0] + b"50 700 m 250 700 l S 50 680 m 250 680 l S "
     b"50 660 m 250 660 l S 150 660 m 150 700 l S " + CELLS, ["mars\t2", "april\t"]),
    ("a frame is no table", b"40 600 400 200 re S " + CELLS, ["mars" + " " * 18 + "2", "april"]),
    ("cells that no rule divides",
     b"50 700 m 250 700 l S 150 680 m 250 680 l S 50 660 m 250 660 l S 50 660 m 50 700 l S "
     b"150 660 m 150 700 l S 250 660 m 250 700 l S " + text((60, 675, "mars"), (160, 685, "2"), (160, 665, "9")),
     ["mars\t2", "mars\t9"]),
    ("words that a hyphen parts", grid([50, 150, 250], [700, 750]) + WRAPPED, ["sammanträde\tmars-\vapril"]),
    ("raised", text((50, 700, "3")) + text((57, 704, "1"), size=7) + text((66, 700, "mars")), ["3¹ mars"]),
    ("lowered", text((50, 700, "H")) + text((59, 697, "2"), size=7) + text((63, 700, "O")), ["H2O"]),
    ("bullets",
     text((50, 700, "•"), (68, 700, "5 mars"), (50, 680, "1."), (68, 680, "6 mars")), ["• 5 mars", "1. 6 mars"]),
    ("text that is turned, in a table", grid([50, 150, 250], [600, 660, 700]) + TURNED, ["mars\tapril"]),
    ("text that is turned", text((50, 700, "a")) + TURNED, ["a", "", "april", "", "mars"]),
]  # fmt: skip


@pytest.mark.parametrize(("content", "lines"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_lines(content: bytes, lines: list[str]) -> None:
    assert read_here(Kind.PDF, page(stream(content))).texts == lines


@pytest.mark.parametrize(
    ("angle", "matrix"), [(90, b"0 1 -1 0 600 0"), (180, b"-1 0 0 -1 595 842"), (270, b"0 -1 1 0 0 842")]
)
def test_a_page_that_is_turned_is_read_as_it_is_shown(angle: int, matrix: bytes) -> None:
    content = stream(
        b"%b cm " % matrix
        + grid([50, 150, 250], [360, 380, 400])
        + text((60, 385, "mars"), (160, 385, "2"), (60, 365, "april"))
    )
    assert read_here(Kind.PDF, page(content, about=b"/Rotate %d" % angle)).texts == ["mars\t2", "april\t"]


def pages(*contents: bytes) -> bytes:
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(contents)))
    objects = [CATALOG, b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(contents)), FONT]
    for i, content in enumerate(contents):
        font = b"/Resources<</Font<</F1 3 0 R>>>>"
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%b/Contents %d 0 R>>" % (font, 5 + 2 * i),
            stream(content),
        ]
    return pdf(*objects)


def sheet(number: int, *words: tuple[float, float, str]) -> bytes:
    return text((50, 800, "Kommunen"), (500, 800, f"{number} (2)"), *words, (50, 30, f"Sida {number}"))


REPEATED = [
    ("heads and feet, once", (sheet(1, (50, 500, "a")), sheet(2, (50, 500, "b"))),
     ["Kommunen" + " " * 83 + "1 (2)", "", "a", "", "b", "", "Sida 2"]),
    ("days at the same place are kept", (text((50, 30, "1 mars")), text((50, 30, "2 mars"))), ["1 mars", "", "2 mars"]),
    ("a table with its head on each page", (GRID + CELLS, grid([50, 150, 250], [760, 780, 800])
     + text((60, 785, "mars"), (160, 785, "2"), (60, 765, "juni"))), ["mars\t2", "april\t", "juni\t"]),
    ("another table on the next page", (GRID + CELLS, grid([50, 100, 150, 250], [780, 800]) + text((60, 785, "juni"))),
     ["mars\t2", "april\t", "", "juni"]),
]  # fmt: skip


@pytest.mark.parametrize(("contents", "lines"), [c[1:] for c in REPEATED], ids=[c[0] for c in REPEATED])
def test_pages(contents: tuple[bytes, ...], lines: list[str]) -> None:
    assert read_here(Kind.PDF, pages(*contents)).texts == lines


def test_the_same_dates_under_each_heading_are_no_heads_of_pages() -> None:
    file = BytesIO()
    canvas = Canvas(file, invariant=1)
    for body in ("KS", "KF", "BUN", "SN"):
        for n, line in enumerate((f"Mötestider {body}", "7 januari", "8 februari", "9 mars")):
            canvas.drawString(50, 780 - 16 * n, line)
        canvas.showPage()
    canvas.save()
    texts = read_here(Kind.PDF, file.getvalue()).texts
    assert [texts.count(day) for day in ("7 januari", "8 februari", "9 mars")] == [4, 4, 4]
