"""`casework rebuild`: a new journal from register and mailbox, or an empty register from the journal."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from jobs.commands.once import moment
from jobs.config import load
from jobs.lock import only_one
from jobs.opening import open_world
from jobs.settings import Settings

DONE, PROBLEM = 0, 1
SHOWN = 20


def run(asked: Namespace) -> int:
    """Do the one or the other. Without `--yes` only what would be done is said."""
    settings = load(asked.config)
    now = moment(asked.now)
    with only_one(settings.state):
        return _register(settings, now, asked.yes) if asked.register else _journal(settings, now, asked.yes)


def _journal(settings: Settings, now: datetime, yes: bool) -> int:
    from jobs.rebuild import rebuild

    old = settings.state / "state.db"
    if not yes:
        kept = f" The one there now is kept as {_aside(old, now).name}." if old.exists() else ""
        print(f"A new journal would be made from the register and the mailbox's folders.{kept}")
        print("Add --yes to do it.")
        return DONE
    moved = _move_aside(old, now)
    try:
        with open_world(settings, now) as world:
            found = rebuild(world, now)
    except BaseException:
        for path, away in moved:
            away.replace(path)
        raise
    counted = f"{len(found.cases)} cases, {found.letters} letters, {found.notices} mails sent before"
    print(f"The journal was made anew: {counted}. Nothing was sent.")
    print("What could not be known:")
    for sentence in found.unknown[:SHOWN]:
        print(f"  {sentence}")
    if len(found.unknown) > SHOWN:
        print(f"  and {len(found.unknown) - SHOWN} lines like these")
    return DONE


def _register(settings: Settings, now: datetime, yes: bool) -> int:
    from jobs.refill import NotEmpty, refill

    if not yes:
        print("An empty register would be filled from the journal. Add --yes to do it.")
        return DONE
    with open_world(settings, now) as world:
        try:
            count = refill(world, now)
        except NotEmpty as fault:
            print(fault, file=sys.stderr)
            return PROBLEM
    print(f"The register was filled from the journal: {count} cases. Nothing was sent.")
    print(
        "Not known to the journal: columns and rows of your own, colours, notes on tabs other than Cases and "
        "Contacts, and old lines of Needs attention. Loads and the Dashboard follow when it runs."
    )
    return DONE


def _aside(path: Path, now: datetime) -> Path:
    return path.with_name(f"{path.name}.before-{now:%Y%m%d-%H%M%S}")


def _move_aside(path: Path, now: datetime) -> list[tuple[Path, Path]]:
    """Move the old journal away with all its files, so that it can be put back."""
    moved = []
    for ending in ("", "-wal", "-shm"):
        one = path.with_name(path.name + ending)
        if one.exists():
            away = _aside(path, now)
            away = away.with_name(away.name + ending)
            one.replace(away)
            moved.append((one, away))
    return moved
