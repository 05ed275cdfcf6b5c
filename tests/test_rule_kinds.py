"""The kinds of rule beside the chain: what each says of meetings, from the text of a rule file to the problems."""

from __future__ import annotations

from datetime import date, time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.days.breaks import Break, Scope
from calendar_tool.days.local import Local
from calendar_tool.model.meeting import Form, Meeting, Status
from calendar_tool.problem import Problem
from calendar_tool.rules.language import KINDS, parse_rules
from calendar_tool.rules.rule import Case, Rule
from calendar_tool.toml_file import TomlFile

FORMS = {form.value: form for form in Form}
STATUSES = {status.value: status for status in Status}


def rules(*tables: str) -> tuple[Rule, ...]:
    """The rules of a file; each text is the keys of one that come after those that all rules have."""
    common = 'level = "regel"\ntext = "t"\nsource = "s"\n'
    text = "".join(f'[[rule]]\nid = "r{n}"\n{common}{keys}\n' for n, keys in enumerate(tables))
    return parse_rules(TomlFile(text, "rules.toml"))


def meeting(line: str) -> Meeting:
    """ "KS 2021-03-01 13:00-15:00 teams tentative @Skövde", all but the body and the day optional."""
    body, day, *more = line.split()
    start = end = form = location = None
    status = Status.CONFIRMED
    for word in more:
        if ":" in word:
            start, end = (time.fromisoformat(part) for part in word.split("-"))
        elif word.startswith("@"):
            location = word[1:]
        else:
            form, status = FORMS.get(word, form), STATUSES.get(word, status)
    return Meeting(body, date.fromisoformat(day), start, end, None, form, status, location=location, id=line)


def meetings(text: str) -> list[Meeting]:
    return [meeting(line) for line in text.split(", ")] if text else []


def found(rule: Rule, case: Case) -> list[Problem]:
    with locale.use("en"):
        return rule.together(list(rule.check(case)), case)


def texts(keys: str, lines: str, *others: str) -> list[str]:
    rule = rules(keys, *others)[0]
    return [p.text for p in found(rule, Case(meetings(lines)))]


MONDAYS = "KS 2021-01-11, KS 2021-02-08, KS 2021-03-08, KS 2021-05-10"

