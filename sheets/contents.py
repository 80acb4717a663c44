"""What of the register one spreadsheet holds: its tabs, and where their dropdowns take their words from.

A dropdown takes its words from a tab of its own spreadsheet, never from another one: a formula across Google
Sheets has to be allowed by hand and fails unseen, and across workbooks it asks at each opening. So where the
tab Lists is elsewhere, or the tab Caseworkers from which Lists has the names, a hidden tab holds copies, and
the service keeps them (docs/why/019).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sheets.columns import CASEWORKERS, RECEIPTS, TABS, Column, Owner, TabLayout
from sheets.lists import LISTS, NAMES, ROWS
from sheets.pages import TITLE

PAGE = "readme"
"""What the tab Read me is called where tabs are named."""

EVERY = (*(tab.name for tab in TABS if tab is not RECEIPTS), LISTS.name, PAGE)
"""The tabs that people see, each of which may live in a spreadsheet of its own."""

LINES = ROWS - 1
"""Lines that the hidden tab is made with. No more are put in: what a dropdown takes would move with them."""

_KEPT = "Kept by the service: please leave this tab alone."

COPIED = TabLayout(
    "copied",
    "_words",
    "line",
    (
        Column("line", "Line", Owner.OURS, 8, _KEPT),
        Column(NAMES, "Names", Owner.OURS, 26, _KEPT),
        *(Column(column.name, column.title, Owner.OURS, column.width, _KEPT) for column in LISTS.columns),
    ),
    hidden=True,
    needed=False,
)
"""All that it may hold; in a spreadsheet it has the columns that are asked for there."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The `tabs` that are made with all that belongs to them, written and read, that of the receipts among
    them; whether the tab Lists is here, for people to add to; and whether the `page` Read me is."""

    tabs: tuple[TabLayout, ...] = TABS
    lists: bool = True
    page: bool = True

    @property
    def read(self) -> tuple[TabLayout, ...]:
        """The tabs that are read: Lists too, where a spreadsheet elsewhere offers the words that it has."""
        elsewhere = any(_offers(tab) for tab in TABS if tab not in self.tabs)
        return (*self.tabs, LISTS) if self.lists and elsewhere else self.tabs

    @property
    def copied(self) -> TabLayout | None:
        """The hidden tab of copies as it is here, if there is one."""
        return next((tab for tab in self.tabs if tab.name == COPIED.name), None)

    @property
    def names_from(self) -> TabLayout | None:
        """The tab here from which Lists takes the caseworkers' names."""
        return CASEWORKERS if CASEWORKERS in self.tabs else self.copied


WHOLE = Contents()
"""A register that is one spreadsheet."""


def contents_of(names: Collection[str]) -> Contents:
    """What the spreadsheet holds in which just these tabs live, of `EVERY`."""
    tabs = [tab for tab in TABS if tab.name in names]
    lists = LISTS.name in names
    asked = {choices for tab in tabs for choices in _offers(tab)}
    if lists:
        asked = set() if CASEWORKERS in tabs else {NAMES}
    here = tuple(column for column in COPIED.columns if column.name in asked)
    if here:
        tabs.append(replace(COPIED, columns=(COPIED.columns[0], *here)))
    return Contents((*tabs, RECEIPTS), lists, PAGE in names)


def _offers(tab: TabLayout) -> set[str]:
    """The lists that its dropdowns look to."""
    return {column.choices for column in tab.columns if column.choices}


def title_of(name: str) -> str:
    """The title of a tab of `EVERY`. Raises KeyError."""
    return {**{tab.name: tab.title for tab in (*TABS, LISTS)}, PAGE: TITLE}[name]
