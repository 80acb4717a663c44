"""The Sheets API v4 in dicts: requests of a batch, and the cells of an answer (SHEETS.md §6). Pure.

Rows and columns are 0-based here, ends are open. A text is always sent as `stringValue`, so that "=1+1",
"+44…" and "007" stay what they are (SHEETS.md §4.4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from sheets.cells import fit
from sheets.register import Cell, Words

Json = dict[str, Any]

EPOCH = date(1899, 12, 30)
"""Day 0 of a serial date."""

SHEET_FIELDS = (
    "sheets(properties(sheetId,title,hidden,gridProperties(rowCount,columnCount)),merges,"
    "data(rowData(values(userEnteredValue(formulaValue),effectiveValue,"
    "dataValidation(condition(values(userEnteredValue)))))))"
)
"""What is asked of a tab. Of what was entered only formulas: all else is its own effective value."""

SETUP_FIELDS = SHEET_FIELDS[:-1] + (
    ",basicFilter,filterViews(filterViewId,range),protectedRanges(protectedRangeId,range,description))"
)
"""What is asked besides where columns may be made: which filters they have to be part of, and what is said to
be the service's."""

WRITTEN_FIELDS = f"replies,updatedSpreadsheet({SHEET_FIELDS})"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that a person put into a cell, and what it came to."""

    text: str
    value: str | int | float | bool | None


_NOTHING: Mapping[str, Any] = {}

Raw = str | int | float | bool | Formula | None
"""A cell as the API has it: a date is a serial number of days, a blank cell is None."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A tab as it stood: `rows` from the top, ragged; `merges` as (top, left, bottom, right), ends open.

    `lists`: the words that a cell offers, where they are written in its own rule; `sources`: by column the
    range from which its other cells take theirs, as "='Lists'!$B$2:$B$300".
    """

    sheet_id: int
    title: str
    rows: tuple[tuple[Raw, ...], ...]
    row_count: int
    column_count: int
    merges: tuple[tuple[int, int, int, int], ...] = ()
    lists: Mapping[tuple[int, int], Words] = field(default_factory=dict)
    sources: Mapping[int, str] = field(default_factory=dict)
    filter: Json | None = None  # as the API tells it, where it was asked for
    views: tuple[Json, ...] = ()
    protected: tuple[Json, ...] = ()

    def cell(self, row: int, column: int) -> Raw:
        """The cell there; beyond the last one filled all is blank."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]

    def width(self) -> int:
        """The number of columns up to the last one with anything in it."""
        return max(map(len, self.rows), default=0)

    def texts(self, row: int) -> list[str]:
        """A row's cells as trimmed text, up to `width`."""
        return [text_of(self.cell(row, column)) for column in range(self.width())]


def seen(raw: Raw) -> str | int | float | bool | None:
    """The value that a person sees: a formula's is what it came to."""
    return raw.value if isinstance(raw, Formula) else raw


def text_of(raw: Raw) -> str:
    """The trimmed text of a cell; 3.0 is "3"."""
    value = seen(raw)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def same(one: Raw, other: Raw) -> bool:
    """Whether two cells hold the same; TRUE is not 1, and a formula is its text."""
    match one, other:
        case Formula(text=text), Formula(text=twin):
            return text == twin
        case (Formula(), _) | (_, Formula()):
            return False
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def raw_of(value: Cell) -> Raw:
    """A value of ours as the API has it: text cleaned and cut to what a cell holds, dates as serials."""
    fitted = fit(value)
    return (fitted - EPOCH).days if isinstance(fitted, date) else fitted


def day_of(serial: int | float) -> date:
    """The day of a serial date; its time of day is left out."""
    return EPOCH + timedelta(days=int(serial))


def extended(raw: Raw) -> Json:
    """CellData with just the value; a blank cell has none and clears."""
    match raw:
        case None | "":
            return {}
        case Formula(text=text):
            return {"userEnteredValue": {"formulaValue": text}}
        case bool():
            return {"userEnteredValue": {"boolValue": raw}}
        case int() | float():
            return {"userEnteredValue": {"numberValue": raw}}
    return {"userEnteredValue": {"stringValue": raw}}


Offers = tuple[tuple[int, str | Words], ...]


class Line(NamedTuple):
    """A row of an answer: its cells, and by column what a cell offers: words of its own, or a range."""

    cells: tuple[Raw, ...]
    offers: Offers


@dataclass(slots=True)
class Lines:
    """Makes lines of rows as they come; what is the same in many rows is kept once."""

    known: dict[Offers, Offers] = field(default_factory=dict)

    def of(self, row: Mapping[str, Any]) -> Line:
        """A RowData as a line."""
        values = row.get("values", ())
        offers = tuple(
            (column, offer)
            for column, cell in enumerate(values)
            if "dataValidation" in cell and (offer := _offer(cell["dataValidation"]))
        )
        return Line(tuple(map(raw_cell, values)), self._once(offers))

    def _once(self, offers: Offers) -> Offers:
        return self.known.setdefault(offers, offers)


def _offer(rule: Mapping[str, Any]) -> str | Words:
    values = rule.get("condition", _NOTHING).get("values", ())
    first: str = values[0].get("userEnteredValue", "") if values else ""
    return first if first[:1] == "=" else tuple(value.get("userEnteredValue", "") for value in values)


def read_grids(answer: Mapping[str, Any]) -> list[Grid]:
    """The tabs of a spreadsheets.get (or of the `updatedSpreadsheet` of a batch), in their order.

    Its rows are lines already: see sheets/answers.py.
    """
    return [_grid(sheet) for sheet in answer.get("sheets", ())]


