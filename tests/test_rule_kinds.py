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
    body, days, *more = line.split()
    day, _slash, last = days.partition("/")
    start = end = form = location = None
    status = Status.CONFIRMED
    for word in more:
        if ":" in word:
            start, end = (time.fromisoformat(part) for part in word.split("-"))
        elif word.startswith("@"):
            location = word[1:]
        else:
            form, status = FORMS.get(word, form), STATUSES.get(word, status)
    return Meeting(
        body,
        date.fromisoformat(day),
        start,
        end,
        date.fromisoformat(last) if last else None,
        form,
        status,
        location=location,
        id=line,
    )


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
    # antal: too many, and too few where meetings are known before and after
    ('kind = "antal"\nbody = "KS"\nmin = 4', MONDAYS, []),
    (
        'kind = "antal"\nbody = "KS"\nmin = 5',
        MONDAYS,
        ["so far KS has 4 meetings in 2021; there are to be at least 5 (more may not be known yet)"],
    ),
    (
        'kind = "antal"\nbody = "KS"\nmin = 6',
        f"{MONDAYS}, KS 2021-11-08",
        ["KS has 5 meetings in 2021; there are to be at least 6"],
    ),
    ('kind = "antal"\nbody = "KS"\nmax = 3', MONDAYS, ["KS has 4 meetings in 2021; there are to be at most 3"]),
    (
        'kind = "antal"\nbody = "KS"\nmin = 5',
        "KS 2021-01-11, KS 2021-11-08, KS 2021-12-13 cancelled",
        ["KS has 2 meetings in 2021; there are to be at least 5"],
    ),
    (
        'kind = "antal"\nmax = 3',
        MONDAYS + ", KF 2021-03-01",
        ["KS has 4 meetings in 2021; there are to be at most 3"],
    ),
    (
        'kind = "antal"\nbody = "KS"\nmin = 1\nper = "månad"\nbut = "juli–augusti"',
        ", ".join(f"KS 2021-{month:02}-01" for month in (1, 2, 3, 5, 6, 9, 10, 11, 12)),
        ["KS has no meeting in April 2021; there are to be at least 1"],
    ),
    (
        'kind = "antal"\nbody = "KS"\nmin = 1\nper = "kvartal"',
        "KS 2021-01-11, KS 2021-08-08",
        [
            "KS has no meeting in April–June 2021; there are to be at least 1",
            "so far KS has no meeting in October–December 2021; there are to be at least 1 (more may not be known yet)",
        ],
    ),
    (
        'kind = "antal"\nbody = "KS"\nmin = 2\nform = "physical"',
        "KS 2021-01-11 physical, KS 2021-02-08 teams, KS 2021-11-08 digital",
        ["KS (physical) has 1 meeting in 2021; there are to be at least 2"],
    ),
    ('kind = "antal"\nbody = "KS"\nmin = 2\nform = "digital"', "KS 2021-01-11 teams, KS 2021-11-08 digital", []),
    (
        'kind = "antal"\nbody = "KS"\nmin = 2\nform = "physical"',
        "KS 2021-01-11 physical, KS 2021-11-08",
        ["so far KS (physical) has 1 meeting in 2021; there are to be at least 2 (more may not be known yet)"],
    ),
    # rytm: the weekday, its number in the month, odd weeks, every n weeks
    ('kind = "rytm"\nbody = "KS"\nrhythm = "måndagar"', MONDAYS, []),
    (
        'kind = "rytm"\nbody = "KS"\nrhythm = "måndagar"',
        "KS 2021-03-09",
        [
            "KS 2021-03-09 does not keep “måndagar”: Monday 8 March 2021, the nearest such day without a meeting, "
            "is an ordinary one"
        ],
    ),
    ('kind = "rytm"\nbody = "KS"\nrhythm = "andra måndagen i månaden"', MONDAYS, []),
    (
        'kind = "rytm"\nbody = "KS"\nrhythm = "sista torsdagen i månaden"',
        "KS 2021-03-25, KS 2021-04-22",
        [
            "KS 2021-04-22 does not keep “sista torsdagen i månaden”: "
            "Thursday 29 April 2021, the nearest such day without a meeting, is an ordinary one"
        ],
    ),
    ('kind = "rytm"\nbody = "KS"\nrhythm = "var 4:e vecka"', "KS 2021-01-11, KS 2021-02-08, KS 2021-04-06", []),
    (
        'kind = "rytm"\nbody = "KS"\nrhythm = "måndagar udda veckor"',
        "KS 2021-01-11",
        [
            "KS 2021-01-11 does not keep “måndagar udda veckor”: "
            "Monday 4 January 2021, the nearest such day without a meeting, is an ordinary one"
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
    (  # several rhythms: each may do, the weeks of each are counted for itself, the nearest day is that of any
        'kind = "rytm"\nbody = "KS"\nrhythm = ["sista måndagen utom juni", "tredje måndagen i månaden i juni"]',
        "KS 2021-05-31, KS 2021-06-21, KS 2021-08-30",
        [],
    ),
    (
        'kind = "rytm"\nbody = "KS"\nrhythm = ["sista måndagen utom juni", "tredje måndagen i månaden i juni"]',
        "KS 2021-05-31, KS 2021-06-28, KS 2021-08-23",
        [
            "KS 2021-06-28 does not keep “sista måndagen i månaden utom juni; tredje måndagen i månaden i juni”: "
            "Monday 21 June 2021, the nearest such day without a meeting, is an ordinary one",
            "KS 2021-08-23 does not keep “sista måndagen i månaden utom juni; tredje måndagen i månaden i juni”: "
            "Monday 30 August 2021, the nearest such day without a meeting, is an ordinary one",
        ],
    ),
    (
        'kind = "rytm"\nbody = "KS"\nrhythm = ["måndagar varannan vecka i februari", "fredagar var 3:e vecka i mars"]',
        "KS 2021-02-01, KS 2021-03-05, KS 2021-03-26, KS 2021-03-08",
        [
            "KS 2021-03-08 does not keep “måndagar varannan vecka i februari; fredagar var 3:e vecka i mars”: "
            "Monday 15 February 2021, the nearest such day without a meeting, is an ordinary one"
        ],
    ),
    # årsrunda (test_year_round.py has the rest)
    (
        'kind = "årsrunda"\nbody = "KS"\ndays = ["måndag 11 januari", "måndag 8 februari", "10 maj"]',
        MONDAYS,
        ["KS 2021-03-08 is 28 days from Monday 8 February 2021, the nearest place in the round of the year"],
    ),
    # tid: only of the forms that it is about; unknown hours break nothing
    ('kind = "tid"\nbody = "KS"\nstart = "13:00"', "KS 2021-03-01 13:00-15:00, KS 2021-03-02", []),
    (
        'kind = "tid"\nbody = "KS"\nstart = "13:00"\nend = "15:00"\nform = "digital"',
        "KS 2021-03-01 09:00-12:00 teams, KS 2021-03-02 13:00-15:00 digital, KS 2021-03-03 09:00-12:00 physical",
        ["KS 2021-03-01 begins or ends at other hours: 09:00–12:00, not 13:00–15:00"],
    ),
    # fri period
    (
        'kind = "fri period"\nbody = "KS"\nperiod = "v. 28–32"',
        "KS 2021-07-11, KS 2021-07-12, KS 2021-08-15, KS 2021-08-16",
        ["KS: “v. 28–32” is to be free", "KS: “v. 28–32” is to be free"],
    ),
    # ej dag
    (
        'kind = "ej dag"\nbody = "KS"\ndays = ["klämdag", "fredag"]',
        "KS 2021-05-14, KS 2021-05-13, KS 2021-05-12, KF 2021-05-14",
        ["KS: Klämdag (bridge day)", "KS: it is a Friday"],
    ),
    (
        'kind = "ej dag"\nbody = "KS"\ndays = ["dag före helgdag"]',
        "KS 2025-06-05, KS 2025-06-04, KS 2025-05-28, KF 2025-06-05",
        [
            "KS: Dag före Kristi himmelsfärdsdag (day before Ascension Day)",
            "KS: Dag före nationaldagen (day before National Day)",
        ],
    ),
    # låst
    ('kind = "låst"\nbody = "KS"\ndate = 2021-02-08', MONDAYS, []),
    (
        'kind = "låst"\nbody = "KS"\ndate = 2021-02-09',
        MONDAYS,
        ["KS has no meeting on 2021-02-09, although it is decided"],
    ),
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
        ["KS 2021-01-11 is held as “Teams”, not as physical / hybrid", "how KS meets is not known: 2021-02-09"],
    ),
    (
        'kind = "form"\nplace = true',
        "KS 2021-01-11 physical, KS 2021-02-08 hybrid @Skövde, KS 2021-02-09 teams",
        ["KS 2021-01-11 is held in a room, but where is not known"],
    ),
    # milstolpe: sure where meetings are known before and after
    ('kind = "milstolpe"\nbody = "KS"\nperiod = "senast 30 juni"', MONDAYS, []),
    (
        'kind = "milstolpe"\nbody = "KS"\nperiod = "1 nov–30 nov"',
        f"{MONDAYS}, KS 2021-12-06",
        ["KS has no meeting from 2021-11-01 to 2021-11-30; at least 1 needed: t"],
    ),
    (
        'kind = "milstolpe"\nbody = "KS"\nperiod = "1 nov–30 nov"',
        MONDAYS,
        ["so far KS has no meeting from 2021-11-01 to 2021-11-30; at least 1 needed: t (more may not be known yet)"],
    ),
    ('kind = "milstolpe"\nbody = "KS"\nperiod = "1 nov–30 nov"\nyears = "valår"', MONDAYS, []),
    (
        'kind = "milstolpe"\nbody = "KS"\nperiod = "1 nov–30 nov"\nmin = 2\nyears = "valår"',
        "KS 2022-01-11, KS 2022-11-08, KS 2023-01-10",
        ["KS has 1 meeting from 2022-11-01 to 2022-11-30; at least 2 needed: t"],
    ),
    (  # week 1 of 2026 begins in 2025
        'kind = "milstolpe"\nbody = "KS"\nperiod = "v. 1–10"',
        "KS 2025-12-01, KS 2026-05-11",
        [
            "so far KS has no meeting from 2024-12-30 to 2025-03-09; at least 1 needed: t (more may not be known yet)",
            "KS has no meeting from 2025-12-29 to 2026-03-08; at least 1 needed: t",
        ],
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
    (  # meetings of several days
        'kind = "samma dag"\nbody = "SRO"\nother = "KS"\nsame_day = "ska"',
        "SRO 2022-01-19/2022-01-20, KS 2022-01-20, SRO 2022-02-19, KS 2022-02-18/2022-02-19",
        [],
    ),
    (
        'kind = "veckoförhållande"\nbody = "AU"\nother = "KS"\nweeks = "inte samma vecka"',
        "KS 2027-04-09/2027-04-12, AU 2027-04-13",
        ["AU 2027-04-13 is in the same week (v. 15) as KS 2027-04-09"],
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
            "and not both are known to be held at a distance",
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


MOVES = [  # where the meeting of Monday 6 June 2022, the national day, goes; the day it is on; what is said
    ("före", "2022-06-03", ""),
    ("före", "2022-06-07", "the meeting should be on the working day before"),
    ("efter", "2022-06-07", ""),
    ("efter", "2022-06-08", "the meeting should be on the working day after"),
    ("annan dag samma vecka", "2022-06-09", ""),
    ("annan dag samma vecka", "2022-06-03", "the meeting should be on another day of that week"),
    ("hoppa över", "2022-06-07", "there should be no meeting"),
]


@pytest.mark.parametrize(("to", "day", "said"), MOVES)
def test_moves(to: str, day: str, said: str) -> None:
    rhythm, move = 'kind = "rytm"\nbody = "KS"\nrhythm = "måndagar"', f'kind = "flytt"\nbody = "KS"\nto = "{to}"'
    told = [(p.code, p.severity.value, p.text) for p in found(rules(rhythm, move)[0], Case(meetings(f"KS {day}")))]
    text = f"KS {day} does not keep “måndagar”: Monday 6 June 2022 is Nationaldagen (National Day), so that {said}"
    assert told == ([("rhythm-broken", "warning", text)] if said else [])


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


IN_PLACE = [  # meetings about Wednesday 5 May 2027, the day before Ascension Day, which the rhythm wants; their codes
    ("KS 2027-05-04", {"2027-05-04": "rhythm-moved"}),
    ("KS 2027-05-04, KS 2027-05-12", {"2027-05-04": "rhythm-moved", "2027-05-12": "rhythm-broken"}),
    ("KS 2027-05-03, KS 2027-05-04", {"2027-05-03": "rhythm-broken", "2027-05-04": "rhythm-moved"}),
    ("KS 2027-05-04, KS 2027-05-06", {"2027-05-04": "rhythm-moved", "2027-05-06": "rhythm-broken"}),
    ("KS 2027-05-04, AU 2027-05-06", {"2027-05-04": "rhythm-moved", "2027-05-06": "rhythm-moved"}),
    ("KS 2027-05-04, KS 2027-05-05", {"2027-05-04": "rhythm-broken"}),
]


@pytest.mark.parametrize(("lines", "codes"), IN_PLACE)
def test_one_meeting_is_in_the_place_of_a_free_day(lines: str, codes: dict[str, str]) -> None:
    (rule,) = rules('kind = "rytm"\nbody = ["KS", "AU"]\nrhythm = "onsdagar jämna veckor"')
    told = found(rule, Case(meetings(lines)))
    assert {str(p.date): p.code for p in told} == codes
    said = [p.text for p in told if "there is" in p.text]
    assert all("in the place of Wednesday 5 May 2027 there is KS 2027-05-04" in text for text in said)
