"""Whether words of a mail are a notice of ours that came back as a quotation: it is no form of anybody.

What we tell a caseworker about a case looks like a form ("Name: …", "What has happened: …"). Whoever answers
quotes it, and a case made of that would be the same case twice, or nobody's.
"""

from __future__ import annotations

import re

from casework.said import Word

_TAPPED = (
    *(word.value for word in Word if word.value.isupper()),
    "OK", "ANOTHER", "YES", "PARTLY", "NO", "AGREED", "DECLINED", "SIGNED", "NOT SIGNED",
    "REGION", "REGION ADVICE", "REGION AGREED", "REGION DECLINED", "REGION SIGNED", "BRANCH",
)  # fmt: skip
_ANY = "|".join(re.escape(word) for word in sorted(_TAPPED, key=len, reverse=True))
_LINE = re.compile(
    rf"^[> \t*|•-]{{0,20}}({_ANY})[ \t]{{0,3}}"
    r"(?:<[^<>\n]{0,600}>[ \t]{0,3})?\([^()\n]{2,120}",
    re.MULTILINE,
)
_FEWEST = 2
"""Lines to tap, with different words: every notice that wants an answer in a word has as many."""


def is_our_notice(text: str) -> bool:
    """Whether there are lines in it such as "ACCEPT (yes, I can take it)"."""
    return len({found[1] for found in _LINE.finditer(text)}) >= _FEWEST
