"""What a person's new words come to: yes, no, a question, or unclear. Unclear is for a person."""

from __future__ import annotations

from collections.abc import Iterable

from casework.facts.answers import Answer
from ingest.answer_table import (
    ASK,
    GREETING,
    HEDGE,
    LATER,
    NO,
    ONLY_SORRY,
    OTHERWISE,
    SEEN,
    YES,
    YES_FIRST,
)

LONGEST = 400
"""Characters of the first line that are looked at: an answer is short (and hostile text stays cheap)."""


def first_words(reply: str) -> str:
    """The first line of somebody's new words that says something: a bare greeting is passed over."""
    lines = [line.strip() for line in reply[:20_000].splitlines() if line.strip(" \t*_>-")]
    said = [line for line in lines[:6] if not GREETING.match(line)]
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
    if ASK.match(words):
        return Answer.QUESTION
    no, hedge, later = NO.search(words), bool(HEDGE.search(words)), LATER.search(words)
    if YES_FIRST.match(words) and not (no or hedge or later) and _to_what_was_asked(words):
        return Answer.ACCEPT
    said_first = no is not None and (later is None or no.start() < later.start())
    about_delay = _only_sorry(words) and (later is not None or _seen(words))
    if said_first and not (YES.search(words) or hedge or about_delay):
        return Answer.DECLINE
    if words.endswith("?"):
        return Answer.QUESTION
    return Answer.UNCLEAR


def _to_what_was_asked(words: str) -> bool:
    """Whether nothing in words that begin with a yes makes it one to something else, or to less."""
    return OTHERWISE.search(words) is None and not (_seen(words) and len(YES.findall(words)) < 2)


def _seen(words: str) -> bool:
    return SEEN.search(words) is not None


def _only_sorry(words: str) -> bool:
    """Whether no word but a "sorry" says no: it may be about the delay."""
    return {found[0].casefold() for found in NO.finditer(words)} <= ONLY_SORRY
