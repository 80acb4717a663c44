"""What is inside a Word paragraph: runs with their looks, controls, legacy form fields, tick boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.page import OFF, ON, Line, Mark, Run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_THROUGH = frozenset(
    f"{W}{name}"
    for name in ("hyperlink", "smartTag", "fldSimple", "ins", "moveTo", "customXml", "dir", "bdo")
)
_OFF_VALUES = frozenset({"0", "false", "off", "none"})
_TOGGLES = (
    (f"{W}b", Mark.BOLD),
    (f"{W}strike", Mark.STRUCK),
    (f"{W}dstrike", Mark.STRUCK),
)
_BLANKS = re.compile(r"[\s\u2000-\u200b_.…]*")
# Symbol fonts put their boxes and ticks on private code points F0xx.
_SYMBOLS = {
    "wingdings": {
        0x6F: OFF,
        0xA8: OFF,
        0x71: OFF,
        0x72: OFF,
        0xFE: ON,
        0xFD: ON,
        0xFC: "✓",
        0xFB: "✗",
        0x78: ON,
    },
    "wingdings 2": {0xA3: OFF, 0x2A: OFF, 0x52: ON, 0x53: ON, 0x54: ON, 0x50: "✓", 0x4F: "✗", 0x51: ON},
    "webdings": {0x63: OFF, 0x61: "✓", 0x72: "✗"},
}


@dataclass(slots=True)
class _Legacy:
    """A field of the old form kind (FORMTEXT, FORMCHECKBOX, FORMDROPDOWN) while it is being read."""

    kind: str = ""
    default: str = ""
    shown: list[Run] = field(default_factory=list)
    in_result: bool = False


@dataclass(slots=True)
class Inline:
    """A paragraph while it is being read; `boxes` are text boxes anchored in it."""

    pieces: list[list[Run]] = field(default_factory=lambda: [[]])
    boxes: list[etree._Element] = field(default_factory=list)
    open: list[_Legacy] = field(default_factory=list)

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
        _read_children(paragraph, inline, Mark.NONE)
    for left_open in inline.open[:1]:  # a field that ends in a later paragraph
        inline.open.clear()
        for run in left_open.shown:
            inline.add(run.text, run.mark | Mark.FILLED)
    return inline


def _read_children(parent: etree._Element, inline: Inline, mark: Mark) -> None:
    for child in parent:
        if child.tag == f"{W}r":
            _read_run(child, inline, mark)
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                _read_control(child, content, inline)
        elif child.tag in _THROUGH:
            _read_children(child, inline, mark)
        elif child.tag == f"{MC}AlternateContent":
            _read_children(_one_of(child), inline, mark)


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
        ticked = checked is not None and checked.get(f"{W14}val", "1") not in _OFF_VALUES
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
        if _on(look.find(f"{W}vanish")):
            return
        mark |= _mark(look)
    for child in run:
        match etree.QName(child).localname:
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
                inline.add(_symbol(child), mark)
            case "fldChar":
                _read_field(child, inline)
            case "drawing" | "pict" | "object":
                inline.boxes.extend(_text_boxes(child))
            case "AlternateContent":
                inline.boxes.extend(_text_boxes(_one_of(child)))


def _mark(look: etree._Element) -> Mark:
    mark = Mark.NONE
    for tag, meaning in _TOGGLES:
        if _on(look.find(tag)):
            mark |= meaning
    if _on(look.find(f"{W}u")):
        mark |= Mark.UNDERLINED
    highlight, shade = look.find(f"{W}highlight"), look.find(f"{W}shd")
    if _on(highlight) or (
        shade is not None and shade.get(f"{W}fill", "auto").upper() not in ("AUTO", "FFFFFF")
    ):
        mark |= Mark.HIGHLIGHTED
    style = look.find(f"{W}rStyle")
    if style is not None and style.get(f"{W}val", "").casefold() == "placeholdertext":
        mark |= Mark.FAINT
    if _grey(look.find(f"{W}color")):
        mark |= Mark.FAINT
    return mark


def _on(toggle: etree._Element | None) -> bool:
    return toggle is not None and toggle.get(f"{W}val", "1").casefold() not in _OFF_VALUES


def _grey(colour: etree._Element | None) -> bool:
    """Middle greys, the colour of hints: neither near black nor coloured."""
    value = "" if colour is None else colour.get(f"{W}val", "")
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", value):
        return False
    shades = [int(value[at : at + 2], 16) for at in (0, 2, 4)]
    return min(shades) >= 0x60 and max(shades) <= 0xD0 and max(shades) - min(shades) <= 0x10


def _symbol(symbol: etree._Element) -> str:
    table = _SYMBOLS.get(symbol.get(f"{W}font", "").casefold(), {})
    code = symbol.get(f"{W}char", "")
    return table.get(int(code, 16) & 0xFF, "") if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""


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
                inline.open.append(_Legacy("shown"))
            else:
                inline.open.append(_legacy(form))
        case "separate" if inline.open:
            inline.open[-1].in_result = inline.open[-1].kind in ("shown", "text")
        case "end" if inline.open:
            _close(inline)
        case _:
            return


def _legacy(form: etree._Element) -> _Legacy:
    box = form.find(f"{W}checkBox")
    if box is not None:
        checked = box.find(f"{W}checked")
        state = box.find(f"{W}default") if checked is None else checked
        return _Legacy("box", ON if _on(state) else OFF)
    choice = form.find(f"{W}ddList")
    if choice is not None:
        entries = [entry.get(f"{W}val", "") for entry in choice.iterfind(f"{W}listEntry")]
        result = choice.find(f"{W}result")
        at = "" if result is None else result.get(f"{W}val", "")
        chosen = int(at) if re.fullmatch(r"\d{1,3}", at) else len(entries)
        return _Legacy("choice", entries[chosen] if chosen < len(entries) else "")
    default = form.find(f"{W}textInput/{W}default")
    return _Legacy("text", "" if default is None else default.get(f"{W}val", ""))


def _close(inline: Inline) -> None:
    """An old field is over: what it came to goes into the line."""
    legacy = inline.open.pop()
    match legacy.kind:
        case "box":
            inline.add(legacy.default, Mark.FILLED)
        case "choice":
            inline.add(legacy.default, Mark.FILLED)
        case "text":
            shown = "".join(run.text for run in legacy.shown)
            prompt = bool(legacy.default) and shown.strip() == legacy.default.strip()
            if not _BLANKS.fullmatch(shown):
                inline.add(shown, Mark.FILLED | (Mark.FAINT if prompt else Mark.NONE))
        case _:
            for run in legacy.shown:
                inline.add(run.text, run.mark)
