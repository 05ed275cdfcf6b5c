"""calendar-tool export: the feeds, one file a body and one for all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from calendar_tool.cli.folder import FEEDS, PUBLISHED, new_domain, now
from calendar_tool.cli.options import common, print_json
from calendar_tool.locale import _, ngettext
from calendar_tool.problem import input_error
from calendar_tool.publishing.feeds import FeedSettings, load_settings, new_settings
from calendar_tool.publishing.ics import feeds
from calendar_tool.store.files import locked, write_all
from calendar_tool.store.ledger import Ledger
from calendar_tool.store.schedules import load


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "export",
        callback=run,
        help=_("Writes the feeds (.ics) that calendars subscribe to. What did not change stays the same to the byte."),
        params=[
            click.Option(
                ["--out"],
                type=click.Path(path_type=Path),
                default=Path("exports"),
                metavar=_("FOLDER"),
                help=_("Where the feeds are written (default: exports)."),
            ),
            *common(),
        ],
    )


def run(out: Path, output: str, data: Path) -> None:
    """Writes and tells what changed."""
    files, changed = export(data, out, now())
    if output == "json":
        print_json({"folder": str(out), "files": files, "changed": changed})
        return
    count = len(files)
    feeds_in = ngettext("{n} feed in {folder}", "{n} feeds in {folder}", count).format(n=count, folder=out)
    click.echo(f"{feeds_in}: {', '.join(files)}")
    click.echo(_("Changed: {files}").format(files=", ".join(changed)) if changed else _("Nothing changed."))


def export(data: Path, out: Path, moment: datetime) -> tuple[list[str], list[str]]:
    """Writes the ledger, then the feeds; out come the names of all feeds and of those that changed.

    The ledger goes first: if the feeds are cut off, the next run makes the same ones. InputError if no meeting is
    kept, for a feed without events would leave the old ones standing with its subscribers.
    """
    schedule = load(data)
    if not schedule.meetings:
        raise input_error("no-meetings", _("no meetings are kept here; import a document first"), str(data))
    with locked(data):
        settings = load_settings(data / FEEDS)
        if settings is None:
            domain = new_domain()
            settings = FeedSettings(domain)
            write_all(data, {FEEDS: new_settings(domain).encode()})
        ledger = Ledger.load(data / PUBLISHED)
        made = feeds(schedule, settings, ledger, moment)
        write_all(data, {PUBLISHED: ledger.text().encode()})
        changed = write_all(out, made)
    return sorted(made), changed
