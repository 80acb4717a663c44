"""What was recognised on a page (hOCR): lines of words, with their places and how sure they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from ingest.documents.zipped import Unreadable

_NOISE = 25  # of 100: below this a word may be dirt, or handwriting
_MOST_WORDS = 8_000


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


def is_noise(word: Word) -> bool:
    """Whether a word is dirt, or the mark of a pen, rather than letters."""
    return word.sure < _NOISE and not any(letter.isalnum() or letter in "|@" for letter in word.text)


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
