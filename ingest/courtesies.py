"""What people write round an answer: greetings, thanks, "my name is", "yes, that's right", a closing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.running import SIGN_OFF

_RIGHT = (
    r"yes|yep|yeah|y|ydy|ydi|ie|cywir|correct|right|ok(?:ay)?|all correct|"
    r"(?:yes\W+)?that.?s (?:right|correct|it|fine)"
)
_RIGHT_TOO = r"yes|it is|that.?s|is|correct|right|it|fine|thanks?|thank you|please"
SAYS_RIGHT = re.compile(rf"\W*(?:{_RIGHT})(?:\W+(?:{_RIGHT_TOO}))*\W*", re.IGNORECASE)
"""That what we read is as it was meant."""

_GREETING = (
    r"(?i:hi|hello|hey|dear|good (?:morning|afternoon|evening)|helo|annwyl|bore da|prynhawn da)"
    r"(?:\s+(?:[A-Z][\w'’-]*|(?i:all|there|team|both|everyone|sir|madam|casework|branch|and|or))){0,4}"
)
_THANKS = (
    r"(?i:(?:many |kind )?thank(?:s| you)(?: (?:for|so|very|much|again|in|advance|all|everyone|you|your|the|"
    r"this|that|help|getting|back|to|me|quick|prompt|kind|reply|mail|email|message|support|it|letting|know))"
    r"{0,8})"
)
_BELOW = (
    r"(?i:(?:please )?(?:(?:see|find) )?(?:my |the )?(?:answers?|repl(?:y|ies)|details)"
    r"(?: (?:are|is|to your questions?))? below(?: in (?:red|blue|bold))?|"
    r"here (?:are|is|you (?:are|go))(?: (?:my|the|answers?|details?|number|date)){0,4}|"
    r"as (?:asked|requested)|"
    r"(?:sorry|apologies)(?: (?:about|for) (?:that|this|the (?:delay|mistake|confusion)))?)"
)
_CIVIL = re.compile(rf"\W*(?:(?:{_GREETING}|{_THANKS}|{_BELOW})(?:\W+|$))+")
"""Only whole courtesies: "Sorry, they have dismissed me" is news."""

_NAME_LEAD = re.compile(
    r"^(?:(?:hi|hello|sorry|yes|no|well)\W+)*"
    r"(?:my (?:full |whole )?name(?:.s| is)?|(?:full )?name\s*[:-]|(?:i am|i.m|it is|it.s))\s*[:,-]?\s*",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    {"de", "da", "di", "du", "del", "der", "den", "van", "von", "la", "le", "el", "al", "bin", "bint", "ibn",
     "ap", "ab", "ferch", "y"}
)  # fmt: skip
_NAME_WORDS = 5
_LONGEST_CIVIL = 120
_LINES_BELOW = 2


def without_lead(text: str) -> str:
    """ "My name is Ann Lee" without "my name is"."""
    return _NAME_LEAD.sub("", text)


def looks_like_a_name(text: str) -> bool:
    """Two to five words written as names are, and nothing else."""
    words = text.strip(" .,;").split()
    if not 1 < len(words) <= _NAME_WORDS or re.search(r"[\d@?!:/]", text):
        return False
    return all(not word[:1].islower() or word in _PARTICLES for word in words)


def without_closing(text: str) -> str:
    """Without "Best wishes, Ann" at the end; anything longer that stands below a closing stays."""
    lines = text.strip().splitlines()
    for at, line in enumerate(lines):
        below = [one for one in lines[at + 1 :] if one.strip()]
        short = len(below) <= _LINES_BELOW and all(len(one.split()) <= _NAME_WORDS for one in below)
        if SIGN_OFF.match(line) and short:
            return "\n".join(lines[:at]).strip()
    return text.strip()


def is_civil(line: str) -> bool:
    """Whether a line only greets, thanks or excuses."""
    return len(line) <= _LONGEST_CIVIL and _CIVIL.fullmatch(line.strip()) is not None


def only_civil(text: str) -> bool:
    """Whether nothing is said but courtesies, with perhaps a name below them."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return all(is_civil(line) or _is_a_name_below(lines, at) for at, line in enumerate(lines))


def _is_a_name_below(lines: Sequence[str], at: int) -> bool:
    words = lines[at].split()
    return at == len(lines) - 1 and len(words) <= _NAME_WORDS - 2 and all(word.istitle() for word in words)
