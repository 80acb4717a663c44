"""Letters in the journal to facts and decisions, one transaction each (DESIGN.md §4.2)."""

from __future__ import annotations

import hashlib
import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from casework.effects import Attend, Decision
from casework.facts.letters import LetterForPerson, Received
from casework.model import Person, Thread
from ingest.reader import ReaderUnavailable
from ingest.reading import Letter, Reading
from ingest.services import member_of
from ingest.understand import understand
from jobs.journal import effects, letters
from jobs.journal.letters import LetterRow
from jobs.journal.store import Book
from jobs.matching import look_up
from jobs.record import record
from jobs.world import World

log = logging.getLogger("casework.handle")

BATCH = 50
"""So many letters are counted as tried at once: they are under suspicion after a crash."""

TOGETHER = 100_000
"""Bytes of letters that are fetched in one go."""

FEW = 16
"""As many letters as the reader holds: it has work while the notices of the last few leave."""

MAX_ATTEMPTS = 3
FOLDER_FOR_PEOPLE = "Needs attention"


def handle(world: World, now: datetime, between: Callable[[], None] = lambda: None) -> tuple[int, int]:
    """Handle every letter that waits; returns how many were handled and how many set aside for a person.

    `between` is called after every few letters: the reader goes on reading meanwhile.
    """
    handled = aside = 0
    for letter, reading in _read(world):
        done = _one(world, letter, reading, now)
        handled, aside = handled + done, aside + (not done)
        if world.stop.is_set():
            break
        if not (handled + aside) % FEW:
            between()
    return handled, aside


def _read(world: World) -> Iterator[tuple[LetterRow, Reading | None]]:
    """Every letter that waits, with its reading; None for one that is too large to be opened."""
    while not world.stop.is_set() and (batch := _begin(world)):
        begun = deque(batch)
        try:
            for reading in world.reader.read_many(_raws(world, batch, begun)):
                while not begun[0].whole:
                    yield begun.popleft(), None
                yield begun.popleft(), reading
        except ReaderUnavailable:
            # No letter is to blame: none of those that are left has been tried.
            with world.journal.begin() as book:
                letters.untried(book, [left.id for left in begun])
            raise
        while begun:
            yield begun.popleft(), None


def _raws(world: World, batch: Sequence[LetterRow], begun: deque[LetterRow]) -> Iterator[bytes]:
    """The bytes of these letters and of those that come after them: the reader never stands still."""
    while batch:
        yield from _fetched(world, [letter.id for letter in batch if letter.whole])
        batch = _begin(world, fresh=True)
        begun.extend(batch)


def _begin(world: World, fresh: bool = False) -> list[LetterRow]:
    """The next letters, counted as tried: those that never were, and then one by one those that were before.

    Such a letter may be what stopped us: it goes alone, so that it cannot take innocent ones with it.
    """
    with world.journal.begin() as book:
        found = letters.to_handle(book, BATCH)
        batch = [letter for letter in found if not letter.attempts] or ([] if fresh else found[:1])
        letters.tried(book, [letter.id for letter in batch])
    return batch


def _fetched(world: World, ids: Sequence[str]) -> Iterator[bytes]:
    """Fetched when the reader has room, small ones together: large letters must not fill the memory."""
    left = deque(ids)
    while left:
        some, size = [], 0
        with world.journal.begin() as book:
            while left and size < TOGETHER:
                some.append(letters.raw_of(book, left.popleft()))
                size += len(some[-1])
        yield from some


def _one(world: World, letter: LetterRow, reading: Reading | None, now: datetime) -> bool:
    """One letter in one transaction. Whatever goes wrong sets it aside for a person and the loop goes on."""
    if letter.attempts >= MAX_ATTEMPTS:
        _set_aside(world, letter, "The service stopped several times while it looked at this letter.", now)
        return False
    try:
        with world.journal.begin() as book:
            decision, kind, ref = _decide(book, world, letter, reading, now)
        log.info("%s %s %s: %s", letter.id[:12], kind, ref or "-", type(decision).__name__)
    except Exception as trouble:
        log.error("%s set aside: %s", letter.id[:12], type(trouble).__name__)
        log.debug("%s", letter.id[:12], exc_info=True)
        _set_aside(
            world, letter, f"The service could not deal with a letter ({type(trouble).__name__}).", now
        )
        return False
    return True


def _decide(
    book: Book, world: World, row: LetterRow, reading: Reading | None, now: datetime
) -> tuple[Decision | None, str, str]:
    if reading is None:
        return _too_large(book, world, row, now)
    content = content_of(reading.letter)
    twin = letters.same_letter_again(book, row.id, reading.letter.message_id, content)
    known = {"message_id": reading.letter.message_id, "content": content}
    if twin:
        kind, ref = letters.kind_and_ref(book, twin.id)
        letters.handled(book, row.id, now, kind=kind, ref=ref, folder=twin.folder, **known)
        return None, "again", ref
    facts = understand(reading, received_of(reading, row, now), look_up(book, world, reading, now))
    decisions = [record(book, world, fact, row.id, now) for fact in facts]
    decision = decisions[0]
    ref = decision.case.ref if decision.case else ""
    folder = decision.folder or ref or "Other"
    letters.handled(book, row.id, now, kind=reading.kind.value, ref=ref, folder=folder, **known)
    return decision, reading.kind.value, ref


def received_of(reading: Reading, row: LetterRow, now: datetime) -> Received:
    """What facts carry of a letter. A letter without a believable date was received when we fetched it."""
    letter = reading.letter
    at = letter.date if letter.date and letter.date <= now else row.received_at
    references = (*letter.references, letter.message_id) if letter.message_id else letter.references
    thread = Thread(letter.message_id, references[-20:], letter.subject)
    if reading.by_service:
        return Received(row.id, at, Person("", member_of(letter)), thread)
    sender = Person(letter.from_name, letter.from_address)
    return Received(row.id, at, sender, thread, answerable=not reading.automatic)


def content_of(letter: Letter) -> str:
    """A digest of what a letter says, whatever its envelope: the second net for the same mail twice."""
    digest = hashlib.sha256(letter.from_address.encode() + b"\0" + letter.text.encode(errors="replace"))
    for attachment in letter.attachments:
        digest.update(attachment.sha256.encode())
    return digest.hexdigest()


def _too_large(book: Book, world: World, row: LetterRow, now: datetime) -> tuple[Decision | None, str, str]:
    megabytes = world.max_bytes // 1_000_000
    why = f"A letter larger than {megabytes} MB came in and was not opened."
    fact = LetterForPerson(Received(row.id, now, Person("", ""), Thread(), answerable=False), why)
    decision = record(book, world, fact, row.id, now)
    letters.handled(book, row.id, now, kind="too_large", folder=FOLDER_FOR_PEOPLE)
    return decision, "too_large", ""


def _set_aside(world: World, letter: LetterRow, problem: str, now: datetime) -> None:
    with world.journal.begin() as book:
        letters.set_aside(book, letter.id, problem, FOLDER_FOR_PEOPLE)
        do = (
            "Open the letter in Casework/Needs attention and deal with it by hand. "
            f"To have the service try again: casework retry {letter.id[:12]}"
        )
        line = Attend("", problem, do, letter=letter.id, once=f"set aside {letter.id} {letter.attempts}")
        effects.queue(book, line, now, None)
