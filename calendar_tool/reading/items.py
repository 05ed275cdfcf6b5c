"""A date found in a layout, with what stands beside it, before its year is decided."""

from __future__ import annotations

from dataclasses import dataclass

from calendar_tool.reading.expressions import DateToken, Impossible, TimeToken


@dataclass(frozen=True, slots=True)
class Item:
    """A date with whose it is (None where only the context tells), its hours and the note beside it.

    `line` is the index of its line, `text` the words shown as its source. `lead` names its row ("HT 2018"), `habit` are
    the weekdays that its column keeps, `own_hours` tells that the hours stand at the date itself.
    """

    body: str | None
    token: DateToken | Impossible
    line: int
    text: str
    hours: TimeToken | None = None
    note: str = ""
    lead: str = ""
    place: str = ""
    habit: frozenset[int] = frozenset()
    own_hours: bool = False
    deadline: bool = False
