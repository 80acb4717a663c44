"""What is wrong in the register itself, told once: until it is mended, or until more rows have it.

A row is known by what is wrong with it and not by its number, since a sort moves it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from jobs.journal import rows
from jobs.journal.store import Book

TOLD = "problems told"
SHOWN = 12
"""Row numbers in one sentence."""

_ROW = re.compile(r"\bRow (\d+)")


def newly_wrong(book: Book, problems: Iterable[str]) -> list[str]:
    """The sentences to be told now, in order; from now on they count as told.

    The same in several rows is one sentence, which names them all; it is told again when one more has it.
    """
    told = _told(book)
    alike: dict[str, list[str]] = {}
    for sentence in dict.fromkeys(problems):
        alike.setdefault(_ROW.sub("Row", sentence), []).append(sentence)
    counts = {same: len(found) for same, found in alike.items()}
    if counts != told:
        rows.remember(book, TOLD, json.dumps(counts, sort_keys=True))
    return [_in_one(found) for same, found in sorted(alike.items()) if len(found) > told.get(same, 0)]


def _told(book: Book) -> dict[str, int]:
    """How many rows were told of by each sentence; a release before this one kept the sentences alone."""
    kept = json.loads(rows.recall(book, TOLD) or "{}")
    return dict.fromkeys(kept, 1) if isinstance(kept, list) else kept


def _in_one(found: list[str]) -> str:
    first, *others = found
    numbers = [row[1] for sentence in others if (row := _ROW.search(sentence))]
    if not numbers:
        return first
    if (more := len(numbers) - SHOWN) > 0:
        numbers = [*numbers[:SHOWN], f"{more} more"]
    *before, last = numbers
    listed = f"{', '.join(before)} and {last}" if before else last
    return f"{first} The same is so in row{'s' if before else ''} {listed}."
