"""check, suggest, deadlines and rules as their users meet them: in words, as JSON, and what is said of mistakes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Run

DATA = ROOT / "data"

CHECKS = [  # arguments, exit code, the paragraph
    (
        ["2026-05-12"],
        0,
        "Yes, Tuesday 12 May 2026 is a good day. Nothing speaks against it.\n",
    ),
    (
        ["2022-05-26", "--body", "SRO"],
        1,
        """No, SRO should not meet on Thursday 26 May 2022.
  It is Kristi himmelsfärdsdag (Ascension Day), a public holiday [lag (1989:253) 1 §].
  SRO 2022-05-26 is on no day of BHU presidium [sro-pa-bhu-dagar (SRO 2021-09-24, punkt 9)].
  Note: no VVG of 2022 is known, so SRO 2022-05-26 cannot be judged [vvg-fore-sro (Mötestider 2020–2022; VVG:s \
arbetssätt)].
  What would be due: handlingar Wednesday 18 May 2022.
Better, but not good either: Tuesday 24 May, Monday 23 May or Monday 30 May.
""",
    ),
    (  # the chain as seen from VVG: the papers of SRO go out on the 11th
        ["2021-11-10", "09:00-12:00", "--body", "VVG"],
        1,
        """Doubtful: VVG can meet on Wednesday 10 November 2021 09:00–12:00, but should think twice.
  VVG 2021-11-10 is only 1 day before 2021-11-11, when “handlingar” is due for SRO 2021-11-19 (at least 2 needed): \
it would have to be 2021-11-09 or earlier [vvg-fore-sro (Mötestider 2020–2022; VVG:s arbetssätt)].
  What would be due: handlingar Tuesday 2 November 2021.
Better: Tuesday 9 November, Monday 8 November or Thursday 4 November.
""",
    ),
    (  # ... and from SRO
        ["2021-11-17", "13:00-15:00", "--body", "SRO"],
        1,
        """Doubtful: SRO can meet on Wednesday 17 November 2021 13:00–15:00, but should think twice.
  No VVG between SRO 2021-09-24 and SRO 2021-11-17 [vvg-fore-sro (Mötestider 2020–2022; VVG:s arbetssätt)].
  What would be due: handlingar Tuesday 9 November 2021.
Better: Tuesday 30 November, Wednesday 1 December or Thursday 2 December.
""",
    ),
]


@pytest.mark.parametrize(("args", "code", "expected"), CHECKS)
def test_check_as_one_would_write_to_a_colleague(run: Run, args: list[str], code: int, expected: str) -> None:
    result = run("check", *args, "--data", DATA)
    assert (result.out, result.code) == (expected, code)


def test_check_as_json(run: Run) -> None:
    shown = json.loads(run("check", "2022-05-24", "--body", "SRO", "--data", DATA, "--format", "json").out)
    source = "sro-pa-bhu-dagar (SRO 2021-09-24, punkt 9)"
    assert [(p["code"], p["severity"], p["source"], p["date"], p["meetings"]) for p in shown.pop("problems")] == [
        ("not-same-day", "warning", source, "2022-05-24", []),
        ("chain-unknown", "note", "vvg-fore-sro (Mötestider 2020–2022; VVG:s arbetssätt)", "2022-05-24", []),
    ]
    assert shown == {
        "verdict": "warning",
        "better": [],
        "better_verdict": None,
        "deadlines": [
            {
                "date": "2022-05-16",
                "time": None,
                "deadline": "handlingar",
                "body": "SRO",
                "meeting": None,
                "meeting_date": "2022-05-24",
                "moved_from": None,
                "source": "handlingar (VVG 2019, punkt 2 (en vecka räcker inte))",
            }
        ],
    }


def test_colours_only_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in run("check", "2022-05-26").out
    monkeypatch.setattr("click._compat.should_strip_ansi", lambda *_args: False)
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_args: False)
    assert "\x1b[31m\x1b[1mNo," in run("check", "2022-05-26").out
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.undo()


def test_suggest(run: Run) -> None:
    args = ["suggest", "--body", "VVG", "--between", "2021-10-25", "2021-11-12", "--count", "2", "--data", DATA]
    assert (
        run(*args).out
        == """\
1. Monday 25 October 2021 (v. 43)
   Nothing speaks against it.
   It would mend: VVG 2021-11-18 is too late for SRO 2021-11-19, whose “handlingar” is due on 2021-11-11: \
it would have to be 2021-11-09 or earlier.
   24 days before VVG 2021-11-18.
   What would be due: handlingar Friday 15 October 2021.
2. Tuesday 26 October 2021 (v. 43)
   Nothing speaks against it.
   It would mend: VVG 2021-11-18 is too late for SRO 2021-11-19, whose “handlingar” is due on 2021-11-11: \
