"""Labels that a form prints behind or below a question, read as its answer: "Will somebody be with you? Name
and phone:", "Office: ref ____". Nobody ends an answer with a colon, or writes a label before a bare gap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.page import Line, Mark
from ingest.wordings import Wordings

_LABEL = re.compile(r"\s*(?P<label>[^\W\d_][^:_?.!]{1,40}?)\s*:[\s_.]*")
_GAP = re.compile(r"\s*(?P<label>[^\W\d_][^:_?.!]{1,40}?)[.:]?\s*_{3,}\s*")
_LONGEST = 5  # words
_OF_THE_OFFICE = frozenset({"ignored", "date", "signed_on", "time", "phone", "email", "membership_number"})


def without_printed_labels(found: Sequence[Answer], wordings: Wordings) -> list[Answer]:
    """The answers of a page, those that are one such label left empty."""
    return [replace(answer, cells=[]) if _is_label(answer, wordings) else answer for answer in found]


def _is_label(answer: Answer, wordings: Wordings) -> bool:
    told = [line for line in answer.lines if line.text.strip()]
    if len(told) != 1 or _typed(told[0]):
        return False
    label = _LABEL.fullmatch(told[0].text)
    if label is not None:
        return len(label["label"].split()) <= _LONGEST
    gap = _GAP.fullmatch(told[0].text)
    known = None if gap is None else wordings.exact(gap["label"])
    return known is not None and known.field in _OF_THE_OFFICE


def _typed(line: Line) -> bool:
    return any(Mark.FILLED in run.mark for run in line.runs)
