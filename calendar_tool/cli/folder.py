"""The files of a data folder beside its schedules, and the clock: what commands share."""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from calendar_tool.cli import words
from calendar_tool.days.local import LOCAL_FILE, Local, load_local
from calendar_tool.locale import _
from calendar_tool.model.body import Bodies, Body
from calendar_tool.problem import input_error
from calendar_tool.rules.language import load_rules
from calendar_tool.rules.rule import Rule
from calendar_tool.store.schedules import load

if TYPE_CHECKING:
    from calendar_tool.model.meeting import Meeting
    from calendar_tool.model.schedule import Schedule
    from calendar_tool.store.ledger import Ledger

RULES = "rules.toml"
FEEDS = "feeds.toml"
_EPOCH_END = 4_102_444_800  # the year 2100


def rules(data: Path, bodies: Bodies | None) -> tuple[Rule, ...]:
    """The rules kept in the folder, about the bodies that are known there; none if there is no such file."""
    return load_rules(data / RULES, bodies)


def local(data: Path) -> Local:
    """What the folder says of the days where its users are; NOWHERE if it says nothing."""
    return load_local(data / LOCAL_FILE)


def body_option() -> click.Option:
    """--body."""
    return click.Option(["--body"], help=_("A body, by any of its names."))


def find_body(bodies: Bodies, name: str) -> Body:
    """The body of that name; InputError, with the names there are, if there is none."""
    body = bodies.find(name)
    if body is None:
        from difflib import get_close_matches

        names = {one.casefold(): b.name for b in bodies for one in b.names()}
        close = [names[match] for match in get_close_matches(name.casefold(), names, 3)]
        known = ", ".join(f"“{b}”" if "," in b else b for b in dict.fromkeys(close or (b.name for b in bodies))) or "–"
        text = (
            _("there is no such body; did you mean: {known}?")
            if close
            else _("there is no such body; there are: {known}")
        )
        raise input_error("unknown-body", text.format(known=known), name)
    return body


def kept(data: Path, year: int | None, body: str | None) -> tuple[Schedule, tuple[Meeting, ...], str]:
    """The schedule of a folder, its meetings of a year and body if they are given, and the words for none of them.

    InputError if there is no such body.
    """
    schedule = load(data, None if year is None else {year})
    none = words.no_meetings(data, year)
    if body is None:
        return schedule, schedule.meetings, none
    name = find_body(schedule.bodies, body).name
    return schedule, schedule.of(name), f"{name}: {none}"


def find_own_body(bodies: Bodies, name: str) -> Body:
    """The same for a body whose dates are judged; InputError too if it is known by its calendar."""
    body = find_body(bodies, name)
    if body.is_other:
        text = _("is known by its calendar, so that its dates are respected and not judged")
        raise input_error("other-body", text, name)
    return body


def document_name(path: Path) -> str:
    """A file's name as the name of a document, which stands in sources ("name:28: words"), calendars and on screens.

    Line breaks and other control characters, and a colon that digits follow, become "_"; what is no text in the
    file system's encoding "?".
    """
    import unicodedata

    name = path.name.encode("utf-8", "replace").decode()
    return re.sub(r":(?=[0-9])", "_", "".join("_" if unicodedata.category(c)[0] == "C" else c for c in name))


def now() -> datetime:
    """The present moment in UTC; SOURCE_DATE_EPOCH (reproducible-builds.org) sets it for builds and tests.

    InputError if that is no number of seconds of a year up to 2099.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return datetime.fromtimestamp(int(time.time()), UTC)
    if not (given.isascii() and given.isdigit() and len(given) <= 10 and int(given) < _EPOCH_END):
        raise input_error("clock", _("is no number of seconds since 1970"), f"SOURCE_DATE_EPOCH={given}")
    return datetime.fromtimestamp(int(given), UTC)


def uid_domain(data: Path, ledger: Ledger) -> str:
    """The domain for the UIDs of a folder without feeds.toml: the one it published with, or a new one.

    The former is told. A new one is random: two feeds of different senders must never share a UID. InputError if
    several domains have been published, for a wrong one would make every event a new one to those who subscribe.
    """
    from uuid import uuid4

    domains = ledger.domains()
    if not domains:
        return f"{uuid4().hex[:12]}.calendar-tool"
    if len(domains) > 1:
        text = _("is missing, and feeds have been published with the domains {domains}: restore it, or write {line}")
        line = f'uid_domain = "{domains[0]}"'
        raise input_error("lost-domain", text.format(domains=", ".join(domains), line=line), str(data / FEEDS))
    text = _("{file} was missing: the domain {domain} is taken from what has been published; see to the other settings")
    click.echo(text.format(file=data / FEEDS, domain=domains[0]), err=True)
    return domains[0]
