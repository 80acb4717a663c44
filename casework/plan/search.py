"""The plan at hand while better ones are looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from casework.plan.ground import Choices, Ground
from casework.plan.objective import Worth, before, worth
from casework.plan.state import keeps


@dataclass(slots=True)
class Search:
    """It only ever becomes better. `left` says how many seconds there still are."""

    ground: Ground
    choices: Choices
    left: Callable[[], float]

    @property
    def worth(self) -> Worth:
        """Of the plan at hand."""
        return worth(self.ground, self.choices)

    def better(self, choices: Choices | None) -> bool:
        """Take a plan if it is better in the order of the aims and keeps to the rules."""
        if choices is None or not before(self.ground, worth(self.ground, choices), self.worth):
            return False
        if not keeps(self.ground, choices):
            return False
        self.choices = choices
        return True

    @contextmanager
    def within(self, part: float) -> Iterator[None]:
        """With no more than this part of the time still left."""
        whole = self.left
        kept = (1 - part) * whole()
        self.left = lambda: whole() - kept
        try:
            yield
        finally:
            self.left = whole
