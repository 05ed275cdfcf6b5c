"""calendar-tool export: the feeds, one file a body and one for all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from calendar_tool.cli.folder import FEEDS, now, uid_domain
from calendar_tool.cli.options import Folder, common, print_json
from calendar_tool.locale import _, ngettext
from calendar_tool.problem import input_error
from calendar_tool.publishing import recovery
from calendar_tool.publishing.ics import PRODID, feeds
from calendar_tool.publishing.settings import FeedSettings, load_settings, new_settings
from calendar_tool.store.files import locked, write_all
from calendar_tool.store.ledger import Ledger
from calendar_tool.store.schedules import PUBLISHED, load


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "export",
        callback=run,
        help=_("Writes the feeds (.ics) that calendars subscribe to. What did not change stays the same to the byte."),
        params=[
            click.Option(
                ["--out"],
                type=Folder(),
                default="exports",
                metavar=_("FOLDER"),
                help=_("Where the feeds are written (default: exports)."),
            ),
            *common(only_looks=True),
        ],
    )


def run(out: Path, output: str, data: Path) -> None:
    """Writes and tells what changed."""
    done = export(data, out, now())
    if output == "json":
        print_json({"folder": str(out), "files": done.files, "changed": done.changed, "left_over": done.left_over})
        return
    count = len(done.files)
    feeds_in = ngettext("{n} feed in {folder}", "{n} feeds in {folder}", count).format(n=count, folder=out)
    click.echo(f"{feeds_in}: {', '.join(done.files)}")
    if done.left_over:
        text = _("Left over, of bodies that have no meetings any more: {files}")
        click.echo(text.format(files=", ".join(done.left_over)))
    click.echo(_("Changed: {files}").format(files=", ".join(done.changed)) if done.changed else _("Nothing changed."))


@dataclass(frozen=True, slots=True)
class Exported:
    """The names of all feeds, of those that changed, and of older ones in the folder that are not made any more."""

    files: list[str]
    changed: list[str]
    left_over: list[str]


def export(data: Path, out: Path, moment: datetime) -> Exported:
    """Writes the ledger, then the feeds. The lock is that of the data folder, since `out` may lie on a web server.

    The ledger goes first: if the feeds are cut off, the next run makes the same ones. InputError if no meeting is
    kept, for a feed without events would leave the old ones standing with its subscribers.
    """
    nothing = input_error("no-meetings", _("no meetings are kept here; import a document first"), str(data))
    if not data.is_dir():  # or the lock would make it
        raise nothing
    with locked(data):
        schedule = load(data)
        if not schedule.meetings:
            raise nothing
        settings = load_settings(data / FEEDS)
        ledger = _ledger(data, out, settings)
        if settings is None:
            domain = uid_domain(data, ledger)
            settings = FeedSettings(domain)
            write_all(data, {FEEDS: new_settings(domain).encode()})
        made = feeds(schedule, settings, ledger, moment)
        write_all(data, {PUBLISHED: ledger.text().encode()})
        changed = write_all(out, made, guard=data)
    return Exported(sorted(made), changed, _left_over(out, made))


def _ledger(data: Path, out: Path, settings: FeedSettings | None) -> Ledger:
    """The ledger; if it was lost, what the feeds of that domain in `out` still tell of it, and a word about that."""
    ledger = Ledger.load(data / PUBLISHED)
    if not ledger.is_empty:
        return ledger
    found = recovery.entries(path.read_bytes() for path in _feeds_of_ours(out))
    found = [entry for entry in found if settings is None or entry.uid.endswith(f"@{settings.uid_domain}")]
    if found:
        text = ngettext(
            "{file} was missing: what it said of {n} event is taken from the feeds in {folder}",
            "{file} was missing: what it said of {n} events is taken from the feeds in {folder}",
            len(found),
        )
        click.echo(text.format(file=data / PUBLISHED, n=len(found), folder=out), err=True)
    return Ledger(found)


def _left_over(out: Path, made: Collection[str]) -> list[str]:
    """Feeds of ours in the folder that were not made now; nobody but their subscribers knows if they are to go."""
    return [path.name for path in _feeds_of_ours(out) if path.name not in made]


def _feeds_of_ours(out: Path) -> list[Path]:
    return [path for path in sorted(out.glob("*.ics")) if path.is_file() and _is_ours(path)]


def _is_ours(feed: Path) -> bool:
    with feed.open("rb") as file:
        return f"PRODID:{PRODID}".encode() in file.read(200)
