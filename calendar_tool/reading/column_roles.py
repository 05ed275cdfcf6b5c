"""What the columns of a table are: dates, hours, places, notes; by what their heads say, else by what they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import reduce

from calendar_tool.reading.expressions import (
    DateToken,
    Impossible,
    TimeToken,
    clock_times,
    form_in,
    status_in,
)
from calendar_tool.reading.headings import STEP, is_column_word, weekdays
from calendar_tool.reading.names import is_body, names_organ, unwrapped
from calendar_tool.reading.page import Page

SHORT_NAME = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ/-]{1,9}|[A-ZÅÄÖ]{2}[a-zåäö]{1,4}|K[sf](?: ?au)?")
_SAID = re.compile(r"(?:mån|tis|ons|tors?|fre)\w*\.?|\d[\d.:]*\s*[-–]\s*\d[\d.:]*|\d{1,2}[.:]\d\d", re.I)
_BEGINS_WITH_DATE = re.compile(r"\W*(?:den\s+)?(?:\d|(?:mån|tis|ons|tors?|fre|lör|sön)\w*\.?\s)", re.I)
_NAME_AND_HOURS = re.compile(  # "KSAU kl 8.30", "Kommunstyrelsen (kl. 13-16)", "Barnnämnden onsdagar 13.00"
    r"^(?P<name>[A-ZÅÄÖ][^\d()]*?)[\s,]+\(?(?P<hours>(?:(?:mån|tis|ons|tors|fre)dagar\s+)?(?:kl(?:ockan)?\.?\s*)?\d[\d.:\s–-]*)\)?$"
)
_SEE = re.compile(r"\(?(?:se\b|enligt\b|enl\.)", re.I)  # "se resp. datum"
_WEEKDAY_HEAD = re.compile(r"^(?:mån|tis|ons|tors?|fre)(?:dag)?(?:ar)?$", re.I)


class Role(Enum):
    """What the cells of a column are."""

    BODY = auto()  # dates of the body in the head
    DATE = auto()
    ORGAN = auto()
    TIME = auto()
    END = auto()
    PLACE = auto()
    FORM = auto()
    NOTE = auto()
    DEADLINE = auto()
    NOTHING = auto()


_ROLES = (
    (Role.DEADLINE, STEP),
    (
        Role.TIME,
        re.compile(r"^(?:tid(?:er|punkt)?|kl\.?|klockan|klockslag|starttid|start|börjar|mötestid|mötestider)$", re.I),
    ),
    (Role.END, re.compile(r"^(?:slut|sluttid|slutar)$", re.I)),
    (Role.PLACE, re.compile(r"^(?:plats|lokal|var|rum|sal|ort|adress)$", re.I)),
    (Role.FORM, re.compile(r"^(?:form|mötesform|sätt)$", re.I)),
    (
        Role.ORGAN,
        re.compile(
            r"^(?:organ|instans|nämnd(?:/\w+|er)?|nämnd/styrelse|grupp|forum|vem|namn|politiskt organ"
            r"|nämnd eller \w+|råd|möte med|mötestyp|styrelse/nämnd)$",
            re.I,
        ),
    ),
    (Role.NOTHING, re.compile(r"^(?:veckodag|vecka|v\.?|nr\.?|#|möte nr|löpnr|omgång|månad|termin)$", re.I)),
    (
        Role.DATE,
        re.compile(
            r"^(?:datum|dag|när|(?:mötes|sammanträdes)(?:datum|dag)(?:ar)?|mötesdatum|\w*sammanträden?|\w*möten?"
            r"|ordinarie \w+|datum (?:för|och) \w+)$",
            re.I,
        ),
    ),
    (
        Role.NOTE,
        re.compile(
            r"^(?:anm(?:ärkning(?:ar)?)?\.?|kommentar(?:er)?|övrigt|not(?:ering)?|info(?:rmation)?|typ|innehåll|tema|ärenden?|status|punkter|agenda)$",
            re.I,
        ),
    ),
)


@dataclass(slots=True)
class Column:
    """A column: where it begins, what its heads say, its role."""

    begin: int
    words: list[str] = field(default_factory=list)
    role: Role = Role.NOTHING
    body: str | None = None
    hours: TimeToken | None = None
    habit: set[int] = field(default_factory=set)
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A cell: its column's index, its words, and where they stand in the line."""

    column: int
    text: str
    begin: int
    end: int
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, its rows (line and cells), and the lines that it takes."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[int, tuple[Value, ...]], ...]
    lines: frozenset[int]

    @property
    def first(self) -> int:
        """The index of its first line."""
        return min(self.lines)

    @property
    def last(self) -> int:
        """The index of its last line."""
        return max(self.lines)

    @property
    def names_bodies(self) -> bool:
        """Whether the table itself says whose meetings it holds."""
        return any(c.role in (Role.BODY, Role.ORGAN) for c in self.columns)

    @property
    def names_meetings(self) -> bool:
        """Whether the head of a column of dates says that they are of meetings ("Sammanträde", "Nämndmöte")."""
        steps = any(c.role is Role.DEADLINE for c in self.columns)
        heads = (word for c in self.columns if c.role is Role.DATE or (steps and not c.body) for word in c.words)
        return any(re.search(r"möte|sammanträde", word, re.I) for word in heads)

    @property
    def has_hours(self) -> bool:
        """Whether the table has columns for days and for hours."""
        roles = {c.role for c in self.columns}
        return Role.DATE in roles and Role.TIME in roles


