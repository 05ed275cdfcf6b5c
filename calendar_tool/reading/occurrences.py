"""When the entries of a calendar are, in Swedish time: repeats expanded by recurring-ical-events (RFC 5545 3.8.5).

What could keep a computer busy for ever is refused before: repeats within a day, endless lists, odd time zones.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from calendar_tool.locale import _
from calendar_tool.reading.components import Component, Property

Event = Any
"""An event of icalendar, whose types say nothing of which property has which."""

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_ONE = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "SEQUENCE")
_MANY = ("RRULE", "RDATE", "EXDATE")
_ENTRY = "X-ENTRY"
_DATE = re.compile(r"[0-9]{8}")
_MOMENT = re.compile(r"[0-9]{8}T[0-9]{6}Z?")
_RULE = re.compile(r"[A-Z]+=[A-Z0-9+,-]+(?:;[A-Z]+=[A-Z0-9+,-]+)*;?")
_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_SELDOM = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WITHIN_A_DAY = {"BYHOUR", "BYMINUTE", "BYSECOND"}
_RULE_KEYS = {
    "FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS",
    *_WITHIN_A_DAY,
}  # fmt: skip
_ZONE_KEYS = {"FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", "BYDAY", "BYMONTHDAY", "BYMONTH"}
_MOST_CHANGES = 400  # in the offset of a time zone: a whole history has about 150
_MOST_RULES = 10  # of an entry, which has one; and of positions in one
_LONGEST_RULE = 2000  # characters: one can list all days of a year
BROKEN_VALUES = (ArithmeticError, AssertionError, AttributeError, LookupError, OSError, TypeError, ValueError)
"""What parsers raise of values that nobody foresaw; OSError for a zone that is called as a folder of zones."""


class BrokenError(ValueError):
    """An entry that cannot be understood: the property's line, and why."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line, self.text = line, text


class Span(NamedTuple):
    """One occurrence of the entry of that number, in local time without zone.

    The end is None if none is stated; what takes no time `is_empty`. Days run from midnight to midnight.
    """

    entry: int
    begin: datetime
    end: datetime | None
    is_empty: bool = False


