"""store/reconcile: what documents make of what is kept.

A document is written a line a meeting: "VVG 01-18 9-12 teams", with cancelled, tentative or held; the whole line is
also the words of its source, unless other words follow upon a bar: "VVG 01-18 9-12 | 18 jan". "? VVG 09 14-15:30" is an
open fragment, "~ VVG 2 01-01 06-30" a series, "+ VVG 01-18" an implied meeting. Dates are in 2021 unless they begin
with a year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.model.body import Bodies, Body, slug
from calendar_tool.model.meeting import Form, Kind, Meeting, Source, Status, Unresolved
from calendar_tool.model.reading import Reading
from calendar_tool.model.schedule import Schedule
from calendar_tool.model.series import Series
from calendar_tool.store import naming
from calendar_tool.store.comparing import compare, read_schedule, with_the_same_names
from calendar_tool.store.history import edited as edited_parts
from calendar_tool.store.merging import stated
from calendar_tool.store.pairing import least_total, move_cost, move_distance, moves
from calendar_tool.store.reconcile import Change, What, cancel, reconcile

KNOWN = Bodies([Body("VVG"), Body("SRO")])


@pytest.fixture(autouse=True)
def _english():
    with locale.use("en"):
        yield


# --- the notation


def day(text: str) -> date:
    return date.fromisoformat(text if len(text) == 10 else f"2021-{text}")


def clock(text: str) -> time:
    hour, _colon, minute = text.partition(":")
    return time(int(hour), int(minute or 0))


def span(words: list[str]) -> list[time | None]:
    hours = next((w for w in words if re.fullmatch(r"[0-9:]+-([0-9:]+)?", w)), "")
    return [clock(part) if part else None for part in (*hours.split("-"), "")][:2]


def meeting(line: str, source: Source | None = None) -> Meeting:
    body, when, *words = line.split()
    start, end = span(words)
    first, _dots, last = when.partition("..")
    return Meeting(
        body.replace("_", " "),
        day(first),
        start,
        end,
        day(last) if last else None,
        next((f for f in Form if f in words), None),
        next((s for s in Status if s in words), Status.CONFIRMED),
        Kind.HELD if "held" in words else Kind.SCHEDULED,
        next((w[1:] for w in words if w.startswith("@")), None),
        ("tills vidare",) if "tv" in words else (),
        (source,) if source else (),
    )


def document(name: str, *lines: str, at: int = 1) -> Reading:
    """A reading; `at` is the number of its first line."""
    meetings, implied, series, fragments = [], [], [], []
    for number, line in enumerate(lines, at):
        line, _bar, said = line.partition(" | ")
        source = Source(name, number, said or line)
        if line.startswith("?"):
            body, month, *words = line.split()[1:]
            start, end = span(words)
            year, in_month = (None, None) if month == "-" else (2021, int(month))
            form = next((f for f in Form if f in words), None)
            known = None if body == "-" else body.replace("_", " ")
            fragments.append(Unresolved(source, "no day", known, year, in_month, None, start, end, form))
        elif line.startswith("~"):
            body, weeks, first, last = line.split()[1:]
            series.append(Series(body, int(weeks), day(first), day(last), source))
        elif line.startswith("+"):
            implied.append(meeting(line[1:], source))
        else:
            meetings.append(meeting(line, source))
    return Reading(name, tuple(meetings), tuple(implied), tuple(series), tuple(fragments))


def show_meeting(m: Meeting | None) -> str:
    if m is None:
        return "-"
    hours = f"{m.start:%H:%M}-{f'{m.end:%H:%M}' if m.end else ''}" if m.start else ""
    words = [
        m.body,
        m.date.isoformat().removeprefix("2021-") + (f"..{m.end_date:%m-%d}" if m.end_date else ""),
        hours,
        m.form or "",
        "" if m.status is Status.CONFIRMED else m.status,
        "held" if m.kind is Kind.HELD else "",
        f"@{m.location}" if m.location else "",
        "tv" if m.conditions else "",
    ]
    return " ".join(w for w in words if w)


def place(source: Source) -> str:
    return f"{source.document}:{source.line}"


def show(schedule: Schedule) -> list[str]:
    """Every meeting with the number of its id and its sources, every series, every fragment."""
    return [
        *(f"{m.id.removeprefix('vvg-2021-')} {show_meeting(m)} [{' '.join(map(place, m.sources))}]" for m in schedule),
        *(f"~ {s.body} {s.every_weeks} {place(s.source)}" for s in schedule.series),
        *(f"? {u.body or '-'} {place(u.source)} {u.source.text}" for u in schedule.unresolved),
    ]


def show_changes(changes: Sequence[Change]) -> list[str]:
    """Like "new 01-18", "moved 01-18 > 01-19", with the note."""
    shown = []
    for c in changes:
        before, after = (show_meeting(m).removeprefix(f"{c.body} ") for m in (c.before, c.after))
        what = f"{before} > {after}" if before not in ("-", after) else after
        shown.append(f"{c.kind} {what}" + (f" ({c.note})" if c.note else ""))
    return shown


def bring(*steps: Reading | Sequence[Reading], stored: Schedule | None = None, taken: Sequence[str] = ()):
    """Imports one step after the other; out comes the last reconciliation."""
    schedule = Schedule(bodies=KNOWN) if stored is None else stored
    for step in steps:
        result = reconcile(schedule, [step] if isinstance(step, Reading) else step, taken)
        schedule = result.schedule
    return result


# --- what becomes of a meeting

TWO = ("VVG 01-18 9-12", "VVG 02-15 9-12")
CASES = [
    (
        "new ones are numbered in order of time",
        [document("a", *reversed(TWO))],
        ["01 VVG 01-18 09:00-12:00 [a:2]", "02 VVG 02-15 09:00-12:00 [a:1]"],
        ["new 01-18 09:00-12:00", "new 02-15 09:00-12:00"],
    ),
    (
        "the same document says nothing new",
        [document("a", *TWO), document("a", *TWO)],
        ["01 VVG 01-18 09:00-12:00 [a:1]", "02 VVG 02-15 09:00-12:00 [a:2]"],
        ["same 01-18 09:00-12:00", "same 02-15 09:00-12:00"],
    ),
    (
        "its lines may shift",
        [document("a", *TWO), document("a", *TWO, at=7)],
        ["01 VVG 01-18 09:00-12:00 [a:7]", "02 VVG 02-15 09:00-12:00 [a:8]"],
        ["same 01-18 09:00-12:00", "same 02-15 09:00-12:00"],
    ),
    (
        "two documents, one meeting, two sources",
        [document("a", "VVG 2020-12-11 9-12"), document("b", "VVG 2020-12-11 9-12")],
        ["vvg-2020-01 VVG 2020-12-11 09:00-12:00 [a:1 b:1]"],
        ["same 2020-12-11 09:00-12:00"],
    ),
    (
        "a document that states a meeting twice",
        [document("a", "VVG 01-18", "VVG 01-18 9-12", "VVG 01-18 teams")],
        ["01 VVG 01-18 09:00-12:00 teams [a:2 a:1 a:3]"],
        ["new 01-18 09:00-12:00 teams"],
    ),
    (
        "what is lacking is filled in",
        [document("a", "VVG 01-18"), document("b", "VVG 01-18 9-12 teams @A tv")],
        ["01 VVG 01-18 09:00-12:00 teams @A tv [a:1 b:1]"],
        ["changed 01-18 > 01-18 09:00-12:00 teams @A tv"],
    ),
    (
        "and what is there stays",
        [document("b", "VVG 01-18 9-12 teams @A tv"), document("a", "VVG 01-18")],
        ["01 VVG 01-18 09:00-12:00 teams @A tv [b:1 a:1]"],
        ["same 01-18 09:00-12:00 teams @A tv"],
    ),
    (
        "an end goes with its start",
        [document("a", "VVG 01-18 9-12"), document("b", "VVG 01-18 10-")],
        ["01 VVG 01-18 10:00- [a:1 b:1]"],
        ["changed 01-18 09:00-12:00 > 01-18 10:00-"],
    ),
    (
        "an end for the same start",
        [document("a", "VVG 01-18 9-12"), document("b", "VVG 01-18 9-")],
        ["01 VVG 01-18 09:00-12:00 [a:1 b:1]"],
        ["same 01-18 09:00-12:00"],
    ),
    (
        "several days",
        [document("a", "VVG 01-18 9-12"), document("b", "VVG 01-18..01-19")],
        ["01 VVG 01-18..01-19 09:00-12:00 [a:1 b:1]"],
        ["changed 01-18 09:00-12:00 > 01-18..01-19 09:00-12:00"],
    ),
    (
        "another document says otherwise",
        [document("b", "VVG 01-18 9-12 teams"), document("a", "VVG 01-18 9-11 physical")],
        ["01 VVG 01-18 09:00-11:00 physical [b:1 a:1]"],
        ["changed 01-18 09:00-12:00 teams > 01-18 09:00-11:00 physical"],
    ),
    (
        "the document itself says otherwise now",
        [document("a", "VVG 01-18 9-12"), document("a", "VVG 01-18 9-11")],
        ["01 VVG 01-18 09:00-11:00 [a:1]"],
        ["changed 01-18 09:00-12:00 > 01-18 09:00-11:00"],
    ),
    (
        "tentative becomes confirmed",
        [document("a", "VVG 01-18 tentative"), document("b", "VVG 01-18")],
        ["01 VVG 01-18 [a:1 b:1]"],
        ["changed 01-18 tentative > 01-18"],
    ),
    (
        "cancelled by a later document",
        [document("a", "VVG 01-18"), document("b", "VVG 01-18 cancelled")],
        ["01 VVG 01-18 cancelled [a:1 b:1]"],
        ["changed 01-18 > 01-18 cancelled"],
    ),
    (
        "a plan does not undo it",
        [document("a", "VVG 01-18 cancelled"), document("b", "VVG 01-18 9-12")],
        ["01 VVG 01-18 cancelled [a:1]"],
        ["disagree 01-18 cancelled (b:1: VVG 01-18 9-12)"],
    ),
    (
        "what was held is confirmed",
        [document("a", "VVG 01-18 held tentative")],
        ["01 VVG 01-18 held [a:1]"],
        ["new 01-18 held"],
    ),
    (
        "minutes do",
        [document("a", "VVG 01-18 9-12 cancelled"), document("b", "VVG 01-18 9-11 held")],
        ["01 VVG 01-18 09:00-11:00 held [a:1 b:1]"],
        ["changed 01-18 09:00-12:00 cancelled > 01-18 09:00-11:00 held"],
    ),
    (
        "a plan after the minutes",
        [document("b", "VVG 01-18 9-11 held"), document("a", "VVG 01-18 9-12 @A tentative")],
        ["01 VVG 01-18 09:00-11:00 held @A [b:1 a:1]"],
        [
            "changed 01-18 09:00-11:00 held > 01-18 09:00-11:00 held @A",
            "disagree 01-18 09:00-11:00 held > 01-18 09:00-11:00 held @A (a:1: VVG 01-18 9-12 @A tentative)",
        ],
    ),
    (
        "two on a day, the nearest start",
        [document("a", "VVG 01-18 9-10", "VVG 01-18 13-14"), document("b", "VVG 01-18 12-14")],
        ["01 VVG 01-18 09:00-10:00 [a:1]", "02 VVG 01-18 12:00-14:00 [a:2 b:1]"],
        ["changed 01-18 13:00-14:00 > 01-18 12:00-14:00"],
    ),
    (
        "one on a day and then two",
        [document("a", "VVG 01-18 13-14"), document("b", "VVG 01-18 9-10", "VVG 01-18 13-15")],
        ["02 VVG 01-18 09:00-10:00 [b:1]", "01 VVG 01-18 13:00-15:00 [a:1 b:2]"],
        ["new 01-18 09:00-10:00", "changed 01-18 13:00-14:00 > 01-18 13:00-15:00"],
    ),
    (
        "bodies are apart",
        [document("a", "VVG 01-18"), document("b", "SRO 01-18")],
        ["sro-2021-01 SRO 01-18 [b:1]", "01 VVG 01-18 [a:1]"],
        ["new 01-18"],
    ),
    (
        "implied days are meetings",
        [document("a", "+ VVG 01-18"), document("b", "VVG 01-18 9-12")],
        ["01 VVG 01-18 09:00-12:00 [a:1 b:1]"],
        ["changed 01-18 > 01-18 09:00-12:00"],
    ),
    (
        "a rhythm is kept once",
        [document("a", "~ VVG 2 01-01 06-30"), document("b", "~ VVG 2 01-01 06-30", "~ VVG 1 01-01 06-30")],
        ["~ VVG 2 a:1", "~ VVG 1 b:2"],
        ["rhythm - (b:2: ~ VVG 1 01-01 06-30)"],
    ),
    (
        "the line of a rhythm shifts",
        [document("a", "~ VVG 2 01-01 06-30"), document("a", "~ VVG 2 01-01 06-30", at=5)],
        ["~ VVG 2 a:5"],
        [],
    ),
]

MOVES = [
    (
        "moved",
        [
            document("a", "VVG 01-18 9-12", "VVG 02-15", "VVG 03-15"),
            document("b", "VVG 01-18", "VVG 02-22", "VVG 03-15"),
        ],
        ["01 VVG 01-18 09:00-12:00 [a:1 b:1]", "02 VVG 02-22 [a:2 b:2]", "03 VVG 03-15 [a:3 b:3]"],
        ["same 01-18 09:00-12:00", "moved 02-15 > 02-22", "same 03-15"],
    ),
    (
        "a newer edition of the same document moves too",
        [
            document("a", "VVG 01-18", "VVG 02-15 9-12", "VVG 03-15"),
            document("a", "VVG 01-18", "VVG 02-22 10-12", "VVG 03-15"),
        ],
        ["01 VVG 01-18 [a:1]", "02 VVG 02-22 10:00-12:00 [a:2]", "03 VVG 03-15 [a:3]"],
        ["same 01-18", "moved 02-15 09:00-12:00 > 02-22 10:00-12:00", "same 03-15"],
    ),
    (
        "the last day does not stay behind",
        [
            document("a", "VVG 01-18", "VVG 02-15..02-16 13-11", "VVG 03-15"),
            document("b", "VVG 01-18", "VVG 02-17", "VVG 03-15"),
        ],
        ["01 VVG 01-18 [a:1 b:1]", "02 VVG 02-17 13:00- [a:2 b:2]", "03 VVG 03-15 [a:3 b:3]"],
        ["same 01-18", "moved 02-15..02-16 13:00-11:00 > 02-17 13:00-", "same 03-15"],
    ),
    (
        "least total distance",
        [
            document("a", "VVG 03-01", "VVG 03-10", "VVG 03-14", "VVG 03-31"),
            document("b", "VVG 03-01", "VVG 03-12", "VVG 03-20", "VVG 03-31"),
        ],
        ["01 VVG 03-01 [a:1 b:1]", "02 VVG 03-12 [a:2 b:2]", "03 VVG 03-20 [a:3 b:3]", "04 VVG 03-31 [a:4 b:4]"],
        ["same 03-01", "moved 03-10 > 03-12", "moved 03-14 > 03-20", "same 03-31"],
    ),
    (
        "hours tell which was moved where",
        [
            document("a", "VVG 03-01", "VVG 03-08 9-12", "VVG 03-15 13-15", "VVG 04-26"),
            document("b", "VVG 03-01", "VVG 03-22 13-15", "VVG 03-29 9-12", "VVG 04-26"),
        ],
        [
            "01 VVG 03-01 [a:1 b:1]",
            "03 VVG 03-22 13:00-15:00 [a:3 b:2]",
            "02 VVG 03-29 09:00-12:00 [a:2 b:3]",
            "04 VVG 04-26 [a:4 b:4]",
        ],
        [
            "same 03-01",
            "moved 03-15 13:00-15:00 > 03-22 13:00-15:00",
            "moved 03-08 09:00-12:00 > 03-29 09:00-12:00",
            "same 04-26",
        ],
    ),
    (
        "rather a week to the same weekday than five days to another",
        [
            document("a", "VVG 03-01", "VVG 03-10", "VVG 03-31"),
            document("b", "VVG 03-01", "VVG 03-05", "VVG 03-17", "VVG 03-31"),
        ],
        ["01 VVG 03-01 [a:1 b:1]", "04 VVG 03-05 [b:2]", "02 VVG 03-17 [a:2 b:3]", "03 VVG 03-31 [a:3 b:4]"],
        ["same 03-01", "new 03-05", "moved 03-10 > 03-17", "same 03-31"],
    ),
    (
        "rather within the month",
        [
            document("a", "VVG 03-01", "VVG 03-29", "VVG 05-31"),
            document("b", "VVG 03-01", "VVG 03-19", "VVG 04-05", "VVG 05-31"),
        ],
        ["01 VVG 03-01 [a:1 b:1]", "02 VVG 03-19 [a:2 b:2]", "04 VVG 04-05 [b:3]", "03 VVG 05-31 [a:3 b:4]"],
        ["same 03-01", "moved 03-29 > 03-19", "new 04-05", "same 05-31"],
    ),
    (
        "rather one that the document stated before",
        [
            document("b", "VVG 03-01", "VVG 03-11", "VVG 03-31"),
            document("a", "VVG 03-03"),
            document("b", "VVG 03-01", "VVG 03-07", "VVG 03-31"),
        ],
        ["01 VVG 03-01 [b:1]", "04 VVG 03-03 [a:1]", "02 VVG 03-07 [b:2]", "03 VVG 03-31 [b:3]"],
        ["same 03-01", "missing 03-03 (not in b)", "moved 03-11 > 03-07", "same 03-31"],
    ),
    (
        "too far, in another month",
        [document("a", "VVG 01-18", "VVG 02-10", "VVG 04-15"), document("b", "VVG 01-18", "VVG 03-01", "VVG 04-15")],
        ["01 VVG 01-18 [a:1 b:1]", "02 VVG 02-10 [a:2]", "04 VVG 03-01 [b:2]", "03 VVG 04-15 [a:3 b:3]"],
        ["same 01-18", "missing 02-10 (not in b)", "new 03-01", "same 04-15"],
    ),
    (
        "missing",
        [document("a", "VVG 01-18", "VVG 02-15", "VVG 03-15"), document("b", "VVG 01-18", "VVG 03-15")],
        ["01 VVG 01-18 [a:1 b:1]", "02 VVG 02-15 [a:2]", "03 VVG 03-15 [a:3 b:2]"],
        ["same 01-18", "missing 02-15 (not in b)", "same 03-15"],
    ),
    (
        "nothing is missing outside what is planned",
        [document("a", "VVG 01-18", "VVG 06-15"), document("b", "VVG 02-01", "VVG 05-01")],
        ["01 VVG 01-18 [a:1]", "03 VVG 02-01 [b:1]", "04 VVG 05-01 [b:2]", "02 VVG 06-15 [a:2]"],
        ["new 02-01", "new 05-01"],
    ),
    (
        "other dates in the same months are no moves",
        [document("a", "VVG 01-18", "VVG 02-15", "VVG 03-15"), document("b", "VVG 01-11", "VVG 02-22", "VVG 03-22")],
        [
            "04 VVG 01-11 [b:1]",
            "01 VVG 01-18 [a:1]",
            "02 VVG 02-15 [a:2]",
            "05 VVG 02-22 [b:2]",
            "03 VVG 03-15 [a:3]",
            "06 VVG 03-22 [b:3]",
        ],
        [
            "new 01-11",
            "missing 01-18 (not in b)",
            "missing 02-15 (not in b)",
            "new 02-22",
            "missing 03-15 (not in b)",
            "new 03-22",
        ],
    ),
    (
        "one date is no plan",
        [document("a", "VVG 01-18", "VVG 01-25", "VVG 02-01"), document("b", "VVG 01-26")],
        ["01 VVG 01-18 [a:1]", "02 VVG 01-25 [a:2]", "04 VVG 01-26 [b:1]", "03 VVG 02-01 [a:3]"],
        ["new 01-26"],
    ),
    (
        "minutes move nothing",
        [document("a", "VVG 01-18"), document("b", "VVG 01-11 held", "VVG 01-19 held", "VVG 01-25 held")],
        ["02 VVG 01-11 held [b:1]", "01 VVG 01-18 [a:1]", "03 VVG 01-19 held [b:2]", "04 VVG 01-25 held [b:3]"],
        ["new 01-11 held", "new 01-19 held", "new 01-25 held"],
    ),
    (
        "the first and the last row are gone from the document itself",
        [document("a", "VVG 01-18", "VVG 02-15", "VVG 03-15", "SRO 02-01"), document("a", "VVG 02-15")],
        [
            "01 VVG 01-18 [a:1]",
            "sro-2021-01 SRO 02-01 [a:4]",
            "02 VVG 02-15 [a:1]",
            "03 VVG 03-15 [a:3]",
        ],
        ["missing 01-18 (not in a)", "missing 02-01 (not in a)", "same 02-15", "missing 03-15 (not in a)"],
    ),
    (
        "its first date moves inwards",
        [
            document("a", "VVG 01-18", "VVG 02-15", "VVG 03-15"),
            document("a", "VVG 01-25", "VVG 02-15", "VVG 03-15"),
        ],
        ["01 VVG 01-25 [a:1]", "02 VVG 02-15 [a:2]", "03 VVG 03-15 [a:3]"],
        ["moved 01-18 > 01-25", "same 02-15", "same 03-15"],
    ),
    (
        "the first date and the last move inwards in another document",
        [
            document("a", "VVG 01-18", "VVG 02-15", "VVG 03-15", "VVG 04-26"),
            document("b", "VVG 01-25", "VVG 02-15", "VVG 03-15", "VVG 04-19"),
        ],
        ["01 VVG 01-25 [a:1 b:1]", "02 VVG 02-15 [a:2 b:2]", "03 VVG 03-15 [a:3 b:3]", "04 VVG 04-19 [a:4 b:4]"],
        ["moved 01-18 > 01-25", "same 02-15", "same 03-15", "moved 04-26 > 04-19"],
    ),
    (
        "no date of last year's edition moves into the new one's year",
        [
            document("a", "VVG 2020-10-12", "VVG 2020-12-28"),
            document("a", "VVG 02-15", "VVG 03-15"),
            document("a", "VVG 01-04", "VVG 02-15", "VVG 03-15"),
        ],
        [
            "vvg-2020-01 VVG 2020-10-12 [a:1]",
            "vvg-2020-02 VVG 2020-12-28 [a:2]",
            "03 VVG 01-04 [a:1]",
            "01 VVG 02-15 [a:2]",
            "02 VVG 03-15 [a:3]",
        ],
        [
            "new 01-04",
            "same 02-15",
            "same 03-15",
        ],
    ),
    (
        "the next plan under the same name repeats the last date of this one",
        [
            document("a", "VVG 03-15", "VVG 06-14", "VVG 10-11", "VVG 12-10"),
            document("a", "VVG 12-10", "VVG 2022-03-14", "VVG 2022-06-13"),
        ],
        [
            "01 VVG 03-15 [a:1]",
            "02 VVG 06-14 [a:2]",
            "03 VVG 10-11 [a:3]",
            "04 VVG 12-10 [a:1]",
            "vvg-2022-01 VVG 2022-03-14 [a:2]",
            "vvg-2022-02 VVG 2022-06-13 [a:3]",
        ],
        ["same 12-10", "new 2022-03-14", "new 2022-06-13"],
    ),
    (
        "the last date is gone from a plan of two years",
        [
            document("a", "VVG 2020-12-11", "VVG 03-15", "VVG 06-14", "VVG 12-10"),
            document("a", "VVG 2020-12-11", "VVG 03-15", "VVG 06-14"),
        ],
        ["vvg-2020-01 VVG 2020-12-11 [a:1]", "01 VVG 03-15 [a:2]", "02 VVG 06-14 [a:3]", "03 VVG 12-10 [a:4]"],
        ["same 2020-12-11", "same 03-15", "same 06-14", "missing 12-10 (not in a)"],
    ),
    (
        "a document that has lost all its dates",
        [document("a", "VVG 03-15"), document("a")],
        ["01 VVG 03-15 [a:1]"],
        ["missing 03-15 (not in a)"],
    ),
    (
        "as many moved as kept",
        [document("a", "VVG 01-18", "VVG 02-15"), document("b", "VVG 01-18", "VVG 02-22")],
        ["01 VVG 01-18 [a:1 b:1]", "02 VVG 02-22 [a:2 b:2]"],
        ["same 01-18", "moved 02-15 > 02-22"],
    ),
    (
        "nothing is moved to a date that is cancelled",
        [
            document("a", "VVG 01-18", "VVG 02-15", "VVG 03-15"),
            document("b", "VVG 01-18", "VVG 02-22 cancelled", "VVG 03-15"),
        ],
        ["01 VVG 01-18 [a:1 b:1]", "02 VVG 02-15 [a:2]", "04 VVG 02-22 cancelled [b:2]", "03 VVG 03-15 [a:3 b:3]"],
        ["same 01-18", "missing 02-15 (not in b)", "new 02-22 cancelled", "same 03-15"],
    ),
    (
        "what was held or cancelled is not moved",
        [document("a", "VVG 01-18 held", "VVG 01-19 cancelled"), document("b", "VVG 01-11", "VVG 01-20", "VVG 01-25")],
        [
            "03 VVG 01-11 [b:1]",
            "01 VVG 01-18 held [a:1]",
            "02 VVG 01-19 cancelled [a:2]",
            "04 VVG 01-20 [b:2]",
            "05 VVG 01-25 [b:3]",
        ],
        ["new 01-11", "new 01-20", "new 01-25"],
    ),
]

R = "Remisskonferens"
A = document("a", f"{R} 09-16 14-15:30", f"{R} 09-23 14-15:30", f"? {R} 09 14-15:30")
B = document("b", f"{R} 09-16 14-15:30", f"{R} 09-23 14-15:30", f"{R} 09-29 14-15:30")
ID = "remisskonferens-2021"
OPEN = [
    (
        "a fragment that another document completes",
        [A, B],
        [
            f"{ID}-01 {R} 09-16 14:00-15:30 [a:1 b:1]",
            f"{ID}-02 {R} 09-23 14:00-15:30 [a:2 b:2]",
            f"{ID}-03 {R} 09-29 14:00-15:30 [b:3 a:3]",
        ],
        [
            "same 09-16 14:00-15:30",
            "same 09-23 14:00-15:30",
            "new 09-29 14:00-15:30",
            f"completed 09-29 14:00-15:30 (a:3: ? {R} 09 14-15:30)",
        ],
    ),
    (
        "the other way round",
        [B, A],
        [
            f"{ID}-01 {R} 09-16 14:00-15:30 [b:1 a:1]",
            f"{ID}-02 {R} 09-23 14:00-15:30 [b:2 a:2]",
            f"{ID}-03 {R} 09-29 14:00-15:30 [b:3 a:3]",
        ],
        ["same 09-16 14:00-15:30", "same 09-23 14:00-15:30", f"completed 09-29 14:00-15:30 (a:3: ? {R} 09 14-15:30)"],
    ),
    (
        "in one go",
        [[B, A]],
        [
            f"{ID}-01 {R} 09-16 14:00-15:30 [a:1 b:1]",
            f"{ID}-02 {R} 09-23 14:00-15:30 [a:2 b:2]",
            f"{ID}-03 {R} 09-29 14:00-15:30 [b:3 a:3]",
        ],
        [
            "new 09-16 14:00-15:30",
            "new 09-23 14:00-15:30",
            "new 09-29 14:00-15:30",
            f"completed 09-29 14:00-15:30 (a:3: ? {R} 09 14-15:30)",
        ],
    ),
    (
        "it is completed once",
        [[B, A], A, document("a", *(m.sources[0].text for m in A.meetings), f"? {R} 09 14-15:30", at=5)],
        [
            f"{ID}-01 {R} 09-16 14:00-15:30 [a:5 b:1]",
            f"{ID}-02 {R} 09-23 14:00-15:30 [a:6 b:2]",
            f"{ID}-03 {R} 09-29 14:00-15:30 [b:3 a:7]",
        ],
        ["same 09-16 14:00-15:30", "same 09-23 14:00-15:30"],
    ),
    (
        "open once",
        [document("a", "? VVG 12 physical", "? - - 9-12"), document("a", "? VVG 12 physical", "? - - 9-12", "? VVG -")],
        ["? VVG a:1 ? VVG 12 physical", "? - a:2 ? - - 9-12", "? VVG a:3 ? VVG -"],
        ["unresolved - (a:3: ? VVG - – no day)"],
    ),
    (
        "its line shifts, its text changes",
        [document("a", "? VVG 12", "? VVG 11"), document("a", "VVG 01-18", "? VVG 10", "? VVG 12")],
        ["01 VVG 01-18 [a:1]", "? VVG a:2 ? VVG 10", "? VVG a:3 ? VVG 12"],
        ["new 01-18"],
    ),
    (
        "its line states a meeting now",
        [document("a", "? VVG 12"), document("a", "VVG 12-03 9-12")],
        ["01 VVG 12-03 09:00-12:00 [a:1]"],
        ["new 12-03 09:00-12:00"],
    ),
    (
        "it fits two",
        [document("a", "? VVG 12"), document("b", "VVG 12-03", "VVG 12-10")],
        ["01 VVG 12-03 [b:1]", "02 VVG 12-10 [b:2]", "? VVG a:1 ? VVG 12"],
        ["new 12-03", "new 12-10"],
    ),
    (
        "it fits none but its own document's",
        [document("a", "VVG 12-03", "? VVG 12")],
        ["01 VVG 12-03 [a:1]", "? VVG a:2 ? VVG 12"],
        ["new 12-03", "unresolved - (a:2: ? VVG 12 – no day)"],
    ),
    (
        "it fits another form not",
        [document("a", "? VVG 12 physical"), document("b", "VVG 12-03 teams")],
        ["01 VVG 12-03 teams [b:1]", "? VVG a:1 ? VVG 12 physical"],
        ["new 12-03 teams"],
    ),
    (
        "it fits a cancelled one not",
        [document("a", "? VVG 12"), document("b", "VVG 12-03 cancelled")],
        ["01 VVG 12-03 cancelled [b:1]", "? VVG a:1 ? VVG 12"],
        ["new 12-03 cancelled"],
    ),
    (
        "it tells the form",
        [document("a", "? VVG 12 physical"), document("b", "VVG 12-03")],
        ["01 VVG 12-03 physical [b:1 a:1]"],
        ["new 12-03 physical", "completed 12-03 physical (a:1: ? VVG 12 physical)"],
    ),
    (
        "two fragments and one meeting",
        [document("a", "? VVG 12", "? VVG 12 9-12"), document("b", "VVG 12-03 9-12")],
        ["01 VVG 12-03 09:00-12:00 [b:1 a:1]", "? VVG a:2 ? VVG 12 9-12"],
        ["new 12-03 09:00-12:00", "completed 12-03 09:00-12:00 (a:1: ? VVG 12)"],
    ),
]


@pytest.mark.parametrize(
    ("steps", "kept", "changes"), [c[1:] for c in CASES + MOVES + OPEN], ids=[c[0] for c in CASES + MOVES + OPEN]
)
def test_what_documents_make_of_what_is_kept(steps, kept: list[str], changes: list[str]) -> None:
    result = bring(*steps)
    assert show(result.schedule) == kept
    assert show_changes(result.changes) == changes


def test_a_line_is_known_again_before_another_meeting_of_its_day() -> None:
    """Regression: b moved a's meeting, c has one on the old day; a again must not become a source of c's."""
    a = document("a", "VVG 02-01", "VVG 03-01", "VVG 04-01")
    steps = [a, document("b", "VVG 02-01", "VVG 03-05", "VVG 04-01"), document("c", "VVG 03-01")]
    kept = show(bring(*steps).schedule)
    assert kept[1:3] == ["04 VVG 03-01 [c:1]", "02 VVG 03-05 [a:2 b:2]"]
    assert show(bring(*steps, a).schedule) == kept


def test_minutes_go_first_in_one_go() -> None:
    """Regression: a plan that disagreed with a cancelled meeting was brought in only the second time."""
    steps = [document("c", "VVG 01-18 cancelled"), [document("a", "VVG 01-18 9-12"), document("b", "VVG 01-18 held")]]
    assert show(bring(*steps).schedule) == show(bring(*steps, steps[1]).schedule)
    assert show(bring(*steps).schedule) == ["01 VVG 01-18 09:00-12:00 held [c:1 b:1 a:1]"]


def test_minutes_go_first_whatever_else_their_documents_hold() -> None:
    """Regression: a plan with minutes of another day went before the minutes of the cancelled one."""
    steps = [
        document("a", "VVG 03-01 cancelled"),
        [document("b", "VVG 03-01 9-12", "VVG 02-01 held"), document("c", "VVG 03-01 held")],
    ]
    result = bring(*steps)
    assert show(result.schedule)[1] == "01 VVG 03-01 09:00-12:00 held [a:1 c:1 b:1]"
    assert What.DISAGREE not in {c.kind for c in result.changes}
    assert show(bring(*steps, steps[1]).schedule) == show(result.schedule)


def test_a_meeting_that_was_completed_is_neither_moved_nor_missing() -> None:
    hinted = [document("a", "VVG 03-01", "VVG 03-29", "? VVG 03 9-12"), document("b", "VVG 03-15 9-12")]
    result = bring(*hinted, document("a", "VVG 03-01", "VVG 03-17", "VVG 03-29", "? VVG 03 9-12"))
    assert show(result.schedule) == [
        "01 VVG 03-01 [a:1]",
        "03 VVG 03-15 09:00-12:00 [b:1 a:4]",
        "04 VVG 03-17 [a:2]",
        "02 VVG 03-29 [a:3]",
    ]
    assert What.MISSING not in {c.kind for c in result.changes}


def test_fragments_with_the_same_words_keep_to_their_meetings() -> None:
    hints = ("? VVG 12 9-12", "? VVG 12 9-12")
    result = bring(document("a", *hints), document("b", "VVG 12-03 9-12"), document("c", "VVG 12-10 9-12"))
    assert [line[-9:] for line in show(result.schedule)] == ["[b:1 a:1]", "[c:1 a:2]"]
    result = bring(document("a", *hints, at=5), stored=result.schedule)
    assert [line[-9:] for line in show(result.schedule)] == ["[b:1 a:5]", "[c:1 a:6]"]


def test_the_first_line_of_two_fragments_is_completed() -> None:
    hints = document("a", "? VVG 12", "? VVG 12 9-12")
    backwards = replace(hints, unresolved=hints.unresolved[::-1])
    result = bring(backwards, document("b", "VVG 12-03 9-12"))
    assert show(result.schedule) == ["01 VVG 12-03 09:00-12:00 [b:1 a:1]", "? VVG a:2 ? VVG 12 9-12"]


def test_a_fragment_does_not_fit_its_own_document_even_without_sources() -> None:
    reading = Reading("a", (meeting("VVG 12-03"),), unresolved=document("a", "? VVG 12").unresolved)
    assert show(bring(reading).schedule) == ["01 VVG 12-03 []", "? VVG a:1 ? VVG 12"]


# --- bodies and ids


def test_bodies_are_found_by_any_name_learned_and_made() -> None:
    stored = Schedule(
        bodies=Bodies([Body("VVG"), Body("Hälsa", slug="hsn", aliases=("HSN",)), Body("Vård", slug="x-y")])
    )
    result = bring(
        document(
            "a",
            "VVG 01-18",
            "Vårdsamverkan_Västra_Götaland_(VVG) 02-15",
            "hsn 01-18",
            "X/Y 01-18",
            "Nya_rådet 01-18",
            "Nya_rådet_(NR) 02-15",
            "NR 03-15",
        ),
        stored=stored,
    )
    assert list(result.schedule.bodies) == [
        Body("VVG", full_name="Vårdsamverkan Västra Götaland"),
        Body("Hälsa", slug="hsn", aliases=("HSN",)),
        Body("Vård", slug="x-y"),
        Body("X/Y", slug="x-y-2"),
        Body("NR", full_name="Nya rådet"),
    ]
    assert [m.id for m in result.schedule] == [
        "hsn-2021-01",
        "nr-2021-01",
        "vvg-2021-01",
        "x-y-2-2021-01",
        "nr-2021-02",
        "vvg-2021-02",
        "nr-2021-03",
    ]


SLUGS = [
    ("VVG/covid-19", "vvg-covid-19"),
    ("Rådet för Hälsa", "radet-for-halsa"),
    ("***", "body"),
    ("Alla", "alla"),
    ("All", "all-body"),
    ("CON", "con-body"),
    ("lpt9", "lpt9-body"),
    ("lpt10", "lpt10"),
    ("N" * 300, "n" * 60),
    ("n" * 59 + " x", "n" * 59),
]


@pytest.mark.parametrize(("name", "expected"), SLUGS)
def test_a_slug_is_safe_in_every_file_name(name: str, expected: str) -> None:
    assert slug(name) == slug(expected) == expected
    assert Body(name).slug == expected


def test_long_names_that_begin_alike_get_slugs_of_their_own() -> None:
    names = ["N" * 70 + str(n) for n in range(3)]
    bodies = bring(document("a", *(f"{name} 01-18" for name in names))).schedule.bodies
    assert [b.slug for b in bodies][2:] == ["n" * 60, "n" * 60 + "-2", "n" * 60 + "-3"]


def test_bodies_are_looked_up_not_listed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Regression: 800 bodies took ten seconds."""
    made = []
    monkeypatch.setattr(naming, "Bodies", lambda bodies: made.append(1) or Bodies(bodies))
    result = bring(document("a", *(f"N{n} 01-18" for n in range(50))))
    assert len(result.schedule) == 50
    assert len(made) < 5


