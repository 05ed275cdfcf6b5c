"""A plan in words and as JSON: its dates, why they are so, what gave way, what another date would cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import click

from calendar_tool.checking.deadlines import deadlines
from calendar_tool.cli import words
from calendar_tool.cli.options import print_table
from calendar_tool.days.day import EXPLAINING
from calendar_tool.locale import _, listed, long_date, ngettext, short_date
from calendar_tool.model.schedule import Schedule
from calendar_tool.planning.explain import Comparison, Reason, moves_from, reasons
from calendar_tool.planning.halves import alone, is_half, last_round
from calendar_tool.planning.inferred import on_the_rest
from calendar_tool.planning.learn import Learned
from calendar_tool.planning.request import NoPlan, Plan, Progress
from calendar_tool.planning.weighing import Costly
from calendar_tool.rules.kinds.numbers import Milestone

_FAR = 35  # days from its place, further than which a meeting is in another part of the year


def print_plan(found: Plan, learned: Learned, explain: bool, with_deadlines: bool) -> None:
    """The table, what gave way, and how sure it is."""
    why = reasons(found)
    rows = [[*words.meeting_row(reason.meeting), _remark(reason, found)] for reason in why]
    print_table([*words.meeting_head(), _("remark")], rows)
    if explain:
        click.echo()
        for reason in why:
            click.echo(f"{words.day(reason.meeting.date)} {reason.meeting.body}")
            for line in (*reason.sentences, *(f"{_weight(c)}: {_said(c)}" for c in reason.gave_way)):
                click.echo(f"  {line}")
    click.echo()
    for said in (_long_ago(found, learned), _assumptions(found, learned), _without_place(found, learned)):
        for sentence, names in said.items():
            click.echo(f"{', '.join(names)}: {sentence}")
    _print_costs(found.costs)
    click.echo(_sureness(found))
    for moved in moves_from(found):
        text = _("{body} {before} moves to {after}")
        days = {"before": words.day(moved.before.date), "after": words.day(moved.after.date)}
        click.echo(text.format(body=moved.before.body, **days))
    if with_deadlines:
        _print_deadlines(found)


def _long_ago(found: Plan, learned: Learned) -> dict[str, list[str]]:
    """Which bodies are learned from a year that is not the one before, and from which."""
    said: dict[int, list[str]] = {}
    for name in found.request.bodies:
        last = last_round(learned.habits[name].dates)[-1].year if name in learned.habits else found.request.year
        if last < found.request.year - 1:
            said.setdefault(last, []).append(name)
    return {_("Learned from {year}, the last year of which enough is known.").format(year=y): said[y] for y in said}


def _assumptions(found: Plan, learned: Learned) -> dict[str, list[str]]:
    """What was assumed of a half of the year that nothing is known of, and for which bodies."""
    said: dict[str, list[str]] = {}
    for name in found.request.bodies:
        habit = learned.habits.get(name)
        text = on_the_rest(habit) if habit else ""
        if not habit or not any(text and text in rule.text and name in rule.names() for rule in found.request.rules):
            continue
        planned = [m.date for m in found.meetings if m.body == name]
        if habit.assumed or is_half([*habit.dates, *planned]) or alone(planned):
            said.setdefault(text, []).append(name)
    return said


def _without_place(found: Plan, learned: Learned) -> dict[str, list[str]]:
    """Of which bodies fewer meetings are planned than there were, and which of these fit no rhythm."""
    said: dict[str, list[str]] = {}
    planned = Counter(m.body for m in found.meetings)
    for name in found.request.bodies:
        habit = learned.habits.get(name)
        last = last_round(habit.dates) if habit else []
        if not habit or habit.places or planned[name] >= len(last):
            continue
        if days := [short_date(d.day) for d in habit.departures if not d.why and d.day in last]:
            text = _("In no rhythm of {year}, and not planned again: {dates}.")
            said.setdefault(text.format(year=last[-1].year, dates=listed(days, _("and"))), []).append(name)
    return said


def print_left_out(found: Plan, past: Schedule, years: Sequence[int]) -> None:
    """The bodies of past years that are not planned, since too little is known of them."""
    counts = Counter(m.body for m in past if m.date.year in years)
    others = {body.name for body in past.bodies if body.is_other}
    left = [name for name in counts if name not in found.request.bodies and name not in others]
    if left:
        text = _("Not planned, since too few meetings of theirs are known: {bodies}.")
        click.echo(text.format(bodies=", ".join(left)))


def print_written(written: Sequence[str], learned: Learned, save: bool) -> None:
    """The files that changed, and that the audit goes by what is written alone."""
    if written:
        click.echo(_("Written: {file}").format(file=", ".join(written)))
    if save and written and learned.rules:
        click.echo(_("What was learned is no rule of the folder yet: “learn” prints it for rules.toml."))


def _remark(why: Reason, found: Plan) -> str:
    slot, meeting, said = why.slot, why.meeting, []
    if slot.pin:
        said.append(_("locked"))
    elif slot.is_fixed:
        said.append(_("decided"))
    elif slot.kept and slot.kept.date != meeting.date:
        said.append(_("moved from {date}").format(date=slot.kept.date))
    if isinstance(slot.place.rule, Milestone):
        said.append(_("on top of the others, for {rule}").format(rule=slot.place.rule.id))
    elif meeting.date != slot.place.day and not slot.is_fixed and slot.place.rule:
        n = (meeting.date - slot.place.day).days
        names = [known.name for known in found.case.kinds(slot.place.day) if known.kind in EXPLAINING and abs(n) < 7]
        if names:
            said.append(_("{day} is {name}").format(day=short_date(slot.place.day), name=names[0]))
        elif abs(n) > _FAR:
            said.append(_("instead of {day}").format(day=short_date(slot.place.day)))
        elif n > 0:
            said.append(ngettext("{n} day after its place", "{n} days after its place", n).format(n=n))
        else:
            said.append(ngettext("{n} day before its place", "{n} days before its place", -n).format(n=-n))
    if why.gave_way:
        said.append(
            ngettext("{n} thing gave way", "{n} things gave way", len(why.gave_way)).format(n=len(why.gave_way))
        )
    return ", ".join(said)


def _print_costs(costs: Sequence[Costly]) -> None:
    if not costs:
        click.echo(_("Nothing had to give way: no rule and no wish is broken."))
        return
    click.echo(_("What gave way:"))
    for cost in sorted(costs, key=lambda c: (c.problem.severity.weight, -c.cost.wishes)):
        day = words.day(cost.problem.date) if cost.problem.date else "–"
        click.echo(f"  {day}: {_weight(cost)}: {_said(cost)}")


def _said(cost: Costly) -> str:
    return f"{cost.problem.text} [{cost.problem.source}]" if cost.problem.source else cost.problem.text


def _weight(cost: Costly) -> str:
    if cost.cost.demands:
        return _("demand")
    return _("rule") if cost.cost.rules else _("wish")


def _sureness(found: Plan) -> str:
    """Whether the plan is the best there is, or how far from it it may be."""
    cost, bound = found.cost, found.bound
    said = [
        _("no demand is broken")
        if not cost.demands
        else ngettext("{n} demand is broken", "{n} demands are broken", cost.demands).format(n=cost.demands),
        ngettext("{n} rule is broken", "{n} rules are broken", cost.rules).format(n=cost.rules),
        _("broken wishes weigh {n}").format(n=cost.wishes),
    ]
    text = ", ".join(said)
    if found.proven:
        return _("Proven: no plan with so many meetings is better ({cost}).").format(cost=text)
    if (cost.rules, cost.wishes) == (bound.rules, bound.wishes):
        return _("Proven: no plan breaks less ({cost}); one nearer to the usual places may exist.").format(cost=text)
    return _(
        "Not proven best ({cost}): no plan breaks fewer than {rules} rules, or less than {wishes} in wishes."
    ).format(cost=text, rules=bound.rules, wishes=bound.wishes)


def _print_deadlines(found: Plan) -> None:
    rows = [
        [f"{d.meeting.body} {d.meeting.date}", words.day(d.due.day), d.rule.name]
        for d in deadlines(found.meetings, found.request.rules)
    ]
    click.echo()
    if rows:
        print_table([_("meeting"), _("due"), _("what")], rows)
    else:
        click.echo(_("No rule tells of a deadline for these meetings."))


def progress_line(progress: Progress) -> str:
    """How far the search has come."""
    aims = {
        "rules": _("broken rules"),
        "moves": _("moved meetings"),
        "unknown": _("meetings before which nothing is known"),
        "wishes": _("broken wishes"),
        "places": _("distance from the usual places"),
    }
    text = _("{aim}: {best}, at least {bound}")
    return text.format(aim=aims[progress.aim], best=progress.best, bound=progress.bound)


def print_comparison(found: Comparison) -> None:
    """What another date would cost, alone and with the others moved."""
    place = f"{found.meeting.body} {long_date(found.meeting.date)}"
    if found.meeting.date == found.day:
        click.echo(_("{meeting} is in the plan.").format(meeting=place))
        return
    n = (found.day - found.meeting.date).days
    text = ngettext("{n} day", "{n} days", abs(n)).format(n=abs(n))
    later = _("{meeting} moved to {day}, {n} later:") if n > 0 else _("{meeting} moved to {day}, {n} earlier:")
    click.echo(later.format(meeting=place, day=long_date(found.day), n=text))
    for cost in found.broken:
        click.echo("  " + _("breaks {weight}: {text}").format(weight=_weight(cost), text=_said(cost)))
    for cost in found.mended:
        click.echo("  " + _("mends {weight}: {text}").format(weight=_weight(cost), text=_said(cost)))
    if not (found.broken or found.mended):
        click.echo("  " + _("breaks nothing, and mends nothing: it is further from its usual place."))
    if isinstance(found.other, NoPlan):
        click.echo(_("There is no plan with that date."))
        print_contradiction(found.other)
        return
    click.echo(_("The best plan with that date: {sure}").format(sure=_sureness(found.other)))
    for moved in found.moved:
        if moved.before.id != found.meeting.id:
            click.echo(
                "  "
                + _("{body} {before} moves to {after}").format(
                    body=moved.before.body, before=words.day(moved.before.date), after=words.day(moved.after.date)
                )
            )


def print_contradiction(found: NoPlan) -> None:
    """The demands that contradict each other, in the user's words."""
    if not found.causes:
        click.echo(_("No plan was found in time, nor that there is none: give it more --seconds."))
        return
    click.echo(
        _("There is no plan for {year}. These cannot all hold, and without any one of them the others could:").format(
            year=found.request.year
        )
    )
    for line in causes_in_words(found):
        click.echo(f"  – {line}")


