"""Prompts that end in three dots, for the member to go on with: "Hi, I'm... Ann Lee"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.page import Block, Line, Mark, Run, cut
from ingest.questions import asked
from ingest.wordings import Wordings

_PROMPT = re.compile(r"\s*(?P<label>[^\W\d_][^.…:?\t_]{0,60}?)\s?(?:\.{3}|…)(?:\s+|\Z)")
_MEANT = {
    "Name": ("Hi, I'm", "Hello, I'm", "I'm", "I am", "Hi, I am", "Hello, I am", "It's from", "This is from"),
    "Email": ("or at", "or email me at", "or write to me at", "and at", "and by email at"),
    "When did it start?": (
        "It began",
        "It started",
        "It's been going on since",
        "This started",
        "It all started",
    ),
    "Steps taken so far": ("I've already", "I have already", "So far I've", "So far I have", "I've tried"),
    "Desired outcome": ("I'd like", "I would like", "I want", "I'd like to see", "I would like to see"),
}
"""What such prompts ask, which ask nothing anywhere else: a story begins sentences so."""
_FEWEST = 4  # prompts of a page that we know: a story trails off, too
_WHO = frozenset({"member_name", "given_name", "family_name", "membership_number", "email", "phone"})
_FEWEST_OF_THEM = 2


def with_prompts_as_labels(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with each such prompt as a label with a colon, where it asks its questions so, and who the
    member is among them. One that we do not know is a prompt only between two that we do."""
    told = [block for block in blocks if isinstance(block, Line) and block.text.strip()]
    meant = {wordings.key(words): label for label, each in _MEANT.items() for words in each}
    made = [_labelled(line, meant, wordings) for line in told]
    if sum(line is not None for line in made) < _FEWEST:
        return list(blocks)
    fields = [() if line is None else _asked_for(line, wordings) for line in made]
    known = [at for at, names in enumerate(fields) if names]
    otherwise = sum(bool(_asked_for(line, wordings)) for line in told if ":" in line.text)
    who = {name for names in fields for name in names} & _WHO
    if len(known) < _FEWEST or len(who) < _FEWEST_OF_THEM or otherwise >= len(known):
        return list(blocks)
    between = {at for at in range(len(told)) if at - 1 in known and at + 1 in known}
    prompts = {id(told[at]): line for at in between | set(known) if (line := made[at]) is not None}
    return [prompts.get(id(block), block) for block in blocks]


def _asked_for(line: Line, wordings: Wordings) -> tuple[str, ...]:
    """The fields that a label asks for, if it is known word for word; of what is kept."""
    question = asked(line, wordings, sure=False)
    known = question is not None and question.exact and question.fields != ("ignored",)
    return question.fields if question is not None and known else ()


def _labelled(line: Line, meant: Mapping[str, str], wordings: Wordings) -> Line | None:
    prompt = None if line.depth else _PROMPT.match(line.text)
    if prompt is None:
        return None
    said = cut(line, prompt.end()).runs
    words = meant.get(wordings.key(prompt["label"]), prompt["label"].rstrip())
    return Line((Run(f"{words}: ", Mark.HEADING), *(Run(run.text, run.mark | Mark.FILLED) for run in said)))
