"""Whom and what somebody must not meet in a case, as people write it in the cell *Keep apart from* (H17)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
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
_Pair = tuple[str, str]


@lru_cache(maxsize=4096)  # the same few are asked about for every case
def means_department(entry: str, department: str) -> bool:
    """Whether the entry, or a part of it, can be that department: "HR and Finance", "my wife in Estates"."""
    if same_department(entry, department):
        return True
    told, numbers, others = department_words(department), numbers_of(entry), numbers_of(department)
    if not told or (numbers and others and not numbers & others):
        return False
    said = frozenset(words_of(entry))
    if told <= said | {word.removesuffix("s") for word in said}:  # "Wards 12 and 14"
        return True
    parts = (department_words(part) - _ASIDE for part in PARTS.split(entry))
    return any(part and part <= told for part in parts)


def means_one_of(entry: str, people: str, told: Set[tuple[str, str]]) -> bool:
    """Whether one of the people the form names can be meant (`people`: their names): by all words of a part
    of the entry, by a first name and surname in it, or by the surname of a whole name. In what the member
    tells (`told`) first name and surname stand together."""
    named, pairs = _people(people)
    return any(
        (any(len(word) > 1 for word in words) and words <= named)  # "n / a" is nobody's initials
        or bool(may_be & pairs)  # "my ex tom low in estates"
        or any(last in named or (first, last) in told for first, last in names)
        for words, may_be, names in _parts(entry)
    )


@lru_cache(maxsize=256)
def _people(text: str) -> tuple[frozenset[str], frozenset[_Pair]]:
    """Words of those names, and all that may be first and last name; "Smith-Jones" is "Smith Jones" too."""
    apart = text.replace("-", " ")
    return frozenset(words_of(text) + words_of(apart)), names_in(text) | names_in(apart)


@lru_cache(maxsize=1024)
def _parts(entry: str) -> tuple[tuple[frozenset[str], frozenset[_Pair], tuple[_Pair, ...]], ...]:
    """Of each part of an entry its words, all that may be a first and a last name, and what plainly is."""
    parts = PARTS.split(entry)
    found = []
    for part in dict.fromkeys((*parts, *(one.replace("-", " ") for one in parts))):
        said = tuple(word for word in words_of(part) if word not in _ASIDE)
        may_be = frozenset(pair for pair in names_in(part) if not _ASIDE & {*pair})
        two = (said,) if len(said) == 2 else ()
        found.append((frozenset(said), may_be, (*two, *_names(part))))
    return tuple(found)


@lru_cache(maxsize=16)
def apart_pairs(people: tuple[Caseworker, ...]) -> frozenset[frozenset[str]]:
    """The addresses of each two of whom one is to be kept apart from the other: no pair in any case."""
    with_us = tuple(one for one in people if not one.left)
    team = Team(with_us)
    return frozenset(
        frozenset((one.email, other))
        for one in with_us
        for entry in one.keep_apart
        for other in _colleagues(entry, team)
        if other != one.email
    )


def _colleagues(entry: str, team: Team) -> Iterator[str]:
    """Their addresses: by first name and surname, or by whatever would choose them and nobody else."""
    told = names_in(entry)
    yield from (other.email for other in team.caseworkers if tells_of(told, other.name))
    for part in filter(str.strip, PARTS.split(entry)):
        if len(meant := people_named(part, team)) == 1:
            yield meant[0].email


def _names(part: str) -> tuple[_Pair, ...]:
    """First name and surname of each whole name, made comparable; both in capitals is no name ("HR IT")."""
    found = []
    for name in _WHOLE_NAME.finditer(part):
        words = words_of(name[0])
        if len(words) >= 2 and words[-1] not in _ASIDE and not name[2].isupper():
            found.append((words[0], words[-1].removesuffix("'s")))
    return tuple(found)
