"""Schedules that are made up, written in the layouts of real ones, with what they state and what may be lost of it.

A layout is a function that writes a Plan with the options it draws by name; LAYOUTS holds them all. An option that the
reader does not read yet is named in UNREAD and is not drawn, so that the tests say what holds today.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

from hypothesis import assume
from hypothesis import strategies as st

from calendar_tool.days.swedish import is_working_day
from calendar_tool.model.reading import Reading
from calendar_tool.reading.words import MONTHS


@dataclass(frozen=True)
class Unread:
    """Options of some layouts that are not read yet together; `wrong` if something false is read then."""

    layouts: tuple[str, ...]  # () is all
    options: Mapping[str, str | tuple[str, ...]]
    reason: str
    wrong: bool = False

    def holds(self, layout: str, name: str, chosen: Mapping[str, str]) -> bool:
        """Whether the options chosen are these, the last of them `name`."""
        if self.layouts and layout not in self.layouts:
            return False
        return name in self.options and all(
            chosen.get(k) in (v if isinstance(v, tuple) else (v,)) for k, v in self.options.items()
        )


BODY_BY_MONTH = ("body x month", "body x month, long names", "body x month, two years")
MONTH_BY_BODY = ("month x body", "month x body, long names", "month x body, two years")
UNREAD: tuple[Unread, ...] = (
    # what is read wrongly
    Unread(MONTH_BY_BODY[1:], {"style": "single"}, "names of several words above single blanks", True),
    Unread((), {"damage": ("glued", "lines_glued")}, "what is glued to a name is read as a part of it", True),
    Unread((), {"damage": ("blanks_dropped", "empty_cells_lost")}, "cells move to other months or bodies", True),
    # what is left open
    Unread((), {"names": "awkward"}, "names that are not known as names; the body above may get the days", True),
    Unread((), {"years": "heading", "untitled": "yes"}, "no title"),
    Unread((), {"below": "prose", "label": "Plats: Stora salen\nTid: {}"}, "prose with dates"),
    Unread(MONTH_BY_BODY, {"count": "one"}, "the corner may be a part of the name"),
    Unread(("deadlines",), {"heads": "Inlämning av handlingar|Beredning|Nämndmöte"}, "the preparing may be a meeting"),
    Unread(("minutes",), {"next": "Nästa möte\n{v} den {d} {t}"}, "hours on the line below"),
    Unread(("minutes",), {"header": "Tid: tisdag"}, "hours of the list from the header"),
    Unread(("list",), {"hours": "item", "joint": " – "}, "bare hours after a dash"),
)

# Layouts that are not always read exactly when they are complete: only that nothing is read wrongly is held.
INEXACT: Mapping[str, str] = {
    "two years list": "a list may not decide between its two years",
    "column per body": "cells alone on their row are left open though they stand under their head",
    "weeks": "weeks are not read under all headings",
    "date table": "a last column that is mostly empty",
}

SHORT_MONTHS = ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sept", "okt", "nov", "dec"]
WEEKDAYS = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]
SHORT_WEEKDAYS = ["mån", "tis", "ons", "tors", "fre", "lör", "sön"]

NAMES = (
    "Kommunfullmäktige",
    "Kommunstyrelsen",
    "Kommunstyrelsens arbetsutskott",
    "Kommunstyrelsens personalutskott",
    "Barn- och utbildningsnämnden",
    "Kultur- och fritidsnämnden",
    "Miljö- och byggnadsnämnden",
    "Socialnämnden",
    "Socialnämndens individutskott",
    "Vård- och omsorgsnämnden",
    "Valnämnden",
    "Direktionen",
    "Samverkansnämnden",
    "Jävsnämnden",
    "Överförmyndarnämnden",
    "Folkhälsorådet",
    "Ungdomsrådet",
    "Hälso- och sjukvårdsnämnden",
    "Regionstyrelsen",
)
AWKWARD = (
    "Gemensam nämnd för familjerätt - Lövby, Ekmark och Alnäs",
    "Barn-, utbildnings- och kulturnämnden",
    "Rådet för funktionshinderfrågor",
    "Nämnden för service och teknik",
    "Beredningen för medborgare och folkhälsa",
    "Räddningstjänstförbundet Öst",
    "Kommunala pensionärsrådet",
    "Områdesstyrelse 4",
    "Ekmarks Stadshus AB",
    "Lövby hamn AB",
    "Tekniska nämnden",
    "IT-nämnden",
    "Revisionen",
)
ABBREVIATIONS = ("KF", "KS", "KSAU", "BUN", "KFN", "MBN", "SN", "VON", "KPR", "HSN", "KSPU", "TN", "FoU-råd")


@dataclass(frozen=True)
class Hours:
    """From when till when a body meets; `end` may not be stated."""

    start: time
    end: time | None

    def written(self, style: str) -> str:
        """As "kl. 13", "kl 13.00-15.00", "klockan 13:00" ...; the style says the word and the form."""
        word, form = style.split("|")
        span = [t for t in (self.start, self.end) if t]
        if form == "13":
            parts = [f"{t.hour}.{t.minute:02}" if t.minute else str(t.hour) for t in span]
        else:
            parts = [f"{t.hour:02}{form[2]}{t.minute:02}" for t in span]
        dash = " – " if word == "kl" else "–" if word == "klockan" else "-"
        return f"{word} {dash.join(parts)}".strip()


CLOCKS = ("kl.|13", "kl|13.00", "klockan|13:00", "kl.|13.00", "kl|13:00")
BARE_CLOCKS = ("|13.00", "|13:00")


@dataclass(frozen=True)
class Sitting:
    """A meeting that a schedule states."""

    body: str
    day: date
    last: date | None = None
    hours: Hours | None = None
    status: str = "confirmed"

    @property
    def facts(self) -> tuple[str, str, str, str, str, str]:
        """What is compared: the name without blanks and capitals, and the rest as text."""
        start, end = (self.hours.start, self.hours.end) if self.hours else (None, None)
        return facts(self.body, self.day, self.last, start, end, self.status)


def facts(
    body: str, day: date, last: date | None, start: time | None, end: time | None, status: str
) -> tuple[str, str, str, str, str, str]:
    """A meeting as comparable text; the name without blanks, capitals and the marks around it."""
    name = re.sub(r"[\s\xa0]", "", body).casefold()
    return (
        name,
        day.isoformat(),
        last.isoformat() if last else "",
        f"{start:%H:%M}" if start else "",
        f"{end:%H:%M}" if end else "",
        status,
    )


def read_facts(reading: Reading) -> list[tuple[str, str, str, str, str, str]]:
    """The meetings of a reading, to compare with Sitting.facts."""
    return [facts(m.body, m.date, m.end_date, m.start, m.end, m.status.value) for m in reading.meetings]


@dataclass(frozen=True)
class Body:
    """A body with its habits, and its days in order."""

    name: str
    hours: Hours
    days: tuple[date, ...]


@dataclass(frozen=True)
class Plan:
    """What is to be written; `years` are one or two."""

    years: tuple[int, ...]
    bodies: tuple[Body, ...]

    @property
    def span(self) -> str:
        return "/".join(map(str, self.years))

    def months(self) -> list[tuple[int, int]]:
        """The months that the plan covers, July left out."""
        first = 1 if len(self.years) == 1 else 8
        every = [(self.years[0] + (first + n - 1) // 12, (first + n - 1) % 12 + 1) for n in range(12)]
        return [m for m in every if m[1] != 7]


@st.composite
def plans(draw: st.DrawFn, names: Sequence[str] = NAMES, bodies: int = 4, years: int = 1, single: bool = False) -> Plan:
    """One to `bodies` bodies over a year, or over a year from August; one day a month at most if `single`.

    A body has its weekday and its week of the month, and now and then another day; it never meets on a free day.
    """
    year = draw(st.integers(2012, 2031))
    plan = Plan(tuple(year + n for n in range(years)), ())
    made = []
    for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=bodies, unique=True)):
        weekday, week = draw(st.integers(0, 4)), draw(st.integers(0, 3))
        start = time(draw(st.sampled_from((8, 9, 10, 13, 14, 15, 16, 18))), draw(st.sampled_from((0, 0, 30))))
        length = draw(st.sampled_from((0, 0, 1, 2, 3)))
        hours = Hours(start, start.replace(hour=start.hour + length) if length else None)
        off = draw(st.sets(st.sampled_from(plan.months()), max_size=6))
        odd = draw(st.sets(st.sampled_from(plan.months()), max_size=2))
        days: list[date] = []
        for y, m in plan.months():
            if (y, m) in off:
                continue
            first = date(y, m, 1)
            day = first + timedelta((weekday - first.weekday()) % 7 + 7 * week)
            if (y, m) in odd:
                day += timedelta(draw(st.sampled_from((-1, 1, 2))))
            second = [day + timedelta(14)] if (y, m) in odd and not single else []
            days += [d for d in (day, *second) if fits(d, first)]
        made.append(Body(name, hours, tuple(sorted(days))))
    assume(all(len(b.days) >= 3 for b in made))
    return replace(plan, bodies=tuple(made))


def fits(day: date, month: date) -> bool:
    return is_working_day(day) and (day.year, day.month) == (month.year, month.month)


class Options:
    """The options of one document: each is drawn once, by its name, and what UNREAD names is left out."""

    def __init__(self, draw: st.DrawFn, layout: str, damaged: bool = False, forced: Mapping[str, str] | None = None):
        self.draw, self.layout = draw, layout
        self.forced = forced or {}
        self.chosen: dict[str, str] = {}
        self.unread = [u for u in UNREAD if u.wrong or not damaged]

    def __call__(self, name: str, *values: str) -> str:
        """One of the values, which may be read with the options drawn before it."""
        if name not in self.chosen:
            if name in self.forced:
                values = tuple(v for v in values if v == self.forced[name])
            good = [v for v in dict.fromkeys(values) if not self._unread(name, v)]
            assume(good)
            self.chosen[name] = self.draw(st.sampled_from(good))
        return self.chosen[name]

    def _unread(self, name: str, value: str) -> bool:
        return any(u.holds(self.layout, name, {**self.chosen, name: value}) for u in self.unread)


@dataclass
class Written:
    """A document: its lines, which of them are noise, and the meetings it states."""

    lines: list[str] = field(default_factory=list)
    noise: set[int] = field(default_factory=set)
    truth: list[Sitting] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)  # where a section of a body begins
    options: dict[str, str] = field(default_factory=dict)
    whole_dates: bool = True  # each date has its month beside it
    at: dict[int, Sitting] = field(default_factory=dict)  # what a line of its own states, by its number
    open: set[int] = field(default_factory=set)  # lines that state no meeting, after damage

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def add(self, *lines: str) -> None:
        self.lines += lines

    def state(self, sitting: Sitting) -> None:
        """What the last line says, and nothing else is on that line."""
        self.truth.append(sitting)
        self.at[len(self.lines)] = sitting

    def add_noise(self, *lines: str) -> None:
        for line in lines:
            self.lines.append(line)
            self.noise.add(len(self.lines))  # numbered from 1


Layout = Callable[[Options, Plan, Written], None]
LAYOUTS: dict[str, tuple[Layout, dict[str, object]]] = {}


def layout(name: str, **plan: object) -> Callable[[Layout], Layout]:
    """Registers a layout under its name; `plan` are the arguments of plans()."""

    def register(write: Layout) -> Layout:
        LAYOUTS[name] = (write, plan)
        return write

    return register


@st.composite
def documents(draw: st.DrawFn, name: str, damaged: bool = False, forced: Mapping[str, str] | None = None) -> Written:
    """A document in the layout of that name, or one with a damage and no noise; `truth` is what may be read of it."""
    write, arguments = LAYOUTS[name]
    options = Options(draw, name, damaged, forced)
    damage = options("damage", *(d.__name__ for d, layouts in DAMAGES.items() if name in layouts)) if damaged else ""
    if damage == "weekday_slip":
        options.forced = {**options.forced, "weekday": "tisdag"}
    names = arguments.get("names", NAMES)
    if options("names", "plain", "awkward") == "awkward":
        names = (*AWKWARD, *names[:3])  # type: ignore[index]  # a tuple wherever names are given
    plan = draw(plans(**{**arguments, "names": names}))  # type: ignore[arg-type]  # the arguments of plans, passed on
    page = Written()
    if not damaged:
        noise_above(options, page)
    write(options, plan, page)
    if not damaged:
        noise_below(options, page, plan)
    page.options = options.chosen
    return next(d for d in DAMAGES if d.__name__ == damage)(draw, page) if damaged else page


# -- noise ------------------------------------------------------------------------------------------------------------


def noise_above(o: Options, page: Written) -> None:
    kind = o("above", "nothing", "nothing", "navigation", "phone", "contact", "cookies", "intro")
    if kind == "navigation":
        page.add_noise("Hoppa till innehåll", "Start / Kommun och politik / Möten", "Lyssna", "Skriv ut", "")
    elif kind == "phone":
        page.add_noise("Kontakt", "Växel: 0512-310 00", "Öppet vardagar 8-16.30, lunch 12-13", "")
    elif kind == "contact":
        page.add_noise("Kundcenter", "Tel. 010-123 45 67, måndag-torsdag kl. 8-16, fredag kl. 8-15", "")
    elif kind == "cookies":
        page.add_noise("Vi använder kakor. Läs mer om kakor.", "Godkänn", "")
    elif kind == "intro":
        page.add_noise("De förtroendevalda bestämmer i kommunen. Mötena är öppna om inget annat sägs.", "")


def noise_below(o: Options, page: Written, plan: Plan) -> None:
    y = plan.years[0]
    kind = o("below", "nothing", "nothing", "updated", "published", "diary", "protocols", "prose", "deadline", "links")
    page.add_noise(
        *{
            "nothing": [],
            "updated": ["", f"Sidan uppdaterad {y - 1}-11-25"],
            "published": ["", f"Publicerad den 14 januari {y - 3}, uppdaterad den 8 februari {y}"],
            "diary": ["", f"Diarienummer: KS {y - 1}/0214", f"Dnr {y - 1}-000317"],
            "protocols": ["", "Protokoll", "", *(f"{y - 1}-{m:02}-14 (pdf)" for m in (12, 10, 9))],
            "prose": [
                "",
                f"Reglementet antogs av fullmäktige den 3 juni {y - 4} och gäller från den 1 januari {y - 3}.",
            ],
            "deadline": ["", f"Ansök om bidrag senast den 15 april {y}."],
            "links": ["", "Kallelser och protokoll", "Dela sidan", "Hjälpte informationen dig?"],
        }[kind]
    )


# -- parts ------------------------------------------------------------------------------------------------------------


def written_day(o: Options, day: date, year: bool = False) -> str:
    """The day, with its weekday if the document has them, and its year if `year`."""
    form = o("notation", "18 januari", "18/1", "18 jan", "den 18 januari", *(["2026-01-18"] if year else []))
    weekday = o("weekday", "none", "none", "tisdag", "Tisdag", "tis", "tisdagen")
    if form == "2026-01-18":
        text = day.isoformat()
    elif form == "18/1":
        text = f"{day.day}/{day.month}" + (f" {day.year}" if year else "")
    else:
        month = SHORT_MONTHS[day.month - 1] if form == "18 jan" else MONTHS[day.month - 1]
        text = f"{'den ' * form.startswith('den')}{day.day} {month}" + (f" {day.year}" if year else "")
    names = {
        "tisdag": WEEKDAYS[day.weekday()],
        "Tisdag": WEEKDAYS[day.weekday()].capitalize(),
        "tis": SHORT_WEEKDAYS[day.weekday()],
        "tisdagen": WEEKDAYS[day.weekday()] + "en",
    }
    return f"{names[weekday]} {text}" if weekday in names else text


def clock(o: Options, hours: Hours, bare: bool = False) -> str:
    return hours.written(o("clock", *CLOCKS, *(BARE_CLOCKS if bare else ())))


NOTES = {
    "": "confirmed",
    " (inställt)": "cancelled",
    " (extra)": "confirmed",
    " – studiebesök": "confirmed",
    ", reserv": "tentative",
    " (preliminärt)": "tentative",
    " – inställt": "cancelled",
    " INSTÄLLT": "cancelled",
    " (heldag)": "confirmed",
    " (val)": "confirmed",
    " *": "confirmed",
    " (reservdag)": "tentative",
    " Obs! Ny dag": "confirmed",
    " (budget)": "confirmed",
}


def noted(o: Options, body: Body) -> dict[date, str]:
    """The note of one of the days, if the document has one."""
    note = o("note", "", "", *NOTES)
    return {o.draw(st.sampled_from(body.days)): note} if note else {}


def title(o: Options, plan: Plan, page: Written, with_year: bool) -> None:
    wording = o(
        "title", "Sammanträdestider {}", "Mötestider {}", "Sammanträdesdagar {}", "Mötesplan {}", "Möten under {}",
        "Sammanträdesplan år {}", "Datum för sammanträden {}", "Mötesdagar för nämnder och styrelser {}",
    )  # fmt: skip
    page.add(re.sub(r" (under|år)? ?\{\}", "", wording) if not with_year else wording.format(plan.span), "")


def year_above(o: Options, plan: Plan, page: Written) -> str:
    """Writes what stands above the sections, and says where the year is stated."""
    where = o("years", "title", "heading", "intro", "date") if len(plan.years) == 1 else o("years", "title", "date")
    if where != "heading" or o("untitled", "no", "yes") == "no":
        title(o, plan, page, where == "title")
    if where == "intro":
        wording = o(
            "intro", "Under {} möts fullmäktige, styrelsen och nämnderna dessa dagar:", "Här är alla möten under {}.",
            "Listan gäller ordinarie möten under år {}. Ändringar kan ske.", "Sammanträdesdagar under {}:",
        )  # fmt: skip
        page.add(wording.format(plan.span), "")
    return where


def heading(o: Options, body: Body, year: str, hours: str = "") -> str:
    wording = o(
        "heading", "{name}", "{name}", "{name}:", "Mötestider för {lower}", "{name}, sammanträdesdagar",
        "Sammanträdestider {lower}", "Sammanträden i {lower}", "{name} – mötesdagar",
    )  # fmt: skip
    words = wording.format(name=body.name, lower=lower(body.name))
    if words.endswith(":"):
        return f"{words[:-1]}{f' {year}' * bool(year)}{hours}:"
    return f"{words}{f' {year}' * bool(year)}{hours}"


def lower(name: str) -> str:
    """A name inside a sentence: the first letter small, unless the name is an abbreviation or a company's."""
    proper = name[1:2].isupper() or name.split()[-1] in ("AB", "Öst")
    return name if proper else name[0].lower() + name[1:]


