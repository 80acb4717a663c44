"""Letters from the mailbox into the journal, and, once handled, into their folders (DESIGN.md §4.1)."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime
from importlib import import_module

from ingest.mailbox import LetterGone, MailboxUnreachable, Settling, Waiting
from jobs.journal import letters
from jobs.loading import loading
from jobs.world import World

log = logging.getLogger("casework.receive")

BATCH_LETTERS = 50
BATCH_BYTES = 8_000_000
"""A commit takes so many letters at most, so that a crash fetches few again and memory stays small."""


def receive(world: World, now: datetime) -> int:
    """Keep every letter that waits in the inbox and is not here yet; returns how many were new.

    Nothing leaves the inbox here: filing away is the acknowledgement, and comes after handling.
    """
    with world.journal.begin() as book:
        known = letters.keys_known(book)
    fetched: list[tuple[str, bytes, bool]] = []
    new = size = 0
    trouble: MailboxUnreachable | None = None
    for waiting in world.mailbox.waiting():
        if waiting.key in known:
            continue
        if world.stop.is_set():
            break
        world.reader.begin()  # it gets ready while we fetch
        try:
            found = _fetch(world, waiting)
        except MailboxUnreachable as refusal:
            # One letter that the server cannot give must not keep the later ones waiting; two are a fault.
            if trouble:
                new += _keep(world, fetched, now)
                raise
            trouble = refusal
            continue
        if found is None:
            continue
        fetched.append(found)
        size += len(found[1])
        if len(fetched) >= BATCH_LETTERS or size >= BATCH_BYTES:
            new += _keep(world, fetched, now)
            fetched, size = [], 0
    new += _keep(world, fetched, now)
    if new:
        _load(world.needed_later)
    if trouble:
        raise trouble
    return new


def _load(modules: tuple[str, ...]) -> None:
    """Load what will be needed at the end of the turn. Now there is time: the reader is not warm yet."""
    with loading():
        for name in modules:
            import_module(name)


def _fetch(world: World, waiting: Waiting) -> tuple[str, bytes, bool] | None:
    """The letter's bytes, or only its head where it is over the cap. None if a person moved it meanwhile."""
    whole = waiting.size <= world.max_bytes
    try:
        raw = world.mailbox.read(waiting.key) if whole else world.mailbox.head(waiting.key)
    except LetterGone:
        return None
    return waiting.key, raw, whole


def _keep(world: World, fetched: list[tuple[str, bytes, bool]], now: datetime) -> int:
    if not fetched:
        return 0
    new = 0
    with world.journal.begin() as book:
        for key, raw, whole in fetched:
            letter = hashlib.sha256(raw).hexdigest()
            new += letters.receive(book, letter, key, raw, whole, now)
            log.info("%s received, %d bytes", letter[:12], len(raw))
    return new


def file_away(world: World, now: datetime) -> int:
    """Move every letter that has been dealt with to its folder; returns how many left the inbox."""
    with world.journal.begin() as book:
        ready = letters.to_file(book)
    done: list[str] = []
    moved = 0
    try:
        for letter in ready:
            if world.stop.is_set():
                break
            try:
                world.mailbox.file_away(letter.mailbox_key, f"Casework/{letter.folder or 'Other'}")
                moved += 1
            except LetterGone:
                log.info("%s had left the inbox already", letter.id[:12])
            done.append(letter.id)
    finally:
        if done:
            if isinstance(world.mailbox, Settling):
                world.mailbox.settle()
            with world.journal.begin() as book:
                letters.filed(book, done, now)
    return moved
