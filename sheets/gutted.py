"""What goes from a tab all at once is no edit but an accident, until a person says that it was meant.

Somebody selects a column, or all rows behind a filter, and presses Delete (STYLE.md §2.1, `StorageEmpty`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from casework.model import Caseworker
from sheets.columns import CASEWORKERS
from sheets.register import RegisterBroken

MANY = 5
"""More than this many at once, and more than a third, are too many."""

_UNTIL = (
    "Nothing is written until they are put back (undo, or an earlier version of the file), "
    "or somebody runs `casework meant --yes` to say that it was meant."
)


_DEFAULTS = {field.name: field.default for field in fields(Caseworker)}


class Gutted(RegisterBroken):
    """Too much is gone at once. `what`: the sentence that says so, without what to do about it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} {_UNTIL}")
        self.what = what


def stop_if_rows_gone(title: str, gone: int, of: int, few: int = 1) -> None:
    """Raises `Gutted` where many of the rows of that tab that were known are gone, or all of more than
    a `few`."""
    if _many(gone, of) or (of > few and gone >= of):
        raise Gutted(f"{gone} of {of} rows are gone from the tab {title} at once.")


def stop_if_cells_emptied(title: str, header: str, emptied: int, of: int) -> None:
    """Raises `Gutted` where many cells of one column that held something hold nothing."""
    if _many(emptied, of):
        raise Gutted(f'{emptied} cells under "{header}" on the tab {title} were emptied at once.')


def stop_if_people_gone(
    before: Mapping[str, Caseworker], people: Mapping[str, Caseworker], moved: Mapping[str, str]
) -> None:
    """The same for the tab Caseworkers, by address; `moved`: old addresses with the new ones of those people.

    A tab on which nobody is left is no edit, be it of one: it is a tab that was moved without its lines, say.
    A column counts as emptied where it says again what a blank cell means: "Left" that is gone, say, would
    have all of them asked again, and "Keep apart from" would let a case go to anybody.
    """
    known = {email: person for email, person in before.items() if not person.left}
    gone = [email for email in known if email not in people and email not in moved]
    stop_if_rows_gone(CASEWORKERS.title, len(gone), len(known), few=1 if people else 0)
    both = [(old, people[email]) for email, old in before.items() if email in people]
    for column in CASEWORKERS.columns:
        if column.name in _DEFAULTS:
            blank = _DEFAULTS[column.name]
            held = [now for old, now in both if getattr(old, column.name) != blank]
            emptied = sum(getattr(now, column.name) == blank for now in held)
            stop_if_cells_emptied(CASEWORKERS.title, column.title, emptied, len(held))


def _many(gone: int, of: int) -> bool:
    return gone > MANY and gone * 3 > of
