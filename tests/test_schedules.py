"""store/schedules: reading tells every mistake, writing touches only what changed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Form, Kind, Meeting, Source, Status, Unresolved
from calendar_tool.model.schedule import Schedule
from calendar_tool.model.series import Series
from calendar_tool.problem import InputError
from calendar_tool.store.schedules import Store, load
from calendar_tool.store.tables import TomlText

BODIES = """\
# Våra organ

[[body]]
name = "VVG"
full_name = "Vårdsamverkan Västra Götaland"   # läst i ett dokument
aliases = ["VG"]

# ingår i VVG
[[body]]
name = "SRO"
slug = "sro"
shares_members_with = ["VVG"]
"""

VVG = """\
# VVG 2021, för hand
body = "VVG"
year = 2021

# --- Våren ---

# första mötet
[[meeting]]
id = "vvg-2021-01"   # för livet
date = 2021-01-18
start = "09:00"
end = '12:00'
status = "confirmed"
sources = [
    "doc.txt:3: 18 jan",  # rad tre
    "doc2.txt:4: 18 jan",
]
# efter första

[[meeting]]
date = "2021-05-17" # datum först
id = "vvg-2021-02"
end_date = 2021-05-18

# --- Hösten ---

[[meeting]]
id = "vvg-2021-03"
date = 2021-09-20
start = 09:00:00
form = "teams"
conditions = ["tills vidare"]

[[series]]
every_weeks = 1
first = 2021-01-01
last = 2021-06-30
source = "doc.txt:310: 1 gång/vecka"

