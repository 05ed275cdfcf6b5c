"""Labelled documents for the benchmarks: those of a folder, or made ones; and how a reading is scored against labels.

A folder holds pairs NNN.txt and NNN.json ("meetings", the labels; "ignore", dates that may be found or not;
"default_year") and index.tsv, whose columns `doc` and `layout` give each document its tags.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from difflib import SequenceMatcher
from itertools import product
from pathlib import Path
from typing import Any

from calendar_tool.cli.read import as_json
from calendar_tool.cli.words import meeting_json
from calendar_tool.model.meeting import Meeting
from calendar_tool.model.schedule import Schedule
from calendar_tool.problem import InputError
from calendar_tool.publishing.tables import LAYOUTS, RENDERERS, tables
from calendar_tool.reading.reader import read
from calendar_tool.reading.source import document_from_bytes

Facts = dict[str, Any]
"""A meeting, labelled or found, in the words of `calendar-tool read --format json`."""
SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpus"
_MADE = 4  # schedules in the made documents, each in all layouts


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document, what it truly says, and the tags of its layout."""

    name: str
    raw: bytes
    truth: Facts
    tags: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The document as text."""
        return self.raw.decode("utf-8-sig")

    def read(self) -> Facts:
        """What the reader finds; nothing at all where it refuses the document."""
        try:
            document = document_from_bytes(self.raw, self.name)
            return as_json(document, read(document, self.truth.get("default_year")))
        except InputError:
            return {"meetings": [], "crash": True}


def load(folder: str | None) -> list[Labelled]:
    """The documents of the folder; without one those of SHARED, if it is there, else made ones."""
    chosen = Path(folder) if folder else SHARED
    return list(_of_folder(chosen) if folder or chosen.is_dir() else _made())


def _of_folder(folder: Path) -> Iterator[Labelled]:
    index = folder / "index.tsv"
    tags: dict[str, tuple[str, ...]] = {}
    if index.exists():
        with index.open(encoding="utf-8", newline="") as opened:
            for row in csv.DictReader(opened, delimiter="\t"):
                tags[row["doc"]] = tuple(row["layout"].split(","))
    for labels in sorted(folder.glob("*.json")):
        if (text := labels.with_suffix(".txt")).exists():
            truth = json.loads(labels.read_text("utf-8"))
            yield Labelled(text.name, text.read_bytes(), truth, tags.get(text.stem, ()))


def _made() -> Iterator[Labelled]:
    """Schedules made at random, the same each time, as text in every layout that tables are published in."""
    chance = random.Random(1)
    for number, layout in product(range(_MADE), LAYOUTS):
        meetings = list(_meetings(chance, 2020 + number, ("KS", "KF", "Byggnadsnämnden")[: number + 1]))
        raw = RENDERERS["text"](tables(Schedule(meetings), layout))
        truth = {"meetings": [meeting_json(m) for m in meetings]}
        yield Labelled(f"{layout}-{number}.txt", raw, truth, (layout, f"bodies:{min(number + 1, 3)}"))


def _meetings(chance: random.Random, year: int, bodies: Sequence[str]) -> Iterator[Meeting]:
    for body in bodies:
        start = time(chance.randint(8, 15))
        for week in sorted(chance.sample(range(1, 50), 9)):
            day = date.fromisocalendar(year, week + 1, 1) + timedelta(chance.randint(0, 3))
            yield Meeting(body, day, start, time(start.hour + 2))


# -- scores


def score(truth: Facts, said: Facts) -> Counter[str]:
    """How many labels one reading meets.

    `labels` wanted and meetings `found`; of them a `date`, with its `time`, and in `full`. A found meeting counts for
    one label of its date, the likest first. `wrong` are found on a day that no label has; `missed` labels are `silent`
    where the reading leaves nothing unresolved. Optional labels count only if they are found.
    """
    labels, found = truth["meetings"], said["meetings"]
    pairs = _pairs(labels, found)
    lost = [i for i in range(len(labels)) if i not in pairs]
    missed = [i for i in lost if not labels[i].get("optional")]
    used = set(pairs.values())
    ignored = [p if isinstance(p, str) else p.get("date", "") for p in truth.get("ignore", ())]
    extra = [p["date"] for j, p in enumerate(found) if j not in used and not _ignores(ignored, p["date"])]
    labelled = {m["date"] for m in labels}
    met = [(labels[i], found[j]) for i, j in pairs.items()]
    return Counter(
        documents=1,
        labels=len(pairs) + len(missed),
        found=len(pairs) + len(extra),
        date=len(pairs),
        time=sum(_same_time(m, p) for m, p in met),
        full=sum(_same_all(m, p) for m, p in met),
        wrong=sum(day not in labelled for day in extra),
        missed=len(missed),
        silent=0 if said.get("unresolved") else len(missed),
        crashed=bool(said.get("crash")),
    )


def f1(counts: Counter[str], level: str) -> float:
    """The F1 at a level: "date", "time" or "full"."""
    size = counts["labels"] + counts["found"]
    return 2 * counts[level] / size if size else 1.0


def _pairs(labels: Sequence[Facts], found: Sequence[Facts]) -> dict[int, int]:
    """Labels and what was found of the same date, by index: the likest first, each once."""
    likeness = []
    for (i, m), (j, p) in product(enumerate(labels), enumerate(found)):
        if m["date"] == p["date"]:
            same = (_same_all(m, p), _same_body(m.get("body"), p.get("body")), _same_time(m, p))
            likeness.append(([not s for s in same], i, j))
    pairs: dict[int, int] = {}
    for _unlike, i, j in sorted(likeness):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _ignores(patterns: Sequence[str], day: str) -> bool:
    """Whether a date is one of the patterns; "*-12-24" is that day of any year."""
    return any(p == day or (p.startswith("*-") and p[2:] == day[5:]) for p in patterns)


def _same_time(m: Facts, p: Facts) -> bool:
    last = [x.get("end_date") or x["date"] for x in (m, p)]
    pairs = {"start": (m.get("start"), p.get("start")), "end": (m.get("end"), p.get("end")), "end_date": tuple(last)}
    return all((a or None) == (b or None) for key, (a, b) in pairs.items() if key not in m.get("undecided", ()))


def _same_all(m: Facts, p: Facts) -> bool:
    same = {
        "body": _same_body(m.get("body"), p.get("body")),
        "status": m.get("status", "confirmed") == p.get("status", "confirmed"),
        "form": not m.get("form") or m["form"] == p.get("form"),
    }
    return _same_time(m, p) and all(ok for key, ok in same.items() if key not in m.get("undecided", ()))


def _same_body(a: str | None, b: str | None) -> bool:
    """Whether two names mean one body: equal, one inside the other, or nearly equal."""
    x, y = (re.sub("[^a-zåäöéü0-9]", "", (name or "").casefold()) for name in (a, b))
    if not x or not y:
        return x == y
    return (min(len(x), len(y)) > 3 and (x in y or y in x)) or SequenceMatcher(None, x, y).ratio() >= 0.8