def test_a_body_known_by_its_full_name_learns_the_short_one() -> None:
    stored = Schedule(bodies=Bodies([Body("Vårdsamverkan"), Body("Övriga", full_name="Annat")]))
    digital = bring(document("a", "Vårdsamverkan_(digitalt) 01-18"), stored=stored).schedule.bodies
    assert next(iter(digital)).aliases == (), "not every word in brackets is a name"
    result = bring(document("a", "Vårdsamverkan_(VVG) 01-18", "VVG 02-15", "Nytt_(Övriga) 01-18"), stored=stored)
    assert list(result.schedule.bodies) == [
        Body("Vårdsamverkan", aliases=("VVG",)),
        Body("Övriga", full_name="Annat"),
    ]
    assert {m.body for m in result.schedule} == {"Vårdsamverkan", "Övriga"}


def test_ids_go_on_above_all_that_were_ever_given() -> None:
    stored = Schedule(
        [replace(meeting("VVG 01-04"), id="vvg-2021-03"), replace(meeting("VVG 01-05"), id="by-hand")], KNOWN
    )
    result = bring(
        document("a", "VVG 02-15", "VVG 2022-01-10", "VVG 03-15"),
        stored=stored,
        taken=["vvg-2021-09", "vvg-2022-99", "vvg-2021-x", "sro-2021-50"],
    )
    assert [m.id for m in result.schedule] == ["vvg-2021-03", "by-hand", "vvg-2021-10", "vvg-2021-11", "vvg-2022-100"]


