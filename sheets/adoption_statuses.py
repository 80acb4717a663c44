"""What somebody's own words under Status come to. Pure.

The harm is not the same both ways: a live case taken for closed is forgotten, a closed one taken for live is
asked about. So words for an end count only where nothing speaks against them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sheets.adoption_words import STATUSES
from sheets.columns import fold

_NOT_YET = re.compile(
    r"(?:\b(?:not|no longer|never|nearly|almost|to|be|about|ready|soon|until|before|when|if|can|cannot|could"
    r"|should|will|yet)|n['’]t)(?: (?:yet|fully|quite|been|being|be|formally|officially|get|it))* $"
)
_SURELY = ("closed",)
"""Of the words for an end those that do not speak of a stage only: "hearing done" is no end."""


class _Found(NamedTuple):
    at: int
    word: str
    status: str
    denied: bool


def status_of(text: str) -> str:
    """The status of ours that a word of theirs means; empty where it cannot be told."""
    said = fold(text)
    if not said:
        return ""
    for status, words in STATUSES.items():
        if said in words:
            return status
    found = list(_found(said))
    ends = [each for each in found if each.status == "Closed"]
    others = [each for each in found if each.status != "Closed"]
    first = min((each.at for each in others), default=len(said))
    if any(not end.denied and (end.at < first or end.word in _SURELY) for end in ends):
        return "" if said.endswith("?") else "Closed"
    if any(end.denied for end in ends) and all(other.status == "New" for other in others):
        return "Active"  # "not yet closed"
    return next((other.status for other in others if not other.denied or other.status == "New"), "")


def _found(said: str) -> Iterator[_Found]:
    """Every word of the table in a text, statuses in the order of the table."""
    for status, words in STATUSES.items():
        for word in words:
            if len(word) > 1:  # a letter only by itself
                for each in re.finditer(rf"\b{re.escape(word)}\b(?!['’])", said):
                    denied = _NOT_YET.search(said[: each.start()]) is not None or said.startswith("close to")
                    yield _Found(each.start(), word, status, denied)
