"""What a form asks in a word of its own ("Report", "Circumstances"), told by the only story on it.

A form that asks for a case asks what happened. Where no question was understood so, but one that nobody
listed was answered at length by somebody who says "I", that is the story; it is never believed much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer, is_offices
from ingest.choices import boxed
from ingest.fields import written_text
from ingest.sense import NOTHING, shipped

_STORY = "summary"
_FEWEST_WORDS = 35
_BELIEVED = 0.7
_MOST_FOR_ANOTHER = 0.5  # the share of another field above which the words of a question ask for that
_FEWEST_ASKED = 6  # other questions understood
_MINE = re.compile(r"\b(?:I|I'm|I've|me|my|we|us|our)\b", re.IGNORECASE)


def with_the_story(found: Sequence[Answer]) -> list[Answer]:
    """The answers with such a story under its field; as they are where one was asked for, or several are."""
    asked = {name for answer in found for name in answer.asked.fields} - {NOTHING}
    if _STORY in asked or len(asked) < _FEWEST_ASKED:
        return list(found)
    told = [at for at, answer in enumerate(found) if _tells(answer)]
    if len(told) != 1:
        return list(found)
    at = told[0]
    question = replace(found[at].asked, fields=(_STORY,), score=_BELIEVED)
    return [*found[:at], replace(found[at], asked=question), *found[at + 1 :]]


def _tells(answer: Answer) -> bool:
    if answer.asked.fields != (NOTHING,) or answer.asked.exact or is_offices(answer.section):
        return False
    text, _ = written_text(answer.lines)
    told = len(text.split()) >= _FEWEST_WORDS and len(_MINE.findall(text)) > 1
    if not told or boxed(answer.lines) or not answer.asked.words.strip():
        return False
    sense = shipped().of(answer.asked.words)
    first, share = (NOTHING, 0.0) if sense is None else sense.first
    return first in (NOTHING, _STORY) or share < _MOST_FOR_ANOTHER
