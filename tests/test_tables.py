"""Schedules as published tables: every byte of small examples, what is refused, and the command."""

from __future__ import annotations

import errno
import io
import re
import subprocess
import sys
import zipfile
from datetime import date, datetime, time
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import ROOT, Run

from calendar_tool import locale
from calendar_tool.model.body import Bodies, Body
from calendar_tool.model.meeting import Form, Kind, Meeting, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import InputError
from calendar_tool.publishing.tables import BINARY, LAYOUTS, RENDERERS, tables
from calendar_tool.publishing.tables.wording import days, days_of_month
from calendar_tool.store.files import write_one

KF = Body("KF", full_name="Kommunfullmäktige")
BUN = Body("Barn & <unga>")
NINE, NOON, ONE, THREE = time(9), time(12), time(13), time(15)
SCHEDULE = Schedule(
    [
        Meeting("KF", date(2026, 1, 14), ONE, THREE, form=Form.TEAMS, location="Stadshuset, sal A"),
        Meeting("KF", date(2026, 3, 10), NINE, NOON, date(2026, 3, 11), Form.PHYSICAL, location="Residenset"),
        Meeting("KF", date(2026, 3, 25), ONE, THREE, None, Form.TEAMS, Status.CANCELLED, location="Stadshuset, sal A"),
        Meeting("Barn & <unga>", date(2026, 2, 5), NINE, conditions=("om ärenden finns",)),
        Meeting("Barn & <unga>", date(2026, 3, 30), end_date=date(2026, 4, 1), status=Status.TENTATIVE),
    ],
    Bodies([KF, BUN]),
)

TEXTS = {
    "list": """\
Mötestider 2026 – KF

• 14 januari 2026 kl. 13.00–15.00, Teams, plats: Stadshuset, sal A
• 10–11 mars 2026 kl. 09.00–12.00, fysiskt, plats: Residenset
• 25 mars 2026 kl. 13.00–15.00 (inställt), Teams, plats: Stadshuset, sal A

KF = Kommunfullmäktige

Mötestider 2026 – Barn & <unga>

• 5 februari 2026 kl. 09.00*
• 30 mars – 1 april 2026 (preliminärt)

* Förbehåll: om ärenden finns
""",
    "rows": """\
Mötestider 2026

Organ         | Datum                  | Tid         | Mötesform | Plats             | Anmärkning
KF            | 14 januari 2026        | 13.00–15.00 | Teams     | Stadshuset, sal A | –
Barn & <unga> | 5 februari 2026        | 09.00       | –         | –                 | om ärenden finns
KF            | 10–11 mars 2026        | 09.00–12.00 | fysiskt   | Residenset        | –
KF            | 25 mars 2026           | 13.00–15.00 | Teams     | Stadshuset, sal A | inställt
Barn & <unga> | 30 mars – 1 april 2026 | –           | –         | –                 | preliminärt

KF = Kommunfullmäktige
""",
    "columns": """\
Mötestider 2026

Möte nr | KF                                                                  | Barn & <unga>
1       | 14 januari kl. 13.00–15.00, Teams, plats: Stadshuset, sal A         | 5 februari kl. 09.00*
2       | 10–11 mars kl. 09.00–12.00, fysiskt, plats: Residenset              | 30 mars – 1 april (preliminärt)
3       | 25 mars kl. 13.00–15.00 (inställt), Teams, plats: Stadshuset, sal A | –

* Förbehåll: om ärenden finns
KF = Kommunfullmäktige
""",
    "months": """\
Mötestider 2026

Organ         | Tid         | Mötesform | Plats             | Januari | Februari   | Mars
KF            | 13.00–15.00 | Teams     | Stadshuset, sal A | 14      | –          | 10–11 (09.00–12.00; fysiskt; plats: Residenset), 25 (inställt)
Barn & <unga> | –           | –         | –                 | –       | 5* (09.00) | 30 mars – 1 april (preliminärt)

* Förbehåll: om ärenden finns
KF = Kommunfullmäktige
""",  # noqa: E501
    "bodies": """\
Mötestider 2026

Månad     | KF                                                             | Barn & <unga>
Tid       | 13.00–15.00                                                    | –
Mötesform | Teams                                                          | –
Plats     | Stadshuset, sal A                                              | –
Januari   | 14                                                             | –
Februari  | –                                                              | 5* (09.00)
Mars      | 10–11 (09.00–12.00; fysiskt; plats: Residenset), 25 (inställt) | 30 mars – 1 april (preliminärt)

* Förbehåll: om ärenden finns
KF = Kommunfullmäktige
""",
}

