"""calendar-tool import: documents into the schedules that are kept, shown before they are written."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from calendar_tool import locale
from calendar_tool.cli import words
from calendar_tool.cli.folder import FEEDS, PUBLISHED, new_domain
from calendar_tool.cli.options import common, print_json
from calendar_tool.cli.read import document_params
from calendar_tool.locale import _
from calendar_tool.problem import input_error
from calendar_tool.publishing.feeds import FeedSettings, load_settings, new_settings
from calendar_tool.reading.reader import read
from calendar_tool.reading.source import read_document
from calendar_tool.store.ledger import Ledger
from calendar_tool.store.reconcile import Change, Reconciliation, What, reconcile
from calendar_tool.store.schedules import Store


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "import",
        callback=run,
        help=_(
            "Reads documents into the schedules that are kept. Shows what is new, moved or missing before it writes."
        ),
        params=[
            *document_params(),
            click.Option(["--dry-run"], is_flag=True, help=_("Show the changes and write nothing.")),
            click.Option(["--yes", "-y"], is_flag=True, help=_("Write without asking.")),
            *common(),
        ],
    )


def run(
    files: tuple[Path, ...], year: int | None, encoding: str, dry_run: bool, yes: bool, output: str, data: Path
) -> None:
    """Reads, shows, asks and writes."""
    store, result = prepare(files, data, year, encoding)
    changed = sorted(store.changes(result.schedule))
    if output == "json":
        print_json({"changes": [_json(c) for c in result.changes], "files": changed})
    else:
        print_changes(result.changes)
    if not changed or dry_run:
        _say(output, _("Nothing was written.") if dry_run else _("Nothing changes."))
        return
    if not yes and not _confirmed(changed):
        _say(output, _("Nothing was written."))
        return
    written = save(store, result)
    _say(output, _("Written in {folder}: {files}").format(folder=data, files=", ".join(written)))


def prepare(
    files: Sequence[Path], data: Path, year: int | None = None, encoding: str = "utf-8"
) -> tuple[Store, Reconciliation]:
    """The store, and what the documents would make of it. Reasons are worded in the language of the data."""
    documents = [read_document(path, encoding) for path in files]
    store = Store.open(data)
    settings = load_settings(data / FEEDS) or FeedSettings(uid_domain="")
    with locale.use(settings.language):
        readings = [read(document, year) for document in documents]
        return store, reconcile(store.schedule, readings, Ledger.load(data / PUBLISHED).ids())


def save(store: Store, result: Reconciliation) -> list[str]:
    """Writes the result; a new folder also gets its settings for feeds."""
    settings = {} if (store.folder / FEEDS).exists() else {FEEDS: new_settings(new_domain()).encode()}
    return store.save(result.schedule, settings)


def _say(output: str, text: str) -> None:
    """A remark that is no part of the result: beside JSON it goes to standard error."""
    click.echo(text, err=output == "json")


def _confirmed(files: Sequence[str]) -> bool:
    if not sys.stdin.isatty():
        raise input_error("not-confirmed", _("say --yes to write without being asked"), ", ".join(files))
    return click.confirm(_("Write {files}?").format(files=", ".join(files)))


def print_changes(changes: Sequence[Change]) -> None:
    """Each change on a line, then how many stayed the same."""
    names = {
        What.NEW: _("new"),
        What.SAME: _("same"),
        What.CHANGED: _("changed"),
        What.MOVED: _("moved"),
        What.MISSING: _("missing"),
        What.COMPLETED: _("completed"),
        What.UNRESOLVED: _("unresolved"),
        What.RHYTHM: _("rhythm"),
        What.DISAGREE: _("disagree"),
    }
    count = Counter(c.kind for c in changes)
    click.echo(", ".join(f"{names[kind]}: {n}" for kind in What if (n := count[kind])) or _("No dates."))
    for change in changes:
        if change.kind is not What.SAME:
            click.echo(f"  {names[change.kind]}: {_words(change)}")


def _words(change: Change) -> str:
    shown = []
    meetings = (
        (change.before, change.after) if change.kind in (What.MOVED, What.CHANGED) else (change.after or change.before,)
    )
    for meeting in meetings:
        if meeting:
            shown.append(" ".join(cell for cell in words.meeting_row(meeting) if cell))
    text = " → ".join(shown) or (change.body or "")
    return f"{text} ({change.note})" if change.note else text


def _json(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "body": change.body,
        "before": words.meeting_json(change.before) if change.before else None,
        "after": words.meeting_json(change.after) if change.after else None,
        "note": change.note,
    }
