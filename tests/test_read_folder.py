"""`read` of folders, of standard input and of office documents."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run

from calendar_tool.cli import progress

FIXTURES = ROOT / "tests/fixtures"
LIST = "Mötestider för BUN 2026\n\n5 februari kl. 9-12\n"
SHOWN = "{name}: 1 meeting, 0 unresolved, 0 explained\n\nline  date                 hours        body\n3     2026-02-05 Thursday  09:00–12:00  BUN\n"  # noqa: E501


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "mötestider"
    (path / "2026").mkdir(parents=True)
    (path / "2026/bun.txt").write_text(LIST, "utf-8")
    (path / "a.html").write_text("<h1>Mötestider för BUN 2026</h1><ul><li>5 februari kl. 9-12</ul>", "utf-8")
    (path / "b.pdf").write_bytes(b"%PDF-1.4\n")
    (path / "c.png").write_bytes(b"\x89PNG")
    return path


def test_a_folder(run: Run, folder: Path) -> None:
    result = run("read", folder)
    assert result.out == f"{SHOWN.format(name='2026/bun.txt')}\n{SHOWN.format(name='a.html')}"
    assert result.err == f"{folder}/b.pdf: is broken: it cannot be read as the kind of file that it begins as\n"
    assert result.code == 2


def test_a_folder_as_json(run: Run, folder: Path) -> None:
    result = run("read", folder, "--format", "json")
    first, second, broken = json.loads(result.out)["documents"]
    assert (first["document"], second["document"]) == ("2026/bun.txt", "a.html")
    alone = json.loads(run("read", folder / "a.html", "--format", "json").out)
    assert second == {"document": "a.html", **alone}
    assert broken == {"document": "b.pdf", "error": result.err.strip()}
    assert result.code == 2


def test_a_folder_of_nothing(run: Run, folder: Path) -> None:
    (folder / "tom").mkdir()
    result = run("read", folder / "tom")
    assert (result.code, result.out, result.err) == (2, "", f"{folder}/tom: the folder holds no documents\n")


@pytest.mark.parametrize("raw", [LIST.encode(), (FIXTURES / "list.docx").read_bytes()], ids=["text", "docx"])
def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    shown = json.loads(run("read", "-", "--format", "json").out)
    assert (shown["file"], shown["meetings"][0]["date"], shown["meetings"][0]["line"]) == ("-", "2026-02-05", 3)


def test_import_takes_the_same_files(run: Run) -> None:
    assert run("import", FIXTURES / "list.docx", "--yes").code == 0
    listed = json.loads(run("list", "--format", "json").out)["meetings"]
    assert [meeting["date"] for meeting in listed] == ["2026-02-05", "2026-03-05", "2026-04-14"]
    assert run("import", FIXTURES / "list.docx", "--yes").out.splitlines()[-1] == "Nothing changes."


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("patience", [-1, 1000])
def test_progress_is_drawn_when_it_takes_long(monkeypatch: pytest.MonkeyPatch, patience: float) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    assert list(progress.with_progress(["a", "b", "c"])) == ["a", "b", "c"]
    assert ("3/3" in terminal.getvalue()) is (patience < 0)
