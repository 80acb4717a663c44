"""The Caseworkers tab as people typed it, read strictly: who can be asked, and what is wrong row by row.

Where a row is unclear nobody is asked on the strength of it: an address that is not exactly one leaves the
person out, a date that cannot be read counts as away, and a sentence says so (TRUST.md §2.1; W-08).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from casework.model import Absence, Caseworker
from casework.words import words_of
from sheets.cells import cell_text
from sheets.columns import CASEWORKERS
from sheets.counts import least
from sheets.dates import written_from, written_until
from sheets.register import Row, Tab
from sheets.roster_words import NO, YES
from sheets.willing import willing

_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+")


NO_WORDS: Mapping[str, str] = MappingProxyType({})


def read_roster(
    tab: Tab, categories: Mapping[str, str] = NO_WORDS
) -> tuple[tuple[Caseworker, ...], tuple[str, ...]]:
    """The caseworkers in the order of their rows, and one plain sentence for each thing a person must mend.

    `categories` are the branch's, with the words mails use for them; either is understood. The sentences
    name rows and columns, never people.
    """
    people: dict[str, Caseworker] = {}
    problems: list[str] = []
    names: set[tuple[str, ...]] = set()  # of those who are with us: whoever has left is not chosen by name
    for row in tab.rows:
        if not (row.text("name") or row.text("email")):
            continue
        person, wrong = _caseworker(row, categories)
        if person is not None and person.email in people:
            wrong = [
                "has the same address as a row above, and is not used: keep one row for each person, and "
                "give two people an address each"
            ]
        elif person is not None:
            people[person.email] = person
            if not person.left and words_of(person.name) in names:
                wrong.append(
                    "has the same name as a row above: add something by which they can be told apart, "
                    "since neither can be chosen by that name"
                )
            names |= set() if person.left else {words_of(person.name)}
        problems += [f"Row {row.number} of the tab {tab.title} {sentence}." for sentence in wrong]
    return tuple(people.values()), tuple(problems)


def _caseworker(row: Row, categories: Mapping[str, str]) -> tuple[Caseworker | None, list[str]]:
    """One row; None where there is no address to ask at (somebody who has left needs none)."""
    wrong: list[str] = []
    left = _ticked(row, "left", wrong)
    email = row.text("email").casefold()
    if not _ADDRESS.fullmatch(email):
        if left:
            return None, []
        what = "does not hold exactly one mail address" if email else "is blank"
        return None, [f"is not used, because its Email {what}: put one address there"]
    if not row.text("name"):
        wrong.append("has no name: until there is one the address is shown instead")
    most = _most(row, wrong)
    person = Caseworker(
        name=row.text("name") or email,
        email=email,
        employer=row.text("employer"),
        department=row.text("department"),
        max_cases=most,
        away=_away(row, wrong),
        paused=_ticked(row, "paused", wrong),
        left=left,
        initials=row.text("initials"),
        unclear=("max_cases",) if most is None and row.text("max_cases") else (),
    )
    return willing(person, row, categories, wrong), wrong


def _title(column: str) -> str:
    return CASEWORKERS.column(column).title


def _ticked(row: Row, column: str, wrong: list[str]) -> bool:
    text = row.text(column).casefold()
    if text and text not in YES and text not in NO:
        wrong.append(f"says neither Yes nor nothing under {_title(column)}: it is taken as Yes")
    return bool(text) and text not in NO


def _most(row: Row, wrong: list[str]) -> int | None:
    """The smallest number in the cell, since nobody may be over their own limit: "2-3" is 2."""
    cell = row.cells.get("max_cases")
    text = cell_text(cell)
    if not text:
        return None
    found = None if isinstance(cell, date) else least(text)  # a sheet may have made a date of "2-3"
    if found is None:
        wrong.append(
            f"has no number of cases under {_title('max_cases')}: the limit of somebody new is used "
            "until it has"
        )
        return None
    return int(found)


def _away(row: Row, wrong: list[str]) -> tuple[Absence, ...]:
    """Without a first day: away until then. Without a last day, or with one that is before the first: away
    until further notice."""
    ends: dict[str, date | None] = {}
    for column, written in (("away_from", written_from), ("away_until", written_until)):
        ends[column] = written(row.cells.get(column))
        if ends[column] is None and row.text(column):
            wrong.append(
                f"has a date under {_title(column)} that could not be read (write 3 Dec 2026): "
                "it is taken as away until this is put right"
            )
    if not (row.text("away_from") or row.text("away_until")):
        return ()
    start, end = ends["away_from"] or date.min, ends["away_until"] or date.max
    if start > end:
        wrong.append(
            f"has {_title('away_until')} before {_title('away_from')}: please check the two dates; from the "
            "earlier one on they are taken as away until this is put right"
        )
        start, end = end, date.max  # a slip of the year ("20 Dec 2026" to "5 Jan 2026") or of the cells
    return (Absence(start, end),)
