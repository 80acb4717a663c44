"""Accents that were not recognised: more small marks over the letters of a word than its letters have.

A program that knows English only reads "Fernández" as "Fernandez" and is sure of it. A name without its
accents is a wrong name, so the marks are counted.
"""

from __future__ import annotations

import unicodedata

import numpy as np

from ingest.documents.scan_pixels import Grey

_INK = 0.55  # of the paper's brightness: so dark that a mark hangs together and not with the letter below
_ABOVE = 0.5  # of the size of type: so far above the baseline marks end
_LOWEST = 0.04  # of the size of type; smaller is dirt
_TALLEST = 0.34
_MARKED = frozenset("ijäëïöüÄËÏÖÜ'\"’‘“”*^°%!?`´~-–—=:;")
_TWO = frozenset('äëïöüÄËÏÖÜ"“”:;')
_LONGEST = 40  # letters


def lost_accents(text: str, box: tuple[int, int, int, int], base: float, size: float, page: Grey) -> bool:
    """Whether there are more marks over a word than its letters account for. Box, baseline, size in dots."""
    if not any(letter.isalpha() for letter in text) or len(text) > _LONGEST:
        return False
    left, top, right, _ = box
    first, last = max(round(base - 1.15 * size), 0), max(round(base - _ABOVE * size), 0)
    ink = page[first : last + 1, max(left - 1, 0) : right + 1] < 255 * _INK
    return _marks(ink, size) > _expected(text)


def _expected(text: str) -> int:
    """How many marks the letters have, at most."""
    bare = unicodedata.normalize("NFD", text)
    accents = sum(unicodedata.combining(letter) > 0 for letter in bare)
    return accents + sum(2 if letter in _TWO else 1 for letter in text if letter in _MARKED)


def _marks(ink: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], size: float) -> int:
    """How many pieces of ink are as large as an accent and do not go on below the strip they are in."""
    left = {(int(row), int(column)) for row, column in np.argwhere(ink)}
    count = 0
    while left:
        group = [left.pop()]
        for row, column in group:
            beside = {(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1)} & left
            left -= beside
            group.extend(beside)
        rows, columns = [row for row, _ in group], [column for _, column in group]
        tall, wide = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
        small = (
            tall <= _TALLEST * size and wide <= 0.5 * size and len(group) >= max(3.0, (_LOWEST * size) ** 2)
        )
        count += max(rows) < len(ink) - 1 and small
    return count
