"""How the register looks, said without a spreadsheet's own words, so that both adapters look alike.

Colour never carries a meaning alone: what a colour says also stands in a word, a weight or a mark.
Colours are "RRGGBB". Formulas are A1 formulas for the first row below the header, with `{name}` for the
letter of a column; Excel, LibreOffice and Google Sheets all take them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casework.model import Status
from sheets.columns import Column, Owner

DATE_FORMAT = "dd mmm yyyy"
TEXT_FORMAT = "@"
YOURS_MARK = "✎"
YOURS_HEADER_FORMAT = f'"{YOURS_MARK} "@'
"""Shows the mark before the header's text without being part of the text."""

LINE = "D5DAE0"
"""Thin lines between cells, where shading hides the grid."""

HEADER_HEIGHT = 32.0  # points
FROZEN_COLUMNS = 1
CONFIDENTIAL = "Confidential. Shared with casework coordinators only."


@dataclass(frozen=True, slots=True)
class Look:
    """Fill, text colour and weight; empty colours leave what is there."""

    fill: str = ""
    ink: str = ""
    bold: bool = False
    italic: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Paint `columns` (none: the whole row) with `look` where `formula` holds. Earlier rules win."""

    formula: str
    look: Look
    columns: tuple[str, ...] = ()


OURS_HEADER = Look(fill="E3E8ED", ink="3A4652", italic=True)
YOURS_HEADER = Look(fill="1F4E79", ink="FFFFFF", bold=True)
OURS_CELL = Look(fill="F5F7F9", ink="3A4652")
YOURS_CELL = Look(ink="101418")

TAB_COLOURS = {
    "cases": "1F4E79",
    "contacts": "5B7F5B",
    "caseworkers": "7A5C99",
    "availability": "7A5C99",
    "time": "7A5C99",
    "key_dates": "1F4E79",
    "attention": "B45309",
    "dashboard": "2F7F79",
    "lists": "8A939C",
    "readme": "8A939C",
}

LISTED_IN_PRINT = 45
"""Rows of the tab Lists that are printed: a page."""

UNSORTED = frozenset(["dashboard"])
"""Tabs without arrows to sort and filter by: their charts draw certain rows."""

PAGES_WIDE = {"cases": 2, "caseworkers": 2}
"""Pages a tab is fitted to across when printed; one unless said here. The key column is on every page."""

WARNED = frozenset(["status", "yes", "availability", "level", "preference"])
"""Lists of words that the service knows: another one can be typed, but the program asks first."""

_QUIET = Look(ink="8A939C", italic=True)
_PRESSING = Look(fill="FBE3E0", ink="9B1C1C", bold=True)

RULES: dict[str, tuple[Rule, ...]] = {
    "cases": (
        Rule(f'=${{status}}2="{Status.CLOSED.value}"', _QUIET),
        Rule('=ISNUMBER(SEARCH("urgent",${check}2))', _PRESSING, ("ref", "check")),
        Rule(
            "=AND(ISNUMBER(${key_date}2),${key_date}2>=TODAY(),${key_date}2<=TODAY()+14)",
            _PRESSING,
            ("key_date",),
        ),
        Rule(
            f'=AND(${{ref}}2<>"",${{status}}2="{Status.NEW.value}",${{decision}}2="")',
            Look(fill="FFF1C9", bold=True),
            ("decision",),
        ),
        Rule(f'=${{status}}2="{Status.NEW.value}"', Look(fill="FFF1C9", bold=True), ("status",)),
        Rule(f'=${{status}}2="{Status.OFFERED.value}"', Look(fill="DCEBFA", ink="1F4E79"), ("status",)),
        Rule(f'=${{status}}2="{Status.ACTIVE.value}"', Look(fill="DDF1E0", ink="1E5B2B"), ("status",)),
        Rule(
            f'=${{status}}2="{Status.WAITING.value}"',
            Look(fill="EFE7F6", ink="55357A", italic=True),
            ("status",),
        ),
    ),
    "caseworkers": (
        Rule('=${left}2<>""', Look(ink="8A939C", italic=True, struck=True)),
        Rule('=${paused}2<>""', Look(fill="FFF1C9", italic=True), ("name", "paused")),
        Rule(
            "=AND(ISNUMBER(${away_from}2),ISNUMBER(${away_until}2),"
            "${away_from}2<=TODAY(),${away_until}2>=TODAY())",
            Look(fill="DCEBFA", bold=True),
            ("away_from", "away_until"),
        ),
    ),
    "availability": (
        Rule("=AND(ISNUMBER(${to}2),${to}2<TODAY())", _QUIET),
        Rule(
            '=AND(ISNUMBER(${from}2),${from}2<=TODAY(),LOWER(${what}2)<>"shadow")',
            Look(fill="DCEBFA", bold=True),
            ("who", "from", "to"),
        ),
    ),
    "key_dates": (
        Rule('=${done}2<>""', Look(ink="8A939C", italic=True, struck=True)),
        Rule("=AND(ISNUMBER(${date}2),${date}2>=TODAY(),${date}2<=TODAY()+14)", _PRESSING, ("ref", "date")),
        Rule("=AND(ISNUMBER(${date}2),${date}2<TODAY())", _QUIET),
    ),
    "attention": (
        Rule('=${done}2<>""', Look(ink="8A939C", italic=True, struck=True)),
        Rule('=AND(${line}2<>"",${done}2="")', Look(fill="FFF1C9", bold=True), ("done",)),
    ),
}

_TEXT_ONLY = frozenset(["ref", "phone", "membership_number"])


@dataclass(frozen=True, slots=True)
class PageLook:
    """A line of the tab Read me: its size in points, weight and colour."""

    size: int = 11
    bold: bool = False
    ink: str = "101418"


PAGE = {
    "": PageLook(),
    "title": PageLook(18, True, "1F4E79"),
    "heading": PageLook(13, True, "1F4E79"),
    "strong": PageLook(11, True),
}


def page_height(texts: tuple[str, ...], widths: tuple[int, ...], look: PageLook) -> float:
    """Points that a line of the page needs; a single text has the page's whole width."""
    rooms = widths if len(texts) > 1 else (sum(widths),)
    lines = max(-(-len(text) // max(1, room - 1)) for text, room in zip(texts, rooms, strict=False))
    return max(lines, 1) * look.size * 1.36 + (14 if look.bold and look.size > 11 else 5)


WARNING = "The service fills in "
"""How a warning about columns of ours begins."""


def header_look(column: Column) -> Look:
    """The look of a column's header: ours and yours differ in shade, weight and slant."""
    return YOURS_HEADER if column.owner is Owner.HUMAN else OURS_HEADER


def cell_look(column: Column) -> Look:
    """The look of a column's cells: ours are lightly shaded."""
    return YOURS_CELL if column.owner is Owner.HUMAN else OURS_CELL


def header_format(column: Column) -> str:
    """The number format of a header: yours show a pencil before the text, which stays as it is."""
    return YOURS_HEADER_FORMAT if column.owner is Owner.HUMAN else TEXT_FORMAT


def header_note(column: Column) -> str:
    """What the note on a header says: whose column it is, and what for."""
    if column.owner is Owner.HUMAN:
        return column.note if column.note.startswith("Yours") else f"Yours. {column.note}"
    return f"Filled in by the service; what is changed here is put back. {column.note}"


def warning(columns: Sequence[Column]) -> str:
    """What somebody is told who types into columns of ours."""
    names = ", ".join(column.title for column in columns)
    hers = any("Yours where" in column.note for column in columns)
    return (
        f"{WARNING}{names}: what is changed here is put back"
        f"{', save where you typed the case in' if hers else ''}."
    )


def number_format(column: Column) -> str:
    """Dates as dates; telephone and membership numbers as text, so that a leading nought stays."""
    if column.date:
        return DATE_FORMAT
    return TEXT_FORMAT if column.name in _TEXT_ONLY else "General"


def rule_formula(rule: Rule, letters: dict[str, str]) -> str:
    """The rule's formula with the letters of the columns as they stand."""
    return rule.formula.format_map(letters)
