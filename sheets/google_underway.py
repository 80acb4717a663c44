"""A change under way: what it was meant to be, kept until its outcome is known and put right. Pure.

It is kept from before it is sent, in the journal too, so that a service that was begun anew knows as much as
the one that sent it (docs/why/018). An answer that was lost may mean that Google has not made the change yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sheets.api import Grid
from sheets.columns import RECEIPTS
from sheets.google_doubt import judge_in_doubt
from sheets.google_picture import Place
from sheets.google_plan import TabPlan
from sheets.google_receipts import Copies, Line, copies, newest_line, was_made
from sheets.google_repair import Kept, Verdict, judge_unwritten
from sheets.register import CellWrite, RegisterBroken, RegisterUnsure

Plans = Mapping[str, TabPlan]
Grids = Mapping[int, Grid]
Left = tuple[dict[str, TabPlan], tuple[CellWrite, ...]]
"""What is still to be written, by tab, and the compare-and-sets in which a person was first."""

Judge = Callable[[TabPlan, Grid, Kept], Verdict]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A change that was sent, or is about to be.

    `since`: from when on its answer is known to be lost, in seconds on a clock that nobody sets. `refused`:
    Google said no, so that nothing of it will come. `skipped`: the compare-and-sets, of this change and those
    before it in the same write, in which a person was first.
    """

    receipt: str
    plans: Plans
    copies: Copies
    since: float | None = None
    refused: bool = False
    skipped: tuple[CellWrite, ...] = ()

    def over(self, now: float, late: float) -> bool:
        """Whether it will not be made any more, if it was not yet. The clock begins anew with the machine,
        and is then behind `since`: so much time has passed as it shows, at the least."""
        if self.refused or self.since is None:
            return self.refused
        return (now - self.since if now >= self.since else now) >= late

    def was_made(self, places: Mapping[str, Place], line: Line) -> bool:
        """Whether the change itself was made, and not only one before it in the same write."""
        return was_made(self.copies, places[RECEIPTS.name].grid, line)

    def settle(self, places: Mapping[str, Place], line: Line) -> Left:
        """What is left to do, as everything stands now; `line` is the receipt's.

        Raises `RegisterUnsure` where that cannot be told.
        """
        try:
            return self._settle(places, line)
        except RegisterBroken as broken:
            raise RegisterUnsure(str(broken)) from broken

    def _settle(self, places: Mapping[str, Place], line: Line) -> Left:
        receipts = places[RECEIPTS.name]
        if line.row != newest_line(receipts).row:
            return {}, self.skipped  # others have written since, and with that its copies went
        grids = {place.grid.sheet_id: place.grid for place in places.values()}
        if self.was_made(places, line):
            kept = copies(self.copies.columns, receipts.grid, line.row)
            left, skipped = judged(self.plans, grids, kept, judge_in_doubt)
        else:
            left, skipped = judged(self.plans, grids, {}, judge_unwritten)
        return left, (*self.skipped, *skipped)


def judged(plans: Plans, after: Grids, kept: Mapping[str, Kept], judge: Judge) -> Left:
    """What is left to do on each tab; a tab that is gone has nothing left."""
    left: dict[str, TabPlan] = {}
    skipped: tuple[CellWrite, ...] = ()
    for name, plan in plans.items():
        grid = after.get(plan.base.sheet_id)
        if grid is None or not plan.aims:  # gone, or nothing but what rows offer was written
            continue
        verdict = judge(plan, grid, kept.get(name, {}))
        skipped += verdict.skipped
        if verdict.plan is not None:
            left[name] = verdict.plan
    return left, skipped
