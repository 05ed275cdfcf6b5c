"""What a meeting itself must be: its hours (tid), form (form), date (låst) and status (status)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import ClassVar

from calendar_tool.locale import _
from calendar_tool.model.meeting import Form, Meeting, Status, clock, form_in_words
from calendar_tool.problem import Problem, Severity
from calendar_tool.rules.rule import BodyRule, Case, MeetingRule
from calendar_tool.rules.scope import Common, Scope
from calendar_tool.toml_file import Table


class Hours(MeetingRule):
    """Meetings begin and end at these hours; with `forms` only those held in one of them. Unknown hours break nothing.

    An `end` of None leaves the end open.
    """

    kind: ClassVar[str] = "tid"

    start: time
    end: time | None = None
    forms: tuple[Form, ...] = ()

    def own_values(self) -> dict[str, object]:
        return {**super().own_values(), "start": self.start, "end": self.end, "form": form_words(self.forms)}

    def judge(self, meeting: Meeting, case: Case) -> Iterator[Problem]:
        if meeting.start is None or (self.forms and meeting.form not in self.forms):
            return
        if meeting.start != self.start or (self.end and meeting.end and meeting.end != self.end):
            text = _("{body} {date} begins or ends at other hours: {hours}, not {wanted}").format(
                body=meeting.body,
                date=meeting.date,
                hours=_span(meeting.start, meeting.end),
                wanted=_span(self.start, self.end),
            )
            yield self.problem("hours", text, meeting)


class MeetsAs(MeetingRule):
    """Meetings are held in one of the forms; one in a room has a place if `with_place`. An unknown form is a note."""

    kind: ClassVar[str] = "form"
    said_once: ClassVar[str] = "form-unknown"

    forms: tuple[Form, ...] = ()
    with_place: bool = False

    def own_values(self) -> dict[str, object]:
        return {**super().own_values(), "form": form_words(self.forms), "place": self.with_place}

    def judge(self, meeting: Meeting, case: Case) -> Iterator[Problem]:
        if meeting.form is None and not (meeting.location and not self.forms):
            yield self.said_of([meeting])
        if meeting.form and self.forms and meeting.form not in self.forms:
            text = _("{body} {date} is held as “{form}”, not as {wanted}").format(
                body=meeting.body,
                date=meeting.date,
                form=form_in_words(meeting.form),
                wanted=" / ".join(map(form_in_words, self.forms)),
            )
            yield self.problem("form", text, meeting)
        if self.with_place and meeting.form and meeting.form.needs_travel and not meeting.location:
            text = _("{body} {date} is held in a room, but where is not known")
            yield self.problem("place-unknown", text.format(body=meeting.body, date=meeting.date), meeting)

    def said_of(self, meetings: Sequence[Meeting]) -> Problem:
        text = _("how {body} meets is not known: {dates}").format(
            body=meetings[0].body, dates=", ".join(m.date.isoformat() for m in meetings)
        )
        return self.problem(self.said_once, text, *meetings, severity=Severity.NOTE)


class Fixed(BodyRule):
    """The bodies meet on a date that is decided and may not be moved."""

    kind: ClassVar[str] = "låst"

    day: date

    def own_values(self) -> dict[str, object]:
        return {**super().own_values(), "date": self.day}

    def check(self, case: Case) -> Iterator[Problem]:
        for body, meetings in case.each(self.bodies):
            if any(m.on(self.day) for m in meetings):
                continue
            text = _("{body} has no meeting on {date}, although it is decided").format(body=body, date=self.day)
            yield self.problem("fixed", text, day=self.day)


class HasStatus(MeetingRule):
    """Meetings that stand have this status."""

    kind: ClassVar[str] = "status"

    status: Status

    def own_values(self) -> dict[str, object]:
        return {**super().own_values(), "status": self.status}

    def judge(self, meeting: Meeting, case: Case) -> Iterator[Problem]:
        if meeting.status is not self.status:
            words = {Status.CONFIRMED: _("confirmed"), Status.TENTATIVE: _("tentative")}
            text = _("{body} {date} is {status}, not {wanted}").format(
                body=meeting.body, date=meeting.date, status=words[meeting.status], wanted=words[self.status]
            )
            yield self.problem("status", text, meeting)


def _span(start: time, end: time | None) -> str:
    return f"{clock(start)}–{clock(end)}" if end else clock(start)


def read_hours(table: Table, common: Common, scope: Scope) -> Hours | None:
    """A tid of a table; None if something needed is missing or wrong."""
    bodies = scope.names(table, "body")
    start, end = table.clock("start", required=True), table.clock("end")
    forms = read_forms(table)
    if start and end and end <= start:
        table.wrong("end", _("the end must come after the start"), "impossible-demand")
    return Hours(**common, bodies=bodies, start=start, end=end, forms=forms) if start else None


def read_form(table: Table, common: Common, scope: Scope) -> MeetsAs | None:
    """A form of a table; None if something needed is missing or wrong."""
    bodies = scope.names(table, "body")
    forms, with_place = read_forms(table), table.boolean("place")
    if not forms and not with_place and table.sound("form", "place"):
        table.wrong("form", _("“form” needs form or place"), "missing-key")
    return MeetsAs(**common, bodies=bodies, forms=forms, with_place=with_place)


def read_fixed(table: Table, common: Common, scope: Scope) -> Fixed | None:
    """A låst of a table; None if something needed is missing or wrong."""
    bodies = scope.names(table, "body", required=True)
    day = table.day("date", required=True)
    return Fixed(**common, bodies=bodies, day=day) if day else None


def read_status(table: Table, common: Common, scope: Scope) -> HasStatus | None:
    """A status of a table; None if something needed is missing or wrong."""
    bodies = scope.names(table, "body")
    status = table.choice("status", Status, required=True)
    if status is Status.CANCELLED:
        table.wrong("status", _("a meeting that stands is confirmed or tentative"), "impossible-demand")
        return None
    return HasStatus(**common, bodies=bodies, status=status) if status else None


def read_forms(table: Table) -> tuple[Form, ...]:
    """The forms that the key names; "digital" is Teams too."""
    found: list[Form] = []
    for word in table.one_or_more("form"):
        if word not in [form.value for form in Form]:
            allowed = ", ".join(form.value for form in Form)
            table.wrong("form", _("“{key}” must be one of: {allowed}").format(key=word, allowed=allowed))
        elif word == Form.DIGITAL.value:
            found += [Form.DIGITAL, Form.TEAMS]
        else:
            found.append(Form(word))
    return tuple(dict.fromkeys(found))


def form_words(forms: Sequence[Form]) -> tuple[str, ...]:
    """The words that read_forms makes these forms of."""
    said = zip(forms, (None, *forms), strict=False)
    return tuple(form.value for form, before in said if (before, form) != (Form.DIGITAL, Form.TEAMS))
