"""One proposed date: the verdict, its reasons and the free dates near by."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.checking.proposal import Answer, check_date
from calendar_tool.checking.proposed import ProposedMeeting
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Form, Meeting, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import InputError, Problem, Severity
from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.rule import Level, Rule

KS, KF, BN = Body("KS", shares_members_with=("KF",)), Body("KF"), Body("BN")
BODIES = Bodies([KS, KF, BN])
CHAIN = Chain(
    id="bn-ks", level=Level.REGEL, text="BN före KS.", source="planen", first=("BN",), then=("KS",), min_days=10
)
DAY = timedelta(days=1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def meeting(body: str, on: str, hours: str = "", form: Form | None = None, end_date: str = "") -> Meeting:
    start, _, end = hours.partition("-")
    return Meeting(
        body,
        day(on),
        time.fromisoformat(start) if start else None,
        time.fromisoformat(end) if end else None,
        day(end_date) if end_date else None,
        form,
        id=f"{body} {on}",
    )


def check(on: str, body: Body | None, *meetings: Meeting, hours: str = "", rules: tuple[Rule, ...] = ()) -> Answer:
    asked = meeting("", on, hours)
    with locale.use("en"):
        return check_date(asked.date, asked.start, asked.end, body, Schedule(meetings, BODIES), rules)


def codes(answer: Answer) -> list[str]:
    return [p.code for p in answer.problems]


def better(answer: Answer) -> list[str]:
    return [d.isoformat() for d in answer.better]


# ---- days


def test_a_holiday_is_a_conflict_with_its_law() -> None:
    assert check("2022-05-26", None) == Answer(
        verdict="conflict",
        problems=(
            Problem(
                "holiday",
                Severity.CONFLICT,
                "Kristi himmelsfärdsdag (Ascension Day)",
                source="lag (1989:253) 1 §",
                date=day("2022-05-26"),
            ),
        ),
        better=(day("2022-05-24"), day("2022-05-23"), day("2022-05-30")),
    )


def test_a_klamdag_is_a_warning() -> None:
    answer = check("2022-05-27", Body("SRO"))
    assert (answer.verdict, codes(answer)) == ("warning", ["klamdag"])
    assert answer.problems[0].text == "SRO: Klämdag (bridge day)"
    assert better(answer) == ["2022-05-30", "2022-05-24", "2022-05-31"]


VERDICTS = [  # day, verdict, codes: the heaviest first
    ("2026-05-14", "conflict", ["holiday"]),
    ("2022-06-24", "conflict", ["eve"]),
    ("2022-07-16", "conflict", ["weekend", "july"]),
    ("2026-01-05", "warning", ["half-day", "klamdag"]),
    ("2026-02-19", "free", ["school-break"]),
    ("2022-05-24", "free", []),
]


@pytest.mark.parametrize(("on", "verdict", "expected"), VERDICTS)
@pytest.mark.parametrize("body", [None, KS])
def test_the_verdict_is_that_of_the_heaviest(on: str, verdict: str, expected: list[str], body: Body | None) -> None:
    answer = check(on, body)
    assert (answer.verdict, codes(answer)) == (verdict, expected)
    assert bool(answer.better) is (verdict != "free")


def test_without_a_body_the_meetings_of_the_day_are_notes() -> None:
    answer = check(
        "2022-05-24",
        None,
        meeting("BN", "2022-05-24", "13:00-15:00"),
        meeting("KS", "2022-05-23", end_date="2022-05-24"),
        Meeting("KF", day("2022-05-24"), status=Status.CANCELLED),
        meeting("KF", "2022-05-25"),
    )
    assert answer.verdict == "free"
    assert [(p.code, p.severity, p.text, p.meetings) for p in answer.problems] == [
        ("meeting", Severity.NOTE, "KS is on 2022-05-24 already", ("KS 2022-05-23",)),
        ("meeting", Severity.NOTE, "BN 13:00–15:00 is on 2022-05-24 already", ("BN 2022-05-24",)),
    ]


# ---- clashes

TUESDAY = "2021-09-14"
CLASHES = [  # body, hours, the meeting there is, codes
    (KF, "10:00-12:00", meeting("KS", TUESDAY, "11:00-13:00"), ["overlap"]),
    (KS, "10:00-12:00", meeting("KF", TUESDAY, "11:00-13:00"), ["overlap"]),
    (KF, "10:00-12:00", meeting("KS", TUESDAY, "12:00-13:00"), ["same-day"]),
    (KF, "10:00-12:00", meeting("KS", TUESDAY, "12:30-13:00", Form.PHYSICAL), ["same-day", "travel"]),
    (KF, "", meeting("KS", TUESDAY, "12:00-13:00"), ["same-day"]),
    (KF, "10:00-12:00", meeting("BN", TUESDAY, "11:00-13:00"), ["same-time"]),
    (KF, "10:00-12:00", meeting("BN", TUESDAY, "12:00-13:00"), []),
    (KF, "10:00-12:00", meeting("KS", "2021-09-13", "11:00-13:00"), []),
    (KF, "", meeting("KS", "2021-09-13", end_date="2021-09-15"), ["same-day"]),
    (KF, "10:00-12:00", Meeting("KS", day(TUESDAY), time(11), status=Status.CANCELLED), []),
    (Body("X", shares_members_with=("KS",)), "", meeting("KS", TUESDAY), ["same-day"]),
]


@pytest.mark.parametrize(("body", "hours", "there", "expected"), CLASHES)
def test_clashes(body: Body, hours: str, there: Meeting, expected: list[str]) -> None:
    assert codes(check(TUESDAY, body, there, hours=hours)) == expected


def test_a_meeting_on_that_very_day_is_the_one_judged() -> None:
    """Without hours, or with the hour that it begins at; a note says that it is there."""
    there = meeting("KS", TUESDAY, "10:00-12:00", Form.PHYSICAL)
    for hours in ("", "10:00-12:00", "10:00-13:00"):
        answer = check(TUESDAY, KS, there, hours=hours)
        assert (answer.verdict, [p.text for p in answer.problems]) == (
            "free",
            ["KS 10:00–12:00 is on 2021-09-14 already"],
        )
    other = meeting("KF", TUESDAY, "12:30-13:00")
    assert codes(check(TUESDAY, KS, there, other)) == ["same-day", "travel", "meeting"]


def test_a_meeting_without_hours_on_that_very_day_is_the_one_judged() -> None:
    answer = check(TUESDAY, KS, meeting("KS", TUESDAY), hours="10:00-12:00")
    assert (answer.verdict, codes(answer)) == ("free", ["meeting"])


SECOND = [  # hours, verdict, codes; KS is there 10-12
    ("11:00-13:00", "conflict", ["overlap"]),
    ("08:00-11:00", "conflict", ["overlap"]),
    ("08:00-09:00", "warning", ["same-day"]),
    ("12:00-13:00", "warning", ["same-day"]),
]


@pytest.mark.parametrize(("hours", "verdict", "expected"), SECOND)
def test_at_another_hour_a_second_meeting_is_judged(hours: str, verdict: str, expected: list[str]) -> None:
    """Regression: it was taken for the meeting there is, moved, and found to be fine."""
    answer = check(TUESDAY, KS, meeting("KS", TUESDAY, "10:00-12:00"), hours=hours)
    assert (answer.verdict, codes(answer)) == (verdict, expected)


def test_of_two_meetings_that_day_the_one_at_the_hour_is_judged() -> None:
    two = (meeting("KS", TUESDAY, "10:00-12:00"), meeting("KS", TUESDAY, "14:00-15:00"))
    assert [p.text for p in check(TUESDAY, KS, *two, hours="14:00-14:30").problems] == [
        "KS 10:00–12:00 and KS 14:00–14:30 are both on 2021-09-14",
        "KS 14:00–15:00 is on 2021-09-14 already",
    ]


def test_a_day_within_a_long_meeting_of_the_body_is_taken() -> None:
    assert codes(check(TUESDAY, KS, meeting("KS", "2021-09-13", end_date="2021-09-15"))) == ["same-day"]


@pytest.mark.parametrize(("start", "end"), [(None, time(9)), (time(9), time(9)), (time(10), time(9))])
def test_hours_that_make_no_meeting(start: time | None, end: time) -> None:
    with pytest.raises(InputError) as error:
        check_date(day(TUESDAY), start, end, KS, Schedule(), ())
    assert [p.code for p in error.value.problems] == ["hours"]


def test_a_year_whose_days_are_not_known() -> None:
    with pytest.raises(InputError) as error:
        check_date(date(2061, 1, 10), None, None, None, Schedule(), ())
    assert [p.code for p in error.value.problems] == ["year-unknown"]


def test_better_dates_stay_in_the_years_that_are_known() -> None:
    assert check("2060-12-31", None).better[0] == day("2060-12-22")
    assert check("1990-01-01", None).better[0] == day("1990-01-02")


# ---- chains

CHAINS = [  # body, day, the meetings there are, (code, date of the meeting that the problem is of)
    (KS, "2021-09-14", "BN 2021-09-03", []),
    (KS, "2021-09-14", "BN 2021-09-07", [("chain-too-short", "2021-09-14")]),
    (KS, "2021-09-14", "BN 2021-10-07", [("chain-unknown-before", "2021-09-14")]),
    (KS, "2021-09-14", "", [("chain-unknown", "2021-09-14")]),
    (KS, "2021-09-14", "BN 2021-09-02 KS 2021-09-28", [("chain-missing", "2021-09-28")]),
    (KS, "2021-09-14", "BN 2021-09-02 BN 2021-09-16 KS 2021-09-28", []),
    (KS, "2021-09-14", "KS 2021-02-02 KS 2021-03-02 BN 2021-09-02", []),
    (BN, "2021-09-14", "KS 2021-09-28", []),
    (BN, "2021-09-14", "KS 2021-09-21", [("chain-too-short", "2021-09-21")]),
    (BN, "2021-09-14", "BN 2021-09-02 KS 2021-09-21", []),
    (BN, "2021-09-14", "KS 2021-02-02 KS 2021-03-02 KS 2021-09-28", []),
    (BN, "2021-09-14", "BN 2021-09-14 KS 2021-09-21", [("chain-too-short", "2021-09-21"), ("meeting", "2021-09-14")]),
    (KF, "2021-09-14", "BN 2021-09-07", []),
]


@pytest.mark.parametrize(("body", "on", "there", "expected"), CHAINS)
def test_chains(body: Body, on: str, there: str, expected: list[tuple[str, str]]) -> None:
    words = there.split()
    meetings = [meeting(name, when) for name, when in zip(words[::2], words[1::2], strict=True)]
    answer = check(on, body, *meetings, rules=(CHAIN,))
    assert [(p.code, str(p.date)) for p in answer.problems] == expected


def test_better_dates_keep_the_chain() -> None:
    there = (meeting("BN", "2021-11-18"), meeting("KS", "2021-11-19"))
    assert better(check("2021-11-18", BN, *there, rules=(CHAIN,))) == [
        "2021-11-09",
        "2021-11-08",
        "2021-11-04",
    ]
    assert better(check("2021-11-19", KS, *there, rules=(CHAIN,))) == [
        "2021-11-29",
        "2021-11-30",
        "2021-12-01",
    ]


def test_moving_a_meeting_away_must_not_break_the_chain_it_kept() -> None:
    """BN helps KS on 24 May only on 13 May (a holiday), on 14 May (a klämdag) and where it is too late for 12 May."""
    there = ("BN 2021-04-20", "KS 2021-05-12", "BN 2021-05-14", "KS 2021-05-24")
    answer = check("2021-05-14", BN, *(meeting(*words.split()) for words in there), rules=(CHAIN,))
    assert codes(answer) == ["klamdag", "meeting"]
    assert better(answer) == ["2021-05-11", "2021-05-10", "2021-05-07"]


def test_a_meeting_that_stays_ahead_of_the_same_one_breaks_its_chain_once() -> None:
    there = Schedule([meeting("BN", "2021-09-02"), meeting("KS", "2021-09-14")], BODIES)
    moved = ProposedMeeting(day("2021-09-02"), None, None, BN, there, (CHAIN,)).problems(day("2021-09-07"))
    assert [p.code for p in moved] == ["chain-too-short"]


# ---- better dates


def test_nearest_first_and_later_before_earlier() -> None:
    assert better(check("2021-09-18", BN)) == ["2021-09-17", "2021-09-20", "2021-09-16"]
    there = meeting("KS", "2021-09-15")
    assert better(check("2021-09-15", KF, there)) == ["2021-09-16", "2021-09-14", "2021-09-17"]


def test_of_two_as_near_the_usual_weekday() -> None:
    tuesdays = [meeting("KF", f"2021-{month:02}-{on:02}") for month, on in ((3, 9), (4, 13), (5, 11))]
    there = meeting("KS", "2021-09-15")
    assert better(check("2021-09-15", KF, there, *tuesdays)) == ["2021-09-14", "2021-09-16", "2021-09-17"]


def test_of_two_as_near_the_one_without_school_break() -> None:
    """Week 44 begins on Monday 1 November; the usual weekday is a Monday and weighs less."""
    there = [meeting("KS", "2021-10-29"), meeting("KS", "2021-10-30"), meeting("KS", "2021-10-31")]
    mondays = [meeting("KF", f"2021-{month:02}-{on:02}") for month, on in ((3, 8), (4, 12), (5, 10))]
    answer = check("2021-10-30", KF, *there, *mondays)
    assert better(answer) == ["2021-10-28", "2021-11-01", "2021-10-27"]


def test_a_day_on_which_the_body_meets_is_no_better_date() -> None:
    there = [meeting("BN", "2021-09-17"), meeting("BN", "2021-09-20", end_date="2021-09-21")]
    assert better(check("2021-09-18", BN, *there)) == ["2021-09-16", "2021-09-15", "2021-09-22"]


def test_there_may_be_no_better_date() -> None:
    every_day = [Meeting("KS", day(TUESDAY) + n * DAY, id=str(n)) for n in range(-43, 44)]
    assert better(check(TUESDAY, KF, *every_day)) == []
    one_left = [m for m in every_day if m.date != day("2021-10-12")]
    assert better(check(TUESDAY, KF, *one_left)) == ["2021-10-12"]


days = st.dates(date(2021, 1, 1), date(2022, 12, 31))
existing = st.lists(st.tuples(st.sampled_from(["KS", "KF", "BN"]), days), max_size=12, unique=True)


@given(days, st.sampled_from([None, KS, KF, BN]), existing)
def test_better_dates_are_free_and_ordered(on: date, body: Body | None, there: list[tuple[str, date]]) -> None:
    schedule = Schedule([Meeting(name, when, id=f"{name} {when}") for name, when in there], BODIES)
    # A meeting that is moved is not there any more when its new date is checked.
    moved = Schedule([m for m in schedule if not (body and m.body == body.name and m.date == on)], BODIES)
    answer = check_date(on, None, None, body, schedule, (CHAIN,))
    assert (answer.verdict == "free") == all(p.severity is Severity.NOTE for p in answer.problems)
    assert len(answer.better) <= 3
    assert not (answer.better and (answer.verdict, answer.better_verdict) in (("free", "free"), ("free", "warning")))
    assert answer.better_verdict != "conflict"
    distances = [abs(d - on) for d in answer.better]
    assert distances == sorted(distances)
    for d in answer.better:
        assert check_date(d, None, None, body, moved, (CHAIN,)).verdict == answer.better_verdict


@given(days, st.sampled_from([KS, KF, BN]), existing, st.randoms(use_true_random=False))
def test_the_order_of_input_never_matters(on: date, body: Body, there: list[tuple[str, date]], random: Random) -> None:
    meetings = [Meeting(name, when, id=f"{name} {when}") for name, when in there]
    expected = check_date(on, None, None, body, Schedule(meetings, BODIES), (CHAIN,))
    random.shuffle(meetings)
    assert check_date(on, None, None, body, Schedule(meetings, BODIES), (CHAIN,)) == expected


def test_nothing_heavy_is_imported() -> None:
    """`check` has to answer at once."""
    heavy = ("holidays", "icalendar", "tomlkit", "dateutil", "zoneinfo", "filelock", "csv", "logging")
    code = (
        "import sys; from datetime import date; import calendar_tool.rules.language\n"
        "from calendar_tool.checking.proposal import check_date; from calendar_tool.model.schedule import Schedule\n"
        "check_date(date(2022, 5, 26), None, None, None, Schedule(), ())\n"
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
