"""Labels side by side whose dotted lines were typed over wholly: "Name of member Ann Lee<tab>Card no. 4711".

Nothing is left between label and answer, so only labels known word for word tell where one ends; and only on
a page where several such lines hold two pieces with a tab between them, for no story does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.page import Line, Mark, Run
from ingest.question_words import known_words
from ingest.wordings import Wordings

_FEWEST_FIELDS = 4
_FEWEST_LINES = 3
_LONGEST_LABEL = 6  # words
_LONGEST_PIECE = 14  # words
_SIGN = re.compile(r"[:?=☐☑☒✓✔]|_{2,}|\.{3,}|…|\s{3,}")
_BEGINS = re.compile(r"[^\W_a-z]|\d|[+(]|\S+@")  # a capital, a number, an address


def overtyped(lines: Sequence[Line], wordings: Wordings) -> bool:
    """Whether a page has such lines: three and more, that ask for four things and more."""
    found = [told for line in lines if (told := _pieces(line, wordings))]
    labels = [label for pieces in found for label, said in pieces if said]
    known = (known_words(label, wordings, sure=False) for label in labels)
    fields = {name for one in known if one is not None for name in one[0]} - {"ignored"}
    return len(found) >= _FEWEST_LINES and len(fields) >= _FEWEST_FIELDS


def apart(line: Line, wordings: Wordings) -> Iterator[Line]:
    """A line as one line for each of its labels, with what was typed behind it; any other line as it is."""
    pieces = _pieces(line, wordings)
    for label, said in pieces:
        runs = (Run(f"{label}: ", Mark.HEADING), *((Run(said, Mark.FILLED),) if said else ()))
        yield replace(line, runs=runs)
    if not pieces:
        yield line


def _pieces(line: Line, wordings: Wordings) -> list[tuple[str, str]]:
    """Labels with what stands behind them; empty for a line that is not made so. A piece that begins with no
    label we know is a question of its own, answered by nobody knows what."""
    parts = [part.strip() for part in line.text.split("\t")]
    if len(parts) < 2 or not all(parts) or _SIGN.search(line.text) or len(parts) > 3:
        return []
    if any(len(part.split()) > _LONGEST_PIECE for part in parts):
        return []
    told = [_label(part, wordings) for part in parts]
    return [one or (part, "") for one, part in zip(told, parts, strict=True)] if any(told) else []


def _label(text: str, wordings: Wordings) -> tuple[str, str] | None:
    """The longest known label that a piece begins with, and an answer behind it as answers begin."""
    words = text.split()
    for count in range(min(len(words) - 1, _LONGEST_LABEL), 0, -1):
        label, said = " ".join(words[:count]), " ".join(words[count:])
        if _BEGINS.match(said) and known_words(label, wordings, sure=False) is not None:
            return label, said
    return None
