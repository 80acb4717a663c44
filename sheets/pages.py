"""The tab Read me: what a coordinator needs to know of the register, on one page. Pure, for both adapters.

It is written once, when the tab is made, and never read or changed again.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheets.columns import TABS, Owner, TabLayout
from sheets.layout import YOURS_MARK
from sheets.views import VIEWS

TITLE, ASIDE = "Read me", "Read me (casework)"
WIDTHS = (24, 62, 62)
"""Of its columns, in characters."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: one text over its whole width, or a cell for each column. `style`: see `_LOOKS`."""

    texts: tuple[str, ...]
    style: str = ""  # "", "title", "heading", "strong"


_INTRODUCTION = (
    Line(("How this register works",), "title"),
    Line(("You may do anything here that you would do in a spreadsheet of your own.",), "strong"),
    Line(
        (
            "Sort, filter, colour, move and hide columns, add columns and tabs of your own, type a case in, "
            "delete a row. Nothing of yours is written over, and a row that you delete stays deleted.",
        )
    ),
    Line(
        (
            "To decide on a case, choose Approve or a name under Decision on the tab Cases. The dropdown "
            "offers those who can be asked about that case; any other name can be typed. That is all: the "
            "caseworker is asked by mail and may say no, and the rest happens by itself.",
        )
    ),
    Line(
        (
            "Please keep the headings: the service finds its columns by them. If one is missing it stops "
            "writing, says which one, and goes on when you have put it back.",
        )
    ),
)

_MARKS = (
    Line(("What the marks mean",), "heading"),
    Line((f"{YOURS_MARK} dark heading", "Your column. At most its first value is filled in for you.", "")),
    Line(("Slanted grey heading", "Filled in by the service. What is changed there is put back.", "")),
    Line(("Yellow, bold", "Waits for you: a decision, or a line to look at.", "")),
    Line(("Red, bold", "A meeting or deadline within two weeks, or marked urgent.", "")),
    Line(("Grey, slanted", "Closed, done, or left.", "")),
    Line(("A corner of a heading", "Rest the pointer on any heading to read whose it is and what for.", "")),
)

_END = (
    Line(("When something is wrong",), "heading"),
    Line(
        (
            "Look at the tab Needs attention: what happened, and what you can do. Choose Yes under Done when "
            "you have dealt with it. If the service itself is in trouble, it writes to you.",
        )
    ),
)

_WHAT_FOR = {
    "cases": "Every case, one row each.",
    "contacts": "How the members are reached. Correct an address here and it is used from then on.",
    "caseworkers": "Who can be asked.",
    "availability": "Who is away, and who would shadow, and when.",
    "time": "Hours spent.",
    "key_dates": "Meetings, hearings and deadlines.",
    "attention": "What a person should look at.",
    "dashboard": "How we stand, in pictures. Nothing there is yours to keep up.",
    "lists": "The words that the dropdowns offer.",
}


def readme(tabs: tuple[TabLayout, ...] = TABS) -> tuple[Line, ...]:
    """The whole page. Whose column is whose is told from the very table that the tabs are made of."""
    shown = [tab for tab in tabs if not tab.hidden]
    whose = [Line((tab.title, _columns(tab, Owner.HUMAN), _columns(tab, Owner.OURS))) for tab in shown]
    return (
        *_INTRODUCTION,
        Line(("The tabs",), "heading"),
        *(Line((tab.title, _WHAT_FOR.get(tab.name, ""), "")) for tab in shown),
        Line(("Lists", _WHAT_FOR["lists"], "")),
        Line(("To see only some of the cases",), "heading"),
        Line(("In a Google Sheet choose them under Data, Change view. In a workbook click the arrows:",)),
        *(Line((view.title, view.by_hand, "")) for view in VIEWS),
        Line(("Whose column is whose",), "heading"),
        Line(("Tab", f"{YOURS_MARK} Yours", "Filled in by the service"), "strong"),
        *whose,
        *_MARKS,
        *_END,
    )


def _columns(tab: TabLayout, owner: Owner) -> str:
    return ", ".join(column.title for column in tab.columns if column.owner is owner) or "none"


def is_page(first_cell: str) -> bool:
    """Whether a tab called Read me is this page, by its first cell."""
    return first_cell.strip() == _INTRODUCTION[0].texts[0]
