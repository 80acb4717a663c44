"""What a caseworker can and would like to do, as the Caseworkers tab has it: level, hours, kinds of case.

Every column may be blank or taken away; then the branch's usual applies. What cannot be understood is said,
and taken for the safe side: nobody gets more, or harder, because of a slip of the pen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from casework.kinds_named import ENTRIES, PARTS, kinds_in, named_nothing
from casework.languages import misspelt
from casework.model import Caseworker, Level, Preference
from sheets.cells import cell_text
from sheets.columns import CASEWORKERS, fold
from sheets.counts import least
from sheets.dates import written_until
from sheets.monthly import MOST_HOURS, read_hours
from sheets.register import Row
from sheets.roster_words import NO, NO_WOMAN, WOMAN, YES, level_said, preference_said

_WHERE_NOT = re.compile(r"\b(?:not|but|except|excluding|apart from)\b", re.IGNORECASE)
TYPED = ("level", "preference", "hours", "left", "max_cases", "wants", "not_yet")


def willing(person: Caseworker, row: Row, categories: Mapping[str, str], wrong: list[str]) -> Caseworker:
    """`person` with what these columns say; a sentence is added to `wrong` for each thing to mend."""
    accredited, until = _yes_or_until(row, "accredited", wrong)
    insured, insured_until = _yes_or_until(row, "insured", wrong)
    hours, months, unclear = _hours(row, wrong)
    if any(_WHERE_NOT.search(entry) for entry in _entries(row, "covers")):
        wrong.append(
            f"says under {_title('covers')} where somebody does not act: put the employers at which they do, "
            "since until then they are asked about none that a form names"
        )
    told = replace(
        person,
        level=_level(row, wrong),
        hours=hours,
        months=months,
        typed=_typed(row, person.unclear),
        preference=_preference(row, wrong),
        wants=_kinds(row, "wants", categories, wrong),
        not_yet=_kinds(row, "not_yet", categories, wrong),
        keep_apart=_entries(row, "keep_apart"),
        covers=_entries(row, "covers"),
        languages=_entries(row, "languages"),
        workplaces=_entries(row, "workplaces"),
        duties=_entries(row, "duties"),
        accredited=accredited,
        accredited_until=until,
        insured=insured,
        insured_until=insured_until,
        woman=_woman(row, wrong),
        unclear=(*person.unclear, *unclear),
    )
    if misspelt(told):
        wrong.append(
            f"has a word under {_title('languages')} that is no language we know, and much like one: please "
            "check how it is spelt"
        )
    return told


def _typed(row: Row, unclear: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """What stands in cells that the service may change with the coordinator's ok: it must know it exactly;
    and in those that could not be read, lest a row written anew lose it."""
    names = dict.fromkeys((*TYPED, *unclear))
    return tuple((name, text) for name in names if (text := row.text(name)))


def _title(column: str) -> str:
    return CASEWORKERS.column(column).title


def _level(row: Row, wrong: list[str]) -> Level:
    level, sure = level_said(cell_text(row.cells.get("level")))
    if not sure:
        wrong.append(
            f"has a word under {_title('level')} that is not Shadow, New or Experienced: "
            f"it is taken as {level.name.capitalize()}"
        )
    return level


def _preference(row: Row, wrong: list[str]) -> Preference:
    found, sure = preference_said(row.text("preference"))
    if not sure:
        wrong.append(
            f"has a word under {_title('preference')} that is not Alone, Paired or Shadow: "
            f"it is taken as {found.value}"
        )
    return found


def _hours(row: Row, wrong: list[str]) -> tuple[float | None, tuple[tuple[int, float], ...], tuple[str, ...]]:
    """Hours a month, other hours in a month of every year ("10; July 0; December 4"), and the column where it
    cannot be read: then its smallest number, if it has one, is the most that was meant."""
    cell = row.cells.get("hours")
    text = cell_text(cell)
    found = read_hours(text)
    if found is None:
        wrong.append(
            f"has no number of hours from 0 to {MOST_HOURS:g} under {_title('hours')} (or: 10; December 4): "
            "those of somebody new are used until it has"
        )
        return None if isinstance(cell, date) else least(text), (), ("hours",)
    return *found, ()


def _yes_or_until(row: Row, column: str, wrong: list[str]) -> tuple[bool | None, date | None]:
    """Yes, No, or Yes until a day; None where nothing stands there."""
    text = row.text(column).casefold()
    if not text:
        return None, None
    if text in NO:
        return False, None
    if text in YES:
        return True, None
    until = written_until(row.cells.get(column))
    if until is None:
        wrong.append(
            f"says neither Yes, No nor a day under {_title(column)} (write 3 Dec 2026): it is taken as No"
        )
    return until is not None, until


def _woman(row: Row, wrong: list[str]) -> bool:
    text = row.text("woman").casefold()
    if text and text not in WOMAN and text not in NO_WOMAN:
        wrong.append(f"says neither Yes nor nothing under {_title('woman')}: it is taken as nothing")
    return text in WOMAN


_ALL_EMPLOYERS = frozenset(["both", "any employer", "all employers", "every employer", "all of them"])


def _entries(row: Row, column: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in ENTRIES.split(row.text(column)))
    return tuple(
        part
        for part in parts
        if part.strip("?.") and not named_nothing(part) and fold(part) not in _ALL_EMPLOYERS
    )


def _kinds(row: Row, column: str, categories: Mapping[str, str], wrong: list[str]) -> tuple[str, ...]:
    kinds, unread = kinds_in(row.text(column), categories, not_yet=column == "not_yet")
    if unread:
        wrong.append(
            f"has words under {_title(column)} that are no kind of case we know, and are not used: "
            "take the words of the form, with commas between them"
        )
    return kinds


def one_kind(words: str) -> bool:
    """Whether words stay together where several kinds are written with commas between them."""
    return ENTRIES.search(words) is None and PARTS.search(words) is None
