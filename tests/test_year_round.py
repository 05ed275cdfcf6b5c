"""The round of the year: which days a text tells, where they lie in a year, what the rule says of meetings."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.model.meeting import Meeting
from calendar_tool.rules.kinds.round import YearDay, YearRound
from calendar_tool.rules.language import parse_rules
from calendar_tool.rules.rule import Case, Level
from calendar_tool.toml_file import TomlFile

DAYS = [  # text, as printed, its dates in 2023, 2024 and 2028
    ("23 januari", "23 januari", "2023-01-23 2024-01-23 2028-01-23"),
    ("Den 23 jan.", "23 januari", "2023-01-23 2024-01-23 2028-01-23"),
    ("måndag 23 januari", "måndag 23 januari", "2023-01-23 2024-01-22 2028-01-24"),
    ("MÅNDAGEN den  23 JAN", "måndag 23 januari", "2023-01-23 2024-01-22 2028-01-24"),
    ("torsdag 23 januari", "torsdag 23 januari", "2023-01-26 2024-01-25 2028-01-20"),
    ("29 februari", "29 februari", "2023-02-28 2024-02-29 2028-02-29"),
    ("fredag 29 februari", "fredag 29 februari", "2023-03-03 2024-03-01 2028-03-03"),
    ("måndag 31 december", "måndag 31 december", "2023-12-25 2024-12-30 2028-12-25"),
    ("fredag 1 januari", "fredag 1 januari", "2023-01-06 2024-01-05 2028-01-07"),
    ("söndag 1 januari", "söndag 1 januari", "2023-01-01 2024-01-07 2028-01-02"),
]


@pytest.mark.parametrize(("text", "printed", "days"), DAYS)
def test_days_of_the_year(text: str, printed: str, days: str) -> None:
    day = YearDay.parse(text)
    assert (str(day), YearDay.parse(printed)) == (printed, day)
    assert " ".join(str(day.in_year(year)) for year in (2023, 2024, 2028)) == days


NO_DAYS = ["", "januari", "0 januari", "30 februari", "31 april", "23 smarch", "mån 23 januari", "2027-01-23",
           "måndag", "måndag den", "23 januari 2027", "måndag måndag 23 januari"]  # fmt: skip


@pytest.mark.parametrize("text", NO_DAYS)
def test_no_days_of_the_year(text: str) -> None:
    said = f"“{text}” is no day of the year; write it like måndag 23 januari, 23 januari"
    with locale.use("en"), pytest.raises(ValueError, match=f"^{said}$"):
        YearDay.parse(text)


year_days = st.builds(
    lambda day, weekday: YearDay(day.month, day.day, weekday),
    st.dates(date(2000, 1, 1), date(2000, 12, 31)),
    st.sampled_from([None, *range(7)]),
)


@given(year_days, st.integers(1900, 2099))
def test_a_day_reads_back_and_is_the_nearest_of_its_weekday(day: YearDay, year: int) -> None:
    assert YearDay.parse(str(day)) == day
    found = day.in_year(year)
    leap = (date(year, 12, 31) - date(year, 1, 1)).days == 365
    meant = date(year, day.month, 28 if (day.month, day.day) == (2, 29) and not leap else day.day)
    weekday = meant.weekday() if day.weekday is None else day.weekday
    of_year = [date(year, 1, 1) + timedelta(n) for n in range(366 if leap else 365)]
    assert found == min((d for d in of_year if d.weekday() == weekday), key=lambda d: abs(d - meant))


def rule(days: str, more: str = "") -> YearRound:
    text = f"""[[rule]]