# -- lists ------------------------------------------------------------------------------------------------------------


def list_hours(o: Options, body: Body, page: Written, year: str) -> str:
    """Writes the heading, and the hours if they stand above; says where the hours are."""
    place = o("hours", "none", "sentence above", "label above", "heading", "label below", "sentence below", "item")
    spoken = clock(o, body.hours, place == "item")
    page.sections.append(len(page.lines))
    page.add(heading(o, body, year, f", {spoken}" if place == "heading" else ""))
    if o("gap", "no", "yes") == "yes":
        page.add("")
    if place == "sentence above":
        wording = o(
            "sentence", "Mötena börjar {}.", "Vi sammanträder {} följande datum:", "Alla möten börjar {}.",
            "{name} möts {} dessa datum:", "Tid för sammanträdena är {} om inget annat anges.",
        )  # fmt: skip
        page.add(wording.format(spoken, name=body.name), *[""] * (o("gap 2", "no", "yes") == "yes"))
    elif place == "label above":
        page.add(o("label", "Tid: {}", "Tid: {}", "Tid {}", "Plats: Stora salen\nTid: {}").format(spoken))
    return place


def hours_below(o: Options, body: Body, page: Written, place: str) -> None:
    spoken = clock(o, body.hours)
    if place == "label below":
        page.add(*[""] * (o("gap below", "yes", "no") == "yes"), f"Tid: {spoken}")
    elif place == "sentence below":
        wording = o("sentence", "Mötena börjar {}.", "Mötena hålls {} i kommunhuset.", "Sammanträdena börjar {}.")
        page.add(*[""] * (o("gap below", "yes", "no") == "yes"), wording.format(spoken))


