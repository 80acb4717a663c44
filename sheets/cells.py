"""Cell values: text that a spreadsheet can hold, and the text two values are compared by."""

from __future__ import annotations

import re
from datetime import date

from sheets.register import Cell

TEXT_LIMIT = 32_767
"""Most an .xlsx cell holds, in UTF-16 units; more is cut by writers in silence (TRUST.md S8)."""

POINTER = "… (cut; the whole text is in the form)"

_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c]")
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str, limit: int = TEXT_LIMIT, pointer: str = POINTER) -> str:
    """`text` without control characters, with plain line ends, cut openly at `limit` UTF-16 units: `pointer`
    says where the whole stands."""
    text = _UNFIT.sub("", _LINE_END.sub("\n", text))
    units = text.encode("utf-16-le")
    if len(units) <= 2 * limit:
        return text
    return units[: 2 * (limit - len(pointer))].decode("utf-16-le", "ignore").rstrip() + pointer


def room_left(text: str) -> int:
    """How many UTF-16 units a cell would still hold beside `text`; below nought where it holds too much."""
    return TEXT_LIMIT - len(text.encode("utf-16-le", "replace")) // 2


def escaped(text: str) -> str:
    """`text` as a workbook stores it: what looks like one of its escapes ("_x0041_") is said to be none."""
    return _ESCAPE.sub("_x005F\\g<0>", text) if "_x" in text else text


def unescaped(text: str) -> str:
    """The text that a workbook means by what it stores: the opposite of `escaped`; stored returns go.

    The reader has undone some of it, and not everywhere; a text that is undone twice stays the same.
    """
    return text.replace("_x005F_", "_").replace("_x000D_", "") if "_x" in text else text


def cell_text(value: Cell) -> str:
    """The trimmed text of a cell, the same for a value and for its stored form: dates are ISO, 3.0 is "3"."""
    match value:
        case str():  # first: nearly all are
            return value.strip()
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case date():
            return value.isoformat()
        case _:
            return str(value)


def plain_number(text: str) -> str | int | float:
    """The number whose `cell_text` this is; `text` itself where it is more than a number ("2-3", "007")."""
    if not _PLAIN.fullmatch(text):
        return text
    number = float(text) if "." in text else int(text)
    return number if cell_text(number) == text else text


def key_text(value: Cell) -> str:
    """A row's key as it is compared: case does not count."""
    return cell_text(value).casefold()


def fit(value: Cell) -> Cell:
    """A value as it will stand in the register: cleaned text; empty text is a blank cell."""
    return (clean(value) or None) if isinstance(value, str) else value
