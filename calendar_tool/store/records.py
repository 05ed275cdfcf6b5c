"""The tables of schedules/<body>-<year>.toml: meetings, series and open fragments, read and rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from calendar_tool.locale import _
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Form, Kind, Meeting, Source, SpanError, Status, Unresolved, clock
from calendar_tool.model.series import Series
from calendar_tool.toml_file import YEARS, Table, TomlFile

Record = Meeting | Series | Unresolved
NextId = Callable[[str, int], str]  # the next free id of a body's slug and a year
SCHEDULES = "schedules"
_MOST_WEEKS = 520  # between two meetings of a rhythm
UNRESOLVED = f"{SCHEDULES}/unresolved.toml"


@dataclass(slots=True)
class Records:
    """One file: the n-th of a list is the n-th table of its kind; unresolved.toml has no body and year."""

    file: TomlFile
    next_id: NextId
    body: str | None = None
    slug: str = ""
    year: int | None = None
    meetings: list[Meeting] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)


def read_records(file: TomlFile, bodies: Bodies | None, expected: str, next_id: NextId) -> Records:
    """Reads a file of schedules/ whose name without suffix is `expected`; `next_id` is for a meeting without an id.

    Mistakes are collected in `file.problems`. Without `bodies` (bodies.toml cannot be used) the names of bodies
    are taken as they are.
    """
    top = file.top()
    records = Records(file, next_id)
    if expected == "unresolved":
        file.only("unresolved")
    else:
        file.only("meeting", "series", "unresolved")
        _read_head(records, top, bodies, expected)
        for table in file.tables("meeting"):
            if meeting := _meeting(table, records):
                records.meetings.append(meeting)
        for table in file.tables("series"):
            if series := _series(table, records):
                records.series.append(series)
    top.done()
    for table in file.tables("unresolved"):
        if fragment := _unresolved(table, records, bodies):
            records.unresolved.append(fragment)
    return records


def _read_head(records: Records, top: Table, bodies: Bodies | None, expected: str) -> None:
    name, records.year = (
        top.text("body", required=True),
        top.integer("year", required=True, least=YEARS[0], most=YEARS[-1]),
    )
    body = _body(top, name, bodies)
    records.body = body.name if body else name
    records.slug = body.slug if body else expected.rpartition("-")[0]
    if body and records.year and f"{body.slug}-{records.year}" != expected:
        right = f"{body.slug}-{records.year}.toml"
        text = _("{body} {year} belongs in {name}").format(body=body.name, year=records.year, name=right)
        top.wrong("body" if not expected.startswith(f"{body.slug}-") else "year", text, "wrong-file")


def _meeting(table: Table, records: Records) -> Meeting | None:
    id, day = table.text("id"), table.day("date", required=True)
    if not table.has("id"):
        free = records.next_id(records.slug, records.year or 0)
        table.wrong("id", _('“id” is missing; write: id = "{id}"').format(id=free), "missing-key")
    values: dict[str, Any] = {
        "end_date": table.day("end_date"),
        "start": table.clock("start"),
        "end": table.clock("end"),
        "form": table.choice("form", Form),
        "location": table.text("location"),
        "status": table.choice("status", Status) or Status.CONFIRMED,
        "kind": table.choice("kind", Kind) or Kind.SCHEDULED,
        "conditions": table.texts("conditions"),
        "sources": tuple(s for text in table.texts("sources") if (s := _source(table, "sources", text))),
        "history": table.texts("history"),
    }
    table.done()
    if id is None or day is None:
        return None
    if records.year and day.year != records.year:
        text = _("{date} is not in the year of the file, {year}: move the meeting to {name}").format(
            date=day, year=records.year, name=f"{records.slug}-{day.year}.toml"
        )
        table.wrong("date", text, "wrong-file")
    try:
        return Meeting(records.body or "", day, id=id, **values)
    except SpanError as error:
        if any(table.has(key) and values[key] is None for key in ("start", "end", "end_date")):
            return None  # that one is wrong has been said
        if error.field == "end_date":
            text = _("“end_date” must be after “date”")
        else:
            text = _("“end” must be after “start”") if values["start"] else _("“end” without “start”")
        table.wrong(error.field, text)
        return None


def _series(table: Table, records: Records) -> Series | None:
    every = table.integer("every_weeks", required=True, least=1, most=_MOST_WEEKS)
    first, last = table.day("first", required=True), table.day("last", required=True)
    source = _source(table, "source", table.text("source", required=True))
    table.done()
    if every is None or first is None or last is None or source is None:
        return None
    if last < first:
        table.wrong("last", _("“last” must not be before “first”"))
    return Series(records.body or "", every, first, last, source)


def _unresolved(table: Table, records: Records, bodies: Bodies | None) -> Unresolved | None:
    name = table.text("body")
    body = _body(table, name, bodies)
    reason = table.text("reason", required=True)
    source = _source(table, "source", table.text("source", required=True))
    fragment: dict[str, Any] = {
        "body": body.name if body else records.body,
        "year": table.integer("year", least=1, most=9999) or records.year,
        "month": table.integer("month", least=1, most=12),
        "day": table.integer("day", least=1, most=31),
        "start": table.clock("start"),
        "end": table.clock("end"),
        "form": table.choice("form", Form),
    }
    table.done()
    return Unresolved(source, reason, **fragment) if source and reason else None


def _body(table: Table, name: str | None, bodies: Bodies | None) -> Body | None:
    if name is None or bodies is None:
        return None
    body = bodies.find(name)
    if body is None:
        table.wrong("body", _("“{body}” is not in bodies.toml").format(body=name), "unknown-body")
    return body


def _source(table: Table, key: str, text: str | None) -> Source | None:
    try:
        return Source.parse(text) if text is not None else None
    except ValueError:
        example = "vvg-2021.txt:28: 18 jan kl. 9-12"
        wrong = _("“{text}” is not “document:line: words”, like “{example}”")
        table.wrong(key, wrong.format(text=text, example=example))
        return None


def record_values(record: Record, body: str | None, year: int | None) -> dict[str, Any]:
    """The keys of a record's table, in their order, in a file of this body and year."""
    if isinstance(record, Meeting):
        return _meeting_values(record)
    if isinstance(record, Series):
        return _series_values(record)
    return _unresolved_values(record, body, year)


