"""`read --explain`: a document's lines with what became of each of its dates."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from pathlib import Path

import click
import pytest
from conftest import ROOT, Run
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.cli.explain import explained
from calendar_tool.model.meeting import Meeting
from calendar_tool.reading.reader import read
from calendar_tool.reading.source import Document

FIXTURES = ROOT / "tests/fixtures"

MINUTES = """\
Protokoll

Rådet för trygghet (RFT)
Datum: 3 mars 2022
Tid: 9-10.30
Plats: Stadshuset, sal 2

Rådet gick igenom remissen av den nya planen för kommunens trygghetsarbete, vars svar ska lämnas senast den 31 mars 2022 till regionen.

Enkäten är öppen mellan den 1 april och den 30 april. Nästa möte är den 5 maj kl. 9.
"""  # noqa: E501

CASES = {
    "a list": (
        """\
Mötestider för BUN 2026
Mötestid: 13-15

5 februari
14 maj kl. 9-12
31 november kl. 9-12

Sista dag att lämna in ärenden är 4 maj.
""",
        100,
        """\
x.txt: 2 meetings, 1 unresolved, 1 explained
  BUN 2

1  Mötestider för BUN 2026
2  Mötestid: 13-15

4  5 februari            → 2026-02-05 Thursday 13:00–15:00 BUN  [body, year: line 1; hours: line 2]
5  14 maj kl. 9-12       → 2026-05-14 Thursday 09:00–12:00 BUN  [body, year: line 1]
6  31 november kl. 9-12  ? BUN: november has no day 31
8  Sista dag att lämna in ärenden är 4 maj.
                                     ^^^^^^ · a deadline

Unresolved:
  ? november has no day 31: line 6
""",
    ),
    "a table": (
        """\
Mötestider 2020

VVG SRO
10/2 kl. 10-12 10/1 kl. 12:30-15:00
16/3 kl. 9-12 6/3 kl. 14:30-16:30
""",
        100,
        """\
x.txt: 4 meetings, 0 unresolved, 0 explained
  VVG 2, SRO 2

1  Mötestider 2020

3  VVG SRO
4  10/2 kl. 10-12 10/1 kl. 12:30-15:00
   ^^^^ → 2020-02-10 Monday 10:00–12:00 VVG  [body: the head of the table; year: line 1]
                  ^^^^ → 2020-01-10 Friday 12:30–15:00 SRO
                         [body: the head of the table; year: line 1]
5  16/3 kl. 9-12 6/3 kl. 14:30-16:30
   ^^^^ → 2020-03-16 Monday 09:00–12:00 VVG
                 ^^^ → 2020-03-06 Friday 14:30–16:30 SRO
""",
    ),
    "a grid of months": (
        """\
Sammanträdesdagar 2023

Organ Jan Feb Mars April Maj Juni
KS 11 8 8 12 10 7
KF 30 27 27 24 29 19(13.00)
""",
        100,
        """\
x.txt: 12 meetings, 0 unresolved, 0 explained
  KS 6, KF 6

1  Sammanträdesdagar 2023

3  Organ Jan Feb Mars April Maj Juni
4  KS 11 8 8 12 10 7
      ^^ → 2023-01-11 Wednesday KS  [year: line 1]
         ^ → 2023-02-08 Wednesday KS
           ^ → 2023-03-08 Wednesday KS
             ^^ → 2023-04-12 Wednesday KS
                ^^ → 2023-05-10 Wednesday KS
                   ^ → 2023-06-07 Wednesday KS
5  KF 30 27 27 24 29 19(13.00)
      ^^ → 2023-01-30 Monday KF  [year: line 1]
         ^^ → 2023-02-27 Monday KF
            ^^ → 2023-03-27 Monday KF
               ^^ → 2023-04-24 Monday KF
                  ^^ → 2023-05-29 Monday KF
                     ^^^^^^^^^ → 2023-06-19 Monday 13:00 KF
""",
    ),
    "a meeting that is moved": (
        """\
Mötestider för BUN 2026

5 februari
12 mars

BUN:s möte den 12 mars flyttas till den 19 mars.
""",
        100,
        """\
x.txt: 3 meetings, 0 unresolved, 1 explained
  BUN 3

1  Mötestider för BUN 2026

