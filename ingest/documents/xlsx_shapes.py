"""What is drawn over the cells of an Excel sheet: tick boxes with their captions, and text boxes.

Tick boxes are read where Excel keeps them for its oldest readers (the VML drawing): there each stands once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ingest.documents.grid import Place
from ingest.documents.sheet_values import words
from ingest.page import OFF, ON, Line, Mark

_X = "{urn:schemas-microsoft-com:office:excel}"
_V = "{urn:schemas-microsoft-com:vml}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_BOXES = frozenset({"Checkbox", "Radio"})
_OPEN_BREAK = re.compile(rb"<br\s*>", re.IGNORECASE)
_LOW = 8  # pixels: a box that begins lower than this in its row belongs to the next one


def tick_boxes(content: bytes) -> Iterator[tuple[Place, tuple[Line, ...]]]:
    """The tick boxes of a VML drawing: where each stands, and its box and caption.

    Excel's VML is not always well formed (its <br> never ends); what can be made out of it is read.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(_OPEN_BREAK.sub(b"<br/>", content), parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is None:
        return
    for shape in root.iter(f"{_V}shape"):
        box = shape.find(f"{_X}ClientData")
        place = _place(box) if box is not None and box.get("ObjectType", "") in _BOXES else None
        if box is None or place is None:
            continue
        state = (box.findtext(f"{_X}Checked") or "0").strip()
        caption = shape.find(f"{_V}textbox")
        said = "" if caption is None else " ".join("".join(map(str, caption.itertext())).split())
        yield place, words(f"{ON if state == '1' else OFF} {said}".strip(), Mark.FILLED)


def _place(box: etree._Element) -> Place | None:
    numbers = re.findall(r"\d{1,6}", box.findtext(f"{_X}Anchor") or "")
    if len(numbers) != 8:
        return None
    column, _, row, low, _, _, bottom, _ = map(int, numbers)
    return (row + 1 if low > _LOW and bottom > row else row), column


def text_boxes(root: etree._Element) -> Iterator[tuple[Place, tuple[Line, ...]]]:
    """The text boxes of a drawing and where they stand; controls are left to the VML."""
    for anchor in root:
        start = anchor.find(f"{_DRAWING}from")
        if start is None:
            continue
        row, column = start.findtext(f"{_DRAWING}row") or "", start.findtext(f"{_DRAWING}col") or ""
        if not (re.fullmatch(r"\d{1,6}", row) and re.fullmatch(r"\d{1,6}", column)):
            continue
        paragraphs = [
            "".join(text.text or "" for text in paragraph.iter(f"{_A}t"))
            for body in anchor.iter(f"{_DRAWING}txBody")
            for paragraph in body.iterfind(f"{_A}p")
        ]
        if any(paragraphs):
            yield (int(row), int(column)), words("\n".join(paragraphs))
