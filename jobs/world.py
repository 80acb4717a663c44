"""Everything one branch's steps work with, put together in one place. No globals: a world is passed along."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from casework.model import Branch, Policy
from ingest.mailbox import Mailbox
from ingest.reading import FormSettings
from jobs.journal.store import Journal
from notify.transport import Transport
from sheets.register import Register

if TYPE_CHECKING:
    from ingest.reader import Reader


@dataclass(slots=True)
class Stop:
    """A wish to stop. A plain flag, since an Event set in a signal handler can wait for itself for ever."""

    wished: bool = False

    def set(self) -> None:
        """From now on nothing new is begun."""
        self.wished = True

    def is_set(self) -> bool:
        """Whether somebody wishes it."""
        return self.wished


@dataclass(frozen=True, slots=True)
class World:
    """One branch: who it is, its rules, its journal, and its three ports."""

    branch: Branch
    policy: Policy
    keys: tuple[bytes, ...]
    journal: Journal
    mailbox: Mailbox
    register: Register
    transport: Transport
    reader: Reader
    blank_forms: Callable[[], tuple[bytes, ...]]
    """Makes the blank forms that a mail asking for a form brings along: seldom needed, so only then."""
    blank_text: str
    templates: Path | None = None
    plus_addressing: bool = True
    max_bytes: int = 25_000_000
    form: FormSettings = field(default_factory=lambda: FormSettings({}, {}))
    """How the reader reads the branch's form: answers to what we asked are read likewise."""
    steady: Callable[[], float] = time.monotonic
    """Seconds since this machine was started, on a clock that nobody sets (TRUST.md §0.1)."""
    needed_later: tuple[str, ...] = ()
    """Modules that the register is written with: loaded when letters have come, not at the start."""
    stop: Stop = field(default_factory=Stop)
    """Set by a signal: the step at hand finishes its current effect and begins no other."""
