"""Plain lines that read like questions, before it is known whether they stand where a form would ask."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.choices import boxed
from ingest.hints import FIRST_PERSON, bids
from ingest.match_grid import own_box
from ingest.match_ways import ruled_heading
from ingest.meetings import with_purposes
from ingest.page import Line, Mark, Run
from ingest.questions import Asked, asked
from ingest.running import SENTENCES
from ingest.wordings import Wordings

_HEAD_END = re.compile(r"(?<!\d):|:(?!\d)|[?\t]|_{2,}")
_LONGEST_QUESTION = 16  # words
_LONGEST_BROKEN = 240  # letters
OF_THE_CASE = 3  # the rank from which questions are about the case, not about the person or the job


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that reads like a question."""

    at: int
    question: Asked


def mended(lines: Sequence[Line], wordings: Wordings) -> list[Line]:
    """Questions that a mail program broke inside their brackets, put together again."""
    made: list[Line] = []
    broken = False
    for line in lines:
        if broken and line.text.strip():
            made[-1] = Line((*made[-1].runs, Run(" "), *line.runs), line.depth, made[-1].wrapped)
        else:
            made.append(line)
        last = made[-1].text
        broken = last.count("(") > last.count(")") and len(last) < _LONGEST_BROKEN
        broken = broken and wordings.exact(last.partition("(")[0]) is not None
    return made


def hits_of(lines: Sequence[Line], starts: frozenset[int], wordings: Wordings) -> list[Hit]:
    """The lines that read like questions: word for word, or nearly so if they are put as questions are."""
    found = []
    for at, line in enumerate(lines):
        if _heads_questions(at, lines, starts, wordings):
            continue
        question = asked(line, wordings, sure=at in starts)
        if question is None and boxed([line]):
            question = own_box([line], wordings)
        if question is None and _put_as_question(line):
            question = asked(line, wordings, sure=True)
            own_words = FIRST_PERSON.search(asking(line)) and not bids(line)
            if own_words and question is not None and question.fields != ("consent",):
                question = None
        if question is not None:
            found.append(Hit(at, question))
    asked_of = with_purposes([hit.question for hit in found], wordings)
    put = [replace(hit, question=question) for hit, question in zip(found, asked_of, strict=True)]
    first = next((at for at, line in enumerate(lines) if line.text.strip()), -1)
    if put and put[0].at == first and is_title(lines[first], put[0].question):
        put = put[1:]
    return _without_title(put, lines, wordings)


def _without_title(hits: list[Hit], lines: Sequence[Line], wordings: Wordings) -> list[Hit]:
    """The hits without a title that merely sounds like a question ("Individual case: member's statement"):
    above the first one about the person, and asked again below."""
    ranks = wordings.ranks
    person = [hit.at for hit in hits if _least(hit.question, ranks) < OF_THE_CASE and hit.question.exact]
    first = min(person, default=0)
    later = [set(hit.question.fields) for hit in hits if hit.at > first]
    return [
        hit
        for hit in hits
        if hit.at >= first
        or hit.question.exact
        or hit.question.rest is not None
        or lines[hit.at].text.rstrip().endswith((":", "?"))
        or set(hit.question.fields) not in later
    ]


def is_title(line: Line, question: Asked) -> bool:
    """Whether a line that reads like a question with its answer behind a dash is bold from end to end, as the
    title of a form is ("Depot and Yard - Member's Case Sheet")."""
    rest = question.rest
    printed = rest is not None and not any(Mark.FILLED in run.mark for run in rest.runs)
    return printed and not question.colon and line.all_marked(Mark.BOLD)


def _least(question: Asked, ranks: Mapping[str, int]) -> int:
    """The rank of the first of its fields in a form; what asks for nothing we keep stands last."""
    return min((ranks[name] for name in question.fields if name != "ignored"), default=99)


def _heads_questions(at: int, lines: Sequence[Line], starts: frozenset[int], wordings: Wordings) -> bool:
    """Whether a line between rules stands over a question: a heading, though it may sound like one."""
    if not ruled_heading(lines[at]):
        return False
    below = next((place for place in range(at + 1, len(lines)) if lines[place].text.strip()), None)
    if below is None:
        return False
    question = asked(lines[below], wordings, sure=True)
    put = below in starts or _put_as_question(lines[below]) or boxed([lines[below]])
    return question is not None and (question.exact or put)


def asking(line: Line) -> str:
    """What a line asks: its words up to a colon, a question mark, a tab or a printed line."""
    return _HEAD_END.split(line.text, maxsplit=1)[0]


def _put_as_question(line: Line) -> bool:
    """Whether a line begins with what a form could ask: words, then a colon, a question mark or a gap; or
    bids the reader to write."""
    if bids(line):
        return True
    head = asking(line)
    return (
        head != line.text
        and len(head.split()) <= _LONGEST_QUESTION
        and not head[:1].islower()
        and not SENTENCES.search(head[4:])
    )
