"""Meetings that a sentence announces: "År 2023 möts rådet kl. 13.15 följande dagar: 6 mars, 8 maj och 27 november."

Only sentences that say so in the present tense, of a body that is known; others are judged by `prose.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from calendar_tool.model.meeting import Form
from calendar_tool.reading import names
from calendar_tool.reading.context import Context, Contexts
from calendar_tool.reading.expressions import DateToken, TimeToken, Token, form_in, years_in
from calendar_tool.reading.headings import DEADLINE, weekdays
from calendar_tool.reading.layouts import Cell
from calendar_tool.reading.minutes import Header
from calendar_tool.reading.page import Page, Sentence

_LIST = re.compile(r"^[\s,;*]*(?:\([^()]*\))?[\s,;*]*(?:och|samt|&)?\s*(?:den\s+)?$")
_ANNOUNCES = re.compile(
    r"\b(?:möts|sammanträder|träffas|samlas|ses)\b"
    r"|\b\w*(?:möten?|mötena|mötet|sammanträden?|sammanträdena|sammanträdet|mötesdag\w*|mötesdatum\w*|mötestid\w*|sammanträdes\w+"
    r"|datumen|dagarna|datum|stämman?|stämma)\b[^.:]*?\b(?:är|blir|hålls|äger\s+rum|infaller|planeras)\b",
    re.I,
)
_SPEAKS = re.compile(
    r"\b(?:\w*möten?(?:a|s)?|\w*sammanträden?(?:a|s)?|(?:mötes|sammanträdes)\w+|datum|dagar|stämma)\b", re.I
)
_UNDONE = re.compile(
    r"\b(?:inställ\w*|ställs\s+in|flytta\w*|i\s?stället|utgår|inte|ej|om\s+inte|senast|beslut\w*|protokoll\w*|inför|före|innan|"
    r"lämna\w*|sista|första|träffades|möttes|höll\w*|var|hade|från|sedan|fram\s+till|till\s+och\s+med|mellan|öppet|öppnar)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Announced:
    """The dates of a sentence, whose they are and what it says of them all."""

    body: str
    cells: tuple[Cell, ...]
    years: list[tuple[int, ...]]
    hours: TimeToken | None
    form: Form | None
    habit: set[int]


def meetings(page: Page, contexts: Contexts, is_done: Callable[[Token], bool], header: Header) -> Iterator[Announced]:
    """What the sentences of the page announce."""
    for sentence in page.sentences:
        tokens = [t for t in page.between(sentence.begin, sentence.end) if isinstance(t, DateToken)]
        if not tokens or any(is_done(t) for t in tokens) or len(tokens) > 60:
            continue
        if found := _announced(page, contexts, sentence, tokens, header):
            yield found


def _announced(
    page: Page, contexts: Contexts, sentence: Sentence, tokens: Sequence[DateToken], header: Header
) -> Announced | None:
    text = page.document.text
    lead, tail = text[sentence.begin : tokens[0].begin], text[tokens[-1].end : sentence.end]
    first = page.document.line_at(sentence.begin) - 1
    inner = [text[a.end : b.begin] for a, b in zip(tokens, tokens[1:], strict=False)]
    times = [t for t in page.between(sentence.begin, sentence.end) if isinstance(t, TimeToken)]
    for time in times:
        inner = [gap.replace(time.text, "") for gap in inner]
    if not all(_LIST.match(gap) for gap in inner):
        return None
    said = lead + " " + tail
    if (
        not (_ANNOUNCES.search(lead) or (lead.rstrip().endswith(":") and _SPEAKS.search(lead)))
        or _UNDONE.search(said)
        or DEADLINE.search(said)
    ):
        return None
    before = [s for s in page.sentences_in(first, first + 1) if s.begin < sentence.begin]
    if _unknown_names(contexts, said):
        return None
    context = contexts.of(first, first, 0, first + 1, before)
    body = _body(contexts, context, lead, header, first)
    if body is None:
        return None
    inside = [t for t in times if tokens[0].end <= t.begin < tokens[-1].begin]
    cells = [
        _cell(text, token, following, inside) for token, following in zip(tokens, [*tokens[1:], None], strict=True)
    ]
    outside = [t for t in times if t not in inside]
    hours = contexts.joined(outside, sentence.text) or context.hours
    years = tuple(dict.fromkeys(years_in(lead)))
    candidates = [*([years] if years else []), *context.years]
    return Announced(body, tuple(cells), candidates, hours, form_in(said), context.habit | weekdays(lead))


def _unknown_names(contexts: Contexts, text: str) -> bool:
    """Whether a sentence holds capitals that the document does not explain: it may speak of another body."""
    known = contexts.short | {word for body in contexts.bodies for word in body.split()}
    return any(word not in known for word in re.findall(r"(?<![\w/])[A-ZÅÄÖ]{2,6}(?![\w/])", text))


def _cell(text: str, token: DateToken, following: DateToken | None, times: Sequence[TimeToken]) -> Cell:
    stop = following.begin if following else token.end
    own = next((t for t in times if token.end <= t.begin < stop), None)
    note = re.search(r"\(([^()]*)\)", text[token.end : stop])
    return Cell(token, own, token.begin, token.end, note[1] if note else "")


def _body(contexts: Contexts, context: Context, lead: str, header: Header, line: int) -> str | None:
    subject = contexts.subject(lead)
    if subject and not names.is_generic(subject):
        return subject
    if subject:
        return names.resolve(subject, contexts.known(line))
    return context.body or header.body
