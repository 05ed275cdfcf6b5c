"""Defects that a user met, each by what it did."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from conftest import ROOT, Run

from calendar_tool import locale

DATA = ROOT / "data"
LIST = "Mötestider för BUN 2026\n\n5 februari kl. 9-12\n14 maj kl. 9-12\n"
LONG = "a" * 300


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder with the shipped data and feeds, to work in and to spoil."""
    for name in ("data", "exports"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns(".lock"))
    return tmp_path


def shell(line: str, folder: Path) -> tuple[int, str]:
    """The exit code and what is on standard error, or on standard output where that is closed."""
    command = f"{sys.executable} -m calendar_tool {line}"
    environ = {**os.environ, "LANG": "en_GB.UTF-8", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=environ, capture_output=True, text=True)
    return done.returncode, done.stderr or done.stdout


# ---- a rule about a body that does not exist was never broken


@pytest.mark.parametrize("name", ["first", "then"])
@pytest.mark.parametrize("command", [["audit"], ["check", "2021-04-14"]], ids=["audit", "check"])
def test_a_rule_that_names_no_body(run: Run, kept: Path, name: str, command: list[str]) -> None:
    rules = kept / "data/rules.toml"
    rules.write_text(re.sub(rf'^{name} = "\w+"', f'{name} = "VGG"', rules.read_text("utf-8"), flags=re.M), "utf-8")
    line = rules.read_text("utf-8").splitlines().index(f'{name} = "VGG"') + 1
    result = run(*command)
    assert (result.code, result.out, result.err) == (2, "", f"data/rules.toml:{line}: there is no body “VGG”\n")


def test_rules_wait_for_bodies_in_a_new_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(DATA / "rules.toml", tmp_path / "data")
    assert run("audit").code == 0


# ---- a mistyped folder was all clear

NO_FOLDER = [["list"], ["audit"], ["export"], ["check", "2026-05-12"]]


@pytest.mark.parametrize("command", NO_FOLDER, ids=lambda c: c[0])
def test_a_folder_that_is_not_there(
    run: Run, tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = (2, "", "nodir: there is no such folder\n")
    result = run(*command, "--data", "nodir")
    assert (result.code, result.out, result.err) == wrong
    monkeypatch.setenv("CALENDAR_TOOL_DATA", "nodir")
    result = run(*command)
    assert (result.code, result.out, result.err) == wrong
    assert list(tmp_path.iterdir()) == []


def test_nothing_kept_is_not_no_conflicts(run: Run) -> None:
    assert (run("audit").code, run("audit").out) == (0, "No meetings are kept in data.\n")
    assert run("list").out == "No meetings are kept in data.\n"
    assert run("check", "2026-05-12").code == 0
    for command in ("list", "audit"):
        result = run(command, "1999", "--data", DATA)
        assert (result.code, result.out) == (0, f"No meetings of 1999 are kept in {DATA}.\n")
    assert run("list", "2022", "--body", "VVG", "--data", DATA).out == f"VVG: No meetings of 2022 are kept in {DATA}.\n"


@pytest.mark.parametrize("command", [*NO_FOLDER, ["import", "bun.txt"]], ids=lambda c: c[0])
def test_an_empty_name_is_no_folder(run: Run, command: list[str]) -> None:
    result = run(*command, "--data", "")
    assert result.code == 2
    assert result.err.endswith("Error: Invalid value for '--data': a folder has to be named\n")


# ---- lost files: what has been published must not be forgotten


def feeds(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "exports").glob("*.ics")}


def test_a_lost_ledger_is_read_back_from_the_feeds(run: Run, kept: Path) -> None:
    ledger = kept / "data/published.toml"
    assert run("export").out.endswith("Nothing changed.\n")
    before, known = feeds(kept), ledger.read_bytes()
    for spoil in (ledger.unlink, lambda: ledger.write_text("")):
        spoil()
        result = run("export", "--format", "json")
        assert json.loads(result.out)["changed"] == []
        count = known.count(b"[[event]]")
        assert result.err == (
            f"data/published.toml was missing: what it said of {count} events is taken from the feeds in exports\n"
        )
        assert (feeds(kept), ledger.read_bytes()) == (before, known)


