"""Columns of a table headed Yes and No: which of them is marked answers the row."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.answers import Sheet
from ingest.match_grid import MARKED, Row, grid_choice, is_bold, only_mark, option_of
from ingest.page import OFF, ON, Cell, plain
from ingest.questions import Asked


@dataclass(frozen=True, slots=True)
class YesNo:
    """Where the columns headed Yes and No stand, counted in cells."""

    yes: int
    no: int
    width: int

    def fit(self, row: Row) -> bool:
        """Whether a row can be read under these headings."""
        return len(row) == self.width

    def header(self, row: Row) -> bool:
        """Whether the row is the headings themselves."""
        return _heading(row[self.yes], "yes") and _heading(row[self.no], "no")


def yes_no_columns(row: Row, following: Row) -> YesNo | None:
    """The columns, if this row heads them and the row below has nothing but marks there."""
    yes = [at for at, cell in enumerate(row) if at and _heading(cell, "yes")]
    no = [at for at, cell in enumerate(row) if at and _heading(cell, "no")]
    if not len(yes) == len(no) == 1 or len(following) != len(row):
        return None
    below = [following[at] for at in (yes[0], no[0])]
    return YesNo(yes[0], no[0], len(row)) if all(cell.empty or only_mark(cell) for cell in below) else None


def _heading(cell: Cell, word: str) -> bool:
    return cell.text.strip(" \t\n:.?").casefold() == word


def read_yes_no(row: Row, columns: YesNo, question: Asked | None, sheet: Sheet) -> None:
    """A row under Yes and No: an option of the choice asked above, or a question answered by yes or no."""
    if columns.header(row):
        if question is not None:
            sheet.wait(question, is_bold(row[0]))
        return
    yes, no = (bool(MARKED.search(row[at].text)) for at in (columns.yes, columns.no))
    choice = grid_choice(sheet)
    waits = sheet.waiting is not None and sheet.waiting.name == choice
    offered = waits and (question is None or question.fields == ("ignored",))
    if offered or option_of(row[0], choice, sheet):
        waiting = sheet.waiting
        if waiting is None or waiting.name != choice:
            waiting = sheet.wait(Asked((choice,), 0.8, False))
        waiting.cells.append([plain(f"{ON if yes and not no else OFF} {row[0].text}")])
    elif question is not None:
        sheet.ask(question, [plain("Yes" if yes else "No")] if yes != no else [])
