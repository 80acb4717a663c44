"""What a bounce tells: which addresses failed, and which letter of ours came back (RFC 3464, MAIL.md §2)."""

from __future__ import annotations

import re

from ingest.addresses import mentioned
from ingest.automatic_words import MACHINES
from ingest.headers import message_ids
from ingest.marks import Marks
from ingest.reading import Letter

_BLOCK = re.compile(r"\n[ \t]*\n")
_ACTION = re.compile(r"(?im)^action:[ \t]*([a-z-]{1,20})")
_RECIPIENT = re.compile(r"(?im)^(?:final|original)-recipient:[ \t]*(?:[a-z0-9-]{1,30};)?(.{1,300})$")
_ID_LINE = re.compile(r"(?im)^[> \t]{0,8}message-id:[ \t]*(<[^<>\s]{1,990}>)")
_COPY_BELOW = re.compile(
    r"(?im)^[-*= \t]{0,60}(?:below this line is a copy|this is a copy of (?:the|your) message"
    r"|original message (?:follows|headers)|returned message follows|the original message was received)"
)
_NO_FAILURE = frozenset({"delayed", "delivered", "relayed", "expanded"})  # RFC 3464 §2.3.3; the rest is one
_MOST = 20
_MOST_IN_WORDS = 5  # more are not a report but a talk


def failed(marks: Marks) -> bool:
    """Whether a delivery report says that something failed for good; a report without a word on it counts."""
    actions = [match[1].lower() for status in marks.statuses for match in _ACTION.finditer(status)]
    return not actions or any(action not in _NO_FAILURE for action in actions)


def failed_addresses(marks: Marks, letter: Letter) -> tuple[str, ...]:
    """The addresses a bounce names as failed, lower case: by its report if it has one, else by its words."""
    reported = [
        address
        for status in marks.statuses
        for block in _BLOCK.split(status)
        if _block_failed(block)
        for match in _RECIPIENT.finditer(block)
        for address in mentioned(match[1])
    ]
    named = reported or mentioned(marks.header("x-failed-recipients")) or marks.failures or _in_words(letter)
    return tuple(dict.fromkeys(named))[:_MOST]


def _block_failed(block: str) -> bool:
    action = _ACTION.search(block)
    return action is None or action[1].lower() not in _NO_FAILURE


def _in_words(letter: Letter) -> list[str]:
    """Addresses above the returned copy, without the reporter's own and the one it was sent to."""
    copy = _COPY_BELOW.search(letter.text)
    words = letter.text[: copy.start()] if copy else letter.text
    ours = {letter.from_address, *letter.to}
    found = (address.strip("'`*") for address in mentioned(words))
    named = [address for address in found if address not in ours and not MACHINES.fullmatch(address)]
    return named if len(set(named)) <= _MOST_IN_WORDS else []


def failed_message_ids(marks: Marks, letter: Letter) -> tuple[str, ...]:
    """Message-IDs of the letter that came back: from its headers, the bounce's references, or its words."""
    returned = [match[1] for block in marks.returned for match in _ID_LINE.finditer(block)]
    threaded = [letter.in_reply_to, *letter.references]
    written = [match[1] for match in _ID_LINE.finditer(letter.text)]
    found = dict.fromkeys(
        each for each in [*returned, *threaded, *written] if each and each != letter.message_id
    )
    return tuple(each for each in found if message_ids(each))[:_MOST]
