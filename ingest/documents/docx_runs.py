"""What is inside a Word paragraph: runs with their looks, controls, legacy form fields, tick boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.documents.docx_boxes import in_the_line
from ingest.documents.docx_legacy import OldField, old_field
from ingest.documents.docx_looks import OFF_VALUES, W, is_on, mark_of, symbol_text
from ingest.page import OFF, ON, SIGNED, Line, Mark, Run

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_PICTURES = frozenset(
    (
        "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
        "{urn:schemas-microsoft-com:vml}imagedata",
    )
)
_THROUGH = frozenset(
    f"{W}{name}"
    for name in ("hyperlink", "smartTag", "fldSimple", "ins", "moveTo", "customXml", "dir", "bdo")
)


@dataclass(slots=True)
class Inline:
    """A paragraph while it is being read; `boxes` are text boxes anchored in it."""

    pieces: list[list[Run]] = field(default_factory=lambda: [[]])
    boxes: list[etree._Element] = field(default_factory=list)
    open: list[OldField] = field(default_factory=list)

    def add(self, text: str, mark: Mark) -> None:
        """Put text into the line, or into the form field that is open."""
        if self.open:
            if self.open[-1].in_result:
                self.open[-1].shown.append(Run(text, mark))
            return
        line = self.pieces[-1]
        if line and line[-1].mark == mark:
            line[-1] = Run(line[-1].text + text, mark)
        else:
            line.append(Run(text, mark))

    def lines(self) -> Iterator[Line]:
        """The paragraph's lines: more than one where it holds line breaks."""
        for piece in self.pieces:
            yield Line(tuple(run for run in piece if run.text))


def read_paragraph(paragraph: etree._Element, control: etree._Element | None = None) -> Inline:
    """Read a paragraph; `control` is the content control it stands in, if that holds whole paragraphs."""
    inline = Inline()
    if control is not None:
        _read_control(control, paragraph, inline)
    else:
        _read_children(paragraph, inline, _style_mark(paragraph))
    for left_open in inline.open[:1]:  # a field that ends in a later paragraph
        inline.open.clear()
        for run in left_open.shown:
            inline.add(run.text, run.mark | Mark.FILLED)
    return inline


