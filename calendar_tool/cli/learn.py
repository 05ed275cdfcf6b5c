"""calendar-tool learn: the rules that past years show, in the rule language."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from calendar_tool.cli.folder import body_option, find_own_body
from calendar_tool.cli.options import common, print_json
from calendar_tool.cli.planned import from_option, past
from calendar_tool.locale import _
from calendar_tool.rules.printing import printed
from calendar_tool.store.files import write_one


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "learn",
        callback=run,
        help=_(
            "Learns from past years what each body keeps: its rhythm, hours, form and chains, and what its exceptions "
            "are due to. Prints rules to put into rules.toml, or to change and plan by (plan --rules)."
        ),
        params=[
            body_option(),
            from_option(),
            click.Option(
                ["--output", "file"],
                type=click.Path(path_type=Path),
                metavar=_("FILE"),
                help=_("The file to write (default: the standard output)."),
            ),
            click.Option(["--force"], is_flag=True, help=_("Replace a file that says something else.")),
            *common(only_looks=True),
        ],
    )


def run(body: str | None, sources: tuple[str, ...], file: Path | None, force: bool, output: str, data: Path) -> None:
    """Learns and prints; exits with 1 if nothing can be learned."""
    found = past(sources, None, data)
    name = find_own_body(found.schedule.bodies, body).name if body else None
    learned = found.learned(None if name is None else [name])
    if not learned.rules:
        click.echo(_("Nothing can be learned: no body has an ordinary meeting in the years."), err=True)
        sys.exit(1)
    if output == "json":
        shown = [{**rule.values(), "level": rule.level.value} for rule in learned.rules]
        print_json({"rules": [{key: _plain(value) for key, value in each.items()} for each in shown]})
        return
    head = _("Rules inferred from {years}. Change them as you like: “level” says how binding each one is.")
    years = sorted({d.year for habit in learned.habits.values() for d in habit.dates})
    text = printed(learned.rules, head.format(years=", ".join(map(str, years))))
    if file is None:
        click.echo(text, nl=False)
        return
    write_one(file, text.encode(), replace=force)
    click.echo(_("Written: {file}").format(file=file))


def _plain(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
