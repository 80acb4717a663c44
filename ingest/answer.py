"""What a person's new words come to: yes, no, a question, or unclear. Unclear is for a person."""

from __future__ import annotations

import re
from collections.abc import Iterable

from casework.facts.answers import Answer
from ingest.answer_table import ASK, DOUBLE, GREETING, HEDGE, LATER, NO, NO_CONFLICT, ONLY_SORRY, SEEN, YES
from ingest.yes_table import BETWEEN, TAILS, YES_FIRST

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
    """Yes only where all that is said belongs to one; no where nothing speaks for it (DOMAIN.md §6.2)."""
    words = first_words(reply).replace("’", "'")
    if ASK.match(words):
        return Answer.QUESTION
    if _is_yes(words):
        return Answer.ACCEPT
    no, hedge, later = NO.search(words), bool(HEDGE.search(words)), LATER.search(words)
    said_first = no is not None and (later is None or no.start() < later.start())
    about_delay = _only_sorry(words) and (later is not None or _seen(words))
    spoken_for = YES.search(words) or NO_CONFLICT.search(words) or DOUBLE.search(words)
    if said_first and not (spoken_for or hedge or about_delay):
        return Answer.DECLINE
    if words.endswith("?"):
        return Answer.QUESTION
    return Answer.UNCLEAR


def _is_yes(words: str) -> bool:
    """Whether they begin with a yes and say nothing besides but what is known to leave it one.

    By a list of what is allowed: a yes taken wrongly sends a member's name to somebody, one not taken is
    asked about. The longest piece counts and none is tried again, so the time stays in line with the length.
    """
    first = YES_FIRST.match(words)
    if first is None:
        return False
    at = _behind(first)
    while at < len(words):
        pieces = [found for tail in TAILS if (found := tail.match(words, at)) and found.end() > at]
        if not pieces:
            return False
        at = _behind(max(pieces, key=lambda found: found.end()))
    return True


def _behind(piece: re.Match[str]) -> int:
    """Where the next piece begins."""
    between = BETWEEN.match(piece.string, piece.end())
    return between.end() if between else piece.end()


def _seen(words: str) -> bool:
    return SEEN.search(words) is not None


def _only_sorry(words: str) -> bool:
    """Whether no word but a "sorry" says no: it may be about the delay."""
    return {found[0].casefold() for found in NO.finditer(words)} <= ONLY_SORRY
