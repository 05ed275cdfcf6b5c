"""calendar-tool history, what an import remembers for it, and what it asks and shows on the way."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from conftest import Run

HEAD = "Mötestider för BUN 2026\n\n"
PLAN = HEAD + "5 februari kl. 9-12\n5 mars kl. 9-12\n14 april kl. 9-12\n12 maj kl. 9-12\n15 juni kl. 9-12\n"
NEWER = HEAD + "5 februari kl. 9-12\n12 mars kl. 9-12\n14 april kl. 10-12\n15 juni kl. 9-12 (inställt)\n"
FILE = "data/schedules/bun-2026.toml"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def plans(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(PLAN, "utf-8")
    (tmp_path / "new.txt").write_text(NEWER, "utf-8")


@pytest.fixture
def imported(run: Run, plans: None) -> None:
    for name in ("old.txt", "new.txt"):
        assert run("import", name, "--yes").code == 0


def edit(folder: Path, *changes: tuple[str, str]) -> None:
    text = (folder / FILE).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / FILE).write_text(text, "utf-8")


@pytest.mark.usefixtures("imported")
def test_history(run: Run) -> None:
    result = run("history", "bun")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "bun-2026-01: 2026-02-05 Thursday 09:00–12:00 BUN\n"
        "  source: old.txt:3: 5 februari kl. 9-12\n"
        "  source: new.txt:3: 5 februari kl. 9-12\n"
        "bun-2026-02: 2026-03-12 Thursday 09:00–12:00 BUN\n"
        "  source: old.txt:4: 5 mars kl. 9-12\n"
        "  source: new.txt:4: 12 mars kl. 9-12\n"
        "  changed: 2026-03-05 → 2026-03-12: new.txt:4\n"
        "bun-2026-03: 2026-04-14 Tuesday 10:00–12:00 BUN\n"
        "  source: old.txt:5: 14 april kl. 9-12\n"
        "  source: new.txt:5: 14 april kl. 10-12\n"
        "  changed: 09:00-12:00 → 10:00-12:00: new.txt:5\n"
        "bun-2026-04: 2026-05-12 Tuesday 09:00–12:00 BUN\n"
        "  source: old.txt:6: 12 maj kl. 9-12\n"
        "bun-2026-05: 2026-06-15 Monday 09:00–12:00 BUN cancelled\n"
        "  source: old.txt:7: 15 juni kl. 9-12\n"
        "  source: new.txt:6: 15 juni kl. 9-12 (inställt)\n"
        "  changed: confirmed → cancelled: new.txt:6\n"
        "  cancelled: new.txt:6\n"
    )


@pytest.mark.usefixtures("imported")
def test_history_as_json(run: Run) -> None:
    shown = json.loads(run("history", "BUN", "--format", "json").out)
    assert shown["body"] == "BUN"
    assert shown["meetings"][4] == {
        "id": "bun-2026-05", "body": "BUN", "date": "2026-06-15", "end_date": None, "start": "09:00", "end": "12:00",
        "form": None, "status": "cancelled", "kind": "scheduled", "location": None, "conditions": [],
        "sources": [
            {"place": "old.txt:7", "text": "15 juni kl. 9-12"},
            {"place": "new.txt:6", "text": "15 juni kl. 9-12 (inställt)"},
        ],
        "history": ["confirmed → cancelled: new.txt:6"], "by_hand": [], "status_from": "new.txt:6",
    }  # fmt: skip


BY_HAND = [
    (
        "another day and other hours",
        [("date = 2026-02-05", "date = 2026-02-06"), ('start = "09:00"', 'start = "08:00"')],
        ["  by hand: date, hours"],
    ),
    (
        "cancelled",
        [('status = "confirmed"', 'status = "cancelled"')],
        ["  by hand: form, status, place or conditions", "  cancelled: no document says so"],
    ),
    (
        "without its source",
        [('sources = ["old.txt:3: 5 februari kl. 9-12 #7e6b1ce9d3b1"]\n', "")],
        ["  by hand: no document tells of it"],
    ),
    (
        "a remark of one's own",
        [('#7e6b1ce9d3b1"]\n', '#7e6b1ce9d3b1"]\nhistory = ["2026-02-04 → 2026-02-05: på ordförandens begäran"]\n')],
        ["  changed: 2026-02-04 → 2026-02-05: på ordförandens begäran"],
    ),
]


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(("changes", "told"), [c[1:] for c in BY_HAND], ids=[c[0] for c in BY_HAND])
def test_what_was_edited_by_hand(run: Run, tmp_path: Path, changes: list[tuple[str, str]], told: list[str]) -> None:
    run("import", "old.txt", "--yes")
    edit(tmp_path, *changes)
    lines = run("history", "BUN").out.splitlines()
    first = lines[1 : next(i for i, line in enumerate(lines) if line.startswith("bun-2026-02"))]
    assert [line for line in first if not line.startswith("  source: ")] == told


def test_why_a_meeting_is_tentative(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(HEAD + "5 februari kl. 9-12 (preliminärt)\n", "utf-8")
    run("import", "plan.txt", "--yes")
    assert run("history", "BUN").out.splitlines()[-1].startswith("  tentative: ")
    assert run("history", "BUN").out.splitlines()[-1].endswith("plan.txt:3")


def test_a_meeting_is_told_in_the_year_it_was_moved_from(run: Run, tmp_path: Path) -> None:
    for name, last in (("a.txt", "30 december 2026"), ("b.txt", "7 januari 2027")):
        (tmp_path / name).write_text(
            f"Mötestider för BUN\n\n5 november 2026\n3 december 2026\n{last}\n4 februari 2027\n", "utf-8"
        )
        run("import", name, "--yes")
    assert [line for line in run("history", "BUN", "--year", "2026").out.splitlines() if line[0] != " "] == [
        "bun-2026-01: 2026-11-05 Thursday BUN",
        "bun-2026-02: 2026-12-03 Thursday BUN",
        "bun-2026-03: 2027-01-07 Thursday BUN",
    ]
    assert run("history", "BUN", "--year", "2025").out == "BUN: No meetings of 2025 are kept in data.\n"


@pytest.mark.usefixtures("plans")
def test_a_second_import_adds_nothing_and_comments_stay(run: Run, tmp_path: Path) -> None:
    run("import", "old.txt", "--yes")
    edit(tmp_path, ("date = 2026-03-05", "date = 2026-03-05 # helst torsdag"))
    run("import", "new.txt", "--yes")
    text = (tmp_path / FILE).read_text("utf-8")
    assert "date = 2026-03-12 # helst torsdag\n" in text
    assert text.count("history = ") == 3
    for name in ("new.txt", "old.txt", "new.txt"):
        run("import", name, "--yes")
        assert (tmp_path / FILE).read_text("utf-8") == text


def test_errors(run: Run, tmp_path: Path) -> None:
    assert run("history", "XYZ").err == "XYZ: there is no such body; there are: –\n"
    assert run("history").code == 2
    (tmp_path / "data/schedules").mkdir(parents=True)
    (tmp_path / "data/bodies.toml").write_text('[[body]]\nname = "BUN"\n', "utf-8")
    (tmp_path / FILE).write_text(
        'body = "BUN"\nyear = 2026\n[[meeting]]\nid = "bun-2026-01"\ndate = 2026-02-05\nhistory = "x"\n', "utf-8"
    )
    result = run("history", "BUN")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"{FILE}:6: ")


# --- what an import asks about and shows

ANSWERS = [
    ("\n", "en", "confirmed"), ("k\n", "en", "confirmed"), ("behåll\n", "sv", "confirmed"),
    ("c\n", "en", "cancelled"), ("inställt\n", "sv", "cancelled"), ("vet ej\nI\n", "sv", "cancelled"),
]  # fmt: skip


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(("answer", "language", "status"), ANSWERS)
def test_a_missing_meeting_is_asked_about(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, language: str, status: str
) -> None:
    run("import", "old.txt", "--yes")
    monkeypatch.setattr("sys.stdin", Terminal(answer + "ja\n"))
    result = run("import", "new.txt", "--lang", language)
    assert result.code == 0
    if language == "en":
        question = (
            "2026-05-12 Tuesday 09:00–12:00 BUN is missing (finns inte i new.txt): keep it, or is it cancelled? [K/c]"
        )
        assert result.out.count(question) == 1
    listed = json.loads(run("list", "--format", "json").out)["meetings"]
    assert [m["status"] for m in listed if m["id"] == "bun-2026-04"] == [status]
    told = run("history", "BUN").out
    assert ("confirmed → cancelled: finns inte i new.txt" in told) == (status == "cancelled")
    assert "by hand" not in told
    monkeypatch.setattr("sys.stdin", Terminal("\n"))
    again = run("import", "new.txt")
    assert again.out.endswith("Nothing changes.\n")
    assert ("is missing" in again.out) == (status == "confirmed")


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize("how", ["--yes", "--dry-run"])
def test_nothing_is_asked_where_nothing_is_to_be_asked(run: Run, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    run("import", "old.txt", "--yes")
    monkeypatch.setattr("sys.stdin", Terminal(""))
    result = run("import", "new.txt", how)
    assert result.code == 0
    assert "  missing: 2026-05-12 Tuesday 09:00–12:00 BUN (finns inte i new.txt)\n" in result.out
    assert "?" not in result.out


@pytest.mark.usefixtures("plans")
def test_asked_beside_json(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("import", "old.txt", "--yes")
    monkeypatch.setattr("sys.stdin", Terminal("c\nja\n"))
    result = run("import", "new.txt", "--format", "json")
    kinds = {c["after"]["date"]: (c["kind"], c["after"]["status"]) for c in json.loads(result.out)["changes"]}
    assert kinds["2026-05-12"] == ("cancelled", "cancelled")
    assert "[K/c]" in result.err


def test_next_years_plan_under_the_same_name_makes_nothing_missing(run: Run, tmp_path: Path) -> None:
    """Regression: all of last year's meetings were reported as missing."""
    for year in (2026, 2027):
        (tmp_path / "plan.txt").write_text(
            f"Mötestider för BUN {year}\n\n5 februari kl. 9-12\n6 maj kl. 9-12\n", "utf-8"
        )
        result = run("import", "plan.txt", "--yes")
    assert result.out == (
        "new: 2\n"
        "  new: 2027-02-05 Friday 09:00–12:00 BUN\n"
        "  new: 2027-05-06 Thursday 09:00–12:00 BUN\n"
        "Written in data: schedules/bun-2027.toml\n"
    )


