"""The parts of a year that custom sets apart: when a break that is not known may lie, and the summer weeks."""

from __future__ import annotations

from datetime import date

from calendar_tool.days.breaks import in_words, missing
from calendar_tool.days.day import DayKind, Span, shown
from calendar_tool.days.law import DAY, easter
from calendar_tool.days.local import Local
from calendar_tool.locale import _

_SUMMER_WEEKS = 28, 31


def unknown_breaks(year: int, local: Local) -> list[Span]:
    """Where a break of the user's places may lie, if the places have no line of their own for it that year.

    From the Monday to the Friday that the schools of the county have used: Sportlov v. 7-10 and Höstlov round v. 44
    (Skolporten 2020/21), Påsklov the week before or after Easter (Göteborgsregionen has had both). None without
    places.
    """
    sunday = easter(year)
    before_or_after = _("the week before Easter or the week after")
    seasons = (
        ("Sportlov", *_weeks(year, 7, 10, 5), "v. 7–10"),
        ("Påsklov", sunday - 6 * DAY, sunday + 5 * DAY, before_or_after),
        ("Höstlov", *_weeks(year, 43, 45, 5), "v. 43–45"),
    )
    found = []
    for name, first, last, when in seasons:
        if places := missing(name, year, local):
            text = _("{name} {year} in {places}: unknown")
            said = text.format(name=in_words(name), year=year, places=", ".join(places))
            source = _("the places' own dates are not among our data; usually {when}").format(when=when)
            found.append(Span(first, last, said, DayKind.BREAK_UNKNOWN, source))
    return found


def summer(year: int) -> Span:
    """Industrisemester: v. 28-31 from Monday to Sunday.

    The law only says that leave is four weeks together in June-August (semesterlagen 1977:480, 12 §).
    """
    first, last = _weeks(year, *_SUMMER_WEEKS, 7)
    source = _("custom; the law has four weeks in June–August (semesterlagen 1977:480, 12 §)")
    return Span(first, last, shown("Industrisemester v. 28–31", "summer leave"), DayKind.SUMMER, source)


def _weeks(year: int, first: int, last: int, weekday: int) -> tuple[date, date]:
    """From the Monday of one ISO week to a day (1 = Monday) of another."""
    return date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, weekday)
