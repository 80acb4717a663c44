"""A change under way: what it was meant to be, kept until its outcome is known and put right. Pure.

It is kept from before it is sent, in the journal too, so that a service that was begun anew knows as much as
the one that sent it (docs/why/018). An answer that was lost may mean that Google has not made the change yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sheets.api import Grid, text_of
from sheets.columns import RECEIPTS, find_columns
from sheets.google_doubt import judge_in_doubt
from sheets.google_picture import Place, shown
from sheets.google_plan import TabPlan
from sheets.google_receipts import Copies, Line, copies, newest_line, was_made
from sheets.google_repair import Kept, Verdict, judge_unwritten
from sheets.register import CellWrite, Put, RegisterBroken, RegisterUnsure

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
        receipts = places[RECEIPTS.name]
        if line.row != newest_line(receipts).row:
            return {}, self.skipped  # others have written since, and with that its copies went
        grids = {place.grid.sheet_id: place.grid for place in places.values()}
        if self.was_made(places, line):
            kept = copies(self.copies.columns, receipts.grid, line.row)
            return self.judged(grids, kept, judge_in_doubt)
        return self.judged(grids, {}, judge_unwritten)

    def judged(self, after: Grids, kept: Mapping[str, Kept], judge: Judge) -> Left:
        """What is left to do on each tab; a tab that is gone has nothing left.

        Raises `RegisterUnsure` where that cannot be told.
        """
        left: dict[str, TabPlan] = {}
        skipped = self.skipped
        for name, plan in self.plans.items():
            grid = after.get(plan.base.sheet_id)
            if grid is None or not plan.aims:  # gone, or nothing but what rows offer was written
                continue
            try:
                verdict = judge(plan, grid, kept.get(name, {}))
            except RegisterBroken as broken:
                raise RegisterUnsure(str(broken), self.put()) from broken
            skipped += verdict.skipped
            if verdict.plan is not None:
                left[name] = verdict.plan
        return left, skipped

    def put(self) -> list[Put]:
        """What it may have put where, for a person who has to look."""
        return [put for plan in self.plans.values() for put in _put(plan)]


def _put(plan: TabPlan) -> Iterator[Put]:
    headers = plan.base.texts(plan.header)
    named = find_columns(plan.layout, headers)[0]
    days = {at: held for name, at in named.items() if (held := plan.layout.column(name)).date}
    for (row, column), aim in plan.aims.items():
        header = headers[column] if column < len(headers) else ""
        place = plan.layout.title, text_of(plan.truth((row, plan.key))), header
        if aim.owed:
            yield Put(*place, shown(plan.base.cell(row, column), days.get(column)), belongs=False)
        yield Put(*place, shown(aim.value, days.get(column)), theirs=aim.owed)
