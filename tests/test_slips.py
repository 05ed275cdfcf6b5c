"""Dates that look like slips of the pen, those of real plans among them, and those that are explained."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import Run

from calendar_tool import locale
from calendar_tool.checking.slips import slips
from calendar_tool.model.meeting import Kind, Meeting, Source
from calendar_tool.problem import Severity
from calendar_tool.rules.language import parse_rules
from calendar_tool.rules.rule import Case
from calendar_tool.toml_file import TomlFile

PLANS = [  # a body's plan, (day, severity, what is said)
    (  # Skara 2020: nothing explains the Monday
        "2020-01-22 2020-02-19 2020-03-18 2020-05-04 2020-05-27 2020-08-19 2020-09-16 2020-10-21 2020-11-25",
        [
            (
                "2020-05-04",
                "warning",
                "KS 2020-05-04 is a Monday, unlike 8 others, which are Wednesdays; "
                "Wednesday 6 May 2020 is an ordinary day: a slip of the pen?",
            )
        ],
    ),
    (  # Svalöv 2022: the national day
        "2022-01-17 2022-02-14 2022-03-14 2022-04-11 2022-05-16 2022-06-07 2022-08-15 2022-09-12 2022-10-10",
        [
            (
                "2022-06-07",
                "note",
                "KS 2022-06-07 is a Tuesday, unlike 8 others, which are Mondays; "
                "Monday 6 June 2022 is Nationaldagen (National Day)",
            )
        ],
    ),
    (  # Skövde 2023: Easter Monday
        "2023-01-16 2023-02-13 2023-03-13 2023-04-11 2023-05-08 2023-06-05",
        [
            (
                "2023-04-11",
                "note",
                "KS 2023-04-11 is a Tuesday, unlike 5 others, which are Mondays; "
                "Monday 10 April 2023 is Annandag påsk (Easter Monday)",
            )
        ],
    ),
    (  # Bengtsfors 2022: Maundy Thursday, a shortened day
        "2022-01-20 2022-02-17 2022-03-17 2022-04-12 2022-05-19 2022-06-16",
        [
            (
                "2022-04-12",
                "note",
                "KS 2022-04-12 is a Tuesday, unlike 5 others, which are Thursdays; "
                "Thursday 14 April 2022 is Skärtorsdagen (Maundy Thursday)",
            )
        ],
    ),
    # all on one weekday; too few to tell; no weekday of its own; two exceptions are a habit
    ("2022-01-17 2022-02-14 2022-03-14 2022-04-11 2022-05-16", []),
    ("2022-01-17 2022-02-14 2022-03-14 2022-04-12", []),
    ("2022-01-17 2022-02-15 2022-03-16 2022-04-11 2022-05-19 2022-06-13", []),
    ("2022-01-17 2022-02-14 2022-03-14 2022-04-11 2022-05-17 2022-08-16 2022-09-12 2022-10-10 2022-11-14", []),
    (  # the usual day of that week is taken by the body itself
        "2022-01-17 2022-02-14 2022-03-14 2022-04-11 2022-04-12",
        [
            (
                "2022-04-12",
                "note",
                "KS 2022-04-12 is a Tuesday, unlike 4 others, which are Mondays; KS meets on Monday 11 April 2022 too",
            )
        ],
    ),
    (  # Tuesdays and Thursdays of each week, and one Thursday alone: none of the two is the usual weekday
        "2027-04-06 2027-04-08 2027-04-13 2027-04-15 2027-04-20 2027-04-22 2027-04-27 2027-04-29 2027-05-13",
        [],
    ),
    # the year of one date
    (
        "2021-01-18 2021-02-15 2021-03-15 2021-04-12 2022-01-17",
        [
            (
                "2022-01-17",
                "warning",
                "KS 2022-01-17 is far from all other dates of plan.txt, of which 2021-04-12 is the nearest: "
                "is the year right?",
            )
        ],
    ),
    ("2021-01-18 2021-02-15 2021-03-15 2021-11-15 2022-01-17", []),
]


def plan(text: str) -> list[Meeting]:
    source = Source("plan.txt", 3)
    return [Meeting("KS", date.fromisoformat(day), sources=(source,), id=day) for day in text.split()]


@pytest.mark.parametrize(("text", "expected"), PLANS)
def test_slips(text: str, expected: list[tuple[str, str, str]]) -> None:
    with locale.use("en"):
        found = list(slips(Case(plan(text))))
    assert [(str(p.date), p.severity.value, p.text) for p in found] == expected


def test_an_extra_or_held_meeting_may_be_on_any_day() -> None:
    *others, monday = plan("2020-01-22 2020-02-19 2020-03-18 2020-05-27 2020-05-04")
    extra = Meeting("KS", monday.date, conditions=("(extra)",))
    held = Meeting("KS", monday.date, kind=Kind.HELD)
    assert [len(list(slips(Case([*others, m])))) for m in (monday, extra, held)] == [1, 0, 0]


def test_a_meeting_of_two_days_that_takes_the_usual_one() -> None:
    others = plan("2022-01-21 2022-02-11 2022-04-08 2022-05-06")
    for last, count in ((date(2022, 3, 11), 0), (date(2022, 3, 12), 0), (None, 1)):
        assert len(list(slips(Case([*others, Meeting("KS", date(2022, 3, 10), end_date=last)])))) == count


def test_a_rule_about_the_rhythm_takes_its_place() -> None:
    text = """[[rule]]
id = "r"
kind = "rytm"
level = "önskan"
text = "t"
source = "s"
body = "KS"
rhythm = "onsdagar"
"""
    rules = parse_rules(TomlFile(text, "rules.toml"))
    case = Case(plan(PLANS[0][0]))
    assert not list(slips(case, rules))
    assert [(str(p.date), p.severity) for p in rules[0].check(case)] == [("2020-05-04", Severity.NOTE)]


DOCUMENT = """Sammanträdesplan 2022

Kommunstyrelsen

17 januari, 14 februari, 14 mars, 11 april, 16 maj, 7 juni, 24 augusti

Kommunstyrelsens arbetsutskott

18 januari, 22 mars, 24 augusti
"""


def test_a_document_that_is_not_kept_yet(run: Run, tmp_path: Path) -> None:
    """Committees share members with their body by their name."""
    (tmp_path / "plan.txt").write_text(DOCUMENT, "utf-8")
    result = run("audit", "--from", "plan.txt")
    assert (result.code, result.out) == (
        1,
        """0 conflicts, 2 warnings, 2 notes
  2022-08-24 Wednesday: warning: Kommunstyrelsen and Kommunstyrelsens arbetsutskott are both on 2022-08-24 \
and have members in common [plan.txt:5]
  2022-08-24 Wednesday: warning: Kommunstyrelsen 2022-08-24 is a Wednesday, unlike 5 others, which are Mondays; \
Monday 22 August 2022 is an ordinary day: a slip of the pen? [plan.txt:5]
  2022-02-14 Monday: note: Kommunstyrelsen: Sportlov (winter break), somewhere in Västra Götalands län [plan.txt:5]
  2022-06-07 Tuesday: note: Kommunstyrelsen 2022-06-07 is a Tuesday, unlike 5 others, which are Mondays; \
Monday 6 June 2022 is Nationaldagen (National Day) [plan.txt:5]
""",
    )
    assert run("audit", "2021", "--from", "plan.txt").out == "No meetings in plan.txt.\n"
    assert run("audit", "--from", "none.txt").code == 2
