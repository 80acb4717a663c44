"""The end of a label that stands behind its colon or question mark ("Circumstances: what happened and when"):
on pages whose answers are typed into fields it is no part of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import CHOICES, Answer
from ingest.choices import boxed
from ingest.page import Line, Mark
from ingest.wordings import Wordings

_FEWEST = 4  # answers typed into fields, for a page to be one of such
_LONGEST = 8  # words of a tail over a field that was left empty


def without_label_tails(found: Sequence[Answer], wordings: Wordings) -> list[Answer]:
    """The answers without what the form prints on the line of the question, where all else that answers it
    was typed into a field; and where nothing else does, for a question that is answered at length."""
    typed = sum(any(_typed([line]) for line in answer.lines) for answer in found)
    if typed < _FEWEST:
        return list(found)
    return [_without_tail(answer, wordings) for answer in found]


def _without_tail(answer: Answer, wordings: Wordings) -> Answer:
    tail = answer.asked.rest
    if tail is None or answer.name in CHOICES or boxed(answer.lines) or not tail.text.strip():
        return answer
    lines = [line for line in answer.lines if line.text.strip()]
    if not lines or lines[0] != tail or _fills(tail) or tail.depth:  # a quoted line may hold an answer
        return answer
    over = len(lines) == 1 and answer.name in wordings.long and _is_of_label(tail)
    if not over and not _typed(lines[1:]):
        return answer
    rest, gone = [], False
    for cell in answer.cells:
        kept = [line for line in cell if gone or line != tail]
        gone = gone or len(kept) < len(cell)
        rest.append(kept)
    return replace(answer, cells=rest)


def _is_of_label(tail: Line) -> bool:
    """Whether a tail without a field below it is short, bold as labels are, and goes on in small letters."""
    few = len(tail.text.split()) <= _LONGEST
    return few and tail.all_marked(Mark.BOLD) and tail.text.lstrip()[:1].islower()


def _typed(lines: Sequence[Line]) -> bool:
    """Whether all lines were typed into fields of the form, none a prompt that was left as it was."""
    told = [line for line in lines if line.text.strip()]
    return bool(told) and all(
        line.all_marked(Mark.FILLED) and not line.all_marked(Mark.FAINT) for line in told
    )


def _fills(line: Line) -> bool:
    return any(Mark.FILLED in run.mark for run in line.runs)