class Zones:
    """The time zones that a calendar can name: those that are known everywhere, and those that it defines."""

    def __init__(self, zones: Iterable[Component]) -> None:
        """Forgets the zones of other calendars, for two can call different ones by the same name."""
        from icalendar import use_zoneinfo
        from icalendar.timezone import tzp

        use_zoneinfo()  # type: ignore[no-untyped-call]  # of icalendar
        self._known = tzp
        self.broken: list[Component] = []
        for zone in zones:
            try:
                self._learn(zone)
            except BROKEN_VALUES:
                self.broken.append(zone)

    def find(self, name: str) -> tzinfo | None:
        """The zone of that name, which may be one of Windows; None if nobody knows it."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a name that a program has lengthened with its own
            try:
                return self._known.timezone(name)
            except BROKEN_VALUES:
                return None

    def _learn(self, zone: Component) -> None:
        from icalendar import Timezone

        lines = ["BEGIN:VTIMEZONE", *(f"TZID:{p.value}" for p in zone.properties if p.name == "TZID")]
        if len(zone.parts) > _MOST_CHANGES:
            raise ValueError(zone.name)
        for part in zone.parts:
            for rule in part.properties:
                if rule.name == "RRULE" and (_rule(rule)["FREQ"] != "YEARLY" or _rule(rule).keys() - _ZONE_KEYS):
                    raise ValueError(rule.value)
            lines += [f"BEGIN:{part.name}", *(f"{p.name}:{p.value}" for p in part.properties), f"END:{part.name}"]
        parsed = Timezone.from_ical("\r\n".join([*lines, "END:VTIMEZONE", ""]))
        if isinstance(parsed, Timezone):
            self._known.cache_timezone_component(parsed)


@dataclass(frozen=True, slots=True)
class Entry:
    """A VEVENT that is understood, by its number in the calendar."""

    number: int
    uid: str
    event: Event
    part: Component

    @property
    def is_change(self) -> bool:
        """Whether it changes one occurrence of another entry of the same UID."""
        return "RECURRENCE-ID" in self.event

    @property
    def repeats(self) -> bool:
        """Whether it is on more than one occasion."""
        return "RRULE" in self.event or "RDATE" in self.event


def read_entry(component: Component, number: int, floating: tzinfo) -> Entry:
    """The entry; `floating` is the zone of times without one. BrokenError if it cannot be understood."""
    from icalendar import Event as Parser

    start = component.find("DTSTART")
    if start is None:
        raise BrokenError(component.line, _("has no beginning (DTSTART)"))
    is_change = component.find("RECURRENCE-ID") is not None
    lines = ["BEGIN:VEVENT", "UID:entry", f"{_ENTRY}:{number}"]
    lines += [_line(p) for name in _ONE if (p := component.find(name))]
    if not is_change:
        _check_rules([p for p in component.properties if p.name == "RRULE"])
        lines += [_line(p) for p in component.properties if p.name in _MANY]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            event: Event = Parser.from_ical("\r\n".join([*lines, "END:VEVENT", ""]))
        if event.name != "VEVENT" or event.errors:
            raise ValueError(component.name)
        _check_end(event, component, floating)
    except BrokenError:
        raise
    except BROKEN_VALUES:
        raise BrokenError(component.line, _("has a value that cannot be read")) from None
    uid = component.find("UID")
    return Entry(number, uid.value if uid else f"\n{number}", event, component)


def spans(entries: Sequence[Entry], floating: tzinfo, first: date, last: date) -> Iterator[Span]:
    """When the entries of one UID are, from `first` to `last` and somewhat around.

    Of several that are no changes of one another, each counts: a UID is given twice by mistake.
    """
    changes = [entry for entry in entries if entry.is_change]
    masters: list[Entry | None] = [entry for entry in entries if not entry.is_change]
    for master in masters or [None]:
        if master and not master.repeats and not changes:
            yield _span(master.number, master.event, floating)
        else:
            yield from _expanded([master, *changes] if master else changes, floating, first, last)


def local(moment: datetime, floating: tzinfo) -> datetime:
    """A moment as Swedish clocks show it, without zone; one that they skip is shown an hour later."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=floating)
    return aware.astimezone(UTC).astimezone(STOCKHOLM).replace(tzinfo=None)


def shown(begin: datetime, end: datetime) -> tuple[datetime, datetime]:
    """The time that Swedish clocks show meanwhile: if they are turned back, all of the hour that comes twice."""
    first, last = local(begin, UTC), local(end, UTC)
    if last - first < end.astimezone(UTC) - begin.astimezone(UTC):
        if _comes_twice(first):
            first = first.replace(minute=0, second=0)
        if _comes_twice(last):
            last = last.replace(minute=0, second=0) + timedelta(hours=1)
    return first, last


def _expanded(entries: Sequence[Entry], floating: tzinfo, first: date, last: date) -> Iterator[Span]:
    from icalendar import Calendar
    from recurring_ical_events import of

    calendar = Calendar()
    if isinstance(floating, ZoneInfo) and floating is not STOCKHOLM:
        calendar.add("X-WR-TIMEZONE", floating.key)
    for entry in entries:
        calendar.add_component(entry.event)
    numbers = {entry.number: entry for entry in entries}
    begin, end = (datetime.combine(day, time.min) for day in (first - timedelta(2), last + timedelta(3)))
    for occurrence in of(calendar).between(begin, end):
        number = int(str(occurrence[_ENTRY]))
        yield _span(number, occurrence, floating, numbers[number].event)


def _span(number: int, event: Event, floating: tzinfo, entry: Event | None = None) -> Span:
    """The span of an event; of an occurrence of `entry`, that says if an end, or a duration, is stated at all."""
    entry = entry or event
    start: date = event["DTSTART"].dt
    end: Any = event["DTEND"].dt if "DTEND" in event else None
    duration: timedelta | None = entry["DURATION"].dt if "DURATION" in entry and "RDATE" not in entry else None
    if not isinstance(start, datetime):
        days = duration or ((end - start) if end else timedelta(1))
        begin = datetime.combine(start, time.min)
        return Span(number, begin, begin + max(days, timedelta(1)))
    begin = start.replace(tzinfo=start.tzinfo or floating)
    if duration is not None:  # days by the calendar, hours by the clock (RFC 5545 3.3.6)
        end = (begin + timedelta(duration.days)).astimezone(UTC) + timedelta(0, duration.seconds)
    end = end.replace(tzinfo=end.tzinfo or floating) if end else begin
    is_empty = end.astimezone(UTC) == begin.astimezone(UTC)
    if is_empty and "DTEND" not in entry and "DURATION" not in entry:
        return Span(number, local(begin, floating), None)
    return Span(number, *shown(begin, end), is_empty)


