"""Where a register keeps what it must know of a write under way, should the service stop just then."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

SET_UP = " set-up"
"""Behind the name of a spreadsheet: the note is of making its tabs and columns, and of no batch."""


class Notebook(Protocol):
    """Outlasts the process. Called outside of any other transaction of the journal's."""

    def note(self, place: str, known: bytes) -> None:
        """Keep what is known of the write under way to the spreadsheet `place`; nothing: there is none."""
        ...

    def noted(self, place: str) -> bytes:
        """What was kept; nothing if there is none."""
        ...


@dataclass(slots=True)
class LooseNotes:
    """A notebook that is gone with the process: for what is written once, by hand."""

    notes: dict[str, bytes] = field(default_factory=dict)

    def note(self, place: str, known: bytes) -> None:
        """See `Notebook.note`."""
        self.notes[place] = known

    def noted(self, place: str) -> bytes:
        """See `Notebook.noted`."""
        return self.notes.get(place, b"")


@dataclass(frozen=True, slots=True)
class SetUpNotes:
    """The notes of another process's notebook that are of set-ups alone: a write of its own is its to settle,
    and a set-up that nobody answered must be known to whoever prepares next."""

    notebook: Notebook

    def note(self, place: str, known: bytes) -> None:
        """See `Notebook.note`."""
        if place.endswith(SET_UP):
            self.notebook.note(place, known)

    def noted(self, place: str) -> bytes:
        """See `Notebook.noted`."""
        return self.notebook.noted(place) if place.endswith(SET_UP) else b""
