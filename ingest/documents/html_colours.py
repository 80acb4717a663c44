"""The colours of HTML by their many spellings, and which of them mark words as with a pen."""

from __future__ import annotations

import re

_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})(?:[0-9a-f]{2})?")
_RGB = re.compile(
    r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/]\s*([\d.]{1,8})(%?)\s*)?\)"
)
_NAMED = {
    "black": "000000", "white": "ffffff", "red": "ff0000", "lime": "00ff00", "green": "008000",
    "blue": "0000ff", "yellow": "ffff00", "aqua": "00ffff", "cyan": "00ffff", "fuchsia": "ff00ff",
    "magenta": "ff00ff", "navy": "000080", "teal": "008080", "maroon": "800000", "purple": "800080",
    "olive": "808000", "orange": "ffa500", "gray": "808080", "grey": "808080", "silver": "c0c0c0",
    "darkgray": "a9a9a9", "darkgrey": "a9a9a9", "lightgray": "d3d3d3", "lightgrey": "d3d3d3",
    "dimgray": "696969", "dimgrey": "696969", "slategray": "708090", "slategrey": "708090",
    "lightslategray": "778899", "lightslategrey": "778899", "darkred": "8b0000", "darkblue": "00008b",
    "darkgreen": "006400", "lightyellow": "ffffe0", "lightgreen": "90ee90", "lightblue": "add8e6",
    "gold": "ffd700", "pink": "ffc0cb", "windowtext": "000000", "window": "ffffff",
}  # fmt: skip
_COLOURED = 0x40  # between the strongest and the weakest shade
_PAPER = 0xF0  # lighter than this in all three shades is paper


def colour_of(written: str) -> str | None:
    """A colour as six hexadecimal digits ("808080"); None for none, a see-through or an unknown one."""
    text = written.strip().casefold()
    if text in _NAMED:
        return _NAMED[text]
    found = _HEX.fullmatch(text)
    if found is not None:
        return found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    shades = _RGB.fullmatch(text)
    if shades is None or (shades[4] is not None and not shades[4].strip("0.")):
        return None
    return "".join(f"{min(int(shades[at]), 255):02x}" for at in (1, 2, 3))


def is_highlight(colour: str) -> bool:
    """Whether words on this ground are marked as with a pen: anything but paper."""
    return min(int(colour[at : at + 2], 16) for at in (0, 2, 4)) < _PAPER


def ink_of(colour: str) -> str:
    """A colour that words stand out by; "" for black, white and grey."""
    shades = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    return colour if max(shades) - min(shades) >= _COLOURED else ""
