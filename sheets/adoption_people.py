"""Whom somebody's own spreadsheet means by its names: caseworkers by short forms, members in either order.

Pure. Nobody is guessed: a short form that could be two people, or nobody of theirs, stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from casework.words import words_of

_BETWEEN = re.compile(r"\s*(?:/|&|\+|;|,|\band\b|\bwith\b)\s*", re.IGNORECASE)
_PART = r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)?"
_SURNAME_FIRST = re.compile(rf"({_PART}), ?({_PART})")


def caseworkers_named(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """The one or two people of the list that are meant, by their whole names; empty where not sure."""
    if (one := _person(text, names)) is not None:
        return (one,)
    parts = [part for part in _BETWEEN.split(text) if part]
    found = [_person(part, names) for part in parts]
    sure = tuple(dict.fromkeys(name for name in found if name is not None))
    return sure if len(parts) == len(sure) == 2 else ()


def _person(text: str, names: Sequence[str]) -> str | None:
    said = words_of(text)
    if not said:
        return None
    whole = [name for name in names if words_of(name) == said]
    short = [name for name in names if _is_short_for(said, text, name)]
    meant = whole or short
    return meant[0] if len(meant) == 1 else None


def _is_short_for(said: tuple[str, ...], text: str, name: str) -> bool:
    """ "Ana", "Ana R", "A. Ruiz", or "AR" for Ana Ruiz."""
    first, *rest = words_of(name)
    if len(said) == 1:
        initials = "".join(word[0] for word in (first, *rest))
        return said[0] == first or (text.strip(" .").isupper() and said[0] == initials)
    last = rest[-1] if rest else ""
    begins = said[0] == first or (len(said[0]) == 1 and first.startswith(said[0]))
    return len(said) == 2 and begins and bool(last) and last.startswith(said[1])


def member_named(text: str) -> str:
    """A name as we write to it: "Adeyemi, Mo" is Mo Adeyemi; any other stays as it was typed."""
    turned = _SURNAME_FIRST.fullmatch(text.strip())
    return f"{turned[2]} {turned[1]}" if turned else text
