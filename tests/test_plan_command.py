"""learn, plan and adopt as their users meet them: a year is planned, changed, kept and decided."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import ROOT, Run

from calendar_tool import locale
from calendar_tool.checking.audit import audit
from calendar_tool.cli.folder import rules
from calendar_tool.planning.completing import completed
from calendar_tool.rules.language import load_rules
from calendar_tool.store.schedules import load

DATA = ROOT / "data"

KOMMUN = {  # the council meets on the last Monday, the board 14 days before it, its committee 13 days before that
    "KF": "01-27 02-24 03-31 04-28 05-26 06-16 09-29 10-27 11-24 12-15",
    "KS": "01-13 02-10 03-17 04-14 05-12 06-02 09-15 10-13 11-10 12-01",
    "KSAU": "01-28 03-04 04-01 04-29 05-20 09-02 09-30 10-28 11-18",
}

ERRORS = [  # arguments after "plan", exit code, what is said
    (["2070"], 2, "2070: the holidays are known for 1990–2060 only"),
    (["2027", "--body", "XYZ"], 2, "XYZ: there is no such body; there are: KF, KS, KSAU"),
    (["2027", "--from", "1999"], 2, "1999: no meetings of this year are kept"),
    (["2027", "--from", "no.pdf"], 2, "no.pdf: there is no such file"),
    (["2027", "--from", "empty.txt"], 2, "empty.txt: no meetings were found in it"),
    (["2027", "--from", "broken.json"], 2, "broken.json:1: is no JSON: Expecting value: line 1 column 1 (char 0)"),
    (["2027", "--from", "other.json"], 2, "other.json: has no “meetings”: it must be what “read --format json” prints"),
    (
        ["2027", "--from", "wrong.json"],
        2,
        "wrong.json: meeting 1: “date” is missing\n"
        "wrong.json: meeting 2: “2026-02-30” is no date; write it like 2026-05-14\n"
        "wrong.json: meeting 3: “9” is no time of day; write it like 09:00\n"
        "wrong.json: meeting 4: is no object",
    ),
    (["2027", "--rules", "no.toml"], 2, "no.toml: there is no such file"),
    (["2027", "--rules", "wrong.toml"], 2, "wrong.toml:1: “id” is missing"),
    (["2027", "--avoid", "no.ics"], 2, "no.ics: there is no such file"),
    (["2027", "--pin", "KF"], 2, "“KF” is no meeting; write it like SRO 2027-01-20"),
    (["2027", "--pin", "KF 2027-13-01"], 2, "“2027-13-01” is no date; write it like 2026-05-14"),
    (["2027", "--pin", "KF 2026-12-01"], 2, "KF 2026-12-01: is not in 2027"),
    (["2027", "--body", "KS", "--pin", "KF 2027-12-01"], 2, "KF 2027-12-01: is of a body that is not planned"),
    (["2027", "--output", "plan.pdf"], 2, "plan.pdf: files of these kinds can be written: .txt, .ics, .html"),
    (["2027", "--save", "--pin", "KF 2027-12-25"], 1, "There is no plan for 2027."),
]


@pytest.fixture
def kommun(tmp_path: Path) -> Path:
    """A data folder with the three bodies of a kommun, and a few files beside it that cannot be used."""
    data = tmp_path / "data"
    (data / "schedules").mkdir(parents=True)
    (data / "bodies.toml").write_text("\n".join(f'[[body]]\nname = "{name}"\n' for name in KOMMUN), "utf-8")
    for name, days in KOMMUN.items():
        tables = [
            f'[[meeting]]\nid = "{name.lower()}-2025-{n:02}"\ndate = 2025-{day}\nstart = "13:00"\nend = "16:00"\n'
            for n, day in enumerate(days.split(), 1)
        ]
        text = f'body = "{name}"\nyear = 2025\n\n' + "\n".join(tables)
        (data / f"schedules/{name.lower()}-2025.toml").write_text(text, "utf-8")
    (tmp_path / "empty.txt").write_text("Inget här.\n")
    (tmp_path / "broken.json").write_text("x")
    (tmp_path / "other.json").write_text("[]")
    days = '{"body": "KF", "date": "2026-02-30"}, {"body": "KF", "date": "2026-02-28", "start": 9}'
    (tmp_path / "wrong.json").write_text(f'{{"meetings": [{{"body": "KF"}}, {days}, 3]}}')
    (tmp_path / "wrong.toml").write_text('[[rule]]\nkind = "x"\n')
    return data


def planned(run: Run, *args: str | Path, year: int = 2026) -> dict[str, list[str]]:
    """The dates that a plan has, by body."""
    result = run("plan", str(year), *args, "--format", "json")
    assert result.code == 0, result.err + result.out
    found: dict[str, list[str]] = {}
    for meeting in json.loads(result.out)["meetings"]:
        found.setdefault(meeting["body"], []).append(meeting["date"])
    return found


def test_a_kommun_gets_its_next_year(run: Run, kommun: Path) -> None:
    found = planned(run)
    council = "01-26 02-23 03-30 04-27 05-25 06-15 09-28 10-26 11-30 12-21"
    assert found["KF"] == [f"2026-{day}" for day in council.split()]
    apart = [date.fromisoformat(kf) - date.fromisoformat(ks) for ks, kf in zip(found["KS"], found["KF"], strict=True)]
    assert apart == [timedelta(14)] * 10


def test_a_file_gets_its_bodies_back_as_it_calls_them(run: Run, tmp_path: Path) -> None:
    days = ("2025-02-12", "2025-05-14", "2025-09-10", "2025-11-12")
    past = [{"body": "Kommunala pensionärsrådet (KPR)", "date": day} for day in days]
    (tmp_path / "past.json").write_text(json.dumps({"meetings": [*past, {"body": "Stämman", "date": "2025-05-20"}]}))
    assert planned(run, "--from", "past.json") == {
        "Kommunala pensionärsrådet (KPR)": ["2026-02-11", "2026-05-12", "2026-09-09", "2026-11-11"],
        "Stämman": ["2026-05-19"],
    }
    pin = ("--from", "past.json", "--pin", "KPR 2026-02-25", "--format", "json")
    told = json.loads(run("plan", "2026", *pin).out)
    assert [p["meetings"] for p in told["gave_way"]] == [["Kommunala pensionärsrådet (KPR) 2026-02-25"]]
    told = json.loads(run("plan", "2026", *pin, "--why", "KPR 2026-11-18").out)
    assert (told["meeting"]["body"], told["breaks"][0]["meetings"]) == ("Kommunala pensionärsrådet (KPR)", [])


def test_the_rest_of_a_year_whose_spring_is_decided(run: Run, kommun: Path) -> None:
    for name in KOMMUN:
        file = kommun / f"schedules/{name.lower()}-2025.toml"
        if name != "KS":
            file.unlink()
            continue
        parts = file.read_text("utf-8").split("\n[[meeting]]")
        autumn, spring = [p for p in parts if "2025-09" in p or "2025-1" in p], [p for p in parts if "2025-0" in p]
        file.write_text("\n[[meeting]]".join([parts[0], *autumn]), "utf-8")
        text = "\n[[meeting]]".join([parts[0], *(p for p in spring if p not in autumn)]).replace("2025", "2026")
        (kommun / "schedules/ks-2026.toml").write_text(text, "utf-8")
    told = json.loads(run("plan", "2026", "--format", "json").out)
    assert [m["date"][5:] for m in told["meetings"] if m["decided"]] == KOMMUN["KS"].split()[:6]
    assert [m["date"][5:] for m in told["meetings"] if not m["decided"]] == ["09-14", "10-12", "11-09", "11-30"]
    assert told["assumed"] == []


def test_dates_that_are_not_understood_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("Mötestider för KS 2025\n14 januari kl. 13-16\n31 april kl. 13-16\n")
    result = run("plan", "2026", "--from", "plan.txt")
    assert result.err == "plan.txt: 1 date in it is open and tells nothing: see calendar-tool read plan.txt\n"
    assert "2026-01-13 Tuesday  13:00–16:00  KS" in result.out


def test_a_pin_far_from_the_only_places_takes_one(run: Run, tmp_path: Path) -> None:
    past = [{"body": "KPR", "date": day} for day in ("2025-09-10", "2025-11-19")]
    (tmp_path / "past.json").write_text(json.dumps({"meetings": past}))
    said = "KPR: Nothing is known of January–July, and nothing is planned there."
    assert said in run("plan", "2026", "--from", "past.json").out
    pinned = ("--from", "past.json", "--pin", "KPR 2026-03-11")
    assert planned(run, *pinned) == {"KPR": ["2026-03-11", "2026-11-18"]}
    assert "Nothing is known" not in run("plan", "2026", *pinned).out


def test_a_meeting_alone_in_its_half_of_the_year_is_told(run: Run, tmp_path: Path) -> None:
    past = [{"body": "KPR", "date": f"2025-{day}"} for day in ("06-11", "09-10", "10-08", "11-12", "12-10")]
    (tmp_path / "past.json").write_text(json.dumps({"meetings": past}))
    said = "KPR: Of January–July only Wednesday 11 June 2025 is known, and no more is planned there."
    assert said in run("plan", "2026", "--from", "past.json").out
    more = ("--pin", "KPR 2026-02-11", "--pin", "KPR 2026-04-08")
    assert "is known" not in run("plan", "2026", "--from", "past.json", *more).out


def test_a_free_day_of_last_year_is_a_day_like_others_in_the_next(run: Run, tmp_path: Path) -> None:
    """Thursdays but for 14 May 2026, Ascension Day: in 2027, when it is 6 May, 13 May is one."""
    weeks = [date(2026, 1, 15) + n * timedelta(7) for n in (*range(23), *range(31, 48))]
    free = {date(2026, 5, 14), date(2026, 4, 2), date(2026, 4, 30)}
    past = [{"body": "AU", "date": str(day)} for day in weeks if day not in free]
    (tmp_path / "past.json").write_text(json.dumps({"meetings": past}))
    told = planned(run, "--from", "past.json", year=2027)["AU"]
    assert {date.fromisoformat(day).weekday() for day in told} == {3}
    assert "2027-05-13" in told
    assert not {"2027-03-25", "2027-05-06"}.intersection(told)
    assert len(told) == len(past)


def test_a_meeting_in_no_rhythm_is_told(run: Run, tmp_path: Path) -> None:
    days = ("02-09", "03-09", "04-13", "05-11", "06-08", "08-10", "09-14", "10-12", "11-09", "11-30")
    past = [{"body": "KS", "date": f"2026-{day}"} for day in days]
    (tmp_path / "past.json").write_text(json.dumps({"meetings": past}))
    said = "KS: In no rhythm of 2026, and not planned again: Monday 30 November."
    assert said in run("plan", "2027", "--from", "past.json").out
    pinned = run("plan", "2027", "--from", "past.json", "--pin", "KS 2027-11-29", "--pin", "KS 2027-11-08").out
    assert "In no rhythm" not in pinned


def test_a_remark_is_about_the_place_that_a_meeting_is_on(run: Run, tmp_path: Path) -> None:
    """In 2027 the even weeks are those after 2026's, and where one is left out the others are a slot further on."""
    first, days = date(2026, 1, 7), [n for n in range(26) if not 14 <= n <= 16]
    past = [{"body": "AU", "date": str(first + n * timedelta(14))} for n in days]
    (tmp_path / "past.json").write_text(json.dumps({"meetings": past}))
    told = json.loads(run("plan", "2027", "--from", "past.json", "--format", "json").out)
    text = run("plan", "2027", "--from", "past.json", "--explain").out
    assert all(
        date.fromisoformat(m["date"]).isocalendar().week % 2 == 0 for m in told["meetings"] if m["date"] > "2027-08"
    )
    assert "days before its place" not in text
    assert "days before it)" not in text


