"""The rules to plan by: those that a person wrote, and what was learned where these are silent."""

from __future__ import annotations

from collections.abc import Sequence

from calendar_tool.rules.kinds.chain import Chain
from calendar_tool.rules.kinds.rhythm import KeepsRhythm, Move
from calendar_tool.rules.rule import Rule

_ALIKE = {"årsrunda": "rytm", "rytm": "rytm"}  # kinds that say the same of a body


def completed(written: Sequence[Rule], learned: Sequence[Rule]) -> tuple[Rule, ...]:
    """The written rules, and the learned ones about what no written rule says anything of.

    A written rhythm or round takes the place of both; a written chain that of a learned one between the same bodies
    that is as binding, so that beside a rule for the least days the usual ones stay a wish.
    """
    spoken = {matter for rule in written for matter in _matters(rule)}
    moves = [rule for rule in written if isinstance(rule, Move)]
    ids = {rule.id for rule in written}
    found = list(written)
    for rule in learned:
        if rule.id in ids or spoken & set(_matters(rule)):
            continue
        found.append(rule.with_moves(moves) if isinstance(rule, KeepsRhythm) and moves else rule)
    return tuple(found)


def _matters(rule: Rule) -> list[tuple[str, ...]]:
    """What a rule is about: its kind and a body, of a chain how binding it is and the two bodies."""
    if isinstance(rule, Chain):
        return [("kedja", rule.level, first, then) for first in rule.first for then in rule.then]
    kind = _ALIKE.get(rule.kind, rule.kind)
    return [(kind, name) for name in rule.names() or ("",)]
