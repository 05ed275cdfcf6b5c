"""Dates that look like slips of the pen: a weekday unlike all others, a weekend, a year that does not fit.

What looks like a slip and has an explanation - the usual day is a holiday - is a note that says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from calendar_tool.days.day import EXPLAINING
from calendar_tool.days.swedish import FIRST_YEAR, LAST_YEAR
from calendar_tool.locale import _, long_date, ngettext, weekday
from calendar_tool.model.meeting import Kind, Meeting
from calendar_tool.problem import Problem, Severity
from calendar_tool.rules.pairs import documents, place
from calendar_tool.rules.rule import Case, Rule, days_of

FEWEST = 4  # so many meetings on one weekday make it the usual one,
SHARE = 0.8  # if they and those that a free day explains are this share of all, and one date alone is unlike them;
FAR = timedelta(days=120)  # the only date of its year in a document, so far from all others, may be of another year

_STATED = ("extra",)  # a note that tells why a meeting is on a day of its own


def slips(case: Case, rules: Sequence[Rule] = ()) -> Iterator[Problem]:
    """The dates that may be slips. A body whose rhythm is a rule is judged by that instead of by its weekdays."""
    ruled = {name for rule in rules if rule.kind == "rytm" for name in rule.names()}
    by_body: defaultdict[tuple[str, int], list[Meeting]] = defaultdict(list)
    for meeting in case.meetings:
        by_body[meeting.body, meeting.date.year].append(meeting)
    for (body, year), meetings in by_body.items():
        if body not in ruled and len(meetings) > FEWEST and FIRST_YEAR < year < LAST_YEAR:
            yield from _weekdays(meetings, case)
    yield from _years(case.meetings)


def _weekdays(meetings: list[Meeting], case: Case) -> Iterator[Problem]:
    """The meetings of a body and year that are not on its usual weekday; more than one unexplained are a habit."""
    [(usual, count)] = Counter(m.date.weekday() for m in meetings).most_common(1)
    if count < FEWEST or count == len(meetings):
        return
    explained: list[Problem] = []
    unexplained: list[Problem] = []
    free = 0
    for meeting in meetings:
        if usual in {day.weekday() for day in days_of(meeting)} or is_stated(meeting):
            continue
        regular = meeting.date + timedelta(usual - meeting.date.weekday())
        reason = _free(regular, case)
        free += bool(reason)
        reason = reason or _taken(regular, meetings)
        (explained if reason else unexplained).append(_unlike(meeting, usual, count, regular, reason))
    if count + free >= SHARE * len(meetings):
        yield from explained
        yield from unexplained if len(unexplained) == 1 else ()


def is_stated(meeting: Meeting) -> bool:
    """Whether the document itself says that the meeting is an extra one, or it has been held on that day."""
    said = " ".join(meeting.conditions).casefold()
    return meeting.kind is Kind.HELD or any(word in said for word in _STATED)


def _free(regular: date, case: Case) -> str:
    """What explains that a body did not meet on its usual day; empty if nothing does."""
    names = "; ".join(day.name for day in case.kinds(regular) if day.kind in EXPLAINING)
    return _("{day} is {name}").format(day=long_date(regular), name=names) if names else ""


def _taken(regular: date, meetings: Sequence[Meeting]) -> str:
    """That the body met on its usual day of that week too; empty if it did not."""
    if taken := next((m for m in meetings if m.date == regular), None):
        return _("{body} meets on {day} too").format(body=taken.body, day=long_date(regular))
    return ""


def _unlike(meeting: Meeting, usual: int, count: int, regular: date, reason: str) -> Problem:
    said = ngettext(
        "{body} {date} is a {weekday}, unlike {n} other, which is a {usual}",
        "{body} {date} is a {weekday}, unlike {n} others, which are {usual}s",
        count,
    ).format(
        body=meeting.body, date=meeting.date, weekday=weekday(meeting.date.weekday()), n=count, usual=weekday(usual)
    )
    if reason:
        return _problem("weekday-explained", Severity.NOTE, f"{said}; {reason}", meeting)
    text = _("{said}; {regular} is an ordinary day: a slip of the pen?").format(said=said, regular=long_date(regular))
    return _problem("weekday-unlike", Severity.WARNING, text, meeting)


def _years(meetings: Sequence[Meeting]) -> Iterator[Problem]:
    """The only date of its year in a document, where it is far from all the others, of which there are several."""
    by_document: defaultdict[str, dict[str, Meeting]] = defaultdict(dict)
    for meeting in meetings:
        for source in meeting.sources:
            by_document[source.document].setdefault(f"{meeting.date} {meeting.id} {meeting.body}", meeting)
    for document, found in by_document.items():
        dates = sorted(found.values(), key=lambda m: m.sort_key)
        if len(dates) <= FEWEST:
            continue
        for alone, nearest in ((dates[0], dates[1]), (dates[-1], dates[-2])):
            is_far = abs(alone.date - nearest.date) > FAR and alone.date.year != nearest.date.year
            if is_far and alone.kind is not Kind.HELD:
                text = _(
                    "{body} {date} is far from all other dates of {document}, of which {nearest} is the nearest: "
                    "is the year right?"
                )
                said = text.format(body=alone.body, date=alone.date, document=document, nearest=nearest.date)
                yield _problem("year-unlike", Severity.WARNING, said, alone)


def _problem(code: str, severity: Severity, text: str, meeting: Meeting) -> Problem:
    return Problem(code, severity, text, place(meeting), documents(meeting), meeting.date, (meeting.id,))
