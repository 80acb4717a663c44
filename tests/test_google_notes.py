"""A change under way as the journal keeps it: read back whole, and by the release before."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import Any

from sheets.api import Formula, Grid
from sheets.columns import CASES
from sheets.google_notes import from_bytes, to_bytes
from sheets.google_plan import Aim, TabPlan
from sheets.google_receipts import Copies
from sheets.google_underway import Doubt
from sheets.register import CellWrite

WRITE = CellWrite("cases", "C-2026-0001", "status", "Active", "New")
GRID = Grid(7, "Cases", (("Ref", "Status"), ("C-2026-0001", Formula("=A1", "New"))), 1000, 26)
AIMS = {
    (1, 1): Aim("Active", guarded=True, source=WRITE),
    (1, 0): Aim("C-2026-0001", guarded=False, once=True),
}
OWED = {**AIMS, (2, 1): Aim("hers", guarded=False, owed=True)}


def doubt(aims: dict[tuple[int, int], Aim]) -> Doubt:
    plan = TabPlan(CASES, GRID, 0, 0, aims, range(1, 2))
    return Doubt("r", {"cases": plan}, Copies(1, {"cases": {(1, 1): 5}}), 12.5, True, (WRITE,))


def kept(change: Doubt) -> list[list[Any]]:
    told: list[list[Any]] = json.loads(zlib.decompress(to_bytes(change)))["plans"]["cases"]["aims"]
    return told


def test_a_change_under_way_is_read_back_as_it_was() -> None:
    for aims in (AIMS, OWED):
        assert from_bytes(to_bytes(doubt(aims)), (CASES,)) == doubt(aims)


def test_the_release_before_can_read_what_needs_nothing_new() -> None:
    for row, column, value, guarded, once, source in kept(doubt(AIMS)):  # as that release takes it apart
        aim = AIMS[row, column]
        assert (value, guarded, once) == (aim.value, aim.guarded, aim.once)
        assert (source and CellWrite(*source)) == aim.source
    assert sorted(map(len, kept(doubt(OWED)))) == [6, 6, 7]


def test_what_the_release_before_kept_is_read() -> None:
    told = json.loads(zlib.decompress(to_bytes(doubt(OWED))))
    told["plans"]["cases"]["aims"] = [aim[:6] for aim in told["plans"]["cases"]["aims"]]
    known = from_bytes(zlib.compress(json.dumps(told).encode()), (CASES,))
    without = {spot: replace(aim, owed=False) for spot, aim in OWED.items()}
    assert known == doubt(without)