@layout("list", bodies=4)
def list_per_body(o: Options, plan: Plan, page: Written) -> None:
    """A heading for each body, a line for each day."""
    where = year_above(o, plan, page)
    bullet = o("bullet", "", "", "• ", "- ", " • ", "* ", "– ", "1. ", "\t")
    end = o("ending", "", "", ",", ".", "  ")
    for body in plan.bodies:
        place = list_hours(o, body, page, plan.span if where == "heading" else "")
        notes = noted(o, body)
        for n, day in enumerate(body.days):
            item = written_day(o, day, where == "date")
            if place == "item":
                item += o("joint", " ", ", ", " – ", "\t") + clock(o, body.hours, True)
            if o("blanks", "no", "no", "between", "groups") == "between" or (o("blanks") == "groups" and n % 3 == 2):
                page.add("")
            mark = f"{n + 1}. " if bullet == "1. " else bullet
            page.add(f"{mark}{item}{notes.get(day, '')}{end if day not in notes else ''}")
            hours = body.hours if place == "item" or (place != "none" and "heldag" not in notes.get(day, "")) else None
            page.state(Sitting(body.name, day, None, hours, NOTES[notes.get(day, "")]))
        hours_below(o, body, page, place)
        page.add("")


@layout("two years list", years=2)
def list_of_two_years(o: Options, plan: Plan, page: Written) -> None:
    list_per_body(o, plan, page)


