"""The boxes and ticks of symbol fonts, which put them on codes of their own."""

from __future__ import annotations

import re

from ingest.page import OFF, ON, TICK

_CROSS = "✗"
_TABLES = {
    "wingdings": {0x6F: OFF, 0xA8: OFF, 0x71: OFF, 0x72: OFF, 0xFE: ON, 0xFD: ON, 0xFC: TICK, 0xFB: _CROSS,
                  0x78: ON},
    "wingdings 2": {0xA3: OFF, 0x2A: OFF, 0x52: ON, 0x53: ON, 0x54: ON, 0x50: TICK, 0x4F: _CROSS, 0x51: ON},
    "webdings": {0x63: OFF, 0x61: TICK, 0x72: _CROSS},
    "zapfdingbats": {0x33: TICK, 0x34: TICK, 0x35: _CROSS, 0x36: _CROSS, 0x37: _CROSS, 0x38: _CROSS,
                     0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: OFF, 0x70: OFF, 0x71: OFF, 0x72: OFF, 0x75: "◆"},
}  # fmt: skip


_PRIVATE = 0xF000


def symbol(font: str, code: int) -> str:
    """The box or tick that a code shows in a symbol font, or nothing. `font`: its name, small letters."""
    if "ding" not in font:  # Word's private codes in a font that stood in for Wingdings
        greek = (
            "symbol" in font and "opensymbol" not in font
        )  # LibreOffice puts OpenSymbol where Wingdings is
        return _TABLES["wingdings"].get(code & 0xFF, "") if code >= _PRIVATE and not greek else ""
    name = re.sub(r"(?:itc|-regular|[-_,]?mt|[-_])", "", font)
    name = re.sub(r"(?<=s) ?([23])", r" \1", name)
    table = _TABLES.get("zapfdingbats" if name in ("zapfdingbats", "dingbats") else name, {})
    return table.get(code & 0xFF if code >= _PRIVATE or code < 0x100 else -1, "")
