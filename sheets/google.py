"""The register as a Google Sheet: one call to read, one to write, more only after a race (SHEETS.md §5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from sheets import api, google_check, google_setup
from sheets.api import SETUP_FIELDS, SHEET_FIELDS, WRITTEN_FIELDS, Grid, Json
from sheets.budget import Budget
from sheets.columns import RECEIPTS, TABS, TabLayout
from sheets.google_http import (
    PATIENCE,
    SCOPES,
    VERSION_SCOPE,
    ChangeRefused,
    Patience,
    Sheets,
    SheetsClient,
    Take,
    uncollected,
)
from sheets.google_lists import set_lists, with_lists, with_wrong_lists
from sheets.google_notes import Held
from sheets.google_once import SetUp
from sheets.google_picture import Place, picture_of, places_of, ranges, titles_of
from sheets.google_plan import plan_batch
from sheets.google_receipts import Line, copies, line_of, newest_line, put_receipt, swap
from sheets.google_repair import judge
from sheets.google_seen import SEEN_FIELDS, seen_sheets
from sheets.google_underway import Doubt, Left
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
    RegisterMoved,
    RegisterUnreachable,
    RegisterUnsure,
    Sheet,
    Told,
    Written,
)

ROUNDS = 8
"""How often a write is mended before a person is called (SHEETS.md §5.5)."""

FULL_READ = 300.0
"""Seconds after which the sheet is read whatever Drive says (SHEETS.md §4.7)."""

LATE = 240.0
"""Seconds for which Google may still make a change whose answer was lost: it works on a request for 180 at
the most (SHEETS.md §4.1); a minute more for its way there, and for clocks that do not agree."""

NOT_YET_RIGHT = "The register was written, but is not yet put right after a race."


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
    `layouts`: the tabs that are here; others may live in spreadsheets of their own (sheets/apart.py), of
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
        layouts: Sequence[TabLayout] = TABS,
        beside: int = 0,
        notebook: Notebook | None = None,
        late: float = LATE,
    ) -> None:
        self._layouts, self._beside = tuple(layouts), beside
        self._spreadsheet = id_in(spreadsheet)
        self._locale, self._zone = locale, zone
        self._clock = clock
        self._credentials, self._endpoint, self._patience = credentials, endpoint, patience
        self._budget, self._ask_drive = budget, ask_drive
        self._client: SheetsClient | None = None
        self._unchanged = Unchanged()
        self._unsure = False  # the last look could not tell what a change came to
        self._unread = False  # the last picture given out was not read, but taken to stand still
        self._titles: dict[str, str] = {}
        self._problems: tuple[str, ...] = ()  # of tabs left out at the last read
        self._last: tuple[Picture, dict[str, Place]] | None = None
        notes = notebook or LooseNotes()
        self._held, self._late = Held(notes, self._spreadsheet, self._layouts), late
        self._set_up = SetUp(notes, self._spreadsheet, late)

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
        return [grid.title for grid in self._whole_book()]

    def sheets(self, *, hidden: bool = False) -> list[Sheet]:
        """Every tab with its cells, one call; hidden ones only if asked for. See `CanBeAdopted`."""
        return seen_sheets(self._whole(SEEN_FIELDS, None), hidden=hidden)

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
            at = self._patience.clock()  # older than what is read now
            grids = self._whole_book(SETUP_FIELDS)
            requests = google_setup.missing(
                grids, self._locale, self._zone, adopting=adopting, layouts=self._layouts
            )
            if not requests:
                self._set_up.over()
                return
            if self._set_up.waits(at):
                raise RegisterUnreachable(STILL_OPEN) from error
            self._titles = {}
            self._set_up.begin(requests)
            try:
                self._api().change(self._spreadsheet, api.batch(requests), "spreadsheetId")
            except OutcomeUnknown as unknown:
                self._set_up.lost(self._patience.clock())
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
        drive = self._api().version(self._spreadsheet) if self._ask_drive else ""
        at = self._patience.clock()  # older than what is read now
        if doubt is None and self._last is not None and self._unchanged.still(drive, at):
            self._unread = True
            return self._last[0]
        self._unchanged, self._unread = Unchanged(drive, at), False
        sheets = self._fetch()
        version = sheets.digest() if sheets else ""
        if version and doubt is None and self._last is not None and self._last[0].version == version:
            return self._last[0]
        skipped: tuple[CellWrite, ...] = ()
        places = before = self._places(sheets)
        if doubt is not None:
            try:
                places, skipped = self._settled(doubt, places, at)
            except RegisterUnsure:
                self._unsure = True
                raise
            version = version if places is before else ""
        still = self._held.doubt
        undecided = frozenset({still.receipt} if still else ())
        with uncollected():
            picture = picture_of(places, self._problems, self._layouts)
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
        places = last[1] if last is not None and known else self._read_places()
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
            left = self._change([*requests, *swaps], doubt, line)
        except ChangeRefused as refused:
            self._held.let_go()
            raise self._why_refused(places) from refused
        except (RegisterBusy, RegisterUnreachable):
            self._held.let_go()
            raise
        except OutcomeUnknown as unknown:
            left, line = self._look_up(doubt, unknown)
        overtaken = set(self._mend(doubt, line, left))
        return Written(tuple(write for write in batch.cells if write in overtaken))

    def take_as_it_stands(self) -> None:
        """See `TakesWord`."""
        if self._unsure:
            self._held.let_go()

    def describe(self) -> list[Told]:
        """What `casework check` says of the spreadsheet. Raises what `read` and `write` raise."""
        checked = google_check.describe(
            self._api(),
            self._spreadsheet,
            google_check.Expected(self._locale, self._zone, self._layouts, self._beside),
            self._clock,
        )
        return list(checked)

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()

    @property
    def calls(self) -> int:
        """Requests made so far: what Google's quota counts (SHEETS.md §4.1)."""
        return self._client.calls if self._client else 0

    def _api(self) -> SheetsClient:
        if self._client is None:
            scopes = (*SCOPES, VERSION_SCOPE) if self._ask_drive else SCOPES
            self._client = SheetsClient(
                self._credentials, self._endpoint, self._patience, self._budget, scopes
            )
        return self._client

    def _whole_book(self, fields: str = SHEET_FIELDS) -> list[Grid]:
        return api.read_grids(self._whole(fields, api.Lines().of))

    def _whole(self, fields: str, take: Take | None) -> Json:
        try:
            return self._api().get_sheets(self._spreadsheet, fields, take)
        except ChangeRefused as refused:
            raise RegisterUnreachable("Google Sheets did not let the register be read.") from refused

    def _read_places(self) -> dict[str, Place]:
        return self._places(self._fetch())

    def _fetch(self) -> Sheets | None:
        """One call by the titles the tabs had last. None: one was renamed since, everything must be asked."""
        titles = self._titles or {layout.name: layout.title for layout in self._layouts}
        try:
            return self._api().fetch(self._spreadsheet, SHEET_FIELDS, ranges(titles, self._layouts))
        except ChangeRefused:
            return None

    def _places(self, sheets: Sheets | None) -> dict[str, Place]:
        """The tabs as they were fetched; else with a second call, for everything."""
        if sheets is None:
            grids = self._whole_book()
        else:
            answer = sheets.read(api.Lines().of)
            with uncollected():
                grids = api.read_grids(answer)
        try:
            with uncollected():
                places, self._problems = places_of(grids, self._layouts)
        except RegisterBroken:
            if sheets is None or self._titles:
                raise
            # Asked for by our names: one of them may be a tab of theirs, and ours lie aside.
            places, self._problems = places_of(self._whole_book(), self._layouts)
        self._titles = titles_of([place.grid.title for place in places.values()], self._layouts)
        return places

    def _change(self, requests: list[Json], doubt: Doubt, line: Line) -> Left:
        """Apply `requests` and then the plans' cells in one step; what is left to do after that."""
        plans = doubt.plans
        read_back = [api.a1(plan.base.title) for plan in plans.values()]
        read_back += [line.read_back()] if plans else []
        cells = [request for plan in plans.values() for request in (*plan.cells(), *set_lists(plan))]
        fields = WRITTEN_FIELDS if read_back else "replies"
        body = api.batch([*requests, *cells], read_back)
        answer = self._api().change(self._spreadsheet, body, fields, api.Lines().of)
        after = {grid.sheet_id: grid for grid in api.read_grids(answer.get("updatedSpreadsheet", {}))}
        kept = copies(doubt.copies.columns, after.get(line.sheet_id), 0)
        left, skipped = doubt.judged(after, kept, judge)
        return with_wrong_lists(left, plans, after), skipped

    def _look_up(self, doubt: Doubt, unknown: OutcomeUnknown) -> tuple[Left, Line]:
        """After a lost answer: was it applied, what did it hit, and where is its receipt now?

        Raises `unknown` while that is open.
        """
        at = self._patience.clock()
        try:
            places = self._read_places()
        except (RegisterBusy, RegisterUnreachable) as unreachable:
            self._held.hold(replace(doubt, since=at))
            raise unknown from unreachable
        line = line_of(places[RECEIPTS.name], doubt.receipt)
        if line is None or not (doubt.refused or doubt.was_made(places, line)):
            self._held.hold(replace(doubt, since=at))
            raise unknown
        return doubt.settle(places, line), line

    def _settled(
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
            skipped = self._mend(doubt, line, left)
        except OutcomeUnknown as unknown:
            raise RegisterUnreachable(str(unknown)) from unknown
        return (self._read_places() if left[0] else places), skipped

    def _mend(self, doubt: Doubt, line: Line, left: Left) -> tuple[CellWrite, ...]:
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
                left = self._change(swaps, doubt, wider)
                line, unheard = wider, False
            except ChangeRefused:  # a row or a tab is gone, nothing was applied
                doubt = self._held.hold(replace(doubt, refused=True))
                left, line = self._look_up(doubt, OutcomeUnknown(NOT_YET_RIGHT))
                unheard = True
            except OutcomeUnknown:
                left, line = self._look_up(doubt, OutcomeUnknown(NOT_YET_RIGHT))
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

    def _why_refused(self, before: Mapping[str, Place]) -> RegisterError:
        """A refused change: because the spreadsheet is another by now, or for good."""
        now = self._read_places()
        if any(name not in now or now[name].grid != place.grid for name, place in before.items()):
            return RegisterMoved(
                "The register was changed while the service was about to write: it is read again."
            )
        return RegisterBroken(
            "Google Sheets refused a change to the register: nothing was written. "
            "Please undo what was last changed in its tabs, or restore an earlier version."
        )


def id_in(text: str) -> str:
    """The spreadsheet's id, also from its whole web address."""
    found = re.search(r"/d/([^/?#]+)", text)
    return quote(found[1] if found else text.strip(), safe="")
