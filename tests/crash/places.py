"""Where a run happens: what people and comparisons need of it, and the engine's world over it."""

from __future__ import annotations

import email
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ingest.mailbox import Mailbox
from ingest.reader import Reader
from ingest.reading import FormSettings
from jobs.journal.store import Journal
from jobs.world import World
from notify.transport import Transport
from sheets.register import Cell, Register
from tests.crash.numbered import (
    NumberedMailbox,
    NumberedReader,
    NumberedTransport,
    numbered_register,
    open_numbered,
)
from tests.crash.planted import plant
from tests.crash.points import Points
from tests.crash.process import Plan
from tests.support.branches import BRANCH, POLICY

FORM = FormSettings({}, {}, ("member_name", "email", "summary"))
KEY = b"k" * 32
NEVER_COPIED = shutil.ignore_patterns("*-shm", "*.lock")


@dataclass(frozen=True, slots=True)
class Notice:
    """One message as the next hop has it."""

    recipient: str
    content: bytes

    def header(self, name: str) -> str:
        return str(email.message_from_bytes(self.content)[name])


class Place(Protocol):
    """Where one run happens."""

    def world(self, points: Points, plan: Plan) -> Any:
        """A context manager: the engine's world over this place, numbered."""
        ...

    def copy(self) -> Place:
        """The same state in a place of its own."""
        ...

    def after_a_death(self) -> None:
        """Let the servers finish what the dead engine has asked of them."""
        ...

    @property
    def keeps_sent(self) -> bool:
        """Whether copies of what left can be found: then nothing may go out twice."""
        ...

    def remove(self) -> None: ...
    def journal(self) -> Path: ...
    def deliver(self, letter: bytes) -> None: ...
    def letters(self) -> dict[str, list[bytes]]:
        """The letters of every mail folder; the inbox is ""."""
        ...

    def notices(self) -> list[Notice]: ...
    def rows(self, tab: str) -> list[dict[str, Cell]]: ...
    def tabs(self, titles: list[str]) -> dict[str, list[dict[str, Cell]]]:
        """The rows of several tabs, at one moment."""
        ...

    def set_cell(self, tab: str, row: int, header: str, value: Cell) -> None: ...
    def delete_row(self, tab: str, row: int) -> None: ...
    def sort(self, tab: str, header: str) -> None: ...


def letters_below(maildir: Path) -> dict[str, list[bytes]]:
    """Letters by folder, in no telling order."""
    found: dict[str, list[bytes]] = {}
    for folder in (maildir, *maildir.glob(".*/")):
        name = "" if folder == maildir else folder.name
        for path in (*folder.glob("new/*"), *folder.glob("cur/*")):
            found.setdefault(name, []).append(path.read_bytes())
    return found


@contextmanager
def numbered_world(
    journal: Path,
    mailbox: Mailbox,
    over: Callable[[Journal], Register],
    transport: Transport,
    points: Points,
    plan: Plan,
) -> Iterator[World]:
    """The engine's world with points around every port, the journal and the reader; with the plan's bug.

    `over` makes the register, which may keep what it knows of a write under way in the journal.
    """
    opened = open_numbered(journal, points)
    with Reader(FORM) as reader:
        mailbox, register = plant(plan.bug, (mailbox, over(opened)))  # type: ignore[arg-type]
        yield World(
            branch=BRANCH,
            policy=POLICY,
            keys=(KEY,),
            journal=opened,  # type: ignore[arg-type]
            mailbox=NumberedMailbox(mailbox, points),
            register=numbered_register(register, points),
            transport=NumberedTransport(transport, points),
            reader=NumberedReader(reader, points, plan.kept, not plan.real_reader),  # type: ignore[arg-type]
            blank_forms=lambda: (b"PK a blank form",),
            blank_text="Name:\nEmail:\n",
            steady=plan.clock,
        )
    opened.close()
