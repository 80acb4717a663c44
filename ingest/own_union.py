"""The union that a form is of, by the initials its own title spells: "PSEU no." asks for a membership number.

Known unions are listed (wordings.yaml); of any other the page itself must say both: a name that says it is a
union's ("Prison and Secure Educators' Union"), and its initials in a question; or that it has reps, or is
agreed with ("I agree that PSEU may keep this").
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.page import Page, each_line
from ingest.wordings import Wordings

_SIGNED = r"\b[A-Z](?:&[A-Z]){1,4}\b"  # "G&A"
_INITIALS = re.compile(rf"\b[A-Z]{{3,6}}\b|{_SIGNED}")
_WORD = re.compile(r"[^\W\d_][\w’']*")
_SMALL = frozenset({"and", "of", "the", "for", "in", "at", "a", "an"})
_OF_A_UNION = re.compile(
    r"(?:union|association|society|guild|federation|alliance|staffs?|workers|trades?|congress)['’]?s?['’]?",
    re.IGNORECASE,
)
_LONGEST = 16  # words of a title
_MOST = 12  # sets of initials
_ASKS = re.compile(
    rf"(?:\b[A-Z]{{3,6}}\b|{_SIGNED})(?:['’]s)?(?i: (?:membership |member |card )?(?:no\b|number|ref|id\b))"
)  # "PSEU no.", "PSEU membership number"


def with_own_union(page: Page, wordings: Wordings) -> Wordings:
    """The wordings, with the initials of the page's own union left out of questions as known unions' are."""
    lines = [line.text for line in each_line(page.blocks) if line.text.strip()]
    asking = {one for text in lines if _ASKS.search(text) for one in _INITIALS.findall(text)}
    strange = {one for one in asking if one.casefold() not in wordings.folding.unions}
    if not 0 < len(strange) <= _MOST:  # no form has more: a page of thousands must not cost their square
        return wordings
    spelt = {one for one in strange if any(_spells(text, one) or _acts(text, one) for text in lines)}
    if not spelt:
        return wordings
    unions = wordings.folding.unions | {one.casefold().replace("&", "") for one in spelt}
    return replace(wordings, folding=replace(wordings.folding, unions=unions), cached={}, keyed={})


def _acts(text: str, initials: str) -> bool:
    """Whether what is called so has representatives, or members agree to what it does."""
    if initials not in text:
        return False
    reps = (
        rf"\b{initials}\b(?:['’]s)?\s+(?i:(?:workplace |local |branch )?(?:rep|representative|steward)s?)\b"
    )
    agreed = rf"\bI (?:\w+ )?(?:agree|consent|permit|authori[sz]e|allow)\b[^.?]{{0,40}}\b{initials}\b"
    return re.search(f"{reps}|{agreed}", text) is not None


def _spells(text: str, initials: str) -> bool:
    """Whether words one behind the other in a title begin with these letters, one of them a union's word; of
    initials with "&" it may be the next ("General & Allied Trades")."""
    more = "&" in initials
    initials = initials.replace("&", "")
    words = [word for word in _WORD.findall(text) if word.casefold() not in _SMALL]
    if not len(initials) <= len(words) <= _LONGEST:
        return False
    first = "".join(word[0] for word in words)
    at = first.find(initials)
    return at >= 0 and any(map(_OF_A_UNION.fullmatch, words[at : at + len(initials) + more]))
