"""A reading against what is kept: what is new, same, changed, moved or missing. Pure; no meeting is ever removed.

A document that states the same in the same words as last time says nothing new: what a person has edited since then
stays. One that states something else now has the last word.
Minutes outrank plans, whichever came first. A meeting that a newer plan lacks is missing, not cancelled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from calendar_tool.locale import _
from calendar_tool.model.meeting import Kind, Meeting, Status
from calendar_tool.model.reading import Reading
from calendar_tool.model.schedule import Schedule
from calendar_tool.model.series import Series
from calendar_tool.store.changes import Change, Entry, What
from calendar_tool.store.comparing import Disagreement, disagreements
from calendar_tool.store.expected import Expected
from calendar_tool.store.fragments import settle_fragments
from calendar_tool.store.history import revisions
from calendar_tool.store.merging import (
    as_stated,
    combine,
    contradicts,
    is_same_line,
    is_same_wording,
    merge,
    outranks,
    says_nothing_new,
    told_by_alone,
    unless_restated,
    with_sources,
)
from calendar_tool.store.naming import Ids, Names
from calendar_tool.store.pairing import move_distance, moves, nearest, start_distance

__all__ = ["Change", "Reconciliation", "What", "cancel", "reconcile"]

_BY_HAND = 92  # days that a person may have moved a meeting and the document's line still be taken for it


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The schedule to keep from now on, and how it came about."""

    schedule: Schedule
    changes: tuple[Change, ...]
    disagreements: tuple[Disagreement, ...] = ()


def reconcile(stored: Schedule, readings: Sequence[Reading], taken_ids: Collection[str] = ()) -> Reconciliation:
    """Brings the readings into the stored schedule; their order does not matter, minutes go first.

    `taken_ids` are ids that were given to meetings which are gone (from the ledger): they are not given again.
    """
    ordered = _in_order(readings)
    names = Names(stored.bodies, (name for reading in ordered for name in _names(reading)))
    ordered = [_renamed(reading, names) for reading in ordered]
    entries = _Entries(stored.meetings)
    for reading in ordered:
        entries.read(reading)
    for reading in ordered:
        entries.look_for_missing(reading)
    fragments, open_now = settle_fragments(stored.unresolved, ordered, entries.of)
    series, rhythms = _series(stored.series, ordered)
    entries.remember()
    entries.give_ids({body.name: body.slug for body in names.bodies()}, taken_ids)
    schedule = Schedule(entries.meetings(), names.bodies(), series, fragments)
    return Reconciliation(schedule, (*entries.changes(), *open_now, *rhythms), tuple(disagreements(ordered)))


def cancel(result: Reconciliation, ids: Collection[str]) -> Reconciliation:
    """The same, with those of the missing meetings cancelled that a person says are; their history tells why."""
    missing = [change for change in result.changes if change.kind is What.MISSING]
    cancelled: dict[str, Meeting] = {}
    for meeting in result.schedule:
        if meeting.id in ids:
            why = "; ".join(c.note for c in missing if c.after and c.after.id == meeting.id)
            now = replace(meeting, status=Status.CANCELLED)
            lines = revisions(meeting, now, {"status": why})
            cancelled[meeting.id] = replace(now, history=(*meeting.history, *lines))
    old = result.schedule
    schedule = Schedule((cancelled.get(m.id, m) for m in old), old.bodies, old.series, old.unresolved)
    changes = (
        replace(c, kind=What.CANCELLED, after=cancelled[c.after.id])
        if c in missing and c.after and c.after.id in ids
        else c
        for c in result.changes
    )
    return replace(result, schedule=schedule, changes=tuple(changes))


def _in_order(readings: Iterable[Reading]) -> list[Reading]:
    """One reading a document, minutes before plans, then by name."""
    merged = []
    by_name = sorted(readings, key=lambda r: (r.document, repr(r)))
    for document, group in groupby(by_name, key=lambda r: r.document):
        parts = list(group)
        merged.append(
            Reading(
                document,
                tuple(m for part in parts for m in part.meetings),
                tuple(m for part in parts for m in part.implied),
                tuple(s for part in parts for s in part.series),
                tuple(u for part in parts for u in part.unresolved),
            )
        )
    return sorted(merged, key=lambda r: all(m.kind is not Kind.HELD for m in r.meetings))