CASES = [  # keys, meetings, what is said
    # antal: too few, too many; a year of which two meetings are known is no plan
    ('kind = "antal"\nbody = "KS"\nmin = 4', MONDAYS, []),
    ('kind = "antal"\nbody = "KS"\nmin = 5', MONDAYS, ["KS has 4 meetings in 2021; at least 5 are wanted"]),
    ('kind = "antal"\nbody = "KS"\nmax = 3', MONDAYS, ["KS has 4 meetings in 2021; at most 3 are wanted"]),
    ('kind = "antal"\nbody = "KS"\nmin = 5', "KS 2021-01-11, KS 2021-02-08", []),
    (
        'kind = "antal"\nbody = "KS"\nmin = 5',
        MONDAYS + " cancelled",
        ["KS has 3 meetings in 2021; at least 5 are wanted"],
    ),
    ('kind = "antal"\nmax = 3', MONDAYS + ", KF 2021-03-01", ["KS has 4 meetings in 2021; at most 3 are wanted"]),
    (
        'kind = "antal"\nbody = "KS"\nmin = 1\nper = "månad"\nbut = "juli–augusti"',
        ", ".join(f"KS 2021-{month:02}-01" for month in (1, 2, 3, 5, 6, 9, 10, 11, 12)),
        ["KS has 0 meetings in April 2021; at least 1 are wanted"],
    ),
    (
        'kind = "antal"\nbody = "KS"\nmin = 1\nper = "kvartal"',
        MONDAYS,
        [
            "KS has 0 meetings in July–September 2021; at least 1 are wanted",
            "KS has 0 meetings in October–December 2021; at least 1 are wanted",
        ],
    ),
    (
        'kind = "antal"\nbody = "KS"\nmin = 2\nform = "physical"',
        "KS 2021-01-11 physical, KS 2021-02-08 teams, KS 2021-03-08",
        ["KS (physical) has 1 meeting in 2021; at least 2 are wanted"],
    ),
    # rytm: the weekday, its number in the month, odd weeks, every n weeks
    ('kind = "rytm"\nbody = "KS"\nrhythm = "måndagar"', MONDAYS, []),
    (
        'kind = "rytm"\nbody = "KS"\nrhythm = "måndagar"',
        "KS 2021-03-09",
        ["KS 2021-03-09 does not keep “måndagar”: the nearest such day, Monday 8 March 2021, is an ordinary one"],
    ),
    ('kind = "rytm"\nbody = "KS"\nrhythm = "andra måndagen i månaden"', MONDAYS, []),
    (
        'kind = "rytm"\nbody = "KS"\nrhythm = "sista torsdagen i månaden"',
        "KS 2021-03-25, KS 2021-04-22",
        [
            "KS 2021-04-22 does not keep “sista torsdagen i månaden”: "
            "the nearest such day, Thursday 29 April 2021, is an ordinary one"
        ],
    ),
    ('kind = "rytm"\nbody = "KS"\nrhythm = "var 4:e vecka"', "KS 2021-01-11, KS 2021-02-08, KS 2021-04-06", []),
    (
        'kind = "rytm"\nbody = "KS"\nrhythm = "måndagar udda veckor"',
        "KS 2021-01-11",
        [
            "KS 2021-01-11 does not keep “måndagar udda veckor”: "
            "the nearest such day, Monday 4 January 2021, is an ordinary one"
        ],
    ),
    (  # Svalöv 2022: Monday 6 June is the national day
        'kind = "rytm"\nbody = "KS"\nrhythm = "måndagar"',
        "KS 2022-06-07",
        ["KS 2022-06-07 does not keep “måndagar”: Monday 6 June 2022 is Nationaldagen (National Day)"],
    ),
    (  # Bengtsfors 2022: the Tuesday before Maundy Thursday
        'kind = "rytm"\nbody = "MN"\nrhythm = "torsdagar"',
        "MN 2022-04-12",
        ["MN 2022-04-12 does not keep “torsdagar”: Thursday 14 April 2022 is Skärtorsdagen (Maundy Thursday)"],
    ),
    # tid: only of the forms that it is about; unknown hours break nothing
    ('kind = "tid"\nbody = "KS"\nstart = "13:00"', "KS 2021-03-01 13:00-15:00, KS 2021-03-02", []),
    (
        'kind = "tid"\nbody = "KS"\nstart = "13:00"\nend = "15:00"\nform = "digital"',
        "KS 2021-03-01 09:00-12:00 teams, KS 2021-03-02 13:00-15:00 digital, KS 2021-03-03 09:00-12:00 physical",
        ["KS 2021-03-01 is at 09:00–12:00, not at 13:00–15:00"],
    ),
    # fri period
    (
        'kind = "fri period"\nbody = "KS"\nperiod = "v. 28–32"',
        "KS 2021-07-11, KS 2021-07-12, KS 2021-08-15, KS 2021-08-16",
        ["KS does not meet in “v. 28–32”", "KS does not meet in “v. 28–32”"],
    ),
    # ej dag
    (
        'kind = "ej dag"\nbody = "KS"\ndays = ["klämdag", "fredag"]',
        "KS 2021-05-14, KS 2021-05-13, KS 2021-05-12, KF 2021-05-14",
        ["KS: Klämdag (bridge day)", "KS: not on a Friday"],
    ),
    # låst
    ('kind = "låst"\nbody = "KS"\ndate = 2021-02-08', MONDAYS, []),
    ('kind = "låst"\nbody = "KS"\ndate = 2021-02-09', MONDAYS, ["KS has no meeting on 2021-02-09, which is decided"]),
    # status
    ('kind = "status"\nbody = "KS"\nstatus = "confirmed"', MONDAYS, []),
    (
        'kind = "status"\nbody = "KS"\nstatus = "confirmed"',
        "KS 2021-01-11 tentative, KS 2021-02-08 cancelled",
        ["KS 2021-01-11 is tentative, not confirmed"],
    ),
    # form
    (
        'kind = "form"\nbody = "KS"\nform = ["physical", "hybrid"]',
        "KS 2021-01-11 teams, KS 2021-02-08 hybrid, KS 2021-02-09",
        ["KS 2021-01-11 is held as “teams”, not as physical / hybrid"],
    ),
    (
        'kind = "form"\nplace = true',
        "KS 2021-01-11 physical, KS 2021-02-08 hybrid @Skövde, KS 2021-02-09 teams",
        ["KS 2021-01-11 is held in a room, but where is not known"],
    ),
    # milstolpe
    ('kind = "milstolpe"\nbody = "KS"\nperiod = "senast 30 juni"', MONDAYS, []),
    (
        'kind = "milstolpe"\nbody = "KS"\nperiod = "1 nov–30 nov"',
        MONDAYS,
        ["KS has 0 meetings from 2021-11-01 to 2021-11-30; at least 1 needed: t"],
    ),
    ('kind = "milstolpe"\nbody = "KS"\nperiod = "1 nov–30 nov"\nyears = "valår"', MONDAYS, []),
    (
        'kind = "milstolpe"\nbody = "KS"\nperiod = "1 nov–30 nov"\nyears = "valår"',
        MONDAYS.replace("2021", "2022"),
        ["KS has 0 meetings from 2022-11-01 to 2022-11-30; at least 1 needed: t"],
    ),
    # veckoförhållande
    (
        'kind = "veckoförhållande"\nbody = "AU"\nother = "KS"\nweeks = "inte samma vecka"',
        "AU 2021-03-02, KS 2021-03-08, AU 2021-03-09",
        ["AU 2021-03-09 is in the same week (v. 10) as KS 2021-03-08"],
    ),
    (
        'kind = "veckoförhållande"\nbody = "AU"\nother = "KS"\nweeks = "veckan före"',
        "AU 2021-03-02, KS 2021-03-08, AU 2021-03-09",
        ["AU 2021-03-09 (v. 10) is not in the week before a meeting of KS"],
    ),
    (
        'kind = "veckoförhållande"\nbody = "AU"\nother = "KS"\nweeks = "veckan efter"',
        "AU 2021-03-02, KS 2021-03-08, AU 2021-03-16",
        ["AU 2021-03-02 (v. 9) is not in the week after a meeting of KS"],
    ),
    (
        'kind = "veckoförhållande"\nbody = "AU"\nother = "KS"\nweeks = "samma vecka"',
        "AU 2021-03-02, KS 2020-03-08, AU 2021-03-16",
        ["no KS of 2021 is known, so AU 2021-03-02, 2021-03-16 cannot be judged"],
    ),
    # samma dag
    (
        'kind = "samma dag"\nbody = "SRO"\nother = "BHU"\nsame_day = "ska"',
        "SRO 2022-01-19, BHU 2022-01-19, SRO 2022-02-25, BHU 2022-02-24, SRO 2023-01-01",
        [
            "SRO 2022-02-25 is on no day of BHU",
            "no BHU of 2023 is known, so SRO 2023-01-01 cannot be judged",
        ],
    ),
    (
        'kind = "samma dag"\nbody = "KS"\nother = "KF"\nsame_day = "får inte"',
        "KS 2022-01-19, KF 2022-01-19",
        ["KS 2022-01-19 is on the same day as KF"],
    ),
    (
        'kind = "samma dag"\nbody = "KS"\nother = "KF"\nsame_day = "får"\nin_order = true',
        "KS 2022-01-19 13:00-15:00, KF 2022-01-19 18:00-20:00, KS 2022-02-19 19:00-20:00, KF 2022-02-19 18:00-20:00",
        ["KS 2022-02-19 should end before KF begins"],
    ),
    # delade ledamöter: overlaps, and too little time between where somebody has to travel
    (
        'kind = "delade ledamöter"\nbody = "SRO"\nother = "RS"\ntravel_minutes = 90',
        "SRO 2022-01-19 13:00-15:00 teams, RS 2022-01-19 14:00-16:00, SRO 2022-02-19 13:00-15:00 teams, "
        "RS 2022-02-19 16:15-17:00 physical, SRO 2022-03-19 13:00-15:00 teams, RS 2022-03-19 16:30-17:00 physical",
        [
            "SRO 13:00–15:00 and RS 14:00–16:00 overlap on 2022-01-19 and have members in common",
            "only 75 minutes between SRO 13:00–15:00 and RS 16:15–17:00 on 2022-02-19, "
            "and not both are held at a distance",
        ],
    ),
    # stopptid and efter mötet say nothing by themselves
    ('kind = "stopptid"\nbody = "KS"\nname = "handlingar"\nwhen = "en vecka före"', MONDAYS, []),
    ('kind = "efter mötet"\nbody = "KS"\nname = "justering"\nwhen = "14 dagar efter"', MONDAYS, []),
    ('kind = "flytt"\nbody = "KS"\nto = "efter"', MONDAYS, []),
]


