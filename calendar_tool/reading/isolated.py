"""Reads what others' parsers read in a process of its own, whose time and memory have limits.

A PDF of a few hundred bytes can ask for days and for all memory there is. The limit on memory holds where POSIX does;
that on time holds everywhere. A parser that crashes takes no one along.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from calendar_tool import locale
from calendar_tool.locale import _
from calendar_tool.reading.kinds import Kind
from calendar_tool.reading.lines import Lines, Origin, RefusedError

SECONDS = 60
MEGABYTES = 1024
DEEPEST = 10_000  # calls in calls: elements in elements, a few calls each


def read_isolated(kind: Kind, raw: bytes) -> tuple[tuple[str, ...], tuple[Origin | None, ...]]:
    """The lines of a file of that kind, and their origins. RefusedError if it cannot be read within the limits."""
    package = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-P", "-m", __name__, kind, locale.language()]
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    try:
        child = subprocess.run(command, input=raw, capture_output=True, timeout=SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired:
        text = _("takes more than {n} seconds to read, which no schedule does").format(n=SECONDS)
        raise RefusedError("too-slow", text) from None
    if child.returncode != 0:
        text = _("cannot be read: it is broken, or takes more than {n} MB of memory").format(n=MEGABYTES)
        raise RefusedError("unreadable", text)
    said = json.loads(child.stdout)
    if "code" in said:
        raise RefusedError(said["code"], said["text"])
    return tuple(said["lines"]), tuple(Origin(*origin) if origin else None for origin in said["origins"])


def read_here(kind: Kind, raw: bytes) -> Lines:
    """The lines of a file of that kind, read in this process."""
    if kind is Kind.HTML:
        from calendar_tool.reading.html import read
    elif kind is Kind.PDF:
        from calendar_tool.reading.pdf import read
    elif kind is Kind.WORD:
        from calendar_tool.reading.word import read
    else:
        from calendar_tool.reading.sheets import read
    try:
        return read(raw)
    except RecursionError:
        raise RefusedError("too-deep", _("is nested deeper than documents are")) from None


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not POSIX
        return
    for limit, most in ((resource.RLIMIT_AS, MEGABYTES * 1_000_000), (resource.RLIMIT_CPU, SECONDS)):
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _main() -> None:
    kind, language = sys.argv[1:]
    _limit()
    sys.setrecursionlimit(DEEPEST)
    with locale.use(language):
        try:
            lines = read_here(Kind(kind), sys.stdin.buffer.read())
            origins = [(o.page, o.sheet, o.row, o.column) if o else None for o in lines.origins]
            said: dict[str, object] = {"lines": lines.texts, "origins": origins}
        except RefusedError as refusal:
            said = {"code": refusal.code, "text": refusal.text}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    _main()
