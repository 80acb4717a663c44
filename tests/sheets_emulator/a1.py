"""A1 notation: `'Tab'!A1:C`, `2:2`, `B:B`, reversed corners, titles that look like cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CELL = re.compile(r"^([A-Za-z]{1,3})?([1-9]\d*)?$")
_PLAIN_TITLE = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*$")
_LIKE_A_CELL = re.compile(r"^[A-Za-z]{1,3}\d+$|^[Rr]\d*[Cc]\d*$")


@dataclass(frozen=True, slots=True)
class Box:
    """Half-open, 0-based rows and columns; an end of None is open."""

    top: int
    left: int
    bottom: int | None
    right: int | None

    def within(self, rows: int, columns: int) -> Box:
        """The same box with its open or overlong ends cut to the grid."""
        bottom = rows if self.bottom is None else min(self.bottom, rows)
        right = columns if self.right is None else min(self.right, columns)
        return Box(self.top, self.left, bottom, right)

    def ends(self) -> tuple[int, int]:
        """Bottom and right of a closed box."""
        assert self.bottom is not None and self.right is not None
        return self.bottom, self.right

    def meets(self, other: Box) -> bool:
        """Whether two boxes share a cell."""
        return (
            (other.bottom is None or self.top < other.bottom)
            and (self.bottom is None or other.top < self.bottom)
            and (other.right is None or self.left < other.right)
            and (self.right is None or other.left < self.right)
        )


def letters(column: int) -> str:
    """0 -> A, 26 -> AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def number(text: str) -> int:
    """A -> 0, AA -> 26."""
    value = 0
    for letter in text.upper():
        value = value * 26 + ord(letter) - 64
    return value - 1


def split_title(text: str) -> tuple[str | None, str]:
    """The title, unquoted, and the cells after it; title None where the text names none."""
    quoted = re.match(r"^'((?:[^']|'')*)'(?:!(.*))?$", text, re.DOTALL)
    if quoted:
        return quoted[1].replace("''", "'"), quoted[2] or ""
    if "!" in text:
        title, cells = text.rsplit("!", 1)
        return title, cells
    return None, text


def parse_cells(text: str) -> Box | None:
    """`A1:C`, `2:2`, `B`..., or None where it is not A1 notation."""
    first, colon, second = text.partition(":")
    one, two = _CELL.match(first), _CELL.match(second)
    if not first or one is None or two is None or (colon and not second):
        return None
    if not colon:
        if one[1] is None or one[2] is None:
            return None
        row, column = int(one[2]) - 1, number(one[1])
        return Box(row, column, row + 1, column + 1)
    top, bottom = _span(one[2] and int(one[2]) - 1, two[2] and int(two[2]) - 1)
    left, right = _span(one[1] and number(one[1]), two[1] and number(two[1]))
    return Box(top, left, bottom, right)


def _span(first: int | str | None, second: int | str | None) -> tuple[int, int | None]:
    if not isinstance(second, int):
        return (first if isinstance(first, int) else 0), None
    if not isinstance(first, int):
        return 0, second + 1
    return min(first, second), max(first, second) + 1


def quote(title: str) -> str:
    """The title as answers write it."""
    if _PLAIN_TITLE.match(title) and not _LIKE_A_CELL.match(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def write(title: str, box: Box) -> str:
    """`Sheet1!A1:C3`, or `Sheet1!A1` for one cell."""
    bottom, right = box.ends()
    first = f"{letters(box.left)}{box.top + 1}"
    last = f"{letters(right - 1)}{bottom}"
    return f"{quote(title)}!{first}" if first == last else f"{quote(title)}!{first}:{last}"
