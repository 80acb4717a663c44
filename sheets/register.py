"""The port to the register: one read, at most one atomic write in a cycle, confirmed by receipt.

A `Picture` is what stood in the register at one moment. A `Batch` is all we want to change in this cycle;
it carries a receipt key that is written to a hidden tab in the same atomic step, so that after a lost answer
the question "was it applied?" is settled by looking for the receipt and never by looking for the rows
(TRUST.md §0.1: a row the coordinator deleted must stay deleted).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol, runtime_checkable

Cell = str | int | float | bool | date | None
"""A cell's value; blank is None. Our text is always text, never a formula or a number (SHEETS.md §4.4)."""

Words = tuple[str, ...]
"""What a dropdown offers, in its order."""


STILL_OPEN = (
    "Nobody answered to a change of the register, and it may still be made: nothing else is written for a "
    "few minutes, and then it is looked up again."
)


class RegisterError(Exception):
    """Base of the register's errors; the message is one plain sentence and what to do."""


class RegisterBusy(RegisterError):
    """Somebody has the workbook open, or the quota is used up: wait and say so."""


class RegisterMoved(RegisterError):
    """It changed between our read and our write: read again."""


class RegisterBroken(RegisterError):
    """Headers missing or doubled, or many rows gone: stop writing, tell the coordinator."""


@dataclass(frozen=True, slots=True)
class Put:
    """What a write put, or may have put, into the row of `key` under the header `column` of a tab, by title.

    `belongs`: it shall stand there, and nowhere else; else it came there by mistake. `theirs`: a value of
    people's that was being put back.
    """

    tab: str
    key: str
    column: str
    value: Cell
    belongs: bool = True
    theirs: bool = False


class RegisterUnsure(RegisterBroken):
    """What a write came to cannot be told: a person has to look. With their word `TakesWord` goes on.

    `put`: what to look for. It holds people's words: not for a log.
    """

    def __init__(self, told: str, put: Sequence[Put] = ()) -> None:
        super().__init__(told)
        self.put = tuple(put)


class RegisterUnreachable(RegisterError):
    """Network, server or permission: nothing was applied."""


class OutcomeUnknown(RegisterError):
    """The write may or may not have been applied: look for the receipt before anything else."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a tab by canonical column name. `number` is 1-based and good for this picture only.

    `own_list`: what its dropdown under Decision offers, where that is not what the whole column offers.
    """

    number: int
    cells: dict[str, Cell]
    own_list: Words | None = None

    def text(self, column: str) -> str:
        """The cell as trimmed text; blank and absent are the empty string."""
        value = self.cells.get(column)
        return "" if value is None else str(value).strip()


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: its columns as found (canonical name to 0-based position) and its rows below the header.

    Without columns: a tab that the service can do without is not there, or not as it must be.
    """

    title: str
    columns: dict[str, int]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The register at one moment. `version` names its bytes; empty where that could not be told.

    `problems`: a plain sentence for each tab that the service has to do without. `begun`: batches of which
    only a part was applied, where the register is more than one spreadsheet: writing them again goes on.
    `undecided`: batches that are not there and may still come, since their answer was lost: until that is
    decided nothing is written. `skipped`: of a batch whose outcome this very read has settled, the
    compare-and-sets in which a person was first. `words`: what lists offer, by their names, where a copy of
    one in another spreadsheet does not say so yet; None: all do.
    """

    tabs: dict[str, Tab]  # by canonical tab name
    receipts: frozenset[str]  # newest batch keys (at least the last 200)
    version: str = ""
    problems: tuple[str, ...] = ()
    begun: frozenset[str] = frozenset()
    undecided: frozenset[str] = frozenset()
    skipped: tuple[CellWrite, ...] = ()
    words: Mapping[str, Words] | None = None


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to make: `cells` by canonical column, ours and the first values of human ones."""

    tab: str
    key: str
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class CellWrite:
    """A cell to write in the row whose key column holds `key`.

    `expected` None: one of our columns, written whatever it holds. Else compare-and-set: written only if the
    cell's text is `expected` at the moment of writing; otherwise the human's edit stands and it is skipped.
    """

    tab: str
    key: str
    column: str
    value: Cell
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """A key for a row that a person typed without one: `row` as the picture has it.

    Given only to a row that stands as it did then, and has no key still; otherwise nothing is written.
    """

    tab: str
    key: str
    row: Row


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything one cycle writes, and the receipt that proves it.

    `lists`: what the dropdown under Decision is to offer on the tab Cases, by reference: in every row that is
    not named, what the whole column offers. Only what differs is written. None: they are left as they are.
    `words`: what copies of lists in other spreadsheets are to say; the same holds for them.
    """

    receipt: str
    rows: tuple[NewRow, ...] = ()
    cells: tuple[CellWrite, ...] = ()
    named: tuple[Naming, ...] = ()
    lists: Mapping[str, Words] | None = None
    words: Mapping[str, Words] | None = None

    @property
    def says_anything(self) -> bool:
        """Whether there is anything to write."""
        told = self.lists is not None or self.words is not None
        return told or bool(self.rows or self.cells or self.named)