[[unresolved]] # öppet
reason = "no day"
month = 12
form = "physical"
source = "doc.txt:274: fysiskt möte i december"
# slut
"""

SRO = """\
body = "SRO"
year = 2021
"""

FILES = {"bodies.toml": BODIES, "schedules/vvg-2021.toml": VVG, "schedules/sro-2021.toml": SRO}


@pytest.fixture(autouse=True)
def _english():
    with locale.use("en"):
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path, FILES)


def fill(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8", newline="")
    return folder


def files_of(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_bytes().decode() for p in sorted(folder.rglob("*.toml"))}


def parts(schedule: Schedule) -> tuple:
    """Everything a schedule holds, comparable."""
    return (
        schedule.meetings,
        sorted(schedule.bodies, key=lambda b: b.slug),
        sorted(schedule.series, key=repr),
        sorted(schedule.unresolved, key=repr),
    )


def source(text: str) -> Source:
    return Source.parse(text)


# --- reading


def test_everything_is_read(folder: Path) -> None:
    schedule = load(folder)
    assert list(schedule.bodies) == [
        Body("VVG", "vvg", "Vårdsamverkan Västra Götaland", ("VG",)),
        Body("SRO", "sro", shares_members_with=("VVG",)),
    ]
    assert schedule.meetings == (
        Meeting(
            "VVG",
            date(2021, 1, 18),
            time(9),
            time(12),
            sources=(source("doc.txt:3: 18 jan"), source("doc2.txt:4: 18 jan")),
            id="vvg-2021-01",
        ),
        Meeting("VVG", date(2021, 5, 17), end_date=date(2021, 5, 18), id="vvg-2021-02"),
        Meeting(
            "VVG",
            date(2021, 9, 20),
            time(9),
            form=Form.TEAMS,
            conditions=("tills vidare",),
            id="vvg-2021-03",
        ),
    )
    assert schedule.series == (
        Series("VVG", 1, date(2021, 1, 1), date(2021, 6, 30), source("doc.txt:310: 1 gång/vecka")),
    )
    assert schedule.unresolved == (
        Unresolved(source("doc.txt:274: fysiskt möte i december"), "no day", "VVG", 2021, 12, form=Form.PHYSICAL),
    )


@pytest.mark.parametrize("name", ["nothing", "empty"])
def test_a_missing_folder_is_an_empty_schedule(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    assert parts(load(tmp_path / name)) == ((), [], [], [])
    assert not (tmp_path / "nothing").exists()


def test_only_the_files_of_the_years_are_read(folder: Path) -> None:
    fill(
        folder,
        {
            "schedules/vvg-2022.toml": 'body = "VVG"\nyear = 2022\n[[meeting]]\nid = "v"\ndate = 2022-01-17\n',
            "schedules/vvg-2023.toml": "broken",
            "schedules/unresolved.toml": '[[unresolved]]\nreason = "r"\nsource = "d.txt:1"\n',
            "schedules/.#vvg-2021.toml": "an editor's",
            "schedules/vvg-2021.toml~": "an editor's",
        },
    )
    assert [m.id for m in load(folder, [2022])] == ["v"]
    assert len(load(folder, {2021, 2022})) == 4
    assert load(folder, []).unresolved == (Unresolved(Source("d.txt", 1), "r"),)


def test_loading_is_light(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from calendar_tool.store.schedules import load;"
        f"assert len(load(Path({str(folder)!r}), [2021])) == 3;"
        "print([m for m in ('tomlkit', 'filelock', 'hashlib', 'dateutil', 'json', 'zoneinfo') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"


HEAD = 'body = "VVG"\nyear = 2021\n'
MEETING = HEAD + '[[meeting]]\nid = "a"\n'
UNRESOLVED = HEAD + '[[unresolved]]\nreason = "r"\nsource = "d:1"\n'
SERIES = HEAD + '[[series]]\nevery_weeks = 1\nfirst = 2021-01-01\nsource = "d:1"\n'
IN_VVG = "schedules/vvg-2021.toml"
SOURCE = "“document:line: words”, like “vvg-2021.txt:28: 18 jan kl. 9-12”"

ERRORS = [
    # file, text, the whole lines of the error
    (IN_VVG, MEETING + 'date = "18 jan"\n', [":5: “date” must be a date like 2021-01-18"]),
    (IN_VVG, MEETING + "date = 2021-01-18T09:00:00\n", [":5: “date” must be a date like 2021-01-18"]),
    (IN_VVG, MEETING + "date = 2021-01-18\nplace = 1\n", [":6: unknown key “place”"]),
    (IN_VVG, HEAD + "colour = 1\n", [":3: unknown key “colour”"]),
    (IN_VVG, HEAD + "[[metting]]\n", [":3: unknown table [[metting]]"]),
    (IN_VVG, HEAD + "[[meeting]]\ndate = 2021-01-18\n", [':3: “id” is missing; write: id = "vvg-2021-01"']),
    (
        IN_VVG,
        HEAD + '[[meeting]]\nid = "vvg-2021-09"\ndate = 2021-01-18\n' + 2 * "[[meeting]]\ndate = 2021-01-18\n",
        [':6: “id” is missing; write: id = "vvg-2021-10"', ':8: “id” is missing; write: id = "vvg-2021-11"'],
    ),
    (IN_VVG, MEETING, [":3: “date” is missing"]),
    (IN_VVG, "", [":1: “body” is missing", ":1: “year” is missing"]),
    (IN_VVG, 'body = "XYZ"\nyear = 2021\n', [":1: “XYZ” is not in bodies.toml"]),
    (IN_VVG, 'body = "SRO"\nyear = 2021\n', [":1: SRO 2021 belongs in sro-2021.toml"]),
    (IN_VVG, 'body = "VVG"\nyear = 2022\n', [":2: VVG 2022 belongs in vvg-2022.toml"]),
    ("schedules/notes.toml", HEAD, [":1: VVG 2021 belongs in vvg-2021.toml"]),
    (
        IN_VVG,
        MEETING + "date = 2022-01-18\n",
        [":5: 2022-01-18 is not in the year of the file, 2021: move the meeting to vvg-2022.toml"],
    ),
    (
        IN_VVG,
        MEETING + 'date = 2021-01-18\nstart = "10:00"\nend = "09:00"\n',
        [":7: “end” must be after “start”"],
    ),
    (IN_VVG, MEETING + 'date = 2021-01-18\nend = "09:00"\n', [":6: “end” without “start”"]),
    (IN_VVG, MEETING + "date = 2021-01-18\nend_date = 2021-01-18\n", [":6: “end_date” must be after “date”"]),
    (IN_VVG, MEETING + 'date = 2021-01-18\nstart = "9:00"\n', [':6: “start” must be a time like "09:00"']),
    (
        IN_VVG,
        MEETING + 'date = 2021-01-18\nstart = "9:00"\nend = "12:00"\n',
        [':6: “start” must be a time like "09:00"'],
    ),
    (
        IN_VVG,
        MEETING + 'date = 2021-01-18\nend_date = 1\nstart = "13:00"\nend = "12:00"\n',
        [":6: “end_date” must be a date like 2021-01-18"],
    ),
    (
        IN_VVG,
        MEETING + 'date = 2021-01-18\nform = "phone"\n',
        [":6: “form” must be one of: teams, digital, physical, hybrid"],
    ),
    (
        IN_VVG,
        MEETING + 'date = 2021-01-18\nsources = ["d.txt"]\n',
        [f":6: “d.txt” is not {SOURCE}"],
    ),
    (
        IN_VVG,
        HEAD + '[[series]]\nsource = "d"\n',
        [
            ":3: “every_weeks” is missing",
            ":3: “first” is missing",
            ":3: “last” is missing",
            f":4: “d” is not {SOURCE}",
        ],
    ),
    (IN_VVG, SERIES + "last = 2020-12-31\n", [":7: “last” must not be before “first”"]),
    (IN_VVG, UNRESOLVED + "month = 13\nday = 32\n", [":6: “month” must be at most 12", ":7: “day” must be at most 31"]),
    (IN_VVG, UNRESOLVED + 'body = "XYZ"\n', [":6: “XYZ” is not in bodies.toml"]),
    (IN_VVG, HEAD + "[[unresolved]]\n", [":3: “reason” is missing", ":3: “source” is missing"]),
    ("schedules/unresolved.toml", HEAD, [":1: unknown key “body”", ":2: unknown key “year”"]),
    ("schedules/unresolved.toml", '[[meeting]]\nid = "a"\n', [":1: unknown table [[meeting]]"]),
    (
        "bodies.toml",
        BODIES + '[[body]]\nslug = "X Y"\n',
        [
            ":13: “name” is missing",
            ":14: “slug” must be like “x-y”: a-z, 0-9 and hyphens",
        ],
    ),
    ("bodies.toml", BODIES + '[[body]]\nname = "vg"\n', [":14: “vg” is also a name of VVG"]),
    ("bodies.toml", BODIES + '[[body]]\nname = "X"\nslug = "sro"\n', [":15: “sro” is also the slug of SRO"]),
    ("bodies.toml", BODIES + '[[body]]\nname = "X"\naliases = ["SRO"]\n', [":15: “SRO” is also a name of SRO"]),
    ("bodies.toml", BODIES + '[[body]]\nname = "X"\nfull_name = "VG"\n', [":15: “VG” is also a name of VVG"]),
    (
        "bodies.toml",
        BODIES + '[[body]]\nname = "X"\nshares_members_with = ["Y"]\n',
        [":15: there is no body “Y”"],
    ),
    ("bodies.toml", BODIES + "colour = 1\n", [":13: unknown key “colour”"]),
]


@pytest.mark.parametrize(("name", "text", "lines"), ERRORS)
def test_a_mistake_is_told_with_its_line(folder: Path, name: str, text: str, lines: list[str]) -> None:
    fill(folder, {name: text})
    with pytest.raises(InputError) as caught:
        load(folder)
    assert str(caught.value).splitlines() == [f"{folder}/{name}{line}" for line in lines]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (HEAD + "[[meeting]\n", ":3:10: not valid TOML: "),
        (MEETING + "date = 2021-02-30\n", ":5:8: there is no such date: 2021-02-30"),
        (HEAD + 'body = "VVG"\n', ":3:13: not valid TOML: "),
    ],
)
def test_text_that_is_not_toml(folder: Path, text: str, start: str) -> None:
    """What follows is Python's own text."""
    fill(folder, {IN_VVG: text})
    with pytest.raises(InputError) as caught:
        load(folder)
    assert [line[: len(f"{folder}/{IN_VVG}{start}")] for line in str(caught.value).splitlines()] == [
        f"{folder}/{IN_VVG}{start}"
    ]


