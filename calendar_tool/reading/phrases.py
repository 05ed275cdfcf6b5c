"""One expression with what is known around it: the days, the hours, the rule that it tells, or why it tells none.

Where `scan` finds what is written, `interpret` decides what it means: the year, the days of a week, a named or a
counted day. What may mean two days means none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from calendar_tool.locale import _
from calendar_tool.reading.expressions import scan
from calendar_tool.reading.named_days import named_day
from calendar_tool.reading.notations import compact
from calendar_tool.reading.periods import period
from calendar_tool.reading.relative import relative
from calendar_tool.reading.rhythms import rhythm
from calendar_tool.reading.times import bare_time
from calendar_tool.reading.tokens import DateToken, DayPart, Days, Impossible, MonthToken, TimeToken, Token, WeekToken
from calendar_tool.reading.words import DASH, WEEKDAY, WEEKDAY_BEFORE, YEAR, weekday_number

_HALF_YEAR = 6  # months that a list falls by where it turns into the next year
_LATE = 8  # the month from which a span without a year may last into the next year
_REACH = 40  # characters before a date that may leave it out
_MOST_DAYS = 31  # of a span in a list of dates
_CELL_DAY = r"[0-9]{1,2}(?![0-9]|[.:][0-9])(?::?[ea](?![a-zåäö]))?"
_CELL_MARK = r"(?:\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹†])?"
_CELL_JOIN = rf"[ ]?(?:[{DASH}]|,|och\b|samt\b|&)[ ]?"
_CELL = re.compile(
    rf"[ \t]*(?:(?P<wd>{WEEKDAY_BEFORE})\.?[ ]+)?(?:den[ ])?"
    rf"(?P<days>{_CELL_DAY}{_CELL_MARK}(?:{_CELL_JOIN}{_CELL_DAY}{_CELL_MARK}){{0,9}})(?=$|[ \t,;.(*)]|kl)",
    re.I,
)
_CELL_REST = re.compile(
    rf"[ ]*(?:$|[(*,;.|\d]|[{DASH}]|{WEEKDAY}\b|(?:kl|ca|från|inställ\w*|prel\w*|res\w*|ev|vid|extra\w*|obs|heldag"
    r"|fm|em|kväll\w*"
    r"|lunch|teams\w*|zoom|digital\w*|fysisk\w*|hybrid\w*|i|på)\b|(?-i:[A-ZÅÄÖ]))",
    re.I,
)
_LEADING_YEAR = re.compile(rf"(?:år[ ])?(?P<y>{YEAR})[:,.]?[ ]+(?=\D|[0-9]{{1,2}}(?:[ ]?/|[ .]))", re.I)
_CELL_PART = re.compile(r"([0-9]{1,2})([^0-9]*)")
_WEEKDAYS = re.compile(rf"\b(?P<wd>{WEEKDAY})(?:en|ar)?(?![a-zåäö])", re.I)
_JOIN_DASH = re.compile(rf"[ ]*(?:[{DASH}]|till(?:[ ]och[ ]med)?|t\.?o\.?m\.?)[ ]*(?:den[ ]+)?", re.I)
_MELLAN = re.compile(r"\bmellan\b", re.I)
_MOVED = re.compile(r"\b(?:flytta\w*|ersätt\w*|ändra\w*|tidigarel\w+|senarel\w+)\b", re.I)
_LEFT_OUT = re.compile(
    r"\b(?:ej|inte|utom|förutom|undantag(?:et)?|i[ ]?stället[ ]för)[ ]+(?:för[ ]|på[ ])?(?:den[ ])?\Z", re.I
)
_PART_OF_MONTH = re.compile(
    r"\b(?:början|slutet|mitten|inledningen)[ ](?:av|på)\b|\bmånadsskiftet\b|\b(?:första|andra)[ ]halvan\b"
    r"|\b(?:tidigt|sent|medio|ultimo|primo)\b",
    re.I,
)
_MORE_WEEKS = re.compile(r"[ ]?(?:,|och|samt|&)[ ]?(?P<w>[0-9]{1,2})(?![0-9]|[.:/])", re.I)
_HOURS_ALONE = re.compile(
    r"[ ]*(?:$|[(*;]|[,.]?[ ]*(?:via|i|på|teams|zoom|skype|digital\w*|sal|lokal)\b|[,.][ ]*\D)", re.I
)
_EARLIEST = 6  # hours of the day before which bare numbers are no hours


@dataclass(frozen=True, slots=True)
class Phrase:
    """What one expression says. Dates are those of Europe/Stockholm.

    `end_date` is the last day where the one date begins a span. `rule` is the value of an RFC 5545 RRULE. `problem`
    tells why there is no date though there is something like one.
    """

    dates: tuple[date, ...] = ()
    end_date: date | None = None
    start: time | None = None
    end: time | None = None
    day_part: str | None = None
    all_day: bool = False
    rule: str | None = None
    problem: str | None = None


def interpret(
    phrase: str,
    year: int | None = None,
    month: int | None = None,
    reference: date | None = None,
    years: Sequence[int] = (),
    following: str = "",
) -> Phrase:
    """What one expression says in its context.

    `year` holds where none is written and `month` is that of a column of bare days; `reference` is the day that
    relative words count from. `years` are the two that a heading leaves open and `following` is the next row, which
    decides between them where the months turn.
    """
    text = " ".join(phrase.split())
    tokens = scan(text, parts=True)
    leading = _LEADING_YEAR.match(text)
    if leading and not any(t.begin < leading.end() for t in tokens):
        year, years = int(leading["y"]), ()
    context = _Context(text, tokens, year, month, reference, tuple(years), following)
    days = context.days()
    found = Phrase(
        days.dates if days else (),
        days.end_date if days else None,
        rule=days.rule if days else None,
        problem=days.problem if days else None,
    )
    return _with_hours(found, text, tokens, days)


def _with_hours(found: Phrase, text: str, tokens: Sequence[Token], days: Days | None) -> Phrase:
    """The phrase with its hours, or the part of the day."""
    hours = list(dict.fromkeys((t.start, t.stop) for t in tokens if isinstance(t, TimeToken)))
    if not hours and (bare := _bare_hours(text, tokens, days)):
        hours = [(bare.start, bare.stop)]
    if len(hours) == 1:
        return replace(found, start=hours[0][0], end=hours[0][1])
    if found.end_date and len(hours) == 2 and hours[0][1] is None and hours[1][1] is None:
        return replace(found, start=hours[0][0], end=hours[1][0])
    part = next((t.part for t in tokens if isinstance(t, DayPart)), None)
    if part == "heldag":
        return replace(found, all_day=True)
    return replace(found, day_part=part) if not hours else found


def _bare_hours(text: str, tokens: Sequence[Token], days: Days | None) -> TimeToken | None:
    """Hours without "kl", right after the days or alone at the beginning."""
    if days is None and tokens:
        return None
    begin = days.end if days else 0
    blank = re.compile(r"[ ,.(]*").match(text, begin)
    token = bare_time(text, blank.end() if blank else begin)
    if token is None or token.start.hour < _EARLIEST:
        return None
    minutes = bool(re.search(r"[.:⁰]", token.text)) and token.stop is not None
    return token if minutes or days or _HOURS_ALONE.match(text, token.end) else None


@dataclass(frozen=True, slots=True)
class _Context:
    """An expression, what is written in it, and what is known around it."""

    text: str
    tokens: Sequence[Token]
    year: int | None
    month: int | None
    reference: date | None
    years: tuple[int, ...]
    following: str

    def days(self) -> Days | None:
        """The days, the rule or the problem; None if the text holds nothing like a date."""
        dates = [t for t in self.tokens if isinstance(t, DateToken)]
        if wrong := next((t for t in self.tokens if isinstance(t, Impossible)), None):
            return Days(wrong.end, problem=wrong.reason)
        told = rhythm(self.text, self.year)
        if told and told.rule and any(isinstance(t, WeekToken | MonthToken) for t in self.tokens):
            return Days(told.end, problem=_("a rule for a part of the year"))
        if dates and told:
            return self._both(self._written(dates), told)
        if dates or told:
            return told or self._written(dates)
        if self.month and (found := self._cell()):
            return found
        if token := compact(self.text):
            return self._written([token])
        weeks = [t for t in self.tokens if isinstance(t, WeekToken)]
        if weeks:
            return self._weeks(weeks)
        return (
            named_day(self.text, self.year)
            or relative(self.text, self.reference)
            or self._period()
            or self._weekday_alone()
        )

    # -- written dates

    @staticmethod
    def _both(written: Days, told: Days) -> Days:
        """Dates beside a rule, or beside days that must be the same ("sista torsdagen i mars, 26/3")."""
        end = max(written.end, told.end)
        if written.problem or (told.rule is None and told.dates != written.dates):
            return Days(end, problem=written.problem or told.problem or _("the days contradict each other"))
        return replace(written, end=end, rule=told.rule)

    def _written(self, tokens: Sequence[DateToken]) -> Days:
        end = tokens[-1].end
        if any(_LEFT_OUT.search(self.text, max(0, t.begin - _REACH), t.begin) for t in tokens) or (
            len(tokens) > 1 and _MOVED.search(self.text)
        ):
            return Days(end, problem=_("a date is said to be left out or moved"))
        resolved: list[tuple[date, date | None]] = []
        for token in tokens:
            day, problem = self._dated(token)
            if day is None:
                return Days(end, problem=problem)
            resolved.append((day, token.last(day.year)))
        if problem := self._other_week([day for day, _last in resolved]):
            return Days(end, problem=problem)
        if len(resolved) == 1:
            return Days(end, (resolved[0][0],), resolved[0][1])
        if len(resolved) == 2 and self._is_span(tokens):
            return self._span(tokens, resolved[0][0], resolved[1][0])
        dates = [day + timedelta(days=n) for day, last in resolved for n in range(((last or day) - day).days + 1)]
        if any(last and (last - day).days > _MOST_DAYS for day, last in resolved):
            return Days(end, problem=_("several spans of days"))
        return Days(end, tuple(dict.fromkeys(dates)))

    def _is_span(self, tokens: Sequence[DateToken]) -> bool:
        between = self.text[tokens[0].end : tokens[1].begin]
        for hours in self.tokens:  # "16/2 kl 9 – 17/2 kl 12"
            if isinstance(hours, TimeToken) and tokens[0].end <= hours.begin < tokens[1].begin:
                between = between.replace(hours.text, " ")
        single = tokens[0].last_day is None and tokens[1].last_day is None
        mellan = _MELLAN.search(self.text[: tokens[0].begin]) and between.strip(" ,").lower() in ("och", "och den")
        return single and bool(mellan or _JOIN_DASH.fullmatch(between))

    def _span(self, tokens: Sequence[DateToken], first: date, last: date) -> Days:
        one, other = tokens
        if one.year is None and other.year is not None:  # the year after the last day holds for the first
            year = other.year - ((one.month, one.day) > (other.month, other.day))
            day = one.on(year)
            if day is None:
                return Days(other.end, problem=_("there is no such date"))
            first = day
        if one.year is None and other.year is None and self.month is None and other.month < _LATE <= one.month:
            last = other.on(last.year + 1) or first
        if first >= last:
            return Days(other.end, problem=_("the days are in the wrong order"))
        return Days(other.end, (first,), last)

    def _dated(self, token: DateToken) -> tuple[date | None, str | None]:
        """The date of a token, or why it has none."""
        year = token.year or self._year_of(token)
        if year is None:
            if len(self.years) == 2:
                first, second = self.years
                return None, _("the year may be {first} or {second}").format(first=first, second=second)
            return None, _("the year is not stated")
        if token.year is None and self.month and token.month != self.month:
            turn = {(12, 1): 1, (1, 12): -1}.get((self.month, token.month))
            if turn is None:
                return None, _("the month is not the one of the column")
            year += turn
        day = token.on(year)
        return day, None if day else _("there is no such date, or it is another day of the week")

    def _year_of(self, token: DateToken) -> int | None:
        """The year of a date without one: between two years the turn of the rows decides, else the weekday stated."""
        if len(self.years) == 2:
            following = next((t for t in scan(self.following) if isinstance(t, DateToken)), None)
            if following and following.year is None and token.month - following.month >= _HALF_YEAR:
                return self.years[0]
            possible = [y for y in self.years if token.on(y)]
            if len(possible) == 1:
                return possible[0]
        return self.year

    def _other_week(self, dates: Sequence[date]) -> str | None:
        """Why dates do not agree with the one week stated beside them; None if they do."""
        weeks = [t for t in self.tokens if isinstance(t, WeekToken)]
        if len(weeks) != 1 or len(dates) != 1:
            return None
        iso = dates[0].isocalendar()
        inside = weeks[0].week <= iso.week <= (weeks[0].last_week or weeks[0].week)
        return None if inside else _("the date is in another week than stated")

    # -- days of a column's month

    def _cell(self) -> Days | None:
        match = _CELL.match(self.text)
        if match is None or self.month is None:
            return None
        if match["days"].isdigit() and not _CELL_REST.match(self.text, match.end()):  # "8 ledamöter"
            return None
        if self.year is None:
            return Days(match.end(), problem=_("the year is not stated"))
        parts = _CELL_PART.findall(match["days"])
        try:
            dates = [date(self.year, self.month, int(day)) for day, _joined in parts]
        except ValueError:
            return Days(match.end(), problem=_("there is no such date"))
        weekday = weekday_number(match["wd"]) if match["wd"] else None
        if weekday not in (None, dates[0].weekday()) or dates != sorted(set(dates)):
            return Days(match.end(), problem=_("there is no such date, or it is another day of the week"))
        spans = [any(c in DASH for c in joined) for _day, joined in parts[:-1]]
        if spans == [True]:
            return Days(match.end(), (dates[0],), dates[1])
        if not any(spans):
            return Days(match.end(), tuple(dates))
        whole = [dates[0]]
        for day, span in zip(dates[1:], spans, strict=True):
            whole += [whole[-1] + timedelta(days=n) for n in range(1, (day - whole[-1]).days)] if span else []
            whole.append(day)
        return Days(match.end(), tuple(whole))

    # -- weeks

    def _weeks(self, tokens: Sequence[WeekToken]) -> Days:
        token = tokens[0]
        more = _MORE_WEEKS.match(self.text, token.end)
        end = more.end() if more else token.end
        if more and token.last_week is None and int(more["w"]) == token.week + 1:
            token = replace(token, last_week=token.week + 1)
            more = _MORE_WEEKS.match(self.text, end)
        if more or len(tokens) > 1:
            return Days(end, problem=_("several weeks"))
        year = token.year or self.year
        if year is None:
            return Days(end, problem=_("the year is not stated"))
        span = token.days(year)
        if span is None:
            text = _("{year} has no week {week}").format(year=year, week=token.last_week or token.week)
            return Days(end, problem=text)
        named = list(_WEEKDAYS.finditer(self.text))
        if not named:
            return Days(end, *((span[0],), span[1]))
        if token.last_week:
            return Days(end, problem=_("several weeks"))
        dates = sorted({span[0] + timedelta(days=weekday_number(m["wd"])) for m in named})
        end = max(end, named[-1].end())
        if len(named) == 2 and _JOIN_DASH.fullmatch(self.text, named[0].end(), named[1].start()):
            return Days(end, (dates[0],), dates[-1])
        return Days(end, tuple(dates))

    # -- months, quarters, terms

    def _period(self) -> Days | None:
        found = period(self.text, self.year)
        months = [t for t in self.tokens if isinstance(t, MonthToken)]
        if found is None or (not months and found.end_date is None and found.problem is None):
            return found
        inside = [t for t in months if t.begin < found.end]
        if _PART_OF_MONTH.search(self.text) or len(inside) < len(months):
            return Days(found.end, problem=_("the day of the month is missing"))
        if found.end_date and any(isinstance(t, TimeToken | DayPart) for t in self.tokens):
            return Days(found.end, problem=_("the day of the month is missing"))
        return found

    def _weekday_alone(self) -> Days | None:
        match = _WEEKDAYS.search(self.text)
        return Days(match.end(), problem=_("a weekday without a date")) if match else None
