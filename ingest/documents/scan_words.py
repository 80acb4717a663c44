"""What was recognised on a page (hOCR) -> words with places, looks and how sure they are, as a PDF has them.

The looks come from the dots: bold words have thicker strokes than the page's others, hints are grey.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from lxml import etree

from ingest.documents.pdf_paint import Glyph
from ingest.documents.scan_accents import lost_accents
from ingest.documents.scan_pixels import DPI, Grey
from ingest.documents.scan_upright import INK
from ingest.documents.zipped import Unreadable
from ingest.page import TICK, Mark

_DOT = 72 / DPI
SURE = 80  # of 100: words below are for a person to look at
_GUESS = 45  # ... a short one below this may be anything
_NOISE = 25  # ... and below this they are dirt, or handwriting
_MOST_WORDS = 8_000
_REGULAR, _BOLD = 1.2, 1.4  # times the thickness of the page's thinner strokes
_FAINT = 0.7  # of the blackness of the page's words
_TICKS = frozenset({"v", "V", "√", "Y", "¥", "/", "J", "x", "X", "✓", "✔", "✗", "✘", "\\/", "vv", "wv"})
_TIGHT = 0.4  # of the size of type: the room after a dot
_BRACKETS = str.maketrans("{}", "[]")
_SIZES = (0.7, 1.5)  # times what a line's capitals say, for its size of type to be believed
_ALIKE = (0.78, 1.28)  # times the page's usual size: the same, measured badly
_CAPITALS = 0.73  # of the size of type


@dataclass(frozen=True, slots=True)
class Word:
    """A word in dots: its box, baseline and size of type, and how sure it is, of 100."""

    left: int
    top: int
    right: int
    bottom: int
    base: float
    size: float
    text: str
    sure: float


Printed = tuple[Word, ...]
"""A line of words."""


def printed_lines(hocr: bytes) -> list[Printed]:
    """The lines of words. Raises `Unreadable` if the answer makes no sense."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(hocr, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable("the program that reads pictures gave an answer without sense") from fault
    found = [
        words
        for line in root.iter("{*}span")
        if line.get("class", "") in ("ocr_line", "ocr_textfloat", "ocr_header", "ocr_caption")
        if (words := tuple(_words(line)))
    ]
    if sum(map(len, found)) > _MOST_WORDS:
        raise Unreadable("it holds far more than a form can")
    return found


def sureness(lines: Sequence[Printed]) -> float:
    """How sure the words of a page are on the whole, of 100; longer words count for more."""
    words = [word for line in lines for word in line]
    letters = sum(len(word.text) for word in words)
    return sum(word.sure * len(word.text) for word in words) / letters if letters else 0.0


def _numbers(title: str, name: str) -> list[float]:
    found = re.search(rf"\b{name} ([-\d. ]+)", title)
    try:
        return [float(one) for one in found[1].split()] if found else []
    except ValueError:
        return []


def _words(line: etree._Element) -> Iterator[Word]:
    title = line.get("title", "")
    outer, slope, size = _numbers(title, "bbox"), _numbers(title, "baseline"), _numbers(title, "x_size")
    for word in line.iter("{*}span"):
        if word.get("class") != "ocrx_word":
            continue
        about = word.get("title", "")
        box, sure = _numbers(about, "bbox"), _numbers(about, "x_wconf")
        text = "".join(map(str, word.itertext())).strip()
        if len(box) != 4 or not text:
            continue
        left, top, right, bottom = (int(value) for value in box)
        base = float(bottom)
        if len(outer) == 4 and len(slope) == 2:
            base = outer[3] + slope[1] + slope[0] * ((left + right) / 2 - outer[0])
        yield Word(
            left, top, right, bottom, base, size[0] if size else bottom - top, text, sure[0] if sure else 0.0
        )


def glyphs_of(lines: Sequence[Printed], page: Grey) -> list[Glyph]:
    """The words in points, with a space between those of a line; `page` is the picture they were read in."""
    kept = [[word for word in line if not is_noise(word)] for line in lines]
    looks = _looks(kept, page)
    glyphs: list[Glyph] = []
    sizes = sorted(_size(line) for line in kept for _ in line)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    for line in kept:
        size = _size(line)
        size = usual if _ALIKE[0] < size / max(usual, 1.0) < _ALIKE[1] else size
        before: Glyph | None = None
        for at, word in enumerate(line):
            mark = looks[id(word)] | (
                Mark.UNSURE if word.sure < SURE or _unaccented(word, page) else Mark.NONE
            )
            text, mark = _read(word, mark, line[at + 1 :], at)
            glyph = Glyph(word.left * _DOT, word.right * _DOT, word.base * _DOT, size, text, mark)
            if before is not None and not _one_address(line[at - 1], word, size / _DOT):
                glyphs.append(Glyph(before.x1, max(glyph.x0, before.x1), before.base, size, " ", before.mark))
            glyphs.append(glyph)
            before = glyph
    return glyphs


