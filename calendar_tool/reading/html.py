"""HTML as lines: pages, pasted fragments, what Word and LibreOffice save.

Parsed by Lexbor (through selectolax) as browsers do. What a browser would not show is left out, except the closed
panels of an accordion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from calendar_tool.reading.lines import BREAK, BULLET, Lines, Span, cell, raised, struck, too_long

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DECLARED = re.compile(
    rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.I
)
_WINDOWS = {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "windows-1252"}
_SKIPPED = {
    "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "audio", "video", "canvas",
    "select", "textarea", "datalist", "title", "meta", "link",
}  # fmt: skip
_PARAGRAPHS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table", "caption", "hr", "section",
    "article", "main", "nav", "header", "footer", "aside", "details", "fieldset", "figure",
}  # fmt: skip
_LINES = {
    "div", "li", "dt", "dd", "tr", "td", "th", "summary", "address", "form", "body", "html", "legend", "figcaption",
    "option", "thead", "tbody", "tfoot", "center", "button",
}  # fmt: skip
_ROW_PARTS = {"div", "span", "time", "p"}
_PART_LENGTH = 80  # letters of a part of a row that is made of <div> or <span>
_UNSHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_FOR_EARS = {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "show-for-sr",
             "screenreader-only", "element-invisible", "u-visually-hidden", "sr-text"}  # fmt: skip
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_WORD_BULLET = re.compile(r"^[·§o▪•]\s{2,}")
_DAY = re.compile(r"(?:[^\W\d]+\.?\s+)?(?:den\s+)?(\d{1,2})(?::?e|:a)?\s*(?:[^\W\d]+\.?|/\s*\d{1,2})", re.I)
_TAG = re.compile(
    rb"<(/?)(?!(?:p|li|td|th|tr|dt|dd|option|tbody|thead|tfoot|area|base|br|col|embed|hr|img|input|link|meta|source|wbr|path)\b)"
    rb"[a-z][a-z0-9]*",
    re.I,
)
_DEEPEST = 5000
_ROWS_ALONE = re.compile(rb"\s*<(?:t[rdh]|tbody|thead)\b", re.I)
_MOST_COLUMNS = 1000  # of a table; colspan may say no more


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that a byte order mark or the page itself states, as Python names it; None if neither does.

    Latin-1 means Windows-1252, as in every browser (https://encoding.spec.whatwg.org/#names-and-labels).
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    found = _DECLARED.search(raw[:4096])
    if not found or raw.startswith(b"\xef\xbb\xbf"):
        return None
    name = (found[1] or found[2]).decode("ascii", "replace").lower()
    return "cp1252" if name in _WINDOWS else None if name.startswith("utf-16") else name


def read(raw: bytes) -> Lines:
    """The lines of a page, in UTF-8. RecursionError if it is nested too deeply."""
    from selectolax.lexbor import LexborHTMLParser

    if _depth(raw) > _DEEPEST:  # the time to parse it grows with the square of that
        raise RecursionError
    if _ROWS_ALONE.match(raw):  # a pasted part of a table; without it, a parser drops rows and cells
        raw = b"<table>" + raw
    tree = LexborHTMLParser(raw.decode())
    writer = _Writer()
    if tree.body:
        panels = {node.attributes.get("aria-controls") for node in tree.css("[aria-controls]")}
        writer.panels = {name for names in panels if names for name in names.split()}
        writer.block(tree.body)
    return writer.lines


def _depth(raw: bytes) -> int:
    """How deeply elements stand in elements at most, if all that have to be closed are."""
    depth = deepest = 0
    for tag in _TAG.finditer(raw):
        depth = max(depth + (-1 if tag[1] else 1), 0)
        deepest = max(deepest, depth)
    return deepest


class _Writer:
    """Writes elements as lines; text waits in `parts` until its block ends."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.parts: list[str] = []
        self.panels: set[str] = set()
        self.before = ""  # the bullet or number of the item that begins
        self.in_list = False

    def block(self, node: LexborNode) -> None:
        """What a block holds; its children one by one."""
        self.flush()
        for child in _children(node):
            self.node(child)
        self.flush()

    def node(self, node: LexborNode) -> None:
        """An element or a text."""
        tag = node.tag or ""
        if tag == "-text":
            self.parts.append(node.text_content or "")
        elif tag in _SKIPPED or self._is_hidden(node):
            return
        elif tag == "br":
            self.flush()
        elif tag in _PARAGRAPHS or tag in _LINES or node.attributes.get("role") == "table":
            self._shaped(node, tag)
        elif tag in ("sup", "s", "del", "strike", "time"):
            self._marked(node, tag)
        elif tag == "img":
            self.parts.append(" ")
        else:
            for child in _children(node):
                self.node(child)

    def flush(self) -> None:
        """Ends a line."""
        text = _BLANKS.sub(" ", "".join(self.parts)).strip(" ")
        self.parts.clear()
        text = _WORD_BULLET.sub(BULLET, text.replace("\u00a0", " ")).rstrip()
        if text.strip():
            self.lines.add(self.before + text)
            self.before = ""

    def _shaped(self, node: LexborNode, tag: str) -> None:
        self.flush()
        apart = tag in _PARAGRAPHS and not self.in_list
        if apart:
            self.lines.blank()
        if tag == "table" or node.attributes.get("role") in ("table", "grid"):
            self._table(node)
        elif tag == "pre":
            self.lines.add(node.text() or "")
        elif tag == "dl":
            self._definitions(node)
        elif tag in ("ul", "ol"):
            self._list(node, tag)
        elif rows := _rows_of_parts(node):
            self._rows(rows)
        else:
            self.block(node)
        if apart:
            self.lines.blank()

    def _marked(self, node: LexborNode, tag: str) -> None:
        text = self._inside(node).replace(BREAK, " ")
        if tag == "sup":
            self.parts.append(raised(text))
        elif tag == "time":
            self.parts.append(_with_year(text, node.attributes.get("datetime") or ""))
        else:
            self.parts.append(struck(text))

    def _inside(self, node: LexborNode) -> str:
        """What an element holds, as the text of a cell."""
        inner = _Writer()
        inner.panels = self.panels
        inner.block(node)
        return inner.lines.in_cell()

    def _is_hidden(self, node: LexborNode) -> bool:
        attributes = node.attributes
        if not attributes:
            return False
        if _FOR_EARS.intersection((attributes.get("class") or "").lower().split()):
            return True
        hidden = (
            ("hidden" in attributes and attributes["hidden"] != "until-found")
            or attributes.get("aria-hidden") == "true"
            or _UNSHOWN.search(attributes.get("style") or "")
        )
        panel = attributes.get("role") in ("tabpanel", "region") or attributes.get("id") in self.panels
        return bool(hidden) and not panel

    def _list(self, node: LexborNode, tag: str) -> None:
        items = [child for child in _children(node) if child.tag == "li" and not self._is_hidden(child)]
        if rows := _rows_of_parts(node):
            self._rows(rows)
            return
        first = _number(node, "start")
        outer, self.in_list = self.in_list, True
        for number, item in enumerate(items, first):
            self.before = f"{number}. " if tag == "ol" else BULLET
            self.block(item)
            self.before = ""
        self.in_list = outer

    def _definitions(self, node: LexborNode) -> None:
        """Each term with its definition, "Tid: 9-12"; several definitions are items of a list."""
        groups: list[tuple[str, list[str]]] = []
        for child in (c for part in _children(node) for c in (_children(part) if part.tag == "div" else [part])):
            if child.tag == "dt":
                groups.append((self._inside(child).replace(BREAK, " "), []))
            elif child.tag == "dd" and groups:
                groups[-1][1].append(self._inside(child))
        for term, said in groups:
            if len(said) == 1 and BREAK not in said[0]:
                self.lines.add(f"{term.removesuffix(':')}: {said[0]}")
            else:
                self.lines.add(term)
                for text in said:
                    self.lines.add(BULLET + text)

    def _table(self, table: LexborNode) -> None:
        for child in _children(table):
            if child.tag == "caption":
                self.block(child)
        rows = [row for row in _within(table, _ROWS) if not self._is_hidden(row)]
        holds_tables = any(inner.mem_id != table.mem_id for inner in table.css("table"))
        if holds_tables or table.attributes.get("role") in ("presentation", "none"):
            for row in rows:  # a table that holds tables is there for the layout
                for node in _within(row, _CELLS):
                    self.block(node)
                    self.lines.blank()
            return
        self._rows([[c for c in _within(row, _CELLS) if not self._is_hidden(c)] for row in rows])

    def _rows(self, rows: list[list[LexborNode]]) -> None:
        spans: list[Span] = []
        covered: dict[int, int] = {}  # the column that a cell from above covers: rows still to come
        for index, nodes in enumerate(rows):
            column = 0
            now = dict(covered)
            covered = {c: n - 1 for c, n in covered.items() if n > 1}
            for node in nodes:
                while column in now:
                    column += 1
                tall = min(_number(node, "rowspan") or len(rows), len(rows) - index)
                wide = min(_number(node, "colspan") or 1, _MOST_COLUMNS)
                spans.append(Span(index, column, cell(self._inside(node)), tall, wide))
                if tall > 1:
                    covered |= dict.fromkeys(range(column, column + wide), tall - 1)
                column += wide
                if column > _MOST_COLUMNS:
                    raise too_long()
        self.lines.table(spans)


