"""The inverse of reading: a schedule as a Swedish table of meeting times ("Mötestider").

`layouts.tables` lays it out; RENDERERS make a file of it. Whatever the user's language the table is Swedish: it is
published by Swedish bodies, and read back by `calendar_tool.reading`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calendar_tool.publishing.tables import office, plain
from calendar_tool.publishing.tables.layouts import LAYOUTS, tables
from calendar_tool.publishing.tables.table import Cell, Table

__all__ = ["BINARY", "LAYOUTS", "RENDERERS", "Cell", "Table", "tables"]

RENDERERS: dict[str, Callable[[Sequence[Table]], bytes]] = {
    "text": plain.text,
    "html": plain.html,
    "docx": office.docx,
    "xlsx": office.xlsx,
    "csv": plain.csv,
}
"""The kinds of files, each with what makes its bytes of one table or more. The same tables give the same bytes."""

BINARY = ("docx", "xlsx")
"""The kinds that are no text."""
