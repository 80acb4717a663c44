"""Numbers as people write them in a cell: "3", "two", "2-3", "max 2". Pure."""

from __future__ import annotations

import re

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPOKEN = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_NUMBER = r"(?<![\d.,])\d{1,3}(?:[.,]\d{1,2})?(?!\d)"
_ONE = re.compile(_NUMBER)
_RANGE = re.compile(rf"({_NUMBER})\s*(?:[-–−/]|\bto\b|\bor\b)\s*({_NUMBER})")
_NEGATIVE = re.compile(r"(?:(?<!\w)[-–−]|\bminus\b)\s*\d", re.IGNORECASE)
_FORMULA = ("=", "#")
"""What a formula, or its fault ("#DIV/0!"), begins with: the numbers in it are nobody's."""


def in_digits(text: str) -> str:
    """`text` with the words from zero to ten as digits, and the lower end of each range in its place."""
    text = _SPOKEN.sub(lambda found: str(_WORDS.index(found[0].casefold())), text)
    return _RANGE.sub(lambda found: min(found[1], found[2], key=value), text)


def least(text: str) -> float | None:
    """The smallest number in `text`, up to 999; None where it holds none, or a negative one."""
    text = in_digits(text)
    if text.startswith(_FORMULA) or _NEGATIVE.search(text):
        return None
    return min((value(found) for found in _ONE.findall(text)), default=None)


def value(text: str) -> float:
    """The number, with a point or a comma before its fraction."""
    return float(text.replace(",", "."))
