"""Answers between, or behind, the quoted questions of a letter of ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.answers import Answer, Sheet, unknown
from ingest.page import Line, Mark, Run
from ingest.questions import Asked, asked
from ingest.running import SENTENCES, SIGN_OFF, take_answer
from ingest.typed import TYPED

_NUMBERED = re.compile(r"\s*(?:(?:q\s*)?\(?\d{1,2}\s*[.):]|\(?[a-z]\))\s", re.IGNORECASE)
_FEWEST_OF_PROSE = 6  # words on a line
_ENDS_LIKE_QUESTION = re.compile(r"[:?]\s*$")


def read_quoted(lines: Sequence[Line], sheet: Sheet) -> None:
    """Quoted lines ask, the others answer; behind a quoted closing nothing is asked any more."""
    lines = _unwrapped(lines)
    before = len(sheet.found)
    for at, line in enumerate(lines):
        if not line.depth:
            _own_words(line, sheet)
        elif SIGN_OFF.match(line.text) and sheet.found:
            break
        elif line.text.strip():
            _quoted(lines, at, sheet)
    sheet.found[before:] = [_without_printed(answer) for answer in sheet.found[before:]]


def _without_printed(answer: Answer) -> Answer:
    """A choice, or a value with a form of its own, without what the quoted line says of it ("pay, pension,
    other", "a date if you can"), where the member wrote below."""
    if not (answer.choice or answer.name in TYPED):
        return answer
    own = [line for line in answer.lines if line.text.strip() and not line.depth]
    return replace(answer, cells=[[line] for line in own]) if own else answer


def _unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Numbered questions that the quoting mail program broke, each on one line again."""
    made: list[Line] = []
    open_ended = False
    for line in lines:
        goes_on = open_ended and line.depth and line.text.strip() and not _NUMBERED.match(line.text)
        if goes_on and line.depth == made[-1].depth:
            made[-1] = replace(made[-1], runs=(*made[-1].runs, Run(" "), *line.runs), wrapped=False)
        else:
            made.append(line)
            open_ended = bool(line.depth) and _NUMBERED.match(line.text) is not None
        open_ended = open_ended and bool(line.text.strip()) and not _ENDS_LIKE_QUESTION.search(made[-1].text)
    return made


def _own_words(line: Line, sheet: Sheet) -> None:
    waiting = sheet.waiting
    if SIGN_OFF.match(line.text) and waiting is not None and not waiting.empty:
        sheet.waiting = None
    elif line.text.strip():  # what is not quoted was written by the member, whatever it sounds like
        take_answer(
            replace(line, runs=tuple(Run(run.text, run.mark | Mark.FILLED) for run in line.runs)), sheet
        )


def _quoted(lines: Sequence[Line], at: int, sheet: Sheet) -> None:
    line = lines[at]
    running = (_prose(line) and not _labelled(line, sheet)) or _goes_on(lines, at, sheet)
    question = None if running else asked(line, sheet.wordings, sure=True)
    if question is None:
        question = _over_two_lines(lines, at, sheet)
    if question is not None:
        sheet.wait(question)
    elif _NUMBERED.match(line.text) or _ENDS_LIKE_QUESTION.search(line.text):
        sheet.wait(unknown(line.text))
    elif sheet.waiting is None or not sheet.waiting.empty:
        sheet.waiting = None


def _prose(line: Line) -> bool:
    """A line of running text, not a question of its own."""
    return line.wrapped or line.text.rstrip().endswith(",") or bool(SENTENCES.search(line.text[4:]))


def _labelled(line: Line, sheet: Sheet) -> bool:
    """Whether a line is a label known word for word with a colon, though the line above it is nearly full."""
    question = asked(line, sheet.wordings, sure=False) if line.text[:1].isupper() else None
    return question is not None and question.exact and question.colon


def _goes_on(lines: Sequence[Line], at: int, sheet: Sheet) -> bool:
    """Whether a line ends a sentence begun above it ("could you put your answers under each", "question?
    Skip any you like."): it may begin with a word that asks, and asks nothing."""
    above = lines[at - 1] if at else Line()
    begun = above.depth == lines[at].depth and above.text.rstrip()[-1:].isalpha()
    sentence = len(above.text.split()) >= _FEWEST_OF_PROSE and sheet.wordings.exact(above.text) is None
    numbered = _NUMBERED.match(above.text) or _NUMBERED.match(lines[at].text)
    return begun and sentence and not numbered and lines[at].text.lstrip()[:1].islower()


def _over_two_lines(lines: Sequence[Line], at: int, sheet: Sheet) -> Asked | None:
    """A quoted question that was wrapped."""
    following = lines[at + 1] if at + 1 < len(lines) else Line()
    if not following.depth or not following.text.strip() or _NUMBERED.match(following.text):
        return None
    known = sheet.wordings.exact(lines[at].text + " " + following.text)
    return Asked((known.field,), known.score, True) if known else None
