"""`casework status`: how it stands, from the journal alone."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from datetime import datetime

from jobs.config import load
from jobs.journal import cases, doubts, effects, letters, ports
from jobs.journal.store import BRANCH, Journal, open_journal

DOUBTS = {
    "waiting": "now: looked for, and sent again after ten minutes",
    "found": "were found to have left",
    "repeated": "were sent again",
}
SHOWN = ("mailbox", "register", "transport")


def run(asked: Namespace) -> int:
    """Print counts, the health of each connection, and what waits for a person."""
    settings = load(asked.config, secrets=False)
    path = settings.state / "state.db"
    if not path.exists():
        print("Nothing has happened yet: the service has not run with these settings.")
        return 0
    journal = open_journal(path, BRANCH)
    try:
        found = gather(journal)
    finally:
        journal.close()
    print(json.dumps(found) if asked.json else in_words(found))
    return 0


def gather(journal: Journal) -> dict[str, object]:
    """Everything `status` shows, as plain values."""
    with journal.begin() as book:
        return {
            "cases": cases.counts(book),
            "letters": letters.counts(book),
            "effects": effects.counts(book),
            "doubts": asdict(doubts.tally(book)),
            "connections": [
                {
                    "name": health.port,
                    "last_ok": _iso(health.last_ok),
                    "failing_since": _iso(health.failing_since),
                    "message": health.message,
                }
                for health in ports.all_of(book)
            ],
            "set_aside": [{"letter": id[:12], "why": why} for id, why in letters.problems(book)],
            "given_up": [{"notice": key, "why": why} for key, why in effects.stuck(book)],
        }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def in_words(found: dict[str, object]) -> str:
    """The same as lines to read."""
    lines = ["Cases"]
    tallies: dict[str, int] = found["cases"]  # type: ignore[assignment]
    lines += [f"  {count:5}  {status}" for status, count in tallies.items()] or ["      none yet"]
    queue: dict[str, int] = found["effects"]  # type: ignore[assignment]
    waiting = {
        "notices to send": queue.get("send pending", 0),
        "cells to set": queue.get("set_cell pending", 0),
        "lines for Needs attention": queue.get("attend pending", 0),
    }
    lines += ["Waiting"] + [f"  {count:5}  {what}" for what, count in waiting.items()]
    in_doubt: dict[str, int] = found["doubts"]  # type: ignore[assignment]
    if any(in_doubt.values()):
        lines += ["Notices in doubt, because nobody said whether they were taken"]
        lines += [f"  {in_doubt[name]:5}  {what}" for name, what in DOUBTS.items()]
    lines.append("Connections")
    for health in found["connections"]:  # type: ignore[attr-defined]
        if health["name"] not in SHOWN and not health["message"]:
            continue  # a step of ours, worth a line only when it is in trouble
        how = f"in trouble since {health['failing_since']}: {health['message']}"
        lines.append(
            f"  {health['name']:10} " + (how if health["message"] else f"well at {health['last_ok']}")
        )
    for name, title in (("set_aside", "Letters for a person"), ("given_up", "Notices not sent")):
        entries: list[dict[str, str]] = found[name]  # type: ignore[assignment]
        if entries:
            lines.append(title)
            lines += ["  " + ": ".join(entry.values()) for entry in entries]
            lines.append("  To try one again: casework retry KEY")
    return "\n".join(lines)
