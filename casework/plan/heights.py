"""Which utilisations come strictly one after the other, and the bar under which each can be looked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casework.plan.bar import Bar
from casework.plan.ground import Choices, Ground
from casework.plan.objective import ALIKE, changed, floors, worth


@dataclass(frozen=True, slots=True)
class Height:
    """One of the highest utilisations. `of`: of a plan; `bar`: under which it is no higher than this;
    `floor`: no plan is lower; `under`: nobody at all is made busier than that."""

    of: Callable[[Choices], float]
    bar: Callable[[float], Bar]
    floor: float = 0.0
    under: float = float("inf")

    def held(self, choices: Choices) -> Bar:
        """The bar that holds what this plan reaches."""
        return self.bar(self.of(choices) + ALIKE / 10)


def busiest(ground: Ground, choices: Choices) -> float:
    """The highest utilisation of anybody whom the plan makes busier."""
    pairs = zip(ground.used(choices), ground.used(()), strict=True)
    return max((used for used, before in pairs if used > before), default=0.0)


def highest(ground: Ground, choices: Choices) -> Height:
    """The highest that a plan changes at all, while nobody is made busier than this plan makes anybody."""
    return Height(lambda plan: busiest(ground, plan), Bar, under=busiest(ground, choices) + ALIKE / 10)


def next_worst(ground: Ground, choices: Choices) -> Height | None:
    """The one after that, while nobody is made busier than this plan makes anybody; None where it weighs with
    the rest."""
    least = floors(ground)
    at = changed(ground, worth(ground, choices))
    if ground.settings.in_turn < 2 or at is None or at + 1 >= len(least):
        return None
    at, under = at + 1, busiest(ground, choices) + ALIKE / 10

    def bar(height: float) -> Bar:
        return Bar(under, height, max(0, at - sum(one > height for one in least)))

    return Height(lambda choices: worth(ground, choices).levels[at], bar, least[at], under)
