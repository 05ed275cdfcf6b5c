"""What holds where the user is: places and their breaks, employers, days.toml and what is wrong in one."""

from __future__ import annotations

import json
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.days.breaks import Break, Scope, breaks_in
from calendar_tool.days.day import DayKind
from calendar_tool.days.employers import OWN, Employer, ShortDay, employers
from calendar_tool.days.events import Event
from calendar_tool.days.local import NOWHERE, Local, load_local
from calendar_tool.days.swedish import is_working_day, kinds, year
from calendar_tool.problem import InputError

DAY = timedelta(days=1)
CHECKED = date(2026, 11, 1)
UNKNOWN = "the places' own dates are not among our data; usually {}"
EASTER = UNKNOWN.format("the week before Easter or the week after")
COUNTY = "Sportlov (winter break), somewhere in Västra Götalands län"


def own(place: str, name: str, first: date, last: date) -> Break:
    return Break(place, Scope.KOMMUN, name, first, last, "kommunens sida", CHECKED)


MARK = own("Mark", "Sportlov", date(2026, 2, 16), date(2026, 2, 20))
GRASTORP = own("Grästorp", "Sportlov", date(2026, 2, 23), date(2026, 2, 27))

# ---- places

BREAKS = [  # places, own breaks, day, (kind, name, source) of what is said of breaks
    (
        ("Grästorp",),
        (),
        "2026-02-10",
        [("school_break", "Sportlov (winter break), Grästorp", "kommunens sida om läsårstider (v. 7)")],
    ),
    (("Grästorp",), (), "2026-02-17", []),
    (("grästorp",), (), "2026-02-17", []),
    (("Uddevalla",), (), "2026-02-10", []),
    (
        ("Uddevalla", "Grästorp"),
        (),
        "2026-02-17",
        [("school_break", "Sportlov (winter break), Uddevalla", "uddevalla.se (v. 8)")],
    ),
    (
        ("Göteborg",),
        (),
        "2027-02-17",
        [
            ("break_unknown", "Sportlov (winter break) 2027 in Göteborg: unknown", UNKNOWN.format("v. 7–10")),
        ],
    ),
    (
        ("Göteborg", "Grästorp", "Mark"),
        (),
        "2026-02-11",
        [
            ("school_break", "Sportlov (winter break), Grästorp", "kommunens sida om läsårstider (v. 7)"),
            ("break_unknown", "Sportlov (winter break) 2026 in Göteborg, Mark: unknown", UNKNOWN.format("v. 7–10")),
        ],
    ),
    (("Göteborg",), (), "2027-02-14", []),
    (
        ("Göteborg",),
        (),
        "2027-03-12",
        [
            ("break_unknown", "Sportlov (winter break) 2027 in Göteborg: unknown", UNKNOWN.format("v. 7–10")),
        ],
    ),
    (("Göteborg",), (), "2027-03-13", []),
    (
        ("Göteborg",),
        (),
        "2026-04-08",
        [
            (
                "school_break",
                "Påsklov (Easter break), Göteborgsregionen",
                "GR: rekommendation (veckan efter påsk)",
            ),
            ("break_unknown", "Påsklov (Easter break) 2026 in Göteborg: unknown", EASTER),
        ],
    ),
    (("Göteborgsregionen",), (), "2026-03-31", []),
    (
        ("Borås",),
        (),
        "2026-03-30",
        [("break_unknown", "Påsklov (Easter break) 2026 in Borås: unknown", EASTER)],
    ),
    (("Borås",), (), "2026-03-29", []),
    (
        ("Borås",),
        (),
        "2026-04-10",
        [
            (
                "school_break",
                "Påsklov (Easter break), Göteborgsregionen",
                "GR: rekommendation (veckan efter påsk)",
            ),
            ("break_unknown", "Påsklov (Easter break) 2026 in Borås: unknown", EASTER),
        ],
    ),
    (("Borås",), (), "2026-04-11", []),
    (
        ("Borås",),
        (),
        "2026-10-19",
        [("break_unknown", "Höstlov (autumn break) 2026 in Borås: unknown", UNKNOWN.format("v. 43–45"))],
    ),
    (("Borås",), (), "2026-10-18", []),
    (
        ("Borås",),
        (),
        "2026-11-06",
        [("break_unknown", "Höstlov (autumn break) 2026 in Borås: unknown", UNKNOWN.format("v. 43–45"))],
    ),
    (("Borås",), (), "2026-11-07", []),
    (("Mark",), (MARK,), "2026-02-09", []),
    (
        ("Mark",),
        (MARK,),
        "2026-02-16",
        [("school_break", "Sportlov (winter break), Mark", "kommunens sida")],
    ),
    (
        (),
        (MARK,),
        "2026-02-16",
        [
            ("school_break", "Sportlov (winter break), Mark", "kommunens sida"),
            ("school_break", "Sportlov (winter break), Uddevalla", "uddevalla.se (v. 8)"),
        ],
    ),
    (("Borås",), (MARK,), "2025-02-17", []),
    (("Grästorp",), (GRASTORP,), "2026-02-10", []),  # one's own line goes before ours
    (
        ("Grästorp",),
        (GRASTORP,),
        "2026-02-24",
        [("school_break", "Sportlov (winter break), Grästorp", "kommunens sida")],
    ),
    (
        (),
        (),
        "2027-02-17",
        [("school_break", COUNTY, "Skolporten 2020/21 (v. 7–10); no place's own dates for 2027 are known")],
    ),
]
OF_BREAKS = (DayKind.SCHOOL_BREAK, DayKind.BREAK_UNKNOWN)