def _names(reading: Reading) -> list[str]:
    dated = [*(m.body for m in (*reading.meetings, *reading.implied)), *(s.body for s in reading.series)]
    return [*dated, *(u.body for u in reading.unresolved if u.body is not None)]


def _renamed(reading: Reading, names: Names) -> Reading:
    """The reading with the short names of its bodies, and its meetings with the digests of what is stated."""
    return replace(
        reading,
        meetings=tuple(as_stated(replace(m, body=names.resolve(m.body), id="")) for m in reading.meetings),
        implied=tuple(as_stated(replace(m, body=names.resolve(m.body), id="")) for m in reading.implied),
        series=tuple(s._replace(body=names.resolve(s.body)) for s in reading.series),
        unresolved=tuple(u._replace(body=u.body and names.resolve(u.body)) for u in reading.unresolved),
    )


def _series(stored: Sequence[Series], readings: Iterable[Reading]) -> tuple[list[Series], list[Change]]:
    """Every rhythm once; the line it was read from follows its document."""
    kept = list(stored)
    changes = []
    for reading in readings:
        seen = set()
        for series in reading.series:
            key = _rhythm(series)
            at = next((i for i, other in enumerate(kept) if _rhythm(other) == key), None)
            if at is None:
                kept.append(series)
                changes.append(Change(What.RHYTHM, series.body, None, None, str(series.source)))
            elif kept[at].source.document == series.source.document and key not in seen:
                kept[at] = series
            seen.add(key)
    return kept, changes


def _rhythm(series: Series) -> tuple[str, int, date, date]:
    return series.body, series.every_weeks, series.first, series.last


class _Entries:
    """All meetings by body, while readings are brought in."""

    def __init__(self, meetings: Iterable[Meeting]) -> None:
        self._by_body: dict[str, list[Entry]] = {}
        for meeting in meetings:
            self._add(Entry(meeting, meeting))

    def of(self, body: str | None) -> list[Entry]:
        """The meetings of a body in order of time."""
        return sorted(self._by_body.get(body or "", ()), key=lambda e: e.now.sort_key)

    def meetings(self) -> list[Meeting]:
        """The meetings as they are now."""
        return [entry.now for entry in self._in_order()]

    def changes(self) -> list[Change]:
        """The remarks on the meetings, in order of time."""
        return [change for entry in self._in_order() for change in entry.changes()]

    def remember(self) -> None:
        """Adds to each meeting's history what it was before."""
        for entry in self._in_order():
            entry.remember()

    def give_ids(self, slugs: dict[str, str], taken: Collection[str]) -> None:
        """Gives the new meetings their ids, in order of time."""
        ids = Ids([*taken, *(entry.now.id for entry in self._in_order())])
        for entry in self._in_order():
            if entry.kept is None:
                entry.now = entry.now.with_id(ids.next(slugs[entry.now.body], entry.now.date.year))

    def read(self, reading: Reading) -> None:
        """Brings in the meetings of a document: pairs them with those there are, the rest is new."""
        expected = Expected(reading)
        by_body: dict[str, list[Meeting]] = {}
        for meeting in (*reading.meetings, *reading.implied):
            by_body.setdefault(meeting.body, []).append(meeting)
        for body in sorted(by_body):
            meetings, entries = combine(by_body[body]), self.of(body)
            pairs = _pairs(meetings, entries)
            left = [m for m in meetings if all(m is not paired for paired, _entry in pairs)]
            free = [e for e in entries if all(e is not paired for _meeting, paired in pairs)]
            movable = {id(entry.now): entry for entry in free if expected.may_move(entry)}
            moved = moves(left, [entry.now for entry in movable.values()], reading.document)
            if len(moved) <= len(pairs):  # a newer plan keeps most dates; one that keeps few lists other meetings
                pairs += [(meeting, movable[id(old)]) for meeting, old in moved]
            for meeting in meetings:
                entry = next((e for m, e in pairs if m is meeting), None)
                if entry is None:
                    entry = Entry(None, merge(meeting, meeting))
                    self._add(entry)
                _bring(entry, meeting, reading.document)

    def look_for_missing(self, reading: Reading) -> None:
        """Remarks on the meetings that the document should have and has not."""
        expected = Expected(reading)
        for entry in expected.missing(self._in_order()):
            entry.remark(What.MISSING, _("not in {document}").format(document=reading.document))

    def _add(self, entry: Entry) -> None:
        self._by_body.setdefault(entry.now.body, []).append(entry)

    def _in_order(self) -> list[Entry]:
        return sorted((e for entries in self._by_body.values() for e in entries), key=lambda e: e.now.sort_key)


