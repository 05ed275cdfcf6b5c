"""The chain (kedja): which days break it, what is said of real years."""

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
from calendar_tool.problem import Place, Problem, Severity
from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.language import load_rules, parse_rules
from calendar_tool.rules.rule import Case, Level, Rule
from calendar_tool.toml_file import TomlFile

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


def chain(min_days: int = 10, max_days: int | None = None, level: Level = Level.REGEL, **more: object) -> Chain:
    return Chain(
        id="c",
        level=level,
        text="Först A, sedan B.",
        source="s",
        first=("A",),
        then=("B",),
        min_days=min_days,
        max_days=max_days,
        **more,
    )


def check(rule: Rule, case: Case) -> list[Problem]:
    return rule.together(list(rule.check(case)), case)


def codes(rule: Chain, firsts: str, thens: str) -> list[tuple[str, str]]:
    found = check(rule, Case(meetings("A", firsts) + meetings("B", thens)))
    return [(p.code, str(p.date)) for p in found]


# ---- the shipped rule on the real years


def test_the_real_years() -> None:
    rule = next(rule for rule in load_rules(SHIPPED) if rule.id == "vvg-fore-sro")
    with locale.use("en"):
        found = check(rule, Case(meetings("VVG", VVG) + meetings("SRO", SRO)))
    unknown = ["2022-02-24", "2022-04-28", "2022-06-30", "2022-10-19", "2022-11-24"]
    source = f"vvg-fore-sro ({SOURCE})"
    assert found == [
        Problem(
            "chain-unknown-before",
            Severity.NOTE,
            "no VVG before SRO 2020-01-10 is known, so it cannot be judged",
            None,
            source,
            date(2020, 1, 10),
            ("SRO 2020-01-10",),
        ),
        Problem(
            "chain-too-short",
            Severity.WARNING,
            "VVG 2021-11-18 is too late for SRO 2021-11-19, whose “handlingar” is due on 2021-11-11: "
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
    (10, None, "2021-03-01 2021-03-11", "2021-03-11 2021-04-11", []),  # too late for the one, in time for the next
    (10, None, "2021-03-01 2021-03-11", "2021-03-11 2021-05-13", [("chain-missing", "2021-05-13")]),  # long ago
    (10, None, "2021-06-01", "2021-03-11", [("chain-unknown-before", "2021-03-11")]),
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
    case = Case(meetings("A", "2021-03-02") + meetings("B", "2021-03-11"))
    assert [p.severity for p in check(chain(level=level), case)] == [severity]


def test_texts() -> None:
    case = Case(meetings("A", "2021-01-18 2021-04-02") + meetings("B", "2021-03-11 2021-04-11 2021-05-11"))
    with locale.use("en"):
        assert [p.text for p in check(chain(10, 20), case)] == [
            "A 2021-01-18 is 52 days before B 2021-03-11 (at most 20 allowed)",
            "A 2021-04-02 is only 9 days before B 2021-04-11 (at least 10 needed): "
            "it would have to be 2021-04-01 or earlier",
            "A 2021-04-02 is 39 days before B 2021-05-11 (at most 20 allowed)",
        ]


def test_cancelled_meetings_count_for_nothing() -> None:
    off = [
        Meeting("A", date(2021, 3, 1), status=Status.CANCELLED),
        Meeting("B", date(2021, 3, 5), status=Status.CANCELLED),
    ]
    case = Case([*off, *meetings("A", "2021-02-01"), *meetings("B", "2021-03-11")])
    assert check(chain(), case) == []
    assert [p.code for p in check(chain(10, 20), case)] == ["chain-too-long"]


def test_the_hours_decide_on_one_day() -> None:
    day = date(2021, 3, 11)
    morning, afternoon = Meeting("A", day, time(9), time(10)), Meeting("B", day, time(13), time(14))
    assert check(chain(0), Case([morning, afternoon])) == []
    late = Meeting("A", day, time(15), time(16))
    assert [p.code for p in check(chain(0), Case([late, afternoon]))] == ["chain-unknown-before"]
    next_then = meetings("B", "2021-04-11")
    assert check(chain(0), Case([morning, afternoon, late, *next_then])) == []


def test_without_hours_the_first_comes_before_the_other_on_one_day() -> None:
    day = date(2021, 3, 11)
    for first in (Meeting("A", day), Meeting("A", day, time(15), time(16))):
        assert check(chain(0), Case([first, Meeting("B", day)])) == []
    assert check(chain(0), Case([Meeting("A", day), Meeting("B", day, time(9), time(10))])) == []


def test_every_meeting_before_the_first_is_told_so() -> None:
    case = Case(meetings("A", "2021-05-01") + meetings("B", "2021-03-11 2021-04-11"))
    with locale.use("en"):
        assert [p.text for p in check(chain(), case)] == [
            "no A before B 2021-03-11 is known, so it cannot be judged",
            "no A before B 2021-04-11 is known, so it cannot be judged",
        ]


def test_what_met_more_than_a_year_before_is_not_known_to_be_the_last() -> None:
    case = Case(meetings("A", "2020-03-01 2022-12-01") + meetings("B", "2020-03-11 2021-03-11"))
    assert [p.code for p in check(chain(), case)] == ["chain-unknown"]
    case = Case(meetings("A", "2020-03-01 2021-12-01") + meetings("B", "2020-03-11 2021-03-11"))
    assert [p.code for p in check(chain(), case)] == ["chain-unknown-before"]


def test_days_are_counted_from_the_last_day_of_a_long_meeting() -> None:
    long = Meeting("A", date(2021, 3, 1), end_date=date(2021, 3, 2))
    assert [p.code for p in check(chain(), Case([long, *meetings("B", "2021-03-11")]))] == ["chain-too-short"]


def test_the_rule_holds_from_its_first_to_its_last_day() -> None:
    day = date(2021, 3, 11)
    case = Case(meetings("A", "2021-03-02") + meetings("B", str(day)))
    for first, last, broken in (
        (day, day, True),
        (day + timedelta(1), None, False),
        (None, day - timedelta(1), False),
    ):
        rule = chain(valid_from=first, valid_until=last)
        assert bool(check(rule, case)) is broken


def test_bodies_may_be_named_by_any_of_their_names() -> None:
    bodies = Bodies([Body("A", full_name="Alla"), Body("B", aliases=("Bé",))])
    text = """
[[rule]]
id = "c"
kind = "kedja"
level = "regel"
text = "t"
source = "s"
first = "alla"
then = "Bé"
min_days = 10
"""
    rules = parse_rules(TomlFile(text, "rules.toml"), bodies)
    assert rules == (Chain(id="c", level=Level.REGEL, text="t", source="s", first=("A",), then=("B",), min_days=10),)
    case = Case(meetings("Alla", "2021-03-02") + meetings("Bé", "2021-03-11"), bodies)
    assert [p.code for p in check(rules[0], case)] == ["chain-too-short"]


def test_the_place_is_that_of_the_meeting_judged() -> None:
    source = Source("plan.txt", 7)
    late = Meeting("B", date(2021, 3, 11), sources=(source,))
    (found,) = check(chain(), Case([*meetings("A", "2021-03-02"), late]))
    assert found.place == Place("plan.txt", 7)


some_days = st.lists(st.dates(date(2021, 1, 1), date(2022, 12, 31)), unique=True, max_size=8)


@given(some_days, some_days, st.integers(0, 30), st.one_of(st.none(), st.integers(0, 60)))
def test_chain_against_its_definition(firsts: list[date], thens: list[date], least: int, most: int | None) -> None:
    broken = []
    for then in thens:
        previous = max((t for t in thens if t < then), default=date.min)
        late = {f for f in firsts if previous > date.min and (previous - f).days < least and (then - f).days <= 62}
        days = [(then - f).days for f in firsts if f <= then and (previous < f or f in late)]
        days = [d for d in days if d <= 366]
        if not any(least <= d and (most is None or d <= most) for d in days):
            broken.append(then)
    text = [" ".join(d.isoformat() for d in days) for days in (firsts, thens)]
    found = check(chain(least, most), Case(meetings("A", text[0]) + meetings("B", text[1])))
    judged = {id for p in found for id in p.meetings if id.startswith("B")}
    assert judged == {f"B {day}" for day in broken}


@given(some_days, some_days, st.randoms(use_true_random=False))
def test_the_order_of_input_never_matters(firsts: list[date], thens: list[date], random: Random) -> None:
    all_meetings = [Meeting("A", d, id=f"A {d}") for d in firsts] + [Meeting("B", d, id=f"B {d}") for d in thens]
    expected = check(chain(), Case(all_meetings))
    random.shuffle(all_meetings)
    assert check(chain(), Case(all_meetings)) == expected


# ---- to a deadline, and the other way round

PAPERS = """
[[rule]]
id = "p"
kind = "stopptid"
level = "regel"
text = "t"
source = "s"
body = "B"
name = "handlingar"
when = "{when}"

[[rule]]
id = "c"
kind = "kedja"
level = "regel"
text = "t"
source = "s"
first = "A"
then = "B"
before = "handlingar"
min_days = {least}
"""

TO_DEADLINE = [  # when, min, days of A, days of B, what is said
    ("9 dagar före", 2, "2021-11-08", "2021-11-19", []),
    (
        "9 dagar före",
        2,
        "2021-11-09",
        "2021-11-19",
        [
            "A 2021-11-09 is only 1 day before 2021-11-10, when “handlingar” is due for B 2021-11-19 "
            "(at least 2 needed): it would have to be 2021-11-08 or earlier"
        ],
    ),
    (
        "9 dagar före",
        0,
        "2021-11-12",
        "2021-11-19",
        [
            "A 2021-11-12 is too late for B 2021-11-19, whose “handlingar” is due on 2021-11-10: "
            "it would have to be 2021-11-10 or earlier"
        ],
    ),
    # 6 January is a holiday, so that the papers are due on the 5th
    ("8 dagar före", 0, "2021-01-05", "2021-01-14", []),
    (
        "8 dagar före",
        0,
        "2021-01-06",
        "2021-01-14",
        [
            "A 2021-01-06 is too late for B 2021-01-14, whose “handlingar” is due on 2021-01-05: "
            "it would have to be 2021-01-05 or earlier"
        ],
    ),
]


@pytest.mark.parametrize(("when", "least", "firsts", "thens", "expected"), TO_DEADLINE)
def test_days_to_a_deadline(when: str, least: int, firsts: str, thens: str, expected: list[str]) -> None:
    _papers, rule = parse_rules(TomlFile(PAPERS.format(when=when, least=least), "rules.toml"))
    with locale.use("en"):
        assert [p.text for p in check(rule, Case(meetings("A", firsts) + meetings("B", thens)))] == expected


EACH_FIRST = [  # min, max, days of A, days of B, (code, severity, day of A)
    (3, 42, "2021-03-01", "2021-03-11", []),
    (3, 42, "2021-03-09", "2021-03-11 2021-04-11", []),
    (3, 42, "2021-03-01", "2021-05-11", [("chain-too-long", "warning", "2021-03-01")]),
    (3, None, "2021-03-01", "2021-05-11", []),
    (3, 42, "2021-03-01 2021-05-10", "2021-03-11 2021-05-11", [("chain-missing", "note", "2021-05-10")]),
    (3, 42, "2021-03-01", "2020-05-11", [("chain-unknown", "note", "2021-03-01")]),
    (0, 42, "2021-03-01", "2021-03-01", []),
]


@pytest.mark.parametrize(("least", "most", "firsts", "thens", "expected"), EACH_FIRST)
def test_each_first_needs_a_then(
    least: int, most: int | None, firsts: str, thens: str, expected: list[tuple[str, str, str]]
) -> None:
    found = check(chain(least, most, each_first=True), Case(meetings("A", firsts) + meetings("B", thens)))
    assert [(p.code, p.severity.value, str(p.date)) for p in found] == expected


def test_any_of_several_bodies_will_do() -> None:
    rule = chain().replaced(first=("A", "C"))
    case = Case(meetings("C", "2021-02-01") + meetings("A", "2021-02-10") + meetings("B", "2021-03-11 2021-04-11"))
    assert [(p.code, str(p.date)) for p in check(rule, case)] == [("chain-missing", "2021-04-11")]
    with locale.use("en"):
        assert [p.text for p in check(rule, case)] == ["no A or C between B 2021-03-11 and B 2021-04-11"]
