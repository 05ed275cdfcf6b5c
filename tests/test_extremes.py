"""Numbers and dates at the ends of what there is, and a user or a pipe that goes away: never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run

HEAD = 'body = "BUN"\nyear = 2026\n'
MEETING = '[[meeting]]\nid = "bun-2026-01"\ndate = 2026-02-05\n'
RULE = """\
[[rule]]
id = "a"
kind = "kedja"
level = "regel"
text = "t"
source = "s"
first = "SRO"
then = "BUN"
min_days = {days}
"""
EVENT = '[[event]]\nuid = "a@b"\nsequence = {n}\nlast_modified = "{moment}"\nfingerprint = "f"\n'
BUN = "data/schedules/bun-2026.toml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "schedules").mkdir(parents=True)
    (folder / "bodies.toml").write_text('[[body]]\nname = "BUN"\n[[body]]\nname = "SRO"\n', "utf-8")
    (folder / "schedules/bun-2026.toml").write_text(HEAD + MEETING, "utf-8")
    return folder


YEARS = [
    (["days", "0"], "0: the holidays are known for 1990–2060 only\n"),
    (["days", "10000"], "10000: the holidays are known for 1990–2060 only\n"),
    (["check", "0001-01-01", "--body", "BUN"], "1: the holidays are known for 1990–2060 only\n"),
    (["check", "9999-12-31"], "9999: the holidays are known for 1990–2060 only\n"),
    (["check", "9999-12-31", "--body", "BUN"], "9999: the holidays are known for 1990–2060 only\n"),
]


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(("args", "line"), YEARS)
def test_years_whose_days_are_not_known(run: Run, args: list[str], line: str) -> None:
    result = run(*args)
    assert (result.code, result.out, result.err) == (2, "", line)


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("command", ["audit", "list"])
@pytest.mark.parametrize("year", ["0", "10000", "-1"])
def test_years_of_no_meetings(run: Run, command: str, year: str) -> None:
    assert run(command, "--", year).code == 2


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("hours", ["10:00Z-12:00", "10:00+01:00-12:00", "10-12", "T10:00-12:00", "10:00:00-12:00", "-"])
def test_hours_are_written_in_one_way(run: Run, hours: str) -> None:
    result = run("check", "--", "2021-05-05", hours)
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
    assert "09:00-12:00" in result.err


FILES = [
    (BUN, HEAD + MEETING.replace("2026-02-05", "9999-12-31"), ["export"], ":5: “date” must be a date of the years"),
    (BUN, HEAD + MEETING + "end_date = 9999-12-31\n", ["export"], ":6: “end_date” must be a date of the years"),
    (BUN, HEAD.replace("2026", "9999"), ["list"], ":2: “year” must be at most 2099"),
    (
        BUN,
        HEAD + '[[series]]\nevery_weeks = 99999999999\nfirst = 2026-01-01\nlast = 2026-12-31\nsource = "d:1"\n',
        ["audit"],
        ":4: “every_weeks” must be at most 520",
    ),
    (
        BUN,
        HEAD + f'[[unresolved]]\nreason = "r"\nyear = {10**30}\nmonth = 1\nday = 1\nsource = "d:1"\n',
        ["audit"],
        ":5: “year” must be at most 9999",
    ),
    ("data/rules.toml", RULE.format(days=800_000), ["audit"], ":9: “min_days” must be at most 3660"),
    (
        "data/rules.toml",
        RULE.format(days=1) + "max_days = 800000\n",
        ["audit"],
        ":10: “max_days” must be at most 3660",
    ),
    (
        "data/published.toml",
        EVENT.format(n=99999999999, moment="2026-01-01T00:00:00Z"),
        ["export"],
        ":3: “sequence” must be at most 2000000000",
    ),
    *(
        (
            "data/published.toml",
            EVENT.format(n=0, moment=moment),
            ["export"],
            ":4: “last_modified” must be a time in UTC",
        )
        for moment in ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00+02:00")
    ),
]


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(("name", "text", "command", "start"), FILES)
def test_files(run: Run, tmp_path: Path, name: str, text: str, command: list[str], start: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    result = run(*command)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(name + start)
    assert len(result.err.splitlines()) == 1


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("year", ["1905", "2099"])
def test_a_year_whose_days_are_not_known_is_kept_and_published(run: Run, tmp_path: Path, year: str) -> None:
    """Old minutes can be kept; the audit says that it cannot judge their days."""
    path = tmp_path / f"data/schedules/bun-{year}.toml"
    path.write_text((HEAD + MEETING).replace("2026", year), "utf-8")
    assert run("export").code == 0
    assert f"BUN {year}-02-05 cannot be judged" in run("audit").out


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("value", ["abc", "-1", "1.5", "4102444800", "9" * 30, "²"])
def test_the_clock_of_a_build_is_a_number(run: Run, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    result = run("export")
    assert (result.code, result.out) == (2, "")
    assert result.err == f"SOURCE_DATE_EPOCH={value}: is no number of seconds since 1970\n"


@pytest.mark.usefixtures("data")
def test_the_clock_of_a_build_is_honoured(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert run("export").code == 0
    assert b"DTSTAMP:19700102T000000Z" in (tmp_path / "exports/all.ics").read_bytes()


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "en_GB.UTF-8"}


def test_a_pipe_that_closes_early() -> None:
    """`calendar-tool list | head -1`: no traceback, and none from Python's own end either."""
    command = [sys.executable, "-m", "calendar_tool", "list", "--data", str(ROOT / "data"), "--format", "csv"]
    reader, writer = os.pipe()
    os.close(reader)
    child = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, env=environment(), check=False)
    os.close(writer)
    assert child.stderr == b""
    assert child.returncode == 1


def test_ctrl_c() -> None:
    """What click makes of it: "Aborted!" and 1."""
    code = (
        "import os, signal\nfrom calendar_tool.cli import audit, main\n"
        "audit.load = lambda folder: os.kill(os.getpid(), signal.SIGINT)\n"
        f"main(['audit', '--data', {str(ROOT / 'data')!r}])"
    )
    child = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert (child.stdout, child.stderr.strip(), child.returncode) == ("", "Aborted!", 1)
