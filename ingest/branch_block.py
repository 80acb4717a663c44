"""How to reach the branch, as it prints it at the head or the foot of its form ("Branch office, Email: ...").
Where the form does not ask for the member's own, "Email:" there was read as theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.page import Block, Line, Mark
from ingest.running import SIGN_OFF
from ingest.wordings import Wordings

_OPENS = re.compile(
    r"\W*(?:(?:please )?(?:return|send|post|e-?mail)(?: (?:this|the|your|completed))?(?: form| it)?s? to\b.*|"
    r"(?:how to )?(?:contact|reach) us\b[^?:]{0,30}:?|our (?:office|address|contact details)\b[^?]{0,30}:?|"
    r"(?:the )?(?:branch|union|regional|casework) (?:office|secretary|contacts?|contact details)\W*)\W*",
    re.IGNORECASE,
)
_BODY = re.compile(r"\b(?:branch|union|association|federation|guild|society|trade unions?)\b", re.IGNORECASE)
_A_FORM = re.compile(r"\b(?:forms?|requests?|questionnaire|referral|enquiry|cases?|member)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?:(?:[A-Z][\w'’&.-]*|of|and|the|for|in|&|-|–|\d+)(?:\s+|,\s*|\Z))+")
_WAY = re.compile(
    r"\W*(?:e-?mail|tel(?:ephone)?|phone|fax|web(?:site)?|address)\b[^:?]{0,12}:?\s*(?=\S*[\d@]|www)",
    re.IGNORECASE,
)
_ONE_LINE = re.compile(
    r"(?P<name>[^|•·:]{3,60}?)\s*[|•·,–-]\s*(?:e-?mail|tel(?:ephone)?|phone)\b[\s.:]*[\d(+\w][^|•·]*(?:@|\d{3}).*",
    re.IGNORECASE,
)
_OFFICER = re.compile(r".*\b(?:secretary|chair|officer|organi[sz]er|office|treasurer)\W*", re.IGNORECASE)
_PLACED = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b(?:house|street|road|lane|avenue|building|hall|square|po box)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 8  # words


def without_branch(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page without lines that name the branch or where to send the form and the ways to reach it that
    stand right below; one that names it and tells a way is gone by itself."""
    gone: set[int] = set()
    lines = [(at, block) for at, block in enumerate(blocks) if isinstance(block, Line) and block.text.strip()]
    for place, (at, line) in enumerate(lines):
        if at in gone or _typed(line):
            continue
        alone = _ONE_LINE.fullmatch(line.text.strip())
        if alone is not None and _is_body(alone["name"]):
            gone.add(at)
            continue
        before = lines[place - 1][1].text if place else ""
        answers = wordings.exact(before.strip(" :?")) is not None
        if answers or SIGN_OFF.match(before) or not _opens(line.text.strip()):
            continue  # the answer to what stands above it, or somebody's signature
        below = list(_below(lines[place + 1 :]))
        if any(_WAY.match(one.text) for _, one in below):
            gone |= {at, *(number for number, _ in below)}
    return [block for at, block in enumerate(blocks) if at not in gone]


def _below(lines: Sequence[tuple[int, Line]]) -> Sequence[tuple[int, Line]]:
    """The lines that tell how to reach the branch, up to the first that does not."""
    for number, (_, line) in enumerate(lines):
        text = line.text.strip()
        told = _WAY.match(text) or (":" not in text and (_OFFICER.fullmatch(text) or _PLACED.search(text)))
        if not told or _typed(line) or len(text.split()) > 2 * _LONGEST_NAME:
            return lines[:number]
    return lines


def _opens(text: str) -> bool:
    return _OPENS.fullmatch(text) is not None or (":" not in text and _is_body(text))


def _is_body(text: str) -> bool:
    """Whether words are the name of a branch or union, and no title of a form."""
    named = len(text.split()) <= _LONGEST_NAME and _NAMED.fullmatch(text.strip()) is not None
    return named and _BODY.search(text) is not None and _A_FORM.search(text) is None


def _typed(line: Line) -> bool:
    return any(Mark.FILLED in run.mark for run in line.runs)
