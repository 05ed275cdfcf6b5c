"""The rule file and the chain: what is accepted, what is refused and where, what is said of real years."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Meeting, Source, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import InputError, Place, Problem, Severity
from calendar_tool.rules.kinds import Chain, Level
from calendar_tool.rules.language import load_rules

SHIPPED = Path(__file__).parent.parent / "data" / "rules.toml"
SOURCE = "Mötestider 2020–2022; VVG:s arbetssätt"

VVG = """
2020-02-10 2020-03-16 2020-05-27 2020-10-05 2020-12-11
2021-01-18 2021-02-15 2021-03-17 2021-04-14 2021-05-10 2021-06-14 2021-09-02 2021-11-18 2021-12-15
"""
SRO = """
2020-01-10 2020-03-06 2020-04-17 2020-08-14 2020-11-06
2021-02-26 2021-05-21 2021-09-24 2021-11-19
2022-01-19 2022-02-24 2022-04-28 2022-06-30 2022-10-19 2022-11-24
"""


def meetings(body: str, days: str) -> list[Meeting]:
    return [Meeting(body, date.fromisoformat(day), id=f"{body} {day}") for day in days.split()]


def chain(min_days: int = 10, max_days: int | None = None, level: Level = Level.REGEL) -> Chain:
    return Chain("c", level, "Först A, sedan B.", "s", "A", "B", min_days, max_days)


def codes(rule: Chain, firsts: str, thens: str) -> list[tuple[str, str]]:
    found = rule.check(Schedule(meetings("A", firsts) + meetings("B", thens)))
    return [(p.code, str(p.date)) for p in found]


# ---- the shipped rule on the real years


def test_the_shipped_rules() -> None:
    (rule,) = load_rules(SHIPPED)
    assert (rule.id, rule.level, rule.first, rule.then, rule.min_days, rule.max_days, rule.source) == (
        "vvg-fore-sro",
        Level.REGEL,
        "VVG",
        "SRO",
        10,
        None,
        SOURCE,
    )


def test_the_real_years() -> None:
    (rule,) = load_rules(SHIPPED)
    with locale.use("en"):
        found = rule.check(Schedule(meetings("VVG", VVG) + meetings("SRO", SRO)))
    unknown = ["2022-02-24", "2022-04-28", "2022-06-30", "2022-10-19", "2022-11-24"]
    source = f"vvg-fore-sro ({SOURCE})"
    assert found == [
        Problem(
            "chain-missing",
            Severity.WARNING,
            "SRO 2020-01-10 comes before any VVG",
            None,
            source,
            date(2020, 1, 10),
            ("SRO 2020-01-10",),
        ),
        Problem(
            "chain-too-short",
            Severity.WARNING,
            "VVG 2021-11-18 is only 1 day before SRO 2021-11-19 (at least 10 needed): "
            "it would have to be 2021-11-09 or earlier",
            None,
            source,
            date(2021, 11, 19),
            ("SRO 2021-11-19", "VVG 2021-11-18"),
        ),
        Problem(
            "chain-unknown",
            Severity.NOTE,
            f"no VVG of 2022 is known, so SRO {', '.join(unknown)} cannot be judged",
            None,
            source,
            date(2022, 2, 24),
            tuple(f"SRO {day}" for day in unknown),
        ),
    ]


# ---- the chain

CHAINS = [  # min, max, days of A, days of B, problems
    (10, None, "2021-03-01", "2021-03-11", []),
    (10, None, "2021-03-02", "2021-03-11", [("chain-too-short", "2021-03-11")]),
    (10, None, "2021-02-01 2021-03-10", "2021-03-11", []),
    (10, None, "2021-03-01", "2021-03-11 2021-04-11", [("chain-missing", "2021-04-11")]),
    (10, None, "2021-03-01 2021-03-12", "2021-03-11 2021-04-11", []),
    (10, None, "2021-03-01 2021-03-11", "2021-03-11 2021-04-11", [("chain-missing", "2021-04-11")]),
    (10, None, "2021-06-01", "2021-03-11", [("chain-missing", "2021-03-11")]),
    (10, 20, "2021-02-19", "2021-03-11", []),
    (10, 20, "2021-02-18", "2021-03-11", [("chain-too-long", "2021-03-11")]),
    (10, 20, "2021-02-18 2021-03-09", "2021-03-11", [("chain-too-short", "2021-03-11")]),
    (10, 20, "2021-02-18 2021-02-20 2021-03-09", "2021-03-11", []),
    (0, None, "2021-03-11", "2021-03-11", []),
    (1, None, "2021-03-11", "2021-03-11", [("chain-too-short", "2021-03-11")]),
    (10, None, "", "2021-03-11 2021-04-11", [("chain-unknown", "2021-03-11")]),
    (10, None, "2020-12-20", "2021-01-11 2021-04-11 2021-05-11", [("chain-unknown", "2021-04-11")]),
    (10, None, "2020-12-31", "2021-01-04", [("chain-too-short", "2021-01-04")]),
    (10, 20, "2020-12-01", "2021-01-11", [("chain-unknown", "2021-01-11")]),
    (10, None, "2021-03-01", "", []),
]


@pytest.mark.parametrize(("least", "most", "firsts", "thens", "expected"), CHAINS)
def test_chain(least: int, most: int | None, firsts: str, thens: str, expected: list[tuple[str, str]]) -> None:
    assert codes(chain(least, most), firsts, thens) == expected


@pytest.mark.parametrize(
    ("level", "severity"),
    [(Level.KRAV, Severity.CONFLICT), (Level.REGEL, Severity.WARNING), (Level.ONSKAN, Severity.NOTE)],
)
def test_the_level_decides_the_weight(level: Level, severity: Severity) -> None:
    schedule = Schedule(meetings("A", "2021-03-02") + meetings("B", "2021-03-11"))
    assert [p.severity for p in chain(level=level).check(schedule)] == [severity]


def test_texts() -> None:
    schedule = Schedule(meetings("A", "2021-01-18 2021-04-02") + meetings("B", "2021-03-11 2021-04-11 2021-05-11"))
    with locale.use("en"):
        assert [p.text for p in chain(10, 20).check(schedule)] == [
            "A 2021-01-18 is 52 days before B 2021-03-11 (at most 20 allowed)",
            "A 2021-04-02 is only 9 days before B 2021-04-11 (at least 10 needed): "
            "it would have to be 2021-04-01 or earlier",
            "no A between B 2021-04-11 and B 2021-05-11",
        ]


def test_cancelled_meetings_count_for_nothing() -> None:
    off = [
        Meeting("A", date(2021, 3, 1), status=Status.CANCELLED),
        Meeting("B", date(2021, 3, 5), status=Status.CANCELLED),
    ]
    schedule = Schedule([*off, *meetings("A", "2021-02-01"), *meetings("B", "2021-03-11")])
    assert chain().check(schedule) == []
    assert [p.code for p in chain(10, 20).check(schedule)] == ["chain-too-long"]


def test_the_hours_decide_on_one_day() -> None:
    day = date(2021, 3, 11)
    morning, afternoon = Meeting("A", day, time(9), time(10)), Meeting("B", day, time(13), time(14))
    assert chain(0).check(Schedule([morning, afternoon])) == []
    late = Meeting("A", day, time(15), time(16))
    assert [p.code for p in chain(0).check(Schedule([late, afternoon]))] == ["chain-missing"]
    next_then = meetings("B", "2021-04-11")
    assert chain(0).check(Schedule([morning, afternoon, late, *next_then])) == []


def test_without_hours_the_first_comes_before_the_other_on_one_day() -> None:
    day = date(2021, 3, 11)
    for first in (Meeting("A", day), Meeting("A", day, time(15), time(16))):
        assert chain(0).check(Schedule([first, Meeting("B", day)])) == []
    assert chain(0).check(Schedule([Meeting("A", day), Meeting("B", day, time(9), time(10))])) == []


def test_every_meeting_before_the_first_is_told_so() -> None:
    schedule = Schedule(meetings("A", "2021-05-01") + meetings("B", "2021-03-11 2021-04-11"))
    with locale.use("en"):
        assert [p.text for p in chain().check(schedule)] == [
            "B 2021-03-11 comes before any A",
            "B 2021-04-11 comes before any A",
        ]


def test_days_are_counted_from_the_last_day_of_a_long_meeting() -> None:
    long = Meeting("A", date(2021, 3, 1), end_date=date(2021, 3, 2))
    assert [p.code for p in chain().check(Schedule([long, *meetings("B", "2021-03-11")]))] == ["chain-too-short"]


def test_the_rule_holds_from_its_first_to_its_last_day() -> None:
    day = date(2021, 3, 11)
    schedule = Schedule(meetings("A", "2021-03-02") + meetings("B", str(day)))
    for first, last, broken in (
        (day, day, True),
        (day + timedelta(1), None, False),
        (None, day - timedelta(1), False),
    ):
        rule = Chain("c", Level.REGEL, "t", "s", "A", "B", 10, None, first, last)
        assert bool(rule.check(schedule)) is broken


def test_bodies_may_be_named_by_any_of_their_names() -> None:
    bodies = Bodies([Body("A", full_name="Alla"), Body("B", aliases=("Bé",))])
    rule = Chain("c", Level.REGEL, "t", "s", "alla", "Bé", 10)
    found = rule.check(Schedule(meetings("A", "2021-03-02") + meetings("B", "2021-03-11"), bodies))
    assert [p.code for p in found] == ["chain-too-short"]


def test_the_place_is_that_of_the_meeting_judged() -> None:
    source = Source("plan.txt", 7)
    late = Meeting("B", date(2021, 3, 11), sources=(source,))
    (found,) = chain().check(Schedule([*meetings("A", "2021-03-02"), late]))
    assert found.place == Place("plan.txt", 7)


some_days = st.lists(st.dates(date(2021, 1, 1), date(2022, 12, 31)), unique=True, max_size=8)


@given(some_days, some_days, st.integers(0, 30), st.one_of(st.none(), st.integers(0, 60)))
def test_chain_against_its_definition(firsts: list[date], thens: list[date], least: int, most: int | None) -> None:
    broken = []
    for then in thens:
        previous = max((t for t in thens if t < then), default=date.min)
        days = [(then - f).days for f in firsts if previous < f <= then]
        if not any(least <= d and (most is None or d <= most) for d in days):
            broken.append(then)
    text = [" ".join(d.isoformat() for d in days) for days in (firsts, thens)]
    found = chain(least, most).check(Schedule(meetings("A", text[0]) + meetings("B", text[1])))
    judged = {id for p in found for id in p.meetings if id.startswith("B")}
    assert judged == {f"B {day}" for day in broken}


@given(some_days, some_days, st.randoms(use_true_random=False))
def test_the_order_of_input_never_matters(firsts: list[date], thens: list[date], random: Random) -> None:
    all_meetings = [Meeting("A", d, id=f"A {d}") for d in firsts] + [Meeting("B", d, id=f"B {d}") for d in thens]
    expected = chain().check(Schedule(all_meetings))
    random.shuffle(all_meetings)
    assert chain().check(Schedule(all_meetings)) == expected


# ---- the file

RULE = """[[rule]]
id = "{id}"
kind = "kedja"
level = "krav"
text = "Först A, sedan B."
source = "reglementet"
first = "{first}"
then = "{then}"
min_days = 10
"""


def rule(id: str = "r", first: str = "A", then: str = "B", more: str = "") -> str:
    return RULE.format(id=id, first=first, then=then) + more


def write(path: Path, text: str) -> Path:
    path = path / "rules.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_missing_file_has_no_rules(tmp_path: Path) -> None:
    assert load_rules(tmp_path / "rules.toml") == ()


def test_everything_in_a_rule(tmp_path: Path) -> None:
    more = "max_days = 21\nvalid_from = 2020-01-01\nvalid_until = 2022-12-31\n"
    assert load_rules(write(tmp_path, rule(more=more) + rule("other", "B", "C"))) == (
        Chain(
            "r",
            Level.KRAV,
            "Först A, sedan B.",
            "reglementet",
            "A",
            "B",
            10,
            21,
            date(2020, 1, 1),
            date(2022, 12, 31),
        ),
        Chain("other", Level.KRAV, "Först A, sedan B.", "reglementet", "B", "C", 10),
    )


BAD = [  # file, what is said of it
    (rule().replace("kedja", "rytm"), ["3: wrong-value: “kind” must be one of: kedja"]),
    (rule().replace("krav", "lag"), ["4: wrong-value: “level” must be one of: krav, regel, önskan"]),
    (rule(more="colour = 3\n"), ["10: unknown-key: unknown key “colour”"]),
    ("version = 1\n" + rule(), ["1: unknown-key: unknown key “version”"]),
    (rule() + "[[regel]]\n", ["10: unknown-key: unknown table [[regel]]"]),
    (rule() + rule(first="C"), ["11: duplicate-id: the id “r” is used twice"]),
    (
        rule(more="valid_from = 2021-01-02\nvalid_until = 2021-01-01\n"),
        ["11: wrong-value: valid_until is before valid_from"],
    ),
    (rule(more="max_days = 9\n"), ["10: wrong-value: max_days is less than min_days"]),
    (rule(then="a"), ["8: wrong-value: a chain needs two different bodies"]),
    (
        rule() + rule("s", "B", "C") + rule("t", "C", "A"),
        ["26: cyclic-chain: the chains go round in a ring: C → A → B → C"],
    ),
    (rule() + rule("s", "B", "A"), ["17: cyclic-chain: the chains go round in a ring: B → A → B"]),
    (rule().replace("min_days = 10\n", ""), ["1: missing-key: “min_days” is missing"]),
    (rule().replace("10", "-1"), ["9: wrong-value: “min_days” must be a whole number, at least 0"]),
    (
        rule().replace('id = "r"\n', "").replace("krav", "lag"),
        ["1: missing-key: “id” is missing", "3: wrong-value: “level” must be one of: krav, regel, önskan"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), BAD)
def test_mistakes_in_the_file(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = write(tmp_path, text)
    with locale.use("en"), pytest.raises(InputError) as error:
        load_rules(path)
    found = [f"{p.place.line}: {p.code}: {p.text}" for p in error.value.problems if p.place]
    assert found == expected
    assert str(error.value).startswith(f"{path}:")


def test_chains_that_meet_again_are_no_ring(tmp_path: Path) -> None:
    text = rule("1", "A", "B") + rule("2", "A", "C") + rule("3", "B", "D") + rule("4", "C", "D")
    assert len(load_rules(write(tmp_path, text))) == 4
