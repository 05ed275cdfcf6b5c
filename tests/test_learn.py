"""What is learned of past meetings: the rules word for word, that they hold as they say, and that they read back."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.days.law import is_working_day
from calendar_tool.model.meeting import Form, Kind, Meeting, Status
from calendar_tool.planning.chains import is_assembly, links
from calendar_tool.planning.halves import last_round
from calendar_tool.planning.learn import Learned, learn
from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.kinds.numbers import Count
from calendar_tool.rules.kinds.rhythm import KeepsRhythm
from calendar_tool.rules.kinds.round import YearRound
from calendar_tool.rules.language import parse_rules
from calendar_tool.rules.printing import printed
from calendar_tool.rules.rule import Case
from calendar_tool.toml_file import TomlFile

Given = list[tuple[str, str, dict[str, Any]]]

KF_2022 = (
    "2022-01-31 2022-02-28 2022-03-28 2022-04-25 2022-05-30 2022-06-20 2022-08-29 2022-09-26 2022-10-17 2022-10-31 "
    "2022-11-28"
)
KS_2022 = (
    "2022-01-17 2022-02-14 2022-03-14 2022-04-11 2022-05-16 2022-06-07 2022-08-15 2022-09-12 2022-10-10 2022-11-14"
)

CASES: list[tuple[str, Given, list[str]]] = [
    ("nothing", [], []),
    (
        "a single meeting",
        [("Stämman", "2023-05-11", {})],
        [
            "stamman-arsrunda önskan: Stämman keeps its place in the round of the year. [inferred from 2023, 1 of 1]",
            "stamman-antal önskan: Stämman has 1 meeting a year. [inferred from 2023, 1 of 1]",
        ],
    ),
    ("several, all cancelled", [("SRO", "2023-01-20 2023-03-17", {"status": Status.CANCELLED})], []),
    (
        "hours and form",
        [
            ("SRO", "2023-01-20 2023-03-17 2023-05-12", {"start": time(9), "end": time(12), "form": Form.TEAMS}),
            ("SRO", "2023-09-15", {"start": time(13), "end": time(15), "form": Form.PHYSICAL}),
            ("SRO", "2023-11-10", {}),
        ],
        [
            "sro-rytm regel: SRO meets “fredagar”. [inferred from 2023, 5 of 5]",
            "sro-arsrunda önskan: SRO keeps its places in the round of the year. [inferred from 2023, 5 of 5]",
            "sro-antal önskan: SRO has 5 meetings a year. [inferred from 2023, 5 of 5]",
            "sro-tid regel: SRO begins and ends at 09:00–12:00. [inferred from 2023, 3 of 4]",
            "sro-form regel: SRO meets as: Teams. [inferred from 2023, 3 of 4]",
        ],
    ),
    (
        "two meetings, without an end",
        [("SRO", "2023-01-20 2023-03-16", {"start": time(9)})],
        [
            "sro-arsrunda önskan: SRO keeps its places in the round of the year. Nothing is known of "
            "August–December, and nothing is planned there. [inferred from 2023, 2 of 2]",
            "sro-antal önskan: SRO has 2 meetings a year. Nothing is known of August–December, and nothing is "
            "planned there. [inferred from 2023, 2 of 2]",
            "sro-tid regel: SRO begins at 09:00. [inferred from 2023, 2 of 2]",
        ],
    ),
    (
        "a council in the year of an election, its board and a holiday",
        [("Kommunstyrelsen", KS_2022, {"start": time(13)}), ("Kommunfullmäktige", KF_2022, {})],
        [
            "kommunstyrelsen-rytm regel: Kommunstyrelsen meets “måndagar”. Exceptions: Tuesday 7 June 2022 "
            "(Monday 6 June: Nationaldagen (National Day)). [inferred from 2022, 9 of 10]",
            "kommunstyrelsen-arsrunda önskan: Kommunstyrelsen keeps its places in the round of the year. "
            "[inferred from 2022, 10 of 10]",
            "kommunstyrelsen-antal önskan: Kommunstyrelsen has 10 meetings a year. [inferred from 2022, 10 of 10]",
            "kommunstyrelsen-tid regel: Kommunstyrelsen begins at 13:00. [inferred from 2022, 10 of 10]",
            "kommunfullmaktige-rytm regel: Kommunfullmäktige meets “sista måndagen i månaden utom juni, juli "
            "och december; tredje måndagen i månaden i juni”. Exceptions: Monday 17 October 2022 (the first "
            "meeting of those newly elected). [inferred from 2022, 10 of 11]",
            "kommunfullmaktige-antal önskan: Kommunfullmäktige has 10–11 meetings a year. The first of those "
            "newly elected came on top: Monday 17 October 2022. [inferred from 2022, 11 of 11]",
            "kommunstyrelsen-kommunfullmaktige-dagar önskan: Kommunstyrelsen meets about 14 days before "
            "Kommunfullmäktige (13–15). Otherwise: 7 days before Monday 17 October 2022 and 21 days before "
            "Monday 31 October 2022. [inferred from 2022, 9 of 11]",
            "kommunstyrelsen-kommunfullmaktige-kedja regel: Kommunstyrelsen meets at least 12 and at most 27 "
            "days before each Kommunfullmäktige. [inferred from 2022, 10 of 11]",
            "kommunfullmaktige-mandatskifte önskan: Kommunfullmäktige does not meet in the week in which those "
            "newly elected take over. [kommunallagen (2017:725) 5 kap. 9 §]",
            "kommunfullmaktige-nyvalda regel: Kommunfullmäktige meets between 15 and 31 October in an election "
            "year, newly elected. [kommunallagen (2017:725) 5 kap. 9 §; the plans of six councils, 6 of 6]",
            "juli krav: No meetings in July. [inferred from 2022, 21 of 21]",
        ],
    ),
    (
        "a committee whose meetings are known of one year only",
        [
            ("KSAU", "2021-01-26 2021-02-23 2021-03-30 2021-05-04 2021-05-25", {}),
            ("KS", "2021-02-08 2021-03-08 2021-04-12 2021-05-17 2021-06-07 2022-01-17 2022-02-14", {}),
        ],
        [
            "ksau-rytm regel: KSAU meets “tisdagar”. [inferred from 2021, 5 of 5]",
            "ksau-arsrunda önskan: KSAU keeps its places in the round of the year. Nothing is known of "
            "August–December: it is taken to be like January–July, half a year away. [inferred from 2021, 5 of "
            "5]",
            "ksau-antal önskan: KSAU has 9 meetings a year. Nothing is known of August–December: it is taken to"
            " be like January–July, half a year away. [inferred from 2021, 5 of 5]",
            "ks-rytm regel: KS meets “måndagar”. [inferred from 2021, 2022, 7 of 7]",
            "ks-arsrunda önskan: KS keeps its places in the round of the year. Nothing is known of "
            "August–December: it is taken to be like January–July, half a year away. [inferred from 2021, 5 of "
            "5]",
            "ks-antal önskan: KS has 10 meetings a year. Nothing is known of August–December: it is taken to be"
            " like January–July, half a year away. [inferred from 2021, 5 of 5]",
            "ksau-ks-dagar önskan: KSAU meets about 13 days before KS (12–14). [inferred from 2021, 5 of 5]",
            "ksau-ks-kedja regel: KSAU meets at least 11 and at most 26 days before each KS. [inferred from "
            "2021, 5 of 5]",
            "juli krav: No meetings in July. [inferred from 2021, 2022, 12 of 12]",
        ],
    ),
    (
        "in July and at weekends",
        [("Rådet", "2023-01-14 2023-04-22 2023-07-08 2023-10-07", {})],
        [
            "radet-rytm regel: Rådet meets “lördagar”. [inferred from 2023, 4 of 4]",
            "radet-arsrunda önskan: Rådet keeps its places in the round of the year. [inferred from 2023, 4 of 4]",
            "radet-antal önskan: Rådet has 4 meetings a year. [inferred from 2023, 4 of 4]",
            "radet-juli önskan: Rådet may meet in July, as it did on Saturday 8 July 2023. "
            "[inferred from 2023, 1 of 4]",
            "radet-helg önskan: Rådet may meet at weekends, as it did on Saturday 14 January 2023, Saturday 22 April "
            "2023, Saturday 8 July 2023 and Saturday 7 October 2023. [inferred from 2023, 4 of 4]",
        ],
    ),
    (
        "July does not explain another day in July",
        [("Rådet", "2023-01-14 2023-04-22 2023-07-04 2023-10-07", {})],
        [
            "radet-rytm regel: Rådet meets “lördagar”. Exceptions: Tuesday 4 July 2023 (not Saturday 1 July; "
            "unexplained). [inferred from 2023, 3 of 4]",
            "radet-arsrunda önskan: Rådet keeps its places in the round of the year. [inferred from 2023, 4 of 4]",
            "radet-antal önskan: Rådet has 4 meetings a year. [inferred from 2023, 4 of 4]",
            "radet-juli önskan: Rådet may meet in July, as it did on Tuesday 4 July 2023. [inferred from 2023, 1 of 4]",
            "radet-helg önskan: Rådet may meet at weekends, as it did on Saturday 14 January 2023, Saturday 22 April "
            "2023 and Saturday 7 October 2023. [inferred from 2023, 3 of 4]",
        ],
    ),
    (
        "extra meetings count for nothing, held ones before those that are planned",
        [
            ("Nämnden", "2023-02-06 2023-04-17 2023-06-12", {}),
            ("Nämnden", "2023-03-15", {"conditions": ("extra möte",)}),
            ("Nämnden", "2023-02-07 2022-02-07 2022-05-02 2022-09-19", {"kind": Kind.HELD}),
        ],
        [
            "namnden-rytm regel: Nämnden meets “måndagar”. [inferred from 2022, 2023, 6 of 6]",
            "namnden-arsrunda önskan: Nämnden keeps its places in the round of the year. [inferred from 2022, 2023, "
            "4 of 4]",
            "namnden-antal önskan: Nämnden has 4 meetings a year. [inferred from 2022, 2023, 6 of 6]",
        ],
    ),
    (
        "years that are not whole say nothing of the number",
        [("Nämnden", "2020-11-04 2021-02-03 2021-05-12 2021-09-29 2022-02-09 2022-05-11 2022-09-28 2022-11-30", {})],
        [
            "namnden-rytm regel: Nämnden meets “onsdagar”. [inferred from 2020–2022, 8 of 8]",
            "namnden-arsrunda önskan: Nämnden keeps its places in the round of the year. [inferred from 2022, 4 of 4]",
            "namnden-antal önskan: Nämnden has 3–4 meetings a year. [inferred from 2021, 2022, 7 of 7]",
        ],
    ),
    (
        "names that differ in signs only",
        [("KS, AU", "2023-02-06 2023-04-04", {}), ("KS AU", "2023-02-07 2023-04-05", {})],
        [
            "ks-au-arsrunda önskan: KS, AU keeps its places in the round of the year. Nothing is known of "
            "August–December, and nothing is planned there. [inferred from 2023, 2 of 2]",
            "ks-au-antal önskan: KS, AU has 2 meetings a year. Nothing is known of August–December, and nothing"
            " is planned there. [inferred from 2023, 2 of 2]",
            "ks-au-arsrunda-2 önskan: KS AU keeps its places in the round of the year. Nothing is known of "
            "August–December, and nothing is planned there. [inferred from 2023, 2 of 2]",
            "ks-au-antal-2 önskan: KS AU has 2 meetings a year. Nothing is known of August–December, and "
            "nothing is planned there. [inferred from 2023, 2 of 2]",
        ],
    ),
    (
        "minutes tell of a meeting that was held and of those to come",
        [("Rådet", "2010-11-04", {"kind": Kind.HELD}), ("Rådet", "2010-12-02", {})],
        [
            "radet-rytm regel: Rådet meets “torsdagar”. [inferred from 2010, 2 of 2]",
            "radet-arsrunda önskan: Rådet keeps its places in the round of the year. Nothing is known of "
            "January–July, and nothing is planned there. [inferred from 2010, 2 of 2]",
            "radet-antal önskan: Rådet has 2 meetings a year. Nothing is known of January–July, and nothing is "
            "planned there. [inferred from 2010, 2 of 2]",
        ],
    ),
    (
        "a läsår: the autumn of one year and the spring of the next",
        [("Styrelsen", "2022-06-13 2022-08-22 2022-10-31 2022-11-28 2023-01-30 2023-03-20 2023-04-24", {})],
        [
            "styrelsen-rytm regel: Styrelsen meets “måndagar”. [inferred from 2022, 2023, 7 of 7]",
            "styrelsen-arsrunda önskan: Styrelsen keeps its places in the round of the year. [inferred from 2022, "
            "2023, 7 of 7]",
            "styrelsen-antal önskan: Styrelsen has 7 meetings a year. [inferred from 2022, 2023, 7 of 7]",
        ],
    ),
    (
        "the spring alone",
        [("KF", "2023-01-30 2023-02-27 2023-03-27 2023-04-24 2023-05-29 2023-06-19", {}), ("SON", "2023-01-25", {})],
        [
            "son-arsrunda önskan: SON keeps its place in the round of the year. [inferred from 2023, 1 of 1]",
            "son-antal önskan: SON has 1 meeting a year. [inferred from 2023, 1 of 1]",
            "kf-rytm regel: KF meets “sista måndagen i månaden utom juni, juli och december; tredje måndagen i "
            "månaden i juni och december”. Nothing is known of August–December: it is taken to be like "
            "January–July, half a year away. [inferred from 2023, 6 of 6]",
            "kf-antal önskan: KF has 11 meetings a year. Nothing is known of August–December: it is taken to be"
            " like January–July, half a year away. [inferred from 2023, 6 of 6]",
            "kf-mandatskifte önskan: KF does not meet in the week in which those newly elected take over. "
            "[kommunallagen (2017:725) 5 kap. 9 §]",
            "kf-nyvalda regel: KF meets between 15 and 31 October in an election year, newly elected. "
            "[kommunallagen (2017:725) 5 kap. 9 §; the plans of six councils, 6 of 6]",
        ],
    ),
    (
        "minutes of a year of which one tells of the next meeting",
        [
            ("BUN", "2025-01-22 2025-03-19 2025-04-16 2025-09-17 2025-10-15", {"kind": Kind.HELD}),
            ("BUN", "2025-02-19", {}),
        ],
        [
            "bun-rytm regel: BUN meets “tredje onsdagen i månaden i februari, mars, april, september och "
            "oktober; fjärde onsdagen i månaden i januari”. [inferred from 2025, 6 of 6]",
            "bun-antal önskan: BUN has 6 meetings a year. [inferred from 2025, 6 of 6]",
        ],
    ),
    (
        "the autumn alone, with a meeting on top",
        [("KS", "2025-08-12 2025-09-09 2025-10-14 2025-11-11 2025-11-20 2025-12-09", {})],
        [
            "ks-rytm regel: KS meets “andra tisdagen i månaden utom januari och juli”. Exceptions: Thursday 20 "
            "November 2025 (unexplained). Nothing is known of January–July: it is taken to be like "
            "August–December, half a year away. [inferred from 2025, 5 of 6]",
            "ks-antal önskan: KS has 10–11 meetings a year. Nothing is known of January–July: it is taken to be"
            " like August–December, half a year away. [inferred from 2025, 6 of 6]",
        ],
    ),
    ("years whose days are not known", [("SRO", "1950-01-20 1950-03-17 1990-05-12 2060-01-01", {})], []),
]


def meetings(given: Given) -> list[Meeting]:
    found = [Meeting(body, date.fromisoformat(text), **more) for body, days, more in given for text in days.split()]
    return [Meeting(**{**vars_of(m), "id": str(n)}) for n, m in enumerate(found)]


def vars_of(meeting: Meeting) -> dict[str, Any]:
    return {name: getattr(meeting, name) for name in Meeting.__slots__}


def told(learned: Learned) -> list[str]:
    return [f"{rule.id} {rule.level}: {rule.text} [{rule.source}]" for rule in learned.rules]


@pytest.mark.parametrize(("given_", "said"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rules_that_are_learned(given_: Given, said: list[str]) -> None:
    with locale.use("en"):
        assert told(learn(Case(meetings(given_)))) == said


@pytest.mark.parametrize("given_", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_rules_read_back(given_: Given) -> None:
    rules = learn(Case(meetings(given_))).rules
    assert tuple(parse_rules(TomlFile(printed(rules), "rules.toml"))) == rules
    assert len({rule.id for rule in rules}) == len(rules)


def test_only_some_years_and_bodies() -> None:
    case = Case(meetings([("KSAU", "2021-01-26 2022-01-04 2022-02-01", {}), ("KS", "2022-01-17 2022-02-15", {})]))
    assert {rule.id for rule in learn(case, [2022], ["KS"]).rules} == {"ks-arsrunda", "ks-antal"}
    assert learn(case, [2020]).rules == ()
    assert list(learn(case, [2022], ["KS"]).habits) == ["KSAU", "KS"]


def test_what_was_cancelled_had_been_planned() -> None:
    case = Case(meetings([("SRO", "2023-01-20 2023-03-17 2023-05-12", {})]))
    cancelled = meetings([("SRO", "2023-05-08 2023-09-15", {"status": Status.CANCELLED})])
    (habit,) = learn(case, cancelled=cancelled).habits.values()
    assert [f"{d:%m-%d}" for d in habit.dates] == ["01-20", "03-17", "05-12", "09-15"]


# ---- the rules judge what they were learned from as they say

SOFT = ("around Easter", "the first meeting of those newly elected", "July", "Industrisemester", "Allmänna val", "Ny")
"""Words for what explains an exception without the rule itself knowing of it."""

bodies = st.sampled_from(["Kommunstyrelsen", "KS", "KSAU", "KS presidium", "Kommunfullmäktige", "Nämnden"])
days = st.dates(date(2021, 1, 7), date(2022, 12, 20)).filter(
    lambda d: is_working_day(d) and (d.month, d.day) < (12, 21)
)
drawn_schedules = st.dictionaries(bodies, st.sets(days, min_size=1, max_size=16), max_size=3)


@st.composite
def likely(draw: st.DrawFn) -> dict[str, set[date]]:
    """A committee, its board and a council that follow one another, with a few dates elsewhere."""
    year, weekday, lag = draw(st.integers(2021, 2022)), draw(st.integers(0, 4)), draw(st.integers(1, 25))
    kf = {date(year, m, 8) + timedelta((weekday - date(year, m, 8).weekday()) % 7) for m in (1, 2, 3, 4, 5, 9, 10, 11)}
    ks = {d - timedelta(lag) for d in kf}
    strays = draw(st.dictionaries(st.sampled_from(["KS", "KF"]), st.sets(days, max_size=2)))
    found = {"KS": ks, "KF": kf}
    return {name: {*dates, *strays.get(name, ())} for name, dates in found.items()}


@given(st.one_of(drawn_schedules, likely()))
def test_sources_are_true(schedule: dict[str, set[date]]) -> None:
    past = [Meeting(name, day, id=f"{name} {day}") for name, found in schedule.items() for day in sorted(found)]
    case = Case(past)
    with locale.use("en"):
        learned = learn(case)
    for rule in learned.rules:
        if not isinstance(rule, KeepsRhythm | YearRound | Chain):
            continue
        kept, n = map(int, rule.source.split(", ")[-1].split(" of "))
        problems = {p.date: p.code for p in rule.check(case) if "unknown" not in p.code}
        if isinstance(rule, YearRound):
            last = last_round(learned.habits[rule.bodies[0]].dates)
            problems = {day: code for day, code in problems.items() if day in last}
        assert n - kept == len(problems)
        if isinstance(rule, KeepsRhythm):
            away = {d.day: d for d in learned.habits[rule.bodies[0]].departures}
            assert set(problems) == set(away)
            for day, departure in away.items():
                by_rule = problems[day] == "rhythm-moved"
                assert not by_rule or departure.why, departure
                assert by_rule or not departure.why or departure.why.startswith(SOFT) or _is_far(departure), departure


def _is_far(departure: Any) -> bool:
    """Whether a free day explains a date to which an ordinary one is nearer: the rule looks at the nearest alone."""
    return abs(departure.regular - departure.day) > timedelta(3)


@given(st.one_of(drawn_schedules, likely()))
def test_whatever_is_learned_reads_back(schedule: dict[str, set[date]]) -> None:
    rules = learn(Case([Meeting(name, day) for name, found in schedule.items() for day in found])).rules
    assert tuple(parse_rules(TomlFile(printed(rules), "rules.toml"))) == rules


# ---- chains

LINKS = [  # first and then, whether their names tell that one prepares for the other
    ("KSAU", "KS", True),
    ("Ks au", "Ks", True),
    ("BHU presidium", "BHU", True),
    ("Socialnämndens utskott", "Socialnämnden", True),
    ("Kommunstyrelsen", "Kommunfullmäktige", True),
    ("Kommun- styrelsen", "Kommun- fullmäktige", True),
    ("Förbundsstyrelsen", "Förbundsfullmäktige", True),
    ("Arbetsutskottet", "Styrelsen", True),
    ("Budgetberedningen", "Universitetsstyrelsen", True),
    ("KS", "KSAU", False),
    ("KSAU", "Socialnämnden", False),
    ("Socialnämnden", "KS", False),
    ("Arbetsutskottet", "Presidiet", False),
]
CHAINED = [date(2023, month, 10) for month in (1, 2, 3, 4, 5, 9, 10, 11)]


@pytest.mark.parametrize(("first", "then", "linked"), LINKS)
def test_names_that_tell_of_a_chain(first: str, then: str, linked: bool) -> None:
    found = links({then: CHAINED, first: [d - timedelta(9) for d in CHAINED]})
    assert [(k.first, k.then, k.days, k.kept, k.of) for k in found] == ([(first, then, 9, 8, 8)] if linked else [])


@given(st.integers(1, 25), st.sets(st.integers(0, 7), max_size=2), st.integers(1, 5))
def test_days_between_two_bodies_are_found_again(lag: int, late: set[int], by: int) -> None:
    firsts = [d - timedelta(lag) + timedelta(by * (n in late)) for n, d in enumerate(CHAINED)]
    (found,) = links({"KS": CHAINED, "KSAU": firsts})
    assert (found.days, found.kept) == (lag, 8 - len(late))


def test_each_body_follows_one_other() -> None:
    dates = {"AU": CHAINED, "KS": [d + timedelta(9) for d in CHAINED], "KF": [d + timedelta(30) for d in CHAINED]}
    assert [(k.first, k.then) for k in links(dates)] == [("AU", "KS"), ("KS", "KF")]


def test_days_are_counted_in_years_in_which_both_are_known() -> None:
    (found,) = links(
        {"KS": [*CHAINED, date(2024, 1, 12)], "KSAU": [d - timedelta(13) for d in [*CHAINED, date(2023, 12, 31)]]}
    )
    assert found.lags == tuple((d, 13) for d in CHAINED)


COUNCILS = [
    ("KF", True),
    ("Kommunfullmäktige", True),
    ("Kommunfullmäktige i Ale", True),
    ("Regionfullmäktige", True),
    ("ungdomsfullmäktige", False),
    ("KS", False),
    ("Kommunfullmäktiges presidium", False),
]


@pytest.mark.parametrize(("name", "yes"), COUNCILS)
def test_councils(name: str, yes: bool) -> None:
    assert is_assembly(name) == yes


def test_odd_weeks_are_a_week_off_after_a_year_of_53() -> None:
    first = date(2026, 1, 13)
    case = Case([Meeting("KSAU", first + n * timedelta(14), id=str(n)) for n in range(12)])
    rhythm, round_, *_rest = learn(case).rules
    assert (str(rhythm.rhythms[0]), round_.near_days) == ("tisdagar udda veckor", 7)  # type: ignore[attr-defined]


def test_a_body_that_meets_much_more_often_is_not_prepared_for() -> None:
    weekly = [date(2026, 1, 15) + n * timedelta(7) for n in range(22)]
    assert links({"AU": [day - timedelta(1) for day in weekly[::2]], "KS": weekly}) == []
    (found,) = links({"AU": [day - timedelta(9) for day in weekly[:6]], "KS": weekly})  # known of a part of the year
    assert (found.days, found.of) == (9, 22)


PLANNED = [  # beside five meetings of an autumn: meetings in the spring of the year to be planned, how many a year
    ("2026-01-13 2026-02-10 2026-03-10", {}, 8),
    ("2026-02-10", {}, 10),
    ("2026-01-13 2026-02-10 2026-03-10", {"conditions": ("extra",)}, 10),
    ("2026-01-13 2026-02-10 2026-03-10 2025-05-13", {"conditions": ("extra",)}, 10),
]


@pytest.mark.parametrize(("spring", "more", "count"), PLANNED)
def test_what_is_decided_of_the_year_to_be_planned(spring: str, more: dict[str, Any], count: int) -> None:
    autumn = ("KS", "2025-08-12 2025-09-09 2025-10-14 2025-11-11 2025-12-09", {})
    rules = learn(Case(meetings([autumn, ("KS", spring, more)])), [2025], planned=2026).rules
    assert [(rule.least, rule.most) for rule in rules if isinstance(rule, Count)] == [(count, count)]


def test_meetings_held_after_a_plan_count() -> None:
    plan = ("KS", "2025-01-14 2025-02-11 2025-03-11", {})
    held = ("KS", "2025-02-20 2025-09-09 2025-10-14", {"kind": Kind.HELD})
    (habit,) = learn(Case(meetings([plan, held]))).habits.values()
    assert [f"{d:%m-%d}" for d in habit.dates] == ["01-14", "02-11", "03-11", "09-09", "10-14"]
