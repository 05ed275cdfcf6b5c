"""calendar-tool days: the special days of a year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from calendar_tool.cli import words
from calendar_tool.cli.folder import local
from calendar_tool.cli.options import common, print_csv, print_json, print_table
from calendar_tool.days import swedish
from calendar_tool.days.events import undated_in
from calendar_tool.locale import _


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "days",
        callback=run,
        help=_("Prints the special days of a year: holidays, eves, half-days, klämdagar, elections, school breaks."),
        params=[
            click.Argument(["year"], type=int, metavar=_("YEAR")),
            *common(("text", "json", "csv"), only_looks=True),
        ],
    )


def run(year: int, output: str, data: Path) -> None:
    """Prints the days, those of the folder's days.toml among them; as text also what has no known day."""
    days = swedish.year(year, local(data))
    keys = ("date", "name", "kind", "source", "week")
    rows = [(d.date.isoformat(), d.name, d.kind.value, d.source, d.date.isocalendar().week) for d in days]
    if output == "json":
        print_json([dict(zip(keys, row, strict=True)) for row in rows])
    elif output == "csv":
        print_csv(keys, [[str(cell) for cell in row] for row in rows])
    else:
        head = [_("date"), _("week"), _("day"), _("kind"), _("source")]
        print_table(head, [[words.day(d.date), _week(d.date), d.name, words.kind(d.kind), d.source] for d in days])
        if undated := undated_in(year):
            click.echo(_("On days that are not known yet: {events}").format(events=", ".join(undated)))


def _week(day: date) -> str:
    return f"v. {day.isocalendar().week}"
