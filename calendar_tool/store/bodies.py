"""bodies.toml: the bodies that are known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from calendar_tool.locale import _
from calendar_tool.model.body import EVERYBODY, Bodies, Body, plain, slug
from calendar_tool.toml_file import Table, TomlFile

BODIES = "bodies.toml"


def read_bodies(path: Path) -> Bodies:
    """Reads bodies.toml; InputError with every mistake in it, also names that are taken or unknown."""
    file = TomlFile.read(path)
    file.only("body")
    file.top().done()
    read = [(table, body) for table in file.tables("body") if (body := _body(table))]
    bodies = Bodies(body for _table, body in read)
    slugs: dict[str, Body] = {}
    names: dict[str, Body] = {}
    for table, body in read:
        if (other := slugs.setdefault(body.slug, body)) is not body:
            text = _("“{name}” is also the slug of {body}").format(name=body.slug, body=other.name)
            table.wrong("slug", text, "duplicate")
        for key, name in _keyed_names(body):
            if (other := names.setdefault(plain(name), body)) is not body:
                text = _("“{name}” is also a name of {body}").format(name=name, body=other.name)
                table.wrong(key, text, "duplicate")
        for name in body.shares_members_with:
            if name == EVERYBODY:
                if not body.is_other:
                    text = _("“{name}” is for a body with a calendar").format(name=name)
                    table.wrong("shares_members_with", text)
            elif not bodies.find(name):
                text = _("there is no body “{name}”").format(name=name)
                table.wrong("shares_members_with", text, "unknown-body")
    file.finish()
    return bodies


def _body(table: Table) -> Body | None:
    name, given = table.text("name", required=True), table.text("slug")
    full_name, aliases = table.text("full_name"), table.texts("aliases")
    shares, calendar = table.texts("shares_members_with"), table.text("calendar")
    table.done()
    if given and slug(given) != given:
        table.wrong("slug", _("“slug” must be like “{slug}”: a-z, 0-9 and hyphens").format(slug=slug(given)))
    return Body(name, given or "", full_name, aliases, shares, calendar) if name else None


def _keyed_names(body: Body) -> list[tuple[str, str]]:
    """The names of a body, each with the key that it stands at."""
    full = [("full_name", body.full_name)] if body.full_name else []
    return [("name", body.name), *full, *(("aliases", alias) for alias in body.aliases)]


def body_values(body: Body) -> dict[str, Any]:
    """The keys of a body's table in their order."""
    values = {
        "name": body.name,
        "slug": body.slug,
        "full_name": body.full_name,
        "aliases": list(body.aliases),
        "shares_members_with": list(body.shares_members_with),
        "calendar": body.calendar,
    }
    return {key: value for key, value in values.items() if value}
