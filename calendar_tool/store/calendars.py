"""calendars/<body's slug>.toml: when other bodies are busy, as their calendars said when they were last fetched.

The times are one text with a line each, and not a table each: 5000 tables take 70 ms to parse, 5000 lines less than
one, and only the lines of the years asked for are made into meetings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from calendar_tool.locale import _
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Meeting, Source, Status, clock
from calendar_tool.problem import InputError, Problem
from calendar_tool.toml_file import YEARS, Table, TomlFile

if TYPE_CHECKING:
    from calendar_tool.model.reading import Reading

CALENDARS = "calendars"
_HEAD = """\
# Ett annat organs upptagna tider, hämtade från kalendern nedan. Filen skrivs av calendar-tool body update: ändra den
# inte för hand. En rad är en tid; "tentative": preliminär.
"""
_TIMES = re.compile(r"^busy\s*=\s*'''\n", re.M)
_LINE = re.compile(r"(\S{10}) (\S{5})(?:-(\S{5})| - (\S{10}) (\S{5}))?( tentative)?")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is kept of the calendar of a body (by its short name).

    `address` is the file or the URL, `fetched` in UTC; the calendar was read from the day `first` to the day `last`.
    """

    body: str
    address: str
    fetched: datetime
    first: date
    last: date
    busy: tuple[Meeting, ...] = ()


def calendar_name(body: Body) -> str:
    """The name of a body's file within the data folder."""
    return f"{CALENDARS}/{body.slug}.toml"


def calendar_text(calendar: Calendar) -> str:
    """The file; the same busy times fetched again change the line "fetched" only."""
    pairs = {
        "body": _quoted(calendar.body),
        "calendar": _quoted(calendar.address),
        "fetched": _quoted(calendar.fetched.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")),
        "known_from": calendar.first.isoformat(),
        "known_until": calendar.last.isoformat(),
    }
    lines = sorted({_line(meeting) for meeting in calendar.busy})
    keys = "".join(f"{key} = {value}\n" for key, value in pairs.items())
    times = "".join(f"{line}\n" for line in lines)
    return f"{_HEAD}{keys}" + (f"busy = '''\n{times}'''\n" if lines else "")


def read_calendar(folder: Path, body: Body, years: Collection[int] | None = None) -> Calendar | None:
    """The calendar kept of a body, None if it was never fetched; with `years` only the times that take some of them.

    The meetings have ids that are made of the body's slug and when they begin ("bhu@2027-01-20T09:00"), and their line
    as source. InputError with every mistake.
    """
    path = folder / calendar_name(body)
    if not path.exists():
        return None
    file = TomlFile.read(path)
    file.only()
    top = file.top()
    name, address = top.text("body", required=True), top.text("calendar", required=True)
    fetched = _moment(top)
    first, last = top.day("known_from", required=True), top.day("known_until", required=True)
    if name is not None and name != body.name:
        top.wrong("body", _("this is the file of {body}").format(body=body.name), "wrong-file")
    if first and last and last < first:
        top.wrong("known_until", _("“known_until” must not be before “known_from”"))
    busy = tuple(_busy(file, path, body, top.text("busy") or "", years))
    top.done()
    file.finish()
    if address is None or fetched is None or first is None or last is None:
        return None  # not so: finish() has raised
    return Calendar(body.name, address, fetched, first, last, busy)


def load_others(
    folder: Path, bodies: Bodies, years: Collection[int] | None = None
) -> tuple[list[Meeting], dict[str, tuple[date, date]]]:
    """The busy times of all other bodies, and by their names the days from and to which they are known.

    InputError with every mistake in all the files.
    """
    problems: list[Problem] = []
    others: list[Meeting] = []
    known: dict[str, tuple[date, date]] = {}
    for body in bodies:
        try:
            calendar = read_calendar(folder, body, years) if body.is_other else None
        except InputError as error:
            problems += error.problems
            continue
        if calendar:
            others += calendar.busy
            known[body.name] = calendar.first, calendar.last
    if problems:
        raise InputError(*problems)
    return others, known


def _busy(file: TomlFile, path: Path, body: Body, text: str, years: Collection[int] | None) -> Iterator[Meeting]:
    """The meetings of the lines; mistakes are collected in `file`."""
    first_line = _first_line(path) if text else 0
    document = calendar_name(body)
    wanted = None if years is None else {str(year) for year in years}
    taken: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), first_line):
        if not line or (wanted is not None and line[:4] not in wanted and " - " not in line):
            continue
        try:
            meeting = _meeting(body, line, Source(document, number, line))
        except ValueError:
            wrong = _("“{text}” is no time like “2027-01-20 09:00-11:00”").format(text=line)
            file.add("wrong-value", wrong, number)
            continue
        if wanted is not None and line[:4] not in wanted and not _takes(meeting, years or ()):
            continue
        taken[meeting.id] = count = taken.get(meeting.id, 0) + 1
        yield meeting if count == 1 else meeting.with_id(f"{meeting.id}/{count}")


