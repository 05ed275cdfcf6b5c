"""Which bodies' dates follow from another's: the days between two bodies that prepare for each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from calendar_tool.checking.clashes import part_of
from calendar_tool.model.body import plain

LONGEST = 35  # days between two bodies that prepare for each other
FEWEST = 4
SHARE = 0.6  # of the later body's meetings that lie as usual after the earlier's,
SURE = 0.8  # the same where the names tell less surely that one prepares for the other

_PREPARING = ("arbetsutskott", "presidi", "beredning")
_BOARDS = ("kommunstyrelsen", "kommunstyrelse", "ks", "regionstyrelsen", "regionstyrelse", "rs", "styrelsen")
_BOARD, _ASSEMBLY = "styrelsen", "fullmäktige"
_ASSEMBLIES = ("kommunfullmäktige", "kf", "regionfullmäktige", "rf", "fullmäktige")


class Link(NamedTuple):
    """`then` meets `days` days after `first`, mostly; `lags` are the days for each meeting of `then` that has one."""

    first: str
    then: str
    days: int
    lags: tuple[tuple[date, int], ...]
    of: int

    @property
    def kept(self) -> int:
        """How many meetings of `then` lie just so many days after one of `first`."""
        return sum(lag == self.days for _day, lag in self.lags)


def links(dates: Mapping[str, Sequence[date]]) -> list[Link]:
    """The chains that the dates show, by the bodies' names: at most one to each body."""
    found = [link for first in dates for then in dates if first != then and (link := _link(first, then, dates))]
    found.sort(key=lambda k: (-_related(k.first, k.then), -k.kept / k.of, -k.kept, k.days, k.first, k.then))
    taken: dict[str, Link] = {}
    for link in found:
        taken.setdefault(link.then, link)
    return [taken[name] for name in dates if name in taken]


def _link(first: str, then: str, dates: Mapping[str, Sequence[date]]) -> Link | None:
    related = _related(first, then)
    if not related:
        return None
    earlier, later = sorted(dates[first]), sorted(dates[then])
    gaps = Counter((t - f).days for t in later for f in earlier if 0 < (t - f).days <= LONGEST)
    if not gaps:
        return None
    days, count = max(gaps.items(), key=lambda item: (item[1], -item[0]))
    share = SHARE if related > 1 else SURE
    prepared = sum(earlier[0] <= t - timedelta(days) <= earlier[-1] for t in later)  # where both are known
    if count < FEWEST or count < share * prepared:
        return None
    lags = []
    known = {f.year for f in earlier}
    for t in (t for t in later if t.year in known):
        near = [(t - f).days for f in earlier if 0 < (t - f).days <= LONGEST + 7]
        if near:
            lags.append((t, min(near, key=lambda n: (abs(n - days), n))))
    return Link(first, then, days, tuple(lags), len(later))


def _related(first: str, then: str) -> int:
    """How surely one body prepares for the other, by their names: 0 if nothing tells so."""
    stem = part_of(first)
    if stem:
        return 2 * (plain(stem) in (plain(then), plain(then).removesuffix("n"), plain(then) + "s"))
    if plain(first) in _BOARDS and is_assembly(then):
        return 2
    if plain(first).endswith(_BOARD) and plain(first).removesuffix(_BOARD) + _ASSEMBLY == plain(then):
        return 2
    return int(_prepares(first) and not part_of(then) and not _prepares(then))


def _prepares(name: str) -> bool:
    """Whether a body prepares for another, by its name: a committee, a presidium, a beredning."""
    return plain(name) in ("au", "bu") or any(part in plain(name) for part in _PREPARING)


def is_assembly(name: str) -> bool:
    """Whether a body is the council (fullmäktige) of a kommun or region, by its name."""
    return any(plain(part) in _ASSEMBLIES for part in (name, *name.split()))
