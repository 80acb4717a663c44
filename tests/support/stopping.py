"""A machine that loses its power: whatever it was doing, nothing of it runs any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


class Stopped(BaseException):
    """It just did. No Exception, so that no step takes it for its own fault and goes on."""


@dataclass(slots=True)
class Mortal:
    """A clock of the service's, which asks for the time before each call: at one of them it stops."""

    clock: Callable[[], float]
    left: int | None = None  # how often it is still asked; None: without end

    def __call__(self) -> float:
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                self.left = None
                raise Stopped
        return self.clock()
