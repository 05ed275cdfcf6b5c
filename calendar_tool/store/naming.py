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
        self._at = {plain(n): at for at in reversed(range(len(self._bodies))) for n in self._bodies[at].names()}
        self._slugs = {body.slug for body in self._bodies}
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
        at = self._find(text, *Body.from_text(text).names(), *named.names())
        if at is None:
            return self._keep(len(self._bodies), replace(named, slug=self._free_slug(named.slug)))
        body = self._bodies[at]
        if named.full_name and self._find(named.full_name) is None and body.full_name is None:
            body = replace(body, full_name=named.full_name)
        if named.name.isupper() and self._find(named.name) is None:
            body = replace(body, aliases=(*body.aliases, named.name))
        return self._keep(at, body)

    def _find(self, *names: str) -> int | None:
        return next((at for name in names if (at := self._at.get(plain(name))) is not None), None)

    def _keep(self, at: int, body: Body) -> str:
        self._bodies[at : at + 1] = [body]
        self._slugs.add(body.slug)
        for name in body.names():
            self._at.setdefault(plain(name), at)
        return body.name

    def _free_slug(self, slug: str) -> str:
        number, free = 2, slug
        while free in self._slugs:
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
