"""calendar-tool import: documents into the schedules that are kept, shown before they are written."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from calendar_tool import locale
from calendar_tool.cli import words
from calendar_tool.cli.folder import FEEDS, document_name, uid_domain
from calendar_tool.cli.options import common, print_json
from calendar_tool.cli.read import document_params
from calendar_tool.cli.sides import disagreement_json, print_disagreement
from calendar_tool.locale import _, ngettext
from calendar_tool.model.body import Bodies
from calendar_tool.model.reading import Reading
from calendar_tool.problem import input_error
from calendar_tool.publishing.settings import FeedSettings, load_settings, new_settings
from calendar_tool.reading.reader import read
from calendar_tool.reading.source import read_document
from calendar_tool.store.calendars import own_part
from calendar_tool.store.ledger import Ledger
from calendar_tool.store.reconcile import Change, Reconciliation, What, cancel, reconcile
from calendar_tool.store.schedules import PUBLISHED, Store

_ANSWERS = {**dict.fromkeys(("j", "ja", "y", "yes"), True), **dict.fromkeys(("", "n", "nej", "no"), False)}
_IS_CANCELLED = {
    **dict.fromkeys(("", "k", "keep", "b", "behåll"), False),
    **dict.fromkeys(("c", "cancelled", "i", "inställt"), True),
}


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "import",
        callback=run,
        help=_(
            "Reads documents into the schedules that are kept. Shows what is new, moved or missing before it writes, "
            "and asks whether a missing meeting is cancelled."
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
    if output == "text":
        print_changes(result.changes)
        for disagreement in result.disagreements:
            print_disagreement(disagreement)
    if not yes and not dry_run and _on_terminal():
        result = cancel(result, _cancelled(result.changes, output))
    changed = sorted(store.changes(result.schedule))
    if output == "json":
        print_json(
            {
                "changes": [_json(c) for c in result.changes],
                "disagreements": [disagreement_json(d) for d in result.disagreements],
                "files": changed,
            }
        )
    if not changed or dry_run:
        _say(output, _("Nothing was written.") if dry_run else _("Nothing changes."))
        return
    if not yes and not confirmed(changed, output):
        _say(output, _("Nothing was written."))
        return
    written = save(store, result)
    _say(output, _("Written in {folder}: {files}").format(folder=data, files=", ".join(written)))


def prepare(
    files: Sequence[Path], data: Path, year: int | None = None, encoding: str = "utf-8"
) -> tuple[Store, Reconciliation]:
    """The store, and what the documents would make of it. Reasons are worded in the language of the data.

    What the documents say of bodies with a calendar is left out, and told: their calendars alone say when they meet.
    """
    documents = [replace(read_document(path, encoding), name=document_name(path)) for path in files]
    store = Store(data)
    settings = load_settings(data / FEEDS) or FeedSettings(uid_domain="")
    with locale.use(settings.language):
        readings = [read(document, year) for document in documents]
    readings = _own(readings, store.schedule.bodies)
    with locale.use(settings.language):
        return store, reconcile(store.schedule, readings, Ledger.load(data / PUBLISHED).ids())


def _own(readings: Sequence[Reading], bodies: Bodies) -> list[Reading]:
    """The readings without the bodies that have a calendar, and a word about those to standard error."""
    own, left_out = [], Counter[str]()
    for reading in readings:
        part, counts = own_part(reading, bodies)
        own.append(part)
        left_out.update(counts)
    for name, count in left_out.items():
        body = bodies.find(name)
        text = ngettext(
            "{body} comes from its calendar {calendar}: its {n} meeting in the documents is left out",
            "{body} comes from its calendar {calendar}: its {n} meetings in the documents are left out",
            count,
        )
        click.echo(text.format(body=name, calendar=body.calendar if body else "", n=count), err=True)
    return own


def save(store: Store, result: Reconciliation) -> list[str]:
    """Writes the result; a new folder also gets its settings for feeds."""
    settings = {}
    if not (store.folder / FEEDS).exists():
        domain = uid_domain(store.folder, Ledger.load(store.folder / PUBLISHED))
        settings[FEEDS] = new_settings(domain).encode()
    return store.save(result.schedule, settings)


def _say(output: str, text: str) -> None:
    """A remark that is no part of the result: beside JSON it goes to standard error."""
    click.echo(text, err=output == "json")


def confirmed(files: Sequence[str], output: str) -> bool:
    """Asks until there is an answer, which may be in either language; none given means no."""
    if not _on_terminal():
        raise input_error("not-confirmed", _("say --yes to write without being asked"), ", ".join(files))
    return _ask(_("Write {files}? [y/N]").format(files=", ".join(files)), _ANSWERS, output)


def _cancelled(changes: Sequence[Change], output: str) -> list[str]:
    """Asks of each missing meeting whether it is kept or cancelled; the ids of those that are cancelled."""
    notes: dict[str, list[str]] = {}
    shown = {}
    for change in changes:
        if change.kind is What.MISSING and change.after:
            notes.setdefault(change.after.id, []).append(change.note)
            shown[change.after.id] = words.in_a_line(change.after)
    question = _("{meeting} is missing ({note}): keep it, or is it cancelled? [K/c]")
    return [
        id
        for id, why in notes.items()
        if _ask(question.format(meeting=shown[id], note="; ".join(why)), _IS_CANCELLED, output)
    ]


def _on_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _ask(question: str, answers: Mapping[str, bool], output: str) -> bool:
    """Asks until there is one of the answers."""
    while True:
        answer = click.prompt(question, "", show_default=False, prompt_suffix=" ", err=output == "json")
        if answer.strip().casefold() in answers:
            return answers[answer.strip().casefold()]


def kind_names() -> dict[What, str]:
    """The kinds of change in words."""
    return {
        What.NEW: _("new"),
        What.SAME: _("same"),
        What.CHANGED: _("changed"),
        What.MOVED: _("moved"),
        What.CANCELLED: _("cancelled"),
        What.MISSING: _("missing"),
        What.COMPLETED: _("completed"),
        What.UNRESOLVED: _("unresolved"),
        What.RHYTHM: _("rhythm"),
        What.DISAGREE: _("disagree"),
    }


def counts(changes: Sequence[Change]) -> str:
    """How many changes there are of each kind."""
    names, count = kind_names(), Counter(c.kind for c in changes)
    return ", ".join(f"{names[kind]}: {n}" for kind in What if (n := count[kind])) or _("No dates.")


def print_changes(changes: Sequence[Change]) -> None:
    """How many there are of each kind, then each on a line; what stayed the same only if there is a word of it."""
    names = kind_names()
    click.echo(counts(changes))
    for change in changes:
        if change.kind is not What.SAME or change.note:
            click.echo(f"  {names[change.kind]}: {_words(change)}")


def _words(change: Change) -> str:
    shown = []
    meetings = (
        (change.before, change.after) if change.kind in (What.MOVED, What.CHANGED) else (change.after or change.before,)
    )
    for meeting in meetings:
        if meeting:
            shown.append(words.in_a_line(meeting))
    text, note = " → ".join(shown) or (change.body or ""), change.note
    if change.kind is What.DISAGREE and change.after and change.said:
        text += " ≠ " + ", ".join(words.differences(change.after, change.said))
    if change.kind is What.SAME:
        note = _("as edited; the document still says {line}").format(line=note)
    return f"{text} ({note})" if note else text


def _json(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "body": change.body,
        "before": words.meeting_json(change.before) if change.before else None,
        "after": words.meeting_json(change.after) if change.after else None,
        "said": words.meeting_json(change.said) if change.said else None,
        "note": change.note,
    }
