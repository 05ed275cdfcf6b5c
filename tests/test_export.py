"""Publishing as a whole: the lock, the order of writing, what is left over, ids that are never given again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import Run

from calendar_tool.cli import export as command
from calendar_tool.problem import InputError, input_error
from calendar_tool.store.files import locked

MEETING = '[[meeting]]\nid = "{slug}-2026-0{n}"\ndate = 2026-02-0{n}\nstart = "09:00"\n'


def keep(folder: Path, **meetings: int) -> None:
    """Bodies with so many meetings in 2026."""
    (folder / "schedules").mkdir(parents=True, exist_ok=True)
    (folder / "bodies.toml").write_text("".join(f'[[body]]\nname = "{name.upper()}"\n' for name in meetings), "utf-8")
    for name, count in meetings.items():
        tables = "".join(MEETING.format(slug=name, n=n) for n in range(2, 2 + count))
        path = folder / "schedules" / f"{name}-2026.toml"
        path.write_text(f'body = "{name.upper()}"\nyear = 2026\n{tables}', "utf-8")


def stamps(folder: Path) -> list[str]:
    """Every stamp of every event, in order."""
    text = "".join(path.read_bytes().decode() for path in sorted(folder.glob("*.ics")))
    return re.findall(r"(?:DTSTAMP|SEQUENCE|LAST-MODIFIED):\S+", text)


def test_nothing_but_feeds_is_in_the_folder_of_the_feeds(run: Run, tmp_path: Path) -> None:
    """Regression: the lock was left there, to be served and committed."""
    keep(tmp_path / "data", bun=2, ks=1)
    assert run("export").code == 0
    assert sorted(p.name for p in (tmp_path / "exports").iterdir()) == ["all.ics", "bun.ics", "ks.ics"]


def test_a_feed_without_a_body_is_named_and_stays(run: Run, tmp_path: Path) -> None:
    keep(tmp_path / "data", bun=2, ks=1)
    run("export")
    (tmp_path / "exports/other.ics").write_text("BEGIN:VCALENDAR\nPRODID:-//other//EN\n")
    keep(tmp_path / "data", bun=2, ks=0)
    result = run("export")
    assert result.out == (
        "2 feeds in exports: all.ics, bun.ics\n"
        "Left over, of bodies that have no meetings any more: ks.ics\n"
        "Changed: all.ics\n"
    )
    assert json.loads(run("export", "--format", "json").out) == {
        "folder": "exports", "files": ["all.ics", "bun.ics"], "changed": [], "left_over": ["ks.ics"],
    }  # fmt: skip
    assert (tmp_path / "exports/ks.ics").exists()


def test_feeds_that_were_cut_off_are_made_again_with_the_same_stamps(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger is written first: a stamp that may be out is never forgotten."""
    keep(tmp_path / "data", bun=2)
    assert run("export").code == 0
    path = tmp_path / "data/schedules/bun-2026.toml"
    path.write_text(path.read_text("utf-8").replace("09:00", "10:00"), "utf-8")
    written: list[Mapping[str, bytes]] = []
    real = command.write_all

    def cut_off(folder: Path, files: Mapping[str, bytes], guard: Path | None = None) -> list[str]:
        written.append(files)
        if len(written) == 2:
            raise input_error("unwritable", "no space", str(folder))
        return real(folder, files, guard)

    with monkeypatch.context() as patch:
        patch.setattr(command, "write_all", cut_off)
        assert run("export").code == 2
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")  # a day later
    assert run("export").code == 0
    ledger = (tmp_path / "data/published.toml").read_text("utf-8")
    assert sorted(set(stamps(tmp_path / "exports"))) == [
        "DTSTAMP:20261122T120001Z", "LAST-MODIFIED:20261122T120001Z", "SEQUENCE:1",
    ]  # fmt: skip
    assert ledger.count("sequence = 1") == 2


def test_the_schedule_is_read_under_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Regression: an import in between was published as it was before, and its new meetings as removed."""
    keep(tmp_path / "data", bun=2)
    held: list[bool] = []
    real_locked, real_load = locked, command.load

    def load(folder: Path):
        from threading import Thread

        def other() -> None:
            try:
                with real_locked(folder):
                    held.append(False)
            except InputError:
                held.append(True)

        thread = Thread(target=other)
        thread.start()
        thread.join()
        return real_load(folder)

    monkeypatch.setattr(command, "load", load)
    command.export(tmp_path / "data", tmp_path / "exports", datetime(2026, 1, 1, tzinfo=UTC))
    assert held == [True]


def test_an_export_of_nothing_makes_no_folder(run: Run, tmp_path: Path) -> None:
    assert run("export", "--data", "elsewhere").code == 2
    assert list(tmp_path.iterdir()) == []


def test_the_id_of_a_meeting_that_was_published_and_deleted_is_not_given_again(run: Run, tmp_path: Path) -> None:
    keep(tmp_path / "data", bun=2)
    run("export")
    keep(tmp_path / "data", bun=1)  # bun-2026-03 is deleted by hand
    document = tmp_path / "bun.txt"
    document.write_text("Mötestider för BUN 2026\n\n5 mars kl. 9-12\n2 april kl. 9-12\n", "utf-8")
    assert run("import", document, "--yes").code == 0
    listed = json.loads(run("list", "--format", "json").out)["meetings"]
    assert [m["id"] for m in listed] == ["bun-2026-02", "bun-2026-04", "bun-2026-05"]
