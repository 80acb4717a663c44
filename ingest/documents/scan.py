"""Scans and photographs of forms -> the page a PDF of words would give: words, rules and boxes.

The page is decoded, evened and levelled here; its letters are recognised by a program outside (errand.py);
ticks are told by the ink in their boxes. Whatever is not certain is marked so (`Mark.UNSURE`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ingest.documents.layout import page_of
from ingest.documents.pdf_paint import Glyph, Painted, Shape
from ingest.documents.scan_blots import blots_of
from ingest.documents.scan_boxes import Square
from ingest.documents.scan_glyphs import glyphs_of
from ingest.documents.scan_lines import Lines, Stroke, lines_of
from ingest.documents.scan_pixels import DPI, Grey, pages_of_pdf, pages_of_picture
from ingest.documents.scan_upright import INK, evened, levelled, on_its_head
from ingest.documents.scan_words import Printed, printed_lines, sureness
from ingest.documents.seen import LETTERS, PHOTOGRAPHS, OnlySeen
from ingest.documents.zipped import Unreadable
from ingest.errand import Errands, Wanted
from ingest.page import OFF, ON, TICK, Mark, Page

_DOT = 72 / DPI
_WELL = 60.0  # of 100; a page read worse may stand on its head or on its side
_FEWEST_WORDS = 6
_SLACK = 4.0  # points by which the ends of words may be off
_WHITE = 0.82  # of the paper's brightness; lighter is paper
_BARE, _DARK = 0.0003, 0.33  # of a page is ink: less is no text; more is hardly any, and tried one way round


def read_scan(content: bytes, is_pdf: bool, errands: Errands) -> Page:
    """The page that a picture or a PDF of pictures shows.

    Raises `Unreadable`, and `Wanted` while letters are still to be recognised.
    """
    pages = pages_of_pdf(content) if is_pdf else pages_of_picture(_decoded(content, errands))
    painted: list[Painted] = []
    waiting = False
    for page in pages:
        try:
            painted.append(_read(page, errands))
        except Wanted:
            waiting = True
    if waiting:
        raise Wanted
    if not any(len(page.glyphs) >= _FEWEST_WORDS for page in painted):
        raise OnlySeen("it is a picture in which no words could be made out")
    return replace(page_of(painted), seen=True)


def _decoded(content: bytes, errands: Errands) -> bytes:
    """The picture in a form that is decoded here; only those of iPhones are decoded outside."""
    if content[4:8] != b"ftyp":
        return content
    if not errands.at_hand(PHOTOGRAPHS):
        raise OnlySeen("it is a photograph in a form (HEIC) that is not read here")
    return errands.ask(PHOTOGRAPHS, content)


def _read(page: Grey, errands: Errands) -> Painted:
    """One page, the way round in which it reads best."""
    best: tuple[float, Lines, list[Printed]] | None = None
    for lines in _ways_round(page):
        words = printed_lines(_recognised(lines.words, errands)) if _inked(lines.words) > _BARE else []
        sure = sureness(words)
        if best is None or sure > best[0]:
            best = sure, lines, words
        if sure >= _WELL or not _BARE < _inked(lines.words) < _DARK:
            break
    assert best is not None
    return _painted(best[1], best[2])


def _inked(words: Grey) -> float:
    """The share of a page that is ink. A page of print has a tenth at most; noise has half."""
    return float((words < 255 * INK).mean())


def _ways_round(page: Grey) -> Iterator[Lines]:
    """The page the four ways round, likelier ones first."""
    for level in levelled(evened(page)):
        lines, turned = lines_of(level), np.ascontiguousarray(np.rot90(level, 2))
        if on_its_head(lines.words):
            yield lines_of(turned)
            yield lines
        else:
            yield lines
            yield lines_of(turned)


def _recognised(page: Grey, errands: Errands) -> bytes:
    try:
        return errands.ask(LETTERS, _pgm(page))
    except Unreadable as reason:
        raise OnlySeen(f"it is a picture or a scan, and {reason}") from reason


def _pgm(page: Grey) -> bytes:
    """The simplest picture there is: a line of sizes, and grey values. The grain of the paper is left out."""
    white = page.astype(np.float32) * (255.0 / (255.0 * _WHITE))
    return b"P5 %d %d 255\n" % (page.shape[1], page.shape[0]) + white.clip(0, 255).astype(np.uint8).tobytes()


def _painted(lines: Lines, words: Sequence[Printed]) -> Painted:
    height, width = lines.words.shape
    page = Painted(width * _DOT, height * _DOT, slack=_SLACK)
    blots = blots_of(lines.words, words)
    ticks = [_glyph(place, TICK, Mark.UNSURE) for place in blots.ticks]
    page.glyphs = [*glyphs_of(words, blots, lines.words), *map(_tick_box, lines.squares), *ticks]
    page.shapes = [*_rules(lines.level, False), *_rules(lines.upright, True)]
    return page


def _tick_box(square: Square) -> Glyph:
    place = (square.left, square.top, square.right, square.bottom)
    return _glyph(place, ON if square.ticked else OFF, Mark.UNSURE if square.unsure else Mark.NONE)


def _glyph(place: tuple[int, int, int, int], text: str, mark: Mark) -> Glyph:
    left, top, right, bottom = (dots * _DOT for dots in place)
    height = bottom - top
    return Glyph(left, right, bottom - 0.12 * height, max(height, 8.0), text, mark)


def _rules(strokes: Sequence[Stroke], turned: bool) -> Iterator[Shape]:
    for stroke in strokes:
        at, start, end = stroke.at * _DOT, stroke.start * _DOT, stroke.end * _DOT
        ends = ((at, start), (at, end)) if turned else ((start, at), (end, at))
        box = (at, start, at, end) if turned else (start, at, end, at)
        yield Shape(box, ends, True, False, False, False, False)
