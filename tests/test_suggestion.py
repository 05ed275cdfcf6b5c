"""The best dates between two days: which, in which order, with which reasons; and what is due for meetings."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.checking.deadlines import deadlines
from calendar_tool.checking.suggestion import Suggestion, suggest
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import InputError
from calendar_tool.rules.language import parse_rules
from calendar_tool.rules.rule import Rule
from calendar_tool.toml_file import TomlFile

KS, KF, BN = Body("KS", shares_members_with=("KF",)), Body("KF"), Body("BN")
BODIES = Bodies([KS, KF, BN])
RULES = """
[[rule]]
id = "bn"
kind = "kedja"
level = "regel"
text = "t"
source = "s"
first = "BN"
then = "KS"
min_days = 10

[[rule]]
id = "ej-fredag"
kind = "ej dag"
level = "önskan"
weight = 5
text = "t"
source = "s"
body = "KS"
days = "fredag"

[[rule]]
id = "papers"
kind = "stopptid"
level = "regel"
text = "t"
source = "s"
body = "KS"
name = "handlingar"
when = "onsdagen veckan före kl 17"
"""


def rules(text: str = RULES) -> tuple[Rule, ...]:
    return parse_rules(TomlFile(text, "rules.toml"), BODIES)


def meetings(text: str) -> list[Meeting]:
    words = text.split()
    return [Meeting(b, date.fromisoformat(d), id=f"{b} {d}") for b, d in zip(words[::2], words[1::2], strict=True)]


def best(
    first: str, last: str, count: int, there: str = "", given_rules: tuple[Rule, ...] = (), body: Body = KS
) -> list[Suggestion]:
    span = map(date.fromisoformat, (first, last))
    with locale.use("en"):
        return suggest(body, *span, count, None, Schedule(meetings(there), BODIES), given_rules)


TUESDAYS = "KS 2022-03-01 KS 2022-03-29 KS 2022-04-26"
RANKED = [  # first, last, meetings there are, rules, the dates in order
    ("2022-05-23", "2022-05-27", "", False, "05-23 05-24 05-25 05-27"),  # the 26th is a holiday
    ("2022-05-21", "2022-05-24", "", False, "05-23 05-24"),  # no weekend
    ("2022-07-28", "2022-08-02", "", False, "08-01 08-02"),  # no July
    ("2022-05-16", "2022-05-20", TUESDAYS, False, "05-17 05-16 05-18 05-19 05-20"),  # the usual weekday
    ("2022-05-10", "2022-05-12", TUESDAYS, False, "05-10 05-11 05-12"),  # not sooner than two weeks
    ("2022-05-09", "2022-05-10", TUESDAYS, False, "05-10 05-09"),
    ("2022-05-16", "2022-05-17", "KF 2022-05-16", False, "05-17 05-16"),  # shared members on the day
    ("2022-05-16", "2022-05-17", "KS 2022-05-16", False, "05-17"),  # the body meets then
    ("2026-02-13", "2026-02-16", "", False, "02-13 02-16"),  # winter breaks
    ("2022-05-19", "2022-05-23", "BN 2022-05-11", True, "05-23 05-19 05-20"),  # the chain, then the wish
    ("2022-05-19", "2022-05-23", "BN 2022-05-03", True, "05-19 05-23 05-20"),
]


@pytest.mark.parametrize(("first", "last", "there", "with_rules", "expected"), RANKED)
def test_the_order(first: str, last: str, there: str, with_rules: bool, expected: str) -> None:
    found = best(first, last, 9, there, rules() if with_rules else ())
    assert " ".join(f"{s.day:%m-%d}" for s in found) == expected


def test_a_suggestion_as_a_whole() -> None:
    (one,) = best("2022-05-20", "2022-05-20", 1, f"{TUESDAYS} BN 2022-05-11", rules())
    assert (one.day, one.verdict, one.cost, one.usual_weekday, one.nearest) == (
        date(2022, 5, 20),
        "warning",
        1_000_000 + 5 * 10 + 20,
        False,
        date(2022, 4, 26),
    )
    assert [(p.code, p.text) for p in one.problems] == [
        (
            "chain-too-short",
            "BN 2022-05-11 is only 9 days before KS 2022-05-20 (at least 10 needed): "
            "it would have to be 2022-05-10 or earlier",
        ),
        ("weekday", "KS: it is a Friday"),
    ]
    assert [(d.rule.name, str(d.due.day), d.due.clock) for d in one.deadlines] == [
        ("handlingar", "2022-05-11", time(17))
    ]


def test_only_so_many() -> None:
    assert [len(best("2022-05-02", "2022-05-13", n)) for n in (1, 3, 50)] == [1, 3, 10]


WRONG = [
    ("2022-05-02", "2022-05-01"),
    ("2022-05-02", "2024-06-01"),
    ("1989-12-01", "1990-02-01"),
    ("2060-12-01", "2061-01-01"),
]


@pytest.mark.parametrize(("first", "last"), WRONG)
def test_days_that_cannot_be_looked_through(first: str, last: str) -> None:
    with pytest.raises(InputError):
        best(first, last, 1)


def test_hours_that_make_no_meeting() -> None:
    with pytest.raises(InputError):
        suggest(KS, date(2022, 5, 2), date(2022, 5, 3), 1, (time(12), time(11)), Schedule(), ())


@given(st.dates(date(2021, 1, 1), date(2022, 6, 1)), st.integers(0, 60), st.integers(1, 8))
def test_none_is_a_conflict_and_fewer_are_the_first_of_more(first: date, days: int, count: int) -> None:
    schedule = Schedule(meetings(TUESDAYS), BODIES)
    last = first + timedelta(days)
    more = suggest(KS, first, last, 99, None, schedule, rules())
    assert suggest(KS, first, last, count, None, schedule, rules()) == more[:count]
    assert [(s.cost, s.day) for s in more] == sorted((s.cost, s.day) for s in more)
    assert all(first <= s.day <= last and s.verdict != "conflict" and s.day.weekday() < 5 for s in more)


# ---- deadlines


def deadline(name: str, when: str, kind: str = "stopptid", more: str = "") -> str:
    return (
        f'[[rule]]\nid = "{name}"\nkind = "{kind}"\nlevel = "regel"\ntext = "t"\nsource = "s"\n'
        f'name = "{name}"\nwhen = "{when}"\n{more}\n'
    )


DEADLINES = [  # rules, day of the meeting, what is due when, and what it was moved from
    # Umeå: nine working days before 7 June 2018 are fourteen days, since 6 June is a holiday; thirteen days are eight
    (deadline("papper", "nio arbetsdagar före"), "2018-06-07", "papper 2018-05-24"),
    (deadline("papper", "13 dagar före"), "2018-06-07", "papper 2018-05-25"),
    (deadline("papper", "en vecka före kl 10"), "2018-06-13", "papper 2018-06-05 10:00 <2018-06-06"),
    (
        deadline("papper", "en vecka före", more='if_free = "nästa arbetsdag"'),
        "2018-06-13",
        "papper 2018-06-07 <2018-06-06",
    ),
    (deadline("papper", "en vecka före", more='if_free = "samma dag"'), "2018-06-13", "papper 2018-06-06"),
    (
        deadline("överklagande", "3 veckor efter anslag", "efter mötet")
        + deadline("anslag", "2 dagar efter justering", "efter mötet")
        + deadline("justering", "14 dagar efter", "efter mötet"),
        "2026-05-25",
        "justering 2026-06-08, anslag 2026-06-10, överklagande 2026-07-01",
    ),
    (  # of two for one body, and one in force later
        deadline("a", "2 dagar före", more='body = "KF"')
        + deadline("b", "2 dagar före", more="valid_from = 2027-01-01"),
        "2026-05-25",
        "",
    ),
]


@pytest.mark.parametrize(("text", "day", "expected"), DEADLINES)
def test_deadlines(text: str, day: str, expected: str) -> None:
    found = deadlines(meetings(f"KS {day}"), rules(text))
    shown = [
        f"{d.rule.name} {d.due.day}"
        + (f" {d.due.clock:%H:%M}" if d.due.clock else "")
        + (f" <{d.due.moved_from}" if d.due.moved_from else "")
        for d in found
    ]
    assert ", ".join(shown) == expected


def test_a_long_meeting_has_its_deadlines_from_its_ends() -> None:
    long = Meeting("KS", date(2026, 3, 10), end_date=date(2026, 3, 11))
    text = deadline("papper", "en vecka före") + deadline("justering", "14 dagar efter", "efter mötet")
    assert [str(d.due.day) for d in deadlines([long], rules(text))] == ["2026-03-03", "2026-03-25"]


def test_cancelled_meetings_have_none() -> None:
    off = Meeting("KS", date(2026, 3, 10), status=Status.CANCELLED)
    assert deadlines([off], rules(deadline("papper", "en vecka före"))) == []