def test_an_id_survives_a_move_across_the_year() -> None:
    """Regression: the id is of the year in which the meeting was first kept, not of its date."""
    result = bring(
        document("a", "VVG 12-01", "VVG 12-28", "VVG 2022-02-01"),
        document("b", "VVG 12-01", "VVG 2022-01-04", "VVG 2022-02-01"),
    )
    assert [m.id for m in result.schedule] == ["vvg-2021-01", "vvg-2021-02", "vvg-2022-01"]


# --- the same words, another statement

BELOW_A_HEAD = ("VVG 01-18 13-15 teams | 18 jan", "VVG 02-15 13-15 teams | 15 feb")
CORRECTED = [
    (
        "the hours and the form of the heading",
        [document("a", *BELOW_A_HEAD), document("a", "VVG 01-18 9-12 physical | 18 jan", "VVG 02-15 9-12 | 15 feb")],
        ["01 VVG 01-18 09:00-12:00 physical [a:1]", "02 VVG 02-15 09:00-12:00 [a:2]"],
        [
            "changed 01-18 13:00-15:00 teams > 01-18 09:00-12:00 physical",
            "changed 02-15 13:00-15:00 teams > 02-15 09:00-12:00",
        ],
    ),
    (
        "cancelled in the margin",
        [document("a", *BELOW_A_HEAD), document("a", "VVG 01-18 13-15 cancelled | 18 jan", BELOW_A_HEAD[1])],
        ["01 VVG 01-18 13:00-15:00 cancelled [a:1]", "02 VVG 02-15 13:00-15:00 teams [a:2]"],
        ["changed 01-18 13:00-15:00 teams > 01-18 13:00-15:00 cancelled", "same 02-15 13:00-15:00 teams"],
    ),
    (
        "nothing is known of the hours any more",
        [document("a", "VVG 01-18 13-15 teams tv @A | 18 jan"), document("a", "VVG 01-18 | 18 jan")],
        ["01 VVG 01-18 [a:1]"],
        ["changed 01-18 13:00-15:00 teams @A tv > 01-18"],
    ),
    (
        "but what another document told stays",
        [
            document("a", "VVG 01-18 13-15 | 18 jan"),
            document("b", "VVG 01-18 teams"),
            document("a", "VVG 01-18 9- | 18 jan"),
        ],
        ["01 VVG 01-18 09:00- teams [a:1 b:1]"],
        ["changed 01-18 13:00-15:00 teams > 01-18 09:00- teams"],
    ),
    (
        "a plan still does not undo a cancellation",
        [document("a", "VVG 01-18 9-12 cancelled | 18 jan"), document("a", "VVG 01-18 9-12 | 18 jan")],
        ["01 VVG 01-18 09:00-12:00 cancelled [a:1]"],
        ["disagree 01-18 09:00-12:00 cancelled (a:1: 18 jan)"],
    ),
    (
        "nor the minutes",
        [
            document("a", "VVG 01-18 9-12 | 18 jan"),
            document("b", "VVG 01-18 9-11 held"),
            document("a", "VVG 01-18 13-15 | 18 jan"),
        ],
        ["01 VVG 01-18 09:00-11:00 held [a:1 b:1]"],
        ["disagree 01-18 09:00-11:00 held (a:1: 18 jan)"],
    ),
    (
        "the same words of another day are another meeting",
        [
            document("a", "VVG 02-09 | 9", "VVG 03-09 | 9", "VVG 05-11 | 11"),
            document("a", "VVG 02-09 | 9", "VVG 03-13 | 13", "VVG 04-09 | 9", "VVG 05-11 | 11"),
        ],
        ["01 VVG 02-09 [a:1]", "02 VVG 03-13 [a:2]", "04 VVG 04-09 [a:3]", "03 VVG 05-11 [a:4]"],
        ["same 02-09", "moved 03-09 > 03-13", "new 04-09", "same 05-11"],
    ),
    (
        "of two on a day, the one whose words they are",
        [
            document("a", "VVG 01-18 9-10 | 18 jan"),
            document("c", "VVG 01-18 13-14", "VVG 01-18 9-10"),
            document("a", "VVG 01-18 12-14 | 18 jan"),
        ],
        ["01 VVG 01-18 12:00-14:00 [a:1 c:2]", "02 VVG 01-18 13:00-14:00 [c:1]"],
        ["changed 01-18 09:00-10:00 > 01-18 12:00-14:00"],
    ),
    (
        "a year on the heading",
        [document("a", "VVG 01-18 | 18 jan"), document("a", "VVG 2022-01-18 | 18 jan")],
        ["01 VVG 01-18 [a:1]", "vvg-2022-01 VVG 2022-01-18 [a:1]"],
        ["new 2022-01-18"],
    ),
    (
        "left open for a while",
        [
            document("a", "VVG 12-18 9-12 | 18 dec"),
            document("a", "? VVG 12 | 18 dec"),
            document("a", "VVG 12-18 13-15 | 18 dec"),
        ],
        ["01 VVG 12-18 13:00-15:00 [a:1]"],
        ["changed 12-18 09:00-12:00 > 12-18 13:00-15:00"],
    ),
]


