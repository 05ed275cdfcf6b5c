"""A command line to call from tests: in this process, with its own folder, language and clock."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from calendar_tool.cli import main

# Examples are drawn anew each time at home, and the same each time in CI; a slow machine is no failure.
settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "home")

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Result:
    """What a command printed and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `calendar-tool ARGS` in an empty folder, in English, 80 characters wide, on 22 November 2026 at noon."""
    monkeypatch.chdir(tmp_path)
    for variable in ("LC_ALL", "LC_MESSAGES", "CALENDAR_TOOL_DATA"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    monkeypatch.setenv("COLUMNS", "80")  # whatever the terminal has that the tests run in

    def call(*args: str | Path) -> Result:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(a) for a in args])
        shown = capsys.readouterr()
        return Result(end.value.code if isinstance(end.value.code, int) else 0, shown.out, shown.err)

    return call
