"""Grids of tick boxes in tables: options beside marks, or under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.answers import Sheet
from ingest.choices import boxed, boxed_options
from ingest.consent_said import asks_consent, stated_from
from ingest.hints import without_boxes
from ingest.page import OFF, ON, Cell, Line, Mark, plain
from ingest.questions import Asked
from ingest.wordings import Wordings

_YES = re.compile(r"\s*(?:y|yes|x|✓|tick(?:ed)?)\s*", re.IGNORECASE)
_TICK_HEAD = re.compile(
    r"\W*(?:please )?(?:tick|mark|select|applies|applicable|relevant|(?:put|enter|type) (?:an? )?[xy])"
    r"(?: (?:box|here|if so|one|below|if (?:it )?applies|to you))?(?:\W*\(?(?:y|x|yes|y/n|tick|✓)\)?)?\W*",
    re.IGNORECASE,
)
CHOICES_IN_GRIDS = ("categories", "contract_type")
"""The choices whose options stand in grids."""
_OFFERED = 0.8  # how sure a question is whose options are those of a choice
_FEWEST_KNOWN = 3  # options, where nothing asks for them
_LONGEST_OPTION = 10  # words
_MARKS_AND_OPTIONS = frozenset({2, 4, 6, 8})  # cells to a row
_MOST_WORDS = 2  # of a yes or no in one of two languages
_NOT_MARKED = re.compile(r"\s*(?:n|no|n/?a|[-–—])\s*", re.IGNORECASE)
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
    if asks_consent(words) and (len(boxed_options([lines])) == 1 or stated_behind(lines)):
        return Asked(("consent",), _STATED, True)
    known = wordings.close(words)
    return Asked((known.field,), known.score, known.exact) if known and known.field == "consent" else None


def stated_behind(lines: Sequence[Line]) -> str:
    """The statement behind a yes and a no with a box each, on one line; empty where there is none: it asks by
    itself, and answers nothing above it."""
    worded = [line for line in lines if line.text.strip()]
    start = stated_from(worded[0]) if len(worded) == 1 else 0
    return worded[0].text[start:] if start else ""


def option_of(cell: Cell, choice: str, sheet: Sheet) -> bool:
    """Whether a cell is an option of that choice."""
    return bool(sheet.wordings.options.get(choice)) and sheet.wordings.offered(choice, cell.text) is not None


def grid_choice(sheet: Sheet) -> str:
    """The choice whose options may be standing in the rows now."""
    last = sheet.waiting or (sheet.found[-1] if sheet.found else None)
    return last.name if last is not None and last.name in CHOICES_IN_GRIDS else "categories"


def _choice_of(words: Sequence[Cell], sheet: Sheet) -> str:
    """The choice that waits or, where none of the options in a row are its own, the one they belong to."""
    waits = grid_choice(sheet)
    known = {name: sum(option_of(cell, name, sheet) for cell in words) for name in CHOICES_IN_GRIDS}
    other = max(known, key=lambda name: known[name])
    clear = known[waits] == 0 if sheet.waiting is not None else known[other] == len(words) > known[waits]
    return other if clear and len(words) > 1 and known[other] * 2 > len(words) else waits


def is_grid(row: Row, sheet: Sheet) -> bool:
    """Cells of options beside cells of marks (or nothing), as in "Grievance | ☐ | Discipline | x"."""
    words = [cell for cell in row if not cell.empty and not answers_mark(cell)]
    choice = _choice_of(words, sheet)
    marks = [cell for cell in row if cell.empty or answers_mark(cell)]
    if not words or not marks or any(cell.below for cell in row):
        return False
    known = sum(option_of(cell, choice, sheet) for cell in words)
    going_on = sheet.waiting is not None and sheet.waiting.name == choice
    if going_on:
        return known * 2 >= len(words) or any(map(only_mark, row)) and not any(map(is_bold, words))
    return len(words) > 1 and known == len(words) and any(map(answers_mark, row))


def in_grid(row: Row, sheet: Sheet) -> bool:
    """Whether a row of a table of questions and answers goes on with the options of the choice that waits."""
    waiting = sheet.waiting
    return waiting is not None and waiting.name in CHOICES_IN_GRIDS and is_grid(unnumbered(row, sheet), sheet)


def unnumbered(row: Row, sheet: Sheet) -> Row:
    """A row of options without the empty cell that a column of numbers leaves before them."""
    marked_first = not row[-1].empty and not answers_mark(row[-1]) and all(map(room, row[::2]))
    strange = len(row) > 2 and row[0].empty and not answers_mark(row[1])
    return row[1:] if strange and (sheet.counted or not marked_first or len(row) % 2) else row


def room(cell: Cell) -> bool:
    """Whether a cell holds a mark, or nothing."""
    return cell.empty or answers_mark(cell)


def only_mark(cell: Cell) -> bool:
    """Whether a cell holds a mark and nothing else."""
    return not cell.empty and (not without_boxes(cell.text).strip(" _-") or _says(_YES, cell.text))


def _says(word: re.Pattern[str], text: str) -> bool:
    """Whether a text is such a word, in one language or in two ("Ydy / Yes")."""
    halves = text.split(" / ")
    if len(halves) == 2 and all(len(half.split()) <= _MOST_WORDS for half in halves):
        return any(word.fullmatch(half) for half in halves)
    return word.fullmatch(text) is not None


def answers_mark(cell: Cell) -> bool:
    """Whether a cell holds a mark, or a word instead of leaving it out ("No" beside an option)."""
    return only_mark(cell) or _says(_NOT_MARKED, cell.text)


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
    """Whether a table holds nothing but options, each behind its mark or room, one or several to a row: of
    the choice that waits, or most of them known."""
    width = len(rows[0]) if rows else 0
    if len(rows) < 2 or width not in _MARKS_AND_OPTIONS or any(len(row) != width for row in rows):
        return False
    pairs = [pair for row in rows for pair in in_pairs(row) if not (pair[0].empty and pair[1].empty)]
    waits = sheet.waiting is not None and sheet.waiting.choice
    known = [option_of(option, grid_choice(sheet), sheet) for _, option in pairs]
    if not waits and (sum(known) < _FEWEST_KNOWN or sum(known) * 2 <= len(pairs)):
        return False
    marks = [mark.empty or only_mark(mark) for mark, _ in pairs]
    worded = [not option.empty and not only_mark(option) for _, option in pairs]
    return all(marks) and all(worded) and any(not mark.empty for mark, _ in pairs)


def marked_behind(rows: Sequence[Row], sheet: Sheet) -> bool:
    """Whether a table holds nothing but options, each with its mark or room behind it, most of them known."""
    if len(rows) < 2 or any(len(row) != 2 or row[0].below for row in rows):
        return False
    known = sum(option_of(row[0], grid_choice(sheet), sheet) for row in rows)
    asked = sheet.waiting or (sheet.found[-1] if sheet.found and sheet.found[-1].empty else None)
    waits = asked is not None and asked.name in CHOICES_IN_GRIDS
    worded = [not row[0].empty and not room(row[0]) for row in rows]
    marks = [row[1].empty or only_mark(row[1]) for row in rows]
    told = all(worded) and all(marks) and any(not row[1].empty for row in rows)
    if not told or known < _FEWEST_KNOWN or not (waits or known * 2 > len(rows)):
        return False
    if waits:
        sheet.waiting = asked
    return True


def in_pairs(row: Row) -> list[tuple[Cell, Cell]]:
    """The cells of a row two by two."""
    return list(zip(row[::2], row[1::2], strict=True))


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
        known = sum(
            sheet.wordings.option(one, word) is not None for one in CHOICES_IN_GRIDS for word in words
        )
        yes_no = [word.casefold() for word in words] == ["yes", "no"]
        if waiting.choice and (known or yes_no) or known > 1:
            waiting.cells.extend(told)
            sheet.waiting = None if yes_no else waiting
            return True
        return False
    return loose_options(told, sheet)


def option_line(row: Row) -> list[Line] | None:
    """A row of one option and its mark, as one line; None if it holds more options or none."""
    words = [cell for cell in row if not cell.empty and not answers_mark(cell)]
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
    choice = _choice_of([cell for cell in row if not cell.empty and not answers_mark(cell)], sheet)
    waiting = sheet.waiting
    if waiting is not None and waiting.choice and waiting.name in (choice, "consent"):
        waiting.cells.extend(cells)
    else:
        sheet.wait(Asked((choice,), _OFFERED, False)).cells.extend(cells)


def _as_box(cell: Cell) -> list[Line]:
    """A cell of a grid with its mark made a box."""
    if _says(_YES, cell.text):
        return [plain(ON)]
    return [plain(OFF)] if _says(_NOT_MARKED, cell.text) else list(cell.lines)


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
