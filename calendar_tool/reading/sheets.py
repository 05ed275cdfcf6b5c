"""Workbooks (.xlsx, .xls, .ods) and comma-separated values as lines: a row is a line.

Workbooks are read by calamine, which knows which numbers are formatted as days and hours, and takes the values that
formulas last had. Hidden sheets, rows and columns are read like others: what is left out in silence is lost.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

from calendar_tool.locale import _
from calendar_tool.reading.archive import broken, inflate, parse_xml, stored
from calendar_tool.reading.lines import MOST_CHARACTERS, Lines, Origin, RefusedError, Span, cell, raised, too_long

Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a range, each a row and a column from 0."""
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DURATION = re.compile(r"PT(\d+)H(\d+)M\d+(?:[.,]\d+)?S")
_EXCEL_RUN = re.compile(rb"<r>.*?</r>", re.S)
_UNCALCULATED = re.compile(rb'<c(?![^>]*\bt="str")[^>]*><f\b[^>]*>[^<]*</f>\s*(?:<v\s*/>|<v></v>)?</c>')
_XLS_RAISED = re.compile(rb"\x31\x00[\x10-\x60]\x00..(?:..)(?:..)[\x90\xbc][\x01\x02]\x01\x00", re.S)
"""A FONT record of BIFF8 ([MS-XLS] 2.4.122): height, flags, color, weight 400 or 700, and 1 for superscript."""
_ODS_STYLE = re.compile(rb'<style:style style:name="([^"]*)"([^>]*>\s*<style:text-properties[^>]*)')
_ODS_RAISED = re.compile(rb'text-position="(?:super|[1-9])')
_ODS_SPAN = re.compile(rb'<text:span text:style-name="([^"]*)">[^<]*<')
_MOST_CELLS = 1_000_000  # of a sheet, empty ones too


def read(raw: bytes) -> Lines:
    """The lines of a workbook: each sheet under its name, rows in blocks that empty rows part."""
    from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

    file, merged = io.BytesIO(raw), {}
    if raw.startswith(b"PK"):
        parts = inflate(raw, lambda name: name.endswith((".xml", ".rels", ".bin", "mimetype")))
        if any(_UNCALCULATED.search(part) for name, part in parts.items() if "/worksheets/" in name):
            text = _("has formulas that have not been calculated; open it in Excel or LibreOffice and save it")
            raise RefusedError("uncalculated", text)
        file = stored({name: _with_raised(part) for name, part in parts.items()})
        try:
            merged = _merged(parts["content.xml"]) if "content.xml" in parts else {}
        except ValueError:
            raise broken() from None
    elif _XLS_RAISED.search(raw):
        text = _("has superscript marks, which cannot be told from digits in .xls; save it as .xlsx")
        raise RefusedError("superscript", text)
    lines = Lines()
    try:
        book = CalamineWorkbook.from_filelike(file)
        for sheet in [book.get_sheet_by_name(name) for name in book.sheet_names]:
            if sheet.start is None or sheet.end is None:
                continue
            if (sheet.end[0] - sheet.start[0] + 1) * (sheet.end[1] - sheet.start[1] + 1) > _MOST_CELLS:
                raise too_long()
            lines.blank()
            lines.add(sheet.name, Origin(sheet=sheet.name))
            lines.blank()
            _sheet(
                lines,
                sheet.name,
                sheet.to_python(),
                sheet.start,
                sheet.merged_cell_ranges or merged.get(sheet.name, []),
            )
    except (CalamineError, WorksheetNotFound, ValueError):
        raise broken() from None
    return lines


def _with_raised(part: bytes) -> bytes:
    """A part of a workbook, its superscript digits made characters of their own: calamine drops the look of text."""
    if b"superscript" in part:
        return _EXCEL_RUN.sub(lambda run: _raised(run[0]) if b'"superscript"' in run[0] else run[0], part)
    styles = {style[1] for style in _ODS_STYLE.finditer(part) if _ODS_RAISED.search(style[2])}
    return _ODS_SPAN.sub(lambda span: _raised(span[0]) if span[1] in styles else span[0], part) if styles else part


