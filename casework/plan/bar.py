"""How busy a plan may make people: what is held while a later aim is made as good as it can be."""

from __future__ import annotations

from dataclasses import dataclass

NONE = float("inf")


@dataclass(frozen=True, slots=True)
class Bar:
    """Nobody who is given something is busier than `highest`; and of those who were not busier than `then`
    before, no more than `few` are after it."""

    highest: float = NONE
    then: float = NONE
    few: int = 0

    def over(self, before: float, after: float) -> bool:
        """Whether somebody counts among the few."""
        return before <= self.then < after
