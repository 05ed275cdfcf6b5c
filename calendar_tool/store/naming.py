"""Names and ids for what documents bring: the bodies they name, and ids for life."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from calendar_tool.model.body import Bodies, Body, plain


class Names:
    """The known bodies, learning new ones and new names of old ones as documents are read."""

    def __init__(self, bodies: Bodies, texts: Iterable[str]) -> None:
        """`texts` are all names that the documents use: "full name (short)" in one of them joins the two."""
        self._bodies = list(bodies)
        self._whole: dict[str, str] = {}
        for text in sorted(set(texts)):
            named = Body.from_text(text)
            if named.full_name:
                for name in named.names():
                    self._whole.setdefault(plain(name), text)

    def bodies(self) -> Bodies:
        """The bodies as they are known now."""
        return Bodies(self._bodies)

    def resolve(self, text: str) -> str:
        """The short name of the body that a document calls `text`; an unknown body becomes known."""
        named = Body.from_text(self._whole.get(plain(text), text))
        bodies = self.bodies()
        body = bodies.find(text) or bodies.find(named.name) or bodies.find(named.full_name or named.name)
        if body is None:
            body = replace(named, slug=self._free_slug(named.slug))
            self._bodies.append(body)
            return body.name
        learned = body
        if named.full_name and bodies.find(named.full_name) is None and body.full_name is None:
            learned = replace(learned, full_name=named.full_name)
        if named.name.isupper() and bodies.find(named.name) is None:
            learned = replace(learned, aliases=(*learned.aliases, named.name))
        self._bodies[self._bodies.index(body)] = learned
        return body.name

    def _free_slug(self, slug: str) -> str:
        taken = {body.slug for body in self._bodies}
        number, free = 2, slug
        while free in taken:
            number, free = number + 1, f"{slug}-{number}"
        return free


class Ids:
    """Meeting ids, "<slug>-<year>-<number>", each given once."""

    def __init__(self, taken: Collection[str]) -> None:
        """`taken` are all ids that ever were given."""
        self._last: dict[str, int] = {}
        for id in taken:
            head, _dash, number = id.rpartition("-")
            if number.isascii() and number.isdigit():
                self._last[head] = max(self._last.get(head, 0), int(number))

    def next(self, slug: str, year: int) -> str:
        """The next id of a body's year."""
        head = f"{slug}-{year}"
        self._last[head] = self._last.get(head, 0) + 1
        return f"{head}-{self._last[head]:02d}"