@pytest.mark.parametrize(("steps", "kept", "changes"), [c[1:] for c in CORRECTED], ids=[c[0] for c in CORRECTED])
def test_a_corrected_document_is_believed_though_its_words_are_the_same(steps, kept, changes) -> None:
    """Regression: the hours stood in a heading, so the words of each line said nothing new."""
    result = bring(*steps)
    assert show(result.schedule) == kept
    assert show_changes(result.changes) == changes
    again = bring(steps[-1], stored=result.schedule)
    assert everything(again.schedule) == everything(result.schedule)


def test_a_meeting_moved_by_hand_is_known_when_its_heading_is_corrected() -> None:
    stored = edited(bring(document("a", "VVG 02-15 13-15 | 15 feb")).schedule, "vvg-2021-01", date=date(2021, 2, 17))
    result = bring(document("a", "VVG 02-15 9-12 | 15 feb", at=4), stored=stored)
    assert show(result.schedule) == ["01 VVG 02-17 09:00-12:00 [a:4]"]
    assert show_changes(result.changes) == ["changed 02-17 13:00-15:00 > 02-17 09:00-12:00"]


def test_hours_set_by_hand_stay_when_only_the_day_is_corrected() -> None:
    stored = edited(
        bring(document("a", "VVG 01-18 9-12 | 18 jan", "VVG 02-15 9-12 | 15 feb")).schedule,
        "vvg-2021-02",
        start=time(13),
        end=time(16),
        status=Status.TENTATIVE,
    )
    result = bring(document("a", "VVG 01-18 9-12 | 18 jan", "VVG 02-18 9-12 | 18 feb"), stored=stored)
    assert show(result.schedule) == ["01 VVG 01-18 09:00-12:00 [a:1]", "02 VVG 02-18 13:00-16:00 tentative [a:2]"]