def causes_in_words(found: NoPlan) -> list[str]:
    """The causes of a contradiction in the user's words."""
    rules = {rule.id: rule for rule in found.request.rules}
    said = []
    for cause in found.causes:
        kind, _blank, name = cause.partition(" ")
        told = found.told.get(cause)
        if kind == "rule" and name in rules:
            rule = rules[name]
            said.append(_("the rule {id}: {text} ({source})").format(id=rule.id, text=rule.text, source=rule.source))
        elif kind == "meeting":
            body = found.request.schedule.bodies.find(name.rpartition(" ")[0])
            text = _("the busy time {meeting}") if body and body.is_other else _("the decided meeting {meeting}")
            said.append(text.format(meeting=name))
        elif kind == "pin":
            said.append(_("the locked date {pin}").format(pin=name))
        else:
            said.append(told.problem.text if told else _check_in_words(name))
    return said


def _check_in_words(code: str) -> str:
    """What a check asks of all meetings."""
    checks = {
        "holiday": _("no meetings on public holidays"),
        "eve": _("no meetings on Midsummer, Christmas and New Year's Eve"),
        "ab-eve": _("no meetings on Easter and Whitsun Eve"),
        "weekend": _("no meetings at weekends"),
        "july": _("no meetings in July"),
        "overlap": _("those who share members do not meet at the same time"),
    }
    return checks.get(code, code)


