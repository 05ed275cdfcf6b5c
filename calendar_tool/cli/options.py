"""The options that every command takes, and what it prints with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from calendar_tool import locale
from calendar_tool.locale import _
from calendar_tool.problem import input_error
from calendar_tool.toml_file import YEARS

DATA_VARIABLE = "CALENDAR_TOOL_DATA"
YEAR = click.IntRange(YEARS[0], YEARS[-1])
"""A year of which meetings can be kept."""


class Folder(click.Path):
    """The path of a folder; it may be missing yet."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail(_("a folder has to be named"), param, ctx)
        return super().convert(value, param, ctx)


def common(
    formats: Sequence[str] = ("text", "json"), data: bool = True, only_looks: bool = False
) -> list[click.Parameter]:
    """--format, --data and --lang.

    A command that `only_looks` needs the folder that the user names; nobody has to have the one of the default.
    """
    options: list[click.Parameter] = [
        click.Option(
            ["--format", "output"], type=click.Choice(formats), default="text", help=_("How to print the result.")
        )
    ]
    if data:
        options.append(data_option(only_looks))
    return [*options, lang_option()]


def data_option(only_looks: bool = False) -> click.Option:
    """--data; see `common`."""
    return click.Option(
        ["--data", "data"],
        type=Folder(),
        envvar=DATA_VARIABLE,
        default="data",
        callback=_named_folder if only_looks else None,
        metavar=_("FOLDER"),
        help=_("The folder with the schedules (default: data, or {variable}).").format(variable=DATA_VARIABLE),
    )


def lang_option() -> click.Option:
    """--lang, which main() has read already."""
    return click.Option(
        ["--lang"],
        type=click.Choice(locale.LANGUAGES),
        expose_value=False,
        help=_("Swedish or English; else the locale."),
    )


def _named_folder(ctx: click.Context, param: click.Parameter, value: Path) -> Path:
    if ctx.get_parameter_source(param.name or "") is not ParameterSource.DEFAULT and not os.path.lexists(value):
        raise input_error("no-folder", _("there is no such folder"), str(value))
    return value


def colour() -> bool | None:
    """Whether to print in colours: on a terminal, unless NO_COLOR is set (no-color.org)."""
    return False if os.environ.get("NO_COLOR") else None


def print_json(value: Any) -> None:
    """One JSON object, with å as å."""
    import json

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
