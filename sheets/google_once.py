"""A set-up of tabs and columns whose answer was lost: it may still be made, and is not sent again meanwhile.

Two of the same would make each new column twice, and neither can be told from a person's (docs/why/018). One
that makes a tab needs no waiting: Google refuses a second tab of that name, and with it all of the change.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sheets.api import Json
from sheets.notebook import SET_UP, Notebook

NOBODY_ANSWERED: dict[str, float | None] = {"since": None}
"""What is kept from before it is sent: from when on its answer is lost is known by whoever looks."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """What is known of a set-up under way to the spreadsheet `place`; `late` is in seconds."""

    notebook: Notebook
    place: str
    late: float

    def waits(self, now: float) -> bool:
        """Whether one may still be made; `now` is on a clock that nobody sets, and that begins anew with the
        machine: then so much time has passed as it shows, at the least."""
        known = self.notebook.noted(self._name)
        if not known:
            return False
        since = json.loads(known)["since"]
        if since is None:  # the process ended while it was sent
            self.lost(now)
            return True
        return (now - since if now >= since else now) < self.late

    def begin(self, requests: Sequence[Json]) -> None:
        """It is about to be sent."""
        if not any("addSheet" in request for request in requests):
            self._keep(NOBODY_ANSWERED)

    def lost(self, now: float) -> None:
        """Nobody answered."""
        if self.notebook.noted(self._name):
            self._keep({"since": now})

    def over(self) -> None:
        """It was made, or refused."""
        if self.notebook.noted(self._name):
            self.notebook.note(self._name, b"")

    @property
    def _name(self) -> str:
        return f"{self.place}{SET_UP}"

    def _keep(self, known: dict[str, float | None]) -> None:
        self.notebook.note(self._name, json.dumps(known).encode())
