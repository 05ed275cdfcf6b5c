"""A schedule as tables, in five layouts. Each holds all that a meeting has, or says which meeting it cannot hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from calendar_tool.locale import _
from calendar_tool.model.meeting import Meeting
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import InputError, Problem, Severity
from calendar_tool.publishing.tables import wording
from calendar_tool.publishing.tables.table import Cell, Table

HEADS = ("Organ", "Datum", "Tid", "Mötesform", "Plats", "Anmärkning")


def tables(schedule: Schedule, layout: str) -> tuple[Table, ...]:
    """The tables of a schedule, one a year (the layout "list": one a body and year), in one of LAYOUTS.

    A meeting stands in the year in which it begins. InputError for each meeting that a table cannot hold: a text that
    no cell can have, two meetings that could be taken for one, a place with brackets inside a cell's own brackets.
    """
    problems = [*_unwritable(schedule), *_twice(schedule)]
    if problems:
        raise InputError(*problems)
    years = sorted({m.date.year for m in schedule})
    return tuple(table for year in years for table in LAYOUTS[layout](schedule.year(year), year))


class _Footnotes:
    """The reservations of a table's meetings, each with its mark: "*" the first, "**" the second."""

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}

    def mark(self, meeting: Meeting) -> str:
        """The mark that belongs after the meeting's day and hours; "" if it has no reservation."""
        if not meeting.reservations:
            return ""
        return self._marks.setdefault("; ".join(meeting.reservations), "*" * (len(self._marks) + 1))

    def lines(self) -> Iterator[str]:
        """The lines under the table."""
        return (f"{mark} Förbehåll: {text}" for text, mark in self._marks.items())


def _list(schedule: Schedule, year: int) -> Iterator[Table]:
    """A heading a body, a line a meeting. A form and a place that all share stand under the heading instead."""
    for body in schedule.body_names():
        meetings = schedule.of(body)
        shared = len({(m.form, m.location) for m in meetings}) == 1
        first, notes = meetings[0], _Footnotes()
        labels = [("Mötesform", wording.form(first)), ("Plats", first.location)] if shared else []
        rows = tuple((wording.sentence(m, notes.mark(m), year=True, named=not shared),) for m in meetings)
        yield Table(
            _title(year, [body]),
            rows,
            labels=tuple(f"{name}: {value}" for name, value in labels if value),
            notes=(*notes.lines(), *_full_names(schedule, [body])),
        )


def _rows(schedule: Schedule, year: int) -> Iterator[Table]:
    """A row a meeting, in order of time."""
    rows = tuple(
        (
            m.body,
            wording.days(m) if m.end_date else m.date,
            wording.hours(m),
            wording.form(m),
            m.location or "",
            "; ".join([*wording.state(m), *m.reservations]),
        )
        for m in schedule
    )
    yield _table(schedule, year, HEADS, rows)


def _columns(schedule: Schedule, year: int) -> Iterator[Table]:
    """A column a body, a row a round: the first meeting of each, the second of each, and so on."""
    bodies, notes = schedule.body_names(), _Footnotes()
    columns = [[wording.sentence(m, notes.mark(m), year=False) for m in schedule.of(body)] for body in bodies]
    rows = tuple((str(n), *row) for n, row in enumerate(zip_longest(*columns, fillvalue=""), 1))
    yield _table(schedule, year, ("Möte nr", *bodies), rows, notes)


def _months(schedule: Schedule, year: int) -> Iterator[Table]:
    """A row a body, a column a month, the days in the cells."""
    grid, notes = _grid(schedule)
    yield _table(schedule, year, ("Organ", *grid[0][1:]), tuple(grid[1:]), notes)


def _bodies(schedule: Schedule, year: int) -> Iterator[Table]:
    """A row a month, a column a body: `_months` with its rows and columns changed."""
    grid, notes = _grid(schedule)
    turned = list(zip(*grid, strict=True))
    yield _table(schedule, year, ("Månad", *turned[0][1:]), tuple(turned[1:]), notes)


LAYOUTS: dict[str, Callable[[Schedule, int], Iterator[Table]]] = {
    "list": _list,
    "rows": _rows,
    "columns": _columns,
    "months": _months,
    "bodies": _bodies,
}
"""The layouts by name: each makes the tables of one year."""


