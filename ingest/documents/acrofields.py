"""The fields of a fillable PDF as the file keeps them: kinds, values, tooltips, places (MAIL.md, lesson 4).

Values are read from /V and /AS, never from what is painted: a filled field may have no appearance at all.
What somebody wrote over the page with a viewer's text tool counts as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_rect, decode_text

from ingest.documents.pdf_paint import Box, Glyph, Painted, Shape
from ingest.documents.zipped import Unreadable
from ingest.page import Mark

MAX_FIELDS = 2_000
_DEEPEST = 20  # parents above a field
_HIDDEN = 2  # annotation flag
_PUSH, _RADIO = 1 << 16, 1 << 15  # field flags
_LONGEST = 60_000  # letters of one value
_MARKUP = {"Highlight": Mark.HIGHLIGHTED, "Underline": Mark.UNDERLINED, "StrikeOut": Mark.STRUCK}

_RINGS = frozenset({"Circle", "Square"})


class Sort(Enum):
    """What a field is to the person who fills it in."""

    TEXT = auto()
    BOX = auto()
    RADIO = auto()


@dataclass(frozen=True, slots=True)
class Widget:
    """A field at its place on a page. `group`: the name shared by the buttons of one radio group."""

    page: int
    box: Box
    sort: Sort
    name: str
    group: str
    tooltip: str
    value: str = ""
    on: bool = False
    state: str = ""  # what a button stands for, by the file
    most: int = 0  # letters it takes; 0: any number


@dataclass(slots=True)
class Fields:
    """All fields of a document, gathered page by page."""

    xfa: bool = False
    widgets: list[Widget] = field(default_factory=list)

    @property
    def filled(self) -> bool:
        """Whether anything was filled in."""
        return any(widget.value.strip() or widget.on for widget in self.widgets)

    def place(self, number: int, page: PDFPage, painted: Painted) -> None:
        """Take in the fields of a page; what was put over it with a viewer's tools is added to `painted`."""
        for annotation in _annotations(page):
            if len(self.widgets) > MAX_FIELDS:
                raise Unreadable("it holds far more fields than a form can")
            box = _box(annotation, page, painted)
            if box is None or _whole(annotation.get("F")) & _HIDDEN:
                continue
            kind = _name(annotation.get("Subtype"))
            if kind == "Widget":
                self.widgets.extend(_widget(annotation, number, box))
            elif kind == "FreeText":
                painted.glyphs.extend(_written(_text(annotation.get("Contents")), box))
            elif kind in _MARKUP:
                painted.shapes.append(_over(box, _MARKUP[kind]))
            elif kind in _RINGS and not _numbers(annotation.get("IC")):
                painted.shapes.append(_ring(box))
            elif kind == "Ink":
                painted.shapes.extend(_strokes(annotation, page, painted))


def read_fields(document: PDFDocument) -> Fields:
    """What the document says of its fields before any page is looked at."""
    form = resolve1(document.catalog.get("AcroForm"))
    return Fields(xfa=isinstance(form, dict) and form.get("XFA") is not None)


def _annotations(page: PDFPage) -> Iterator[Mapping[str, object]]:
    found = resolve1(page.annots)
    for each in (found if isinstance(found, list) else [])[: MAX_FIELDS * 2]:
        annotation = resolve1(each)
        if isinstance(annotation, dict):
            yield annotation


def _box(annotation: Mapping[str, object], page: PDFPage, painted: Painted) -> Box | None:
    places = _numbers(annotation.get("Rect"))
    if len(places) != 4:
        return None
    x0, y0, x1, y1 = apply_matrix_rect(_turned(page), (places[0], places[1], places[2], places[3]))
    return min(x0, x1), painted.height - max(y0, y1), max(x0, x1), painted.height - min(y0, y1)


def _turned(page: PDFPage) -> tuple[float, float, float, float, float, float]:
    """From the file's coordinates to the page as it is shown; the same as pdfminer's own for the content."""
    x0, y0, x1, y1 = page.mediabox
    match page.rotate:
        case 90:
            return 0, -1, 1, 0, -y0, x1
        case 180:
            return -1, 0, 0, -1, x1, y1
        case 270:
            return 0, 1, -1, 0, y1, -x0
        case _:
            return 1, 0, 0, 1, -x0, -y0


def _numbers(value: object) -> list[float]:
    found = resolve1(value)
    places = [resolve1(each) for each in found] if isinstance(found, list) else []
    return [float(each) for each in places if isinstance(each, (int, float))]


def _widget(annotation: Mapping[str, object], page: int, box: Box) -> Iterator[Widget]:
    lineage = _lineage(annotation)
    kind = _name(_inherited(lineage, "FT"))
    flags = _whole(_inherited(lineage, "Ff"))
    names = [_text(one.get("T")) for one in reversed(lineage) if one.get("T") is not None]
    tooltip = " ".join(_text(_inherited(lineage, "TU")).split())
    name = ".".join(names)
    if kind == "Btn" and not flags & _PUSH:
        states = [state for state in _states(annotation) if state != "Off"]
        value = _name(_inherited(lineage, "V"))
        on = _name(annotation.get("AS")) or (value if value in states else "Off")
        sort = Sort.RADIO if flags & _RADIO else Sort.BOX
        state = _said(states[0] if states else "", lineage)
        yield Widget(page, box, sort, name, name, tooltip, "", on not in ("Off", ""), state)
    elif kind in ("Tx", "Ch"):
        value = _value(_inherited(lineage, "V"), _options(lineage) if kind == "Ch" else {})
        most = _whole(_inherited(lineage, "MaxLen"))
        yield Widget(page, box, Sort.TEXT, name, name, tooltip, value, most=most)


