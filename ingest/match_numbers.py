"""Answers by number alone: "1. Ann Lee" above, below, or without the numbered questions of our letter.

They are put behind the questions they belong to, as if the member had written between the quoted lines.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.page import Line, Run
from ingest.questions import asked
from ingest.running import SIGN_OFF
from ingest.wordings import Wordings

_NUMBERED = re.compile(
    r"\s*(?:q(?:uestion)?\s*)?\(?(?P<number>\d{1,2})(?:\s*[.):]+\s*|\s*[-–]\s+|\s+)(?P<words>\S.*)", re.I
)
_FEWEST = 3
_FEWEST_UNASKED = 5  # where no question is in sight
_LONGEST_REPEAT = 3  # words
_SAME = {
    "contact_details": ("contact_details", "email", "phone"),
    "so_far": ("so_far", "summary", "categories"),
    "key_date": ("key_date", "key_event"),
}
_REACHED = re.compile(r"@|\d{3}[\d\s()-]{4,}")
_NAME = re.compile(r"[^\d@:?]{2,60}")
_DAY = re.compile(r"\d|\b(?:no|none|not|n/?a|yes|soon|asap)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Numbered:
    """What stands under a number: a question's words, or the lines of an answer."""

    number: int
    lines: list[Line] = field(default_factory=list)


def behind_their_questions(lines: Sequence[Line], wordings: Wordings) -> list[Line]:
    """The lines with numbered answers put behind the questions of the same numbers; else as they are."""
    questions = _questions(lines, wordings)
    answers, used = _answers(lines, questions, wordings)
    numbers = [answer.number for answer in answers]
    if numbers != sorted(set(numbers)) or not numbers or numbers[0] > 2:
        return list(lines)
    if _asked_besides(lines, used, wordings) >= _FEWEST:
        return list(lines)  # a form of its own, of which only a part is numbered
    if len(answers) >= _FEWEST and set(numbers) <= set(questions):
        return _joined(answers, questions)
    if not questions and len(answers) >= _FEWEST_UNASKED:
        ours = dict(enumerate(wordings.ours, start=1))
        bare = [_without_label(answer, ours.get(answer.number, ""), wordings) for answer in answers]
        answers = [answer for answer in bare if answer is not None]
        rest = [line for at, line in enumerate(lines) if at not in used]
        if len(answers) == len(bare) and _fit(answers, len(ours)) and not any(line.depth for line in rest):
            return [*rest, *_joined(answers, ours)]
    return list(lines)


def _questions(lines: Sequence[Line], wordings: Wordings) -> dict[int, str]:
    """The numbered questions of a letter, quoted or put below, each with the line it was wrapped to."""
    found: dict[int, str] = {}
    for at, line in enumerate(lines):
        numbered = _NUMBERED.match(line.text)
        if numbered is None:
            continue
        words = numbered["words"]
        following = lines[at + 1] if at + 1 < len(lines) else Line()
        if (
            line.depth
            and not words.rstrip().endswith(("?", ":", ")"))
            and following.text.strip().endswith("?")
        ):
            words = f"{words} {following.text.strip()}"
        if line.depth or (words.rstrip().endswith("?") and _asks(words, wordings)):
            found.setdefault(int(numbered["number"]), words)
    return found


def _asked_besides(lines: Sequence[Line], used: Collection[int], wordings: Wordings) -> int:
    """How many questions the page asks, word for word, without a number and not in a quotation."""
    besides = [line for at, line in enumerate(lines) if at not in used and not line.depth]
    bare = [line for line in besides if _NUMBERED.match(line.text) is None]
    found = (asked(line, wordings, sure=False) for line in bare)
    return sum(
        question is not None and question.exact and question.fields != ("ignored",) for question in found
    )


def _asks(words: str, wordings: Wordings) -> bool:
    return asked(Line((Run(words),)), wordings, sure=True) is not None


def _answers(
    lines: Sequence[Line], questions: Mapping[int, str], wordings: Wordings
) -> tuple[list[_Numbered], set[int]]:
    """The member's own numbered lines and what goes on below each, and where they stand."""
    found: list[_Numbered] = []
    used: set[int] = set()
    running = False
    for at, line in enumerate(lines):
        numbered = None if line.depth else _NUMBERED.match(line.text)
        question = bool(questions) and numbered is not None and _is_question(numbered["words"], wordings)
        question |= numbered is not None and numbered["words"].rstrip().endswith("?")
        question |= numbered is not None and questions.get(int(numbered["number"])) == numbered["words"]
        if line.depth or question or SIGN_OFF.match(line.text):
            running = False
        elif numbered is not None and _next(int(numbered["number"]), found, set(questions)):
            found.append(_Numbered(int(numbered["number"]), [Line((Run(numbered["words"]),))]))
            used.add(at)
            running = True
        elif running:
            found[-1].lines.append(line)
            used.add(at)
    return found, used


def _is_question(words: str, wordings: Wordings) -> bool:
    """Whether the words behind a number ask, or ask and answer: then the number is the form's own."""
    question = asked(Line((Run(words),)), wordings, sure=False)
    return (
        question is not None and (question.rest is None or question.colon) and question.fields != ("ignored",)
    )


def _without_label(answer: _Numbered, ours: str, wordings: Wordings) -> _Numbered | None:
    """Without a word or two that repeat our question ("1) Name: Tom"); None if they ask something else."""
    head, colon, words = answer.lines[0].text.partition(":")
    if not colon or not words.strip() or len(head.split()) > _LONGEST_REPEAT:
        return answer
    known = wordings.exact(head)
    meant = asked(Line((Run(ours),)), wordings, sure=True)
    if known is not None and meant is not None and not _agree(known.field, meant.fields):
        return None
    return _Numbered(answer.number, [Line((Run(words.strip()),)), *answer.lines[1:]])


def _agree(name: str, fields: tuple[str, ...]) -> bool:
    return any(name in _SAME.get(one, (one,)) for one in fields)


def _next(number: int, found: Sequence[_Numbered], asked_for: set[int]) -> bool:
    last = found[-1].number if found else 0
    return last < number <= last + 4 and (not asked_for or number in asked_for)


def _fit(answers: Sequence[_Numbered], count: int) -> bool:
    """Whether answers look like those to our own questions: a name, how to reach somebody, a date."""
    words: Mapping[int, str] = {answer.number: answer.lines[0].text for answer in answers}
    return (
        max(words) <= count
        and bool(_NAME.fullmatch(words.get(1, "")))
        and len(words.get(1, "").split()) <= 6
        and bool(_REACHED.search(words.get(2, "")))
        and all(_DAY.search(words[at]) for at in (7,) if at in words)
    )


def _joined(answers: Sequence[_Numbered], questions: Mapping[int, str]) -> list[Line]:
    lines: list[Line] = []
    for answer in answers:
        lines.append(Line((Run(questions[answer.number]),), depth=1))
        lines.extend(answer.lines)
    return lines
