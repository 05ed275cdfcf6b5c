"""calendar-tool body: other bodies' calendars added, fetched again and removed; nobody takes them for one's own."""

from __future__ import annotations

import json
import shutil
import socket
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import ROOT, Run

FEED = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Regionstyrelsen (RS)\r\n"
    "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Secret\r\nDTSTART;TZID=Europe/Stockholm:20270120T090000\r\n"
    "DTEND;TZID=Europe/Stockholm:20270120T110000\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20270301\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n"
)
BROKEN = "BEGIN:VEVENT\r\nUID:c\r\nDTSTART:soon\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
BODIES = """\
# Organen.

# Vårt eget.
[[body]]
name = "SRO" # kort
aliases = ["Samrådet"]

[[body]]
name = "VVG"
"""
ADDED = """
[[body]]
name = "RS"
slug = "rs"
full_name = "Regionstyrelsen"
shares_members_with = ["*"]
calendar = "{calendar}"
"""
CALENDAR = """\
# Ett annat organs upptagna tider, hämtade från kalendern nedan. Filen skrivs av calendar-tool body update: ändra den
# inte för hand. En rad är en tid; "tentative": preliminär.
body = "RS"
calendar = "{calendar}"
fetched = "2026-11-22T12:00:00Z"
known_from = 2025-01-01
known_until = 2029-12-31
busy = '''
2027-01-20 09:00-11:00
2027-01-27 09:00-11:00
'''
"""
SCHEDULE = 'body = "SRO"\nyear = 2027\n\n[[meeting]]\nid = "sro-2027-01"\ndate = 2027-01-20\nstart = "13:00"\n'
SAID = "RS: 2 busy times 2025-01-01 to 2029-12-31; left out: 1 entry that is free.\n"


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A calendar, beside a data folder with two bodies of one's own."""
    (tmp_path / "data/schedules").mkdir(parents=True)
    (tmp_path / "data/bodies.toml").write_text(BODIES, "utf-8")
    (tmp_path / "data/schedules/sro-2027.toml").write_text(SCHEDULE, "utf-8")
    path = tmp_path / "rs.ics"
    path.write_bytes(FEED.encode())
    return path


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address at which the files of the folder are served."""
    monkeypatch.setenv("NO_PROXY", "*")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def files(folder: Path) -> dict[str, str]:
    """The files of a data folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.toml"))
        if path.is_file()
    }


def test_a_file_is_added(run: Run, feed: Path, tmp_path: Path) -> None:
    result = run("body", "add", "--ics", "rs.ics")
    written = "Written in data: bodies.toml, calendars/rs.toml\n"
    assert (result.code, result.out, result.err) == (0, SAID + written, "")
    assert files(tmp_path / "data") == {
        "bodies.toml": BODIES + ADDED.format(calendar=feed),
        "calendars/rs.toml": CALENDAR.format(calendar=feed),
        "schedules/sro-2027.toml": SCHEDULE,
    }


def test_an_address_is_added(run: Run, feed: Path, server: str, tmp_path: Path) -> None:
    address = f"{server}/rs.ics"
    result = run("body", "add", "RS", "--ics", address, "--full-name", "Regionstyrelsen", "--format", "json")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == {
        "calendars": [
            {
                "body": "RS",
                "calendar": address,
                "busy": 2,
                "known_from": "2025-01-01",
                "known_until": "2029-12-31",
                "left_out": {"free": 1},
                "problems": [],
            }
        ],
        "failed": [],
        "files": ["bodies.toml", "calendars/rs.toml"],
    }
    assert files(tmp_path / "data")["bodies.toml"] == BODIES + ADDED.format(calendar=address)
    assert files(tmp_path / "data")["calendars/rs.toml"] == CALENDAR.format(calendar=address)