it would have to be 2021-11-09 or earlier.
   Not the weekday on which VVG usually meets.
   23 days before VVG 2021-11-18.
   What would be due: handlingar Monday 18 October 2021.
"""
    )
    shown = json.loads(run(*args, "--format", "json").out)
    assert (shown["body"], [(s["date"], s["week"], s["verdict"], s["cost"]) for s in shown["suggestions"]]) == (
        "VVG",
        [("2021-10-25", 43, "free", -200), ("2021-10-26", 43, "free", -180)],
    )


def test_suggest_without_a_free_date(run: Run) -> None:
    result = run("suggest", "--body", "SRO", "--between", "2021-07-05", "2021-07-09", "--data", DATA)
    assert (result.out, result.code) == ("SRO has no free date from 2021-07-05 to 2021-07-09.\n", 1)


def test_deadlines(run: Run) -> None:
    assert (
        run("deadlines", "2021", "--body", "SRO", "--data", DATA).out
        == """\
meeting         due                   what
SRO 2021-02-26  2021-02-18 Thursday   handlingar
SRO 2021-05-21  2021-05-12 Wednesday  handlingar  moved from 2021-05-13 Thursday
SRO 2021-09-24  2021-09-16 Thursday   handlingar
SRO 2021-11-19  2021-11-11 Thursday   handlingar
"""
    )
    csv = run("deadlines", "2021", "--body", "SRO", "--data", DATA, "--format", "csv").out.splitlines()
    assert csv[0] == "date,time,deadline,body,meeting,meeting_date,moved_from,source"
    assert csv[2] == (
        "2021-05-12,,handlingar,SRO,sro-2021-02,2021-05-21,2021-05-13,"
        '"handlingar (VVG 2019, punkt 2 (en vecka räcker inte))"'
    )
    assert run("deadlines", "1999", "--data", DATA).out == f"No meetings of 1999 are kept in {DATA}.\n"
    assert "No rule in" in run("deadlines", "--body", "BHU presidium", "--data", DATA).out


# ---- the commands of the rules

PLAN = """Sammanträdesplan 2022

Kommunstyrelsen

17 januari, 14 februari, 14 mars, 11 april, 16 maj, 15 augusti, 12 september, 10 oktober

Kommunfullmäktige

31 januari, 28 februari, 28 mars, 25 april, 30 maj, 29 augusti, 26 september
"""


@pytest.fixture
def kommun(run: Run, tmp_path: Path) -> Path:
    """A data folder with the plan of a municipality that has the ready rules."""
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    assert run("import", "plan.txt", "--yes").code == 0
    return tmp_path / "data"


def test_the_ready_rules_of_a_municipality(run: Run, kommun: Path) -> None:
    (kommun / "rules.toml").write_text("# egen kommentar\n", "utf-8")
    result = run("rules", "add", "kommun")
    assert (result.code, result.out) == (
        0,
        "13 rules of “kommun” hold now; see data/rules.toml.\n"
        "“arbetsutskottet” is empty: write its bodies into the file, and the rules about it hold too.\n"
        "“nämnderna” is empty: write its bodies into the file, and the rules about it hold too.\n",
    )
    assert (kommun / "rules.toml").read_text("utf-8").startswith("# egen kommentar\n\n# Regler för en kommun")
    assert [line for line in run("audit").out.splitlines() if "kf-budget" in line] == [
        "  2022-10-15 Saturday: note: so far Kommunfullmäktige has no meeting from 2022-10-15 to 2022-11-30; at least "
        "1 needed: det nyvalda fullmäktige fastställer budgeten före utgången av november (more may not be known yet) "
        "[kf-budget-valar (kommunallagen (2017:725) 5 kap. 9 §, 11 kap. 10 §)]"
    ]
    assert [line.split()[2:] for line in run("deadlines", "--body", "Kommunfullmäktige").out.splitlines()[1:5]] == [
        ["2022-01-24", "Monday", "kallelse"],
        ["2022-02-14", "Monday", "justering"],
        ["2022-02-16", "Wednesday", "anslag"],
        ["2022-03-09", "Wednesday", "överklagande"],
    ]
    again = run("rules", "add", "kommun")
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("data/rules.toml: has these rules already: anslag, juli, justering")


def test_rules_list(run: Run) -> None:
    lines = run("rules", "list", "--data", DATA, "--body", "BHU presidium").out.splitlines()
    assert [re.split(" {2,}", line)[:4] for line in lines] == [
        ["id", "level", "kind", "bodies"],
        ["sro-pa-bhu-dagar", "regel", "samma dag", "SRO, BHU presidium"],
    ]
    shown = json.loads(run("rules", "list", "--data", DATA, "--format", "json").out)["rules"]
    assert shown[3] == {
        "id": "sro-tid",
        "kind": "tid",
        "level": "regel",
        "text": "SRO möts klockan 13–15 så länge mötet hålls digitalt.",
        "source": "SRO 2021-09-24, punkt 9",
        "bodies": ["SRO"],
        "valid_from": "2022-01-01",
        "valid_until": None,
    }
    assert run("rules", "list").out == "No rules are kept in data/rules.toml.\n"


MISTAKES = [  # arguments, what is said; exit code 2 and nothing printed
    (["check", "2022-02-30"], "“2022-02-30” is no date; write it like 2026-05-14\n"),
    (["check", "2022-05-24", "9-12"], "“9-12” is no span of hours; write it like 09:00-12:00\n"),
    (["check", "2022-05-24", "12:00-09:00", "--body", "SRO"], "12:00-09:00: the end must come after the start\n"),
    (["check", "1989-05-24"], "1989: the holidays are known for 1990–2060 only\n"),
    (["check", "2022-05-24", "--body", "XYZ"], "XYZ: there is no such body; there are: VVG, VVG/covid-19, SRO, "),
    (["suggest", "--body", "SRO", "--between", "2022-05-24", "2022-05-23"], "2022-05-24 2022-05-23: the last day is "),
    (["suggest", "--body", "SRO", "--between", "2022-05-24", "soon"], "“soon” is no date; write it like 2026-05-14\n"),
    (["deadlines", "--body", "XYZ"], "XYZ: there is no such body"),
    (["rules", "list", "--body", "XYZ"], "XYZ: there is no such body"),
]


@pytest.mark.parametrize(("args", "said"), MISTAKES)
def test_mistakes(run: Run, args: list[str], said: str) -> None:
    result = run(*args, "--data", DATA)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(said)


def test_a_set_needs_bodies(run: Run) -> None:
    result = run("rules", "add", "kommun")
    assert (result.code, result.err) == (2, "data: no bodies are kept here; import a document first\n")


BAD_RULES = """[[rule]]
id = "a"
kind = "kedja"
level = "krav"
text = "t"
source = "s"
first = "VVG"
then = "SRO"
min_days = 10
max_days = 5

