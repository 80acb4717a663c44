"""Which mail of ours a letter proves to answer: by token or thread, and only one (TRUST.md §2.1).

What the mail program set counts first: the address written to, the subject, the mail answered. A token
somewhere in the words, where whole mails are quoted, counts only where none of these says anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casework.tokens import find_tokens, holds
from ingest.reading import Letter
from jobs.journal import grants
from jobs.journal.effects import Queued
from jobs.journal.grants import Granted
from jobs.journal.store import Book
from jobs.world import World

TEXT_LOOKED_AT = 20_000
"""Characters of the body searched for a token: it stands in the first lines or in the first quote."""

SEVERAL = "it has the proofs of more than one mail of ours in it, and it cannot be told which one it answers."


@dataclass(frozen=True, slots=True)
class Proof:
    """The grant that the letter may use; `by_token`: it has the token itself. `several`: it has more than
    one, of which `given` is the first, and may use none."""

    given: Granted | None = None
    by_token: bool = False
    several: bool = False


def proof_in(book: Book, world: World, letter: Letter, notice: Queued | None) -> Proof:
    """The proof in a letter. `notice`: the mail of ours in whose thread it is."""
    shown = list(_by_token(book, world, *letter.to, letter.subject))
    replied = None
    if notice is not None and notice.message_id == letter.in_reply_to:
        replied = grants.of_notice(book, notice.key)
    if shown or replied:
        return _one([*shown, *([replied] if replied else [])], by_token=bool(shown))
    if written := list(_by_token(book, world, letter.text[:TEXT_LOOKED_AT])):
        return _one(written, by_token=True)
    return Proof(grants.of_notice(book, notice.key) if notice else None)


def _by_token(book: Book, world: World, *texts: str) -> Iterator[Granted]:
    """What the tokens of ours in these texts stand for, in their order."""
    for token in find_tokens(*texts):
        given = grants.of_token(book, token)
        if given and holds(world.keys, token, given.bound_to(book.branch)):
            yield given


def _one(found: Iterable[Granted], by_token: bool) -> Proof:
    """An offer and its reminder are answered alike: they are one."""
    given = list(found)
    meant = {(one.ref, one.person, one.purpose, one.number) for one in given}
    return Proof(given[0], by_token, several=len(meant) > 1)
