"""Table: a schedule laid out, before it becomes a file of some kind. All its text is Swedish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | dt.date
"""What stands in a cell: text, or a day, which spreadsheets hold as a date and texts in words."""


@dataclass(frozen=True, slots=True)
class Table:
    """A title, lines right under it, heads, rows of as many cells as there are heads, and lines at the foot.

    Without `head` it is a list: every row is one cell. The first cell of a table's row is the row's own head.
    """

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def title(tables: Sequence[Table]) -> str:
    """The title of a file: that of its table, or a common one."""
    return tables[0].title if len(tables) == 1 else "Mötestider"
