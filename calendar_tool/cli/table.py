"""calendar-tool table: the meetings that are kept, as a table to publish."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from calendar_tool.cli import words
from calendar_tool.cli.folder import find_body
from calendar_tool.cli.options import YEAR, data_option, lang_option
from calendar_tool.locale import _
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import input_error
from calendar_tool.publishing.tables import BINARY, LAYOUTS, RENDERERS, tables
from calendar_tool.store.files import write_one
from calendar_tool.store.schedules import load

_TEXT_SUFFIXES = ("", ".txt")


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "table",
        callback=run,
        help=_("Prints or writes a table of the meetings that are kept, to publish. The table is always in Swedish."),
        params=[
            click.Option(
                ["--body", "bodies"], multiple=True, help=_("A body, by any of its names; can be given several times.")
            ),
            click.Option(["--year"], type=YEAR, help=_("Only the meetings of one year.")),
            click.Option(
                ["--layout"],
                type=click.Choice(tuple(LAYOUTS)),
                default="list",
                help=_("A list for each body; a row a meeting; a column a body; months across; or bodies across."),
            ),
            click.Option(
                ["--to", "kind"],
                type=click.Choice(tuple(RENDERERS)),
                help=_("The kind of file (default: as the name of the file says, else text)."),
            ),
            click.Option(
                ["--output"],
                type=click.Path(path_type=Path),
                metavar=_("FILE"),
                help=_("The file to write (default: the standard output)."),
            ),
            click.Option(["--force"], is_flag=True, help=_("Replace a file that says something else.")),
            data_option(only_looks=True),
            lang_option(),
        ],
    )


def run(
    bodies: Sequence[str],
    year: int | None,
    layout: str,
    kind: str | None,
    output: Path | None,
    force: bool,
    data: Path,
) -> None:
    """Prints or writes the table."""
    kind = kind or file_kind(output)
    if output is None and kind in BINARY and sys.stdout.isatty():
        raise input_error("terminal", _("is no text; say --output FILE"), kind)
    schedule = load(data, None if year is None else {year})
    names = {find_body(schedule.bodies, body).name for body in bodies}
    chosen = Schedule((m for m in schedule if not names or m.body in names), schedule.bodies)
    if not chosen.meetings:
        none = words.no_meetings(data, year)
        raise input_error("no-meetings", f"{', '.join(sorted(names))}: {none}" if names else none)
    made = RENDERERS[kind](tables(chosen, layout))
    if output is None:
        click.echo(made, nl=False)
    else:
        write_one(output, made, replace=force)
        click.echo(_("Written: {file}").format(file=output))


def file_kind(output: Path | None) -> str:
    """The kind that the name of the file says, text for none; InputError if it says one that cannot be written."""
    suffix = output.suffix.lower() if output else ""
    if suffix in _TEXT_SUFFIXES:
        return "text"
    if suffix[1:] not in RENDERERS:
        kinds = ", ".join(RENDERERS)
        raise input_error("kind", _("say --to with the kind of file: {kinds}").format(kinds=kinds), str(output))
    return suffix[1:]