def test_a_file_in_the_data_folder_moves_with_it(run: Run, feed: Path, tmp_path: Path) -> None:
    feed.rename(tmp_path / "data/rs.ics")
    assert run("body", "add", "--ics", "data/rs.ics").code == 0
    assert 'calendar = "rs.ics"' in files(tmp_path / "data")["bodies.toml"]
    (tmp_path / "data").rename(tmp_path / "elsewhere")
    assert run("body", "update", "--data", "elsewhere").out.startswith(SAID)


def test_a_body_without_a_calendar(run: Run, tmp_path: Path) -> None:
    result = run("body", "add", "KS", "--alias", "Kommunstyrelsen", "--alias", "Styrelsen")
    assert (result.code, result.out, result.err) == (0, "Written in data: bodies.toml\n", "")
    result = run("body", "add", "Nämnden (KN)", "--shares-members-with", "styrelsen")
    assert (result.code, result.out, result.err) == (0, "Written in data: bodies.toml\n", "")
    bodies = json.loads(run("body", "list", "--format", "json").out)["bodies"]
    assert [(b["name"], b["full_name"], b["aliases"], b["shares_members_with"]) for b in bodies] == [
        ("KS", None, ["Kommunstyrelsen", "Styrelsen"], []),
        ("KN", "Nämnden", [], ["KS"]),
    ]


REFUSED = [
    ([], "say a name, or --ics with a calendar that has one\n"),
    (["SRO"], "SRO: is already a name of SRO\n"),
    (["samrådet", "--ics", "rs.ics"], "samrådet: is already a name of SRO\n"),
    (["KS", "--alias", "vvg"], "vvg: is already a name of VVG\n"),
    (["KS", "--full-name", "Samrådet"], "Samrådet: is already a name of SRO\n"),
    (["*", "--ics", "rs.ics"], "*: a name needs a letter or a digit\n"),
    (["KS", "--shares-members-with", "XYZ"], "XYZ: there is no such body; there are: SRO, VVG\n"),
    (["KS", "--shares-members-with", "*"], "“*” is for a body with a calendar\n"),
    (["--ics", "none.ics"], "{folder}/none.ics: there is no such file or folder\n"),
    (["--ics", "-"], "{folder}/-: there is no such file or folder\n"),
    (["--ics", "data"], "data/.: is a folder, not a file\n"),
    (["--ics", "nameless.ics"], "nameless.ics: the calendar has no name: say one before --ics\n"),
    (["KS", "--ics", "page.html"], "{folder}/page.html: is a web page and no calendar: perhaps it asks for a login, "
     "or the address is that of another page\n"),
]  # fmt: skip


@pytest.mark.parametrize(("args", "line"), REFUSED)
def test_what_is_refused_changes_nothing(run: Run, feed: Path, tmp_path: Path, args: list[str], line: str) -> None:
    (tmp_path / "nameless.ics").write_bytes(FEED.replace("X-WR-CALNAME", "X-OTHER").encode())
    (tmp_path / "page.html").write_text("<!DOCTYPE html><p>Log in", "utf-8")
    before = files(tmp_path / "data")
    result = run("body", "add", *args)
    assert (result.code, result.out) == (2, "")
    assert result.err.replace("data/.:", "data:") == line.format(folder=tmp_path).replace("data/.:", "data:")
    assert files(tmp_path / "data") == before


def test_a_broken_entry_is_told_and_the_others_are_kept(run: Run, feed: Path) -> None:
    feed.write_bytes(FEED.replace("END:VCALENDAR\r\n", BROKEN).encode())
    result = run("body", "add", "--ics", feed)
    assert (result.code, result.out) == (1, SAID + "Written in data: bodies.toml, calendars/rs.toml\n")
    assert result.err == (
        f"{feed}:18: the entry that begins on line 16 is left out: it has a time that cannot be read, "
        "“soon” (DTSTART)\n"
    )


LISTED = """\
name  other names      meetings  shares members with  calendar                fetched               busy times  known from  known until
SRO   Samrådet         1
VVG
RS    Regionstyrelsen            all                  https://example.org/rs  2026-11-22T12:00:00Z  2           2025-01-01  2029-12-31
KS                               SRO                  ks.ics                  never
"""  # noqa: E501


