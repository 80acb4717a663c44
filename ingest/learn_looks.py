"""How a piece of a blank form stands on its page: put as a question, with a place to write, under a question,
over a section.

What a person sees at a glance is a handful of signs here: a colon or a question mark, an empty cell beside
it, an empty line below it, bold type, small print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.align import Placed
from ingest.choices import boxed
from ingest.hints import is_hint
from ingest.page import Cell, Line, Mark, Page, Table
from ingest.printed import Piece, Place
from ingest.running import SENTENCES

SENTENCE = 6  # words
_SHORT = 5  # words of an option
_FEWEST_ROWS = 3  # of a list, its heading included
_TOO_LONG = 40  # words, of a question without a question mark
_LEFT_OPEN = re.compile(r"[:?]\W*$|[:?]\s*[(\[].*$")
_OFFERED = re.compile(r"\W*(?:yes|y)\W+(?:no|n)\W*", re.IGNORECASE)
_STROKES = re.compile(r"\s/\s")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_CONTACT = re.compile(r"@|\d{3}[ \d-]{4,}|https?:|www\.")  # the branch's own, not asked for
_ORNAMENT = re.compile(r"\s*(?:\*{2,}|-{2,}|={2,}|#{1,6}\s|_{5,})")
_COLUMN_HEAD = re.compile(
    r"\W*(?:day|month|year|dd|mm|yy|yyyy|no|nos|number|questions?|(?:your )?answers?|response|notes|"
    r"guidance|help)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of print stands on the page. `sure`: where questions stand; `asks`: put as a question;
    `room`: with a place to write; `beside`: that place is a cell of its own beside or below; `hint`: right
    under a question, or between it and its place to write; `heading`: over a section."""

    sure: bool
    asks: bool
    room: bool
    hint: bool
    heading: bool
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the form above a piece: the words of the last question; whether the piece stands right
    under it; whether an empty line is between; whether known questions look like the piece; whether its words
    are those of a section."""

    asked: str
    under_question: bool
    blank_before: bool
    alike: bool
    section: bool


def look_of(
    piece: Piece, part: Line, number: int, lines: Sequence[Placed], page: Page, around: Around
) -> Look:
    """How a piece of the line with that number stands on the page."""
    place = lines[number][0]
    asks = left_open(piece.text) or piece.gap or (piece.box_behind and not piece.start)
    section = around.section
    if place.row < 0:
        room = _room_below(number, lines)
        stands = asks or is_bold(part)
        return Look(
            sure=stands or room,
            asks=asks,
            room=room and (is_bold(part) or around.blank_before),
            hint=around.under_question and not stands,
            heading=not asks
            and not (room and around.alike)
            and (section or (is_bold(part) and not room and not around.alike)),
        )
    before = lines[max(0, number - place.line) : number]
    begins = not any(one.text.strip() for at, one in before if at.box == place.box)
    where = _room(place, page) if begins else ""
    between = where == "beside" and place.cell > 0 and _just_asked(place, lines, number, around)
    return Look(
        sure=bool(where),
        asks=asks and (begins or piece.gap),
        room=bool(where) and not between,
        hint=(around.under_question and not begins)
        or between
        or (is_hint(part) and not where)
        or (place.cell > 0 and part.all_marked(Mark.ITALIC)),
        heading=section and not where and not asks,
        beside=where in ("beside", "below") and not between and _in_row(place, page),
    )


def _in_row(place: Place, page: Page) -> bool:
    """Whether a cell stands in a row with others: titles have one of their own."""
    table = page.blocks[place.block]
    return isinstance(table, Table) and len(table.rows[place.row]) > 1


def _just_asked(place: Place, lines: Sequence[Placed], number: int, around: Around) -> bool:
    """Whether the cell to the left asks: what stands between it and the place to write is guidance."""
    left = [one for at, one in lines[:number] if at.box == (place.block, place.row, place.cell - 1)]
    words = next((one.text for one in left if one.text.strip()), "")
    return bool(words) and bool(around.asked) and around.asked in words


def _room(place: Place, page: Page) -> str:
    """Where a cell of a table has its place to write: "beside" it, "missing" beside it, "below" it or
    "inside"; "" for none."""
    table = page.blocks[place.block]
    if not isinstance(table, Table):
        return ""
    row = table.rows[place.row]
    cell = row[place.cell]
    lines = [bool(line.text.strip()) for line in cell.lines]
    if lines and not lines[-1]:
        return "inside"
    last = place.cell + 1 == len(row)
    wide = max(one.column + one.width for cells in table.rows for one in cells)
    if not last and _is_open(row[place.cell + 1]):
        return "beside"
    if last and cell.column + cell.width < wide:
        return "missing"  # a cell with nothing in it, at the end of its row
    below = table.rows[place.row + 1] if place.row + 1 < len(table.rows) else ()
    under = [one for one in below if one.column == cell.column and len(below) == len(row)]
    if under and _is_open(under[0]):
        return "below"
    return "inside" if _all_boxes(table) else ""


def _all_boxes(table: Table) -> bool:
    """Whether the cells of a table are boxes with their questions in them: none is empty, none tells."""
    cells = [cell for row in table.rows for cell in row]
    told = any(cell.empty or is_prose(cell.text) for cell in cells)
    return len(cells) > 1 and not told


def _is_open(cell: Cell) -> bool:
    """Whether a cell waits to be written in: empty, a prompt, a dotted line, or boxes to tick."""
    worded = [line for line in cell.lines if re.search(r"\w", line.text.replace("_", " "))]
    if not worded or boxed(worded):
        return True
    if all(offered(line.text) and not is_bold(line) for line in worded):
        return True
    return all(
        line.all_marked(Mark.FAINT) or line.all_marked(Mark.FILLED) or is_hint(line) for line in worded
    )


def _room_below(number: int, lines: Sequence[Placed]) -> bool:
    """Whether behind a loose line there is a place to write: an empty line, a prompt, boxes; but a table
    further down makes a heading of it."""
    for place, line in lines[number + 1 :]:
        if place.row >= 0:
            return False
        if line.text.strip():
            plain = not is_bold(line)
            hint = is_hint(line) or line.text[:1].islower() or (plain and is_bold(lines[number][1]))
            return boxed([line]) or is_faint(line) or hint or (plain and bool(offered(line.text)))
        following = next((one for one in lines[number + 2 :] if one[1].text.strip()), None)
        return following is None or following[0].row < 0
    return True


def in_list(place: Place, page: Page) -> bool:
    """Whether a cell heads a column over several empty rows: a list of witnesses or dates, which asks about
    each of them and not about the member."""
    table = page.blocks[place.block]
    if not isinstance(table, Table) or len(table.rows) < _FEWEST_ROWS or len(table.rows[0]) < 2:
        return False
    head, below = table.rows[0], table.rows[1:]
    columns = [cell.column for cell in head]
    return (
        place.row == 0
        and not any(cell.empty for cell in head)
        and all(cell.empty for row in below for cell in row)
        and all([cell.column for cell in row] == columns for row in below)
    )


def is_prose(text: str) -> bool:
    """Whether words are a sentence that tells, not one that asks."""
    count = len(text.split())
    if SENTENCES.search(text) and not left_open(text):
        return True
    return (text.rstrip().endswith((".", "!")) and count >= SENTENCE) or (
        count > _TOO_LONG and not left_open(text)
    )


def is_bold(line: Line) -> bool:
    """Whether a line is all bold, or a heading by its style."""
    return line.all_marked(Mark.BOLD) or line.all_marked(Mark.HEADING)


def is_faint(line: Line) -> bool:
    """Whether a line is all grey."""
    return line.all_marked(Mark.FAINT)


def first_mark(line: Line) -> Mark:
    """The look of a line's first words."""
    return next((run.mark for run in line.runs if run.text.strip()), Mark.NONE)