@pytest.mark.usefixtures("plans")
def test_two_documents_that_disagree_are_shown_side_by_side(run: Run) -> None:
    result = run("import", "old.txt", "new.txt", "--dry-run")
    shown = result.out[result.out.index("\n\n") :]
    assert shown == (
        "\n\nBUN: new.txt and old.txt disagree\n"
        "date                 new.txt                           old.txt                                     differs\n"
        "2026-03-12 Thursday  new.txt:4: 09:00–12:00            old.txt:4: 2026-03-05 Thursday 09:00–12:00  date\n"
        "2026-04-14 Tuesday   new.txt:5: 10:00–12:00            old.txt:5: 09:00–12:00                      hours\n"
        "2026-05-12 Tuesday   –                                 old.txt:6: 09:00–12:00\n"
        "2026-06-15 Monday    new.txt:6: 09:00–12:00 cancelled  old.txt:7: 09:00–12:00                      status\n"
        "\nNothing was written.\n"
    )
    assert run("import", "new.txt", "old.txt", "--dry-run").out == result.out
    found = json.loads(run("import", "old.txt", "new.txt", "--dry-run", "--format", "json").out)["disagreements"]
    assert [(d["body"], d["documents"]) for d in found] == [("BUN", ["new.txt", "old.txt"])]
    assert [date["fields"] for date in found[0]["dates"]] == [["date"], ["hours"], [], ["status"]]
    assert [side and side["places"] for side in found[0]["dates"][2]["sides"]] == [None, ["old.txt:6"]]


def test_a_document_that_is_silent_does_not_disagree(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HEAD + "5 februari kl. 9-12\n5 mars kl. 9-12\n", "utf-8")
    (tmp_path / "b.txt").write_text(HEAD + "5 februari\n5 mars\n16 april\n", "utf-8")
    assert "disagree" not in run("import", "a.txt", "b.txt", "--dry-run").out
