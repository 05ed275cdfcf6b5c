"""What two accounts of the same meeting make together, and whether a document says anything new."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, time
from typing import Any
from zlib import crc32

from calendar_tool.model.meeting import Kind, Meeting, Source, SpanError, Status

# What a document states of a meeting, in the parts that a person may have edited apart.
PARTS = {
    "date": ("date", "end_date"),
    "hours": ("start", "end"),
    "rest": ("form", "location", "status", "kind", "conditions"),
}


def facts(meeting: Meeting) -> Meeting:
    """The meeting without what tells where it was read, and what it was before."""
    return replace(meeting, sources=(), id="", history=())


def stated(meeting: Meeting) -> str:
    """A digest of all that a document states of a meeting of a body, for Source.digest.

    Four hexadecimal digits each for its days, its hours and the rest, so that each can be told to be the same.
    """
    told = ["\n".join(str(getattr(meeting, name) or "") for name in names) for names in PARTS.values()]
    return "".join(f"{crc32(part.encode()) & 0xFFFF:04x}" for part in told)


def unless_restated(merged: Meeting, kept: Meeting, read: Meeting) -> Meeting:
    """`merged`, with the days, hours and the rest as they were kept where the document states no other than before.

    So what a person has edited stays when a newer version of the document changes something else.
    """
    new = read.sources[0].digest if read.sources else ""
    old = next((s.digest for s in kept.sources for r in read.sources if s.digest and _same_place(s, r)), "")
    keep: dict[str, Any] = {}
    for at, names in zip((0, 4, 8), PARTS.values(), strict=True):
        if old[at : at + 4] == new[at : at + 4] != "":
            keep |= {name: getattr(kept, name) for name in names}
    try:
        return replace(merged, **keep)
    except SpanError:  # the kept hours do not fit the new days
        return merged


def _same_place(one: Source, other: Source) -> bool:
    return one.document == other.document and (one.line == other.line or one.text == other.text)


def as_stated(meeting: Meeting) -> Meeting:
    """A meeting as it was read, with the digest of what is stated in its sources."""
    digest = stated(meeting)
    return replace(meeting, sources=tuple(source._replace(digest=digest) for source in meeting.sources))


def merge(first: Meeting, second: Meeting) -> Meeting:
    """`first`, with what it lacks from `second`. A held meeting was not cancelled, and is no longer tentative."""
    start, end, end_date = _span(first, second)
    return replace(
        first,
        start=start,
        end=end,
        end_date=end_date,
        form=first.form or second.form,
        status=Status.CONFIRMED if first.kind is Kind.HELD else first.status,
        location=first.location or second.location,
        conditions=first.conditions or second.conditions,
    )


def _span(first: Meeting, second: Meeting) -> tuple[time | None, time | None, date | None]:
    """Start, end and last day; an end goes only with the start it was given with."""
    end_date = first.end_date or (second.end_date if first.date == second.date else None)
    if first.start is None:
        start, end = second.start, second.end
    else:
        start, end = first.start, first.end or (second.end if second.start == first.start else None)
    if start and end and not end_date and end <= start:
        end = None
    return start, end, end_date


def outranks(one: Meeting, other: Meeting) -> bool:
    """Whether minutes tell of the one and only a plan of the other."""
    return one.kind is Kind.HELD and other.kind is Kind.SCHEDULED


def contradicts(read: Meeting, kept: Meeting) -> bool:
    """Whether a date, an hour or a form that both know differs, or the status in two plans."""
    pairs = (
        (read.start, kept.start),
        (read.end, kept.end),
        (read.end_date, kept.end_date),
        (read.form, kept.form),
    )
    return (
        read.date != kept.date
        or any(one is not None and other is not None and one != other for one, other in pairs)
        or (read.kind is kept.kind and read.status is not kept.status)
    )


def combine(meetings: Iterable[Meeting]) -> list[Meeting]:
    """The meetings of a body in one document, in order; what it states twice becomes one with both sources."""
    combined: list[Meeting] = []
    for meeting in sorted(meetings, key=_weight):
        for at, other in enumerate(combined):
            if other.date == meeting.date and meeting.start in (None, other.start):
                pair = sorted((other, meeting), key=_rank)
                combined[at] = replace(merge(*pair), sources=with_sources(other.sources, meeting.sources, True))
                break
        else:
            combined.append(meeting)
    return combined


def _rank(meeting: Meeting) -> tuple[bool, bool]:
    return meeting.kind is not Kind.HELD, meeting.status is not Status.CANCELLED


def _weight(meeting: Meeting) -> tuple[Any, ...]:
    """In order of time, those without hours last on their day."""
    lines = [(s.document, s.line, s.text) for s in meeting.sources]
    return (meeting.date, meeting.start is None, meeting.start or time.min, *_rank(meeting), lines, repr(meeting))


def with_sources(old: Iterable[Source], new: Iterable[Source], keep: bool = False) -> tuple[Source, ...]:
    """`old` and `new`; the new ones stand in for the old ones of their documents unless these are kept."""
    old, new = tuple(old), tuple(new)
    documents = set() if keep else {source.document for source in new}
    at = next((i for i, source in enumerate(old) if source.document in documents), len(old))
    kept_after = (source for source in old[at:] if source.document not in documents)
    return tuple(dict.fromkeys((*old[:at], *new, *kept_after)))


def says_nothing_new(read: Meeting, kept: Meeting) -> bool:
    """Whether every line that tells of the read meeting told of the kept one already, perhaps further up or down.

    And stated the same of it; a source that was kept without a digest is taken to.
    """
    return _all_told(read, kept, lambda one, other: has_same_words(one, other) and _states_the_same(one, other))


def told_by_alone(document: str, kept: Meeting) -> bool:
    """Whether the meeting is just what the document stated of it: no other told of it, and nobody has edited it."""
    return {(source.document, source.digest) for source in kept.sources} == {(document, stated(kept))}


def is_same_line(read: Meeting, kept: Meeting) -> bool:
    """As `says_nothing_new`, and every line stands where it stood."""
    return _all_told(read, kept, lambda one, other: str(one) == str(other) and _states_the_same(one, other))


def is_same_wording(read: Meeting, kept: Meeting) -> bool:
    """Whether every line that tells of the read meeting was there already, whatever the document states by it now."""
    return _all_told(read, kept, has_same_words)


def _all_told(read: Meeting, kept: Meeting, same: Callable[[Source, Source], bool]) -> bool:
    return bool(read.sources) and all(any(same(one, other) for other in kept.sources) for one in read.sources)


def has_same_words(one: Source, other: Source) -> bool:
    """Whether two sources are the same words of one document, or, if they are without words, the same line."""
    return (one.document, one.text or one.line) == (other.document, other.text or other.line)


def _states_the_same(read: Source, kept: Source) -> bool:
    return kept.digest in ("", read.digest)