def test_what_is_learned_from_long_ago_is_told(run: Run, tmp_path: Path) -> None:
    days = ("2023-03-08", "2023-06-14", "2023-09-13", "2023-12-06", "2025-03-12")
    (tmp_path / "past.json").write_text(json.dumps({"meetings": [{"body": "KPR", "date": day} for day in days]}))
    said = "KPR: Learned from {year}, the last year of which enough is known."
    assert said.format(year=2023) in run("plan", "2026", "--from", "past.json").out
    assert "Learned from" not in run("plan", "2024", "--from", "past.json").out


def test_a_newly_elected_council_meets_in_october(run: Run, tmp_path: Path) -> None:
    days = ("04-14", "05-12", "06-09", "08-11", "09-08", "10-13", "11-10", "12-08")
    past = [{"body": "KF", "date": f"2025-{day}"} for day in days]
    (tmp_path / "past.json").write_text(json.dumps({"meetings": past}))
    october = [day for day in planned(run, "--from", "past.json")["KF"] if day.startswith("2026-10")]
    assert october == ["2026-10-19"]  # and not on the second Monday, 12 October
    assert "2027-10-11 Monday  KF" in run("plan", "2027", "--from", "past.json").out
    past = [{"body": "KF", "date": f"2025-{day}"} for day in ("02-24", "04-28", "09-22", "11-24")]
    (tmp_path / "past.json").write_text(json.dumps({"meetings": past}))
    out = run("plan", "2026", "--from", "past.json", "--explain").out
    assert "2026-10-26 Monday  KF    tentative  on top of the others, for kf-nyvalda, 1 thing gave way" in out
    said = "KF meets between 15 and 31 October in an election year, newly elected. [kf-nyvalda]"
    assert f"  On top of the others: {said}" in out


