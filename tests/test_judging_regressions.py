"""What a review of the judging found to be wrong: one test for each."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from conftest import Run

from calendar_tool import locale
from calendar_tool.checking.audit import audit
from calendar_tool.checking.proposal import Answer, check_date
from calendar_tool.checking.suggestion import suggest
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Form, Meeting
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import InputError
from calendar_tool.rules.language import parse_rules
from calendar_tool.rules.rule import Case, Level, Rule
from calendar_tool.toml_file import TomlFile

KS, KF, AU = Body("KS"), Body("KF"), Body("AU")
BODIES = Bodies([KS, KF, AU])


def rules(*tables: str) -> tuple[Rule, ...]:
    """Rules of krav; each text has the keys after those that all have."""
    common = 'level = "krav"\ntext = "t"\nsource = "s"\n'
    return parse_rules(
        TomlFile("".join(f'[[rule]]\nid = "r{n}"\n{common}{t}\n' for n, t in enumerate(tables)), "r.toml")
    )


def meeting(line: str) -> Meeting:
    """ "KS 2027-03-01/2027-03-02 09:00-12:00", the last day and the hours optional."""
    body, days, *hours = line.split()
    first, _slash, last = days.partition("/")
    start, _dash, end = (hours[0] if hours else "").partition("-")
    return Meeting(
        body,
        date.fromisoformat(first),
        time.fromisoformat(start) if start else None,
        time.fromisoformat(end) if end else None,
        date.fromisoformat(last) if last else None,
        id=line,
    )


def schedule(*lines: str, bodies: Bodies = BODIES) -> Schedule:
    return Schedule([meeting(line) for line in lines], bodies)


def told(plan: Schedule, given: tuple[Rule, ...] = ()) -> list[tuple[str, str]]:
    with locale.use("en"):
        found = audit(plan, given)
    return [(p.severity.value, p.code) for p in found if p.code not in ("school-break", "half-day", "mandate")]


def check(day: str, body: Body | None, plan: Schedule, given: tuple[Rule, ...] = (), hours: str = "") -> Answer:
    asked = meeting(f"X {day} {hours}")
    with locale.use("en"):
        return check_date(asked.date, asked.start, asked.end, body, plan, given)


def test_a_date_that_moves_towards_a_minimum_is_not_refused() -> None:
    given = rules(
        'kind = "antal"\nbody = "KS"\nmin = 8', 'kind = "milstolpe"\nbody = "KS"\nperiod = "november"\nmin = 2'
    )
    plan = schedule("KS 2027-01-25", "KS 2027-02-22")
    for day in ("2027-04-19", "2027-11-15"):
        assert check(day, KS, plan, given).verdict == "free"
    assert suggest(KS, date(2027, 11, 15), date(2027, 11, 15), 1, None, plan, given)


def test_a_half_known_year_is_not_judged_as_a_whole() -> None:
    given = rules('kind = "milstolpe"\nbody = "KF"\nperiod = "15 april–30 juni"')
    spring = ("KF 2027-01-25", "KF 2027-02-22", "KF 2027-03-22")
    assert told(schedule(*spring), given) == [("note", "milestone")]
    assert told(schedule(*spring, "KF 2027-08-30"), given) == [("conflict", "milestone")]


def test_a_deadline_that_is_not_in_force_is_not_counted_to() -> None:
    given = rules(
        'kind = "stopptid"\nbody = "KF"\nname = "kallelse"\nwhen = "en vecka före"\nvalid_from = 2028-01-01',
        'kind = "kedja"\nfirst = "KS"\nthen = "KF"\nbefore = "kallelse"\nmin_days = 3',
    )
    assert told(schedule("KS 2027-04-12", "KF 2027-04-14"), given) == []


def test_the_deadline_that_names_the_body_holds() -> None:
    given = rules(
        'kind = "stopptid"\nname = "handlingar"\nwhen = "5 dagar före"',
        'kind = "stopptid"\nbody = "KS"\nname = "handlingar"\nwhen = "9 arbetsdagar före kl 10"',
    )
    (due,) = check("2027-04-14", KS, schedule(), given).deadlines
    assert (str(due.due.day), due.due.clock) == ("2027-04-01", time(10))


SHARED = 'kind = "delade ledamöter"\nbody = "KS"\nother = "KF"\ntravel_minutes = 90'
DECLARED = Bodies([Body("KS", shares_members_with=("KF",)), KF])
CLASHES = [  # bodies, rule, meetings, what is told
    (DECLARED, SHARED, ["KS 2027-04-14", "KF 2027-04-14"], [("warning", "same-day")]),
    (BODIES, SHARED, ["KS 2027-04-14", "KF 2027-04-14"], [("warning", "same-day")]),
    (BODIES, SHARED, ["KS 2027-04-14 09:00-12:00", "KF 2027-04-14 12:01-15:00"], [("warning", "travel")]),
    (
        DECLARED,
        f"{SHARED}\nvalid_from = 2027-04-14",
        ["KS 2027-04-13/2027-04-15 09:00-16:00", "KF 2027-04-14 10:00-12:00"],
        [("conflict", "overlap")],
    ),
    (  # what the rule says of the same day takes the place of what is said without it
        DECLARED,
        'kind = "samma dag"\nbody = "KS"\nother = "KF"\nsame_day = "får inte"',
        ["KS 2027-04-14 09:00-10:00", "KF 2027-04-14 12:00-15:00"],
        [("conflict", "same-day")],
    ),
    (
        BODIES,
        'kind = "samma dag"\nbody = "KS"\nother = "KF"\nsame_day = "får"\nin_order = true',
        ["KS 2027-04-14 13:00", "KF 2027-04-14 13:00"],
        [("conflict", "order"), ("note", "same-time")],
    ),
    (
        Bodies([Body("KS", full_name="Kommunstyrelsen"), Body("Kommunstyrelsens arbetsutskott")]),
        SHARED,
        ["KS 2027-04-14 09:00-12:00", "Kommunstyrelsens|arbetsutskott 2027-04-14 10:00-11:00"],
        [("conflict", "overlap")],
    ),
    (
        Bodies([Body("Kommunstyrelsen", aliases=("KS",)), Body("KSAU")]),
        SHARED,
        ["Kommunstyrelsen 2027-04-14 09:00-12:00", "KSAU 2027-04-14 10:00-11:00"],
        [("conflict", "overlap")],
    ),
]


@pytest.mark.parametrize(("bodies", "rule", "lines", "expected"), CLASHES)
def test_clashes(bodies: Bodies, rule: str, lines: list[str], expected: list[tuple[str, str]]) -> None:
    plan = schedule(*lines)
    meetings = [Meeting(m.body.replace("|", " "), m.date, m.start, m.end, m.end_date, id=m.id) for m in plan]
    assert told(Schedule(meetings, bodies), rules(rule)) == expected


OTHERS = Bodies([KS, Body("BHU", shares_members_with=("*",), calendar="bhu.ics")])
ON_BHU = rules('kind = "samma dag"\nbody = "KS"\nother = "BHU"\nsame_day = "ska"')


def respecting(*own: str) -> Schedule:
    known = {"BHU": (date(2027, 1, 1), date(2027, 6, 30))}
    busy = [Meeting("BHU", date(2027, 4, 14), time(9), time(10), id="bhu")]
    return Schedule([meeting(line) for line in own], OTHERS, others=busy, known=known)


def test_a_meeting_in_a_year_that_is_not_known_leaves_the_others_calendars_in() -> None:
    assert told(respecting("KS 2027-04-14", "KS 2061-04-14"), ON_BHU) == [
        ("note", "calendar-unknown"),
        ("note", "year-unknown"),
    ]


def test_beyond_the_window_of_a_calendar_its_days_are_not_known() -> None:
    assert told(respecting("KS 2027-09-06"), ON_BHU) == [("note", "calendar-unknown"), ("note", "pair-unknown")]
    assert check("2027-09-13", KS, respecting(), ON_BHU).verdict == "free"


def test_a_meeting_over_midnight_asked_about_with_other_hours() -> None:
    plan = schedule("KS 2027-04-05/2027-04-06 22:00-01:00", "AU 2027-04-06 10:00-12:00", bodies=DECLARED)
    assert [p.code for p in check("2027-04-07", KS, plan, hours="22:00-23:00").problems] == []
    late = check("2027-04-05", KS, plan, hours="22:00-23:00")
    assert [p.code for p in late.problems if p.code in ("overlap", "same-day")] == []


SOUND = [  # rules that were refused
    ['kind = "milstolpe"\nbody = "KF"\nperiod = "15 oktober–30 november"\nyears = "valår"',
     'kind = "fri period"\nperiod = "2027-10-01–2027-12-15"'],
    ['kind = "låst"\nbody = "KF"\ndate = 2070-11-05', 'kind = "ej dag"\ndays = "helgdag"'],
    ['kind = "stopptid"\nbody = "KS"\nname = "papper"\nwhen = "en vecka före"',
     'kind = "stopptid"\nbody = "KF"\nname = "papper"\nwhen = "två veckor före"',
     'kind = "kedja"\nfirst = "AU"\nthen = ["KS", "KF"]\nbefore = "papper"\nmin_days = 1'],
    ['kind = "kedja"\nfirst = "AU"\nthen = "KS"\nmin_days = 7',
     'kind = "kedja"\nfirst = "KS"\nthen = "AU"\nmin_days = 7\neach = "first"'],
]  # fmt: skip


@pytest.mark.parametrize("tables", SOUND)
def test_sound_rules_are_taken(tables: list[str]) -> None:
    assert len(rules(*tables)) == len(tables)


UNSOUND = [  # rules that were taken, what is said of them
    (
        ['kind = "lov"\nbreaks = ["sportlof"]'],
        "“Sportlof” must be one of: Sportlov, Påsklov, Sommarlov, Höstlov, Jullov",
    ),
    (
        ['kind = "efter mötet"\nname = "justering"\nwhen = "14 dagar före"'],
        "“efter mötet” is after the meeting; what comes before it is “stopptid”",
    ),
    (
        [
            'kind = "efter mötet"\nbody = "KF"\nname = "justering"\nwhen = "14 dagar efter"',
            'kind = "efter mötet"\nbody = ["KS", "KF"]\nname = "anslag"\nwhen = "2 dagar efter justering"',
        ],
        "there is no deadline “justering” of KS",
    ),
]


@pytest.mark.parametrize(("tables", "said"), UNSOUND)
def test_unsound_rules_are_refused(tables: list[str], said: str) -> None:
    with locale.use("en"), pytest.raises(InputError) as error:
        rules(*tables)
    assert [p.text for p in error.value.problems] == [said]


def test_a_rule_about_one_break_says_nothing_of_the_others() -> None:
    given = rules('kind = "lov"\nbreaks = ["Sportlov"]')
    plan = schedule("KS 2027-02-16", "KS 2027-11-03")
    with locale.use("en"):
        found = audit(plan, given)
    assert [(p.severity.value, p.code, str(p.date)) for p in found] == [
        ("conflict", "school-break", "2027-02-16"),
        ("note", "school-break", "2027-11-03"),
    ]


def test_the_rhythm_of_weeks_is_that_of_most_meetings() -> None:
    given = rules('kind = "rytm"\nbody = "KS"\nrhythm = "varannan måndag"')
    plan = schedule(*(f"KS 2027-{day}" for day in ("02-01", "02-15", "03-01", "03-15", "04-12")))
    assert [p.code for p in check("2027-01-25", KS, plan, given).problems if p.code.startswith("rhythm")] == [
        "rhythm-broken"
    ]


def test_a_day_without_a_body_is_judged_by_the_rules_about_all() -> None:
    given = rules(
        'kind = "fri period"\nperiod = "1–20 augusti"', 'kind = "fri period"\nbody = "KF"\nperiod = "september"'
    )
    assert [(p.severity.value, p.text) for p in check("2027-08-10", None, schedule(), given).problems] == [
        ("conflict", "“1 augusti–20 augusti” is to be free")
    ]
    assert check("2027-09-14", None, schedule(), given).verdict == "free"


def test_a_warning_weighs_more_than_any_wish_in_suggestions() -> None:
    wish = rules('kind = "ej dag"\nbody = "KS"\ndays = ["måndag"]\nweight = 1000')
    given = tuple(rule.replaced(level=Level.ONSKAN) for rule in wish)
    found = suggest(KS, date(2027, 5, 7), date(2027, 5, 10), 9, None, schedule(), given)
    assert [str(s.day) for s in found] == ["2027-05-10", "2027-05-07"]  # the 7th is a klämdag


def test_the_last_year_stops_nothing() -> None:
    given = rules('kind = "efter mötet"\nname = "justering"\nwhen = "14 dagar efter"')
    assert check("2060-12-20", KS, schedule(), given).deadlines == ()
    rhythm = rules('kind = "rytm"\nbody = "KS"\nrhythm = "måndagar"')
    assert check("2060-12-30", KS, schedule(), rhythm).verdict != "free"


def test_moving_away_what_a_chain_rests_on_is_no_note() -> None:
    given = rules('kind = "kedja"\nfirst = "AU"\nthen = "KS"\nmin_days = 10')
    plan = schedule("AU 2027-04-05", "KS 2027-04-20")
    better = check("2027-04-05", AU, plan, given).better
    assert all(day <= date(2027, 4, 10) for day in better)


def test_a_set_is_only_added_where_the_whole_can_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(
        "Sammanträdesplan 2027\n\nKommunfullmäktige\n\n25 januari, 22 februari\n", "utf-8"
    )
    assert run("import", "plan.txt", "--yes").code == 0
    kept = '[[group]]\nname = "nämnderna"\nbodies = []\n'
    (tmp_path / "data/rules.toml").write_text(kept, "utf-8")
    result = run("rules", "add", "kommun")
    assert (result.code, result.out) == (2, "")
    assert "the group “nämnderna” is there twice" in result.err
    assert (tmp_path / "data/rules.toml").read_text("utf-8") == kept


def test_the_form_that_is_not_known_is_said(run: Run) -> None:
    given = rules('kind = "form"\nbody = "KS"\nplace = true')
    plan = Schedule(
        [Meeting("KS", date(2027, 4, 12), form=Form.PHYSICAL, location="Skövde", id="a"), meeting("KS 2027-05-10")]
    )
    assert told(plan, given) == [("note", "form-unknown")]


def test_a_weekend_excuses_no_meeting_that_may_be_on_any_weekday() -> None:
    """Monday of an even week was excused by the Sunday of the odd week before."""
    given = rules('kind = "rytm"\nbody = "KS"\nrhythm = "udda veckor"')
    assert told(schedule("KS 2027-04-12", "KS 2027-04-26"), given) == []
    with locale.use("en"):
        (broken,) = given[0].check(Case(schedule("KS 2027-04-13", "KS 2027-04-20", "KS 2027-04-26").meetings))
    assert (broken.code, broken.text) == (
        "rhythm-broken",
        "KS 2027-04-20 does not keep “udda veckor”: Friday 16 April 2027, the nearest such day without a meeting, "
        "is an ordinary one",
    )


def test_a_deadline_of_the_body_goes_first_even_if_it_is_counted_from_another() -> None:
    given = rules(
        'kind = "efter mötet"\nname = "anslag"\nwhen = "20 dagar efter"',
        'kind = "efter mötet"\nbody = "KS"\nname = "anslag"\nwhen = "1 dag efter justering"',
        'kind = "efter mötet"\nbody = "KS"\nname = "justering"\nwhen = "7 dagar efter"',
    )
    due = check("2027-04-12", KS, schedule(), given).deadlines
    assert [(d.rule.name, str(d.due.day)) for d in due] == [("justering", "2027-04-19"), ("anslag", "2027-04-20")]


def test_what_cannot_be_judged_is_said_for_each_body() -> None:
    given = rules('kind = "kedja"\nfirst = "AU"\nthen = ["KS", "KF"]\nmin_days = 3')
    with locale.use("en"):
        found = audit(schedule("AU 2026-12-01", "KS 2027-04-12", "KF 2027-04-13", "KS 2027-05-10"), given)
    assert [p.text for p in found if p.code == "chain-unknown"] == [
        "no AU of 2027 is known, so KF 2027-04-13 cannot be judged",
        "no AU of 2027 is known, so KS 2027-05-10 cannot be judged",
    ]


TOML_MISTAKES = [  # a line, what is said of it
    ("date = 2021-01-18 kl 9", "not valid TOML: something stands after the value"),
    ("date = 2021-02-30", "there is no such date: 2021-02-30"),
    ("date = 2021-02-35", "there is no such date: 2021-02-35"),
    ("text = ”x”", 'text stands between straight quotation marks: "…"'),
    ('names = ["a", “b”]', 'text stands between straight quotation marks: "…"'),
    ('text = "det kallas ”x”', "not valid TOML: a quotation mark is missing at the end"),
]


@pytest.mark.parametrize(("line", "said"), TOML_MISTAKES)
def test_mistakes_in_toml_are_told_as_what_they_are(line: str, said: str) -> None:
    with locale.use("en"), pytest.raises(InputError) as error:
        TomlFile(f"{line}\n", "r.toml")
    assert [p.text for p in error.value.problems] == [said]


def test_a_body_without_meetings_is_named(run: Run) -> None:
    data = Path(__file__).parent.parent / "data"
    for command in ("list", "deadlines"):
        none = run(command, "2019", "--body", "SRO", "--data", data).out
        assert none == f"SRO: No meetings of 2019 are kept in {data}.\n"
