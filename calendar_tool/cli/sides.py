"""Two accounts of the same meetings side by side: a line a date, a column each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from calendar_tool.cli import words
from calendar_tool.cli.options import print_table
from calendar_tool.locale import _
from calendar_tool.model.meeting import Meeting
from calendar_tool.store.changes import Change
from calendar_tool.store.comparing import Disagreement
from calendar_tool.store.history import changed


def print_disagreement(disagreement: Disagreement) -> None:
    """What two documents say differently of a body."""
    one, other = disagreement.documents
    said = _("{body}: {one} and {other} disagree").format(body=disagreement.body, one=one, other=other)
    click.echo(f"\n{said}")
    print_sides(disagreement.changes, disagreement.documents)
    click.echo()


def print_sides(changes: Sequence[Change], names: Sequence[str], kinds: Sequence[str] = ()) -> None:
    """A table with a line a change, with what kind it is of if `kinds` are given, and the parts that differ."""
    rows = []
    for number, change in enumerate(changes):
        sides = (change.before, change.after)
        day = next(m.date for m in sides if m)
        cells = [_cell(meeting, day) for meeting in sides]
        parts = ", ".join(words.parts()[part] for part in differing(change))
        rows.append([kinds[number] if kinds else "", words.day(day), *cells, parts])
    print_table(["", _("date"), *names, _("differs")], rows)


def differing(change: Change) -> list[str]:
    """The parts that both sides have and that are not the same."""
    return changed(change.before, change.after) if change.before and change.after else []


def disagreement_json(disagreement: Disagreement) -> dict[str, Any]:
    """The machine form of a disagreement."""
    return {
        "body": disagreement.body,
        "documents": list(disagreement.documents),
        "dates": [
            {"sides": [side_json(side) for side in (c.before, c.after)], "fields": differing(c)}
            for c in disagreement.changes
        ],
    }


def side_json(meeting: Meeting | None) -> dict[str, Any] | None:
    """The machine form of a meeting with where it stands; None if this side has none."""
    if meeting is None:
        return None
    places = [str(source.place) for source in meeting.sources]
    return {**words.meeting_json(meeting), "id": meeting.id or None, "places": places}


def _cell(meeting: Meeting | None, day: date) -> str:
    """Where the meeting stands - its id if it is kept - and what is said of it beside the day of the line."""
    if meeting is None:
        return "–"
    place = meeting.id or ", ".join(str(source.place) for source in meeting.sources)
    first, hours, _body, *rest = words.meeting_row(meeting)
    same_day = meeting.date == day and not meeting.end_date
    conditions = f"({'; '.join(meeting.conditions)})" if meeting.conditions else ""
    said = " ".join(cell for cell in ("" if same_day else first, hours, *rest, conditions) if cell)
    return f"{place}: {said}" if said else place
