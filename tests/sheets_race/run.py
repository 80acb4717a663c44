"""One seed: cycles of read and write against the coordinator, and the count of what went wrong."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sheets.columns import CONTACTS
from sheets.google import LATE
from sheets.google_http import Patience
from sheets.notebook import LooseNotes
from sheets.register import (
    STILL_OPEN,
    Batch,
    Cell,
    CellWrite,
    Naming,
    NewRow,
    OutcomeUnknown,
    Picture,
    Register,
    RegisterBroken,
    RegisterError,
    RegisterUnsure,
    Words,
    Written,
)
from tests.sheets_emulator import Human
from tests.sheets_emulator.ways import OTHERWISE, USUAL, Ways
from tests.sheets_race.actor import BESIDE, COLUMNS, ROWS, Actor
from tests.sheets_race.fate import Fate
from tests.sheets_race.ground import Ground, Tally, Truth
from tests.support.apart_register import PLACES, Places, apart_over, google_apart_server
from tests.support.google_register import google_server, register_over
from tests.support.stopping import Stopped

START, CYCLES = 12, 12
ENOUGH, AT_MOST = 3, 8
"""Cycles confirmed in which nobody comes between, and how many it may take until they were."""


def ref(number: int) -> str:
    return f"C-2026-{number:04d}"


def new(number: int) -> NewRow:
    return NewRow("cases", ref(number), {"ref": ref(number), "status": "New", "why": f"why {number}"})


def new_contact(number: int) -> NewRow:
    cells: dict[str, Cell] = {
        "ref": ref(number),
        "name": f"Member {number}",
        "email": f"{number}@home.example",
    }
    return NewRow("contacts", ref(number), cells)


@dataclass(slots=True)
class Race:
    """The service's side of it: what it knows, what it wants, what is not confirmed yet."""

    begin_anew: Callable[[], Any]  # makes the register, as a process that has just begun has it
    fate: Fate
    ground: Ground
    actor: Actor
    chance: random.Random
    beside: Actor | None = None  # who works on Contacts, in a spreadsheet of its own
    roster: Human | None = None  # who works on Caseworkers, where names are copied from there
    tally: Tally = field(default_factory=Tally)
    truth: Truth = field(default_factory=dict)
    waiting: list[NewRow] = field(default_factory=list)
    batch: Batch | None = None  # the write whose outcome is open
    open: dict[CellWrite, str] = field(default_factory=dict)  # its compare-and-sets, with the marks they mean
    number: int = 0
    names: dict[str, str] = field(
        default_factory=dict
    )  # references for rows typed in, with the marks they mean
    lists: dict[str, Words] = field(default_factory=dict)  # what rows shall offer that their column does not
    waits: random.Random = field(default_factory=lambda: random.Random(1))  # says which cases wait

    register: Any = None

    @property
    def actors(self) -> tuple[Actor, ...]:
        return (self.actor, self.beside) if self.beside else (self.actor,)

    def _ground(self, tab: str) -> Ground:
        return next(actor.ground for actor in self.actors if actor.ground.layout.name == tab)

    def begin(self) -> None:
        """The first rows, and a coordinator's notes in them."""
        self._restart()
        self.register.prepare()
        for actor in self.actors:
            actor.ground.begin()
        for number in range(1, START + 1):
            self._want(number)
        self.register.write(Batch("first", tuple(self.waiting)), self.register.read())
        self.waiting.clear()
        for actor in self.actors:
            with actor.ground.acting():
                for row in range(1, START + 1):
                    actor.ground.sheet().set_value(row, actor.ground.column("notes") or 0, f"note {row}")
        self.fate.running.emulator.forget()
        self.number = START

    def _restart(self) -> None:
        if self.register is not None:
            self.register.close()
        self.register = self.begin_anew()

    def _want(self, number: int) -> None:
        row = new(number)
        self.truth[row.key] = {name: value for name, value in row.cells.items() if name != "status"}  # type: ignore[misc]
        for one in (row, new_contact(number)) if self.beside else (row,):
            self.waiting.append(one)
            self._ground(one.tab).made[one.key] = one

    def cycle(self, *, quiet: bool = False) -> bool:
        """One read and one write, with all that comes between them. Whether the write was confirmed."""
        self.open = {
            write: mark for write, mark in self.open.items() if mark not in self._ground(write.tab).touched
        }
        self._untouched()
        for actor in self.actors:
            if actor.undo and self.chance.random() < 0.4:
                actor.put_right()
        if not quiet:
            if self.fate.rests():
                self._restart()
            self._arm()
        known: set[str] | None = None
        try:
            known = self._work(quiet)
        except Stopped:
            self._restart()
        except RegisterBroken as broken:
            self.tally.alerts += 1
            self.fate.calm()
            undone = [actor.put_right() for actor in self.actors if actor.undo]
            if isinstance(broken, RegisterUnsure) and not undone:  # all is as they had it, and still
                for actor in self.actors:
                    actor.look_over(broken.put)
                self.register.take_as_it_stands()
        except RegisterError:
            known = None
        self.fate.calm()
        self.tally.cycles += not quiet
        if known is not None:
            self.ground.check(self.truth, known, self.tally)
            if self.beside:
                self.beside.ground.check({}, set(), self.tally)
        return known is not None

    def _untouched(self) -> None:
        for actor in self.actors:
            actor.ground.touched.clear()

    def _act(self) -> None:
        """One of those who work in it does one thing."""
        (self.chance.choice(self.actors) if self.beside else self.actor).act()

    def _arm(self) -> None:
        emulator = self.fate.running.emulator
        emulator.before_apply(self._act, times=self.chance.randint(0, 3))
        if self.chance.random() < 0.3:
            emulator.before_read(self._act)
        self.fate.arm()

    def _work(self, quiet: bool) -> set[str]:
        picture = self.register.read()
        if self.batch is not None and self.batch.receipt in picture.undecided:
            raise OutcomeUnknown(STILL_OPEN)  # its compare-and-sets may still come
        picture = self._settled(picture)
        self._swapped(self.open, None)
        self.open = {}
        self._named()
        self._untouched()  # what was done until now has been read
        refs = [row.text("ref") for row in picture.tabs["cases"].rows]
        known = {each for each in refs if each in self.truth and refs.count(each) == 1}
        if not quiet:
            self.number += 1
            self._want(self.number)
            for each in self.chance.sample(sorted(known), min(4, len(known))):
                self.truth[each][self.chance.choice(["offer", "suggestion"])] = f"ours {self.number} {each}"
            self._choose_lists(known | {row.key for row in self.waiting})
            if self.roster:
                row = self.chance.randint(2, 6)
                self.roster.edit("Caseworkers", row, "Name", f"Person {self.number}" if row > 3 else None)
        batch = Batch(
            f"r{self.tally.cycles}-{self.number}-{quiet}",
            tuple(self.waiting),
            self._cells(picture, known, quiet),
            self._names(picture),
            dict(self.lists),
            picture.words,
        )
        self.batch = batch
        self.open = {write: self._mark(write) for write in batch.cells if write.expected is not None}
        written = self.register.write(batch, picture)
        self.waiting.clear()
        self._swapped(self.open, written)
        self.open = {}
        self._named()
        return known

    def _choose_lists(self, refs: set[str]) -> None:
        """A few cases are decided, and a few more wait: what their rows offer is another."""
        for each in self.waits.sample(sorted(refs), min(3, len(refs))):
            if self.lists.pop(each, None) is None or self.waits.random() < 0.5:
                self.lists[each] = ("Approve", f"Ana for {each}", f"Ben {self.number}")

    def check_lists(self) -> None:
        """After a cycle in which nobody came between, no row offers what another should."""
        for each in self.ground.refs():
            if self.ground.row_of(each) is not None and each in self.truth:
                stands = self.ground.own_list(each)
                if stands != self.lists.get(each):
                    self.tally.lists += 1
                    self.tally.told.append(f"{each} offers {stands!r} instead of {self.lists.get(each)!r}")
        if self.register.read().words is not None:
            self.tally.lists += 1
            self.tally.told.append("the copy of a list says something else than the list")

    def _settled(self, picture: Picture) -> Picture:
        """What became of the last write, told by its receipt; the rest of one that was begun is written."""
        batch = self.batch
        if batch is not None and batch.receipt in picture.begun:
            self._untouched()
            left = [write for write in batch.cells if write.expected is not None and write.tab == "cases"]
            self.open |= {write: self._mark(write) for write in left}
            written = self.register.write(batch, picture)
            self._swapped({write: self.open.pop(write) for write in left}, written)
            picture = self.register.read()
        if batch is not None and batch.receipt in picture.receipts:
            self.waiting.clear()
        self.batch = None
        return picture

    def _names(self, picture: Picture) -> tuple[Naming, ...]:
        """A reference for a row that a person has typed in without one."""
        typed = [
            row
            for row in picture.tabs["cases"].rows
            if row.text("notes").startswith("a call") and not row.text("ref")
        ]
        if not typed:
            return ()
        self.ground.adopt()
        self.ground.mark_new()
        one, sheet = typed[self.number % len(typed)], self.ground.sheet()
        notes, key = self.ground.column("notes"), self.ground.column("ref")
        rows = [
            row for row in range(len(sheet.rows)) if sheet.cell(row, notes or 0).value == one.text("notes")
        ]
        if notes is None or key is None or len(rows) != 1:
            return ()
        given = f"C-2027-{len(self.names) + 1:04d}"
        self.names[given] = self.ground.mark(rows[0], key)
        return (Naming("cases", given, one),)

    def _named(self) -> None:
        """A reference that stands where it was meant to is what must stand there from now on."""
        values = self.ground.values()
        for given, mark in self.names.items():
            if values.get(mark) == given and self.ground.expected.get(mark, "") is None:
                self.ground.expected[mark] = given

    def _cells(self, picture: Picture, known: set[str], quiet: bool) -> tuple[CellWrite, ...]:
        rows = {row.text("ref"): row for row in picture.tabs["cases"].rows if row.text("ref") in known}
        writes = [
            CellWrite("cases", each, name, value)
            for each, row in rows.items()
            for name in sorted(self.ground.ours)
            if (value := self.truth[each].get(name)) != row.cells.get(name)
        ]
        if not quiet and rows:
            one = self.chance.choice(sorted(rows))
            writes.append(
                CellWrite("cases", one, "status", f"Active {self.number}", rows[one].text("status"))
            )
            if self.beside:
                writes += self._corrected(picture)
        return tuple(writes)

    def _corrected(self, picture: Picture) -> list[CellWrite]:
        """Another address that a member gave, for one of them."""
        rows = [row for row in picture.tabs["contacts"].rows if row.text("ref") in self.truth]
        refs = Counter(row.text("ref") for row in rows)
        one = self.chance.choice(rows) if rows else None
        if one is None or refs[one.text("ref")] > 1:
            return []
        new_one = f"{self.number}@private.example"
        return [CellWrite("contacts", one.text("ref"), "email", new_one, one.text("email"))]

    def _mark(self, write: CellWrite) -> str:
        """The mark of the cell that is meant."""
        ground = self._ground(write.tab)
        ground.adopt()
        ground.mark_new()
        row, column = ground.row_of(write.key), ground.column(write.column)
        return "" if row is None or column is None else ground.mark(row, column)

    def _swapped(self, swaps: dict[CellWrite, str], written: Written | None) -> None:
        """A compare-and-set that was made is what must stand, unless a person came after it."""
        for write, mark in swaps.items():
            ground = self._ground(write.tab)
            if mark not in ground.expected or mark in ground.touched:
                continue
            sure = (
                written is not None and self._mark(write) == mark
            )  # else its reference was cleared or doubled
            made = ground.values().get(mark) == write.value
            if (write not in written.skipped) if sure and written else made:
                ground.expected[mark] = write.value  # type: ignore[assignment]
            elif not sure:
                ground.accept_in_copies(write.key, write.column, write.value)


