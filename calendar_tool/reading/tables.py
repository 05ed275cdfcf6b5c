"""Tables whose columns have heads: dates, hours, places and notes of a row, whose column or whose row it is.

A column's role is what its head says, and where that says nothing, what its cells hold. The cells of a row are parted by
tabs or bars, or stand under their heads with wide blanks between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from calendar_tool.reading.expressions import (
    DateToken,
    Impossible,
    TimeToken,
    clock_times,
    form_in,
    status_in,
)
from calendar_tool.reading.headings import DEADLINE, is_column_word, weekdays
from calendar_tool.reading.items import Item
from calendar_tool.reading.names import is_body, names_organ
from calendar_tool.reading.page import Page

_BAR = re.compile(r"\s*\|\s*")
_RULE = re.compile(r"[\s|:=+–-]*")
_WIDE = re.compile(r"\S+(?: \S+)*")
_SHORT_NAME = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ/-]{1,9}|[A-ZÅÄÖ]{2}[a-zåäö]{1,4}|K[sf](?: ?au)?")
_MOST_HEADS = 5
_GAP = 2
_PLAIN = 3  # rows of a table without heads
_FLAT_GAP = 4
_CLOCK = re.compile(
    r"(?:kl\.?\s*)?\d{1,2}[.:]\d\d(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?|(?:kl\.?\s*)\d{1,2}(?:\s*[-–]\s*\d{1,2})?", re.I
)


_SAID = re.compile(r"(?:mån|tis|ons|tors?|fre)\w*\.?|\d[\d.:]*\s*[-–]\s*\d[\d.:]*|\d{1,2}[.:]\d\d", re.I)
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
    (
        Role.DEADLINE,
        re.compile(
            rf"{DEADLINE.pattern}|\b\w*stopp\b|kallelse|beredning av|just(?:ering|eras)|anslag|publicer|expediering|utskick",
            re.I,
        ),
    ),
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
            r"^(?:organ|instans|nämnd(?:/\w+|er)?|nämnd/styrelse|grupp|forum|vem|namn|politiskt organ|nämnd eller \w+|råd|möte med|mötestyp|styrelse/nämnd)$",
            re.I,
        ),
    ),
    (Role.NOTHING, re.compile(r"^(?:veckodag|vecka|v\.?|nr\.?|#|möte nr|löpnr|omgång|månad|termin)$", re.I)),
    (
        Role.DATE,
        re.compile(
            r"^(?:datum|dag|när|(?:mötes|sammanträdes)(?:datum|dag)(?:ar)?|mötesdatum|sammanträden?|möten?|ordinarie \w+|datum (?:för|och) \w+)$",
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
    def has_hours(self) -> bool:
        """Whether the table has columns for days and for hours."""
        roles = {c.role for c in self.columns}
        return Role.DATE in roles and Role.TIME in roles


def tables(page: Page, taken: set[int]) -> list[Table]:
    """The tables of the page, in order."""
    found: list[Table] = []
    used = set(taken)
    index, lines = 0, page.document.lines
    while index < len(lines):
        table = None
        if index not in used and page.is_dated(index):
            table = _table(page, index, used) or _flat(page, index, used)
        if table:
            found.append(table)
            used |= table.lines
            index = table.last + 1
        else:
            index += 1
    return found


def _table(page: Page, index: int, used: set[int]) -> Table | None:
    """The table whose first row with a date is lines[index]; None if it stands in none."""
    line = page.document.lines[index]
    exact = "\t" in line.strip() or "|" in line.strip(" |")
    heads, taken = _heads(page, index, used, exact)
    if not heads and not exact:
        return None
    columns = _columns(heads, exact) if heads else [Column(begin) for _word, begin in _parts(line, exact)]
    bordered = line.lstrip().startswith("|") and all(
        page.document.lines[i].lstrip().startswith("|") for i in taken if page.document.lines[i].strip()
    )
    if len(columns) < 2:
        return None
    rows: list[tuple[int, tuple[Value, ...]]] = []
    blank = 0
    for at in range(index, len(page.document.lines)):
        text = page.document.lines[at]
        if not text.strip() or (_RULE.fullmatch(text) and not exact):
            blank += 1
            continue
        if at in used or blank > _GAP or (_RULE.fullmatch(text) and not text.strip(" |-:=+–")):
            if at in used or blank > _GAP:
                break
            taken.add(at)
            continue
        values = _values(text, columns, exact, bordered)
        if values is None or not (exact or page.is_dated(at)):
            break
        rows.append((at, tuple(values)))
        taken.add(at)
        blank = 0
    while rows and not page.is_dated(rows[-1][0]):
        taken.discard(rows.pop()[0])
    if not rows or (not exact and len(rows) < 2):
        return None
    _give_roles(page, columns, rows)
    if not heads:
        plain = _is_plain([c.role for c in columns], len(rows))
        return Table(tuple(columns), tuple(rows), frozenset(taken)) if plain else None
    useful = [c for c in columns if c.role in (Role.DATE, Role.BODY)]
    labelled = sum(c.role is not Role.NOTHING and bool(c.words) for c in columns)
    if (
        not useful
        or labelled < 2
        or (not exact and len(heads) == 1 and not any(_known(w) for c in columns for w in c.words))
    ):
        return None
    return Table(tuple(columns), tuple(rows), frozenset(taken))


def _is_plain(roles: Sequence[Role], rows: int) -> bool:
    """Whether the cells alone make a table of meetings: a day and whose it is in each of three rows or more."""
    return rows >= _PLAIN and roles.count(Role.DATE) == 1 and roles.count(Role.ORGAN) == 1


def _flat(page: Page, index: int, used: set[int]) -> Table | None:
    """A table whose heads and cells are lines of their own, the first date on lines[index]; None if it is none."""
    lines = page.document.lines
    heads: list[int] = []
    above = [i for i in range(index - 1, max(-1, index - 4 * _MOST_HEADS), -1) if lines[i].strip()]
    before = next((n for n, i in enumerate(above) if is_column_word(lines[i].strip())), _MOST_HEADS)
    for i in above[before:]:
        if i in used or not is_column_word(lines[i].strip()):
            break
        heads.insert(0, i)
    columns = [Column(0, [lines[i].strip()]) for i in heads]
    for column in columns:
        column.role = next((role for role, pattern in _ROLES if pattern.search(column.words[0])), Role.NOTHING)
    dates = [n for n, c in enumerate(columns) if c.role is Role.DATE]
    if len(columns) < 2 or not dates or dates[0] != before:
        return None
    shown = [i for i in range(heads[-1] + 1, len(lines)) if lines[i].strip()]
    begins = [n for n, i in enumerate(shown) if _begins_with_date(page, i)]
    rows: list[tuple[int, tuple[Value, ...]]] = []
    taken = set(heads)
    for begin, following in zip(begins, [*begins[1:], None], strict=False):
        start = begin - before
        stop = min(following - before if following is not None else len(shown), begin + len(columns) - before)
        if start < 0 or (rows and shown[start] - max(taken) > 2 * _FLAT_GAP) or shown[begin] in used:
            break
        values = _record(columns, [(i, lines[i].strip()) for i in shown[start:stop]], before, following is None)
        rows.append((shown[begin], tuple(values)))
        taken |= {v.line for v in values if v.line is not None}
        if following is not None and following - before - start > len(columns) + 1:
            break
    return Table(tuple(columns), tuple(rows), frozenset(taken)) if len(rows) > 1 else None


def _begins_with_date(page: Page, index: int) -> bool:
    first = page.document.offset(index)
    indent = len(page.document.lines[index]) - len(page.document.lines[index].lstrip(" •*-–"))
    return any(isinstance(t, DateToken) and t.begin - first <= indent for t in page.on_line(index))


def _record(columns: Sequence[Column], cells: Sequence[tuple[int, str]], dated: int, last: bool) -> list[Value]:
    """The lines of one record in the columns: each goes to the next column that can hold it."""
    values: list[Value] = []
    column = 0
    for number, (line, text) in enumerate(cells):
        if number == dated:
            column = dated
        else:
            column = next((n for n in range(column, len(columns)) if _holds(columns[n].role, text)), len(columns))
        if column >= len(columns):
            break
        if last and number > dated and columns[column].role in (Role.PLACE, Role.NOTE) and not is_note(text):
            break  # what follows the table may look like the last cell of its last row
        values.append(Value(column, text, 0, len(text), line))
        column += 1
    return values


def _holds(role: Role, text: str) -> bool:
    """Whether a column of a role can hold the words."""
    hours = _CLOCK.fullmatch(text) is not None
    if role in (Role.TIME, Role.END):
        return hours
    if hours or role in (Role.DATE, Role.DEADLINE):
        return False
    if role is Role.ORGAN:
        return is_body(text) or bool(_SHORT_NAME.fullmatch(text))
    return role is Role.NOTE or status_in(text) is None


def _known(head: str) -> bool:
    """Whether the head of a column is a word for one, other than a number's or a week's."""
    return any(role is not Role.NOTHING and pattern.search(head.strip(" :*")) for role, pattern in _ROLES)


def _heads(page: Page, index: int, used: set[int], exact: bool) -> tuple[list[list[tuple[str, int]]], set[int]]:
    """The lines of heads above the first row, top first, each as words and where they begin; and the lines taken."""
    lines = page.document.lines
    heads: list[list[tuple[str, int]]] = []
    taken = {index}
    blank = 0
    for at in range(index - 1, max(-1, index - 2 * _MOST_HEADS), -1):
        text = lines[at]
        if not text.strip():
            blank += 1
            if blank > 1 or heads:
                break
            continue
        if _RULE.fullmatch(text):
            taken.add(at)
            continue
        if at in used or page.is_dated(at) or len(heads) >= _MOST_HEADS:
            break
        parts = _parts(text, exact)
        if len([p for p in parts if p[0]]) < 2 or text.rstrip().endswith((".", ":")):
            break
        heads.insert(0, parts)
        taken.add(at)
    return heads, taken


def _parts(text: str, exact: bool, bordered: bool = True) -> list[tuple[str, int]]:
    """The cells of a line with where they begin, empty ones too where tabs or bars part them."""
    if not exact:
        return [(m[0], m.start()) for m in _WIDE.finditer(text)]
    begin, end = 0, len(text)
    if bordered and text.lstrip().startswith("|"):
        begin = text.index("|") + 1
    if bordered and "|" in text and text.rstrip().endswith("|"):
        end = text.rstrip().rindex("|")
    separator = "|" if "|" in text else "\t"
    found, at = [], begin if "|" in text and bordered and text.lstrip().startswith("|") else 0
    for part in text[at:end].split(separator) if end > at else []:
        found.append((part.strip(), at + len(part) - len(part.lstrip())))
        at += len(part) + 1
    return found


def _columns(heads: list[list[tuple[str, int]]], exact: bool) -> list[Column]:
    """The columns that the heads stand over: by number, or by where they begin in the widest line of heads."""
    widest = max(heads, key=len)
    columns = [Column(begin) for _word, begin in widest]
    for line in heads:
        for number, (word, begin) in enumerate(line):
            at = number if exact else min(range(len(columns)), key=lambda i: abs(columns[i].begin - begin))
            if at < len(columns) and word:
                columns[at].words.append(word)
    return columns


def _values(text: str, columns: Sequence[Column], exact: bool, bordered: bool) -> list[Value] | None:
    """The cells of a row; None if the line does not stand in the columns."""
    parts = _parts(text, exact, bordered)
    if exact:
        if not ("\t" in text or "|" in text):
            return None
        return [Value(i, w, b, b + len(w)) for i, (w, b) in enumerate(parts) if w and i < len(columns)]
    values: list[Value] = []
    for word, begin in parts:
        near = min(range(len(columns)), key=lambda i: abs(columns[i].begin - begin))
        if values and near <= values[-1].column:
            return None
        values.append(Value(near, word, begin, begin + len(word)))
    return values


def _give_roles(page: Page, columns: list[Column], rows: Sequence[tuple[int, tuple[Value, ...]]]) -> None:
    for number, column in enumerate(columns):
        cells = [(line, v) for line, values in rows for v in values if v.column == number]
        dated = sum(bool(_dates(page, line, v)) for line, v in cells)
        column.role = _role(column, dated, [v.text for _line, v in cells])


def _role(column: Column, dated: int, cells: Sequence[str]) -> Role:
    """What the head of a column says its cells are; else what they hold."""
    whole = re.sub(r"(?<=\w)-\s(?=[a-zåäö])", "", " ".join(w.strip(" :*") for w in column.words))
    words = [w.strip(" :*") for w in column.words]
    if inside := re.match(r"^(?P<head>[^()]+?)\s*\((?P<said>[^()]*)\)$", whole):
        words = [inside["head"], *_SAID.findall(inside["said"])]
    elif (
        len(words) > 1
        and (words[0].endswith("-") or words[1][0].islower())
        and not clock_times(words[1])
        and not weekdays(words[1])
    ):
        words = [whole] if not clock_times(words[-1]) else [" ".join(words[:-1]).replace("- ", ""), words[-1]]
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
        if head and (is_body(head) or (_SHORT_NAME.fullmatch(head) and not is_column_word(head))):
            column.body = head
            column.place = named[1] if len(named) > 1 else None
            return Role.BODY
        return Role.DATE if not head or role in (Role.NOTE, Role.NOTHING, Role.TIME) else Role.NOTHING
    if role is not None and role not in (Role.DEADLINE, Role.DATE):
        return role
    if cells and sum(bool(_SHORT_NAME.fullmatch(c) or names_organ(c)) for c in cells) * 2 > len(cells):
        return Role.ORGAN
    if cells and sum(clock_times(f"kl {c}") is not None for c in cells) * 2 > len(cells):
        return Role.TIME
    if not head and cells and sum(is_note(c) or form_in(c) is not None for c in cells) * 2 > len(cells):
        return Role.NOTE
    return Role.NOTE if head and role is None and not dated else Role.NOTHING


def _dates(page: Page, line: int, value: Value) -> list[DateToken | Impossible]:
    first = page.document.offset(line)
    tokens = page.between(first + value.begin, first + value.end)
    return [t for t in tokens if isinstance(t, DateToken | Impossible)]


def items(page: Page, table: Table) -> Iterator[Item]:
    """The dates of a table, each with whose it is (None where the table does not say) and what its row says of it."""
    organ = None
    for line, values in table.rows:
        cells = {v.column: v for v in values}
        said = {
            role: [cells[i].text for i, c in enumerate(table.columns) if c.role is role and i in cells] for role in Role
        }
        organ = said[Role.ORGAN][0] if said[Role.ORGAN] else organ
        hours = _hours(said[Role.TIME], said[Role.END])
        said[Role.NOTE] += [t for t in said[Role.TIME] if is_note(t)]
        place = said[Role.PLACE][0].strip("-– ") if said[Role.PLACE] else ""
        notes = [n for n in (*said[Role.NOTE], *said[Role.FORM]) if n.strip("-– ")]
        for number, column in enumerate(table.columns):
            value = cells.get(number)
            if value is None:
                continue
            for token, own, beside in _inside(page, line, value):
                if column.role is Role.DEADLINE:
                    yield Item(None, token, line, value.text, deadline=True)
                elif column.role in (Role.DATE, Role.BODY):
                    shared = hours if column.role is Role.DATE else column.hours
                    yield Item(
                        column.body or (organ if any(c.role is Role.ORGAN for c in table.columns) else None),
                        token, line, value.text, own or shared,
                        "; ".join([*beside, *(notes if column.role is Role.DATE else [])]),
                        place=place or column.place or "", habit=frozenset(column.habit), own_hours=own is not None,
                    )  # fmt: skip


def _hours(starts: Sequence[str], ends: Sequence[str]) -> TimeToken | None:
    if not starts:
        return None
    found = clock_times(starts[0]) or clock_times(f"kl {starts[0]}")
    if found and ends and found.stop is None:
        joined = clock_times(f"kl {starts[0].strip()}-{ends[0].strip()}")
        return joined or found
    return found


def _inside(
    page: Page, line: int, value: Value
) -> Iterator[tuple[DateToken | Impossible, TimeToken | None, list[str]]]:
    """The dates of a cell, each with hours and a note of its own."""
    first = page.document.offset(line)
    text = page.document.lines[line]
    begin, end = (first + value.begin, first + value.end) if value.line is None else (first, first + len(text))
    tokens = page.between(begin, end)
    dates = [t for t in tokens if isinstance(t, DateToken | Impossible)]
    for token, following in zip(dates, [*dates[1:], None], strict=False):
        stop = following.begin if following else end
        own = next((t for t in tokens if isinstance(t, TimeToken) and token.end <= t.begin < stop), None)
        rest = page.document.text[token.end : stop]
        if own:
            rest = rest.replace(own.text, " ")
        before = page.document.text[begin : token.begin] if token is dates[0] else ""
        words = [
            w for w in (" ".join(part.split()).strip(" ,;()*|.") for part in (before, rest)) if re.search(r"\w{2}", w)
        ]
        yield token, own, [w for w in words if w not in ("och", "samt", "den")]


def is_note(text: str) -> bool:
    """Whether words say something of a meeting's status or form."""
    return bool(form_in(text) or status_in(text))
