"""Body (organ): who meets. schema.org Organization."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

SLUG_LIMIT = 60
"""The most characters of a slug, so that no file name grows too long for a file system (255 bytes)."""

EVERYBODY = "*"
"""In `shares_members_with` of somebody else's body: it is respected by all bodies."""

_PORTS = {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
_RESERVED = {"all", "con", "prn", "aux", "nul", *_PORTS}  # the feed of all bodies; Windows has the others
_NAMED = r"(?P<full>.+?)\s*\((?P<short>[^()]{2,20})\)"


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """The name reduced to what tells two bodies apart: letters and digits, lower case."""
    return re.sub(r"[\W_]+", "", name.casefold())


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """The name as a part of a file name, a meeting id or a feed's address: a-z, 0-9 and single hyphens.

    Not longer than SLUG_LIMIT, and none of the names that are reserved ("all", "con").
    """
    ascii_name = name.casefold().translate(str.maketrans("åäöéüøæ", "aaoeuoa"))
    short = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:SLUG_LIMIT].rstrip("-") or "body"
    return f"{short}-body" if short in _RESERVED else short


@dataclass(frozen=True)
class Body:
    """A body under the short name that schedules use ("VVG"), with its other names.

    `slug` is given once and kept: it is part of file names, meeting ids and feed addresses, which must outlive a
    change of name. `shares_members_with` names bodies that cannot meet at the same time because people sit in both.
    `calendar` is the .ics file or the address that the body's busy times come from: such a body is somebody else's. It
    is respected, by all bodies if it shares members with EVERYBODY, but neither planned nor published.
    """

    name: str
    slug: str = ""
    full_name: str | None = None
    aliases: tuple[str, ...] = ()
    shares_members_with: tuple[str, ...] = ()
    calendar: str | None = None

    def __post_init__(self) -> None:
        if not self.slug:
            object.__setattr__(self, "slug", slug(self.name))

    @property
    def title(self) -> str:
        """The full name with the short one after it, as documents have it; the short one if that is all."""
        return f"{self.full_name} ({self.name})" if self.full_name else self.name

    @property
    def is_other(self) -> bool:
        """Whether it is somebody else's body, known by its calendar."""
        return self.calendar is not None

    def names(self) -> tuple[str, ...]:
        """Every name the body is known by, the short one first."""
        return (self.name, *([self.full_name] if self.full_name else []), *self.aliases)

    @staticmethod
    def from_text(text: str) -> Body:
        """The body that a document names, "Vårdsamverkan Västra Götaland (VVG)" being VVG with its full name."""
        text = " ".join(text.split())
        if match := re.fullmatch(_NAMED, text):
            return Body(match["short"], full_name=match["full"])
        return Body(text)


class Bodies:
    """The bodies that are known, looked up by any of their names; order is kept."""

    def __init__(self, bodies: Iterable[Body] = ()) -> None:
        self._bodies = tuple(bodies)
        self._by_name = {plain(name): body for body in reversed(self._bodies) for name in body.names()}

    def __iter__(self) -> Iterator[Body]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)

    def find(self, text: str) -> Body | None:
        """The body called `text`, whole or as "full name (short name)"; None if there is none."""
        if body := self._by_name.get(plain(text)):
            return body
        found = (self._by_name.get(plain(name)) for name in Body.from_text(text).names())
        return next(filter(None, found), None)
