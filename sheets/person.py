"""A person at the workbook: opens it, types into rows, saves it. For the demonstration.

It goes by what a person sees (tab titles, headers, the text in a row) and leaves no receipt: to the service
these are somebody else's edits.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sheets.applying import add_rows, place_of, write_cells
from sheets.cells import key_text
from sheets.columns import BY_NAME
from sheets.register import Cell, CellWrite, NewRow
from sheets.replacing import replace_file
from sheets.results import forget_results
from sheets.workbook import open_package, read_picture


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed into one row of a tab: `cells` by canonical column. A key not there yet makes a row.

    So does a blank key, each time: a line that needs no number.
    """

    tab: str
    key: str
    cells: Mapping[str, Cell]


def type_into(path: Path, rows: Iterable[Typed]) -> None:
    """Type into the workbook at `path` and save it. Raises `RegisterBroken` where it is not a register."""
    content = path.read_bytes()
    reading = read_picture(content, "")
    package = open_package(content)
    typed = list(rows)
    titles = set()
    for name in dict.fromkeys(row.tab for row in typed):
        place = place_of(package, reading, BY_NAME[name])
        titles.add(place.title)
        mine = [row for row in typed if row.tab == name]
        write_cells(
            place,
            [
                CellWrite(name, row.key, column, value)
                for row in mine
                if row.key
                for column, value in row.cells.items()
            ],
        )
        add_rows(place, _new(name, mine, place.rows))
        place.grid.store()
    forget_results(package, titles, reading)
    replace_file(path, package.save(), lambda: None)


def _new(tab: str, typed: list[Typed], there: Container[str]) -> Iterator[NewRow]:
    for number, row in enumerate(typed):
        if not row.key:
            yield NewRow(tab, f"line {number}", {**row.cells, BY_NAME[tab].key: None})
        elif key_text(row.key) not in there:
            yield NewRow(tab, row.key, dict(row.cells))
