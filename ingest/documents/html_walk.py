"""One walk over a tree of HTML, from first tag to last, putting what people see into lines and tables.

Without recursion: a long thread nests deeper than Python calls may. What a tag means is in html_tags.py, what
a style means in html_css.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.documents.html_controls import control, picture
from ingest.documents.html_css import Css
from ingest.documents.html_hands import Roles, Written
from ingest.documents.html_lines import Lines
from ingest.documents.html_style import Style, css_at, styled
from ingest.documents.html_tables import OpenTable
from ingest.documents.html_tags import (
    BLOCKS,
    CELLS,
    CONTROLS,
    GAPS,
    SILENT,
    count_of,
    is_quotation,
    is_signature,
    number_of,
    stands_close,
)
from ingest.documents.looks import with_symbols
from ingest.documents.symbols import symbol
from ingest.documents.zipped import Unreadable
from ingest.page import Block, Line, Run

TOO_LONG = "it is far longer than a form can be"
_MOST_ELEMENTS = 40_000
_MOST_INSIDE = 60  # tables and their cells, one in the other
_AS_BLOCKS = frozenset({"block", "table", "flex", "list-item", "table-row", "grid"})
_NO_COLUMNS = frozenset({"table", "body", "html", "img", "a", "hr"})


@dataclass(slots=True)
class _Open:
    """An element that was entered and not yet left, and what must be done on leaving it."""

    style: Style
    block: bool = False
    gap: bool = False
    column: bool = False
    quotes: bool = False
    counts: bool = False
    inside: OpenTable | Lines | None = None
    narrow: bool = False


@dataclass(slots=True)
class Walk:
    """One pass over a tree, with the rules of its style sheets and what its looks mean, once that is known.

    `inside`: the tables and cells that are open, the innermost last; `seen`: each line as it was written.
    """

    rules: Mapping[str, str]
    roles: Roles | None = None
    seen: list[Written] = field(default_factory=list)
    open: list[_Open] = field(default_factory=lambda: [_Open(Style())])
    inside: list[OpenTable | Lines] = field(default_factory=list)
    place: Lines = field(default_factory=lambda: Lines([]))
    numbers: list[int] = field(default_factory=list)
    depth: int = 0

    def read(self, tree: etree._Element) -> list[Block]:
        """All blocks that are seen. Raises `Unreadable` for more than any form has."""
        self.inside = [Lines(self.seen, self.roles)]
        self._go_to()
        walk = etree.iterwalk(tree, events=("start", "end"))
        entered = 0
        for event, element in walk:
            if event == "end":
                self._leave(element)
                continue
            entered += 1
            if entered > _MOST_ELEMENTS:
                raise Unreadable(TOO_LONG)
            if self._enter(element):
                self._text(element.text)
            else:
                walk.skip_subtree()
        self.place.end()
        return self.place.blocks

    def _go_to(self) -> None:
        """Find where words go: words in a table but in none of its cells stand before it."""
        self.place = next(one for one in reversed(self.inside) if isinstance(one, Lines))

    def _text(self, text: str | None) -> None:
        style = self.open[-1].style
        if not text or style.tiny or style.unseen:
            return
        if "dings" in style.font:
            text = "".join(symbol(style.font, ord(letter)) for letter in text.strip())
        self.place.text(with_symbols(text, style.font), style.mark, style.typed, style.hand)

    def _enter(self, element: etree._Element) -> bool:
        """Begin an element; False where nothing in it is to be read."""
        outer, css = self.open[-1].style, css_at(element, self.rules)
        one = _Open(outer)
        self.open.append(one)
        if element.tag in SILENT or css.gone or element.get("hidden") is not None or is_signature(element):
            return False
        top = self.inside[-1]
        in_ruled = element.tag in CELLS and isinstance(top, OpenTable) and top.ruled
        one.style = styled(element, css, outer, in_ruled)
        self._shape(element, css, one)
        if css.listed:
            self._text(number_of(element))
            return False
        match element.tag:
            case "br":
                self.place.line_break()
            case "input" | "select" | "textarea" if (shown := control(element)) is not None:
                self._control(shown)
            case "img" if picture(element):
                self.place.apart(picture(element), one.style.mark)
            case "ol":
                one.counts = True
                self.numbers.append(count_of(element, "start"))
            case "li":
                self._number(element)
            case _ if css.tabs:
                self.place.text("\t" * css.tabs, one.style.mark, typed=True)
        return element.tag not in CONTROLS

    def _shape(self, element: etree._Element, css: Css, one: _Open) -> None:
        """Lines, cells and tables that begin with an element."""
        place, tag = self.place, element.tag
        if css.column and tag not in CELLS and tag not in _NO_COLUMNS:
            one.column = True
            place.column()
            return
        inline = css.display == "inline" if tag in BLOCKS else css.display not in _AS_BLOCKS
        if inline and tag not in CELLS:
            return
        top = self.inside[-1]
        one.block = True
        one.gap = tag in GAPS and not (css.close or (css.close is None and stands_close(element)))
        place.end(one.gap)
        one.quotes = is_quotation(element, css.left_bar)
        self.depth += one.quotes
        place.depth = self.depth
        if tag == "table":
            one.inside = OpenTable(ruled=css.ruled or count_of(element, "border", 0) > 0)
        elif tag == "tr" and isinstance(top, OpenTable):
            top.row()
        elif tag in CELLS and isinstance(top, OpenTable):
            one.inside = Lines(self.seen, self.roles, depth=self.depth)
            one.narrow = css.narrow and not (css.ruled or top.ruled)
        if one.inside is not None:
            self.inside.append(one.inside)
            self._go_to()
            if len(self.inside) > _MOST_INSIDE:
                raise Unreadable(TOO_LONG)

    def _control(self, shown: Run) -> None:
        style, place = self.open[-1].style, self.place
        if not (style.tiny or style.unseen):
            place.text(" ")
            place.text(shown.text, style.mark | shown.mark, typed=True)
            place.text(" ")

    def _number(self, element: etree._Element) -> None:
        parent = element.getparent()
        if parent is not None and parent.tag == "ol" and self.numbers:
            number = count_of(element, "value", self.numbers[-1])
            self.numbers[-1] = number + 1
            self._text(f"{number}. ")

    def _leave(self, element: etree._Element) -> None:
        """End an element, and go on with the text behind it."""
        one = self.open.pop()
        if one.inside is not None:
            inside = self.inside.pop()
            self._go_to()
            self._close(element, one, inside)
        if one.column:
            self.place.column()
        if one.block:
            self.place.end(one.gap)
            self.depth -= one.quotes
            self.place.depth = self.depth
        if one.counts:
            self.numbers.pop()
        self._text(element.tail)

    def _close(self, element: etree._Element, one: _Open, inside: OpenTable | Lines) -> None:
        if isinstance(inside, OpenTable):
            for block in inside.close():
                self.place.block(block)
            return
        inside.end()
        table = self.inside[-1]
        if isinstance(table, OpenTable):
            while inside.blocks and isinstance(last := inside.blocks[-1], Line) and not last.runs:
                inside.blocks.pop()
            width, height = count_of(element, "colspan"), count_of(element, "rowspan")
            table.cell(inside.blocks, width, height, one.narrow and not inside.blocks)
