"""Excel workbooks (.xlsx, .xlsm, .xltx) as pages: the XML walked as it stands, one table a sheet.

Real dates become words ("3 November 2026"), true and false become tick boxes, tick boxes and text boxes drawn
over the cells stand in the cell under them. Hidden sheets, rows and columns are not read: they hold lists.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from ingest.documents.grid import Place, SheetCell, sheet_table
from ingest.documents.sheet_values import date_words, lines_of, number_words, words
from ingest.documents.tables import page_of
from ingest.documents.xlsx_looks import CellStyle, S, font_mark, read_styles
from ingest.documents.xlsx_shapes import text_boxes, tick_boxes
from ingest.documents.xml import parse_xml
from ingest.documents.zipped import Unreadable, read_members
from ingest.page import OFF, ON, Block, Line, Mark, Page, Run

_WORKBOOK, _STRINGS, _STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MOST_SHEETS = 50
_MOST_CELLS = 50_000
_MOST_MERGED = 5_000  # cells that one merged block may cover
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_PLAIN = CellStyle()


@dataclass(frozen=True, slots=True)
class _Book:
    strings: Sequence[list[Run]]
    styles: Sequence[CellStyle]
    since_1904: bool


def read_xlsx(content: bytes) -> Page:
    """The workbook as a page. Raises `Unreadable` for a broken one and for one over the limits."""
    members = read_members(content, (_WORKBOOK, _relations_of(_WORKBOOK), _STRINGS, _STYLES))
    if _WORKBOOK not in members:
        raise Unreadable("it holds no text")
    workbook = parse_xml(members[_WORKBOOK])
    properties = workbook.find(f"{S}workbookPr")
    styles = parse_xml(members[_STYLES]) if _STYLES in members else None
    strings = parse_xml(members[_STRINGS]) if _STRINGS in members else ()
    book = _Book(
        [_runs(entry, Mark.NONE) for entry in strings],
        read_styles(styles),
        properties is not None and properties.get("date1904", "0") in ("1", "true"),
    )
    return page_of(_sheets(content, _sheet_names(workbook, members), book))


def _relations_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _relations(name: str, members: dict[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Id, kind and target of each relation of a part."""
    file = members.get(_relations_of(name))
    for relation in () if file is None else parse_xml(file).iterfind(_RELATION):
        target = relation.get("Target", "")
        folder = name.rpartition("/")[0]
        path = target[1:] if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], path


def _sheet_names(workbook: etree._Element, members: dict[str, bytes]) -> list[str]:
    """The parts of the sheets that can be seen, in their order."""
    targets = {name: path for name, _, path in _relations(_WORKBOOK, members)}
    shown = [
        targets.get(sheet.get(f"{_R}id", ""), "")
        for sheet in workbook.iterfind(f"{S}sheets/{S}sheet")
        if sheet.get("state", "visible") == "visible"
    ]
    return [name for name in shown if name][:_MOST_SHEETS]


def _sheets(content: bytes, names: Collection[str], book: _Book) -> Iterator[Block]:
    members = read_members(content, [*names, *map(_relations_of, names)])
    drawn = {
        name: [(kind, path) for _, kind, path in _relations(name, members) if "rawing" in kind]
        for name in names
    }
    drawings = read_members(content, [path for found in drawn.values() for _, path in found])
    for name in names:
        if name not in members:
            continue
        cells = _cells(parse_xml(members[name]), book)
        for kind, path in drawn[name]:
            if path in drawings:
                found = (
                    tick_boxes(drawings[path])
                    if kind == "vmlDrawing"
                    else text_boxes(parse_xml(drawings[path]))
                )
                for place, lines in found:
                    cell = cells.get(place, SheetCell())
                    cells[place] = replace(cell, lines=(*lines, *cell.lines))
        table = sheet_table(cells)
        if table is not None:
            yield table