def test_what_was_kept_without_digests_is_known_by_its_words() -> None:
    """They come with the next import."""
    plan = document("a", *BELOW_A_HEAD)
    kept = bring(plan).schedule
    old = Schedule((replace(m, start=time(10), sources=(m.sources[0]._replace(digest=""),)) for m in kept), KNOWN)
    again = bring(plan, stored=old)
    assert {c.kind for c in again.changes} == {What.SAME}
    assert [m.sources for m in again.schedule] == [m.sources for m in kept]
    assert {m.start for m in again.schedule} == {time(10)}


def test_everything_that_is_stated_is_in_the_digest() -> None:
    lines = ["", " 9-", " 9-12", " teams", " cancelled", " tentative", " held", " @A", " tv"]
    meetings = [meeting(f"VVG 01-18{words}") for words in lines] + [meeting("VVG 01-19"), meeting("VVG 01-18..01-19")]
    assert len({stated(m) for m in meetings}) == len(meetings)
    assert (
        stated(meetings[0])
        == stated(replace(meetings[0], body="X", id="x", sources=(Source("a", 1),)))
        == "19d80693d3b1"
    )


# --- what a person has edited


def edited(schedule: Schedule, id: str, **values) -> Schedule:
    return Schedule((replace(m, **values) if m.id == id else m for m in schedule), schedule.bodies)


