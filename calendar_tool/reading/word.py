"""Word documents (.docx) as lines: paragraphs, lists, tables, text boxes, heads and feet of pages, notes.

Tracked insertions are text and deletions are not, as if all changes had been accepted. Empty paragraphs are blank
lines. ECMA-376 part 1 says what the elements mean.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from calendar_tool.reading.archive import broken, inflate, parse_xml
from calendar_tool.reading.lines import BULLET, Lines, Span, raised, struck

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_DROPPED = {"del", "moveFrom", "rPr", "pPr", "instrText", "delText", "Fallback", "tblPr", "sectPr"}
_PARTS = re.compile(r"word/(?:document\d*|styles\d*|numbering\d*|footnotes|endnotes|header\d*|footer\d*)\.xml")
_OFF = {"0", "false", "none"}


def read(raw: bytes) -> Lines:
    """The lines of a document: heads of pages, the text, the notes under it, feet of pages."""
    parts = {
        name: parse_xml(part.replace(_STRICT, _W[1:-1].encode()))
        for name, part in inflate(raw, lambda name: _PARTS.fullmatch(name) is not None).items()
    }
    body = next((root.find(f"{_W}body") for name, root in parts.items() if name.startswith("word/document")), None)
    if body is None:
        raise broken()
    reader = _Reader(_styles(parts), _formats(parts))
    reader.apart(parts, "word/header")
    reader.blocks(body)
    reader.notes({"footnote": parts.get("word/footnotes.xml"), "endnote": parts.get("word/endnotes.xml")})
    reader.apart(parts, "word/footer")
    return reader.lines


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of its paragraphs: the list and its level, and whether they are headings."""

    list_id: str | None
    level: str
    heading: bool


@dataclass
class _Reader:
    styles: dict[str, _Style]
    formats: dict[tuple[str, int], tuple[str, int]]
    lines: Lines = field(default_factory=Lines)
    counts: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    referred: list[tuple[str, str | None]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def blocks(self, parent: Element) -> None:
        """Paragraphs and tables, in order."""
        for node in parent:
            name = _name(node)
            if name == "p":
                self._paragraph(node)
            elif name == "tbl":
                self._table(node)
            elif name not in _DROPPED:
                self.blocks(node)

    def apart(self, parts: dict[str, Element], start: str) -> None:
        """The heads or feet of pages; the same text once."""
        seen: set[str] = set()
        for name, root in parts.items():
            if name.startswith(start):
                inner = self._inside(root)
                if inner not in seen:
                    self.lines.blank()
                    self.lines.add(inner)
                    self.lines.blank()
                seen.add(inner)

    def notes(self, parts: dict[str, Element | None]) -> None:
        """The notes that the text refers to, each with its mark."""
        self.lines.blank()
        for number, (kind, key) in enumerate(self.referred, 1):
            root = parts[kind]
            for note in root if root is not None else ():
                if note.get(f"{_W}id") == key:
                    self.lines.add(f"{raised(str(number))} {self._inside(note)}")
        self.lines.blank()

    def _paragraph(self, node: Element) -> None:
        style = self._style(node)
        text = "".join(self._text(node))
        boxes, self.boxes = self.boxes, []
        if not text.strip():
            self.lines.blank()
        else:
            if style.heading:
                self.lines.blank()
            self.lines.add(self._before(style) + text.strip("\n "))
            if style.heading:
                self.lines.blank()
        for box in boxes:
            self.lines.blank()
            self.blocks(box)
            self.lines.blank()

    def _style(self, node: Element) -> _Style:
        style = self.styles.get(_value(node, "pPr/pStyle") or "", _Style(None, "0", False))
        outline = _value(node, "pPr/outlineLvl")
        return _Style(
            _value(node, "pPr/numPr/numId") or style.list_id,
            _value(node, "pPr/numPr/ilvl") or style.level,
            style.heading or (outline is not None and outline != "9"),
        )

    def _before(self, style: _Style) -> str:
        """The bullet or number of a paragraph in a list."""
        level = int(style.level) if style.level in "012345678" else 0
        found = self.formats.get((style.list_id or "0", level))
        if found is None:
            return ""
        form, start = found
        counts = self.counts[style.list_id or ""]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]
        return {"bullet": BULLET, "none": ""}.get(form, f"{counts[level]}. ")

    def _text(self, node: Element) -> Iterator[str]:
        for child in node:
            name = _name(child)
            if name == "r":
                yield self._run(child)
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name not in _DROPPED:
                yield from self._text(child)

    def _run(self, run: Element) -> str:
        text = "".join(self._pieces(run))
        look = run.find(f"{_W}rPr")
        if look is None or not text:
            return text
        if _is_on(look, "vanish"):
            return ""
        if _value(run, "rPr/vertAlign") == "superscript" or _number(run, "rPr/position") > 2:  # half points
            text = raised(text)
        return struck(text) if _is_on(look, "strike") or _is_on(look, "dstrike") else text

    def _pieces(self, run: Element) -> Iterator[str]:
        for child in run:
            name = _name(child)
            if name == "t":
                yield child.text or ""
            elif name in ("tab", "ptab"):
                yield "\t"
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name in ("footnoteReference", "endnoteReference"):
                self.referred.append((name.removesuffix("Reference"), child.get(f"{_W}id")))
                yield raised(str(len(self.referred)))
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name not in _DROPPED:
                yield from self._pieces(child)

    def _table(self, table: Element) -> None:
        if table.find(f".//{_W}tbl") is not None:  # a table that holds tables is there for the layout
            for row in _children(table, "tr"):
                for node in _children(row, "tc"):
                    self.lines.blank()
                    self.blocks(node)
                    self.lines.blank()
            return
        spans: list[Span] = []
        begun: dict[int, int] = {}  # column: the span there that may go on downwards
        rows = [row for row in _children(table, "tr") if row.find(f"{_W}trPr/{_W}del") is None]
        for index, row in enumerate(rows):
            column = _number(row, "trPr/gridBefore")
            for node in _children(row, "tc"):
                wide = max(_number(node, "tcPr/gridSpan"), 1)
                merge = node.find(f"{_W}tcPr/{_W}vMerge")
                if merge is not None and merge.get(f"{_W}val") != "restart" and column in begun:
                    above = spans[begun[column]]
                    spans[begun[column]] = Span(above.row, above.column, above.text, above.rows + 1, above.columns)
                else:
                    begun.pop(column, None)
                    if merge is not None:
                        begun[column] = len(spans)
                    spans.append(Span(index, column, self._inside(node), 1, wide))
                column += wide
        self.lines.table(spans)

    def _inside(self, node: Element) -> str:
        """What a cell or a note holds, as the text of a cell."""
        inner = _Reader(self.styles, self.formats, counts=self.counts, referred=self.referred)
        inner.blocks(node)
        return inner.lines.in_cell()