def joined(items: Iterable[str], last: str) -> str:
    *head, tail = items
    return f"{', '.join(head)}{last}{tail}" if head else tail


@layout("inline")
def inline_per_body(o: Options, plan: Plan, page: Written) -> None:
    """The days of each body in a row, under its heading or after its name."""
    where = year_above(o, plan, page)
    behind = o("place", "under", "after") == "after"
    for body in plan.bodies:
        notes = noted(o, body)
        days = [written_day(o, d, where == "date") + notes.get(d, "").rstrip(",") for d in body.days]
        row = joined(days, o("last", " och ", ", ", " samt ")) + o("ending", "", ".", ",")
        if behind:
            page.sections.append(len(page.lines))
            spoken = f", {clock(o, body.hours)}" if o("hours", "none", "heading") == "heading" else ""
            year = f" {plan.span}" if where == "heading" else ""
            page.add(f"{body.name}{year}{spoken}: {row}", *[""] * (o("gap", "no", "yes") == "yes"))
            place = o("hours")
        else:
            place = o("hours", "none", "sentence above", "label above", "heading", "label below", "sentence below")
            list_hours(o, body, page, plan.span if where == "heading" else "")
            page.add(row)
            hours_below(o, body, page, place)
            page.add("")
        for day in body.days:
            hours = body.hours if place != "none" and "heldag" not in notes.get(day, "") else None
            page.truth.append(Sitting(body.name, day, None, hours, NOTES[notes.get(day, "")]))


@layout("shared months", bodies=3)
def inline_sharing_months(o: Options, plan: Plan, page: Written) -> None:
    """Days that share a month: "14 och 28 mars, 11, 25 april" under a heading or after a name."""
    where = o("years", "title", "heading", "end")
    title(o, plan, page, where == "title")
    for body in plan.bodies:
        parts = []
        for month in sorted({d.month for d in body.days}):
            days = [str(d.day) for d in body.days if d.month == month]
            parts.append(f"{joined(days, o('pair', ' och ', ', '))} {MONTHS[month - 1]}")
        row = (
            joined(parts, o("last", " och ", ", ")) + (f" {plan.span}" if where == "end" else "") + o("ending", "", ".")
        )
        year = f" {plan.span}" if where == "heading" else ""
        page.sections.append(len(page.lines))
        page.add(
            *([f"{body.name}{year}: {row}"] if o("place", "under", "after") == "after" else [body.name + year, row])
        )
        page.add("")
        page.truth += [Sitting(body.name, d) for d in body.days]


@layout("terms", bodies=3)
def rows_of_terms(o: Options, plan: Plan, page: Written) -> None:
    """A row for the spring and one for the autumn, under each body."""
    where = o("years", "title", "heading", "row")
    title(o, plan, page, where == "title")
    words = o("term", "VT|HT", "Vårterminen|Höstterminen", "Våren|Hösten", "Vt|Ht", "Vår|Höst").split("|")
    for body in plan.bodies:
        page.sections.append(len(page.lines))
        page.add(heading(o, body, plan.span if where == "heading" else ""))
        for word, days in zip(words, halves(body.days), strict=True):
            if not days:
                continue
            year = f" {plan.span}" if where == "row" else ""
            row = joined((written_day(o, d) for d in days), o("last", " och ", ", "))
            if o("place", "row", "line below") == "row":
                page.add(f"{word}{year}{o('colon', ': ', ' ', chr(9))}{row}")
            else:
                page.add(f"{word}{year}", row)
        page.add("")
        page.truth += [Sitting(body.name, d) for d in body.days]


def halves(days: Sequence[date]) -> tuple[list[date], list[date]]:
    return [d for d in days if d.month < 7], [d for d in days if d.month > 7]


@layout("year rows", bodies=3, years=2)
def rows_of_years(o: Options, plan: Plan, page: Written) -> None:
    """A row, or a list, for each year, under each body."""
    page.add(o("title", "Sammanträdestider", "Mötesdagar", "Mötestider"), "")
    for body in plan.bodies:
        page.sections.append(len(page.lines))
        page.add(heading(o, body, ""))
        for year in plan.years:
            days = [written_day(o, d) for d in body.days if d.year == year]
            if not days:
                continue
            if o("place", "row", "list") == "row":
                page.add(f"{year}{o('colon', ': ', ' – ', chr(9))}{joined(days, o('last', ', ', ' och '))}")
            else:
                page.add(f"{year}", *days)
        page.add("")
        page.truth += [Sitting(body.name, d) for d in body.days]


@layout("sentence", bodies=3)
def sentences(o: Options, plan: Plan, page: Written) -> None:
    """A sentence for each body: who, when, at what hour."""
    wording = o(
        "sentence",
        "Under {y} sammanträder {n} kl {t} följande dagar: {d}.",
        "{N} sammanträder kl {t} följande dagar {y}: {d}.",
        "{N} sammanträder under {y} den {d}.",
        "{N} har sammanträde {d} {y}.",
        "{y} sammanträder {n} {d}.",
        "{N} möts {d} {y} kl {t}.",
        "Sammanträdesdagar för {n} {y} är {d}.",
        "Mötestider {y} för {n}: {d}.",
        "{N} har under {y} möten följande datum: {d}, klockan {t}.",
    )
    o.forced = {**o.forced, "notation": o("day", "18 januari", "18/1", "18 jan"), "weekday": "none"}
    for body in plan.bodies:
        page.sections.append(len(page.lines))
        hours = body.hours if "{t}" in wording else None
        days = joined((written_day(o, d) for d in body.days), o("last", " och ", ", ", " samt "))
        spoken = body.hours.written(o("clock", "|13.00", "|13"))
        page.add(wording.format(y=plan.span, n=lower(body.name), N=body.name, d=days, t=spoken), "")
        page.truth += [Sitting(body.name, d, None, hours) for d in body.days]


# -- grids ------------------------------------------------------------------------------------------------------------


