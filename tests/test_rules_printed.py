"""Rules as text: what is printed, and that it reads back as the same rules, whatever their kind and fields."""

from __future__ import annotations

import re
import tomllib
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool.days.breaks import BREAK_NAMES
from calendar_tool.locale import MONTHS, WEEKDAYS
from calendar_tool.rules.kinds.days import KindWord
from calendar_tool.rules.language import KINDS, load_rules, parse_rules
from calendar_tool.rules.printing import printed
from calendar_tool.rules.rule import Rule
from calendar_tool.toml_file import TomlFile

ROOT = Path(__file__).parent.parent


def parsed(text: str) -> tuple[Rule, ...]:
    return parse_rules(TomlFile(text, "rules.toml"))


HEAD = '[[rule]]\nid = "r"\nkind = "{kind}"\nlevel = "regel"\ntext = "t"\nsource = "s"\n'

SAID = [  # the kind, its keys as they are written, as they are printed (None: the same)
    ("antal", "min = 0", None),
    ("antal", "min = 0\nmax = 3", "max = 3"),
    ("antal", 'body = ["KS"]\nmin = 5\nmax = 8\nper = "år"', 'body = "KS"\nmin = 5\nmax = 8'),
    ("antal", 'min = 1\nper = "kvartal"\nform = "digital"\nbut = "juli - aug"',
     'min = 1\nper = "kvartal"\nform = "digital"\nbut = "juli–augusti"'),
    ("rytm", 'body = "KS"\nrhythm = "varannan måndag"', 'body = "KS"\nrhythm = "måndagar varannan vecka"'),
    ("rytm", 'body = "KS"\nrhythm = ["måndagar utom juni", "fredagar i juni"]', None),
    ("årsrunda", 'body = "KS"\ndays = "23 jan"\nwithin = 3', 'body = "KS"\ndays = "23 januari"'),
    ("årsrunda", 'body = "KS"\ndays = ["23 januari", "måndag 20 februari"]\nwithin = 0', None),
    ("tid", 'start = 09:00:00\nend = "12:00"\nform = ["digital", "hybrid"]',
     'start = "09:00"\nend = "12:00"\nform = ["digital", "hybrid"]'),
    ("tid", 'start = 09:00:30\nform = ["teams", "digital"]', None),
    ("fri period", 'period = "v 28-32"', 'period = "v. 28–32"'),
    ("ej dag", 'days = ["Fredag", "klämdag"]', 'days = ["klämdag", "fredag"]'),
    ("lov", 'places = ["Borås"]\nbreaks = ["sportlov"]', 'places = "Borås"\nbreaks = "Sportlov"'),
    ("lov", "", None),
    ("flytt", 'body = ["KS", "KF"]\nto = "annan dag samma vecka"', None),
    ("kedja", 'first = "A"\nthen = ["B", "C"]\nmin_days = 0', None),
    ("kedja", 'first = "A"\nthen = "B"\nmin_days = 0\nmax_days = 9\neach = "first"',
     'first = "A"\nthen = "B"\nmax_days = 9\neach = "first"'),
    ("veckoförhållande", 'body = "A"\nother = "B"\nweeks = "veckan före"', None),
    ("samma dag", 'body = "A"\nother = "B"\nsame_day = "får"\nin_order = true', None),
    ("delade ledamöter", 'body = "A"\nother = "B"\ntravel_minutes = 60', 'body = "A"\nother = "B"'),
    ("delade ledamöter", 'body = "A"\nother = "B"\ntravel_minutes = 0', None),
    ("milstolpe", 'body = "KF"\nperiod = "november"\nmin = 1\nyears = "alla"', 'body = "KF"\nperiod = "november"'),
    ("milstolpe", 'body = "KF"\nperiod = "2027-06-01–2027-08-10"\nmin = 2\nyears = "valår"', None),
    ("stopptid", 'name = "n"\nwhen = "en vecka före"\nif_free = "föregående arbetsdag"',
     'name = "n"\nwhen = "1 vecka före"'),
    ("stopptid", 'name = "n"\nwhen = "onsdagen veckan före kl 17.00"\nif_free = "nästa arbetsdag"', None),
    ("efter mötet", 'name = "n"\nwhen = "14 dagar efter"\nif_free = "nästa arbetsdag"',
     'name = "n"\nwhen = "14 dagar efter"'),
    ("efter mötet", 'name = "n"\nwhen = "14 dagar efter"\nif_free = "föregående arbetsdag"', None),
    ("form", 'form = ["physical", "hybrid"]\nplace = true', None),
    ("låst", 'body = "KF"\ndate = "2026-11-19"', 'body = "KF"\ndate = 2026-11-19'),
    ("status", 'status = "tentative"\nweight = 1', 'status = "tentative"'),
    ("status", 'status = "confirmed"\nweight = 7\nvalid_from = 2027-01-01\nvalid_until = 2027-12-31', None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "written", "expected"), SAID)