id = "runda"
kind = "årsrunda"
level = "regel"
text = "t"
source = "s"
body = "KS"
days = {days}
{more}"""
    (found,) = parse_rules(TomlFile(text, "rules.toml"))
    assert isinstance(found, YearRound)
    return found


def test_the_days_are_in_the_order_of_the_year() -> None:
    days = (YearDay(1, 23, 0), YearDay(2, 20), YearDay(2, 20, 0), YearDay(11, 1))
    assert rule('["1 november", "måndag 20 februari", "20 februari", "måndag 23 januari"]') == YearRound(
        id="runda", level=Level.REGEL, text="t", source="s", bodies=("KS",), days=days, near_days=3
    )


SPRING = '["måndag 23 januari", "måndag 20 februari", "måndag 20 mars"]'  # in 2027: 25 January, 22 February, 22 March
THERE = "the nearest place in the round of the year"

CASES = [  # days, more keys, meetings of KS, what is said
    (SPRING, "", "2027-01-25 2027-02-22 2027-03-22", []),
    (SPRING, "", "2027-01-22 2027-02-25 2027-03-22", []),
    (SPRING, "", "2027-02-22", []),
    (SPRING, "", "2027-01-21", [f"KS 2027-01-21 is 4 days from Monday 25 January 2027, {THERE}"]),
    (SPRING, "within = 4", "2027-01-21", []),
    (SPRING, "within = 0", "2027-02-23", [f"KS 2027-02-23 is 1 day from Monday 22 February 2027, {THERE}"]),
    ('"måndag 23 januari"', "", "2027-04-05", [f"KS 2027-04-05 is 70 days from Monday 25 January 2027, {THERE}"]),
    (SPRING, "", "2027-03-07", [f"KS 2027-03-07 is 13 days from Monday 22 February 2027, {THERE}"]),
    (SPRING, "", "2027-02-22 2027-02-23", [f"KS 2027-02-23: Monday 22 February 2027, {THERE}, has another meeting"]),
    (SPRING, "", "2027-02-20 2027-02-22", [f"KS 2027-02-20: Monday 22 February 2027, {THERE}, has another meeting"]),
    (SPRING, "", "2027-02-22 2027-02-25", [f"KS 2027-02-25: Monday 22 February 2027, {THERE}, has another meeting"]),
    # one that is nearest to a taken place has the next if that is near too
    ('["2 mars", "4 mars"]', "", "2027-03-02 2027-03-03", []),
    ('["2 mars", "4 mars"]', "", "2027-03-03 2027-03-04", []),
    ('["4 mars", "fredag 3 mars"]', "within = 0", "2027-03-04 2027-03-05", []),  # in other order than in 2023
    # each year for itself; not in force
    (SPRING, "", "2026-01-26 2027-01-25 2028-01-24", []),
    (SPRING, "valid_from = 2027-03-01", "2027-02-01 2027-03-01",
     [f"KS 2027-03-01 is 7 days from Monday 22 February 2027, {THERE}"]),
]  # fmt: skip


@pytest.mark.parametrize(("days", "more", "dates", "expected"), CASES)
def test_what_the_rule_says(days: str, more: str, dates: str, expected: list[str]) -> None:
    meetings = [Meeting("KS", date.fromisoformat(day), id=day) for day in dates.split()]
    with locale.use("en"):
        found = list(rule(days, more).check(Case([*meetings, Meeting("KF", date(2027, 5, 5))])))
    assert [(p.code, p.severity.value, p.text) for p in found] == [("round", "warning", text) for text in expected]
    assert [p.meetings for p in found] == [(text.split()[1].rstrip(":"),) for text in expected]


some_days = st.lists(st.integers(0, 30).map(lambda n: date(2027, 3, 1) + timedelta(n)), max_size=5)


@given(some_days, some_days, st.integers(0, 6))
def test_as_many_as_can_be_have_a_place(dates: list[date], places: list[date], near: int) -> None:
    days = (*(YearDay(day.month, day.day) for day in places), YearDay(12, 24))
    kept = YearRound(id="r", level=Level.KRAV, text="t", source="s", bodies=("KS",), days=days, near_days=near)
    case = Case([Meeting("KS", day, id=f"{n}") for n, day in enumerate(dates)])
    problems = list(kept.check(case))
    assert len({p.meetings for p in problems}) == len(problems)
    paired = len(dates) - len(problems)
    assert paired == most_pairs(sorted(dates), sorted(places), timedelta(near))


def most_pairs(dates: list[date], places: list[date], near: timedelta) -> int:
    """The same by trying every way; two pairs of which the dates cross can be changed for two that do not."""
    for size in range(min(len(dates), len(places)), 0, -1):
        for some in combinations(dates, size):
            for others in combinations(places, size):
                if all(abs(one - other) <= near for one, other in zip(some, others, strict=True)):
                    return size
    return 0
