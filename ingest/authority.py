"""Authority to act or to write for the member, which is no consent to keep their details.

"I authorise the branch to write to the College on my behalf" may be ticked while the box that asks whether
the details may be held was left empty; then nobody has agreed to that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.consent_said import asks_consent

_ACTS = re.compile(
    r"\b(?:authori[sz]e|authority|permission|permit|allow|agree|consent|happy)\b.*"
    r"\b(?:to|for)\b.*\b(?:act|write|speak|talk|contact|approach|represent|negotiate|correspond|advocate|share|"
    r"given?|show|tell|told|involve|copy)(?:ing|d)?\b",
    re.IGNORECASE,
)
_LONGEST = 300  # letters of a statement
_SHARES = re.compile(r"\W*(?:you|we|the branch|the union) may\b", re.IGNORECASE)
_KEEPS = re.compile(
    r"\b(?:hold|holding|held|keep|keeping|kept|stor(?:e|ed|ing|age)|process(?:ed|ing)?|record(?:s|ed|ing)?|"
    r"retain(?:ed|ing)?|data|privacy|gdpr|personal information|information|details|notice)\b",
    re.IGNORECASE,
)


def without_authority(found: Sequence[Answer]) -> list[Answer]:
    """The answers of a page; a statement that only lets the branch act is no consent beside one that lets it
    keep what was written."""
    asking = [answer for answer in found if answer.name == "consent"]
    said = [_words(answer) for answer in asking]
    if not any(asks_consent(text) and _KEEPS.search(text) for text in said):
        return list(found)
    return [
        _unasked(answer) if any(answer is one for one in asking) and _only_acts(answer) else answer
        for answer in found
    ]


def _only_acts(answer: Answer) -> bool:
    text = _words(answer)
    if len(text) > _LONGEST:
        return False
    return (_ACTS.search(text) or _SHARES.match(text)) is not None and _KEEPS.search(text) is None


def _words(answer: Answer) -> str:
    return " ".join([answer.asked.words, *(line.text for line in answer.lines)])


def _unasked(answer: Answer) -> Answer:
    return replace(answer, asked=replace(answer.asked, fields=("ignored",)))