PLAN = document("a", "VVG 01-18 9-12", "VVG 02-15 9-12", "VVG 03-15 9-12")
BY_HAND = [
    # values, again imported, what is kept, the remark
    ({"start": time(10)}, PLAN, "VVG 02-15 10:00-12:00", "same 02-15 10:00-12:00 (a:2: VVG 02-15 9-12)"),
    (
        {"status": Status.TENTATIVE},
        PLAN,
        "VVG 02-15 09:00-12:00 tentative",
        "same 02-15 09:00-12:00 tentative (a:2: VVG 02-15 9-12)",
    ),
    ({"start": None, "end": None}, PLAN, "VVG 02-15", "same 02-15"),
    ({"date": date(2021, 2, 17)}, PLAN, "VVG 02-17 09:00-12:00", "same 02-17 09:00-12:00 (a:2: VVG 02-15 9-12)"),
    ({"date": date(2021, 4, 12)}, PLAN, "VVG 04-12 09:00-12:00", "same 04-12 09:00-12:00 (a:2: VVG 02-15 9-12)"),
    (
        {"status": Status.CANCELLED},
        PLAN,
        "VVG 02-15 09:00-12:00 cancelled",
        "disagree 02-15 09:00-12:00 cancelled (a:2: VVG 02-15 9-12)",
    ),
    (
        {"date": date(2021, 2, 17)},
        document("a", "VVG 01-18 9-12", "VVG 02-15 9-12", "VVG 03-15 9-12", at=4),
        "VVG 02-17 09:00-12:00",
        "same 02-17 09:00-12:00 (a:5: VVG 02-15 9-12)",
    ),
    (
        {"start": time(10)},
        document("a", "VVG 01-18 9-12", "VVG 02-15 13-14", "VVG 03-15 9-12"),
        "VVG 02-15 13:00-14:00",
        "changed 02-15 10:00-12:00 > 02-15 13:00-14:00",
    ),
]


