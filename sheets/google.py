"""The register as a Google Sheet: one call to read, one to write, more only after a race (SHEETS.md §5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sheets import api, google_check, google_setup
from sheets.api import SETUP_FIELDS
from sheets.budget import Budget
from sheets.columns import RECEIPTS
from sheets.contents import WHOLE, Contents
from sheets.google_book import GoogleBook
from sheets.google_change import Changing
from sheets.google_http import (
    PATIENCE,
    ChangeRefused,
    Patience,
    uncollected,
)
from sheets.google_lists import with_lists
from sheets.google_notes import Held
from sheets.google_once import SetUp
from sheets.google_picture import Place, picture_of
from sheets.google_plan import plan_batch
from sheets.google_receipts import line_of, newest_line, put_receipt, swap
from sheets.google_seen import SEEN_FIELDS, seen_sheets
from sheets.google_underway import Doubt
from sheets.notebook import LooseNotes, Notebook
from sheets.register import (
    STILL_OPEN,
    Batch,
    CellWrite,
    OutcomeUnknown,
    Picture,
    RegisterBroken,
    RegisterBusy,
    RegisterError,
    RegisterUnreachable,
    RegisterUnsure,
    Sheet,
    Told,
    Written,
)

FULL_READ = 300.0
"""Seconds after which the sheet is read whatever Drive says (SHEETS.md §4.7)."""

LATE = 240.0
"""Seconds for which Google may still make a change whose answer was lost: it works on a request for 180 at
the most (SHEETS.md §4.1); a minute more for its way there, and for clocks that do not agree."""


def _clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Drive's number of the file's version before the last read, and when that was."""

    version: str = ""
    at: float = 0.0

    def still(self, version: str, now: float) -> bool:
        """Whether the sheet need not be read: Drive may be late, so not for longer than FULL_READ."""
        return bool(version) and version == self.version and now - self.at < FULL_READ


