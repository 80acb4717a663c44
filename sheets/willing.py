"""What a caseworker can and would like to do, as the Caseworkers tab has it: level, hours, kinds of case.

Every column may be blank or taken away; then the branch's usual applies. What cannot be understood is said,
and taken for the safe side: nobody gets more, or harder, because of a slip of the pen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from casework.model import Caseworker, Level, Preference
from sheets.cells import cell_text
from sheets.columns import CASEWORKERS, fold
from sheets.counts import least
from sheets.dates import written_date
from sheets.monthly import MOST_HOURS, read_hours
from sheets.register import Row

LEVELS: Mapping[str, Level] = {
    "": Level.EXPERIENCED,
    **dict.fromkeys(("shadow", "shadowing", "observer", "0"), Level.SHADOW),
    **dict.fromkeys(("new", "starter", "beginner", "learner", "learning", "trainee", "1"), Level.NEW),
    **dict.fromkeys(("experienced", "senior", "full", "2"), Level.EXPERIENCED),
}
PREFERENCES: Mapping[str, Preference] = {
    **dict.fromkeys(("", "either", "both", "any", "no", "-"), Preference.NONE),
    **dict.fromkeys(("alone", "solo", "single"), Preference.ALONE),
    **dict.fromkeys(("paired", "pair", "pairs", "in a pair", "together"), Preference.PAIRED),
    **dict.fromkeys(("shadow", "shadowing", "watching"), Preference.SHADOW),
}
YES = frozenset(["yes", "y", "true", "x", "✓", "1"])
NO = frozenset(["no", "n", "false", "0", "-"])
EVERYTHING = frozenset(["all", "any", "anything", "everything", "all kinds"])
TYPED = ("level", "preference", "hours", "left", "max_cases", "wants", "not_yet")
NOTHING = frozenset(["none", "nothing", "-", "no"])


_PARTS = re.compile(r"[,;\n/]|\band\b")
_ENTRIES = re.compile(r"[,;\n]")


def willing(person: Caseworker, row: Row, categories: Mapping[str, str], wrong: list[str]) -> Caseworker:
    """`person` with what these columns say; a sentence is added to `wrong` for each thing to mend."""
    accredited, until = _yes_or_until(row, "accredited", wrong)
    insured, insured_until = _yes_or_until(row, "insured", wrong)
    hours, months, unclear = _hours(row, wrong)
    return replace(
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


def _typed(row: Row, unclear: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """What stands in cells that the service may change with the coordinator's ok: it must know it exactly;
    and in those that could not be read, lest a row written anew lose it."""
    names = dict.fromkeys((*TYPED, *unclear))
    return tuple((name, text) for name in names if (text := row.text(name)))


def _title(column: str) -> str:
    return CASEWORKERS.column(column).title


def _level(row: Row, wrong: list[str]) -> Level:
    level = LEVELS.get(fold(cell_text(row.cells.get("level"))))
    if level is None:
        wrong.append(
            f"has a word under {_title('level')} that is not Shadow, New or Experienced: it is taken as New"
        )
    return Level.NEW if level is None else level


def _preference(row: Row, wrong: list[str]) -> Preference:
    found = PREFERENCES.get(fold(row.text("preference")))
    if found is None:
        wrong.append(
            f"has a word under {_title('preference')} that is not Alone, Paired or Shadow: "
            "it is taken as Paired"
        )
    return Preference.PAIRED if found is None else found


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
    until = written_date(row.cells.get(column))
    if until is None:
        wrong.append(
            f"says neither Yes, No nor a day under {_title(column)} (write 3 Dec 2026): it is taken as No"
        )
    return until is not None, until


def _woman(row: Row, wrong: list[str]) -> bool:
    text = row.text("woman").casefold()
    if text and text not in YES and text not in NO:
        wrong.append(f"says neither Yes nor nothing under {_title('woman')}: it is taken as nothing")
    return text in YES


def _entries(row: Row, column: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in _ENTRIES.split(row.text(column)))
    return tuple(part for part in parts if part and fold(part) not in EVERYTHING | NOTHING)


def _kinds(row: Row, column: str, categories: Mapping[str, str], wrong: list[str]) -> tuple[str, ...]:
    kinds, unread = kinds_in(row.text(column), column, categories)
    wrong += [
        f"has words under {_title(column)} that are no kind of case we know, and are not used: "
        "take the words of the form, with commas between them"
    ] * unread
    return kinds


def kinds_in(text: str, column: str, categories: Mapping[str, str]) -> tuple[tuple[str, ...], int]:
    """Names of the categories in a cell of "wants" or "not_yet", and how many entries are none. Of words that
    could be several, all are meant."""
    whole = _kinds_of(text, categories)
    if whole or not text:
        return whole, 0
    found: list[str] = []
    unread = 0
    for part in _PARTS.split(text):
        kinds = _kinds_of(part, categories)
        if fold(part) in EVERYTHING and column == "not_yet":
            kinds = tuple(categories)
        unread += bool(part.strip()) and not kinds and fold(part) not in EVERYTHING | NOTHING
        found += kinds
    return tuple(dict.fromkeys(found)), unread


def one_kind(words: str) -> bool:
    """Whether words stay together where several kinds are written with commas between them."""
    return _PARTS.search(words) is None


def _kinds_of(text: str, categories: Mapping[str, str]) -> tuple[str, ...]:
    """The categories whose name or words these are: all of them, or some of their words ("bullying")."""
    said = fold(text)
    if not said:
        return ()
    exact = tuple(name for name, words in categories.items() if said in (fold(name), fold(words)))
    if exact or len(said) < 3:
        return exact
    spoken = _words(said)
    return tuple(name for name in categories if spoken and spoken <= _words(fold(name)))


def _words(text: str) -> set[str]:
    """Its words; "dismissals" and "dismissal" are one."""
    return {word.rstrip("s") for word in text.split() if word not in ("and", "or", "cases", "case")}