def test_a_sequence_goes_on_after_the_ledger_was_lost(run: Run, kept: Path) -> None:
    schedule = kept / "data/schedules/vvg-2021.toml"
    for day in ("09", "10"):
        text = re.sub(r"2021-11-\d\d", f"2021-11-{day}", schedule.read_text("utf-8"))
        schedule.write_text(text, "utf-8")
        run("export")
        (kept / "data/published.toml").unlink()
    event = next(e for e in feeds(kept)["vvg.ics"].decode().split("BEGIN:VEVENT") if "UID:vvg-2021-08@" in e)
    assert "SEQUENCE:2\r\n" in event


def test_other_feeds_are_not_read_back(run: Run, kept: Path) -> None:
    (kept / "data/published.toml").unlink()
    for path in (kept / "exports").glob("*.ics"):
        path.write_bytes(path.read_bytes().replace(b"@vvg-sro.calendar-tool", b"@other.example"))
    (kept / "exports/broken.ics").write_bytes(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//calendar-tool//calendar-tool//SV\r\n"
        b"BEGIN:VEVENT\r\nUID:a@vvg-sro.calendar-tool\r\nEND:VEVENT\r\n"
    )
    assert run("export").err == ""


@pytest.mark.parametrize("command", [["export"], ["import", str(DATA / "documents/sro-2021-09-24.txt"), "--yes"]])
def test_lost_settings_keep_the_domain_that_was_published(run: Run, kept: Path, command: list[str]) -> None:
    settings, schedules = kept / "data/feeds.toml", kept / "data/schedules"
    settings.unlink()
    if command[0] == "import":
        (schedules / "sro-2022.toml").unlink()
    result = run(*command)
    assert result.code == 0
    assert result.err == (
        "data/feeds.toml was missing: the domain vvg-sro.calendar-tool is taken from what has been published; "
        "see to the other settings\n"
    )
    assert 'uid_domain = "vvg-sro.calendar-tool"\n' in settings.read_text("utf-8")


def test_lost_settings_and_two_domains(run: Run, kept: Path) -> None:
    (kept / "data/feeds.toml").unlink()
    ledger = kept / "data/published.toml"
    ledger.write_text(ledger.read_text("utf-8").replace("@vvg-sro.calendar-tool", "@a.example", 1), "utf-8")
    before = feeds(kept)
    result = run("export")
    assert (result.code, result.out, result.err) == (
        2,
        "",
        "data/feeds.toml: is missing, and feeds have been published with the domains vvg-sro.calendar-tool, a.example: "
        'restore it, or write uid_domain = "vvg-sro.calendar-tool"\n',
    )
    assert feeds(kept) == before


# ---- names of documents

NAMES = [
    ("a\nb.txt", "a_b.txt"),
    ("a\x1b[31m.txt", "a_[31m.txt"),
    ("a:12: b.txt", "a_12: b.txt"),
    (b"\xe5.txt", "?.txt"),
]


@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_names_of_documents_that_would_break_files(run: Run, tmp_path: Path, name: str | bytes, shown: str) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_text(LIST, "utf-8")
    assert json.loads(run("read", path, "--format", "json").out)["file"] == shown
    assert run("import", path, "--yes").code == 0
    (first, _second) = json.loads(run("list", "--format", "json").out)["meetings"]
    assert first["sources"] == [f"{shown}:3: 5 februari kl. 9-12"]
    assert run("import", path, "--yes").out.splitlines()[-1] == "Nothing changes."


# ---- tracebacks

SHELL = [
    ("list --data {data} >&-", "calendar-tool: the standard output is closed\n"),
    ("list --data {data} >/dev/full", "calendar-tool: no space is left on the disk\n"),
    ("--help >/dev/full", "calendar-tool: no space is left on the disk\n"),
    ("list --data nodir 2>&-", ""),
    (f"list --data {LONG}", f"{LONG}: there is no such folder\n"),
    ("import bun.txt <&-", "bodies.toml, schedules/bun-2026.toml: say --yes to write without being asked\n"),
]


@pytest.mark.parametrize(("line", "said"), SHELL, ids=[line[:30] for line, _said in SHELL])
def test_streams_that_are_closed_or_full(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "bun.txt").write_text(LIST, "utf-8")
    code, shown = shell(line.format(data=DATA), tmp_path)
    assert (code, shown.splitlines()[-1:]) == (2, said.splitlines())
    assert "Traceback" not in shown


