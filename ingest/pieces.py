"""A member's reply to our numbered questions, taken apart: which words answer which number, and what is left.

Numbers ("1. 07700 900123", "1) ...", "Q1: ..."), or words between the quoted questions. Every word lands
with a number or in the rest. All patterns are anchored: hostile replies cost linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LINES = 400  # of a reply in which answers are looked for
_FEWEST = 12  # characters of a question that a line must repeat
_WRAPPED = 20  # characters: a shorter line that stands in our letter may be somebody's name
_WIDTH = 2_000  # characters of a line in which numbers are looked for
_NUMBERED = re.compile(
    r"\s*(?:q(?:uestion)?\.?\s*|no\.?\s*|#\s*)?\(?(?P<number>\d{1,2})"
    r"(?:[.):/]+(?:\s+|(?=[^\d\s])|(?=0\d{3}|\+\d))|\s+[-–—]\s+|\s+(?=0\d{3}|\+\d\d|\S+@\S))(?P<words>\S.*)",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(
    r"\s*(?:q(?:uestion)?\.?\s*|#\s*)?\(?(?P<number>\d{1,2})\s*[.):]*\s*", re.IGNORECASE
)
_QUOTED = re.compile(r"(?:\s*>)+\s?")


@dataclass(slots=True)
class Pieces:
    """The words behind each number (paragraphs apart), and the lines that belong to none."""

    answers: dict[int, list[str]] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)

    def words(self, number: int) -> str:
        """What was written to that number, line by line."""
        return "\n".join(self.answers.get(number, ())).strip()


def take_apart(text: str, own: str, questions: str, count: int, long: frozenset[int]) -> Pieces:
    """The answers in a reply: `text` is all of it, `own` the sender's new words, `questions` our letter.

    `count` is how many questions it asked; `long` the numbers whose answers may go over several paragraphs.
    """
    folded = [_folded(line) for line in questions.splitlines()]
    asked = {at[0]: line for line in folded if (at := _number(line)) and at[1]}
    ours = _Ours(" ".join(folded), frozenset(folded), asked)
    between, used = _between(text.splitlines()[:_LINES], ours)
    lines = own.splitlines()
    found = _numbered([line for line in lines[:_LINES] if line.strip() not in used], count, long)
    found.rest += lines[_LINES:]
    for number, lines in between.items():
        found.answers.setdefault(number, []).extend(lines)
    return found


def _numbered(lines: list[str], count: int, long: frozenset[int]) -> Pieces:
    """Numbered lines and what goes on below each: to an empty line, or if it is long to the next number."""
    found = Pieces()
    running = 0
    for line in _one_answer_a_line(lines, count):
        at = _number(line)
        if at is not None and 0 < at[0] <= count and at[0] not in found.answers:
            running = at[0]
            found.answers[running] = [at[1]] if at[1] else []
        elif running and (line.strip() or not found.answers[running]):
            found.answers[running].append(line.strip())
        elif running in long:
            found.answers[running].append("")
        else:
            running = 0
            found.rest.append(line)
    return found


def _number(line: str) -> tuple[int, str] | None:
    """The number a line begins with, and the words behind it."""
    match = _NUMBERED.match(line[:_WIDTH])
    if match:
        return int(match["number"]), (match["words"] + line[_WIDTH:]).strip()
    alone = _NUMBER_ALONE.fullmatch(line[:_WIDTH])
    return (int(alone["number"]), "") if alone else None


def _one_answer_a_line(lines: list[str], count: int) -> list[str]:
    """ "1. 07700 900123 2. 3 December", typed on one line, as two."""
    parted: list[str] = []
    for line in lines:
        rest, at = line, _number(line)
        number = at[0] if at is not None else count
        while number < count:
            following = re.search(rf"[\s,;](?={number + 1}[.)]\s+\S)", rest[:_WIDTH])
            if following is None:
                break
            parted.append(rest[: following.start()])
            rest, number = rest[following.end() :], number + 1
        parted.append(rest)
    return parted


@dataclass(frozen=True, slots=True)
class _Ours:
    """Our letter, folded, as it is found again in a reply; `asked` holds its numbered questions."""

    whole: str
    lines: frozenset[str]
    asked: dict[int, str]

    def holds(self, folded: str, number: int) -> bool:
        """Whether a line without a mark is ours: a line of our letter, or part of one that was wrapped."""
        part = folded in self.asked.get(number, "") or (len(folded) > _WRAPPED and folded in self.whole)
        return part or folded in self.lines

    def asks(self, folded: str) -> int:
        """The number of the question of ours that a line repeats, or begins with; 0 if it is none."""
        at = _number(folded)
        question = self.asked.get(at[0], "") if at is not None else ""
        start = question[: max(_FEWEST, min(len(folded), len(question)))]
        return at[0] if at is not None and question and folded.startswith(start) else 0


def _between(lines: list[str], ours: _Ours) -> tuple[dict[int, list[str]], set[str]]:
    """Answers below (or behind) the quoted questions, and the lines they were.

    Some programs quote without a mark: there our own words are known by our letter.
    """
    found: dict[int, list[str]] = {}
    used: set[str] = set()
    current, fresh, marked = 0, False, False
    for line in lines:
        quoted = _QUOTED.match(line)
        words = line[quoted.end() :].strip() if quoted else line.strip()
        folded = _folded(words)
        if number := ours.asks(folded):
            current, fresh, marked = number, True, quoted is not None
            behind = folded.removeprefix(ours.asked[number]) if folded.startswith(ours.asked[number]) else ""
            if behind.strip():
                found.setdefault(current, []).append(words[-len(behind.strip()) :])
        elif not folded:
            fresh = False
        elif quoted or (not marked and ours.holds(folded, current)):
            current = current if fresh else 0
        elif current:
            found.setdefault(current, []).append(words)
            used.add(line.strip())
            fresh = False
    return found, used


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("“", '"').replace("”", '"').replace("’", "'").split())
