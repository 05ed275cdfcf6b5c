"""calendar-tool days: the special days of a year."""

from __future__ import annotations

import click

from calendar_tool.cli import words
from calendar_tool.cli.options import common, print_csv, print_json, print_table
from calendar_tool.days import swedish
from calendar_tool.locale import _


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "days",
        callback=run,
        help=_("Prints the holidays, eves, half-days, klämdagar and school breaks of a year."),
        params=[
            click.Argument(["year"], type=int, metavar=_("YEAR")),
            *common(("text", "json", "csv"), data=False),
        ],
    )


def run(year: int, output: str) -> None:
    """Prints the days."""
    days = swedish.year(year)
    keys = ("date", "name", "kind", "source")
    cells = [[d.date.isoformat(), d.name, d.kind.value, d.source] for d in days]
    if output == "json":
        print_json([dict(zip(keys, row, strict=True)) for row in cells])
    elif output == "csv":
        print_csv(keys, cells)
    else:
        head = [_("date"), _("day"), _("kind"), _("source")]
        print_table(head, [[words.day(d.date), d.name, words.kind(d.kind), d.source] for d in days])
