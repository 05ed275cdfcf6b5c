"""The lines of our own data files: fields parted by commas, comments after #."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from calendar_tool.locale import _
from calendar_tool.problem import InputError, Problem, input_error

T = TypeVar("T")


def read(text: str, file: str, header: str, code: str, made: Callable[[list[str]], T]) -> list[T]:
    """What `made` makes of the fields of each line; `file` is the name shown in errors.

    InputError of that code with the ValueErrors of every bad line.
    """
    found: list[T] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#") or line == header:
            continue
        try:
            found.append(made([field.strip() for field in line.split(",")]))
        except ValueError as error:
            problems += input_error(code, str(error), file, number).problems
    if problems:
        raise InputError(*problems)
    return found


def day(text: str) -> date:
    """A date; ValueError if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(_("“{text}” is not a date like 2021-01-18").format(text=text)) from None
