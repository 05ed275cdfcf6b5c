"""The commands as a user runs them: what they print, what they write and how they end."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run

from calendar_tool.cli.group import COMMANDS

DATA = ROOT / "data"
DOCUMENTS = sorted((DATA / "documents").glob("*.txt"))
LIST = "Mötestider för BUN 2026\n\n5 februari kl. 9-12\n14 maj kl. 9-12\n31 november kl. 9-12\n"


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its contents, but for the lock, which whoever writes first leaves there."""
    files = [p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != ".lock"]
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "bun.txt"
    path.write_text(LIST, "utf-8")
    return path


def test_read_prints_meetings_with_lines_and_what_is_open(run: Run, document: Path) -> None:
    result = run("read", document)
    assert result.out == (
        "bun.txt: 2 meetings, 1 unresolved, 0 explained\n"
        "\n"
        "line  date                 hours        body\n"
        "3     2026-02-05 Thursday  09:00–12:00  BUN\n"
        "4     2026-05-14 Thursday  09:00–12:00  BUN\n"
        "\n"
        "Unresolved:\n"
        "  bun.txt:5: “31 november kl. 9-12”: november has no day 31\n"
    )
    assert result.code == 0
    assert tree(document.parent) == {"bun.txt": LIST.encode()}


def test_read_as_json(run: Run, document: Path) -> None:
    shown = json.loads(run("read", document, "--format", "json").out)
    assert shown == {
        "file": "bun.txt",
        "meetings": [
            {
                "body": "BUN", "date": day, "end_date": None, "start": "09:00", "end": "12:00", "form": None,
                "status": "confirmed", "kind": "scheduled", "location": None, "conditions": [],
                "line": line, "text": text,
            }
            for day, line, text in (
                ("2026-02-05", 3, "5 februari kl. 9-12"),
                ("2026-05-14", 4, "14 maj kl. 9-12"),
            )
        ],
        "unresolved": [{"line": 5, "text": "31 november kl. 9-12", "reason": "november has no day 31", "body": "BUN"}],
        "explained": [],
        "implied": [],
    }  # fmt: skip
    both = json.loads(run("read", document, document, "--format", "json").out)
    assert both == {"files": [shown, shown]}


def test_import_shows_first_and_writes_once(run: Run, document: Path, tmp_path: Path) -> None:
    shown = (
        "new: 2, unresolved: 1\n"
        "  new: 2026-02-05 Thursday 09:00–12:00 BUN\n"
        "  new: 2026-05-14 Thursday 09:00–12:00 BUN\n"
        "  unresolved: BUN (bun.txt:5: 31 november kl. 9-12 – november har ingen dag 31)\n"
    )
    dry = run("import", document, "--dry-run")
    assert (dry.code, dry.out) == (0, shown + "Nothing was written.\n")
    assert not (tmp_path / "data").exists()
    asked = run("import", document)
    assert asked.code == 2
    assert asked.err.endswith(": say --yes to write without being asked\n")
    assert not (tmp_path / "data").exists()
    done = run("import", document, "--yes")
    assert done.code == 0
    assert done.out.splitlines()[-1] == ("Written in data: bodies.toml, schedules/bun-2026.toml, feeds.toml")
    before = tree(tmp_path / "data")
    again = run("import", document, "--yes")
    assert again.out.splitlines()[0] == "same: 2"
    assert again.out.splitlines()[-1] == "Nothing changes."
    assert tree(tmp_path / "data") == before


def test_a_document_that_still_says_otherwise_than_an_edited_meeting_is_told(
    run: Run, document: Path, tmp_path: Path
) -> None:
    run("import", document, "--yes")
    path = tmp_path / "data/schedules/bun-2026.toml"
    path.write_text(path.read_text("utf-8").replace("date = 2026-05-14", "date = 2026-05-12"), "utf-8")
    assert run("import", document, "--yes").out == (
        "same: 2\n"
        "  same: 2026-05-12 Tuesday 09:00–12:00 BUN (as edited; the document still says bun.txt:4: 14 maj kl. 9-12)\n"
        "Nothing changes.\n"
    )


def test_a_corrected_document_is_imported_though_its_lines_are_the_same(
    run: Run, document: Path, tmp_path: Path
) -> None:
    """Regression: the hours stood above the dates, so that no line with a date had changed."""
    text = "Mötestider för BUN 2026\nMötestid: {hours}\n\n5 februari\n14 maj{note}\n"
    document.write_text(text.format(hours="13.00-15.00", note=""), "utf-8")
    run("import", document, "--yes")
    document.write_text(text.format(hours="09.00-12.00", note=" (inställt)"), "utf-8")
    assert run("import", document, "--yes").out.splitlines()[0] == "changed: 2"
    listed = json.loads(run("list", "--format", "json").out)["meetings"]
    assert [(m["date"], m["start"], m["end"], m["status"]) for m in listed] == [
        ("2026-02-05", "09:00", "12:00", "confirmed"),
        ("2026-05-14", "09:00", "12:00", "cancelled"),
    ]
    run("export")
    assert "#" not in json.dumps(listed) + (tmp_path / "exports/all.ics").read_text("utf-8")


