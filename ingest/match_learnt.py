"""A returned form whose blank was learnt: what is printed tells the questions, what is not is the answer.

Nothing is guessed from looks or wordings here. Tables keep their sense: beside a question, inside its cell,
in the row below it, or under it where a whole row asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.align import Found, Placed, Span, find_blank
from ingest.answers import Sheet
from ingest.choices import boxed
from ingest.learnt import Part, Printed
from ingest.learnt_answers import Answered, answer_of
from ingest.page import OFF, ON, Line, Page, Table, cut, plain
from ingest.printed import has_box, placed_lines
from ingest.running import SIGN_OFF
from ingest.strange import asks_more

_EDGE_BEFORE = re.compile(r"[\s:?*._…)\]]*")
_EDGE_BEHIND = re.compile(r"[\s_…\[(]*$")
_SAYS = re.compile(r"[^\W_]|[@+£$€/]")
_NUMBER = re.compile(
    r"\W*(?:q|part|section)?\s*(?:\d{1,2}[a-z]?|[a-z]|[ivx]{1,4})[.):]*\W*", re.IGNORECASE
)  # of a question
_DATE_BOXES = 3
_FEW_DIGITS = re.compile(r"\d{1,4}")
_ONLY_MARK = re.compile(r"\s*(?:y|yes|x|✓|✔|tick(?:ed)?)\s*", re.IGNORECASE)


@dataclass(slots=True)
class _Reader:
    """The lines of a page, and the question that is being answered."""

    lines: Sequence[Placed]
    found: Found
    sheet: Sheet
    last: int = -1  # the last line with something printed on it
    now: Answered | None = None
    done: list[Answered] = field(default_factory=list)

    def printed(self, number: int) -> list[Printed]:
        """What is printed on a line."""
        return [self.found.blank.form.printed[span.piece] for span in self.found.spans[number]]

    def asks(self, number: int) -> bool:
        """Whether a question is printed on a line."""
        return any(piece.part is Part.QUESTION for piece in self.printed(number))

    def begin(self, question: Printed, depth: int) -> Answered:
        """A question: what follows answers it."""
        self.now = Answered(question, depth=depth)
        self.done.append(self.now)
        return self.now


def read_learnt(page: Page, sheet: Sheet) -> bool:
    """Add what a returned form of a learnt blank answers; False where the page is none."""
    if not sheet.wordings.learnt:
        return False
    lines = list(placed_lines(page))
    found = find_blank(lines, sheet.wordings.learnt)
    if found is None or asks_more(page, lines, found, sheet.wordings):
        return False
    reader = _Reader(lines, found, sheet)
    reader.last = max(at for at, spans in enumerate(found.spans) if spans)
    at = 0
    while at < len(lines):
        place = lines[at][0]
        if place.row < 0:
            _loose(at, reader)
            at += 1
        else:
            behind = next((n for n in range(at, len(lines)) if lines[n][0].block != place.block), len(lines))
            table = page.blocks[place.block]
            if isinstance(table, Table):
                _table(table, range(at, behind), reader)
            at = behind
    sheet.found.extend(answer_of(answered, sheet.wordings) for answered in reader.done)
    return True


def _loose(number: int, reader: _Reader) -> None:
    """A line outside tables. Behind all that is printed, a closing or an empty line ends the last answer."""
    line, now = reader.lines[number][1], reader.now
    if now is not None and number > reader.last:
        long = not now.question.fields or bool(set(now.question.fields) & reader.sheet.wordings.long)
        written = bool(now.free)
        if SIGN_OFF.match(line.text) or (not line.text.strip() and written and not long):
            reader.now = None
            return
    _line(number, reader)


def _line(number: int, reader: _Reader) -> None:
    """Take a line apart: its questions, and behind each what was written."""
    line = reader.lines[number][1]
    spans = reader.found.spans[number]
    questions = [
        (at, span)
        for at, span in enumerate(spans)
        if reader.found.blank.form.printed[span.piece].part is Part.QUESTION
    ]
    if not questions:
        _take(line, spans, reader)
        return
    edges = [0, *(span.start for _, span in questions), len(line.text)]
    if _SAYS.search(line.text[: edges[1]]) and questions[0][0] == 0 and not has_box(line.text):
        _take(cut(line, 0, edges[1]), (), reader)  # words before the first question
    for (at, span), end in zip(questions, edges[2:], strict=True):
        question = reader.found.blank.form.printed[span.piece]
        again = reader.now is not None and reader.now.question is question  # goes on from the line before
        answered = reader.now if again and reader.now is not None else reader.begin(question, line.depth)
        edge = _EDGE_BEFORE.match(line.text, span.end, end)
        behind = span.end if edge is None else edge.end()  # of the colon, the bracket, the dotted line
        inside = tuple(
            Span(max(one.start - behind, 0), max(one.end - behind, 0), one.piece)
            for one in spans[at + 1 :]
            if one.start < end
        )
        if answered.choice and at == 0 and has_box(line.text[: span.start]):
            answered.cells.append([cut(line, 0, end)])  # its box stands before it
        else:
            _take(cut(line, behind, end), inside, reader, own_line=True)


def _take(line: Line, spans: Sequence[Span], reader: _Reader, own_line: bool = False) -> None:
    """What stands on a line, or behind a question on its own line: options are kept as they came back, other
    print is dropped, the rest is the answer."""
    now = reader.now
    if now is None or not line.text.strip():
        return
    if not own_line and (line.depth > now.depth or (line.depth and _replied(reader))):
        return
    pieces = reader.found.blank.form.printed
    options = any(pieces[span.piece].part is Part.OPTION for span in spans)
    free = list(_between(line, spans))
    if spans and not options and not free:
        return
    ticks = has_box(line.text) or ((options or now.choice) and boxed([line]))
    if options or ticks:
        now.cells.append([line])
    if ticks:
        return
    if now.choice and not options:
        now.cells.extend([part] for part in free)
    now.free.extend(free)


def _replied(reader: _Reader) -> bool:
    """Whether questions came back quoted, with the answers between them unquoted."""
    return any(not line.depth and line.text.strip() for _, line in reader.lines)


def _between(line: Line, spans: Sequence[Span]) -> Iterator[Line]:
    """The parts of a line that are not printed, without the dots and underscores they were written on."""
    at = 0
    for start, end in [*((span.start, span.end) for span in spans), (len(line.text), len(line.text))]:
        if start > at:
            first = at
            if at or spans or line.text[:1] in ":?*._…":
                edge = _EDGE_BEFORE.match(line.text, at, start)
                first = edge.end() if edge is not None else at
            tail = _EDGE_BEHIND.search(line.text[first:start])
            last = first + tail.start() if tail is not None else start
            number = start < len(line.text) and _NUMBER.fullmatch(line.text, first, last)
            if _SAYS.search(line.text[first:last]) and not number:
                part = cut(line, first, last)
                yield Line(part.runs, line.depth, line.wrapped)
        at = max(at, end)


def _table(table: Table, numbers: range, reader: _Reader) -> None:
    """The rows of a table in order, but for rows of questions with their answers in the rows below."""
    by_cell: dict[tuple[int, int], list[int]] = {}
    for number in numbers:
        place = reader.lines[number][0]
        by_cell.setdefault((place.row, place.cell), []).append(number)
    if _digits(numbers, reader):
        return
    row = 0
    while row < len(table.rows):
        below = _answers_below(table, row, by_cell, reader)
        if below:
            for column in range(len(table.rows[row])):
                _cell(by_cell.get((row, column), []), reader)
                for under in below:
                    _cell(by_cell.get((under, column), []), reader)
            row = below[-1] + 1
            reader.now = None
            continue
        if _other_asks(table, row, by_cell, reader):
            reader.now = None
        for column, cell in enumerate(table.rows[row]):
            numbers_of = by_cell.get((row, column), [])
            marked = _ONLY_MARK.fullmatch(cell.text) and not any(reader.printed(one) for one in numbers_of)
            if cell.empty or marked:
                _mark(table, row, column, by_cell, reader)
            else:
                _cell(numbers_of, reader)
        row += 1


def _digits(numbers: Sequence[int], reader: _Reader) -> bool:
    """A table of its own for day, month and year: they answer the last question for a date."""
    asks = any(reader.asks(number) for number in numbers)
    written = [
        part.text.strip(" /.-")
        for number in numbers
        for part in _between(reader.lines[number][1], reader.found.spans[number])
    ]
    if asks or len(written) != _DATE_BOXES or not all(_FEW_DIGITS.fullmatch(one) for one in written):
        return False
    dated = reader.sheet.wordings.dated
    last = next((one for one in reversed(reader.done) if dated & set(one.question.fields)), None)
    if last is not None and not last.free:
        last.free.append(plain("/".join(written)))
    return True


def _other_asks(table: Table, row: int, by_cell: dict[tuple[int, int], list[int]], reader: _Reader) -> bool:
    """Whether a row begins with print that is no question as we know: what stands beside it is not the answer
    to the question above."""
    worded = [at for at, cell in enumerate(table.rows[row]) if not cell.empty]
    if len(worded) < 2:
        return False
    first = by_cell.get((row, worded[0]), [])
    parts = {piece.part for number in first for piece in reader.printed(number)}
    written = any(list(_between(reader.lines[number][1], reader.found.spans[number])) for number in first)
    return parts == {Part.TEXT} and not written


def _cell(numbers: Sequence[int], reader: _Reader) -> None:
    for number in numbers:
        _line(number, reader)


def _mark(
    table: Table, row: int, column: int, by_cell: dict[tuple[int, int], list[int]], reader: _Reader
) -> None:
    """An empty cell or one with nothing but a mark: beside options it is their box."""
    now, cell = reader.now, table.rows[row][column]
    beside = [number for at in range(len(table.rows[row])) for number in by_cell.get((row, at), [])]
    options = any(piece.part is Part.OPTION for number in beside for piece in reader.printed(number))
    apart = not any(boxed([reader.lines[number][1]]) and reader.found.spans[number] for number in beside)
    if now is not None and options and apart:
        now.cells.append([plain(OFF if cell.empty else ON)])
    elif not cell.empty:
        _cell(by_cell.get((row, column), []), reader)


def _answers_below(
    table: Table, row: int, by_cell: dict[tuple[int, int], list[int]], reader: _Reader
) -> list[int]:
    """The rows that answer a row which has nothing but questions; none where it is answered otherwise."""
    cells = table.rows[row]
    if len(cells) < 2 or not all(
        _only_asks(by_cell.get((row, column), []), reader) for column in range(len(cells))
    ):
        return []
    columns = [cell.column for cell in cells]
    below: list[int] = []
    for under in range(row + 1, len(table.rows)):
        asks = any(
            reader.asks(number)
            for column in range(len(table.rows[under]))
            for number in by_cell.get((under, column), [])
        )
        if asks or [cell.column for cell in table.rows[under]] != columns:
            break
        below.append(under)
    return below


def _only_asks(numbers: Sequence[int], reader: _Reader) -> bool:
    """Whether a cell has a question, and nothing that answers it."""
    if not any(reader.asks(number) for number in numbers):
        return False
    lines = [reader.lines[number][1] for number in numbers]
    free = any(list(_between(reader.lines[number][1], reader.found.spans[number])) for number in numbers)
    return not free and not boxed(lines)