HTML_TOP = """\
<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
"""
HTML = {
    "list": """\
<h1>Mötestider 2026 – KF</h1>
<ul>
<li>14 januari 2026 kl. 13.00–15.00, Teams, plats: Stadshuset, sal A</li>
<li>10–11 mars 2026 kl. 09.00–12.00, fysiskt, plats: Residenset</li>
<li>25 mars 2026 kl. 13.00–15.00 (inställt), Teams, plats: Stadshuset, sal A</li>
</ul>
<p>KF = Kommunfullmäktige</p>
<h1>Mötestider 2026 – Barn &amp; &lt;unga&gt;</h1>
<ul>
<li>5 februari 2026 kl. 09.00*</li>
<li>30 mars – 1 april 2026 (preliminärt)</li>
</ul>
<p>* Förbehåll: om ärenden finns</p>
</body>
</html>
""",
    "rows": """\
<table>
<caption>Mötestider 2026</caption>
<thead>
<tr><th scope="col">Organ</th><th scope="col">Datum</th><th scope="col">Tid</th><th scope="col">Mötesform</th><th scope="col">Plats</th><th scope="col">Anmärkning</th></tr>
</thead>
<tbody>
<tr><th scope="row">KF</th><td><time datetime="2026-01-14">14 januari 2026</time></td><td>13.00–15.00</td><td>Teams</td><td>Stadshuset, sal A</td><td></td></tr>
<tr><th scope="row">Barn &amp; &lt;unga&gt;</th><td><time datetime="2026-02-05">5 februari 2026</time></td><td>09.00</td><td></td><td></td><td>om ärenden finns</td></tr>
<tr><th scope="row">KF</th><td>10–11 mars 2026</td><td>09.00–12.00</td><td>fysiskt</td><td>Residenset</td><td></td></tr>
<tr><th scope="row">KF</th><td><time datetime="2026-03-25">25 mars 2026</time></td><td>13.00–15.00</td><td>Teams</td><td>Stadshuset, sal A</td><td>inställt</td></tr>
<tr><th scope="row">Barn &amp; &lt;unga&gt;</th><td>30 mars – 1 april 2026</td><td></td><td></td><td></td><td>preliminärt</td></tr>
</tbody>
</table>
<p>KF = Kommunfullmäktige</p>
</body>
</html>
""",  # noqa: E501
}

