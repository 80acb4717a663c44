"""Which of a few known names somebody's words mean: any case, in a sentence, near spellings too. Pure.

Nothing is guessed: a no, an "or", a question mark, or words that are none of them leave it unclear, and a
person looks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

NOTHING = frozenset({"", "no", "none", "na", "n/a", "nil", "nothing", "-"})
"""What stands in a cell that says as much as a blank one."""

_NEAR = 0.8
"""How like a known word a slip of the hand is."""

_LEAVES_OPEN = frozenset({"no", "not", "none", "never", "without", "or", "before", "after", "pre", "post"})

Wordings = Mapping[str, Sequence[str]]
"""Other words for a name."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The names that are meant, in their order; `unclear`: there are words besides that mean none of them."""

    names: tuple[str, ...] = ()
    unclear: bool = False


def meant(said: str, names: Sequence[str], wordings: Wordings) -> Meant:
    """Which of `names` the text means: its own words or those of `wordings`, the longest first, so that
    "appeal hearing" is one thing. Other words beside a name do no harm."""
    if said.strip().casefold() in NOTHING:
        return Meant()
    tokens = _tokens(said)
    phrases = {_tokens(words): name for name in names for words in (name, *wordings.get(name, ()))}
    found: set[str] = set()
    left = list(tokens)
    for phrase in sorted(phrases, key=len, reverse=True):
        while (at := _place(phrase, left)) is not None:
            found.add(phrases[phrase])
            left[at : at + len(phrase)] = [""]
    if not found and (near := _nearest(tokens, phrases)):
        found.add(near)
    if not found or "?" in said or _LEAVES_OPEN & set(left):
        return Meant(unclear=True)
    return Meant(tuple(name for name in names if name in found))


def _tokens(text: str) -> tuple[str, ...]:
    """Its words and numbers, without accents and capitals: "stage 1" is not "stage 2"."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return tuple(re.findall(r"[^\W_]+", "".join(sign for sign in plain if not unicodedata.combining(sign))))


def _place(phrase: Sequence[str], left: Sequence[str]) -> int | None:
    size = len(phrase)
    places = (at for at in range(len(left) - size + 1) if tuple(left[at : at + size]) == tuple(phrase))
    return next(places, None) if size else None


def _nearest(tokens: Sequence[str], phrases: Mapping[tuple[str, ...], str]) -> str:
    """The name whose words are nearly the whole text; a number is never nearly another."""
    numbers = [token for token in tokens if token.isdecimal()]
    spelt = {
        " ".join(phrase): name
        for phrase, name in phrases.items()
        if [token for token in phrase if token.isdecimal()] == numbers
    }
    close = get_close_matches(" ".join(tokens), list(spelt), n=1, cutoff=_NEAR)
    return spelt[close[0]] if close else ""