def _meeting_values(meeting: Meeting) -> dict[str, Any]:
    return _present(
        id=meeting.id,
        date=meeting.date,
        end_date=meeting.end_date,
        start=_clock(meeting.start),
        end=_clock(meeting.end),
        form=meeting.form.value if meeting.form else None,
        location=meeting.location or None,
        status=meeting.status.value,
        kind=meeting.kind.value if meeting.kind is Kind.HELD else None,
        conditions=list(meeting.conditions) or None,
        sources=[source.stored() for source in meeting.sources] or None,
        history=list(meeting.history) or None,
    )


def _series_values(series: Series) -> dict[str, Any]:
    return _present(every_weeks=series.every_weeks, first=series.first, last=series.last, source=series.source.stored())


def _unresolved_values(fragment: Unresolved, body: str | None, year: int | None) -> dict[str, Any]:
    return _present(
        reason=fragment.reason,
        body=fragment.body if fragment.body != body else None,
        year=fragment.year if fragment.year != year else None,
        month=fragment.month,
        day=fragment.day,
        start=_clock(fragment.start),
        end=_clock(fragment.end),
        form=fragment.form.value if fragment.form else None,
        source=fragment.source.stored(),
    )


def _clock(value: time | None) -> str | time | None:
    """Like "09:00"; a time with seconds is left to TOML."""
    return value if value is None or value.second or value.microsecond else clock(value)


def _present(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
