"""Tables that are more than questions and answers: guidance columns, lists of people, digit boxes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Sheet
from ingest.page import Cell, Line, Mark, plain
from ingest.phrases import openings
from ingest.questions import asked

_GUIDANCE = openings(
    """
    guidance
    notes?
    help
    hints?
    explanation
    examples?
    what to write
    what we mean
    why we ask
    """,
    r"\W*(?:notes?)?\W*$",
)
ANSWERS = re.compile(r"\W*(?:your |member.s )?(?:answers?|responses?|reply|details|information)\W*", re.I)
"""The heading of a column to write in."""
_PARTS = re.compile(r"\W*(?:d|m|y|dd|mm|yy|yyyy|day|month|year|diwrnod|mis|blwyddyn)\W*", re.I)
_TOOTH = re.compile(r"\d|[-/.]")
_FEWEST_TEETH = 6
_DIGITS = re.compile(r"\d{1,4}")
_SIZES = {(2, 2, 4): "/", (2, 2, 2): "/"}
_FEWEST_BOXES = 3
_NEAR = 3  # questions

Row = tuple[Cell, ...]


def without_guidance(rows: Sequence[Row]) -> list[Row]:
    """The rows without a column that only explains the questions beside it.

    A heading says so ("Question | Guidance | Your answer"), or all its words are in italics and those of
    no other column are.
    """
    column = _headed(rows)
    if column is None:
        column = _slanted(rows)
    if column is None:
        return list(rows)
    kept = [
        tuple(cell for cell in row if cell.column != column) if len(row) > 2 else row  # a merged row stays
        for row in rows
    ]
    return kept[1:] if _headed(rows) is not None else kept


def without_grey_labels(rows: Sequence[Row]) -> list[Row]:
    """The rows without grey words below labels that are not: they explain the label, and what stands beside
    them goes on with the answer above."""
    labels = [row[0] for row in rows if row and not row[0].empty]
    if sum(map(_grey, labels)) * 2 >= len(labels):
        return list(rows)
    kept: list[Row] = []
    for row in rows:
        above = kept[-1] if kept else ()
        if row and _grey(row[0]) and len(above) > 1 and not above[0].empty and len(row) in (1, len(above)):
            beside = zip(above[1:], row[1:] or above[1:], strict=True)
            more = [
                replace(cell, lines=cell.lines + (other.lines if len(row) > 1 else ()))
                for cell, other in beside
            ]
            kept[-1] = (above[0], *more)
        else:
            kept.append(row)
    return kept


def _grey(cell: Cell) -> bool:
    """Whether a cell is all in grey, and nothing a field was filled with."""
    told = [line for line in cell.lines if line.text.strip()]
    filled = any(Mark.FILLED in run.mark for line in told for run in line.runs)
    return bool(told) and not filled and all(line.all_marked(Mark.FAINT) for line in told)


def _headed(rows: Sequence[Row]) -> int | None:
    first = rows[0] if rows else ()
    named = [cell.column for cell in first if _GUIDANCE.match(cell.text.strip())]
    answers = [cell for cell in first if ANSWERS.fullmatch(cell.text.strip())]
    return named[0] if len(first) > 2 and len(named) == 1 and answers else None


def _slanted(rows: Sequence[Row]) -> int | None:
    wide = [row for row in rows if len(row) == 3]
    middle = [row[1] for row in wide if not row[1].empty]
    if len(wide) < 3 or len({cell.column for cell in middle}) != 1:
        return None
    slanted = all(line.all_marked(Mark.ITALIC) for cell in middle for line in cell.lines if line.text.strip())
    others = [line for row in wide for cell in (row[0], row[2]) for line in cell.lines if line.text.strip()]
    return middle[0].column if slanted and not any(line.all_marked(Mark.ITALIC) for line in others) else None


def read_digits(rows: Sequence[Row], sheet: Sheet) -> bool:
    """Boxes with a digit or a group of digits each, as for a date: one answer to the question before."""
    if len(rows) == 2 and [_PARTS.fullmatch(cell.text) for cell in rows[0]].count(None) == 0:
        rows = rows[1:]  # day, month and year stand above
    if len(rows) != 1 or len(rows[0]) < _FEWEST_BOXES or not sheet.found:
        return False
    texts = [cell.text.strip(" \t/-.") for cell in rows[0]]
    texts = [text for text in texts if text]
    if len(texts) < _FEWEST_BOXES or not all(_DIGITS.fullmatch(text) for text in texts):
        return False
    last = sheet.waiting or sheet.found[-1]
    if not last.empty:  # boxes in a table within a cell come behind the other questions of that row
        near = [one for one in sheet.found[-_NEAR:] if one.empty]
        for_dates = [one for one in near if sheet.wordings.dated & set(one.asked.fields)]
        if len(for_dates) != 1:
            return False
        last = for_dates[0]
    sizes = tuple(map(len, texts))
    dated = sheet.wordings.dated & set(last.asked.fields)
    whole = "".join(texts)
    if sizes in _SIZES or (len(texts) == 3 and dated and max(sizes[:2]) <= 2 and sizes[2] in (2, 4)):
        whole = "/".join(texts)
    elif dated and len(whole) in (6, 8):
        whole = f"{whole[:2]}/{whole[2:4]}/{whole[4:]}"
    last.cells.append([plain(whole)])
    sheet.waiting = None
    return True


def with_dates_joined(row: Row) -> Row:
    """A row whose day, month and year, or their digits, have a cell each, with the date in one."""
    teeth = [cell.text.strip() for cell in row[1:]]
    kept = [tooth for tooth in teeth if tooth]
    digits = "".join(tooth for tooth in kept if tooth.isdecimal())
    if (
        len(kept) >= _FEWEST_TEETH
        and all(_TOOTH.fullmatch(tooth) for tooth in kept)
        and len(digits) in (6, 8)
    ):
        whole = f"{digits[:2]}/{digits[2:4]}/{digits[4:]}"
        return (row[0], replace(row[1], lines=(plain(whole),), width=sum(cell.width for cell in row[1:])))
    for at in range(1, len(row) - 2):
        texts = [cell.text.strip() for cell in row[at : at + 3]]
        if all(map(str.isdecimal, texts)) and tuple(map(len, texts)) in _SIZES:
            first = replace(row[at], lines=(plain("/".join(texts)),))
            return (*row[:at], first, *row[at + 3 :])
    return row


def read_list(rows: Sequence[Row], sheet: Sheet) -> bool:
    """A heading row over several rows that ask nothing: a list of witnesses or of meetings.

    Its columns ask about each of them, never about the member: the rows go, whole, to a question about
    people or steps that waits for them, else nowhere.
    """
    width = len(rows[0]) if rows else 0
    if (
        width < 2
        or len(rows) < 3
        or any(len(row) != width or any(cell.below for cell in row) for row in rows)
    ):
        return False
    head, body = rows[0], rows[1:]
    if any(Mark.FILLED in run.mark for cell in head for line in cell.lines for run in line.runs):
        return False
    questions = [asked(plain(cell.text), sheet.wordings, sure=True) for cell in head]
    known = sum(
        question is not None and question.rest is None and (question.exact or question.fields != ("ignored",))
        for question in questions
    )
    if known * 2 < width or any(cell.empty for cell in head) or len(head[0].text) > 60:
        return False
    above = sheet.waiting or (sheet.found[-1] if sheet.found and sheet.found[-1].empty else None)
    listed = above is not None and above.name in ("people_involved", "steps_taken")
    apart = (
        listed and all(_bold(cell) for cell in head) and not any(_bold(cell) for row in body for cell in row)
    )
    asking = not apart and any(_asks(cell, sheet) for row in body for cell in row)
    if asking or _asks_below(rows, sheet):
        return False
    filled = [row for row in body if not all(cell.empty for cell in row)]
    if above is not None and listed:
        above.cells.extend([plain(", ".join(_words(row)))] for row in filled)
    sheet.waiting = None
    return True


def _asks_below(rows: Sequence[Row], sheet: Sheet) -> bool:
    """Whether the first column asks on in every row, so that its first cell is no heading of a list."""
    return all(
        line is not None and (line.text.rstrip().endswith("?") or _asks_to_keep(line, sheet))
        for line in (next((line for line in row[0].lines if line.text.strip()), None) for row in rows)
    )


def _asks_to_keep(line: Line, sheet: Sheet) -> bool:
    """Whether a line asks, by its words alone, for something that we keep."""
    question = asked(line, sheet.wordings, sure=True)
    return question is not None and question.fields != ("ignored",)


def _bold(cell: Cell) -> bool:
    lines = [line for line in cell.lines if line.text.strip()]
    return bool(lines) and all(line.all_marked(Mark.BOLD) for line in lines)


def _asks(cell: Cell, sheet: Sheet) -> bool:
    lines = [line for line in cell.lines if line.text.strip()]
    return bool(lines) and (
        all(line.all_marked(Mark.BOLD) for line in lines)
        or asked(lines[0], sheet.wordings, sure=False) is not None
    )


def _words(row: Row) -> list[str]:
    return [" ".join(cell.text.split()) for cell in row if not cell.empty]
