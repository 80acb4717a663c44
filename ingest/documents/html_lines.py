"""The words of HTML put into lines as a browser shows them: white space folded, a line for each row.

Space above and below a paragraph is one empty line, as it is in the plain text that mail programs send beside
their HTML: the matcher tells by it where a short answer ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.documents.html_hands import Hand, Roles, Written
from ingest.documents.html_signs import answer_in, beside, question_in
from ingest.documents.looks import INVISIBLE
from ingest.page import OFF, ON, Block, Line, Mark, Run

_FOLDED = re.compile(r"[ \t\r\n\f]+")
_SIGNS = re.compile(r"\s*\*?\s*(?:[:：]+|[-–—](?=\s))\s*")
_REQUIRED = re.compile(r"(?<=[\w)?:.])\s*\*+\s*$")
_LONGEST_QUESTION = 200  # letters
_NO_WORDS = " \t\r\n\u00a0:*"
_QUOTE = re.compile(r"(?:>[ ]?)+")


@dataclass(slots=True)
class Lines:
    """Blocks being written: the body, or one cell of a table. `seen`: every line so far, in all of them.

    `roles`: what the looks of a page mean, once that is known.
    """

    seen: list[Written]
    roles: Roles | None = None
    blocks: list[Block] = field(default_factory=list)
    runs: list[tuple[str, Mark]] = field(default_factory=list)
    depth: int = 0  # how deep the words are quoted that come now
    gap: bool = False  # an empty line before whatever comes next
    broken: bool = False  # the line being written only follows a line break
    hands: list[Hand] = field(default_factory=list)
    aside: bool = False  # a tab stands before what comes now

    def text(self, text: str, mark: Mark = Mark.NONE, typed: bool = False, hand: Hand | None = None) -> None:
        """Go on with this text; `typed`: its white space and line ends stand as they are."""
        for at, row in enumerate(re.split(r"\r\n|\r|\n", text) if typed else [_FOLDED.sub(" ", text)]):
            if at:
                self.line_break()
            if hand is None:
                self._add(row, mark, typed)
            else:
                self._parted(row, mark, typed, hand)

    def _parted(self, row: str, mark: Mark, typed: bool, hand: Hand) -> None:
        """Words of one look, in two where a sign in them stands between a question and its answer."""
        asks = self.roles is not None and len(self.seen) in self.roles.lines
        answers = self.roles is not None and self.roles.answers.aside
        if not self.hands and (inner := answer_in(row)) is not None:
            self.aside = True
            row = row[slice(*inner)] if answers and not asks else row
        if asks and not self.hands:
            row = question_in(row)
        begun = self.runs[0][0] if self.runs else ""
        sign = None if self.aside else beside(row, begun, typed)
        if sign is None:
            self._written(row, mark, typed, hand)
            return
        self._written(row[: sign[0]], mark, typed, hand)
        self._add("\t" if asks and answers else row[slice(*sign)], mark, typed=True)
        self.aside = True
        self._written(row[sign[1] :], mark, typed, hand)

    def _written(self, text: str, mark: Mark, typed: bool, hand: Hand) -> None:
        hand = replace(hand, aside=True) if self.aside else hand
        if self.hands[-1:] != [hand] and text.strip(_NO_WORDS):
            self.hands.append(hand)
        self._add(text, mark if self.roles is None else self.roles.mark(len(self.seen), hand, mark), typed)

    def column(self) -> None:
        """Go on further right in the line, if there is anything in it."""
        if self.runs and not self.runs[-1][0].endswith("\t"):
            self._add("\t", Mark.NONE, typed=True)

    def apart(self, text: str, mark: Mark) -> None:
        """A word or a box by itself: with a space before and behind it."""
        self._add(" ", Mark.NONE)
        self._add(text, mark, typed=True)
        self._add(" ", Mark.NONE)

    def line_break(self) -> None:
        """End the line, even if it is empty."""
        if not self.end():
            self._put(Line(depth=self.depth))
        self.broken = True

    def end(self, gap: bool = False) -> bool:
        """End the line if anything is written in it, and say whether there was."""
        line = self._line() if self.runs else None
        if line is not None:
            if self.hands:
                opens = self.gap or not self.blocks or _is_empty(self.blocks[-1])
                unanswered = self.aside and not self.hands[-1].aside
                self.seen.append(Written(tuple(self.hands), line.text, opens, unanswered))
            self._put(line)
        self.runs, self.hands, self.aside = [], [], False
        self.broken = False
        self.gap = self.gap or gap
        return line is not None

    def block(self, block: Block) -> None:
        """A whole block, such as a table, at this place."""
        self.end()
        self._put(block)

    def _add(self, text: str, mark: Mark, typed: bool = False) -> None:
        if not typed and (not self.runs or self.runs[-1][0].endswith((" ", "\t"))):
            text = text.lstrip(" ")
        if not text:
            return
        self.aside = self.aside or ("\t" in text and bool(self.hands))
        if self.runs and self.runs[-1][1] == mark:
            self.runs[-1] = (self.runs[-1][0] + text, mark)
        else:
            self.runs.append((text, mark))

    def _line(self) -> Line | None:
        """The line that is being written, if there is any word or wide space in it."""
        if not any(text.strip(" \t") for text, _ in self.runs):
            return None
        runs = [Run(_plain(text), mark) for text, mark in self.runs]
        while runs and not runs[-1].text.strip():
            runs.pop()
        while runs and not runs[0].text.strip():
            del runs[0]
        if not runs:
            return Line(depth=self.depth)
        runs[0] = Run(runs[0].text.lstrip(), runs[0].mark)
        runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].mark)
        return _unquoted(Line(tuple(_with_their_signs(_unstarred(runs))), self.depth, self.broken))

    def _put(self, block: Block) -> None:
        last = self.blocks[-1] if self.blocks else None
        if self.gap and last is not None and not _is_empty(last) and not _is_empty(block):
            self.blocks.append(Line(depth=self.depth))
        self.gap = False
        if not (_is_empty(block) and (last is None or _is_empty(last))):
            self.blocks.append(block)


def _unstarred(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs of a line without the star behind it by which forms say that an answer is required."""
    text = "".join(run.text for run in runs) if runs[-1].text.endswith("*") else ""
    star = _REQUIRED.search(text) if len(text) < _LONGEST_QUESTION else None
    if star is None:
        yield from runs
        return
    left = star.start()
    for run in runs:
        if left > 0:
            yield Run(run.text[:left], run.mark)
        left -= len(run.text)


