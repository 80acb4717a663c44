"""Whether a strict validation rule lets a value in: asked only where the switch says that the API asks."""

from __future__ import annotations

from tests.sheets_emulator.cells import rendered
from tests.sheets_emulator.errors import ApiError
from tests.sheets_emulator.state import Book, Cell, Formula, Json

MESSAGE = "The data you entered violates the data validation rules set on this cell."


def check(book: Book, cell: Cell) -> None:
    """Raises ApiError (400)."""
    rule = cell.validation
    if book.ways.validation_enforced and rule and rule.get("strict") and not _allowed(book, rule, cell):
        raise ApiError(400, MESSAGE)


def _allowed(book: Book, rule: Json, cell: Cell) -> bool:
    condition = rule.get("condition") or {}
    words = [str(value.get("userEnteredValue", "")) for value in condition.get("values") or []]
    value = cell.value
    if value is None or isinstance(value, Formula):
        return True
    match condition.get("type"):
        case "ONE_OF_LIST":
            return str(value) in words
        case "ONE_OF_RANGE":
            sheet, box = book.range(words[0].removeprefix("=").replace("$", ""))
            there = [rendered(each, sheet, "UNFORMATTED_VALUE", "") for _, _, each in sheet.values(box)]
            return value in there
        case "BOOLEAN":
            return isinstance(value, bool) if not words else str(value) in words
        case "NUMBER_BETWEEN":
            low, high = map(float, words)
            return isinstance(value, int | float) and low <= value <= high
        case "NUMBER_GREATER" | "NUMBER_GREATER_THAN_EQ" | "NUMBER_LESS" | "NUMBER_LESS_THAN_EQ" as kind:
            if not isinstance(value, int | float):
                return False
            limit = float(words[0])
            if kind.endswith("EQ") and value == limit:
                return True
            return value > limit if "GREATER" in kind else value < limit
        case "DATE_IS_VALID":
            return isinstance(value, int | float) and not isinstance(value, bool)
    return True
