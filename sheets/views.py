"""Ways to look at the cases: filter views in a Google Sheet, arrows to click in a workbook. Pure.

A filter view is seen only by whoever chose it, and moves nothing. A workbook has nothing like it that every
program keeps (docs/why/013): there the page Read me says which arrows to click.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casework.model import Status
from sheets import api
from sheets.api import Json
from sheets.columns import CASES

STUCK_DAYS = 21
"""Without any news."""


@dataclass(frozen=True, slots=True)
class View:
    """Rows for which `formula` holds: an A1 formula for row 2, `{name}` for a column's letter."""

    title: str
    formula: str
    by_hand: str  # the same with the arrows of a workbook


VIEWS = (
    View(
        "Mine to decide",
        f'=AND(${{status}}2="{Status.NEW.value}",${{decision}}2="")',
        f"Status: {Status.NEW.value}. Decision: blank.",
    ),
    View(
        "Due this week",
        f'=AND(${{status}}2<>"{Status.CLOSED.value}",ISNUMBER(${{key_date}}2),'
        "${key_date}2>=TODAY(),${key_date}2<=TODAY()+7)",
        f"Next date: the week's days. Status: all but {Status.CLOSED.value}.",
    ),
    View(
        "Unallocated",
        f'=AND(${{ref}}2<>"",${{status}}2<>"{Status.CLOSED.value}",${{lead}}2="")',
        f"Caseworker: blank. Status: all but {Status.CLOSED.value}.",
    ),
    View(
        "Stuck",
        f'=AND(${{ref}}2<>"",${{status}}2<>"{Status.CLOSED.value}",${{last_news}}2<TODAY()-{STUCK_DAYS})',
        f"Last news: more than three weeks ago. Status: all but {Status.CLOSED.value}.",
    ),
)

_SORTED_BY = ("key_date", "received")


def filter_views(sheet_id: int) -> Iterator[Json]:
    """The requests that make them on a tab Cases just made: what is next due comes first."""
    places = {column.name: at for at, column in enumerate(CASES.columns)}
    letters = {name: api.letters(at) for name, at in places.items()}
    order = [{"dimensionIndex": places[name], "sortOrder": "ASCENDING"} for name in _SORTED_BY]
    for view in VIEWS:
        formula = {"userEnteredValue": view.formula.format_map(letters)}
        holds = {"condition": {"type": "CUSTOM_FORMULA", "values": [formula]}}
        yield {
            "addFilterView": {
                "filter": {
                    "title": view.title,
                    "range": api.box(sheet_id, 0, 0, None, len(places)),
                    "sortSpecs": order,
                    "filterSpecs": [{"columnIndex": places["ref"], "filterCriteria": holds}],
                }
            }
        }