3  5 februari  → 2026-02-05 Thursday BUN  [body, year: line 1]
4  12 mars     → 2026-03-12 Thursday BUN cancelled
6  BUN:s möte den 12 mars flyttas till den 19 mars.
              ^^^^^^^^^^^ · says that the meeting of that day is cancelled or moved
                                       ^^^^^^^^^^^^ → 2026-03-19 Thursday BUN
""",
    ),
    "minutes": (
        MINUTES,
        100,
        """\
x.txt: 2 meetings, 0 unresolved, 3 explained
  Rådet för trygghet (RFT) 2

 …
 3  Rådet för trygghet (RFT)
 4  Datum: 3 mars 2022
           ^^^^^^^^^^^
    → 2022-03-03 Thursday 09:00–10:30 Rådet för trygghet (RFT) physical held Stadshuset, sal 2
 5  Tid: 9-10.30
 …
 8  …anen för kommunens trygghetsarbete, vars svar ska lämnas senast den 31 mars 2022 till regionen.
                                                                     ^^^^^^^^^^^^^^^^ · a deadline
10  Enkäten är öppen mellan den 1 april och den 30 april. Nästa möte är den 5 maj kl. 9.
                            ^^^^^^^^^^^ · the beginning, the end or a part of a period
                                            ^^^^^^^^^^^^^
    · the beginning, the end or a part of a period
                   → 2022-05-05 Thursday 09:00 Rådet för trygghet (RFT) ^^^^^^^^^
""",
    ),
    "a narrow terminal": (
        MINUTES,
        60,
        """\
x.txt: 2 meetings, 0 unresolved, 3 explained
  Rådet för trygghet (RFT) 2

 …
 3  Rådet för trygghet (RFT)
 4  Datum: 3 mars 2022
           ^^^^^^^^^^^
    → 2022-03-03 Thursday 09:00–10:30 Rådet för trygghet
      (RFT) physical held Stadshuset, sal 2
 5  Tid: 9-10.30
 …
 8  … svar ska lämnas senast den 31 mars 2022 till regionen.
                             ^^^^^^^^^^^^^^^^ · a deadline
10  Enkäten är öppen mellan den 1 april och…
                            ^^^^^^^^^^^
    · the beginning, the end or a part of a period
    …och den 30 april. Nästa möte är…
         ^^^^^^^^^^^^^
    · the beginning, the end or a part of a period
    …Nästa möte är den 5 maj kl. 9.
                   ^^^^^^^^^
    → 2022-05-05 Thursday 09:00 Rådet för trygghet (RFT)