def plan_json(found: Plan, learned: Learned, called: Mapping[str, str], with_deadlines: bool = False) -> dict[str, Any]:
    """The machine form of a plan; the bodies are called as in the files that it was learned from."""
    made = {
        "year": found.request.year,
        "meetings": [
            {
                "id": why.slot.kept.id if why.slot.kept else None,
                **words.meeting_json(why.meeting),
                "pinned": bool(why.slot.pin),
                "decided": why.slot.is_fixed and not why.slot.pin,
                "reasons": list(why.sentences),
                "gave_way": [_costly_json(c, found, called) for c in why.gave_way],
            }
            for why in reasons(found)
        ],
        "gave_way": [_costly_json(c, found, called) for c in found.costs],
        "cost": found.cost._asdict(),
        "bound": found.bound._asdict(),
        "proven": found.proven,
        "assumed": [{"bodies": names, "text": text} for text, names in _assumptions(found, learned).items()],
        "moved": [
            {"body": m.before.body, "from": m.before.date.isoformat(), "to": m.after.date.isoformat()}
            for m in moves_from(found)
        ],
        **(
            {"deadlines": [words.deadline_json(d) for d in deadlines(found.meetings, found.request.rules)]}
            if with_deadlines
            else {}
        ),
    }
    named: dict[str, Any] = _as_called(made, called)
    return named


