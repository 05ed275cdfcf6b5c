"""The rule file: what is accepted, what is refused and where; the rules that are shipped and the ready sets."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from calendar_tool import locale
from calendar_tool.days.local import load_local
from calendar_tool.model.body import Bodies, Body
from calendar_tool.problem import InputError
from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.language import KINDS, load_rules, parse_rules
from calendar_tool.rules.rule import Level
from calendar_tool.rules.sets import SETS, adapted
from calendar_tool.toml_file import TomlFile

SHIPPED = Path(__file__).parent.parent / "data" / "rules.toml"
VVG = Bodies([Body("VVG"), Body("SRO"), Body("BHU presidium")])


def test_the_shipped_rules() -> None:
    assert [(r.id, r.kind, r.level.value, r.names(), r.source) for r in load_rules(SHIPPED, VVG)] == [
        ("handlingar", "stopptid", "regel", ("VVG", "SRO"), "VVG 2019, punkt 2 (en vecka räcker inte)"),
        ("vvg-fore-sro", "kedja", "regel", ("VVG", "SRO"), "Mötestider 2020–2022; VVG:s arbetssätt"),
        ("sro-pa-bhu-dagar", "samma dag", "regel", ("SRO", "BHU presidium"), "SRO 2021-09-24, punkt 9"),
        ("sro-tid", "tid", "regel", ("SRO",), "SRO 2021-09-24, punkt 9"),
    ]


RULE = """[[rule]]
id = "{id}"
kind = "kedja"
level = "krav"
text = "Först A, sedan B."
source = "reglementet"
first = "{first}"
then = "{then}"
min_days = 10
"""


def rule(id: str = "r", first: str = "A", then: str = "B", more: str = "") -> str:
    return RULE.format(id=id, first=first, then=then) + more


def write(path: Path, text: str) -> Path:
    path = path / "rules.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_missing_file_has_no_rules(tmp_path: Path) -> None:
    assert load_rules(tmp_path / "rules.toml") == ()


def test_everything_in_a_rule(tmp_path: Path) -> None:
    more = "max_days = 21\nweight = 7\nvalid_from = 2020-01-01\nvalid_until = 2022-12-31\n"
    assert load_rules(write(tmp_path, rule(more=more) + rule("other", "B", "C"))) == (
        Chain(
            id="r",
            level=Level.KRAV,
            text="Först A, sedan B.",
            source="reglementet",
            first=("A",),
            then=("B",),
            min_days=10,
            max_days=21,
            weight=7,
            valid_from=date(2020, 1, 1),
            valid_until=date(2022, 12, 31),
        ),
        Chain(
            id="other",
            level=Level.KRAV,
            text="Först A, sedan B.",
            source="reglementet",
            first=("B",),
            then=("C",),
            min_days=10,
        ),
    )


BAD = [  # file, what is said of it
    (rule().replace("kedja", "ritm"), [f"3: wrong-value: “kind” must be one of: {', '.join(KINDS)}"]),
    (rule().replace("krav", "lag"), ["4: wrong-value: “level” must be one of: krav, regel, önskan"]),
    (rule(more="colour = 3\n"), ["10: unknown-key: unknown key “colour”"]),
    ("version = 1\n" + rule(), ["1: unknown-key: unknown key “version”"]),
    (rule() + "[[regel]]\n", ["10: unknown-key: unknown table [[regel]]"]),
    (rule() + rule(first="C"), ["11: duplicate-id: the id “r” is used twice"]),
    (
        rule(more="valid_from = 2021-01-02\nvalid_until = 2021-01-01\n"),
        ["11: wrong-value: valid_until is before valid_from"],
    ),
    (rule(more="max_days = 9\n"), ["10: impossible-demand: max_days is less than min_days"]),
    (rule(then="A"), ["8: wrong-value: a chain needs two different bodies"]),
    (
        rule() + rule("s", "B", "C") + rule("t", "C", "A"),
        ["26: cyclic-chain: the chains go round in a ring: C → A → B → C"],
    ),
    (rule() + rule("s", "B", "A"), ["17: cyclic-chain: the chains go round in a ring: B → A → B"]),
    (rule().replace("min_days = 10\n", ""), ["1: missing-key: a chain needs min_days or max_days"]),
    (rule().replace("10", "-1"), ["9: wrong-value: “min_days” must be a whole number, at least 0"]),
    (
        rule().replace('id = "r"\n', "").replace("krav", "lag"),
        ["1: missing-key: “id” is missing", "3: wrong-value: “level” must be one of: krav, regel, önskan"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), BAD)
def test_mistakes_in_the_file(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = write(tmp_path, text)
    with locale.use("en"), pytest.raises(InputError) as error:
        load_rules(path)
    found = [f"{p.place.line}: {p.code}: {p.text}" for p in error.value.problems if p.place]
    assert found == expected
    assert str(error.value).startswith(f"{path}:")


def test_chains_that_meet_again_are_no_ring(tmp_path: Path) -> None:
    text = rule("1", "A", "B") + rule("2", "A", "C") + rule("3", "B", "D") + rule("4", "C", "D")
    assert len(load_rules(write(tmp_path, text))) == 4


def other(keys: str, level: str = "krav") -> str:
    return f'[[rule]]\nid = "x"\nlevel = "{level}"\ntext = "t"\nsource = "s"\n{keys}\n'


KINDS_BAD = [  # the keys of one rule from line 6, what is said of it
    ('kind = "antal"', ["1: missing-key: “antal” needs min or max"]),
    ('kind = "antal"\nmin = 6\nmax = 5', ["8: impossible-demand: max is less than min"]),
    ('kind = "antal"\nmin = 400', ["7: wrong-value: “min” must be at most 366"]),
    ('kind = "antal"\nmin = 6\nper = "vecka"', ["8: wrong-value: “per” must be one of: år, halvår, kvartal, månad"]),
    ('kind = "rytm"\nrhythm = "måndagar"', ["1: missing-key: “body” is missing"]),
    (
        'kind = "rytm"\nbody = "KS"\nrhythm = "ibland"',
        [
            "8: wrong-value: “rhythm”: “ibland” is no rhythm; write it like sista torsdagen i månaden, "
            "varannan måndag, onsdagar udda veckor, var 4:e vecka, måndagar utom juli"
        ],
    ),
    ('kind = "rytm"\nbody = "KS"\nrhythm = []', ["8: missing-key: “rhythm” is missing"]),
    (
        'kind = "rytm"\nbody = "KS"\nrhythm = ["måndagar", "juli", "femte"]',
        [
            f"8: wrong-value: “rhythm”: “{text}” is no rhythm; write it like sista torsdagen i månaden, "
            "varannan måndag, onsdagar udda veckor, var 4:e vecka, måndagar utom juli"
            for text in ("juli", "femte")
        ],
    ),
    (
        'kind = "årsrunda"\nbody = []\ndays = []',
        ["7: missing-key: “body” is missing", "8: missing-key: “days” is missing"],
    ),
    (
        'kind = "årsrunda"\nbody = "KS"\ndays = ["3 mars", "31 april"]\nwithin = 32',
        [
            "8: wrong-value: “days”: “31 april” is no day of the year; write it like måndag 23 januari, 23 januari",
            "9: wrong-value: “within” must be at most 31",
        ],
    ),
    ('kind = "tid"\nstart = "15:00"\nend = "13:00"', ["8: impossible-demand: the end must come after the start"]),
    ('kind = "tid"\nstart = "9"', ['7: wrong-value: “start” must be a time like "09:00"']),
    (
        'kind = "tid"\nstart = "09:00"\nform = "distans"',
        ["8: wrong-value: “distans” must be one of: teams, digital, physical, hybrid"],
    ),
    (
        'kind = "fri period"\nperiod = "snart"',
        [
            "7: wrong-value: “period”: “snart” is no part of a year; write it like juli–augusti, v. 28–32, "
            "20 juni–10 augusti, senast 30 juni, 2027-06-20–2027-08-10"
        ],
    ),
    (
        'kind = "ej dag"\ndays = ["måndag", "tisdag", "onsdag", "torsdag", "fredag"]',
        ["7: impossible-demand: no working day is left to meet on"],
    ),
    (
        'kind = "ej dag"\ndays = ["röd dag"]',
        [
            "7: wrong-value: “röd dag” must be one of: helgdag, afton, helg, juli, dag före helgdag, klämdag, "
            "mellandag, industrisemester, evenemang, valdag, mandatskifte, tidsomställning, "
            "måndag, tisdag, onsdag, torsdag, fredag, lördag, söndag"
        ],
    ),
    (
        'kind = "flytt"\nto = "bort"',
        ["7: wrong-value: “to” must be one of: före, efter, hoppa över, annan dag samma vecka"],
    ),
    ('kind = "låst"\nbody = "KS"\ndate = "2027-02-30"', ["8: wrong-value: “date” must be a date like 2021-01-18"]),
    (
        'kind = "status"\nstatus = "cancelled"',
        ["7: impossible-demand: a meeting that stands is confirmed or tentative"],
    ),
    ('kind = "form"', ["1: missing-key: “form” needs form or place"]),
    ('kind = "milstolpe"\nbody = "KS"', ["1: missing-key: “period” is missing"]),
    (
        'kind = "samma dag"\nbody = "KS"\nother = "KS"\nsame_day = "ska"',
        ["8: wrong-value: needs two different bodies"],
    ),
    (
        'kind = "veckoförhållande"\nbody = "AU"\nother = "KS"\nweeks = "ibland"',
        ["9: wrong-value: “weeks” must be one of: inte samma vecka, samma vecka, veckan före, veckan efter"],
    ),
    (
        'kind = "delade ledamöter"\nbody = "AU"\nother = "KS"\ntravel_minutes = 2000',
        ["9: wrong-value: “travel_minutes” must be at most 1440"],
    ),
    (
        'kind = "stopptid"\nname = "kallelse"\nwhen = "en vecka efter"',
        ["8: wrong-value: “stopptid” is before the meeting; what comes after it is “efter mötet”"],
    ),
    (
        'kind = "efter mötet"\nname = "anslag"\nwhen = "2 dagar efter justering"',
        ["8: unknown-deadline: there is no deadline “justering” of all bodies"],
    ),
    (
        'kind = "efter mötet"\nname = "anslag"\nwhen = "2 dagar efter anslag"',
        ["8: cyclic-deadline: “anslag” is counted from itself"],
    ),
    (
        'kind = "kedja"\nfirst = "A"\nthen = "B"\nmin_days = 1\nbefore = "handlingar"',
        ["10: unknown-deadline: there is no deadline “handlingar” of B"],
    ),
]


@pytest.mark.parametrize(("keys", "expected"), KINDS_BAD)
def test_mistakes_in_a_rule(tmp_path: Path, keys: str, expected: list[str]) -> None:
    with locale.use("en"), pytest.raises(InputError) as error:
        load_rules(write(tmp_path, other(keys)))
    assert [f"{p.place.line}: {p.code}: {p.text}" for p in error.value.problems if p.place] == expected


def test_every_kind_has_its_mistakes() -> None:
    assert {keys.split('"')[1] for keys, _said in KINDS_BAD} == KINDS.keys() - {"lov"}


IMPOSSIBLE = [  # two demands, why they cannot both be met
    (
        'kind = "låst"\nbody = "KS"\ndate = 2027-12-24',
        'kind = "ej dag"\ndays = "afton"',
        "KS: Julafton (Christmas Eve)",
    ),
    (
        'kind = "låst"\nbody = "KS"\ndate = 2027-07-05',
        'kind = "fri period"\nperiod = "juli"',
        "KS: “juli” is to be free",
    ),
    (
        'kind = "milstolpe"\nbody = "KS"\nperiod = "1 juli–20 juli"',
        'kind = "fri period"\nbody = "KS"\nperiod = "20 juni–10 augusti"',
        "20 juni–10 augusti",
    ),
    (
        'kind = "rytm"\nbody = "KS"\nrhythm = "fredagar"',
        'kind = "ej dag"\nbody = ["KF", "KS"]\ndays = "fredag"',
        "fredagar",
    ),
    (
        'kind = "rytm"\nbody = "KS"\nrhythm = ["fredagar udda veckor", "sista torsdagen i månaden"]',
        'kind = "ej dag"\ndays = ["torsdag", "fredag"]',
        "fredagar udda veckor; sista torsdagen i månaden",
    ),
]


@pytest.mark.parametrize(("one", "another", "why"), IMPOSSIBLE)
def test_demands_that_cannot_both_be_met(tmp_path: Path, one: str, another: str, why: str) -> None:
    pair = other(one) + other(another).replace('"x"', '"y"')
    with locale.use("en"), pytest.raises(InputError) as error:
        load_rules(write(tmp_path, pair))
    assert str(error.value) == f"{tmp_path / 'rules.toml'}:2: cannot be met together with “y”: {why}"
    for mended in (
        pair.replace("krav", "regel", 1),
        pair.replace('"KS"', '"AU"', 1) if "body" in another else None,
        pair + "valid_until = 2026-12-31\n" + "" if "låst" in one else None,
    ):
        if mended:
            assert len(load_rules(write(tmp_path, mended))) == 2


def test_a_rhythm_that_leaves_a_weekday_can_be_met(tmp_path: Path) -> None:
    rhythm = other('kind = "rytm"\nbody = "KS"\nrhythm = ["fredagar", "måndagar i juni"]')
    against = other('kind = "ej dag"\ndays = "fredag"').replace('"x"', '"y"')
    assert len(load_rules(write(tmp_path, rhythm + against))) == 2


# ---- bodies and groups


def test_a_body_that_there_is_not(tmp_path: Path) -> None:
    with locale.use("en"), pytest.raises(InputError) as error:
        load_rules(write(tmp_path, rule(then="Z")), Bodies([Body("A"), Body("B")]))
    assert str(error.value) == f"{tmp_path / 'rules.toml'}:8: there is no body “Z”"


def test_groups(tmp_path: Path) -> None:
    bodies = Bodies([Body("A"), Body("B", full_name="Bé"), Body("C")])
    group = '[[group]]\nname = "nämnderna"\nbodies = ["A", "Bé"]\n'
    (chain,) = load_rules(write(tmp_path, group + rule(first="Nämnderna", then="C")), bodies)
    assert isinstance(chain, Chain)
    assert (chain.first, chain.then) == (("A", "B"), ("C",))
    empty = group.replace('["A", "Bé"]', "[]")
    assert load_rules(write(tmp_path, empty + rule(first="nämnderna", then="C")), bodies) == ()
    bad = [
        (group.replace('"Bé"', '"Z"'), "3: there is no body “Z”"),
        (group + group, "5: the group “nämnderna” is there twice"),
        (group + "colour = 1\n", "4: unknown key “colour”"),
    ]
    for text, said in bad:
        with locale.use("en"), pytest.raises(InputError) as error:
            load_rules(write(tmp_path, text), bodies)
        assert str(error.value) == f"{tmp_path / 'rules.toml'}:{said}"


# ---- ready sets


def test_a_ready_set_takes_the_bodies_that_there_are() -> None:
    bodies = Bodies([Body("Kommunstyrelsen"), Body("KF"), Body("Socialnämnden"), Body("BUN", full_name="Barnnämnden")])
    text, empty = adapted("kommun", bodies)
    rules = parse_rules(TomlFile(text, "rules.toml"), bodies)
    assert empty == ["arbetsutskottet"]
    assert [(r.id, r.names()) for r in rules if r.kind in ("kedja", "stopptid")] == [
        ("ks-fore-kf", ("Kommunstyrelsen", "KF")),
        ("kf-kallelse", ("KF",)),
    ]
    assert {r.id: r.names() for r in rules}["anslag"] == ("KF", "Kommunstyrelsen", "Socialnämnden", "BUN")


@pytest.mark.parametrize("name", sorted(SETS))
def test_a_ready_set_is_whole(name: str) -> None:
    """Each rule has its sentence and its source; laws are named by their number and section."""
    text = SETS[name].read_text("utf-8")
    bodies = Bodies([Body(n) for n in ("KF", "KS", "KSAU", "Socialnämnden")])
    rules = parse_rules(TomlFile(adapted(name, bodies)[0], "rules.toml"), bodies)
    assert len(rules) == text.count("[[rule]]")
    for rule in rules:
        assert rule.text
        assert rule.source
        assert "lagen" not in rule.source or "§" in rule.source


# ---- the pages


@pytest.mark.parametrize("name", ["rules.md", "rules.sv.md"])
def test_the_pages_tell_of_every_kind(name: str) -> None:
    page = (SHIPPED.parents[1] / "docs" / name).read_text("utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in page and f'kind = "{kind}"' not in page] == []


def test_the_examples_of_the_page_are_rules(tmp_path: Path) -> None:
    page = (SHIPPED.parents[1] / "docs" / "rules.sv.md").read_text("utf-8")
    examples = re.findall(r"```toml\n(.*?)```", page, re.S)
    days = examples.pop()
    found = [rule for text in examples for rule in parse_rules(TomlFile(text, "rules.sv.md"))]
    assert {rule.kind for rule in found} == KINDS.keys()
    assert len(found) == page.count("[[rule]]\n")
    (tmp_path / "days.toml").write_text(days, "utf-8")
    local = load_local(tmp_path / "days.toml")
    assert (local.places, len(local.breaks), len(local.events)) == (("Skövde", "Borås"), 1, 1)
    assert local.employer