def table(o: Options, rows: Sequence[Sequence[str]], styles: Sequence[str]) -> list[str]:
    """The rows as lines; empty cells are "-" where single blanks are between the cells."""
    style = o("style", *styles)
    empty = (
        "-" if style == "single" else {"dash": "-", "en dash": "–", "blank": ""}[o("empty", "blank", "dash", "en dash")]
    )
    cells = [[c or (empty if i else "") for i, c in enumerate(row)] for row in rows]
    if style == "single":
        return [" ".join(row) for row in cells]
    if style == "tabs":
        return ["\t".join(row) for row in cells]
    if style in ("bars", "markdown"):
        made = ["| " + " | ".join(row) + " |" for row in cells]
        return [made[0], "|" + "---|" * len(cells[0]), *made[1:]] if style == "markdown" else made
    widths = [max(len(row[i]) for row in cells) + 2 for i in range(len(cells[0]))]
    return ["".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells]


@dataclass
class Cell:
    """The days of a body in a month, as they are written and as they are meant."""

    text: str
    sittings: list[Sitting]


def cell(o: Options, body: Body, month: tuple[int, int], hours: bool, odd: bool) -> Cell:
    """The days of one month; an `odd` cell has an own time, an ordinal, a range or a mark."""
    style = o("style")
    days = [d for d in body.days if (d.year, d.month) == month]
    normal = body.hours if hours else None
    made = [Sitting(body.name, d, None, normal) for d in days]
    if not days:
        return Cell("", [])
    numbers = [str(d.day) for d in days]
    if o("days", "8", "8", "8:e", "8/2") == "8:e":
        numbers = [f"{n}{':a' if n in ('1', '2', '21', '22', '31') else ':e'}" for n in numbers]
    elif o("days") == "8/2":
        numbers = [f"{n}/{d.month}" for n, d in zip(numbers, days, strict=True)]
    kind = o("odd", "none", "none", "none", "own time", "range", "star", "cancelled", "own time kl") if odd else "none"
    if kind == "own time":
        numbers[-1] += "(11.00)" if style == "single" else " (11.00)"
        made[-1] = replace(made[-1], hours=Hours(time(11), None))
    elif kind == "own time kl":
        numbers[-1] += " kl.11"
        made[-1] = replace(made[-1], hours=Hours(time(11), None))
    elif kind == "range" and (days[-1] + timedelta(1)).month == month[1]:
        numbers[-1] += f"-{days[-1].day + 1}" if o("days") == "8" else ""
        made[-1] = replace(made[-1], last=days[-1] + timedelta(1)) if o("days") == "8" else made[-1]
    elif kind == "star":
        numbers[-1] += "*"
    elif kind == "cancelled":
        numbers[-1] += "(inställt)" if style == "single" else " (inställt)"
        made[-1] = replace(made[-1], status="cancelled")
    return Cell(joined(numbers, o("pair", ", ", " och ")) if style != "single" else ",".join(numbers), made)


def month_name(o: Options, month: int) -> str:
    form = o("months", "Januari", "januari", "Jan", "jan", "JAN")
    name = (SHORT_MONTHS if form.lower() == "jan" else MONTHS)[month - 1]
    return name.upper() if form.isupper() else name.capitalize() if form[0].isupper() else name


def grid_parts(o: Options, plan: Plan, page: Written) -> list[list[tuple[int, int]]]:
    """The title, and the months of each grid: one grid, or one each half-year under a heading of its own."""
    page.whole_dates = False
    months = plan.months()
    if len(plan.years) > 1 or o("grids", "one", "halves") == "one":
        title(o, plan, page, True)
        return [months]
    title(o, plan, page, o("half heading", "Våren 2026", "VT 2026", "Våren") == "Våren")
    return [[m for m in months if m[1] < 7], [m for m in months if m[1] > 7]]


def half_heading(o: Options, months: Sequence[tuple[int, int]], page: Written) -> None:
    if o.chosen.get("grids") == "halves":
        spring = months[0][1] < 7
        word = o("half heading").split()[0]
        word = word if spring else {"Våren": "Hösten", "VT": "HT"}[word]
        page.add(word + (f" {months[0][0]}" if " " in o("half heading") else ""), "")


def clock_cells(o: Options, plan: Plan) -> list[str]:
    """The hours of the bodies under or beside their head."""
    return [
        o("clock head", "Kl.", "Tid", "Klockan"),
        *(b.hours.written(o("clock", *BARE_CLOCKS)) for b in plan.bodies),
    ]


STYLES = ("single", "aligned", "tabs", "bars", "markdown")
GRID_NAMES = (*ABBREVIATIONS, *NAMES[:16])


@layout("body x month", names=ABBREVIATIONS, bodies=6)
def body_by_month(o: Options, plan: Plan, page: Written) -> None:
    """A row a body, a column a month; the hours in a column of their own."""
    o("style", *STYLES)
    column = o("clock column", "first", "last", "none")
    odd = o.draw(st.sampled_from(plan.bodies))
    for months in grid_parts(o, plan, page):
        half_heading(o, months, page)
        head = [month_name(o, m) for _, m in months]
        rows = [[o("corner", "Organ", "Nämnd", ""), *head]]
        for body in plan.bodies:
            cells = [cell(o, body, m, column != "none", body is odd and m[1] in (3, 10)) for m in months]
            rows.append([body.name, *(c.text for c in cells)])
            page.truth += [s for c in cells for s in c.sittings]
        if column != "none":
            clocks = clock_cells(o, plan)
            at = 1 if column == "first" else len(rows[0])
            rows = [[*row[:at], text, *row[at:]] for row, text in zip(rows, clocks, strict=True)]
        page.add(*table(o, rows, STYLES), "")


@layout("body x month, long names", bodies=6)
def long_body_by_month(o: Options, plan: Plan, page: Written) -> None:
    body_by_month(o, plan, page)


@layout("body x month, two years", names=GRID_NAMES, bodies=5, years=2)
def body_by_month_of_two_years(o: Options, plan: Plan, page: Written) -> None:
    body_by_month(o, plan, page)


@layout("month x body", names=ABBREVIATIONS, bodies=6)
def month_by_body(o: Options, plan: Plan, page: Written) -> None:
    """A row a month, a column a body; the hours in a row of their own."""
    assume(o("count", "several", "one") == ("one" if len(plan.bodies) == 1 else "several"))
    clocks = o("clock row", "none", "none", "first", "last") if o("style", *STYLES) != "single" else "none"
    odd = o.draw(st.sampled_from(plan.bodies))
    for months in grid_parts(o, plan, page):
        half_heading(o, months, page)
        rows = [[o("corner", "Månad", ""), *(b.name for b in plan.bodies)]]
        for month in months:
            cells = [cell(o, b, month, clocks != "none", b is odd and month[1] in (3, 10)) for b in plan.bodies]
            rows.append([month_name(o, month[1]), *(c.text for c in cells)])
            page.truth += [s for c in cells for s in c.sittings]
        row = clock_cells(o, plan)
        if clocks != "none":
            rows.insert(1 if clocks == "first" else len(rows), row)
        page.add(*table(o, rows, STYLES), "")