PLANTED = ("hasty", "forgetful")
"""What the service once did: it dropped a write at once that a look did not find, and forgot with each start
what it had sent. A race that does not catch them proves nothing."""


def race(
    seed: int, folder: Path, cycles: int = CYCLES, rows: tuple[str, ...] = ROWS, planted: str = ""
) -> Tally:
    """All of one seed. In even ones people work on columns too; every third server is the other way round."""
    chance = random.Random(seed)
    acts = (*rows, *COLUMNS) if seed % 2 == 0 else rows
    with google_server(folder, _ways(seed)) as (_, running):
        fate = Fate(seed, running, chance, beside=False)
        ground = Ground(running.human())
        begin = _process(partial(register_over, running), fate, planted)
        return _raced(Race(begin, fate, ground, Actor(ground, chance, acts), chance), cycles)


def race_apart(
    seed: int, folder: Path, cycles: int = CYCLES, planted: str = "", places: Places = PLACES
) -> Tally:
    """The same with Contacts, and some other tabs, in spreadsheets of their own; people work in two of them,
    and where Caseworkers is in one of its own, in three.

    `calls` are those for each spreadsheet.
    """
    chance = random.Random(seed)
    columns = COLUMNS if seed % 2 == 0 else ()
    at = {name: place for place, names in places.items() for name in names}
    with google_apart_server(folder, _ways(seed), places) as (_, running, others):
        fate = Fate(seed, running, chance, beside=True)
        ground, beside = Ground(running.human()), Ground(others[at["contacts"]].human(), CONTACTS)
        roster = others[at["caseworkers"]].human() if "caseworkers" in at else None
        actor, other = Actor(ground, chance, (*ROWS, *columns)), Actor(beside, chance, (*BESIDE, *columns))
        begin = _process(partial(apart_over, running, others, places), fate, planted)
        tally = _raced(Race(begin, fate, ground, actor, chance, other, roster), cycles)
        tally.calls //= 1 + len(others)
        return tally