[[rule]]
id = "a"
kind = "rytm"
level = "krav"
text = "t"
source = "s"
body = "XYZ"
rhythm = "ibland"
"""


@pytest.mark.parametrize("command", [["audit"], ["check", "2022-05-24"], ["rules", "list"], ["deadlines"]])
def test_every_mistake_in_the_rules_is_told_with_its_line(run: Run, tmp_path: Path, command: list[str]) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data/rules.toml").write_text(BAD_RULES, "utf-8")
    result = run(*command)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "data/rules.toml:10: max_days is less than min_days\n"
        "data/rules.toml:18: there is no body “XYZ”\n"
        "data/rules.toml:19: “rhythm”: “ibland” is no rhythm; write it like sista torsdagen i månaden, "
        "varannan måndag, onsdagar udda veckor, var 4:e vecka, måndagar utom juli\n"
    )


def test_local_days_of_the_folder(run: Run, tmp_path: Path) -> None:
    """Places and the employer of days.toml count in check and audit."""
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data/days.toml").write_text('places = ["Göteborg"]\nemployer = "tibro"\n', "utf-8")
    assert "Trettondagsafton (Epiphany Eve), work ends 13:00" in run("check", "2027-01-05").out
    unknown = "Note: it may be in a school break: Sportlov (winter break) 2027 in Göteborg: unknown"
    assert unknown in run("check", "2027-02-17").out
    assert "Sportlov (winter break) 2021 in Göteborg: unknown" in run("audit", "2021").out
    (tmp_path / "data/days.toml").write_text('employer = "x"\n', "utf-8")
    assert run("check", "2027-01-05").err.startswith("data/days.toml:1: ")


def test_what_no_suggestion_could_be_judged_by_is_said_once(run: Run) -> None:
    result = run("suggest", "--body", "SRO", "--between", "2027-04-12", "2027-04-13", "--data", DATA)
    assert (
        result.out
        == """\
1. Monday 12 April 2027 (v. 15)
   Nothing speaks against it.
   What would be due: handlingar Friday 2 April 2027.
2. Tuesday 13 April 2027 (v. 15)
   Nothing speaks against it.
   What would be due: handlingar Monday 5 April 2027.
Not judged, since the other bodies' meetings are not known then: vvg-fore-sro (Mötestider 2020–2022; VVG:s \
arbetssätt), sro-pa-bhu-dagar (SRO 2021-09-24, punkt 9).
"""
    )
