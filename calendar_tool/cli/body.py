"""calendar-tool body: the bodies that are known, and the calendars of those of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from calendar_tool.cli.body_words import Fetched, body_json, head, new_files, row, tell, window
from calendar_tool.cli.fetch import fetch, is_address, read_file
from calendar_tool.cli.folder import find_body, now, rules
from calendar_tool.cli.options import common, lang_option, print_json, print_table
from calendar_tool.locale import _, ngettext
from calendar_tool.model.body import EVERYBODY, Bodies, Body, plain
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import InputError, Problem, Severity, input_error
from calendar_tool.reading.busy import Busy, read_busy
from calendar_tool.store.calendars import calendar_name
from calendar_tool.store.naming import Names
from calendar_tool.store.records import SCHEDULES
from calendar_tool.store.schedules import Store, load


def make() -> click.Command:
    """The group of commands, with its help in the language in use."""
    return click.Group(
        "body",
        commands={command.name or "": command for command in (_list(), _add(), _update(), _remove())},
        help=_(
            "Lists, adds and removes bodies. Somebody else's calendar, a file (.ics) or an address, can be added as a "
            "body whose busy times are respected and never published."
        ),
        params=[lang_option()],
    )


def _list() -> click.Command:
    return click.Command(
        "list",
        callback=list_bodies,
        help=_("Lists the bodies and the calendars of those of others."),
        params=common(only_looks=True),
    )


def _add() -> click.Command:
    return click.Command(
        "add",
        callback=add,
        help=_(
            "Adds a body. With --ics it is somebody else's: the times at which its calendar is busy are kept, and "
            "nothing else of it. Without NAME it gets the calendar's own name."
        ),
        params=[
            click.Argument(["name"], required=False, metavar=_("[NAME]")),
            click.Option(["--ics"], metavar=_("FILE|URL"), help=_("The calendar that says when it is busy.")),
            click.Option(["--full-name"], metavar=_("TEXT"), help=_("Its full name.")),
            click.Option(
                ["--alias", "aliases"],
                multiple=True,
                metavar=_("TEXT"),
                help=_("Another name of it; can be given several times."),
            ),
            click.Option(
                ["--shares-members-with", "shares"],
                multiple=True,
                metavar=_("BODY"),
                help=_(
                    "A body that cannot meet at the same time; can be given several times. With --ics all bodies are "
                    "meant if none is named."
                ),
            ),
            *common(),
        ],
    )


def _update() -> click.Command:
    return click.Command(
        "update",
        callback=update,
        help=_("Fetches calendars again, of the bodies named or of all."),
        params=[click.Argument(["names"], nargs=-1, metavar=_("[NAME]…")), *common(only_looks=True)],
    )


def _remove() -> click.Command:
    return click.Command(
        "remove",
        callback=remove,
        help=_("Removes a body without meetings, and its calendar."),
        params=[click.Argument(["name"], metavar=_("NAME")), *common(only_looks=True)],
    )


def list_bodies(output: str, data: Path) -> None:
    """Prints the bodies."""
    schedule = load(data)
    bodies = [body_json(body, schedule, data) for body in schedule.bodies]
    if output == "json":
        print_json({"bodies": bodies})
    elif not bodies:
        click.echo(_("No bodies are known in {folder}.").format(folder=data))
    else:
        print_table(head(), [row(body) for body in bodies])


def add(
    name: str | None,
    ics: str | None,
    full_name: str | None,
    aliases: tuple[str, ...],
    shares: tuple[str, ...],
    output: str,
    data: Path,
) -> None:
    """Adds a body, and what its calendar says."""
    if name is None and ics is None:
        raise input_error("no-name", _("say a name, or --ics with a calendar that has one"))
    store, moment = Store(data), now()
    calendar = None if ics is None else _kept_address(ics, data)
    busy = _read(calendar, data, moment) if calendar else None
    given = Body.from_text(_own_name(busy, ics or "") if name is None else name)
    body = replace(given, full_name=full_name or given.full_name, aliases=aliases, calendar=calendar)
    _check_names(body, store.schedule.bodies)
    others = store.schedule.bodies
    members = tuple(name if name == EVERYBODY else find_body(others, name).name for name in shares)
    if EVERYBODY in members and not calendar:
        text = _("“{name}” is for a body with a calendar").format(name=EVERYBODY)
        raise input_error("shares", text)
    body = replace(
        body,
        slug=_free_slug(body, others),
        shares_members_with=members or ((EVERYBODY,) if calendar else ()),
    )
    new = replace_bodies(store.schedule, Bodies([*others, body]))
    fetched = [Fetched(body, busy, moment)] if busy else []
    written = store.save(new, new_files(fetched))
    tell(fetched, [], written, output, data)


def update(names: tuple[str, ...], output: str, data: Path) -> None:
    """Fetches calendars again; what cannot be had leaves the others, and what is kept of it."""
    store, moment = Store(data), now()
    bodies = store.schedule.bodies
    chosen = [find_body(bodies, name) for name in names] or [body for body in bodies if body.is_other]
    if lacking := [body.name for body in chosen if not body.is_other]:
        raise input_error("no-calendar", _("has no calendar"), ", ".join(lacking))
    fetched, failed = list[Fetched](), list[Problem]()
    for body in dict.fromkeys(chosen):
        try:
            fetched.append(Fetched(body, _read(body.calendar or "", data, moment), moment))
        except InputError as error:
            kept = _("{body} is not fetched again; what was kept of it stays").format(body=body.name)
            failed += [*error.problems, Problem("not-fetched", Severity.NOTE, kept)]
    written = store.save(store.schedule, new_files(fetched)) if fetched else []
    if not chosen and output == "text":
        click.echo(_("No body has a calendar."))
        return
    tell(fetched, failed, written, output, data)


def remove(name: str, output: str, data: Path) -> None:
    """Removes a body, its mention at other bodies, and its calendar."""
    store = Store(data)
    old = store.schedule
    body = find_body(old.bodies, name)
    if count := len(old.of(body.name)):
        text = ngettext("has {n} meeting here and stays", "has {n} meetings here and stays", count)
        raise input_error("has-meetings", text.format(n=count), body.name)
    if files := sorted((data / SCHEDULES).glob(f"{body.slug}-[0-9][0-9][0-9][0-9].toml")):
        text = _("is the body of {file}: remove that file first, if nothing in it is needed")
        raise input_error("has-file", text.format(file=files[0]), body.name)
    if body.name in {*(series.body for series in old.series), *(fragment.body for fragment in old.unresolved)}:
        raise input_error("has-open", _("has rhythms or open dates here and stays"), body.name)
    left = Bodies(_without(other, body, old.bodies) for other in old.bodies if other is not body)
    rules(data, left)  # which may name the body
    written = store.save(replace_bodies(old, left))
    kept = data / calendar_name(body)
    if body.is_other and kept.exists():
        kept.unlink()  # nobody reads it any more, so that a kill before this does no harm
        written.append(calendar_name(body))
    if output == "json":
        print_json({"removed": body.name, "files": written})
    else:
        click.echo(_("{body} is removed: {files}").format(body=body.name, files=", ".join(written)))


def replace_bodies(schedule: Schedule, bodies: Bodies) -> Schedule:
    """The schedule with other bodies."""
    return Schedule(schedule.meetings, bodies, schedule.series, schedule.unresolved, schedule.others, schedule.known)


def _without(body: Body, gone: Body, bodies: Bodies) -> Body:
    """The body without a mention of the one that is gone."""
    left = tuple(name for name in body.shares_members_with if bodies.find(name) is not gone)
    return replace(body, shares_members_with=left) if left != body.shares_members_with else body


def _kept_address(ics: str, data: Path) -> str:
    """The address as it is kept; a file in the data folder by its path there, so that the folder can be moved."""
    if is_address(ics):
        return ics
    path = Path(ics).absolute()
    folder = data.absolute()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def _read(address: str, data: Path, moment: datetime) -> Busy:
    raw = fetch(address) if is_address(address) else read_file(data / address)
    name = address if is_address(address) else str(data / address)
    return read_busy(raw, name, *window(moment))


def _own_name(busy: Busy | None, ics: str) -> str:
    if busy is None or not busy.title or not plain(busy.title):
        raise input_error("no-name", _("the calendar has no name: say one before --ics"), ics)
    return busy.title


def _check_names(body: Body, bodies: Bodies) -> None:
    for name in body.names():
        if not plain(name):
            raise input_error("name", _("a name needs a letter or a digit"), name)
        if other := bodies.find(name):
            text = _("is already a name of {body}").format(body=other.name)
            raise input_error("duplicate", text, name)


def _free_slug(body: Body, bodies: Bodies) -> str:
    names = Names(bodies, ())
    names.resolve(body.name)
    found = names.bodies().find(body.name)
    return found.slug if found else body.slug