def test_what_is_printed(kind: str, written: str, expected: str | None) -> None:
    head = HEAD.format(kind=kind)
    wanted = written if expected is None else expected
    assert printed(parsed(f"{head}{written}")) == head + (f"{wanted}\n" if wanted else "")


def test_a_head_and_several_rules() -> None:
    table = '[[rule]]\nid = "{}"\nkind = "lov"\nlevel = "krav"\ntext = "t"\nsource = "s"\n'
    one = parsed(table.format("a"))
    text = printed([*one, one[0].replaced(id="b")], 'Lärt av "a\x07.toml"\n\n# redan en kommentar')
    head = '# Lärt av "a .toml"\n#\n# redan en kommentar\n'
    assert text == f"{head}\n{table.format('a')}\n{table.format('b')}"
    assert tomllib.loads(text).keys() == {"rule"}
    assert (printed([]), printed(one)) == ("", table.format("a"))


def test_a_long_list_has_a_line_for_each() -> None:
    days = [f"måndag {n} {month}" for n in (3, 20) for month in MONTHS["sv"][:4]]
    rule = parsed(f'{HEAD.format(kind="årsrunda")}body = "KS"\ndays = {days}'.replace("'", '"'))
    lines = [f'    "måndag {n} {month}",' for month in MONTHS["sv"][:4] for n in (3, 20)]
    assert printed(rule).split("\n")[7:] == ["days = [", *lines, "]", ""]


@pytest.mark.parametrize("path", ["data/rules.toml", "calendar_tool/rules/sets/kommun.toml", "docs/rules.sv.md"])
def test_rules_that_people_wrote_read_back(path: str) -> None:
    """The groups of the set are empty, and get a body each."""
    text = (ROOT / path).read_text("utf-8")
    if path.endswith(".md"):
        text = "\n".join(re.findall(r"```toml\n(.*?)```", text, re.S)[:-1])
    written = re.sub(r'(?s)name = "(.*?)"\nbodies = \[.*?\]', r'name = "\1"\nbodies = ["\1"]', text)
    rules = parsed(written)
    assert len(rules) == text.count("[[rule]]\n") > 3
    assert parsed(printed(rules)) == rules


def test_the_shipped_rules_are_printed_as_they_stand() -> None:
    text = (ROOT / "data" / "rules.toml").read_text("utf-8")
    comment = text[: text.index("\n[[rule]]")]
    assert printed(load_rules(ROOT / "data" / "rules.toml"), comment) == text


# ---- rules of every kind, with their fields drawn as a person could write them

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
names = st.one_of(st.sampled_from(["KS", "KF", 'Rådet "Öst"', "a\\b", "c\nd\x00\x7f"]), words)


def some(items: st.SearchStrategy[str], least: int = 1) -> st.SearchStrategy[list[str]]:
    return st.lists(items, min_size=least, max_size=4, unique=True)


def picked(*items: str) -> st.SearchStrategy[str]:
    return st.sampled_from(items)


def keys(
    optional: dict[str, st.SearchStrategy[object]] | None = None, /, **needed: st.SearchStrategy[object]
) -> Values:
    return st.fixed_dictionaries(needed, optional=optional or {})


Values = st.SearchStrategy[dict[str, object]]
dates = st.dates(date(1950, 1, 1), date(2090, 12, 31))
clocks = st.times().map(lambda t: t.replace(microsecond=0))
bounds = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda d: f"{d.day} {MONTHS['sv'][d.month - 1]}")
periods = st.one_of(
    st.builds("{}–{}".format, bounds, bounds),
    st.builds("v. {}–{}".format, st.integers(1, 53), st.integers(1, 53)),
    st.builds(lambda a, b: f"{min(a, b)}–{max(a, b)}", dates, dates),
)
rhythms = st.builds(
    "{}{}".format,
    picked("måndagar", "första och tredje torsdagen", "fredagar varannan vecka", "udda veckor", "varje vardag"),
    picked("", " i mars och juni", " utom juli", " i augusti–maj utom december", " i januari–december"),
)
year_days = st.builds("{}{}".format, picked("", *(f"{d} " for d in WEEKDAYS["sv"])), bounds)
forms = some(picked("teams", "digital", "physical", "hybrid"))
before = picked("8 dagar före", "9 arbetsdagar före kl 10", "onsdagen veckan före kl 24.00", "vardagen närmast före")
after = picked("14 dagar efter", "2 arbetsdagar efter kl 9:30", "fredagen två veckor efter", "samma dag")
if_free = picked("föregående arbetsdag", "nästa arbetsdag", "samma dag")
few, counts = st.integers(0, 31), st.integers(1, 366)
pair = {"body": st.just(["A", "B"]), "other": st.just("C")}

