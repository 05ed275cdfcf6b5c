"""calendar-tool deadlines: what is due before and after each meeting."""

from __future__ import annotations

from pathlib import Path

import click

from calendar_tool.checking.deadlines import deadlines
from calendar_tool.cli import words
from calendar_tool.cli.folder import RULES, body_option, kept, rules
from calendar_tool.cli.options import YEAR, common, print_csv, print_json, print_table
from calendar_tool.locale import _
from calendar_tool.model.meeting import clock

COLUMNS = ("date", "time", "deadline", "body", "meeting", "meeting_date", "moved_from", "source")
"""The columns of the CSV, which are the keys of the JSON."""


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "deadlines",
        callback=run,
        help=_("Lists what is due before and after each meeting: papers, notice, adjustment, appeal."),
        params=[
            click.Argument(["year"], type=YEAR, required=False, metavar=_("[YEAR]")),
            body_option(),
            *common(("text", "json", "csv"), only_looks=True),
        ],
    )


def run(year: int | None, body: str | None, output: str, data: Path) -> None:
    """Prints the deadlines in order of their date within each meeting."""
    schedule, meetings, none = kept(data, year, body)
    found = deadlines(meetings, rules(data, schedule.bodies))
    shown = [words.deadline_json(dated) for dated in found]
    if output == "json":
        print_json({"deadlines": shown})
    elif output == "csv":
        print_csv(COLUMNS, [[str(row[key] or "") for key in COLUMNS] for row in shown])
    elif not meetings:
        click.echo(none)
    elif not found:
        click.echo(_("No rule in {file} tells of a deadline for these meetings.").format(file=data / RULES))
    else:
        rows = [
            [
                f"{d.meeting.body} {d.meeting.date}",
                words.day(d.due.day),
                clock(d.due.clock) if d.due.clock else "",
                d.rule.name,
                _("moved from {date}").format(date=words.day(d.due.moved_from)) if d.due.moved_from else "",
            ]
            for d in found
        ]
        print_table([_("meeting"), _("due"), _("at"), _("what"), ""], rows)
