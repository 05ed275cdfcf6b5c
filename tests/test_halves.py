"""Years of which one half alone is known."""

from __future__ import annotations

from datetime import date

import pytest

from calendar_tool.planning.halves import alone, full_years, is_half, last_round, other_half, other_months, shows_other

FULL_YEARS = [
    ("2021-02-03", [2021]),
    ("2021-02-03 2021-05-12 2021-09-29 2022-02-09", [2021]),
    ("2021-02-03 2021-05-12 2021-09-29 2022-02-09 2022-03-09", [2021, 2022]),
    ("2020-01-01 2021-02-03 2021-05-12 2022-02-09 2022-03-09 2023-01-01", [2021, 2022]),
]

ROUNDS = [  # dates, those of the last round
    ("2021-02-03 2021-09-29 2022-02-09 2022-09-28", "2022-02-09 2022-09-28"),
    (
        "2022-01-31 2022-06-13 2022-08-22 2022-11-28 2023-01-30 2023-04-03 2023-04-24",
        "2022-06-13 2022-08-22 2022-11-28 2023-01-30 2023-04-03 2023-04-24",
    ),
    ("2022-05-14 2022-05-16 2023-01-30 2023-04-24", "2022-05-16 2023-01-30 2023-04-24"),  # three weeks later is another
    (  # a läsår with the August after it
        "2024-09-10 2024-10-16 2024-11-14 2025-01-21 2025-02-20 2025-03-19 2025-08-26",
        "2024-09-10 2024-10-16 2024-11-14 2025-01-21 2025-02-20 2025-03-19 2025-08-26",
    ),
    ("2024-03-12 2024-06-11 2024-12-10 2025-03-11 2025-06-10 2025-10-14", "2025-03-11 2025-06-10 2025-10-14"),
    ("2023-09-12 2023-11-14 2025-01-21 2025-02-20", "2023-09-12 2023-11-14 2025-01-21 2025-02-20"),
    ("2025-08-26 2025-09-23 2024-02-13 2024-03-12", "2024-02-13 2024-03-12 2025-08-26 2025-09-23"),
    ("2022-08-22 2022-10-03 2022-11-28 2023-01-30", "2022-08-22 2022-10-03 2022-11-28 2023-01-30"),
    ("2022-08-22 2022-10-03 2022-11-28 2023-08-01", "2022-08-22 2022-10-03 2022-11-28"),
    ("2022-09-05", "2022-09-05"),
]

OTHERS = [  # days of a half, those like them in the other
    ("2022-08-24 2022-09-28 2022-12-14 2022-12-21", "2022-02-23 2022-03-30 2022-06-15 2022-06-22"),
    ("2022-01-12 2022-02-02 2022-04-06 2022-06-15", "2022-08-03 2022-10-05 2022-12-14"),
    ("2022-02-02 2022-04-06 2022-06-29", "2022-08-03 2022-10-05"),
    ("2022-09-16 2022-12-30", "2022-03-18"),
]


def days(text: str) -> list[date]:
    return [date.fromisoformat(word) for word in text.split()]


@pytest.mark.parametrize(("text", "years"), FULL_YEARS)
def test_full_years(text: str, years: list[int]) -> None:
    assert full_years(days(text)) == years


@pytest.mark.parametrize(("text", "found"), ROUNDS)
def test_the_last_round(text: str, found: str) -> None:
    assert last_round(days(text)) == days(found)


@pytest.mark.parametrize(("text", "found"), OTHERS)
def test_the_other_half(text: str, found: str) -> None:
    assert is_half(days(text))
    assert other_half(days(text)) == days(found)


def test_the_other_months() -> None:
    assert other_months((1, 2, 6, 7)) == [8, 12]
    assert other_months((8, 12)) == [2, 6]


ALONE = [
    ("2022-06-13 2022-08-22 2022-09-19 2022-10-31 2022-11-28", "2022-06-13"),
    ("2022-01-13 2022-02-22 2022-03-19 2022-04-19 2022-08-28", "2022-08-28"),
    ("2022-01-14 2022-04-22 2022-07-08 2022-10-07", ""),  # quarters
    ("2022-06-13 2022-06-20 2022-08-22 2022-09-19 2022-10-19", ""),
    ("2022-08-22 2022-09-19 2022-10-19 2022-11-28", ""),
]


@pytest.mark.parametrize(("text", "found"), ALONE)
def test_a_meeting_alone_in_its_half(text: str, found: str) -> None:
    assert alone(days(text)) == days(found)


def test_what_shows_the_other_half() -> None:
    assert not is_half(days("2022-07-01 2022-08-01"))
    assert is_half(days("2022-03-01 2023-03-01"))
    assert not shows_other(days("2022-09-16 2022-09-23 2022-10-07"))
    assert shows_other(days("2022-09-16 2022-10-07 2022-11-07"))
    assert not shows_other([])
