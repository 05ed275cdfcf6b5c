"""The settings of the feeds (feeds.toml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from calendar_tool.locale import LANGUAGES, _
from calendar_tool.toml_file import TomlFile

NAME_LIMIT = 255
"""The most characters that Exchange takes in a calendar's name (MS-OXCICAL, X-WR-CALNAME)."""

_DOMAIN = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")

_NEW = """\
# Inställningar för kalenderflödena (.ics).

# Domänen avslutar varje mötes UID ("vvg-2021-01@{domain}").
# Ändra den aldrig när flödena har publicerats: då blir alla möten nya möten hos dem som prenumererar.
uid_domain = "{domain}"

# Språket i flödena, det som prenumeranterna läser: "sv" eller "en".
language = "sv"

# Namnet på flödet med alla organs möten (all.ics), högst 255 tecken.
# name = "Alla möten"

# Inställda möten ligger kvar med "INSTÄLLT: " före namnet.
# "status" sätter dessutom STATUS:CANCELLED: många kalenderprogram stryker då över mötet; Google döljer det.
# "plain" utelämnar STATUS, så att mötet syns även i Google.
cancelled = "status"

# true: beslutade möten visas som upptagen tid och preliminära som preliminärt upptagen.
# false: alla möten visas som ledig tid (ett öppet flöde för allmänheten).
busy = true
"""


class Cancelled(StrEnum):
    """How a cancelled meeting is published, beside the prefix: with STATUS:CANCELLED, or without STATUS."""

    STATUS = "status"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """What the owner has decided of the feeds.

    `uid_domain` ends every UID. `language` is the one the subscribers read. `name` is the calendar name of
    the feed of all bodies; None gives a general one in the feed's language. `busy` False shows all meetings
    as free.
    """

    uid_domain: str
    language: str = "sv"
    name: str | None = None
    cancelled: Cancelled = Cancelled.STATUS
    busy: bool = True


def new_settings(domain: str) -> str:
    """The text of a new feeds.toml, with comments; ValueError if `domain` cannot end a UID."""
    if not _DOMAIN.fullmatch(domain):
        raise ValueError(domain)
    return _NEW.format(domain=domain)


def load_settings(path: Path) -> FeedSettings | None:
    """Reads feeds.toml; None if there is no such file, as nobody has decided `uid_domain` yet.

    InputError with the line of every mistake.
    """
    if not path.exists():
        return None
    file = TomlFile.read(path)
    file.only()
    top = file.top()
    domain = top.text("uid_domain", required=True) or ""
    if domain and not _DOMAIN.fullmatch(domain):
        top.wrong("uid_domain", _("“{key}” must be a domain like example.org").format(key="uid_domain"))
    language = top.text("language") or LANGUAGES[0]
    if language not in LANGUAGES:
        allowed = ", ".join(LANGUAGES)
        top.wrong("language", _("“{key}” must be one of: {allowed}").format(key="language", allowed=allowed))
    name = top.text("name")
    if name is not None and len(name) > NAME_LIMIT:
        top.wrong("name", _("“{key}” may have at most {most} characters").format(key="name", most=NAME_LIMIT))
    cancelled = top.choice("cancelled", Cancelled) or Cancelled.STATUS
    busy = top.boolean("busy", default=True)
    top.done()
    file.finish()
    return FeedSettings(domain, language, name, cancelled, busy)