@pytest.mark.parametrize(("keys", "lines", "expected"), CASES)
def test_what_a_rule_says(keys: str, lines: str, expected: list[str]) -> None:
    assert texts(keys, lines) == expected


def test_every_kind_has_a_case() -> None:
    assert {keys.split('"')[1] for keys, _lines, _said in CASES} == KINDS.keys() - {"kedja", "lov"}


MOVES = [  # where the meeting of Monday 6 June 2022, the national day, goes; the day it is on; whether that is right
    ("före", "2022-06-03", True),
    ("före", "2022-06-07", False),
    ("efter", "2022-06-07", True),
    ("efter", "2022-06-08", False),
    ("annan dag samma vecka", "2022-06-09", True),
    ("annan dag samma vecka", "2022-06-03", False),
    ("hoppa över", "2022-06-07", False),
]


@pytest.mark.parametrize(("to", "day", "right"), MOVES)
def test_moves(to: str, day: str, right: bool) -> None:
    rhythm, move = 'kind = "rytm"\nbody = "KS"\nrhythm = "måndagar"', f'kind = "flytt"\nbody = "KS"\nto = "{to}"'
    (problem,) = found(rules(rhythm, move)[0], Case(meetings(f"KS {day}")))
    assert (problem.code, problem.severity.value) == (
        ("rhythm-moved", "note") if right else ("rhythm-broken", "warning")
    )
    if not right:
        assert problem.text.endswith(
            f"Monday 6 June 2022 is Nationaldagen (National Day), but the meeting should be moved “{to}”"
        )