def _costly_json(cost: Costly, found: Plan, called: Mapping[str, str]) -> dict[str, Any]:
    """With the ids of the meetings concerned; a new one has none yet, and is known by its body and date."""
    new = {m.id: f"{called.get(m.body, m.body)} {m.date}" for m in found.meetings if m.id.startswith("?")}
    return {**words.problem_json(cost.problem), "meetings": [new.get(id, id) for id in cost.problem.meetings]}


def _as_called(made: Any, called: Mapping[str, str]) -> Any:
    """The machine form of something with other names for the bodies."""
    if isinstance(made, list):
        return [_as_called(each, called) for each in made]
    if not isinstance(made, dict):
        return made
    found = {key: _as_called(value, called) for key, value in made.items()}
    if "body" in found:
        found["body"] = called.get(found["body"], found["body"])
    if "bodies" in found:
        found["bodies"] = [called.get(name, name) for name in found["bodies"]]
    return found


def contradiction_json(found: NoPlan) -> dict[str, Any]:
    """The machine form of a contradiction."""
    return {"year": found.request.year, "meetings": [], "contradiction": causes_in_words(found)}


def comparison_json(found: Comparison, called: Mapping[str, str]) -> dict[str, Any]:
    """The machine form of a comparison; the bodies are called as in the files that the plan was learned from."""
    made = {
        "meeting": words.meeting_json(found.meeting),
        "date": found.day.isoformat(),
        "breaks": [words.problem_json(c.problem) for c in found.broken],
        "mends": [words.problem_json(c.problem) for c in found.mended],
        "other": contradiction_json(found.other)
        if isinstance(found.other, NoPlan)
        else {"cost": found.other.cost._asdict(), "proven": found.other.proven},
        "moved": [
            {"body": m.before.body, "from": m.before.date.isoformat(), "to": m.after.date.isoformat()}
            for m in found.moved
        ],
    }
    named: dict[str, Any] = _as_called(made, called)
    return named