def test_the_shipped_schedules_are_what_the_tool_makes_of_the_shipped_documents(run: Run, tmp_path: Path) -> None:
    scratch = tmp_path / "data"
    scratch.mkdir()
    for name in ("bodies.toml", "rules.toml", "feeds.toml"):
        shutil.copy(DATA / name, scratch)
    assert run("import", *DOCUMENTS, "--yes").code == 0
    assert tree(scratch / "schedules") == tree(DATA / "schedules")
    assert (scratch / "bodies.toml").read_bytes() == (DATA / "bodies.toml").read_bytes()


def test_the_order_of_documents_does_not_matter_for_the_facts(run: Run, tmp_path: Path) -> None:
    facts = []
    for folder, order in (("one", DOCUMENTS), ("two", DOCUMENTS[::-1])):
        for document in order:
            assert run("import", document, "--yes", "--data", folder).code == 0
        meetings = json.loads(run("list", "--data", folder, "--format", "json").out)["meetings"]
        facts.append(
            sorted(json.dumps({**m, "id": None, "sources": sorted(m["sources"])}, sort_keys=True) for m in meetings)
        )
    assert facts[0] == facts[1]


def test_two_documents_one_meeting_and_one_completed_from_another(run: Run) -> None:
    shown = json.loads(run("list", "--data", DATA, "--format", "json").out)["meetings"]
    sources = {(m["body"], m["date"]): [s.split(":")[0] for s in m["sources"]] for m in shown}
    assert sources["VVG", "2020-12-11"] == ["vvg-2019-motestider-2020.txt", "vvg-2021-motestider.txt"]
    assert sorted(sources["Remisskonferens", "2021-09-29"]) == [
        "sro-2021-05-21-sammanstallning.txt",
        "vvg-2021-motestider.txt",
    ]
    bhu = [m for m in shown if m["body"] == "BHU presidium"]
    assert [m["date"] for m in bhu] == [
        "2022-01-19", "2022-02-24", "2022-04-28", "2022-06-30", "2022-10-19", "2022-11-24",
    ]  # fmt: skip
    assert {m["start"] for m in bhu} == {None}