@layout("month x body, long names", bodies=6)
def month_by_long_body(o: Options, plan: Plan, page: Written) -> None:
    month_by_body(o, plan, page)


@layout("month x body, two years", names=GRID_NAMES, bodies=5, years=2)
def month_by_body_of_two_years(o: Options, plan: Plan, page: Written) -> None:
    month_by_body(o, plan, page)


@layout("flattened month x body", names=GRID_NAMES, bodies=6, single=True)
def flattened_month_by_body(o: Options, plan: Plan, page: Written) -> None:
    """A month x body grid, cell by cell; nothing but an nbsp or a dash in the empty cells."""
    assume(len(plan.bodies) > 1)
    o.chosen["style"] = "flattened"
    page.whole_dates = False
    empty = {"nbsp": "\xa0", "dash": "-", "blank": " "}[o("empty cell", "nbsp", "dash", "blank")]
    gap = [""] * (o("between", "blank line", "nothing") == "blank line")
    title(o, plan, page, True)
    for text in (
        *([o("corner", "Månad", "none")] if o("corner", "Månad", "none") != "none" else []),
        *(b.name for b in plan.bodies),
    ):
        page.add(text, *gap)
    for month in plan.months():
        page.add(month_name(o, month[1]), *gap)
        for body in plan.bodies:
            made = cell(o, body, month, False, False)
            page.add(made.text or empty, *gap)
            page.truth += made.sittings
    page.add("")


@layout("month rows", bodies=3)
def month_rows(o: Options, plan: Plan, page: Written) -> None:
    """A row a month with bare days, under each body."""
    o.chosen["style"] = "rows"
    page.whole_dates = False
    where = year_above(o, plan, page) if o("years", "title", "heading", "intro") else ""
    for body in plan.bodies:
        place = o("hours", "none", "none", "label above", "sentence above", "heading", "label below", "sentence below")
        list_hours(o, body, page, plan.span if where == "heading" else "")
        if o("head", "none", "Månad Dag", "Månad\tDag") != "none":
            page.add(o("head"))
        for month in plan.months():
            made = cell(o, body, month, place != "none", False)
            if made.text or o("empty month", "left out", "shown") == "shown":
                page.add(f"{month_name(o, month[1])}{o('joint', ' ', ': ', chr(9), '   ')}{made.text}".rstrip())
            page.truth += made.sittings
        hours_below(o, body, page, place)
        page.add("")


# -- tables of whole dates --------------------------------------------------------------------------------------------


@layout("column per body", names=GRID_NAMES, bodies=5)
def column_per_body(o: Options, plan: Plan, page: Written) -> None:
    """A column a body, with its days below each other; the head has one line or more."""
    assume(len(plan.bodies) > 1)
    o.forced = {**o.forced, "weekday": "none"}
    styles = ("single", "aligned", "tabs", "bars") if all(b.name in ABBREVIATIONS for b in plan.bodies) else STYLES[1:]
    where = o("years", "title", "date")
    title(o, plan, page, where == "title")
    hours = o("hours", "none", "none", "head", "cell", "head line")
    names = [b.name + (f" {clock(o, b.hours)}" if hours == "head" else "") for b in plan.bodies]
    rows = [names]
    count = max(len(b.days) for b in plan.bodies)
    for n in range(count):
        row = []
        for body in plan.bodies:
            text = written_day(o, body.days[n], where == "date") if n < len(body.days) else ""
            row.append(f"{text} {clock(o, body.hours)}" if text and hours == "cell" else text)
        rows.append(row)
    if hours == "head line":
        rows.insert(1, [clock(o, b.hours) for b in plan.bodies])
    if o("weekday line", "no", "no", "yes") == "yes" and all(
        len({d.weekday() for d in b.days}) == 1 for b in plan.bodies
    ):
        rows.insert(1, [WEEKDAYS[b.days[0].weekday()] + "ar" for b in plan.bodies])
    style = o("style", *styles)
    if style == "single":
        rows = [[c or "-" for c in row] for row in rows]
    page.add(*table(o, rows, styles), "")
    page.truth += [Sitting(b.name, d, None, b.hours if hours != "none" else None) for b in plan.bodies for d in b.days]


@layout("date table", names=GRID_NAMES, bodies=4)
def date_table(o: Options, plan: Plan, page: Written) -> None:
    """Date, time, body, place and note in columns, in the order of the dates."""
    where = o("years", "title", "date")
    title(o, plan, page, where == "title")
    orders = (
        "date time body place note",
        "date body time place",
        "body date time",
        "date time body",
        "date body",
        "body date time note",
    )
    order = o("columns", *orders).split()
    heads = {
        "date": o("date head", "Datum", "Dag"),
        "time": o("time head", "Tid", "Klockan", "Kl."),
        "body": o("body head", "Organ", "Nämnd", "Sammanträde", "Möte"),
        "place": "Plats",
        "note": o("note head", "Anmärkning", "Kommentar", "Övrigt"),
    }
    rows = [[heads[c] for c in order]]
    note = o("note", "", "", "Inställt", "Extra möte", "Studiebesök", "Reserv", "Budget") if "note" in order else ""
    every = sorted((d, b.name, b) for b in plan.bodies for d in b.days)
    marked = o.draw(st.sampled_from(every))
    for entry in every:
        day, _, body = entry
        own = note if entry == marked else ""
        texts = {
            "date": written_day(o, day, where == "date"),
            "time": clock(o, body.hours, True),
            "body": body.name,
            "place": "Stora salen",
            "note": own,
        }
        rows.append([texts[c] for c in order])
        status = {"Inställt": "cancelled", "Reserv": "tentative"}.get(own, "confirmed")
        page.truth.append(Sitting(body.name, day, None, body.hours if "time" in order else None, status))
    if o("style", "tabs", "bars", "markdown", "aligned", "flattened") == "flattened":
        gap = [""] * (o("between", "blank line", "nothing") == "blank line")
        page.add(*(line for row in rows for text in row for line in (text or "\xa0", *gap)))
    else:
        lines = table(o, rows, ("tabs", "bars", "markdown", "aligned"))
        page.add(*lines)
        first = len(page.lines) - len(every) + 1
        page.at = dict(enumerate(page.truth, first))
        page.add("")


@layout("deadlines", names=NAMES, bodies=3)
def deadline_table(o: Options, plan: Plan, page: Written) -> None:
    """Under each body a table whose other columns are days before the meeting; they are no meetings."""
    where = o("years", "title", "heading", "date")
    title(o, plan, page, where == "title")
    heads = o(
        "heads", "Stopptid|Kallelse|Sammanträde", "Sista inlämningsdag|Utskick|Sammanträdesdag",
        "Inlämning av handlingar|Beredning|Nämndmöte", "Ärendestopp|Kallelse skickas|Mötesdatum",
        "Sammanträde|Justering|Anslag", "Sammanträdesdag|Stoppdatum|Utskick", "Manusstopp|Utskick|Möte",
    )  # fmt: skip
    meeting = next(i for i, h in enumerate(heads.split("|")) if re.search(r"ammanträde|[Mm]öte", h))
    for body in plan.bodies:
        page.sections.append(len(page.lines))
        page.add(heading(o, body, plan.span if where == "heading" else ""), *[""] * (o("gap", "yes", "no") == "yes"))
        rows = [heads.split("|")]
        for day in body.days:
            days = [day + timedelta(n) for n in ((-21, -7, 0), (-21, 0, 7), (0, 7, 9))[2 - meeting]]
            rows.append([written_day(o, d, where == "date") for d in days])
        style = o("style", "tabs", "aligned", "bars", "markdown", "single")
        if style == "single":
            assume(not any(" " in h for h in rows[0]))
        page.add(*table(o, rows, ("tabs", "aligned", "bars", "markdown", "single")), "")
        page.truth += [Sitting(body.name, d) for d in body.days]


