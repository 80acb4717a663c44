"""The letters of the PDF form: Helvetica as every viewer has it, with Welsh and other accents where needed.

A simple font has room for 256 letters: Windows-1252, and, in the places of letters that this form does not
use, the others that it needs, by their glyph names (ISO 32000-1 §9.6.6). What members type is set by their
viewer, which has all letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.glyphlist import glyphname2unicode

FONTS = {False: "Helvetica", True: "Helvetica-Bold"}
_SPARE = range(0x80, 0xA0)


class NotPrintable(ValueError):
    """The form has a letter that Helvetica has not."""

    def __init__(self, letter: str) -> None:
        self.letter = letter
        super().__init__(
            f'The form has the letter "{letter}", which our PDF cannot print. '
            "Use another format, or other words for the label."
        )


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of one form: `codes` as they stand in the file, `names` of those beyond Windows-1252."""

    codes: Mapping[str, int]
    names: Mapping[int, str]

    def encoded(self, text: str) -> str:
        """Text as a hexadecimal string of the file."""
        return f"<{bytes(self.codes[letter] for letter in text).hex()}>"

    def wrapped(self, text: str, size: float, width: float, bold: bool = False) -> list[str]:
        """Text in lines of at most `width` points; a word that is longer has a line of its own."""
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if not lines[-1] or width_of(longer, size, bold) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def font(self, bold: bool, descriptor: int, unicode: int) -> str:
        """The font as a dictionary of the file; the numbers are of objects that it names."""
        used = {code: letter for letter, code in self.codes.items()}
        widths = " ".join(str(round(_width(used.get(code, " "), bold))) for code in range(32, 256))
        changed = " ".join(f"{code}/{name}" for code, name in sorted(self.names.items()))
        return (
            f"<</Type/Font/Subtype/Type1/BaseFont/{FONTS[bold]}/FirstChar 32/LastChar 255/Widths[{widths}]"
            f"/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[{changed}]>>"
            f"/FontDescriptor {descriptor} 0 R/ToUnicode {unicode} 0 R>>"
        )

    def to_unicode(self) -> str:
        """The table by which programs that read aloud or search find the letters again."""
        pairs = "\n".join(
            f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in self.codes.items()
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CMapName /Form def\n/CMapType 2 def\n1 begincodespacerange\n<00> <ff>\nendcodespacerange\n"
            f"{len(self.codes)} beginbfchar\n{pairs}\nendbfchar\n"
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        )


def letters_of(texts: Iterable[str]) -> Letters:
    """The letters needed for these texts. Raises `NotPrintable`."""
    needed = sorted({letter for text in texts for letter in text} | {" "})
    codes = {letter: code[0] for letter in needed if (code := _windows(letter))}
    spare = [code for code in _SPARE if code not in codes.values()]
    names = {}
    for letter in needed:
        if letter not in codes:
            if not spare:
                raise NotPrintable(letter)
            codes[letter] = spare.pop()
            names[codes[letter]] = _glyph(letter)
    return Letters(codes, names)


def width_of(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of text is, in points."""
    return sum(_width(letter, bold) for letter in text) * size / 1000


def _width(letter: str, bold: bool) -> float:
    """A letter with an accent is as wide as without."""
    known: Mapping[str, float] = FONT_METRICS[FONTS[bold]][1]
    return known.get(letter, known.get(unicodedata.normalize("NFKD", letter)[0], 556))


def _windows(letter: str) -> bytes:
    return letter.encode("cp1252", "ignore")


def _glyph(letter: str) -> str:
    """The name of a Latin letter with an accent. Raises `NotPrintable`."""
    base = unicodedata.normalize("NFKD", letter)[0]
    names = [name for name, shown in glyphname2unicode.items() if shown == letter]
    if not names or not (base.isascii() or letter in FONT_METRICS["Helvetica"][1]):
        raise NotPrintable(letter)
    return min(names, key=lambda name: (name.startswith("afii"), len(name), name))
