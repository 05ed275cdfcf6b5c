"""Other bodies' calendars in an audit, a check and suggestions: what is busy, and what is not known of them."""

from __future__ import annotations

from datetime import date, time

import pytest

from calendar_tool import locale
from calendar_tool.checking.audit import audit
from calendar_tool.checking.proposal import check_date
from calendar_tool.checking.suggestion import suggest
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Meeting, Status
from calendar_tool.model.schedule import Schedule

SRO, VVG = Body("SRO"), Body("VVG")
RS = Body("RS", shares_members_with=("*",), calendar="rs.ics")
BHU = Body("BHU", shares_members_with=("SRO",), calendar="bhu.ics")
KNOWN = {"RS": (date(2026, 1, 1), date(2027, 12, 31)), "BHU": (date(2026, 1, 1), date(2027, 12, 31))}


def busy(body: str, day: str, hours: str, status: Status = Status.CONFIRMED) -> Meeting:
    start, end = (time.fromisoformat(part) for part in hours.split("-"))
    return Meeting(body, date.fromisoformat(day), start, end, status=status, id=f"{body}@{day}")


def schedule(
    *own: Meeting, others: tuple[Meeting, ...] = (), known: dict[str, tuple[date, date]] | None = None
) -> Schedule:
    return Schedule(own, Bodies([SRO, VVG, RS, BHU]), others=others, known=KNOWN if known is None else known)


OTHERS = (
    busy("RS", "2027-04-13", "13:00-16:00"),
    busy("BHU", "2027-04-14", "09:00-12:00"),
    busy("RS", "2027-04-14", "10:00-11:00"),
)

AUDITS = [  # an own meeting, (code, what is said)
    (
        busy("SRO", "2027-04-13", "15:00-17:00"),
        [("overlap", "RS 13:00–16:00 and SRO 15:00–17:00 overlap on 2027-04-13 and have members in common")],
    ),
    (
        busy("VVG", "2027-04-13", "16:00-17:00"),
        [("same-day", "RS 13:00–16:00 and VVG 16:00–17:00 are both on 2027-04-13 and have members in common")],
    ),
    (
        busy("VVG", "2027-04-14", "08:00-10:00"),
        [("same-day", "VVG 08:00–10:00 and RS 10:00–11:00 are both on 2027-04-14 and have members in common")],
    ),
    (busy("VVG", "2027-04-15", "08:00-10:00"), []),
    (
        busy("SRO", "2028-04-25", "08:00-10:00"),
        [
            (
                "calendar-unknown",
                f"the calendar of {body} is known from 2026-01-01 to 2027-12-31 only: "
                "whether it is busy at 1 meeting of 2028 is not known",
            )
            for body in ("BHU", "RS")
        ],
    ),
]


@pytest.mark.parametrize(("own", "expected"), AUDITS)
def test_audit(own: Meeting, expected: list[tuple[str, str]]) -> None:
    with locale.use("en"):
        found = audit(schedule(own, others=OTHERS), ())
    assert [(p.code, p.text) for p in found] == expected


def test_others_alone_are_not_judged() -> None:
    holiday = busy("RS", "2027-12-25", "09:00-10:00")
    assert audit(schedule(others=(*OTHERS, holiday)), ()) == []


def test_a_check_respects_them() -> None:
    with locale.use("en"):
        answer = check_date(date(2027, 4, 13), time(15), time(17), SRO, schedule(others=OTHERS), ())
        asked = check_date(date(2027, 4, 13), None, None, None, schedule(others=OTHERS), ())
    assert (answer.verdict, [p.code for p in answer.problems]) == ("conflict", ["overlap"])
    assert [str(day) for day in answer.better] == ["2027-04-12", "2027-04-15", "2027-04-16"]
    assert [p.text for p in asked.problems] == ["RS 13:00–16:00 is on 2027-04-13 already"]


def test_what_is_not_known_is_said() -> None:
    with locale.use("en"):
        late = check_date(date(2028, 4, 25), None, None, SRO, schedule(), ())
        never = check_date(date(2027, 4, 20), None, None, VVG, schedule(known={}), ())
    window = "is known from 2026-01-01 to 2027-12-31 only"
    assert [p.text for p in late.problems] == [
        f"the calendar of {body} {window}: whether it is busy on 2028-04-25 is not known" for body in ("RS", "BHU")
    ]
    assert [p.text for p in never.problems] == [
        "the calendar of RS was never read: whether it is busy on 2027-04-20 is not known"
    ]
    assert late.verdict == never.verdict == "free"


def test_suggestions_respect_them() -> None:
    found = suggest(SRO, date(2027, 4, 13), date(2027, 4, 15), 9, (time(13), time(15)), schedule(others=OTHERS), ())
    assert [(str(s.day), s.verdict) for s in found] == [("2027-04-15", "free"), ("2027-04-14", "warning")]
