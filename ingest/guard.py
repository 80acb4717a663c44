"""Calls into the email package, none of which may raise (MAIL.md §3: every header access can)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def guarded(read: Callable[[], T], otherwise: T) -> T:
    """What `read` gives, or `otherwise` where the bytes make it raise anything at all."""
    try:
        return read()
    except Exception:  # noqa: BLE001 - IndexError, KeyError, LookupError, RecursionError … MAIL.md §3 has the table
        return otherwise
