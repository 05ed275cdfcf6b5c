"""calendar-tool read: what documents hold, with the line of everything. Nothing is written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from calendar_tool.cli import words
from calendar_tool.cli.explain import accounts_json, print_explained
from calendar_tool.cli.folder import document_name
from calendar_tool.cli.options import common, print_json, print_table
from calendar_tool.cli.progress import with_progress
from calendar_tool.locale import _
from calendar_tool.model.meeting import Meeting, Source
from calendar_tool.model.reading import Reading
from calendar_tool.problem import InputError, Place, input_error
from calendar_tool.reading.reader import read
from calendar_tool.reading.source import Document, document_from_bytes, documents, read_bytes, read_document


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "read",
        callback=run,
        help=_("Prints the meetings that documents hold, what was explained and what is unresolved. Writes nothing."),
        params=[
            *document_params(),
            click.Option(
                ["--explain"], is_flag=True, help=_("Show the lines of the documents and what each date became.")
            ),
            *common(data=False),
        ],
    )


def document_params() -> list[click.Parameter]:
    """FILE…, --year and --encoding: how documents are given."""
    return [
        click.Argument(["files"], nargs=-1, required=True, type=click.Path(path_type=Path), metavar=_("FILE…")),
        click.Option(["--year"], type=click.IntRange(1990, 2060), help=_("The year of a document that states none.")),
        click.Option(["--encoding"], default="utf-8", show_default=True, help=_("The encoding of the documents.")),
    ]


def run(files: tuple[Path, ...], year: int | None, encoding: str, explain: bool, output: str) -> None:
    """Reads and prints."""
    if any(path.is_dir() for path in files):
        _run_folders(files, year, encoding, explain, output)
        return
    documents = [_document(path, encoding, document_name(path)) for path in files]
    found = [(document, read(document, year, explain)) for document in documents]
    if output == "json":
        shown = [as_json(*it, explain) for it in found]
        print_json(shown[0] if len(shown) == 1 else {"files": shown})
    else:
        _print_readings(found, explain)


def _document(path: Path, encoding: str, name: str) -> Document:
    """The document at the path, or the one that comes on standard input if the path is "-"."""
    if str(path) == "-":
        return document_from_bytes(read_bytes(sys.stdin.buffer), "-", encoding)
    return replace(read_document(path, encoding), name=name)


def _run_folders(files: tuple[Path, ...], year: int | None, encoding: str, explain: bool, output: str) -> None:
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
    results: list[tuple[str, tuple[Document, Reading] | InputError]] = []
    for path, name in with_progress(found):
        try:
            document = _document(path, encoding, name)
            results.append((name, (document, read(document, year, explain))))
        except InputError as error:
            results.append((name, error))
    if output == "json":
        shown = [
            {"document": name, **({"error": str(it)} if isinstance(it, InputError) else as_json(*it, explain))}
            for name, it in results
        ]
        print_json({"documents": shown})
    else:
        _print_readings([it for _name, it in results if not isinstance(it, InputError)], explain)
    if problems := [problem for _name, it in results if isinstance(it, InputError) for problem in it.problems]:
        raise InputError(*problems)


def _print_readings(found: Sequence[tuple[Document, Reading]], explain: bool) -> None:
    for number, (document, reading) in enumerate(found):
        if number:
            click.echo()
        if explain:
            print_explained(document, reading)
        else:
            print_reading(document, reading)


def as_json(document: Document, reading: Reading, explain: bool = False) -> dict[str, Any]:
    """The stable form: meetings, unresolved, explained; and what is implied for other bodies.

    What stands on a page of a PDF or in a cell of a workbook has its "place"; `explain` adds the accounts.
    """
    where = _Places(document, reading)
    return {
        "file": reading.document,
        "meetings": [_meeting(m, where) for m in reading.meetings],
        "unresolved": [{**_source(u.source, u, where), "reason": u.reason, "body": u.body} for u in reading.unresolved],
        "explained": [{**_source(e.source, e, where), "reason": e.reason} for e in reading.explained],
        "implied": [_meeting(m, where) for m in reading.implied],
        **({"accounts": accounts_json(reading)} if explain else {}),
    }


def _meeting(meeting: Meeting, where: _Places) -> dict[str, Any]:
    return {**words.meeting_json(meeting), **_source(meeting.sources[0], meeting, where)}


def _source(source: Source, outcome: object, where: _Places) -> dict[str, Any]:
    place = where.of(source, outcome)
    paged = place.page is not None or place.cell is not None
    return {"line": source.line, "text": words.blank(source.text), **({"place": str(place)} if paged else {})}


class _Places:
    """Where in the file the outcomes of a reading stand."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self._document = document
        self._columns = {id(a.outcome): a.begin + 1 for a in reading.accounts}

    def of(self, source: Source, outcome: object) -> Place:
        """The line, the page or the cell of an outcome."""
        return self._document.place(source.line, self._columns.get(id(outcome)))._replace(column=None)


def print_reading(document: Document, reading: Reading) -> None:
    """The reading as a secretary would check it: meetings by line, then what needs eyes, then the rest."""
    where = _Places(document, reading)
    click.echo(f"{reading.document}: {words.counts(reading)}")
    if reading.meetings or reading.implied:
        click.echo()
        _print_meetings(reading, where)
    for head, lines in (
        (_("Unresolved"), [(where.of(u.source, u), u.source, u.reason) for u in reading.unresolved]),
        (_("Explained"), [(where.of(e.source, e), e.source, e.reason) for e in reading.explained]),
    ):
        if lines:
            click.echo(f"\n{head}:")
        for place, source, reason in lines:
            said = _("{place}: “{text}”: {reason}").format(place=place, text=words.blank(source.text), reason=reason)
            click.echo(f"  {said}")


def _print_meetings(reading: Reading, where: _Places) -> None:
    rows = [_row(m, where, "; ".join(m.conditions)) for m in reading.meetings]
    rows += [_row(m, where, _("implied")) for m in reading.implied]
    print_table([_("page"), _("line"), _("cell"), *words.meeting_head(), _("conditions")], rows)


def _row(meeting: Meeting, where: _Places, conditions: str) -> list[str]:
    place = where.of(meeting.sources[0], meeting)
    page, line = str(place.page or ""), "" if place.cell else str(place.line)
    return [page, line, place.cell or "", *map(words.blank, (*words.meeting_row(meeting), conditions))]
