"""One Google spreadsheet over HTTP: its cells fetched, and which of its tabs is which (SHEETS.md §5)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sheets import api
from sheets.api import SHEET_FIELDS, Grid, Json
from sheets.budget import Budget
from sheets.columns import TabLayout
from sheets.google_http import (
    SCOPES,
    VERSION_SCOPE,
    ChangeRefused,
    Patience,
    Sheets,
    SheetsClient,
    Take,
    uncollected,
)
from sheets.google_picture import Place, places_of, ranges, titles_of
from sheets.naming import id_in
from sheets.register import RegisterBroken, RegisterUnreachable


class GoogleBook:
    """A spreadsheet by its id, and the client that reaches it. It remembers what its tabs were called."""

    def __init__(
        self,
        spreadsheet: str,
        credentials: Path,
        endpoint: str,
        patience: Patience,
        budget: Budget | None,
        layouts: Sequence[TabLayout],
        *,
        ask_drive: bool,
    ) -> None:
        self.id, self.layouts, self.patience = id_in(spreadsheet), tuple(layouts), patience
        self.problems: tuple[str, ...] = ()  # of tabs left out at the last read
        self._credentials, self._endpoint = credentials, endpoint
        self._budget, self._ask_drive = budget, ask_drive
        self._client: SheetsClient | None = None
        self._titles: dict[str, str] = {}

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()

    @property
    def calls(self) -> int:
        """Requests made so far."""
        return self._client.calls if self._client else 0

    def forget_titles(self) -> None:
        """The tabs may be called otherwise now."""
        self._titles = {}

    def client(self) -> SheetsClient:
        """What asks Google; it is made when it is first needed."""
        if self._client is None:
            scopes = (*SCOPES, VERSION_SCOPE) if self._ask_drive else SCOPES
            self._client = SheetsClient(
                self._credentials, self._endpoint, self.patience, self._budget, scopes
            )
        return self._client

    def whole_book(self, fields: str = SHEET_FIELDS) -> list[Grid]:
        """All tabs. Raises `RegisterUnreachable`."""
        return api.read_grids(self.whole(fields, api.Lines().of))

    def whole(self, fields: str, take: Take | None) -> Json:
        """The same as Google has it. Raises `RegisterUnreachable`."""
        try:
            return self.client().get_sheets(self.id, fields, take)
        except ChangeRefused as refused:
            raise RegisterUnreachable("Google Sheets did not let the register be read.") from refused

    def read_places(self) -> dict[str, Place]:
        """The register's tabs as they stand now, in one call or two."""
        return self.places(self.fetch())

    def fetch(self) -> Sheets | None:
        """One call by the titles the tabs had last. None: one was renamed since, everything must be asked."""
        titles = self._titles or {layout.name: layout.title for layout in self.layouts}
        try:
            return self.client().fetch(self.id, SHEET_FIELDS, ranges(titles, self.layouts))
        except ChangeRefused:
            return None

    def places(self, sheets: Sheets | None) -> dict[str, Place]:
        """The tabs as they were fetched; else with a second call, for everything."""
        if sheets is None:
            grids = self.whole_book()
        else:
            answer = sheets.read(api.Lines().of)
            with uncollected():
                grids = api.read_grids(answer)
        try:
            with uncollected():
                places, self.problems = places_of(grids, self.layouts)
        except RegisterBroken:
            if sheets is None or self._titles:
                raise
            # Asked for by our names: one of them may be a tab of theirs, and ours lie aside.
            places, self.problems = places_of(self.whole_book(), self.layouts)
        self._titles = titles_of([place.grid.title for place in places.values()], self.layouts)
        return places