def _number(node: LexborNode, name: str) -> int:
    value = node.attributes.get(name) or "1"
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _elements(node: LexborNode) -> list[LexborNode]:
    return [child for child in _children(node) if child.is_element_node]


_ROWS = (("tr",), ("row",))
_CELLS = (("td", "th"), ("cell", "columnheader", "rowheader", "gridcell"))


def _within(node: LexborNode, sought: tuple[tuple[str, ...], tuple[str, ...]]) -> Iterator[LexborNode]:
    """The rows of a table, or the cells of a row, by tags or roles, however grouped; not those of a table inside."""
    tags, roles = sought
    for child in _elements(node):
        if child.tag in tags or child.attributes.get("role") in roles:
            yield child
        elif child.tag != "table":
            yield from _within(child, sought)


def _rows_of_parts(node: LexborNode) -> list[list[LexborNode]]:
    """The parts of a block whose children are all rows, made alike of as many short parts; none if they are not.

    Pages without tables set out rows so: <div class="row"><div>5 mars</div><div>9-12</div></div>.
    """
    children = _elements(node)
    if len(children) < 2 or len({child.tag for child in children}) > 1 or children[0].tag not in ("div", "li", "a"):
        return []
    rows = [_elements(child) for child in children]
    widths = {len(row) for row in rows}
    if len(widths) > 1 or min(widths) < 2 or _has_own_text(node) or any(map(_has_own_text, children)):
        return []
    return rows if all(_is_part(part) for row in rows for part in row) else []


def _has_own_text(node: LexborNode) -> bool:
    return any(child.tag == "-text" and (child.text_content or "").strip() for child in _children(node))


def _is_part(node: LexborNode) -> bool:
    plain = all(child.tag not in _PARAGRAPHS | _LINES for child in _elements(node))
    return node.tag in _ROW_PARTS and plain and len(node.text().strip()) <= _PART_LENGTH


def _with_year(text: str, stated: str) -> str:
    """The text of <time>; the day that its attribute states gives a day its year, and stands for no text."""
    found = re.match(r"(\d{4})-\d{2}-(\d{2})", stated)
    day = _DAY.fullmatch(text.strip())
    if not found or (text.strip() and not (day and int(day[1]) == int(found[2]))):
        return text
    return f"{text} {found[1]}" if day else found[0]
