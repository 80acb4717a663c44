"""What a blank form teaches: its printed pieces, what its questions ask for and its options mean."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.learnt import LearntForm


class NotLearnt(Exception):
    """The file teaches nothing; the message is one plain sentence with what to do."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An option of a choice, and the value it stands for, if that is known."""

    choice: str  # "categories" or "contract_type"
    text: str
    value: str = ""
    said: bool = False  # by the administrator


@dataclass(frozen=True, slots=True)
class Recognised:
    """A question of the blank: `sure` of `fields`, 0 to 1; `guess`: what it may mean, where that is open."""

    text: str
    fields: tuple[str, ...]
    sure: float
    exact: bool = False
    guess: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """All that a blank form teaches."""

    form: LearntForm
    questions: tuple[Recognised, ...]
    offers: tuple[Offer, ...]