def test_latin_1(folder: Path) -> None:
    (folder / IN_VVG).write_bytes((HEAD + "# året\n").encode("latin-1"))
    with pytest.raises(InputError) as caught:
        load(folder)
    assert str(caught.value) == f"{folder}/{IN_VVG}:3: not UTF-8 text"


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "schedules").write_text("x")
    with pytest.raises(InputError) as caught:
        load(tmp_path)
    assert str(caught.value) == f"{tmp_path}/schedules: is not a folder"


def test_mistakes_of_all_files_are_told_at_once(folder: Path) -> None:
    """Also when bodies.toml itself is wrong; then no body counts as unknown."""
    fill(
        folder,
        {
            "bodies.toml": BODIES + "colour = 1\n",
            IN_VVG: MEETING + "date = 2021-01-18\n" + MEETING.removeprefix(HEAD) + "date = 2021-01-19\n",
            "schedules/sro-2021.toml": SRO + '[[meeting]]\nid = "a"\ndate = 18\n',
        },
    )
    with pytest.raises(InputError) as caught:
        load(folder)
    assert str(caught.value).splitlines() == [
        f"{folder}/bodies.toml:13: unknown key “colour”",
        f"{folder}/schedules/sro-2021.toml:5: “date” must be a date like 2021-01-18",
        f"{folder}/{IN_VVG}:4: the id a is taken: {folder}/schedules/sro-2021.toml:4",
        f"{folder}/{IN_VVG}:7: the id a is taken: {folder}/schedules/sro-2021.toml:4",
    ]


