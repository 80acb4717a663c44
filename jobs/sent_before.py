"""Notices that left before the journal was lost, put back from their copies, so that answers are known again.

The copies are what the transport keeps, or the mailbox's folder of sent mail. That one is ours is proved by
its Message-ID, and what may be answered to it by its token: nobody without the branch's key can make either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.effects import Send, Words
from casework.model import Case, Person, Role
from ingest import mailbox
from jobs.journal import effects_before, grants
from jobs.journal.grants import Granted
from jobs.journal.store import Book
from jobs.notice import message_name, token_of
from jobs.world import World
from notify import transport
from notify.notices import KINDS
from notify.sent import SentNotice, sent_notice


@dataclass(frozen=True, slots=True)
class Copy:
    """A notice, proved to be ours, with its bytes where they are needed to read its answers."""

    notice: SentNotice
    raw: bytes | None


@dataclass(frozen=True, slots=True)
class Copies:
    """Those that are proved to be ours, and how many say they are and are not: made with another key."""

    ours: tuple[Copy, ...] = ()
    unproved: int = 0


def copies(world: World) -> Copies:
    """Every copy that is kept. Raises what the ports raise."""
    ours, others = [], 0
    for raw in _kept(world):
        notice = sent_notice(raw)
        if notice is not None and _ours(world, notice):
            ours.append(Copy(notice, raw if notice.asked else None))
        elif notice is not None:
            others += 1
    return Copies(tuple(ours), others)


def _kept(world: World) -> Iterator[bytes]:
    if isinstance(world.transport, transport.KeepsCopies):
        yield from world.transport.sent_copies()
    if isinstance(world.mailbox, mailbox.KeepsCopies):
        yield from world.mailbox.sent_copies()


def _ours(world: World, notice: SentNotice) -> bool:
    name = notice.message_id.strip("<>").partition("@")[0]
    return any(name == message_name(key, world.journal.branch, notice.key) for key in world.keys)


def put_back(book: Book, world: World, found: Sequence[Copy], now: datetime) -> None:
    """Notices and grants as they were; and the numbers of effects go on behind all that ever were, so that
    no notice to come has the key, and with it the Message-ID, of an old one."""
    rows = []
    for copy in found:
        notice = copy.notice
        send = Send(
            notice.kind, _role(world, notice), Person("", notice.recipient), notice.ref, _words(notice)
        )
        rows.append(effects_before.Before(notice.n, notice.key, send, notice.at, notice.message_id, copy.raw))
    effects_before.were_done(book, rows)
    given = [known for copy in found if (known := _granted(book, world, copy.notice))]
    grants.give(book, dict(given))
    highest = max((copy.notice.n for copy in found), default=0)
    effects_before.go_on_behind(book, highest, now)


def _words(notice: SentNotice) -> Words:
    asked = [{"field": name, "read": "yes" if shown else ""} for name, shown in notice.asked]
    return {"questions": asked} if asked else {}


def _role(world: World, notice: SentNotice) -> Role:
    """Whom that kind of notice goes to; where it may be several, by the address."""
    roles = KINDS[notice.kind].roles if notice.kind in KINDS else frozenset({Role.COORDINATOR})
    named = {
        Role.COORDINATOR: world.branch.coordinator,
        Role.SECRETARY: world.branch.secretary,
        Role.ADMINISTRATOR: world.branch.administrator,
    }
    theirs = [role for role in sorted(roles) if (one := named.get(role)) and one.email == notice.recipient]
    return (theirs or sorted(roles))[0]


def _granted(book: Book, world: World, notice: SentNotice) -> tuple[str, Granted] | None:
    """The token and what it stands for. Without the very token in the copy it is not what was granted.

    An "ok" stands beside the names of its own mail, and those are not known any more: see `names_known`.
    """
    if not notice.purpose or notice.until is None or notice.purpose == "suggestion":
        return None
    return _proved(book, world, notice)


def _proved(book: Book, world: World, notice: SentNotice) -> tuple[str, Granted] | None:
    assert notice.until is not None
    person = notice.recipient
    given = Granted(notice.key, notice.ref, person, notice.purpose, notice.number, notice.until)
    tokens = (token_of(key, book.branch, given) for key in world.keys)
    carried = f"{notice.reply_to}\n{notice.text}".casefold()
    return next(((token, given) for token in tokens if token in carried), None)


def names_known(book: Book, world: World, case: Case, sent: Sequence[SentNotice]) -> bool:
    """Put back the newest suggestion about the case, if it names whom the register says is suggested.

    Returns whether it could be. Older ones stay unknown: an "ok" must never mean other people than it did.
    """
    asked = [one for one in sent if one.purpose == "suggestion" and one.until]
    idea = case.suggestion
    if not asked or idea is None or not idea.candidates:
        return False
    newest = max(asked, key=lambda one: one.n)
    given = _proved(book, world, newest)
    said = re.search(rf"\bask {re.escape(idea.names)}[,)]", newest.text)
    if given is None or newest.kind != "suggested" or said is None:
        return False
    grants.give(book, dict([given]))
    effects_before.say_words(book, newest.n, {"names": idea.names})
    return True
