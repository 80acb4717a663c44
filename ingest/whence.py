"""Where on a page each question stands, as a person would say it: "table 1, row 2", or "line 7"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from ingest.answers import Answer
from ingest.page import Line, Page


def located(answers: Sequence[Answer], page: Page) -> list[Answer]:
    """The answers with the place of each question. They come in the order of the page, so that of two
    questions with the same words each gets its own place."""
    lines = list(_lines(page))
    found: list[Answer] = []
    at = 0
    for answer in answers:
        words = " ".join(answer.asked.words.split())
        number = _first(words, lines, at)
        if number < 0:
            found.append(answer)
            continue
        at = number + 1
        found.append(replace(answer, place=lines[number][1]))
    return found


def _first(words: str, lines: Sequence[tuple[str, str]], start: int) -> int:
    """The first line with these words from `start` on, else from the beginning; -1 for none."""
    if not words:
        return -1
    begin = max(start - 1, 0)  # a line may hold two questions
    for number in chain(range(begin, len(lines)), range(begin)):
        if words in lines[number][0]:
            return number
    return -1


def _lines(page: Page) -> list[tuple[str, str]]:
    """The words of each line of a page with its place; all the lines of a cell together."""
    lines: list[tuple[str, str]] = []
    tables = count = 0
    for block in page.blocks:
        if isinstance(block, Line):
            count += bool(block.text.strip())
            lines.append((" ".join(block.text.split()), f"line {count}"))
            continue
        tables += 1
        for number, row in enumerate(block.rows, 1):
            place = f"table {tables}, row {number}"
            lines.extend((" ".join(cell.text.split()), place) for cell in row)
    return lines
