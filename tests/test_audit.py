"""The audit of a whole schedule: clashes, days, chains, rhythms and what is left open."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.checking import clashes
from calendar_tool.checking.audit import audit
from calendar_tool.checking.clashes import same_people
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Form, Meeting, Source, Status, Unresolved
from calendar_tool.model.schedule import Schedule
from calendar_tool.model.series import Series
from calendar_tool.problem import Place, Problem, Severity
from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.pairs import overlap, pair_problems
from calendar_tool.rules.rule import Level, Rule

BODIES = Bodies([Body("KS", shares_members_with=("KF",)), Body("KF", full_name="Kommunfullmäktige"), Body("BN")])
TUESDAY = date(2021, 9, 14)  # an ordinary one


def meeting(
    body: str,
    hours: str = "",
    day: date = TUESDAY,
    form: Form | None = None,
    status: Status = Status.CONFIRMED,
    end_date: date | None = None,
    sources: tuple[Source, ...] = (),
) -> Meeting:
    start, _, end = hours.partition("-")
    return Meeting(
        body,
        day,
        time.fromisoformat(start) if start else None,
        time.fromisoformat(end) if end else None,
        end_date,
        form,
        status,
        sources=sources,
        id=f"{body} {day} {hours}".strip(),
    )


def chain(days: int) -> Chain:
    return Chain(id="c", level=Level.REGEL, text="t", source="s", first=("KS",), then=("KF",), min_days=days)


def found(*meetings: Meeting, rules: tuple[Rule, ...] = (), year: int | None = None) -> list[tuple[str, str]]:
    return [(p.severity.value, p.code) for p in audit(Schedule(meetings, BODIES), rules, year)]


# ---- clashes

ROOM = Form.PHYSICAL
CLASHES = [  # two meetings, (severity, code)
    (meeting("KS", "09:00-11:00"), meeting("KS", "10:00-12:00"), [("conflict", "overlap")]),
    (meeting("KS", "09:00-11:00"), meeting("KF", "10:59-12:00"), [("conflict", "overlap")]),
    (meeting("KF", "09:00-12:00"), meeting("KS", "10:00-11:00"), [("conflict", "overlap")]),
    (meeting("KS", "09:00-11:00"), meeting("KF", "11:00-12:00"), [("warning", "same-day")]),
    (meeting("KS", "09:00"), meeting("KF", "09:59-12:00"), [("conflict", "overlap")]),
    (meeting("KS", "09:00"), meeting("KF", "10:00-12:00"), [("warning", "same-day")]),
    (meeting("KS"), meeting("KF", "10:00-12:00"), [("warning", "same-day")]),
    (meeting("KS"), meeting("KS", "10:00-12:00"), [("warning", "same-day")]),
    (meeting("KS", "09:00-11:00"), meeting("BN", "10:00-12:00"), [("note", "same-time")]),
    (meeting("KS", "09:00-11:00"), meeting("BN", "11:00-12:00"), []),
    (meeting("KS"), meeting("BN"), []),
    (
        meeting("KS", "09:00-11:00", form=ROOM),
        meeting("KF", "11:59-13:00"),
        [("warning", "same-day"), ("warning", "travel")],
    ),
    (meeting("KS", "09:00-11:00", form=ROOM), meeting("KF", "12:00-13:00"), [("warning", "same-day")]),
    (
        meeting("KS", "09:00-11:00", form=Form.TEAMS),
        meeting("KF", "11:00-13:00", form=Form.HYBRID),
        [("warning", "same-day"), ("warning", "travel")],
    ),
    (meeting("KS", "09:00-11:00", form=Form.TEAMS), meeting("KF", "11:00-13:00"), [("warning", "same-day")]),
    (meeting("KS", "09:00-11:00"), meeting("KF", "09:00-11:00", TUESDAY + timedelta(1)), []),
    (meeting("KS", "09:00-11:00"), meeting("KS", "10:00-12:00", status=Status.CANCELLED), []),
    (
        meeting("KS", "12:00-12:00", end_date=TUESDAY + timedelta(1)),
        meeting("KF", "09:00-10:00", TUESDAY + timedelta(1)),
        [("conflict", "overlap")],
    ),
    (  # regression: an unknown end was taken to be an hour after the beginning on the first day
        meeting("KS", "09:00", end_date=TUESDAY + timedelta(1)),
        meeting("KF", "09:30-10:00", TUESDAY + timedelta(1)),
        [("conflict", "overlap")],
    ),
    (
        meeting("KS", end_date=TUESDAY + timedelta(2)),
        meeting("KF", "09:00-10:00", TUESDAY + timedelta(2)),
        [("warning", "same-day")],
    ),
    (
        meeting("KS", end_date=TUESDAY + timedelta(2)),
        meeting("KF", end_date=TUESDAY + timedelta(1)),
        [("warning", "same-day")],
    ),
    (
        meeting("BN", "12:00-12:00", end_date=TUESDAY + timedelta(1)),
        meeting("KF", "09:00-10:00", TUESDAY + timedelta(1)),
        [("note", "same-time")],
    ),
]


@pytest.mark.parametrize(("one", "other", "expected"), CLASHES)
def test_clashes(one: Meeting, other: Meeting, expected: list[tuple[str, str]]) -> None:
    assert found(one, other) == found(other, one) == expected


def test_a_clash_as_a_whole() -> None:
    ks = meeting("KS", "09:00-11:00", form=ROOM, sources=(Source("ks.txt", 3), Source("old.txt", 1)))
    kf = meeting("KF", "10:00", sources=(Source("kf.txt", 5),))
    bn = meeting("BN", "11:30-12:00")
    with locale.use("en"):
        found = audit(Schedule([ks, kf, bn], BODIES), ())
        late = audit(Schedule([ks, meeting("KF", "11:01-12:00")], BODIES), ())
    assert found == [
        Problem(
            "overlap",
            Severity.CONFLICT,
            "KS 09:00–11:00 and KF 10:00–? overlap on 2021-09-14 and have members in common",
            Place("ks.txt", 3),
            "ks.txt, old.txt, kf.txt",
            TUESDAY,
            (ks.id, kf.id),
        )
    ]
    assert [p.text for p in late] == [
        "KS 09:00–11:00 and KF 11:01–12:00 are both on 2021-09-14 and have members in common",
        "only 1 minute between KS 09:00–11:00 and KF 11:01–12:00 on 2021-09-14, "
        "and not both are known to be held at a distance",
    ]


def test_many_others_at_one_time_are_one_note() -> None:
    others = [Meeting(f"N{n}", TUESDAY, time(9), time(12), id=f"N{n}") for n in range(5)]
    with locale.use("en"):
        last = audit(Schedule([*others, meeting("KS", "10:00-11:00")], BODIES), ())[-1]
    assert last.text == (
        "N4 09:00–12:00 on 2021-09-14 is at the same time as N0 09:00–12:00, N1 09:00–12:00, N2 09:00–12:00 and 1 more"
    )
    (note,) = [p for p in audit(Schedule([*others, meeting("KS", "10:00-11:00")], BODIES), ()) if "KS" in p.text]
    assert note.meetings == ("KS 2021-09-14 10:00-11:00", "N0", "N1", "N2", "N3", "N4")


def share_members(one: str, other: str) -> bool:
    """Whether the one or the other of two bodies says so."""
    a, b = BODIES.find(one), BODIES.find(other)
    return any(
        bool(x and y and x != y) and any(BODIES.find(name) == y for name in x.shares_members_with)
        for x, y in ((a, b), (b, a))
    )


names = st.sampled_from(["KS", "KF", "Kommunfullmäktige", "BN", "unknown"])


@given(st.lists(names, unique=True))
def test_same_people_are_those_who_share_members_or_are_one_body(given_names: list[str]) -> None:
    people = same_people(given_names, BODIES)
    for one in given_names:
        one_body = BODIES.find(one)
        assert set(people[one]) == {
            other
            for other in given_names
            if one == other or share_members(one, other) or (one_body is not None and one_body == BODIES.find(other))
        }


@st.composite
def some_meeting(draw: st.DrawFn) -> Meeting:
    day = TUESDAY + timedelta(draw(st.integers(0, 2)))
    start = draw(st.one_of(st.none(), st.integers(8, 16)))
    length = draw(st.one_of(st.none(), st.integers(1, 3)))
    return Meeting(
        draw(st.sampled_from(["KS", "KF", "BN", "X"])),
        day,
        time(start) if start else None,
        time(start + length) if start and length else None,
        day + timedelta(1) if draw(st.integers(0, 5)) == 0 else None,
        draw(st.sampled_from([None, *Form])),
        draw(st.sampled_from([Status.CONFIRMED, Status.TENTATIVE, Status.CANCELLED])),
    )


def numbered(meetings: list[Meeting]) -> list[Meeting]:
    return [m.with_id(str(n)) for n, m in enumerate(meetings)]


some_meetings = st.lists(some_meeting(), max_size=8).map(numbered)


@given(some_meeting(), some_meeting())
def test_overlap_is_symmetric(one: Meeting, other: Meeting) -> None:
    assert overlap(one, other) == overlap(other, one)
    shown = [[(p.code, p.severity, p.text) for p in pair_problems(a, b)] for a, b in ((one, other), (other, one))]
    assert shown[0] == shown[1]


@given(some_meetings)
def test_the_sweep_finds_every_pair(meetings: list[Meeting]) -> None:
    """Against looking at all pairs, which is slow but plain."""
    standing = [m for m in meetings if m.status is not Status.CANCELLED]
    same, others = set(), set()
    for a, b in combinations(standing, 2):
        if a.body == b.body or share_members(a.body, b.body):
            same |= {(p.code, frozenset(p.meetings)) for p in pair_problems(a, b)}
        elif overlap(a, b):
            others.add(frozenset((a.id, b.id)))
    result = audit(Schedule(meetings, BODIES), ())
    clashes = [p for p in result if p.code in ("overlap", "same-day", "travel")]
    # Sorting ties of one body may swap a pair; two meetings clash in the same way either way round.
    assert {(p.code, frozenset(p.meetings)) for p in clashes} == same
    assert len(clashes) == len(same)
    noted = [(p.meetings[0], other) for p in result if p.code == "same-time" for other in p.meetings[1:]]
    assert {frozenset(pair) for pair in noted} == others
    assert len(noted) == len(others)


@given(some_meetings, st.randoms(use_true_random=False))
def test_the_order_of_input_never_matters(meetings: list[Meeting], random: Random) -> None:
    rules = (chain(1),)
    expected = audit(Schedule(meetings, BODIES), rules)
    random.shuffle(meetings)
    assert audit(Schedule(meetings, BODIES), rules) == expected


@given(some_meetings, some_meeting())
def test_another_meeting_removes_no_clash_of_others(meetings: list[Meeting], another: Meeting) -> None:
    def pairs(given_meetings: list[Meeting]) -> set[tuple[str, str, str]]:
        return {
            (p.code, *sorted((p.meetings[0], other)))
            for p in audit(Schedule(given_meetings, BODIES), ())
            for other in p.meetings[1:]
        }

    assert pairs(meetings) <= pairs([*meetings, another.with_id("another")])


# ---- days

DAYS = [
    ("2022-05-26", [("conflict", "holiday")]),
    ("2022-06-24", [("conflict", "eve")]),
    ("2022-05-28", [("conflict", "weekend")]),
    ("2022-07-12", [("conflict", "july")]),
    ("2022-05-27", [("warning", "klamdag")]),
    ("2022-05-25", [("warning", "half-day")]),
    ("2025-06-05", [("note", "half-day-unknown")]),
    ("2022-12-28", [("warning", "mellandag")]),
    ("2026-02-19", [("note", "school-break")]),
    ("2022-05-24", []),
    ("2061-05-24", [("note", "year-unknown")]),
]


@pytest.mark.parametrize(("day", "expected"), DAYS)
def test_days(day: str, expected: list[tuple[str, str]]) -> None:
    assert found(meeting("KS", day=date.fromisoformat(day))) == expected
    assert found(meeting("KS", day=date.fromisoformat(day), status=Status.CANCELLED)) == []


def test_every_day_of_a_long_meeting_is_judged() -> None:
    long = meeting("KS", day=date(2022, 5, 25), end_date=date(2022, 5, 27), sources=(Source("ks.txt", 3),))
    with locale.use("en"):
        found = audit(Schedule([long], BODIES), ())
    assert found == [
        Problem(code, severity, f"KS: {text}", Place("ks.txt", 3), source, day, (long.id,))
        for code, severity, text, source, day in [
            (
                "half-day",
                Severity.WARNING,
                "Dag före Kristi himmelsfärdsdag (day before Ascension Day)",
                "local agreement (AB has no central rule)",
                date(2022, 5, 25),
            ),
            (
                "holiday",
                Severity.CONFLICT,
                "Kristi himmelsfärdsdag (Ascension Day)",
                "lag (1989:253) 1 §",
                date(2022, 5, 26),
            ),
            (
                "klamdag",
                Severity.WARNING,
                "Klämdag (bridge day)",
                "convention: a working day between two work-free days",
                date(2022, 5, 27),
            ),
        ]
    ]


def test_a_year_without_known_days_says_so() -> None:
    with locale.use("en"):
        (note,) = audit(Schedule([meeting("KS", day=date(2061, 5, 24))]), ())
    assert note.text == "KS 2061-05-24 cannot be judged: the holidays are known for 1990–2060 only"


# ---- order, year


def test_by_date_then_by_weight_and_undated_last() -> None:
    open_date = Unresolved(Source("plan.txt", 9, "- sept"), "no day", year=2021)
    schedule = Schedule(
        [
            meeting("KS", "09:00-10:00", date(2021, 6, 25)),
            meeting("BN", "09:30-10:00", date(2021, 6, 25)),
            meeting("KF", day=date(2021, 5, 14)),
        ],
        BODIES,
        unresolved=[open_date],
    )
    assert [(str(p.date), p.code) for p in audit(schedule, ())] == [
        ("2021-05-14", "klamdag"),
        ("2021-06-25", "eve"),
        ("2021-06-25", "eve"),
        ("2021-06-25", "same-time"),
        ("None", "unresolved"),
    ]


def test_one_year_with_its_neighbours() -> None:
    new_year = meeting("KS", "09:00-09:00", date(2020, 12, 30), end_date=date(2021, 1, 4))
    first = meeting("KF", "08:00-10:00", date(2021, 1, 4))
    later = meeting("KF", "08:00-10:00", date(2022, 5, 30))
    meetings = (new_year, first, later)
    assert [p for p in found(*meetings, rules=(chain(10),), year=2021) if p[0] != "note"] == [
        ("conflict", "holiday"),
        ("conflict", "weekend"),
        ("conflict", "weekend"),
        ("conflict", "overlap"),
        ("warning", "chain-too-short"),
    ]
    assert found(*meetings, rules=(chain(10),), year=2022) == [("note", "chain-unknown")]
    assert found(*meetings, rules=(chain(10),), year=2023) == []


def test_one_year_has_its_own_series_and_open_dates() -> None:
    open_dates = [Unresolved(Source("plan.txt", n, ""), "", year=year) for n, year in ((1, 2021), (2, 2022), (3, None))]
    schedule = Schedule(weekly(6, 2), series=[WEEKLY], unresolved=open_dates)
    assert [(p.code, p.place and p.place.line) for p in audit(schedule, (), 2022)] == [
        ("unresolved", 2),
        ("unresolved", 3),
    ]
    assert [p.code for p in audit(schedule, (), 2021)] == ["rhythm", "unresolved", "unresolved"]


# ---- rhythms and open dates

WEEKLY = Series("BN", 1, date(2021, 8, 30), date(2021, 12, 31), Source("bn.txt", 4, "varje vecka"))


def weekly(count: int, every: int) -> list[Meeting]:
    return [meeting("BN", day=date(2021, 8, 31) + timedelta(weeks=every * n)) for n in range(count)]


def test_a_rhythm_that_is_not_kept() -> None:
    with locale.use("en"):
        found = audit(Schedule(weekly(4, 2), series=[WEEKLY]), ())
    assert found == [
        Problem(
            "rhythm",
            Severity.WARNING,
            "BN is announced to meet every week; from 2021-08-31 to 2021-10-12 that is 7 weeks, "
            "of which 4 hold a meeting; the 4 meetings there are come every second week",
            Place("bn.txt", 4),
            "bn.txt",
            None,
            tuple(m.id for m in weekly(4, 2)),
        )
    ]


KEPT = [  # weeks announced between, weeks of the meetings, kept
    (1, [0, 1, 2, 3, 4], True),
    (1, [0, 1, 2, 4], True),
    (1, [0, 1, 4], False),
    (1, [0, 1, 2], True),
    (1, [5], True),
    (1, [], True),
    (2, [0, 2, 4], True),
    (2, [0, 3, 6], False),
    (4, [0, 4, 8], True),
    (4, [0, 1, 2, 3, 4, 5, 6, 7, 8], False),
    (4, [0, 4, 5, 8], True),
]


@pytest.mark.parametrize(("every", "weeks", "kept"), KEPT)
def test_rhythm(every: int, weeks: list[int], kept: bool) -> None:
    series = Series("BN", every, WEEKLY.first, WEEKLY.last, WEEKLY.source)
    held = [meeting("BN", day=date(2021, 8, 31) + timedelta(weeks=n)) for n in weeks]
    result = [p.code for p in audit(Schedule(held, series=[series]), ()) if p.code == "rhythm"]
    assert result == ([] if kept else ["rhythm"])


INTERVALS = [
    (7, "every week"),
    (13, "every second week"),
    (15, "every second week"),
    (28, "every 4 weeks"),
    (10, "every 10 days"),
    (3, "every 3 days"),
]


@pytest.mark.parametrize(("gap", "words"), INTERVALS)
def test_intervals_in_words(gap: int, words: str) -> None:
    series = Series("BN", 8, date(2021, 1, 4), date(2021, 12, 31), WEEKLY.source)
    days = [date(2021, 1, 11) + timedelta(gap * n) for n in range(10)]
    with locale.use("en"):
        texts = [p.text for p in audit(Schedule([meeting("BN", day=d) for d in days], series=[series]), ())]
    assert [t for t in texts if "announced to meet every 8 weeks" in t and t.endswith(f" come {words}")]


def test_cancelled_meetings_keep_no_rhythm() -> None:
    held = [
        meeting("BN", day=m.date, status=Status.CANCELLED if n % 2 else Status.CONFIRMED)
        for n, m in enumerate(weekly(7, 1))
    ]
    assert [p.code for p in audit(Schedule(held, series=[WEEKLY]), ())] == ["rhythm"]


@pytest.mark.parametrize(
    ("month", "day", "dated"),
    [(9, 30, date(2021, 9, 30)), (9, 31, None), (9, None, None), (None, None, None)],
)
def test_an_open_date_is_a_note(month: int | None, day: int | None, dated: date | None) -> None:
    open_date = Unresolved(Source("plan.txt", 9, "- sept kl 14"), "no day", year=2021, month=month, day=day)
    with locale.use("en"):
        assert audit(Schedule(unresolved=[open_date]), ()) == [
            Problem(
                "unresolved",
                Severity.NOTE,
                "left open: “- sept kl 14” (no day)",
                Place("plan.txt", 9),
                "plan.txt",
                dated,
            )
        ]


# ---- size


def test_ten_times_the_meetings_are_about_ten_times_the_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at all pairs would be a hundred times; what that takes in time is in benchmarks/audit.py."""
    bodies = Bodies([Body(f"B{n}", shares_members_with=(f"B{n + 1}",)) for n in range(100)])
    seen = 0

    def counted(one: Meeting, other: Meeting) -> list[Problem]:
        nonlocal seen
        seen += 1
        return pair_problems(one, other)

    def pairs(count: int) -> int:
        nonlocal seen
        seen = 0
        meetings = [
            Meeting(f"B{n * 7 % 40}", date(1990, 1, 1) + timedelta(n // 20), time(8 + n % 8), id=str(n))
            for n in range(count)
        ]
        assert audit(Schedule(meetings, bodies), ())
        return seen

    monkeypatch.setattr(clashes, "pair_problems", counted)
    assert pairs(500) > 0
    assert pairs(5_000) < 20 * pairs(500)
