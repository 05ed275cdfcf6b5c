"""Reading (inläsning): what one document gave. Every date in it is in exactly one of the lists."""

from __future__ import annotations

from dataclasses import dataclass

from calendar_tool.model.meeting import Meeting, Source, Unresolved
from calendar_tool.model.series import Series


@dataclass(frozen=True, slots=True)
class Explained:
    """A date or a rhythm that is no meeting of its own, and what it is: a deadline, a period, a reference."""

    source: Source
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The meetings a document states, the ones it implies for other bodies, and what became of every other date.

    `meetings[i].body` and the other bodies are named as in the document. `implied` holds days that the document
    gives for a body whose meetings it does not list ("samma dagar som BHU har sina presidiemöten").
    """

    document: str
    meetings: tuple[Meeting, ...] = ()
    implied: tuple[Meeting, ...] = ()
    series: tuple[Series, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    explained: tuple[Explained, ...] = ()