def test_a_body_with_the_short_name_of_a_council(run: Run, tmp_path: Path) -> None:
    past = [{"body": "Rektorsföredragning (RF)", "date": f"2025-{day}"} for day in ("02-24", "04-28", "10-13")]
    (tmp_path / "past.json").write_text(json.dumps({"meetings": past}))
    assert "2026-10-12 Monday  RF" in run("plan", "2026", "--from", "past.json").out


def test_a_year_that_is_known_by_half_is_planned_as_a_whole(run: Run, tmp_path: Path) -> None:
    past = [{"body": "KS", "date": f"2025-{day}"} for day in ("08-27", "09-24", "10-22", "11-26")]
    (tmp_path / "past.json").write_text(json.dumps({"meetings": past}))
    found = planned(run, "--from", "past.json")["KS"]
    assert found == [
        f"2026-{n:02}-{day}"
        for n, day in zip((2, 3, 4, 5, 8, 9, 10, 11), (25, 25, 22, 27, 26, 23, 28, 25), strict=True)
    ]
    said = "Nothing is known of January–July: it is taken to be like August–December, half a year away."
    assert f"KS: {said}" in run("plan", "2026", "--from", "past.json").out.splitlines()
    told = json.loads(run("plan", "2026", "--from", "past.json", "--format", "json").out)
    assert told["assumed"] == [{"bodies": ["KS"], "text": said}]
    rules = '[[rule]]\nid = "a"\nkind = "rytm"\nlevel = "regel"\nbody = "KS"\nrhythm = "fjärde onsdagen i månaden"\n'
    count = '[[rule]]\nid = "b"\nkind = "antal"\nlevel = "regel"\nbody = "KS"\nmin = 11\n'
    (tmp_path / "own.toml").write_text(rules + count)
    assert said not in run("plan", "2026", "--from", "past.json", "--rules", "own.toml").out


