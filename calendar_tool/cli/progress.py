"""How far a long run has come, on a terminal's standard error; elsewhere nothing is shown."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

import click

PATIENCE = 1.0
"""Seconds before anything is shown."""
T = TypeVar("T")


def with_progress(items: Sequence[T]) -> Iterator[T]:
    """The items one by one; a bar is drawn from when they have taken longer than PATIENCE."""
    rest = iter(items)
    begun = time.monotonic()
    for number, item in enumerate(rest):
        if sys.stderr.isatty() and time.monotonic() - begun > PATIENCE:
            with click.progressbar(length=len(items), file=sys.stderr, show_pos=True) as bar:
                bar.update(number)
                yield item
                bar.update(1)
                for later in rest:
                    yield later
                    bar.update(1)
            return
        yield item
