"""What holds where the user is: the places whose school breaks matter, the employer, days of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from calendar_tool.days.breaks import Break
    from calendar_tool.days.employers import Employer
    from calendar_tool.days.events import Event

LOCAL_FILE = "days.toml"
"""Its name in a data folder."""


class Local(NamedTuple):
    """`places` are the kommuner whose school breaks matter; without them every break that is known does.

    `breaks` and `events` are the user's own. An own break takes the place of ours of the same place, name and year;
    with `places` it counts if its place is one of them.
    """

    places: tuple[str, ...] = ()
    employer: Employer | None = None
    breaks: tuple[Break, ...] = ()
    events: tuple[Event, ...] = ()


NOWHERE = Local()


def load_local(path: Path) -> Local:
    """What a days.toml says; NOWHERE if there is no such file.

    InputError with file and line of every mistake: unknown keys, employers and holidays, dates the wrong way round,
    a break of a place that is not among `places`.
    """
    if not path.exists():
        return NOWHERE
    from calendar_tool.days.local_file import read_local  # only those who have the file pay for its reader

    return read_local(path)
