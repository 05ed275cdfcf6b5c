"""The ledger: stamps never go down, stand still while nothing changes, and go on after a removal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from calendar_tool import locale
from calendar_tool.problem import InputError
from calendar_tool.store.ledger import Ledger, Stamp

NOW = datetime(2021, 1, 18, 9, 0, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)

TEXT = """\
# Det som har publicerats i kalenderflödena. Filen skrivs av calendar-tool: ändra den inte för hand, men spara
# den med övriga data. Utan den kan kalenderprogram missa ändringar. "removed": mötet finns inte längre.

[[event]]
uid = "sro-2021-1@example.org"
sequence = 1
last_modified = "2021-01-19T09:00:00Z"
fingerprint = "f2"

[[event]]
uid = "vvg-2021-1@example.org"
sequence = 0
last_modified = "2021-01-18T09:00:00Z"
fingerprint = "f1"
removed = "2021-01-19T09:00:00Z"
"""

ENTRY = """\
[[event]]
uid = "a@b"
sequence = 0
last_modified = "2021-01-18T09:00:00Z"
fingerprint = "f"
"""

BROKEN = [
    ("[[event]]\nuid = ", 2, "toml"),
    (ENTRY + "sequense = 1\n", 6, "unknown-key"),
    (ENTRY + ENTRY, 7, "duplicate-uid"),
    (ENTRY.replace("sequence = 0", "sequence = -1"), 3, "wrong-value"),
    (ENTRY.replace("sequence = 0\n", ""), 1, "missing-key"),
    (ENTRY.replace("2021-01-18T09:00:00Z", "2021-01-18T09:00:00"), 4, "wrong-value"),
    (ENTRY.replace("2021-01-18T09:00:00Z", "yesterday"), 4, "wrong-value"),
    (ENTRY + 'removed = "soon"\n', 6, "wrong-value"),
    ("[[meeting]]\nuid = 1\n", 1, "unknown-key"),
    ("version = 1\n", 1, "unknown-key"),
]


def reload(ledger: Ledger, folder: Path) -> Ledger:
    path = folder / "published.toml"
    path.write_text(ledger.text(), "utf-8")
    return Ledger.load(path)


def test_new_event_starts_at_zero() -> None:
    assert Ledger().stamp("a@b", "f", NOW) == Stamp(0, NOW)


def test_must_16_unchanged_event_keeps_its_stamp() -> None:
    ledger = Ledger()
    first = ledger.stamp("a@b", "f", NOW)
    text = ledger.text()
    assert ledger.stamp("a@b", "f", NOW + DAY) == first
    assert ledger.text() == text


def test_must_13_changed_event_gets_both_raised() -> None:
    ledger = Ledger()
    ledger.stamp("a@b", "f", NOW)
    assert ledger.stamp("a@b", "g", NOW + DAY) == Stamp(1, NOW + DAY)
    assert ledger.stamp("a@b", "f", NOW + 2 * DAY) == Stamp(2, NOW + 2 * DAY)


@pytest.mark.parametrize("later", [-DAY, timedelta(0), timedelta(milliseconds=999)])
def test_must_13_last_modified_rises_even_if_the_clock_does_not(later: timedelta) -> None:
    ledger = Ledger()
    ledger.stamp("a@b", "f", NOW)
    assert ledger.stamp("a@b", "g", NOW + later) == Stamp(1, NOW + SECOND)


def test_times_are_whole_seconds_in_utc() -> None:
    local = datetime(2021, 7, 1, 9, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=2)))
    stamp = Ledger().stamp("a@b", "f", local)
    assert stamp.last_modified.isoformat() == "2021-07-01T07:00:00+00:00"


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Ledger().stamp("a@b", "f", NOW.replace(tzinfo=None))


def test_must_11_removed_event_keeps_its_id_and_goes_on_when_it_returns() -> None:
    ledger = Ledger()
    ledger.stamp("a@b", "f", NOW)
    ledger.retire([], NOW + DAY)
    assert ledger.ids() == {"a"}
    assert ledger.stamp("a@b", "f", NOW + 2 * DAY) == Stamp(1, NOW + 2 * DAY)
    assert ledger.stamp("a@b", "f", NOW + 3 * DAY) == Stamp(1, NOW + 2 * DAY)


def test_a_tombstone_keeps_its_date() -> None:
    ledger = Ledger()
    ledger.stamp("a@b", "f", NOW)
    ledger.retire([], NOW + DAY)
    text = ledger.text()
    ledger.retire([], NOW + 2 * DAY)
    assert ledger.text() == text


def test_text_is_sorted_and_reads_back(tmp_path: Path) -> None:
    ledger = Ledger()
    ledger.stamp("vvg-2021-1@example.org", "f1", NOW)
    ledger.stamp("sro-2021-1@example.org", "f1", NOW)
    ledger.retire(["sro-2021-1@example.org"], NOW + DAY)
    ledger.stamp("sro-2021-1@example.org", "f2", NOW + DAY)
    assert ledger.text() == TEXT
    assert reload(ledger, tmp_path).text() == TEXT


def test_no_file_is_an_empty_ledger(tmp_path: Path) -> None:
    ledger = Ledger.load(tmp_path / "published.toml")
    assert ledger.ids() == frozenset()
    assert reload(ledger, tmp_path).text() == ledger.text()


@pytest.mark.parametrize(("text", "line", "code"), BROKEN)
def test_mistakes_have_file_and_line(tmp_path: Path, text: str, line: int, code: str) -> None:
    path = tmp_path / "published.toml"
    path.write_text(text, "utf-8")
    with locale.use("en"), pytest.raises(InputError) as caught:
        Ledger.load(path)
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert (problem.place.file, problem.place.line, problem.code) == (str(path), line, code)


# one publication: hours since NOW (the clock may go back), and the fingerprint of every event that is there
PUBLICATIONS = st.lists(
    st.tuples(
        st.integers(-48, 48),
        st.dictionaries(st.sampled_from(["a@x", "b@x", "c@x"]), st.sampled_from(["f", "g", "h"])),
    ),
    max_size=8,
)


@given(PUBLICATIONS)
def test_stamps_over_any_history(
    tmp_path_factory: pytest.TempPathFactory, publications: list[tuple[int, dict[str, str]]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    ledger = Ledger()
    known: dict[str, Stamp] = {}
    before: dict[str, str] = {}
    for hours, events in publications:
        now = NOW + timedelta(hours=hours)
        for uid, fingerprint in events.items():
            stamp, old = ledger.stamp(uid, fingerprint, now), known.get(uid)
            if old is None:
                assert stamp == Stamp(0, now)
            elif before.get(uid) == fingerprint:
                assert stamp == old
            else:
                assert stamp.sequence == old.sequence + 1
                assert stamp.last_modified == max(now, old.last_modified + SECOND)
            known[uid] = stamp
        ledger.retire(events.keys(), now)
        before = events
        assert ledger.ids() == {uid.removesuffix("@x") for uid in known}
        again = reload(ledger, folder)
        assert again.text() == ledger.text()
        ledger = again


@given(st.text(min_size=1).filter(str.strip))
@example('\x7f\x00"\\\r\n@😀')
def test_any_uid_reads_back(tmp_path_factory: pytest.TempPathFactory, uid: str) -> None:
    ledger = Ledger()
    ledger.stamp(uid, "f", NOW)
    assert reload(ledger, tmp_path_factory.getbasetemp()).text() == ledger.text()