def test_the_list(run: Run, feed: Path, tmp_path: Path) -> None:
    run("body", "add", "--ics", feed)
    for path in (tmp_path / "data/bodies.toml", tmp_path / "data/calendars/rs.toml"):
        path.write_text(path.read_text("utf-8").replace(str(feed), "https://example.org/rs"), "utf-8")
    with (tmp_path / "data/bodies.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[body]]\nname = "KS"\nshares_members_with = ["SRO"]\ncalendar = "ks.ics"\n')
    assert run("body", "list").out == LISTED
    other = json.loads(run("body", "list", "--format", "json").out)["bodies"][2]
    assert other == {
        "name": "RS",
        "slug": "rs",
        "full_name": "Regionstyrelsen",
        "aliases": [],
        "shares_members_with": ["*"],
        "meetings": 0,
        "calendar": "https://example.org/rs",
        "fetched": "2026-11-22T12:00:00Z",
        "known_from": "2025-01-01",
        "known_until": "2029-12-31",
        "busy": 2,
    }


def test_an_update_changes_what_changed(run: Run, feed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("body", "add", "--ics", feed)
    before = files(tmp_path / "data")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")
    assert run("body", "update").out == SAID + "Written in data: calendars/rs.toml\n"
    after = files(tmp_path / "data")
    assert after == {
        **before,
        "calendars/rs.toml": before["calendars/rs.toml"].replace("2026-11-22T12", "2026-11-23T12"),
    }
    feed.write_bytes(FEED.replace("COUNT=2", "COUNT=1").encode())
    assert run("body", "update", "regionstyrelsen").out.startswith("RS: 1 busy time 2025-01-01")
    line = "2027-01-27 09:00-11:00\n"
    assert files(tmp_path / "data")["calendars/rs.toml"] == after["calendars/rs.toml"].replace(line, "")


def test_one_that_cannot_be_had_leaves_the_others(run: Run, feed: Path, tmp_path: Path, server: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        gone = f"http://127.0.0.1:{taken.getsockname()[1]}/ks.ics"
        (tmp_path / "ks.ics").write_bytes(FEED.encode())
        run("body", "add", "KS", "--ics", f"{server}/ks.ics")
        run("body", "add", "--ics", feed)
        for path in (tmp_path / "data/bodies.toml", tmp_path / "data/calendars/ks.toml"):
            path.write_text(path.read_text("utf-8").replace(f"{server}/ks.ics", gone), "utf-8")
        kept = files(tmp_path / "data")["calendars/ks.toml"]
        feed.write_bytes(FEED.replace("COUNT=2", "COUNT=1").encode())
        result = run("body", "update")
    assert result.code == 2
    assert result.out.startswith("RS: 1 busy time 2025-01-01")
    assert result.err == f"{gone}: nobody answers there\nKS is not fetched again; what was kept of it stays\n"
    assert files(tmp_path / "data")["calendars/ks.toml"] == kept
    assert run("body", "update", "KS").code == 2


def test_nothing_to_update(run: Run, feed: Path) -> None:
    assert run("body", "update").out == "No body has a calendar.\n"
    result = run("body", "update", "SRO", "vvg")
    assert (result.code, result.err) == (2, "SRO, VVG: has no calendar\n")


def test_a_body_is_removed_without_a_trace(run: Run, feed: Path, tmp_path: Path) -> None:
    before = files(tmp_path / "data")
    run("body", "add", "--ics", feed)
    path = tmp_path / "data/bodies.toml"
    path.write_text(path.read_text("utf-8").replace('"VVG"\n', '"VVG"\nshares_members_with = ["RS"]\n'), "utf-8")
    result = run("body", "remove", "Regionstyrelsen")
    assert (result.code, result.err) == (0, "")
    assert result.out == "RS is removed: bodies.toml, calendars/rs.toml\n"
    assert files(tmp_path / "data") == before
    assert (
        run("body", "remove", "VVG", "--format", "json").out
        == '{\n "removed": "VVG",\n "files": [\n  "bodies.toml"\n ]\n}\n'
    )
    assert "VVG" not in files(tmp_path / "data")["bodies.toml"]


SERIES = '[[series]]\nevery_weeks = 2\nfirst = 2027-01-01\nlast = 2027-05-01\nsource = "a.txt:1: x"\n'
KEPT = [
    ("SRO", None, None, "SRO: has 1 meeting here and stays\n"),
    ("VVG", "vvg-2027.toml", 'body = "VVG"\nyear = 2027\n' + SERIES,
     "VVG: is the body of data/schedules/vvg-2027.toml: remove that file first, if nothing in it is needed\n"),
    ("VVG", "unresolved.toml", '[[unresolved]]\nbody = "VVG"\nreason = "x"\nsource = "a.txt:1: x"\n',
     "VVG: has rhythms or open dates here and stays\n"),
    ("XYZ", None, None, "XYZ: there is no such body; there are: SRO, VVG\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "file", "text", "line"), KEPT)
def test_a_body_that_is_needed_stays(
    run: Run, feed: Path, tmp_path: Path, name: str, file: str | None, text: str | None, line: str
) -> None:
    if file and text:
        (tmp_path / "data/schedules" / file).write_text(text, "utf-8")
    before = files(tmp_path / "data")
    result = run("body", "remove", name)
    assert (result.code, result.out, result.err) == (2, "", line)
    assert files(tmp_path / "data") == before


def test_a_body_that_a_rule_names_stays(run: Run, feed: Path, tmp_path: Path) -> None:
    rule = (
        '[[rule]]\nid = "a"\nkind = "kedja"\nlevel = "regel"\ntext = "x"\nsource = "y"\n'
        'first = "VVG"\nthen = "SRO"\nmin_days = 7\n'
    )
    (tmp_path / "data/rules.toml").write_text(rule, "utf-8")
    before = files(tmp_path / "data")
    result = run("body", "remove", "VVG")
    assert result.code == 2
    assert result.err.startswith("data/rules.toml:7:")
    assert files(tmp_path / "data") == before


@pytest.fixture
def with_feed(run: Run, tmp_path: Path) -> Path:
    """The shipped data, with the feed of SRO as another body's calendar."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "exports", tmp_path / "exports")
    return tmp_path


OWN = [["list"], ["table", "--year", "2021"], ["history", "SRO"], ["export"], ["diff", "data", "data"]]


@pytest.mark.parametrize("command", OWN, ids=lambda c: c[0])
def test_no_command_takes_it_for_ones_own(
    run: Run, with_feed: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run(*command)
    exports = {path.name: path.read_bytes() for path in (with_feed / "exports").iterdir()}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1640000000")
    assert run("body", "add", "KS", "--ics", with_feed / "exports/sro.ics").out.startswith("KS: 1")
    after = run(*command)
    assert (after.code, after.out, after.err) == (before.code, before.out, before.err)
    assert {path.name: path.read_bytes() for path in (with_feed / "exports").iterdir()} == exports


def test_no_other_command_touches_the_network(run: Run, with_feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("body", "add", "KS", "--ics", with_feed / "exports/vvg.ics")
    path = with_feed / "data/bodies.toml"
    path.write_text(path.read_text("utf-8").replace(str(with_feed / "exports/vvg.ics"), "https://x.invalid/"), "utf-8")

    def refuse(*_args: object) -> None:
        raise AssertionError("the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    for command in (["audit"], ["check", "2027-01-20"], ["list"], ["export"], ["body", "list"]):
        assert run(*command).code in (0, 1)
    with pytest.raises(AssertionError, match="the network"):
        run("body", "update")


def test_the_documented_commands_are_those_there_are(run: Run) -> None:
    documented = (ROOT / "docs/commands.md").read_text("utf-8")
    for command in ("list", "add", "update", "remove"):
        assert f"### body {command}\n\n```\n{run('body', command, '--help').out}```\n" in documented
