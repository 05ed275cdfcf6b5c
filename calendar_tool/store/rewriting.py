"""A changed Schedule -> the new texts of its files, touching only what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Meeting, Unresolved
from calendar_tool.model.schedule import Schedule
from calendar_tool.model.series import Series
from calendar_tool.store.bodies import BODIES, body_values
from calendar_tool.store.records import SCHEDULES, UNRESOLVED, Records, record_values
from calendar_tool.store.tables import Chunk, TomlText, change, keys_of, new_line, new_table

Record = Body | Meeting | Series | Unresolved
Order = tuple[int, str, str]  # of its kind, date, start

_KEPT = "Skrivs av calendar-tool; ändra gärna för hand, kommentarer bevaras.\n"
_KINDS: dict[type, str] = {Body: "body", Meeting: "meeting", Series: "series", Unresolved: "unresolved"}


@dataclass(frozen=True, slots=True)
class _Kept:
    """A record as it was read, and its table: the index-th of its kind in the file."""

    file: str
    index: int
    record: Record


def rewrite(
    contents: Mapping[str, bytes | None], bodies: Bodies, files: Mapping[str, Records], new: Schedule
) -> dict[str, bytes]:
    """The new contents of the files that `new` changes.

    `contents` are the files that `bodies` and `files` were read from. ValueError if a meeting of `new` has no id
    of its own or a body that is not in `new.bodies`.
    """
    if not all(m.id for m in new) or len({m.id for m in new}) < len(new):
        raise ValueError("every meeting needs an id of its own")
    drafts = _Drafts(contents, files, new.bodies)
    drafts.settle(_kept({BODIES: bodies}), new.bodies, lambda b: b.slug)
    drafts.settle(_kept({n: f.meetings for n, f in files.items()}), new.meetings, lambda m: m.id)
    drafts.settle(
        _kept({n: f.series for n, f in files.items()}),
        new.series,
        lambda s: s,
        lambda s: (s.body, s.every_weeks, s.first, s.last),
    )
    drafts.settle(
        _kept({n: f.unresolved for n, f in files.items()}),
        new.unresolved,
        lambda u: u,
        lambda u: (u.source.document, u.source.line),
    )
    return drafts.contents()


def _kept(files: Mapping[str, Iterable[Record]]) -> list[_Kept]:
    return [_Kept(name, i, record) for name, records in files.items() for i, record in enumerate(records)]


class _Drafts:
    """The files that are being changed, begun when first needed."""

    def __init__(self, contents: Mapping[str, bytes | None], files: Mapping[str, Records], bodies: Bodies) -> None:
        self._contents, self._files = contents, files
        self._slugs = {body.name: body.slug for body in bodies}
        self._drafts: dict[str, _Draft] = {}

    def contents(self) -> dict[str, bytes]:
        """The new contents of the files begun."""
        return {name: draft.contents() for name, draft in self._drafts.items()}

    def settle(self, old: list[_Kept], new: Iterable[Record], *identities: Callable[[Any], Hashable]) -> None:
        """Pairs old and new records by the first identity that does, and carries out the differences."""
        added = list(new)
        for identity in identities:
            waiting: dict[Hashable, list[_Kept]] = defaultdict(list)
            for kept in old:
                waiting[identity(kept.record)].append(kept)
            left = []
            for record in added:
                if found := waiting[identity(record)]:
                    self._change(found.pop(0), record)
                else:
                    left.append(record)
            old, added = [kept for each in waiting.values() for kept in each], left
        for kept in old:
            self._draft(kept.file, kept.record).take(kept)
        for record in added:
            self._draft(self._home(record), record).add(record)

    def _change(self, kept: _Kept, record: Record) -> None:
        if kept.record == record:
            return
        draft = self._draft(kept.file, kept.record)
        if self._home(record) == self._home(kept.record):
            draft.change(kept, record)
        else:
            self._draft(self._home(record), record).receive(draft.take(kept), draft, kept.record, record)

    def _home(self, record: Record) -> str:
        """The file where a record belongs; it may have been put elsewhere by hand."""
        if isinstance(record, Body):
            return BODIES
        body, year = _body_year(record)
        if isinstance(record, Unresolved) and (body is None or year is None):
            return UNRESOLVED
        if body not in self._slugs:
            raise ValueError(f"no such body: {body}")
        return f"{SCHEDULES}/{self._slugs[body]}-{year}.toml"

    def _draft(self, name: str, record: Record) -> _Draft:
        """The draft of a file; one that is not there yet begins with the body and the year of the record."""
        if name not in self._drafts:
            if (data := self._contents.get(name)) is not None:
                file = self._files.get(name)
                self._drafts[name] = _Draft(data, *((file.body, file.year) if file else (None, None)))
            elif name in (BODIES, UNRESOLVED):
                title = "Organen" if name == BODIES else "Det som dokumenten lämnar öppet"
                self._drafts[name] = _Draft(f"# {title}. {_KEPT}\n".encode(), None, None)
            elif not isinstance(record, Body):
                body, year = _body_year(record)
                head = "".join(new_line(key, value) for key, value in (("body", body), ("year", year)))
                self._drafts[name] = _Draft(f"# {body} {year}. {_KEPT}{head}".encode(), body, year)
        return self._drafts[name]


class _Draft:
    """One file: its text, and where in time each of its tables belongs."""

    def __init__(self, data: bytes, body: str | None, year: int | None) -> None:
        text = data.decode("utf-8-sig")
        self._mark = "\ufeff" if data.startswith("\ufeff".encode()) else ""
        self._text = TomlText(text)
        self._body, self._year = body, year
        self._first = {kind: self._text.tables(kind) for kind in _KINDS.values()}
        self._orders: dict[Chunk, Order] = {}

    def contents(self) -> bytes:
        """The file as it is now."""
        return (self._mark + self._text.text()).encode()

    def values(self, record: Record) -> dict[str, Any]:
        """The keys of a record's table in this file."""
        if isinstance(record, Body):
            return body_values(record)
        return record_values(record, self._body, self._year)

    def take(self, kept: _Kept) -> Chunk:
        """Removes a table."""
        chunk = self._chunk(kept)
        self._text.take(chunk)
        return chunk

    def change(self, kept: _Kept, record: Record) -> None:
        """Writes what differs; a meeting that was moved goes to its place among the others."""
        chunk = self._chunk(kept)
        change(chunk, self.values(kept.record), self.values(record))
        self._orders.pop(chunk, None)
        if isinstance(record, Meeting) and not self._in_order(chunk):
            self._text.take(chunk)
            self._place(chunk)

    def receive(self, chunk: Chunk, giver: _Draft, old: Record, new: Record) -> None:
        """Takes over a table from another file."""
        change(chunk, giver.values(old), self.values(new))
        self._place(chunk)

    def add(self, record: Record) -> None:
        """Adds a table."""
        self._place(new_table(_KINDS[type(record)], self.values(record)))

    def _chunk(self, kept: _Kept) -> Chunk:
        return self._first[_KINDS[type(kept.record)]][kept.index]

    def _place(self, chunk: Chunk) -> None:
        tables = self._text.tables(*_KINDS.values())
        earlier = [table for table in tables if self._order(table) <= self._order(chunk)]
        if tables and not earlier:
            self._text.put_before(chunk, tables[0])
        else:
            self._text.put_after(chunk, earlier[-1] if earlier else None)

    def _in_order(self, chunk: Chunk) -> bool:
        """Whether a meeting stands between the right neighbours."""
        meetings = self._text.tables("meeting")
        at = meetings.index(chunk)
        near = [self._order(table) for table in meetings[max(at - 1, 0) : at + 2]]
        return near == sorted(near)

    def _order(self, chunk: Chunk) -> Order:
        if chunk not in self._orders:
            keys = keys_of(chunk)
            rank = list(_KINDS.values()).index(chunk.kind or "")
            self._orders[chunk] = (rank, str(keys.get("date", "")), str(keys.get("start", ""))[:5])
        return self._orders[chunk]


def _body_year(record: Meeting | Series | Unresolved) -> tuple[str | None, int | None]:
    if isinstance(record, Meeting):
        return record.body, record.date.year
    return record.body, record.first.year if isinstance(record, Series) else record.year
