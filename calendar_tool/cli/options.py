"""The options that every command takes, and what it prints with."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from calendar_tool import locale
from calendar_tool.locale import _

DATA_VARIABLE = "CALENDAR_TOOL_DATA"


def common(formats: Sequence[str] = ("text", "json"), data: bool = True) -> list[click.Parameter]:
    """--format, --data and --lang."""
    options: list[click.Parameter] = [
        click.Option(
            ["--format", "output"], type=click.Choice(formats), default="text", help=_("How to print the result.")
        )
    ]
    if data:
        options.append(
            click.Option(
                ["--data", "data"],
                type=click.Path(path_type=Path),
                default=lambda: Path(os.environ.get(DATA_VARIABLE) or "data"),
                metavar=_("FOLDER"),
                help=_("The folder with the schedules (default: data, or {variable}).").format(variable=DATA_VARIABLE),
            )
        )
    options.append(
        click.Option(
            ["--lang"],
            type=click.Choice(locale.LANGUAGES),
            expose_value=False,
            help=_("Swedish or English; else the locale."),
        )
    )
    return options


def print_json(value: Any) -> None:
    """One JSON object, with å as å."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their widest cell; a column without any text is left out."""
    kept = [i for i in range(len(head)) if any(row[i] for row in rows)]
    widths = [max(len(head[i]), *(len(row[i]) for row in rows)) for i in kept]
    for line in (head, *rows):
        click.echo("  ".join(line[i].ljust(w) for i, w in zip(kept, widths, strict=True)).rstrip())


def print_csv(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Comma-separated values (RFC 4180)."""
    import csv
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    click.echo(buffer.getvalue(), nl=False)
