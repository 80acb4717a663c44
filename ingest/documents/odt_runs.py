"""What is inside a paragraph of OpenDocument text: spans with their looks, fields, controls, boxes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.documents.looks import BLANKS, Look, with_symbols
from ingest.documents.odt_controls import (
    FIELD,
    LOEXT,
    content_control,
    drop_down,
    field_mark,
    is_text_field,
)
from ingest.documents.odt_looks import OFFICE, TEXT, Styles
from ingest.documents.writing import Writing
from ingest.page import Mark, Run

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"

_PASSED_OVER = frozenset(
    f"{TEXT}{name}"
    for name in ("note", "ruby-text", "hidden-paragraph", "tracked-changes", "bibliography-mark")
) | {f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{OFFICE}forms", f"{OFFICE}event-listeners"}
_DRAWN = frozenset(
    f"{DRAW}{name}" for name in ("frame", "custom-shape", "rect", "ellipse", "g", "a", "caption")
)
_MOST_SPACES = 200


@dataclass(slots=True)
class Known:
    """What the whole document says: styles and controls; `filling`: a text field that has not ended yet."""

    styles: Styles
    controls: Mapping[str, Run]
    filling: bool = False


@dataclass(slots=True)
class Inline:
    """A paragraph while it is being read; `boxes` are drawings anchored in it."""

    known: Known
    writing: Writing = field(default_factory=Writing)
    boxes: list[etree._Element] = field(default_factory=list)

    def write(self, text: str | None, look: Look) -> None:
        """Words as XML has them: white space counts once, and not at the beginning of a line."""
        if not text or look.hidden:
            return
        folded = " ".join(text.split())
        if text[:1].isspace() and self.writing.pieces[-1]:
            folded = f" {folded}"
        if folded.strip() and text[-1:].isspace():
            folded = f"{folded} "
        self.put(folded, look)

    def put(self, text: str, look: Look, more: Mark = Mark.NONE) -> None:
        """These very letters."""
        if look.hidden or not text:
            return
        if self.known.filling:
            if BLANKS.fullmatch(text):
                return
            more |= Mark.FILLED
        self.writing.add(with_symbols(text, look.font), look.sets | more)


def read_paragraph(paragraph: etree._Element, known: Known, under: Look) -> Inline:
    """Read a text:p or text:h; `under` is the look of the cell it stands in."""
    inline = Inline(known)
    style = known.styles.look("paragraph", paragraph.get(f"{TEXT}style-name", ""))
    look = style.over(under)
    _read_children(paragraph, inline, look, Mark.NONE)
    return inline


def _read_children(parent: etree._Element, inline: Inline, look: Look, mark: Mark) -> None:
    over = Look(look.sets | mark, look.clears, look.font, look.hidden)
    inline.write(parent.text, over)
    for child in parent:
        if isinstance(child.tag, str):
            _read_child(child, inline, over)
        inline.write(child.tail, over)


def _read_child(child: etree._Element, inline: Inline, look: Look) -> None:
    if child.tag in _DRAWN:
        inline.boxes.append(child)
        return
    if child.tag in _PASSED_OVER:
        return
    reader = _READERS.get(child.tag)
    if reader is not None:
        reader(child, inline, look)
    else:
        _read_children(child, inline, look, Mark.NONE)


def _span(span: etree._Element, inline: Inline, look: Look) -> None:
    style = inline.known.styles.look("text", span.get(f"{TEXT}style-name", ""))
    _read_children(span, inline, style.over(look), Mark.NONE)


def _spaces(element: etree._Element, inline: Inline, look: Look) -> None:
    count = element.get(f"{TEXT}c", "1")
    inline.put(" " * (min(int(count), _MOST_SPACES) if count.isdecimal() and len(count) < 6 else 1), look)


def _tab(_: etree._Element, inline: Inline, look: Look) -> None:
    if not look.hidden:
        inline.writing.add("\t", look.sets)


def _line_break(_: etree._Element, inline: Inline, look: Look) -> None:
    if inline.known.filling:
        inline.writing.add(" ", look.sets | Mark.FILLED)
    else:
        inline.writing.break_line()


def _input(element: etree._Element, inline: Inline, look: Look) -> None:
    """An input field. What only repeats its description is the prompt."""
    shown = "".join(str(text) for text in element.itertext()).strip()
    prompt = bool(shown) and shown == element.get(f"{TEXT}description", "").strip()
    _read_children(element, inline, look, Mark.FILLED | (Mark.FAINT if prompt else Mark.NONE))


def _placeholder(element: etree._Element, inline: Inline, look: Look) -> None:
    _read_children(element, inline, look, Mark.FAINT | Mark.FILLED)


def _list(element: etree._Element, inline: Inline, look: Look) -> None:
    run = drop_down(element)
    inline.put(run.text, look, run.mark)


def _hidden_text(element: etree._Element, inline: Inline, look: Look) -> None:
    if element.get(f"{TEXT}is-hidden") != "true":
        _read_children(element, inline, look, Mark.NONE)


def _content_control(element: etree._Element, inline: Inline, look: Look) -> None:
    said = content_control(element)
    if isinstance(said, Run):
        inline.put(said.text, look, said.mark)
    else:
        _read_children(element, inline, look, said)


def _field_mark(element: etree._Element, inline: Inline, look: Look) -> None:
    run = field_mark(element)
    if run is not None:
        inline.put(run.text, look, run.mark)


def _field_start(element: etree._Element, inline: Inline, _: Look) -> None:
    inline.known.filling = is_text_field(element)


def _field_end(_: etree._Element, inline: Inline, __: Look) -> None:
    inline.known.filling = False


def _control(element: etree._Element, inline: Inline, look: Look) -> None:
    """A control of a form, standing where it was drawn."""
    run = inline.known.controls.get(element.get(f"{DRAW}control", ""))
    if run is not None:
        inline.put(run.text, look, run.mark)


_READERS = {
    f"{TEXT}span": _span,
    f"{TEXT}s": _spaces,
    f"{TEXT}tab": _tab,
    f"{TEXT}line-break": _line_break,
    f"{TEXT}text-input": _input,
    f"{TEXT}placeholder": _placeholder,
    f"{TEXT}drop-down": _list,
    f"{TEXT}hidden-text": _hidden_text,
    f"{LOEXT}content-control": _content_control,
    f"{FIELD}fieldmark": _field_mark,
    f"{FIELD}fieldmark-start": _field_start,
    f"{FIELD}fieldmark-end": _field_end,
    f"{DRAW}control": _control,
}
