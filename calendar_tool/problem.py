"""What is wrong, and where: values that are collected and shown, not exceptions that stop the work."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a problem weighs; the verdict on a date is the heaviest of its problems."""

    CONFLICT = "conflict"
    WARNING = "warning"
    NOTE = "note"

    @property
    def weight(self) -> int:
        """A number to sort by, the heaviest first."""
        return _WEIGHTS[self]


_WEIGHTS = {severity: number for number, severity in enumerate(Severity)}


class Place(NamedTuple):
    """A place in a file, counted from 1; printed so that an editor can jump there.

    `page` is that of a PDF and `cell` that of a workbook ("Blad1!B7"); they are printed as in a link to the place
    (RFC 8118): "plan.pdf#page=3:41", "plan.xlsx#Blad1!B7".
    """

    file: str
    line: int | None = None
    column: int | None = None
    page: int | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.file}#{self.cell}"
        file = self.file if self.page is None else f"{self.file}#page={self.page}"
        return ":".join(str(part) for part in (file, self.line, self.column) if part is not None)


class Problem(NamedTuple):
    """One remark (anmärkning).

    `code` never changes and is for machines; `text` is for people, in the language in use when it was made;
    `source` names the law section, agreement, rule or document behind it; `meetings` are the ids concerned.
    """

    code: str
    severity: Severity
    text: str
    place: Place | None = None
    source: str | None = None
    date: dt.date | None = None
    meetings: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text


class InputError(Exception):
    """Input that cannot be used at all (unreadable file, broken TOML); carries the problems, one line each.

    The command line prints them to standard error and exits with code 2.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems


def input_error(
    code: str, text: str, file: str | None = None, line: int | None = None, column: int | None = None
) -> InputError:
    """An InputError of one conflict, at one place if `file` names one."""
    return InputError(Problem(code, Severity.CONFLICT, text, Place(file, line, column) if file is not None else None))
