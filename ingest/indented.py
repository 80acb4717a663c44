"""Answers set in below their labels, as programs that send a web form's answers print them.

Where a page does so, what stands at its margin asks and what is set in answers, whatever either says: a label
nobody listed is one, and "I agree" below "Consent" is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.page import Line, Mark, Run
from ingest.questions import asked
from ingest.wordings import Wordings

_SET_IN = re.compile(r"(?: {2,}|\t)\s*\S")
_FEWEST = 4  # labels over what is set in
_FEWEST_KNOWN = 3
_LONGEST_LABEL = 16  # words


def with_answers_set_in(lines: Sequence[Line], wordings: Wordings) -> list[Line]:
    """The lines with labels that stand out and answers marked as such, where the page sets its answers in."""
    if any(line.depth for line in lines) or any(run.mark for line in lines for run in line.runs):
        return list(lines)
    over = [at for at in range(len(lines) - 1) if _labels(lines[at]) and _set_in(lines[at + 1])]
    known = sum(_known(lines[at], wordings) for at in over)
    if len(over) < _FEWEST or known < _FEWEST_KNOWN or known * 2 < len(over):
        return list(lines)
    if any(_set_in(lines[at]) and _at_margin(lines[at + 1]) for at in range(over[0], over[-1])):
        return list(lines)  # a list inside a letter, not answers: what follows them goes on at the margin
    return _marked(lines, over, wordings)


def _marked(lines: Sequence[Line], over: Sequence[int], wordings: Wordings) -> list[Line]:
    labels = {*over, *_unanswered(lines, over, wordings)}
    made = list(lines[: over[0]])
    answering = False
    for at in range(over[0], len(lines)):
        line = lines[at]
        if at in labels:
            words = line.text.rstrip()
            sign = "" if words.endswith((":", "?", "*")) else ":"
            made.append(replace(line, runs=(Run(words + sign, Mark.BOLD | Mark.HEADING),), wrapped=False))
            answering = True
        elif answering and _set_in(line):
            made.append(replace(line, runs=tuple(Run(run.text, run.mark | Mark.FILLED) for run in line.runs)))
        else:
            made.append(line)
            answering = answering and not line.text.strip()
    return made


def _unanswered(lines: Sequence[Line], over: Sequence[int], wordings: Wordings) -> list[int]:
    """Labels with nothing below them, among the others: known ones, and those with more room below them than
    there is between an answer and the next label."""
    between = min(_blank_above(lines, at) for at in over[1:])
    found = []
    for at in range(over[0] + 1, len(lines)):
        if lines[at].text.startswith("--"):
            break
        if not _labels(lines[at]) or not _blank_above(lines, at):
            continue
        room = _blank_below(lines, at)
        if room and (room > between > 0 or _known(lines[at], wordings)):
            found.append(at)
    return found


def _blank_above(lines: Sequence[Line], at: int) -> int:
    return _blank(lines, at, -1)


def _blank_below(lines: Sequence[Line], at: int) -> int:
    return _blank(lines, at, 1)


def _blank(lines: Sequence[Line], at: int, step: int) -> int:
    """How many empty lines stand next to a line, three at most."""
    count = 0
    while count < 3 and 0 <= at + step < len(lines) and not lines[at + step].text.strip():
        count, at = count + 1, at + step
    return count


def _labels(line: Line) -> bool:
    """Whether a line at the margin may be a label."""
    text = line.text.strip()
    return (
        _at_margin(line) and len(text.split()) <= _LONGEST_LABEL and not text.endswith((".", ",", ";", "!"))
    )


def _set_in(line: Line) -> bool:
    return _SET_IN.match(line.text) is not None


def _at_margin(line: Line) -> bool:
    return bool(line.text.strip()) and not line.text[:1].isspace()


def _known(line: Line, wordings: Wordings) -> bool:
    """Whether a line asks for something, word for word, and holds no answer."""
    question = asked(line, wordings, sure=True)
    return question is not None and question.rest is None and question.fields != ("ignored",)
