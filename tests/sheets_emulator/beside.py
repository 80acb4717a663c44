"""What a tab keeps beside its cells: charts, filter views, bands, tables, conditional formats, protection.

They are kept and told again, not worked out: nothing is drawn, coloured or hidden here.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

from tests.sheets_emulator import masks
from tests.sheets_emulator.errors import Rejected
from tests.sheets_emulator.state import Book, Json, Sheet

Apply = Callable[[Book, Json, str], Json]


@dataclass(frozen=True, slots=True)
class Kept:
    """One sort of thing: its name in requests, the list of a tab that holds it, and what its id is called."""

    request: str
    name: str
    where: str
    id_name: str
    text_id: bool = False

    def entries(self, sheet: Sheet) -> list[Json]:
        found: list[Json] = getattr(sheet, self.where)
        return found

    def find(self, book: Book, number: object) -> tuple[list[Json], Json]:
        """The list it is in, and it. Raises Rejected."""
        for sheet in book.sheets:
            for entry in self.entries(sheet):
                if entry[self.id_name] == number:
                    return self.entries(sheet), entry
        raise Rejected(f"No {self.name} with id: {number}")

    def add(self, book: Book, body: Json, who: str) -> Json:
        """add...: with the id that was asked for, if it is free. Raises Rejected."""
        entry = copy.deepcopy(body[self.name])
        sheet = _sheet(book, entry)
        taken = {each[self.id_name] for tab in book.sheets for each in self.entries(tab)}
        if entry.get(self.id_name) in taken:
            raise Rejected(f"{self.id_name} {entry[self.id_name]} is taken already.")
        fresh = book.fresh_id()
        entry.setdefault(self.id_name, str(fresh) if self.text_id else fresh)
        self.entries(sheet).append(entry)
        return {f"add{self.request}": {self.name: entry}}

    def update(self, book: Book, body: Json, who: str) -> Json:
        """update...: the fields that the mask names."""
        fresh = body[self.name]
        entries, old = self.find(book, fresh.get(self.id_name))
        tree = masks.parse(body.get("fields") or "*") or dict.fromkeys([*old, *fresh], {})
        entries[entries.index(old)] = {**masks.lay(tree, old, fresh), self.id_name: old[self.id_name]}
        return {}

    def delete(self, book: Book, body: Json, id_name: str = "") -> Json:
        """delete...: by id."""
        entries, entry = self.find(book, body.get(id_name or self.id_name))
        entries.remove(entry)
        return {}


def _sheet(book: Book, entry: Json) -> Sheet:
    if "range" in entry:
        return book.grid_box(entry["range"])[0]
    position = entry.get("position") or {}
    if "sheetId" in position:
        return book.sheet(int(position["sheetId"]))
    if position.get("newSheet"):
        sheet = Sheet(book.fresh_id(), f"Chart{len(book.sheets) + 1}")
        book.sheets.append(sheet)
        return sheet
    anchor = (position.get("overlayPosition") or {}).get("anchorCell") or {}
    return book.sheet(int(anchor.get("sheetId") or 0))


CHART = Kept("Chart", "chart", "charts", "chartId")
BANDING = Kept("Banding", "bandedRange", "bandings", "bandedRangeId")
FILTER_VIEW = Kept("FilterView", "filter", "filter_views", "filterViewId")
TABLE = Kept("Table", "table", "tables", "tableId", text_id=True)
PROTECTED = Kept("ProtectedRange", "protectedRange", "protected", "protectedRangeId")


def update_chart(book: Book, body: Json, who: str) -> Json:
    """updateChartSpec."""
    _, chart = CHART.find(book, body.get("chartId"))
    chart["spec"] = copy.deepcopy(body["spec"])
    return {}


def delete_chart(book: Book, body: Json, who: str) -> Json:
    """deleteEmbeddedObject."""
    entries, chart = CHART.find(book, body.get("objectId"))
    entries.remove(chart)
    return {}


def deleting(kept: Kept, id_name: str = "") -> Apply:
    """The delete request of a sort of thing."""
    return lambda book, body, who: kept.delete(book, body, id_name)


def update_rule(book: Book, body: Json, who: str) -> Json:
    """updateConditionalFormatRule: another rule at its place, or the same one at another."""
    rules, at = _rules(book, body)
    answer: Json = {"oldRule": rules[at], "oldIndex": at}
    if "rule" in body:
        rules[at] = copy.deepcopy(body["rule"])
        answer |= {"newIndex": at}
    else:
        to = int(body.get("newIndex") or 0)
        rules.insert(to, rules.pop(at))
        answer |= {"newIndex": to}
    return {"updateConditionalFormatRule": {**answer, "newRule": rules[answer["newIndex"]]}}


def delete_rule(book: Book, body: Json, who: str) -> Json:
    """deleteConditionalFormatRule."""
    rules, at = _rules(book, body)
    return {"deleteConditionalFormatRule": {"rule": rules.pop(at)}}


def _rules(book: Book, body: Json) -> tuple[list[Json], int]:
    first = ((body.get("rule") or {}).get("ranges") or [{}])[0]
    sheet = book.sheet(int(body.get("sheetId") or first.get("sheetId") or 0))
    at = int(body.get("index") or 0)
    if at >= len(sheet.conditional):
        raise Rejected(f"No conditional format on sheet: {sheet.id} at index: {at}")
    return sheet.conditional, at
