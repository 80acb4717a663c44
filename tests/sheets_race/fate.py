"""What goes wrong meanwhile: answers that fail or are lost, changes made late, a service that stops."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.sheets_emulator import Running
from tests.support.google_register import Seconds
from tests.support.stopping import Mortal

LOST = 0.3
ANSWERS = ("500", "502", "503", "reset", "truncated", "429")

LATE, MINUTES = 0.12, (20.0, 90.0, 170.0)
"""How often a change is made only after so many seconds, and nobody hears of it."""

STOPS, RESTS = 0.2, 0.1
"""How often the service stops in the midst of a cycle, and is begun anew between two."""

ASKED, ASKED_BESIDE = (4, 12), (12, 27)
"""How often it has asked for the time by then: from before its write to after the look at what that hit."""

BETWEEN = 100.0
"""Seconds from one cycle to the next."""


@dataclass(slots=True)
class Fate:
    """What happens to the service of one seed. `clock` is everybody's, `mortal` the service's."""

    seed: int
    running: Running
    chance: random.Random  # the race's own
    beside: bool  # whether Contacts live in a spreadsheet of their own
    between: float = BETWEEN
    clock: Seconds = field(default_factory=lambda: Seconds(1000.0))
    mortal: Mortal = field(init=False)
    outages: random.Random = field(default_factory=lambda: random.Random(2))  # says which faults last
    deaths: random.Random = field(init=False)  # says what is late, and when the service stops

    def __post_init__(self) -> None:
        self.mortal = Mortal(self.clock)
        self.deaths = random.Random(f"deaths of {self.seed}")
        self.running.emulator.clock = self.clock

    def arm(self) -> None:
        """Say what goes wrong in this cycle."""
        late, stops = self.deaths.random() < LATE, self.deaths.random() < STOPS
        if late:
            skip = self.deaths.choice([0, 1] if self.beside else [0, 0, 1])
            self._fail("late", skip=skip, seconds=self.deaths.choice(MINUTES))
        if stops and self.deaths.random() < 0.5:
            self._fail("reset", after=True)
        if self.chance.random() < LOST:
            kind, after = self.chance.choice(ANSWERS), self.chance.random() < 0.6
            skip = self.chance.choice([0, 1, 1] if self.beside else [0, 0, 0, 1])
            times = 9 if self.outages.random() < 0.3 else 1  # of the first only, or of all that follow
            after = after and kind != "429" and times == 1
            self._fail(kind, after=after, skip=skip, times=times)
            if self.chance.random() < LOST:
                self.running.fail("503", method="GET", times=self.chance.choice([1, 9]), skip=1)
        self.mortal.left = self.deaths.randint(*(ASKED_BESIDE if self.beside else ASKED)) if stops else None

    def calm(self) -> None:
        """Nothing more goes wrong in this cycle, and time passes. What is late will be made all the same."""
        for waiting in self.running.emulator.hooks.values():
            waiting.clear()
        self.running.emulator.faults.clear()
        self.mortal.left = None
        self.clock.sleep(self.between)

    def rests(self) -> bool:
        """Whether the service is begun anew before the next cycle."""
        return self.deaths.random() < RESTS

    def _fail(self, kind: str, **how: object) -> None:
        self.running.fail(kind, method="POST", path=":batchUpdate", **how)
