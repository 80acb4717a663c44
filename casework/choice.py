"""Which caseworker a name means: the whole of it, a first name, a surname, initials, or the address. Never a
guess: what two people could be called by is nobody's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from casework.model import Caseworker, Team

LONGEST = 8
"""Words of a name that are looked at, particles and hyphenated parts counted one by one."""

_TITLE = re.compile(r"(?:dr|mr|mrs|ms|miss|mx|prof|professor|rev|sir)\b\.?\s+(?=\S)", re.IGNORECASE)
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "rev", "sir"})
_ADDRESS = re.compile(r"[^\s,;<>()]+@[^\s,;<>()]*[^\s,;<>().!]")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
_BETWEEN_WORDS = re.compile(r"\s*[-‐‑](?=\w)|\s+|(?<=\.)")
_BEFORE = re.compile(r"^[^\w]+")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´")


@dataclass(frozen=True, slots=True)
class NameAt:
    """Whom the name at the start of a text could mean, and where it ends."""

    people: tuple[Caseworker, ...]
    end: int


def name_at(text: str, team: Team) -> NameAt | None:
    """The longest name of anybody with us at the very start of `text`, or None."""
    roster = [person for person in team.caseworkers if not person.left]
    if address := _ADDRESS.match(text):
        own = tuple(one for one in roster if one.email == address[0].casefold())
        return NameAt(own, address.end()) if own else None
    said = _words_at(text)
    for count in range(len(said), 0, -1):
        words = tuple(word for word, _ in said[:count])
        whole = tuple(one for one in roster if _flat(_parts(one.name)) == words)
        short = tuple(one for one in roster if _is_short_for(words, _parts(one.name)))
        short += tuple(one for one in roster if one not in short and _are_initials(words, one.initials))
        if meant := whole or short:
            return NameAt(meant, said[count - 1][1])
    return None


def find_person(name: str, team: Team) -> Caseworker | str:
    """The one caseworker of that name, or one sentence saying why it could not be told."""
    for text, found in _whole(name, team):
        return meant_by(found, text, team)
    return unknown_name(_BEFORE.sub("", name))


def people_named(name: str, team: Team) -> tuple[Caseworker, ...]:
    """Everybody with us whom the whole of `name` could mean."""
    return next((found.people for _, found in _whole(name, team)), ())


def _whole(name: str, team: Team) -> Iterator[tuple[str, NameAt]]:
    """The text as it stands, or with the surname before a comma, where it is a name from end to end."""
    name = _BEFORE.sub("", name)
    last, comma, first = name.partition(",")
    for text in (name.strip(), f"{first} {last}".strip() if comma else ""):
        found = name_at(text, team)
        if found and not text[found.end :].strip(" .,!;"):
            yield text, found


def meant_by(found: NameAt, said: str, team: Team) -> Caseworker | str:
    """The one person a name stands for, or the sentence that it could be several."""
    if len(found.people) == 1:
        return found.people[0]
    shown = said[: found.end].strip()[:60]
    return f'More than one caseworker could be "{shown}": please give the full name.'


def unknown_name(said: str) -> str:
    """The sentence for what is nobody's name."""
    return f'"{said.strip()[:60]}" is not a name on the Caseworkers tab.'


def shown_as(email: str, team: Team) -> str:
    """How the register names somebody: by name, but by address where the name is not theirs alone."""
    person = team.person(email)
    alone = person is not None and find_person(person.name, team) == person
    return person.name if person and alone else email


def _words_at(text: str) -> list[tuple[str, int]]:
    """The words of one name at most, as they are compared, each with where it ends; titles left off."""
    at = 0
    while title := _TITLE.match(text, at):
        at = title.end()
    found: list[tuple[str, int]] = []
    while len(found) < LONGEST and (word := _WORD.match(text, at)):
        end = word.end()
        if word.end() - word.start() == 1 and text[end : end + 1] == ".":
            end += 1
        found.append((_plain(word[0]), end))
        gap = _BETWEEN_WORDS.match(text, end)
        if gap is None:
            break
        at = gap.end()
    return found


@lru_cache(maxsize=4096)  # the same few names are compared with every word of an answer
def _parts(name: str) -> tuple[tuple[str, ...], ...]:
    """A name part by part, hyphenated ones together: (("anne", "marie"), ("o", ...))."""
    parts = (tuple(_plain(word) for word in _WORD.findall(part)) for part in name.split())
    found = tuple(part for part in parts if part)
    return tuple(part for part in found if part[0] not in _TITLES) or found


def _plain(word: str) -> str:
    """Without case, accents and apostrophes."""
    letters = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES)).casefold()
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def _flat(parts: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(word for part in parts for word in part)


def _is_short_for(said: tuple[str, ...], name: tuple[tuple[str, ...], ...]) -> bool:
    """A first name with nothing, some, or initials of the rest; or a surname, with an initial before it."""
    if not name:
        return False
    first, rest = name[0], _flat(name[1:])
    if said[: len(first)] == first:
        return _in_order(said[len(first) :], rest)
    if any(said == _flat(name[at:]) for at in range(1, len(name))):
        return True
    return len(said) > 1 and said[0] == first[0][0] and len(said[-1]) > 1 and _in_order(said[1:], rest)


def _in_order(said: tuple[str, ...], rest: tuple[str, ...]) -> bool:
    """Whether these words, or initials, stand in the rest of a name in this order. An initial that the tab
    has not is passed over where the last word is the last of the name."""
    if said and said[-1:] == rest[-1:]:
        said = tuple(word for word in said if len(word) > 1)
    left = iter(rest)
    return all(any(word in (each, each[:1]) for each in left) for word in said)


def _are_initials(said: tuple[str, ...], initials: str) -> bool:
    """Initials, or another short form: "A.R." is "AR"."""
    return bool(initials) and "".join(said) == "".join(_plain(word) for word in _WORD.findall(initials))
