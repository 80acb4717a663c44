"""The port to a branch's mailbox: where letters wait, and where they are filed when handled.

Filing away is the acknowledgement (TRUST.md §1.2): a letter stays in the inbox until the journal holds it.
Read and unread marks are never looked at: people read mail too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


class MailboxUnreachable(Exception):
    """The mailbox cannot be reached now; the message says what to check. Try again later."""


class MailboxRefused(Exception):
    """The mailbox refused us (password, permission): a person must act. Never retried in a loop."""


class LetterGone(Exception):
    """The letter is no longer in the inbox: a person moved or deleted it meanwhile."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter in the inbox: `key` is the mailbox's own handle, `size` in bytes."""

    key: str
    size: int


class Mailbox(Protocol):
    """Four verbs. Every method may raise `MailboxUnreachable` or `MailboxRefused`."""

    def waiting(self) -> list[Waiting]:
        """The letters in the inbox, oldest first."""
        ...

    def read(self, key: str) -> bytes:
        """The whole raw letter, unchanged, without marking it read. Raises `LetterGone`."""
        ...

    def head(self, key: str) -> bytes:
        """Only the raw header block (at most 64 KiB), for letters over the size cap. Raises `LetterGone`."""
        ...

    def file_away(self, key: str, folder: str) -> None:
        """Move the letter to `folder` ("Casework/C-2026-0042"), made if missing. Raises `LetterGone`."""
        ...


@runtime_checkable
class KeepsSent(Protocol):
    """A mailbox with a folder of sent mail, in which its mail provider may put copies of what left."""

    def sent(self, message_id: str) -> bool:
        """Whether a copy with that Message-ID is there; False proves nothing. May raise as `Mailbox` does."""
        ...


@runtime_checkable
class KeepsFiled(Protocol):
    """A mailbox whose folders can be looked into: for a journal that is made anew."""

    def filed(self) -> Iterator[tuple[str, bytes]]:
        """Every letter below "Casework" with its folder there ("C-2026-0042"). Raises as `Mailbox` does."""
        ...


@runtime_checkable
class Settling(Protocol):
    """A mailbox on this machine's own disk, where making sure takes longer than moving."""

    def settle(self) -> None:
        """Return when no power cut can undo what was filed away. May raise `MailboxUnreachable`."""
        ...


@runtime_checkable
class KeepsCopies(Protocol):
    """A mailbox in whose folder of sent mail the copies can be looked through: for a journal made anew."""

    def sent_copies(self) -> Iterator[bytes]:
        """Every letter there that is a notice of ours; none where there is no such folder. May raise as
        `Mailbox` does."""
        ...
