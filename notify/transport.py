"""The port mail leaves by: one message, one recipient, one outcome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable


class Deferred(Exception):
    """Not sent, and safe to try again later (4xx, unreachable, before the final dot)."""


class Refused(Exception):
    """Not sent, and trying again will not help (5xx): the coordinator is told."""


class InDoubt(Exception):
    """It may or may not have been taken: no answer after the final dot (RFC 1047, TRUST.md §1.3)."""


class Transport(Protocol):
    """Sends the stored bytes as they are."""

    def send(self, key: str, message: bytes, sender: str, recipient: str) -> None:
        """Send `message` (RFC 5322 bytes) to one `recipient`; `key` names the notice for good.

        Raises `Deferred`, `Refused` or `InDoubt`; returns only when the next hop has taken it.
        """
        ...


@runtime_checkable
class Repeatable(Protocol):
    """A transport that may be given the same message under the same key again, and nothing comes of it.

    Nothing sent by it is ever in doubt, so that its notices need not be recorded one by one.
    """

    def settle(self) -> None:
        """Return when no power cut can undo what was sent. Raises `Deferred`: it is to be sent again."""
        ...


@runtime_checkable
class KeepsCopies(Protocol):
    """A transport that keeps what left by it: for a journal that is made anew."""

    def sent_copies(self) -> Iterator[bytes]:
        """Every message that is kept. Raises `Deferred` where they cannot be looked at."""
        ...
