"""The days that minutes give for themselves: when they are adjusted, and shown on the notice board.

Kommunallagen (2017:725) 5 kap. 69 § and 8 kap. 12 §: minutes are adjusted within 14 days, and that is announced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from calendar_tool.reading.expressions import DateToken
from calendar_tool.reading.names import organ
from calendar_tool.reading.page import Page

_STEP = re.compile(
    r"\b(?:justering\w*|justera[dt]\w*|anslag\w*|uppsätt\w*|nedtag\w*|expediera\w*|kungör\w*|tillkännag\w*|överklag\w*|laga\s+kraft)\b",
    re.I,
)
_LABEL = re.compile(r"^(?=.*\bplats\b)(?=.*\btid\b)(?=.*\bjustering)", re.I)
_LONGEST_LABEL = 60
_MEETING = re.compile(r"\b\w*(?:möte|sammanträde)(?!s?datum|sdag)", re.I)


def days(page: Page) -> Iterator[DateToken]:
    """The days of such steps: those of lines where each day stands after its step, or alone right under its label."""
    for index, line in enumerate(page.document.lines):
        dates = [t for t in page.on_line(index) if isinstance(t, DateToken)]
        if not dates:
            continue
        above = page.document.lines[index - 1] if index else ""
        at = page.document.offset(index)
        ends = [at, *(t.end for t in dates)]
        before = [line[end - at : t.begin - at].strip() for end, t in zip(ends, dates, strict=False)]
        if any(len(words) > _LONGEST_LABEL or _MEETING.search(words) for words in before):
            continue
        labelled = len(dates) == 1 and _LABEL.match(above) and not page.on_line(index - 1)
        if labelled or all(map(_names_step, before)):
            yield from dates


def _names_step(words: str) -> bool:
    """Whether words name such a step, and not an organ that is called after one ("Anslagsutskottet")."""
    return any(organ(match[0]) is None for match in _STEP.finditer(words))
