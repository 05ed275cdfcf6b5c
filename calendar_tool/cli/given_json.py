"""Meetings in the form that `calendar-tool read --format json` prints, as input again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any, TypeVar

from calendar_tool.cli.folder import document_name
from calendar_tool.locale import _, os_reason
from calendar_tool.model.meeting import Form, Kind, Meeting, Source, Status
from calendar_tool.problem import InputError, Place, Problem, Severity, input_error

T = TypeVar("T")


def meetings_of_json(path: Path) -> list[Meeting]:
    """The meetings of a file {"meetings": [{"body", "date", ...}]}, or of several under "documents" or "files".

    Only body and date are needed. InputError if it is no such file, and with the number of each meeting that is wrong.
    """
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise input_error("unreadable", os_reason(error), str(path)) from None
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise input_error("json", _("is no JSON: {reason}").format(reason=error), str(path), line) from None
    lists = [part["meetings"] for part in _parts(data) if isinstance(part.get("meetings"), list)]
    if not lists:
        raise input_error("json", _("has no “meetings”: it must be what “read --format json” prints"), str(path))
    found: list[Meeting] = []
    problems: list[Problem] = []
    for number, table in enumerate((table for part in lists for table in part), 1):
        try:
            found.append(_meeting(table, number, document_name(path)))
        except (KeyError, TypeError, ValueError) as error:
            text = _("meeting {n}: {reason}").format(n=number, reason=_reason(error))
            problems.append(Problem("json", Severity.CONFLICT, text, Place(str(path))))
    if problems:
        raise InputError(*problems)
    return found


def _parts(data: Any) -> list[dict[str, Any]]:
    """The readings in it: one, or those of several documents."""
    if not isinstance(data, dict):
        return []
    several = data.get("documents") or data.get("files")
    return [part for part in several if isinstance(part, dict)] if isinstance(several, list) else [data]


def _meeting(table: Any, number: int, document: str) -> Meeting:
    if not isinstance(table, dict):
        raise TypeError(_("is no object"))
    body = table["body"]
    if not isinstance(body, str) or not body.strip():
        raise ValueError(_("“{key}” must be text").format(key="body"))
    return Meeting(
        " ".join(body.split()),
        _day(table["date"]),
        _of(table, "start", _clock),
        _of(table, "end", _clock),
        _of(table, "end_date", _day),
        _of(table, "form", Form),
        _of(table, "status", Status) or Status.CONFIRMED,
        _of(table, "kind", Kind) or Kind.SCHEDULED,
        _of(table, "location", str),
        tuple(str(c) for c in table.get("conditions") or ()),
        (Source(document, _of(table, "line", int) or number, str(table.get("text") or "")),),
    )


def _of(table: dict[str, Any], key: str, read: Callable[[Any], T]) -> T | None:
    return None if table.get(key) is None else read(table[key])


def _day(text: Any) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise ValueError(_("“{text}” is no date; write it like 2026-05-14").format(text=text)) from None


def _clock(text: Any) -> time:
    try:
        return time.fromisoformat(text)
    except (TypeError, ValueError):
        raise ValueError(_("“{text}” is no time of day; write it like 09:00").format(text=text)) from None


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return _("“{key}” is missing").format(key=error.args[0])
    return str(error)
