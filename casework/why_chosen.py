"""The reason that stands behind a choice ("Ben, he knows Physics"), kept as it was written. Never sent on.

Where a reason names somebody else, it must be plain that they are spoken of and not chosen too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casework.choice import name_at
from casework.model import Caseworker, Team

MOST = 300
"""Signs of a reason that are kept."""

_BECAUSE = r"because|cause|cos|coz|b/c|as|since|due to|owing to|on account of|given(?: that)?|for|so that"
_OF_THEM = (
    r"he|she|they|he's|she's|they're|who|whose|it|it's|this|that|that's|both|his|her|their|we|i|i've|i'm"
)
_BEGINS = re.compile(rf"\s*[,;:.!(–—]+\s*|\s+-+\s*|-+\s+|\s+(?=(?:{_BECAUSE}|{_OF_THEM})\b)", re.IGNORECASE)
_BECAUSE_FIRST = re.compile(rf"(?:and |but )?(?:{_BECAUSE})\b", re.IGNORECASE)
_OF_THEM_FIRST = re.compile(rf"(?:and |but )?(?:{_OF_THEM})\b", re.IGNORECASE)
_NOT_SO = re.compile(
    r"(?:\bnot|n't|\bnever|\bno longer|\bless)\s+(?:(?:so|too|very|that|as|yet|at all|really)\s+)*"
    r"(?:away|busy|full|ill|sick|overloaded)\b",
    re.IGNORECASE,
)
OBJECTION = re.compile(
    r"\b(?:away|on leave|on holiday|ill|sick|full|busy|overloaded|too (?:much|many|new|close|near|busy)|"
    r"can't|cannot|can not|couldn't|could not|won't|will not|unable|unavailable|isn't|"
    r"not (?:available|ready|free|right|suitable|allowed|able|good)|shouldn't|should not|conflict\w*|"
    r"declined|said no|refused|knows (?:the member|the manager|him|her|them(?! all))|"
    r"friends? (?:of|with)|has left|resigned|resting)\b",
    re.IGNORECASE,
)
"""What speaks against somebody: as a reason for them it is no reason."""

ABOUT_OTHERS = re.compile(
    r"\b(?:every(?:one|body)(?: else)?|(?:the |all )?others?|nobody|no one|the rest|any(?:one|body) else|"
    r"the lead|the second)\b",
    re.IGNORECASE,
)
LEFT_OPEN = re.compile(
    r"\b(?:unless|or (?:some\w+|any\w+|another|else|(?-i:[A-Z])\w*)|maybe|perhaps|not sure|unsure|"
    r"i don't know|let me|wait|hold on|i'll (?:ask|check|think)|don't ask|do not ask|depends|"
    r"before you|another)\b",
    re.IGNORECASE,
)
_TAKES_PART = re.compile(
    r"\b(?:lead(?:s|ing)?|seconds?|pair(?:ed)?|together|as well|too(?=\s*(?:$|[.,;!]))|instead|ask)\b", re.I
)
_COURTEOUS = re.compile(
    r"(?i:(?:many )?(?:thanks|thank you|cheers|best|regards)\b)(?:,?\s+[^\W\d_a-z]\w*)?[\s.!]*$"
)
_JOINED = re.compile(r"\b(?:and|or|with|plus|not|than|then)\s+$|[&+]\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Why:
    """A reason. `people` are those it names; `joined`: one of them stands as if chosen too."""

    said: str = ""
    people: tuple[Caseworker, ...] = ()
    joined: bool = False

    @property
    def because(self) -> bool:
        """Whether it says that it is one."""
        return bool(_BECAUSE_FIRST.match(self.said))

    @property
    def against(self) -> bool:
        """Whether it speaks against somebody."""
        return bool(OBJECTION.search(_NOT_SO.sub("", self.said)))

    def about_others(self) -> bool:
        """Whether the people it names are spoken of only, and cannot be meant to be asked."""
        if _TAKES_PART.search(self.said):
            return False
        if self.because:
            return True
        return not self.joined and (self.against or bool(_OF_THEM_FIRST.match(self.said)))


def why_in(rest: str, team: Team) -> Why | None:
    """The reason that `rest`, what stands behind a name or a word, gives; None where it is no reason.

    A reason has its own beginning: a comma, a dash, a full stop, "because", "he", "she", "they". Otherwise
    what follows a name may be the rest of another name.
    """
    if not rest.strip(" .,!;:–—-()"):
        return Why()
    begins = _BEGINS.match(rest)
    if begins is None:
        return None
    said = rest[begins.end() :].strip().rstrip(")") if "(" in begins[0] else rest[begins.end() :].strip()
    people: list[Caseworker] = []
    joined, spoken = False, re.sub(r"'s\b", "  ", said)  # "Ana's full" is about Ana
    for word in re.finditer(r"(?<![\w@.'-])[^\W\d_]", said):
        found = name_at(spoken[word.start() :], team) if _may_be_a_name(said, word.start()) else None
        if found:
            people.extend(one for one in found.people if one not in people)
            joined = joined or bool(_JOINED.search(said[: word.start()]))
    if _COURTEOUS.match(said) and not people:
        return Why()
    return Why(said[:MOST], tuple(people), joined)


def _may_be_a_name(said: str, at: int) -> bool:
    """Names have capitals, save where somebody writes none at all: "will" is hardly Will."""
    return said[at].isupper() or said == said.lower()


def with_reason(why: str, reason: str) -> str:
    """A line of a case's history with the reason that the coordinator gave: it stands nowhere else."""
    return f'{why} The reason given: "{reason}".' if reason else why
