"""Questions as they are compared: folded, so that only the words that matter are left.

"3. Your full name (as on your card):" and "FULL NAME *" fold to the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Set
from dataclasses import dataclass

_NUMBERING = re.compile(
    r"^[\s*=#~>▪•]*(?:"
    r"(?:q|question|section|part|box)?\s*\(?\d{1,2}(?:\.\d{1,2})*[a-z]?\*?\s*[.):\-–](?=\s|[A-Za-z])\*?|"
    r"\(?[a-h]\s?\d{1,2}[a-z]?\s*[.):\-–](?=\s|[A-Za-z])|[a-h]\d{1,2}(?=\s+(?-i:[A-Z]))|"
    r"\d{1,2}(?:\.\d{1,2})+[a-z]?\*?(?=\s)|\d{1,2}[a-z]?\*?(?=\s+[A-Z])|"
    r"(?:q|question|section|part|box)\s*\d{1,2}[a-z]?\b[.):\-–]?|(?:section|part)\s+[a-h]\b\s*[.):\-–]?(?=\s|$)|"
    r"(?-i:[A-HJ-Z])\s{2,}(?=[A-Z])|(?-i:[BCDF-H]\s(?=[A-Z]{3}))|"
    r"\(?(?:[a-z]|[ivx]{1,4})[.)]\s+|[-*•·▪–]\s+)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|\([^()]*$")
_AFTERTHOUGHTS = re.compile(
    r"\s*(?:[-–—,:;.*]\s*)?\b(?:"
    r"(?:please\s+)?(?:tick|select|choose|circle|mark|check|highlight|underline|put an? x)\b.*|"
    r"(?:please\s+)?(?:delete|strike)\b.*|"
    r"please (?:state|specify|give|include|list|use|be|continue|attach|note|tell|name)\b.*|"
    r"(?:if|where|as) (?:known|any|applicable|relevant|possible|different|appropriate|available|held)\W*$|"
    r"(?:if|where) (?:so|yes|you)\b.*|"
    r"(?:e\.?g\.?|i\.?e\.?|for example|such as|including)\b.*|"
    r"(?:optional|(?<!action )(?<!actions )required|mandatory|in full|in capitals)\b.*|"
    r"(?:block capitals|block letters|dd.?mm.?yy(?:yy)?)\b.*|"
    r"(?<=taken )at (?:the )?\w+ level\W*$|(?<=done )(?:for )?yourself\W*$|"
    r"continue on\b.*|use (?:a|an|another|extra|additional)\b.*)$",
    re.IGNORECASE,
)
_ASIDES = re.compile(r",\s*if any,", re.IGNORECASE)
_NUMBERS = frozenset({"number", "id", "ref", "reference"})  # "GMB number" is not just any number
INITIALS_JOINED = re.compile(r"\b([A-Za-z])&(?=[A-Za-z]\b)")
"""Initials with the sign for "and" between them."""
_WORD = re.compile(r"[^\W_]+")
_QUOTES = str.maketrans({"’": "", "‘": "", "'": "", "ʼ": "", "`": "", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Folding:
    """The words that do not count, and those that are only another's other spelling."""

    filler: Set[str]
    same: Mapping[str, str]
    unions: Set[str] = frozenset()  # their names: left out too, save where hardly anything else is left

    def fold(self, text: str) -> str:
        """The folded question: words joined by single spaces; empty if nothing is left."""
        words = _words(strip_hints(text))
        kept = [
            self.same.get(word, word) for word in words if word not in self.filler and word not in self.unions
        ]
        if len(kept) == 1 and kept[0] in _NUMBERS and not self.unions.isdisjoint(words):
            return f"union {kept[0]}"
        return " ".join(kept) if kept else " ".join(words)


def strip_numbering(text: str) -> str:
    """Without "3.", "Q2)", "(a)" or a bullet in front."""
    return _NUMBERING.sub("", text, count=1)


def strip_hints(text: str) -> str:
    """Without numbering, brackets and the "please tick all that apply" behind a question."""
    bare = _BRACKETS.sub(" ", strip_numbering(text))
    cut = _AFTERTHOUGHTS.sub("", _ASIDES.sub(" ", bare))
    return cut if _WORD.search(cut) else bare


def _words(text: str) -> list[str]:
    """Small words of letters and digits; "e-mail", "whistle-blowing" lose their hyphen, "G&A" its "&"."""
    text = INITIALS_JOINED.sub(r"\1", text)
    small = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    small = (
        small.replace("e-mail", "email")
        .replace("e mail", "email")
        .replace("electronic mail", "email")
        .replace("&", " and ")
        .replace("#", " number ")
    )
    return _WORD.findall(small)