@pytest.mark.parametrize(("places", "breaks", "day", "expected"), BREAKS)
def test_the_breaks_of_ones_places(
    places: tuple[str, ...], breaks: tuple[Break, ...], day: str, expected: list[tuple[str, str, str]]
) -> None:
    with locale.use("en"):
        found = kinds(date.fromisoformat(day), Local(places=places, breaks=breaks))
    assert [(d.kind.value, d.name, d.source) for d in found if d.kind in OF_BREAKS] == expected


def test_the_unknown_breaks_of_a_year_are_a_row_each() -> None:
    with locale.use("sv"):
        rows = [(str(d.date), d.name) for d in year(2027, Local(places=("Göteborg",))) if d.kind in OF_BREAKS]
    places = {"2027-02-15", "2027-03-22", "2027-10-25", "2027-11-01"}
    assert {day for day, _name in rows} == places
    assert len(rows) == 4


PLACES = st.sampled_from(["Göteborg", "Grästorp", "Borås", "Uddevalla", "Mark", "Göteborgsregionen"])


@given(st.lists(PLACES, min_size=1, unique=True), st.integers(2017, 2030), st.sampled_from(["Sportlov", "Höstlov"]))
def test_a_break_of_a_place_is_known_or_said_to_be_unknown(places: list[str], year: int, name: str) -> None:
    local = Local(places=tuple(places))
    weeks = (7, 8, 9, 10) if name == "Sportlov" else (43, 44, 45)
    with locale.use("en"):
        told = [d for week in weeks for d in kinds(date.fromisocalendar(year, week, 3), local)]
    for place in places:
        known = [b for b in breaks_in(year, local) if (b.place, b.name, b.first.year) == (place, name, year)]
        names = {d.name for d in told if d.kind is DayKind.BREAK_UNKNOWN and d.name.startswith(name)}
        assert bool(known) != any(place in name.partition(" in ")[2].partition(": ")[0].split(", ") for name in names)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_the_law_is_the_same_everywhere(day: date) -> None:
    local = Local(("Borås",), employers()["tibro"], (MARK,), (Event("Mässa", day, day, "x"),))
    of_place = (*OF_BREAKS, DayKind.EVENT, DayKind.HALF_DAY, DayKind.HALF_DAY_UNKNOWN)
    here, there = kinds(day, local), kinds(day)
    assert [d for d in here if d.kind not in of_place] == [d for d in there if d.kind not in of_place]
    assert "Mässa" in [d.name for d in here]


# ---- employers

