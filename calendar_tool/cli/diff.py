"""calendar-tool diff: what is new, moved, changed, cancelled or missing between two documents or schedules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from calendar_tool.cli.folder import document_name
from calendar_tool.cli.given import Given, given
from calendar_tool.cli.import_ import counts, kind_names
from calendar_tool.cli.options import common, print_json
from calendar_tool.cli.read import document_params
from calendar_tool.cli.sides import differing, print_sides, side_json
from calendar_tool.locale import _, ngettext
from calendar_tool.model.schedule import Schedule
from calendar_tool.store.changes import Change, What
from calendar_tool.store.comparing import compare, lacking, with_the_same_names


def make() -> click.Command:
    """The command, with its help in the language in use."""
    path = click.Path(path_type=Path)
    return click.Command(
        "diff",
        callback=run,
        help=_(
            "Compares two documents, schedules (TOML) or data folders: what is new, moved, changed, cancelled or "
            "missing in NEW. A folder is compared in the bodies and years of the other one. Exit code 1 if they differ."
        ),
        params=[
            click.Argument(["old"], type=path, metavar=_("OLD")),
            click.Argument(["new"], type=path, metavar=_("NEW")),
            *document_params()[1:],
            *common(data=False),
        ],
    )


def run(old: Path, new: Path, year: int | None, encoding: str, output: str) -> None:
    """Reads both and prints the differences."""
    sides = [given(path, year, encoding) for path in (old, new)]
    one, other = with_the_same_names(*(side.schedule for side in sides))
    if sides[0].is_folder and not sides[1].is_folder:
        one = _part(one, other)
    if sides[1].is_folder and not sides[0].is_folder:
        other = _part(other, one)
    changes = compare(one, other, document_name(new))
    is_lacking = lacking(changes, other)
    both_kept = all(side.is_kept for side in sides)
    outside = [c for c in changes if c.kind is What.MISSING and not both_kept and not is_lacking(c)]
    differences = [c for c in changes if c.kind is not What.SAME and c not in outside]
    names = _names(old, new)
    if output == "json":
        print_json(
            {
                "old": names[0],
                "new": names[1],
                "changes": [_json(change) for change in differences],
                "outside": [side_json(change.before) for change in outside],
                "unresolved": {"old": sides[0].open_dates, "new": sides[1].open_dates},
            }
        )
    else:
        _print(differences, names)
        _print_notes(len(outside), sides, names)
    if differences:
        raise click.exceptions.Exit(1)


def _part(folder: Schedule, other: Schedule) -> Schedule:
    """The part of a folder that the other side is about."""
    years = {m.date.year for m in other} | {u.year for u in other.unresolved}
    bodies = set(other.body_names())
    return Schedule((m for m in folder if m.body in bodies and m.date.year in years), folder.bodies)


def _names(old: Path, new: Path) -> tuple[str, str]:
    names = document_name(old), document_name(new)
    return names if names[0] != names[1] else (str(old), str(new))


def _print(changes: Sequence[Change], names: Sequence[str]) -> None:
    kinds = kind_names()
    if not changes:
        click.echo(_("No differences."))
    for number, body in enumerate(dict.fromkeys(change.body for change in changes)):
        own = [change for change in changes if change.body == body]
        click.echo(("\n" if number else "") + f"{body}: {counts(own)}")
        print_sides(own, names, [kinds[change.kind] for change in own])


def _print_notes(outside: int, sides: Sequence[Given], names: Sequence[str]) -> None:
    """What the comparison leaves out."""
    if outside or any(side.open_dates for side in sides):
        click.echo()
    if outside:
        text = ngettext(
            "{n} meeting of {old} is not expected in {new}: of another time, held or cancelled.",
            "{n} meetings of {old} are not expected in {new}: of another time, held or cancelled.",
            outside,
        )
        click.echo(text.format(n=outside, old=names[0], new=names[1]))
    for side, name in zip(sides, names, strict=True):
        if side.open_dates:
            text = ngettext(
                "{n} date of {name} is open and was not compared: see calendar-tool read {path}",
                "{n} dates of {name} are open and were not compared: see calendar-tool read {path}",
                side.open_dates,
            )
            click.echo(text.format(n=side.open_dates, name=name, path=side.path))


def _json(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind.value,
        "body": change.body,
        "fields": differing(change),
        "before": side_json(change.before),
        "after": side_json(change.after),
    }
