"""The tab Lists: the words that the dropdowns offer, each list in a column of its own, for people to add to.

A dropdown takes the cells below a list's header. Nothing is read from here: whoever adds a word to a list of
theirs is offered it from then on. Other words can always be typed (a name, or a state that a branch made up).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from casework.categories import CATEGORIES
from casework.emotional import RATINGS
from casework.model import Status
from casework.numbers import Workload
from sheets.columns import Column, Owner, TabLayout, find_columns

APPROVE = "Approve"
NAMES = "names"
"""What a column's `choices` says that offers the caseworkers' names alone."""

ROWS = 300
"""So far down a list may go."""

WORDS: dict[str, tuple[str, ...]] = {
    "status": tuple(status.value for status in Status),
    "decision": (APPROVE,),
    "outcome": (
        "Resolved informally",
        "Procedure won",
        "Partly upheld",
        "Not upheld",
        "Referred",
        "Withdrawn",
        "Advice only",
    ),
    "availability": ("Away", "Shadow"),
    "level": ("Shadow", "New", "Experienced"),
    "preference": ("Alone", "Paired", "Shadow"),
    "yes": ("Yes",),
    "stage": tuple(name for name, _ in Workload().stages),
    "extra_work": tuple(name for name, _ in Workload().extra_work),
    "emotional": RATINGS,
    "category": tuple(category.words for category in CATEGORIES),
}
"""What each list begins with (outcomes: DOMAIN.md M-22; stages, extra work, ratings, categories: §3.2).

Below `APPROVE` come the caseworkers' names.
"""

_KNOWN = "The service knows these words; a word of your own is kept, and asked about."

_WEIGHED = "Yours. A word of your own counts once the settings have a number for it."

LISTS = TabLayout(
    "lists",
    "Lists",
    "decision",
    (
        Column("status", "Status", Owner.OURS, 16, _KNOWN),
        Column("decision", "Decision", Owner.OURS, 26, "Taken from the tab Caseworkers by a formula."),
        Column("outcome", "Outcome", Owner.HUMAN, 24, "Yours. Change these words, or add to them."),
        Column("availability", "Availability", Owner.OURS, 16, _KNOWN),
        Column("level", "Level", Owner.OURS, 16, _KNOWN),
        Column("preference", "Alone or paired", Owner.OURS, 18, _KNOWN),
        Column("yes", "Yes or blank", Owner.OURS, 14, _KNOWN),
        Column("stage", "Stage", Owner.HUMAN, 18, _WEIGHED),
        Column("extra_work", "Extra work", Owner.HUMAN, 24, _WEIGHED),
        Column("emotional", "Emotional rating", Owner.OURS, 20, _KNOWN),
        Column(
            "category", "Category", Owner.HUMAN, 34, "Yours. Change these words to your own, or add to them."
        ),
    ),
    needed=False,
)


OFFERED = TabLayout(
    "offered",
    "_choices",
    "ref",
    (
        Column("ref", "Ref", Owner.OURS, 16, "The case whose row offers it. Please leave this tab alone."),
        Column("word", "Word", Owner.OURS, 30, "One word of its list, below those before it."),
    ),
    hidden=True,
    needed=False,
)
"""In a workbook: what the rows offer under Decision that have a list of their own, a line for each word."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where the words of a list stand on the tab Lists: 0-based column, first row below the header."""

    column: int
    row: int


Places = Mapping[str, int]
"""On which column of the tab Lists, from 0, each list stands."""

USUAL: Places = MappingProxyType({column.name: at for at, column in enumerate(LISTS.columns)})


def span_of(choices: str, places: Places = USUAL) -> Span:
    """The list that a column's `choices` names. Raises KeyError.

    The caseworkers' names stand below `APPROVE`, or have a column of their own.
    """
    if choices == NAMES and NAMES not in places:
        return Span(places["decision"], 1 + len(WORDS["decision"]))
    return Span(places[choices], 1)


def lists_to_add(headers: Sequence[str], choices: Collection[str]) -> tuple[Column, ...]:
    """The lists that a Lists tab with these headers lacks, of those that columns made now look to: an earlier
    version made it. A list whose header somebody changed is reached as before."""
    found, _ = find_columns(LISTS, list(headers))
    return tuple(column for column in LISTS.columns if column.name in choices and column.name not in found)
