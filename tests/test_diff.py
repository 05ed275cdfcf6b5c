"""calendar-tool diff: documents, schedules and data folders against each other."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Run

DATA = ROOT / "data"
PLAN = (
    "Mötestider för BUN 2026\n\n5 februari kl. 9-12\n5 mars kl. 9-12\n14 april kl. 9-12\n"
    "12 maj kl. 9-12\n15 juni kl. 9-12\n"
)
NEWER = (
    "Mötestider för BUN 2026\n\n5 februari kl. 9-12\n12 mars kl. 9-12\n14 april kl. 10-12\n"
    "15 juni kl. 9-12 (inställt)\n24 augusti kl. 9-12\n"
)


@pytest.fixture
def plans(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(PLAN, "utf-8")
    new.write_text(NEWER, "utf-8")
    return old, new


def test_two_documents_side_by_side(run: Run, plans: tuple[Path, Path]) -> None:
    result = run("diff", *plans)
    assert result.out == (
        "BUN: new: 1, changed: 1, moved: 1, cancelled: 1, missing: 1\n"
        "           date                 old.txt                 new.txt                                     differs\n"
        "moved      2026-03-05 Thursday  old.txt:4: 09:00–12:00  new.txt:4: 2026-03-12 Thursday 09:00–12:00  date\n"
        "changed    2026-04-14 Tuesday   old.txt:5: 09:00–12:00  new.txt:5: 10:00–12:00                      hours\n"
        "missing    2026-05-12 Tuesday   old.txt:6: 09:00–12:00  –\n"
        "cancelled  2026-06-15 Monday    old.txt:7: 09:00–12:00  new.txt:6: 09:00–12:00 cancelled            status\n"
        "new        2026-08-24 Monday    –                       new.txt:7: 09:00–12:00\n"
    )
    assert (result.code, result.err) == (1, "")


def test_the_same_as_json(run: Run, plans: tuple[Path, Path]) -> None:
    result = run("diff", *plans, "--format", "json")
    shown = json.loads(result.out)
    assert result.code == 1
    assert {key: value for key, value in shown.items() if key != "changes"} == {
        "old": "old.txt",
        "new": "new.txt",
        "outside": [],
        "unresolved": {"old": 0, "new": 0},
    }
    assert [(c["kind"], c["body"], c["fields"]) for c in shown["changes"]] == [
        ("moved", "BUN", ["date"]),
        ("changed", "BUN", ["hours"]),
        ("missing", "BUN", []),
        ("cancelled", "BUN", ["status"]),
        ("new", "BUN", []),
    ]
    assert shown["changes"][2] == {
        "kind": "missing", "body": "BUN", "fields": [], "after": None,
        "before": {
            "body": "BUN", "date": "2026-05-12", "end_date": None, "start": "09:00", "end": "12:00", "form": None,
            "status": "confirmed", "kind": "scheduled", "location": None, "conditions": [], "id": None,
            "places": ["old.txt:6"],
        },
    }  # fmt: skip


EQUAL = [
    ("a document and itself", "old.txt", "old.txt"),
    ("a document and the folder it was imported into", "old.txt", "data"),
    ("the other way round", "data", "old.txt"),
    ("a document and the schedule's file", "old.txt", "data/schedules/bun-2026.toml"),
    ("a copy of that under another name", "copy.toml", "data"),
    ("two folders", "data", "data"),
]


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(("old", "new"), [c[1:] for c in EQUAL], ids=[c[0] for c in EQUAL])
def test_no_difference(run: Run, tmp_path: Path, old: str, new: str) -> None:
    run("import", "old.txt", "--yes")
    shutil.copy(tmp_path / "data/schedules/bun-2026.toml", tmp_path / "copy.toml")
    result = run("diff", old, new)
    assert (result.code, result.out, result.err) == (0, "No differences.\n", "")


@pytest.mark.usefixtures("plans")
def test_a_kept_meeting_is_known_by_its_id(run: Run, tmp_path: Path) -> None:
    """However far it was moved, and though another has its old day."""
    run("import", "old.txt", "--yes")
    shutil.copytree(tmp_path / "data", tmp_path / "before")
    path = tmp_path / "data/schedules/bun-2026.toml"
    text = path.read_text("utf-8").replace("2026-03-05", "2026-09-03").replace("2026-02-05", "2026-03-05")
    path.write_text(text, "utf-8")
    assert run("diff", "before", "data").out == (
        "BUN: moved: 2\n"
        "       date                 before                    data                                          differs\n"
        "moved  2026-02-05 Thursday  bun-2026-01: 09:00–12:00  bun-2026-01: 2026-03-05 Thursday 09:00–12:00  date\n"
        "moved  2026-03-05 Thursday  bun-2026-02: 09:00–12:00  bun-2026-02: 2026-09-03 Thursday 09:00–12:00  date\n"
    )


def test_a_folder_is_compared_in_the_bodies_and_years_of_the_document(run: Run) -> None:
    document = DATA / "documents/vvg-2019-motestider-2020.txt"
    for sides in ((DATA, document), (document, DATA)):
        result = run("diff", *sides)
        assert (result.code, result.out) == (0, "No differences.\n")


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize("state", ['status = "cancelled"', 'status = "confirmed"\nkind = "held"'])
def test_in_a_folder_everything_counts(run: Run, tmp_path: Path, state: str) -> None:
    """A document need not repeat what was held or cancelled."""
    run("import", "old.txt", "--yes")
    path = tmp_path / "data/schedules/bun-2026.toml"
    path.write_text(path.read_text("utf-8").replace('status = "confirmed"', state, 1), "utf-8")
    shutil.copytree(tmp_path / "data", tmp_path / "before")
    first, *_others, last = path.read_text("utf-8").split("[[meeting]]")
    path.write_text(f"{first}[[meeting]]{last}", "utf-8")
    assert run("diff", "before", "data").out.splitlines()[0] == "BUN: missing: 4"
    (tmp_path / "one.txt").write_text("Mötestider för BUN 2026\n\n15 juni kl. 9-12\n", "utf-8")
    result = run("diff", "before", "one.txt")
    assert result.out.splitlines()[0] == "BUN: missing: 3"
    assert result.out.splitlines()[-1] == (
        "1 meeting of before is not expected in one.txt: of another time, held or cancelled."
    )


def test_one_body_under_two_names_is_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Mötestider för Barn- och utbildningsnämnden (BUN) 2026\n\n5 februari kl. 9-12\n", "utf-8"
    )
    (tmp_path / "b.txt").write_text("Mötestider för BUN 2026\n\n5 februari kl. 9-12\n", "utf-8")
    assert run("diff", "a.txt", "b.txt").out == "No differences.\n"


def test_another_year_is_not_missing_and_open_dates_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    (tmp_path / "b.txt").write_text("Mötestider för BUN 2027\n\n4 februari kl. 9-12\n31 november kl. 9-12\n", "utf-8")
    assert run("diff", "a.txt", "b.txt").out == (
        "BUN: new: 1\n"
        "     date                 a.txt  b.txt\n"
        "new  2027-02-04 Thursday  –      b.txt:3: 09:00–12:00\n"
        "\n"
        "5 meetings of a.txt are not expected in b.txt: of another time, held or cancelled.\n"
        "1 date of b.txt is open and was not compared: see calendar-tool read b.txt\n"
    )


def test_files_of_the_same_name_are_told_apart(run: Run, tmp_path: Path) -> None:
    for folder, text in (("a", PLAN), ("b", NEWER)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "plan.txt").write_text(text, "utf-8")
    head = run("diff", "a/plan.txt", "b/plan.txt").out.splitlines()[1]
    assert head.split() == ["date", "a/plan.txt", "b/plan.txt", "differs"]


TOML = 'body = "BUN"\nyear = 2026\n\n[[meeting]]\nid = "bun-2026-01"\ndate = 2026-02-05\n'
BAD = [
    ("no such document", {}, "x.txt", "x.txt: there is no such file"),
    ("no such schedule", {}, "x.toml", "x.toml: there is no such file"),
    ("an empty document", {"x.txt": ""}, "x.txt", "x.txt: the file is empty"),
    ("a folder without meetings", {"x/notes.md": "-"}, "x", "x: no meetings are kept here; import a document first"),
    ("no TOML", {"x.toml": "body = \n"}, "x.toml", "x.toml:1:8: not valid TOML: the value is missing or is none"),
    (
        "an impossible date",
        {"x.toml": TOML.replace("02-05", "02-30")},
        "x.toml",
        "x.toml:6:8: there is no such date: 2026-02-30",
    ),
    ("another file of the folder", {"x.toml": '[[body]]\nname = "BUN"\n'}, "x.toml", "x.toml:1: "),
    (
        "the same id twice",
        {"x.toml": TOML + '\n[[meeting]]\nid = "bun-2026-01"\ndate = 2026-02-06\n'},
        "x.toml",
        "x.toml:9: the id bun-2026-01 is taken: x.toml:5",
    ),
]


@pytest.mark.parametrize("first", [True, False], ids=["old", "new"])
@pytest.mark.parametrize(("files", "name", "error"), [c[1:] for c in BAD], ids=[c[0] for c in BAD])
def test_bad_input(
    run: Run, plans: tuple[Path, Path], tmp_path: Path, files: dict[str, str], name: str, error: str, first: bool
) -> None:
    for file, text in files.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, "utf-8")
    result = run("diff", *((name, plans[0]) if first else (plans[0], name)))
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(error)
