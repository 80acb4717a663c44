"""A queued notice to its final bytes: Message-ID, token, words; and kept in the caller's transaction."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casework.effects import Send, Words
from casework.tokens import NONCE_BYTES, derived, mint, plus_address
from jobs.journal import effects, grants
from jobs.journal.effects import Queued
from jobs.journal.grants import Granted
from jobs.journal.store import Book
from jobs.world import World
from notify.compose import Envelope, compose
from notify.sent import said_answers, said_asked


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
    name = message_name(world.keys[0], branch, notice.key)
    message_id = f"<{name}@{world.branch.address.rpartition('@')[2]}>"
    blanks = world.blank_forms() if send.blank_form else ()
    if send.blank_form:
        send = replace(send, words=send.words | {"form_text": world.blank_text})
    given, token = _grant(branch, world, notice, send, now)
    reply_to, tag = _way_back(world, send, token)
    answers = said_answers(given.purpose, given.number, given.expires_at) if given else ""
    asked = said_asked(asked_for(send.words))
    envelope = Envelope(notice.key, message_id, notice.made_at, reply_to, tag, answers, asked)
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
    return given, token_of(world.keys[0], branch, given)


def message_name(key: bytes, branch: str, notice: str) -> str:
    """The name in the Message-ID of the notice of that key: nobody else can make one (TRUST.md §1.3)."""
    return b32encode(derived(key, "message-id", f"{branch}|{notice}", 15)).decode().lower()


def token_of(key: bytes, branch: str, given: Granted) -> str:
    """The token that a notice carries for its grant: the same whenever it is worked out."""
    nonce = derived(key, "nonce", f"{branch}|{given.notice}", NONCE_BYTES)
    return mint(key, nonce, given.bound_to(branch))


def asked_for(words: Words) -> tuple[tuple[str, bool], ...]:
    """The fields that a notice asks the member for, and whether it shows what has been read of each."""
    questions = words.get("questions")
    if not isinstance(questions, list):
        return ()
    work = bool(words.get("work_address"))  # there we say less than we read
    return tuple(
        (question["field"], bool(question["read"]) and not work)
        for question in questions
        if isinstance(question, dict)
    )


def _way_back(world: World, send: Send, token: str) -> tuple[str, str]:
    """Where answers go, and a tag for their subject: the plus-address with the token in it, or, where the
    provider drops plus-addresses, the branch's own with the token apart."""
    address = world.branch.address
    if not token:
        return address, ""
    return (plus_address(address, send.ref, token), "") if world.plus_addressing else (address, token)
