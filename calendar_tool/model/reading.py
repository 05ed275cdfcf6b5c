"""Reading (inläsning): what one document gave. Every date in it is in exactly one of the lists."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from calendar_tool.model.meeting import Meeting, Source, Unresolved
from calendar_tool.model.series import Series


@dataclass(frozen=True, slots=True)
class Explained:
    """A date or a rhythm that is no meeting of its own, and what it is: a deadline, a period, a reference."""

    source: Source
    reason: str


class Part(StrEnum):
    """What has to be found for the day and the month of a date: whose meeting it is, its year and its hours."""

    BODY = "body"
    YEAR = "year"
    HOURS = "hours"


class Basis(StrEnum):
    """What a part rests on: words beside the date, the head of its table, a heading or a sentence elsewhere.

    A year can also be given by the user, or be concluded from other dates and weekdays.
    """

    BESIDE = "beside"
    HEAD = "head"
    ELSEWHERE = "elsewhere"
    GIVEN = "given"
    CONCLUDED = "concluded"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one part of a meeting comes from; `line`, from 1, is None where the reading does not know it."""

    part: Part
    basis: Basis
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Accounted:
    """What became of the words from `begin` to `end` (columns from 0, the end not included) of a line (from 1).

    `outcome` is one of the Reading's own meetings, explained or unresolved. `evidence` holds what is known.
    """

    line: int
    begin: int
    end: int
    outcome: Meeting | Explained | Unresolved
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The meetings a document states, the ones it implies for other bodies, and what became of every other date.

    `meetings[i].body` and the other bodies are named as in the document. `implied` holds days that the document
    gives for a body whose meetings it does not list ("samma dagar som BHU har sina presidiemöten"). `accounts` says
    of each of the meetings, unresolved and explained which words it comes from, in the order of the document.
    """

    document: str
    meetings: tuple[Meeting, ...] = ()
    implied: tuple[Meeting, ...] = ()
    series: tuple[Series, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    explained: tuple[Explained, ...] = ()
    accounts: tuple[Accounted, ...] = ()
