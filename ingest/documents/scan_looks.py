"""How recognised words look, by their dots: bold, grey, struck out; and whether their accents were lost.

Bold words have thicker strokes than the page's others, hints are printed in grey. Whoever deletes what does
not apply strikes it out or makes the rest bold: a short word counts by itself where it is clear.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.documents.scan_accents import lost_accents
from ingest.documents.scan_pixels import Grey
from ingest.documents.scan_upright import INK
from ingest.documents.scan_words import Word
from ingest.page import Mark

_SURE = 88  # of 100: words below are for a person to look at
_REGULAR, _BOLD = 1.2, 1.4  # times the thickness of the page's thinner strokes
_SHORT_REGULAR, _SHORT_BOLD = 1.1, 1.45  # ... for words of one or two letters
_FAINT = 0.7  # of the blackness of the page's words
_LINED = 0.94  # of a word's width that a line along it covers
_SOLID = 0.75  # of a stretch of a word that ink covers, at most
_THROUGH, _UNDER = (
    (0.12, 0.42),
    (-0.32, -0.05),
)  # of the size of type above the baseline: lines through, under


def looks_of(lines: Sequence[Sequence[Word]], page: Grey) -> dict[int, Mark]:
    """The looks of words, by their `id`, each against the others of the page."""
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
        faint = _faint_words([(word, measured[id(word)][1] / black) for word in line])
        ends = [*(word.left for word in line[1:]), page.shape[1]]
        for word, thick, grey, end in zip(line, bold, faint, ends, strict=True):
            looks[id(word)] = (
                (Mark.BOLD if thick else Mark.NONE)
                | (Mark.FAINT if grey else Mark.NONE)
                | (Mark.STRUCK if _lined(word, end, page, _THROUGH) else Mark.NONE)
                | (Mark.UNDERLINED if _lined(word, end, page, _UNDER) else Mark.NONE)
                | (Mark.UNSURE if word.sure < _SURE or _unaccented(word, page) else Mark.NONE)
            )
    return looks


def _bold_words(line: Sequence[tuple[Word, float]], above: Sequence[tuple[Word, bool]]) -> list[bool]:
    """Which words of a line are bold. What is not clear looks like the next word that is; a line of a few
    letters, like the line above with which it begins at the same place.
    """
    clear = [_is_bold(word, thick) for word, thick in line]
    if all(one is None for one in clear) and line:
        usual = sorted(thick for _, thick in line)[len(line) // 2]
        first, letters = line[0][0], sum(len(word.text) for word, _ in line)
        for word, bold in reversed(above):
            under = 0 < first.base - word.base < 2 * first.size and abs(first.left - word.left) < first.size
            if under and letters <= 4:
                return [bold] * len(line)
        return [usual > (_REGULAR + _BOLD) / 2] * len(line)
    told: list[bool] = []
    for at, one in enumerate(clear):
        near = [other for other in (*reversed(clear[:at]), *clear[at + 1 :]) if other is not None]
        told.append(near[0] if one is None else one)
    return told


def _is_bold(word: Word, thick: float) -> bool | None:
    """Whether it is bold; None where that is not clear, of signs for instance."""
    letters = sum(map(str.isalnum, word.text))
    regular, bold = (_REGULAR, _BOLD) if letters > 2 else (_SHORT_REGULAR, _SHORT_BOLD)
    return None if letters < 2 or regular < thick < bold else thick >= bold


def _faint_words(line: Sequence[tuple[Word, float]]) -> list[bool]:
    """Which words are grey. A single letter says little: it looks like the word before it, or after."""
    grey = [black < _FAINT if len(word.text) > 1 else None for word, black in line]
    told: list[bool] = []
    for at, one in enumerate(grey):
        near = [other for other in (*reversed(grey[:at]), *grey[at + 1 :]) if other is not None]
        told.append(bool(near and near[0]) if one is None else one)
    return told


def _lined(word: Word, end: int, page: Grey, zone: tuple[float, float]) -> bool:
    """Whether a line goes along all of a word in that zone; longer lines are found among the rules.

    `end`: where the next word begins, since the boxes of words may overlap.
    """
    if len(word.text) < 2 or word.right - word.left < 0.7 * word.size:
        return False
    first, last = (max(round(word.base - share * word.size), 0) for share in reversed(zone))
    dark = page[:, max(word.left, 0) : min(word.right, end)] < 255 * (INK + 0.08)
    letters = np.flatnonzero(dark[max(round(word.base - 0.5 * word.size), 0) : round(word.base)].any(axis=0))
    if len(letters) < 2 or last - first < 2:
        return False
    ink = dark[first:last, letters[0] : letters[-1] + 1]
    return bool(ink.mean() <= _SOLID and (ink[1:] | ink[:-1]).mean(axis=1).max() >= _LINED)


def _unaccented(word: Word, page: Grey) -> bool:
    """Whether a name has lost its accents."""
    box = (word.left, word.top, word.right, word.bottom)
    return word.text[:1].isupper() and lost_accents(word.text, box, word.base, word.size, page)


def _strokes(word: Word, page: Grey) -> tuple[float, float]:
    """How thick a word's strokes are, for its size, and how black."""
    dots = page[max(word.top, 0) : word.bottom, max(word.left, 0) : word.right]
    ink = dots < 255 * INK
    if not ink.any():
        return 0.0, 0.0
    edges = int(np.count_nonzero(ink[:, 1:] & ~ink[:, :-1])) + int(ink[:, 0].sum())
    darkest = float(np.percentile(dots, 5))
    return float(ink.sum()) / max(edges, 1) / max(word.size, 1.0), 255.0 - darkest