def _pairs(meetings: list[Meeting], entries: list[Entry]) -> list[tuple[Meeting, Entry]]:
    """Read and kept meetings that are the same: by the line they were read from, by day, by words.

    Short words can be those of another meeting too ("9" in a column of days): far from the day they count only if all
    that is stated is the same.
    """

    def same_line_and_day(m: Meeting, e: Entry) -> int | None:
        return same_day(m, e) if is_same_line(m, e.now) else None

    def same_words_and_day(m: Meeting, e: Entry) -> int | None:
        return same_day(m, e) if is_same_wording(m, e.now) else None

    def same_line(m: Meeting, e: Entry) -> int | None:
        return _days(m, e) if is_same_line(m, e.now) else None

    def same_day(m: Meeting, e: Entry) -> int | None:
        return start_distance(m.start, e.now.start) if m.date == e.now.date else None

    def same_words(m: Meeting, e: Entry) -> int | None:
        return _days(m, e) if says_nothing_new(m, e.now) else None

    def same_words_near(m: Meeting, e: Entry) -> int | None:
        return move_distance(m.date, e.now.date) if is_same_wording(m, e.now) else None

    pairs: list[tuple[Meeting, Entry]] = []
    for distance in (same_line_and_day, same_line, same_words_and_day, same_day, same_words, same_words_near):
        found = nearest(meetings, entries, distance)
        meetings = [m for m in meetings if all(m is not paired for paired, _entry in found)]
        entries = [e for e in entries if all(e is not paired for _meeting, paired in found)]
        pairs += found
    return pairs


def _days(meeting: Meeting, entry: Entry) -> int | None:
    apart = abs((meeting.date - entry.now.date).days)
    return apart if apart <= _BY_HAND else None


def _bring(entry: Entry, read: Meeting, document: str) -> None:
    """Brings what a document says of a meeting into it."""
    entry.documents.add(document)
    kept, line = entry.now, "; ".join(map(str, read.sources)) or document
    undoes = read.kind is Kind.SCHEDULED and kept.status is Status.CANCELLED and read.status is not Status.CANCELLED
    if says_nothing_new(read, kept):
        entry.now = replace(kept, sources=with_sources(kept.sources, read.sources))
        if undoes or (contradicts(read, kept) and not outranks(kept, read)):
            entry.remark(What.DISAGREE if undoes else What.SAME, line, read)
        return
    if undoes:
        entry.remark(What.DISAGREE, line, read)
        entry.put_off.append((read, document))
        return
    if outranks(kept, read):
        merged = merge(kept, read)
        if contradicts(read, kept):
            entry.remark(What.DISAGREE, line, read)
    else:
        merged = unless_restated(merge(read, read if told_by_alone(document, kept) else kept), kept, read)
    now = replace(merged, sources=with_sources(kept.sources, read.sources), id=kept.id, history=kept.history)
    entry.becomes(now, "; ".join(str(source.place) for source in read.sources) or document)
    if outranks(read, kept):
        for plan, its_document in entry.heard_after_all():
            _bring(entry, plan, its_document)
