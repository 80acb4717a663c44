"""`casework meant`: what is gone from the register at once was meant to go, and all there is right."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing
from datetime import UTC, datetime

from casework.calendar import local_day
from jobs.config import load
from jobs.conversions import policy_of
from jobs.journal.store import BRANCH, Journal, open_journal
from jobs.journal.underway import is_open
from jobs.keep import seen_of
from jobs.meant import say
from jobs.noted import refuse_if_gutted
from jobs.opening import open_register
from jobs.settings import Settings
from sheets.changes import compare, gone
from sheets.gutted import Gutted
from sheets.register import Picture, RegisterError

DONE, PROBLEM = 0, 1

NOTHING = "Nothing is gone from the register that stops the service, so there is nothing to accept."
UNSURE = (
    "A change that the service sent is not settled: with --yes all that stands in the register now is taken "
    "as right, if the service still cannot tell what came of it. The mail to the coordinator names its cells."
)
NOT_YET = "Nothing has been accepted. Add --yes to say that this was meant."
SAID = "The next look at the register, within the hour, takes what is gone, and what is there, as meant."


def run(asked: Namespace) -> int:
    """Show what is gone: reference and what happened, no names. With `--yes` keep the word for the next look
    at the register, which a running service takes within its minute."""
    settings = load(asked.config)
    with closing(open_journal(settings.state / "state.db", BRANCH)) as journal:
        try:
            lines = _to_accept(settings, journal, _picture(settings))
        except RegisterError as fault:
            print(fault, file=sys.stderr)
            return PROBLEM
        print("\n".join(lines) or NOTHING)
        if not lines:
            return DONE
        if not asked.yes:
            print(NOT_YET)
            return DONE
        with journal.begin() as book:
            say(book, datetime.now(UTC))
    print(SAID)
    return DONE


def _picture(settings: Settings) -> Picture:
    """The register as it stands: only read, and nothing in it is settled or made."""
    register = open_register(settings)
    try:
        return register.read()
    finally:
        if close := getattr(register, "close", None):
            close()


def _to_accept(settings: Settings, journal: Journal, picture: Picture) -> list[str]:
    """A line for each row and cell that is gone, if they are so many that the service stops; and that a write
    of ours is open."""
    now = datetime.now(UTC)
    policy = policy_of(settings, range(now.year - 1, now.year + 2))
    lines: list[str] = []
    with journal.begin() as book:
        seen, unsure = seen_of(book), is_open(book)
        try:
            refuse_if_gutted(book, picture, policy.category_words, local_day(now, policy))
        except Gutted as fault:
            lines.append(fault.what)
    try:
        compare(seen, picture)
    except Gutted:
        lines += [f"{ref}: {what}" for ref, what in gone(seen, picture)]
    return [*lines, *([UNSURE] if unsure else [])]
