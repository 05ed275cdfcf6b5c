"""Generated tables, in the shapes of real ones, are read back: nothing wrong, nothing lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_tool.days.swedish import is_working_day
from calendar_tool.model.reading import Reading
from calendar_tool.reading.expressions import MONTHS
from calendar_tool.reading.reader import read
from calendar_tool.reading.source import Document

NAMES = ("KS", "KSAU", "KF", "VVG", "VVG/covid-19", "SRO", "BUN", "MSN/au", "FoU-råd", "HSN", "Styrgruppen", "Rådet")
HOURS = ("kl. 9-12", "kl 8 – 8.30", "kl. 13-15", "kl 12:30-15:00", "kl:14:00 – 15:30", "kl. 8.30-11", "15.15-16")
SPANS = {
    "kl. 9-12": ("09:00", "12:00"),
    "kl 8 – 8.30": ("08:00", "08:30"),
    "kl. 13-15": ("13:00", "15:00"),
    "kl 12:30-15:00": ("12:30", "15:00"),
    "kl:14:00 – 15:30": ("14:00", "15:30"),
    "kl. 8.30-11": ("08:30", "11:00"),
    "15.15-16": ("15:15", "16:00"),
}
SHORT = ("jan", "febr", "mars", "april", "maj", "juni", "juli", "aug", "sept", "okt", "nov", "dec")
NOTATIONS = ("d/m", "d month", "d mon")


def written(day: date, notation: str) -> str:
    return {
        "d/m": f"{day.day}/{day.month}",
        "d month": f"{day.day} {MONTHS[day.month - 1]}",
        "d mon": f"{day.day} {SHORT[day.month - 1]}",
    }[notation]


@dataclass(frozen=True)
class Column:
    name: str
    hours: str
    notation: str
    days: tuple[date, ...]

    def cell(self, day: date) -> str:
        return f"{written(day, self.notation)} {self.hours}"

    def meeting(self, day: date) -> tuple[str, str, str, str]:
        return (self.name, day.isoformat(), *SPANS[self.hours])


@st.composite
def working_days(draw: st.DrawFn, first: date, last: date, count: int) -> tuple[date, ...]:
    every = [first + timedelta(n) for n in range((last - first).days + 1)]
    good = [d for d in every if is_working_day(d) and d.month != 7]
    return tuple(sorted(draw(st.lists(st.sampled_from(good), min_size=count, max_size=count, unique=True))))


@st.composite
def columns(draw: st.DrawFn, year: int, rows: int, drop: bool) -> list[Column]:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
    hours = draw(st.permutations(HOURS))
    made = []
    for i, name in enumerate(names):
        count = draw(st.integers(max(3, rows // 2), rows)) if drop and i else rows
        days = draw(working_days(date(year, 1, 7), date(year, 12, 20), count))
        made.append(Column(name, hours[i], draw(st.sampled_from(NOTATIONS)), days))
    return made


def rows_of(cols: list[Column], order: list[int], gaps: list[list[int]]) -> list[list[str]]:
    """A row for each index in `order`; a column with fewer days leaves the rows in its `gaps` empty."""
    table = []
    for i in order:
        row = []
        for col, empty in zip(cols, gaps, strict=True):
            filled = [n for n in range(len(order)) if n not in empty]
            row.append(col.cell(col.days[filled.index(i)]) if i in filled else "")
        table.append(row)
    return table


def document(title: str, head: list[str], rows: list[list[str]], style: str, numbered: bool) -> Document:
    """The table as text: cells joined by one blank ("joined"), or padded to the column's width ("aligned")."""
    if numbered:
        head = ["Möte nr", *head]
        rows = [[str(n), *row] for n, row in enumerate(rows, 1)]
    if style == "joined":
        lines = [" ".join(head), *(" ".join(row) for row in rows)]
    else:
        widths = [max(len(line[i]) for line in [head, *rows]) + 3 for i in range(len(head))]
        lines = ["".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in [head, *rows]]
    return Document.from_text("\n".join(["Protokoll", "", title, "", *lines, ""]), "generated.txt")


