"""Text boxes that stand in a line of words as a letter does: what is typed into one answers those words."""

from __future__ import annotations

import re

from lxml import etree

from ingest.documents.docx_looks import W
from ingest.page import OFF, ON

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_PLACED = re.compile(r"position\s*:\s*absolute", re.IGNORECASE)
_POINTS = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*([\d.]{1,8})pt", re.IGNORECASE)
_EMU = 12_700  # to the point
_TICK_BOX = 36.0  # points: no wider and no higher is a box to tick
_TICKED = re.compile(r"\s*(?:[xX✓✔✗✘☒☑]|v)\s*")
_MORE = (f"{W}tbl", f"{W}sdt", f"{W}fldChar", f"{W}drawing", f"{W}pict")


def in_the_line(drawing: etree._Element, content: etree._Element) -> str | None:
    """What the text box of a drawing adds to its line: a tick box for a small one, its words (a space for
    none) for another. None for a box that floats on the page, and for one of several paragraphs."""
    sides = _sides(drawing)
    if sides is None or any(next(content.iter(tag), None) is not None for tag in _MORE):
        return None
    told = ["".join(text.text or "" for text in one.iter(f"{W}t")).strip() for one in content.iter(f"{W}p")]
    told = [text for text in told if text]
    if len(told) > 1:
        return None
    text = told[0] if told else ""
    if sides and max(sides) <= _TICK_BOX and (not text or _TICKED.fullmatch(text)):
        return ON if text else OFF
    return text or " "


def _sides(drawing: etree._Element) -> tuple[float, ...] | None:
    """Width and height in points, as far as they are said; None for what does not stand in the line."""
    inline = drawing.find(f"{_WP}inline")
    if inline is not None:
        extent = inline.find(f"{_WP}extent")
        said = ("", "") if extent is None else (extent.get("cx", ""), extent.get("cy", ""))
        return tuple(int(side) / _EMU for side in said if side.isdecimal() and len(side) < 10)
    shape = drawing.find(_SHAPE)
    style = "" if shape is None else shape.get("style", "")
    if shape is None or _PLACED.search(style):
        return None
    return tuple(float(side) for side in _POINTS.findall(style) if side.count(".") < 2)
