"""Schedules given on the command line: a data folder, a schedule (TOML), a document or what was read of one (JSON)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from calendar_tool.cli.folder import document_name
from calendar_tool.cli.given_json import meetings_of_json
from calendar_tool.locale import _
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import input_error
from calendar_tool.reading.reader import read
from calendar_tool.reading.source import read_document
from calendar_tool.store.comparing import read_schedule
from calendar_tool.store.schedules import load, load_file


@dataclass(frozen=True, slots=True)
class Given:
    """What a path holds, and the number of dates that it leaves open."""

    path: Path
    schedule: Schedule
    open_dates: int = 0

    @property
    def is_folder(self) -> bool:
        """Whether it is a data folder."""
        return self.path.is_dir()

    @property
    def is_kept(self) -> bool:
        """Whether it is no document: what is kept is all there is, planned, held and cancelled."""
        return self.is_folder or self.path.suffix.casefold() == ".toml"


def given(path: Path, year: int | None, encoding: str) -> Given:
    """What a path holds; `year` is that of a document which states none. InputError if it cannot be used."""
    if path.is_dir():
        schedule = load(path)
        if not schedule.meetings:
            raise input_error("empty", _("no meetings are kept here; import a document first"), str(path))
        return Given(path, schedule)
    if path.suffix.casefold() == ".toml":
        return Given(path, load_file(path))
    if path.suffix.casefold() == ".json":
        return Given(path, Schedule(meetings_of_json(path)))
    reading = read(replace(read_document(path, encoding), name=document_name(path)), year)
    return Given(path, read_schedule(reading), len(reading.unresolved))
