"""The READMEs say what the program does: each line after a $ is run, and prints what stands under it."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Run


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.sv.md", "sv")])
def test_the_console_lines_are_true(run: Run, tmp_path: Path, name: str, language: str) -> None:
    for folder in ("data", "exports"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / name).read_text("utf-8"), re.S)
    lines = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.M) if part]
    assert len(lines) > 4
    for line in lines:
        command, _newline, expected = line.partition("\n")
        program, *args = shlex.split(command)
        assert program == "calendar-tool"
        assert run(*args, "--lang", language).out == expected


@pytest.mark.parametrize("name", ["README.md", "README.sv.md"])
def test_a_meeting_can_be_added_by_hand_as_it_says(run: Run, tmp_path: Path, name: str) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (lines,) = re.findall(r"```toml\n(.*?)```", (ROOT / name).read_text("utf-8"), re.S)
    schedule = tmp_path / "data/schedules/vvg-2021.toml"
    before, (id,) = schedule.read_text("utf-8"), re.findall("^id = .*\n", lines, re.M)
    schedule.write_text(f"{before}\n{lines.replace(id, '')}", "utf-8")
    assert run("list").err.endswith(f"write: {id}")
    schedule.write_text(f"{before}\n{lines}", "utf-8")
    assert "vvg-2021-10  2021-12-20 Monday" in run("list", "2021", "--body", "VVG").out
    assert "vvg.ics" in run("export").out


def test_the_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name in ("README.md", "README.sv.md"):
        for target in re.findall(r"^    make (\w+)", (ROOT / name).read_text("utf-8"), re.M):
            assert re.search(rf"^{target}:", makefile, re.M)