def test_nothing_is_lost_where_only_errors_have_nowhere_to_go(tmp_path: Path) -> None:
    code, shown = shell(f"list 2020 --body VVG --data {DATA} 2>&-", tmp_path)
    assert (code, len(shown.splitlines())) == (0, 6)


@pytest.mark.parametrize("command", [["list"], ["export"], ["import", "bun.txt", "--yes"]], ids=lambda c: c[0])
def test_a_name_that_is_too_long(run: Run, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "bun.txt").write_text(LIST, "utf-8")
    result = run(*command, "--data", LONG)
    assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
    assert result.err.startswith(LONG)


def test_toml_in_five_thousand_levels(run: Run, kept: Path) -> None:
    (kept / "data/bodies.toml").write_text("a = " + 5000 * "[" + 5000 * "]" + "\n")
    result = run("list")
    assert (result.code, result.err) == (2, "data/bodies.toml: nested too deeply\n")


def test_the_language_may_stand_before_the_command(run: Run) -> None:
    assert run("--lang", "sv", "--help").out.startswith("Användning: calendar-tool ")
    assert run("--lang", "sv", "list").out == "Inga möten finns sparade i data.\n"
    assert run("--lang", "fi", "list").code == 2


# ---- the question before an import

ANSWERS = [
    ("j\n", True), ("ja\n", True), ("y\n", True), ("YES\n", True), ("vet ej\nja\n", True),
    ("n\n", False), ("nej\n", False), ("no\n", False), ("\n", False), ("vet ej\nnej\n", False),
]  # fmt: skip


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("language", "question"), [("sv", "? [j/N] "), ("en", "? [y/N] ")])
@pytest.mark.parametrize(("answer", "written"), ANSWERS)
def test_the_question_in_both_languages(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, written: bool, language: str, question: str
) -> None:
    (tmp_path / "bun.txt").write_text(LIST, "utf-8")
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    result = run("import", "bun.txt", "--lang", language)
    assert (result.code, (tmp_path / "data").exists()) == (0, written)
    assert question in result.out
    if not written:
        assert result.out.endswith({"sv": "Inget skrevs.\n", "en": "Nothing was written.\n"}[language])


