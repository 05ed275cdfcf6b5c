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


def test_the_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for name in ("README.md", "README.sv.md"):
        for target in re.findall(r"^    make (\w+)", (ROOT / name).read_text("utf-8"), re.M):
            assert re.search(rf"^{target}:", makefile, re.M)
