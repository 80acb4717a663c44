"""How Word text looks, and the characters of its symbol fonts."""

from __future__ import annotations

import re

from lxml import etree

from ingest.documents.looks import is_grey
from ingest.documents.symbols import symbol
from ingest.page import Mark

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_HEX = r"[0-9A-Fa-f]{1,4}"
OFF_VALUES = frozenset({"0", "false", "off", "none"})
_TOGGLES = (
    (f"{W}b", Mark.BOLD),
    (f"{W}strike", Mark.STRUCK),
    (f"{W}dstrike", Mark.STRUCK),
)


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
    return is_grey("" if colour is None else colour.get(f"{W}val", ""))


def symbol_text(element: etree._Element) -> str:
    """The box or tick a w:sym shows, or nothing."""
    code = element.get(f"{W}char", "")
    return symbol(element.get(f"{W}font", "").casefold(), int(code, 16)) if re.fullmatch(_HEX, code) else ""
