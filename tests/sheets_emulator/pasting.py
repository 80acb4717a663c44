"""Requests of a batch that copy or move a block of cells."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tests.sheets_emulator.a1 import Box
from tests.sheets_emulator.cells import FormulaError, effective
from tests.sheets_emulator.protection import guard
from tests.sheets_emulator.state import EMPTY, Book, Cell, Entered, Json, Sheet


def copy_paste(book: Book, body: Json, who: str) -> Json:
    """copyPaste of everything, or of what the cells show (PASTE_VALUES).

    A destination that is a multiple of the source is filled with it; in any other the source stands once.
    """
    source, box = book.grid_box(body["source"])
    target, place = book.grid_box(body["destination"])
    guard(book, target, place, who)
    taken = _taken(source, box)
    if body.get("pasteType") == "PASTE_VALUES":
        shown = {spot: _shown(source, cell) for spot, cell in taken.items()}
        for spot, to in _pasted(box, place):
            target.set_value(*to, shown[spot])
    else:
        for spot, to in _pasted(box, place):
            target.put(*to, taken[spot])
    return {}


def _pasted(box: Box, place: Box) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Each cell of the source with each cell that it goes to."""
    bottom, right = box.ends()
    high, wide = bottom - box.top, right - box.left
    tops = _repeated(place.top, place.ends()[0] - place.top, high)
    for top, left in itertools.product(tops, _repeated(place.left, place.ends()[1] - place.left, wide)):
        for down, across in itertools.product(range(high), range(wide)):
            yield (box.top + down, box.left + across), (top + down, left + across)


def _repeated(start: int, room: int, length: int) -> range:
    return range(start, start + room, length) if room and room % length == 0 else range(start, start + 1)


def _shown(sheet: Sheet, cell: Cell) -> Entered:
    try:
        return effective(cell, sheet)
    except FormulaError as error:
        return str(error)


def cut_paste(book: Book, body: Json, who: str) -> Json:
    """cutPaste of everything."""
    source, box = book.grid_box(body["source"])
    to = body["destination"]
    target = book.sheet(int(to.get("sheetId") or 0))
    top, left = int(to.get("rowIndex") or 0), int(to.get("columnIndex") or 0)
    cells = _taken(source, box)
    for row, column in cells:
        source.put(row, column, EMPTY)
    for spot, place in _pasted(box, Box(top, left, top + 1, left + 1)):
        target.put(*place, cells[spot])
    return {}


def _taken(sheet: Sheet, box: Box) -> dict[tuple[int, int], Cell]:
    """Every cell of a box, blank ones too: they are pasted like all others."""
    bottom, right = box.ends()
    spots = itertools.product(range(box.top, bottom), range(box.left, right))
    return {spot: sheet.cell(*spot) for spot in spots}
