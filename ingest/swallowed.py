"""Answers that hold the next question of the form: what somebody else reads as one line was several.

"Joined the union 3 May 1998 Employment is permanent" is nobody's line manager. In an answer as short as a
name or a place no other label of the form has business; which of its words are the answer nobody can tell.
"""

from __future__ import annotations

import re

from ingest.wordings import Wordings

_SHORT = frozenset(
    {
        "employer", "department", "workplace", "job_title", "grade", "line_manager", "key_event",
        "contact_preference", "other_advice", "membership_number", "adjustments",
    }
)  # fmt: skip
_BEGUN = frozenset({"steps_taken", "desired_outcome", "people_involved", "caseworker_preference"})
_NAMED = frozenset({"employer", "department", "workplace", "job_title", "grade", "line_manager"})
"""Their labels are words of answers too: "Head of department", "Line manager"."""
_KIN = {"key_event": ("key_date",)}
"""Whose label may be the answer: "Deadline for my appeal"."""
_FEWEST, _MOST = 3, 8  # words of a label
_LONGEST = 60  # words
_TELLING = frozenset({"i", "me", "my", "we", "he", "she", "they", "it", "is", "are", "was", "and"})
"""Words of somebody who tells: "School e-mail is all right", "My mobile is 07700 900123"."""
_GOES_ON = re.compile(  # what joins the next gap of a sentence, where this one was left empty
    r"\W*(?:and|or)\W+(?:my|the|I|we|our|am|is|was)\b|\W*(?:in|at|for)\s+.*\s(?:at|in|for|and my|as)\s",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'’&-]+")


def holds_a_label(name: str, text: str, wordings: Wordings) -> bool:
    """Whether the answer to a short question holds, word for word, the label of another one; or whether one
    in sentences begins with it."""
    if name in _NAMED and _GOES_ON.match(text):
        return True
    if name not in _SHORT | _BEGUN:
        return False
    words = list(_WORD.finditer(text))
    if len(words) < _FEWEST or (name in _SHORT and len(words) > _LONGEST):
        return False
    apart = {name, "ignored", *_NAMED, *_KIN.get(name, ())}
    for start, first in enumerate(words[: None if name in _SHORT else 1]):
        if not first.group()[0].isupper():
            continue  # a label begins with a capital; "they told me about the time limit" holds none
        for count in range(1, _MOST + 1):
            last = words[start : start + count][-1]
            if last.group().casefold() in _TELLING or start + count > len(words):
                break
            known = wordings.exact(text[first.start() : last.end()]) if count >= _FEWEST else None
            if known is not None and known.field not in apart:
                return True
    return False
