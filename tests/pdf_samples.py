"""PDF written by hand, for what no program writes."""

from __future__ import annotations

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def pdf(*objects: bytes) -> bytes:
    """A PDF of the objects 1, 2, 3…; the first is its catalog."""
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%b%b" % (len(objects) + 1, table, end)


def stream(data: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), more, data)


def page(content: bytes, *more: bytes, about: bytes = b"") -> bytes:
    """A PDF of one page with that content stream; `more` are the objects from 6 on, the first of which is /X."""
    resources = b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>"
    kid = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R%b%b>>" % (resources, about)
    return pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", kid, content, FONT, *more)


def text(*words: tuple[float, float, str], size: float = 12) -> bytes:
    """The operators that write words at places."""
    shown = (b"BT /F1 %g Tf %g %g Td (%b) Tj ET " % (size, x, y, word.encode("cp1252")) for x, y, word in words)
    return b"".join(shown)


def grid(xs: list[int], ys: list[int]) -> bytes:
    """The operators that rule a table."""
    across = b"".join(b"%d %d m %d %d l S " % (xs[0], y, xs[-1], y) for y in ys)
    return across + b"".join(b"%d %d m %d %d l S " % (x, ys[0], x, ys[-1]) for x in xs)
