"""Feeds and ledger are the same bytes whatever the machine's zone, language and hash seed (FEEDS 16)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import hashlib
from datetime import UTC, date, datetime, time
from calendar_tool.model.meeting import Meeting, Source, Status
from calendar_tool.model.schedule import Schedule
from calendar_tool.publishing.settings import FeedSettings
from calendar_tool.publishing.ics import feeds
from calendar_tool.store.ledger import Ledger

meetings = [
    Meeting(body, date(2021, month, 2 + month), time(9), status=list(Status)[month % 3], id=f"{body}-{month}",
            location="Hörsal Å", conditions=("tills vidare",), sources=(Source("å.txt", month, "2 jan"),))
    for body in ("VVG", "SRO", "Råd") for month in range(1, 13)
]
ledger = Ledger()
now = datetime(2021, 1, 1, tzinfo=UTC)
schedule = Schedule(meetings)
feeds(schedule, FeedSettings("example.org"), ledger, now)
feeds(schedule.year(2020), FeedSettings("example.org"), ledger, now)
files = feeds(schedule, FeedSettings("example.org"), ledger, now)
files["ledger"] = ledger.text().encode()
for name, data in files.items():
    print(name, hashlib.sha256(data).hexdigest())
"""

MACHINES = [
    {"TZ": "Europe/Stockholm", "LC_ALL": "sv_SE.UTF-8", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Auckland", "LC_ALL": "en_US.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "PYTHONUTF8": "0"},
]


def test_must_16_the_same_bytes_on_every_machine(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, "utf-8")
    root = str(Path(__file__).parents[1])
    outputs = set()
    for machine in MACHINES:
        env = {**os.environ, "PYTHONPATH": root, "LANG": machine["LC_ALL"], **machine}
        outputs.add(subprocess.check_output([sys.executable, str(program)], env=env))
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == 5
