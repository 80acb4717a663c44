"""Whom and what somebody must not meet in a case, as people write it in the cell *Keep apart from* (H17)."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from casework.choice import people_named
from casework.model import Caseworker, Team
from casework.words import department_words, names_in, numbers_of, same_department, tells_of, words_of

PARTS = re.compile(r"[/&+():;]|\s[-–—]\s|\b(?:and|or)\b", re.IGNORECASE)
"""Between several in one entry."""

_TITLE = r"(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Rev|Sir)\.?\s+"
_WHOLE_NAME = re.compile(rf"\b(?:{_TITLE})?([^\W\d_a-z][\w'’.-]*)(?:\s+[^\W\d_a-z][\w'’.-]*)*?\s+"
                         r"([^\W\d_a-z][^\W\d_]+(?:['’-][^\W\d_]+)*)")  # fmt: skip
_ASIDE = frozenset(words_of(
    "anybody anyone everybody everyone anything all nobody staff people colleagues cases my their his her "
    "our in from at with the of to not avoid manager boss partner wife husband friend ex no team head"
))  # fmt: skip
"""Words that name nobody, and no department."""


@lru_cache(maxsize=4096)  # the same few are asked about for every case
def means_department(entry: str, department: str) -> bool:
    """Whether the entry, or a part of it, can be that department: "HR and Finance", "my wife in Estates"."""
    if same_department(entry, department):
        return True
    told, numbers, others = department_words(department), numbers_of(entry), numbers_of(department)
    if not told or (numbers and others and not numbers & others):
        return False
    said = frozenset(words_of(entry))
    if told <= said:
        return True
    parts = (department_words(part) - _ASIDE for part in PARTS.split(entry))
    return any(part and part <= told for part in parts)


def means_one_of(entry: str, people: Set[str], told: Set[tuple[str, str]]) -> bool:
    """Whether one of the people the form names can be meant, by the words of their names (`people`): by all
    words of a part of the entry, or by the surname of a whole name. In what the member tells (`told`) first
    name and surname stand together."""
    for part in PARTS.split(entry):
        words = frozenset(words_of(part)) - _ASIDE
        if words and words <= people:
            return True
        if len(words) == 2 and tuple(word for word in words_of(part) if word in words) in told:
            return True
        for first, last in _names(part):
            if last in people or (first, last) in told:
                return True
    return False


@lru_cache(maxsize=16)
def apart_pairs(people: tuple[Caseworker, ...]) -> frozenset[frozenset[str]]:
    """The addresses of each two of whom one is to be kept apart from the other: no pair in any case."""
    with_us = tuple(one for one in people if not one.left)
    team = Team(with_us)
    return frozenset(
        frozenset((one.email, other.email))
        for one in with_us
        for entry in one.keep_apart
        for other in with_us
        if other is not one and _means_colleague(entry, other, team)
    )


def _means_colleague(entry: str, other: Caseworker, team: Team) -> bool:
    """By first name and surname, or by whatever would choose them and nobody else."""
    if tells_of(names_in(entry), other.name):
        return True
    return any(people_named(part, team) == (other,) for part in PARTS.split(entry) if part.strip())


@lru_cache(maxsize=1024)
def _names(part: str) -> tuple[tuple[str, str], ...]:
    """First name and surname of each whole name, made comparable; both in capitals is no name ("HR IT")."""
    found = []
    for name in _WHOLE_NAME.finditer(part):
        words = words_of(name[0])
        if len(words) >= 2 and words[-1] not in _ASIDE and not name[2].isupper():
            found.append((words[0], words[-1].removesuffix("'s")))
    return tuple(found)
