"""A register of several spreadsheets: tabs that live in one of their own, with a sharing of its own (G-11).

Each is read and written by the adapter that there is for it, so that a cycle costs one read for each, and one
write for each in which something changes. A batch is atomic within a spreadsheet only. Across them it is
done in a fixed order, the one with Cases last: its receipt proves the whole batch. The others get a receipt
that says it was begun; after a crash or a refusal between the two the same batch is written again, and each
spreadsheet that has its receipt is left as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sheets.columns import BY_NAME, CASES, RECEIPTS, TABS, TabLayout
from sheets.register import (
    Batch,
    CellWrite,
    Described,
    HasCopies,
    LooksAhead,
    Picture,
    Register,
    RegisterError,
    RegisterMoved,
    Sheet,
    Shows,
    State,
    Tab,
    TakesWord,
    Told,
    Versioned,
    Written,
)

MAY_BE_APART = ("contacts", "availability", "time", "key_dates", "attention", "dashboard")
"""Tabs that no other tab's formulas or dropdowns look to."""

BEGUN = "begun "
"""How the receipt begins in a spreadsheet that is not the last of its batch."""


def layouts_apart(names: Iterable[str]) -> tuple[TabLayout, ...]:
    """These tabs as they are in a spreadsheet of their own: without dropdowns, whose lists are not there."""
    found, wanted = [], set(names)
    for tab in (tab for tab in TABS if tab.name in wanted):
        plain = tuple(replace(column, choices="") for column in tab.columns)
        found.append(replace(tab, columns=plain) if plain != tab.columns else tab)
    return (*found, RECEIPTS)


