"""How bodies and their calendars are said to people, and as JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from calendar_tool.cli.options import print_json
from calendar_tool.cli.words import problem_json
from calendar_tool.locale import _, ngettext
from calendar_tool.model.body import EVERYBODY, Body
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import Problem
from calendar_tool.reading.busy import Busy, Reason
from calendar_tool.store.calendars import Calendar, calendar_name, calendar_text, read_calendar


def body_json(body: Body, schedule: Schedule, data: Path) -> dict[str, Any]:
    """A body, what is kept of it and of its calendar."""
    kept = read_calendar(data, body, ()) if body.is_other else None
    return {
        "name": body.name,
        "slug": body.slug,
        "full_name": body.full_name,
        "aliases": list(body.aliases),
        "shares_members_with": list(body.shares_members_with),
        "meetings": len(schedule.of(body.name)),
        "calendar": body.calendar,
        "fetched": kept.fetched.isoformat().replace("+00:00", "Z") if kept else None,
        "known_from": kept.first.isoformat() if kept else None,
        "known_until": kept.last.isoformat() if kept else None,
        "busy": sum(m.body == body.name for m in schedule.others) if kept else None,
    }


def head() -> list[str]:
    """The heads over row."""
    return [
        _("name"),
        _("other names"),
        _("meetings"),
        _("shares members with"),
        _("calendar"),
        _("fetched"),
        _("busy times"),
        _("known from"),
        _("known until"),
    ]


def row(body: dict[str, Any]) -> list[str]:
    """The cells of a body."""
    shares = [_("all") if name == EVERYBODY else name for name in body["shares_members_with"]]
    fetched = body["fetched"] or (_("never") if body["calendar"] else "")
    return [
        body["name"],
        ", ".join(filter(None, [body["full_name"], *body["aliases"]])),
        str(body["meetings"] or ""),
        ", ".join(shares),
        body["calendar"] or "",
        fetched,
        "" if body["busy"] is None else str(body["busy"]),
        body["known_from"] or "",
        body["known_until"] or "",
    ]


def window(moment: datetime) -> tuple[date, date]:
    """The days that calendars are read for: from the beginning of last year to the end of three years ahead."""
    return date(moment.year - 1, 1, 1), date(moment.year + 3, 12, 31)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a body's calendar said, and when."""

    body: Body
    busy: Busy
    moment: datetime

    @property
    def calendar(self) -> Calendar:
        """As it is kept."""
        address = self.body.calendar or ""
        return Calendar(self.body.name, address, self.moment, *window(self.moment), self.busy.times)


def new_files(fetched: Sequence[Fetched]) -> dict[str, bytes]:
    """The files that keep the busy times, by name."""
    return {calendar_name(each.body): calendar_text(each.calendar).encode() for each in fetched}


def tell(
    fetched: Sequence[Fetched], failed: Sequence[Problem], written: Sequence[str], output: str, data: Path
) -> None:
    """Prints what was read, and to standard error what was not; exits with 2 for a calendar, with 1 for an entry."""
    problems = [problem for each in fetched for problem in each.busy.problems]
    if output == "json":
        print_json(
            {
                "calendars": [_fetched_json(each) for each in fetched],
                "failed": [problem_json(problem) for problem in failed],
                "files": sorted(written),
            }
        )
    else:
        for each in fetched:
            click.echo(_sentence(each))
        if written:
            click.echo(_("Written in {folder}: {files}").format(folder=data, files=", ".join(sorted(written))))
    for problem in (*failed, *problems):
        click.echo(str(problem), err=True)
    if failed or problems:
        sys.exit(2 if failed else 1)


def _sentence(fetched: Fetched) -> str:
    """How many busy times there are, and how many entries are none."""
    calendar, count = fetched.calendar, len(fetched.busy.times)
    times = ngettext("{n} busy time", "{n} busy times", count).format(n=count)
    text = _("{body}: {times} {first} to {last}").format(
        body=fetched.body.name, times=times, first=calendar.first, last=calendar.last
    )
    if not fetched.busy.left_out:
        return f"{text}."
    reasons = ", ".join(_reason(reason, n) for reason, n in fetched.busy.left_out.items())
    return _("{text}; left out: {reasons}.").format(text=text, reasons=reasons)


def _reason(reason: Reason, n: int) -> str:
    words = {
        Reason.FREE: ngettext("{n} entry that is free", "{n} entries that are free", n),
        Reason.CANCELLED: ngettext("{n} entry that is cancelled", "{n} entries that are cancelled", n),
        Reason.NO_LENGTH: ngettext("{n} entry that takes no time", "{n} entries that take no time", n),
        Reason.TASK: ngettext("{n} task", "{n} tasks", n),
        Reason.OUTSIDE: ngettext("{n} entry on other days", "{n} entries on other days", n),
    }
    return words[reason].format(n=n)


def _fetched_json(fetched: Fetched) -> dict[str, Any]:
    calendar = fetched.calendar
    return {
        "body": fetched.body.name,
        "calendar": calendar.address,
        "busy": len(fetched.busy.times),
        "known_from": calendar.first.isoformat(),
        "known_until": calendar.last.isoformat(),
        "left_out": {reason.value: n for reason, n in fetched.busy.left_out.items()},
        "problems": [problem_json(problem) for problem in fetched.busy.problems],
    }