""",
    ),
}


@pytest.mark.parametrize(("text", "width", "shown"), CASES.values(), ids=CASES)
def test_the_whole_output(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, width: int, shown: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    (tmp_path / "x.txt").write_text(text, "utf-8")
    result = run("read", "--explain", "x.txt")
    assert (result.code, result.out, result.err) == (0, shown, "")


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


COLOURED = (
    "\x1b[2m3  \x1b[0m\x1b[32m\x1b[1m5 februari\x1b[0m    \x1b[32m→ 2026-02-05 Thursday BUN\x1b[0m"
    "\x1b[2m  [body, year: line 1]\x1b[0m",
    "\x1b[2m4  \x1b[0m\x1b[31m\x1b[1m31 november\x1b[0m   \x1b[31m? BUN: november has no day 31\x1b[0m",
    "\x1b[2m5  \x1b[0mSenast \x1b[94m\x1b[1m4 maj\x1b[0m  \x1b[94m· a deadline\x1b[0m",
)


def test_colours_on_a_terminal_and_the_same_words_without(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("NO_COLOR", raising=False)
    (tmp_path / "x.txt").write_text("Mötestider för BUN 2026\n\n5 februari\n31 november\nSenast 4 maj\n", "utf-8")
    plain = run("read", "--explain", "x.txt").out
    shown = []
    for no_color in ("", "1"):
        monkeypatch.setenv("NO_COLOR", no_color)
        terminal = Terminal(io.BytesIO(), "utf-8")
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", terminal)
            run("read", "--explain", "x.txt")
        terminal.seek(0)
        shown.append(terminal.read())
    coloured, bare = shown
    assert bare == plain
    assert click.unstyle(coloured) == plain
    assert tuple(coloured.splitlines()[5:8]) == COLOURED


def test_as_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Mötestider för BUN 2026\n\n5 februari kl. 9-12\n31 november\n", "utf-8")
    shown = json.loads(run("read", "--explain", "--format", "json", "x.txt").out)
    accounts = shown.pop("accounts")
    assert shown == json.loads(run("read", "--format", "json", "x.txt").out)
    evidence = [
        {"part": "body", "basis": "elsewhere", "line": 1},
        {"part": "year", "basis": "elsewhere", "line": 1},
        {"part": "hours", "basis": "beside", "line": 3},
    ]
    assert accounts == [
        {"line": 3, "begin": 0, "end": 10, "in": "meetings", "index": 0, "evidence": evidence},
        {"line": 4, "begin": 0, "end": 11, "in": "unresolved", "index": 0, "evidence": []},
    ]


def test_a_year_that_the_user_gives_is_told_as_such(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Mötestider för BUN\n\n5 februari\n", "utf-8")
    assert "[body: line 1; year: --year]" in run("read", "--explain", "--year", "2026", "x.txt").out


def test_folders_and_standard_input(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = "Mötestider för BUN 2026\n\n5 februari\n".encode()
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan/a.txt").write_bytes(raw)
    alone = run("read", "--explain", "plan/a.txt").out
    assert alone.startswith("a.txt: 1 meeting, 0 unresolved, 0 explained\n  BUN 1\n")
    assert run("read", "--explain", "plan").out == alone
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert run("read", "--explain", "-").out == alone.replace("a.txt", "-")


@pytest.mark.parametrize(
    ("file", "place", "head", "row"),
    [
        ("matrix.xlsx", "matrix.xlsx#Plan!C5", "cell", "Plan!C5"),
        ("list.pdf", "list.pdf#page=1:3", "page", "1"),
    ],
)
def test_places(run: Run, file: str, place: str, head: str, row: str) -> None:
    """The page of a PDF and the cell of a workbook are told by `read` and by `read --explain`."""
    shown = json.loads(run("read", FIXTURES / file, "--format", "json").out)
    assert shown["meetings"][0]["place"] == place
    lines = run("read", FIXTURES / file).out.splitlines()
    assert (lines[2].split()[0], lines[3].split()[0]) == (head, row)


def test_cells_are_told_apart_in_all_that_is_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text(
        "Mötestider 2026;;\nDatum;Tid;Organ\n5 februari;9-12;BUN\n30 februari;;BUN\n", "utf-8"
    )
    for arguments in (["read"], ["read", "--explain"]):
        assert "\t" not in run(*arguments, "x.csv").out


PIECES = (
    "Mötestider för BUN 2026",
    "Mötestid: 13-15",
    "5 februari",
    "14 maj kl. 9-12",
    "31 november",
    "",
    "KS KF",
    "4/2 kl. 9-12 31/2 kl. 13-15",
    "Organ Jan Feb Mars",
    "KS 11 8 9",
    "Organ\tJan\tFeb",
    "KF\t12\v14\t3",
    "v. 7, tisdag kl. 9",
    "Nästa möte är den 5 maj",
    "Sista dag är 4 maj. Möte hålls 2026-03-03, inställt 4/4.",
    "BUN möts varannan vecka under våren.",
    "x" * 70 + " 4 maj " + "y" * 90 + " i maj 2022",
)


@given(st.lists(st.sampled_from(PIECES), max_size=10), st.integers(40, 120))
def test_everything_is_shown_once_at_its_words(pieces: list[str], width: int) -> None:
    document = Document("x.txt", tuple(pieces))
    with locale.use("en"):
        reading = read(document)
        shown = [click.unstyle(row) for row in explained(document, reading, width)]
    outcomes = [*reading.meetings, *reading.unresolved, *reading.explained]
    assert Counter(id(a.outcome) for a in reading.accounts) == Counter(map(id, outcomes))
    for account in reading.accounts:
        words = document.lines[account.line - 1][account.begin : account.end]
        assert words == words.strip() != ""
        outcome = account.outcome
        source = outcome.sources[0] if isinstance(outcome, Meeting) else outcome.source
        assert source.line == account.line
        assert not source.text or words in source.text or source.text.split()[-1] in words
    assert max(map(len, shown)) <= width
    below = "\n".join(shown).split("\nUnresolved:")[0]
    counted = {"→": len(reading.meetings), "·": len(reading.explained), "?": len(reading.unresolved)}
    assert {symbol: below.count(symbol) for symbol in counted} == counted
