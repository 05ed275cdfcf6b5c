"""Dates and hours as they are given on the command line."""

from __future__ import annotations

import re
from datetime import date, time

from calendar_tool.locale import _
from calendar_tool.problem import input_error

_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"


def day(text: str) -> date:
    """The date of a text like 2026-05-14; InputError if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        what = _("“{text}” is no date; write it like 2026-05-14").format(text=text)
        raise input_error("date", what) from None


def hours(text: str) -> tuple[time, time]:
    """The hours of a text like 09:00-12:00; InputError if it is no span of hours."""
    parts = [part.strip() for part in text.replace("–", "-").split("-")]
    if len(parts) != 2 or not all(re.fullmatch(_CLOCK, part) for part in parts):
        raise input_error("hours", _("“{text}” is no span of hours; write it like 09:00-12:00").format(text=text))
    return time.fromisoformat(parts[0]), time.fromisoformat(parts[1])
