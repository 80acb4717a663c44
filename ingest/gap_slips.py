"""Slips of half-sentences, each ending in a ruled gap that is typed on, or over a line ruled across the page:

I have been told to attend on ___18 November, 1pm_________
for ___case conference____________________
Because
They want to put me in the stores on day pay.
______________________________________________

Between one gap and the next rule the first line asks, and the others answer. A slip is told by several gaps
that end their lines. What asks in half a sentence is put as a question that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.page import Block, Line, Mark, Run, plain
from ingest.questions import asked
from ingest.wordings import Wordings

_GAPPED = re.compile(r"(?P<asks>[^_]{1,160})_{3,}(?P<told>(?:[^_]|_(?!_))*)_*\s*")
_RULE = re.compile(r"\s*_{8,}\s*")
_HALVES = {
    "because": "What happened?",
    "i need help because": "What happened?",
    "i have already": "What have you done so far?",
    "so far i have": "What have you done so far?",
    "i would like": "What would you like to happen?",
    "i want": "What would you like to happen?",
}
"""Words that begin a sentence which the member ends, and what they ask."""
_MEETS = re.compile(r"\b(?:attend|meeting|hearing|interview)\b.*\b(?:on|at)\Z", re.IGNORECASE)
_FOR = {"for", "about", "to discuss"}
_PURPOSE = "Purpose of meeting:"
_UNASKED = "Address:"  # what nobody knows asks for something that is not kept
_HINT = re.compile(r"\((?:for example|e\.?g\.?|such as)[^()]*\)", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=\w\w)\.\s+(?=[A-Z])")
_FEWEST = 5  # lines with gaps
_LONGEST_HALF = 5  # words
_LONGEST_LINE = 400  # letters
_LONGEST_BLOCK = 12  # lines between a gap and the next rule


def with_gaps_told(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with each such gap as a line of one question and its answer."""
    loose = [block for block in blocks if isinstance(block, Line)]
    gapped = [found for line in loose if (found := _gapped(line)) is not None]
    ruled = any(_RULE.fullmatch(line.text) for line in loose)
    if len(loose) < len(blocks) or len(gapped) < _FEWEST or not ruled or not _any_half(loose):
        return list(blocks)
    answered = sum(bool(found["told"].strip()) for found in gapped)
    return list(_told(loose, wordings)) if answered * 3 >= len(gapped) else list(blocks)


def _gapped(line: Line) -> re.Match[str] | None:
    """A line that asks and ends in a gap; none is long."""
    if "___" not in line.text or len(line.text) > _LONGEST_LINE:
        return None
    found = _GAPPED.fullmatch(line.text)
    return found if found is not None and any(map(str.isalnum, found["asks"])) else None


def _any_half(lines: Sequence[Line]) -> bool:
    return any(_key(line.text.partition("__")[0]) in _HALVES for line in lines)


def _told(lines: Sequence[Line], wordings: Wordings) -> Iterator[Line]:
    above = ""
    at = 0
    while at < len(lines):
        found = _gapped(lines[at])
        end = _ruled(lines, at) if found is None else 0
        if found is not None:
            yield _line(lines[at], _question(found["asks"], above, wordings), found["told"])
            above = found["asks"]
        elif end:
            yield _line(lines[at], _question(lines[at].text, "", wordings), "")
            yield from (replace(line, runs=_filled(line)) for line in lines[at + 1 : end])
            above = ""
            while end < len(lines) and _RULE.fullmatch(lines[end].text):
                end += 1
            at = end
            continue
        else:
            yield lines[at]
        at += 1


def _ruled(lines: Sequence[Line], at: int) -> int:
    """Where the rule is that closes what a line asks; 0 for a line that asks nothing so."""
    if _key(lines[at].text) not in _HALVES:
        return 0
    for end in range(at + 1, min(len(lines), at + _LONGEST_BLOCK)):
        if _RULE.fullmatch(lines[end].text):
            return end
        if _gapped(lines[end]) is not None:
            return 0
    return 0


def _question(asks: str, above: str, wordings: Wordings) -> str:
    """What a gap asks: half a sentence by what it means, of several sentences the last, if that is known."""
    key = _key(asks)
    if key in _HALVES:
        return _HALVES[key]
    if key in _FOR and _MEETS.search(above.strip()):
        return _PURPOSE
    bare = " ".join(_HINT.sub(" ", asks).split()).rstrip(" :")
    last = _SENTENCES.split(bare)[-1]
    bare = last if wordings.exact(last) is not None else bare
    bare = bare if bare.endswith("?") else f"{bare}:"
    return _UNASKED if asked(plain(bare), wordings, sure=True) is None else bare


def _line(line: Line, question: str, told: str) -> Line:
    told = " ".join(told.split())
    return replace(
        line, runs=(Run(f"{question} ", Mark.HEADING), *((Run(told, Mark.FILLED),) if told else ()))
    )


def _filled(line: Line) -> tuple[Run, ...]:
    return tuple(Run(run.text, run.mark | Mark.FILLED) for run in line.runs)


def _key(text: str) -> str:
    words = re.findall(r"[^\W_]+", text.casefold())
    return " ".join(words) if len(words) <= _LONGEST_HALF else ""