@layout("weeks", bodies=3)
def week_rows(o: Options, plan: Plan, page: Written) -> None:
    """A week and its day for each meeting."""
    where = o("years", "title", "heading")
    title(o, plan, page, where == "title")
    form = o(
        "week",
        "v. {w}, {d}",
        "v {w} {d}",
        "vecka {w}, {d}",
        "{d} v. {w}",
        "{D} vecka {w}",
        "v.{w} {d}",
        "Vecka {w}: {d}",
    )
    for body in plan.bodies:
        page.sections.append(len(page.lines))
        page.add(heading(o, body, plan.span if where == "heading" else ""))
        for day in body.days:
            year, week, weekday = day.isocalendar()
            assume(year == day.year)
            name = WEEKDAYS[weekday - 1]
            text = form.format(w=week, d=name, D=name.capitalize())
            page.add(text + (f" {clock(o, body.hours)}" if o("hours", "none", "item") == "item" else ""))
            hours = body.hours if o("hours") == "item" else None
            page.state(Sitting(body.name, day, None, hours))
        page.add("")


@layout("minutes", bodies=1)
def minutes(o: Options, plan: Plan, page: Written) -> None:
    """Minutes with their header, the next meeting and the meetings after that."""
    body, (held, nearest, *later) = plan.bodies[0], plan.bodies[0].days
    kind = o("kind", "Protokoll", "Minnesanteckningar", "PROTOKOLL")
    head = o("head", "name below", "name beside", "name above")
    page.add(
        *{"name below": [kind, body.name], "name beside": [f"{kind} {body.name}"], "name above": [body.name, kind]}[
            head
        ]
    )
    full = f"{held.day} {MONTHS[held.month - 1]} {held.year}"
    day = {
        "Datum: 3 mars 2026": f"Datum: {full}",
        "Datum: 2026-03-03": f"Datum: {held}",
        "Tid: tisdag": f"Tid: {WEEKDAYS[held.weekday()]} {full}",
    }
    label = day[o("header", *day)]
    spoken = clock(o, body.hours)
    if label.startswith("Tid"):
        page.add(f"{label} {spoken}")
    else:
        page.add(label, f"Tid: {spoken}")
    page.add("Plats: Stora salen", "", "§ 1 Mötet öppnas", "Ordföranden hälsar välkommen.", "", "§ 2 Ekonomi")
    other = held - timedelta(40)
    page.add_noise(f"Rapporten visar utfallet till och med den {other.day} {MONTHS[other.month - 1]} {other.year}.", "")
    page.truth.append(Sitting(body.name, held, None, body.hours))
    words = f"{nearest.day} {MONTHS[nearest.month - 1]}"
    coming = o(
        "next", "Nästa möte: {d} {t}.", "Nästa möte är den {d} {t}.", "Nästa sammanträde äger rum den {d} {t}.",
        "Nästa möte hålls {v} den {d} {t} i Stora salen.", "Nästa möte\n{v} den {d} {t}", "Mötet avslutas. Nästa möte blir {d}, {t}.",  # noqa: E501 - one table of wordings
    )  # fmt: skip
    page.add(*coming.format(d=words, t=spoken, v=WEEKDAYS[nearest.weekday()]).split("\n"), "")
    page.truth.append(Sitting(body.name, nearest, None, body.hours))
    if later:
        page.add(
            o("list head", "Mötestider {}", "Kommande möten {}", "Mötesdatum {}", "Följande möten {}:").format(
                held.year
            )
        )
        page.add(*(f"{d.day} {MONTHS[d.month - 1]}" for d in later))
        page.truth += [Sitting(body.name, d, None, body.hours) for d in later]


# -- damage -----------------------------------------------------------------------------------------------------------

Damage = Callable[[st.DrawFn, Written], Written]


def with_lines(page: Written, lines: Sequence[str], **changes: object) -> Written:
    """The same document with other lines."""
    return replace(page, lines=list(lines), **changes)  # type: ignore[arg-type]  # fields of Written


def without(page: Written, gone: Iterable[Sitting]) -> list[Sitting]:
    """What is still stated when some is not."""
    left = list(gone)
    kept = []
    for sitting in page.truth:
        if sitting in left:
            left.remove(sitting)
        else:
            kept.append(sitting)
    return kept


def item(draw: st.DrawFn, page: Written) -> int:
    """A line that states a meeting of its own."""
    assume(page.at)
    return draw(st.sampled_from(sorted(page.at)))


def blanks_dropped(draw: st.DrawFn, page: Written) -> Written:
    """Runs of blanks and tabs have become single blanks."""
    return with_lines(page, [re.sub(r"(?<=\S)[ \t]+", " ", line).rstrip() for line in page.lines])


def empty_cells_lost(draw: st.DrawFn, page: Written) -> Written:
    """Dashes for empty cells are gone, with their blanks or without."""
    keep = draw(st.sampled_from(("", " ")))
    assume(page.options.get("style") not in ("bars", "markdown"))
    pattern = re.compile(r"(?<=\S)[ \t]+[-–](?=[ \t]|$)")
    lines = [pattern.sub(keep, line) if re.search(r"\d", line) and not page.at.get(n) else line
             for n, line in enumerate(page.lines, 1)]  # fmt: skip
    assume(lines != page.lines)
    return with_lines(page, lines)


def glued(draw: st.DrawFn, page: Written) -> Written:
    """One blank between a word and a number is gone."""
    places = [(n, m.start()) for n, line in enumerate(page.lines) for m in re.finditer(r"(?<=[a-zåäö])[ \t](?=\d)|(?<=\d)[ \t](?=[a-zåäö])", line)]  # noqa: E501 - read as one expression  # fmt: skip
    assume(places)
    n, at = draw(st.sampled_from(places))
    line = page.lines[n]
    return with_lines(page, [*page.lines[:n], line[:at] + line[at + 1 :], *page.lines[n + 1 :]])


def lines_glued(draw: st.DrawFn, page: Written) -> Written:
    """A line that begins with a word is joined to one above it that ends with a number."""
    lines = page.lines
    places = [n for n in range(len(lines) - 1) if lines[n][-1:].isdigit() and lines[n + 1][:1].isalpha()]
    assume(places)
    n = draw(st.sampled_from(places))
    return with_lines(page, [*lines[:n], lines[n] + lines[n + 1], *lines[n + 2 :]])


