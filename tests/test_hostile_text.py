"""Text that is no document: read in bounded time, whatever it repeats. A quadratic step would take minutes here."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from calendar_tool.reading.reader import read
from calendar_tool.reading.source import Document

SECONDS = 60  # each takes a second or so; the limit only tells linear from quadratic
PIECES = [
    "a", "1", "1 ", "1/", " ", "(", "-", "12-", "12.30-", "\n", "\t \n", "x\n", "kl. ", "den ", "tis ", "3 mars ",
    "mellan 1 ", "möten ", "kommer ", "samma dag som A ", "Nästa möte ", "Datum: ", "Protokoll\n", "1 gång/vecka ",
    "3 mars 2021 möte\n", "i mars möte\n", "KS KF BN\n3/2 4/2 5/2\n", "4/2 kl. 9-12\n",
]  # fmt: skip


@pytest.fixture
def limit() -> Iterator[None]:
    def stop(*_args: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.usefixtures("limit")
def test_repeated(piece: str) -> None:
    read(Document.from_text(piece * (100_000 // len(piece)), "x.txt"))


@pytest.mark.usefixtures("limit")
def test_a_long_table_over_two_years() -> None:
    rows = "\n".join(f"{i % 28 + 1}/{i % 12 + 1} kl. 9-12 {i % 27 + 1}/{i % 12 + 1} kl. 13-15" for i in range(5000))
    reading = read(Document.from_text(f"Mötestider 2021/2022\n\nKS KF\n{rows}", "x.txt"))
    assert len(reading.unresolved) == 10_000
