"""Files in the data folder, written all or none: a kill, a full disk or a second writer leaves no half.

New contents are laid out in DIR/.staged/, a marker COMMIT is put there that names them, and only then are
they renamed to their places. Whoever comes next finishes what has a marker and throws away what has none.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from calendar_tool.locale import _, os_reason
from calendar_tool.problem import InputError, Place, Problem, Severity, input_error

_STAGED = ".staged"
_COMMIT = "COMMIT"
_PATIENCE = 2.0  # seconds that a reader waits for a writer that is renaming its files


@contextmanager
def locked(folder: Path, wait: float = 0.0) -> Iterator[None]:
    """Keeps every other process and thread from writing in the folder, which is made if it is not there.

    The same thread may lock again inside. The operating system lets the lock go when the process dies.
    InputError "locked" if somebody else holds it (after `wait` seconds), "unwritable" if it cannot be made.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(os.path.realpath(folder / ".lock"), is_singleton=True)
        lock.acquire(timeout=wait)
    except Timeout:
        text = _("another calendar-tool is writing in {folder}; try again in a while").format(folder=folder)
        raise input_error("locked", text) from None
    except OSError as error:
        raise _unwritable(folder, error) from None
    try:
        yield
    finally:
        lock.release()


def write_all(folder: Path, files: Mapping[str, bytes], guard: Path | None = None) -> list[str]:
    """Gives the files (names with "/", relative to the folder) their contents, all or none.

    Takes the lock of `guard`, another folder, if this one is to hold nothing but the files. Out come the names
    whose contents were other than that; the others are not touched. The mode of a file is kept, and where it is a
    symbolic link its target is written. InputError if it cannot be done: then all is as before.
    """
    for name in files:
        _check_name(name)
    guard = guard or folder
    with locked(guard):
        recover(folder, guard)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            old = {name: _contents(folder / name) for name in files}
            new = {name: data for name, data in files.items() if data != old[name]}
            if new:
                _replace(folder, new, old)
            return list(new)
        except OSError as error:
            raise _unwritable(folder, error) from None


def write_one(path: Path, data: bytes, replace: bool) -> None:
    """Gives a file outside the data folder its contents, whole or not at all, as `write_all` does.

    InputError "exists" if there is one with other contents and it is not to be replaced; "unwritable" if it cannot be
    done, as where its folder is missing.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            raise input_error("unwritable", _("is no ordinary file"), str(path))
        old = _contents(target)
        if old == data:
            return
        if old is not None and not replace:
            text = _("there is already a file of that name, with other contents; say --force to replace it")
            raise input_error("exists", text, str(path))
        _write_beside(target, data)
    except OSError as error:
        raise input_error(
            "unwritable", _("cannot be written: {reason}").format(reason=os_reason(error)), str(path)
        ) from None


def recover(folder: Path, guard: Path | None = None) -> None:
    """Finishes or throws away what a killed writer left; call it before reading. A look if there is nothing.

    `guard` is the folder that has the lock, as for `write_all`. A live writer is waited for. InputError if there is
    something to finish and it cannot be done.
    """
    staged = folder / _STAGED
    if not staged.exists():
        return
    try:
        with locked(guard or folder, _PATIENCE):
            _finish(folder)
    except (InputError, OSError) as error:
        if not (staged / _COMMIT).exists():
            return  # nothing has been renamed, so that what is there can be read
        if isinstance(error, OSError):
            raise _unwritable(folder, error) from None
        raise


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was read, to see before writing that nobody has changed it meanwhile; None: no such file."""

    folder: Path
    contents: Mapping[str, bytes | None]

    @staticmethod
    def take(folder: Path, names: Iterable[str]) -> Snapshot:
        """The files as they are now; InputError if one cannot be read."""
        contents: dict[str, bytes | None] = {}
        for name in sorted(names):
            try:
                contents[name] = _contents(folder / name)
            except OSError as error:
                raise input_error("unreadable", os_reason(error), str(folder / name)) from None
        return Snapshot(folder, contents)

    def check(self, also: Iterable[str] = ()) -> None:
        """InputError "changed-meanwhile" for each file that is not as it was; `also` did not exist."""
        now = Snapshot.take(self.folder, {*self.contents, *also}).contents
        text = _("changed by somebody else meanwhile; nothing was written, try again")
        changed = [
            Problem("changed-meanwhile", Severity.CONFLICT, text, Place(str(self.folder / name)))
            for name, data in now.items()
            if data != self.contents.get(name)
        ]
        if changed:
            raise InputError(*changed)


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\n" in name or not path.parts or path.parts[0] == _STAGED:
        raise ValueError(name)


