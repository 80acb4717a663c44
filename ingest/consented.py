"""A member's new words to whether somebody who learns may come along: yes, no, or for a person to read. Pure.

A yes must be plain from end to end. A no may be wordy: whatever is not a yes means that nobody comes.
"""

from __future__ import annotations

import re

from casework.facts.answers import Answer
from ingest.answer import first_words

_FINE = (
    r"(?:that(?:'s| is| would be|'d be| will be)|it(?:'s| is| would be)|this is|all|absolutely|perfectly|"
    r"totally|completely|quite)?(?: (?:absolutely|perfectly|all|totally|completely|quite))? ?"
    r"(?:fine|ok(?:ay)?|all ?right|good|great|no problem|not a problem|lovely)"
)
_SOMEBODY = r"(?:(?!no\b|nobody|none|not\b)[a-z]+(?: (?!not\b|never\b|one\b)[a-z]+)?)"
_YES = (
    rf"yes(?: please| of course| sure)?|yep|yeah|y|sure|of course|absolutely|certainly|definitely|agreed|"
    rf"{_FINE}|"
    r"i agree(?: to (?:that|this|it))?|by all means|no (?:problem|objections?|worries)(?: at all)?|"
    r"i(?:'m| am) (?:very |quite |more than )?(?:happy|ok|okay|fine)(?: (?:with|about) (?:that|this|it))?|"
    rf"(?:i(?:'m| am) )?(?:very |quite |more than )?happy for {_SOMEBODY} to (?:come|join|be "
    r"there|sit in|come along|attend)|"
    r"i (?:don't|do not) mind(?: at all)?|i (?:have|'ve) no objections?|"
    rf"{_SOMEBODY} (?:can|may|is welcome to|are welcome to) (?:come|join|be there|sit in|"
    r"come along|attend)(?: along)?|happy (?:with|about) (?:that|this)|(?:they are|he is|she is) welcome"
)
_ROUND = (
    r"(?:thanks?(?: you)?(?: for (?:asking|checking))?|(?:with|by|for) me|please|hi|hello|dear [a-z]+|"
    r"no problem|cheers|kind regards|best wishes)"
)
_NAME = r"(?-i:(?!No|But|Never|If|Unless|Only)[A-Z][a-z]+)"
_PLAIN_YES = re.compile(
    rf"\W*(?:(?:{_ROUND})[\s,.;:–-]+)*(?:{_YES})(?:[\s,.;:–-]+(?:{_YES}|{_ROUND}))*(?:[\s,.]+{_NAME}){{0,2}}[^\w?]*",
    re.IGNORECASE,
)
_ANY_YES = re.compile(rf"\b(?:yes|{_FINE})\b", re.IGNORECASE)
_NO = re.compile(
    r"\b(?:no(?! (?:problem|objection|worries))|nope|not|don't|do not|rather|prefer|can't|cannot|sorry|"
    r"decline|refuse|uncomfortable)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\?|\b(?:if|unless|but|depends|maybe|perhaps|not sure|unsure|who is|why)\b", re.IGNORECASE
)
_SIGN_OFF = re.compile(
    r"\W*(?:kind |best |many |warm )?(?:regards|wishes|thanks|cheers|yours)\b", re.IGNORECASE
)
_MORE = 5
"""Words below the answer that are more than a name and a farewell."""


def answer_of(reply: str) -> Answer:
    """ACCEPT, DECLINE or UNCLEAR."""
    words = first_words(reply).replace("’", "'")
    if _PLAIN_YES.fullmatch(words):
        return Answer.ACCEPT
    if _NO.search(words) and not _HEDGED.search(words) and not _ANY_YES.search(words):
        return Answer.DECLINE
    return Answer.UNCLEAR


def says_more(reply: str) -> bool:
    """Whether there is more in the letter than the answer and a farewell."""
    first = first_words(reply)
    words = 0
    for line in reply[:20_000].splitlines():
        text = line.strip()
        if text.startswith(">") or first and text.startswith(first[:40]):
            continue
        if _SIGN_OFF.match(text):
            break
        words += len(text.split())
    return words >= _MORE
