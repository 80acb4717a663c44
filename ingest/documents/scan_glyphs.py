"""Recognised words -> glyphs as a PDF paints them, put right where letters are often taken for others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from ingest.documents.pdf_paint import Glyph
from ingest.documents.scan_blots import Blots
from ingest.documents.scan_looks import looks_of
from ingest.documents.scan_pixels import DPI, Grey
from ingest.documents.scan_words import Printed, Word, is_noise
from ingest.page import TICK, Mark

_DOT = 72 / DPI
_GUESS = 45  # of 100; a short word below this may be anything
_TICKS = frozenset({"v", "V", "√", "Y", "¥", "/", "J", "x", "X", "✓", "✔", "✗", "✘", "\\/", "vv", "wv"})
_GAP = 0.05  # of the size of type, between words
_TIGHT = 0.4  # of the size of type: the room after a dot
_DELETED = ("Yes", "No")  # short words that people strike out; the stroke makes others of them
_BRACKETS = str.maketrans("{}", "[]")
_SIZES = (0.7, 1.5)  # times what a line's capitals say, for its size of type to be believed
_ALIKE = (0.78, 1.28)  # times the page's usual size: the same, measured badly
_CAPITALS = 0.73  # of the size of type


def glyphs_of(lines: Sequence[Printed], blots: Blots, page: Grey) -> list[Glyph]:
    """The words in points, with a space between those of a line; `page` is the picture they were read in.

    Words beside ink that was not read are unsure: something may be missing.
    """
    worded = ([word for word in line if not is_noise(word)] for line in lines)
    kept = [_addresses_whole(line) for line in worded if line]
    looks = looks_of(kept, page)
    glyphs: list[Glyph] = []
    sizes = sorted(_size(line) for line in kept for _ in line)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    for line in kept:
        size = _size(line)
        size = usual if _ALIKE[0] < size / max(usual, 1.0) < _ALIKE[1] else size
        before: Glyph | None = None
        for at, word in enumerate(line):
            mark = looks[id(word)] | (Mark.UNSURE if blots.beside(word) else Mark.NONE)
            text, mark = _read(word, mark, line[at + 1 :], at)
            start = word.left * _DOT
            if before is not None:
                start = max(start, before.x1 + _GAP * size)  # boxes of words may overlap; words do not
                glyphs.append(Glyph(before.x1, start, before.base, size, " ", before.mark))
            glyph = Glyph(start, max(word.right * _DOT, start), word.base * _DOT, size, text, mark)
            glyphs.append(glyph)
            before = glyph
    for left, base, right in blots.lone_letters(kept):
        glyphs.append(Glyph(left * _DOT, right * _DOT, base * _DOT, usual, "I", Mark.UNSURE))
    return glyphs


def _addresses_whole(line: Sequence[Word]) -> Printed:
    """The line, with addresses in one word that were taken apart at a dot or at their sign."""
    made: list[Word] = []
    for word in line:
        before = made[-1] if made else None
        if before is None or not _one_address(before, word):
            made.append(word)
            continue
        text = before.text + word.text
        sure = (before.sure * len(before.text) + word.sure * len(word.text)) / len(text)
        top, bottom = min(before.top, word.top), max(before.bottom, word.bottom)
        made[-1] = replace(before, top=top, right=word.right, bottom=bottom, text=text, sure=sure)
    return tuple(made)


def _one_address(before: Word, word: Word) -> bool:
    near = word.left - before.right < _TIGHT * before.size
    dotted = before.text[-1:] in "._-" and ("@" in before.text or "@" in word.text)
    return near and (dotted or before.text.endswith("@") or word.text.startswith("@"))


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
    if Mark.STRUCK in mark and len(word.text) <= 3:
        near = [one for one in _DELETED if Levenshtein.distance(one, word.text, score_cutoff=1) <= 1]
        return near[0] if near else word.text, mark | Mark.UNSURE
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
