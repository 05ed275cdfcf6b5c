"""What one body keeps through the year, by its past meetings: a weekday, its place in the month, or places in the year.

Of the descriptions that explain the dates the shortest is taken, counted in bits: what a rhythm says, and what its
exceptions add. A date that a free day pushed aside costs little, one that nothing explains costs what it is to name it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import combinations, pairwise
from math import comb, log2
from statistics import median_low
from typing import NamedTuple

from calendar_tool.days.day import monday
from calendar_tool.planning.halves import CHRISTMAS, JULY, last_round, other_half, other_months, shows_other
from calendar_tool.rules.rhythms import Rhythm

USUAL = 0.75  # a weekday is the usual one if it explains so large a part of the dates,
KEPT = 0.65  # and a place in the month if it does, of at least
FEWEST = 4  # so many dates
TWICE = 1.5  # meetings a month from which a body meets twice in most
IN_STEP = 0.95  # weeks are counted if so many meetings are in step,
FEWEST_WEEKS = 8  # of at least so many in a year
SHORTER = 2.0  # bits by which places in the month must be the shorter description: less may be chance
_NTHS = (1, 2, 3, 4, -1, -2)
_PUSHED = timedelta(days=7)  # how far a free day pushes a meeting at the most
_NEAR = timedelta(days=4)  # how far from its weekday a date still stands for it
_EXPLAINED = 3.0  # bits that an explained exception costs
_WORKING_DAYS = 230
_WEEKS = 52
_STEPS = (7, 14)  # days between the meetings of a body that meets so often that a free day is passed over

Why = Callable[[date], str]
"""What explains that nobody met on a date, in words; empty if nothing does."""


class Departure(NamedTuple):
    """A day unlike the others, the regular one in whose place it is, and what explains that (empty: nothing).

    `regular` is the day itself where no regular one is near.
    """

    day: date
    regular: date
    why: str


class Habit(NamedTuple):
    """What a body keeps.

    Meetings are on `weekday` (None: on no usual one), and all but the `departures` fit one of the `rhythms`. These
    tell the days of a year, unless there are `places`: the days of the last year at which a meeting has its place, free
    days made good. `assumed` are days of a half of the year that nothing is known of; the places or rhythms have them.
    """

    dates: tuple[date, ...]
    weekday: int | None
    rhythms: tuple[Rhythm, ...]
    places: tuple[date, ...]
    departures: tuple[Departure, ...]
    assumed: tuple[date, ...] = ()

    @property
    def kept(self) -> int:
        """How many dates are as regular."""
        return len(self.dates) - len(self.departures)


def habit(dates: Sequence[date], why: Why) -> Habit:
    """What a body keeps that met on these dates, of one year or several; at least one is needed."""
    dates = tuple(sorted(set(dates)))
    last = last_round(dates)
    weekday = usual_weekday(dates, why)
    if weekday is None:
        return Habit(dates, None, (), tuple(last), ())
    rhythms = (_weekly(dates, weekday),)
    away = departures(dates, rhythms, why)
    near = {d.day: d.regular for d in away if d.day.weekday() != weekday and abs(d.regular - d.day) <= _NEAR}
    places = tuple(sorted({near[d] if d in near and near[d].year == d.year else d for d in last}))
    in_year = Habit(dates, weekday, rhythms, tuple(sorted({*places, *_passed(places, why)})), away)
    in_month = _of_the_month(dates, weekday, why)
    if in_month and _bits(in_month) + SHORTER < _bits(in_year):
        return in_month
    return in_year


def _passed(places: Sequence[date], why: Why) -> Iterator[date]:
    """The free days that were passed over between two places of a body that meets every week or every second.

    Another year they are days like the others, and others are free.
    """
    gaps = [(b - a).days for a, b in pairwise(places)]
    step, count = Counter(gaps).most_common(1)[0] if gaps else (0, 0)
    if step in _STEPS and count >= USUAL * len(gaps):
        days = (a + timedelta(step) for (a, _b), gap in zip(pairwise(places), gaps, strict=True) if gap == 2 * step)
        yield from (day for day in days if why(day))


# ---- the weekday, and the weeks


def usual_weekday(dates: Sequence[date], why: Why) -> int | None:
    """The weekday that the dates are on, but for those that a free day pushed aside; None if there is none."""
    if len(dates) < 3:
        return dates[-1].weekday() if len({d.weekday() for d in dates}) == 1 and len(dates) > 1 else None
    counts = Counter(d.weekday() for d in dates)
    weekday, count = counts.most_common(1)[0]
    pushed = sum(d.weekday() != weekday and bool(why(_in_week(d, weekday))) for d in dates)
    return weekday if count + pushed >= USUAL * len(dates) and count > pushed else None


def _weekly(dates: Sequence[date], weekday: int) -> Rhythm:
    """The usual weekday, with the weeks that it comes in: odd or even ones, or every so many."""
    weekly = Rhythm((weekday,))
    if max(Counter(d.year for d in dates).values()) < FEWEST_WEEKS:
        return weekly
    weeks = _every_weeks(dates)
    if weeks > 2 and _in_step(dates, weekly._replace(every_weeks=weeks)):
        return weekly._replace(every_weeks=weeks)
    for parity in (1, 0):
        if _in_step(dates, weekly._replace(parity=parity)):
            return weekly._replace(parity=parity)
    if weeks == 2 and _in_step(dates, weekly._replace(every_weeks=weeks)):
        return weekly._replace(every_weeks=weeks)
    return weekly


def _every_weeks(dates: Sequence[date]) -> int:
    """How many weeks lie between one meeting and the next, as a rule; 0 if there is no such number."""
    weeks = [(monday(b) - monday(a)).days // 7 for a, b in pairwise(dates) if a.year == b.year]
    usual = median_low(weeks) if weeks else 0
    return usual if sum(w == usual for w in weeks) >= USUAL * len(weeks) else 0


def _in_step(dates: Sequence[date], rhythm: Rhythm) -> bool:
    """Whether the weeks of almost all dates are those of a rhythm."""
    weeks = rhythm._replace(weekdays=())
    firsts = _firsts(dates, weeks)
    return sum(weeks.fits(d, firsts[d.year]) for d in dates) >= IN_STEP * len(dates)


def _firsts(dates: Sequence[date], rhythm: Rhythm) -> dict[int, date]:
    """For each year the date that weeks are counted from: one in step with the most others."""
    found: dict[int, date] = {}
    for year in sorted({d.year for d in dates}):
        days = [d for d in dates if d.year == year]
        found[year] = (
            max(days, key=lambda d: sum(rhythm.fits(o, d) for o in days)) if rhythm.every_weeks > 1 else days[0]
        )
    return found


def _in_week(day: date, weekday: int) -> date:
    return monday(day) + timedelta(weekday)


def _in_month(day: date, weekday: int) -> date:
    """The weekday of the same week, or of that beside it if that one is in another month."""
    found = _in_week(day, weekday)
    if found.month == day.month:
        return found
    return found + timedelta(7 if found < day else -7)


# ---- what is unlike the rest


def departures(dates: Sequence[date], rhythms: Sequence[Rhythm], why: Why) -> tuple[Departure, ...]:
    """The dates that fit none of the rhythms, each with the day in whose place it is and what explains that."""
    counted = [(rhythm, _firsts(dates, rhythm)) for rhythm in rhythms]
    taken = set(dates)
    found = []
    for day in (d for d in dates if not any(r.fits(d, firsts[d.year]) for r, firsts in counted)):
        near = [d for r, firsts in counted for d in r.near(day, firsts[day.year], _PUSHED.days) if d not in taken]
        near.sort(key=lambda d: (abs(d - day), d))
        # a free day explains if it is the nearest, in the same week, or just one week away
        free = [d for d in near if d == near[0] or d.weekday() == day.weekday() or monday(d) == monday(day)]
        free = [d for d in free if why(d) not in ("", why(day))]
        close = (d for d in near if d.weekday() == day.weekday() or abs(d - day) <= _NEAR)
        regular = [*free, *close, day][0]
        found.append(Departure(day, regular, why(regular) if free else ""))
        taken.add(regular)
    return tuple(found)


# ---- the place in the month


def _of_the_month(dates: Sequence[date], weekday: int, why: Why) -> Habit | None:
    """The best description by places in the month; None if none explains enough."""
    if len(dates) < FEWEST:
        return None
    months = {(d.year, d.month) for d in dates}
    size = 1 if len(dates) < TWICE * len(months) else 2
    found = [_kept_nths(dates, weekday, nths, why) for nths in combinations(_NTHS, size)]
    return min(filter(None, found), key=_bits, default=None)


def _kept_nths(dates: Sequence[date], weekday: int, nths: tuple[int, ...], why: Why) -> Habit | None:
    """The habit to meet on some of the weekdays of the month, and on another one in a few months."""
    main = Rhythm((weekday,), nths)
    regular: Counter[int] = Counter()
    others: defaultdict[int, Counter[int]] = defaultdict(Counter)
    taken = set(dates)
    for day in dates:
        here = days_in(main, day.year, day.month)
        near = [day] if day in here and not _every_year(day, nths) else _regular_near(day, main, taken, why)
        if near:
            taken.add(near[0])
            regular[near[0].month] += 1
        else:
            others[day.month][_nth(_in_month(day, weekday))] += 1
    if sum(regular.values()) < KEPT * len(dates):
        return None
    clauses: defaultdict[int, set[int]] = defaultdict(set)
    for month, found in others.items():
        nth, count = found.most_common(1)[0]
        if regular[month] < count and nth not in nths:
            clauses[nth].add(month)
        elif nth in nths:
            regular[month] += count
    own = {month for month, count in regular.items() if count}.difference(*clauses.values())
    rhythms = [main._replace(months=_months(own))]
    rhythms += [Rhythm((weekday,), (nth,), months=tuple(sorted(which))) for nth, which in sorted(clauses.items())]
    return Habit(tuple(dates), weekday, tuple(rhythms), (), departures(dates, rhythms, why))


def _regular_near(day: date, main: Rhythm, taken: set[date], why: Why) -> list[date]:
    """The regular days without a meeting in whose place a date may be, the nearest first."""
    months = dict.fromkeys((d.year, d.month) for d in (day - _PUSHED, day + _PUSHED))
    days = [d for year, month in months for d in days_in(main, year, month)]
    free = (d for d in days if d not in taken and not _every_year(d, main.nths))
    return sorted((d for d in free if _stands_for(day, d, main.weekdays[0], why)), key=lambda d: abs(d - day))


def _stands_for(day: date, regular: date, weekday: int, why: Why) -> bool:
    """Whether a date is in the place of a regular one: a free day pushed it, or it is on another weekday beside it."""
    away = abs(regular - day)
    if day.weekday() == weekday or monday(day) == monday(regular):
        return away <= _PUSHED and (bool(why(regular)) or (day.weekday() != weekday and away <= _NEAR))
    return away <= _NEAR


def _nth(day: date) -> int:
    """Which of its weekday in the month a date is; a fifth is the last."""
    nth = (day.day - 1) // 7 + 1
    return nth if nth < 5 else -1


def _every_year(day: date, nths: tuple[int, ...]) -> bool:
    """Whether its place in the month falls in every year, or most, at a time when nobody meets."""
    late = min(nths) < 0 and day.day > 31 - 14
    return day.month == JULY or (day.month == 12 and (late or day.day >= CHRISTMAS))


def _months(which: set[int]) -> tuple[int, ...]:
    return () if len(which) == 12 else tuple(sorted(which))


@cache
def days_in(rhythm: Rhythm, year: int, month: int) -> tuple[date, ...]:
    """The days of a month that fit a rhythm."""
    first = date(year, month, 1)
    days = (first + timedelta(n) for n in range(31))
    return tuple(d for d in days if d.month == month and rhythm.fits(d))


def whole_year(found: Habit) -> Habit:
    """The habit of a body of which one half of the year is known, in the other half too."""
    if not shows_other(found.dates):
        return found
    if found.places:
        assumed = other_half(found.places)
        return found._replace(places=tuple(sorted((*found.places, *assumed))), assumed=tuple(assumed))
    year = found.dates[-1].year
    rhythms, days = [], []
    for rhythm in found.rhythms:
        there = {month: days_in(rhythm._replace(months=()), year, month) for month in other_months(rhythm.months)}
        there = {m: fit for m, fit in there.items() if not any(_every_year(d, rhythm.nths) for d in fit)}
        rhythms.append(rhythm._replace(months=_months({*rhythm.months, *there})))
        days += [day for fit in there.values() for day in fit]
    return found._replace(rhythms=tuple(rhythms), assumed=tuple(sorted(days)))


# ---- how long a description is


def _bits(found: Habit) -> float:
    """The bits that it takes to say the rhythm or the places, and what is unlike them."""
    n = len(found.dates)
    unlike = sum(_EXPLAINED if d.why else log2(n) + log2(_WORKING_DAYS) for d in found.departures)
    said = _bits_of_places(found) if found.places else _bits_of_rhythms(found.rhythms) + _bits_of_gaps(found)
    return log2(5) + said + unlike


def _bits_of_places(found: Habit) -> float:
    """A week of the year for each place, or a month and one of its weeks; and the dates of other years elsewhere."""
    n, months = len(found.places), len({d.month for d in found.places})
    here = min(log2(comb(_WEEKS, min(n, _WEEKS))), log2(comb(12, months)) + n * log2(_WEEKS / 12))
    last = last_round(found.dates)
    in_year = [d.timetuple().tm_yday for d in found.places]
    others = (d.timetuple().tm_yday for d in found.dates if d not in last)
    return here + log2(_WEEKS) * sum(min(abs(day - own) for own in in_year) > 3 for day in others)


def _bits_of_rhythms(rhythms: Iterable[Rhythm]) -> float:
    """Which of the weekday in the month, and in which of the months left."""
    said, left = 0.0, 12
    for rhythm in rhythms:
        months = min(len(rhythm.months) or 12, left)
        said += len(rhythm.nths) * log2(len(_NTHS)) + log2(comb(left, months))
        left -= months
    return said


def _bits_of_gaps(found: Habit) -> float:
    """The days between the first and the last meeting of a year that fit a rhythm, but on which none was."""
    n = len(found.dates)
    there = {*found.dates, *(d.regular for d in found.departures)}
    lacking = 0
    for year in {d.year for d in found.dates}:
        days = [d for d in found.dates if d.year == year]
        first, last = days[0], days[-1]
        for rhythm in found.rhythms:
            for month in rhythm.months or range(1, 13):
                fit = days_in(rhythm, year, month)
                lacking += sum(first < d < last and d not in there and not _every_year(d, rhythm.nths) for d in fit)
    return lacking * (log2(n) + 1)