def _raised(xml: bytes) -> bytes:
    return re.sub(rb">([^<>]+)<", lambda text: b">" + raised(text[1].decode("utf-8", "replace")).encode() + b"<", xml)


def _merged(content: bytes) -> dict[str, list[Range]]:
    """The merged cells of each sheet of an .ods, which calamine does not tell."""
    found: dict[str, list[Range]] = {}
    for table in parse_xml(content).iter(f"{_TABLE}table"):
        ranges = found.setdefault(table.get(f"{_TABLE}name", ""), [])
        row = 0
        for line in table.iter(f"{_TABLE}table-row"):
            column = 0
            for node in line:
                tall, wide = (int(node.get(f"{_TABLE}number-{n}-spanned", 1)) for n in ("rows", "columns"))
                if tall > 1 or wide > 1:
                    ranges.append(((row, column), (row + tall - 1, column + wide - 1)))
                column += int(node.get(f"{_TABLE}number-columns-repeated", 1))
            row += int(line.get(f"{_TABLE}number-rows-repeated", 1))
    return found


def _sheet(
    lines: Lines,
    name: str,
    rows: Sequence[Sequence[Any]],
    start: tuple[int, int],
    merged: list[Range],
) -> None:
    sizes = {(a - start[0], b - start[1]): (c - a + 1, d - b + 1) for (a, b), (c, d) in merged}
    texts = [[_text(value) for value in row] for row in rows]
    covered = {
        r + i
        for (r, c), (tall, _wide) in sizes.items()
        if c < len(texts[0])
        for i in range(1, min(tall, len(texts) - r))
    }
    block: list[int] = []
    for index in range(len(texts) + 1):
        if index < len(texts) and (any(texts[index]) or index in covered):
            block.append(index)
        elif block:
            _block(lines, name, {i: texts[i] for i in block}, start, sizes)
            block = []


def _block(
    lines: Lines,
    name: str,
    rows: dict[int, list[str]],
    start: tuple[int, int],
    sizes: dict[tuple[int, int], tuple[int, int]],
) -> None:
    """A run of rows with something in them."""
    used = [c for row in rows.values() for c, text in enumerate(row) if text]
    first, end = min(used), max(rows) + 1
    spans: list[Span] = []
    for index, row in rows.items():
        for column, text in enumerate(row):
            if text:
                tall, wide = sizes.get((index, column), (1, 1))
                spans.append(Span(index, column - first, text, min(tall, end - index), wide))
    lines.table(spans, lambda index: Origin(None, name, start[0] + index + 1, start[1] + first + 1))


def _text(value: Any) -> str:
    """The text of a cell: days as 2026-02-16, hours as 09:00, whole numbers without decimals."""
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d}" if value.time() == dt.time() else f"{_minute(value):%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return f"{_minute(dt.datetime.combine(dt.date(2000, 1, 1), value)):%H:%M}"
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, float):
        return f"{value:.10g}"
    if found := _DURATION.fullmatch(str(value)):  # what calamine gives for hours beyond a day in .ods
        return f"{int(found[1]):02}:{found[2]}"
    return cell(str(value))


def _minute(moment: dt.datetime) -> dt.datetime:
    """The nearest whole minute: 0.4166666 of a day is ten o'clock."""
    return (moment + dt.timedelta(seconds=30)).replace(second=0, microsecond=0)


def csv_lines(text: str, mark: str) -> tuple[str, ...]:
    """The lines of comma-separated values (RFC 4180) with that separator; line i holds record i.

    Texts alone above the first row with several are headings, without TABs.
    """
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        raise RefusedError("csv", _("cannot be read as columns; a quotation mark may be missing")) from None
    width = max(map(len, records), default=0)
    if width * len(records) > MOST_CHARACTERS:
        raise too_long()
    rows = [([cell(value) for value in record] + [""] * width)[:width] for record in records]
    first = next((i for i, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)
    return tuple("".join(row) if i < first or not any(row) else "\t".join(row) for i, row in enumerate(rows))
