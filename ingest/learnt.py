"""What `casework learn` has learnt of a branch's blank forms: their printed words, piece by piece.

Plain values, so that they reach the contained reader with the other settings of the form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

NOT_KEPT = ("ignored",)


class Part(StrEnum):
    """What a printed piece is to the person who fills the form in."""

    QUESTION = "question"
    OPTION = "option"
    TEXT = "text"  # headings, hints, guidance


@dataclass(frozen=True, slots=True)
class Printed:
    """A piece of a blank form. `fields`, of a question: what it asks for; `NOT_KEPT` for an answer that is
    not kept; empty if nobody has said, so that it is weighed anew on every returned form."""

    text: str
    part: Part = Part.TEXT
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an option stands for: a value of a choice field, such as "agency" of "contract_type"."""

    choice: str
    option: str
    value: str


@dataclass(frozen=True, slots=True)
class LearntForm:
    """One blank form: its pieces in reading order, and what its options mean where wordings do not say."""

    name: str
    printed: tuple[Printed, ...]
    meanings: tuple[Meaning, ...] = ()

    @property
    def questions(self) -> tuple[Printed, ...]:
        """Its questions, assigned or not."""
        return tuple(piece for piece in self.printed if piece.part is Part.QUESTION)


def asked_once(forms: Sequence[LearntForm], fold: Callable[[str], str]) -> list[tuple[str, tuple[str, ...]]]:
    """Field and wordings of the questions that mean one thing wherever they stand: not a "Name" that is the
    member's above and the manager's below."""
    meant: dict[str, set[tuple[str, ...]]] = {}
    for form in forms:
        for piece in form.questions:
            meant.setdefault(fold(piece.text), set()).add(piece.fields)
    return [
        (piece.fields[0], (piece.text,))
        for form in forms
        for piece in form.questions
        if len(piece.fields) == 1 and len(meant[fold(piece.text)]) == 1
    ]


def with_meanings(
    options: Mapping[str, Mapping[str, str]], forms: Sequence[LearntForm], fold: Callable[[str], str]
) -> dict[str, dict[str, str]]:
    """The wordings of each choice's options, and beside them those of the learnt forms."""
    every = {choice: dict(known) for choice, known in options.items()}
    for form in forms:
        for one in form.meanings:
            every.setdefault(one.choice, {})[fold(one.option)] = one.value
    return every
