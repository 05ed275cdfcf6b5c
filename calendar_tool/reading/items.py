"""A date found in a layout, with what stands beside it, before its year is decided."""

from __future__ import annotations

import re
from dataclasses import dataclass

from calendar_tool.reading.expressions import DateToken, Impossible, TimeToken
from calendar_tool.reading.page import Page

_MOVED_TO = re.compile(  # what stands between a date and the one that its meeting is moved to, without hours
    r"[\s,;–-]*+\.?(?:[^\d.!?]|(?<=obs)!){0,40}\b"
    r"(?:(?:(?:fram|bak)?flytta\w*|ändra[ts]\w*|ersätts|ersatt)\b(?!\s+från)(?:(?!\boch\b)[^\d.!?,;]){0,25}"
    r"|(?:nytt\s+datum|ny\s+dag)\b[\s:–-]*(?:är\s+|blir\s+)?(?:\w+dag(?:en)?\s+)?(?:den\s+)?)"
    r"|\W*\bobs!?\W*nytt\s+datum\W*(?:den\s+)?|[^\d\n]{0,40}(?:->|→|=>)\s*",
    re.I,
)

_CLOCK = re.compile(r"\d{1,2}[.:]\d\d")


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


def moved_to(page: Page, token: DateToken | Impossible) -> DateToken | None:
    """The date that the words beside one say it is moved to: "9 februari kl. 9 (flyttat till 11 februari)"."""
    line = page.on_line(page.line_of(token) - 1)
    following = next((t for t in line if isinstance(t, DateToken) and t.begin >= token.end), None)
    if following is None:
        return None
    between = page.document.text[token.end : following.begin]
    for hours in (t for t in line if isinstance(t, TimeToken) and token.end <= t.begin < following.begin):
        between = between.replace(hours.text, " ")
    between = _CLOCK.sub(" ", between)
    return following if _MOVED_TO.fullmatch(between) else None