def layouts_left(names: Iterable[str]) -> tuple[TabLayout, ...]:
    """The tabs of the spreadsheet with Cases, where these live elsewhere."""
    apart = set(names)
    return tuple(tab for tab in TABS if tab.name not in apart)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the spreadsheets, and the canonical names of the tabs that are read and written there."""

    register: Register
    tabs: frozenset[str]

    @property
    def which(self) -> str:
        """A sentence that tells it from the one with Cases; empty for that."""
        if CASES.name in self.tabs:
            return ""
        titles = " and ".join(BY_NAME[name].title for name in sorted(self.tabs))
        return f" This is about the spreadsheet that holds {titles} (apart, in the section register)."

    @contextmanager
    def named(self) -> Iterator[Register]:
        """Its register; what goes wrong there says where."""
        try:
            yield self.register
        except RegisterError as error:
            error.args = (f"{error}{self.which}", *error.args[1:])
            raise


class ApartRegister:
    """A `Register` over several; `parts` in the order of writing, the one with Cases last."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = tuple(parts)
        self._last: tuple[Picture, tuple[Picture, ...]] | None = None

    @property
    def kept_apart(self) -> str:
        """Which tabs live where, in a word that changes with it: then they are made there."""
        return " | ".join(" ".join(sorted(part.tabs)) for part in self._parts)

    def prepare(self) -> None:
        """See `Register.prepare`."""
        for part in self._parts:
            with part.named() as register:
                register.prepare()

    def read(self) -> Picture:
        """One read for each spreadsheet. See `Register.read`."""
        pictures = tuple(_read(part) for part in self._parts)
        if self._last is not None and all(map(_is, pictures, self._last[1])):
            return self._last[0]
        tabs: dict[str, Tab] = {}
        for part, picture in zip(self._parts, pictures, strict=True):
            tabs |= {name: tab for name, tab in picture.tabs.items() if name in part.tabs}
        receipts = frozenset[str]().union(*(picture.receipts for picture in pictures))
        begun = {key.removeprefix(BEGUN) for key in receipts if key.startswith(BEGUN)}
        whole = Picture(
            {tab.name: tabs[tab.name] for tab in TABS if tab.name in tabs},
            receipts,
            _together([picture.version for picture in pictures]),
            tuple(sentence for picture in pictures for sentence in picture.problems),
            frozenset(begun - receipts),
            frozenset(key.removeprefix(BEGUN) for picture in pictures for key in picture.undecided),
            tuple(write for picture in pictures for write in picture.skipped),
        )
        self._last = whole, pictures
        return whole

    def write(self, batch: Batch, picture: Picture) -> Written:
        """One write for each spreadsheet in which something changes. See `Register.write`.

        A refusal by any but the first leaves a part applied: the next picture says so (`begun`), and the
        same batch written again goes on. Where an answer was lost, and the change may still be made, the
        picture says that too (`undecided`).
        """
        if self._last is None or self._last[0] is not picture:
            raise RegisterMoved("The register is read again before it is written.")
        pictures, self._last = self._last[1], None
        skipped: list[CellWrite] = []
        steps = [
            (part, own, known)
            for part, known in zip(self._parts, pictures, strict=True)
            if (own := _own(batch, part.tabs)) is not None
        ]
        for part, _, known in steps:
            with part.named() as register:
                if isinstance(register, LooksAhead):
                    register.ready(known)
        for at, (part, own, known) in enumerate(steps, 1):
            receipt = batch.receipt if at == len(steps) else BEGUN + batch.receipt
            with part.named() as register:
                skipped += register.write(replace(own, receipt=receipt), known).skipped
        return Written(tuple(skipped))

    def version(self) -> str:
        """See `Versioned`; empty, which is never what was read, where one of them cannot tell."""
        return _together(
            [part.register.version() if isinstance(part.register, Versioned) else "" for part in self._parts]
        )

    def take_as_it_stands(self) -> None:
        """See `TakesWord`."""
        for part in self._parts:
            if isinstance(part.register, TakesWord):
                part.register.take_as_it_stands()

    def copies(self) -> tuple[list[str], str]:
        """See `HasCopies`."""
        found = [part.register.copies() for part in self._parts if isinstance(part.register, HasCopies)]
        return [name for names, _ in found for name in names], " ".join(told for _, told in found if told)

    def sheets(self) -> list[Sheet]:
        """See `Shows`; of each spreadsheet all tabs, the one with Cases first."""
        parts = [part.register for part in reversed(self._parts) if isinstance(part.register, Shows)]
        return [sheet for register in parts for sheet in register.sheets()]

    def describe(self) -> list[Told]:
        """What each says of itself, the one with Cases first. See `Described`."""
        return [line for part in reversed(self._parts) for line in _described(part)]

    @property
    def calls(self) -> int:
        """Requests made so far, where they are counted."""
        return sum(getattr(part.register, "calls", 0) for part in self._parts)

    def close(self) -> None:
        """Close the connections."""
        for part in self._parts:
            if close := getattr(part.register, "close", None):
                close()


def _read(part: Part) -> Picture:
    with part.named() as register:
        return register.read()


def _described(part: Part) -> list[Told]:
    """What it says of itself; of what is wrong, where."""
    with part.named() as register:
        lines = register.describe() if isinstance(register, Described) else []
    return [line if line.state is State.OK else replace(line, text=line.text + part.which) for line in lines]


def _is(one: object, other: object) -> bool:
    return one is other


def _together(versions: Sequence[str]) -> str:
    """One version of several; empty where one of them is not known."""
    if not all(versions):
        return ""
    return hashlib.sha256("\n".join(versions).encode()).hexdigest()


def _own(batch: Batch, tabs: frozenset[str]) -> Batch | None:
    """What of the batch is for these tabs; None if nothing is."""
    own = Batch(
        batch.receipt,
        tuple(row for row in batch.rows if row.tab in tabs),
        tuple(write for write in batch.cells if write.tab in tabs),
        tuple(naming for naming in batch.named if naming.tab in tabs),
        batch.lists if CASES.name in tabs else None,
    )
    return own if own.rows or own.cells or own.named or own.lists is not None else None
