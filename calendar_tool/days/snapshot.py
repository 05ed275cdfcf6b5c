"""Rewrites law.csv, the snapshot of the days in the law, from the `holidays` library.

Run as `python -m calendar_tool.days.snapshot` after a change of the law or of the library; the difference
shows in review. The program itself reads only the snapshot, because importing the library takes longer than a
command may.
"""

from __future__ import annotations

from pathlib import Path

from calendar_tool.days.law import FIRST_YEAR, LAST_YEAR, LAW_FILE

HEADER = "date,kind,name_sv,name_en"


def snapshot() -> str:
    """The text of law.csv: one line a date and name, in order."""
    public, swedish = _names("sv", "public"), _names("sv", "public", "de_facto")
    english = _names("en_US", "public", "de_facto")
    # Two names on one day are sorted by name, differently in each language: pair them by the single days.
    translation = {names[0]: english[day][0] for day, names in swedish.items() if len(names) == 1}
    rows = sorted(
        (day, "holiday" if name in public.get(day, ()) else "eve", name, translation[name])
        for day, names in swedish.items()
        for name in names
    )
    return "\n".join([HEADER, *(",".join(row) for row in rows)]) + "\n"


def _names(language: str, *categories: str) -> dict[str, list[str]]:
    from holidays.constants import HOLIDAY_NAME_DELIMITER
    from holidays.countries.sweden import Sweden

    # Without `language` the names follow the machine's locale; without `expand` a look-up adds years.
    found = Sweden(
        years=range(FIRST_YEAR, LAST_YEAR + 1),
        language=language,
        categories=categories,
        include_sundays=False,
        expand=False,
    )
    return {day.isoformat(): names.split(HOLIDAY_NAME_DELIMITER) for day, names in found.items()}


if __name__ == "__main__":
    Path(LAW_FILE).write_text(snapshot(), "utf-8")
