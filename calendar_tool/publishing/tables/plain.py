"""Tables as text, HTML and CSV."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from html import escape

from calendar_tool.locale import _
from calendar_tool.problem import input_error
from calendar_tool.publishing.tables import wording
from calendar_tool.publishing.tables.table import Cell, Table, title

_EMPTY = "–"
_STYLE = (
    "body{font-family:sans-serif}table{border-collapse:collapse;margin-bottom:1em}"
    "caption{font-weight:bold;text-align:left;padding:.5em 0}th,td{border:1px solid;padding:.3em .5em;text-align:left;"
    "vertical-align:top}"
)
_FORMULA = ("=", "+", "-", "@")
"""What a cell begins with that spreadsheets take for a formula (OWASP, CSV injection)."""


def text(tables: Sequence[Table]) -> bytes:
    """UTF-8 text. Bars between the cells, and a dash in an empty one, outlive a mail that squeezes blanks."""
    return ("\n\n".join("\n".join(_text_lines(table)) for table in tables) + "\n").encode()


def _text_lines(table: Table) -> Iterator[str]:
    yield table.title
    yield from table.labels
    yield ""
    if table.head:
        lines = [[wording.cell(cell) or _EMPTY for cell in line] for line in (table.head, *table.rows)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for line in lines:
            yield " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
    else:
        for (cell,) in table.rows:
            yield f"• {wording.cell(cell)}"
    if table.notes:
        yield ""
        yield from table.notes


def html(tables: Sequence[Table]) -> bytes:
    """A page in UTF-8 that stands alone: captions, heads with their scope, language sv (WCAG 2.2, 1.3.1 and 3.1.1)."""
    lines = [
        "<!doctype html>",
        '<html lang="sv">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title(tables))}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        *(line for table in tables for line in _html_lines(table)),
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _html_lines(table: Table) -> Iterator[str]:
    if table.head:
        yield "<table>"
        yield f"<caption>{escape(table.title)}</caption>"
        yield "<thead>"
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.head)
        yield f"<tr>{heads}</tr>"
        yield "</thead>"
        yield "<tbody>"
        for first, *others in table.rows:
            cells = "".join(f"<td>{_marked_up(cell)}</td>" for cell in others)
            yield f'<tr><th scope="row">{_marked_up(first)}</th>{cells}</tr>'
        yield "</tbody>"
        yield "</table>"
    else:
        yield f"<h1>{escape(table.title)}</h1>"
        yield from _paragraphs(table.labels)
        yield "<ul>"
        for (cell,) in table.rows:
            yield f"<li>{_marked_up(cell)}</li>"
        yield "</ul>"
    yield from _paragraphs(table.notes)


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    return (f"<p>{escape(line)}</p>" for line in lines)


def _marked_up(cell: Cell) -> str:
    words = escape(wording.cell(cell))
    return f'<time datetime="{cell.isoformat()}">{words}</time>' if isinstance(cell, dt.date) else words


def csv(tables: Sequence[Table]) -> bytes:
    """CSV as Excel with Swedish settings opens it: semicolons, UTF-8 with a byte order mark, CRLF; days as ISO 8601.

    Titles and notes are rows of one cell. InputError if a name or a note would be taken for a formula.
    """
    import csv as rfc4180
    import io

    buffer = io.StringIO()
    writer = rfc4180.writer(buffer, delimiter=";", lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        lines = [[table.title], *([label] for label in table.labels), *([table.head] if table.head else []),
                 *table.rows, *([note] for note in table.notes)]  # fmt: skip
        for line in lines:
            writer.writerow([_harmless(str(cell)) for cell in line])
    return buffer.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    if cell.startswith(_FORMULA):
        text = _("“{text}”: a spreadsheet would take this for a formula; choose another kind of file")
        raise input_error("table-formula", text.format(text=cell))
    return cell
