"""The ledger (published.toml): what has been published, so that every calendar client sees a changed event.

A client tells a changed event by its SEQUENCE and LAST-MODIFIED (RFC 5545 3.8.7.3-4), which must never go
down and must stand still while nothing changes. The ledger remembers both, and a fingerprint of what the
event looked like. An event that is gone leaves a tombstone: its UID is never given to another, and it goes
on from there if it returns.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from calendar_tool.locale import _
from calendar_tool.toml_file import YEARS, Table, TomlFile

_HEAD = """\
# Det som har publicerats i kalenderflödena. Filen skrivs av calendar-tool: ändra den inte för hand, men spara
# den med övriga data. Utan den kan kalenderprogram missa ändringar. "removed": mötet finns inte längre.
"""

_MOST_SEQUENCE = 2_000_000_000  # an INTEGER of RFC 5545 3.3.8 ends soon after


@dataclass(frozen=True, slots=True)
class Stamp:
    """An event's SEQUENCE, and its LAST-MODIFIED (= DTSTAMP) in UTC, whole seconds."""

    sequence: int
    last_modified: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of one event; `removed` is when it was first missed (UTC)."""

    uid: str
    stamp: Stamp
    fingerprint: str
    removed: datetime | None = None


class Ledger:
    """The entries by UID. Stamping and retiring change it; the caller writes `text()` before the feeds."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries = {entry.uid: entry for entry in entries}

    @staticmethod
    def load(path: Path) -> Ledger:
        """Reads published.toml; empty if there is no such file. InputError with the line if it is broken."""
        if not path.exists():
            return Ledger()
        file = TomlFile.read(path)
        file.only("event")
        file.top().done()
        ledger = Ledger()
        for table in file.tables("event"):
            entry = _entry(table)
            if entry is None:
                continue
            if entry.uid in ledger._entries:
                table.wrong("uid", _("“{uid}” is listed twice").format(uid=entry.uid), "duplicate-uid")
            ledger._entries[entry.uid] = entry
        file.finish()
        return ledger

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever published, as far as is known."""
        return not self._entries

    def stamp(self, uid: str, fingerprint: str, now: datetime) -> Stamp:
        """The stamp to publish the event with; a new one if it is new, has changed or has come back.

        `now` is aware. LAST-MODIFIED rises by at least a second even if the machine's clock has gone back.
        """
        entry = self._entries.get(uid)
        if entry is None:
            stamp = Stamp(0, _utc(now))
        elif entry.fingerprint == fingerprint and entry.removed is None:
            return entry.stamp
        else:
            later = entry.stamp.last_modified + timedelta(seconds=1)
            stamp = Stamp(entry.stamp.sequence + 1, max(_utc(now), later))
        self._entries[uid] = Entry(uid, stamp, fingerprint)
        return stamp

    def retire(self, present: Collection[str], now: datetime) -> None:
        """Puts a tombstone on every event whose UID is not among `present`; an older tombstone stays."""
        for uid in self._entries.keys() - set(present):
            entry = self._entries[uid]
            if entry.removed is None:
                self._entries[uid] = replace(entry, removed=_utc(now))

    def ids(self) -> frozenset[str]:
        """The ids of all meetings ever published, the removed too: none of them may be given again."""
        return frozenset(uid.rpartition("@")[0] or uid for uid in self._entries)

    def domains(self) -> list[str]:
        """The domains that end the UIDs ever published, the commonest first; one, unless somebody has changed it."""
        count = Counter(uid.rpartition("@")[2] for uid in sorted(self._entries))
        return [domain for domain, _n in count.most_common()]

    def text(self) -> str:
        """The file: one table an event, in order of UID; the same entries always give the same text."""
        return _HEAD + "".join(_table(self._entries[uid]) for uid in sorted(self._entries))


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("the time must have a zone")
    return moment.astimezone(UTC).replace(microsecond=0)


def _entry(table: Table) -> Entry | None:
    uid = table.text("uid", required=True)
    sequence = table.integer("sequence", required=True, most=_MOST_SEQUENCE)
    last_modified = _moment(table, "last_modified", required=True)
    fingerprint = table.text("fingerprint", required=True)
    removed = _moment(table, "removed")
    table.done()
    if uid is None or sequence is None or last_modified is None or fingerprint is None:
        return None
    return Entry(uid, Stamp(sequence, last_modified), fingerprint, removed)


def _moment(table: Table, key: str, required: bool = False) -> datetime | None:
    text = table.text(key, required)
    if text is None:
        return None
    try:
        moment = _utc(datetime.fromisoformat(text))
        if moment.year in YEARS:
            return moment
    except (ValueError, OverflowError):
        pass
    table.wrong(key, _("“{key}” must be a time in UTC like 2021-01-18T09:00:00Z").format(key=key))
    return None


def _table(entry: Entry) -> str:
    pairs = {
        "uid": _quoted(entry.uid),
        "sequence": str(entry.stamp.sequence),
        "last_modified": _quoted(_iso(entry.stamp.last_modified)),
        "fingerprint": _quoted(entry.fingerprint),
    }
    if entry.removed is not None:
        pairs["removed"] = _quoted(_iso(entry.removed))
    return "\n[[event]]\n" + "".join(f"{key} = {value}\n" for key, value in pairs.items())


def _iso(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes, and DEL, which JSON leaves."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