CSV = {
    "list": (
        "Mötestider 2026 – KF\r\n"
        "14 januari 2026 kl. 13.00–15.00, Teams, plats: Stadshuset, sal A\r\n"
        "10–11 mars 2026 kl. 09.00–12.00, fysiskt, plats: Residenset\r\n"
        "25 mars 2026 kl. 13.00–15.00 (inställt), Teams, plats: Stadshuset, sal A\r\n"
        "KF = Kommunfullmäktige\r\n"
        "\r\n"
        "Mötestider 2026 – Barn & <unga>\r\n"
        "5 februari 2026 kl. 09.00*\r\n"
        "30 mars – 1 april 2026 (preliminärt)\r\n"
        "* Förbehåll: om ärenden finns\r\n"
    ),
    "months": (
        "Mötestider 2026\r\n"
        "Organ;Tid;Mötesform;Plats;Januari;Februari;Mars\r\n"
        "KF;13.00–15.00;Teams;Stadshuset, sal A;14;;"
        '"10–11 (09.00–12.00; fysiskt; plats: Residenset), 25 (inställt)"\r\n'
        "Barn & <unga>;;;;;5* (09.00);30 mars – 1 april (preliminärt)\r\n"
        "* Förbehåll: om ärenden finns\r\n"
        "KF = Kommunfullmäktige\r\n"
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_text(layout: str) -> None:
    assert RENDERERS["text"](tables(SCHEDULE, layout)).decode() == TEXTS[layout]


@pytest.mark.parametrize("layout", HTML)
def test_html_is_escaped_and_has_captions_and_scopes(layout: str) -> None:
    page = RENDERERS["html"](tables(SCHEDULE, layout)).decode()
    assert page.startswith(HTML_TOP)
    assert page.split("<body>\n")[1] == HTML[layout]


def test_html_escapes_quotes_in_the_title_too() -> None:
    page = RENDERERS["html"](tables(Schedule([Meeting('A "<b>" & B', date(2026, 1, 14))]), "rows")).decode()
    assert "<title>Mötestider 2026 – A &quot;&lt;b&gt;&quot; &amp; B</title>" in page
    assert "<b>" not in page


class Tags(HTMLParser):
    """The tags that are open at the end of a page, and whether each was closed by its own."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("layout", LAYOUTS)
def test_html_closes_what_it_opens(layout: str) -> None:
    parser = Tags()
    parser.feed(RENDERERS["html"](tables(SCHEDULE, layout)).decode())
    parser.close()
    assert parser.open == []


@pytest.mark.parametrize("layout", CSV)
def test_csv_is_what_swedish_excel_opens(layout: str) -> None:
    assert RENDERERS["csv"](tables(SCHEDULE, layout)) == CSV[layout].encode("utf-8-sig")


def test_docx_holds_headings_lists_and_tables() -> None:
    document = docx.Document(io.BytesIO(RENDERERS["docx"](tables(SCHEDULE, "list"))))
    assert [(p.style and p.style.name, p.text) for p in document.paragraphs] == [
        (style, line.removeprefix("• "))
        for line in TEXTS["list"].splitlines()
        if line
        for style in ["Heading 1" if "Mötestider" in line else "List Bullet" if line[0] == "•" else "Normal"]
    ]
    document = docx.Document(io.BytesIO(RENDERERS["docx"](tables(SCHEDULE, "rows"))))
    lines = TEXTS["rows"].splitlines()
    assert [p.text for p in document.paragraphs] == [lines[0], lines[-1]]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        [cell.strip().removeprefix("–") for cell in line.split(" | ")] for line in lines[2:8]
    ]
    assert 'w:lang w:val="sv-SE"' in document.styles.element.xml


def midnight(month: int, day: int) -> datetime:
    """A day of 2026 as a spreadsheet has it."""
    return datetime.combine(date(2026, month, day), time())


def test_xlsx_has_days_as_dates_and_no_formula() -> None:
    schedule = Schedule([*SCHEDULE, Meeting("=1+1", date(2026, 5, 4), location="#N/A")], SCHEDULE.bodies)
    sheet = openpyxl.load_workbook(io.BytesIO(RENDERERS["xlsx"](tables(schedule, "rows")))).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Mötestider 2026", None, None, None, None, None],
        ["Organ", "Datum", "Tid", "Mötesform", "Plats", "Anmärkning"],
        ["KF", midnight(1, 14), "13.00–15.00", "Teams", "Stadshuset, sal A", None],
        ["Barn & <unga>", midnight(2, 5), "09.00", None, None, "om ärenden finns"],
        ["KF", "10–11 mars 2026", "09.00–12.00", "fysiskt", "Residenset", None],
        ["KF", midnight(3, 25), "13.00–15.00", "Teams", "Stadshuset, sal A", "inställt"],
        ["Barn & <unga>", "30 mars – 1 april 2026", None, None, None, "preliminärt"],
        ["=1+1", midnight(5, 4), None, None, "#N/A", None],
        ["KF = Kommunfullmäktige", None, None, None, None, None],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "d", "n"}
    assert sheet["B3"].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("kind", BINARY)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_clock_and_no_machine_is_in_a_zip(layout: str, kind: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(RENDERERS[kind](tables(SCHEDULE, layout))))
    assert archive.testzip() is None
    assert {(i.date_time, i.create_system) for i in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}
    core = archive.read("docProps/core.xml").decode()
    assert re.findall(r"[0-9]{4}-[0-9-]+T[0-9:]+Z", core) == ["1980-01-01T00:00:00Z"] * 2


SPANS = [
    (date(2026, 3, 10), None, "10 mars 2026", "10"),
    (date(2026, 3, 10), date(2026, 3, 11), "10–11 mars 2026", "10–11"),
    (date(2026, 3, 30), date(2026, 4, 1), "30 mars – 1 april 2026", "30 mars – 1 april"),
    (date(2026, 12, 30), date(2027, 1, 2), "30 december 2026 – 2 januari 2027", "30 december 2026 – 2 januari 2027"),
    (date(2026, 3, 10), date(2027, 3, 11), "10 mars 2026 – 11 mars 2027", "10 mars 2026 – 11 mars 2027"),
]


@pytest.mark.parametrize(("first", "last", "whole", "in_month"), SPANS)
def test_several_days(first: date, last: date | None, whole: str, in_month: str) -> None:
    meeting = Meeting("KF", first, end_date=last)
    assert (days(meeting), days_of_month(meeting)) == (whole, in_month)


def test_two_years_are_two_tables_and_what_all_share_stands_above_a_list() -> None:
    facts = {"form": Form.DIGITAL, "location": "Folkets hus (plan 2)"}
    held = Meeting("KF", date(2026, 12, 16), NINE, NOON, kind=Kind.HELD, **facts)
    schedule = Schedule([held, Meeting("KF", date(2027, 1, 13), **facts)])
    assert (
        RENDERERS["text"](tables(schedule, "list")).decode()
        == """\
Mötestider 2026 – KF
Mötesform: digitalt
Plats: Folkets hus (plan 2)

• 16 december 2026 kl. 09.00–12.00 (genomfört)

Mötestider 2027 – KF
Mötesform: digitalt
Plats: Folkets hus (plan 2)

• 13 januari 2027
"""
    )
    assert (
        RENDERERS["text"](tables(schedule, "months")).decode()
        == """\
Mötestider 2026 – KF

Organ | Tid         | Mötesform | Plats                | December
KF    | 09.00–12.00 | digitalt  | Folkets hus (plan 2) | 16 (genomfört)

Mötestider 2027 – KF

Organ | Tid | Mötesform | Plats                | Januari
KF    | –   | digitalt  | Folkets hus (plan 2) | 13
"""
    )


def test_a_body_with_a_meeting_without_hours_has_no_usual_hours() -> None:
    schedule = Schedule(Meeting("KF", date(2026, 1, day), start) for day, start in ((7, NINE), (14, NINE), (21, None)))
    assert RENDERERS["csv"](tables(schedule, "months")).decode("utf-8-sig") == (
        "Mötestider 2026 – KF\r\nOrgan;Tid;Januari\r\nKF;;7 (09.00), 14 (09.00), 21\r\n"
    )


JANUARY = date(2026, 1, 14)
REFUSED = [
    ("line break", [Meeting("KF", JANUARY, location="A\nB")],
     "KF 2026-01-14: “A\\nB” cannot stand in a table: a bar, a line break, a tab or blanks in a row"),
    ("bar", [Meeting("Å|B", JANUARY, id="ab-2026-01")],
     "ab-2026-01: Å|B 2026-01-14: “Å|B” cannot stand in a table: a bar, a line break, a tab or blanks in a row"),
    ("control", [Meeting("KF", JANUARY, conditions=("om\x07",))],
     "KF 2026-01-14: “om\\x07” cannot stand in a table: a bar, a line break, a tab or blanks in a row"),
    ("the same hour", [Meeting("KF", JANUARY, NINE), Meeting("KF", JANUARY, NINE, NOON)],
     "KF 2026-01-14: is there twice; meetings of one day need hours of their own"),
    ("one without hours", [Meeting("KF", JANUARY, NINE), Meeting("KF", JANUARY)],
     "KF 2026-01-14: is there twice; meetings of one day need hours of their own"),
]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("meetings", "line"), [c[1:] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_a_meeting_that_no_table_can_hold_is_named(layout: str, meetings: list[Meeting], line: str) -> None:
    with locale.use("en"), pytest.raises(InputError) as error:
        tables(Schedule(meetings), layout)
    assert str(error.value) == line


def test_two_meetings_of_a_day_are_told_apart_by_their_hours() -> None:
    schedule = Schedule([Meeting("KF", JANUARY, NINE, NOON), Meeting("KF", JANUARY, ONE, THREE)])
    assert b"\nKF    | 09.00\xe2\x80\x9312.00 | 14, 14 (13.00" in RENDERERS["text"](tables(schedule, "months"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_place_with_brackets_among_others_fits_where_it_has_a_cell_or_the_end_of_a_line(layout: str) -> None:
    own = Meeting("KF", date(2026, 2, 11), location="Folkets hus (plan 2)")
    schedule = Schedule([Meeting("KF", JANUARY, location="Stadshuset"), own, Meeting("KF", date(2026, 3, 11))])
    if layout in ("months", "bodies"):
        with locale.use("en"), pytest.raises(InputError) as error:
            tables(schedule, layout)
        assert str(error.value) == (
            "KF 2026-02-11: this layout has no room for the brackets in the place “Folkets hus (plan 2)”; "
            "--layout rows has"
        )
    else:
        assert "Folkets hus (plan 2)" in RENDERERS["text"](tables(schedule, layout)).decode()


def test_a_formula_is_refused_in_csv() -> None:
    schedule = Schedule([Meeting("=1+1", JANUARY), Meeting("KF", JANUARY)])
    with locale.use("en"), pytest.raises(InputError) as error:
        RENDERERS["csv"](tables(schedule, "rows"))
    assert str(error.value) == "“=1+1”: a spreadsheet would take this for a formula; choose another kind of file"


# -- the command


def test_the_command_prints_the_same_in_both_languages(run: Run) -> None:
    asked = ("table", "--data", ROOT / "data", "--body", "SRO", "--body", "bhu presidium", "--year", "2022")
    shown = run(*asked, "--layout", "bodies")
    assert (shown.code, shown.err) == (0, "")
    assert run(*asked, "--layout", "bodies", "--lang", "sv").out == shown.out
    assert shown.out.splitlines()[:5] == [
        "Mötestider 2022",
        "",
        "Månad     | SRO               | BHU presidium",
        "Tid       | 13.00–15.00       | –",
        "Mötesform | Teams             | –",
    ]


@pytest.mark.parametrize(("name", "start"), [
    ("plan.docx", b"PK"), ("plan.XLSX", b"PK"), ("plan.html", b"<!doctype html>"), ("plan.csv", b"\xef\xbb\xbfM"),
    ("plan.txt", b"M"), ("plan", b"M"),
])  # fmt: skip
def test_the_name_of_the_file_says_its_kind(run: Run, tmp_path: Path, name: str, start: bytes) -> None:
    result = run("table", "--data", ROOT / "data", "--output", name)
    assert (result.code, result.out) == (0, f"Written: {name}\n")
    assert (tmp_path / name).read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_binary_kind_can_be_redirected(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "calendar_tool", "table", "--data", str(ROOT / "data"), "--to", "xlsx"]
    run = subprocess.run(command, capture_output=True, check=True)
    assert openpyxl.load_workbook(io.BytesIO(run.stdout)).sheetnames == ["Mötestider"]


def test_a_binary_kind_is_not_printed_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    result = run("table", "--data", ROOT / "data", "--to", "docx")
    assert (result.code, result.out, result.err) == (2, "", "docx: is no text; say --output FILE\n")


def test_a_file_is_replaced_only_when_asked_to(run: Run, tmp_path: Path) -> None:
    asked = ("table", "--data", ROOT / "data", "--output", "plan.txt")
    (tmp_path / "plan.txt").write_text("own words", "utf-8")
    refused = run(*asked)
    assert (refused.code, refused.err) == (
        2,
        "plan.txt: there is already a file of that name, with other contents; say --force to replace it\n",
    )
    assert (tmp_path / "plan.txt").read_text("utf-8") == "own words"
    assert run(*asked, "--force").code == 0
    assert (tmp_path / "plan.txt").read_text("utf-8").startswith("Mötestider")
    assert run(*asked).code == 0


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"old")

    def full(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "replace", full)
    with locale.use("en"), pytest.raises(InputError) as error:
        write_one(path, b"new", replace=True)
    assert str(error.value) == f"{path}: cannot be written: no space is left on the disk"
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"plan.txt": b"old"}
    monkeypatch.undo()
    write_one(path, b"new", replace=True)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"plan.txt": b"new"}


ERRORS = [
    (["--body", "XYZ"], "XYZ: there is no such body; there are: VVG, "),
    (["--year", "2019"], "No meetings of 2019 are kept in "),
    (["--year", "2019", "--body", "VVG"], "VVG: No meetings of 2019 are kept in "),
    (["--output", "missing/plan.txt"], "missing/plan.txt: cannot be written: there is no such file or folder\n"),
    (["--output", "folder"], "folder: is no ordinary file\n"),
    (["--output", "plan.pdf"], "plan.pdf: say --to with the kind of file: text, html, docx, xlsx, csv\n"),
    (["--data", "nowhere"], "nowhere: there is no such folder\n"),
    (["--layout", "circle"], "Usage: calendar-tool table "),
]


@pytest.mark.parametrize(("options", "start"), ERRORS, ids=[" ".join(o) for o, _ in ERRORS])
def test_errors(run: Run, tmp_path: Path, options: list[str], start: str) -> None:
    (tmp_path / "folder").mkdir()
    result = run("table", "--data", ROOT / "data", *options)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_an_empty_folder_has_no_table(run: Run) -> None:
    result = run("table")
    assert (result.code, result.out, result.err) == (2, "", "No meetings are kept in data.\n")
