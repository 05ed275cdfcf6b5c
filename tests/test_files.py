"""store/files: all or nothing, whatever happens between."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from calendar_tool import locale
from calendar_tool.problem import InputError
from calendar_tool.store import files
from calendar_tool.store.files import Snapshot, locked, recover, write_all

OLD = {"a.toml": b"old a\n", "schedules/b.toml": b"old b\n"}
NEW = {"a.toml": b"new a\n", "schedules/b.toml": b"new b\n", "schedules/c.toml": b"new c\n"}


@pytest.fixture(autouse=True)
def _english():
    with locale.use("en"):
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_all(tmp_path / "data", OLD)
    return tmp_path / "data"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the lock, also what is left in .staged."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def errors(call, *args) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        call(*args)
    return [(problem.code, str(problem)) for problem in caught.value.problems]


# --- write_all


def test_only_what_differs_is_written(folder: Path) -> None:
    before = (folder / "a.toml").stat()
    assert write_all(folder, {**OLD, "schedules/b.toml": b"x", "d/e/f.toml": b""}) == ["schedules/b.toml", "d/e/f.toml"]
    after = (folder / "a.toml").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert contents(folder) == {"a.toml": OLD["a.toml"], "schedules/b.toml": b"x", "d/e/f.toml": b""}
    assert not (folder / ".staged").exists()


def test_nothing_differs(folder: Path) -> None:
    assert write_all(folder, OLD) == []
    assert contents(folder) == OLD


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_mode_is_kept(folder: Path, mode: int) -> None:
    (folder / "a.toml").chmod(mode)
    write_all(folder, NEW)
    assert (folder / "a.toml").stat().st_mode & 0o777 == mode


def test_a_new_file_follows_the_umask(folder: Path) -> None:
    before = os.umask(0o027)
    try:
        write_all(folder, NEW)
    finally:
        os.umask(before)
    assert (folder / "schedules/c.toml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("across", [False, True])
def test_the_target_of_a_link_is_written(folder: Path, tmp_path: Path, monkeypatch, across: bool) -> None:
    real = tmp_path / "elsewhere" / "real.toml"
    real.parent.mkdir()
    real.write_bytes(b"old a\n")
    (folder / "a.toml").unlink()
    (folder / "a.toml").symlink_to(real)
    if across:
        replace = os.replace

        def other_file_system(source, target):
            if ".staged/new" in str(source) and str(target).startswith(str(real.parent)):
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(source), None, str(target))
            replace(source, target)

        monkeypatch.setattr(os, "replace", other_file_system)
    assert write_all(folder, NEW) == list(NEW)
    assert (folder / "a.toml").is_symlink()
    assert real.read_bytes() == b"new a\n"
    assert [path.name for path in real.parent.iterdir()] == ["real.toml"]
    assert not (folder / ".staged").exists()


@pytest.fixture
def link(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The target of a link, on what looks like another file system."""
    real = tmp_path / "elsewhere" / "real.toml"
    real.parent.mkdir()
    real.write_bytes(b"old a\n")
    (folder / "a.toml").unlink()
    (folder / "a.toml").symlink_to(real)
    replace = os.replace

    def other_file_system(source, target):
        if ".staged/" in str(source) and str(target).startswith(str(real.parent)):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(source), None, str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", other_file_system)
    return real


def test_a_full_disk_behind_a_link_leaves_no_copy_there(folder: Path, link: Path, monkeypatch) -> None:
    write = files._write

    def full(path: Path, data: bytes, like: Path | None) -> None:
        write(path, data, like)
        if path.parent == link.parent:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "_write", full)
    assert [code for code, _line in errors(write_all, folder, NEW)] == ["unwritable"]
    assert [path.name for path in link.parent.iterdir()] == ["real.toml"]
    assert link.read_bytes() == b"old a\n"


def test_what_a_kill_leaves_beside_the_target_of_a_link_is_cleared(folder: Path, link: Path) -> None:
    (folder / ".staged").mkdir()
    (folder / ".staged/COMMIT").write_bytes(b"new0 a.toml\n")
    (link.parent / "real.toml.staged").write_bytes(b"half")
    recover(folder)
    assert [path.name for path in link.parent.iterdir()] == ["real.toml"]


def test_windows_opens_no_folders(folder: Path, monkeypatch) -> None:
    """There os.open of a folder is not permitted, and os.fchmod is missing."""
    with monkeypatch.context() as patch:
        patch.setattr(files, "os", SimpleNamespace(name="nt"))
        files._sync(folder)
    monkeypatch.delattr(os, "fchmod")
    assert write_all(folder, NEW) == list(NEW)


