"""Body (organ): who meets. schema.org Organization."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_NAMED = re.compile(r"^(?P<full>.+?)\s*\((?P<short>[^()]{2,20})\)$")


def plain(name: str) -> str:
    """The name reduced to what tells two bodies apart: letters and digits, lower case."""
    return re.sub(r"[\W_]+", "", name.casefold())


def slug(name: str) -> str:
    """The name as a part of a file name, a meeting id or a feed's address: a-z, 0-9 and single hyphens."""
    ascii_name = name.casefold().translate(str.maketrans("åäöéüøæ", "aaoeuoa"))
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-") or "body"


@dataclass(frozen=True, slots=True)
class Body:
    """A body under the short name that schedules use ("VVG"), with its other names.

    `slug` is given once and kept: it is part of file names, meeting ids and feed addresses, which must outlive a
    change of name. `shares_members_with` names bodies that cannot meet at the same time because people sit in both.
    """

    name: str
    slug: str = ""
    full_name: str | None = None
    aliases: tuple[str, ...] = ()
    shares_members_with: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.slug:
            object.__setattr__(self, "slug", slug(self.name))

    def names(self) -> tuple[str, ...]:
        """Every name the body is known by, the short one first."""
        return (self.name, *([self.full_name] if self.full_name else []), *self.aliases)

    @staticmethod
    def from_text(text: str) -> Body:
        """The body that a document names, "Vårdsamverkan Västra Götaland (VVG)" being VVG with its full name."""
        text = " ".join(text.split())
        if match := _NAMED.match(text):
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
        named = Body.from_text(text)
        for name in (text, *named.names()):
            if body := self._by_name.get(plain(name)):
                return body
        return None

    def share_members(self, one: str, other: str) -> bool:
        """Whether people sit in both bodies; symmetric however it was written down."""
        a, b = self.find(one), self.find(other)
        if a is None or b is None or a == b:
            return False
        return any(self.find(n) == b for n in a.shares_members_with) or any(
            self.find(n) == a for n in b.shares_members_with
        )
