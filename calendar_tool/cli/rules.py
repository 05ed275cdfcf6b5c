"""calendar-tool rules: the rules that are kept, and ready ones to begin with."""

from __future__ import annotations

import re
from pathlib import Path

import click

from calendar_tool.cli.folder import RULES, body_option, find_body, rules
from calendar_tool.cli.options import common, lang_option, print_json, print_table
from calendar_tool.locale import _
from calendar_tool.problem import input_error
from calendar_tool.rules.language import parse_rules
from calendar_tool.rules.rule import Rule
from calendar_tool.rules.sets import SETS, adapted
from calendar_tool.store.bodies import BODIES, read_bodies
from calendar_tool.store.files import locked, write_all
from calendar_tool.toml_file import TomlFile


def make() -> click.Command:
    """The group, with its help in the language in use."""
    return click.Group(
        "rules",
        help=_("Shows the rules that are kept, or adds ready ones."),
        commands=[_list(), _add()],
        params=[lang_option()],
    )


def _list() -> click.Command:
    return click.Command(
        "list",
        callback=run_list,
        help=_("Lists the rules with their texts and sources. Mistakes in the file are told with their lines."),
        params=[body_option(), *common(only_looks=True)],
    )


def _add() -> click.Command:
    return click.Command(
        "add",
        callback=run_add,
        help=_(
            "Adds a ready set of rules at the end of rules.toml: the bodies of the folder are put into its groups, "
            "and what was there stays as it is."
        ),
        params=[click.Argument(["name"], type=click.Choice(sorted(SETS)), metavar=_("SET")), *common(("text",))],
    )


def run_list(body: str | None, output: str, data: Path) -> None:
    """Prints the rules, those about one body if it is given."""
    bodies = read_bodies(data / BODIES) if (data / BODIES).exists() else None
    kept = rules(data, bodies)
    if body and bodies is not None:
        name = find_body(bodies, body).name
        kept = tuple(rule for rule in kept if not rule.names() or name in rule.names())
    if output == "json":
        print_json({"rules": [_json(rule) for rule in kept]})
    elif not kept:
        click.echo(_("No rules are kept in {file}.").format(file=data / RULES))
    else:
        head = ["id", _("level"), _("kind"), _("bodies"), _("rule"), _("source")]
        print_table(head, [[r.id, r.level.value, r.kind, _about(r), r.text, r.source] for r in kept])


def run_add(name: str, output: str, data: Path) -> None:
    """Writes rules.toml with the set at its end."""
    bodies = read_bodies(data / BODIES) if (data / BODIES).exists() else None
    if not bodies:
        raise input_error("no-bodies", _("no bodies are kept here; import a document first"), str(data))
    path = data / RULES
    kept = {rule.id for rule in rules(data, bodies)}
    text, empty = adapted(name, bodies)
    if twice := sorted(kept & set(re.findall(r'(?m)^id = "([^"]+)"', text))):
        raise input_error("duplicate-id", _("has these rules already: {ids}").format(ids=", ".join(twice)), str(path))
    before = path.read_text("utf-8") if path.exists() else ""
    whole = (before.rstrip("\n") + "\n\n" if before else "") + text
    added = len(parse_rules(TomlFile(whole, str(path)), bodies)) - len(kept)  # nothing is written that cannot be read
    with locked(data):
        write_all(data, {RULES: whole.encode()})
    click.echo(_("{n} rules of “{name}” hold now; see {file}.").format(n=added, name=name, file=path))
    for group in empty:
        text = _("“{group}” is empty: write its bodies into the file, and the rules about it hold too.")
        click.echo(text.format(group=group))


def _about(rule: Rule) -> str:
    return ", ".join(dict.fromkeys(rule.names())) or _("all")


def _json(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "level": rule.level.value,
        "text": rule.text,
        "source": rule.source,
        "bodies": list(dict.fromkeys(rule.names())),
        "valid_from": rule.valid_from.isoformat() if rule.valid_from else None,
        "valid_until": rule.valid_until.isoformat() if rule.valid_until else None,
    }