@dataclass(frozen=True, slots=True)
class Written:
    """A batch was applied; `skipped` are the compare-and-sets where a human was first."""

    skipped: tuple[CellWrite, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Sheet:
    """A tab as it stands: its title, and its rows of cells from the first.

    `merged`: areas as (top, left, bottom, right), from 1, ends included; only the first cell holds a value.
    """

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


class State(StrEnum):
    """How a thing stands that was looked at: well; for a person to look at; to be put right."""

    OK = "ok"
    LOOK = "look"
    WRONG = "problem"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a register says of itself when it is checked, in a sentence or two with what to do."""

    text: str
    state: State = State.OK


class Register(Protocol):
    """Three verbs, over a workbook or a Google Sheet."""

    def prepare(self) -> None:
        """Make what is missing (tabs, headers, looks), change nothing that is there. Idempotent.

        Raises `RegisterBusy`, `RegisterBroken`, `RegisterUnreachable`.
        """
        ...

    def read(self) -> Picture:
        """One read. Raises `RegisterBusy`, `RegisterBroken`, `RegisterUnreachable`."""
        ...

    def write(self, batch: Batch, picture: Picture) -> Written:
        """Apply the batch atomically. A row whose key is already in the register is not made again.

        Raises `RegisterMoved` (not applied, read again), `RegisterBusy` and `RegisterUnreachable` (not
        applied), `RegisterBroken`, or `OutcomeUnknown`.
        """
        ...


@runtime_checkable
class Described(Protocol):
    """A register that can be checked."""

    def describe(self) -> list[Told]:
        """A line for each thing that was looked at. Raises what `Register.read` and `write` raise."""
        ...


@runtime_checkable
class HasCopies(Protocol):
    """A register that may have copies beside it which nobody reads: two truths (TRUST.md, xlsx faults)."""

    def copies(self) -> tuple[list[str], str]:
        """Their names, and one plain sentence with what to do; empty both where there are none."""
        ...


@runtime_checkable
class KeptApart(Protocol):
    """A register of several spreadsheets."""

    @property
    def kept_apart(self) -> str:
        """Which tabs live where, in words that change with it."""
        ...


@runtime_checkable
class LooksAhead(Protocol):
    """A register that can tell cheaply, before a write, that it would be refused."""

    def ready(self, picture: Picture) -> None:
        """Raises what `Register.write` would raise for that picture, as far as it can be told now."""
        ...


@runtime_checkable
class Shows(Protocol):
    """A register that can be looked at as a person sees it."""

    def sheets(self) -> list[Sheet]:
        """Every tab that is not hidden, with its cells as they stand. Raises as `Register.read` does."""
        ...


@runtime_checkable
class CanBeAdopted(Shows, Protocol):
    """A spreadsheet that may be somebody's own, and becomes the register beside what is there."""

    def titles(self) -> list[str]:
        """What all tabs are called, the hidden ones too. Raises as `Register.read` does."""
        ...

    def settle_in(self) -> None:
        """As `Register.prepare`, but every tab of theirs is left alone, whatever it is called."""
        ...


@runtime_checkable
class TakesWord(Protocol):
    """A register that may have to ask a person what a write of its own came to (`RegisterUnsure`)."""

    def take_as_it_stands(self) -> None:
        """A person has looked: all is as it should be, whatever the write did of which it could not be told.

        Where the last look could tell, or waits for a write that may still be made, this changes nothing.
        """
        ...


@runtime_checkable
class Versioned(Protocol):
    """A register that can tell cheaply whether anybody changed it since a picture was taken."""

    def version(self) -> str:
        """Compares equal to `Picture.version` only while nothing has changed."""
        ...
