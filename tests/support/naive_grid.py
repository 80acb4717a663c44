"""A tab as slowly and plainly as can be written: a dict of cells, to hold the Sheets emulator against.

It is made from Google's description of each request alone, and shares nothing with the emulator.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Value = str | int | bool | None
Spot = tuple[int, int]
Block = list[list[Value]]


class Refused(Exception):
    """A request that asks for what is not there."""


@dataclass
class NaiveGrid:
    """Values and notes by row and column from 0; `tags`: the row that each piece of metadata is on."""

    rows: int
    columns: int
    metadata_follows_sort: bool
    values: dict[Spot, Value] = field(default_factory=dict)
    notes: dict[Spot, str] = field(default_factory=dict)
    tags: dict[int, int] = field(default_factory=dict)

    def apply(self, kind: str, body: Json) -> Json | None:
        """Do what the request says; what it replies, where that is told. Raises Refused."""
        reply: Json | None = getattr(self, kind)(body)
        self.values = {spot: value for spot, value in self.values.items() if value not in (None, "")}
        self.notes = {spot: note for spot, note in self.notes.items() if note}
        return reply

    # Whole rows and columns

    def insertDimension(self, body: Json) -> None:
        rows, start, end, size = self._span(body["range"])
        before = body["inheritFromBefore"]
        if start > size or (start == size and not before) or (before and not start):
            raise Refused
        self._move_lines(rows, lambda at: at + end - start if at >= start else at)
        self._grow(rows, end - start)

    def appendDimension(self, body: Json) -> None:
        self._grow(body["dimension"] == "ROWS", body["length"])

    def deleteDimension(self, body: Json) -> None:
        rows, start, end, size = self._span(body["range"])
        if end > size or end - start == size:
            raise Refused
        self._move_lines(rows, lambda at: at if at < start else None if at < end else at - (end - start))
        self._grow(rows, start - end)

    def moveDimension(self, body: Json) -> None:
        rows, start, end, size = self._span(body["source"])
        target = body["destinationIndex"]
        lines = list(range(size))
        moved = [line for line in lines if start <= line < end]
        before = [line for line in lines[:target] if line not in moved]
        after = [line for line in lines[target:] if line not in moved]
        order = before + moved + after
        self._move_lines(rows, order.index)

    def createDeveloperMetadata(self, body: Json) -> None:
        given = body["developerMetadata"]
        self.tags[given["metadataId"]] = given["location"]["dimensionRange"]["startIndex"]

    def _span(self, span: Json) -> tuple[bool, int, int, int]:
        rows = span["dimension"] == "ROWS"
        return rows, span["startIndex"], span["endIndex"], self.rows if rows else self.columns

    def _grow(self, rows: bool, by: int) -> None:
        self.rows, self.columns = (self.rows + by, self.columns) if rows else (self.rows, self.columns + by)

    def _move_lines(self, rows: bool, where: Callable[[int], int | None]) -> None:
        def moved(spot: Spot) -> Spot | None:
            line = where(spot[0] if rows else spot[1])
            return None if line is None else (line, spot[1]) if rows else (spot[0], line)

        self._move(moved)
        if rows:
            self.tags = {tag: to for tag, row in self.tags.items() if (to := where(row)) is not None}

    def _move(self, where: Callable[[Spot], Spot | None]) -> None:
        """Every cell goes where `where` says, and is gone where it says None."""
        self.values = {to: value for spot, value in self.values.items() if (to := where(spot)) is not None}
        self.notes = {to: note for spot, note in self.notes.items() if (to := where(spot)) is not None}

    # Cells

    def updateCells(self, body: Json) -> None:
        top, left = body["start"]["rowIndex"], body["start"]["columnIndex"]
        self._put(top, left, body["rows"], body["fields"])

    def updateRange(self, body: Json) -> None:
        for spot in spots(body["range"]):
            self._put(*spot, [{"values": [{}]}], body["fields"])
        top, left = body["range"]["startRowIndex"], body["range"]["startColumnIndex"]
        self._put(top, left, body["rows"], body["fields"])

    def repeatCell(self, body: Json) -> None:
        for spot in spots(body["range"]):
            self._put(*spot, [{"values": [body["cell"]]}], body["fields"])

    def appendCells(self, body: Json) -> None:
        below = max((row + 1 for row, _ in self.values), default=0)
        self.rows = max(self.rows, below + len(body["rows"]))
        self._put(below, 0, body["rows"], body["fields"])

    def _put(self, top: int, left: int, rows: list[Json], fields: str) -> None:
        width = max((len(row["values"]) for row in rows), default=0)
        if top + len(rows) > self.rows or left + width > self.columns:
            raise Refused
        for row, line in enumerate(rows, top):
            for column, cell in enumerate(line["values"], left):
                if "userEnteredValue" in fields:
                    self.values[row, column] = next(iter(cell.get("userEnteredValue", {}).values()), None)
                if "note" in fields:
                    self.notes[row, column] = cell.get("note", "")

    def mergeCells(self, body: Json) -> None:
        for spot in spots(body["range"])[1:]:
            self.values.pop(spot, None)

    def unmergeCells(self, body: Json) -> None:
        """What merging took is not given back."""

    def sortRange(self, body: Json) -> None:
        grid = body["range"]
        columns = range(grid["startColumnIndex"], grid["endColumnIndex"])
        order = list(range(grid["startRowIndex"], grid["endRowIndex"]))
        for spec in reversed(body["sortSpecs"]):
            column = spec["dimensionIndex"]
            full = [row for row in order if (row, column) in self.values]
            blank = [row for row in order if row not in full]
            full.sort(
                key=lambda row: _rank(self.values[row, column]),
                reverse=spec["sortOrder"] == "DESCENDING",
            )
            order = full + blank
        new = dict(zip(order, range(grid["startRowIndex"], grid["endRowIndex"]), strict=True))
        self._move(lambda spot: (new.get(spot[0], spot[0]), spot[1]) if spot[1] in columns else spot)
        if self.metadata_follows_sort:
            self.tags = {tag: new.get(row, row) for tag, row in self.tags.items()}

    def insertRange(self, body: Json) -> None:
        self._push(body, 1)
        self.rows = max([self.rows, *(row + 1 for row, _ in (*self.values, *self.notes))])
        self.columns = max([self.columns, *(column + 1 for _, column in (*self.values, *self.notes))])

    def deleteRange(self, body: Json) -> None:
        gone = set(spots(body["range"]))
        self._move(lambda spot: None if spot in gone else spot)
        self._push(body, -1)

    def _push(self, body: Json, sign: int) -> None:
        grid, down = body["range"], body["shiftDimension"] == "ROWS"
        top, bottom = grid["startRowIndex"], grid["endRowIndex"]
        left, right = grid["startColumnIndex"], grid["endColumnIndex"]

        def where(spot: Spot) -> Spot:
            if down and left <= spot[1] < right and spot[0] >= top:
                return spot[0] + sign * (bottom - top), spot[1]
            if not down and top <= spot[0] < bottom and spot[1] >= left:
                return spot[0], spot[1] + sign * (right - left)
            return spot

        self._move(where)

    # Copies, and words in place of others

    def copyPaste(self, body: Json) -> None:
        source, target = body["source"], body["destination"]
        high, wide = size(source)
        high_there, wide_there = size(target)
        times_down = high_there // high if high_there % high == 0 else 1
        times_right = wide_there // wide if wide_there % wide == 0 else 1
        values, notes = dict(self.values), dict(self.notes)
        for row, column in spots(source):
            for down in range(times_down):
                for right in range(times_right):
                    top = target["startRowIndex"] + down * high + row - source["startRowIndex"]
                    left = target["startColumnIndex"] + right * wide + column - source["startColumnIndex"]
                    self.values[top, left] = values.get((row, column))
                    if body["pasteType"] == "PASTE_NORMAL":
                        self.notes[top, left] = notes.get((row, column), "")

    def cutPaste(self, body: Json) -> None:
        to = body["destination"]
        taken = spots(body["source"])
        values = {spot: self.values.pop(spot, None) for spot in taken}
        notes = {spot: self.notes.pop(spot, "") for spot in taken}
        for row, column in taken:
            down, right = row - taken[0][0], column - taken[0][1]
            place = to["rowIndex"] + down, to["columnIndex"] + right
            self.values[place], self.notes[place] = values[row, column], notes[row, column]

    def findReplace(self, body: Json) -> Json:
        hits, occurrences = set(), 0
        find, case = body["find"], body.get("matchCase")
        for spot in spots(body["range"]):
            value = self.values.get(spot)
            if value is None or isinstance(value, bool):
                continue
            text = str(value)
            parts = re.split(re.escape(find), text, flags=0 if case else re.IGNORECASE)
            if body.get("matchEntireCell") and parts != ["", ""]:
                continue
            if len(parts) > 1:
                hits.add(spot)
                occurrences += len(parts) - 1
                self.values[spot] = _typed(body["replacement"].join(parts))
        counts = {
            "valuesChanged": len(hits),
            "rowsChanged": len({row for row, _ in hits}),
            "sheetsChanged": int(bool(hits)),
            "occurrencesChanged": occurrences,
        }
        return {"findReplace": {name: count for name, count in counts.items() if count}}

    # Values

    def write(self, top: int, left: int, block: Block) -> None:
        """values.update: null leaves a cell alone, an empty text clears it."""
        if top + len(block) > self.rows or left + max(map(len, block)) > self.columns:
            raise Refused
        for row, line in enumerate(block, top):
            self.values |= {(row, at): value for at, value in enumerate(line, left) if value is not None}

    def clear(self, grid: Json) -> None:
        """values.clear."""
        for spot in spots(grid):
            self.values.pop(spot, None)

    def append(self, grid: Json, block: Block, insert: bool) -> None:
        """values.append: below the table that reaches into the range."""
        table = self._table([spot for spot in spots(grid) if spot in self.values])
        top, left = grid["startRowIndex"], grid["startColumnIndex"]
        if table:
            top, left = max(row for row, _ in table) + 1, min(column for _, column in table)
            if insert:
                self._move_lines(True, lambda at: at + len(block) if at >= top else at)
                self.rows += len(block)
        self.rows = max(self.rows, top + len(block))
        self.columns = max(self.columns, left + max(map(len, block)))
        self.write(top, left, block)

    def _table(self, seeds: list[Spot]) -> set[Spot]:
        """All that hangs together with the last of the seeds, corner by corner."""
        table = set(seeds[-1:])
        while True:
            near = {
                (row, column)
                for row, column in self.values
                if any(abs(row - one) < 2 and abs(column - other) < 2 for one, other in table)
            }
            if near <= table:
                return table
            table |= near


def spots(grid: Json) -> list[Spot]:
    """The cells of a GridRange, row by row."""
    rows = range(grid["startRowIndex"], grid["endRowIndex"])
    return [(row, at) for row in rows for at in range(grid["startColumnIndex"], grid["endColumnIndex"])]


def size(grid: Json) -> tuple[int, int]:
    """How high and wide a GridRange is."""
    return grid["endRowIndex"] - grid["startRowIndex"], grid["endColumnIndex"] - grid["startColumnIndex"]


def _rank(value: Value) -> tuple[int, Any]:
    """Numbers, then text whatever its case, then truth values."""
    if isinstance(value, bool):
        return 2, value
    return (0, value) if isinstance(value, int) else (1, str(value).lower())


def _typed(text: str) -> Value:
    return int(text) if re.fullmatch(r"-?\d+", text) else text
