"""Days with a name of their own: "annandag påsk", "nationaldagen", "trettondagsafton"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from calendar_tool.days import swedish
from calendar_tool.locale import _
from calendar_tool.reading.rhythms import nth_weekday
from calendar_tool.reading.tokens import Days
from calendar_tool.reading.words import YEAR

# As written: a holiday or an eve of the law, in the words of days/swedish.py, and the days from it.
_LAW = {
    r"nyårsdag(?:en)?": ("Nyårsdagen", 0),
    r"trettondag(?:en|[ ]jul)|trettonde?dag(?:en)?[ ]jul|trettondedagen": ("Trettondedag jul", 0),
    r"trettond(?:ag|edag)s?[ ]?afton(?:en)?": ("Trettondedag jul", -1),
    r"fettisdag(?:en)?": ("Påskdagen", -47),
    r"askonsdag(?:en)?": ("Påskdagen", -46),
    r"palmsöndag(?:en)?": ("Påskdagen", -7),
    r"dymmelonsdag(?:en)?": ("Påskdagen", -4),
    r"skärtorsdag(?:en)?": ("Långfredagen", -1),
    r"långfredag(?:en)?": ("Långfredagen", 0),
    r"påskafton(?:en)?": ("Påskdagen", -1),
    r"påskdag(?:en)?": ("Påskdagen", 0),
    r"annandag(?:en)?[ ]påsk|annandag(?:en)?[ ]påskdag": ("Annandag påsk", 0),
    r"valborg(?:smässoafton(?:en)?|safton(?:en)?)?|sista[ ]april": ("Första maj", -1),
    r"kristi[ ]himm?els?[ ]?färds?(?:[ ]?dag(?:en)?)?": ("Kristi himmelsfärdsdag", 0),
    r"pingstafton(?:en)?": ("Pingstdagen", -1),
    r"pingstdag(?:en)?": ("Pingstdagen", 0),
    r"annandag(?:en)?[ ]pingst": ("Pingstdagen", 1),
    r"(?:sveriges[ ])?nationaldag(?:en)?": ("Nationaldagen", 0),
    r"midsommarafton(?:en)?": ("Midsommarafton", 0),
    r"midsommardag(?:en)?": ("Midsommardagen", 0),
    r"allhelgonaafton(?:en)?|alla[ ]helgons[ ]afton": ("Alla helgons dag", -1),
    r"alla[ ]helgons[ ]dag|allhelgonadag(?:en)?": ("Alla helgons dag", 0),
    r"julafton(?:en)?": ("Julafton", 0),
    r"juldag(?:en)?": ("Juldagen", 0),
    r"annandag(?:en)?[ ]jul": ("Annandag jul", 0),
    r"nyårsafton(?:en)?": ("Nyårsafton", 0),
}
# As written: a month and a day of each year.
_FIXED = {
    r"tjugond(?:ag|edag)(?:en)?[ ](?:jul|knut)": (1, 13),
    r"alla[ ]hjärtans[ ]dag": (2, 14),
    r"(?:internationella[ ])?kvinnodag(?:en)?": (3, 8),
    r"fn-dag(?:en)?": (10, 24),
    r"gustav[ ]adolfs?[ ]?dag(?:en)?": (11, 6),
    r"lucia(?:dag(?:en)?)?": (12, 13),
}
_ADVENT = r"(?P<advent>första|andra|tredje|fjärde|[1-4]:[ae])[ ](?:söndagen[ ]i[ ])?advent(?:ssöndagen)?"
# As written: the nth weekday (0 = Monday) of a month.
_COUNTED = {r"mors[ ]dag": (5, 6, -1), r"fars[ ]dag": (11, 6, 2)}
_ALL = [*_LAW, *_FIXED, *_COUNTED]
_NAMED = re.compile(
    rf"(?<![\w-])(?:(?P<before>(?:dag(?:en)?[ ])före(?:[ ]dag)?[ ])|(?P<after>dagen[ ]efter[ ]))?"
    rf"(?:{'|'.join(f'(?P<n{i}>{p})' for i, p in enumerate(_ALL))}|{_ADVENT})(?![\w-])"
    rf"(?:,?[ ](?:år[ ])?(?P<y>{YEAR}))?",
    re.I,
)
_ADVENTS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4}


def named_day(text: str, year: int | None) -> Days | None:
    """The day that a text names, in the year beside it or else in `year`; None if it names none."""
    match = _NAMED.search(text)
    if match is None:
        return None
    stated = int(match["y"]) if match["y"] else year
    if stated is None:
        return Days(match.end(), problem=_("the year is not stated"))
    if not swedish.FIRST_YEAR <= stated <= swedish.LAST_YEAR:
        first, last = swedish.FIRST_YEAR, swedish.LAST_YEAR
        text = _("the holidays are known for {first}–{last} only").format(first=first, last=last)
        return Days(match.end(), problem=text)
    beside = -1 if match["before"] else 1 if match["after"] else 0
    return Days(match.end(), (_day(match, stated) + timedelta(days=beside),))


def _day(match: re.Match[str], year: int) -> date:
    if match["advent"]:
        word = match["advent"].lower()
        number = int(word[0]) if word[0].isdigit() else _ADVENTS[word]
        christmas_eve = date(year, 12, 24)
        fourth = christmas_eve - timedelta(days=(christmas_eve.weekday() + 1) % 7)
        return fourth - timedelta(weeks=4 - number)
    name = _ALL[next(i for i in range(len(_ALL)) if match[f"n{i}"] is not None)]
    if name in _LAW:
        holiday, days = _LAW[name]
        return _holidays(year)[holiday] + timedelta(days=days)
    if name in _FIXED:
        return date(year, *_FIXED[name])
    found = nth_weekday(year, *_COUNTED[name])
    assert found is not None
    return found


@cache
def _holidays(year: int) -> dict[str, date]:
    """The holidays and eves of the law by their Swedish names."""
    return {day.name.partition(" (")[0]: day.date for day in swedish.year(year)}
