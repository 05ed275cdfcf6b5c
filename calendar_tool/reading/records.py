"""The days that minutes give for themselves: when they are adjusted, and shown on the notice board.

Kommunallagen (2017:725) 5 kap. 69 § and 8 kap. 12 §: minutes are adjusted within 14 days, and that is announced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from calendar_tool.reading.expressions import DateToken
from calendar_tool.reading.page import Page

_STEP = re.compile(
    r"\b(?:justering\w*|anslag\w*|uppsätt\w*|nedtag\w*|expediera\w*|kungör\w*|tillkännag\w*|överklag\w*|laga\s+kraft)\b",
    re.I,
)
_LABEL = re.compile(r"^(?=.*\bplats\b)(?=.*\btid\b)(?=.*\bjustering)", re.I)
_LONGEST_LABEL = 60
_MEETING = re.compile(r"\b\w*(?:möte|sammanträde)(?!s?datum|sdag)", re.I)


def days(page: Page) -> Iterator[DateToken]:
    """The days of such steps: the only day of a line that names the step before it, or stands right under its label."""
    for token in page.tokens:
        if not isinstance(token, DateToken):
            continue
        index = page.line_of(token) - 1
        if sum(isinstance(t, DateToken) for t in page.on_line(index)) > 1:
            continue
        before = page.document.lines[index][: token.begin - page.document.offset(index)]
        above = page.document.lines[index - 1] if index else ""
        named = _STEP.search(before) and len(before) <= _LONGEST_LABEL and not _MEETING.search(before)
        if named or (len(before) <= _LONGEST_LABEL and _LABEL.match(above) and not page.on_line(index - 1)):
            yield token
