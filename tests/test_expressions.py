"""The grammar as a table: a text, and what is in it. Each silent error of well-known libraries has a row."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_tool.model.meeting import Form
from calendar_tool.reading.expressions import (
    DateToken,
    Impossible,
    MonthToken,
    TimeToken,
    Token,
    clock_times,
    form_in,
    scan,
    years_in,
)


def said(token: Token) -> str:
    """A token in the notation of the tables below."""
    if isinstance(token, DateToken):
        day = f"{token.day}-{token.last_day}" if token.last_day else f"{token.day}"
        weekday = "" if token.weekday is None else f" wd{token.weekday}"
        return f"{token.year or '?'}-{token.month}-{day}{weekday}"
    if isinstance(token, MonthToken):
        return f"{token.year or '?'}-{token.month}"
    if isinstance(token, TimeToken):
        return f"{token.start:%H:%M}" + (f"-{token.stop:%H:%M}" if token.stop else "")
    assert isinstance(token, Impossible)
    return f"impossible {token.text}"


CASES = [
    ("25 januari", "?-1-25"),
    ("den 5 mars", "?-3-5"),
    ("16:e april 2021", "2021-4-16"),
    ("1:a maj", "?-5-1"),
    ("15 febr kl. 9-12", "?-2-15, 09:00-12:00"),
    ("18 jan. kl. 9-12", "?-1-18, 09:00-12:00"),
    ("3/2 kl 8-8.30", "?-2-3, 08:00-08:30"),
    ("15/2 kl 8 – 8.30", "?-2-15, 08:00-08:30"),
    ("26 februari kl. 13-15", "?-2-26, 13:00-15:00"),
    ("16 september kl:14:00 – 15:30", "?-9-16, 14:00-15:30"),
    ("10/1 kl. 12:30-15:00", "?-1-10, 12:30-15:00"),
    ("klockan 13.00-15.00", "13:00-15:00"),
    ("1 mars ..... 13.00 till 16.30", "?-3-1, 13:00-16:30"),
    ("30/1 8.30-12 31/1 14-16", "?-1-30, 08:30-12:00, ?-1-31, 14:00-16:00"),
    ("tis 6/2", "?-2-6 wd1"),
    ("torsdagen den 3 mars", "?-3-3 wd3"),
    ("2023-08-29", "2023-8-29"),
    ("23/5-2023 kl 17:15", "2023-5-23, 17:15"),
    ("10-11/3", "?-3-10-11"),
    ("19-20 mars", "?-3-19-20"),
    ("mellan den 1 oktober och 31  \ndecember 2021", "?-10-1, 2021-12-31"),
    ("(SRO 191101)", "2019-11-1"),
    ("maj 2023", "2023-5"),
    ("- sept kl 14:00-15:30", "?-9, 14:00-15:30"),
    # what others read wrong in silence
    ("26 augusti", "?-8-26"),
    ("3/2", "?-2-3"),
    ("den 31 november", "impossible den 31 november"),
    ("kl. 9-12", "09:00-12:00"),
    ("10 maj kl. 9-12", "?-5-10, 09:00-12:00"),
    ("13-15", ""),
    ("tisdag 24 september 2021", "impossible tisdag 24 september 2021"),
    ("1 10/2 kl. 10-12", "?-2-10, 10:00-12:00"),
    ("kl 8-8.30 26 februari", "08:00-08:30, ?-2-26"),
    ("30 februari", "impossible 30 februari"),
    ("29 februari 2021", "impossible 29 februari 2021"),
    ("29 februari", "?-2-29"),
    ("32 mars", "impossible 32 mars"),
    # what is no date
    ("2018–2020", ""),
    ("Mötestider 2020 /2021", ""),
    ("1 gång /vecka", ""),
    ("50/50", ""),
    ("Ring 0500-12 34 56", ""),
    ("Jan och Maj-Britt", ""),
    ("4,5 år", ""),
    ("kl. xx.xx", ""),
    ("kl 25", ""),
    ("kl. 15-13", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_scan(text: str, expected: str) -> None:
    assert ", ".join(said(t) for t in scan(text)) == expected


@given(st.text(alphabet="0123456789/.-–: \nkldenmarsjuiobtfvpå", max_size=60))
def test_tokens_are_in_order_within_the_text_and_never_overlap(text: str) -> None:
    tokens = scan(text)
    assert all(0 <= t.begin < t.end <= len(text) for t in tokens)
    assert all(a.end <= b.begin for a, b in pairwise(tokens))


FIELDS = [
    ("13:00-14.40", "13:00-14:40"),
    ("10.00-11.50", "10:00-11:50"),
    ("13-15", "13:00-15:00"),
    ("klockan 13.00-15.00 (så länge mötet hålls digitalt)", "13:00-15:00"),
    ("18.30", "18:30"),
    ("enligt kallelse", None),
]


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_clock_times(text: str, expected: str | None) -> None:
    found = clock_times(text)
    assert (said(found) if found else None) == expected


YEARS = [
    ("Mötestider 2020 /2021", [2020, 2021]),
    ("Möten 2020/2021", [2020, 2021]),
    ("HT2021-VT2022", [2021, 2022]),
    ("12021", []),
]


@pytest.mark.parametrize(("text", "expected"), YEARS)
def test_years_in(text: str, expected: list[int]) -> None:
    assert years_in(text) == expected


FORMS = [
    ("Teamsmöte", Form.TEAMS),
    ("Teams (tills vidare)", Form.TEAMS),
    ("digitalt via Zoom", Form.DIGITAL),
    ("fysiskt möte", Form.PHYSICAL),
    ("hybridmöte, Teams och sal 3", Form.HYBRID),
    ("Teams och på plats", Form.HYBRID),
    ("Stadshuset", None),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_form_in(text: str, expected: Form | None) -> None:
    assert form_in(text) == expected


def test_letters_that_a_pattern_without_case_takes_for_others() -> None:
    found = [(t.day, t.month) for t in scan("5 januarİ, 3 auguſti, ſön 8 mars") if isinstance(t, DateToken)]
    assert found == [(5, 1), (3, 8), (8, 3)]
