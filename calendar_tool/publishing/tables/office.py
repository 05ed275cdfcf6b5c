"""Tables as Word and Excel files (ECMA-376). Their zips hold no clock: the same tables are the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from calendar_tool.publishing.tables import wording
from calendar_tool.publishing.tables.table import Cell, Table, title

if TYPE_CHECKING:
    from docx.document import Document
    from openpyxl.worksheet.worksheet import Worksheet

_MOMENT = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - the first a zip can hold; when the file was "made"
_MANY = 7  # columns from which the paper is turned
_WIDEST = 60  # characters of a column


def docx(tables: Sequence[Table]) -> bytes:
    """A Word document on A4, in Swedish: a heading and a table or a list for each."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm

    document = Document()
    document.styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), "sv-SE")
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if any(len(table.head) > _MANY for table in tables):
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title(tables)[:255], "", ""  # no more letters fit
    properties.created = properties.modified = _MOMENT
    properties.language = "sv-SE"
    for table in tables:
        _add_to_document(document, table)
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_clock(buffer.getvalue())


def _add_to_document(document: Document, table: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    document.add_heading(table.title, 1)
    for label in table.labels:
        document.add_paragraph(label)
    if table.head:
        grid = document.add_table(0, len(table.head), "Table Grid")
        for number, line in enumerate((table.head, *table.rows)):
            for cell, value in zip(grid.add_row().cells, line, strict=True):
                run = cell.paragraphs[0].add_run(wording.cell(value))
                run.bold = number == 0 or None
                run.font.size = Pt(8 if len(table.head) > _MANY else 10)
        grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # heads are repeated on every page
    else:
        for (value,) in table.rows:
            document.add_paragraph(wording.cell(value), "List Bullet")
    for note in table.notes:
        document.add_paragraph(note)


def xlsx(tables: Sequence[Table]) -> bytes:
    """An Excel workbook with one sheet, the tables below each other; days are dates."""
    from openpyxl import Workbook
    from openpyxl.xml.functions import tostring

    workbook = Workbook()
    workbook.properties.creator, workbook.properties.title = "", title(tables)
    workbook.properties.created = _MOMENT
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Mötestider"
    _fill(sheet, tables)
    buffer = io.BytesIO()
    workbook.save(buffer)  # which sets the time of change
    workbook.properties.modified = _MOMENT
    return _without_clock(buffer.getvalue(), {"docProps/core.xml": tostring(workbook.properties.to_tree())})


def _fill(sheet: Worksheet, tables: Sequence[Table]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    at = 0
    widths: dict[int, int] = {}
    for table in tables:
        heads = [table.head] if table.head else []
        lines: list[tuple[tuple[Cell, ...], bool]] = [
            ((table.title,), True),
            *(((label,), False) for label in table.labels),
            *((head, True) for head in heads),
            *((row, False) for row in table.rows),
            *(((note,), False) for note in table.notes),
        ]
        for line, bold in lines:
            at += 1
            for column, value in enumerate(line, 1):
                cell = sheet.cell(at, column, value or None)
                if isinstance(value, dt.date):
                    cell.number_format = "yyyy-mm-dd"
                elif value:
                    cell.data_type = "s"  # a name that begins with "=" is no formula
                cell.font = Font(bold=bold)
                cell.alignment = Alignment(vertical="top", wrap_text=len(line) > 1)
                if len(line) > 1:
                    widths[column] = max(widths.get(column, 0), len(str(value)))
        at += 1
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = min(width, _WIDEST) + 2
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _without_clock(archive: bytes, other: Mapping[str, bytes] | None = None) -> bytes:
    """The zip with the same files in the same order, all of one moment; `other` are contents to put in their place."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _MOMENT.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # or it would tell Windows from the others
            new.writestr(entry, (other or {}).get(name) or old.read(name))
    return buffer.getvalue()