@pytest.mark.parametrize(("args", "code", "said"), ERRORS)
def test_what_cannot_be_planned_is_told_and_writes_nothing(
    run: Run, kommun: Path, args: list[str], code: int, said: str
) -> None:
    before = {path: path.read_bytes() for path in kommun.parent.rglob("*") if path.is_file()}
    result = run("plan", *args)
    assert (result.code, (result.err + result.out).strip().startswith(said)) == (code, True), result
    assert {path: path.read_bytes() for path in kommun.parent.rglob("*") if path.is_file()} == before


def test_a_locked_holiday_contradicts_the_days(run: Run, kommun: Path) -> None:
    assert run("plan", "2026", "--pin", "KF 2026-06-06").out.splitlines() == [
        "There is no plan for 2026. These cannot all hold, and without any one of them the others could:",
        "  – the locked date KF 2026-06-06",
        "  – KF: Nationaldagen (National Day)",
    ]


def test_two_commands_print_the_same(run: Run, kommun: Path) -> None:
    assert run("plan", "2026", "--explain", "--deadlines").out == run("plan", "2026", "--explain", "--deadlines").out


def test_a_saved_plan_is_kept_changed_and_decided(run: Run, kommun: Path) -> None:
    schedule = kommun / "schedules/kf-2026.toml"
    assert "schedules/kf-2026.toml" in run("plan", "2026", "--save").out
    first = schedule.read_text("utf-8")
    assert tomllib.loads(first)["meeting"][0] == {
        "id": "kf-2026-01",
        "date": date(2026, 1, 26),
        "start": "13:00",
        "end": "16:00",
        "status": "tentative",
        "history": ["– → 2026-01-26: plan"],
    }
    assert "Written" not in run("plan", "2026", "--save").out  # nothing is to be changed
    by_hand = first.replace("date = 2026-03-30\n", "date = 2026-03-31 # så sade ordföranden\n")
    assert by_hand != first
    schedule.write_text(by_hand, "utf-8")
    result = run("plan", "2026", "--save")
    assert "2026-03-31 Tuesday  13:00–16:00  KF    tentative  locked" in result.out
    kept = schedule.read_text("utf-8")
    assert "date = 2026-03-31 # så sade ordföranden\n" in kept
    assert [m.date for m in load(kommun).of("KF") if "låst" in m.conditions] == [date(2026, 3, 31)]
    assert "Written" not in run("plan", "2026", "--save").out  # and all others are where they were
    assert schedule.read_text("utf-8") == kept
    result = run("plan", "2026", "--pin", "KF 2026-04-20", "--save")
    moved = tomllib.loads(schedule.read_text("utf-8"))["meeting"][3]
    assert (moved["id"], moved["date"], moved["conditions"]) == ("kf-2026-04", date(2026, 4, 20), ["låst"])
    assert moved["history"] == ["– → 2026-04-27: plan", "2026-04-27 → 2026-04-20: plan"]
    assert [m["id"] for m in tomllib.loads(schedule.read_text("utf-8"))["meeting"]] == [
        f"kf-2026-{n:02}" for n in range(1, 11)
    ]
    assert run("adopt", "2026").code == 2  # nobody is there to ask
    result = run("adopt", "2026", "--body", "KF", "--yes")
    assert result.out.endswith("10 meetings are decided: schedules/kf-2026.toml\n")
    adopted = tomllib.loads(schedule.read_text("utf-8"))["meeting"]
    assert [m["id"] for m in adopted] == [f"kf-2026-{n:02}" for n in range(1, 11)]
    assert {(m.get("status", "confirmed"), "conditions" in m) for m in adopted} == {("confirmed", False)}
    assert "# så sade ordföranden" in schedule.read_text("utf-8")
    assert run("adopt", "2026", "--body", "KF", "--yes").code == 1
    assert run("plan", "2026").out.count("decided") == 10


