"""What a person's new words come to: yes, no, a question, or unclear. Unclear is for a person."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casework.facts.answers import Answer

YES = (
    r"(i )?accept(ed)?|yes|yep|yeah|((i would|i'?d|i'?ll) be |i'?m |i am )?(very |more than )?"
    r"(happy|glad|pleased|willing) to|sure|of course|absolutely|definitely|certainly|with pleasure|gladly",
    r"i can(?!'?t|not| not)( do| take)?( it| this| that)?|i will(?! not)|i'?ll (take|do)|count me in",
)
NO = (
    r"(i )?decline[ds]?|declining|no(?! (problem|worries|trouble|bother|more than|idea|doubt))|nope|sorry|"
    r"afraid|unfortunately",
    r"can ?not|can'?t|won'?t|unable|not (this|now|at the|right|able|possible|for me|available)|will not|"
    r"rather not|prefer not|count me out|(i'?ll |i will )?pass( on| this)?|too busy|too much on",
)
HEDGE = (
    r"but|if|unless|however|provided|depends|maybe|perhaps|might|possibly|not sure|unsure|before i",
    r"until|instead|delay",
)

_YES_FIRST = re.compile(rf"^\W*({'|'.join(YES)})\b", re.IGNORECASE)
_YES = re.compile(rf"\b({'|'.join(YES)})\b", re.IGNORECASE)
_NO = re.compile(rf"\b({'|'.join(NO)})\b", re.IGNORECASE)
_ASK = re.compile(r"^\W*question", re.IGNORECASE)
_HEDGE = re.compile(rf"\b({'|'.join(HEDGE)})\b|\?", re.IGNORECASE)
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


def unwrapped(lines: Iterable[str]) -> list[str]:
    """Lines that say something; one that a mail program broke in the middle of a sentence is one again."""
    whole: list[str] = []
    open_end = False
    for line in lines:
        if open_end and line[:1].islower():
            whole[-1] += " " + line
        elif line:
            whole.append(line)
        open_end = bool(line) and len(line) < LONGEST and line[-1] not in ".!?:;"
    return whole


def first_sentence(reply: str) -> str:
    """The same, with what the mail program broke off into the next lines."""
    lines = [line.strip() for line in reply[:20_000].splitlines()]
    return first_words("\n".join(unwrapped(lines)))


def answer_of(reply: str) -> Answer:
    """Yes only where nothing speaks against it; no only where nothing speaks for it (DOMAIN.md §6.2)."""
    words = first_words(reply).replace("’", "'")
    if _ASK.match(words):
        return Answer.QUESTION
    no, hedge = bool(_NO.search(words)), bool(_HEDGE.search(words))
    if _YES_FIRST.match(words) and not no and not hedge:
        return Answer.ACCEPT
    if no and not _YES.search(words) and not hedge:
        return Answer.DECLINE
    if words.endswith("?"):
        return Answer.QUESTION
    return Answer.UNCLEAR