# --- writing


def test_saving_what_is_there_changes_nothing(folder: Path) -> None:
    store = Store(folder)
    assert store.changes(store.schedule) == {}
    assert store.save(store.schedule) == []
    assert files_of(folder) == FILES


def changed(schedule: Schedule, id: str, **values) -> Schedule:
    """The schedule with one meeting changed."""
    return Schedule(
        (replace(m, **values) if m.id == id else m for m in schedule),
        schedule.bodies,
        schedule.series,
        schedule.unresolved,
    )


FIRST = VVG[VVG.index("# första mötet") : VVG.index("[[meeting]]\ndate")]

EDITS = [
    # name, id, changed values, what is replaced in the file by what
    ("a value keeps its comment", "vvg-2021-02", {"date": date(2021, 5, 16)}, [('"2021-05-17" #', "2021-05-16 #")]),
    ("another value", "vvg-2021-01", {"end": time(11, 30)}, [("'12:00'", '"11:30"')]),
    ("a value goes", "vvg-2021-01", {"end": None}, [("end = '12:00'\n", "")]),
    (
        "a value comes after the one that it follows",
        "vvg-2021-02",
        {"start": time(13), "end": time(12), "kind": Kind.HELD, "location": 'Sal "A"'},
        [
            (
                "end_date = 2021-05-18\n",
                'end_date = 2021-05-18\nstart = "13:00"\nend = "12:00"\nlocation = "Sal \\"A\\""\nkind = "held"\n',
            )
        ],
    ),
    (
        "a source is added below the others",
        "vvg-2021-01",
        {"sources": (source("doc.txt:5: 18 jan"), source("doc2.txt:4: 18 jan"), source("ny.txt:1"))},
        [("doc.txt:3:", "doc.txt:5:"), ('    "doc2.txt:4: 18 jan",\n', '    "doc2.txt:4: 18 jan",\n    "ny.txt:1",\n')],
    ),
    (
        "a source goes",
        "vvg-2021-01",
        {"sources": (source("doc.txt:3: 18 jan"),)},
        [('    "doc2.txt:4: 18 jan",\n', "")],
    ),
    ("no sources", "vvg-2021-01", {"sources": ()}, [(VVG[VVG.index("sources") : VVG.index("# efter")], "")]),
    (
        "one condition more",
        "vvg-2021-03",
        {"conditions": ("tills vidare", "ev.")},
        [('["tills vidare"]', '[\n    "tills vidare",\n    "ev.",\n]')],
    ),
    (
        "a meeting goes to its place with its comments",
        "vvg-2021-01",
        {"date": date(2021, 6, 1)},
        [
            (FIRST, ""),
            ("end_date = 2021-05-18\n", "end_date = 2021-05-18\n\n" + FIRST.replace("01-18", "06-01").rstrip() + "\n"),
        ],
    ),
    (
        "the last becomes the first",
        "vvg-2021-03",
        {"date": date(2021, 1, 2)},
        [
            (VVG[VVG.index('[[meeting]]\nid = "vvg-2021-03"') : VVG.index("[[series]]")], ""),
            (
                "# första mötet\n",
                VVG[VVG.index('[[meeting]]\nid = "vvg-2021-03"') : VVG.index("[[series]]")].replace("09-20", "01-02")
                + "# första mötet\n",
            ),
        ],
    ),
]


