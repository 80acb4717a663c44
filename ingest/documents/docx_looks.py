"""How Word text looks, and the characters of its symbol fonts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

from ingest.documents.looks import is_grey
from ingest.documents.symbols import symbol
from ingest.page import Mark

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_HEX = r"[0-9A-Fa-f]{1,4}"
OFF_VALUES = frozenset({"0", "false", "off", "none"})


def mark_of(look: etree._Element) -> Mark:
    """The marks that a w:rPr gives."""
    mark = Mark.NONE
    for part in look:
        meaning = _MARKS.get(part.tag)
        if meaning is not None and meaning[1](part):
            mark |= meaning[0]
    return mark


def is_on(toggle: etree._Element | None) -> bool:
    """Whether a toggle such as w:b is there and not switched off."""
    return toggle is not None and toggle.get(f"{W}val", "1").casefold() not in OFF_VALUES


def _shaded(shade: etree._Element) -> bool:
    return shade.get(f"{W}fill", "auto").upper() not in ("AUTO", "FFFFFF")


def _prompt(style: etree._Element) -> bool:
    return style.get(f"{W}val", "").casefold() == "placeholdertext"


def _grey(colour: etree._Element) -> bool:
    """Middle greys, the colour of hints: neither near black nor coloured."""
    return is_grey(colour.get(f"{W}val", ""))


_MARKS: Mapping[str, tuple[Mark, Callable[[etree._Element], bool]]] = {
    f"{W}b": (Mark.BOLD, is_on),
    f"{W}i": (Mark.ITALIC, is_on),
    f"{W}u": (Mark.UNDERLINED, is_on),
    f"{W}strike": (Mark.STRUCK, is_on),
    f"{W}dstrike": (Mark.STRUCK, is_on),
    f"{W}highlight": (Mark.HIGHLIGHTED, is_on),
    f"{W}shd": (Mark.HIGHLIGHTED, _shaded),
    f"{W}rStyle": (Mark.FAINT, _prompt),
    f"{W}color": (Mark.FAINT, _grey),
}


def symbol_text(element: etree._Element) -> str:
    """The box or tick a w:sym shows, or nothing."""
    code = element.get(f"{W}char", "")
    return symbol(element.get(f"{W}font", "").casefold(), int(code, 16)) if re.fullmatch(_HEX, code) else ""
