"""calendar-tool plan: a proposal for a year, with its reasons."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from calendar_tool.cli.options import YEAR, common, print_json
from calendar_tool.cli.plan_words import (
    comparison_json,
    contradiction_json,
    plan_json,
    print_comparison,
    print_contradiction,
    print_left_out,
    print_plan,
    print_written,
    progress_line,
)
from calendar_tool.cli.planned import from_option, meeting_named, past, request, rules_option
from calendar_tool.cli.table import file_kind
from calendar_tool.locale import _
from calendar_tool.model.schedule import Schedule
from calendar_tool.planning.request import SECONDS, NoPlan, Plan, Progress
from calendar_tool.problem import input_error
from calendar_tool.publishing.tables import LAYOUTS, RENDERERS
from calendar_tool.store.ledger import Ledger
from calendar_tool.store.schedules import PUBLISHED, Store

_MOST_SECONDS = 3600


def make() -> click.Command:
    """The command, with its help in the language in use."""
    return click.Command(
        "plan",
        callback=run,
        help=_(
            "Plans a year by the rules and by what past years show: proves the best dates there are and says what gave "
            "way. Nothing is written unless --save or --output is given."
        ),
        params=[
            click.Argument(["year"], type=YEAR, metavar=_("YEAR")),
            click.Option(
                ["--body", "bodies"], multiple=True, help=_("A body, by any of its names; can be given several times.")
            ),
            from_option(),
            rules_option(),
            click.Option(
                ["--pin", "pins"],
                multiple=True,
                metavar=_("“BODY DATE”"),
                help=_("A date that is locked, like “SRO 2027-01-20”; can be given several times."),
            ),
            click.Option(
                ["--avoid"],
                multiple=True,
                metavar=_("FILE|URL"),
                help=_("A calendar (.ics) at whose busy times nobody meets; can be given several times."),
            ),
            click.Option(
                ["--why"],
                metavar=_("“BODY DATE”"),
                help=_("Compare the plan with a date that you would rather have, like “SRO 2027-02-25”."),
            ),
            click.Option(["--explain"], is_flag=True, help=_("Say for each date why it was chosen.")),
            click.Option(["--deadlines", "with_deadlines"], is_flag=True, help=_("List what would be due, too.")),
            click.Option(["--save"], is_flag=True, help=_("Keep the proposal in the folder, as tentative meetings.")),
            click.Option(
                ["--output", "file"],
                type=click.Path(path_type=Path),
                metavar=_("FILE"),
                help=_("Write the proposal as a table (.txt, .docx, .xlsx, .html, .csv) or a calendar (.ics)."),
            ),
            click.Option(
                ["--layout"],
                type=click.Choice(tuple(LAYOUTS)),
                default="list",
                help=_("A list for each body; a row a meeting; a column a body; months across; or bodies across."),
            ),
            click.Option(["--force"], is_flag=True, help=_("Replace a file that says something else.")),
            click.Option(
                ["--seconds"],
                type=click.FloatRange(0.1, _MOST_SECONDS),
                default=SECONDS,
                show_default=True,
                help=_("How long to search; Ctrl-C ends it too, with the best plan yet."),
            ),
            *common(only_looks=True),
        ],
    )


def run(
    year: int,
    bodies: tuple[str, ...],
    sources: tuple[str, ...],
    rules_file: Path | None,
    pins: tuple[str, ...],
    avoid: tuple[str, ...],
    why: str | None,
    explain: bool,
    with_deadlines: bool,
    save: bool,
    file: Path | None,
    layout: str,
    force: bool,
    seconds: float,
    output: str,
    data: Path,
) -> None:
    """Plans and prints; exits with 1 if there is no plan, and writes nothing then."""
    before = past(sources, rules_file, data, year)
    asked, learned = request(year, bodies, before, pins, avoid, seconds)
    wish = meeting_named(why, asked.schedule.bodies) if why else None
    if wish and wish[1].year != year:
        raise input_error("why", _("is not in {year}").format(year=year), why)
    suffixes = (".txt", ".ics", *(f".{kind}" for kind in RENDERERS if kind != "text"))
    if file and file.suffix.casefold() not in suffixes:
        text = _("files of these kinds can be written: {kinds}")
        raise input_error("kind", text.format(kinds=", ".join(suffixes)), str(file))
    from calendar_tool.planning.planner import plan  # heavy: the solver

    found = plan(asked, _progress())
    click.echo("\r\x1b[K" if sys.stderr.isatty() else "", nl=False, err=True)
    if isinstance(found, NoPlan):
        if output == "json":
            print_json(contradiction_json(found))
        else:
            print_contradiction(found)
        sys.exit(1)
    if wish:
        from calendar_tool.planning.explain import compare

        comparison = compare(found, *wish)
        if output == "json":
            print_json(comparison_json(comparison, before.called))
        else:
            print_comparison(comparison)
        return
    written = [_written(found, file, layout, force, data)] if file else []
    if save:
        written += _kept(found, data)
    if output == "json":
        print_json({**plan_json(found, learned, before.called, with_deadlines), "written": written})
    else:
        print_plan(found, learned, explain, with_deadlines)
        if not bodies:
            print_left_out(found, before.schedule, before.years)
        print_written(written, learned, save)


def _progress() -> Callable[[Progress], None] | None:
    """A line on a terminal that says how far the search has come; none elsewhere."""
    if not sys.stderr.isatty():
        return None
    return lambda progress: click.echo(f"\r\x1b[K{progress_line(progress)}", nl=False, err=True)


def _kept(found: Plan, data: Path) -> list[str]:
    """Writes the proposal into the folder; the names of the files that changed."""
    from calendar_tool.planning.proposing import proposed

    store = Store(data)
    unknown = [body for body in found.request.bodies if not store.schedule.bodies.find(body)]
    if unknown:
        text = _("no such body is kept in {folder}: import a document with it first, or add it (body add)")
        raise input_error("unknown-body", text.format(folder=data), ", ".join(unknown))
    return store.save(proposed(found, store.schedule, Ledger.load(data / PUBLISHED).ids()))


def _written(found: Plan, file: Path, layout: str, force: bool, data: Path) -> str:
    """Writes the proposal as a table or a calendar; the file's name."""
    from calendar_tool.planning.proposing import proposed
    from calendar_tool.publishing.tables import tables
    from calendar_tool.store.files import write_one

    schedule = found.request.schedule
    ledger = Ledger.load(data / PUBLISHED)
    whole = proposed(found, schedule, ledger.ids())
    bodies, year = found.request.bodies, found.request.year
    part = Schedule((m for m in whole.year(year) if m.body in bodies), schedule.bodies)
    if file.suffix.casefold() == ".ics":
        made = _calendar(part, ledger, data)
    else:
        made = RENDERERS[file_kind(file)](tables(part, layout))
    write_one(file, made, replace=force)
    return str(file)


def _calendar(part: Schedule, ledger: Ledger, data: Path) -> bytes:
    """One feed of the proposal, beside what is published: the ledger is not written."""
    from calendar_tool.cli.folder import FEEDS, now, uid_domain
    from calendar_tool.publishing.ics import ALL, feeds
    from calendar_tool.publishing.settings import FeedSettings, load_settings

    settings = load_settings(data / FEEDS) or FeedSettings(uid_domain(data, ledger))
    return feeds(part, settings, ledger, now())[ALL]
