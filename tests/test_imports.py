"""The house: which room may import which, what is kept out of every room but the command line, what must stay light."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "calendar_tool"

# A room may import the rooms named here, and itself.
GROUND = {"problem", "record", "locale", "toml_file"}
ALLOWED = {
    "problem": set(),
    "record": set(),
    "locale": set(),
    "toml_file": {"problem", "locale"},
    "model": GROUND,
    "days": GROUND | {"model"},
    "reading": GROUND | {"model", "days"},
    "store": GROUND | {"model", "days"},
    "rules": GROUND | {"model", "days"},
    "checking": GROUND | {"model", "days", "store", "rules"},
    "planning": GROUND | {"model", "days", "store", "rules", "checking"},
    "publishing": GROUND | {"model", "days", "store", "rules", "checking", "planning"},
    "cli": GROUND | {"model", "days", "reading", "store", "rules", "checking", "planning", "publishing"},
    "__init__": set(),
    "__main__": {"cli"},
}
COMMAND_LINE_ONLY = {"click", "socket", "urllib", "http", "requests"}
HEAVY = {"icalendar", "holidays", "tomlkit", "dateutil", "filelock", "csv", "zoneinfo", "selectolax", "pypdfium2",
         "python_calamine", "xml", "zipfile", "calendar_tool.reading",
         "calendar_tool.publishing"}  # fmt: skip
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    for name in imported(ast.parse(path.read_text("utf-8"))):
        parts = name.split(".")
        if parts[0] == "calendar_tool" and parts[1] not in ("__version__", room(path)):
            assert parts[1] in ALLOWED[room(path)], f"{room(path)} may not import {parts[1]}"


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) != "cli"], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_the_command_line_prints_or_knows_the_time(path: Path) -> None:
    if path.name in ("snapshot.py", "update.py"):  # tools for developers, run with python -m
        return
    tree = ast.parse(path.read_text("utf-8"))
    assert not {name.split(".")[0] for name in imported(tree)} & COMMAND_LINE_ONLY
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called != "print"
            assert not called.endswith((".now", ".utcnow", ".today", "time.time")), called


def test_no_module_is_longer_than_400_lines() -> None:
    assert {str(p.relative_to(PACKAGE)) for p in MODULES if len(p.read_text("utf-8").splitlines()) > 400} == set()


def test_no_pattern_has_a_possessive_group() -> None:
    """Python before 3.11.5 matches them wrongly (python/cpython#106052); those of one character are sound."""
    assert [str(p) for p in MODULES if re.search(r"\)[*+?]\+", p.read_text("utf-8"))] == []


def test_check_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from calendar_tool.cli import main\n"
        "try:\n    main(['check', '2026-05-14'])\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(run.stderr.split())
    assert "calendar_tool.checking.proposal" in modules
    assert {m for m in modules if m in HEAVY or any(m.startswith(f"{h}.") for h in HEAVY)} == set()
