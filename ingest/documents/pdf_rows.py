"""Letters with places -> rows of segments -> paragraphs: what a reader takes for one stretch of words.

A segment ends at a wide gap, where a form has its columns and tab stops. A paragraph goes on over the next
row where its first word would not have fitted any more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ingest.documents.pdf_paint import Glyph
from ingest.page import Line, Mark, Run

WIDE = 1.3  # sizes of type; no gap between two words of a sentence is as wide
_COLUMN_GAP = 0.85  # ... and between the columns of a table none is as narrow
_SPACE = 0.2  # ... and between two letters of a word none as wide as this
_SAME_ROW = 0.35
_LEADING = 1.75  # sizes of type from line to line of one paragraph, at most
_APART = 2.3  # ... and from here on there is an empty line between
_LEADERS = frozenset("_.…")
_FEWEST_LEADERS = 4
_HEBREW_ARABIC = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LEFTWARD = re.compile(rf"[{_HEBREW_ARABIC}](?:[{_HEBREW_ARABIC}\s]*[{_HEBREW_ARABIC}])?")
_BOX = re.compile(r"\s*[☐☑☒✓✔✗✘□■○●◯]\s*")
_STARTS = re.compile(r"\s*(?:[☐☑☒✓✔✗✘□■○●◯•·▪–*]|\[\s*\w?\s*\]|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s)")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words without a wide gap between them."""

    x0: float
    x1: float
    base: float
    size: float
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words."""
        return "".join(run.text for run in self.runs)

    @property
    def bold(self) -> bool:
        """Whether its first words are bold."""
        return Mark.BOLD in self.runs[0].mark


Row = tuple[Segment, ...]
Joint = Callable[[Glyph, Glyph], bool]
"""Whether something stands between two letters of a row that parts them."""


def rows_of(glyphs: Iterable[Glyph], parted: Joint = lambda before, after: False) -> list[Row]:
    """The rows from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: one.base):
        if rows and glyph.base - rows[-1][-1].base <= _SAME_ROW * min(glyph.size, rows[-1][-1].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    made = (tuple(_segments(_cleaned(row), parted)) for row in rows)
    return [row for row in made if row]


def _cleaned(row: list[Glyph]) -> list[Glyph]:
    """From left to right, without the leaders that somebody wrote over, and each letter once."""
    leaders = _leaders(row)
    row.sort(key=lambda one: one.x0)
    words = [one for one in row if id(one) not in leaders and not one.text.isspace()]
    kept: list[Glyph] = []
    at = 0
    for glyph in row:
        near = 0.6 * glyph.size
        if id(glyph) in leaders:
            while at < len(words) and words[at].x1 + near < glyph.x0:
                at += 1
            if at < len(words) and words[at].x0 - near < glyph.x1:
                continue
        twice = kept and kept[-1].text == glyph.text and glyph.x0 - kept[-1].x0 < 0.12 * glyph.size
        if not (twice and not glyph.text.isspace()):
            kept.append(glyph)
    return kept


def _leaders(row: Sequence[Glyph]) -> set[int]:
    """The dots and underscores of a line to write on: those painted many in a row."""
    found: set[int] = set()
    for leader, together in groupby(row, key=lambda one: one.text):
        dots = list(together)
        if leader in _LEADERS and len(dots) >= _FEWEST_LEADERS:
            found.update(id(one) for one in dots)
    return found


def _segments(row: Sequence[Glyph], parted: Joint) -> Iterable[Segment]:
    runs: list[Run] = []
    first = last = None
    spaces = 0
    wide = _wide(row)
    for glyph in row:
        if glyph.text.isspace():
            spaces += 1
            continue
        if first is not None and last is not None:
            gap = glyph.x0 - last.x1
            if gap > wide * min(glyph.size, last.size) or parted(last, glyph):
                yield Segment(first.x0, last.x1, first.base, first.size, _as_read(runs))
                runs, first = [], None
            elif spaces or gap > _SPACE * glyph.size:
                _append(runs, "   " if spaces > 2 else " ", last.mark & glyph.mark)
        first = first or glyph
        _append(runs, glyph.text, glyph.mark)
        last, spaces = glyph, 0
    if first is not None and last is not None:
        yield Segment(first.x0, last.x1, first.base, first.size, _as_read(runs))


def _wide(row: Sequence[Glyph]) -> float:
    """From what gap on words are in different columns, in sizes of type: justified rows have wider spaces."""
    worded = [glyph for glyph in row if not glyph.text.isspace()]
    gaps = sorted(
        gap
        for before, after in pairwise(worded)
        if (gap := (after.x0 - before.x1) / max(after.size, 1.0)) > _SPACE
    )
    usual = gaps[len(gaps) // 2] if len(gaps) > 3 else 0.3
    return max(_COLUMN_GAP, min(WIDE, 2.2 * usual))


def _append(runs: list[Run], text: str, mark: Mark) -> None:
    if runs and runs[-1].mark == mark:
        runs[-1] = Run(runs[-1].text + text, mark)
    else:
        runs.append(Run(text, mark))


def _as_read(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Letters in the order they are read: those written from right to left stand the other way round."""
    return tuple(Run(_LEFTWARD.sub(_turned, run.text), run.mark) for run in runs)


def _turned(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found.group()[::-1])


def paragraphs(rows: Sequence[Row], right: float) -> list[Line]:
    """The lines that rows in a column come to; `right` is where it ends. Empty lines between groups."""
    lines: list[Line] = []
    before: Row = ()
    for row in _boxes_with_words(rows):
        if before and goes_on(before, row, right):
            text = lines[-1].text
            hyphened = re.search(r"[a-z]-$", text) and row[0].text[:1].islower()
            glue = "" if hyphened or _broken_word(before[-1], right) else " "
            lines[-1] = Line((*lines[-1].runs, Run(glue, row[0].runs[0].mark), *row[0].runs))
            before = (*before[:-1], row[0])
            continue
        if before and row[0].base - before[-1].base > _APART * max(row[0].size, before[-1].size):
            lines.append(Line())
        lines.append(line_of(row))
        before = row
    return lines


def _boxes_with_words(rows: Sequence[Row]) -> list[Row]:
    """The rows, a box at a row's end put before its words, which the width of the column sent below."""
    moved: list[Row] = []
    for row in rows:
        above = moved[-1] if moved else ()
        if len(above) == 1 and len(row) > 1 and _ends_an_option(above[0], row):
            last, first = above[0], row[0]
            moved[-1] = (replace(last, runs=(*last.runs, Run(" "), *first.runs)),)
            row, above = row[1:], moved[-1]
        parted = len(above) > 1 and _BOX.match(above[0].text) and _BOX.fullmatch(above[-1].text)
        if parted and not _BOX.match(row[0].text):
            box, first = above[-1], row[0]
            moved[-1] = above[:-1]
            row = (replace(first, runs=(*box.runs, Run(" "), *first.runs)), *row[1:])
        moved.append(row)
    return moved


def _ends_an_option(last: Segment, row: Row) -> bool:
    """Whether a row begins with the end of the option above it, whose column was too narrow, and goes on with
    the option beside: small letters, under the box above or the words behind it."""
    first, *others = row
    boxed = _BOX.match(last.text) is not None and all(_BOX.match(one.text) for one in others)
    under = last.x0 - 2 < first.x0 < last.x0 + 3 * last.size
    close = 0 < first.base - last.base < _LEADING * last.size and others[0].x0 > last.x0 + 3 * last.size
    return boxed and first.text[:1].islower() and under and close


def _broken_word(last: Segment, right: float) -> bool:
    """Whether a row is a single word as long as its column, so that it had to be broken: a long address."""
    return " " not in last.text and len(last.text) > 6 and right - last.x1 < 0.9 * last.size


def line_of(row: Row) -> Line:
    """A row as a line, tabs between its segments."""
    runs = list(row[0].runs)
    for segment in row[1:]:
        runs.extend((Run("\t"), *segment.runs))
    return Line(tuple(runs))


def goes_on(before: Row, row: Row, right: float) -> bool:
    """Whether a row only goes on with the one before: nothing but the width of the column parted them."""
    last, first = before[-1], row[0]
    if len(row) > 1 or _STARTS.match(first.text) or last.bold != first.bold:
        return False
    if first.base - last.base > _LEADING * last.size or not 0.8 < first.size / last.size < 1.25:
        return False
    if not -2 * first.size < first.x0 - last.x0 < 3 * first.size:
        return False
    words = first.text.split()
    word = (first.x1 - first.x0) * len(words[0]) / max(len(first.text), 1)
    return last.x1 + word + _SPACE * first.size > right - 0.4 * first.size
