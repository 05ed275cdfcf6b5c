"""The outline of a year: which rules give a body its places, and what numbers make of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool.days.law import is_working_day
from calendar_tool.model.meeting import Meeting
from calendar_tool.planning.habits import days_in
from calendar_tool.planning.learn import learn
from calendar_tool.planning.outline import about_the_year, outline
from calendar_tool.rules.language import parse_rules
from calendar_tool.rules.rhythms import Rhythm
from calendar_tool.rules.rule import Case, Rule
from calendar_tool.toml_file import TomlFile

ROUND = 'årsrunda; days = ["måndag 23 januari", "måndag 20 mars", "15 maj", "måndag 28 augusti", "måndag 2 oktober"]'
TEN = (
    'årsrunda; days = ["4 feb", "11 feb", "18 feb", "8 april", "3 juni", "2 sept", "7 okt", "4 nov", "2 dec", "9 dec"]'
)
BEFORE = "kedja; first = 'KS'; then = 'KF'"

CASES = [  # rules of KS, others' places, places in 2027
    ("nothing", [], {}, ""),
    ("another's rule", ["årsrunda; days = '4 feb'; body = 'KF'"], {}, ""),
    (
        "July, where that is no more than a wish",
        ["rytm; rhythm = 'första måndagen i månaden'", "ej dag; days = 'juli'; level = 'önskan'"],
        {},
        "01-04 02-01 03-01 04-05 05-03 06-07 07-05 08-02 09-06 10-04 11-01 12-06",
    ),
    (
        "a milestone far from all others comes on top, on their weekday",
        [ROUND, "milstolpe; body = 'KS'; period = '25 oktober–30 november'"],
        {},
        "01-25 03-22 05-15 08-30 10-04 11-15",
    ),
    (
        "a milestone near another",
        [ROUND, "milstolpe; body = 'KS'; period = '15 oktober–31 oktober'"],
        {},
        "01-25 03-22 05-15 08-30 10-04",
    ),
    (
        "a milestone that is only a wish, and a number that is a rule",
        [ROUND, "antal; max = 5", "milstolpe; body = 'KS'; period = '25 oktober–30 november'; level = 'önskan'"],
        {},
        "01-25 03-22 05-15 08-30 10-04",
    ),
    (
        "a milestone of election years",
        [ROUND, "milstolpe; body = 'KS'; period = '25 oktober–30 november'; years = 'valår'"],
        {},
        "01-25 03-22 05-15 08-30 10-04",
    ),
    (
        "a milestone, and no more meetings allowed",
        [ROUND, "antal; max = 5; level = 'krav'", "milstolpe; body = 'KS'; period = '25 oktober–30 november'"],
        {},
        "01-25 03-22 05-15 08-30 10-04",
    ),
    (
        "odd weeks after a year of 53",
        ["årsrunda; days = ['tisdag 13 jan', 'tisdag 27 jan', 'tisdag 7 apr']", "rytm; rhythm = 'tisdag udda veckor'"],
        {},
        "01-19 02-02 04-13",
    ),
    ("a round", [ROUND], {}, "01-25 03-22 05-15 08-30 10-04"),
    ("a round goes before a rhythm", ["rytm; rhythm = 'måndagar'", ROUND], {}, "01-25 03-22 05-15 08-30 10-04"),
    ("a round that begins to hold", [ROUND + "; valid_from = 2027-05-01"], {}, "05-15 08-30 10-04"),
    ("a round that is over", [ROUND + "; valid_until = 2026-12-31"], {}, ""),
    ("two rounds", [ROUND, "årsrunda; days = '1 juni'"], {}, "01-25 03-22 05-15 06-01 08-30 10-04"),
    # rhythms
    (
        "the last Thursday, none in July",
        ["rytm; rhythm = 'sista torsdagen i månaden'"],
        {},
        "01-28 02-25 03-25 04-29 05-27 06-24 08-26 09-30 10-28 11-25 12-30",
    ),
    ("of some months, July too", ["rytm; rhythm = 'första tisdagen i månaden i mars och juli'"], {}, "03-02 07-06"),
    (
        "with clauses",
        ["rytm; rhythm = ['andra måndagen i månaden i mars', 'tredje måndagen i månaden i mars och maj']"],
        {},
        "03-08 03-15 05-17",
    ),
    (
        "every sixth week, from the first working one, with a free period",
        ["rytm; rhythm = 'onsdagar var 6:e vecka'", "fri period; period = 'april'"],
        {},
        "01-13 02-24 05-19 06-30 08-11 09-22 11-03 12-15",
    ),
    ("even weeks of a month", ["rytm; rhythm = 'onsdagar jämna veckor i mars'"], {}, "03-10 03-24"),
    ("any day of every fourth week", ["rytm; rhythm = 'var 4:e vecka i mars'"], {}, "03-02 03-30"),
    ("no place on a free day at Christmas", ["rytm; rhythm = 'fredagar i januari'"], {}, "01-08 01-15 01-22 01-29"),
    ("but one that is to be moved", ["rytm; rhythm = 'fredagar i mars'"], {}, "03-05 03-12 03-19 03-26"),
    (
        "or left out",
        ["rytm; rhythm = 'fredagar i mars'", "flytt; to = 'hoppa över'"],
        {},
        "03-05 03-12 03-19",
    ),
    ("only while it holds", ["rytm; rhythm = 'fredagar i mars'; valid_until = 2027-03-12"], {}, "03-05 03-12"),
    # chains
    ("before another", ["kedja; first = 'KS'; then = 'KF'; min_days = 12"], {"KF": "02-22 04-26"}, "02-08 04-12"),
    (
        "so many days before another",
        [f"{BEFORE}; min_days = 12", f"{BEFORE}; min_days = 15; max_days = 19"],
        {"KF": "02-22 04-26"},
        "02-05 04-09",
    ),
    (
        "after another, and not in the year before or after",
        ["kedja; first = ['AU', 'BU']; then = 'KS'; min_days = 20; max_days = 20"],
        {"AU": "02-01 12-20", "BU": "03-01"},
        "02-21 03-21",
    ),
    ("the papers of another", ["kedja; first = 'KS'; then = 'KF'; max_days = 10"], {"KF": "01-03 02-22"}, "02-17"),
    ("some days before another", [f"{BEFORE}; min_days = 0"], {"KF": "02-22"}, "02-15"),
    ("of nobody that is planned", ["kedja; first = 'KS'; then = 'KF'; min_days = 12"], {"AU": "02-22"}, ""),
    # numbers
    ("spread over the year", ["antal; min = 4"], {}, "02-15 05-07 08-25 11-11"),
    ("so many a half-year", ["antal; min = 2; per = 'halvår'"], {}, "02-18 05-18 09-06 11-15"),
    (
        "not in a part that needs none",
        ["antal; min = 1; per = 'kvartal'; but = 'juli–september'"],
        {},
        "02-17 05-17 11-10",
    ),
    ("as many as there is room for", ["antal; min = 3; per = 'månad'", "fri period; period = '3 januari–28 november'"],
     {}, "11-29 11-30 12-03 12-10 12-16"),
    (
        "the parts of the year before the whole",
        ["antal; min = 5", "antal; min = 3; per = 'halvår'"],
        {},
        "02-04 04-05 06-01 08-24 10-11 11-26",
    ),
    (
        "no more than there is room for",
        [ROUND, "antal; min = 9; per = 'halvår'", "fri period; period = '10 januari–15 december'"],
        {},
        "01-07 01-08 01-25 03-22 05-15 08-30 10-04 12-16 12-17 12-20",
    ),
    ("fills the longest gap", [ROUND, "antal; min = 6"], {}, "01-25 03-22 05-15 08-30 10-04 11-11"),
    ("leaves out the nearest", [TEN, "antal; max = 8"], {}, "02-04 02-18 04-08 06-03 09-02 10-07 11-04 12-02"),
    (  # 6 May is Ascension Day, 5 May the day before it and 7 May between two free days
        "leaves out what is beside free days",
        ['årsrunda; days = ["4 maj", "5 maj", "6 maj", "7 maj", "12 maj", "3 juni"]', "antal; max = 3"],
        {},
        "05-04 05-12 06-03",
    ),
    (
        "leaves out a holiday before the day before it",
        ['årsrunda; days = ["4 maj", "5 maj", "6 maj", "7 maj", "12 maj", "3 juni"]', "antal; max = 5"],
        {},
        "05-04 05-05 05-07 05-12 06-03",
    ),
    ("leaves out all", [TEN, "antal; max = 0"], {}, ""),
    ("of some forms says nothing", [TEN, "antal; max = 1; form = 'physical'"], {},
     "02-04 02-11 02-18 04-08 06-03 09-02 10-07 11-04 12-02 12-09"),
    ("of a half-year leaves out there", [ROUND, "antal; max = 1; per = 'halvår'; valid_from = 2027-07-01"], {},
     "01-25 03-22 05-15 10-04"),
]  # fmt: skip


def rules(lines: list[str]) -> list[Rule]:
    text = ""
    for n, line in enumerate(lines):
        kind, *more = line.split("; ")
        keys = [f'id = "r{n}"', f'kind = "{kind}"', 'text = "t"', 'source = "s"', *more]
        if not any(key.split()[0] in ("body", "first", "period") for key in more):
            keys.append("body = 'KS'")
        if not any(key.startswith("level") for key in more):
            keys.append('level = "regel"')
        text += "[[rule]]\n" + "\n".join(keys) + "\n"
    return list(parse_rules(TomlFile(text, "rules.toml")))


@pytest.mark.parametrize(("lines", "others", "places"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_places(lines: list[str], others: dict[str, str], places: str) -> None:
    known = {name: [date.fromisoformat(f"2027-{text}") for text in days.split()] for name, days in others.items()}
    found = outline("KS", 2027, rules(lines), known)
    assert " ".join(f"{place.day:%m-%d}" for place in found) == places
    assert all(place.day.year == 2027 for place in found)


def test_each_place_has_its_rule() -> None:
    found = outline("KS", 2027, rules([ROUND, "antal; min = 6"]), {})
    assert [place.rule and place.rule.id for place in found] == ["r0"] * 5 + [None]


def test_bodies_that_rules_give_a_year() -> None:
    lines = [ROUND, "antal; min = 1; body = 'KF'", "rytm; rhythm = 'måndagar'; body = ['AU', 'BU']"]
    chain = "kedja; first = 'VVG'; then = 'SRO'; min_days = 1"
    assert about_the_year(rules([*lines, chain, "låst; date = 2027-03-01; body = 'Rådet'"])) == {"KS", "KF", "AU", "BU"}


@given(st.integers(1, 30), st.integers(1990, 2060), st.sampled_from(["år", "halvår", "kvartal", "månad"]))
def test_numbers_are_met_part_by_part(n: int, year: int, per: str) -> None:
    months = {"år": 12, "halvår": 6, "kvartal": 3, "månad": 1}[per]
    found = outline("KS", year, rules([f"antal; min = {n}; per = '{per}'"]), {})
    days = [place.day for place in found]
    assert len(set(days)) == len(days)
    assert all(is_working_day(d) and d.month != 7 for d in days)
    for month in range(1, 13, months):
        inside = [d for d in days if month <= d.month < month + months]
        room = [d for d in _usable(year) if month <= d.month < month + months]
        assert len(inside) == min(n, len(room))


def _usable(year: int) -> list[date]:
    days = (date(year, 1, 7) + timedelta(n) for n in range(350))
    return [d for d in days if d <= date(year, 12, 20) and d.month != 7 and is_working_day(d)]


learned = st.builds(
    lambda weekday, nths, months: (Rhythm((weekday,), nths), sorted(months)),
    st.integers(0, 4),
    st.sampled_from([(1,), (2,), (3,), (4,), (-1,), (1, 3), (2, 4)]),
    st.sets(st.sampled_from([1, 2, 3, 4, 5, 6, 8, 9, 10, 11]), min_size=1),
)


@given(learned, st.integers(2015, 2035))
def test_what_was_learned_of_a_year_gives_the_year_back(drawn: tuple[Rhythm, list[int]], year: int) -> None:
    rhythm, months = drawn
    days = [d for month in months for d in days_in(rhythm, year, month)]
    if len(days) > 1:
        found = learn(Case([Meeting("KS", d) for d in days]))
        places = [place.day for place in outline("KS", year, found.rules, {})]
        if found.habits["KS"].assumed:  # a half that nothing is known of has places too
            places = [d for d in places if (d.month < 8) == (days[0].month < 8)]
        assert places == days


@given(st.sets(st.dates(date(2023, 1, 7), date(2023, 12, 20)).filter(lambda d: d.month != 7), min_size=2, max_size=25))
def test_any_year_has_as_many_places_the_next(days: set[date]) -> None:
    found = learn(Case([Meeting("KS", d) for d in days]))
    assert len(outline("KS", 2024, found.rules, {})) == len(days) + len(found.habits["KS"].assumed)
