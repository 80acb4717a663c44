"""`casework once --dry-run`: a whole turn over copies, so that it can be said what would be done.

The journal is copied, the mailbox and the register are read but not touched, and nothing is sent.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from ingest.mailbox import KeepsSent, Mailbox, Waiting
from jobs.journal.store import back_up
from jobs.journal.underway import forget
from jobs.opening import open_world
from jobs.settings import Settings
from jobs.tick import tick
from sheets.columns import BY_NAME, TABS
from sheets.register import Batch, Picture, Register, RegisterError, Tab, Written


@dataclass(slots=True)
class LookedAt:
    """A mailbox that is only read; what would be filed is written down."""

    mailbox: Mailbox
    said: list[str]

    def waiting(self) -> list[Waiting]:
        return self.mailbox.waiting()

    def read(self, key: str) -> bytes:
        return self.mailbox.read(key)

    def head(self, key: str) -> bytes:
        return self.mailbox.head(key)

    def sent(self, message_id: str) -> bool:
        return isinstance(self.mailbox, KeepsSent) and self.mailbox.sent(message_id)

    def file_away(self, key: str, folder: str) -> None:
        self.said.append(f"file a letter in {folder}")


@dataclass(slots=True)
class Sketched:
    """A register that is only read; what would be written is written down."""

    register: Register
    said: list[str]

    def prepare(self) -> None:
        """Nothing is made."""

    def read(self) -> Picture:
        """The register as it is; one that is not made yet is seen as empty."""
        try:
            return self.register.read()
        except RegisterError:
            self.said.append("make the register, or what is missing of it")
            return Picture({tab.name: _empty(tab.name) for tab in TABS}, frozenset())

    def write(self, batch: Batch, picture: Picture) -> Written:
        """Said, not done."""
        for row in batch.rows:
            self.said.append(f"make the row {row.key} on the tab {BY_NAME[row.tab].title}")
        for naming in batch.named:
            self.said.append(f"give the reference {naming.key} to row {naming.row.number}")
        for cell in batch.cells:
            title = BY_NAME[cell.tab].column(cell.column).title
            self.said.append(f'set "{title}" of {_who(cell.tab, cell.key)} on {BY_NAME[cell.tab].title}')
        return Written()


def _who(tab: str, key: str) -> str:
    """A caseworker's key is their address, which is not for the terminal's history."""
    return "one caseworker" if tab == "caseworkers" else key


def _empty(name: str) -> Tab:
    columns = {column.name: at for at, column in enumerate(BY_NAME[name].columns)}
    return Tab(BY_NAME[name].title, columns, ())


@dataclass(slots=True)
class Unsent:
    """A transport that sends nothing."""

    said: list[str] = field(default_factory=list)

    def send(self, key: str, message: bytes, sender: str, recipient: str) -> None:
        ref, _, kind = key.split(".", 2)
        self.said.append(f'send "{kind.replace("_", " ")}"' + (f" about {ref}" if ref != "-" else ""))


def dry_run(settings: Settings, now: datetime) -> int:
    """Print what a turn would do, one line each; touch nothing. Returns an exit code."""
    said: list[str] = []
    with tempfile.TemporaryDirectory(prefix="casework-dry-") as folder:
        state = Path(folder) / "state"
        _copy_state(settings.state, state)
        with open_world(settings.model_copy(update={"state": state}), now) as world:
            with world.journal.begin() as book:
                forget(book)  # what a change has hit is put right by the service, and not by a rehearsal
            turn = tick(
                replace(
                    world,
                    mailbox=LookedAt(world.mailbox, said),
                    register=Sketched(world.register, said),
                    transport=Unsent(said),
                ),
                now,
            )
    print("This is what one turn would do. Nothing has been done." if said else "Nothing to do.")
    for line in said:
        print(f"  {line}")
    for trouble in turn.troubles.values():
        print(f"  {trouble}")
    return 75 if turn.troubles else 0


def _copy_state(source: Path, target: Path) -> None:
    target.mkdir(mode=0o700)
    if (source / "state.key").exists():
        shutil.copy(source / "state.key", target / "state.key")
    if (source / "state.db").exists():
        back_up(source / "state.db", target / "state.db")
