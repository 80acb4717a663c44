"""Places on a tab as people write them: A1, A1:B2, with or without $."""

from __future__ import annotations

import re
from functools import lru_cache

_PART = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d*)")


@lru_cache(maxsize=1024)
def column_letter(number: int) -> str:
    """The letters of a 1-based column."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """The 1-based column of letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def bounds(area: str) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of an area, from 1; 0 where it goes to the edge. Raises ValueError."""
    ends = [_PART.fullmatch(part) for part in area.split(":")]
    if not 1 <= len(ends) <= 2 or None in ends:
        raise ValueError(f"not a place: {area}")
    first, last = ends[0], ends[-1]
    assert first is not None and last is not None  # said above
    return column_number(first[1]), int(first[2] or 0), column_number(last[1]), int(last[2] or 0)


def overlap(one: str, other: str) -> bool:
    """Whether two areas have a cell in common. Raises ValueError."""
    (left, top, right, bottom), (west, north, east, south) = bounds(one), bounds(other)
    across = (not east or left <= east) and (not right or west <= right)
    return across and (not south or top <= south) and (not bottom or north <= bottom)


def area_of(left: int, top: int, right: int, bottom: int) -> str:
    """The opposite of `bounds`, without $."""
    return f"{column_letter(left)}{top or ''}:{column_letter(right)}{bottom or ''}"