def left_open(text: str) -> bool:
    """Whether words end as a question does: with a colon or a question mark, a bracket behind it or not."""
    return _LEFT_OPEN.search(text) is not None


def is_yes_or_no(text: str) -> bool:
    """Whether words are "Yes / No" and nothing else."""
    return _OFFERED.fullmatch(text) is not None


def offered(text: str) -> list[str]:
    """The options of a list with strokes between them: "I agree / I do not agree"; empty if it is none."""
    parts = _STROKES.split(text)
    short = len(parts) > 1 and all(0 < len(part.split()) <= _SHORT for part in parts)
    return parts if short or is_yes_or_no(text) else []


def never_asks(piece: Piece, part: Line, place: Place, line: Line) -> bool:
    """What no question looks like: small print, an address of the branch, an ornament, a column's heading,
    words in the middle of a line that only go on."""
    if is_faint(part) or _CONTACT.search(piece.text) or _ORNAMENT.match(line.text):
        return True
    if not _LETTERS.search(piece.text) or (place.row == 0 and _COLUMN_HEAD.fullmatch(piece.text)):
        return True
    before = line.text[: piece.start]
    spaced = before.endswith("   ") and bool(before.strip()) and not left_open(piece.text)
    return bool(piece.start) and (piece.text[:1].islower() or spaced)
