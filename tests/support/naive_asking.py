"""Requests of every kind that moves or changes cells, by chance, within the grid or just beyond its edge."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.naive_grid import Block, Json, NaiveGrid, Value, size

WORDS = ("ab", "Ab", "b", "abab", "c d", "aa", 3, 12, 7, -1, True, False)
FIELDS = ("userEnteredValue", "note", "userEnteredValue,note")
MOST = 12
"""Rows or columns: where there are more, some are deleted."""


@dataclass
class Asking:
    """Makes requests for a grid as it stands."""

    chance: random.Random
    grid: NaiveGrid
    made: int = 0

    def request(self) -> tuple[str, Json]:
        """A kind of a batch's request, and its body."""
        for rows, count in ((True, self.grid.rows), (False, self.grid.columns)):
            if count > MOST:
                return "deleteDimension", {"range": self._whole_span(rows)}
        kind = self.chance.choice(list(KINDS))
        return kind, KINDS[kind](self)

    def box(self) -> Json:
        """A GridRange of at least one cell, within the grid."""
        top, left = self.chance.randrange(self.grid.rows), self.chance.randrange(self.grid.columns)
        bottom = min(top + self.chance.choice((1, 1, 2, 3, 5)), self.grid.rows)
        right = min(left + self.chance.choice((1, 1, 2, 3, 5)), self.grid.columns)
        rows = {"startRowIndex": top, "endRowIndex": bottom}
        return {"sheetId": 0, **rows, "startColumnIndex": left, "endColumnIndex": right}

    def block(self) -> Block:
        """Lines of values, some left alone, some cleared."""
        width = self.chance.randint(1, 3)
        return [[self._value() for _ in range(width)] for _ in range(self.chance.randint(1, 3))]

    def _value(self) -> Value:
        return self.chance.choice((*WORDS, None, ""))

    def _span(self, rows: bool) -> Json:
        size = self.grid.rows if rows else self.grid.columns
        start = self.chance.randrange(size)
        end = start + self.chance.randint(1, 2)
        return {
            "sheetId": 0,
            "dimension": _dimension(rows),
            "startIndex": start,
            "endIndex": end,
        }

    def _whole_span(self, rows: bool) -> Json:
        size = self.grid.rows if rows else self.grid.columns
        span = self._span(rows)
        return {**span, "endIndex": min(span["endIndex"], size)}

    def _rows(self) -> bool:
        """Whether rows are meant, not columns."""
        return self.chance.random() < 0.6

    def _cell(self) -> Json:
        value = self._value()
        kinds = {bool: "boolValue", int: "numberValue", str: "stringValue"}
        entered = {} if value in (None, "") else {"userEnteredValue": {kinds[type(value)]: value}}
        return entered | ({"note": f"n{self.chance.randint(1, 9)}"} if self.chance.random() < 0.5 else {})

    def _cells(self) -> list[Json]:
        return [{"values": [self._cell() for _ in line]} for line in self.block()]

    def _fields(self) -> str:
        return self.chance.choice(FIELDS)

    # One for each kind

    def insert(self) -> Json:
        return {"range": self._span(self._rows()), "inheritFromBefore": self.chance.random() < 0.5}

    def append(self) -> Json:
        return {"sheetId": 0, "dimension": _dimension(self._rows()), "length": 1}

    def delete(self) -> Json:
        return {"range": self._span(self._rows())}

    def move(self) -> Json:
        rows = self._rows()
        target = self.chance.randint(0, self.grid.rows if rows else self.grid.columns)
        return {"source": self._whole_span(rows), "destinationIndex": target}

    def note_row(self) -> Json:
        self.made += 1
        where = {**self._whole_span(True)}
        where["endIndex"] = where["startIndex"] + 1
        told = {"metadataId": self.made, "metadataKey": "case", "visibility": "DOCUMENT"}
        return {"developerMetadata": {**told, "location": {"dimensionRange": where}}}

    def write_at(self) -> Json:
        grid = self.box()
        start = {"sheetId": 0, "rowIndex": grid["startRowIndex"], "columnIndex": grid["startColumnIndex"]}
        return {"start": start, "rows": self._cells(), "fields": self._fields()}

    def repeat(self) -> Json:
        return {"range": self.box(), "cell": self._cell(), "fields": self._fields()}

    def append_cells(self) -> Json:
        return {"sheetId": 0, "rows": self._cells(), "fields": self._fields()}

    def sort(self) -> Json:
        grid = self.box()
        columns = range(grid["startColumnIndex"], grid["endColumnIndex"])
        chosen = self.chance.sample(columns, min(len(columns), self.chance.randint(1, 2)))
        orders = ("ASCENDING", "DESCENDING")
        specs = [{"dimensionIndex": at, "sortOrder": self.chance.choice(orders)} for at in chosen]
        return {"range": grid, "sortSpecs": specs}

    def push(self) -> Json:
        return {"range": self.box(), "shiftDimension": _dimension(self._rows())}

    def copy(self) -> Json:
        source = self.box()
        high, wide = size(source)
        times = self.chance.choice((1, 1, 2)), self.chance.choice((1, 1, 2))
        top = self.chance.randint(0, max(0, self.grid.rows - high * times[0]))
        left = self.chance.randint(0, max(0, self.grid.columns - wide * times[1]))
        rows = {"startRowIndex": top, "endRowIndex": min(top + high * times[0], self.grid.rows)}
        ends = {"startColumnIndex": left, "endColumnIndex": min(left + wide * times[1], self.grid.columns)}
        kind = self.chance.choice(("PASTE_NORMAL", "PASTE_VALUES"))
        return {"source": source, "destination": {"sheetId": 0, **rows, **ends}, "pasteType": kind}

    def cut(self) -> Json:
        source = self.box()
        high, wide = size(source)
        top = self.chance.randint(0, self.grid.rows - high)
        left = self.chance.randint(0, self.grid.columns - wide)
        to = {"sheetId": 0, "rowIndex": top, "columnIndex": left}
        return {"source": source, "destination": to, "pasteType": "PASTE_NORMAL"}

    def replace(self) -> Json:
        find, new = self.chance.choice(("a", "ab", "1", "c d")), self.chance.choice("xB7")
        asked = {name: self.chance.random() < 0.4 for name in ("matchCase", "matchEntireCell")}
        return {"range": self.box(), "find": find, "replacement": new, **asked}

    def merge(self) -> Json:
        return {"range": self.box(), "mergeType": "MERGE_ALL"}


def _dimension(rows: bool) -> str:
    return "ROWS" if rows else "COLUMNS"


KINDS: dict[str, Callable[[Asking], Json]] = {
    "insertDimension": Asking.insert,
    "appendDimension": Asking.append,
    "deleteDimension": Asking.delete,
    "moveDimension": Asking.move,
    "createDeveloperMetadata": Asking.note_row,
    "updateCells": Asking.write_at,
    "updateRange": lambda asking: {"range": asking.box(), "rows": [], "fields": asking._fields()},
    "repeatCell": Asking.repeat,
    "appendCells": Asking.append_cells,
    "sortRange": Asking.sort,
    "insertRange": Asking.push,
    "deleteRange": Asking.push,
    "copyPaste": Asking.copy,
    "cutPaste": Asking.cut,
    "findReplace": Asking.replace,
    "mergeCells": Asking.merge,
}
