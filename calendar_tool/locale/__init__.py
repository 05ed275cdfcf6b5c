"""The language that texts for people are made in: Swedish or English.

The texts in the code are English; `sv/LC_MESSAGES/calendar_tool.po` translates them. The language is a context
variable, so that two requests or two feeds in one process can each have their own.
"""

from __future__ import annotations

import errno
import gettext
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

LANGUAGES = ("sv", "en")
DOMAIN = "calendar_tool"
DIRECTORY = Path(__file__).parent

_language: ContextVar[str] = ContextVar("language", default="sv")


def language() -> str:
    """The language in use: "sv" or "en"."""
    return _language.get()


@contextmanager
def use(lang: str) -> Iterator[None]:
    """Makes texts in `lang` inside the block."""
    token = _language.set(lang)
    try:
        yield
    finally:
        _language.reset(token)


def from_environment(environ: Mapping[str, str]) -> str:
    """The language that the POSIX locale variables ask for.

    A machine without a locale (C, POSIX or none) is given Swedish, the language of the users; any other
    language than Swedish gets English.
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(variable, "")
        if value:
            name = value.split(".")[0].split("@")[0]
            return "sv" if name in ("C", "POSIX") or name.lower().startswith("sv") else "en"
    return "sv"


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, DIRECTORY, [lang], fallback=True)


def _(text: str) -> str:
    """The text in the language in use."""
    return _catalogue(_language.get()).gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """The form of the text that goes with the number `n`."""
    return _catalogue(_language.get()).ngettext(one, many, n)


def os_reason(error: OSError) -> str:
    """Why the operating system refused, in the language in use where we have words for it."""
    reasons = {
        errno.EACCES: _("no permission"),
        errno.EPERM: _("no permission"),
        errno.EROFS: _("the file system is read-only"),
        errno.ENOENT: _("there is no such file or folder"),
        errno.ENOTDIR: _("is not a folder"),
        errno.EISDIR: _("is a folder, not a file"),
        errno.EEXIST: _("there is already a file of that name"),
        errno.ELOOP: _("too many symbolic links"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.ENOSPC: _("no space is left on the disk"),
        errno.EDQUOT: _("no space is left on the disk"),
    }
    return reasons.get(error.errno or 0) or error.strerror or str(error)


WEEKDAYS = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

MONTHS = {
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def weekday(number: int) -> str:
    """The name of a weekday, 0 = Monday, in the language in use."""
    return WEEKDAYS[_language.get()][number]


def month_name(number: int) -> str:
    """The name of a month, 1 = January, in the language in use."""
    return MONTHS[_language.get()][number - 1]


def long_date(day: date) -> str:
    """A date as one writes it in a sentence: "Thursday 26 May 2022", "torsdagen den 26 maj 2022"."""
    return f"{short_date(day)} {day.year}"


def short_date(day: date) -> str:
    """The same without its year."""
    name, month = weekday(day.weekday()), month_name(day.month)
    return f"{name}en den {day.day} {month}" if _language.get() == "sv" else f"{name} {day.day} {month}"


def listed(items: Sequence[str], last: str) -> str:
    """The items with commas and, before the last, word given: "a, b and c"."""
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)


def every(n: int) -> str:
    """The number of "every {n} weeks": 21 in English, "21:a" in Swedish."""
    return swedish_ordinal(n) if _language.get() == "sv" else str(n)


def swedish_ordinal(n: int) -> str:
    """A number as an ordinal in digits: "21:a", "4:e"."""
    return f"{n}:{'a' if n % 10 in (1, 2) and n % 100 not in (11, 12) else 'e'}"
