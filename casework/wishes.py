"""What a member wrote about who should support them, as far as it can be told surely (H9, H13).

The words themselves go nowhere. Where it is not clear, the coordinator is told to read the form.
"""

from __future__ import annotations

import re
from functools import lru_cache

from casework.words import department_words, words_of

_WOMAN = re.compile(r"\b(wom[ae]n|female|lady|(not? (a )?|nobody )(m[ae]n|male))\b", re.IGNORECASE)
_EITHER = re.compile(
    r"\b(not? (a )?(wom[ae]n|female)|(doesn't|does not|needn't|need not|not) (have|need) to be|"
    r"(needn't|need not) be|no preference|(don't|do not) mind|either|man or|or (a )?man|no need)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(not|no|nobody|no one|none|never|avoid|except|apart from|other than|any(one|body) but|rather than|"
    r"don't|do not|wouldn't|without)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;!?\n]+|(?<!body)(?<!one)\s+but\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[^\W\d_a-z][^\W\d_]+")
_LETTERS = re.compile(r"\b[A-Z]{1,2}\b")
_ASIDE = re.compile(r"\([^)]*\)")
_WHO_NOT = re.compile(
    r"\b(?:rather|sooner|prefer|want|like|wish|should|must|could|would|ought)\b[^.?]{0,30}?\bnot\b"
    r"(?! (?:mind|sure))|"
    r"\bnot (?:to )?(?:want|have|like|be|wish|work|happy|comfortable)\b|\bobject|\bavoid|"
    r"\b(?:don't|do not|wouldn't|would not) (?:want|like|wish)\b",
    re.IGNORECASE,
)
NOTHING = frozenset(
    {"", "no", "none", "n/a", "na", "nothing", "no preference", "not really", "no thanks", "any"}
)


@lru_cache(maxsize=512)
def wants_a_woman(text: str) -> bool:
    """Whether a woman is asked for, and not merely mentioned."""
    text = text.replace("’", "'")
    return bool(_WOMAN.search(text)) and not _EITHER.search(text)


def objects_to(text: str, name: str, department: str, question: str = "") -> bool:
    """Whether somebody of this name, or from this department, is not wanted: said of none too many.

    A no is about what follows it in its sentence, and about what stands before it up to a comma: of "Ana
    Ruiz, not Ben Osei" one is wanted. A first name alone counts where it is written as a name is. `question`:
    as the form asked; where it asks who is not wanted, the answer needs no no.
    """
    text = text.replace("’", "'")
    unwanted = [text] if _WHO_NOT.search(_ASIDE.sub(" ", question.replace("’", "'"))) else _unwanted(text)
    return any(_names(part, name) or _said_of(part, department) for part in unwanted)


def _unwanted(text: str) -> list[str]:
    found = []
    for sentence in _SENTENCE.split(text):
        if no := _NOT.search(sentence):
            found.append(sentence[sentence.rfind(",", 0, no.start()) + 1 :])
    return found


def _names(part: str, name: str) -> bool:
    own = words_of(name)
    if not own:
        return False
    written = {words_of(word)[0] for word in _CAPITAL.findall(part) if words_of(word)}
    return own[-1] in words_of(part) or own[0] in written


def _said_of(part: str, department: str) -> bool:
    """By its whole name or by what it is told by; "IT" in capitals only, since "it" is in any sentence."""
    whole, telling, written = set(words_of(department)), department_words(department), set(words_of(part))
    capitals = {word.casefold() for word in _LETTERS.findall(part)}
    short = {word for word in telling if len(word) <= 2}
    in_full = len(whole) > len(telling) and whole <= written
    return bool(telling) and (in_full or (telling <= written and short <= capitals))


def unclear(text: str) -> bool:
    """Whether there are wishes that only a person can weigh."""
    return " ".join(text.casefold().strip(" .").split()) not in NOTHING and not wants_a_woman(text)
