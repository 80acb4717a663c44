"""Labels that only a form would write, told by its voice: "What you did about it:", "Is there a deadline:".

A member's story is told by "I", and asks with a question mark. Words that ask "you", or turn a sentence about
as questions are, and then end in a colon are the form's, wherever they stand. A page must have several known
labels with colons before any of its lines is believed to. Where it leaves lines free before its labels, so
must these: somebody may tell what they were asked ("What did you see: a broken lift").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.hints import FIRST_PERSON
from ingest.page import Line
from ingest.running import SENTENCES
from ingest.wordings import Wordings

_HEAD = re.compile(r"\s*(?P<head>[A-Z][^:?]{6,100}?)\s*:(?!\d)")
_BRACKETED = re.compile(r"\([^()]*\)")
_ASKS_YOU = re.compile(
    r"(?:what|when|where|who|whom|which|why|how|is|are|do|does|did|have|has|had|will|would|can|could|may|"
    r"anything|anyone|anybody|any)\b.*\b(?:you|your|yourself)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"(?:is|are|was|were|has|have|will|does|do|did|can|could|would) "
    r"(?:there|it|this|that|the|any|anyone|anybody)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:I|me|my|mine|he|she|they|him|them|his|her|their|said|told|asked)\b|[\"“”,]", re.IGNORECASE
)
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.IGNORECASE)
_LEADS_ON = re.compile(r".*\b(?:is|are|was|were|this|that|these|do|said|say|know|think)", re.IGNORECASE)
_FEWEST_WORDS, _MOST_WORDS = 3, 14
_FEWEST_KNOWN = 4  # labels with colons on the page


def in_the_forms_voice(lines: Sequence[Line], wordings: Wordings) -> frozenset[int]:
    """The places of such lines; none on a page whose known labels have no colons."""
    heads = {at: found["head"] for at, line in enumerate(lines) if (found := _HEAD.match(line.text))}
    known = {at for at, head in heads.items() if wordings.exact(head) is not None}
    if len(known) < _FEWEST_KNOWN:
        return frozenset()
    spaced = any(at > min(known) and _is_blank(lines, at - 1) for at in known)
    asking: set[int] = set()
    for at, head in heads.items():
        apart = not spaced or _is_blank(lines, at - 1) or at - 1 in known | asking
        if apart and not lines[at].wrapped and _asks(head):
            asking.add(at)
    return frozenset(asking)


def _is_blank(lines: Sequence[Line], at: int) -> bool:
    return at < 0 or not lines[at].text.strip()


def _asks(head: str) -> bool:
    bare = _BRACKETED.sub(" ", head).strip()
    own = FIRST_PERSON.search(bare) or SENTENCES.search(bare) or "," in bare or '"' in bare
    if own or _LEADS_ON.fullmatch(bare) or not _FEWEST_WORDS <= len(bare.split()) <= _MOST_WORDS:
        return False
    return _ASKS_YOU.match(bare) is not None or _TURNED.match(bare) is not None


def we_ask_you(text: str) -> bool:
    """Whether a question is the branch's to its reader ("Is there anything that we should know about you?"),
    though it says "we"."""
    others = _OTHERS.search(text) is not None
    return not others and _YOU.search(text) is not None and text.rstrip().endswith("?")
