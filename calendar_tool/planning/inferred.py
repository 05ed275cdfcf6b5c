"""What past meetings tell of a body, and of two of them, as rules: each says what it was inferred from.

How many meetings keep a rule is what the rule itself says of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TypeVar

from calendar_tool.days.day import DayKind
from calendar_tool.days.elections import election_year
from calendar_tool.locale import _, listed, month_name, ngettext, short_date
from calendar_tool.model.body import slug
from calendar_tool.model.meeting import clock, form_in_words
from calendar_tool.planning.chains import Link, is_assembly
from calendar_tool.planning.habits import Departure, Habit
from calendar_tool.planning.halves import AUGUST, JULY, alone, full_years, is_half, last_round
from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.kinds.conditions import Hours, MeetsAs
from calendar_tool.rules.kinds.days import NotDuring, NotOn
from calendar_tool.rules.kinds.numbers import Count, Milestone, Years
from calendar_tool.rules.kinds.rhythm import KeepsRhythm
from calendar_tool.rules.kinds.round import YearDay, YearRound
from calendar_tool.rules.periods import Period
from calendar_tool.rules.rule import Case, Level, Rule
from calendar_tool.rules.scope import Common

MOSTLY = 0.6  # hours and forms that so many meetings have are the usual ones
FEW = 3  # so many meetings of the last year show its hours, whatever those of the years before
ALWAYS = 0.9  # what so many meetings have kept has as good as always been kept
PLAY = 2  # days by which a free day may shorten the time between two bodies
ROUND = 13  # days more than usual that the first may be ahead: further off it is that of the round before
WEEK = 7  # days from its place that a meeting in odd or even weeks may be: after a year of 53 weeks all are
EXACT = 3  # what the usual number of days between two bodies weighs, beside a place in the year
NEW_COUNCIL = 5  # what it weighs that the council does not meet in the week of its change: more than its chains
_SATURDAY = 5

T = TypeVar("T", bound=Hashable)
R = TypeVar("R", bound=Rule)


def of_body(name: str, found: Habit, past: Case) -> Iterable[Rule]:
    id, dates = slug(name), found.dates
    if found.rhythms:
        said = "; ".join(map(str, found.rhythms))
        text = _("{body} meets “{rhythm}”.").format(body=name, rhythm=said)
        text += _exceptions(found.departures) + ("" if found.places else _on_the_rest(found))
        common = _common(f"{id}-rytm", Level.REGEL, text)
        rhythm = KeepsRhythm(**common, bodies=(name,), rhythms=found.rhythms)
        yield _sourced(rhythm, past, dates)
    if found.places:
        of_last = last_round(dates)
        places = tuple(sorted(YearDay(d.month, d.day, d.weekday()) for d in found.places))
        text = ngettext(
            "{body} keeps its place in the round of the year.",
            "{body} keeps its places in the round of the year.",
            len(places),
        ).format(body=name) + _on_the_rest(found)
        round_ = YearRound(**_common(f"{id}-arsrunda", Level.ONSKAN, text), bodies=(name,), days=places)
        if any(rhythm.parity is not None for rhythm in found.rhythms):
            round_ = round_.replaced(near_days=WEEK)
        yield _sourced(round_, past, of_last)
    yield _count(name, found, past)
    yield from _hours(name, past)
    yield from _form(name, past)
    in_july = [d for d in dates if d.month == JULY]
    if in_july:
        text = _("{body} may meet in July, as it did on {dates}.").format(body=name, dates=_dates(in_july))
        yield _rather_not(name, f"{id}-juli", text, DayKind.JULY, in_july, dates)
    at_weekends = [d for d in dates if d.weekday() >= _SATURDAY]
    if at_weekends:
        text = _("{body} may meet at weekends, as it did on {dates}.").format(body=name, dates=_dates(at_weekends))
        yield _rather_not(name, f"{id}-helg", text, DayKind.WEEKEND, at_weekends, dates)


def _rather_not(name: str, id: str, text: str, kind: DayKind, shown: Sequence[date], dates: Sequence[date]) -> Rule:
    """That a body avoids a kind of day is no more than a wish; otherwise nobody meets then."""
    common = _common(id, Level.ONSKAN, text, _source(dates, len(shown)))
    return NotOn(**common, bodies=(name,), day_kinds=(kind,))


def _count(name: str, found: Habit, past: Case) -> Rule:
    years, last = full_years(found.dates), last_round(found.dates)
    dates = [d for d in found.dates if d.year in years or d in last]
    extra = first_of_elected(dates) if is_council(name, past) else []
    unlike = {departure.day for departure in found.departures if not departure.why}
    if found.places:
        unlike = set()
    if found.assumed or last[0].year != last[-1].year:
        most = len(found.places) or len(last) + len(found.assumed)
        least = most - len(unlike.intersection(last))
    else:
        least = min(Counter(d.year for d in dates if d not in extra and d not in unlike).values(), default=1)
        most = max(Counter(m.date.year for m in past.of((name,)) if m.date.year in years).values())
    number = str(most) if least == most else f"{least}–{most}"
    text = ngettext("{body} has {n} meeting a year.", "{body} has {n} meetings a year.", most).format(
        body=name, n=number
    )
    text += _on_the_rest(found)
    if extra:
        text += " " + _("The first of those newly elected came on top: {dates}.").format(dates=_dates(extra))
    common = _common(f"{slug(name)}-antal", Level.ONSKAN, text, _source(dates, len(dates)))
    return Count(**common, bodies=(name,), least=least, most=most)


def _hours(name: str, past: Case) -> Iterable[Rule]:
    known = [m for m in past.of((name,)) if m.start]
    last = [m for m in known if m.date.year == known[-1].date.year]
    known = last if len(last) >= FEW else known  # hours change from one year to the next
    hours, same = _usual([(m.start, m.end) for m in known])
    if hours is None or same < MOSTLY * sum(m.date >= known[0].date for m in past.of((name,))):
        return
    start, end = hours
    assert start is not None
    span = f"{clock(start)}–{clock(end)}" if end else clock(start)
    text = _("{body} begins and ends at {hours}.") if end else _("{body} begins at {hours}.")
    common = _common(f"{slug(name)}-tid", Level.REGEL, text.format(body=name, hours=span))
    yield _sourced(Hours(**common, bodies=(name,), start=start, end=end), past, [m.date for m in known])


def _form(name: str, past: Case) -> Iterable[Rule]:
    known = [m for m in past.of((name,)) if m.form]
    form, same = _usual([m.form for m in known])
    if form is None or same < MOSTLY * len(past.of((name,))):
        return
    text = _("{body} meets as: {form}.").format(body=name, form=form_in_words(form))
    common = _common(f"{slug(name)}-form", Level.REGEL, text)
    yield _sourced(MeetsAs(**common, bodies=(name,), forms=(form,)), past, [m.date for m in known])


def _usual(values: Sequence[T]) -> tuple[T | None, int]:
    """The most frequent value and how often it is there; of two as frequent the later."""
    counts = Counter(reversed(values))
    return counts.most_common(1)[0] if counts else (None, 0)


# ---- rules between bodies, and of all


def of_link(link: Link, past: Case) -> Iterable[Rule]:
    days = [m.date for m in past.of((link.then,))]
    id = f"{slug(link.first)}-{slug(link.then)}"
    ends: Common = {"first": (link.first,), "then": (link.then,)}
    names = {"first": link.first, "then": link.then}
    least, most = max(1, link.days - 1), link.days + 1
    text = _("{first} meets about {n} days before {then} ({least}–{most}).")
    common = _common(f"{id}-dagar", Level.ONSKAN, text.format(n=link.days, least=least, most=most, **names))
    usual = Chain(**common, **ends, weight=EXACT, min_days=least, max_days=most)
    yield _sourced(usual.replaced(text=usual.text + _otherwise(usual, link, past)), past, days)
    least, most = _least(link), max(link.days + ROUND, *(lag for _day, lag in link.lags))
    text = _("{first} meets at least {least} and at most {most} days before each {then}.")
    common = _common(f"{id}-kedja", Level.REGEL, text.format(least=least, most=most, **names))
    yield _sourced(Chain(**common, **ends, min_days=least, max_days=most), past, days)


def _otherwise(chain: Chain, link: Link, past: Case) -> str:
    """The days that there were in the cases in which a chain was not kept."""
    lags = dict(link.lags)
    broken = sorted({p.date for p in chain.check(past) if p.date and "unknown" not in p.code})
    if not broken:
        return ""
    said = [_days_before(d, lags[d]) if d in lags else _("none before {date}").format(date=_date(d)) for d in broken]
    return " " + _("Otherwise: {list}.").format(list=listed(said, _("and")))


def _least(link: Link) -> int:
    """The least number of days between two bodies that has as good as always been kept."""
    usual = max(1, link.days - PLAY)
    lags = sorted({usual, *(lag for _day, lag in link.lags if lag < usual)}, reverse=True)
    return next(n for n in lags if sum(lag >= n for _day, lag in link.lags) >= ALWAYS * len(link.lags))


def _days_before(day: date, lag: int) -> str:
    return ngettext("{n} day before {date}", "{n} days before {date}", lag).format(n=lag, date=_date(day))


def free_in_july(habits: Mapping[str, Habit]) -> Iterable[Rule]:
    """July, if nobody meets in it."""
    dates = [d for found in habits.values() for d in found.dates]
    if len(dates) >= 12 and not any(d.month == JULY for d in dates):
        common = _common("juli", Level.KRAV, _("No meetings in July."), _source(dates, len(dates)))
        yield NotDuring(**common, period=Period((JULY, 1), (JULY, 31)))


def is_council(name: str, case: Case) -> bool:
    """Whether a body is the council (fullmäktige) of a kommun or region, by its full name if it is known."""
    body = case.bodies.find(name)
    return is_assembly(body.full_name if body and body.full_name else name)


def of_council(name: str) -> Iterable[Rule]:
    """What holds in election years, which the year before shows nothing of."""
    text = _("{body} does not meet in the week in which those newly elected take over.").format(body=name)
    common = _common(f"{slug(name)}-mandatskifte", Level.ONSKAN, text, "kommunallagen (2017:725) 5 kap. 9 §")
    yield NotOn(**common, weight=NEW_COUNCIL, bodies=(name,), day_kinds=(DayKind.MANDATE,))
    text = _("{body} meets between 15 and 31 October in an election year, newly elected.").format(body=name)
    source = _("kommunallagen (2017:725) 5 kap. 9 §; the plans of six councils, 6 of 6")
    common = _common(f"{slug(name)}-nyvalda", Level.REGEL, text, source)
    period = Period((10, 15), (10, 31))
    law = date(2018, 1, 1)  # before the kommunallag (2017:725) they began on another day
    yield Milestone(**common, valid_from=law, bodies=(name,), period=period, years=Years.ELECTION)


def first_of_elected(dates: Sequence[date]) -> list[date]:
    """The first meetings of newly elected councils that come on top of the regular ones: these leave no gap."""
    found = []
    for year in {d.year for d in dates if election_year(d.year)}:
        days = [d for d in dates if d.year == year]
        gaps = [b - a for a, b in pairwise(days) if not (a.month < 8 <= b.month)]  # but for the summer
        first = next((n for n, d in enumerate(days) if date(year, 10, 15) <= d <= date(year, 10, 31)), None)
        if first and first + 1 < len(days) and days[first + 1] - days[first - 1] <= max(gaps):
            found.append(days[first])
    return found


# ---- words


def _common(id: str, level: Level, text: str, source: str = "") -> Common:
    return {"id": id, "level": level, "text": text, "source": source}


def _sourced(rule: R, past: Case, dates: Sequence[date]) -> R:
    """The rule with what it was inferred from: how many of the dates keep it, as it judges them itself."""
    unknown, broken = set(), Counter[date]()
    for problem in rule.check(past):
        if problem.date and "unknown" in problem.code:
            unknown.add(problem.date)
        elif problem.date:
            broken[problem.date] += 1
    judged = [d for d in dates if d not in unknown]
    kept = len(judged) - sum(min(n, judged.count(day)) for day, n in broken.items())
    return rule.replaced(source=_source(judged, kept))


def _source(dates: Sequence[date], kept: int) -> str:
    """What a rule was inferred from: "inferred from 2021, 9 of 11"."""
    years = sorted({d.year for d in dates})
    span = ", ".join(map(str, years)) if len(years) < 3 or years[-1] - years[0] >= len(years) else ""
    span = span or f"{years[0]}–{years[-1]}"
    return _("inferred from {years}, {kept} of {n}").format(years=span, kept=kept, n=len(dates))


def _on_the_rest(found: Habit) -> str:
    said = on_the_rest(found)
    return f" {said}" if said else ""


def on_the_rest(found: Habit) -> str:
    """What is said of the half of the year of which nothing or one meeting is known; empty if both or no half is."""
    if single := alone(last_round(found.dates)):
        first, last = (1, JULY) if single[0].month < AUGUST else (AUGUST, 12)
        text = _("Of {first}–{last} only {date} is known, and no more is planned there.")
        return text.format(first=month_name(first), last=month_name(last), date=_date(single[0]))
    if not is_half([*found.dates]) or len(found.dates) == 1:
        return ""
    halves = [(1, JULY), (AUGUST, 12)]
    if found.dates[0].month < AUGUST:
        halves.reverse()
    (first, last), (known, until) = halves
    text = _("Nothing is known of {first}–{last}: it is taken to be like {known}–{until}, half a year away.")
    if not found.assumed:
        text = _("Nothing is known of {first}–{last}, and nothing is planned there.")
    names = {"first": first, "last": last, "known": known, "until": until}
    return text.format(**{key: month_name(number) for key, number in names.items()})


def _exceptions(departures: Sequence[Departure]) -> str:
    if not departures:
        return ""
    said = []
    for departure in departures:
        if departure.why and departure.regular != departure.day:
            text = _("{date} ({regular}: {why})")
        elif departure.why:
            text = _("{date} ({why})")
        elif departure.regular != departure.day:
            text = _("{date} (not {regular}; unexplained)")
        else:
            text = _("{date} (unexplained)")
        said.append(text.format(date=_date(departure.day), regular=short_date(departure.regular), why=departure.why))
    return " " + _("Exceptions: {list}.").format(list=listed(said, _("and")))


def _dates(days: Sequence[date]) -> str:
    return listed([_date(d) for d in days], _("and"))


def _date(day: date) -> str:
    return f"{short_date(day)} {day.year}"
