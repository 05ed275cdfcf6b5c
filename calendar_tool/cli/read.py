"""calendar-tool read: what documents hold, with the line of everything. Nothing is written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from calendar_tool.cli import words
from calendar_tool.cli.folder import document_name
from calendar_tool.cli.options import common, print_json, print_table
from calendar_tool.cli.progress import with_progress
from calendar_tool.locale import _, ngettext
from calendar_tool.model.meeting import Meeting
from calendar_tool.model.reading import Reading
from calendar_tool.problem import InputError, input_error
from calendar_tool.reading.reader import read
from calendar_tool.reading.source import Document, document_from_bytes, documents, read_bytes, read_document


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "read",
        callback=run,
        help=_("Prints the meetings that documents hold, what was explained and what is unresolved. Writes nothing."),
        params=[*document_params(), *common(data=False)],
    )


def document_params() -> list[click.Parameter]:
    """FILE…, --year and --encoding: how documents are given."""
    return [
        click.Argument(["files"], nargs=-1, required=True, type=click.Path(path_type=Path), metavar=_("FILE…")),
        click.Option(["--year"], type=click.IntRange(1990, 2060), help=_("The year of a document that states none.")),
        click.Option(["--encoding"], default="utf-8", show_default=True, help=_("The encoding of the documents.")),
    ]


def run(files: tuple[Path, ...], year: int | None, encoding: str, output: str) -> None:
    """Reads and prints."""
    if any(path.is_dir() for path in files):
        _run_folders(files, year, encoding, output)
        return
    readings = [read(_document(path, encoding, document_name(path)), year) for path in files]
    if output == "json":
        shown = [as_json(r) for r in readings]
        print_json(shown[0] if len(shown) == 1 else {"files": shown})
    else:
        _print_readings(readings)


def _document(path: Path, encoding: str, name: str) -> Document:
    """The document at the path, or the one that comes on standard input if the path is "-"."""
    if str(path) == "-":
        return document_from_bytes(read_bytes(sys.stdin.buffer), "-", encoding)
    return replace(read_document(path, encoding), name=name)


def _run_folders(files: tuple[Path, ...], year: int | None, encoding: str, output: str) -> None:
    """Reads all documents of folders; those that cannot be read are told at the end, as an InputError."""
    found: list[tuple[Path, str]] = []
    for given in files:
        if given.is_dir():
            inside = ((path, path.relative_to(given).parent / document_name(path)) for path in documents(given))
            found += [(path, name.as_posix()) for path, name in inside]
        else:
            found.append((given, document_name(given)))
    if not found:
        raise input_error("no-documents", _("the folder holds no documents"), str(files[0]))
    results: list[tuple[str, Reading | InputError]] = []
    for path, name in with_progress(found):
        try:
            results.append((name, read(_document(path, encoding, name), year)))
        except InputError as error:
            results.append((name, error))
    if output == "json":
        shown = [
            {"document": name, **({"error": str(it)} if isinstance(it, InputError) else as_json(it))}
            for name, it in results
        ]
        print_json({"documents": shown})
    else:
        _print_readings([it for _name, it in results if isinstance(it, Reading)])
    if problems := [problem for _name, it in results if isinstance(it, InputError) for problem in it.problems]:
        raise InputError(*problems)


def _print_readings(readings: Sequence[Reading]) -> None:
    for number, reading in enumerate(readings):
        if number:
            click.echo()
        print_reading(reading)


def as_json(reading: Reading) -> dict[str, Any]:
    """The stable form: meetings, unresolved, explained; and what is implied for other bodies."""
    return {
        "file": reading.document,
        "meetings": [_meeting(m) for m in reading.meetings],
        "unresolved": [
            {"line": u.source.line, "text": u.source.text, "reason": u.reason, "body": u.body}
            for u in reading.unresolved
        ],
        "explained": [{"line": e.source.line, "text": e.source.text, "reason": e.reason} for e in reading.explained],
        "implied": [_meeting(m) for m in reading.implied],
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    source = meeting.sources[0]
    return {**words.meeting_json(meeting), "line": source.line, "text": source.text}


def print_reading(reading: Reading) -> None:
    """The reading as a secretary would check it: meetings by line, then what needs eyes, then the rest."""
    count = len(reading.meetings)
    meetings = ngettext("{n} meeting", "{n} meetings", count).format(n=count)
    rest = _("{unresolved} unresolved, {explained} explained").format(
        unresolved=len(reading.unresolved), explained=len(reading.explained)
    )
    click.echo(f"{reading.document}: {meetings}, {rest}")
    if reading.meetings or reading.implied:
        click.echo()
        _print_meetings(reading)
    for head, lines in (
        (_("Unresolved"), [(u.source, u.reason) for u in reading.unresolved]),
        (_("Explained"), [(e.source, e.reason) for e in reading.explained]),
    ):
        if lines:
            click.echo(f"\n{head}:")
        for source, reason in lines:
            said = _("{place}: “{text}”: {reason}").format(place=source.place, text=source.text, reason=reason)
            click.echo(f"  {said}")


def _print_meetings(reading: Reading) -> None:
    rows = [[str(m.sources[0].line), *words.meeting_row(m), "; ".join(m.conditions)] for m in reading.meetings]
    rows += [[str(m.sources[0].line), *words.meeting_row(m), _("implied")] for m in reading.implied]
    print_table([_("line"), *words.meeting_head(), _("conditions")], rows)
