"""The charts of the tab Dashboard, said without a spreadsheet's own words, and the lines they draw: pure.

The numbers stand on the tab itself, as values that the service works out (casework/figures.py), so that they
can be read aloud and nothing can go wrong in a formula. The lines are made with the tab and only filled in
later, so that a chart always draws the same cells.
"""

from __future__ import annotations

from dataclasses import dataclass

from casework.figures import AGES, LINES, MONTHS, Figure
from sheets.register import Cell

FIRST_ROW = 2
"""The 1-based row of the first line, below the header."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns over the lines `first` to `last` (from 1); `series` are columns of the tab, by name."""

    title: str
    first: int
    last: int
    series: tuple[str, ...]
    colours: tuple[str, ...]  # "RRGGBB", and each darker than the one before, so that print tells them apart
    down: str  # what the upright axis counts
    alone: str  # what the picture shows, for those who cannot see it


CHARTS = (
    Chart(
        "New and open cases by month",
        1,
        MONTHS,
        ("new", "open"),
        ("9DB8D2", "1F4E79"),
        "cases",
        "For each of the last twelve months: how many cases came in, and how many were open at its end.",
    ),
    Chart(
        "Age of open cases",
        MONTHS + 1,
        MONTHS + len(AGES),
        ("open",),
        ("1F4E79",),
        "cases",
        "How many open cases are how old, from under two weeks to over six months.",
    ),
    Chart(
        "Caseworkers by how much they have",
        MONTHS + len(AGES) + 1,
        LINES,
        ("caseworkers",),
        ("7A5C99",),
        "caseworkers",
        "How many caseworkers have how much of their hours taken. Nobody is named.",
    ),
)

WIDTH, HEIGHT = 640, 300
"""Of a chart, in pixels."""


def dashboard_cells(line: int, figure: Figure) -> dict[str, Cell]:
    """One line of the tab; `line` counts from 1 and is its key."""
    return {
        "about": figure.about,
        "what": figure.what,
        "new": figure.new,
        "open": figure.open,
        "caseworkers": figure.caseworkers,
        "line": line,
    }
