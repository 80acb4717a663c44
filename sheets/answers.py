"""An answer of the Sheets API as text: its rows are taken up one by one, and never all lie there as dicts.

Ten thousand rows are some hundred megabytes as the dicts that JSON makes of them, and a tenth of that as what
is wanted of them. Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]

_ROWS = re.compile(r'"rowData"\s*:\s*\[')
"""Only ever the member of that name: in a text its quotation marks would have strokes before them."""

_BETWEEN = re.compile(r"[\s,]*")


def read_answer(text: str, take: Callable[[Json], Any]) -> Json:
    """What the text says, rows as `take` makes them. Raises ValueError where it is not whole."""
    around: list[str] = []
    lists: list[list[Any]] = []
    at = 0
    while found := _ROWS.search(text, at):
        around += [text[at : found.end()], str(len(lists))]
        rows, at = _rows(text, found.end(), take)
        lists.append(rows)
    around.append(text[at:])

    def filled(part: Json) -> Json:
        if "rowData" in part:
            part["rowData"] = lists[part["rowData"][0]]
        return part

    answer = json.loads("".join(around), object_hook=filled)
    if not isinstance(answer, dict):
        raise ValueError("The answer is no object.")
    return answer


def _rows(text: str, at: int, take: Callable[[Json], Any]) -> tuple[list[Any], int]:
    """The members of a list that begins there, and where it ends.

    A row that is the one before to the letter is not read again: most of a tab are rows not yet filled in.
    """
    decode = json.JSONDecoder().raw_decode
    rows: list[Any] = []
    last, taken = "]", None
    at = _after_gap(text, at)
    while not text.startswith("]", at):
        if text.startswith(last, at):
            end = at + len(last)
        else:
            row, end = decode(text, at)
            last, taken = text[at:end], take(row)
        rows.append(taken)
        at = _after_gap(text, end)
    return rows, at


def _after_gap(text: str, at: int) -> int:
    gap = _BETWEEN.match(text, at)
    return gap.end() if gap else at
