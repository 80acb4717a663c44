"""Google's quota: so many reads and so many writes in each minute for each account, then 429."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.sheets_emulator.errors import ApiError

MESSAGE = (
    "Quota exceeded for quota metric '{0} requests' and limit '{0} requests per minute per user' of service"
    " 'sheets.googleapis.com' for consumer 'project_number:1'."
)


@dataclass(slots=True)
class Quota:
    """Counts by account and by whole minute of `clock`; refused requests count too."""

    reads: int = 60
    writes: int = 60
    clock: Callable[[], float] = time.monotonic
    used: Counter[tuple[str, str, int]] = field(default_factory=Counter)

    def take(self, who: str, write: bool) -> None:
        """One more request. Raises ApiError (429)."""
        kind, limit = ("Write", self.writes) if write else ("Read", self.reads)
        minute = (who, kind, int(self.clock() // 60))
        self.used[minute] += 1
        if self.used[minute] > limit:
            raise ApiError(429, MESSAGE.format(kind))