def test_a_move_of_another_body_is_not_about_this_one() -> None:
    rhythm, move = 'kind = "rytm"\nbody = "KS"\nrhythm = "måndagar"', 'kind = "flytt"\nbody = "KF"\nto = "före"'
    (problem,) = found(rules(rhythm, move)[0], Case(meetings("KS 2022-06-07")))
    assert problem.code == "rhythm-moved"


SPORTLOV = Break("Mark", Scope.KOMMUN, "Sportlov", date(2027, 2, 15), date(2027, 2, 19), "mark.se", date(2026, 11, 1))


def test_school_breaks_of_a_place() -> None:
    (rule,) = rules('kind = "lov"\nbody = "KS"\nplaces = ["Mark"]')
    case = Case(meetings("KS 2027-02-16, KS 2027-02-23, KS 2026-02-17"), local=Local(breaks=(SPORTLOV,)))
    assert [(str(p.date), p.code, p.text) for p in found(rule, case) if "Mark" in p.text] == [
        ("2026-02-17", "break-unknown", "KS: Sportlov (winter break) 2026 in Mark: unknown"),
        ("2027-02-16", "school-break", "KS: Sportlov (winter break), Mark"),
    ]


def test_validity_level_and_source() -> None:
    text = """[[rule]]
id = "fri"
kind = "fri period"
level = "krav"
text = "t"
source = "reglementet"
period = "mars"
valid_from = 2021-03-10
valid_until = 2021-03-20
"""
    (rule,) = parse_rules(TomlFile(text, "rules.toml"))
    told = found(rule, Case(meetings("KS 2021-03-09, KS 2021-03-10, KF 2021-03-20, KS 2021-03-21")))
    assert [(str(p.date), p.severity.value, p.source, p.meetings) for p in told] == [
        ("2021-03-10", "conflict", "fri (reglementet)", ("KS 2021-03-10",)),
        ("2021-03-20", "conflict", "fri (reglementet)", ("KF 2021-03-20",)),
    ]


some_meetings = st.lists(
    st.tuples(
        st.sampled_from(["KS", "KF", "AU"]),
        st.dates(date(2021, 1, 1), date(2022, 12, 31)),
        st.integers(8, 16),
        st.sampled_from([None, *Form]),
        st.sampled_from([Status.CONFIRMED, Status.TENTATIVE]),
    ),
    max_size=12,
    unique_by=lambda t: t[:2],
)
ALL = rules(
    *(keys for keys, _lines, _said in CASES),
    'kind = "kedja"\nfirst = "AU"\nthen = "KS"\nmin_days = 7',
    'kind = "kedja"\nfirst = "KS"\nthen = "KF"\nmin_days = 3\nmax_days = 30\neach = "first"',
)


def made(drawn: list[tuple[str, date, int, Form | None, Status]]) -> list[Meeting]:
    return [
        Meeting(body, day, time(start), time(start + 1), form=form, status=status, id=f"{body} {day}")
        for body, day, start, form, status in drawn
    ]


@given(some_meetings, st.randoms(use_true_random=False))
def test_the_order_of_input_never_matters(
    drawn: list[tuple[str, date, int, Form | None, Status]], random: Random
) -> None:
    given_meetings = made(drawn)
    expected = [found(rule, Case(given_meetings)) for rule in ALL]
    random.shuffle(given_meetings)
    assert [found(rule, Case(given_meetings)) for rule in ALL] == expected


NEVER_MENDED = ("hours", "form", "place-unknown", "status", "free-period", "klamdag", "weekday", "overlap", "travel")


@given(some_meetings, st.dates(date(2021, 1, 1), date(2022, 12, 31)), st.sampled_from(["KS", "KF", "AU", "X"]))
def test_another_meeting_removes_no_problem_of_others(
    drawn: list[tuple[str, date, int, Form | None, Status]], day: date, body: str
) -> None:
    """But for demands of more meetings, which it may meet: numbers, milestones, chains, days and weeks of others."""
    given_meetings = made(drawn)
    more = [*given_meetings, Meeting(body, day, time(9), time(10), id="another")]
    for rule in ALL:
        before = {p for p in found(rule, Case(given_meetings)) if p.code in NEVER_MENDED}
        assert before <= set(found(rule, Case(more)))
