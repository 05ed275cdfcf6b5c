"""What feeds still tell of a ledger that was lost: the stamps must never go down (RFC 5545 3.8.7.3-4)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from calendar_tool.publishing.ics import fingerprint
from calendar_tool.store.ledger import Entry, Stamp

_EVENT = re.compile(rb"^BEGIN:VEVENT\r\n.*?^END:VEVENT\r\n", re.M | re.S)
_STAMPS = re.compile(rb"^(?:DTSTAMP|LAST-MODIFIED|SEQUENCE):.*\r\n", re.M)
_VALUE = re.compile(rb"^(UID|LAST-MODIFIED|SEQUENCE):(.*)\r\n", re.M)


def entries(feeds: Iterable[bytes]) -> list[Entry]:
    """The events in feeds of ours as the ledger had them, each with its highest stamp; anything else is passed over."""
    found: dict[str, Entry] = {}
    for feed in feeds:
        for event in _EVENT.findall(feed.replace(b"\r\n ", b"")):
            try:
                entry = _entry(event)
            except (KeyError, ValueError):
                continue
            if entry.uid not in found or found[entry.uid].stamp.sequence < entry.stamp.sequence:
                found[entry.uid] = entry
    return list(found.values())


def _entry(event: bytes) -> Entry:
    values = {name: value.decode() for name, value in _VALUE.findall(event)}
    modified = datetime.strptime(values[b"LAST-MODIFIED"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return Entry(values[b"UID"], Stamp(int(values[b"SEQUENCE"]), modified), fingerprint(_STAMPS.sub(b"", event)))
