"""What a formula must say after rows have come in above the cells that it names."""

from __future__ import annotations

import re

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.formula.translate import Translator

_LAST_ROW = 1_048_576
_ROW_IN_REFERENCE = re.compile(r"(\$?[A-Za-z]{1,3}\$?|(?<![A-Za-z0-9$])\$?)(\d+)(?![\d(.])")
_PLACE = re.compile(r"\$?[A-Za-z]{1,3}\$?\d+|\$?\d+")


def shift_formula(
    formula: str, own: str, target: str, at: int, count: int, *, fixed_only: bool = False
) -> str:
    """`formula`, standing on the tab `own`, after `count` rows came in above row `at` of the tab `target`.

    `fixed_only`: it is meant from cell to cell (a rule over many cells), so that only $rows go along.
    """
    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE and "[" not in token.value:
            title, bang, area = token.value.rpartition("!")
            named = title.strip("'").replace("''", "'") if bang else own
            if named == target:
                token.value = title + bang + moved_area(area, at, count, fixed_only=fixed_only)
    return "=" + "".join(token.value for token in tokens.items)


def translated(text: str, origin: str, place: str) -> str:
    """A formula without its "=" that stands at `origin`, as it reads when it is filled on to `place`."""
    return str(Translator(f"={text}", origin=origin).translate_formula(place))[1:]


def filled_on(text: str, origin: str, place: str) -> str:
    """The same; empty where it cannot be taken apart, since a blank cell is better than a wrong one."""
    try:
        return translated(text, origin, place) if text else ""
    except TokenizerError:
        return ""


def moved_area(area: str, at: int, count: int, *, fixed_only: bool = False) -> str:
    """A place or area (A1, $A$1:B2, 5:6) after `count` rows came in above row `at`; any other stays."""

    def moved(found: re.Match[str]) -> str:
        row = int(found[2])
        if fixed_only and not found[1].endswith("$"):
            return found[0]
        return f"{found[1]}{min(row + count, _LAST_ROW) if row >= at else row}"

    parts = area.split(":")
    if all(_PLACE.fullmatch(part) for part in parts):
        return ":".join(_ROW_IN_REFERENCE.sub(moved, part) for part in parts)
    return area  # whole columns and names hold no row