@pytest.mark.parametrize(("values", "again", "kept", "remark"), BY_HAND)
def test_what_a_person_edited_stays_until_the_document_says_something_new(values, again, kept, remark) -> None:
    first = bring(PLAN).schedule
    result = bring(again, stored=edited(first, "vvg-2021-02", **values))
    by_id = {m.id: show_meeting(m) for m in result.schedule}
    assert by_id == {
        "vvg-2021-01": "VVG 01-18 09:00-12:00",
        "vvg-2021-02": kept,
        "vvg-2021-03": "VVG 03-15 09:00-12:00",
    }
    others = {"same 01-18 09:00-12:00", "same 03-15 09:00-12:00"}
    assert [c for c in show_changes(result.changes) if c not in others] == [remark]


def test_a_meeting_moved_by_hand_is_known_by_its_words_alone() -> None:
    """Not only where the document is a plan."""
    stored = edited(bring(document("a", "VVG 02-15")).schedule, "vvg-2021-01", date=date(2021, 2, 17))
    assert show(bring(document("a", "VVG 02-15", at=4), stored=stored).schedule) == ["01 VVG 02-17 [a:4]"]


def test_a_line_of_another_year_is_another_meeting() -> None:
    """Regression: next year's edition under the same name and with the same words is not last year's moved by hand."""
    words = Source("a", 1, "18 jan kl. 9-12")
    old = Reading("a", (replace(meeting("VVG 2021-01-18"), sources=(words,)),))
    new = Reading("a", (replace(meeting("VVG 2022-01-18"), sources=(words,)),))
    assert [m.date.year for m in bring(old, new).schedule] == [2021, 2022]


def test_a_meeting_by_hand_is_never_missing() -> None:
    stored = Schedule([replace(meeting("VVG 02-15"), id="by-hand")], KNOWN)
    result = bring(document("a", "VVG 01-18", "VVG 04-12"), stored=stored)
    assert show_changes(result.changes) == ["new 01-18", "new 04-12"]


# --- what is remembered

HISTORY = [
    (
        "moves, other hours and forms, one line each",
        [
            document("a", "VVG 01-18 9-12 teams", "VVG 02-15", "VVG 03-15"),
            document("b", "VVG 01-20 10-12 physical", "VVG 02-15", "VVG 03-15"),
            document("b", "VVG 01-22 10-12 physical", "VVG 02-15", "VVG 03-15", at=4),
        ],
        [
            "2021-01-18 → 2021-01-20: b:1",
            "09:00-12:00 → 10:00-12:00: b:1",
            "teams → physical: b:1",
            "2021-01-20 → 2021-01-22: b:4",
        ],
    ),
    (
        "what is withdrawn",
        [document("a", "VVG 01-18..01-19 13-15 tv | 18 jan"), document("a", "VVG 01-18 | 18 jan")],
        ["2021-01-18 – 2021-01-19 → 2021-01-18: a:1", "13:00-15:00 → –: a:1", "tills vidare → –: a:1"],
    ),
    ("what is filled in is told by the sources", [document("a", "VVG 01-18"), document("b", "VVG 01-18 9-12 @A")], []),
    ("so are an end", [document("a", "VVG 01-18 9-"), document("b", "VVG 01-18 9-12")], []),
    ("and a last day", [document("a", "VVG 01-18"), document("b", "VVG 01-18..01-19")], []),
    (
        "minutes change no plan",
        [document("a", "VVG 01-18 9-12 cancelled"), document("b", "VVG 01-18 9-11 held")],
        [],
    ),
    (
        "of several documents in one go, the one with the last word",
        [
            document("x", "VVG 01-18 9-12"),
            [document("b", "VVG 01-18 10-12 tentative"), document("a", "VVG 01-18 8-12")],
        ],
        ["09:00-12:00 → 10:00-12:00: b:1", "confirmed → tentative: b:1"],
    ),
    (
        "what two documents of one go say of a new meeting was never kept",
        [[document("a", "VVG 01-18 9-12"), document("b", "VVG 01-18 10-12")]],
        [],
    ),
]


@pytest.mark.parametrize(("steps", "told"), [c[1:] for c in HISTORY], ids=[c[0] for c in HISTORY])
def test_what_a_meeting_was_is_remembered(steps, told: list[str]) -> None:
    result = bring(*steps)
    assert list(result.schedule.meetings[0].history) == told
    assert edited_parts(result.schedule.meetings[0]) == []
    again = bring(steps[-1], stored=result.schedule)
    assert list(again.schedule.meetings[0].history) == told


# --- documents that disagree, meetings that a person cancels

DISAGREEING = [
    (
        "hours, a move, and those within the time of both that one lacks",
        [
            document("a", "VVG 01-18 9-12", "VVG 02-15 9-12", "VVG 03-08", "VVG 03-15"),
            document("b", "VVG 01-18 9-12", "VVG 02-15 10-12", "VVG 02-08", "VVG 03-17", "VVG 04-19"),
        ],
        ["VVG a b: new 02-08, changed 02-15, missing 03-08, moved 03-15"],
    ),
    ("what one of them does not say", [document("a", "VVG 01-18"), document("b", "VVG 01-18 9-12 @A teams")], []),
    ("minutes", [document("a", "VVG 01-18 9-12"), document("b", "VVG 01-18 9-11 held")], []),
    ("other bodies", [document("a", "VVG 01-18 9-12"), document("b", "SRO 01-18 9-11")], []),
    (
        "three documents, by two and two",
        [document("c", "VVG 01-18 8-"), document("a", "VVG 01-18 9-"), document("b", "VVG 01-18 8-")],
        ["VVG a b: changed 01-18", "VVG a c: changed 01-18"],
    ),
]


@pytest.mark.parametrize(("readings", "told"), [c[1:] for c in DISAGREEING], ids=[c[0] for c in DISAGREEING])
def test_plans_of_one_go_that_disagree(readings: list[Reading], told: list[str]) -> None:
    def shown(change: Change) -> str:
        meeting = change.before or change.after
        return f"{change.kind} {meeting.date:%m-%d}"

    found = bring(readings).disagreements
    assert [f"{d.body} {' '.join(d.documents)}: {', '.join(map(shown, d.changes))}" for d in found] == told


def test_a_missing_meeting_that_a_person_cancels() -> None:
    plan = document("a", "VVG 01-18", "VVG 02-15", "VVG 03-15")
    shorter = [document(name, "VVG 01-18", "VVG 03-15") for name in "bc"]
    result = cancel(bring(plan, shorter), ["vvg-2021-02"])
    assert show_changes(result.changes) == [
        "same 01-18",
        "cancelled 02-15 > 02-15 cancelled (not in b)",
        "cancelled 02-15 > 02-15 cancelled (not in c)",
        "same 03-15",
    ]
    assert [(show_meeting(m), list(m.history)) for m in result.schedule] == [
        ("VVG 01-18", []),
        ("VVG 02-15 cancelled", ["confirmed → cancelled: not in b; not in c"]),
        ("VVG 03-15", []),
    ]
    again = bring(shorter, stored=result.schedule)
    assert everything(again.schedule) == everything(result.schedule)
    assert show_changes(again.changes) == ["same 01-18", "same 03-15"]
    assert [c for c in show_changes(bring(plan, stored=result.schedule).changes) if "02-15" in c] == [
        "disagree 02-15 cancelled (a:2: VVG 02-15)"
    ]


# --- for all documents

HOURS = ["", " 9-12", " 9-", " 10-11:30", " 13-15"]
WORDS = ["", " teams", " physical", " tv", " @A"]
DAYS = [f"{date(2021, 3, 1) + timedelta(days=n):%m-%d}" for n in range(0, 60, 3)]
STATES = ["", "", "", " tentative", " cancelled", " held"]