class GoogleRegister:
    """A `Register` over one spreadsheet: its id, and the key file of a service account it is shared with.

    `endpoint` replaces Google's own address, for tests; `locale` and `zone` are set when tabs are first made.
    `contents`: the tabs that are here; others may live in spreadsheets of their own (sheets/apart.py), of
    which there are `beside`.
    `budget` is shared by all registers that use one account. `ask_drive`: the sheet is not read again while
    Drive says that its version is the same, but at least every five minutes and before a write.
    `notebook`: where what must be known of a change under way outlasts the process. `late`: for how many
    seconds after a lost answer nothing is written, since the change may still be made.

    It remembers where everything stood at the last read, for a write that follows; after a restart, or for a
    picture that is not the last one read, it simply reads again.
    """

    def __init__(
        self,
        spreadsheet: str,
        credentials: Path,
        *,
        endpoint: str = "",
        locale: str = "en_GB",
        zone: str = "Europe/London",
        clock: Callable[[], datetime] = _clock,
        patience: Patience = PATIENCE,
        budget: Budget | None = None,
        ask_drive: bool = False,
        contents: Contents = WHOLE,
        beside: int = 0,
        notebook: Notebook | None = None,
        late: float = LATE,
    ) -> None:
        book = GoogleBook(
            spreadsheet, credentials, endpoint, patience, budget, contents.read, ask_drive=ask_drive
        )
        self._book, self._contents, self._beside = book, contents, beside
        self._locale, self._zone = locale, zone
        self._clock, self._ask_drive = clock, ask_drive
        self._unchanged = Unchanged()
        self._unsure = False  # the last look could not tell what a change came to
        self._unread = False  # the last picture given out was not read, but taken to stand still
        self._last: tuple[Picture, dict[str, Place]] | None = None
        notes = notebook or LooseNotes()
        self._held = Held(notes, book.id, book.layouts)
        self._changing = Changing(book, self._held, late)
        self._set_up = SetUp(notes, book.id, late)

    def prepare(self) -> None:
        """Make what is missing of tabs and headers in one change. See `Register.prepare`.

        Also for a lost answer or a race this is done over: what is there by then is not made again, and what
        may still be made is waited for. While another change is under way nothing is made.
        """
        self._make(adopting=False)

    def settle_in(self) -> None:
        """Make the tabs beside those of somebody's spreadsheet. See `CanBeAdopted`."""
        self._make(adopting=True)

    def titles(self) -> list[str]:
        """What all tabs are called. See `CanBeAdopted`."""
        return [grid.title for grid in self._book.whole_book()]

    def sheets(self, *, hidden: bool = False) -> list[Sheet]:
        """Every tab with its cells, one call; hidden ones only if asked for. See `CanBeAdopted`."""
        return seen_sheets(self._book.whole(SEEN_FIELDS, None), hidden=hidden)

    def _make(self, *, adopting: bool) -> None:
        if self._held.doubt is not None:
            broken: RegisterError | None = None
            try:
                self.read()
            except RegisterBroken as found:  # perhaps for what is to be made now
                broken = found
            if self._held.doubt is not None:
                raise broken or RegisterUnreachable(STILL_OPEN)
        error: RegisterError | None = None
        for _ in range(3):
            at = self._book.patience.clock()  # older than what is read now
            grids = self._book.whole_book(SETUP_FIELDS)
            requests = google_setup.missing(
                grids, self._locale, self._zone, adopting=adopting, contents=self._contents
            )
            if not requests:
                self._set_up.over()
                return
            if self._set_up.waits(at):
                raise RegisterUnreachable(STILL_OPEN) from error
            self._book.forget_titles()
            self._set_up.begin(requests)
            try:
                self._book.client().change(self._book.id, api.batch(requests), "spreadsheetId")
            except OutcomeUnknown as unknown:
                self._set_up.lost(self._book.patience.clock())
                error = unknown
            except (ChangeRefused, RegisterBusy, RegisterUnreachable) as refused:
                self._set_up.over()
                if not isinstance(refused, ChangeRefused):
                    raise
                error = refused
            else:
                self._set_up.over()
                return
        if isinstance(error, ChangeRefused):
            raise RegisterBroken(
                "Google Sheets does not let the register's tabs be made in this spreadsheet."
            ) from error
        raise RegisterUnreachable("The register's tabs could not be made: please try again.") from error

    def read(self) -> Picture:
        """What stands in the spreadsheet: one call. See `Register.read`.

        An answer that is the last one to the byte is not read again: it is the picture there was. With
        `ask_drive` a version that is the last one needs no call to Sheets at all.
        """
        doubt, self._unsure = self._held.doubt, False
        drive = self._book.client().version(self._book.id) if self._ask_drive else ""
        at = self._book.patience.clock()  # older than what is read now
        if doubt is None and self._last is not None and self._unchanged.still(drive, at):
            self._unread = True
            return self._last[0]
        self._unchanged, self._unread = Unchanged(drive, at), False
        sheets = self._book.fetch()
        version = sheets.digest() if sheets else ""
        if version and doubt is None and self._last is not None and self._last[0].version == version:
            return self._last[0]
        skipped: tuple[CellWrite, ...] = ()
        places = before = self._book.places(sheets)
        if doubt is not None:
            try:
                places, skipped = self._changing.settled(doubt, places, at)
            except RegisterUnsure:
                self._unsure = True
                raise
            version = version if places is before else ""
        still = self._held.doubt
        undecided = frozenset({still.receipt} if still else ())
        with uncollected():
            picture = picture_of(places, self._book.problems, self._book.layouts)
        picture = replace(picture, version=version, undecided=undecided, skipped=skipped)
        self._last = picture, places
        return picture

    def write(self, batch: Batch, picture: Picture) -> Written:
        """Apply the batch and its receipt in one atomic call, and put right what a race made of it.

        See `Register.write`. A batch of nothing, or one whose receipt is there, is not written; nor is any
        while a change before it is under way.
        """
        if batch.receipt in picture.receipts or not (batch.rows or batch.cells or batch.lists is not None):
            return Written()
        if self._held.doubt is not None and (self._last is None or self._last[0] is not picture):
            self.read()
        if self._held.doubt is not None:
            raise OutcomeUnknown(STILL_OPEN)
        last, self._last = self._last, None
        known = last is not None and last[0] is picture and not self._unread
        places = last[1] if last is not None and known else self._book.read_places()
        receipts = places[RECEIPTS.name]
        if line_of(receipts, batch.receipt) is not None:
            return Written()
        plans, skipped = plan_batch(batch, places)
        plans = plans if batch.lists is None else with_lists(plans, places, batch.lists)
        requests = [request for plan in plans.values() for request in plan.room()]
        requests += put_receipt(receipts, batch.receipt, self._clock())
        swaps, kept, line = swap(plans, newest_line(receipts), 0)
        doubt = self._held.hold(Doubt(batch.receipt, plans, kept, skipped=tuple(skipped)))
        try:
            left = self._changing.change([*requests, *swaps], doubt, line)
        except ChangeRefused as refused:
            self._held.let_go()
            raise self._changing.why_refused(places) from refused
        except (RegisterBusy, RegisterUnreachable):
            self._held.let_go()
            raise
        except OutcomeUnknown as unknown:
            left, line = self._changing.look_up(doubt, unknown)
        overtaken = set(self._changing.mend(doubt, line, left))
        return Written(tuple(write for write in batch.cells if write in overtaken))

    def take_as_it_stands(self) -> None:
        """See `TakesWord`."""
        if self._unsure:
            self._held.let_go()

    def describe(self) -> list[Told]:
        """What `casework check` says of the spreadsheet. Raises what `read` and `write` raise."""
        checked = google_check.describe(
            self._book.client(),
            self._book.id,
            google_check.Expected(self._locale, self._zone, self._book.layouts, self._beside),
            self._clock,
        )
        return list(checked)

    def close(self) -> None:
        """Close the connections."""
        self._book.close()

    @property
    def calls(self) -> int:
        """Requests made so far: what Google's quota counts (SHEETS.md §4.1)."""
        return self._book.calls
