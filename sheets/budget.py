"""What Google lets one account ask in a minute, shared with whoever else uses it (SHEETS.md §4.1). Pure.

Google allows 60 reads and 60 writes a minute for each account. Each kind has a bucket of its own, so that
reading never uses up what writing needs. What a bucket holds and what it gets in a minute are together no
more than Google allows; used evenly it leaves a third to others with the same account.
"""

from __future__ import annotations

from dataclasses import dataclass, field

MINUTE = 60.0
AT_ONCE, A_MINUTE = 20.0, 40.0  # calls of one kind


@dataclass(slots=True)
class Bucket:
    """So many calls at once, filled again at `rate` a second. Times are of one clock that never goes back."""

    size: float = AT_ONCE
    rate: float = A_MINUTE / MINUTE
    full: float = AT_ONCE
    at: float | None = None  # when `full` was last worked out

    def wait(self, now: float) -> float:
        """Seconds until one more call may be made; 0 if it may be now."""
        self._fill(now)
        return 0.0 if self.full >= 1 else (1 - self.full) / self.rate

    def take(self, now: float) -> None:
        """One call is made."""
        self._fill(now)
        self.full = max(self.full - 1, 0.0)

    def empty(self, now: float) -> None:
        """Google says that the minute's calls are used up, whoever used them: there is nothing left."""
        self._fill(now)
        self.full = 0.0

    def _fill(self, now: float) -> None:
        if self.at is not None:
            self.full = min(self.size, self.full + max(now - self.at, 0.0) * self.rate)
        self.at = now


@dataclass(slots=True)
class Budget:
    """The calls of one account: to be shared by all who call with its key."""

    reads: Bucket = field(default_factory=Bucket)
    writes: Bucket = field(default_factory=Bucket)

    def of(self, reading: bool) -> Bucket:
        """The bucket of one kind of call."""
        return self.reads if reading else self.writes