def _children(node: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, also those in content controls and insertions."""
    for child in node:
        if child.tag == f"{_W}{name}":
            yield child
        elif _name(child) not in _DROPPED | {"tr", "tc", "p"}:
            yield from _children(child, name)


def _name(node: Element) -> str:
    return node.tag.rpartition("}")[2]


def _value(node: Element, path: str) -> str | None:
    """The value of an element under the node, found by the names on the way to it."""
    found = node.find("/".join(f"{_W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{_W}val")


def _number(node: Element, path: str) -> int:
    """The value as a number, at most 1000; 0 if it is none."""
    value = _value(node, path) or "0"
    return min(int(value), 1000) if value.isascii() and value.isdigit() and len(value) < 6 else 0


def _is_on(look: Element, name: str) -> bool:
    found = look.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in _OFF


def _styles(parts: dict[str, Element]) -> dict[str, _Style]:
    root = next((root for name, root in parts.items() if name.startswith("word/styles")), None)
    nodes = {node.get(f"{_W}styleId", ""): node for node in root.iter(f"{_W}style")} if root is not None else {}
    return {name: _style_of(nodes, name) for name in nodes}


def _style_of(nodes: dict[str, Element], name: str) -> _Style:
    list_id = level = None
    heading = False
    for _step in range(10):  # styles build on styles
        node = nodes.get(name)
        if node is None:
            break
        list_id = list_id or _value(node, "pPr/numPr/numId")
        level = level or _value(node, "pPr/numPr/ilvl")
        title = (_value(node, "name") or "").lower()
        heading = heading or title.startswith(("heading", "rubrik", "title", "subtitle"))
        name = _value(node, "basedOn") or ""
    return _Style(list_id, level or "0", heading)


def _formats(parts: dict[str, Element]) -> dict[tuple[str, int], tuple[str, int]]:
    """For each list and level, the form of its numbers ("bullet", "decimal", "none") and the first of them."""
    root = next((root for name, root in parts.items() if name.startswith("word/numbering")), None)
    if root is None:
        return {}
    kinds = {node.get(f"{_W}abstractNumId"): node for node in root.iter(f"{_W}abstractNum")}
    found = {}
    for node in root.iter(f"{_W}num"):
        kind = kinds.get(_value(node, "abstractNumId"))
        for level in kind.iter(f"{_W}lvl") if kind is not None else ():
            depth, start = level.get(f"{_W}ilvl") or "0", _value(level, "start") or "1"
            if depth in "012345678" and start.isascii() and start.isdigit() and len(start) < 6:
                found[node.get(f"{_W}numId") or "", int(depth)] = (_value(level, "numFmt") or "decimal", int(start))
    return found
