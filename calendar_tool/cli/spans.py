"""Dates and hours as they are given on the command line."""

from __future__ import annotations

import re
from datetime import date, time

from calendar_tool.locale import _
from calendar_tool.problem import input_error

_CLOCK = r"(?:[01][0-9]|2[0-3])[:.][0-5][0-9]"


def day(text: str) -> date:
    """The date of a text like 2026-05-14 or "14 maj 2026"; InputError if it is none."""
    try:
        return _swedish_day(text) or date.fromisoformat(text)
    except ValueError:
        what = _("“{text}” is no date; write it like 2026-05-14").format(text=text)
        raise input_error("date", what) from None


def hours(text: str) -> tuple[time, time]:
    """The hours of a text like 09:00-12:00 or "kl. 13.00–16.30"; InputError if it is no span of hours."""
    plain = text.strip().removeprefix("kl").removeprefix(".")
    parts = [part.strip() for part in plain.replace("–", "-").split("-")]
    if len(parts) != 2 or not all(re.fullmatch(_CLOCK, part) for part in parts):
        raise input_error("hours", _("“{text}” is no span of hours; write it like 09:00-12:00").format(text=text))
    start, end = (_clock(part) for part in parts)
    return start, end


def _clock(text: str) -> time:
    return time.fromisoformat(text.replace(".", ":"))


def _swedish_day(text: str) -> date | None:
    """The date of "14 maj 2026"; None if it is written in another way, ValueError if there is no such date."""
    match = re.fullmatch(r"(?:den )?([0-9]{1,2}) ([a-zåäö]+)\.? ([0-9]{4})", " ".join(text.lower().split()))
    if not match:
        return None
    from calendar_tool.rules.periods import month_of

    return date(int(match[3]), month_of(match[2]), int(match[1]))
