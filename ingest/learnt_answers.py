"""The answers of a form whose blank was learnt, as every matcher gives them, without guesses and print."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace

from ingest.answers import CHOICES, Answer, unknown
from ingest.choices import boxed, boxed_options, chosen_by_style, styled_options
from ingest.learnt import Part, Printed
from ingest.page import Line, plain
from ingest.printed import key_of
from ingest.questions import Asked
from ingest.wordings import Wordings

_FEWEST_WORDS = 3
_OFFERED = re.compile(r"\W*(?:yes|y)\s*/\s*(?:no|n)\W*", re.IGNORECASE)


@dataclass(slots=True)
class Answered:
    """A question of the blank with what was written to it."""

    question: Printed
    free: list[Line] = field(default_factory=list)
    cells: list[list[Line]] = field(default_factory=list)  # of a choice: options as they came back, and words
    depth: int = 0

    @property
    def choice(self) -> bool:
        """Whether it asks to choose, among fields whose choices are read by their options."""
        return bool(set(self.question.fields) & CHOICES)


def answer_of(answered: Answered, wordings: Wordings) -> Answer:
    """The question and its answer as every matcher gives them. What nobody assigned may be a wording of the
    branch by now; else it is weighed."""
    question = answered.question
    known = None if question.fields else wordings.exact(question.text)
    fields = question.fields or ((known.field,) if known is not None else ())
    asked = Asked(fields, 1.0, True, words=question.text) if fields else unknown(question.text)
    if len(fields) == 1 and fields[0] in CHOICES:
        return Answer(asked, None, _typed_or_marked(answered))
    chosen = _chosen(answered.cells)
    return Answer(asked, None, [[*([plain(chosen)] if chosen else []), *answered.free]])


def _typed_or_marked(answered: Answered) -> list[list[Line]]:
    """The cells of a choice; words typed beside a printed list that nobody marked are the answer alone."""
    lines = [line for cell in answered.cells for line in cell if line.text.strip()]
    if answered.free and not boxed(lines) and chosen_by_style(styled_options(lines, _no_value)) is None:
        return [[line] for line in answered.free]
    return answered.cells


def _no_value(text: str) -> None:
    """No words are an option of several by themselves: each stroke parts two."""


def _chosen(cells: list[list[Line]]) -> str:
    """What was chosen of options that are kept as words: "Phone, Text"."""
    lines = [line for cell in cells for line in cell if line.text.strip()]
    if boxed(lines):
        return ", ".join(option.text for option in boxed_options(cells) if option.ticked)
    options = styled_options(lines, _no_value)
    chosen = chosen_by_style(options) if len(options) > 1 else None
    return " / ".join(option.text for option in chosen or ())


def without_guesses(found: Sequence[Answer]) -> list[Answer]:
    """The answers of a learnt form; a question that nobody assigned takes no field that another asks for."""
    assigned = {name for answer in found if answer.asked.exact for name in answer.asked.fields}
    return [
        replace(answer, asked=unknown(answer.asked.words))
        if not answer.asked.exact and set(answer.asked.fields) & assigned
        else answer
        for answer in found
    ]


def without_printed(found: Sequence[Answer], wordings: Wordings) -> list[Answer]:
    """The answers without lines that the learnt blanks have printed on them: a page that is none of them as
    a whole may still hold their words."""
    if not wordings.learnt:
        return list(found)
    printed = {
        key_of(piece.text)
        for form in wordings.learnt
        for piece in form.printed
        if piece.part is not Part.OPTION or re.search(r"/", piece.text)
    }
    return [
        answer
        if answer.choice
        else replace(
            answer, cells=[[line for line in cell if not _is_print(line, printed)] for cell in answer.cells]
        )
        for answer in found
    ]


def _is_print(line: Line, printed: Set[tuple[str, ...]]) -> bool:
    """Whether a whole line is the form's own; a short one may be a word of the member's."""
    key = key_of(line.text)
    return (len(key) >= _FEWEST_WORDS or bool(_OFFERED.fullmatch(line.text))) and key in printed
