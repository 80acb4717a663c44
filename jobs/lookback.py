"""What the journal says by itself: for the commands that only report, and ask or change nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from casework.model import Policy
from jobs.config import load
from jobs.conversions import policy_of
from jobs.journal.store import BRANCH, Journal, open_journal

_Told = TypeVar("_Told")

NOTHING_YET = "Nothing has happened yet: the service has not run with these settings."


def look_back(config: Path, tell: Callable[[Journal, Policy, datetime], _Told]) -> _Told | None:
    """What `tell` finds in the journal of these settings; where there is none that is said, and None given.

    The policy knows the bank holidays of the last two years and the next. Raises what `load` does.
    """
    settings, now = load(config, secrets=False), datetime.now(UTC)
    path = settings.state / "state.db"
    if not path.exists():
        print(NOTHING_YET)
        return None
    journal = open_journal(path, BRANCH)
    try:
        return tell(journal, policy_of(settings, range(now.year - 2, now.year + 2)), now)
    finally:
        journal.close()
