"""A blank form -> its pieces, and what each of its questions seems to ask for: `casework learn`.

The same dictionary and the same weighing as for returned forms; what they cannot tell is left open, for the
administrator to say. Better a question too many than one too few: an answer ends where the next one begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.align import Placed
from ingest.answers import CHOICES, Answer, unknown
from ingest.choices import boxed, styled_options
from ingest.hints import without_boxes
from ingest.learn_looks import (
    SENTENCE,
    Around,
    first_mark,
    in_list,
    is_bold,
    is_faint,
    is_prose,
    is_yes_or_no,
    left_open,
    look_of,
    never_asks,
    offered,
)
from ingest.learnt import NOT_KEPT, LearntForm, Part, Printed
from ingest.lesson import Lesson, Offer, Recognised
from ingest.match import in_place
from ingest.match_grid import own_box
from ingest.page import Cell, Line, Mark, Page, Table, cut
from ingest.printed import Piece, Place, boxes_first, pieces_of, placed_lines
from ingest.questions import Asked, asked
from ingest.sense import NOTHING, shipped
from ingest.ticks import value_of
from ingest.wordings import Section, Wordings

_TIME = ("time",)
_VALUED = ("categories", "contract_type")  # the choices whose options have values of their own
_FEWEST_ALIKE = 3
_FEWEST_OPTIONS = 3
_INSIDE = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_LIKELY = 0.3  # a weaker guess is not worth a person's time
_SURE = 0.85  # less is for a person to say, and else weighed on every form with its answer


@dataclass(slots=True)
class _Learning:
    """A blank while it is being read."""

    page: Page
    wordings: Wordings
    printed: list[Printed] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)  # one for each question: its options are the cells
    at: list[int] = field(default_factory=list)  # where that question is in `printed`
    options: list[tuple[int, Line, bool]] = field(default_factory=list)  # question, words, one of a list
    section: Section | None = None
    under_question: bool = False  # the line before was a question, with no place to write between
    blank_before: bool = True
    option_column: tuple[int, int] = (-1, -1)  # the table and column of the option before
    looks: Counter[Mark] = field(default_factory=Counter)  # of known questions outside tables

    @property
    def now(self) -> Answer | None:
        """The question whose options may stand here."""
        return self.answers[-1] if self.answers else None

    def ask(self, text: str, question: Asked) -> None:
        """Note a question."""
        self.at.append(len(self.printed))
        self.option_column = (-1, -1)
        self.printed.append(Printed(text, Part.QUESTION))
        self.answers.append(Answer(replace(question, words=text, rest=None), self.section))

    def text(self, text: str) -> None:
        """Note a heading, a hint or guidance."""
        section = self.wordings.section(text)
        if section is not None:
            self.section = section
        self.printed.append(Printed(text, Part.TEXT))

    def option(self, line: Line, alone: bool) -> None:
        """Note an option of the question above; not `alone`: several on one line, with strokes between."""
        self.printed.append(Printed(line.text.strip(), Part.OPTION))
        if self.answers:
            self.answers[-1].cells.append([line])
            self.options.append((len(self.answers) - 1, line, alone))

    def around(self, piece: Piece, part: Line) -> Around:
        """What is known of the form above a piece."""
        return Around(
            "" if self.now is None else self.now.asked.words,
            self.under_question,
            self.blank_before,
            self.looks[first_mark(part)] >= _FEWEST_ALIKE,
            self.wordings.section(piece.text) is not None,
        )


def learn(page: Page, wordings: Wordings, name: str) -> Lesson:
    """What the blank form on this page teaches. `name`: the file, as people know it."""
    learning = _Learning(page, wordings)
    lines = list(placed_lines(page))
    for number in range(len(lines)):
        _read(number, lines, learning)
    _settle_choices(learning)
    found = _in_place(learning)
    for at, answer in zip(learning.at, found, strict=True):
        fields = answer.asked.fields if _is_known(answer) else ()
        learning.printed[at] = replace(learning.printed[at], fields=fields)
    questions = tuple(_recognised(answer) for answer in found)
    return Lesson(LearntForm(name, tuple(learning.printed)), questions, tuple(_offers(learning, found)))


def _in_place(learning: _Learning) -> list[Answer]:
    """Each question under the field it means in its place; a time stays a question of its own."""
    bare = [replace(answer, cells=[]) for answer in learning.answers]
    placed = iter(in_place([one for one in bare if one.asked.fields != _TIME], learning.wordings))
    return [one if one.asked.fields == _TIME else next(placed) for one in bare]


def _read(number: int, lines: Sequence[Placed], learning: _Learning) -> None:
    place, line = lines[number]
    pieces = pieces_of(line.text)
    beside = [*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]]
    lone = len(pieces) == 1 and not any(boxed([one]) for _, one in beside)
    for piece in pieces:
        part = cut(line, piece.start, piece.end)
        if _is_option(piece, pieces, part, place, lone, learning):
            alone = piece.box_before or piece.box_behind or _in_grid(place, learning)
            learning.option(part, alone)
            _note_column(place, learning)
            learning.under_question = False
            continue
        question = _question(piece, part, number, lines, learning)
        if question is None:
            learning.text(piece.text)
            continue
        learning.ask(piece.text, question)
        if place.row < 0 and question.exact:
            learning.looks[first_mark(part)] += 1
    if not line.text.strip():
        learning.under_question = False
    elif pieces and any(printed.part is Part.QUESTION for printed in learning.printed[-len(pieces) :]):
        learning.under_question = True
    learning.blank_before = not line.text.strip()


def _note_column(place: Place, learning: _Learning) -> None:
    table = learning.page.blocks[place.block]
    if isinstance(table, Table) and place.cell > 0:
        learning.option_column = (place.block, table.rows[place.row][place.cell].column)


def _is_option(
    piece: Piece, pieces: Sequence[Piece], part: Line, place: Place, lone: bool, learning: _Learning
) -> bool:
    """Whether a piece is something to choose: it has a box, or is known as an option of the choice asked."""
    now, wordings = learning.now, learning.wordings
    if is_faint(part) and not offered(piece.text):
        return False
    if piece.box_before if boxes_first(pieces) else piece.box_behind:
        return not _own_question(piece, lone, learning)
    if now is None or left_open(piece.text):
        return False
    if now.name in _VALUED:
        return _stands_for(now.name, part, wordings) or _in_grid(place, learning)
    if is_yes_or_no(piece.text) or (now.name == "consent" and offered(piece.text)):
        return True
    known = any(_stands_for(choice, part, wordings) for choice in _VALUED)
    return known and len(styled_options([part], _no_value)) >= _FEWEST_OPTIONS


def _no_value(text: str) -> None:
    """No words are an option of several by themselves: each stroke parts two."""


def _own_question(piece: Piece, lone: bool, learning: _Learning) -> bool:
    """Whether the words beside the only box of a line are a question of their own: they agree to something,
    or no other box stands above or below."""
    known = learning.wordings.close(piece.text)
    if lone and known is not None and known.field == "consent":
        return True
    listed = learning.now is not None and bool(learning.now.cells)
    return lone and not listed and len(piece.text.split()) >= SENTENCE


def _stands_for(choice: str, part: Line, wordings: Wordings) -> bool:
    """Whether words are an option of that choice, or a list of them with strokes between."""
    options = styled_options([part], lambda text: wordings.option(choice, text))
    known = sum(wordings.option(choice, option.text) is not None for option in options)
    return bool(known) and known * 2 >= len(options)


def _in_grid(place: Place, learning: _Learning) -> bool:
    """Whether a table, or this row of it, is a list of the options of the choice asked for above it."""
    table, now = learning.page.blocks[place.block], learning.now
    if not isinstance(table, Table) or now is None or now.name not in _VALUED:
        return False

    def known(cells: Sequence[Cell]) -> tuple[int, int]:
        worded = [cell for cell in cells if without_boxes(cell.text).strip(" _-")]
        told = (learning.wordings.option(now.name, cell.text) is not None for cell in worded)
        return sum(told), len(worded)

    if learning.option_column == (place.block, table.rows[place.row][place.cell].column):
        return True
    whole, of = known([cell for row in table.rows for cell in row])
    here, beside = known(table.rows[place.row])
    return (whole >= _FEWEST_OPTIONS and whole * 2 >= of) or (here > 0 and here * 2 >= beside)


def _question(
    piece: Piece, part: Line, number: int, lines: Sequence[Placed], learning: _Learning
) -> Asked | None:
    """What a piece asks, known or not; None where it is a heading, a hint or guidance."""
    place, line = lines[number]
    wordings = learning.wordings
    if (piece.box_before or piece.box_behind) and not is_faint(part):
        own = own_box([line], wordings)
        if own is not None or len(piece.text.split()) >= SENTENCE:
            return own or asked(part, wordings, sure=True) or unknown(piece.text)
    if never_asks(piece, part, place, line):
        return None
    if in_list(place, learning.page):
        return Asked(NOT_KEPT, 1.0, True)
    look = look_of(piece, part, number, lines, learning.page, learning.around(piece, part))
    prose = is_prose(piece.text)
    told = prose and not look.asks and (place.row < 0 or not look.room)
    question = asked(part, wordings, sure=look.sure and not told)
    exact = question is not None and question.exact
    if question is not None and question.fields != NOT_KEPT and (exact or not look.hint):
        return None if look.heading and not look.room else question
    first = not learning.answers and not look.asks and not look.beside  # a title
    tells = prose and not (look.room and place.row >= 0 and is_bold(part))
    if look.heading or first or (not exact and (look.hint or tells or piece.text.endswith(","))):
        return None
    if question is not None and (exact or look.asks or look.room):
        return question
    return unknown(piece.text) if look.asks or look.room else None


def _settle_choices(learning: _Learning) -> None:
    """What the options under a question are tells what it asks, better than its words: "Is your job"."""
    for answer in learning.answers:
        if answer.name in CHOICES or not answer.cells:
            continue
        texts = [
            text
            for number, line, alone in learning.options
            if learning.answers[number] is answer
            for text in ([line.text] if alone else [one.text for one in styled_options([line], _no_value)])
        ]
        counts = {
            choice: sum(value_of(choice, text, learning.wordings) is not None for text in texts)
            for choice in _VALUED
        }
        choice = max(counts, key=lambda one: (counts[one], one == "contract_type"))
        least = _FEWEST_OPTIONS - (choice == "contract_type")
        if counts[choice] >= least and counts[choice] * 2 >= len(texts):
            answer.asked = replace(answer.asked, fields=(choice,), score=0.75, exact=True)


def _is_known(answer: Answer) -> bool:
    """Whether a question is told surely enough to hold for every form that comes back."""
    return answer.asked.exact or answer.asked.score >= _SURE


def _recognised(answer: Answer) -> Recognised:
    question = answer.asked
    if _is_known(answer):
        return Recognised(question.words, question.fields, question.score or 1.0, question.exact)
    if question.score > 0:
        return Recognised(question.words, (), question.score, guess=question.fields[0])
    sense = shipped().of(question.words)
    guess, share = sense.first if sense is not None else (NOTHING, 0.0)
    return Recognised(question.words, (), share, guess=guess if share >= _LIKELY else "")


def _offers(learning: _Learning, found: Sequence[Answer]) -> Iterator[Offer]:
    """The options of the choices that have values of their own, each once."""
    seen: set[tuple[str, str]] = set()
    for at, line, alone in learning.options:
        choice = found[at].name
        if choice not in _VALUED:
            continue
        for text in [line.text] if alone else _parts(line, choice, learning.wordings):
            bare = text.strip(" \t.:;")
            if bare and (choice, bare) not in seen:
                seen.add((choice, bare))
                yield _offer(choice, bare, learning.wordings)


def _offer(choice: str, text: str, wordings: Wordings) -> Offer:
    """An option with its value: by its words, else by those in brackets, which are then learnt for it."""
    value = value_of(choice, text, wordings)
    inside = _INSIDE.search(text) if value is None else None
    if inside is not None:
        value = value_of(choice, inside[1], wordings)
    return Offer(choice, text, value or "", said=value is not None and inside is not None)


def _parts(line: Line, choice: str, wordings: Wordings) -> list[str]:
    if wordings.option(choice, line.text) is not None:
        return [line.text]
    return [option.text for option in styled_options([line], lambda text: wordings.option(choice, text))]
