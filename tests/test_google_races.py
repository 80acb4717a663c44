"""A person works in the sheet while we do, at random but by seed: no cell of theirs is lost, ours end right.

The person acts inside the server just before our writes apply, up to three times a cycle; answers are lost
too.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sheets.google import GoogleRegister
from sheets.register import Batch, CellWrite, NewRow, OutcomeUnknown, RegisterMoved, Written
from tests.sheets_emulator import Human, Running
from tests.support.google_register import google_server

CYCLES = 12
START = 15
Line = dict[str, object]


def ref(number: int) -> str:
    return f"C-2026-{number:04d}"


def new(number: int) -> NewRow:
    return NewRow("cases", ref(number), {"ref": ref(number), "status": "New", "why": f"why {number}"})


@dataclass
class Worker:
    """The person: does things, and remembers what must still be so afterwards."""

    human: Human
    chance: random.Random
    kinds: tuple[str, ...]
    notes: dict[str, str] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    columns: int = 0

    def act(self) -> None:
        kind = self.chance.choice(self.kinds)
        refs = [str(line["Ref"]) for line in self.human.rows("Cases") if line.get("Ref")]
        one = self.chance.choice(sorted(set(refs) & set(self.notes)) or refs)
        row = self.human.find("Cases", "Ref", one)
        match kind:
            case "note":
                self.notes[one] = f"note {self.chance.random()}"
                self.human.edit("Cases", row, "Notes", self.notes[one])
            case "status":
                self.status[one] = f"Theirs {self.chance.random()}"
                self.human.edit("Cases", row, "Status", self.status[one])
            case "sort":
                header = self.chance.choice(["Ref", "Notes", "Why", "Status"])
                self.human.sort("Cases", header, self.chance.random() < 0.5)
            case "insert row":
                self.human.insert_row("Cases", self.chance.randint(2, len(refs) + 1))
            case "delete row" if len(self.deleted) < 5:
                self.human.delete_row("Cases", row)
                self.deleted.add(one)
            case "insert column":
                self.columns += 1
                header = self.chance.choice(["", f"Mine {self.columns}"])
                self.human.insert_column("Cases", self.chance.randint(0, 10), header)
            case "drag column":
                header = self.chance.choice(["Notes", "Status", "Why", "Ref", "Asked"])
                self.human.move_column("Cases", header, self.chance.randint(0, 12))


def by_ref(human: Human) -> dict[str, Line]:
    """The rows by reference; fails on a doubled one, and on a row without one that holds anything."""
    found: dict[str, Line] = {}
    for line in human.rows("Cases"):
        key = str(line["Ref"] or "")
        assert key not in found
        if key:
            found[key] = dict(line)
        else:
            assert not any(line.values())
    return found


def cycle(register: GoogleRegister, running: Running, worker: Worker, number: int, lost: float) -> None:
    picture = register.read()
    rows = {row.text("ref"): row for row in picture.tabs["cases"].rows if row.text("ref")}
    status = {key: row.text("status") for key, row in rows.items()}
    asked = {key: row.text("offer") for key, row in rows.items()}
    picks = worker.chance.sample(sorted(rows), 4)
    mine = worker.chance.choice(sorted(rows))
    swap = CellWrite("cases", mine, "status", "Active", status[mine])
    writes = (*(CellWrite("cases", key, "offer", f"asked {number}") for key in picks), swap)
    worker.status = {}
    running.emulator.before_apply(worker.act, times=worker.chance.randint(1, 3))
    if worker.chance.random() < lost:
        kind, after = worker.chance.choice(["503", "reset"]), worker.chance.random() < 0.6
        running.fail(kind, method="POST", path=":batchUpdate", after=after)
    applied, written = True, Written()
    try:
        written = register.write(Batch(f"r{number}", (new(START + number),), writes), picture)
    except (OutcomeUnknown, RegisterMoved):
        applied = f"r{number}" in register.read().receipts
    running.emulator.hooks["write"].clear()
    running.emulator.faults.clear()
    if applied:
        asked |= dict.fromkeys(picks, f"asked {number}") | {ref(START + number): ""}
        status |= {} if swap in written.skipped else {mine: "Active"}
        status |= {ref(START + number): "New"}
    status |= worker.status
    found = by_ref(worker.human)
    assert set(found) == set(status) - worker.deleted
    for key, line in found.items():
        assert (line["Status"], line["Asked"] or "", line["Notes"]) == (
            status[key],
            asked[key],
            worker.notes.get(key),
        )
        assert line["Why"] == f"why {int(key[-4:])}"


ROWS = ("note", "status", "sort", "insert row", "delete row")


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    ("kinds", "lost"),
    [(ROWS, 0.0), (ROWS, 0.3), ((*ROWS, "insert column", "drag column"), 0.0)],
    ids=["rows", "rows and lost answers", "rows and columns"],
)
def test_whatever_a_person_does_meanwhile_nobody_loses_a_cell(
    tmp_path: Path, seed: int, kinds: tuple[str, ...], lost: float
) -> None:
    with google_server(tmp_path) as (register, running):
        register.prepare()
        worker = Worker(running.human(), random.Random(seed), kinds)
        register.write(Batch("first", tuple(new(number) for number in range(1, START + 1))), register.read())
        for number in range(1, START + 1):
            worker.notes[ref(number)] = f"note {number}"
            worker.human.edit(
                "Cases", worker.human.find("Cases", "Ref", ref(number)), "Notes", f"note {number}"
            )
        running.emulator.forget()
        for number in range(1, CYCLES + 1):
            cycle(register, running, worker, number, lost)
        calls = running.emulator.counts()
        assert calls.total() <= 4.5 * CYCLES
