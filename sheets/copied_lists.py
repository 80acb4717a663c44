"""The words that dropdowns offer whose own list stands in another spreadsheet: what they are, and what of
them is to be written. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest

from sheets.cells import cell_text
from sheets.columns import CASEWORKERS
from sheets.contents import COPIED
from sheets.lists import APPROVE, LISTS, NAMES
from sheets.register import CellWrite, Tab, Words

Lists = Mapping[str, Words]
"""What each list offers, by its canonical name; one that is not known now is not among them."""


def words_known(tabs: Mapping[str, Tab]) -> Lists:
    """What all lists offer, as the tabs of the whole register say it now.

    The names are those that stand on the tab Caseworkers, in their order; all else stands on the tab Lists.
    """
    lists = tabs.get(LISTS.name)
    known = {name: _column(lists, name) for name in lists.columns} if lists is not None else {}
    names = _column(tabs[CASEWORKERS.name], "name")
    return known | {NAMES: names, "decision": (APPROVE, *names)}


def differing(copied: Tab, known: Lists) -> tuple[CellWrite, ...]:
    """What is to be written on a tab of copies so that it says what is known, from its first line on.

    Words for which there is no line are left out.
    """
    keyed = [row for row in copied.rows if row.text(COPIED.key)]
    return tuple(
        CellWrite(COPIED.name, row.text(COPIED.key), name, word)
        for name in copied.columns
        if name in known
        for row, word in zip_longest(keyed, known[name][: len(keyed)])
        if cell_text(row.cells.get(name)) != cell_text(word)
    )


def _column(tab: Tab, name: str) -> Words:
    return tuple(text for row in tab.rows if (text := row.text(name)))