def _contents(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _replace(folder: Path, new: Mapping[str, bytes], old: Mapping[str, bytes | None]) -> None:
    """Stages and renames; when a rename fails, those that went well are undone in the same way."""
    try:
        _stage(folder, new, "new")
    except OSError:
        with suppress(OSError):
            _clear(folder)
        raise
    try:
        _finish(folder)
    except OSError:
        _stage(folder, {n: old[n] for n in new if _contents(folder / n) != old[n]}, "old")
        _finish(folder)
        raise


def _stage(folder: Path, files: Mapping[str, bytes | None], part: str) -> None:
    """Lays out the contents and the marker, a line for each file: the part ("-": none) and the name."""
    staged = folder / _STAGED
    staged.mkdir(exist_ok=True)
    lines = []
    for number, (name, data) in enumerate(files.items()):
        target = _target(folder, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if data is not None:
            _write(staged / f"{part}{number}", data, target)
        lines.append(f"{'-' if data is None else f'{part}{number}'} {name}\n")
    _write(staged / "marker", "".join(lines).encode(), None)
    _sync(staged)
    (staged / "marker").replace(staged / _COMMIT)
    _sync(staged)


def _finish(folder: Path) -> None:
    """Does what the marker says, as far as it is not done, and clears the staging folder."""
    staged = folder / _STAGED
    marker = _contents(staged / _COMMIT)
    folders = set()
    for line in (marker or b"").decode().split("\n")[:-1]:
        part, name = line.split(" ", 1)
        target = _target(folder, name)
        if part == "-":
            target.unlink(missing_ok=True)
        elif (staged / part).exists():
            _move(staged / part, target)
        if target != folder.resolve() / name:  # a link: a kill may have left the copy of _move
            _beside(target).unlink(missing_ok=True)
        folders.add(target.parent)
    for each in sorted(folders):
        _sync(each)
    _clear(folder)


def _clear(folder: Path) -> None:
    staged = folder / _STAGED
    (staged / _COMMIT).unlink(missing_ok=True)
    with suppress(FileNotFoundError):
        for path in list(staged.iterdir()):
            path.unlink(missing_ok=True)
        staged.rmdir()


def _target(folder: Path, name: str) -> Path:
    return Path(os.path.realpath(folder / name))


def _move(staged: Path, target: Path) -> None:
    """Renames; a target on another file system (behind a symbolic link) gets a copy beside it first."""
    try:
        staged.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _write_beside(target, staged.read_bytes())
        staged.unlink()


def _write_beside(target: Path, data: bytes) -> None:
    """Writes a copy beside the target and renames it."""
    try:
        _write(_beside(target), data, target)
        _beside(target).replace(target)
    except OSError:
        _beside(target).unlink(missing_ok=True)
        raise


def _beside(target: Path) -> Path:
    return target.with_name(f"{target.name}.staged")


def _write(path: Path, data: bytes, like: Path | None) -> None:
    with path.open("wb") as file:
        if like is not None and like.exists():
            path.chmod(stat.S_IMODE(like.stat().st_mode))
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folders, and keeps their entries without being asked
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(folder: Path, error: OSError) -> InputError:
    """The error as one line that names the file if it is known, the folder if not."""
    known = (str(name) for name in (error.filename2, error.filename) if name)
    path = next((name for name in known if _STAGED not in name), str(folder))
    return input_error("unwritable", _("cannot be written: {reason}").format(reason=os_reason(error)), path)
