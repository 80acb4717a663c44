"""How Word text looks, and the characters of its symbol fonts."""

from __future__ import annotations

import re

from lxml import etree

from ingest.page import OFF, ON, Mark

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

OFF_VALUES = frozenset({"0", "false", "off", "none"})
_TOGGLES = (
    (f"{W}b", Mark.BOLD),
    (f"{W}strike", Mark.STRUCK),
    (f"{W}dstrike", Mark.STRUCK),
)
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


def mark_of(look: etree._Element) -> Mark:
    """The marks that a w:rPr gives."""
    mark = Mark.NONE
    for tag, meaning in _TOGGLES:
        if is_on(look.find(tag)):
            mark |= meaning
    if is_on(look.find(f"{W}u")):
        mark |= Mark.UNDERLINED
    highlight, shade = look.find(f"{W}highlight"), look.find(f"{W}shd")
    if is_on(highlight) or (
        shade is not None and shade.get(f"{W}fill", "auto").upper() not in ("AUTO", "FFFFFF")
    ):
        mark |= Mark.HIGHLIGHTED
    style = look.find(f"{W}rStyle")
    if style is not None and style.get(f"{W}val", "").casefold() == "placeholdertext":
        mark |= Mark.FAINT
    if _grey(look.find(f"{W}color")):
        mark |= Mark.FAINT
    return mark


def is_on(toggle: etree._Element | None) -> bool:
    """Whether a toggle such as w:b is there and not switched off."""
    return toggle is not None and toggle.get(f"{W}val", "1").casefold() not in OFF_VALUES


def _grey(colour: etree._Element | None) -> bool:
    """Middle greys, the colour of hints: neither near black nor coloured."""
    value = "" if colour is None else colour.get(f"{W}val", "")
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", value):
        return False
    shades = [int(value[at : at + 2], 16) for at in (0, 2, 4)]
    return min(shades) >= 0x60 and max(shades) <= 0xD0 and max(shades) - min(shades) <= 0x10


def symbol_text(symbol: etree._Element) -> str:
    """The box or tick a w:sym shows, or nothing."""
    table = _SYMBOLS.get(symbol.get(f"{W}font", "").casefold(), {})
    code = symbol.get(f"{W}char", "")
    return table.get(int(code, 16) & 0xFF, "") if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
