"""Grids of tick boxes in tables: options beside marks, or under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Sheet, unknown
from ingest.choices import boxed, boxed_options
from ingest.consent_said import asks_consent
from ingest.hints import without_boxes
from ingest.match_cells import cell_asks
from ingest.page import OFF, ON, Cell, Line, Mark, plain
from ingest.questions import Asked
from ingest.wordings import Wordings

_YES = re.compile(r"\s*(?:y|yes|x|✓|tick(?:ed)?)\s*", re.IGNORECASE)
_TICK_HEAD = re.compile(
    r"\W*(?:please )?(?:tick|mark|select|applies|applicable|relevant|(?:put|enter|type) (?:an? )?[xy])"
    r"(?: (?:box|here|if so|one|below|if (?:it )?applies|to you))?(?:\W*\(?(?:y|x|yes|y/n|tick|✓)\)?)?\W*",
    re.IGNORECASE,
)
_CHOICES = ("categories", "contract_type")
_OFFERED = 0.8  # how sure a question is whose options are those of a choice
_FEWEST_IN_COLUMN = 3
_LONGEST_OPTION = 10  # words
_NUMBER = re.compile(r"\W*(?:\d{1,2}[a-z]?\W*)?", re.IGNORECASE)
_NOTMARKED = re.compile(r"\s*(?:n|no|n/?a|[-–—])\s*", re.IGNORECASE)
MARKED = re.compile(r"[☑☒✔✓✗✘xX]|\by(?:es)?\b|\bno?\b", re.IGNORECASE)

Row = Sequence[Cell]


def is_bold(cell: Cell) -> bool:
    """Whether a cell begins in bold."""
    worded = [line for line in cell.lines if line.text.strip()]
    return bool(worded) and worded[0].runs[0].mark & Mark.BOLD == Mark.BOLD


_STATED = 0.9


def own_box(lines: Sequence[Line], wordings: Wordings) -> Asked | None:
    """What a sentence with its own tick box asks, such as "☐ I agree that the branch keeps these details"."""
    if not boxed(lines):
        return None
    words = without_boxes(" ".join(line.text for line in lines))
    if len(boxed_options([lines])) == 1 and asks_consent(words):
        return Asked(("consent",), _STATED, True)
    known = wordings.close(words)
    return Asked((known.field,), known.score, known.exact) if known and known.field == "consent" else None


def option_of(cell: Cell, choice: str, sheet: Sheet) -> bool:
    """Whether a cell is an option of that choice."""
    return bool(sheet.wordings.options.get(choice)) and sheet.wordings.option(choice, cell.text) is not None


def grid_choice(sheet: Sheet) -> str:
    """The choice whose options may be standing in the rows now."""
    last = sheet.waiting or (sheet.found[-1] if sheet.found else None)
    return last.name if last is not None and last.name in ("categories", "contract_type") else "categories"


def _choice_of(words: Sequence[Cell], sheet: Sheet) -> str:
    """The choice that waits or, where none does, the one that all the options in a row belong to."""
    alone = sheet.waiting is None and len(words) > 1
    contract = alone and all(option_of(cell, "contract_type", sheet) for cell in words)
    return "contract_type" if contract else grid_choice(sheet)


def is_grid(row: Row, sheet: Sheet) -> bool:
    """Cells of options beside cells of marks (or nothing), as in "Grievance | ☐ | Discipline | x"."""
    words = [cell for cell in row if not cell.empty and not _answers_mark(cell)]
    choice = _choice_of(words, sheet)
    marks = [cell for cell in row if cell.empty or _answers_mark(cell)]
    if not words or not marks or any(cell.below for cell in row):
        return False
    known = sum(option_of(cell, choice, sheet) for cell in words)
    going_on = sheet.waiting is not None and sheet.waiting.name == choice
    if going_on:
        return known * 2 >= len(words) or any(map(only_mark, row)) and not any(map(is_bold, words))
    return len(words) > 1 and known == len(words) and any(map(_answers_mark, row))


def opens_grid(row: Row, following: Row, sheet: Sheet) -> Asked | None:
    """The question of a row that asks for a choice with nothing beside it, over a row of its options with
    room for a mark beside each."""
    if len(row) > 2 and len(following) > 2 and following[0].empty and _NUMBER.fullmatch(row[0].text):
        row, following = row[1:], following[1:]  # a column of numbers
    options = [cell for cell in following[::2] if not cell.empty]
    beside = all(cell.empty or _answers_mark(cell) for cell in following[1::2])
    if not alone(row) or not beside or len(options) < 2:
        return None
    question = cell_asks(row[0], sheet) or unknown(row[0].text)
    names = _CHOICES if question.fields == ("ignored",) else question.fields
    offered = (
        one for one in _CHOICES if one in names and all(option_of(cell, one, sheet) for cell in options)
    )
    choice = next(offered, None)
    return (
        None if choice is None else replace(question, fields=(choice,), score=max(question.score, _OFFERED))
    )


def opens_options(cell: Cell, following: Row, sheet: Sheet) -> Asked | None:
    """The question of a heading in bold over a row of options of another choice than the one that waits, with
    room for a mark beside each."""
    waiting = sheet.waiting
    if waiting is None or not waiting.choice or not is_bold(cell) or len(following) < 2 * 2:
        return None
    options = [one for one in following[::2] if not one.empty]
    beside = all(one.empty or _answers_mark(one) for one in following[1::2])
    known = {name: sum(option_of(one, name, sheet) for one in options) for name in _CHOICES}
    other = next((name for name in _CHOICES if name != waiting.name and known[name] * 2 > len(options)), None)
    if not beside or other is None or known[waiting.name] >= known[other]:
        return None
    return Asked((other,), _OFFERED, False, words=cell.text)


def alone(row: Row) -> bool:
    """Whether a row holds words in its first cell only, with room beside them."""
    return len(row) > 1 and not row[0].empty and all(cell.empty for cell in row[1:])


def heads_options(row: Row, sheet: Sheet) -> bool:
    """Whether a row may stand over a list of options: alone, none of them, and no list runs already."""
    running = sheet.waiting is not None and sheet.waiting.name in _CHOICES
    return alone(row) and not running and not any(option_of(row[0], choice, sheet) for choice in _CHOICES)


def column_of_options(rows: Sequence[Row], sheet: Sheet) -> int:
    """How many of these rows, from the first, hold an option each with its mark or room for one beside it: a
    list of options in a table of questions. 0 where most are no options we know, or none is marked.
    """
    count = next((at for at, row in enumerate(rows) if not _option_and_mark(row, sheet)), len(rows))
    told = [unnumbered(row) for row in rows[:count]]
    known = sum(option_of(row[0], choice, sheet) for row in told for choice in _CHOICES)
    marked = any(only_mark(cell) for row in told for cell in row[1:])
    return count if count >= _FEWEST_IN_COLUMN and known * 2 >= count and marked else 0


def _option_and_mark(row: Row, sheet: Sheet) -> bool:
    row = unnumbered(row)
    if len(row) < 2 or row[0].empty or row[0].text.rstrip().endswith("?"):
        return False
    if not all(cell.empty or _answers_mark(cell) for cell in row[1:]):
        return False
    question = cell_asks(row[0], sheet, sure=False)
    return question is None or any(option_of(row[0], choice, sheet) for choice in _CHOICES)


def in_grid(row: Row, sheet: Sheet) -> bool:
    """Whether a row of a table of questions and answers goes on with the options of the choice that waits."""
    waiting = sheet.waiting
    return waiting is not None and waiting.name in _CHOICES and is_grid(unnumbered(row), sheet)


def unnumbered(row: Row) -> Row:
    """A row of options without the empty cell that a column of numbers leaves before them."""
    return row[1:] if len(row) > 2 and row[0].empty and not _answers_mark(row[1]) else row


def only_mark(cell: Cell) -> bool:
    """Whether a cell holds a mark and nothing else."""
    return not cell.empty and (not without_boxes(cell.text).strip(" _-") or bool(_YES.fullmatch(cell.text)))


def _answers_mark(cell: Cell) -> bool:
    """Whether a cell holds a mark, or a word instead of leaving it out ("No" beside an option)."""
    return only_mark(cell) or _NOTMARKED.fullmatch(cell.text) is not None


def heads_ticks(row: Row, following: Row) -> bool:
    """Whether a row heads columns of options and of their marks: "Issue | Tick | Issue | Tick"."""
    heads = [at for at, cell in enumerate(row) if _TICK_HEAD.fullmatch(cell.text)]
    if len(row) < 2 or len(heads) * 2 != len(row) or len(following) != len(row):
        return False
    return all(following[at].empty or only_mark(following[at]) for at in heads)


def marked_beside(row: Row) -> bool:
    """Whether a row holds words and, beside each, a mark or room for one: below a row that heads ticks."""
    return all((cell.empty or only_mark(cell)) == bool(at % 2) for at, cell in enumerate(row))


def marked_before(rows: Sequence[Row], sheet: Sheet) -> bool:
    """Whether a table holds nothing but options of the choice that waits, each behind its mark or room."""
    if sheet.waiting is None or not sheet.waiting.choice or any(len(row) != 2 for row in rows):
        return False
    marks = [row[0].empty or only_mark(row[0]) for row in rows]
    worded = [not row[1].empty and not only_mark(row[1]) for row in rows]
    return len(rows) > 1 and all(marks) and all(worded) and any(not row[0].empty for row in rows)


def options_over_marks(row: Row, following: Row, sheet: Sheet) -> bool:
    """A row of options over a row of nothing but marks: told to the choice that waits, or by the options."""
    marks = [cell.empty or only_mark(cell) for cell in following]
    if len(row) < 2 or len(following) != len(row) or not all(marks) or any(cell.empty for cell in row):
        return False
    words = [" ".join(cell.text.split()) for cell in row]
    told = [
        [plain(f"{ON if MARKED.search(mark.text) else OFF} {word}")]
        for word, mark in zip(words, following, strict=True)
    ]
    waiting = sheet.waiting
    if waiting is not None and (waiting.choice or waiting.name == "ignored"):
        known = sum(sheet.wordings.option(one, word) is not None for one in _CHOICES for word in words)
        yes_no = [word.casefold() for word in words] == ["yes", "no"]
        if waiting.choice and (known or yes_no) or known > 1:
            waiting.cells.extend(told)
            sheet.waiting = None if yes_no else waiting
            return True
        return False
    return loose_options(told, sheet)


def option_line(row: Row) -> list[Line] | None:
    """A row of one option and its mark, as one line; None if it holds more options or none."""
    words = [cell for cell in row if not cell.empty and not _answers_mark(cell)]
    if len(words) != 1 or len(words[0].text.split()) > _LONGEST_OPTION:
        return None
    on = any(MARKED.search(cell.text) for cell in row if only_mark(cell))
    return [plain(f"{ON if on else OFF} {' '.join(words[0].text.split())}")]


def read_grid(row: Row, sheet: Sheet) -> None:
    """Add a row of options and marks to the choice they belong to."""
    told = option_line(row)
    cells = (
        [told]
        if told is not None and not any(boxed(cell.lines) and not only_mark(cell) for cell in row)
        else [_as_box(cell) for cell in row]
    )
    if sheet.waiting is not None and sheet.waiting.choice:
        sheet.waiting.cells.extend(cells)
    else:
        sheet.wait(Asked((grid_choice(sheet),), 0.8, False)).cells.extend(cells)


def _as_box(cell: Cell) -> list[Line]:
    """A cell of a grid with its mark made a box."""
    if _YES.fullmatch(cell.text):
        return [plain(ON)]
    return [plain(OFF)] if _NOTMARKED.fullmatch(cell.text) else list(cell.lines)


def loose_options(cells: list[list[Line]], sheet: Sheet) -> bool:
    """Options with boxes under a question we do not know: told by the options themselves, if they can be."""
    options = boxed_options([[line for line in cell if boxed([line])] for cell in cells])
    counts = {
        choice: sum(sheet.wordings.offered(choice, option.text) is not None for option in options)
        for choice in ("categories", "contract_type")
    }
    choice = max(counts, key=lambda one: counts[one])
    last = sheet.waiting
    if last is not None and last.choice:
        last.cells.extend(cells)
        return True
    told = counts[choice] >= 3 or (counts[choice] >= 2 and len(set(counts.values())) > 1)
    if told:
        sheet.wait(Asked((choice,), 0.75, False)).cells.extend(cells)
    return told