def _lineage(annotation: Mapping[str, object]) -> list[Mapping[str, object]]:
    """The field and its parents, nearest first; parents in a ring end it."""
    lineage = [annotation]
    while len(lineage) < _DEEPEST:
        parent = resolve1(lineage[-1].get("Parent"))
        if not isinstance(parent, dict) or any(parent is one for one in lineage):
            break
        lineage.append(parent)
    return lineage


def _inherited(lineage: list[Mapping[str, object]], key: str) -> object:
    return next((resolve1(one[key]) for one in lineage if key in one), None)


def _states(annotation: Mapping[str, object]) -> list[str]:
    looks = resolve1(annotation.get("AP"))
    normal = resolve1(looks.get("N")) if isinstance(looks, dict) else None
    return [str(state) for state in normal] if isinstance(normal, dict) else []


def _said(state: str, lineage: list[Mapping[str, object]]) -> str:
    """The words a state stands for: itself, or, where states are numbers, the entry of /Opt."""
    entries = _inherited(lineage, "Opt")
    if state.isdecimal() and isinstance(entries, list) and int(state) < len(entries):
        return _text(resolve1(entries[int(state)]))
    return state


def _options(lineage: list[Mapping[str, object]]) -> dict[str, str]:
    """What is shown for each value of a choice list."""
    entries = _inherited(lineage, "Opt")
    shown: dict[str, str] = {}
    for each in (entries if isinstance(entries, list) else [])[:MAX_FIELDS]:
        entry = resolve1(each)
        if isinstance(entry, list) and len(entry) == 2:
            shown[_text(resolve1(entry[0]))] = _text(resolve1(entry[1]))
    return shown


def _value(value: object, shown: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return "\n".join(filter(None, (_value(resolve1(one), shown) for one in value[:200])))
    text = _text(value)
    return shown.get(text, text)


def _text(value: object) -> str:
    found = resolve1(value)
    if isinstance(found, PDFStream):
        found = found.get_data()
    if isinstance(found, PSLiteral):
        return _name(found)
    if isinstance(found, bytes):
        utf8 = found.startswith(b"\xef\xbb\xbf")
        found = found[3:].decode("utf-8", "replace") if utf8 else decode_text(found)
    text = found if isinstance(found, str) else ""
    return re.sub(r"\r\n?|\u2028|\u2029", "\n", text[:_LONGEST]).replace("\x00", "").replace("\u00a0", " ")


def _name(value: object) -> str:
    found = resolve1(value)
    if not isinstance(found, PSLiteral):
        return ""
    return found.name if isinstance(found.name, str) else found.name.decode("latin-1")


def _whole(value: object) -> int:
    found = resolve1(value)
    return found if isinstance(found, int) else 0


def _written(text: str, box: Box) -> Iterator[Glyph]:
    """Text put over the page by hand, a line below the other from the top of its box."""
    lines = text.strip().split("\n")
    step = (box[3] - box[1]) / max(len(lines), 1)
    size = min(max(step / 1.25, 6.0), 11.0)
    for at, line in enumerate(lines[:200]):
        base = box[1] + at * step + min(step, 1.25 * size) * 0.8
        yield Glyph(box[0] + 2, max(box[2] - 2, box[0] + 3), base, size, line.strip(), Mark.FILLED)


def _over(box: Box, mark: Mark) -> Shape:
    """A viewer's highlighter or line on words, as if painted."""
    x0, y0, x1, y1 = box
    middle, low = (y0 + y1) / 2, y1 - 0.12 * (y1 - y0)
    if mark is Mark.HIGHLIGHTED:
        corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))
        return Shape(box, corners, False, True, False, False, False)
    at = middle if mark is Mark.STRUCK else low
    return Shape((x0, at, x1, at), ((x0, at), (x1, at)), True, False, False, False, False)


def _ring(box: Box) -> Shape:
    """A ring or a frame that a viewer's tools put round words, as if drawn with a pen."""
    x0, y0, x1, y1 = box
    points = ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))
    return Shape(box, points, True, False, True, False, False)


def _strokes(annotation: Mapping[str, object], page: PDFPage, painted: Painted) -> Iterator[Shape]:
    """What was drawn by hand with a viewer's pen."""
    lists = resolve1(annotation.get("InkList"))
    for each in (lists if isinstance(lists, list) else [])[:500]:
        places = _numbers(each)[:4_000]
        points = []
        for x, y in zip(places[::2], places[1::2], strict=False):
            shown_x, shown_y, _, _ = apply_matrix_rect(_turned(page), (x, y, x, y))
            points.append((shown_x, painted.height - shown_y))
        if len(points) > 1:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            yield Shape(box, tuple(points), True, False, False, False, False)