def test_a_meeting_added_to_the_proposal_by_hand_stays(run: Run, kommun: Path) -> None:
    run("plan", "2026", "--save")
    schedule = kommun / "schedules/ks-2026.toml"
    added = '\n[[meeting]]\nid = "ks-2026-99"\ndate = 2026-08-20\nstatus = "tentative"\n'
    schedule.write_text(schedule.read_text("utf-8") + added, "utf-8")
    run("plan", "2026", "--save")
    assert [m.date for m in load(kommun).of("KS") if m.id == "ks-2026-99"] == [date(2026, 8, 20)]


@pytest.mark.parametrize("folder", ["kommun", "shipped"])
def test_the_audit_of_a_plan_finds_what_the_planner_said(run: Run, kommun: Path, tmp_path: Path, folder: str) -> None:
    if folder == "shipped":
        shutil.rmtree(kommun)
        shutil.copytree(DATA, kommun)
    else:
        run("rules", "add", "kommun")
    result = run("plan", "2027", "--save", "--format", "json")
    told = [(p["code"], p["text"]) for p in json.loads(result.out)["gave_way"]]
    run("learn", "--output", "learned.toml")
    schedule = load(kommun)
    learned = load_rules(tmp_path / "learned.toml", schedule.bodies)
    with locale.use("en"):
        found = audit(schedule, completed(rules(kommun, schedule.bodies), learned), 2027)
    costly = [(p.code, p.text) for p in found if p.severity != "note"]
    assert sorted(costly) == sorted((code, text) for code, text in told if (code, text) in costly)
    assert set(told) <= {(p.code, p.text) for p in found}