def _process(make: Callable[..., Register], fate: Fate, planted: str) -> Callable[[], Register]:
    """Makes the register as a process has it that has just begun; the notebook outlasts it."""
    patience = Patience(sleep=fate.clock.sleep, clock=fate.mortal, chance=lambda: 1.0)
    notebook, late = LooseNotes(), 0.0 if planted == "hasty" else LATE

    def begin() -> Register:
        kept = LooseNotes() if planted == "forgetful" else notebook
        return make(patience=patience, notebook=kept, late=late)

    return begin


def _ways(seed: int) -> Ways:
    return OTHERWISE if seed % 3 == 0 else USUAL


def _raced(run: Race, cycles: int) -> Tally:
    run.begin()
    for _ in range(cycles):
        run.cycle()
    run.tally.calls = run.fate.running.emulator.counts().total()
    for actor in run.actors:
        actor.put_right()
    confirmed = 0
    for _ in range(AT_MOST):
        if run.cycle(quiet=True):
            run.check_lists()
            confirmed += 1
        if confirmed == ENOUGH:
            break
    else:
        run.tally.stuck += 1
        run.tally.told.append("it does not come to rest")
    run.register.close()
    run.tally.told = [f"seed {run.fate.seed}: {each}" for each in run.tally.told]
    return run.tally
