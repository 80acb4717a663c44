"""What a member wrote about who should support them, as far as it can be told surely (H9, H13).

The words themselves go nowhere. Where it is not clear, the coordinator is told to read the form.
"""

from __future__ import annotations

import re
from functools import lru_cache

from casework.words import words_of

_WOMAN = re.compile(r"\b(wom[ae]n|female|lady)\b", re.IGNORECASE)
_EITHER = re.compile(
    r"\b(not? (a )?(wom[ae]n|female)|(doesn't|does not|needn't|need not|not) (have|need) to be|no preference|"
    r"(don't|do not) mind|either|man or|or (a )?man|no need)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(not|no|nobody|no one|none|never|avoid|except|apart from|other than|any(one|body) but|rather than|"
    r"don't|do not|wouldn't|without)\b",
    re.IGNORECASE,
)
NOTHING = frozenset(
    {"", "no", "none", "n/a", "na", "nothing", "no preference", "not really", "no thanks", "any"}
)


@lru_cache(maxsize=512)
def wants_a_woman(text: str) -> bool:
    """Whether a woman is asked for, and not merely mentioned."""
    text = text.replace("’", "'")
    return bool(_WOMAN.search(text)) and not _EITHER.search(text)


def objects_to(text: str, name: tuple[str, ...], department: tuple[str, ...]) -> bool:
    """Whether somebody of this name, or from this department, is not wanted: said of none too many."""
    said = set(words_of(text))
    if not said or not _NOT.search(text.replace("’", "'")):
        return False
    return bool(name) and name[-1] in said or bool(department) and set(department) <= said


def unclear(text: str) -> bool:
    """Whether there are wishes that only a person can weigh."""
    return " ".join(text.casefold().strip(" .").split()) not in NOTHING and not wants_a_woman(text)
