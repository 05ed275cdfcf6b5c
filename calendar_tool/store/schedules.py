"""The data folder: bodies.toml and schedules/<body's slug>-<year>.toml <-> Schedule.

`load` is for those who only look; `Store` is for those who also write. A fragment that belongs to no body and
year is in schedules/unresolved.toml.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path

from calendar_tool.locale import _, os_reason
from calendar_tool.model.body import Bodies
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import InputError, Place, Problem, Severity, input_error
from calendar_tool.store.bodies import BODIES, read_bodies
from calendar_tool.store.files import Snapshot, locked, recover, write_all
from calendar_tool.store.naming import Ids
from calendar_tool.store.records import SCHEDULES, UNRESOLVED, NextId, Records, read_records
from calendar_tool.toml_file import TomlFile

PUBLISHED = "published.toml"
"""The file of the ledger in a data folder."""

_ID = r"""["']([a-z0-9-]+-[0-9]+)["'@]"""


def load(folder: Path, years: Collection[int] | None = None) -> Schedule:
    """The schedule kept in a data folder, empty if there is none.

    With `years`, only the files of those years are read; fragments without a year always are. The busy times of other
    bodies come from calendars/. InputError with the file and line of every mistake in all the schedules, or else in the
    calendars.
    """
    recover(folder)
    bodies, files = _read(folder, _names(folder, years))
    schedule = _schedule(bodies, files.values())
    if not any(body.is_other for body in bodies):
        return schedule
    from calendar_tool.store.calendars import load_others

    others, known = load_others(folder, bodies, years)
    return Schedule(schedule.meetings, bodies, schedule.series, schedule.unresolved, others, known)


def load_file(path: Path) -> Schedule:
    """The schedule of one file of schedules/, wherever a copy of it lies and whatever its name is.

    The bodies are those of the data folder that it is in, if it is in one. InputError as for `load`.
    """
    file = TomlFile.read(path)
    records = read_records(file, None, path.stem, _next_id(path.parent.parent))
    file.finish()
    if problems := _duplicates([records]):
        raise InputError(*problems)
    bodies = path.absolute().parent.parent / BODIES
    return _schedule(read_bodies(bodies) if bodies.is_file() else Bodies(), [records])


class Store:
    """A data folder as it was when it was opened, for changing it."""

    def __init__(self, folder: Path) -> None:
        """Reads the whole folder, which may be missing yet; InputError as for `load`."""
        self.folder = folder
        self._open()

    def _open(self) -> None:
        recover(self.folder)
        names = _names(self.folder)
        self._seen = Snapshot.take(self.folder, [BODIES, *names])
        self._bodies, self._files = _read(self.folder, names)
        self.schedule = _schedule(self._bodies, self._files.values())

    def changes(self, new: Schedule) -> dict[str, bytes]:
        """The files that say something else in `new`, with their new contents; comments are kept.

        ValueError if a meeting of `new` has no id of its own or a body that is not in `new.bodies`.
        """
        from calendar_tool.store.rewriting import rewrite

        return rewrite(self._seen.contents, self._bodies, self._files, new)

    def save(self, new: Schedule, also: Mapping[str, bytes] | None = None) -> list[str]:
        """Writes `new`, and the files of `also` (name -> contents) together with it: all or nothing.

        Out come the names of the files that changed; `schedule` is what they say. InputError
        "changed-meanwhile" if somebody edited a file since it was read, "locked" if somebody is writing.
        """
        files = self.changes(new)
        with locked(self.folder):
            recover(self.folder)
            self._seen.check({*_names(self.folder), *files})
            changed = write_all(self.folder, {**files, **(also or {})})
            self._open()
        return changed


def _names(folder: Path, years: Collection[int] | None = None) -> list[str]:
    """The files of schedules/ in order, as names within the folder; of a body's, those of `years` only."""
    try:
        names = sorted(os.listdir(folder / SCHEDULES))  # noqa: PTH208 - three times as fast as Path.iterdir
    except FileNotFoundError:
        return []
    except OSError as error:
        raise input_error("unreadable", os_reason(error), str(folder / SCHEDULES)) from None
    return [
        f"{SCHEDULES}/{name}"
        for name in names
        if name.endswith(".toml") and not name.startswith(".")
        if years is None or (year := _year(name)) is None or year in years
    ]


def _year(name: str) -> int | None:
    """The year in a file's name; None if it has none."""
    _slug, dash, year = name.removesuffix(".toml").rpartition("-")
    return int(year) if dash and len(year) == 4 and year.isascii() and year.isdigit() else None


def _read(folder: Path, names: list[str]) -> tuple[Bodies, dict[str, Records]]:
    """Reads the files and raises all their mistakes at once."""
    problems: list[Problem] = []
    bodies: Bodies | None = Bodies()
    try:
        if (folder / BODIES).exists():
            bodies = read_bodies(folder / BODIES)
        elif any(name != UNRESOLVED for name in names):
            text = _("is missing: without it nobody knows whose the meetings in {folder} are")
            raise input_error("missing-bodies", text.format(folder=SCHEDULES), str(folder / BODIES))
    except InputError as error:
        problems += error.problems
        bodies = None
    files: dict[str, Records] = {}
    next_id = _next_id(folder)
    for name in names:
        try:
            file = TomlFile.read(folder / name)
            expected = name.removeprefix(f"{SCHEDULES}/").removesuffix(".toml")
            files[name] = read_records(file, bodies, expected, next_id)
            file.finish()
        except InputError as error:
            problems += error.problems
    problems += _duplicates(files.values())
    if problems or bodies is None:
        raise InputError(*problems)
    return bodies, files


def _next_id(folder: Path) -> NextId:
    """Gives ids that no schedule has and that never were published, whatever state the files are in."""

    @cache
    def ids() -> Ids:
        paths = [folder / PUBLISHED, *(folder / SCHEDULES).glob("*.toml")]
        texts = (path.read_text("utf-8", "replace") for path in paths if path.is_file())
        return Ids({id for text in texts for id in re.findall(_ID, text)})

    return lambda slug, year: ids().next(slug, year)


def _duplicates(files: Iterable[Records]) -> list[Problem]:
    """A problem for each meeting whose id another one before it has."""
    problems = []
    ids: dict[object, tuple[TomlFile, int]] = {}
    for records in files:
        tables = records.file.data.get("meeting")
        for index, table in enumerate(tables if isinstance(tables, list) else ()):
            if not isinstance(table, dict) or not isinstance(id := table.get("id"), str):
                continue
            here = (records.file, index)
            if (first := ids.setdefault(id, here)) is not here:
                text = _("the id {id} is taken: {place}").format(id=id, place=_id_place(*first))
                problems.append(Problem("duplicate", Severity.CONFLICT, text, _id_place(*here)))
    return problems


def _id_place(file: TomlFile, index: int) -> Place:
    return Place(file.file, file.line("meeting", index, "id"))


def _schedule(bodies: Bodies, files: Collection[Records]) -> Schedule:
    return Schedule(
        (meeting for file in files for meeting in file.meetings),
        bodies,
        (series for file in files for series in file.series),
        (fragment for file in files for fragment in file.unresolved),
    )
