"""What a reconciliation changes: the remarks on it, and the meetings on their way through it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from calendar_tool.model.meeting import Meeting
from calendar_tool.store.history import changed, revisions
from calendar_tool.store.merging import facts


class What(StrEnum):
    """What became of a meeting, a fragment or a rhythm."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    CANCELLED = "cancelled"
    MISSING = "missing"
    COMPLETED = "completed"
    UNRESOLVED = "unresolved"
    RHYTHM = "rhythm"
    DISAGREE = "disagree"


@dataclass(frozen=True, slots=True)
class Change:
    """One remark on a reconciliation.

    `before` is the meeting as it was kept, `after` as it is kept from now on; both are None for a fragment
    (UNRESOLVED) and a series (RHYTHM). `note` is the line of the document that the remark is about; `said` is the
    meeting as that document has it, where the two disagree.
    """

    kind: What
    body: str | None
    before: Meeting | None
    after: Meeting | None
    note: str = ""
    said: Meeting | None = None


@dataclass(slots=True, eq=False)
class Entry:
    """A meeting as it was kept (None: it is new) and as it is now; which documents of this time have it.

    `put_off` is what plans say of a meeting that was cancelled, with their documents: minutes may tell it was held.
    `tellers` are the places of the documents that had the last word on each part.
    """

    kept: Meeting | None
    now: Meeting
    documents: set[str] = field(default_factory=set)
    remarks: list[tuple[What, str, Meeting | None]] = field(default_factory=list)
    put_off: list[tuple[Meeting, str]] = field(default_factory=list)
    tellers: dict[str, str] = field(default_factory=dict)

    def remark(self, what: What, note: str, said: Meeting | None = None) -> None:
        """Adds a remark, once."""
        if (what, note, said) not in self.remarks:
            self.remarks.append((what, note, said))

    def becomes(self, now: Meeting, teller: str) -> None:
        """Makes the meeting what the document of that place has made of it."""
        self.tellers |= dict.fromkeys(changed(self.now, now), teller)
        self.now = now

    def remember(self) -> None:
        """Adds to the history what the meeting was before this import."""
        if self.kept is not None:
            lines = revisions(self.kept, self.now, self.tellers)
            self.now = replace(self.now, history=(*self.kept.history, *lines))

    def heard_after_all(self) -> list[tuple[Meeting, str]]:
        """What was put off, which is no disagreement any more."""
        heard, self.put_off = self.put_off, []
        plans = [plan for plan, _document in heard]
        self.remarks = [r for r in self.remarks if r[0] is not What.DISAGREE or r[2] not in plans]
        return heard

    def changes(self) -> list[Change]:
        """What became of the meeting in all, if a document has it, and the single remarks.

        One that is the same in all needs no word of it beside a document that disagrees.
        """
        in_all = self._in_all()
        same = [remark for remark in self.remarks if remark[0] is What.SAME] if in_all is What.SAME else []
        single = [remark for remark in self.remarks if remark[0] is not What.SAME]
        changes = (same or [(in_all, "", None)]) if self.documents else []
        if in_all is What.SAME and any(what is What.DISAGREE for what, _note, _said in single):
            changes = []
        return [
            Change(what, self.now.body, self.kept, self.now, note, said) for what, note, said in (*changes, *single)
        ]

    def _in_all(self) -> What:
        if self.kept is None:
            return What.NEW
        if self.kept.date != self.now.date:
            return What.MOVED
        return What.SAME if facts(self.kept) == facts(self.now) else What.CHANGED
