"""How text looks, whatever the format: the greys of hints, the blanks of an empty field."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.documents.symbols import symbol
from ingest.page import Mark

BLANKS = re.compile(r"[\s\u2000-\u200b_.…]*")
"""What an old form field shows while nothing is written in it."""

INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
"""Characters that show nothing: joiners, direction marks, soft hyphens."""

_PRIVATE = re.compile("[\uf020-\uf0ff]")  # where programs put the characters of symbol fonts


def is_grey(colour: str) -> bool:
    """Middle greys ("808080"), the colour of hints: neither near black nor coloured."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return False
    shades = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    return min(shades) >= 0x60 and max(shades) <= 0xD0 and max(shades) - min(shades) <= 0x10


def with_symbols(text: str, font: str = "") -> str:
    """Text with the private characters of symbol fonts as the boxes and ticks they show.

    `font`: its name; where that is no symbol font's, Wingdings is meant.
    """
    known = font.casefold() if "dings" in font.casefold() else "wingdings"
    return _PRIVATE.sub(lambda found: symbol(known, ord(found.group())), text)


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says of text: the marks it sets and clears, and whether the text is shown at all."""

    sets: Mark = Mark.NONE
    clears: Mark = Mark.NONE
    font: str = ""
    hidden: bool = False

    def over(self, under: Look) -> Look:
        """This look laid over another: what it does not speak of stays."""
        return Look(
            (under.sets & ~self.clears) | self.sets,
            (under.clears & ~self.sets) | self.clears,
            self.font or under.font,
            self.hidden or under.hidden,
        )
