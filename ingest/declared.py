"""Consent by a signature: "I consent to these details being held", and the member's name right below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from ingest.answers import Answer
from ingest.consent import declares
from ingest.consent_said import asks_consent
from ingest.page import Block, Line, plain
from ingest.questions import Asked
from ingest.wordings import Wordings

_BELIEVED = 0.8
_NEAR = 3  # worded lines from the statement to the signature


def with_declared(found: Sequence[Answer], blocks: Sequence[Block], wordings: Wordings) -> list[Answer]:
    """The answers with such a consent before the signature; as they are where consent is asked for otherwise,
    where nobody signed, or where the statement does not stand right above."""
    signed = [at for at, answer in enumerate(found) if answer.name == "signature"]
    asked = any("consent" in answer.asked.fields for answer in found)
    if asked or len(signed) != 1 or found[signed[0]].empty:
        return list(found)
    at = signed[0]
    told = {id(line) for answer in found if answer.name in wordings.long for line in answer.lines}
    words = found[at].asked.words.strip(" :\t")
    lines = [line for line in _lines(blocks) if line.text.strip()]
    below = [place for place, line in enumerate(lines) if words and line.text.strip().startswith(words)]
    stated = next(
        (one for place in below for one in lines[max(place - _NEAR, 0) : place] if _states(one)), None
    )
    if stated is None or id(stated) in told:
        return list(found)
    question = Asked(("consent",), _BELIEVED, True, words=stated.text)
    return [*found[:at], Answer(question, found[at].section, [[plain("I agree")]]), *found[at:]]


def _states(line: Line) -> bool:
    text = " ".join(line.text.split())
    return declares(text) and asks_consent(text)


def _lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from chain.from_iterable(cell.lines for row in block.rows for cell in row)
