"""General elections and the days on which those elected take over. Other elections are data: events.csv."""

from __future__ import annotations

from datetime import date, timedelta

from calendar_tool.days.day import DayKind, Span, shown

_FIRST_EVERY_FOURTH = 1994  # every third year before
_FIRST_ON_SECOND_SUNDAY = 2014  # the third Sunday of September before
_FIRST_MANDATES = 2018  # of the kommunallag (2017:725); the older law had another day


def election_year(year: int) -> bool:
    """Whether general elections (riksdag, region, kommun) are held in a year, from 1990 on."""
    return year == 1991 or (year >= _FIRST_EVERY_FOURTH and (year - _FIRST_EVERY_FOURTH) % 4 == 0)


def election_day(year: int) -> date | None:
    """The Sunday in September of a year's general elections, None in other years.

    By vallagen (2005:837), and the laws before it.
    """
    if not election_year(year):
        return None
    first = date(year, 9, 8 if year >= _FIRST_ON_SECOND_SUNDAY else 15)
    return first + timedelta(days=6 - first.weekday())


def election(year: int) -> list[Span]:
    """The day of the general elections of a year, if it has one."""
    day = election_day(year)
    name = shown("Allmänna val", "general elections")
    laws = {1991: "vallagen (1972:620)", 1994: "vallagen (1972:620)", 1998: "vallagen (1997:157)"}
    laws[2002] = laws[1998]
    return [Span(day, day, name, DayKind.ELECTION, laws.get(year, "vallagen (2005:837)"))] if day else []


def mandates(year: int) -> list[Span]:
    """The days in a year around the change from those who were elected before to those who are now.

    A new fullmäktige begins on 15 October of the election year, a new board on 1 January after it (kommunallagen
    2017:725, 5 kap. 9 § and 6 kap. 18 §). What is around a day nobody has laid down. Here it is the week from Monday
    to Sunday that holds 15 October, since a meeting early in it is still that of the old fullmäktige; and 1-7
    January, since the board can have no meeting of its own before. From the elections of 2018 on.
    """
    found = []
    if election_year(year) and year >= _FIRST_MANDATES:
        first = date(year, 10, 15)
        monday = first - timedelta(days=first.weekday())
        name = shown("Nyvalda fullmäktige från 15 oktober", "newly elected council from 15 October")
        source = "kommunallagen (2017:725) 5 kap. 9 §"
        found.append(Span(monday, monday + timedelta(days=6), name, DayKind.MANDATE, source))
    if election_year(year - 1) and year > _FIRST_MANDATES:
        name = shown("Ny styrelse från 1 januari", "new board from 1 January")
        source = "kommunallagen (2017:725) 6 kap. 18 §"
        found.append(Span(date(year, 1, 1), date(year, 1, 7), name, DayKind.MANDATE, source))
    return found