def test_a_folder_under_the_lock_of_another_holds_nothing_but_its_files(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert write_all(out, {"x.ics": b"x"}, guard=folder) == ["x.ics"]
    (out / ".staged").mkdir()
    assert write_all(out, {"x.ics": b"y"}, guard=folder) == ["x.ics"]
    assert [path.name for path in out.iterdir()] == ["x.ics"]


@pytest.mark.parametrize("name", ["/etc/x", "../x", "a/../../x", "a\nb", ".staged/x", ""])
def test_a_name_outside_the_folder_is_a_bug(folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        write_all(folder, {name: b"x"})


# --- errors leave everything as it was


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"x")
    assert errors(write_all, tmp_path / "data", NEW) == [
        ("unwritable", f"{tmp_path}/data: cannot be written: there is already a file of that name")
    ]


def test_a_file_where_a_folder_within_should_be(folder: Path) -> None:
    got = errors(write_all, folder, {"a.toml": b"x", "a.toml/b.toml": b"x"})
    assert got == [("unwritable", f"{folder}/a.toml/b.toml: cannot be written: is not a folder")]
    assert contents(folder) == OLD


def test_a_folder_where_a_file_should_be(folder: Path) -> None:
    got = errors(write_all, folder, {"a.toml": b"x", "schedules": b"x"})
    assert got == [("unwritable", f"{folder}/schedules: cannot be written: is a folder, not a file")]
    assert contents(folder) == OLD


def test_a_folder_that_cannot_be_made() -> None:
    assert [code for code, _line in errors(write_all, Path("/proc/nowhere"), NEW)] == ["unwritable"]


@pytest.mark.parametrize("call", ["write", "fsync", "mkdir"])
def test_a_full_disk_while_staging(folder: Path, monkeypatch, call: str) -> None:
    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        if call == "write":
            import calendar_tool.store.files as files

            patch.setattr(files, "_write", full)
        else:
            patch.setattr(os, call, full)
        got = errors(write_all, folder, NEW)
    assert got == [("unwritable", f"{folder}: cannot be written: no space is left on the disk")]
    assert contents(folder) == OLD
    assert write_all(folder, NEW) == list(NEW)


@pytest.mark.parametrize("failing", [1, 2, 3, 4])
def test_a_failing_rename_is_undone(folder: Path, monkeypatch, failing: int) -> None:
    """Regression: a busy file (a bind mount, say) must not leave the ones before it changed."""
    replace, calls = os.replace, []

    def busy(source, target):
        calls.append(target)
        if len(calls) == failing:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(source), None, str(target))
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", busy)
        got = errors(write_all, folder, NEW)
    path = folder if failing == 1 else folder / list(NEW)[failing - 2]
    assert got == [("unwritable", f"{path}: cannot be written: Device or resource busy")]
    assert contents(folder) == OLD
    assert not (folder / ".staged").exists()


# --- a kill at every step

CHILD = """
import os, signal, sys
from pathlib import Path
from calendar_tool.store import files
names, when = sys.argv[2].split(","), int(sys.argv[3])
calls = 0
def dying(real):
    def call(*args, **kwargs):
        global calls
        calls += 1
        if calls == when:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)
    return call
new = {new!r}
with files.locked(Path(sys.argv[1])):
    for name in names:
        setattr(os, name, dying(getattr(os, name)))
    files.write_all(Path(sys.argv[1]), new)
"""


