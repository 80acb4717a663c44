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

from sheets.columns import CASES, TABS, fold
from sheets.contents import COPIED, PAGE, title_of
from sheets.copied_lists import differing, words_known
from sheets.lists import LISTS
from sheets.register import (
    Batch,
    CanBeAdopted,
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

COPIES = hashlib.sha256(repr(COPIED).encode()).hexdigest()[:4]
"""Another one when a release copies lists otherwise: then the tabs are made anew."""

BEGUN = "begun "
"""How the receipt begins in a spreadsheet that is not the last of its batch."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the spreadsheets, and the canonical names of the tabs that people see there (`EVERY`)."""

    register: Register
    tabs: frozenset[str]

    @property
    def is_read(self) -> bool:
        """Whether there is anything to read or to write: nobody looks at a page that was made once."""
        return self.tabs != {PAGE}

    @property
    def which(self) -> str:
        """A sentence that tells it from the one with Cases; empty for that."""
        if CASES.name in self.tabs:
            return ""
        titles = " and ".join(title_of(name) for name in sorted(self.tabs))
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
    """A `Register` over several: the one with Cases is written last, the others as they are given."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self._parts = tuple(sorted(parts, key=lambda part: CASES.name in part.tabs))
        self._live = tuple(part for part in self._parts if part.is_read)
        self._last: tuple[Picture, tuple[Picture, ...]] | None = None

    @property
    def kept_apart(self) -> str:
        """Which tabs live where, in a word that changes with it: then they are made there."""
        parts = (" ".join(sorted(part.tabs)) for part in self._parts)
        return f"{' | '.join(parts)} {COPIES}"

    def prepare(self) -> None:
        """See `Register.prepare`."""
        for part in self._parts:
            with part.named() as register:
                register.prepare()

    def read(self) -> Picture:
        """One read for each spreadsheet. See `Register.read`."""
        pictures = tuple(_read(part) for part in self._live)
        if self._last is not None and all(map(_is, pictures, self._last[1])):
            return self._last[0]
        tabs: dict[str, Tab] = {}
        for part, picture in zip(self._live, pictures, strict=True):
            tabs |= {name: tab for name, tab in picture.tabs.items() if name in part.tabs}
        words = words_known(tabs)
        old = any(copied and differing(copied, words) for copied in map(_copied, pictures))
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
            words if old else None,
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
            for part, known in zip(self._live, pictures, strict=True)
            if (own := _own(batch, part.tabs, known)).says_anything
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
            [part.register.version() if isinstance(part.register, Versioned) else "" for part in self._live]
        )

    def take_as_it_stands(self) -> None:
        """See `TakesWord`."""
        for part in self._live:
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
        """What each says of itself, the one with Cases first, and tabs left behind. See `Described`."""
        parts = list(reversed(self._parts))
        return [line for tell in (_described, _left_behind) for part in parts for line in tell(part)]

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


def _left_behind(part: Part) -> Iterator[Told]:
    """Tabs that stand there too though they live elsewhere: what is typed into them nobody reads."""
    with part.named() as register:
        titles = register.titles() if isinstance(register, CanBeAdopted) else []
    called = {fold(title) for title in titles}
    for tab in (*TABS, LISTS):
        if not tab.hidden and tab.name not in part.tabs and fold(tab.title) in called:
            yield Told(
                f"A tab {tab.title} stands there that is not read: the register's lives elsewhere (apart, in "
                "the section register). Bring over what is missing there, and delete it."
                + (part.which or f" This is about the spreadsheet that holds {CASES.title}."),
                State.LOOK,
            )


def _is(one: object, other: object) -> bool:
    return one is other


def _together(versions: Sequence[str]) -> str:
    """One version of several; empty where one of them is not known."""
    if not all(versions):
        return ""
    return hashlib.sha256("\n".join(versions).encode()).hexdigest()


def _copied(picture: Picture) -> Tab | None:
    """The hidden tab of copies, if there is one and it is as it must be."""
    tab = picture.tabs.get(COPIED.name)
    return tab if tab is not None and tab.columns else None


def _own(batch: Batch, tabs: frozenset[str], known: Picture) -> Batch:
    """What of the batch is for the spreadsheet with these tabs, which stands as it is `known`."""
    copied = _copied(known)
    return Batch(
        batch.receipt,
        tuple(row for row in batch.rows if row.tab in tabs),
        (
            *(write for write in batch.cells if write.tab in tabs),
            *(differing(copied, batch.words) if copied and batch.words is not None else ()),
        ),
        tuple(naming for naming in batch.named if naming.tab in tabs),
        batch.lists if CASES.name in tabs else None,
    )
