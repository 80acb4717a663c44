"""Questions about a meeting that leave open what of it they ask: its day, what it is, or both at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.answers import Answer
from ingest.dates import find_date
from ingest.fields import written_text
from ingest.questions import Asked
from ingest.wordings import Wordings

_BOTH = 0.9  # the share of a meeting's day and name together
_NEITHER = 0.25
_LONGEST = 30  # words of an answer
_WHAT_FOR = frozenset(
    {"it about", "what it about", "about", "subject", "purpose", "reason", "nature", "kind", "what kind"}
)  # folded


def of_a_meeting(shares: Mapping[str, float]) -> bool:
    """Whether a question's words surely ask for a meeting ("Is there a deadline or a meeting?"), by the
    shares of the fields, and may be asking for its day as well as for its name."""
    day, name = shares.get("key_date", 0.0), shares.get("key_event", 0.0)
    return day + name >= _BOTH and min(day, name) >= _NEITHER


def dated(answer: Answer) -> bool:
    """Whether a day was given, in few words."""
    text, _ = written_text(answer.lines)
    return len(text.split()) <= _LONGEST and find_date(text, None, True) is not None


def with_purposes(questions: Sequence[Asked], wordings: Wordings) -> list[Asked]:
    """The questions of a page in their order, those for what a meeting is under that field."""
    made: list[Asked] = []
    for question in questions:
        purpose = is_what_for(question, made, wordings)
        made.append(replace(question, fields=("key_event",)) if purpose else question)
    return made


def is_what_for(question: Asked, above: Sequence[Asked], wordings: Wordings) -> bool:
    """Whether "It is about" asks what a meeting is: right behind the question for its day, on a form that
    asked for the kind of case `above`."""
    kinds = question.fields == ("categories",) and any(one.fields == ("categories",) for one in above)
    after = bool(above) and above[-1].fields == ("key_date",)
    return kinds and after and question.exact and wordings.key(question.words) in _WHAT_FOR