@pytest.mark.parametrize(("id", "values", "replaced"), [e[1:] for e in EDITS], ids=[e[0] for e in EDITS])
@pytest.mark.parametrize("style", ["", "crlf", "bom"])
def test_only_what_changed_is_touched(folder: Path, id: str, values: dict, replaced: list, style: str) -> None:
    def styled(text: str) -> str:
        return {"": text, "crlf": text.replace("\n", "\r\n"), "bom": "\ufeff" + text}[style]

    fill(folder, {IN_VVG: styled(VVG)})
    store = Store(folder)
    new = changed(store.schedule, id, **values)
    assert store.save(new) == [IN_VVG]
    expected = VVG
    for old_text, new_text in replaced:
        assert expected.count(old_text) == 1
        expected = expected.replace(old_text, new_text)
    assert files_of(folder) == {**FILES, IN_VVG: styled(expected)}
    assert parts(load(folder)) == parts(store.schedule) == parts(new)


def test_two_moves_at_once_keep_the_order(folder: Path) -> None:
    store = Store(folder)
    new = changed(store.schedule, "vvg-2021-01", date=date(2021, 6, 1))
    store.save(changed(new, "vvg-2021-02", date=date(2021, 10, 1), end_date=None))
    lines = files_of(folder)[IN_VVG].split("\n")
    assert [line[:17] for line in lines if line.startswith("date")] == [
        "date = 2021-06-01",
        "date = 2021-09-20",
        "date = 2021-10-01",
    ]


def test_a_move_across_the_year_takes_the_table_along(folder: Path) -> None:
    store = Store(folder)
    new = changed(store.schedule, "vvg-2021-01", date=date(2022, 1, 10))
    assert store.save(new) == [IN_VVG, "schedules/vvg-2022.toml"]
    assert files_of(folder) == {
        **FILES,
        IN_VVG: VVG.replace(FIRST, ""),
        "schedules/vvg-2022.toml": (
            "# VVG 2022. Skrivs av calendar-tool; ändra gärna för hand, kommentarer bevaras.\n"
            'body = "VVG"\nyear = 2022\n\n' + FIRST.replace("2021-01-18", "2022-01-10").rstrip() + "\n"
        ),
    }
    assert parts(load(folder)) == parts(new)
    assert store.save(changed(store.schedule, "vvg-2021-01", date=date(2021, 1, 18)))
    assert files_of(folder)[IN_VVG].count(FIRST) == 1


