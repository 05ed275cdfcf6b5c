"""calendar-tool demo: the whole way, from documents to feeds, on the shipped samples and in a folder of its own."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from calendar_tool.checking.audit import audit
from calendar_tool.cli.audit import line, summary
from calendar_tool.cli.export import export
from calendar_tool.cli.folder import FEEDS, RULES, now, rules
from calendar_tool.cli.import_ import counts, prepare, save
from calendar_tool.cli.options import Folder, common
from calendar_tool.locale import _, ngettext, os_reason
from calendar_tool.problem import Severity, input_error
from calendar_tool.store.bodies import BODIES
from calendar_tool.store.files import write_all
from calendar_tool.store.schedules import load


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "demo",
        callback=run,
        help=_("Imports the shipped sample documents into a new folder, audits and exports them."),
        params=[
            click.Option(
                ["--into"],
                type=Folder(),
                metavar=_("FOLDER"),
                help=_("An empty folder to work in (default: a new temporary one)."),
            ),
            *common(("text",), data=False),
        ],
    )


def shipped() -> Path:
    """The folder with the sample documents and their settings: in the package, or in the checkout it runs from."""
    package = Path(__file__).parents[1]
    return next(p for p in (package / "shipped", package.parent / "data") if (p / "documents").is_dir())


def run(into: Path | None, output: str) -> None:
    """Does it and tells about it."""
    folder = _empty(into)
    data, documents = folder / "data", sorted((shipped() / "documents").glob("*.txt"))
    write_all(data, {name: (shipped() / name).read_bytes() for name in (BODIES, RULES, FEEDS)})

    count = len(documents)
    click.echo(
        "1. " + ngettext("{n} document is read and kept", "{n} documents are read and kept", count).format(n=count)
    )
    store, result = prepare(documents, data)
    click.echo(f"   {counts(result.changes)}")
    save(store, result)

    click.echo("2. " + _("The dates are audited"))
    schedule = load(data)
    problems = audit(schedule, rules(data, schedule.bodies))
    click.echo(f"   {summary(problems)}")
    for problem in problems:
        if problem.severity is not Severity.NOTE:
            click.echo(f"   {line(problem)}")

    click.echo("3. " + _("The feeds are written"))
    files = export(data, folder / "exports", now()).files
    click.echo(f"   {folder / 'exports'}: {', '.join(files)}")

    click.echo("\n" + _("Try next:"))
    for command in (
        "check 2022-05-26 --body SRO",
        "check 2022-05-27 --body SRO",
        "list 2021 --body VVG",
        "audit 2021",
        "plan 2023 --body SRO --body VVG --explain",
    ):
        click.echo(f"  {_program()} {command} --data {data}")


def _program() -> str:
    """How the user calls this program: by name where the shell finds it, else by the path that was called."""
    name = "calendar-tool"
    return name if shutil.which(name) else sys.argv[0]


def _empty(into: Path | None) -> Path:
    if into is None:
        from tempfile import mkdtemp

        return Path(mkdtemp(prefix="calendar-tool-"))
    try:
        into.mkdir(parents=True, exist_ok=True)
        if any(into.iterdir()):
            raise input_error("not-empty", _("the folder is not empty"), str(into))
    except OSError as error:
        raise input_error("unwritable", os_reason(error), str(into)) from None
    return into
