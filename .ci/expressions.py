"""Scores the grammar on labelled expressions: python .ci/expressions.py FILE.json.

The file holds "expressions" (text, ctx, expect), read by interpret(), and "rows" (text, ctx, events), read by scan().
Exit code 1 below the thresholds, which only go up.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from calendar_tool.reading.expressions import DateToken, TimeToken, scan
from calendar_tool.reading.phrases import Phrase, interpret

LEAST_RIGHT, MOST_WRONG = 0.95, 0.01


def read(text: str, ctx: dict[str, Any]) -> Phrase:
    reference = date.fromisoformat(ctx["ref"]) if "ref" in ctx else None
    return interpret(
        text, ctx.get("year"), ctx.get("month"), reference, tuple(ctx.get("years", ())), ctx.get("next", "")
    )


def said(phrase: Phrase) -> dict[str, Any]:
    """A phrase in the words of the labels; what is not there is left out."""
    found = {
        "date": phrase.dates[0].isoformat() if phrase.dates else None,
        "dates": [d.isoformat() for d in phrase.dates] if len(phrase.dates) > 1 else None,
        "end_date": phrase.end_date.isoformat() if phrase.end_date else None,
        "start": f"{phrase.start:%H:%M}" if phrase.start else None,
        "end": f"{phrase.end:%H:%M}" if phrase.end else None,
        "daypart": phrase.day_part,
        "all_day": phrase.all_day or None,
        "rrule": phrase.rule,
    }
    return {key: value for key, value in found.items() if value is not None}


def events(text: str) -> list[tuple[int, int, str | None, str | None]]:
    """The month, day and hours of each date in a row."""
    found: list[tuple[int, int, str | None, str | None]] = []
    for token in scan(text):
        if isinstance(token, DateToken):
            found.append((token.month, token.day, None, None))
        elif isinstance(token, TimeToken) and found:
            stop = f"{token.stop:%H:%M}" if token.stop else None
            found[-1] = (*found[-1][:2], f"{token.start:%H:%M}", stop)
    return found


def main() -> int:
    data = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    right = wrong = 0
    for case in data["expressions"]:
        expected = {k: v for k, v in case["expect"].items() if k not in ("date_null", "none")}
        found = said(read(case["text"], case["ctx"]))
        right += found == expected
        wrong += "date" in found and any(found.get(k) != expected.get(k) for k in ("date", "dates", "end_date"))
        if found != expected:
            print(f"{case['id']} {case['text']!r}: {found}, not {expected}")
    total = len(data["expressions"])
    print(f"wholly right {right} of {total}, wrong date {wrong}")
    rows = 0
    for row in data["rows"]:
        labels = [(*map(int, e["date"].split("-")[1:]), e.get("start"), e.get("end")) for e in row["events"]]
        rows += events(row["text"]) == labels
    print(f"rows right {rows} of {len(data['rows'])}")
    good = right >= LEAST_RIGHT * total and wrong <= MOST_WRONG * total and rows >= LEAST_RIGHT * len(data["rows"])
    print("holds" if good else f"FELL below {LEAST_RIGHT:.0%} right or above {MOST_WRONG:.0%} wrong")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
