"""One walk over a tree of HTML, from first tag to last, putting what people see into lines and tables.

Without recursion: a long thread nests deeper than Python calls may. What a tag means is in html_tags.py, what
a style means in html_css.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.documents.html_colours import ink_of
from ingest.documents.html_controls import control, picture
from ingest.documents.html_css import Css, css_of
from ingest.documents.html_hands import Hand, Roles, Written
from ingest.documents.html_lines import Lines
from ingest.documents.html_tables import OpenTable
from ingest.documents.html_tags import (
    ATTRIBUTES,
    BLOCKS,
    CELLS,
    CONTROLS,
    GAPS,
    MARKS,
    SILENT,
    classes,
    count_of,
    is_quotation,
    is_signature,
    number_of,
    prompt_mark,
    stands_close,
)
from ingest.documents.looks import with_symbols
from ingest.documents.symbols import symbol
from ingest.documents.zipped import Unreadable
from ingest.page import Block, Line, Mark, Run

TOO_LONG = "it is far longer than a form can be"
_MOST_ELEMENTS = 40_000
_MOST_INSIDE = 60  # tables and their cells, one in the other
_PLAIN = Css()
_TYPED = frozenset({"pre", "listing", "textarea"})
_STYLED = _TYPED | MARKS.keys() | {"w:sdt"}
_SET_APART = Mark.BOLD | Mark.ITALIC | Mark.UNDERLINED | Mark.HEADING | Mark.FAINT
_AS_BLOCKS = frozenset({"block", "table", "flex", "list-item", "table-row", "grid"})
_NO_COLUMNS = frozenset({"table", "body", "html", "img", "a", "hr"})


@dataclass(frozen=True, slots=True)
class _Style:
    """What holds for the words of an element: its own style and those around it."""

    mark: Mark = Mark.NONE
    font: str = ""
    typed: bool = False
    tiny: bool = False
    unseen: bool = False
    hand: Hand = Hand()


@dataclass(slots=True)
class _Open:
    """An element that was entered and not yet left, and what must be done on leaving it."""

    style: _Style
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
    open: list[_Open] = field(default_factory=lambda: [_Open(_Style())])
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
        outer, css = self.open[-1].style, self._css(element)
        one = _Open(outer)
        self.open.append(one)
        if element.tag in SILENT or css.gone or element.get("hidden") is not None or is_signature(element):
            return False
        top = self.inside[-1]
        in_ruled = element.tag in CELLS and isinstance(top, OpenTable) and top.ruled
        one.style = _styled(element, css, outer, in_ruled)
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

    def _css(self, element: etree._Element) -> Css:
        tag, rules = str(element.tag), self.rules
        if not element.attrib and tag not in rules:
            return _PLAIN
        said = [rules.get(tag, ""), *(rules.get(name, "") for name in _selectors(element))] if rules else []
        for name, meaning in ATTRIBUTES.get(tag, ()):
            said += [f"{meaning}:{value}" for value in (element.get(name),) if value]
        return css_of(";".join([*said, element.get("style") or ""]))

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


def _styled(element: etree._Element, css: Css, outer: _Style, in_ruled: bool) -> _Style:
    """The style within an element. A ground in a colour marks words only where it is laid under words."""
    if css is _PLAIN and element.tag not in _STYLED and not in_ruled:
        return outer
    sets = css.sets
    if element.tag in BLOCKS:
        sets &= ~Mark.HIGHLIGHTED
    own = MARKS.get(str(element.tag), Mark.NONE)
    mark = ((outer.mark | own) & ~css.clears) | sets | prompt_mark(element)
    hand = outer.hand
    ruled = css.ruled and element.tag not in ("table", "tr", "body")
    hand = Hand(
        mark & _SET_APART,
        hand.ink if css.colour is None else ink_of(css.colour),
        hand.ground if css.ground is None else css.ground,
        css.size or hand.size,
        hand.boxes + (ruled or in_ruled),
        hand.set_in or css.set_in or element.tag == "dd",
        css.font or hand.font,
    )
    typed = element.tag in _TYPED or outer.typed
    return _Style(
        mark,
        css.font or outer.font,
        typed if css.typed is None else css.typed,
        outer.tiny if css.tiny is None else css.tiny,
        outer.unseen if css.unseen is None else css.unseen,
        hand,
    )


def _selectors(element: etree._Element) -> Iterator[str]:
    for name in classes(element):
        yield f".{name}"
        yield f"{element.tag}.{name}"
