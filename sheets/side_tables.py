"""Blank columns on somebody's own tab: a gap within one table, or another table beside it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sheets.recognise import Column, recognise
from sheets.register import Cell

_WHO = frozenset(["name", "surname", "email", "phone", "lead", "ref"])
"""What says who or which: a table has it once, and a list of caseworkers beside it has it again."""


def recognise_beside(
    headers: Sequence[str], rows: Sequence[Sequence[Cell]], said: Mapping[str, str], *, of_cases: bool = False
) -> tuple[Column, ...]:
    """The columns as `recognise` takes them, of which none is the cases' that another table beside them has.

    Before, a list headed Rep and Email beside cases headed Rep assigned and Personal email was taken for
    theirs, as the likelier words: the caseworkers' addresses stood with the members.
    """
    found = recognise(headers, rows, said, of_cases=of_cases)
    blocks = _blocks(found)
    if len(blocks) < 2:
        return found
    alone = [_alone(headers, rows, said, block) for block in blocks]
    main = max(alone, key=_known)
    ours = {column.field for column in main if column.field}
    others: set[int] = set()
    for block in alone:
        who = {column.field for column in block} & _WHO
        if block is not main:
            whole = bool(who) and who <= ours
            others |= {column.at for column in block if whole or column.field in who & ours}
    if not others:
        return found
    left = ["" if at in others else header for at, header in enumerate(headers)]
    held = [[None if at in others else value for at, value in enumerate(row)] for row in rows]
    return tuple(
        replace(before, field="", sure=0.0) if before.at in others else after
        for before, after in zip(found, recognise(left, held, said, of_cases=of_cases), strict=True)
    )


def of_the_table(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Without what stands beside it: columns behind a blank one, of which none is known."""
    kept = {at for block in _blocks(columns) if any(columns[at].field for at in block) for at in block}
    return tuple(column for column in columns if column.at in kept)


def _blocks(columns: Sequence[Column]) -> list[list[int]]:
    """Where columns stand that no blank one parts."""
    blocks: list[list[int]] = [[]]
    for column in columns:
        if column.header or column.filled:
            blocks[-1].append(column.at)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _alone(
    headers: Sequence[str], rows: Sequence[Sequence[Cell]], said: Mapping[str, str], block: Sequence[int]
) -> tuple[Column, ...]:
    """A block as it would be taken if it were all there is."""
    lines = [[row[at] if at < len(row) else None for at in block] for row in rows]
    found = recognise([headers[at] for at in block], lines, said)
    return tuple(replace(column, at=at) for at, column in zip(block, found, strict=True))


def _known(block: Sequence[Column]) -> int:
    return sum(bool(column.field) for column in block)
