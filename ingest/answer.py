"""What a person's new words come to: yes, no, a question, or unclear. Unclear goes to a person, never guessed."""

from __future__ import annotations

import re

from casework.facts import Answer

YES = r"accept(ed)?|yes|yep|yeah|happy to|glad to|sure|of course|i can( do| take)?( it| this| that)?|i will|i'?ll (take|do)|count me in"  # fmt: skip
NO = r"declin(e|ed|ing)|no|nope|sorry|i can ?no?t|i can'?t|cannot|can'?t|unable|not (this|at the|right|able|possible|for me)|afraid|unfortunately"  # fmt: skip
ASK = r"question"
HEDGE = r"\b(but|if|unless|however|provided|depends|maybe|perhaps|might|possibly|not sure|unsure|before i|until|instead)\b|\?"  # fmt: skip

_YES = re.compile(rf"^(hi|hello|dear)?\W*({YES})\b", re.IGNORECASE)
_NO = re.compile(rf"\b({NO})\b", re.IGNORECASE)
_ASK = re.compile(rf"^\W*{ASK}", re.IGNORECASE)
_HEDGE = re.compile(HEDGE, re.IGNORECASE)
_GREETING = re.compile(
    r"^(hi|hello|dear|good (morning|afternoon|evening))\b[^.,!?]{0,40}[,.!]?$", re.IGNORECASE
)

LONGEST = 400
"""Characters of the first line that are looked at: an answer is short (and hostile text stays cheap)."""


def first_words(reply: str) -> str:
    """The first line of somebody's new words that says something: a bare greeting is passed over."""
    lines = [line.strip() for line in reply[:20_000].splitlines() if line.strip(" \t*_>-")]
    said = [line for line in lines[:6] if not _GREETING.match(line)]
    return (said or lines or [""])[0][:LONGEST].strip()


def answer_of(reply: str) -> Answer:
    """Yes only where nothing speaks against it; no only where nothing speaks for it (DOMAIN.md §6.2)."""
    words = first_words(reply).replace("’", "'")
    if _ASK.match(words):
        return Answer.QUESTION
    yes, no, hedge = bool(_YES.match(words)), bool(_NO.search(words)), bool(_HEDGE.search(words))
    if yes and not no and not hedge:
        return Answer.ACCEPT
    if no and not yes and not hedge:
        return Answer.DECLINE
    if words.endswith("?"):
        return Answer.QUESTION
    return Answer.UNCLEAR
