"""Employers and the days on which they shorten work (employers.toml, or the user's own): told, never a hindrance."""

from __future__ import annotations

from datetime import date, time
from functools import cache
from pathlib import Path
from typing import NamedTuple

from calendar_tool.days.day import shown
from calendar_tool.days.law import DAY, DAY_BEFORE, is_working_day, names
from calendar_tool.locale import WEEKDAYS, _, ngettext
from calendar_tool.toml_file import Table, TomlFile

EMPLOYERS_FILE = Path(__file__).with_name("employers.toml")
OWN = "own"
"""The key of the user's own employer, whose short days stand in days.toml."""

_MOST_HOURS = 8


class ShortDay(NamedTuple):
    """A shortened working day before a holiday of the law (its Swedish name), on one weekday (0 = Monday) or any.

    Work ends at `until`, or is `hours` shorter; with neither it is not known by how much.
    """

    before: str
    source: str
    until: time | None = None
    hours: int | None = None
    weekday: int | None = None

    def shown(self) -> str:
        """The day's name and how short it is, in the language in use."""
        name = shown(*DAY_BEFORE[self.before])
        if self.until:
            return _("{name}, work ends {until}").format(name=name, until=f"{self.until:%H:%M}")
        if self.hours:
            text = ngettext("{name}, {n} hour shorter", "{name}, {n} hours shorter", self.hours)
            return text.format(name=name, n=self.hours)
        return _("{name}, shortened").format(name=name)


class Employer(NamedTuple):
    """An employer by its key, with the days before holidays that it shortens."""

    key: str
    name: str
    short_days: tuple[ShortDay, ...]

    def short_on(self, day: date) -> tuple[ShortDay, ...]:
        """Why and how much a working day is shortened; empty if it is whole, or no working day.

        One a holiday that follows: where a line for the weekday and one for any fit, the former. InputError for a
        year outside FIRST_YEAR-LAST_YEAR.
        """
        if not is_working_day(day):
            return ()
        found = []
        for _kind, holiday, _english in names(day + DAY):
            fitting = [s for s in self.short_days if s.before == holiday and s.weekday in (None, day.weekday())]
            found += sorted(fitting, key=lambda s: s.weekday is None)[:1]
        return tuple(found)


@cache
def employers() -> dict[str, Employer]:
    """The employers that are known, by key."""
    file = TomlFile.read(EMPLOYERS_FILE)
    known = [(table.text("key", required=True), table.text("name", required=True)) for table in file.tables("employer")]
    short: dict[str, list[ShortDay]] = {}
    for table in file.tables("short_day"):
        key, day = table.text("employer", required=True), read_short_day(table)
        if key and day:
            short.setdefault(key, []).append(day)
    file.finish()
    return {key: Employer(key, name, tuple(short[key])) for key, name in known if key and name}


def read_short_day(table: Table) -> ShortDay | None:
    """The short day of a table; None, with the mistakes noted, if something needed is missing or wrong."""
    before, source = table.text("before", required=True), table.text("source", required=True)
    until, hours = table.clock("until"), table.integer("hours", least=1, most=_MOST_HOURS)
    weekday = table.text("weekday")
    table.done()
    if before and before not in DAY_BEFORE:
        allowed = ", ".join(DAY_BEFORE)
        table.wrong("before", _("“{key}” must be one of: {allowed}").format(key="before", allowed=allowed))
        return None
    if weekday and weekday.lower() not in WEEKDAYS["sv"][:5]:
        allowed = ", ".join(WEEKDAYS["sv"][:5])
        table.wrong("weekday", _("“{key}” must be one of: {allowed}").format(key="weekday", allowed=allowed))
        return None
    if until and hours:
        table.wrong("hours", _("either “until” or “hours”, not both"))
    if not (before and source):
        return None
    return ShortDay(before, source, until, hours, WEEKDAYS["sv"].index(weekday.lower()) if weekday else None)