@st.composite
def documents(draw, name: str, states: Sequence[str] = STATES, unique: bool = False, bodies=("VVG", "SRO")) -> Reading:
    lines = draw(
        st.lists(
            st.tuples(*map(st.sampled_from, (bodies, DAYS, HOURS, WORDS, states))),
            max_size=6,
            unique_by=(lambda t: t[:2]) if unique else None,
        )
    )
    hints = draw(
        st.lists(
            st.sampled_from(["? VVG 03 9-12", "? VVG 04", "? SRO 03 teams", "? - -", "~ VVG 1 01-01 06-30"]), max_size=2
        )
    )
    said = draw(st.sampled_from(["", " | {when}", " | {number}"]))  # all of the line, the date, a number of the day
    meetings = [
        f"{body} {when}{hours}{words}{state}" + said.format(when=when, number=when[-2:])
        for body, when, hours, words, state in lines
    ]
    return document(name, *draw(st.permutations([*meetings, *hints])))


def everything(schedule: Schedule) -> tuple:
    return schedule.meetings, list(schedule.bodies), schedule.series, schedule.unresolved


some = st.lists(st.sampled_from("abc"), unique=True).flatmap(lambda names: st.tuples(*(documents(n) for n in names)))


@settings(deadline=None)
@given(some, some)
def test_a_second_time_changes_nothing(earlier: tuple[Reading, ...], readings: tuple[Reading, ...]) -> None:
    kept = bring(list(earlier), list(readings)).schedule
    again = bring(list(readings), stored=kept)
    assert everything(again.schedule) == everything(kept)
    assert {c.kind for c in again.changes} <= {What.SAME, What.MISSING, What.DISAGREE}


@settings(deadline=None)
@given(some, some)
def test_nothing_kept_vanishes(earlier: tuple[Reading, ...], readings: tuple[Reading, ...]) -> None:
    before = bring(list(earlier)).schedule
    result = bring(list(readings), stored=before)
    after = {m.id: m for m in result.schedule}
    for kept in before:
        assert after[kept.id].body == kept.body
        assert {s.document for s in kept.sources} <= {s.document for s in after[kept.id].sources}
        assert kept.kind is Kind.SCHEDULED or after[kept.id].kind is Kind.HELD
    assert len(after) == len(result.schedule)
    assert list(before.bodies) == list(result.schedule.bodies)[: len(before.bodies)]
    assert set(before.series) <= {s._replace(source=b.source) for s in result.schedule.series for b in before.series}
    kept_ids = {m.id for m in before}
    assert {c.after.id for c in result.changes if c.kind is What.NEW} == after.keys() - kept_ids


@settings(deadline=None)
@given(some, some)
def test_every_line_is_kept_somewhere(earlier: tuple[Reading, ...], readings: tuple[Reading, ...]) -> None:
    """Every line read is the source of a meeting, a fragment or a rhythm, or was disagreed with."""
    result = bring(list(earlier), list(readings))
    kept = {str(s) for m in result.schedule for s in m.sources} | {str(u.source) for u in result.schedule.unresolved}
    disagreed = "; ".join(c.note for c in result.changes if c.kind is What.DISAGREE)
    for reading in readings:
        for part in (*reading.meetings, *reading.unresolved):
            for source in part.sources if isinstance(part, Meeting) else [part.source]:
                assert str(source) in kept or str(source) in disagreed


@settings(deadline=None)
@given(some, some, st.randoms())
def test_the_order_of_one_go_does_not_matter(earlier, readings, random) -> None:
    before = bring(list(earlier)).schedule
    mixed = list(readings)
    random.shuffle(mixed)
    one, other = bring(list(readings), stored=before), bring(mixed, stored=before)
    assert everything(one.schedule) == everything(other.schedule)
    assert one.changes == other.changes


@settings(deadline=None)
@given(documents("a", ["", " tentative", " cancelled"], unique=True), documents("b", [" held"], unique=True))
def test_plan_and_minutes_in_any_order(plan: Reading, minutes: Reading) -> None:
    def told(*steps) -> list[Meeting]:
        return [replace(m, id="", sources=tuple(sorted(m.sources, key=str))) for m in bring(*steps).schedule]

    assert told(plan, minutes) == told(minutes, plan) == told([minutes, plan])


some_meetings = st.lists(
    st.builds(
        lambda n, hours: Meeting("VVG", date(2021, 1, 1) + timedelta(days=n), time(hours), time(hours + 2)),
        st.integers(0, 75),
        st.sampled_from([9, 10, 13]),
    ),
    max_size=5,
    unique=True,
)


@given(some_meetings, some_meetings, st.randoms())
def test_moves_are_of_the_least_cost_in_any_order(new: list[Meeting], missing: list[Meeting], random) -> None:
    """Against trying every pairing."""
    pairs = moves(new, missing, "a")
    for side in (new, missing):
        random.shuffle(side)
    assert moves(new, missing, "a") == pairs
    assert len({id(a) for a, _b in pairs}) == len({id(b) for _a, b in pairs}) == len(pairs)
    padded = [*missing, *[None] * len(new)]
    best = min(
        (-len(costs), sum(costs))
        for chosen in set(permutations(range(len(padded)), len(new)))
        if None not in (costs := [move_cost(padded[j], m, "a") for m, j in zip(new, chosen, strict=True) if padded[j]])
    )
    assert best == (-len(pairs), sum(move_cost(old, m, "a") or 0 for m, old in pairs))


COSTS = [
    # what was kept, what is new, how unlikely a move from the one to the other is, in days
    ("VVG 03-08 9-12", "VVG 03-08 9-12", 0),
    ("VVG 03-08 9-12", "VVG 03-15", 7),
    ("VVG 03-08 9-12", "VVG 03-15 9-11", 7 + 3),
    ("VVG 03-08 9-12", "VVG 03-10 9-12", 2 + 3),
    ("VVG 03-29 9-12", "VVG 04-05 9-12", 7 + 7),
    ("VVG 03-01", "VVG 03-31", 30 + 3),
    ("VVG 03-31", "VVG 04-15", None),
]


@pytest.mark.parametrize(("old", "new", "cost"), COSTS)
def test_what_a_move_costs(old: str, new: str, cost: int | None) -> None:
    assert move_cost(meeting(old), meeting(new), "a") == cost
    assert move_cost(meeting(old, Source("a", 1)), meeting(new), "a") == cost
    assert move_cost(meeting(old, Source("b", 1)), meeting(new), "a") == (cost if cost is None else cost + 1)


@given(some_meetings)
def test_to_stay_costs_nothing(meetings: list[Meeting]) -> None:
    assert all(move_cost(m, m, "a") == 0 for m in meetings)
    one_a_day = list({m.date: m for m in meetings}.values())
    assert moves(one_a_day, one_a_day, "a") == [(m, m) for m in sorted(one_a_day, key=lambda m: m.date)]


@settings(deadline=None)
@given(documents("a"), documents("b"))
def test_a_comparison_has_every_meeting_once(one: Reading, other: Reading) -> None:
    old, new = with_the_same_names(read_schedule(one), read_schedule(other))
    changes = compare(old, new, "b")
    key = lambda m: (m.sort_key, repr(m))  # noqa: E731
    assert sorted((c.before for c in changes if c.before), key=key) == sorted(old, key=key)
    assert sorted((c.after for c in changes if c.after), key=key) == sorted(new, key=key)
    assert {c.kind for c in compare(old, old, "a")} <= {What.SAME}


@given(*(st.lists(st.integers(0, 75), max_size=5, unique=True) for _side in range(2)))
def test_moves_are_the_best_of_all_pairings(left: list[int], right: list[int]) -> None:
    """Against trying every one."""
    ones, others = (sorted(date(2021, 1, 1) + timedelta(days=n) for n in side) for side in (left, right))
    pairs = least_total(ones, others, move_distance)
    assert len({a for a, _b in pairs}) == len({b for _a, b in pairs}) == len(pairs)
    padded = [*others, *[None] * len(ones)]
    best = min(
        (-len(apart), sum(apart))
        for chosen in set(permutations(padded, len(ones)))
        if None not in (apart := [move_distance(a, b) for a, b in zip(ones, chosen, strict=True) if b is not None])
    )
    assert best == (-len(pairs), sum((move_distance(a, b) or 0) for a, b in pairs))