def _comes_twice(moment: datetime) -> bool:
    aware = moment.replace(tzinfo=STOCKHOLM)
    offsets = [aware.replace(fold=fold).utcoffset() or timedelta(0) for fold in (0, 1)]
    return offsets[0] > offsets[1]


def _line(property: Property) -> str:
    """A property as icalendar reads it: with the parameters that matter, and VALUE=DATE where it was forgotten."""
    name, value = property.name, property.value
    if name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        _check_moment(property)
    parameters = "".join(
        f';{key}="{given}"' if key == "TZID" else f";{key}={given}"
        for key in ("TZID", "VALUE", "RANGE")
        if (given := property.parameter(key)) and (key, given.upper()) != ("VALUE", "DATE")
    )
    if all(_DATE.fullmatch(day) for day in value.split(",")):
        return f"{name};VALUE=DATE:{value}"
    return f"{name}{parameters}:{value}"


def _check_moment(property: Property) -> None:
    value = property.value
    if _DATE.fullmatch(value) or _MOMENT.fullmatch(value):
        try:
            datetime.fromisoformat(value.rstrip("Z"))
        except ValueError:
            pass
        else:
            return
    text = _("has a time that cannot be read, “{text}” ({name})")
    raise BrokenError(property.line, text.format(text=value[:80], name=property.name))


def _check_end(event: Event, component: Component, floating: tzinfo) -> None:
    """An end of the same kind as the start, and not before it; the same day is taken as the day itself."""
    start: Any = event["DTSTART"].dt
    stated = component.find("DTEND", "DURATION")
    if stated is None:
        return
    if "DTEND" not in event:
        if event["DURATION"].dt < timedelta(0):
            raise BrokenError(stated.line, _("ends before it begins"))
        return
    event.pop("DURATION", None)
    end: Any = event["DTEND"].dt
    if isinstance(start, datetime) is not isinstance(end, datetime):
        raise BrokenError(stated.line, _("begins at an hour and ends on a day, or the other way round"))
    if isinstance(start, datetime):
        start, end = (m.replace(tzinfo=m.tzinfo or floating).astimezone(UTC) for m in (start, end))
    elif start == end:
        del event["DTEND"]
    if end < start:
        raise BrokenError(stated.line, _("ends before it begins"))


def _check_rules(rules: Sequence[Property]) -> None:
    for number, rule in enumerate(rules):
        try:
            keys = _rule(rule)
            few = all(1 <= int(keys.get(key, "1")) <= 100_000 for key in ("INTERVAL", "COUNT"))
            few = few and keys.get("BYSETPOS", "").count(",") < _MOST_RULES and len(rule.value) < _LONGEST_RULE
            sound = few and keys["FREQ"] in (*_OFTEN, *_SELDOM) and not keys.keys() - _RULE_KEYS
        except BROKEN_VALUES:
            sound = False
        if not sound or number >= _MOST_RULES:
            text = _("repeats in a way that cannot be understood: {rule}").format(rule=rule.value[:80])
            raise BrokenError(rule.line, text)
        if keys["FREQ"] in _OFTEN or any("," in keys.get(key, "") for key in _WITHIN_A_DAY):
            text = _("repeats more often than once a day, which no meeting does: {rule}").format(rule=rule.value[:80])
            raise BrokenError(rule.line, text)


def _rule(rule: Property) -> dict[str, str]:
    """The keys of an RRULE, in capitals; ValueError if it is none."""
    value = rule.value.upper()
    if not _RULE.fullmatch(value):
        raise ValueError(rule.value)
    pairs = [part.split("=") for part in value.rstrip(";").split(";")]
    if len({key for key, _value in pairs}) < len(pairs):
        raise ValueError(rule.value)
    return dict(pairs)
