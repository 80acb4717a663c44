"""The same against the whole engine: forms come, turns go by, and people work in the sheet all the while.

What the register's own race cannot show: that the engine neither writes a thing anew that may still come, nor
takes for hers what was ours, whenever the service stops and is begun again.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casework.calendar import local_day
from jobs.journal import cases
from sheets.api import raw_of
from sheets.notebook import LooseNotes
from sheets.register import Batch, Picture, Written
from sheets.rows import case_cells
from tests.sheets_race.actor import Actor
from tests.sheets_race.fate import Fate
from tests.sheets_race.ground import Ground, Tally, Truth
from tests.support.google_desk import GoogleDesk, google_desk
from tests.support.stopping import Stopped

START, CYCLES, AT_MOST = 5, 10, 14
ACTS = (
    *("edit", "edit", "sort", "sort", "filter", "insert_row", "move_row", "delete_row", "edit_ours"),
    *("insert_column", "drag_column", "drag_column", "rename_column"),
)
"""What nobody has to put right, and what is no word to the service: that answers with writes of its own."""


@dataclass(slots=True)
class Watched:
    """The register with somebody who notes which rows and which of people's cells the engine writes."""

    inner: Any
    ground: Ground
    meant: dict[str, set[object]]  # what may come to stand in a cell of people's, by its mark

    def prepare(self) -> None:
        self.inner.prepare()

    def read(self) -> Picture:
        picture: Picture = self.inner.read()
        return picture

    def write(self, batch: Batch, picture: Picture) -> Written:
        with self.ground.human.emulator.lock:
            self.ground.adopt()
            self.ground.mark_new()
            self.ground.made |= {row.key: row for row in batch.rows if row.tab == "cases"}
            for cell in batch.cells:
                row, column = self.ground.row_of(cell.key), self.ground.column(cell.column)
                if cell.tab == "cases" and cell.expected is not None and None not in (row, column):
                    mark = self.ground.mark(row or 0, column or 0)
                    self.meant.setdefault(mark, set()).add(raw_of(cell.value) or None)
        written: Written = self.inner.write(batch, picture)
        return written


@dataclass(slots=True)
class EngineRace:
    """One seed."""

    branch: GoogleDesk
    fate: Fate
    ground: Ground
    actor: Actor
    chance: random.Random
    meant: dict[str, set[object]]
    tally: Tally = field(default_factory=Tally)
    forms: int = 0

    def form(self) -> None:
        """A member writes."""
        self.forms += 1
        assert self.branch.desk is not None
        self.branch.desk.form(f"Mo Adeyemi {self.forms}", f"mo{self.forms}@home.example")

    def cycle(self, *, quiet: bool = False) -> bool:
        """One turn, with all that comes between. Whether the register was read and written in it."""
        if not quiet:
            if self.fate.rests():
                self.branch.start()
            if self.chance.random() < 0.5:
                self.form()
            emulator = self.fate.running.emulator
            emulator.before_apply(self.actor.act, times=self.chance.randint(0, 2))
            if self.chance.random() < 0.5:
                emulator.before_read(self.actor.act)
            self.fate.arm()
        try:
            done = "register" not in self.branch.turn().troubles
        except Stopped:
            self.branch.start()
            done = False
        self.fate.calm()
        self.tally.cycles += not quiet
        if done:
            self._check({})
        return done

    def _check(self, truth: Truth) -> None:
        """Whatever the engine has set on purpose is what stands; of all else nothing may be another."""
        self.ground.adopt()
        values = self.ground.values()
        for mark, meant in self.meant.items():
            if values.get(mark) in meant and mark in self.ground.expected:
                self.ground.expected[mark] = values[mark]
        self.ground.check(truth, set(truth), self.tally)

    def finish(self) -> None:
        """Nobody comes between any more: at rest every case is there once, and says what it should."""
        for _ in range(AT_MOST):
            if self.cycle(quiet=True) and self.cycle(quiet=True):
                break
        else:
            self.tally.stuck += 1
        self.ground.touched.clear()
        assert self.branch.desk is not None
        world, now = self.branch.desk.world, self.branch.desk.now
        with world.journal.begin() as book:
            known = [case for case in cases.all_cases(book) if not case.row_gone]
        today = local_day(now, world.policy)
        cells = {case.ref: case_cells(case, world.policy, today) for case in known}
        self._check(
            {ref: {name: raw_of(value) or None for name, value in own.items()} for ref, own in cells.items()}  # type: ignore[misc]
        )
        self.tally.missing += sum(ref not in self.ground.refs() for ref in cells)
        self.tally.missing += self.forms - len(known) - len(self.ground.deleted)


def race_engine(seed: int, folder: Path, cycles: int = CYCLES, planted: str = "") -> Tally:
    """All of one seed; `calls` are those of a turn."""
    chance = random.Random(seed)
    with google_desk(folder) as branch, _as_planted(branch, planted):
        fate = Fate(seed, branch.running, chance, beside=False, between=0.0, clock=branch.clock)
        ground = Ground(branch.running.human())
        ground.begin()
        meant: dict[str, set[object]] = {}
        actor = Actor(ground, chance, ACTS, theirs=("notes", "outcome"), fewest=3)
        run = EngineRace(branch, fate, ground, actor, chance, meant)
        branch.wrap = lambda register: Watched(register, ground, meant)
        branch.asked = lambda: fate.mortal() and None
        branch.start()
        for _ in range(START):
            run.form()
        for _ in range(2):
            run.cycle(quiet=True)
        branch.running.emulator.forget()
        for _ in range(cycles):
            run.cycle()
        run.tally.calls = branch.running.emulator.counts().total()
        run.finish()
    run.tally.told = [f"engine, seed {seed}: {each}" for each in run.tally.told]
    return run.tally


@contextmanager
def _as_planted(branch: GoogleDesk, planted: str) -> Iterator[None]:
    if planted == "hasty":
        branch.late = 0.0
    if planted == "forgetful":
        branch.notebook = lambda journal: LooseNotes()
    yield