def _with_their_signs(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs with the colon behind a question in its own look, and one before an answer typed behind it."""
    before: Run | None = None
    for at, run in enumerate(runs):
        if before is not None:
            sign = _SIGNS.match(run.text)
            typed = at == 1 and _typed(run) and not _typed(before)
            if sign is not None and not typed and _ends_question(sign[0], before, run):
                before = Run(f"{before.text.rstrip()}: ", before.mark)
                run = Run(run.text[sign.end() :], run.mark)
            elif typed and _asks(before.text):
                before = Run(f"{before.text.rstrip()}: ", before.mark)
        if not run.text:
            continue
        if before is not None:
            yield before
        before = run
    if before is not None:
        yield Run(before.text.rstrip(), before.mark)


def _ends_question(sign: str, before: Run, run: Run) -> bool:
    """Whether a sign behind words ends a question: a colon does, a dash where only the question is bold."""
    return ":" in sign or "：" in sign or (Mark.BOLD in before.mark and Mark.BOLD not in run.mark)


def _typed(run: Run) -> bool:
    return Mark.FILLED in run.mark and run.text.strip() not in (OFF, ON)


def _asks(text: str) -> bool:
    """Words without a colon of their own, short enough to ask for what follows."""
    return 0 < len(text.strip()) < _LONGEST_QUESTION and text.rstrip()[-1] not in ":：,;"


def _plain(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text).replace("\u00a0", " "))


def _is_empty(block: Block) -> bool:
    return isinstance(block, Line) and not block.runs


def _unquoted(line: Line) -> Line:
    """A line with the ">" of plain text that was put into HTML as it stood."""
    marks = _QUOTE.match(line.text)
    if marks is None:
        return line
    left = len(marks.group())
    runs: list[Run] = []
    for run in line.runs:
        runs.extend([Run(run.text[left:], run.mark)] if len(run.text) > left else [])
        left = max(left - len(run.text), 0)
    return Line(tuple(runs), line.depth + marks.group().count(">"), line.wrapped)