VALUES: dict[str, Values] = {
    "antal": keys({"body": some(names), "per": picked("år", "halvår", "kvartal", "månad"), "form": forms,
                   "but": periods, "max": st.just(366)}, min=st.integers(0, 366)),
    "rytm": keys(body=some(names), rhythm=some(rhythms)),
    "årsrunda": keys({"within": few}, body=some(names), days=some(year_days)),
    "tid": keys({"body": some(names), "form": forms}, start=clocks),
    "fri period": keys({"body": some(names)}, period=periods),
    "ej dag": keys({"body": some(names)}, days=some(picked(*(w.value for w in KindWord), "måndag", "söndag"))),
    "lov": keys({"body": some(names), "places": some(names), "breaks": some(picked(*BREAK_NAMES))}),
    "flytt": keys({"body": some(names)}, to=picked("före", "efter", "annan dag samma vecka", "hoppa över")),
    "kedja": keys({"max_days": st.just(99), "each": picked("first", "then")},
                  first=some(picked("A", "B")), then=some(picked("C", "D")), min_days=few),
    "veckoförhållande": keys(**pair, weeks=picked("inte samma vecka", "samma vecka", "veckan före", "veckan efter")),
    "samma dag": keys({"in_order": st.booleans()}, **pair, same_day=picked("ska", "får", "får inte")),
    "delade ledamöter": keys({"travel_minutes": st.integers(0, 1440)}, **pair),
    "milstolpe": keys({"min": counts, "years": picked("alla", "valår", "andra än valår")},
                      body=some(names), period=periods),
    "stopptid": keys({"body": some(names), "if_free": if_free}, name=words, when=before),
    "efter mötet": keys({"body": some(names), "if_free": if_free}, name=words, when=after),
    "form": keys({"body": some(names), "place": st.booleans()}, form=forms),
    "låst": keys(body=some(names), date=dates),
    "status": keys({"body": some(names)}, status=picked("confirmed", "tentative")),
}  # fmt: skip
common = keys(
    {"weight": st.integers(1, 1000), "valid_from": dates, "valid_until": st.just(date(2095, 1, 1))},
    level=picked("regel", "önskan"),
    text=words,
    source=words,
)
tables = st.sampled_from(sorted(VALUES)).flatmap(lambda k: VALUES[k].map(lambda v: {"kind": k, **v}))


def test_every_kind_is_drawn_and_shown() -> None:
    assert VALUES.keys() == {kind for kind, _written, _printed in SAID} == KINDS.keys()


@given(st.lists(st.tuples(tables, common), min_size=1, max_size=5))
def test_what_is_printed_reads_back(drawn: list[tuple[dict[str, object], dict[str, object]]]) -> None:
    file = TomlFile("", "rules.toml")
    file.data["rule"] = [{"id": f"r{n}", **own, **shared} for n, (own, shared) in enumerate(drawn)]
    rules = parse_rules(file)
    assert len(rules) == len(file.data["rule"])
    text = printed(rules)
    assert parsed(text) == rules
    assert printed(parsed(text)) == text


def test_what_rules_know_of_others_they_know_again() -> None:
    linked = [
        ("stopptid", 'body = "B"\nname = "handlingar"\nwhen = "8 dagar före"\n'),
        ("kedja", 'first = "A"\nthen = "B"\nbefore = "handlingar"\nmin_days = 2\n'),
        ("rytm", 'body = "A"\nrhythm = "måndagar"\n'),
        ("flytt", 'to = "efter"\n'),
    ]
    text = "\n".join(HEAD.format(kind=kind).replace('id = "r"', f'id = "{kind}"') + keys for kind, keys in linked)
    rules = parsed(text)
    assert printed(rules) == text
    assert parsed(printed(rules)) == rules


def test_a_time_of_day_is_a_time() -> None:
    (rule,) = parsed(HEAD.format(kind="tid") + "start = 09:00:30.5\n")
    assert rule.values()["start"] == time(9, 0, 30, 500000)
    assert parsed(printed([rule])) == (rule,)
