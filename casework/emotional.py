"""What a case asks of feelings, 0 to 3: the coordinator's own word, else that of its category (§3.2). Pure.

No form tells it and nothing is read out of a member's words: people who know the case say it.
"""

from __future__ import annotations

import re

from casework.meant import Meant, meant
from casework.model import Case, Policy
from casework.workload import case_emotional

RATINGS = ("0 routine", "1 upsetting", "2 distressing", "3 crisis")
"""The ratings as the register offers them: a rating is the place in this list."""

RATING_UNCLEAR = "Emotional rating: not one of 0 to 3, so that of its category counts"
"""What Check says; it does not stay with the case."""

_WORDS = {
    "0 routine": ("routine", "usual", "ordinary", "everyday", "calm"),
    "1 upsetting": ("upsetting", "upset", "worrying"),
    "2 distressing": ("distressing", "distressed", "distress", "very upsetting", "very upset"),
    "3 crisis": ("crisis", "in crisis", "traumatic", "trauma", "traumatised", "traumatic or crisis"),
}

_NUMBER = re.compile(r"\s*([0-3])(?:[.,]0+)?\s*(?:/\s*3|(?:out )?of 3)?[\s.!]*")
_DIGITS = re.compile(r"\d+")


def rating_meant(said: str) -> Meant:
    """The one rating that the text names, by number or word; "2 crisis" and "2 or 3" are unclear."""
    if number := _NUMBER.fullmatch(said):
        return Meant((RATINGS[int(number[1])],))
    found = meant(said, RATINGS, _WORDS)
    if found.unclear or not found.names:
        return found
    one = found.names[0]
    agreed = len(found.names) == 1 and set(_DIGITS.findall(said)) <= {one[0]}
    return found if agreed else Meant(unclear=True)


def emotional_of(case: Case, policy: Policy) -> int:
    """The case's rating: what she wrote of it, else that of its hardest category."""
    names = rating_meant(case.emotional_said).names
    return RATINGS.index(names[0]) if names else case_emotional(case.categories, policy)
