"""A change to a Google Sheet: sent, looked up where its answer was lost, put right after a race.

See SHEETS.md §5.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sheets import api
from sheets.api import WRITTEN_FIELDS, Json
from sheets.columns import RECEIPTS
from sheets.google_book import GoogleBook
from sheets.google_http import ChangeRefused
from sheets.google_lists import set_lists, with_wrong_lists
from sheets.google_notes import Held
from sheets.google_picture import Place
from sheets.google_receipts import Line, copies, line_of, swap
from sheets.google_repair import judge
from sheets.google_underway import Doubt, Left
from sheets.register import (
    CellWrite,
    OutcomeUnknown,
    RegisterBroken,
    RegisterBusy,
    RegisterError,
    RegisterMoved,
    RegisterUnreachable,
    RegisterUnsure,
)

ROUNDS = 8
"""How often a write is mended before a person is called (SHEETS.md §5.5)."""

NOT_YET_RIGHT = "The register was written, but is not yet put right after a race."


@dataclass(frozen=True, slots=True)
class Changing:
    """What changes one spreadsheet. `held` is the change under way; `late`: for how many seconds after a lost
    answer it may still be made."""

    _book: GoogleBook
    _held: Held
    _late: float

    def change(self, requests: list[Json], doubt: Doubt, line: Line) -> Left:
        """Apply `requests` and then the plans' cells in one step; what is left to do after that."""
        plans = doubt.plans
        read_back = [api.a1(plan.base.title) for plan in plans.values()]
        read_back += [line.read_back()] if plans else []
        cells = [request for plan in plans.values() for request in (*plan.cells(), *set_lists(plan))]
        fields = WRITTEN_FIELDS if read_back else "replies"
        body = api.batch([*requests, *cells], read_back)
        answer = self._book.client().change(self._book.id, body, fields, api.Lines().of)
        after = {grid.sheet_id: grid for grid in api.read_grids(answer.get("updatedSpreadsheet", {}))}
        kept = copies(doubt.copies.columns, after.get(line.sheet_id), 0)
        left, skipped = doubt.judged(after, kept, judge)
        return with_wrong_lists(left, plans, after), skipped

    def look_up(self, doubt: Doubt, unknown: OutcomeUnknown) -> tuple[Left, Line]:
        """After a lost answer: was it applied, what did it hit, and where is its receipt now?

        Raises `unknown` while that is open.
        """
        at = self._book.patience.clock()
        try:
            places = self._book.read_places()
        except (RegisterBusy, RegisterUnreachable) as unreachable:
            self._held.hold(replace(doubt, since=at))
            raise unknown from unreachable
        line = line_of(places[RECEIPTS.name], doubt.receipt)
        if line is None or not (doubt.refused or doubt.was_made(places, line)):
            self._held.hold(replace(doubt, since=at))
            raise unknown
        return doubt.settle(places, line), line

    def settled(
        self, doubt: Doubt, places: dict[str, Place], at: float
    ) -> tuple[dict[str, Place], tuple[CellWrite, ...]]:
        """What became of a change, told by what was read after `at`: everything once it is put right, and the
        compare-and-sets in which a person was first. As it was, and it is still held, while it may be made.

        Raises what `read` raises; as long as it does, nothing more is read or written.
        """
        line = line_of(places[RECEIPTS.name], doubt.receipt)
        open_ = line is None or not doubt.was_made(places, line)
        if open_ and doubt.since is None and not doubt.refused:  # the process ended while it was sent
            doubt = self._held.hold(replace(doubt, since=at))
        waiting = open_ and not doubt.over(at, self._late)
        if line is None:
            if not waiting:
                self._held.let_go()
            return places, ()
        if waiting:
            raise RegisterUnreachable(NOT_YET_RIGHT)
        left = doubt.settle(places, line)
        try:
            skipped = self.mend(doubt, line, left)
        except OutcomeUnknown as unknown:
            raise RegisterUnreachable(str(unknown)) from unknown
        return (self._book.read_places() if left[0] else places), skipped

    def mend(self, doubt: Doubt, line: Line, left: Left) -> tuple[CellWrite, ...]:
        """Write what a race left wrong once `doubt` was made, until all is right.

        Raises `RegisterBroken` if it never is, `OutcomeUnknown` if that must wait: the next read goes on.
        """
        unheard, first = False, doubt.copies.turn + 1
        for turn in range(first, first + ROUNDS):
            plans, skipped = left
            if not plans:
                break
            swaps, kept, wider = swap(plans, line, turn)
            doubt = self._held.hold(Doubt(doubt.receipt, plans, kept, skipped=skipped))
            try:
                left = self.change(swaps, doubt, wider)
                line, unheard = wider, False
            except ChangeRefused:  # a row or a tab is gone, nothing was applied
                doubt = self._held.hold(replace(doubt, refused=True))
                left, line = self.look_up(doubt, OutcomeUnknown(NOT_YET_RIGHT))
                unheard = True
            except OutcomeUnknown:
                left, line = self.look_up(doubt, OutcomeUnknown(NOT_YET_RIGHT))
                unheard = True
            except (RegisterBusy, RegisterUnreachable) as error:
                self._held.hold(replace(doubt, refused=True))
                raise OutcomeUnknown(NOT_YET_RIGHT) from error
        plans, skipped = left
        if not plans:
            self._held.let_go()
            return skipped
        if unheard:  # a server that fails for minutes must not leave a value of ours in a wrong row
            raise OutcomeUnknown(NOT_YET_RIGHT)
        raise RegisterUnsure(
            "The register was changed again and again while the service was writing: please look whether the "
            "rows touched last are right.",
            doubt.put(),
        )

    def why_refused(self, before: Mapping[str, Place]) -> RegisterError:
        """A refused change: because the spreadsheet is another by now, or for good."""
        now = self._book.read_places()
        if any(name not in now or now[name].grid != place.grid for name, place in before.items()):
            return RegisterMoved(
                "The register was changed while the service was about to write: it is read again."
            )
        return RegisterBroken(
            "Google Sheets refused a change to the register: nothing was written. "
            "Please undo what was last changed in its tabs, or restore an earlier version."
        )
