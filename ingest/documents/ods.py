"""OpenDocument spreadsheets (.ods, .ots) as pages: one table a sheet, cells read as in OpenDocument text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from ingest.documents.grid import Place, SheetCell, sheet_table
from ingest.documents.looks import Look
from ingest.documents.odt import cell_blocks, open_document
from ingest.documents.odt_controls import read_controls
from ingest.documents.odt_looks import OFFICE, STYLE, read_styles
from ingest.documents.odt_runs import DRAW, Known
from ingest.documents.odt_tables import TABLE, PlacedCell, placed_rows
from ingest.documents.sheet_values import day_words, number_words, words
from ingest.documents.tables import page_of, parted
from ingest.page import OFF, ON, Block, Line, Mark, Page

_CLOCK = re.compile(r"T(\d\d:\d\d)")


def read_ods(content: bytes) -> Page:
    """The spreadsheet as a page. Raises `Unreadable` for a broken or locked one, or one over the limits."""
    body, styles = open_document(content, "spreadsheet")
    known = Known(read_styles(styles), read_controls(body))
    hidden = {name for root in styles for name in _hidden_styles(root)}
    return page_of(_sheets(body, known, hidden))


def _hidden_styles(root: etree._Element) -> Iterator[str]:
    for style in root.iter(f"{STYLE}style"):
        properties = style.find(f"{STYLE}table-properties")
        if properties is not None and properties.get(f"{TABLE}display") == "false":
            yield style.get(f"{STYLE}name", "")


def _sheets(body: etree._Element, known: Known, hidden: set[str]) -> Iterator[Block]:
    for sheet in body.iterfind(f"{TABLE}table"):
        if sheet.get(f"{TABLE}style-name", "") in hidden:
            continue
        cells: dict[Place, SheetCell] = {}
        for number, row in enumerate(placed_rows(sheet)):
            for cell in row:
                made = _cell(cell, known)
                if made is not None and (not made.empty or made.width > 1 or made.height > 1):
                    cells[number, cell.column] = made
        table = sheet_table(cells)
        if table is not None:
            yield table


def _cell(cell: PlacedCell, known: Known) -> SheetCell | None:
    if cell.element is None:
        return None
    look = known.styles.look("table-cell", cell.style)
    lines = _lines(cell.element, known, look)
    return SheetCell(lines, min(cell.width, 100), min(cell.height, 100), f"{look.sets.value}")


def _lines(cell: etree._Element, known: Known, look: Look) -> tuple[Line, ...]:
    """A real date or number says itself best: what is shown may be cut short or in another order."""
    drawn = [
        line
        for control in cell.iterfind(f"{DRAW}control")
        if (run := known.controls.get(control.get(f"{DRAW}control", ""))) is not None
        for line in words(run.text, run.mark | Mark.FILLED)
    ]
    match cell.get(f"{OFFICE}value-type", ""):
        case "date":
            written = _day(cell.get(f"{OFFICE}date-value", ""))
        case "float":
            written = _number(cell.get(f"{OFFICE}value", ""), shown=_shown(cell))
        case "boolean":
            written = ON if cell.get(f"{OFFICE}boolean-value") == "true" else OFF
        case _:
            written = ""
    lines = words(written, look.sets) if written else parted(cell_blocks(cell, known, look))[0]
    return (*drawn, *lines)


def _shown(cell: etree._Element) -> str:
    return "".join(str(text) for text in cell.itertext()).strip()


def _day(value: str) -> str:
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return ""
    clock = _CLOCK.match(value[10:])
    return day_words(day, clock[1] if clock else "")


def _number(value: str, shown: str) -> str:
    """A whole number in full; where digits are shown with zeros before them, as shown."""
    try:
        number = float(value)
    except ValueError:
        return ""
    if re.fullmatch(r"0[\d\s()+-]+", shown):
        return shown
    return number_words(number)
