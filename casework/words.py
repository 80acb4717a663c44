"""Names and other short texts made comparable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from functools import lru_cache

_FILLERS = frozenset(
    {"department", "dept", "school", "faculty", "division", "team", "section", "unit", "service", "services"}
    | {"of", "the", "and"}
)
_WHEREABOUTS = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)?\s+floor"
    r"|(?:rooms?|rm|floor|level|ext|extension|tel|telephone|phone)\b[\s.:]*\d[\d ]*[a-z]?)\b"
)
"""Where somebody sits, and how to ring them: no department of its own has a number for that."""
_NUMBERED = re.compile(
    r"\b(?:wards?|teams?|units?|schools?|clinics?|theatres?|stations?|stn|depots?|sections?|groups?|zones?|watch|crew|"
    r"cells?|lines?)\W{0,3}(?:(?:no|number)\W{0,2})?(?P<numbers>\d{1,3}(?:\s*(?:[/,&+–-]|and|to)\s*\d{1,3})*)\b"
)
"""Words behind which a number is a name. No list of those behind which it is none would ever be whole."""
_FROM_TO = re.compile(r"[–-]|to")
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "rev", "sir"})


@lru_cache(maxsize=4096)  # the same few names and departments are asked about for every case
def words_of(name: str) -> tuple[str, ...]:
    """A name's words for comparing: no accents, no case, no titles, no punctuation."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("’", "'")
    words = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", plain)
    return tuple(word for word in words if word not in _TITLES)


@lru_cache(maxsize=4096)
def department_words(department: str) -> frozenset[str]:
    """What a department is told by: "School of Chemistry" and "Chemistry Dept." are one (H3).

    Words that say only that it is a department are left off, unless it has no others. One that is known by
    a number alone is told by that.
    """
    words = frozenset(words_of(department))
    return words - _FILLERS or frozenset(re.findall(r"\d+", department)) or words


def same_department(one: str, other: str) -> bool:
    """Whether two departments or workplaces can be one, however they are called: nobody helps in theirs (H3).

    Numbers that are names tell them apart: "Ward 12" and "Ward 14" are two, "Ward 12" and "Ward 12 and 14" or
    "Ward" can be one, and "Ward 12" is the same with the hospital behind it. In doubt they are one: to be
    passed over is a small harm, to sit across from one's own manager is not.
    """
    (words, numbers), (others, others_numbers) = _told_apart_by(one), _told_apart_by(other)
    if numbers and others_numbers and not numbers & others_numbers:
        return False
    for place in (str, _place):
        if (told := department_words(place(one))) and told == department_words(place(other)):
            return True
    letters = {word for word in words ^ others if len(word) == 1}
    inside = words and others and (words <= others or others <= words)
    return bool(inside and numbers and numbers == others_numbers and not letters)


def numbers_of(department: str) -> frozenset[str]:
    """The numbers that are names in it: of "Ward 12, room 3" the 12; none where any between may be meant."""
    return _told_apart_by(department)[1]


@lru_cache(maxsize=4096)
def _told_apart_by(department: str) -> tuple[frozenset[str], frozenset[str]]:
    found = [each["numbers"] for each in _NUMBERED.finditer(department.casefold())]
    if any(_FROM_TO.search(each) for each in found):
        found = []  # "Wards 12 to 14" may be any between
    numbers = {digits.lstrip("0") for each in found for digits in re.findall(r"\d+", each)}
    return frozenset(words_of(_place(department))), frozenset(numbers)


def _place(department: str) -> str:
    """Without the room, floor or telephone, unless it has no other name."""
    left = _WHEREABOUTS.sub(" ", department.casefold())
    return left if words_of(left) else department


def same_name(one: str, other: str) -> bool:
    """Whether two whole names can be one person's: the order, accents, hyphens and middle names aside."""
    first, second = (frozenset(words_of(name.replace("-", " "))) for name in (one, other))
    fewer, more = sorted((first, second), key=len)
    return bool(fewer) and (fewer == more or (len(fewer) >= 2 and fewer <= more))


def tells_of(told: Set[tuple[str, str]], name: str) -> bool:
    """Whether somebody's first and last name stand together in a story (`names_in`), as "Ana M. Ruiz" or
    "Ruiz, Ana".

    A first name or a surname alone is many people's, and says nothing.
    """
    own = words_of(name)
    return len(own) >= 2 and (own[0], own[-1]) in told


def names_in(text: str) -> frozenset[tuple[str, str]]:
    """All that may be a first and a last name in a text, in either order, one word between them or none."""
    words = [word.removesuffix("'s") for word in words_of(text)]
    in_order = {pair for apart in (1, 2) for pair in zip(words, words[apart:], strict=False)}
    return frozenset(in_order | set(zip(words[1:], words, strict=False)))
