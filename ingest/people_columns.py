"""Tables with a column for each of several people ("Member | Manager", "Name | ... | Rep | ..."): the same is
asked of them all. Only the member's column is ours, though it may be empty."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.page import Cell

_MEMBER = re.compile(
    r"\W*(?:(?:(?:the|union) )?(?:member|you|yourself|claimant|applicant)(?:['’]?s)?(?: details)?|"
    r"your details)\W*",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\W*(?:(?:name of|the|your|my|union|workplace|local|branch|line)\s+)*"
    r"(?:rep(?:resentative)?|steward|manager|supervisor|hr|human resources|colleague|companion|solicitor|"
    r"witness|caseworker|adviser|next of kin|emergency contact)(?:['’]?s)?(?: (?:name|details|contact))?\W*",
    re.IGNORECASE,
)
_SIDE_BY_SIDE = 4  # cells: two labels with their answers


def of_the_member(rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The rows without what they tell of other people under or beside the same label."""
    return _beside(_under_heads(list(rows)))


def _under_heads(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    heads = rows[0] if rows else ()
    members = [at for at, cell in enumerate(heads) if at and _MEMBER.fullmatch(cell.text)]
    others = [at for at, cell in enumerate(heads) if at and _OTHER.fullmatch(cell.text)]
    even = all(len(row) == len(heads) for row in rows)
    if len(members) != 1 or len(members) + len(others) + 1 != len(heads) or not others or not even:
        return rows
    return [(row[0], row[members[0]]) for row in rows[1:]]


def _beside(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    first = next((at for at, row in enumerate(rows) if _of_another(row)), len(rows))
    if not any(map(_asks_twice, rows[first + 1 :])):
        return rows
    return [
        row[:2] if at >= first and (_of_another(row) or _asks_twice(row)) else row
        for at, row in enumerate(rows)
    ]


def _of_another(row: tuple[Cell, ...]) -> bool:
    return len(row) == _SIDE_BY_SIDE and _OTHER.fullmatch(row[2].text) is not None


def _asks_twice(row: tuple[Cell, ...]) -> bool:
    return len(row) == _SIDE_BY_SIDE and not row[0].empty and _folded(row[0]) == _folded(row[2])


def _folded(cell: Cell) -> str:
    return " ".join(re.findall(r"\w+", cell.text.casefold()))
