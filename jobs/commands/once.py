"""`casework once`: one turn, or what it would do."""

from __future__ import annotations

import json
import logging
import sys
import time
from argparse import Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jobs.ahead import reader_ahead
from jobs.config import load
from jobs.loading import loading
from jobs.lock import only_one
from jobs.memory import most_memory

if TYPE_CHECKING:
    from jobs.tick import Turn

WORDS = (
    ("received", "letter received", "letters received"),
    ("handled", "letter handled", "letters handled"),
    ("set_aside", "letter set aside for a person", "letters set aside for a person"),
    ("due", "reminder or lapse", "reminders and lapses"),
    ("rows", "row of the register written", "rows of the register written"),
    ("notices", "notice sent", "notices sent"),
    ("settled", "notice no longer in doubt", "notices no longer in doubt"),
)


IN_DOUBT = (
    "Notices of which it is not known whether they left: {}. They are looked for, and sent again after ten "
    "minutes if nothing is found."
)


def run(asked: Namespace) -> int:
    """One turn at `--now` or now; exit 75 if a connection was in trouble."""
    logging.basicConfig(level=logging.INFO if asked.verbose else logging.CRITICAL, format="%(message)s")
    now = moment(asked.now)
    settings = load(asked.config)
    if asked.dry_run:
        from jobs.dry import dry_run

        return dry_run(settings, now)
    started = time.monotonic()
    with only_one(settings.state), reader_ahead(settings) as reader:
        with loading():  # the rest, while the reader gets ready
            from jobs.opening import open_world
            from jobs.tick import tick

        with open_world(settings, now, reader) as world:
            turn = tick(world, now)
            calls = getattr(world.register, "calls", 0)
    if asked.json:
        print(json.dumps(figures(turn, calls, time.monotonic() - started)))
    else:
        print(in_words(turn))
    for trouble in turn.troubles.values():
        print(trouble, file=sys.stderr)
    return 75 if turn.troubles else 0


def moment(text: str | None) -> datetime:
    """An aware datetime from ISO text; without an offset it is taken as UTC. Now, if there is none."""
    if text is None:
        return datetime.now(UTC)
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def in_words(turn: Turn) -> str:
    """What the turn did, in one line."""
    counts = [(getattr(turn, name), one, many) for name, one, many in WORDS]
    said = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
    nothing = "Nothing was done." if turn.troubles else "Nothing to do."
    done = ", ".join(said) + "." if said else nothing
    return f"{done} {IN_DOUBT.format(turn.in_doubt)}" if turn.in_doubt else done


def figures(turn: Turn, calls: int, seconds: float) -> dict[str, object]:
    """The object `--json` ends with (DESIGN.md §5)."""
    return {
        "letters_received": turn.received,
        "letters_handled": turn.handled,
        "letters_set_aside": turn.set_aside,
        "rows_written": turn.rows,
        "notices_sent": turn.notices,
        "register_calls": calls,
        "seconds": round(seconds, 3),
        "peak_rss_mb": round(most_memory() / 2**20, 1),
        "troubles": turn.troubles,
    }