LAST_DAYS = "Villkorsavtalet (Högskolan Dalarnas tabell)"
TIBRO, NACKA = "Tibro kommun: handbok för anställda", "Nacka kommun: sida för anställda"
SHORT = [  # employer, day, (name, source) of its half-days
    ("state", "2026-01-05", [("Trettondagsafton (Epiphany Eve), 4 hours shorter", LAST_DAYS)]),
    ("state", "2026-04-02", [("Skärtorsdagen (Maundy Thursday), 2 hours shorter", LAST_DAYS)]),
    ("state", "2026-04-30", [("Valborgsmässoafton (Walpurgis Night), 2 hours shorter", LAST_DAYS)]),
    ("state", "2027-04-30", [("Valborgsmässoafton (Walpurgis Night), 4 hours shorter", LAST_DAYS)]),
    ("state", "2026-05-13", []),
    ("state", "2026-06-05", []),
    ("state", "2026-06-18", []),
    ("state", "2026-10-30", [("Dag före alla helgons dag (day before All Saints' Day), 4 hours shorter", LAST_DAYS)]),
    ("state", "2026-12-23", []),
    ("state", "2022-12-23", [("Dag före julafton (day before Christmas Eve), 4 hours shorter", LAST_DAYS)]),
    ("state", "2026-12-30", []),
    ("tibro", "2026-01-05", [("Trettondagsafton (Epiphany Eve), work ends 13:00", TIBRO)]),
    ("tibro", "2026-04-02", [("Skärtorsdagen (Maundy Thursday), work ends 13:00", TIBRO)]),
    ("tibro", "2026-04-30", [("Valborgsmässoafton (Walpurgis Night), work ends 13:00", TIBRO)]),
    ("tibro", "2026-05-13", [("Dag före Kristi himmelsfärdsdag (day before Ascension Day), work ends 13:00", TIBRO)]),
    ("tibro", "2026-06-05", []),
    ("tibro", "2026-06-18", []),
    ("tibro", "2026-10-30", [("Dag före alla helgons dag (day before All Saints' Day), work ends 13:00", TIBRO)]),
    ("tibro", "2026-12-23", [("Dag före julafton (day before Christmas Eve), work ends 13:00", TIBRO)]),
    ("tibro", "2026-12-30", [("Dag före nyårsafton (day before New Year's Eve), work ends 13:00", TIBRO)]),
    (
        "tibro",
        "2008-04-30",
        [
            ("Valborgsmässoafton (Walpurgis Night), work ends 13:00", TIBRO),
            ("Dag före Kristi himmelsfärdsdag (day before Ascension Day), work ends 13:00", TIBRO),
        ],
    ),
    ("nacka", "2026-01-05", [("Trettondagsafton (Epiphany Eve), shortened", NACKA)]),
    ("nacka", "2026-04-02", [("Skärtorsdagen (Maundy Thursday), shortened", NACKA)]),
    ("nacka", "2026-04-30", [("Valborgsmässoafton (Walpurgis Night), shortened", NACKA)]),
    ("nacka", "2026-05-13", [("Dag före Kristi himmelsfärdsdag (day before Ascension Day), shortened", NACKA)]),
    ("nacka", "2026-06-05", [("Dag före nationaldagen (day before National Day), shortened", NACKA)]),
    ("nacka", "2026-06-18", []),
    ("nacka", "2026-10-30", [("Dag före alla helgons dag (day before All Saints' Day), shortened", NACKA)]),
    ("nacka", "2026-12-23", []),
    ("nacka", "2026-12-30", []),
]


@pytest.mark.parametrize(("key", "day", "expected"), SHORT)
def test_the_short_days_of_an_employer(key: str, day: str, expected: list[tuple[str, str]]) -> None:
    when, local = date.fromisoformat(day), Local(employer=employers()[key])
    with locale.use("en"):
        found = [(d.name, d.source) for d in kinds(when, local) if d.kind is DayKind.HALF_DAY]
    assert found == expected
    assert len(employers()[key].short_on(when)) == len(expected)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.sampled_from(["state", "tibro", "nacka"]))
def test_an_employer_shortens_only_working_days_that_are_half_days_somewhere(day: date, key: str) -> None:
    short = employers()[key].short_on(day)
    assert not short or is_working_day(day)
    assert len(short) <= [d.kind for d in kinds(day)].count(DayKind.HALF_DAY)


def test_a_klamdag_stays_one_whatever_the_employer() -> None:
    monday = date(2026, 1, 5)
    for employer in employers().values():
        assert DayKind.KLAMDAG in [d.kind for d in kinds(monday, Local(employer=employer))]


# ---- days.toml