def _one_address(before: Word, word: Word, size: float) -> bool:
    """Whether two words are an address that was taken apart at a dot or at its sign."""
    near = word.left - before.right < _TIGHT * size
    dotted = before.text[-1:] in "._-" and ("@" in before.text or "@" in word.text)
    return near and (dotted or before.text.endswith("@") or word.text.startswith("@"))


def _unaccented(word: Word, page: Grey) -> bool:
    """Whether a name has lost its accents."""
    box = (word.left, word.top, word.right, word.bottom)
    return word.text[:1].isupper() and lost_accents(word.text, box, word.base, word.size, page)


def is_noise(word: Word) -> bool:
    """Whether a word is dirt, or the mark of a pen, rather than letters."""
    return word.sure < _NOISE and not any(letter.isalnum() for letter in word.text)


def _size(line: Sequence[Word]) -> float:
    """The size of type of a line in points."""
    if not line:
        return 0.0
    tall = sorted(word.base - word.top for word in line if any(letter.isupper() for letter in word.text))
    stated = line[0].size
    if tall:
        by_capitals = tall[len(tall) // 2] / _CAPITALS
        if not _SIZES[0] <= stated / max(by_capitals, 1.0) <= _SIZES[1]:
            stated = by_capitals
    return max(stated * _DOT, 4.0)


def _read(word: Word, mark: Mark, after: Sequence[Word], at: int) -> tuple[str, Mark]:
    """A word's text where letters are taken for others: a lone stroke is an I, a tick looks like a v."""
    if word.text in ("|", "l", "I|") or re.fullmatch(r"[|l](?=['’](?:m|ve|d|ll|re|s)\b).*", word.text):
        return re.sub(r"^(?:I?\||l)", "I", word.text), mark
    if at == 0 and _looks_ticked(word, after):
        return TICK, mark | Mark.UNSURE
    if len(word.text) <= 3:
        return word.text.translate(_BRACKETS), mark
    return word.text, mark


def _looks_ticked(word: Word, after: Sequence[Word]) -> bool:
    if not after:
        return word.text in _TICKS and word.text not in "xX"
    made_out = word.text in _TICKS or (len(word.text) <= 2 and word.sure < _GUESS)
    return made_out and after[0].text[:1].isupper()


def _looks(lines: Sequence[Sequence[Word]], page: Grey) -> dict[int, Mark]:
    """Bold and faint words, against the others of the page."""
    measured = {id(word): _strokes(word, page) for line in lines for word in line}
    if not measured:
        return {}
    thin = float(np.percentile([thick for thick, _ in measured.values()], 30)) or 1.0
    black = float(np.median([ink for _, ink in measured.values()])) or 1.0
    looks: dict[int, Mark] = {}
    above: list[tuple[Word, bool]] = []  # the words that lines began with, and whether they were bold
    for line in sorted(lines, key=lambda one: one[0].base if one else 0.0):
        bold = _bold_words([(word, measured[id(word)][0] / thin) for word in line], above)
        above.extend(zip(line[:1], bold[:1], strict=True))
        for word, thick in zip(line, bold, strict=True):
            faint = measured[id(word)][1] < _FAINT * black
            looks[id(word)] = (Mark.BOLD if thick else Mark.NONE) | (Mark.FAINT if faint else Mark.NONE)
    return looks


def _bold_words(line: Sequence[tuple[Word, float]], above: Sequence[tuple[Word, bool]]) -> list[bool]:
    """Which words of a line are bold. Short words and those in between look like the next one that is clear,
    or like the line above, with which they begin at the same place.
    """
    clear = [
        thick > _BOLD if sum(map(str.isalnum, word.text)) > 2 and not _REGULAR < thick < _BOLD else None
        for word, thick in line
    ]
    if all(one is None for one in clear):
        usual = sorted(thick for _, thick in line)[len(line) // 2] if line else 0.0
        for word, bold in reversed(above):
            first = line[0][0]
            if 0 < first.base - word.base < 2 * first.size and abs(first.left - word.left) < first.size:
                return [bold] * len(line)
        return [usual > (_REGULAR + _BOLD) / 2] * len(line)
    told: list[bool] = []
    for at, one in enumerate(clear):
        near = [other for other in (*reversed(clear[:at]), *clear[at + 1 :]) if other is not None]
        told.append(near[0] if one is None else one)
    return told


def _strokes(word: Word, page: Grey) -> tuple[float, float]:
    """How thick a word's strokes are, for its size, and how black."""
    dots = page[max(word.top, 0) : word.bottom, max(word.left, 0) : word.right]
    ink = dots < 255 * INK
    if not ink.any():
        return 0.0, 0.0
    edges = int(np.count_nonzero(ink[:, 1:] & ~ink[:, :-1])) + int(ink[:, 0].sum())
    darkest = float(np.percentile(dots, 5))
    return float(ink.sum()) / max(edges, 1) / max(word.size, 1.0), 255.0 - darkest
