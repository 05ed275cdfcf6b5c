"""Rhythms as a rule says them: "sista torsdagen i månaden", "varannan måndag", "onsdagar udda veckor", "utom juli"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from calendar_tool.days.day import monday
from calendar_tool.locale import MONTHS, WEEKDAYS, _, listed, swedish_ordinal
from calendar_tool.rules.periods import month_of

_NTHS = {
    "första": 1, "1:a": 1, "andra": 2, "2:a": 2, "tredje": 3, "3:e": 3, "fjärde": 4, "4:e": 4,
    "femte": 5, "5:e": 5, "sista": -1, "näst sista": -2,
}  # fmt: skip
_SAID = {1: "första", 2: "andra", 3: "tredje", 4: "fjärde", 5: "femte", -1: "sista", -2: "näst sista"}
_EVERY = {"varje": 1, "alla": 1, "varannan": 2, "vartannat": 2}
_AND = r"\s*(?:,|och|eller|samt|&)\s*"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS['sv'])})(?:en|ar|arna)?"
_NTH = rf"(?:{'|'.join(sorted(_NTHS, key=len, reverse=True))})"
_EACH = r"varje|varannan|var\s+(?:andra|tredje|fjärde|femte|sjätte|[0-9]{1,2}:[ae])"
_PATTERN = re.compile(
    rf"(?:(?P<nths>{_NTH}(?:{_AND}{_NTH})*)\s+)?"
    rf"(?:(?P<every>alla|{_EACH})\s+)?"
    rf"(?:(?P<days>{_WEEKDAY}(?:{_AND}{_WEEKDAY})*)|(?P<unit>vecka|veckor|vardag))?"
    rf"(?:\s+(?P<every2>{_EACH})\s+vecka)?"
    rf"(?:,?\s*(?:på\s+)?(?P<days2>{_WEEKDAY}))?"
    r"(?:\s+(?:i\s+månaden|i\s+varje\s+månad|varje\s+månad))?"
    r"(?:,?\s*(?:i\s+)?(?P<parity>udda|jämna)\s+veckor)?"
    r"(?:\s+i\s+(?P<months>[a-zåäö]+(?:\s*(?:,|och|[-–])\s*[a-zåäö]+)*?))?"
    r"(?:,?\s+utom\s+(?:i\s+)?(?P<but>[a-zåäö]+(?:\s*(?:,|och|[-–])\s*[a-zåäö]+)*))?"
)


class Rhythm(NamedTuple):
    """On which days a body meets. Empty weekdays, nths and months are any.

    `nths` count the weekday in its month, from the end if negative; `every_weeks` is the distance from one meeting's
    week to the next; `parity` is 1 for odd ISO weeks and 0 for even ones.
    """

    weekdays: tuple[int, ...] = ()
    nths: tuple[int, ...] = ()
    every_weeks: int = 0
    parity: int | None = None
    months: tuple[int, ...] = ()

    @staticmethod
    def parse(text: str) -> Rhythm:
        """The rhythm that a text tells; ValueError with examples if it tells none."""
        plain = " ".join(text.lower().split())
        match = _PATTERN.fullmatch(plain)
        try:
            found = _rhythm(match) if match else None
        except ValueError as error:
            raise ValueError(_("“{text}”: {what}").format(text=text, what=error)) from None
        if found is None:
            examples = (
                "sista torsdagen i månaden, varannan måndag, onsdagar udda veckor, var 4:e vecka, måndagar utom juli"
            )
            what = _("“{text}” is no rhythm; write it like {examples}")
            raise ValueError(what.format(text=text, examples=examples))
        return found

    def fits(self, day: date, first: date | None = None) -> bool:
        """Whether a meeting may be on a date; `first` is one that the weeks are counted from."""
        if self.weekdays and day.weekday() not in self.weekdays:
            return False
        if self.nths and not {(day.day - 1) // 7 + 1, -1 - (monthrange(day.year, day.month)[1] - day.day) // 7} & set(
            self.nths
        ):
            return False
        if self.parity is not None and day.isocalendar().week % 2 != self.parity:
            return False
        if self.months and day.month not in self.months:
            return False
        return not (self.every_weeks > 1 and first) or (monday(day) - monday(first)).days // 7 % self.every_weeks == 0

    def near(self, day: date, first: date | None = None, reach: int = 31) -> Iterator[date]:
        """The dates that fit, the nearest to a date first, not the date itself; of two as near the earlier.

        Where any weekday fits, none of a weekend is meant.
        """
        for distance in range(1, reach + 1):
            for other in (day - timedelta(distance), day + timedelta(distance)):
                if self.fits(other, first) and (self.weekdays or other.weekday() < 5):
                    yield other

    def __str__(self) -> str:
        names = WEEKDAYS["sv"]
        words = []
        if self.nths:
            nths = listed([_SAID[n] for n in self.nths], "och")
            words.append(f"{nths} {listed([f'{names[d]}en' for d in self.weekdays], 'och')} i månaden")
        elif self.every_weeks > 1:
            every = "varannan" if self.every_weeks == 2 else f"var {swedish_ordinal(self.every_weeks)}"
            words.append(f"{listed([f'{names[d]}ar' for d in self.weekdays], 'och')} {every} vecka".strip())
        elif self.weekdays:
            words.append(listed([f"{names[d]}ar" for d in self.weekdays], "och"))
        elif self.parity is None:
            words.append("varje vecka")
        if self.parity is not None:
            words.append("udda veckor" if self.parity else "jämna veckor")
        if self.months:
            left = [m for m in range(1, 13) if m not in self.months]
            named = left if len(left) < len(self.months) else self.months
            words.append(("utom " if named is left else "i ") + listed([MONTHS["sv"][m - 1] for m in named], "och"))
        return " ".join(words)


def _rhythm(match: re.Match[str]) -> Rhythm | None:
    weekdays = tuple(sorted({_weekday(d) for d in _split(match["days"]) + _split(match["days2"])}))
    nths = tuple(dict.fromkeys(_NTHS[word] for word in _split(match["nths"])))
    every = match["every"] or match["every2"]
    if (match["every"] and match["every2"]) or (nths and (every or not weekdays)):
        return None
    if match["unit"] and not match["every"]:
        return None
    weeks = _number(every) if every else 0
    if match["unit"] == "vardag":
        weekdays, weeks = (0, 1, 2, 3, 4), 0
    parity = None if match["parity"] is None else int(match["parity"] == "udda")
    months = tuple(sorted(_months(match["months"])))
    if match["but"]:
        but = _months(match["but"])
        months = tuple(m for m in months or range(1, 13) if m not in but)
        if not months:
            return None
    if not (weekdays or weeks or parity is not None):
        return None
    return Rhythm(weekdays, nths, weeks if weeks > 1 else 0, parity, months if len(months) < 12 else ())


def _split(text: str | None) -> list[str]:
    return re.split(_AND, text) if text else []


def _weekday(word: str) -> int:
    return next(n for n, name in enumerate(WEEKDAYS["sv"]) if word.startswith(name))


def _months(text: str | None) -> set[int]:
    found: set[int] = set()
    for part in re.split(r"\s*(?:,|och)\s*", text) if text else ():
        ends = [month_of(word) for word in re.split(r"\s*[-–]\s*", part)]
        found |= {(m - 1) % 12 + 1 for m in range(ends[0], ends[-1] + (12 if ends[-1] < ends[0] else 0) + 1)}
    return found


def _number(every: str) -> int:
    word = every.removeprefix("var").strip()
    if every in _EVERY:
        return _EVERY[every]
    return int(word.split(":")[0]) if word[0].isdigit() else {**_NTHS, "sjätte": 6}[word]
