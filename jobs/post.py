"""Notices out of the journal: rendered and stored before the first attempt, then sent, one recipient each.

A notice found in mid-sending after a crash is sent again as the very same bytes with the same Message-ID:
the folder takes it as the same file; SMTP may deliver it twice in the window between the server's yes and our
commit, which no protocol can close (RFC 1047; docs/why/002). Everything else is sent exactly once.
"""

from __future__ import annotations

import logging
from base64 import b32encode
from dataclasses import replace
from datetime import datetime, timedelta

from casework.calendar import add_working_days, at, local_day
from casework.effects import Send
from casework.facts import NoticeGivenUp
from casework.model import Role
from casework.tokens import NONCE_BYTES, derived, mint, plus_address
from jobs.journal import effects, grants
from jobs.journal.effects import Queued
from jobs.journal.grants import Granted
from jobs.journal.store import Book
from jobs.record import record
from jobs.world import World
from notify.compose import Envelope, compose
from notify.notices import NoticeUnfit
from notify.transport import Deferred, InDoubt, Refused

log = logging.getLogger("casework.post")

FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=4)
MAX_TRIES = 24
"""About three days of waiting twice as long each time: then a person is told."""

COORDINATOR_FACTOR = 4
"""The coordinator may get more notices a day than a member or volunteer: she has one for every new case."""


def post(world: World, now: datetime) -> int:
    """Send every notice that is due, in order for each case; returns how many were taken by the transport."""
    with world.journal.begin() as book:
        queued = effects.pending(book, "send", now)
        held_back = effects.refs_held_back(book, now)
    sent = 0
    for notice in queued:
        if world.stop.is_set():
            break
        ref = notice.effect.ref
        if ref and notice.n > held_back.get(ref, notice.n):
            continue  # an earlier notice about this case waits: its order is kept
        outcome = _one(world, notice, now)
        sent += outcome is None
        if outcome is not None and ref:
            held_back[ref] = min(notice.n, held_back.get(ref, notice.n))
    return sent


def _one(world: World, notice: Queued, now: datetime) -> str | None:
    """One notice. None if it was taken; else why not, in words, and it is queued for later or given up."""
    assert isinstance(notice.effect, Send)
    try:
        with world.journal.begin() as book:
            if notice.state == "pending" and _over_cap(book, world, notice, now):
                effects.later(book, notice.n, _tomorrow(world, now), "")
                return "enough for one day"
            message_id, raw = notice.message_id, notice.raw
            if raw is None:
                message_id, raw = _write(book, world, notice, now)
            effects.trying(book, notice, notice.effect.to.email, message_id, raw)
    except NoticeUnfit as fault:
        return _give_up(world, notice, str(fault), now)
    try:
        world.transport.send(notice.key, raw, world.branch.address, notice.effect.to.email)
    except Refused as refusal:
        return _give_up(world, notice, str(refusal), now)
    except (Deferred, InDoubt) as trouble:
        if notice.tries + 1 >= MAX_TRIES:
            return _give_up(world, notice, str(trouble), now)
        wait = min(FIRST_WAIT * 2**notice.tries, LONGEST_WAIT)
        with world.journal.begin() as book:
            effects.later(book, notice.n, now + wait, str(trouble))
        log.warning("%s not sent yet (%s)", notice.key, type(trouble).__name__)
        return str(trouble)
    with world.journal.begin() as book:
        effects.done(book, [notice.n], now)
    log.info("%s sent", notice.key)
    return None


def _write(book: Book, world: World, notice: Queued, now: datetime) -> tuple[str, bytes]:
    """Its Message-ID and bytes, and its token stored in the caller's transaction. Raises `NoticeUnfit`."""
    send = notice.effect
    assert isinstance(send, Send)
    key = world.keys[0]
    name = b32encode(derived(key, "message-id", f"{book.branch}|{notice.key}", 15)).decode().lower()
    message_id = f"<{name}@{world.branch.address.rpartition('@')[2]}>"
    if send.blank_form:
        send = replace(send, words=send.words | {"form_text": world.blank_text})
    reply_to, tag = _way_back(book, world, notice, send, now)
    envelope = Envelope(notice.key, message_id, notice.made_at, reply_to, tag)
    made = compose(
        send, world.branch, envelope, world.templates, world.blank_form if send.blank_form else None
    )
    return message_id, made.raw


def _way_back(book: Book, world: World, notice: Queued, send: Send, now: datetime) -> tuple[str, str]:
    """Where answers go, and a tag for their subject: the plus-address with the token in it, or, where the
    provider drops plus-addresses, the branch's own with the token apart."""
    address = world.branch.address
    if send.grant is None:
        return address, ""
    grant = send.grant
    # Whole seconds: the moment is part of what the token's MAC covers.
    expires = (now + timedelta(days=grant.days)).replace(microsecond=0)
    given = Granted(notice.key, grant.ref, grant.person, grant.purpose, grant.number, expires)
    nonce = derived(world.keys[0], "nonce", f"{book.branch}|{notice.key}", NONCE_BYTES)
    token = mint(world.keys[0], nonce, given.bound_to(book.branch))
    grants.give(book, token, given)
    return (plus_address(address, grant.ref, token), "") if world.plus_addressing else (address, token)


def _over_cap(book: Book, world: World, notice: Queued, now: datetime) -> bool:
    """A cap per recipient and day, so that no fault and no other machine can make us flood anybody (S22)."""
    assert isinstance(notice.effect, Send)
    factor = COORDINATOR_FACTOR if notice.effect.role is Role.COORDINATOR else 1
    sent = effects.sent_since(book, notice.effect.to.email, now - timedelta(days=1))
    return sent >= world.policy.notices_per_day * factor


def _tomorrow(world: World, now: datetime) -> datetime:
    day = add_working_days(local_day(now, world.policy), 1, world.policy)
    return at(day, world.policy.open_from, world.policy)


def _give_up(world: World, notice: Queued, reason: str, now: datetime) -> str:
    """Not tried again by itself: the coordinator is told, on the row and by mail."""
    send = notice.effect
    assert isinstance(send, Send)
    with world.journal.begin() as book:
        effects.given_up(book, notice.n, now, reason)
        record(book, world, NoticeGivenUp(send.ref, notice.key, send.kind, send.role.value, reason), "", now)
    log.error("%s given up", notice.key)
    return reason
