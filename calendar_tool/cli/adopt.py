"""calendar-tool adopt: a proposal becomes the decided schedule."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from calendar_tool.cli import words
from calendar_tool.cli.folder import find_own_body
from calendar_tool.cli.import_ import confirmed
from calendar_tool.cli.options import YEAR, common, print_json
from calendar_tool.locale import _, ngettext
from calendar_tool.planning.proposing import adopted
from calendar_tool.store.schedules import Store


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "adopt",
        callback=run,
        help=_(
            "Makes the proposal for a year the decided schedule: its tentative meetings are confirmed and keep their "
            "ids. What a document calls tentative stays so."
        ),
        params=[
            click.Argument(["year"], type=YEAR, metavar=_("YEAR")),
            click.Option(
                ["--body", "bodies"], multiple=True, help=_("A body, by any of its names; can be given several times.")
            ),
            click.Option(["--yes", "-y"], is_flag=True, help=_("Write without asking.")),
            *common(only_looks=True),
        ],
    )


def run(year: int, bodies: tuple[str, ...], yes: bool, output: str, data: Path) -> None:
    """Shows, asks and writes; exits with 1 if there is no proposal."""
    store = Store(data)
    known = store.schedule.bodies
    names = [find_own_body(known, name).name for name in bodies] or [body.name for body in known]
    new, meetings = adopted(store.schedule, year, names)
    if output == "text":
        for meeting in meetings:
            click.echo(f"  {words.in_a_line(meeting)}")
    files = sorted(store.changes(new))
    written = store.save(new) if meetings and (yes or confirmed(files, output)) else []
    if output == "json":
        print_json({"adopted": [{"id": m.id, **words.meeting_json(m)} for m in meetings], "files": written})
    elif not meetings:
        click.echo(_("There is no proposal for {year} in {folder}.").format(year=year, folder=data))
    elif written:
        text = ngettext("{n} meeting is decided: {files}", "{n} meetings are decided: {files}", len(meetings))
        click.echo(text.format(n=len(meetings), files=", ".join(written)))
    else:
        click.echo(_("Nothing was written."))
    if not meetings:
        sys.exit(1)