def test_a_new_folder(tmp_path: Path) -> None:
    """The whole of what is written, file by file."""
    new = Schedule(
        [
            Meeting(
                "VVG",
                date(2021, 1, 18),
                time(9),
                time(12),
                date(2021, 1, 19),
                Form.TEAMS,
                Status.CANCELLED,
                Kind.HELD,
                "Sal A",
                ("tills vidare",),
                (Source("a.txt", 316, "18 jan kl. 9-12"), Source("b.txt", 2)),
                "vvg-2021-02",
            ),
            Meeting("VVG", date(2021, 1, 4), id="vvg-2021-01", sources=(Source("a.txt", 1, "4 jan"),)),
        ],
        Bodies([Body("VVG", full_name="Vårdsamverkan"), Body("SRO", aliases=("S", "R"), shares_members_with=("VVG",))]),
        [Series("VVG", 2, date(2021, 1, 1), date(2021, 6, 30), Source("a.txt", 9, "varannan vecka"))],
        [
            Unresolved(
                Source("a.txt", 8, "i december"), "no day", "VVG", 2021, 12, None, time(9), time(10), Form.HYBRID
            ),
            Unresolved(Source("a.txt", 7), "no month", "VVG"),
            Unresolved(Source("a.txt", 6), "no body", None, 2021, 1, 31),
        ],
    )
    store = Store(tmp_path / "data")
    store.save(new, also={"published.toml": b"ledger"})
    assert files_of(tmp_path / "data") == {
        "bodies.toml": """\
# Organen. Skrivs av calendar-tool; ändra gärna för hand, kommentarer bevaras.

[[body]]
name = "VVG"
slug = "vvg"
full_name = "Vårdsamverkan"

[[body]]
name = "SRO"
slug = "sro"
aliases = [
    "S",
    "R",
]
shares_members_with = ["VVG"]
""",
        "published.toml": "ledger",
        "schedules/unresolved.toml": """\
# Det som dokumenten lämnar öppet. Skrivs av calendar-tool; ändra gärna för hand, kommentarer bevaras.

[[unresolved]]
reason = "no month"
body = "VVG"
source = "a.txt:7"

[[unresolved]]
reason = "no body"
year = 2021
month = 1
day = 31
source = "a.txt:6"
""",
        "schedules/vvg-2021.toml": """\
# VVG 2021. Skrivs av calendar-tool; ändra gärna för hand, kommentarer bevaras.
body = "VVG"
year = 2021

[[meeting]]
id = "vvg-2021-01"
date = 2021-01-04
status = "confirmed"
sources = ["a.txt:1: 4 jan"]

[[meeting]]
id = "vvg-2021-02"
date = 2021-01-18
end_date = 2021-01-19
start = "09:00"
end = "12:00"
form = "teams"
location = "Sal A"
status = "cancelled"
kind = "held"
conditions = ["tills vidare"]
sources = [
    "a.txt:316: 18 jan kl. 9-12",
    "b.txt:2",
]

[[series]]
every_weeks = 2
first = 2021-01-01
last = 2021-06-30
source = "a.txt:9: varannan vecka"

[[unresolved]]
reason = "no day"
month = 12
start = "09:00"
end = "10:00"
form = "hybrid"
source = "a.txt:8: i december"
""",
    }
    assert parts(load(tmp_path / "data")) == parts(new)


def test_bodies_are_appended_and_learn(folder: Path) -> None:
    store = Store(folder)
    vvg, sro = store.schedule.bodies
    bodies = Bodies([vvg, replace(sro, full_name="Samråd"), Body("HSN")])
    old = store.schedule
    assert store.save(Schedule(old, bodies, old.series, old.unresolved)) == ["bodies.toml"]
    assert files_of(folder)["bodies.toml"] == (
        BODIES.replace('slug = "sro"\n', 'slug = "sro"\nfull_name = "Samråd"\n')
        + '\n[[body]]\nname = "HSN"\nslug = "hsn"\n'
    )


