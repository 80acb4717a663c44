"""One seed: cycles of read and write against the coordinator, and the count of what went wrong."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

from sheets.google import GoogleRegister
from sheets.register import (
    Batch,
    CellWrite,
    Naming,
    NewRow,
    Picture,
    RegisterBroken,
    RegisterError,
    Words,
    Written,
)
from tests.sheets_emulator import Running
from tests.sheets_emulator.ways import OTHERWISE, USUAL
from tests.sheets_race.actor import COLUMNS, ROWS, Actor
from tests.sheets_race.ground import OURS, Ground, Tally, Truth
from tests.support.google_register import google_server

START, CYCLES = 12, 12
LOST = 0.3
ANSWERS = ("500", "502", "503", "reset", "truncated", "429")


def ref(number: int) -> str:
    return f"C-2026-{number:04d}"


def new(number: int) -> NewRow:
    return NewRow("cases", ref(number), {"ref": ref(number), "status": "New", "why": f"why {number}"})


@dataclass(slots=True)
class Race:
    """The service's side of it: what it knows, what it wants, what is not confirmed yet."""

    register: GoogleRegister
    running: Running
    ground: Ground
    actor: Actor
    chance: random.Random
    tally: Tally = field(default_factory=Tally)
    truth: Truth = field(default_factory=dict)
    waiting: list[NewRow] = field(default_factory=list)
    receipt: str = ""  # of the write whose outcome is open
    open: dict[CellWrite, str] = field(default_factory=dict)  # its compare-and-sets, with the marks they mean
    number: int = 0
    names: dict[str, str] = field(
        default_factory=dict
    )  # references for rows typed in, with the marks they mean
    lists: dict[str, Words] = field(default_factory=dict)  # what rows shall offer that their column does not
    waits: random.Random = field(default_factory=lambda: random.Random(1))  # says which cases wait

    def begin(self) -> None:
        """The first rows, and a coordinator's notes in them."""
        self.register.prepare()
        self.ground.begin()
        for number in range(1, START + 1):
            self._want(new(number))
        self.register.write(Batch("first", tuple(self.waiting)), self.register.read())
        self.waiting.clear()
        with self.ground.acting():
            for row in range(1, START + 1):
                self.ground.sheet().set_value(row, self.ground.column("notes") or 0, f"note {row}")
        self.running.emulator.forget()
        self.number = START

    def _want(self, row: NewRow) -> None:
        self.waiting.append(row)
        self.ground.made[row.key] = row
        self.truth[row.key] = {name: value for name, value in row.cells.items() if name != "status"}  # type: ignore[misc]

    def cycle(self, *, quiet: bool = False) -> bool:
        """One read and one write, with all that comes between them. Whether the write was confirmed."""
        self.open = {write: mark for write, mark in self.open.items() if mark not in self.ground.touched}
        self.ground.touched.clear()
        if self.actor.undo and self.chance.random() < 0.4:
            self.actor.put_right()
        if not quiet:
            self._arm()
        known: set[str] | None = None
        try:
            known = self._work(quiet)
        except RegisterBroken:
            self.tally.alerts += 1
            self._calm()
            self.actor.put_right()
        except RegisterError:
            known = None
        self._calm()
        self.tally.cycles += not quiet
        if known is not None:
            self.ground.check(self.truth, known, self.tally)
        return known is not None

    def _arm(self) -> None:
        emulator = self.running.emulator
        emulator.before_apply(self.actor.act, times=self.chance.randint(0, 3))
        if self.chance.random() < 0.3:
            emulator.before_read(self.actor.act)
        if self.chance.random() < LOST:
            kind, after = self.chance.choice(ANSWERS), self.chance.random() < 0.6
            skip = self.chance.choice([0, 0, 0, 1])
            self.running.fail(
                kind, method="POST", path=":batchUpdate", after=after and kind != "429", skip=skip
            )
            if self.chance.random() < LOST:
                self.running.fail("503", method="GET", times=self.chance.choice([1, 9]), skip=1)

    def _calm(self) -> None:
        for waiting in self.running.emulator.hooks.values():
            waiting.clear()
        self.running.emulator.faults.clear()

    def _work(self, quiet: bool) -> set[str]:
        picture = self.register.read()
        if self.receipt and self.receipt in picture.receipts:
            self.waiting.clear()
        self.receipt = ""
        self._swapped(self.open, None)
        self.open = {}
        self._named()
        self.ground.touched.clear()  # what was done until now has been read
        refs = [row.text("ref") for row in picture.tabs["cases"].rows]
        known = {each for each in refs if each in self.truth and refs.count(each) == 1}
        if not quiet:
            self.number += 1
            self._want(new(self.number))
            for each in self.chance.sample(sorted(known), min(4, len(known))):
                self.truth[each][self.chance.choice(["offer", "suggestion"])] = f"ours {self.number} {each}"
            self._choose_lists(known | {row.key for row in self.waiting})
        batch = Batch(
            f"r{self.tally.cycles}-{self.number}-{quiet}",
            tuple(self.waiting),
            self._cells(picture, known, quiet),
            self._names(picture),
            dict(self.lists),
        )
        self.receipt = batch.receipt
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
            for name in sorted(OURS)
            if (value := self.truth[each].get(name)) != row.cells.get(name)
        ]
        if not quiet and rows:
            one = self.chance.choice(sorted(rows))
            writes.append(
                CellWrite("cases", one, "status", f"Active {self.number}", rows[one].text("status"))
            )
        return tuple(writes)

    def _mark(self, write: CellWrite) -> str:
        """The mark of the cell that is meant."""
        self.ground.adopt()
        self.ground.mark_new()
        row, column = self.ground.row_of(write.key), self.ground.column(write.column)
        return "" if row is None or column is None else self.ground.mark(row, column)

    def _swapped(self, swaps: dict[CellWrite, str], written: Written | None) -> None:
        """A compare-and-set that was made is what must stand, unless a person came after it."""
        for write, mark in swaps.items():
            if mark not in self.ground.expected or mark in self.ground.touched:
                continue
            sure = (
                written is not None and self._mark(write) == mark
            )  # else its reference was cleared or doubled
            made = self.ground.values().get(mark) == write.value
            if (write not in written.skipped) if sure and written else made:
                self.ground.expected[mark] = write.value  # type: ignore[assignment]


def race(seed: int, folder: Path, cycles: int = CYCLES, rows: tuple[str, ...] = ROWS) -> Tally:
    """All of one seed. In even ones people work on columns too; every third server is the other way round."""
    chance = random.Random(seed)
    acts = (*rows, *COLUMNS) if seed % 2 == 0 else rows
    with google_server(folder, OTHERWISE if seed % 3 == 0 else USUAL) as (register, running):
        ground = Ground(running.human())
        run = Race(register, running, ground, Actor(ground, chance, acts), chance)
        run.begin()
        for _ in range(cycles):
            run.cycle()
        run.tally.calls = running.emulator.counts().total()
        run.actor.put_right()
        for _ in range(3):
            if run.cycle(quiet=True):
                run.check_lists()
    run.tally.told = [f"seed {seed}: {each}" for each in run.tally.told]
    return run.tally
