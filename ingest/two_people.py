"""Questions for two people's names at once ("Member name / rep name"): only the member's is ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.fields import written_text
from ingest.page import plain
from ingest.wordings import Wordings

_BETWEEN = re.compile(r"\s*(?:/|\||&|;|\band\b)\s*", re.IGNORECASE)
_OF_HELPERS = re.compile(
    r"(?:(?:name of|your|the|union|workplace|branch|local)\s+)*"
    r"(?:rep(?:resentative)?|steward|caseworker|companion|adviser|officer)(?:['’]?s)?(?: name)?",
    re.IGNORECASE,
)
_BY_WHOM = re.compile(
    r"\b(?:completed|filled (?:in|out|up)|written|submitted|prepared|sent in) by\b", re.IGNORECASE
)
_WAYS = {
    "email": re.compile(r"\be-?mail\b", re.IGNORECASE),
    "phone": re.compile(r"\b(?:phone|mobile|telephone)\b", re.IGNORECASE),
    "member_name": re.compile(r"\bname\b", re.IGNORECASE),
}
_MEMBERS = re.compile(  # not "the name of the team member who said it"
    r"\W*(?:(?:now|and|what(?: is|['’]s)?|(?:name|e-?mail(?: address)?|(?:tele)?phone(?: number)?) (?:of|for)"
    r"|the|union)\W+)*member(?:['’]?s)?\b(?! (?:of|who|that)\b)",
    re.IGNORECASE,
)
_YOURS = re.compile(r"\byour\b", re.IGNORECASE)
_APART, _WHOLE, _OF_ANYBODY = 0.8, 0.6, 0.6


def names_apart(found: Sequence[Answer], wordings: Wordings) -> list[Answer]:
    """The answers to such questions as the member's name: of two names the one in the member's place, one
    alone for a person to check, none of more."""
    return [_apart(answer, wordings) for answer in found]


def by_anybody(found: Sequence[Answer]) -> list[Answer]:
    """The answers, the name of whoever completed the form for a person to check: it may be the rep's."""
    return [
        replace(answer, asked=replace(answer.asked, score=min(answer.asked.score, _OF_ANYBODY)))
        if answer.name == "member_name" and _BY_WHOM.search(answer.asked.words)
        else answer
        for answer in found
    ]


def of_the_member(found: Sequence[Answer]) -> list[Answer]:
    """The answers; where "the member's" address or name is asked for besides "yours", that one is the rep's
    who fills in the form, and what else reaches "you" is for a person to check."""
    told = {at: _personal(answer) for at, answer in enumerate(found) if not answer.empty}
    members = {told[at] for at in told if _MEMBERS.match(found[at].asked.words)} - {""}
    yours = {at: told[at] for at in told if told[at] and _YOURS.search(found[at].asked.words)}
    made = list(found)
    if not members & set(yours.values()):
        return made
    for at, name in told.items():
        asked = made[at].asked
        if at in yours and name in members:
            made[at] = replace(made[at], asked=replace(asked, fields=("ignored",)))
        elif at in yours:
            made[at] = replace(made[at], asked=replace(asked, score=min(asked.score, _OF_ANYBODY)))
        elif name and _MEMBERS.match(asked.words):
            made[at] = replace(made[at], asked=replace(asked, fields=(name,), score=max(asked.score, _APART)))
    return made


def _personal(answer: Answer) -> str:
    """What of a person a question asks for, though "the member's" may be asked second; empty for nothing."""
    if answer.name in _WAYS:
        return answer.name
    if answer.name != "ignored" or not _MEMBERS.match(answer.asked.words):
        return ""
    return next((name for name, words in _WAYS.items() if words.search(answer.asked.words)), "")


def _apart(answer: Answer, wordings: Wordings) -> Answer:
    labels = _BETWEEN.split(answer.asked.words.strip(" \t:?*."))
    if answer.asked.exact or len(labels) != 2:
        return answer
    others = [_OF_HELPERS.fullmatch(label) is not None for label in labels]
    known = [wordings.exact(label) for label in labels]
    at = others.index(False) if sum(others) == 1 else None
    member = None if at is None else known[at]
    if at is None or member is None or member.field != "member_name":
        return answer
    text, _ = written_text(answer.lines)
    names = [name for name in _BETWEEN.split(text) if name] if text else []
    asked = replace(answer.asked, fields=("member_name",), score=_WHOLE, exact=True)
    if len(names) < 2:
        return replace(answer, asked=asked)
    if len(names) > 2:
        return replace(answer, asked=asked, cells=[])
    return replace(answer, asked=replace(asked, score=_APART), cells=[[plain(names[at])]])
