"""Open fragments: each is kept once, until a document has the meeting that it fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from calendar_tool.model.meeting import Source, Status, Unresolved
from calendar_tool.model.reading import Reading
from calendar_tool.store.changes import Change, Entry, What
from calendar_tool.store.merging import with_sources

Find = Callable[[str | None], list[Entry]]


def settle_fragments(
    stored: Sequence[Unresolved], readings: Iterable[Reading], entries_of: Find
) -> tuple[list[Unresolved], list[Change]]:
    """The fragments that stay open, by document and line, and a remark for each that was not open before.

    A fragment that fits exactly one meeting of other documents gives that meeting (an entry of `entries_of`, all
    of a body) its source, and is not kept.
    """
    open_now: list[tuple[Unresolved, bool]] = [(fragment, False) for fragment in stored]
    for reading in readings:
        own = [pair[0] for pair in open_now if pair[0].source.document == reading.document]
        open_now = [pair for pair in open_now if pair[0].source.document != reading.document]
        open_now += _again(own, reading, entries_of)
    fragments, changes = [], []
    for fragment, is_new in sorted(open_now, key=lambda pair: _place(pair[0])):
        if _complete(fragment, entries_of(fragment.body)):
            continue
        fragments.append(fragment)
        if is_new:
            note = f"{fragment.source} – {fragment.reason}"
            changes.append(Change(What.UNRESOLVED, fragment.body, None, None, note))
    return fragments, changes


def _place(fragment: Unresolved) -> tuple[str, int, str]:
    return fragment.source.document, fragment.source.line, repr(fragment)


def _again(own: list[Unresolved], reading: Reading, entries_of: Find) -> list[tuple[Unresolved, bool]]:
    """The stored fragments of a document and those it has now, each once; true for those that are new.

    One whose words stand where they stood, or elsewhere, stays as it is kept, since a person may have edited it; one
    whose line says something else now is replaced.
    """
    read = list(dict.fromkeys(reading.unresolved))
    result: list[tuple[Unresolved, bool]] = []

    def pair(same: Callable[[Unresolved, Unresolved], bool], replaced: bool) -> None:
        for fragment in list(read):
            if found := next((kept for kept in own if same(kept, fragment)), None):
                read.remove(fragment)
                own.remove(found)
                result.append((fragment if replaced else found._replace(source=fragment.source), False))

    own, completed = list(own), list[Entry]()
    pair(lambda kept, fragment: kept == fragment, False)
    pair(lambda kept, fragment: kept.source == fragment.source, False)
    for fragment in list(read):
        others = [e for e in entries_of(fragment.body) if reading.document not in e.documents and e not in completed]
        if entry := _completed(fragment.source, others):
            completed.append(entry)
            read.remove(fragment)
    pair(lambda kept, fragment: bool(kept.source.text) and kept.source.text == fragment.source.text, False)
    pair(lambda kept, fragment: kept.source.line == fragment.source.line, True)
    own = [kept for kept in own if not any(_became(kept, entry) for entry in entries_of(kept.body))]
    return [*result, *((kept, False) for kept in own), *((fragment, True) for fragment in read)]


def _completed(source: Source, entries: list[Entry]) -> Entry | None:
    """The meeting that the fragment of this source was given to before; its source is brought up to date."""
    for same in (
        lambda old: str(old) == str(source),
        lambda old: bool(source.text) and (old.document, old.text) == (source.document, source.text),
    ):
        for entry in entries:
            for old in filter(same, entry.now.sources):
                again = source._replace(digest=old.digest)  # if the line once stated the whole meeting, it may again
                entry.now = replace(entry.now, sources=with_sources(entry.now.sources, (again,)))
                return entry
    return None


def _became(fragment: Unresolved, entry: Entry) -> bool:
    """Whether the fragment's line now states the meeting."""
    source = fragment.source
    stated = any((s.document, s.line) == (source.document, source.line) for s in entry.now.sources)
    return stated and source.document in entry.documents and fragment.fits(entry.now)


def _complete(fragment: Unresolved, entries: list[Entry]) -> bool:
    """Gives the fragment to the one meeting of other documents that it fits, if there is just one."""
    document = fragment.source.document
    fitting = [
        entry
        for entry in entries
        if fragment.fits(entry.now)
        and entry.now.status is not Status.CANCELLED
        and document not in entry.documents
        and all(source.document != document for source in entry.now.sources)
    ]
    if len(fitting) != 1:
        return False
    entry = fitting[0]
    form = entry.now.form or fragment.form
    entry.now = replace(entry.now, form=form, sources=(*entry.now.sources, fragment.source))
    entry.remark(What.COMPLETED, str(fragment.source))
    return True