def _takes(meeting: Meeting, years: Collection[int]) -> bool:
    return any(meeting.date.year <= year <= meeting.last_date.year for year in years)


def _first_line(path: Path) -> int:
    """The number of the first line of times."""
    text = path.read_text("utf-8-sig")
    match = _TIMES.search(text)
    return text.count("\n", 0, match.end()) + 1 if match else 1


def _meeting(body: Body, line: str, source: Source) -> Meeting:
    """The inverse of _line; ValueError if it is none."""
    match = _LINE.fullmatch(line)
    if not match:
        raise ValueError(line)
    day, start, end, last, last_end, tentative = match.groups()
    first = date.fromisoformat(day)
    end_date = date.fromisoformat(last) if last else None
    if first.year not in YEARS or (end_date and end_date.year not in YEARS):
        raise ValueError(line)
    until = end or last_end
    return Meeting(
        body.name,
        first,
        time.fromisoformat(start),
        time.fromisoformat(until) if until else None,
        end_date,
        status=Status.TENTATIVE if tentative else Status.CONFIRMED,
        sources=(source,),
        id=f"{body.slug}@{day}T{start}",
    )


def _line(meeting: Meeting) -> str:
    """A busy time: "2027-01-20 09:00-11:00", "2027-01-20 22:00 - 2027-01-21 02:00", "2027-01-20 09:00 tentative"."""
    assert meeting.start is not None
    text = f"{meeting.date} {clock(meeting.start)}"
    if meeting.end_date and meeting.end:
        text += f" - {meeting.end_date} {clock(meeting.end)}"
    elif meeting.end:
        text += f"-{clock(meeting.end)}"
    return text + (" tentative" if meeting.status is Status.TENTATIVE else "")


def _moment(top: Table) -> datetime | None:
    text = top.text("fetched", required=True)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC)
        if moment.year in YEARS:
            return moment
    except (ValueError, OverflowError):
        pass
    top.wrong("fetched", _("“{key}” must be a time in UTC like 2021-01-18T09:00:00Z").format(key="fetched"))
    return None


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes, and DEL, which JSON leaves."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def own_part(reading: Reading, bodies: Bodies) -> tuple[Reading, dict[str, int]]:
    """The reading without the bodies that have a calendar, which alone says when they meet; how many dates each had."""
    other = {name for name in _named(reading) if (body := bodies.find(name)) and body.is_other}
    if not other:
        return reading, {}
    left_out: dict[str, int] = {}
    for meeting in (*reading.meetings, *reading.implied):
        if meeting.body in other and (body := bodies.find(meeting.body)):
            left_out[body.name] = left_out.get(body.name, 0) + 1
    own = replace(
        reading,
        meetings=tuple(m for m in reading.meetings if m.body not in other),
        implied=tuple(m for m in reading.implied if m.body not in other),
        series=tuple(s for s in reading.series if s.body not in other),
        unresolved=tuple(u for u in reading.unresolved if u.body not in other),
    )
    return own, left_out


def _named(reading: Reading) -> set[str]:
    meetings = {meeting.body for meeting in (*reading.meetings, *reading.implied)}
    return meetings | {s.body for s in reading.series} | {u.body for u in reading.unresolved if u.body}
