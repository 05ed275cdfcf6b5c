"""calendar-tool list: the meetings that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from calendar_tool.cli import words
from calendar_tool.cli.folder import body_option, kept
from calendar_tool.cli.options import YEAR, common, print_csv, print_json, print_table
from calendar_tool.locale import _
from calendar_tool.model.meeting import Meeting

COLUMNS = (
    "id", "body", "date", "end_date", "start", "end", "form", "status", "kind", "location", "conditions", "sources",
)  # fmt: skip
"""The columns of the CSV, which are the keys of the JSON."""


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "list",
        callback=run,
        help=_("Lists the meetings that are kept, of one body or all."),
        params=[
            click.Argument(["year"], type=YEAR, required=False, metavar=_("[YEAR]")),
            body_option(),
            *common(("text", "json", "csv"), only_looks=True),
        ],
    )


def run(year: int | None, body: str | None, output: str, data: Path) -> None:
    """Prints the meetings."""
    _schedule, meetings, none = kept(data, year, body)
    if output == "text":
        _print(meetings, none)
        return
    shown = [{"id": m.id, **words.meeting_json(m), "sources": [str(s) for s in m.sources]} for m in meetings]
    if output == "json":
        print_json({"meetings": shown})
    else:
        print_csv(COLUMNS, [[_cell(meeting[key]) for key in COLUMNS] for meeting in shown])


def _print(meetings: Sequence[Meeting], none: str) -> None:
    """A table, or the words for none."""
    if not meetings:
        click.echo(none)
        return
    rows = [[m.id, *words.meeting_row(m), "; ".join(m.conditions)] for m in meetings]
    print_table(["id", *words.meeting_head(), _("conditions")], rows)


def _cell(value: str | list[str] | None) -> str:
    """A value of the JSON as a cell of CSV."""
    return "; ".join(value) if isinstance(value, list) else value or ""
