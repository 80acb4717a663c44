"""What the coordinator says of the region: "region", "region advice", "region agreed", "branch".

The same words under Decision and in a mail (docs/region.md). A name may follow, where the settings name more
than one official.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from casework.model import Branch, Person
from casework.words import words_of


class Says(StrEnum):
    """What her word asks for."""

    ASK = "ask"  # to take the case on
    ADVISE = "advise"  # to talk it through
    AGREED = "agreed"  # the region has told her so, by telephone perhaps
    DECLINED = "declined"
    SIGNED = "signed"  # the secretary has told her so
    KEEP = "keep"  # the branch runs it itself


@dataclass(frozen=True, slots=True)
class RegionWord:
    """What she says, and the rest of the line: a name, or nothing."""

    says: Says
    rest: str = ""


_IT = r"(?:\s+(?:it|this|the\s+case))?"
_TO_REGION = re.compile(
    rf"\W*(?:please\s+)?(?:(?:refer|send|pass|ask|escalate){_IT}\s+)?(?:to\s+)?(?:the\s+)?"
    r"region(?:al\s+(?:official|officer|office))?\b[\s:,.-]*(?P<rest>[^\n]*)",
    re.IGNORECASE,
)
_REFER = re.compile(rf"\W*(?:please\s+)?refer{_IT}(?:\s+please)?\W*", re.IGNORECASE)
_KEEP = re.compile(
    rf"\W*(?:(?:the\s+)?branch(?:\s+(?:keeps|will\s+keep|runs){_IT})?|"
    rf"(?:we(?:'ll|\s+will)?\s+)?keep{_IT}(?:\s+(?:here|(?:at|in)\s+the\s+branch))?|no\s+region|"
    r"not\s+the\s+region)(?:[\s,]+(?:please|thanks))?\W*",
    re.IGNORECASE,
)
_TAKEN = r"(?: (?:it|this|take it|to it|to take it))?"
_RESTS = (
    (Says.DECLINED, rf"(?:has |have )?(?:declined|said no|refused|cannot|can't|will not|won't){_TAKEN}"),
    (Says.AGREED, rf"(?:has |have )?(?:agreed|said yes|accepted|takes it|will take it|has it){_TAKEN}"),
    (Says.SIGNED, r"(?:is |was |has been |has )?signed(?: (?:it|this|by the secretary))?"),
    (Says.ADVISE, r"(?:for |to )?(?:some )?(?:advice|advise|talk it through|talk through|a talk|talk)"),
)
_POLITE = re.compile(r"[\s,]*\b(?:please|thanks|thank you)\b[\s.!]*$", re.IGNORECASE)


def region_word(choice: str) -> RegionWord | None:
    """What she says of the region, or None where she speaks of something else, or only asks ("region?")."""
    choice = choice.replace("’", "'")
    if "?" in choice:
        return None
    if _KEEP.fullmatch(choice):
        return RegionWord(Says.KEEP)
    if _REFER.fullmatch(choice):
        return RegionWord(Says.ASK)
    found = _TO_REGION.fullmatch(choice)
    if found is None:
        return None
    rest = _POLITE.sub("", found["rest"]).strip(" .!:,-")
    for says, pattern in _RESTS:
        if hit := re.match(rf"(?:{pattern})\b(?: by| from| with| to|,|:)?\s*", rest, re.IGNORECASE):
            return RegionWord(says, rest[hit.end() :].strip(" .!,:"))
    return RegionWord(Says.ASK, rest)


def official_meant(rest: str, branch: Branch) -> Person | str:
    """Which official of the branch's list she means, or one sentence saying why it cannot be told."""
    if not branch.officials:
        return (
            "No official of the region is named in the settings: ask whoever looks after the service to put "
            "one into config.yaml, section region."
        )
    said = words_of(rest)
    if not said and len(branch.officials) == 1:
        return branch.officials[0]
    names = ", ".join(one.name for one in branch.officials)
    if not said:
        return f"Please say whom of the region: {names}."
    meant = [one for one in branch.officials if set(said) <= set(words_of(one.name))]
    if len(meant) == 1:
        return meant[0]
    asked = rest.strip()[:60]
    return f'We could not tell what "{asked}" asks of the region. Write region alone or with a name: {names}.'