def run_child(folder: Path, calls: str, when: int) -> int:
    script = CHILD.replace("{new!r}", repr(NEW))
    child = subprocess.run(
        [sys.executable, "-c", script, str(folder), calls, str(when)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        check=False,
    )
    assert child.returncode in (0, -signal.SIGKILL), child.stderr.decode()
    return child.returncode


@pytest.mark.parametrize("calls", ["replace", "fsync", "unlink,rmdir", "open", "mkdir"])
def test_a_kill_at_any_step_leaves_all_old_or_all_new(folder: Path, calls: str) -> None:
    seen = set()
    for when in range(1, 40):
        write_all(folder, OLD)
        (folder / "schedules/c.toml").unlink(missing_ok=True)
        code = run_child(folder, calls, when)
        recover(folder)
        after = contents(folder)
        assert after in (OLD, NEW), when
        assert not (folder / ".staged").exists()
        if code == 0:
            break
        seen.add(after == NEW)
    else:
        pytest.fail("the child never came to its end")
    assert when > 1
    if calls in ("replace", "fsync"):
        assert seen == {False, True}


def test_the_next_write_recovers_first(folder: Path) -> None:
    assert run_child(folder, "replace", 3) == -signal.SIGKILL
    assert write_all(folder, {"a.toml": b"newer\n"}) == ["a.toml"]
    assert contents(folder) == {**NEW, "a.toml": b"newer\n"}


def test_the_marker_goes_first(folder: Path, monkeypatch) -> None:
    """Regression: a marker left behind alone must not undo, at the next start, what was made meanwhile."""
    unlink, gone = os.unlink, []
    monkeypatch.setattr(os, "unlink", lambda path, **_kwargs: (gone.append(Path(path).name), unlink(path)))
    (folder / ".staged").mkdir()
    for name in ("COMMIT", "new0", "new1"):
        (folder / ".staged" / name).write_bytes(b"")
    recover(folder)
    assert gone[0] == "COMMIT"
    assert not (folder / ".staged").exists()


def test_recover_with_nothing_to_do_needs_no_writing(folder: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "filelock", None)  # importing it would fail
    recover(folder)
    recover(tmp_path / "missing")
    assert contents(folder) == OLD


def test_staged_files_in_a_read_only_folder_do_not_hinder_reading(folder: Path, monkeypatch) -> None:
    (folder / ".staged").mkdir()
    (folder / ".staged/new0").write_bytes(b"half")

    def read_only(*_args, **_kwargs):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", read_only)
        recover(folder)
        (folder / ".staged/COMMIT").write_bytes(b"new0 a.toml\n")
        patch.setattr(os, "replace", read_only)
        assert errors(recover, folder) == [("unwritable", f"{folder}: cannot be written: the file system is read-only")]
    recover(folder)
    assert contents(folder) == {**OLD, "a.toml": b"half"}


# --- the lock

HOLDER = """
import sys
from pathlib import Path
from calendar_tool.store.files import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(folder: Path):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with child:
        assert child.stdout.readline() == b"held\n"
        yield child
        child.kill()


def test_two_processes(folder: Path, holder) -> None:
    line = f"another calendar-tool is writing in {folder}; try again in a while"
    assert errors(write_all, folder, NEW) == [("locked", line)]
    assert contents(folder) == OLD
    holder.kill()
    holder.wait()
    assert write_all(folder, NEW) == list(NEW)


def test_a_reader_leaves_the_stage_of_a_live_writer_alone(folder: Path, holder, monkeypatch) -> None:
    monkeypatch.setattr("calendar_tool.store.files._PATIENCE", 0.1)
    (folder / ".staged").mkdir()
    (folder / ".staged/new0").write_bytes(b"half")
    recover(folder)
    assert (folder / ".staged/new0").read_bytes() == b"half"
    (folder / ".staged/COMMIT").write_bytes(b"new0 a.toml\n")
    assert [code for code, _line in errors(recover, folder)] == ["locked"]
    assert (folder / "a.toml").read_bytes() == b"old a\n"


def test_a_thread_may_lock_again_and_another_may_not(folder: Path) -> None:
    codes = []

    def other() -> None:
        with locale.use("en"):
            codes.extend(code for code, _line in errors(write_all, folder, NEW))

    with locked(folder), locked(folder):
        write_all(folder, NEW)
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert codes == ["locked"]
    with locked(folder):
        pass


def test_an_error_inside_lets_the_lock_go(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(folder):
        raise ZeroDivisionError
    with locked(folder):
        pass


# --- snapshots


def test_a_snapshot_tells_what_was_changed(folder: Path) -> None:
    snapshot = Snapshot.take(folder, [*OLD, "none.toml"])
    snapshot.check(["other.toml"])
    (folder / "a.toml").unlink()
    (folder / "none.toml").write_bytes(b"")
    (folder / "other.toml").write_bytes(b"x")
    text = "changed by somebody else meanwhile; nothing was written, try again"
    assert errors(snapshot.check, ["other.toml"]) == [
        ("changed-meanwhile", f"{folder}/a.toml: {text}"),
        ("changed-meanwhile", f"{folder}/none.toml: {text}"),
        ("changed-meanwhile", f"{folder}/other.toml: {text}"),
    ]


def test_an_unreadable_file_is_named(folder: Path) -> None:
    line = f"{folder}/schedules: is a folder, not a file"
    assert errors(Snapshot.take, folder, ["schedules"]) == [("unreadable", line)]
