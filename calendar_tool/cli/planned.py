"""What the commands that learn and plan are given: past meetings, rules, pins and calendars, as a Request."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from calendar_tool.cli import spans
from calendar_tool.cli.fetch import fetch, is_address, read_file
from calendar_tool.cli.folder import RULES, find_own_body, local
from calendar_tool.days.local import Local
from calendar_tool.locale import _, ngettext
from calendar_tool.model.body import EVERYBODY, Bodies, Body
from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.planning.completing import completed
from calendar_tool.planning.learn import Learned, learn
from calendar_tool.planning.outline import about_the_year
from calendar_tool.planning.request import Request
from calendar_tool.planning.slots import is_decided
from calendar_tool.problem import input_error
from calendar_tool.rules.language import load_rules
from calendar_tool.rules.rule import Case, Rule
from calendar_tool.store.naming import Names
from calendar_tool.store.schedules import load

if TYPE_CHECKING:
    from calendar_tool.cli.given import Given

_YEAR = re.compile(r"[0-9]{4}")
_YEARS_BACK = 6  # so many years before the one that is planned are learned from, if nothing else is said


@dataclass(frozen=True, slots=True)
class Past:
    """Meetings to learn from, what stands beside them, and the rules and days that they are judged by.

    `called` has what files last called the bodies in them.
    """

    schedule: Schedule
    years: tuple[int, ...]
    rules: tuple[Rule, ...]
    local: Local
    called: Mapping[str, str]

    def learned(self, bodies: Iterable[str] | None = None, planned: int | None = None) -> Learned:
        """What the past years show, proposals left out; of some bodies if they are given, for the year `planned`."""
        schedule = self.schedule
        case = Case(filter(is_decided, schedule), schedule.bodies, self.local, schedule.others, schedule.known)
        off = [m for m in schedule if m.status is Status.CANCELLED]
        return learn(case, self.years, bodies, off, planned)


def rules_option() -> click.Option:
    """--rules."""
    return click.Option(
        ["--rules", "rules_file"],
        type=click.Path(path_type=Path),
        metavar=_("FILE"),
        help=_("The rules to go by in place of rules.toml in the folder."),
    )


def from_option() -> click.Option:
    """--from."""
    return click.Option(
        ["--from", "sources"],
        multiple=True,
        metavar=_("YEAR|FILE"),
        help=_(
            "What to learn from: a year that is kept, or a document, a schedule or the JSON of “read”; can be given "
            "several times (default: all years that are kept)."
        ),
    )


def past(sources: Sequence[str], rules_file: Path | None, data: Path, before: int | None = None) -> Past:
    """What is given to learn from; with `before` only years before that one.

    InputError if nothing is there to learn from in a file or a year that is named.
    """
    kept = load(data)
    years = [int(text) for text in sources if _YEAR.fullmatch(text)]
    files = [Path(text) for text in sources if not _YEAR.fullmatch(text)]
    for year in years:
        if not kept.year(year).meetings:
            raise input_error("no-meetings", _("no meetings of this year are kept"), str(year))
    schedule, called = _beside(files, kept, years, before) if files else (kept, {})
    if files:
        years = sorted({m.date.year for m in schedule if before is None or m.date.year < before})
    if not years:
        past_years = (m.date.year for m in kept if is_decided(m))
        last = max((year for year in past_years if before is None or year < before), default=0)
        years = list(range(last - _YEARS_BACK + 1, last + 1))
    if rules_file is not None and not rules_file.exists():
        raise input_error("unreadable", _("there is no such file"), str(rules_file))
    written = load_rules(rules_file or data / RULES, schedule.bodies)
    return Past(schedule, tuple(years), written, local(data), called)


def request(
    year: int, bodies: Sequence[str], found: Past, pins: Sequence[str], avoid: Sequence[str], seconds: float
) -> tuple[Request, Learned]:
    """What is to be planned, and what was learned for it.

    Without `bodies` all are planned that rules or past years tell something of. InputError for a body or a pin that
    is none, and if there is nothing to plan.
    """
    schedule = _avoiding(avoid, year, found.schedule)
    learned = found.learned(planned=year)
    rules = completed(found.rules, learned.rules)
    names = tuple(dict.fromkeys(find_own_body(schedule.bodies, name).name for name in bodies))
    if not names:
        told = about_the_year(rules)
        others = {b.name for b in schedule.bodies if b.is_other}
        names = tuple(b.name for b in schedule.bodies if b.name in told and b.name not in others)
    if not names:
        text = _("there is nothing to plan from: no year before it is kept, and no rule tells how often a body meets")
        raise input_error("nothing-to-plan", text, str(year))
    locked: dict[str, dict[date, str]] = {}
    for text in pins:
        body, day = meeting_named(text, schedule.bodies)
        if body not in names:
            raise input_error("pin", _("is of a body that is not planned"), text)
        if day.year != year:
            raise input_error("pin", _("is not in {year}").format(year=year), text)
        locked.setdefault(body, {})[day] = text
    return Request(year, names, schedule, rules, found.local, locked, seconds), learned


def meeting_named(text: str, bodies: Bodies) -> tuple[str, date]:
    """The body and the day of a text like "SRO 2027-01-20" or "SRO 20 januari 2027"; InputError if it is none."""
    match = re.fullmatch(r"(.+?)\s+([0-9]{4}-[0-9]{2}-[0-9]{2}|(?:den )?[0-9]{1,2} \w+\.? [0-9]{4})", text.strip())
    if not match:
        what = _("“{text}” is no meeting; write it like SRO 2027-01-20").format(text=text)
        raise input_error("meeting", what)
    return find_own_body(bodies, match[1]).name, spans.day(match[2])


def _beside(
    files: Sequence[Path], kept: Schedule, years: Collection[int], before: int | None
) -> tuple[Schedule, dict[str, str]]:
    """The meetings of files in place of past ones that are kept, beside those of some years and from `before` on.

    With them what the files last called each body.
    """
    from calendar_tool.cli.given import given  # only this needs the readers

    found: list[Meeting] = []
    texts: list[str] = []
    for path in files:
        source = given(path, None, "utf-8")
        if source.open_dates:
            click.echo(_open_dates(source), err=True)
        if not source.schedule.meetings:
            raise input_error("no-meetings", _("no meetings were found in it"), str(path))
        found += source.schedule
        texts += [name for body in source.schedule.bodies for name in body.names()]
    names = Names(kept.bodies, [*texts, *(m.body for m in found)])
    called = {names.resolve(m.body): m.body for m in sorted(found, key=lambda m: m.date)}
    meetings = [replace(m, body=names.resolve(m.body)) for m in found]
    also = [m for m in kept if m.date.year in years or (before is not None and m.date.year >= before)]
    return Schedule([*meetings, *also], names.bodies(), (), (), kept.others, kept.known), called


def _open_dates(source: Given) -> str:
    text = ngettext(
        "{path}: {n} date in it is open and tells nothing: see calendar-tool read {path}",
        "{path}: {n} dates in it are open and tell nothing: see calendar-tool read {path}",
        source.open_dates,
    )
    return text.format(path=source.path, n=source.open_dates)


def _with_own_slug(body: Body, bodies: Sequence[Body]) -> Body:
    taken, slug, number = {b.slug for b in bodies}, body.slug, 2
    while slug in taken:
        slug, number = f"{body.slug}-{number}", number + 1
    return replace(body, slug=slug)


def _avoiding(calendars: Sequence[str], year: int, schedule: Schedule) -> Schedule:
    """The schedule with the busy times of calendars (.ics) that nobody is to meet at."""
    if not calendars:
        return schedule
    from calendar_tool.reading.busy import read_busy

    bodies, others, known = list(schedule.bodies), list(schedule.others), dict(schedule.known)
    window = date(year - 1, 12, 1), date(year + 1, 1, 31)
    for text in calendars:
        busy = read_busy(fetch(text) if is_address(text) else read_file(Path(text)), text, *window)
        name = busy.title or text
        body = Bodies(bodies).find(name)
        if body is None:
            body = _with_own_slug(Body(name, calendar=text, shares_members_with=(EVERYBODY,)), bodies)
            bodies.append(body)
        others += [replace(m, body=body.name, id=f"{body.slug}@{m.date}T{m.start}") for m in busy.times]
        known[body.name] = window
    return Schedule(schedule.meetings, Bodies(bodies), schedule.series, schedule.unresolved, others, known)
