"""The files of a data folder beside its schedules, and the clock: what commands share."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from calendar_tool.locale import _
from calendar_tool.model.body import Bodies, Body
from calendar_tool.problem import input_error
from calendar_tool.rules.kinds import Chain
from calendar_tool.rules.language import load_rules

RULES = "rules.toml"
FEEDS = "feeds.toml"
PUBLISHED = "published.toml"


def rules(data: Path) -> tuple[Chain, ...]:
    """The rules kept in the folder; none if there is no such file."""
    return load_rules(data / RULES)


def body_option() -> click.Option:
    """--body."""
    return click.Option(["--body"], help=_("A body, by any of its names."))


def find_body(bodies: Bodies, name: str) -> Body:
    """The body of that name; InputError, with the names there are, if there is none."""
    body = bodies.find(name)
    if body is None:
        known = ", ".join(b.name for b in bodies) or "–"
        raise input_error("unknown-body", _("there is no such body; there are: {known}").format(known=known), name)
    return body


def now() -> datetime:
    """The present moment in UTC; SOURCE_DATE_EPOCH (reproducible-builds.org) sets it for builds and tests."""
    return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()), UTC)


def new_domain() -> str:
    """A domain for UIDs that no other data folder has: two feeds of different senders must never share a UID."""
    from uuid import uuid4

    return f"{uuid4().hex[:12]}.calendar-tool"
