"""Values of cells: what typing does, what a formula comes to, how a value is shown, ExtendedValue both ways.

Formulas: only arithmetic on numbers and single cells is worked out; anything else comes to a marked error, so
that no test can rest on a guess.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.sheets_emulator import a1
from tests.sheets_emulator.state import Cell, Entered, Formula, Json, Sheet

EPOCH = date(1899, 12, 30)
_NUMBER = re.compile(r"^[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d+)?([eE][+-]?\d+)?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
_WORDED = re.compile(r"^(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class FormulaError(Exception):
    """What a formula came to instead of a value: `#DIV/0!` and so on."""


def typed(text: str, locale: str) -> tuple[Entered, Json | None]:
    """What typing `text` into a cell enters, and the number format that it brings along."""
    if text.startswith("'"):
        return text[1:], None
    if text.startswith("=") and len(text) > 1:
        return Formula(text), None
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE", None
    stripped = text.strip()
    if stripped.endswith("%") and _is_number(stripped[:-1]):
        return _as_number(stripped[:-1]) / 100, {"type": "PERCENT", "pattern": "0.00%"}
    if _is_number(stripped):
        grouped = {"type": "NUMBER", "pattern": "#,##0.00" if "." in stripped else "#,##0"}
        return _as_number(stripped), grouped if "," in stripped else None
    return _date(stripped, locale) or (text or None, None)


def _is_number(text: str) -> bool:
    return any(c.isdigit() for c in text) and _NUMBER.match(text) is not None


def _as_number(text: str) -> int | float:
    value = float(text.replace(",", ""))
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _date(text: str, locale: str) -> tuple[Entered, Json | None] | None:
    if match := _ISO.match(text):
        year, month, day, pattern = int(match[1]), int(match[2]), int(match[3]), "yyyy-mm-dd"
    elif match := _SLASHED.match(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        month, day = (first, second) if locale == "en_US" else (second, first)
        pattern = "m/d/yyyy" if locale == "en_US" else "dd/mm/yyyy"
    elif (match := _WORDED.match(text)) and match[2][:3].lower() in _MONTHS:
        year, month, day = int(match[3]), _MONTHS.index(match[2][:3].lower()) + 1, int(match[1])
        pattern = "d mmm yyyy"
    else:
        return None
    try:
        serial = (date(year, month, day) - EPOCH).days
    except ValueError:
        return None
    return serial, {"type": "DATE", "pattern": pattern}


def effective(cell: Cell, sheet: Sheet, depth: int = 0) -> Entered:
    """The value of a cell, formulas worked out. Raises FormulaError."""
    if not isinstance(cell.value, Formula):
        return cell.value
    if depth > 20:
        raise FormulaError("#REF!")
    text = cell.value.text[1:].strip()
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise FormulaError("#ERROR!") from error
    return _work_out(tree, sheet, depth)


def _work_out(node: ast.expr, sheet: Sheet, depth: int) -> Entered:
    match node:
        case ast.Constant(value=int() | float() | str() | bool() as value):
            return value
        case ast.Name(id=name) if (box := a1.parse_cells(name)) is not None:
            return effective(sheet.cell(box.top, box.left), sheet, depth + 1)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_number(_work_out(operand, sheet, depth))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            one, two = _number(_work_out(left, sheet, depth)), _number(_work_out(right, sheet, depth))
            try:
                value = _OPERATORS[type(op)](one, two)
            except ZeroDivisionError as error:
                raise FormulaError("#DIV/0!") from error
            return int(value) if float(value).is_integer() else value
    raise FormulaError("#NAME?")


def _number(value: Entered) -> float:
    if value is None:
        return 0
    if isinstance(value, bool | int | float):
        return value
    raise FormulaError("#VALUE!")


def extended(value: Entered) -> Json | None:
    """An ExtendedValue, or None for blank."""
    match value:
        case None:
            return None
        case Formula(text=text):
            return {"formulaValue": text}
        case bool():
            return {"boolValue": value}
        case int() | float():
            return {"numberValue": value}
    return {"stringValue": value}


def from_extended(value: Json | None) -> Entered:
    """What an ExtendedValue enters. An empty string clears the cell."""
    match value or {}:
        case {"formulaValue": str() as text}:
            return Formula(text)
        case {"boolValue": bool() as truth}:
            return truth
        case {"numberValue": int() | float() as number}:
            return int(number) if float(number).is_integer() else number
        case {"stringValue": str() as text}:
            return text or None
    return None


def shown(value: Entered, form: Json | None) -> str:
    """The text a person sees."""
    number_format = (form or {}).get("numberFormat") or {}
    pattern = number_format.get("pattern", "")
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float() if number_format.get("type") == "DATE":
            return _shown_date(value, pattern or "yyyy-mm-dd")
        case int() | float() if pattern.endswith("%"):
            return f"{value * 100:.2f}%"
        case int() | float() if pattern.startswith("#,##0"):
            return f"{value:,.2f}" if "." in pattern else f"{value:,.0f}"
        case int():
            return str(value)
        case float():
            return f"{value:.10g}"
    return str(value)


def _shown_date(serial: float, pattern: str) -> str:
    day = EPOCH + timedelta(days=int(serial))
    words = {
        "yyyy": f"{day.year:04}",
        "mmm": day.strftime("%b"),
        "mm": f"{day.month:02}",
        "m": str(day.month),
        "dd": f"{day.day:02}",
        "d": str(day.day),
    }
    return re.sub(r"y+|m+|d+", lambda found: words.get(found[0], found[0]), pattern)


def rendered(cell: Cell, sheet: Sheet, option: str, date_option: str) -> Any:
    """A cell in a ValueRange: FORMATTED_VALUE, UNFORMATTED_VALUE or FORMULA."""
    if option == "FORMULA" and isinstance(cell.value, Formula):
        return cell.value.text
    try:
        value = effective(cell, sheet)
    except FormulaError as error:
        return str(error)
    if value is None:
        return ""
    dated = ((cell.format or {}).get("numberFormat") or {}).get("type") == "DATE"
    as_text = dated and option == "UNFORMATTED_VALUE" and date_option == "FORMATTED_STRING"
    if option == "FORMATTED_VALUE" or as_text:
        return shown(value, cell.format)
    return value
