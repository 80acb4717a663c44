"""Which kinds of case are meant by words in a cell of *Would like* or *Not yet*, however people write them.

One reading for the tab and for what is said by mail beside it: what one takes for a kind the other must not
keep as words of somebody's own. Of words that could be several kinds, all are meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

NOTHING = frozenset(["", "-", "--", "none", "nothing", "no", "nil", "n/a", "na", "not applicable"])
"""What is said in a cell without anything being named."""
EVERYTHING = frozenset(["all", "any", "anything", "everything", "all kinds", "any kind", "all cases"])
ENTRIES = re.compile(r"[,;\n]")
PARTS = re.compile(r"[/&+]|\band\b")

_BUT = re.compile(
    r"(?:all|any|anything|everything)(?: kinds?| cases?)? (?:but|except|apart from|other than|excluding)"
    r"(?: for)? (.+)"
)
_NO = re.compile(r"(?:no|not|never|any|only|e\.g\.|eg) (?=\w)")
_FILLERS = frozenset(["and", "or", "of", "case", "matter", "issue", "work"])
_ALSO: Mapping[str, tuple[str, ...]] = {
    "sick leave": ("sickness_absence",),
    "illness": ("sickness_absence",),
    "ill health": ("sickness_absence",),
    "maternity": ("family_leave",),
    "paternity": ("family_leave",),
    "parental leave": ("family_leave",),
    "racism": ("discrimination",),
    "sexism": ("discrimination",),
    "sexual harassment": ("bullying_harassment", "discrimination"),
    "h&s": ("health_safety",),
}
"""What kinds are called besides."""
_LIKE = 0.85
"""How like two words are of which one is the other with a slip of the pen."""


def kinds_of(said: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """The kinds that these words are: all of a name or of its words, or some of a name ("bullying").

    `words`: the branch's kinds by name, with the words that its mails use for them.
    """
    said = _folded(said)
    if not said:
        return ()
    exact = tuple(name for name, its in words.items() if said in (_folded(name), _folded(its)))
    if exact:
        return exact
    if also := tuple(name for name in _ALSO.get(said, ()) if name in words):
        return also
    spoken = _words(said)
    if len(said) < 3 or not spoken:
        return ()
    names = {name: _words(_folded(name)) for name in words}
    if found := tuple(name for name, its in names.items() if spoken <= its):
        return found
    known = {word for its in names.values() for word in its if len(word) > 4}
    meant = {near for word in spoken for near in get_close_matches(word, known, 1, _LIKE)}
    return tuple(name for name, its in names.items() if len(meant) == len(spoken) and meant <= its)


def kept_from(said: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """The same where they say what somebody does not take: "no bullying", "all", "all except contracts"."""
    folded = _folded(said)
    if folded in EVERYTHING:
        return tuple(words)
    if found := _BUT.fullmatch(folded):
        taken, unread = kinds_in(found[1], words)
        return () if unread or not taken else tuple(name for name in words if name not in taken)
    return kinds_of(said, words) or kinds_of(_NO.sub("", folded, count=1), words)


def kinds_in(text: str, words: Mapping[str, str], *, not_yet: bool = False) -> tuple[tuple[str, ...], int]:
    """The kinds that a whole cell names, each once, and how many of its entries are none.

    `not_yet`: the cell says what somebody does not take.
    """
    read = kept_from if not_yet else kinds_of
    if whole := read(text, words):
        return whole, 0
    found: list[str] = []
    unread = 0
    for entry in ENTRIES.split(text):
        kinds = read(entry, words)
        for part in () if kinds or named_nothing(entry) else PARTS.split(entry):
            kinds = (*kinds, *read(part, words))
            unread += not named_nothing(part) and not read(part, words)
        found += kinds
    return tuple(dict.fromkeys(found)), unread


def named_nothing(said: str) -> bool:
    """Whether no kind is named, and none meant: blank, "none", "any"."""
    said = " ".join(said.casefold().split())
    return said in NOTHING or said in EVERYTHING


def _folded(said: str) -> str:
    return " ".join(said.casefold().replace("_", " ").replace("-", " ").split())


def _words(said: str) -> frozenset[str]:
    """Its words; "dismissals" and "dismissal" are one, and so are "redundancies" and "redundancy"."""
    found = (word.removesuffix("ies") + "y" if word.endswith("ies") else word.rstrip("s") for word in
             re.findall(r"[^\W\d_]+", said))  # fmt: skip
    return frozenset(found) - _FILLERS
