"""Bad input: one clear line, the place where there is one, exit code 2, and nothing lost."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, Run

LIST = "Mötestider för BUN 2026\n\n5 februari kl. 9-12\n5 mars kl. 9-12\n"
MEETING = '[[meeting]]\nid = "bun-2026-01"\ndate = 2026-02-05\nstatus = "confirmed"\n'
HEAD = 'body = "BUN"\nyear = 2026\n\n'
BODIES = '[[body]]\nname = "BUN"\nslug = "bun"\n'

DOCUMENTS = [
    ("missing", None, "{path}: there is no such file"),
    ("empty", b"", "{path}: the file is empty"),
    ("binary", b"\x7fELF\x00\x01\xff\xfe", "{path}: is not a text file"),
    ("pdf", b"%PDF-1.4\n%\xe2\xe3", "{path}: is broken: it cannot be read as the kind of file that it begins as"),
    ("latin-1", LIST.encode("latin-1"), "{path}:1: not UTF-8 text; if it is latin-1, say --encoding latin-1"),
    ("utf-16", LIST.encode("utf-16"), "{path}:1: not UTF-8 text; if it is utf-16, say --encoding utf-16"),
]


@pytest.mark.parametrize("command", [["read"], ["import", "--yes"], ["diff", ROOT / "data"]], ids=lambda c: c[0])
@pytest.mark.parametrize(("raw", "line"), [c[1:] for c in DOCUMENTS], ids=[c[0] for c in DOCUMENTS])
def test_documents(run: Run, tmp_path: Path, command: list[str], raw: bytes | None, line: str) -> None:
    path = tmp_path / "document"
    if raw is not None:
        path.write_bytes(raw)
    result = run(*command, path)
    assert (result.code, result.out, result.err) == (2, "", line.format(path=path) + "\n")
    assert not (tmp_path / "data").exists()


def test_a_folder_is_no_document(run: Run, tmp_path: Path) -> None:
    result = run("import", tmp_path)
    assert (result.code, result.err) == (2, f"{tmp_path}: is a folder, not a document\n")


SCHEDULES = [
    ("impossible date", HEAD + MEETING.replace("02-05", "02-30"), "bun-2026.toml:6"),
    ("impossible date as text", HEAD + MEETING.replace("2026-02-05", '"2026-02-30"'), "bun-2026.toml:6"),
    ("unknown key", HEAD + MEETING + 'strat = "09:00"\n', "bun-2026.toml:8"),
    ("unknown table", HEAD + MEETING + "[[meetings]]\n", "bun-2026.toml:8"),
    ("wrong status", HEAD + MEETING.replace("confirmed", "inställt"), "bun-2026.toml:7"),
    ("end before start", HEAD + MEETING + 'start = "12:00"\nend = "09:00"\n', "bun-2026.toml:9"),
    ("not TOML", HEAD + "[[meeting]\n", "bun-2026.toml:4"),
    ("another year", HEAD + MEETING.replace("2026-02-05", "2025-02-05"), "bun-2026.toml:6"),
    ("the same id twice", HEAD + MEETING + "\n" + MEETING, "bun-2026.toml:10"),
    ("unknown body", (HEAD + MEETING).replace("BUN", "XYZ"), "bun-2026.toml:1"),
]


COMMANDS = [
    ["list"],
    ["table"],
    ["audit"],
    ["check", "2026-02-05"],
    ["export"],
    ["import", "bun.txt", "-y"],
    ["history", "BUN"],
    ["diff", "bun.txt", "data"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
@pytest.mark.parametrize(("text", "place"), [c[1:] for c in SCHEDULES], ids=[c[0] for c in SCHEDULES])
def test_schedules(run: Run, tmp_path: Path, command: list[str], text: str, place: str) -> None:
    (tmp_path / "bun.txt").write_text(LIST, "utf-8")
    folder = tmp_path / "data/schedules"
    folder.mkdir(parents=True)
    (tmp_path / "data/bodies.toml").write_text(BODIES, "utf-8")
    (folder / "bun-2026.toml").write_text(text, "utf-8")
    result = run(*command)
    assert result.code == 2
    assert result.out == ""
    assert len(result.err.splitlines()) == 1
    assert result.err.startswith(f"data/schedules/{place}:")
    assert (folder / "bun-2026.toml").read_text("utf-8") == text


SETTINGS = [
    ("rules.toml", '[[rule]]\nid = "a"\nkind = "kedja"\nfirst = "A"\n', ["audit"], "data/rules.toml:1:"),
    ("rules.toml", "[[rule]]\nid = 3\n", ["check", "2026-02-05"], "data/rules.toml:1:"),
    ("feeds.toml", 'uid_domain = "x.example"\nlanguage = "fi"\n', ["export"], "data/feeds.toml:2:"),
    ("published.toml", '[[event]]\nuid = "a@b"\nsequence = -1\n', ["export"], "data/published.toml:"),
    ("bodies.toml", '[[body]]\nname = "BUN"\nslag = "bun"\n', ["list"], "data/bodies.toml:3:"),
]


@pytest.mark.parametrize(("name", "text", "command", "start"), SETTINGS)
def test_settings(run: Run, tmp_path: Path, name: str, text: str, command: list[str], start: str) -> None:
    folder = tmp_path / "data/schedules"
    folder.mkdir(parents=True)
    (tmp_path / "data/bodies.toml").write_text(BODIES, "utf-8")
    (folder / "bun-2026.toml").write_text(HEAD + MEETING, "utf-8")
    (tmp_path / "data" / name).write_text(text, "utf-8")
    result = run(*command)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[0].startswith(start)


USAGE = [
    (["check", "2026-02-30"], "“2026-02-30” is no date; write it like 2026-05-14\n"),
    (["check", "2026-02-05", "9-12"], "“9-12” is no span of hours; write it like 09:00-12:00\n"),
    (["check", "2026-02-05", "12:00-09:00"], "12:00-09:00: the end must come after the start\n"),
    (["check", "2026-02-05", "--body", "XYZ"], "XYZ: there is no such body; there are: –\n"),
    (["list", "--body", "XYZ"], "XYZ: there is no such body; there are: –\n"),
    (["check", "1905-06-07"], "1905: the holidays are known for 1990–2060 only\n"),
    (["days", "2061"], "2061: the holidays are known for 1990–2060 only\n"),
    (["export"], "data: no meetings are kept here; import a document first\n"),
]


@pytest.mark.parametrize(("args", "line"), USAGE)
def test_usage(run: Run, args: list[str], line: str) -> None:
    result = run(*args)
    assert (result.code, result.out, result.err) == (2, "", line)


@pytest.mark.parametrize(
    "args", [[], ["chekc"], ["check"], ["check", "2026-02-05", "--body"], ["list", "--format", "xml"]]
)
def test_wrong_words(run: Run, args: list[str]) -> None:
    assert run(*args).code == 2


def test_an_unwritable_data_folder(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "bun.txt"
    document.write_text(LIST, "utf-8")
    (tmp_path / "taken").write_text("a file where a folder should be", "utf-8")
    for folder in ("taken", "/proc/data"):
        result = run("import", document, "--yes", "--data", folder)
        assert result.code == 2
        assert len(result.err.splitlines()) == 1
        assert result.err.startswith(folder)
    assert (tmp_path / "taken").read_text("utf-8") == "a file where a folder should be"


def test_an_unwritable_exports_folder(run: Run, tmp_path: Path) -> None:
    result = run("export", "--data", ROOT / "data", "--out", "/proc/exports")
    assert result.code == 2
    assert len(result.err.splitlines()) == 1


def test_two_imports_at_once(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "bun.txt"
    document.write_text(LIST, "utf-8")
    (tmp_path / "data").mkdir()
    hold = (
        "import sys, time\nfrom pathlib import Path\nfrom calendar_tool.store.files import locked\n"
        "with locked(Path('data')):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    other = subprocess.Popen([sys.executable, "-c", hold], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        result = run("import", document, "--yes")
        assert (result.code, result.err) == (2, "another calendar-tool is writing in data; try again in a while\n")
        assert not (tmp_path / "data/schedules").exists()
    finally:
        other.kill()
        other.communicate()
    assert run("import", document, "--yes").code == 0


def test_a_kill_in_the_middle_of_an_import(run: Run, tmp_path: Path) -> None:
    """Killed at any moment, an import leaves all of it or nothing, and the next one goes on from there."""
    document = tmp_path / "bun.txt"
    document.write_text(LIST, "utf-8")
    command = [sys.executable, "-m", "calendar_tool", "import", str(document), "--yes"]
    for step in range(12):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.06 + step * 0.02)
        process.kill()
        process.wait()
        listed = run("list", "--format", "csv")
        assert listed.code == 0
        assert len(listed.out.splitlines()) in (1, 3) or listed.out.startswith("No meetings")
    assert run("import", document, "--yes").code == 0
    assert len(run("list", "--format", "csv").out.splitlines()) == 3
