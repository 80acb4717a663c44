"""A queued notice to its final bytes: Message-ID, token, words; and kept in the caller's transaction."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casework.effects import Send
from casework.tokens import NONCE_BYTES, derived, mint, plus_address
from jobs.journal import effects, grants
from jobs.journal.effects import Queued
from jobs.journal.grants import Granted
from jobs.journal.store import Book
from jobs.world import World
from notify.compose import Envelope, compose


@dataclass(frozen=True, slots=True)
class Written:
    """A notice in its final shape; `given` is what its `token` lets the reader answer, if anything."""

    notice: Queued
    raw: bytes
    message_id: str
    token: str
    given: Granted | None


def store(book: Book, written: Sequence[Written]) -> None:
    """Keep the bytes, Message-IDs and tokens of notices: before any of them is sent."""
    grants.give(book, {one.token: one.given for one in written if one.given is not None})
    effects.written(book, [(one.notice.n, one.message_id, one.raw) for one in written])


def write_notice(branch: str, world: World, notice: Queued, now: datetime) -> Written:
    """Its bytes, Message-ID and token; `branch` is the journal's. Raises `NoticeUnfit`."""
    send = notice.effect
    assert isinstance(send, Send)
    key = world.keys[0]
    name = b32encode(derived(key, "message-id", f"{branch}|{notice.key}", 15)).decode().lower()
    message_id = f"<{name}@{world.branch.address.rpartition('@')[2]}>"
    blanks = world.blank_forms() if send.blank_form else ()
    if send.blank_form:
        send = replace(send, words=send.words | {"form_text": world.blank_text})
    given, token = _grant(branch, world, notice, send, now)
    reply_to, tag = _way_back(world, send, token)
    envelope = Envelope(notice.key, message_id, notice.made_at, reply_to, tag)
    made = compose(send, world.branch, envelope, world.templates, blanks)
    return Written(notice, made.raw, message_id, token, given)


def _grant(
    branch: str, world: World, notice: Queued, send: Send, now: datetime
) -> tuple[Granted | None, str]:
    """What the notice lets its reader answer, and the token that says so; nothing if it asks nothing."""
    if send.grant is None:
        return None, ""
    grant = send.grant
    # Whole seconds: the moment is part of what the token's MAC covers.
    expires = (now + timedelta(days=grant.days)).replace(microsecond=0)
    given = Granted(notice.key, grant.ref, grant.person, grant.purpose, grant.number, expires)
    nonce = derived(world.keys[0], "nonce", f"{branch}|{notice.key}", NONCE_BYTES)
    return given, mint(world.keys[0], nonce, given.bound_to(branch))


def _way_back(world: World, send: Send, token: str) -> tuple[str, str]:
    """Where answers go, and a tag for their subject: the plus-address with the token in it, or, where the
    provider drops plus-addresses, the branch's own with the token apart."""
    address = world.branch.address
    if not token:
        return address, ""
    return (plus_address(address, send.ref, token), "") if world.plus_addressing else (address, token)