def _cells(sheet: etree._Element, book: _Book) -> dict[Place, SheetCell]:
    hidden = _hidden_columns(sheet)
    cells: dict[Place, SheetCell] = {}
    row_number = -1
    for row in sheet.iterfind(f"{S}sheetData/{S}row"):
        given = row.get("r", "")
        row_number = int(given) - 1 if re.fullmatch(r"[1-9]\d{0,6}", given) else row_number + 1
        if row.get("hidden") in ("1", "true"):
            continue
        column = -1
        for cell in row.iterfind(f"{S}c"):
            column = _column_of(cell.get("r", ""), column + 1)
            made = _cell(cell, book)
            if not made.empty and column not in hidden:
                cells[row_number, column] = made
        if len(cells) > _MOST_CELLS:
            raise Unreadable("it is far longer than a form can be")
    _merge(sheet, cells)
    return cells


def _hidden_columns(sheet: etree._Element) -> frozenset[int]:
    hidden: set[int] = set()
    for columns in sheet.iterfind(f"{S}cols/{S}col"):
        ends = columns.get("min", ""), columns.get("max", "")
        if columns.get("hidden") in ("1", "true") and all(re.fullmatch(r"[1-9]\d{0,4}", end) for end in ends):
            hidden.update(range(int(ends[0]) - 1, min(int(ends[1]), 16_384)))
    return frozenset(hidden)


def _merge(sheet: etree._Element, cells: dict[Place, SheetCell]) -> None:
    for merged in sheet.iterfind(f"{S}mergeCells/{S}mergeCell"):
        first, _, last = merged.get("ref", "").partition(":")
        start, end = _place(first), _place(last)
        if start is None or end is None:
            continue
        height, width = end[0] - start[0] + 1, end[1] - start[1] + 1
        if height > 0 and width > 0 and height * width <= _MOST_MERGED and len(cells) <= _MOST_CELLS:
            cells[start] = replace(cells.get(start, SheetCell()), width=width, height=height)


def _place(reference: str) -> Place | None:
    found = _REFERENCE.fullmatch(reference.replace("$", ""))
    return (int(found[2]) - 1, _column(found[1])) if found else None


def _column_of(reference: str, otherwise: int) -> int:
    place = _place(reference)
    return otherwise if place is None else place[1]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _cell(cell: etree._Element, book: _Book) -> SheetCell:
    at = cell.get("s", "0")
    style = book.styles[int(at)] if at.isdecimal() and int(at[:6]) < len(book.styles) else _PLAIN
    return SheetCell(_lines(cell, style, book), looks=style.looks)


def _lines(cell: etree._Element, style: CellStyle, book: _Book) -> tuple[Line, ...]:
    value = (cell.findtext(f"{S}v") or "").strip()
    match cell.get("t", "n"):
        case "s":
            known = value.isdecimal() and int(value[:9]) < len(book.strings)
            runs = book.strings[int(value)] if known else []
            return lines_of([Run(run.text, run.mark | style.mark) for run in runs])
        case "inlineStr":
            inline = cell.find(f"{S}is")
            return () if inline is None else lines_of(_runs(inline, style.mark))
        case "b":
            return words(ON if value == "1" else OFF, style.mark) if value else ()
        case "str":
            return words(cell.findtext(f"{S}v") or "", style.mark)
        case "d":
            return words(value.replace("T", " ")[:16], style.mark)
        case "e":
            return ()
        case _:
            return words(_number_words(value, style, book), style.mark)


def _number_words(value: str, style: CellStyle, book: _Book) -> str:
    try:
        number = float(value)
    except ValueError:
        return value
    return date_words(number, book.since_1904) if style.day else number_words(number, style.code)


def _runs(entry: etree._Element, mark: Mark) -> list[Run]:
    """The text of a string: plain, or in runs with looks of their own."""
    runs: list[Run] = []
    for child in entry:
        if child.tag == f"{S}t":
            runs.append(Run(child.text or "", mark))
        elif child.tag == f"{S}r":
            look = child.find(f"{S}rPr")
            own = mark if look is None else mark | font_mark(look)
            runs.append(Run(child.findtext(f"{S}t") or "", own))
    return runs