WHOLE = """\
places = ["Skövde", "Borås"]
employer = "own"

[[break]]
place = "Skövde"
name = "Sportlov"
first = 2027-02-15
last = 2027-02-19
source = "skovde.se"
checked = 2026-11-01

[[event]]
name = "Kommundagen"
first = 2027-09-01
source = "kommunen"

[[event]]
name = "Mässa"
first = 2027-09-07
last = 2027-09-08
source = "arrangören"
checked = 2026-11-01

[[short_day]]
before = "Nationaldagen"
until = "13:00"
source = "handboken"

[[short_day]]
before = "Julafton"
weekday = "Fredag"
hours = 1
source = "handboken"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "days.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_whole_file(tmp_path: Path) -> None:
    short = (
        ShortDay("Nationaldagen", "handboken", time(13)),
        ShortDay("Julafton", "handboken", None, 1, 4),
    )
    first, checked = date(2027, 2, 15), date(2026, 11, 1)
    assert load_local(written(tmp_path, WHOLE)) == Local(
        ("Skövde", "Borås"),
        Employer(OWN, "", short),
        (Break("Skövde", Scope.KOMMUN, "Sportlov", first, first + 4 * DAY, "skovde.se", checked),),
        (
            Event("Kommundagen", date(2027, 9, 1), date(2027, 9, 1), "kommunen"),
            Event("Mässa", date(2027, 9, 7), date(2027, 9, 8), "arrangören", checked),
        ),
    )


def test_ones_own_short_days_in_words(tmp_path: Path) -> None:
    local = load_local(written(tmp_path, WHOLE))
    with locale.use("en"):
        told = [kinds(day, local)[0].name for day in (date(2028, 6, 5), date(2022, 12, 23))]
        assert kinds(date(2026, 12, 23), local) == ()
    assert told == [
        "Dag före nationaldagen (day before National Day), work ends 13:00",
        "Dag före julafton (day before Christmas Eve), 1 hour shorter",
    ]


FILES = [  # text of a file, what it says
    ("", NOWHERE),
    ("places = []\n", NOWHERE),
    ('places = [" Lilla  Edet ", "Borås", "Borås"]\n', Local(("Lilla Edet", "Borås"))),
    ('places = ["Ingenstans"]\n', Local(("Ingenstans",))),
    ('employer = "tibro"\n', Local(employer=employers()["tibro"])),
]


@pytest.mark.parametrize(("text", "local"), FILES)
def test_small_files(tmp_path: Path, text: str, local: Local) -> None:
    assert load_local(written(tmp_path, text)) == local


def test_no_file_is_nowhere(tmp_path: Path) -> None:
    assert load_local(tmp_path / "days.toml") is NOWHERE


HOLIDAYS = (
    "Trettondedag jul, Långfredagen, Första maj, Kristi himmelsfärdsdag, Nationaldagen, Midsommarafton, "
    "Alla helgons dag, Julafton, Nyårsafton"
)
BREAK = '[[break]]\nplace = "Mark"\nname = "Lov"\nfirst = 2027-02-15\nlast = 2027-02-19\nsource = "x"\n'
OWN_SHORT = 'employer = "own"\n[[short_day]]\nbefore = "Julafton"\nsource = "x"\n'
WRONG = [  # text of a file, line and what is said
    ("place = 1\n", [(1, "unknown key “place”")]),
    ("places = 1\n", [(1, "“places” must be a list of texts")]),
    ('places = [""]\n', [(1, "a place needs a name")]),
    ('\nemployer = "Tibro"\n', [(2, "“employer” must be one of: state, tibro, nacka, own")]),
    ('employer = "own"\n', [(1, "an employer of your own needs [[short_day]] tables")]),
    ("[[lov]]\n", [(1, "unknown table [[lov]]")]),
    ('[event]\nname = "x"\n', [(1, "[[event]] must be a list of tables")]),
    (BREAK, [(1, "“checked” is missing")]),
    (
        f'places = ["Borås"]\n{BREAK}checked = 2026-01-01\n',
        [(3, "“Mark” is not among “places”, so that its break would never count")],
    ),
    (
        f"{BREAK.replace('02-19', '02-14')}checked = 2026-01-01\nscope = 1\n",
        [(5, "the last day is before the first"), (8, "unknown key “scope”")],
    ),
    (
        '[[event]]\nfirst = "x"\nlast = 2026-01-01\n',
        [
            (1, "“name” is missing"),
            (1, "“source” is missing"),
            (2, "“first” must be a date like 2021-01-18"),
        ],
    ),
    (
        '[[event]]\nname = "x"\nsource = "x"\nfirst = 2026-01-02\nlast = 2026-01-01\n',
        [(5, "the last day is before the first")],
    ),
    (
        f'employer = "tibro"\n{OWN_SHORT.partition(chr(10))[2]}',
        [(2, "[[short_day]] is for an employer of your own: employer = “own”")],
    ),
    (
        OWN_SHORT.replace("Julafton", "Påskdagen"),
        [(3, f"“before” must be one of: {HOLIDAYS}")],
    ),
    (f"{OWN_SHORT}until = 13\n", [(5, '“until” must be a time like "09:00"')]),
    (f"{OWN_SHORT}hours = 9\n", [(5, "“hours” must be at most 8")]),
    (f'{OWN_SHORT}hours = 2\nuntil = "13:00"\n', [(5, "either “until” or “hours”, not both")]),
    (
        f'{OWN_SHORT}weekday = "lördag"\n',
        [(5, "“weekday” must be one of: måndag, tisdag, onsdag, torsdag, fredag")],
    ),
    (f"{OWN_SHORT}employer = 1\n", [(5, "unknown key “employer”")]),
    ("places = [\n", [(1, "not valid TOML: the value is missing or is none; text stands between quotation marks")]),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_every_mistake_is_named_with_its_line(tmp_path: Path, text: str, said: list[tuple[int, str]]) -> None:
    path = written(tmp_path, text)
    with locale.use("en"), pytest.raises(InputError) as error:
        load_local(path)
    assert str(error.value).splitlines() == [f"{path}:{line}: {what}" for line, what in said]


def test_a_place_that_is_not_among_ones_own_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        load_local(written(tmp_path, f'places = ["Borås"]\n{BREAK}checked = 2026-01-01\n'))
    assert [p.code for p in error.value.problems] == ["unknown-place"]


# ---- the command


def test_days_of_a_folder_with_its_week(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    written(tmp_path / "own", WHOLE)
    lines = [" ".join(line.split()) for line in run("days", "2027", "--data", tmp_path / "own").out.splitlines()]
    assert lines[0] == "date week day kind source"
    assert "2027-02-15 Monday v. 7 Sportlov (winter break), Skövde, until 2027-02-19 school break skovde.se" in lines
    assert "2027-09-01 Wednesday v. 35 Kommundagen event kommunen" in lines
    assert not [line for line in lines if "Skärtorsdagen" in line]


def test_days_as_json_and_csv(run: Run) -> None:
    shown = json.loads(run("days", "2026", "--format", "json").out)
    assert list(shown[0]) == ["date", "name", "kind", "source", "week"]
    assert {
        "date": "2026-05-14",
        "name": "Kristi himmelsfärdsdag (Ascension Day)",
        "kind": "holiday",
        "source": "lag (1989:253) 1 §",
        "week": 20,
    } in shown
    rows = run("days", "2026", "--format", "csv").out.splitlines()
    assert rows[:2] == [
        "date,name,kind,source,week",
        "2026-01-01,Nyårsdagen (New Year's Day),holiday,lag (1989:253) 1 §,1",
    ]
    assert len(rows) == len(shown) + 1


def test_days_without_a_date_are_told_in_the_text(run: Run) -> None:
    last = "On days that are not known yet: SKR:s kongress (två gånger) ("
    assert run("days", "2027").out.splitlines()[-1].startswith(last)
    assert "not known yet" not in run("days", "2026").out


def test_days_of_no_folder(run: Run, tmp_path: Path) -> None:
    assert run("days", "2026").code == 0
    result = run("days", "2026", "--data", tmp_path / "none")
    assert (result.code, result.err) == (2, f"{tmp_path / 'none'}: there is no such folder\n")


def test_a_broken_file_is_told_with_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    written(tmp_path / "data", "place = 1\n")
    result = run("days", "2026")
    assert (result.code, result.err) == (2, "data/days.toml:1: unknown key “place”\n")
