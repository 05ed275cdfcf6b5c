"""The settings of the feeds (feeds.toml)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from calendar_tool.problem import InputError
from calendar_tool.publishing.settings import Cancelled, FeedSettings, load_settings, new_settings


def test_new_settings_are_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    assert load_settings(path) is None
    path.write_text(new_settings("example.org"), "utf-8")
    assert load_settings(path) == FeedSettings("example.org")


def test_the_domain_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text('uid_domain = "example.org"', "utf-8")
    assert load_settings(path) == FeedSettings("example.org")


def test_every_setting_is_read(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        'uid_domain = "example.org"\nlanguage = "en"\nname = "All"\ncancelled = "plain"\nbusy = false\n',
        "utf-8",
    )
    assert load_settings(path) == FeedSettings("example.org", "en", "All", Cancelled.PLAIN, busy=False)


def test_shipped_settings() -> None:
    settings = load_settings(Path(__file__).parents[1] / "data" / "feeds.toml")
    assert settings == FeedSettings("vvg-sro.calendar-tool", "sv", "Vårdsamverkan Västra Götaland")


WRONG = [
    ("", 1, "missing-key"),
    ('uid_domain = "a b"', 1, "wrong-value"),
    ('uid_domain = "me@example.org"', 1, "wrong-value"),
    ('uid_domain = "b"\nlanguage = "fi"', 2, "wrong-value"),
    (f'uid_domain = "b"\nname = "{"x" * 256}"', 2, "wrong-value"),
    ('uid_domain = "b"\n\ncancelled = "gone"', 3, "wrong-value"),
    ('uid_domain = "b"\nbusy = "yes"', 2, "wrong-value"),
    ('uid_domain = "b"\nbuzy = true', 2, "unknown-key"),
    ('uid_domain = "b"\n[[feed]]\nname = "x"', 2, "unknown-key"),
]


@pytest.mark.parametrize(("text", "line", "code"), WRONG)
def test_mistakes_in_settings_have_file_and_line(tmp_path: Path, text: str, line: int, code: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        load_settings(path)
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert (problem.place.file, problem.place.line, problem.code) == (str(path), line, code)


@pytest.mark.parametrize("domain", ["", "a b", "me@example.org", 'x"y'])
def test_a_domain_that_cannot_end_a_uid_is_refused(domain: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(domain)}$"):
        new_settings(domain)
