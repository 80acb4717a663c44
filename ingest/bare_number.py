"""A bare "Number" beside the member's name: on a union's form that is the membership number."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.answers import Answer
from ingest.looks import look_of
from ingest.wordings import Wordings


def is_the_members(at: int, found: Sequence[Answer], wordings: Wordings) -> bool:
    """Whether a question for a number that does not say which stands next to the name, was answered with one
    that is no telephone number, on a form that asks for no membership number elsewhere."""
    answer = found[at]
    if wordings.key(answer.asked.words) != "number" or look_of(answer) != "number":
        return False
    beside = [one for one in found[max(at - 1, 0) : at + 2] if one is not answer]
    elsewhere = any("membership_number" in one.asked.fields for one in found)
    return not elsewhere and any(
        one.name == "member_name" and one.section is answer.section for one in beside
    )