def test_fragments_and_series_are_updated_in_place(folder: Path) -> None:
    store = Store(folder)
    old = store.schedule
    series = old.series[0]._replace(source=source("doc.txt:311: 1 gång/vecka"))
    fragment = old.unresolved[0]._replace(month=11, reason="no day at all")
    store.save(Schedule(old, old.bodies, [series], [fragment]))
    assert files_of(folder)[IN_VVG] == (
        VVG.replace("doc.txt:310", "doc.txt:311")
        .replace("month = 12", "month = 11")
        .replace('"no day"', '"no day at all"')
    )
    store.save(Schedule(old, old.bodies))
    assert files_of(folder)[IN_VVG] == VVG[: VVG.index("\n[[series]]")]


@pytest.mark.parametrize(
    "meetings",
    [
        [Meeting("VVG", date(2021, 1, 1))],
        [Meeting("VVG", date(2021, 1, 1), id="a"), Meeting("VVG", date(2021, 1, 2), id="a")],
        [Meeting("XYZ", date(2021, 1, 1), id="a")],
    ],
)
def test_a_meeting_that_cannot_be_kept_is_a_bug(folder: Path, meetings: list[Meeting]) -> None:
    store = Store(folder)
    with pytest.raises(ValueError, match=r"every meeting needs an id|no such body"):
        store.changes(Schedule(meetings, store.schedule.bodies))


@pytest.mark.parametrize("name", ["schedules/sro-2021.toml", "schedules/vvg-2022.toml", "bodies.toml"])
def test_a_file_edited_meanwhile_stops_the_save(folder: Path, name: str) -> None:
    store = Store(folder)
    with (folder / name).open("a") as file:
        file.write("# edited\n")
    before = files_of(folder)
    with pytest.raises(InputError) as caught:
        store.save(changed(store.schedule, "vvg-2021-01", start=None, end=None))
    assert [p.code for p in caught.value.problems] == ["changed-meanwhile"]
    assert str(caught.value).startswith(f"{folder}/{name}: ")
    assert files_of(folder) == before


def test_a_store_can_save_again(folder: Path) -> None:
    store = Store(folder)
    for hour in (8, 7):
        store.save(changed(store.schedule, "vvg-2021-01", start=time(hour)))
        assert parts(store.schedule) == parts(load(folder))
        assert store.schedule.meetings[0].start == time(hour)


# --- sources

SOURCES = [
    (Source("doc.txt", 316, "18 jan kl. 9-12", "3fa2c1d0e9b7"), "doc.txt:316: 18 jan kl. 9-12 #3fa2c1d0e9b7"),
    (Source("doc.txt", 316, "18 jan kl. 9-12"), "doc.txt:316: 18 jan kl. 9-12"),
    (Source("doc.txt", 2, "", "3fa2c1d0e9b7"), "doc.txt:2 #3fa2c1d0e9b7"),
    (Source("doc.txt", 2), "doc.txt:2"),
    (Source("doc.txt", 2, "ärende #123456789abc"), "doc.txt:2: ärende #123456789abc #"),
    (Source("doc.txt", 2, "ärende #123456789abc7"), "doc.txt:2: ärende #123456789abc7"),
    (Source("doc.txt", 2, "ärende #"), "doc.txt:2: ärende # #"),
]


@pytest.mark.parametrize(("kept", "text"), SOURCES)
def test_a_source_is_kept_with_its_digest_and_shown_without(kept: Source, text: str) -> None:
    assert kept.stored() == text
    assert Source.parse(text) == kept
    assert str(kept) == str(kept._replace(digest=""))


# --- any schedule comes back

