"""Our own text form in the body of a mail: its lines are known word for word, what stands between is answers.

It comes back typed behind the colons, or quoted, or from the web page (html.py). A story may then hold lines
that read like any question: only the form's own lines, in the form's own order, count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, islice

from ingest.answers import Answer
from ingest.blank.questions import Asked, questions_of
from ingest.blank.text import END, bare_line, line_of
from ingest.page import Line, Mark, Page, cut
from ingest.questions import Asked as Question
from ingest.reading import FormSettings
from ingest.typed import TYPED

_FEWEST_HINTED = 3  # lines with their hints, which nobody writes by chance
_LONGEST_REPLY = 40  # words; above a quoted form, a longer letter is about something else

PAGE_MARK = b'<meta name="generator" content="casework">'
"""Stands in the head of our page (page.html)."""
_HEAD = 4_000  # bytes
_MOST_PLACES = 30  # of one question in a mail, and ways to choose among them
_TYPED_WORDS = re.compile(r"[\d@]")  # without which there is no date, number or address

_Span = tuple[int, int]
_Found = dict[str, _Span]


def own_answers(page: Page, reply: str, settings: FormSettings) -> list[Answer] | None:
    """What a mail answers to our own text form; None if it does not hold that form, or no answer to it.

    Empty if it only quotes a form below a longer letter. `reply` are the sender's own new words; `settings`
    name the branch's questions in their order.
    """
    lines = [block for block in page.blocks if isinstance(block, Line)]
    text = "\n".join(line.text for line in lines)
    names = settings.wordings.items()
    asked = _printed(tuple(Asked(name, own[0], name in settings.needed) for name, own in names if own))
    broken = _broken(lines)
    found = _hinted(text, asked, broken) or _bare(text, asked, broken)
    answers = _between(lines, text, found)
    told = [line for answer in answers for line in answer.lines if line.text.strip()]
    if not told:
        return None
    if all(line.depth for line in told) and len(reply.split()) > _LONGEST_REPLY:
        return []
    for answer in answers:
        answer.cells = [[_filled(line)] for line in answer.lines]
    return answers


@lru_cache(maxsize=8)
def _printed(asked: tuple[Asked, ...]) -> tuple[tuple[str, str, str], ...]:
    """Each question as our text form has it, without its hint, and its field; the same for every letter."""
    questions = questions_of(asked)
    return tuple((line_of(question), bare_line(question), question.field) for question in questions)


def _filled(line: Line) -> Line:
    """Words for certain somebody's answer, like those in a form's control."""
    return Line(tuple(replace(run, mark=run.mark | Mark.FILLED) for run in line.runs))


def is_own_page(content: bytes) -> bool:
    """Whether a document is our own web page: what was typed into it stays in the browser, so it is blank."""
    return PAGE_MARK in content[:_HEAD]


def _broken(lines: Sequence[Line]) -> frozenset[int]:
    """Where a line begins that may only go on with the one before, broken by a mail program."""
    starts = accumulate((len(line.text) + 1 for line in lines), initial=0)
    return frozenset(start for start, line in zip(starts, lines, strict=False) if line.wrapped)


def _hinted(text: str, asked: Sequence[tuple[str, str, str]], broken: frozenset[int]) -> _Found:
    """The lines of the text form: most of them, and enough of those that have a hint."""
    found = _in_order(text, [(whole, field) for whole, _, field in asked], broken)
    telling = sum(field in found for whole, bare, field in asked if whole != bare)
    return found if telling >= _FEWEST_HINTED and 2 * len(found) > len(asked) else {}


def _bare(text: str, asked: Sequence[tuple[str, str, str]], broken: frozenset[int]) -> _Found:
    """The lines that the web page writes: without hints, but every one."""
    found = _in_order(text, [(bare, field) for _, bare, field in asked], broken)
    return found if len(found) == len(asked) else {}


def _in_order(text: str, asked: Sequence[tuple[str, str]], broken: frozenset[int]) -> _Found:
    """Where each question stands, each below the one before: as many as can be, and as few as can be
    of those that may only be words of a story, which a mail program broke just before them; else the topmost.

    The line below a long one looks broken too: the form's own stands alone, or before its kind of answer.
    """
    ways = [_Way(0)]
    for words, field in [*asked, (END, "")]:
        places = islice(_pattern(words).finditer(text), _MOST_PLACES)
        longer = []
        for place in places:
            before = [way for way in ways if way.end <= place.start()]
            if before:
                story = place.start() in broken and not _answers(field, text, place.end())
                longer.append(max(before, key=_Way.rank).on(field, place.span(), story))
        ways = sorted([*ways, *longer], key=_Way.rank, reverse=True)[:_MOST_PLACES]
    return {field: span for field, span in ways[0].found if field}


def _answers(field: str, text: str, start: int) -> bool:
    """Whether nothing stands behind a question on its line, or what an answer to it must hold."""
    end = text.find("\n", start)
    words = text[start : len(text) if end < 0 else end]
    return not words.strip() or (field in TYPED and _TYPED_WORDS.search(words) is not None)


@dataclass(frozen=True, slots=True)
class _Way:
    """Questions found one below the other, up to `end`; `broken`: how many may be words of a story."""

    end: int
    found: tuple[tuple[str, _Span], ...] = ()
    broken: int = 0

    def rank(self) -> tuple[int, int, int]:
        return len(self.found), -self.broken, -self.end

    def on(self, field: str, span: _Span, broken: bool) -> _Way:
        return _Way(span[1], (*self.found, (field, span)), self.broken + broken)


@lru_cache(maxsize=512)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"^[^\S\n]*" + r"\s+".join(map(re.escape, words.split())), re.MULTILINE)


def _between(lines: Sequence[Line], text: str, found: _Found) -> list[Answer]:
    answers = []
    spans = list(found.values())
    for field, (_, start) in found.items():
        later = [begin for begin, _ in spans if begin >= start]
        end = later[0] if later else _end(text, start)
        answers.append(Answer(Question((field,), 1.0, True), None, [_lines(lines, start, end)]))
    return answers


def _end(text: str, start: int) -> int:
    """Where the last answer ends: at the form's own last line, else at the first empty one."""
    last = _pattern(END).search(text, start) or re.compile(r"\n\s*\n").search(text, start)
    return len(text) if last is None else last.start()


def _lines(lines: Sequence[Line], start: int, end: int) -> list[Line]:
    """The lines between two places of the text, the first and last perhaps only in part."""
    kept = []
    at = 0
    for line in lines:
        length = len(line.text)
        if at < end and at + length >= start:
            kept.append(cut(line, max(start - at, 0), max(min(end - at, length), 0)))
        at += length + 1
    return kept
