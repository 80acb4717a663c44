"""`casework meant`: what is gone from the register at once was meant to go, and all there is right."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from jobs.config import load
from jobs.journal.store import BRANCH, open_journal
from jobs.meant import say


def run(asked: Namespace) -> int:
    """Keep the word for the next look at the register, which a running service takes within its minute."""
    settings = load(asked.config, secrets=False)
    journal = open_journal(settings.state / "state.db", BRANCH)
    try:
        with journal.begin() as book:
            say(book, datetime.now(UTC))
    finally:
        journal.close()
    print("The next look at the register, within the hour, takes what is gone, and what is there, as meant.")
    return 0