@pytest.mark.parametrize("kind", ["txt", "docx", "xlsx", "html", "csv"])
def test_the_table_of_a_proposal_reads_back(run: Run, kommun: Path, kind: str) -> None:
    file = f"proposal.{kind}"
    assert run("plan", "2026", "--output", file).out.endswith(f"Written: {file}\n")
    read = json.loads(run("read", file, "--format", "json").out)["meetings"]
    found: dict[str, list[str]] = {}
    for meeting in sorted(read, key=lambda m: m["date"]):
        found.setdefault(meeting["body"], []).append(meeting["date"])
        assert (meeting["start"], meeting["end"], meeting["status"]) == ("13:00", "16:00", "tentative")
    assert found == planned(run)
    assert run("plan", "2026", "--pin", "KF 2026-01-19", "--output", file).code == 2  # it says something else
    assert run("plan", "2026", "--pin", "KF 2026-01-19", "--output", file, "--force").code == 0


def test_the_calendar_of_a_proposal_is_tentative(run: Run, kommun: Path) -> None:
    run("plan", "2026", "--output", "proposal.ics")
    from icalendar import Calendar

    events = Calendar.from_ical(Path("proposal.ics").read_bytes()).walk("VEVENT")
    assert [str(e["STATUS"]) for e in events] == ["TENTATIVE"] * sum(len(d.split()) for d in KOMMUN.values())
    assert not (kommun / "published.toml").exists()


def test_what_is_learned_can_be_changed_and_planned_by(run: Run, kommun: Path) -> None:
    assert run("learn", "--output", "mine.toml").code == 0
    assert planned(run, "--rules", "mine.toml") == planned(run)
    mine = Path("mine.toml")
    text = mine.read_text("utf-8")
    assert "sista måndagen i månaden" in text
    mine.write_text(text.replace("sista måndagen i månaden", "sista onsdagen i månaden"), "utf-8")
    assert planned(run, "--rules", "mine.toml")["KF"][:2] == ["2026-01-28", "2026-02-25"]
    assert run("learn", "--output", "mine.toml").code == 2  # what was changed is not lost
    assert json.loads(run("learn", "--body", "KSAU", "--format", "json").out)["rules"][0]["kind"] == "rytm"
    assert run("learn", "--from", "2025", "--body", "KF").out.startswith("# Rules inferred from 2025.")