def dates_in(page: Page, line: int, value: Value) -> list[DateToken | Impossible]:
    first = page.document.offset(line)
    tokens = page.between(first + value.begin, first + value.end)
    return [t for t in tokens if isinstance(t, DateToken | Impossible)]


def heads_name_bodies(columns: Sequence[Column]) -> bool:
    """Whether the heads say that the rows or the columns are of bodies: "Organ", "KS"."""
    words = [w.strip(" :*") for c in columns for w in c.words]
    return any(role_of(w) is Role.ORGAN or (is_body(w) and not is_column_word(w)) for w in words)


def give_roles(page: Page, columns: list[Column], rows: Sequence[tuple[int, tuple[Value, ...]]]) -> None:
    for number, column in enumerate(columns):
        cells = [(line, v) for line, values in rows for v in values if v.column == number]
        dated = sum(bool(dates_in(page, line, v)) for line, v in cells)
        column.role = _role(column, dated, [v.text for _line, v in cells])
    if any(c.role is Role.DEADLINE for c in columns):  # steps on the way to a meeting: "Inlämning", "Beredning", "Möte"
        for column in columns:
            if column.body and column.body.lower().endswith("beredning"):
                column.role, column.body = Role.NOTHING, None
        if any(c.role is Role.ORGAN for c in columns) and any(c.role is Role.DATE for c in columns):
            # a step of another body before the meetings of those in the rows, or a meeting: which, is not said
            for column in columns:
                if column.role is Role.BODY:
                    column.role, column.body = Role.NOTHING, None


def _role(column: Column, dated: int, cells: Sequence[str]) -> Role:
    """What the head of a column says its cells are; else what they hold."""
    words = [w.strip(" :*") for w in column.words]
    words = [w for n, w in enumerate(words) if not (n and _SEE.match(w))]
    whole = reduce(unwrapped, words) if words else ""
    if inside := re.match(r"^(?P<head>[^()]+?)\s*\((?P<said>[^()]*)\)$", whole):
        words = [inside["head"], *_SAID.findall(inside["said"])]
    elif (
        len(words) > 1
        and (words[0].endswith("-") or words[1][0].islower())
        and not clock_times(words[1])
        and not weekdays(words[1])
    ):
        words = [whole] if not clock_times(words[-1]) else [" ".join(words[:-1]).replace("- ", ""), words[-1]]
    words = [part for word in words for part in _NAME_AND_HOURS.sub(r"\g<name>\n\g<hours>", word).split("\n")]
    for word in words:
        timed = clock_times(word)
        if timed or weekdays(word) or _WEEKDAY_HEAD.match(word):
            column.hours = column.hours or timed
            column.habit |= weekdays(word)
    named = [w for w in words if not clock_times(w) and not weekdays(w) and not _WEEKDAY_HEAD.match(w)]
    head = named[0] if named else ""
    role = next((role for role, pattern in _ROLES if head and pattern.search(head)), None)
    filled = [c for c in cells if re.search(r"\w", c)]
    if dated and dated * 2 >= len(filled):
        if role in (Role.DEADLINE, Role.DATE):
            return role
        if head and (is_body(head) or (SHORT_NAME.fullmatch(head) and not is_column_word(head))):
            column.body = head
            column.place = named[1] if len(named) > 1 else None
            return Role.BODY
        if role is Role.NOTE and not any(_BEGINS_WITH_DATE.match(c) for c in filled):
            return role  # "Flyttat till 11 februari"
        return Role.DATE if not head or role in (Role.NOTE, Role.NOTHING, Role.TIME) else Role.NOTHING
    if role is not None and role not in (Role.DEADLINE, Role.DATE):
        return role
    if cells and sum(bool(SHORT_NAME.fullmatch(c) or names_organ(c)) for c in cells) * 2 > len(cells):
        return Role.ORGAN
    if cells and sum(clock_times(f"kl {c}") is not None for c in cells) * 2 > len(cells):
        return Role.TIME
    if not head and any(status_in(c) for c in filled):
        return Role.NOTE
    if not head and cells and sum(is_note(c) or form_in(c) is not None for c in cells) * 2 > len(cells):
        return Role.NOTE
    return Role.NOTE if head and role is None and not dated else Role.NOTHING


def is_known(head: str) -> bool:
    """Whether the head of a column is a word for one, other than a number's or a week's."""
    return any(role is not Role.NOTHING and pattern.search(head.strip(" :*")) for role, pattern in _ROLES)


def role_of(head: str) -> Role:
    """The role that the words of a head alone give a column."""
    return next((role for role, pattern in _ROLES if pattern.search(head)), Role.NOTHING)


def is_note(text: str) -> bool:
    """Whether words say something of a meeting's status or form."""
    return bool(form_in(text) or status_in(text))
