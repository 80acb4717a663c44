"""An address that spells the manager's name is the manager's, whatever asks for it: under "Line manager" many
forms ask for an e-mail and a telephone without a word of whose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.fields import written_text
from ingest.typed import NAMES

_WAYS = frozenset({"email", "work_email", "phone"})
_MAIL = re.compile(r"\b(?P<own>[\w.+'-]+)@")
_WORD = re.compile(r"[^\W\d_]{2,}")


def without_managers(found: Sequence[Answer]) -> list[Answer]:
    """The answers, such an address under no field, and with it the other ways to reach somebody right beside
    it below the manager's name. No letter to the member may go to the manager."""
    of = [_words(answer) for answer in found if answer.name in NAMES]
    own = {word for words in of for word in words}
    named = [at for at, answer in enumerate(found) if answer.name == "line_manager"]
    theirs = {word for at in named for word in _words(found[at])[:3]} - own
    gone = {at for at, answer in enumerate(found) if answer.name in _WAYS and _spells(answer, theirs, own)}
    for start in named:
        run = range(
            start + 1, next((at for at in range(start + 1, len(found)) if _ends(found[at])), len(found))
        )
        if gone & set(run):
            gone |= {at for at in run if found[at].name in _WAYS}
    return [
        replace(answer, asked=replace(answer.asked, fields=("ignored",))) if at in gone else answer
        for at, answer in enumerate(found)
    ]


def _ends(answer: Answer) -> bool:
    return answer.name not in _WAYS and answer.name != "ignored"


def _words(answer: Answer) -> list[str]:
    return [word.casefold() for word in _WORD.findall(written_text(answer.lines)[0])]


def _spells(answer: Answer, theirs: set[str], own: set[str]) -> bool:
    """Whether an address holds two words of one's name and none of the other's ("dee.pratt@", "d.pratt@")."""
    found = _MAIL.search(written_text(answer.lines)[0])
    parts = set(re.split(r"[\W\d_]+", found["own"].casefold())) - {""} if found is not None else set()
    if len(parts) < 2 or parts & own:
        return False
    whole = parts & theirs
    return all(
        part in theirs or (len(part) == 1 and any(w[0] == part for w in theirs)) for part in parts
    ) and bool(whole)
