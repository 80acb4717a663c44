"""How cells of an Excel workbook look, and what kind of number they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from ingest.documents.looks import is_grey
from ingest.documents.sheet_values import is_date_format
from ingest.page import Mark

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_T = TypeVar("_T")
_OFF = frozenset({"0", "false", "none"})


@dataclass(frozen=True, slots=True)
class CellStyle:
    """A cell's marks, whether its number is a day, the number format, and a key for cells that look alike."""

    mark: Mark = Mark.NONE
    day: bool = False
    code: str = ""
    looks: str = ""


def read_styles(root: etree._Element | None) -> Sequence[CellStyle]:
    """The styles of a workbook by their numbers."""
    if root is None:
        return ()
    codes = {
        _number(fmt, "numFmtId"): fmt.get("formatCode", "") for fmt in root.iterfind(f"{S}numFmts/{S}numFmt")
    }
    fonts = [(font_mark(font), _size(font)) for font in root.iterfind(f"{S}fonts/{S}font")]
    fills = [_fill(fill) for fill in root.iterfind(f"{S}fills/{S}fill")]
    styles = []
    for style in root.iterfind(f"{S}cellXfs/{S}xf"):
        mark, size = _at(fonts, _number(style, "fontId"), (Mark.NONE, ""))
        fill = _at(fills, _number(style, "fillId"), "")
        shade = Mark.HIGHLIGHTED if fill not in ("", "theme", "ffffff") else Mark.NONE
        shown = _number(style, "numFmtId")
        code = codes.get(shown, "")
        styles.append(
            CellStyle(mark | shade, is_date_format(shown, code), code, f"{mark.value} {size} {fill}")
        )
    return styles


def font_mark(font: etree._Element) -> Mark:
    """The marks of a font, or of a run's properties."""
    mark = Mark.NONE
    for name, meaning in (
        ("b", Mark.BOLD),
        ("i", Mark.ITALIC),
        ("strike", Mark.STRUCK),
        ("u", Mark.UNDERLINED),
    ):
        toggle = font.find(f"{S}{name}")
        if toggle is not None and toggle.get("val", "1").casefold() not in _OFF:
            mark |= meaning
    colour = font.find(f"{S}color")
    if colour is not None and is_grey(colour.get("rgb", "")[-6:]):
        mark |= Mark.FAINT
    return mark


def _size(font: etree._Element) -> str:
    size = font.find(f"{S}sz")
    return "" if size is None else size.get("val", "")


def _fill(fill: etree._Element) -> str:
    pattern = fill.find(f"{S}patternFill")
    if pattern is None or pattern.get("patternType", "none") == "none":
        return ""
    colour = pattern.find(f"{S}fgColor")
    if colour is None:
        return ""
    return colour.get("rgb", "")[-6:].casefold() or f"theme{colour.get('theme', '')}"[:5]


def _number(element: etree._Element, name: str) -> int:
    text = element.get(name, "0")
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _at(many: Sequence[_T], at: int, otherwise: _T) -> _T:
    return many[at] if at < len(many) else otherwise
