"""Where the program begins: the script calendar-tool, and python -m calendar_tool."""

from __future__ import annotations

import atexit
import gc


def main() -> None:
    """Runs a command and exits.

    What is imported is made of many small objects that stay; looking for garbage among them, again and again and once
    more at the end, takes a tenth of the time that a short command has.
    """
    gc.set_threshold(100_000, 20, 20)
    atexit.register(gc.freeze)
    from calendar_tool.cli import main as run

    run()


if __name__ == "__main__":
    main()