def _style_mark(paragraph: etree._Element) -> Mark:
    """Headings stand out as bold words do, whatever the document's own styles make of them."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = "" if style is None else style.get(f"{W}val", "").casefold()
    return Mark.BOLD | Mark.HEADING if name.startswith("heading") else Mark.NONE


def _read_children(parent: etree._Element, inline: Inline, mark: Mark) -> None:
    for child in parent:
        tag = child.tag
        if tag == f"{W}r":
            _read_run(child, inline, mark)
        elif tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None and not _written_again(child):
                _read_control(child, content, inline)
        elif tag in _THROUGH:
            _read_children(child, inline, mark)
        elif tag == f"{MC}AlternateContent":
            _read_children(_one_of(child), inline, mark)


def _written_again(control: etree._Element) -> bool:
    """LibreOffice 7.4 writes a control anew where Latin letters meet others: the first holds all that is in
    it, and each of the others, of the same name, ends in that."""
    before = control.getprevious()
    if before is None or before.tag != f"{W}sdt":
        return False
    (title, words), (name, end) = _title_and_end(before), _title_and_end(control)
    return title == name != "" and words == end != ""


def _title_and_end(control: etree._Element) -> tuple[str, str]:
    alias = control.find(f"{W}sdtPr/{W}alias")
    words = [text.text or "" for text in control.iter(f"{W}t")]
    return "" if alias is None else alias.get(f"{W}val", ""), words[-1] if words else ""


def _one_of(alternatives: etree._Element) -> etree._Element:
    """Word writes the same thing twice, for new and for old programs: take one (MAIL.md, lesson 3)."""
    choice = alternatives.find(f"{MC}Choice")
    return (
        alternatives[0]
        if choice is None and len(alternatives)
        else (alternatives if choice is None else choice)
    )


def _read_control(control: etree._Element, content: etree._Element, inline: Inline) -> None:
    """A content control: a box, a date, a choice or text. A prompt nobody typed over is only faint."""
    properties = control.find(f"{W}sdtPr")
    if properties is None:
        _read_children(content, inline, Mark.NONE)
        return
    box = properties.find(f"{W14}checkbox")
    if box is not None:
        checked = box.find(f"{W14}checked")
        ticked = checked is not None and checked.get(f"{W14}val", "1") not in OFF_VALUES
        inline.add(ON if ticked else OFF, Mark.FILLED)
        return
    if properties.find(f"{W}showingPlcHdr") is not None:
        _read_children(content, inline, Mark.FAINT | Mark.FILLED)
        return
    shown = "".join(text.text or "" for text in content.iter(f"{W}t")).strip()
    day = properties.find(f"{W}date")
    full = "" if day is None else day.get(f"{W}fullDate", "")
    if shown and re.match(r"\d{4}-\d\d-\d\d", full):
        inline.add(full[:10], Mark.FILLED)
        return
    if shown in _prompts(properties):
        inline.add(shown, Mark.FAINT | Mark.FILLED)
        return
    if properties.find(f"{W}docPartObj") is None and properties.find(f"{W}group") is None:
        _read_children(content, inline, Mark.FILLED)
    else:
        _read_children(content, inline, Mark.NONE)


def _prompts(properties: etree._Element) -> frozenset[str]:
    """The entries of a choice that stand for "nothing chosen": those without a value."""
    entries = [
        *properties.iterfind(f"{W}dropDownList/{W}listItem"),
        *properties.iterfind(f"{W}comboBox/{W}listItem"),
    ]
    return frozenset(entry.get(f"{W}displayText", "") for entry in entries if not entry.get(f"{W}value"))


def _read_run(run: etree._Element, inline: Inline, mark: Mark) -> None:
    look = run.find(f"{W}rPr")
    if look is not None:
        if is_on(look.find(f"{W}vanish")):
            return
        mark |= mark_of(look)
    for child in run:
        match child.tag.rpartition("}")[2]:
            case "t":
                inline.add((child.text or "").replace("\n", " "), mark)
            case "tab" | "ptab":
                inline.add("\t", mark)
            case "br" | "cr" if not inline.open:
                inline.pieces.append([])
            case "br" | "cr":
                inline.add(" ", mark)
            case "noBreakHyphen":
                inline.add("-", mark)
            case "sym":
                inline.add(symbol_text(child), mark)
            case "fldChar":
                _read_field(child, inline)
            case "drawing" | "pict" | "object":
                _read_drawing(child, inline)
            case "AlternateContent":
                for drawing in _one_of(child):
                    _read_drawing(drawing, inline)


def _read_drawing(drawing: etree._Element, inline: Inline) -> None:
    """Its text boxes: one in a line behind words belongs there, others come behind the paragraph."""
    boxes = list(_text_boxes(drawing))
    if not boxes and any(child.tag in _PICTURES for child in drawing.iter()):
        inline.add(SIGNED, Mark.FILLED)  # until it is known where it stands: signed.py
        return
    worded = any(run.text.strip() for run in inline.pieces[-1])
    told = in_the_line(drawing, boxes[0]) if worded and len(boxes) == 1 else None
    if told is None:
        inline.boxes.extend(boxes)
    else:
        inline.add(told, Mark.FILLED)


def _text_boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes of a drawing, each once."""
    for child in drawing:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from _text_boxes(_one_of(child))
        else:
            yield from _text_boxes(child)


def _read_field(char: etree._Element, inline: Inline) -> None:
    match char.get(f"{W}fldCharType", ""):
        case "begin":
            form = char.find(f"{W}ffData")
            if form is None:
                inline.open.append(OldField("shown"))
            else:
                inline.open.append(old_field(form))
        case "separate" if inline.open:
            inline.open[-1].in_result = inline.open[-1].kind in ("shown", "text")
        case "end" if inline.open:
            _close(inline)
        case _:
            return


def _close(inline: Inline) -> None:
    """An old field is over: what it came to goes into the line."""
    for run in inline.open.pop().result():
        inline.add(run.text, run.mark)
