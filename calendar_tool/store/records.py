"""The tables of schedules/<body>-<year>.toml: meetings, series and open fragments, read and rendered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from typing import Any

from calendar_tool.locale import _
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Form, Kind, Meeting, Source, Status, Unresolved
from calendar_tool.model.series import Series
from calendar_tool.toml_file import Table, TomlFile

Record = Meeting | Series | Unresolved
SCHEDULES = "schedules"
UNRESOLVED = f"{SCHEDULES}/unresolved.toml"


@dataclass(slots=True)
class Records:
    """One file: the n-th of a list is the n-th table of its kind; unresolved.toml has no body and year."""

    file: TomlFile
    body: str | None = None
    year: int | None = None
    meetings: list[Meeting] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)


def read_records(file: TomlFile, bodies: Bodies | None, expected: str) -> Records:
    """Reads a file of schedules/ whose name without suffix is `expected`.

    Mistakes are collected in `file.problems`. Without `bodies` (bodies.toml cannot be used) the names of bodies
    are taken as they are.
    """
    top = file.top()
    records = Records(file)
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
    name, records.year = top.text("body", required=True), top.integer("year", required=True, least=1)
    body = _body(top, name, bodies)
    records.body = body.name if body else name
    if body and records.year and f"{body.slug}-{records.year}" != expected:
        right = f"{body.slug}-{records.year}.toml"
        text = _("{body} {year} belongs in {name}").format(body=body.name, year=records.year, name=right)
        top.wrong("body" if not expected.startswith(f"{body.slug}-") else "year", text, "wrong-file")


def _meeting(table: Table, records: Records) -> Meeting | None:
    id, day = table.text("id", required=True), table.day("date", required=True)
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
    }
    table.done()
    if id is None or day is None:
        return None
    if records.year and day.year != records.year:
        text = _("{date} is not in the year of the file, {year}").format(date=day, year=records.year)
        table.wrong("date", text, "wrong-file")
    try:
        return Meeting(records.body or "", day, id=id, **values)
    except ValueError as error:
        _wrong_span(table, str(error))
        return None


def _wrong_span(table: Table, error: str) -> None:
    key, text = {
        "end_date must be after date": ("end_date", _("“end_date” must be after “date”")),
        "end needs start": ("end", _("“end” without “start”")),
        "end must be after start": ("end", _("“end” must be after “start”")),
    }[error]
    table.wrong(key, text)


def _series(table: Table, records: Records) -> Series | None:
    every = table.integer("every_weeks", required=True, least=1)
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
        "year": table.integer("year", least=1) or records.year,
        "month": _at_most(table, "month", 12),
        "day": _at_most(table, "day", 31),
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


def _at_most(table: Table, key: str, most: int) -> int | None:
    value = table.integer(key, least=1)
    if value is not None and value > most:
        table.wrong(key, _("“{key}” must be at most {most}").format(key=key, most=most))
    return value


def _source(table: Table, key: str, text: str | None) -> Source | None:
    try:
        return Source.parse(text) if text is not None else None
    except ValueError:
        table.wrong(key, _("“{text}” is not “document:line: words”").format(text=text))
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
        sources=[str(source) for source in meeting.sources] or None,
    )


def _series_values(series: Series) -> dict[str, Any]:
    return _present(every_weeks=series.every_weeks, first=series.first, last=series.last, source=str(series.source))


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
        source=str(fragment.source),
    )


def _clock(value: time | None) -> str | time | None:
    """Like "09:00"; a time with seconds is left to TOML."""
    return value if value is None or value.second or value.microsecond else value.strftime("%H:%M")


def _present(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