def test_a_plan_learns_from_a_document_as_from_the_folder(run: Run, kommun: Path) -> None:
    expected = planned(run)
    Path("nowhere").mkdir()
    for kind in ("txt", "xlsx"):
        assert run("table", "--output", f"last.{kind}").code == 0
        assert planned(run, "--from", f"last.{kind}", "--data", "nowhere") == expected
    Path("last.json").write_text(run("read", "last.txt", "--format", "json").out, "utf-8")
    assert planned(run, "--from", "last.json", "--data", "nowhere") == expected
    assert run("plan", "2026", "--from", "last.json", "--data", "nowhere", "--save").code == 2
    assert not list(Path("nowhere").iterdir())
    assert run("plan", "2026", "--from", "last.json", "--data", "nowhere2").code == 2


BUSY = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//test//SV\r
X-WR-CALNAME:Regionfullmäktige\r
BEGIN:VEVENT\r
UID:1@test\r
DTSTART;TZID=Europe/Stockholm:20260126T090000\r
DTEND;TZID=Europe/Stockholm:20260126T170000\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_the_times_of_a_calendar_are_avoided(run: Run, kommun: Path) -> None:
    Path("rf.ics").write_text(BUSY, "utf-8")
    found = planned(run, "--avoid", "rf.ics")
    assert "2026-01-26" not in found["KF"]
    assert abs(date.fromisoformat(found["KF"][0]) - date(2026, 1, 26)) <= timedelta(7)
    assert run("plan", "2026", "--avoid", "rf.ics", "--pin", "KF 2026-01-26").out.splitlines()[1:] == [
        "  – the locked date KF 2026-01-26",
        "  – the busy time Regionfullmäktige 2026-01-26",
        "  – Regionfullmäktige 09:00–17:00 and KF 13:00–16:00 overlap on 2026-01-26 and have members in common",
    ]


def test_why_not_another_date(run: Run, kommun: Path) -> None:
    result = run("plan", "2026", "--why", "KF 2026-02-26")
    lines = result.out.splitlines()
    assert lines[0] == "KF Monday 23 February 2026 moved to Thursday 26 February 2026, 3 days later:"
    assert re.fullmatch(
        r"  breaks rule: KF 2026-02-26 does not keep “sista måndagen .*”: .* \[kf-rytm \(.*\)\]", lines[1]
    )
    assert (
        lines[-1].startswith("The best plan with that date: Proven: no plan with so many meetings is better")
        or "moves to" in lines[-1]
    )
    assert run("plan", "2026", "--why", "KF 2026-02-23").out == "KF Monday 23 February 2026 is in the plan.\n"
    result = run("plan", "2026", "--why", "KF 2026-12-25")
    assert "There is no plan with that date." in result.out
    assert not list((kommun / "schedules").glob("*-2026.toml"))


def test_without_any_past_a_rule_has_to_tell(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/bodies.toml").write_text('[[body]]\nname = "Rådet"\n', "utf-8")
    result = run("plan", "2027")
    assert (result.code, result.err.strip()) == (
        2,
        "2027: there is nothing to plan from: no year before it is kept, and no rule tells how often a body meets",
    )
    result = run("plan", "2027", "--body", "Rådet")
    assert (result.code, result.err.strip()) == (
        2,
        "Rådet: no rule tells how often it meets, and no earlier year is there to learn it from",
    )
    rule = '[[rule]]\nid = "r"\nkind = "antal"\nlevel = "krav"\ntext = "t"\nsource = "s"\nbody = "Rådet"\nmin = 4\n'
    (tmp_path / "data/rules.toml").write_text(rule, "utf-8")
    assert len(json.loads(run("plan", "2027", "--format", "json").out)["meetings"]) == 4
    assert run("learn").code == 1
