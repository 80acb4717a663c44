"""Questions that ask for another, if it is not the one asked for before ("Line manager, if not the head"):
filled in, they are the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.fields import written_text
from ingest.prompts import points_elsewhere, says_nothing
from ingest.wordings import Wordings

INSTEAD = re.compile(
    r"\b(?:if|where) (?:(?:it|this|that|they|your \w+|the \w+) (?:is|are) )?"
    r"(?:not|different|other than|someone|somebody|another)\b|\bother than\b",
    re.IGNORECASE,
)
_SURE = 0.9
_OF_ONE_PERSON = frozenset({"line_manager", "workplace"})
_THE_SAME = re.compile(
    r"\W*(?:yes|no|the same|same|as before|(?:it is )?(?:the|my) (?:head|headteacher|principal))\b.{0,20}",
    re.IGNORECASE | re.DOTALL,
)


def asked_instead(found: Sequence[Answer], wordings: Wordings) -> list[Answer]:
    """The answers, such questions under the field that the words before their condition ask for."""
    made = []
    for answer in found:
        condition = None if answer.asked.exact else INSTEAD.search(answer.asked.words)
        known = None if condition is None else wordings.exact(answer.asked.words[: condition.start()])
        if known is not None and known.field in _OF_ONE_PERSON:
            answer = replace(
                answer, asked=replace(answer.asked, fields=(known.field,), score=_SURE, exact=True)
            )
        made.append(answer)
    return made


def told_instead(found: Sequence[Answer]) -> list[Answer]:
    """The answers, those before such a question under no field where it was answered with something else."""
    made = list(found)
    for at, answer in enumerate(made):
        name = answer.name
        if name not in _OF_ONE_PERSON or not INSTEAD.search(answer.asked.words) or not _tells(answer):
            continue
        for before in range(at):
            if made[before].asked.fields == (name,):
                made[before] = replace(
                    made[before], asked=replace(made[before].asked, fields=("ignored",), exact=True)
                )
    return made


def _tells(answer: Answer) -> bool:
    text, faint = written_text(answer.lines)
    nothing = not text or faint or says_nothing(text) or points_elsewhere(text)
    return not nothing and _THE_SAME.fullmatch(text) is None
