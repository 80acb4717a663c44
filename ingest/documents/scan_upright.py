"""A grey page made even and upright: shadows taken out, lines of text level.

Along which side of the page its text runs is told by its lines; where that is not clear, and whether the page
stands on its head, only reading shows (scan.py).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from ingest.documents.scan_pixels import DPI, Grey

INK = 0.62  # of the paper's brightness; darker is ink
_COARSE = np.arange(-8.0, 8.01, 0.5)  # degrees; a sheet that lies more askew than this is left so
_FINE = np.arange(-0.5, 0.501, 0.05)
_POINTS = 80_000  # dark dots that are looked at
_LEVEL = 0.04  # degrees; less is not worth turning for
_RULE = 0.5  # inches; runs of ink as long as this are rules and edges, not text
_SMALLER = 2  # times, for looking at the page as a whole
_MARGIN = DPI // 4  # dots at each side that may show the edge of the sheet
_ON_HEAD = 0.06  # by so much, from -1 to 1, rows begin more sharply than they end
_TEXT_OTHER_WAY = 1.15  # so much clearer must lines be that run from top to bottom


def evened(page: Grey) -> Grey:
    """The page on paper that is equally white everywhere: shadows and grey paper are divided out."""
    small = Image.fromarray(page).reduce(8)
    paper = small.filter(ImageFilter.MaxFilter(11)).filter(ImageFilter.GaussianBlur(6))
    full = paper.resize((page.shape[1], page.shape[0]), Image.Resampling.BILINEAR)
    white = np.maximum(np.asarray(full, dtype=np.float32), 40.0)
    even: Grey = (page * (250.0 / white)).clip(0, 255).astype(np.uint8)
    return even


def levelled(page: Grey) -> Iterator[Grey]:
    """The page with its lines of text level: on its likelier side, then on the other; see `on_its_head`."""
    small = np.asarray(Image.fromarray(page).reduce(_SMALLER))
    dark = _without_edges(small < 255 * (INK + 0.1))
    upright, lying = _skew(dark), _skew(dark.T)
    # After a quarter turn to the left the skew measured with rows for columns is the other way round.
    sides = [(0, upright), (1, -lying)]
    if _clearness(dark.T, lying) > _TEXT_OTHER_WAY * _clearness(dark, upright):
        sides.reverse()
    for quarter, skew in sides:
        yield _turned(np.rot90(page, quarter), skew)


def on_its_head(words: Grey) -> bool:
    """Whether a level page of words alone seems to stand on its head.

    All letters end on the baseline, and not all begin at one height: rows of text end more sharply than they
    begin.
    """
    rows = (words[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN] < 255 * INK).sum(axis=1).astype(np.float64)
    steps = np.diff(rows) ** 3
    return float(steps.sum()) > _ON_HEAD * float(np.abs(steps).sum())


def _turned(page: Grey, skew: float) -> Grey:
    if abs(skew) < _LEVEL:
        return np.ascontiguousarray(page)
    return np.asarray(Image.fromarray(page).rotate(skew, Image.Resampling.BICUBIC, fillcolor=255))


def _without_edges(dark: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Without the outermost strip, where scanners show the edge of the sheet."""
    kept = dark.copy()
    strip = max(1, min(dark.shape) // 50)
    kept[:strip] = kept[-strip:] = False
    kept[:, :strip] = kept[:, -strip:] = False
    return kept


def _skew(dark: NDArray[np.bool_]) -> float:
    """By how many degrees to turn the page (anticlockwise) for its rows to be level."""
    rows, columns = np.nonzero(dark)
    step = max(1, len(rows) // _POINTS)
    ys, xs = rows[::step].astype(np.float64), columns[::step].astype(np.float64)
    if len(ys) < 200:
        return 0.0
    coarse = max(_COARSE, key=lambda angle: _sharpness(ys, xs, angle))
    return float(max(coarse + _FINE, key=lambda angle: _sharpness(ys, xs, angle)))


def _sharpness(ys: NDArray[np.float64], xs: NDArray[np.float64], angle: float) -> float:
    rows = (ys - xs * np.tan(np.radians(angle))).round().astype(np.int64)
    counts = np.bincount(rows - rows.min()).astype(np.float64)
    return float((counts * counts).sum())


def _clearness(dark: NDArray[np.bool_], angle: float) -> float:
    """How clearly rows of text stand apart from one another, rules left out."""
    shown = Image.fromarray(dark).rotate(angle)
    level = np.asarray(shown)
    least = int(_RULE * DPI / _SMALLER)
    text = level & ~_long_runs(level, least) & ~_long_runs(level.T, least).T
    rows = text.sum(axis=1).astype(np.float64)
    if rows.sum() < 100:
        return 0.0
    steps = np.diff(rows)
    return float((steps * steps).sum() / (rows * rows).sum())


def _long_runs(dark: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    """The dots that belong to a level run of ink of at least that length."""
    marked = np.zeros(dark.shape, dtype=np.bool_)
    edges = np.diff(np.pad(dark.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    starts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    long = ends[:, 1] - starts[:, 1] >= least
    for (row, start), (_, end) in zip(starts[long], ends[long], strict=True):
        marked[row, start:end] = True
    return marked
