"""calendar-tool list: the meetings that are kept."""

from __future__ import annotations

from pathlib import Path

import click

from calendar_tool.cli import words
from calendar_tool.cli.folder import body_option, find_body
from calendar_tool.cli.options import common, print_csv, print_json, print_table
from calendar_tool.locale import _
from calendar_tool.store.schedules import load


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "list",
        callback=run,
        help=_("Lists the meetings that are kept, of one body or all."),
        params=[
            click.Argument(["year"], type=int, required=False, metavar=_("[YEAR]")),
            body_option(),
            *common(("text", "json", "csv")),
        ],
    )


def run(year: int | None, body: str | None, output: str, data: Path) -> None:
    """Prints the meetings."""
    schedule = load(data, None if year is None else {year})
    meetings = schedule.of(find_body(schedule.bodies, body).name) if body else schedule.meetings
    if output == "json":
        print_json(
            {
                "meetings": [
                    {"id": m.id, **words.meeting_json(m), "sources": [str(s) for s in m.sources]} for m in meetings
                ]
            }
        )
        return
    rows = [[m.id, *words.meeting_row(m), "; ".join(m.conditions)] for m in meetings]
    head = ["id", *words.meeting_head(), _("conditions")]
    if output == "csv":
        print_csv(head, rows)
    elif rows:
        print_table(head, rows)
    else:
        click.echo(_("No meetings are kept in {folder}.").format(folder=data))
