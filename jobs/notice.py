"""A queued notice to its final bytes: Message-ID, token, words. Stored in the caller's transaction."""

from __future__ import annotations

from base64 import b32encode
from dataclasses import replace
from datetime import datetime, timedelta

from casework.effects import Send
from casework.tokens import NONCE_BYTES, derived, mint, plus_address
from jobs.journal import effects, grants
from jobs.journal.effects import Queued
from jobs.journal.grants import Granted
from jobs.journal.store import Book
from jobs.world import World
from notify.compose import Envelope, compose


def write_notice(book: Book, world: World, notice: Queued, now: datetime) -> bytes:
    """Its bytes, stored with its Message-ID and its token. Raises `NoticeUnfit`, storing nothing."""
    send = notice.effect
    assert isinstance(send, Send)
    key = world.keys[0]
    name = b32encode(derived(key, "message-id", f"{book.branch}|{notice.key}", 15)).decode().lower()
    message_id = f"<{name}@{world.branch.address.rpartition('@')[2]}>"
    blanks = world.blank_forms() if send.blank_form else ()
    if send.blank_form:
        send = replace(send, words=send.words | {"form_text": world.blank_text})
    given, token = _grant(book, world, notice, send, now)
    reply_to, tag = _way_back(world, send, token)
    envelope = Envelope(notice.key, message_id, notice.made_at, reply_to, tag)
    made = compose(send, world.branch, envelope, world.templates, blanks)
    if given is not None:
        grants.give(book, token, given)
    effects.written(book, notice, message_id, made.raw)
    return made.raw


def _grant(book: Book, world: World, notice: Queued, send: Send, now: datetime) -> tuple[Granted | None, str]:
    """What the notice lets its reader answer, and the token that says so; nothing if it asks nothing."""
    if send.grant is None:
        return None, ""
    grant = send.grant
    # Whole seconds: the moment is part of what the token's MAC covers.
    expires = (now + timedelta(days=grant.days)).replace(microsecond=0)
    given = Granted(notice.key, grant.ref, grant.person, grant.purpose, grant.number, expires)
    nonce = derived(world.keys[0], "nonce", f"{book.branch}|{notice.key}", NONCE_BYTES)
    return given, mint(world.keys[0], nonce, given.bound_to(book.branch))


def _way_back(world: World, send: Send, token: str) -> tuple[str, str]:
    """Where answers go, and a tag for their subject: the plus-address with the token in it, or, where the
    provider drops plus-addresses, the branch's own with the token apart."""
    address = world.branch.address
    if not token:
        return address, ""
    return (plus_address(address, send.ref, token), "") if world.plus_addressing else (address, token)
