"""Everything a user reads exists in Swedish and in English."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from calendar_tool import locale
from calendar_tool.locale import update


def test_the_catalogue_has_every_text_of_the_code_and_no_other() -> None:
    assert update.PO.read_bytes() == update.po_text(update.updated()), "run make messages"


def test_the_compiled_catalogue_is_that_of_the_po_file() -> None:
    assert update.MO.read_bytes() == update.mo_bytes(update.PO.read_bytes()), "run make messages"


def test_every_text_is_translated_with_the_same_fields() -> None:
    for message in read_po(BytesIO(update.PO.read_bytes())):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = update.strings(message)
        assert all(strings), message.id
        asked, given = ({f for text in texts for f in re.findall(r"\{(\w+)", text)} for texts in (ids, strings))
        assert asked - {"number_type"} == given, message.id


LANGUAGES = [
    ({}, "sv"),
    ({"LANG": "C"}, "sv"),
    ({"LANG": "C.UTF-8"}, "sv"),
    ({"LANG": "sv_SE.UTF-8"}, "sv"),
    ({"LANG": "sv"}, "sv"),
    ({"LANG": "en_US.UTF-8"}, "en"),
    ({"LANG": "de_DE@euro"}, "en"),
    ({"LANG": "en_US.UTF-8", "LC_ALL": "sv_SE"}, "sv"),
    ({"LANG": "sv_SE.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
]


@pytest.mark.parametrize(("environ", "expected"), LANGUAGES)
def test_the_locale_decides_the_language(environ: dict[str, str], expected: str) -> None:
    assert locale.from_environment(environ) == expected


def test_a_language_holds_inside_its_block_only() -> None:
    assert locale._("holiday") == "helgdag"
    with locale.use("en"):
        assert locale._("holiday") == "holiday"
        assert locale.ngettext("{n} meeting", "{n} meetings", 2) == "{n} meetings"
    assert locale.ngettext("{n} meeting", "{n} meetings", 1) == "{n} möte"
