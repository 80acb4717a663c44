"""`casework retry KEY`: take up what was set aside."""

from __future__ import annotations

import sys
from argparse import Namespace

from jobs.config import load
from jobs.journal import effects, letters
from jobs.journal.store import BRANCH, open_journal

SHORTEST = 6
"""Characters of a letter's id that are enough to name it."""


def run(asked: Namespace) -> int:
    """Put the letter or notice back in the queue; exit 1 where nothing waits under that key."""
    settings = load(asked.config, secrets=False)
    journal = open_journal(settings.state / "state.db", BRANCH)
    key = asked.key.strip()
    try:
        with journal.begin() as book:
            found = effects.retry(book, key)
            if not found and len(key) >= SHORTEST:
                found = letters.retry(book, key.lower())
    finally:
        journal.close()
    if not found:
        print(f"Nothing waits under {key}. casework status names what does.", file=sys.stderr)
        return 1
    print("It is tried again in the next turn.")
    return 0
