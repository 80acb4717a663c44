"""Pages that put whole questions over their answers, as programs mail what somebody told an online form:
"And what do you do there?", and the answer on the next line; or each question between stars, for bold.

Such questions are made bold, as other pages print them, without what they say by the way ("Thanks!", "Now,").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.guidance import bids_to_tell
from ingest.hints import OF_ME, bids, is_bracketed
from ingest.page import Block, Line, Mark, Run, cut
from ingest.questions import Asked, asked
from ingest.sense import NOTHING, shipped
from ingest.wordings import Wordings

_STARRED = re.compile(r"\s*(?P<stars>\*{1,2})(?=[^\W_])(?P<words>[^*]{2,240})(?<=\S)(?P=stars)(?!\w)")
_BY_THE_WAY = re.compile(
    r"\s*(?:(?:(?:many )?thanks|thank you|great|lovely|perfect|brilliant|got it|nice to meet you|hi|hello|"
    r"nearly there|almost (?:there|done))\b[^?:.!]{0,40}[.!,]\s+)*"
    r"(?:(?:now|and|so)\b,?\s+|(?:next|ok(?:ay)?|right|well|finally|lastly|first(?:ly| up| off| of all)?|"
    r"last one|last but not least)\s*(?:[,:!.]|[-–—](?=\s))\s+)*"
    r"(?:(?:what|how) about\s+(?=(?:an?|your|the)\b))?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*(?:please )?(?:choose|select|pick|tick|check|mark|you can|if (?:so|yes)|when|what)\b", re.IGNORECASE
)
_ADDRESSED = re.compile(r"\b(?:you|your|yours|we|us|our)\b", re.IGNORECASE)
_LIKELY, _HEARD = 0.6, 0.9
_LONGEST_BEHIND = 10  # words
_LONGEST_QUESTION = 40  # words
_FEWEST_STARRED = 4
_FEWEST_QUESTIONS = 5
_FEWEST_BY_THE_WAY = 2  # questions; a page that only asks is read as others are
_FEWEST_FIELDS = 4
_OF_THE_PERSON = frozenset(
    {"member_name", "given_name", "family_name", "membership_number", "email", "phone"}
)


def with_questions_bold(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with its questions bold, if it puts them so; any other page as it is."""
    loose = [block for block in blocks if isinstance(block, Line)]
    if any(Mark.BOLD in run.mark for line in loose for run in line.runs):
        return list(blocks)
    made = _unstarred(loose, wordings) or _over_answers(loose, wordings)
    if not made:
        return list(blocks)
    bold = iter(made)
    whole = [next(bold) if isinstance(block, Line) else block for block in blocks]
    return list(_close_up(whole))


def _unstarred(lines: Sequence[Line], wordings: Wordings) -> list[Line]:
    """The lines with what stands between stars at their beginning bold, if most of several such ask."""
    found = {at: one for at, line in enumerate(lines) if (one := _STARRED.match(line.text)) is not None}
    known = sum(_known(plain_words(one["words"]), wordings) is not None for one in found.values())
    if len(found) < _FEWEST_STARRED or known * 2 < len(found):
        return []
    made = list(lines)
    for at, one in found.items():
        rest = cut(lines[at], one.end())
        made[at] = replace(lines[at], runs=(Run(plain_words(one["words"]), Mark.BOLD), *rest.runs))
    return made


def _over_answers(lines: Sequence[Line], wordings: Wordings) -> list[Line]:
    """The lines with the questions that begin paragraphs bold, on a page that talks and mostly asks so."""
    starts = [
        at
        for at, line in enumerate(lines[:-1])
        if line.text.strip() and not (at and lines[at - 1].text.strip()) and lines[at + 1].text.strip()
    ]
    asking = [at for at in starts if _puts(lines[at])]
    by_the_way = sum(plain_words(lines[at].text) != lines[at].text.lstrip() for at in asking)
    if len(asking) < _FEWEST_QUESTIONS or by_the_way < _FEWEST_BY_THE_WAY:
        return []
    between = [at for at in starts if asking[0] <= at <= asking[-1]]
    known = [_known(plain_words(lines[at].text), wordings) for at in asking]
    fields = {one.fields for one in known if one is not None and one.fields != ("ignored",)}
    told = sum(one is not None for one in known)
    who = any(_OF_THE_PERSON & set(one) for one in fields)  # a newsletter asks nobody for a name
    if (
        not who
        or len(fields) < _FEWEST_FIELDS
        or told * 5 < len(asking) * 3
        or len(asking) * 4 < len(between) * 3
    ):
        return []
    made = list(lines)
    story = False
    for at, question in zip(asking, known, strict=True):
        text = lines[at].text
        if question is None and not (_asks_on(text) if story else _ADDRESSED.search(text)):
            continue
        story = question is not None and question.fields[0] in wordings.long
        made[at] = replace(lines[at], runs=(Run(plain_words(text), Mark.BOLD),))
    return made


def _asks_on(text: str) -> bool:
    """Whether a question in the middle of a story is likely one that forms ask: members ask there too."""
    sense = shipped().of(text)
    likely = sense is not None and sense.first[0] == NOTHING and sense.first[1] >= _LIKELY
    return likely and sense is not None and sense.heard >= _HEARD and _ADDRESSED.search(text) is not None


def plain_words(question: str) -> str:
    """A question without what it says by the way at its beginning."""
    said = _BY_THE_WAY.match(question)
    bare = question[said.end() :] if said is not None else question
    return bare if len(bare.split()) > 1 else question


def _known(question: str, wordings: Wordings) -> Asked | None:
    return asked(Line((Run(question, Mark.BOLD),)), wordings, sure=True)


def _puts(line: Line) -> bool:
    """Whether a line is put as a question is: to its question mark and a bidding behind it, or a bidding."""
    text = line.text.strip()
    if line.depth or len(text.split()) > _LONGEST_QUESTION:
        return False
    asks, mark, behind = text.rpartition("?")
    if not mark:
        return text.endswith(":") or (text.endswith(".") and (bids(line) or bids_to_tell(line)))
    bidding = _BEHIND.match(behind) or (_ADDRESSED.search(behind) and not OF_ME.search(behind))
    short = len(behind.split()) <= _LONGEST_BEHIND and bidding
    return bool(asks) and bool(not behind or is_bracketed(behind.strip()) or short)


def _close_up(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without the empty lines between a question and its answer."""
    asks = False
    for block in blocks:
        empty = isinstance(block, Line) and not block.text.strip()
        if not (asks and empty):
            asks = isinstance(block, Line) and block.all_marked(Mark.BOLD)
            yield block