days = st.dates(date(2020, 12, 1), date(2022, 2, 1))
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(
    lambda t: t.strip() == t and "\x85" not in t
)
sources = st.builds(
    Source,
    st.from_regex(r"[a-zåäö -]{1,8}\.txt", fullmatch=True),
    st.integers(0, 999),
    st.one_of(st.just(""), words, st.sampled_from(["18 jan", "nr #3fa2c1d0e9b7", "nr #", "# #", "#3fa2c1d0e9b7"])),
    st.sampled_from(["", "3fa2c1d0e9b7"]),
)
names = st.sampled_from(["VVG", "SRO", "VVG/covid-19"])
options = {"form": st.none() | st.sampled_from(Form)}


@st.composite
def meetings(draw, id: str) -> Meeting:
    start, end = sorted(draw(st.tuples(clocks, clocks)))
    hours = draw(st.sampled_from([(None, None), (start, None), (start, end if end > start else None)]))
    day = draw(days)
    return Meeting(
        draw(names),
        day,
        *hours,
        draw(st.none() | st.sampled_from([day.replace(year=day.year + 1, day=1)])),
        draw(options["form"]),
        draw(st.sampled_from(Status)),
        draw(st.sampled_from(Kind)),
        draw(st.none() | words),
        tuple(draw(st.lists(words, max_size=2))),
        tuple(draw(st.lists(sources, max_size=3))),
        id,
        tuple(draw(st.lists(words, max_size=2))),
    )


@st.composite
def schedules(draw) -> Schedule:
    ids = draw(st.lists(st.integers(1, 9), unique=True, max_size=6))
    rhythms = st.builds(
        lambda body, weeks, first, last, source: Series(body, weeks, min(first, last), max(first, last), source),
        names,
        st.integers(1, 9),
        days,
        days,
        sources,
    )
    fragments = st.builds(
        Unresolved,
        sources,
        words,
        st.none() | names,
        st.none() | st.integers(2020, 2022),
        st.none() | st.integers(1, 12),
        st.none() | st.integers(1, 31),
        st.none() | clocks,
        st.none() | clocks,
        options["form"],
    )
    return Schedule(
        [draw(meetings(f"x-{i:02d}")) for i in ids],
        Bodies(
            [
                Body("VVG"),
                Body("SRO", aliases=tuple(draw(st.sampled_from([(), ("S",), ("S", "T")])))),
                Body("VVG/covid-19"),
            ]
        ),
        draw(st.lists(rhythms, max_size=2)),
        draw(st.lists(fragments, max_size=3)),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(schedules(), min_size=1, max_size=3))
def test_any_schedule_comes_back(versions: list[Schedule]) -> None:
    """Saved one over the other; every file stays in order of time, and ends in one newline."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store(folder)
        for version in versions:
            store.save(version)
            assert parts(store.schedule) == parts(version)
            assert store.changes(version) == {}
            for path in (folder / "schedules").glob("*.toml"):
                text = path.read_text("utf-8")
                dates = [line for line in text.split("\n") if line.startswith("date = ")]
                assert dates == sorted(dates)
                assert text.endswith("\n")
                assert not text.endswith("\n\n")
                assert "\n\n\n" not in text


CHUNKS = st.sampled_from(
    [
        "# c\n",
        "\n",
        "a = 1\n",
        "[[t]]\n",
        "[[u]] # c\n",
        'b = """\n[[t]]\n\n# no\n"""\n',
        "c = [\n[1],\n\n# no\n]\n",
        "d = '#'\n",
    ]
)


@given(st.lists(CHUNKS, max_size=12))
def test_taking_a_file_apart_loses_nothing(lines: list[str]) -> None:
    keys = set("abcd")
    kept = []
    for line in lines:
        if line.startswith("["):
            keys = set("abcd")
        if line[0] in "abcd":
            if line[0] not in keys:
                continue
            keys.remove(line[0])
        kept.append(line)
    text = "".join(kept)
    document = TomlText(text)
    assert document.text() == text
    assert len(document.tables("t", "u")) == sum(line.startswith("[[") for line in kept)