def _grid(schedule: Schedule) -> tuple[list[tuple[str, ...]], _Footnotes]:
    """Bodies down, months across, with the usual hours, form and place of each body before the months."""
    notes = _Footnotes()
    heads = ("Tid", "Mötesform", "Plats")
    months = range(min(m.date.month for m in schedule), max(m.date.month for m in schedule) + 1)
    facts, cells = [], []
    for body in schedule.body_names():
        meetings = schedule.of(body)
        usual = tuple(map(_usual, zip(*map(_facts, meetings), strict=True)))
        said = [(m.date.month, _in_cell(m, usual, notes.mark(m))) for m in meetings]
        facts.append(usual)
        cells.append(tuple(", ".join(text for at, text in said if at == month) for month in months))
    kept = [i for i in range(len(heads)) if i == 0 or any(usual[i] for usual in facts)]
    grid = [("", *(heads[i] for i in kept), *(wording.MONTHS[month - 1].capitalize() for month in months))]
    for body, usual, row in zip(schedule.body_names(), facts, cells, strict=True):
        grid.append((body, *(usual[i] for i in kept), *row))
    return grid, notes


def _facts(meeting: Meeting) -> tuple[str, str, str]:
    return wording.hours(meeting), wording.form(meeting), meeting.location or ""


def _usual(values: Sequence[str]) -> str:
    """The commonest of a body's hours, forms or places; "" if a meeting has none, for a cell cannot take one back."""
    return Counter(values).most_common(1)[0][0] if all(values) else ""


def _in_cell(meeting: Meeting, usual: Sequence[str], mark: str) -> str:
    """The meeting among others in a cell: "11", "25* (inställt)", "19 (13.00; Teams; plats: Stadshuset)"."""
    hours, form, place = (own if own != known else "" for own, known in zip(_facts(meeting), usual, strict=True))
    if "(" in place or ")" in place:
        text = _("this layout has no room for the brackets in the place “{place}”; --layout rows has")
        raise InputError(_problem("table-place", meeting, text.format(place=place)))
    told = [*filter(None, (hours, form)), *wording.state(meeting), *([f"plats: {place}"] if place else [])]
    return wording.days_of_month(meeting) + mark + (f" ({'; '.join(told)})" if told else "")


def _table(
    schedule: Schedule,
    year: int,
    head: tuple[str, ...],
    rows: tuple[tuple[Cell, ...], ...],
    notes: _Footnotes | None = None,
) -> Table:
    bodies = schedule.body_names()
    footnotes = notes.lines() if notes else ()
    return Table(_title(year, bodies), rows, head, notes=(*footnotes, *_full_names(schedule, bodies)))


def _title(year: int, bodies: Sequence[str]) -> str:
    """The title, which names the body if it is a single one."""
    return f"Mötestider {year} – {bodies[0]}" if len(bodies) == 1 else f"Mötestider {year}"


def _full_names(schedule: Schedule, bodies: Iterable[str]) -> Iterator[str]:
    """What the short names stand for."""
    for name in bodies:
        body = schedule.bodies.find(name)
        if body and body.full_name:
            yield f"{name} = {body.full_name}"


def _unwritable(schedule: Schedule) -> Iterator[Problem]:
    """The meetings with a text that is not one line of visible characters and single blanks, or has a column's bar."""
    for meeting in schedule:
        body = schedule.bodies.find(meeting.body)
        texts = (meeting.body, meeting.location or "", *meeting.reservations, (body and body.full_name) or "")
        for text in texts:
            if "|" in text or not text.isprintable() or text != " ".join(text.split()):
                reason = _("“{text}” cannot stand in a table: a bar, a line break, a tab or blanks in a row")
                yield _problem("table-text", meeting, reason.format(text=repr(text)[1:-1]))


def _twice(schedule: Schedule) -> Iterator[Problem]:
    """The meetings that a reader would take for one met before: same body and day, no other hour to tell them apart."""
    seen: dict[tuple[object, ...], list[Meeting]] = {}
    for meeting in schedule:
        others = seen.setdefault((meeting.body, meeting.date), [])
        if any(None in (meeting.start, other.start) or meeting.start == other.start for other in others):
            yield _problem("table-twice", meeting, _("is there twice; meetings of one day need hours of their own"))
        others.append(meeting)


def _problem(code: str, meeting: Meeting, text: str) -> Problem:
    who = f"{meeting.id}: {meeting.body} {meeting.date}" if meeting.id else f"{meeting.body} {meeting.date}"
    return Problem(code, Severity.CONFLICT, f"{who}: {text}", date=meeting.date, meetings=(meeting.id,))