def test_exporting_the_shipped_data_changes_nothing(run: Run, tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    shutil.copytree(ROOT / "exports", tmp_path / "exports")
    before = tree(tmp_path)
    result = run("export")
    assert result.code == 0
    assert result.out.endswith("Nothing changed.\n")
    assert tree(tmp_path) == before


def test_exports_can_be_deleted_without_loss(run: Run, tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    assert run("export").code == 0
    assert tree(tmp_path / "exports") == tree(ROOT / "exports")


def test_a_change_moves_one_event_and_no_other(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    run("export")
    before = (tmp_path / "exports/vvg.ics").read_bytes().decode().split("BEGIN:VEVENT")
    path = tmp_path / "data/schedules/vvg-2021.toml"
    path.write_text(path.read_text("utf-8").replace("date = 2021-11-18", "date = 2021-11-09  # flyttat", 1), "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")
    result = run("export", "--format", "json")
    assert json.loads(result.out)["changed"] == ["all.ics", "vvg.ics"]
    after = (tmp_path / "exports/vvg.ics").read_bytes().decode().split("BEGIN:VEVENT")
    (gone,), (come,) = set(before) - set(after), set(after) - set(before)
    assert "SEQUENCE:0" in gone
    assert "SEQUENCE:1" in come
    assert "DTSTART;TZID=Europe/Stockholm:20211109T090000" in come
    assert [line for line in gone.splitlines() if line.startswith("UID")] == [
        line for line in come.splitlines() if line.startswith("UID")
    ]


CHECKS = [
    (["2022-05-26"], 1, "conflict", ["holiday"]),
    (["2022-05-27", "--body", "SRO"], 1, "warning", ["klamdag", "not-same-day", "chain-unknown"]),
    (["2026-05-14"], 1, "conflict", ["holiday"]),
    (["2026-05-12"], 0, "free", []),
    (["2021-11-18", "13:00-15:00", "--body", "SRO"], 1, "warning", ["chain-too-short", "same-day"]),
    (["2021-11-18", "10:00-11:00", "--body", "SRO"], 1, "conflict", ["chain-too-short", "overlap"]),
    (["2021-12-15", "09:00-12:00", "--body", "Vårdsamverkan Västra Götaland (VVG)"], 0, "free", ["meeting"]),
    (["2021-04-14", "10:00-11:00", "--body", "VVG"], 1, "conflict", ["overlap"]),
]


@pytest.mark.parametrize(("args", "code", "verdict", "codes"), CHECKS)
def test_check(run: Run, args: list[str], code: int, verdict: str, codes: list[str]) -> None:
    result = run("check", *args, "--data", DATA, "--format", "json")
    shown = json.loads(result.out)
    assert (result.code, shown["verdict"], sorted(p["code"] for p in shown["problems"])) == (
        code,
        verdict,
        sorted(codes),
    )
    assert not (verdict == "free" and shown["better"])


CHAIN = """\
[[rule]]
id = "vvg-sro"
kind = "kedja"
level = "regel"
text = "t"
source = "s"
first = "VVG"
then = "SRO"
min_days = 30
"""


def test_check_knows_the_years_before_and_after(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data/schedules"
    folder.mkdir(parents=True)
    (tmp_path / "data/rules.toml").write_text(CHAIN, "utf-8")
    (tmp_path / "data/bodies.toml").write_text('[[body]]\nname = "VVG"\n[[body]]\nname = "SRO"\n', "utf-8")

    def keep(name: str, on: str) -> None:
        year, slug = on[:4], name.lower()
        text = f'body = "{name}"\nyear = {year}\n[[meeting]]\nid = "{slug}-{year}-01"\ndate = {on}\n'
        (folder / f"{slug}-{year}.toml").write_text(text, "utf-8")

    def codes(*args: str) -> list[str]:
        return [p["code"] for p in json.loads(run("check", *args, "--format", "json").out)["problems"]]

    keep("VVG", "2025-12-02")
    assert codes("2026-01-15", "--body", "SRO") == []
    (folder / "vvg-2025.toml").unlink()
    keep("SRO", "2027-01-14")
    assert codes("2026-12-17", "--body", "VVG") == ["chain-too-short"]


def test_what_follows_upon_two_hyphens_is_no_option(run: Run) -> None:
    assert "Error: " in run("list", "--", "--lang", "sv").err


def test_check_says_why_and_when_instead(run: Run) -> None:
    assert run("check", "2022-05-26", "--data", DATA, "--lang", "sv").out == (
        "Nej, torsdagen den 26 maj 2022 är ingen bra dag.\n"
        "  Det är Kristi himmelsfärdsdag, helgdag [lag (1989:253) 1 §].\n"
        "Bättre: tisdagen den 24 maj, måndagen den 23 maj eller måndagen den 30 maj.\n"
    )


def test_audit_of_the_shipped_data(run: Run) -> None:
    result = run("audit", "--data", DATA, "--lang", "en")
    expected = (Path(__file__).parent / "audit.txt").read_text("utf-8")
    assert result.out == expected
    assert result.code == 1
    assert run("audit", "2019", "--data", DATA).code == 0


def test_days(run: Run) -> None:
    shown = json.loads(run("days", "2026", "--format", "json").out)
    assert {
        "date": "2026-05-14",
        "name": "Kristi himmelsfärdsdag (Ascension Day)",
        "kind": "holiday",
        "source": "lag (1989:253) 1 §",
        "week": 20,
    } in shown
    assert run("days", "2026", "--format", "csv").out.splitlines()[0] == "date,name,kind,source,week"
    assert "2026-06-19 fredag" in run("days", "2026", "--lang", "sv").out


def test_list(run: Run) -> None:
    assert run("list").out == "No meetings are kept in data.\n"
    lines = run("list", "2020", "--body", "vvg", "--data", DATA).out.splitlines()
    assert lines[0].split() == ["id", "date", "hours", "body"]
    assert lines[1].split() == ["vvg-2020-01", "2020-02-10", "Monday", "10:00–12:00", "VVG"]
    assert len(lines) == 6
    csv = run("list", "2022", "--body", "SRO", "--data", DATA, "--format", "csv", "--lang", "sv").out.splitlines()
    assert csv[0] == "id,body,date,end_date,start,end,form,status,kind,location,conditions,sources"
    assert csv[1].startswith("sro-2022-01,SRO,2022-01-19,,13:00,15:00,teams,tentative,scheduled,,Teams (tills vidare);")


def test_demo_works_in_the_folder_it_is_given(run: Run, tmp_path: Path) -> None:
    result = run("demo", "--into", tmp_path / "demo")
    assert result.code == 0
    assert "5 documents are read and kept" in result.out
    assert sorted(p.name for p in (tmp_path / "demo/exports").iterdir()) == sorted(
        p.name for p in (ROOT / "exports").iterdir()
    )
    assert run("demo", "--into", tmp_path / "demo").code == 2


def test_the_data_folder_can_come_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALENDAR_TOOL_DATA", str(DATA))
    assert "vvg-2020-01" in run("list", "2020").out


def test_help_is_in_both_languages(run: Run) -> None:
    assert "Fel:" in run("chekc", "--lang", "sv").err or "Användning" in run("chekc", "--lang", "sv").err
    for command in COMMANDS:
        english, swedish = run(command, "--help").out, run(command, "--help", "--lang", "sv").out
        assert english.startswith(f"Usage: calendar-tool {command}")
        assert swedish.startswith(f"Användning: calendar-tool {command}")


def test_the_documented_commands_are_those_there_are(run: Run) -> None:
    documented = (ROOT / "docs/commands.md").read_text("utf-8")
    for command in COMMANDS:
        assert f"## {command}\n\n```\n{run(command, '--help').out}```\n" in documented


def test_as_a_module_and_as_a_script() -> None:
    for command in ([sys.executable, "-m", "calendar_tool"], [str(Path(sys.executable).with_name("calendar-tool"))]):
        run = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
        assert run.stdout.startswith("calendar-tool ")