def meetings(reading: Reading) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (m.body, m.date.isoformat(), m.start and m.start.strftime("%H:%M"), m.end and m.end.strftime("%H:%M"))
        for m in reading.meetings
    ]


@given(
    data=st.data(), year=st.integers(1991, 2059), style=st.sampled_from(["joined", "aligned"]), numbered=st.booleans()
)
@settings(max_examples=150, deadline=None)
def test_one_year_with_all_cells_in_any_order_of_rows(
    data: st.DataObject, year: int, style: str, numbered: bool
) -> None:
    count = data.draw(st.integers(3, 12))
    cols = data.draw(columns(year, count, drop=False))
    order = data.draw(st.permutations(range(count)))
    rows = rows_of(cols, list(order), [[] for _ in cols])
    reading = read(document(f"Mötestider {year}", [c.name for c in cols], rows, style, numbered))
    assert sorted(meetings(reading)) == sorted(c.meeting(d) for c in cols for d in c.days)
    assert reading.unresolved == ()


@given(
    data=st.data(), year=st.integers(1991, 2059), style=st.sampled_from(["joined", "aligned"]), numbered=st.booleans()
)
@settings(max_examples=150, deadline=None)
def test_one_year_with_cells_dropped(data: st.DataObject, year: int, style: str, numbered: bool) -> None:
    count = data.draw(st.integers(4, 12))
    cols = data.draw(columns(year, count, drop=True))
    gaps = [
        data.draw(
            st.lists(
                st.sampled_from(range(count)), min_size=count - len(c.days), max_size=count - len(c.days), unique=True
            )
        )
        for c in cols
    ]
    rows = rows_of(cols, list(range(count)), gaps)
    reading = read(document(f"Mötestider {year}", [c.name for c in cols], rows, style, numbered))
    assert sorted(meetings(reading)) == sorted(c.meeting(d) for c in cols for d in c.days)
    assert reading.unresolved == ()


@given(data=st.data(), year=st.integers(1991, 2059))
@settings(max_examples=150, deadline=None)
def test_cells_dropped_and_their_blanks_too_is_never_wrong(data: st.DataObject, year: int) -> None:
    count = data.draw(st.integers(4, 12))
    cols = data.draw(columns(year, count, drop=True))
    if data.draw(st.booleans()):
        cols = [Column(c.name, cols[0].hours, cols[0].notation, c.days) for c in cols]
    gaps = [list(range(len(c.days), count)) for c in cols]
    rows = [[c for c in row if c] for row in rows_of(cols, list(range(count)), gaps)]
    reading = read(document(f"Mötestider {year}", [c.name for c in cols], rows, "joined", False))
    truth = [c.meeting(d) for c in cols for d in c.days]
    assert set(meetings(reading)) <= set(truth)
    assert len(reading.meetings) + len(reading.unresolved) == len(truth)


@given(data=st.data(), year=st.integers(1991, 2058), style=st.sampled_from(["joined", "aligned"]))
@settings(max_examples=150, deadline=None)
def test_two_years_are_told_apart_or_left_open(data: st.DataObject, year: int, style: str) -> None:
    count = data.draw(st.integers(5, 12))
    first, last = date(year, 11, 1), date(year + 1, 12, 18)
    names = data.draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=3, unique=True))
    cols = [
        Column(n, HOURS[i], data.draw(st.sampled_from(NOTATIONS)), data.draw(working_days(first, last, count)))
        for i, n in enumerate(names)
    ]
    rows = rows_of(cols, list(range(count)), [[] for _ in cols])
    reading = read(document(f"Mötestider {year} /{year + 1}", names, rows, style, False))
    truth = [c.meeting(d) for c in cols for d in c.days]
    assert set(meetings(reading)) <= set(truth)
    assert len(reading.meetings) + len(reading.unresolved) == len(truth)
