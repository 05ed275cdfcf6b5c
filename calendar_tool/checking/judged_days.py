"""What the days of a meeting say against it: holidays, days around them, July, school breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from calendar_tool.days.swedish import DayKind
from calendar_tool.locale import _, ngettext
from calendar_tool.model.meeting import Meeting
from calendar_tool.problem import InputError, Problem, Severity
from calendar_tool.rules.pairs import place
from calendar_tool.rules.rule import Case, Rule, days_of

_CONFLICTS = (DayKind.HOLIDAY, DayKind.EVE, DayKind.AB_EVE, DayKind.WEEKEND, DayKind.JULY)
_IMPLIED = {DayKind.JULY: (DayKind.SUMMER,), DayKind.AB_EVE: (DayKind.WEEKEND,)}  # what need not be told besides
_WARNINGS = (DayKind.HALF_DAY, DayKind.KLAMDAG, DayKind.MELLANDAG, DayKind.ELECTION)


def severity(kind: DayKind) -> Severity:
    """How much a kind of day weighs where no rule says otherwise."""
    if kind in _CONFLICTS:
        return Severity.CONFLICT
    return Severity.WARNING if kind in _WARNINGS else Severity.NOTE


def meeting_day_problems(meeting: Meeting, case: Case, rules: Sequence[Rule] = ()) -> list[Problem]:
    """What speaks against each day of a meeting, but for the kinds of days that a rule says something of itself.

    InputError for a year whose days are not known.
    """
    found = []
    for day in days_of(meeting):
        known = [d for d in case.kinds(day) if not any(rule.covers(d, meeting) for rule in rules)]
        implied = {kind for d in known for kind in _IMPLIED.get(d.kind, ())}
        found += [
            Problem(
                d.kind.value.replace("_", "-"),
                severity(d.kind),
                f"{meeting.body}: {d.name}",
                place(meeting),
                d.source,
                day,
                (meeting.id,),
            )
            for d in known
            if d.kind not in implied
        ]
    return found


def schedule_day_problems(case: Case, rules: Sequence[Rule] = ()) -> Iterator[Problem]:
    """The same for all meetings; a note for one in a year whose days are not known."""
    unknown: dict[tuple[str, str | None], list[Problem]] = {}
    about_days = [rule for rule in rules if rule.of_days]
    plain: set[date] = set()  # days that nothing is known of, most of them
    for meeting in case.meetings:
        if meeting.end_date is None and meeting.date in plain:
            continue
        try:
            found = meeting_day_problems(meeting, case, about_days)
        except InputError as error:
            text = _("{body} {date} cannot be judged: {reason}").format(
                body=meeting.body, date=meeting.date, reason=error.problems[0].text
            )
            yield Problem("year-unknown", Severity.NOTE, text, place(meeting), None, meeting.date, (meeting.id,))
            continue
        if not case.kinds(meeting.date):
            plain.add(meeting.date)
        for problem in found:
            if problem.code == "break-unknown":  # its name tells the place and the year
                name = problem.text.removeprefix(f"{meeting.body}: ")
                unknown.setdefault((name, problem.source), []).append(problem)
            else:
                yield problem
    for (name, _source), problems in unknown.items():
        text = ngettext(
            "{name}; {n} meeting may be in it: write a [[break]] in days.toml when it is decided",
            "{name}; {n} meetings may be in it: write a [[break]] in days.toml when it is decided",
            len(problems),
        )
        ids = tuple(dict.fromkeys(id for p in problems for id in p.meetings))
        yield problems[0]._replace(text=text.format(name=name, n=len(ids)), place=None, meetings=ids)