def test_no_answer_at_all(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bun.txt").write_text(LIST, "utf-8")
    monkeypatch.setattr("sys.stdin", Terminal(""))
    result = run("import", "bun.txt")
    assert (result.code, result.err.splitlines()[-1]) == (1, "Aborted!")
    assert not (tmp_path / "data").exists()


# ---- what is said


def test_a_proposed_meeting_has_no_id(run: Run) -> None:
    shown = json.loads(run("check", "2026-05-14", "--body", "SRO", "--data", DATA, "--format", "json").out)
    assert [p["meetings"] for p in shown["problems"] if p["code"] == "holiday"] == [[]]


REASONS = [
    (errno.EACCES, "behörighet saknas"),
    (errno.ENOTDIR, "är ingen mapp"),
    (errno.EEXIST, "det finns redan en fil med det namnet"),
    (errno.EISDIR, "är en mapp, inte en fil"),
    (errno.ELOOP, "för många symboliska länkar"),
    (errno.ENAMETOOLONG, "namnet är för långt"),
    (errno.ENOSPC, "disken är full"),
    (errno.EIO, os.strerror(errno.EIO)),
]


@pytest.mark.parametrize(("number", "said"), REASONS)
def test_the_operating_system_speaks_swedish(number: int, said: str) -> None:
    assert locale.os_reason(OSError(number, os.strerror(number))) == said
    assert locale.os_reason(OSError("odd")) == "odd"


def test_a_missing_list_of_bodies_is_one_mistake(run: Run, kept: Path) -> None:
    (kept / "data/bodies.toml").unlink()
    result = run("list")
    assert (result.code, result.err) == (
        2,
        "data/bodies.toml: is missing: without it nobody knows whose the meetings in schedules are\n",
    )


def test_the_free_id_was_never_published(run: Run, kept: Path) -> None:
    """An id that is given again would move a removed meeting in the calendars of all who subscribe."""
    schedule = kept / "data/schedules/vvg-2021.toml"
    others = schedule.read_text("utf-8").partition('[[meeting]]\nid = "vvg-2021-09"')[0]
    schedule.write_text(others + "[[meeting]]\ndate = 2021-12-15\n", "utf-8")
    line = len(others.splitlines()) + 1
    assert run("list").err == f'data/schedules/vvg-2021.toml:{line}: “id” is missing; write: id = "vvg-2021-10"\n'


EVERY = [(3, "3:e"), (11, "11:e"), (12, "12:e"), (13, "13:e"), (21, "21:a"), (22, "22:a"), (31, "31:a"), (111, "111:e")]


@pytest.mark.parametrize(("n", "swedish"), EVERY)
def test_every_so_many_weeks(n: int, swedish: str) -> None:
    assert locale.every(n) == swedish
    with locale.use("en"):
        assert locale.every(n) == str(n)


def test_a_disagreement_says_what_differs(run: Run, tmp_path: Path) -> None:
    document = tmp_path / "bun.txt"
    document.write_text(LIST, "utf-8")
    run("import", document, "--yes")
    schedule = tmp_path / "data/schedules/bun-2026.toml"
    schedule.write_text(schedule.read_text("utf-8").replace('"confirmed"', '"cancelled"', 1), "utf-8")
    document.write_text(LIST.replace("5 februari kl. 9-12", "5 februari kl. 10-12"), "utf-8")
    assert run("import", document, "--dry-run").out.splitlines()[1:-1] == [
        "  disagree: 2026-02-05 Thursday 09:00–12:00 BUN cancelled ≠ 10:00–12:00, confirmed "
        "(bun.txt:3: 5 februari kl. 10-12)"
    ]


THREE_TIMES = """Mötestider för Kommunstyrelsen 2027

14 januari
11 februari

Mötestider för Kommunstyrelsen 2027, kl. 13.00

14 januari
11 februari

Mötestider för Kommunstyrelsen 2027

14 januari kl. 09.00-12.00
11 februari kl. 15.00-17.00
"""


def test_own_hours_after_shared_ones_are_no_other_meeting(run: Run, tmp_path: Path) -> None:
    """Hours of all meetings, given to a day that had none, were kept as its own: its own ones made a second meeting."""
    document = tmp_path / "ks.txt"
    document.write_text(THREE_TIMES, "utf-8")
    assert run("read", document).out.splitlines() == [
        "ks.txt: 2 meetings, 0 unresolved, 4 explained",
        "",
        "line  date                 hours        body",
        "3     2027-01-14 Thursday  09:00–12:00  Kommunstyrelsen",
        "4     2027-02-11 Thursday  15:00–17:00  Kommunstyrelsen",
        "",
        "Explained:",
        "  ks.txt:8: “14 januari”: the same as on line 3",
        "  ks.txt:9: “11 februari”: the same as on line 4",
        "  ks.txt:13: “14 januari”: the same as on line 3",
        "  ks.txt:14: “11 februari”: the same as on line 4",
    ]


def test_a_number_that_may_be_of_several_months_is_kept_open(run: Run, tmp_path: Path) -> None:
    """The month was kept as 0, which the program then refused to read: nothing of the folder could be used."""
    (tmp_path / "plan.txt").write_text("Mötestider 2024\n\nOrgan Jan Feb Mars April\nBUN 12 - 3\n", "utf-8")
    assert run("import", "plan.txt", "--yes").code == 0
    assert run("list").code == 0
    assert run("import", "plan.txt", "--yes").code == 0


def test_the_first_row_of_a_grid_may_be_empty(run: Run, tmp_path: Path) -> None:
    """The head above a row without any date was not seen to be that of a grid."""
    plan = "Möten 2012\n\nNämnd  Jan  Feb  Mars  Apr\nKF\nKS     2/1  6/2  5/3   2/4\nKSAU              5/3\n"
    (tmp_path / "plan.txt").write_text(plan, "utf-8")
    shown = json.loads(run("read", "plan.txt", "--format", "json").out)
    assert ([(m["body"], m["date"]) for m in shown["meetings"]], shown["unresolved"]) == (
        [
            ("KS", "2012-01-02"),
            ("KS", "2012-02-06"),
            ("KS", "2012-03-05"),
            ("KS", "2012-04-02"),
            ("KSAU", "2012-03-05"),
        ],
        [],
    )
