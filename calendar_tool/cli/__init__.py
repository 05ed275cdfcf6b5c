"""The command line: thin commands that translate options to library calls and results to text or JSON."""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from calendar_tool import locale
from calendar_tool.cli.group import group
from calendar_tool.locale import _
from calendar_tool.problem import InputError, input_error


def main(argv: Sequence[str] | None = None) -> None:
    """Runs a command and exits: 0 fine, 1 conflict or problem found, 2 usage or unreadable input."""
    args = list(sys.argv[1:] if argv is None else argv)
    language = _asked_language(args) or locale.from_environment(os.environ)
    _translate_click(language)
    with locale.use(language):
        try:
            _set_up_streams()
            group().main(args, "calendar-tool", standalone_mode=True)
        except InputError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            sys.exit(2)
        except OSError as error:
            _drop_what_cannot_be_written()
            click.echo(f"{error.filename or 'calendar-tool'}: {locale.os_reason(error)}", err=True)
            sys.exit(2)


def _set_up_streams() -> None:
    """Makes the standard streams UTF-8; InputError if there is nowhere to print (">&-")."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - for as long as the program runs
    if sys.stdout is None:
        raise input_error("closed", _("the standard output is closed"), "calendar-tool")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a text file, or a test's capture


def _drop_what_cannot_be_written() -> None:
    """Keeps Python from trying again at its end to print on a full disk."""
    try:
        sys.stdout.flush()
    except OSError:
        sys.stdout = None


def _asked_language(args: Sequence[str]) -> str | None:
    """The value of --lang, wherever it stands; help texts need it before the options are parsed."""
    for arg, following in zip(args, [*args[1:], ""], strict=False):
        if arg == "--":
            return None
        value = following if arg == "--lang" else arg.removeprefix("--lang=") if arg.startswith("--lang=") else ""
        if value in locale.LANGUAGES:
            return value
    return None


def _translate_click(language: str) -> None:
    """Makes click's own words ("Usage", "No such option") come from our catalogue."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(locale.DOMAIN, str(locale.DIRECTORY))
    gettext.textdomain(locale.DOMAIN)
