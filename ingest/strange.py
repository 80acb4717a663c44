"""Whether a returned form asks what its learnt blank does not: the branch has changed its form since.

Then what is not printed on the blank is not all the member's, and the form is read as any other. Told
generously: to read a known form as an unknown one costs little, the other way round makes wrong values.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.align import Found, Placed
from ingest.learnt import Part
from ingest.page import Cell, Line, Mark, Page, Table, cut
from ingest.printed import key_of, pieces_of
from ingest.questions import asked
from ingest.wordings import Wordings

_FEWEST_ALIKE = 3
_LONGEST_HEAD = 12  # words
_NUMBERED = re.compile(r"\s*(?:q(?:uestion)?\s*)?\d{1,2}(?:\.\d{1,2})*[a-z]?\s*[.):*]", re.IGNORECASE)
_ASKS = re.compile(r"[:?]\W*(?:$|\s)")
_HEAD = re.compile(r"(?P<head>[^\W\d_][^:?\t]{1,60})[:?](?:\s|$)")
_LOOKS = (Mark.BOLD, Mark.HEADING, Mark.UNDERLINED)


def asks_more(page: Page, lines: Sequence[Placed], found: Found, wordings: Wordings) -> bool:
    """Whether something on the page asks, and is not printed on the blank."""
    known = {key_of(piece.text) for piece in found.blank.form.questions}
    fields = {name for piece in found.blank.form.questions for name in piece.fields}
    look = _look(lines, found)
    numbers = sum(bool(_NUMBERED.match(piece.text)) for piece in found.blank.form.questions)
    numbered = numbers * 2 >= len(found.blank.form.questions)
    for number, (place, line) in enumerate(lines):
        spans = found.spans[number]
        if spans:
            if any(_asks_beside(line, start, end) for start, end in _free(line, found, number)):
                return True
            continue
        if not line.text.strip() or line.all_marked(Mark.FILLED):
            continue
        if look is not None and look in _first(line) and _is_short(line.text):
            return True
        if numbered and _NUMBERED.match(line.text) and _ASKS.search(line.text):
            return True
        if place.row < 0 and _known_elsewhere(line, known, fields, wordings):
            return True
    return any(
        _labels_beside(at, block, lines, found)
        for at, block in enumerate(page.blocks)
        if isinstance(block, Table)
    )


def _look(lines: Sequence[Placed], found: Found) -> Mark | None:
    """What sets the questions of the page apart, if anything does."""
    looks: Counter[Mark] = Counter()
    count = 0
    for number, (_, line) in enumerate(lines):
        spans = found.spans[number]
        if spans and found.blank.form.printed[spans[0].piece].part is Part.QUESTION:
            count += 1
            looks.update(mark for mark in _LOOKS if mark in _first(line))
    best = next((mark for mark, _ in looks.most_common(1)), None)
    return best if best is not None and looks[best] >= max(_FEWEST_ALIKE, count * 0.7) else None


def _first(line: Line) -> Mark:
    return next((run.mark for run in line.runs if run.text.strip()), Mark.NONE)


def _is_short(text: str) -> bool:
    return len(text.split()) <= 2 * _LONGEST_HEAD


def _free(line: Line, found: Found, number: int) -> Iterator[tuple[int, int]]:
    at = 0
    for span in found.spans[number]:
        yield at, span.start
        at = span.end
    yield at, len(line.text)


def _asks_beside(line: Line, start: int, end: int) -> bool:
    """Whether behind a gap of the line, in what is not printed, words stand as questions do."""
    part = cut(line, start, end)
    pieces = pieces_of(part.text)
    return any(
        piece.start > 0 and "\t" in part.text[: piece.start] and _HEAD.match(piece.text) for piece in pieces
    )


def _known_elsewhere(line: Line, known: set[tuple[str, ...]], fields: set[str], wordings: Wordings) -> bool:
    """Whether a loose line asks, word for word, for something that the blank does not ask for."""
    question = asked(line, wordings, sure=False)
    if question is None or not question.exact or key_of(question.words) in known:
        return False
    put = question.colon or question.words.rstrip().endswith("?") or question.rest is None
    return put and not set(question.fields) & (fields | {"ignored", "signature", "date", "time"})


def _labels_beside(block: int, table: Table, lines: Sequence[Placed], found: Found) -> bool:
    """Whether in a column of a table that has nothing but print a cell has none, with a cell beside it."""
    parts = {
        (place.row, place.cell): found.blank.form.printed[found.spans[number][0].piece].part
        for number, (place, _) in reversed(list(enumerate(lines)))
        if place.block == block and found.spans[number]
    }
    columns: dict[int, list[tuple[bool, bool]]] = {}
    for row, cells in enumerate(table.rows):
        above = table.rows[row - 1] if row else ()
        if len(above) > 1 and all((row - 1, at) in parts for at in range(len(above))):
            continue  # a row of answers, below one that only asks
        for at, cell in enumerate(cells):
            if _worded(cell) and parts.get((row, at)) is not Part.OPTION:
                beside = at + 1 < len(cells)
                columns.setdefault(cell.column, []).append(((row, at) in parts, beside))
    for cells_of in columns.values():
        known = sum(is_printed for is_printed, _ in cells_of)
        strange = [beside for is_printed, beside in cells_of if not is_printed]
        if known >= _FEWEST_ALIKE and strange and len(strange) * 2 <= known and all(strange):
            return True
    return False


def _worded(cell: Cell) -> bool:
    return bool(re.search(r"[^\W\d_]{2}", cell.text))
