"""Rewrites days.csv, every special day of 2019-2040 in English: python tests/days_snapshot.py

Run after a change of the days or of their data files; the difference shows in review.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from calendar_tool import locale
from calendar_tool.days.swedish import year

FILE = Path(__file__).with_name("days.csv")
YEARS = range(2019, 2041)


def snapshot() -> str:
    """The text of days.csv: a line for each row of each year, where the user is nowhere in particular."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("date", "kind", "name", "source"))
    with locale.use("en"):
        writer.writerows((d.date, d.kind.value, d.name, d.source) for y in YEARS for d in year(y))
    return buffer.getvalue()


if __name__ == "__main__":
    FILE.write_text(snapshot(), "utf-8")