def _grid(sheet: Mapping[str, Any]) -> Grid:
    properties = sheet.get("properties", {})
    size = properties.get("gridProperties", {})
    data = (sheet.get("data") or [{}])[0]
    lines: Sequence[Line] = data.get("rowData", ())
    rows = [line.cells for line in lines]
    while rows and rows[-1].count(None) == len(rows[-1]):
        rows.pop()
    merges = tuple(merged(merge, size) for merge in sheet.get("merges", ()))
    return Grid(
        properties.get("sheetId", 0),
        properties.get("title", ""),
        tuple(rows),
        size.get("rowCount", 0),
        size.get("columnCount", 0),
        merges,
        *_offered(lines),
        sheet.get("basicFilter"),
        tuple(sheet.get("filterViews", ())),
        tuple(sheet.get("protectedRanges", ())),
    )


def _offered(lines: Sequence[Line]) -> tuple[dict[tuple[int, int], Words], dict[int, str]]:
    """What cells offer: lists of their own, and by column the range that most others take theirs from."""
    often: Counter[tuple[int, str]] = Counter()
    own: dict[Offers, list[tuple[int, Words]]] = {}
    for offers, count in Counter(line.offers for line in lines).items():
        for column, offer in offers:
            if isinstance(offer, str):  # nearly all
                often[column, offer] += count
            else:
                own.setdefault(offers, []).append((column, offer))
    lists = {
        (row, column): words
        for row, line in enumerate(lines)
        if own
        for column, words in own.get(line.offers, ())
    }
    return lists, dict(source for source, _ in reversed(often.most_common()))


def raw_cell(cell: Mapping[str, Any]) -> Raw:
    """The value of a CellData."""
    value: Any = None
    for kind, value in cell.get("effectiveValue", _NOTHING).items():  # an ExtendedValue has one member
        if kind == "errorValue":
            value = str(value.get("message") or f"#{value.get('type', 'ERROR')}")
    entered = cell.get("userEnteredValue")
    if entered and (formula := entered.get("formulaValue")):
        return Formula(formula, value)
    return None if value == "" else value


def merged(merge: Mapping[str, int], size: Mapping[str, int]) -> tuple[int, int, int, int]:
    """An area of merged cells as (top, left, bottom, right), ends open."""
    return (
        merge.get("startRowIndex", 0),
        merge.get("startColumnIndex", 0),
        merge.get("endRowIndex", size.get("rowCount", 0)),
        merge.get("endColumnIndex", size.get("columnCount", 0)),
    )


def box(sheet_id: int, top: int, left: int, bottom: int | None = None, right: int | None = None) -> Json:
    """A GridRange; an end of None is open."""
    grid: Json = {"sheetId": sheet_id, "startRowIndex": top, "startColumnIndex": left}
    if bottom is not None:
        grid["endRowIndex"] = bottom
    if right is not None:
        grid["endColumnIndex"] = right
    return grid


def set_cells(sheet_id: int, row: int, column: int, rows: Sequence[Sequence[Raw]]) -> Json:
    """Write the values of a block and nothing else of its cells."""
    width = max(map(len, rows), default=0)
    return {
        "updateCells": {
            "range": box(sheet_id, row, column, row + len(rows), column + width),
            "rows": [{"values": [extended(value) for value in line]} for line in rows],
            "fields": "userEnteredValue",
        }
    }


def insert_rows(sheet_id: int, at: int, count: int, *, like_above: bool) -> Json:
    """Make room; the new rows look like the row above, or like the one below."""
    span = {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": at, "endIndex": at + count}
    return {"insertDimension": {"range": span, "inheritFromBefore": like_above}}


def copy_value(source: Json, target: Json) -> Json:
    """Copy what a cell shows to another cell, without its looks."""
    return {"copyPaste": {"source": source, "destination": target, "pasteType": "PASTE_VALUES"}}


def insert_columns(sheet_id: int, at: int, count: int) -> Json:
    """Make room; the new columns look like the one to their right."""
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + count}
    return {"insertDimension": {"range": span, "inheritFromBefore": False}}


def append_columns(sheet_id: int, count: int) -> Json:
    """Make room at the right end."""
    return {"appendDimension": {"sheetId": sheet_id, "dimension": "COLUMNS", "length": count}}


def delete_rows(sheet_id: int, start: int, end: int) -> Json:
    """Take rows out. Only ever used on our own hidden tab of receipts."""
    span = {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": start, "endIndex": end}
    return {"deleteDimension": {"range": span}}


def dress(grid: Json, form: Json) -> Json:
    """Give every cell of a range a format, member by member of `form`."""
    fields = ",".join(f"userEnteredFormat.{name}" for name in form)
    return {"repeatCell": {"range": grid, "cell": {"userEnteredFormat": form}, "fields": fields}}


def batch(requests: Sequence[Json], read_back: Sequence[str] = ()) -> Json:
    """The body of a batchUpdate; `read_back` are A1 ranges answered as they are after it (SHEETS.md §4.6)."""
    body: Json = {"requests": list(requests)}
    if read_back:
        body["includeSpreadsheetInResponse"] = True
        body["responseRanges"] = list(read_back)
        body["responseIncludeGridData"] = True
    return body


def a1(title: str, cells: str = "") -> str:
    """A range in A1 notation, the title always quoted."""
    quoted = "'" + title.replace("'", "''") + "'"
    return f"{quoted}!{cells}" if cells else quoted


def letters(column: int) -> str:
    """The letters of a 0-based column."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def rgb(colour: str) -> Json:
    """ "RRGGBB" as a ColorStyle."""
    parts = zip(("red", "green", "blue"), (colour[0:2], colour[2:4], colour[4:6]), strict=True)
    return {"rgbColor": {name: int(part, 16) / 255 for name, part in parts}}
