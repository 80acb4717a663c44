"""Where somebody works, so that the same place is known again (SD-52, DOMAIN.md §4.2). Pure."""

from __future__ import annotations

from casework.words import words_of

_ANY = frozenset(
    {
        "the",
        "of",
        "at",
        "in",
        "on",
        "site",
        "campus",
        "building",
        "office",
        "offices",
        "school",
        "house",
        "home",
    }
)
"""Words that do not tell one place from another."""


def place(said: str) -> str:
    """A place in one spelling: "the North Campus" and "north site" are one; empty where nothing is said."""
    words = words_of(said)
    return " ".join(word for word in words if word not in _ANY) or " ".join(words)
