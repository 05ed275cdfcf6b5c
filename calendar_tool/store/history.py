"""What is remembered of a meeting's earlier dates, hours and states, and what in it was edited by hand.

A source tells what a document says now; when another document or a newer edition of the same one has the last word,
the date before is in none of them. So an import writes a line into the meeting's `history`, for people to read:
"2021-09-23 → 2021-09-30: newdoc.txt:12".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from calendar_tool.model.meeting import Kind, Meeting, Status, clock
from calendar_tool.store.merging import PARTS, stated

_NOTHING = "–"


def details(meeting: Meeting) -> dict[str, str]:
    """What is known of a meeting, by part, in words that no language changes; "" where nothing is known."""
    hours = "-".join(clock(value) for value in (meeting.start, meeting.end) if value)
    return {
        "date": f"{meeting.date} – {meeting.end_date}" if meeting.end_date else str(meeting.date),
        "hours": hours,
        "form": meeting.form.value if meeting.form else "",
        "status": meeting.status.value,
        "location": meeting.location or "",
        "kind": meeting.kind.value,
        "conditions": "; ".join(meeting.conditions),
    }


def changed(before: Meeting, after: Meeting) -> list[str]:
    """The parts of `details` that differ."""
    new = details(after)
    return [part for part, value in details(before).items() if new[part] != value]


def revisions(before: Meeting, after: Meeting, tellers: Mapping[str, str]) -> tuple[str, ...]:
    """A line for each part that was known and is another now; `tellers` are who said so, by part.

    What minutes record of a planned meeting is no change of plan, and what is filled in (hours, an end, a last day) is
    told by the sources.
    """
    if before.kind is Kind.SCHEDULED and after.kind is Kind.HELD:
        return ()
    old, new = details(before), details(after)
    return tuple(
        f"{old[part]} → {new[part] or _NOTHING}: {tellers[part]}"
        for part in changed(before, after)
        if old[part] and not (part in ("date", "hours") and new[part].startswith(old[part]))
    )


def edited(meeting: Meeting) -> list[str]:
    """The parts (date, hours, rest) that no document states so, as far as the digests of the sources tell.

    The rest (form, status, place, conditions) may be put together from several documents: only one's tells of it.
    """
    digests = [source.digest for source in meeting.sources]
    now = stated(meeting)
    by_hand = []
    for at, part in zip((0, 4, 8), PARTS, strict=True):
        known = {digest[at : at + 4] for digest in digests if digest}
        if not known or now[at : at + 4] in known:
            continue
        if part == "rest" and (len({s.document for s in meeting.sources}) > 1 or "" in digests):
            continue
        if not _is_told(meeting, part, known):
            by_hand.append(part)
    return by_hand


def who_says_status(meeting: Meeting) -> str:
    """Where the status was stated, as the history or the sources tell; "" if they do not."""
    for line in reversed(meeting.history):
        _change, arrow, teller = line.partition(f" → {meeting.status.value}: ")
        if arrow:
            return teller
    now = stated(meeting)
    return next((str(s.place) for s in meeting.sources if s.digest and s.digest[8:] == now[8:]), "")


def _is_told(meeting: Meeting, part: str, known: set[str]) -> bool:
    """Whether the history tells who brought what there is now; of the rest, the status beside what is known."""
    if part == "rest" and not any(stated(replace(meeting, status=status))[8:] in known for status in Status):
        return False
    now = details(meeting)["status" if part == "rest" else part]
    return any(f" → {now or _NOTHING}: " in line for line in meeting.history)