def sections_shuffled(draw: st.DrawFn, page: Written) -> Written:
    """The sections of the bodies stand in another order."""
    assume(len(page.sections) > 1)
    ends = [*page.sections[1:], len(page.lines)]
    parts = [page.lines[a:b] for a, b in zip(page.sections, ends, strict=True)]
    order = draw(st.permutations(parts))
    return with_lines(page, [*page.lines[: page.sections[0]], *(line for part in order for line in part)])


def items_shuffled(draw: st.DrawFn, page: Written) -> Written:
    """The items of a list stand in another order; only where the year does not hang on the order."""
    assume(len({s.day.year for s in page.truth}) == 1)
    n = item(draw, page)
    run = [n]
    while run[-1] + 1 in page.at:
        run.append(run[-1] + 1)
    lines = list(page.lines)
    for at, line in zip(run, draw(st.permutations([page.lines[k - 1] for k in run])), strict=True):
        lines[at - 1] = line
    return with_lines(page, lines)


def year_missing(draw: st.DrawFn, page: Written) -> Written:
    """No year is stated anywhere."""
    assume("2026-01-18" not in page.options.values())
    lines = [re.sub(r" ?\b20\d\d(?:/20\d\d)?\b", "", line) for line in page.lines]
    return with_lines(page, lines)


def weekday_slip(draw: st.DrawFn, page: Written) -> Written:
    """One weekday is another: its date is open."""
    n = item(draw, page)
    line = page.lines[n - 1]
    for names in (WEEKDAYS, SHORT_WEEKDAYS):
        right = names[page.at[n].day.weekday()]
        if re.search(rf"(?i)\b{right}", line):
            wrong = draw(st.sampled_from([w for w in names[:5] if w != right]))
            changed = re.sub(rf"(?i)\b{right}", wrong, line, count=1)
            truth = without(page, [page.at[n]])
            return with_lines(page, [*page.lines[: n - 1], changed, *page.lines[n:]], truth=truth, open={n})
    assume(False)
    return page


def impossible_date(draw: st.DrawFn, page: Written) -> Written:
    """One date is none of the calendar."""
    n = item(draw, page)
    day = page.at[n].day
    line = page.lines[n - 1]
    written = re.search(rf"\b{day.day}(?=/{day.month}\b| {SHORT_MONTHS[day.month - 1][:3]})", line)
    assume(written)
    changed = f"{line[: written.start()]}{draw(st.sampled_from((32, 34, 45)))}{line[written.end() :]}"  # type: ignore[union-attr]  # assume() stops where it is None
    truth = without(page, [page.at[n]])
    return with_lines(page, [*page.lines[: n - 1], changed, *page.lines[n:]], truth=truth, open={n})


def moved(draw: st.DrawFn, page: Written) -> Written:
    """An item says that its meeting is on another day, or was."""
    n = item(draw, page)
    sitting = page.at[n]
    assume(sitting.status != "cancelled")
    other = sitting.day + timedelta(draw(st.sampled_from((1, 2, 6, 7))))
    words = f"{other.day} {MONTHS[other.month - 1]}"
    wording = draw(st.sampled_from((" – flyttat till {}", " (flyttas till {})", " (ändrat till {})", " OBS! Nytt datum {}", ", ersätts av {}", " -> {}")))  # noqa: E501 - read as one expression  # fmt: skip
    changed = page.lines[n - 1] + wording.format(words)
    truth = [*without(page, [sitting]), replace(sitting, day=other), replace(sitting, status="cancelled")]
    return with_lines(page, [*page.lines[: n - 1], changed, *page.lines[n:]], truth=truth)


INSERTED = (
    "Öppet möte.", "Sidan 2 (3)", "+", "Dagordningen kommer en vecka före mötet.", "OBS!",
    "Ring 0512-310 00 för mer information.", "Lokal: Stora salen", "Hösten", "2", "Läs mer", "Protokoll", "Plats",
    "Dokument",
)  # fmt: skip
OTHERS = (
    "Stopptider", "Sista dag för inlämning av ärenden", "Lovdagar", "Utskick av handlingar", "Öppet hus", "Manusstopp",
    "Inställda möten", "Deadline", "Partigruppsmöten", "Öppettider", "Evenemang", "Inlämning senast",
)  # fmt: skip
# Not read yet: a line of one of these in a list is taken for the name of a body (or the last two for nothing at all).
READ_AS_BODIES = (
    "Kommunhuset, Storgatan 37", "Sommaruppehåll", "Med reservation för ändringar", "Ordförande: vakant", "Budget",
    "Ledamöter", "Ersättare", "Arkiv", "Kallelse och handlingar", "Beredning", "Justering", "Kallelse skickas", "Utbildningsdagar", "Gruppmöten",  # noqa: E501 - one table of wordings
    "Ärendeberedning", "Protokollet anslås", "Förmöten", "Studiebesök", "Presskonferens", "Bokslut",
    "Ersättarna samlas", "Tidigare möten",
)  # fmt: skip


def words_inserted(draw: st.DrawFn, page: Written) -> Written:
    """A line that is no heading stands in the middle of a list."""
    n = item(draw, page)
    return with_lines(page, [*page.lines[:n], draw(st.sampled_from(INSERTED)), *page.lines[n:]])


def other_dates(draw: st.DrawFn, page: Written) -> Written:
    """From a line of a list on, the dates are another thing's, as the line above them says."""
    n = item(draw, page)
    end = n
    while end in page.at:
        end += 1
    gone = [page.at[k] for k in range(n, end)]
    words = draw(st.sampled_from(OTHERS)) + draw(st.sampled_from(("", ":")))
    above = [""] * draw(st.integers(0, 1)) + [words] + [""] * draw(st.integers(0, 1))
    return with_lines(page, [*page.lines[: n - 1], *above, *page.lines[n - 1 :]], truth=without(page, gone))


LISTS = ("list", "two years list", "weeks", "date table")
SECTIONS = ("list", "inline", "shared months", "terms", "year rows", "sentence", "month rows", "deadlines", "weeks")
GRIDS = tuple(name for name in LAYOUTS if "month x" in name or "x month" in name or name == "column per body")

DAMAGES: dict[Damage, tuple[str, ...]] = {
    blanks_dropped: (*GRIDS, "month rows", "date table", "deadlines"),
    empty_cells_lost: tuple(name for name in GRIDS if "flattened" not in name),
    glued: tuple(LAYOUTS),
    lines_glued: ("list", "two years list", "month rows", "month x body", "flattened month x body", "minutes"),
    sections_shuffled: SECTIONS,
    items_shuffled: LISTS,
    year_missing: tuple(name for name in LAYOUTS if name not in ("minutes", "year rows")),
    weekday_slip: ("list", "two years list", "date table"),
    impossible_date: ("list", "two years list", "date table"),
    moved: ("list", "two years list"),
    words_inserted: LISTS,
    other_dates: ("list", "weeks"),
}
