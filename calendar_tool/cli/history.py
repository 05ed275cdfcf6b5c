"""calendar-tool history: what the documents and people have made of a body's meetings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from calendar_tool.cli import words
from calendar_tool.cli.folder import find_body
from calendar_tool.cli.options import YEAR, common, print_json
from calendar_tool.locale import _
from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.planning.slots import is_decided
from calendar_tool.store.history import edited, who_says_status
from calendar_tool.store.schedules import load


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "history",
        callback=run,
        help=_(
            "Tells where a body's meetings come from: the lines of the documents, what was moved or changed by which "
            "document or by hand, and why a meeting is tentative or cancelled."
        ),
        params=[
            click.Argument(["body"], metavar=_("BODY")),
            click.Option(["--year"], type=YEAR, help=_("Only the meetings that are or were in this year.")),
            *common(only_looks=True),
        ],
    )


def run(body: str, year: int | None, output: str, data: Path) -> None:
    """Prints the meetings with their histories."""
    schedule = load(data)
    who = find_body(schedule.bodies, body)
    meetings = [m for m in schedule.of(who.name) if year is None or _was_in(m, year)]
    if output == "json":
        print_json({"body": who.name, "meetings": [_json(m) for m in meetings]})
        return
    if not meetings:
        click.echo(f"{who.name}: {words.no_meetings(data, year)}")
    for meeting in meetings:
        click.echo(f"{meeting.id}: {words.in_a_line(meeting)}")
        for head, text in _lines(meeting):
            click.echo(f"  {head}: {text}")


def _was_in(meeting: Meeting, year: int) -> bool:
    """Whether the meeting is in the year, or was before it was moved."""
    return meeting.date.year == year or any(re.search(rf"\b{year}-\d\d-\d\d\b", line) for line in meeting.history)


def _lines(meeting: Meeting) -> list[tuple[str, str]]:
    """What there is to tell, each with a word for it."""
    lines = [(_("source"), str(source)) for source in meeting.sources]
    lines += [(_("changed"), line) for line in meeting.history]
    if by_hand := edited(meeting):
        lines.append((_("by hand"), ", ".join(words.parts()[part] for part in by_hand)))
    if not is_decided(meeting):
        lines.append((_("proposal"), _("planned; “adopt” makes it decided")))
    elif not meeting.sources:
        lines.append((_("by hand"), _("no document tells of it")))
    if meeting.status is not Status.CONFIRMED and (is_decided(meeting) or meeting.conditions):
        lines.append((words.status(meeting), _why(meeting)))
    return lines


def _why(meeting: Meeting) -> str:
    """The reservations of the document, and where it is said."""
    said = [f"“{condition}”" for condition in meeting.conditions] if meeting.status is Status.TENTATIVE else []
    return ", ".join([*said, *filter(None, [who_says_status(meeting)])]) or _("no document says so")


def _json(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": meeting.id,
        **words.meeting_json(meeting),
        "sources": [{"place": str(source.place), "text": source.text} for source in meeting.sources],
        "history": list(meeting.history),
        "by_hand": edited(meeting),
        "status_from": who_says_status(meeting) or None,
    }
