"""The text of a calendar (.ics) as components with the lines that they stand on (RFC 5545 3.1 and 3.6).

Only the properties are kept that tell when somebody is busy: summaries, attendees and the like are never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from calendar_tool.locale import _
from calendar_tool.problem import input_error

BUSY_STATUS = "X-MICROSOFT-CDO-BUSYSTATUS"
_KEPT = frozenset(
    {
        "UID", "SEQUENCE", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
        "STATUS", "TRANSP", BUSY_STATUS, "FREEBUSY",
        "X-WR-CALNAME", "NAME", "X-WR-TIMEZONE",
        "TZID", "TZOFFSETFROM", "TZOFFSETTO",
    }
)  # fmt: skip
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_ESCAPED = re.compile(r"\\(.)")
_BEGIN = "BEGIN:VCALENDAR"


class Property(NamedTuple):
    """A content line: the number of its first line (from 1), its name, its parameters (";TZID=…") and its value."""

    line: int
    name: str
    parameters: str
    value: str

    @property
    def text(self) -> str:
        """The value of a property of type TEXT (RFC 5545 3.3.11)."""
        return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], self.value)

    def parameter(self, name: str) -> str | None:
        """A parameter without its quotes, None if it is not there."""
        match = re.search(rf';{name}=("[^"]*"|[^;]*)', self.parameters, re.I)
        return match[1].strip('"') if match else None


@dataclass(slots=True)
class Component:
    """A component, the line that it begins on, what it says and the components in it."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def find(self, *names: str) -> Property | None:
        """The first property of one of the names, which are tried in order."""
        return next((p for name in names for p in self.properties if p.name == name), None)


def read_calendars(text: str, file: str) -> list[Component]:
    """The VCALENDARs of a text; `file` is its name in errors.

    InputError with the line if it is no calendar, if its components are nested wrongly, and if it ends within one.
    """
    _check_kind(text, file)
    calendars: list[Component] = []
    stack: list[Component] = []
    for number, name, rest in _content_lines(text):
        value = rest[1:].strip().upper()
        if name == "BEGIN":
            component = Component(value, number)
            (stack[-1].parts if stack else calendars).append(component)
            stack.append(component)
        elif name == "END":
            if not stack or stack[-1].name != value:
                wrong = _("END:{name} without its BEGIN: the calendar is broken").format(name=value)
                raise input_error("broken-calendar", wrong, file, number)
            stack.pop()
        elif stack and name in _KEPT:
            stack[-1].properties.append(_property(number, name, rest))
    if stack:
        cut = _("is cut off: {name}, which begins on line {line}, does not end")
        raise input_error("broken-calendar", cut.format(name=stack[-1].name, line=stack[-1].line), file)
    return [calendar for calendar in calendars if calendar.name == "VCALENDAR"]


def _check_kind(text: str, file: str) -> None:
    begin = text.lstrip()
    if not begin:
        raise input_error("empty", _("the calendar is empty"), file)
    if begin.startswith("<"):
        wrong = _("is a web page and no calendar: perhaps it asks for a login, or the address is that of another page")
        raise input_error("no-calendar", wrong, file)
    if not begin[: len(_BEGIN)].upper() == _BEGIN:
        raise input_error("no-calendar", _("is no calendar: it does not begin with {line}").format(line=_BEGIN), file)


def _content_lines(text: str) -> Iterator[tuple[int, str, str]]:
    """The number, the name and the rest (from the ";" or ":") of each content line that is one, unfolded."""
    number, name, pieces = 0, "", [""]
    for here, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if line[:1] in (" ", "\t"):
            if name:
                pieces.append(line[1:])
            continue
        if name:
            yield number, name, "".join(pieces)
        match = _NAME.match(line)
        name = match[0].upper() if match else ""
        number, pieces = here, [line[match.end() :]] if match else []
        if name not in _KEPT and name not in ("BEGIN", "END"):
            name = ""
    if name:
        yield number, name, "".join(pieces)


def _property(line: int, name: str, rest: str) -> Property:
    """Parts parameters and value at the first colon that is not quoted.

    Dates have no colon, so that theirs is the last one: some programs do not quote "(UTC+01:00) Amsterdam".
    """
    at = rest.rfind(":") if ";TZID=" in rest.upper() else _unquoted_colon(rest)
    return Property(line, name, rest[:at], rest[at + 1 :].strip()) if at >= 0 else Property(line, name, rest, "")


def _unquoted_colon(text: str) -> int:
    quoted = False
    for at, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif character == ":" and not quoted:
            return at
    return -1
