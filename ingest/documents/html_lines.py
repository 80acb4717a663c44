"""The words of HTML put into lines as a browser shows them: white space folded, a line for each row.

Space above and below a paragraph is one empty line, as it is in the plain text that mail programs send beside
their HTML: the matcher tells by it where a short answer ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.documents.looks import INVISIBLE
from ingest.page import OFF, ON, Block, Line, Mark, Run

_FOLDED = re.compile(r"[ \t\r\n\f]+")
_SIGNS = re.compile(r"\s*\*?\s*[:：]+\s*")
_REQUIRED = re.compile(r"(?<=[\w)?:.])\s*\*+\s*$")
_LONGEST_QUESTION = 200  # letters
_QUOTE = re.compile(r"(?:>[ ]?)+")


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a line's words in their order ("" for black); `opens`: it stands below a gap."""

    colours: tuple[str, ...]
    opens: bool


@dataclass(slots=True)
class Lines:
    """Blocks being written: the body, or one cell of a table. `seen`: the colours of every line so far."""

    seen: list[Inks]
    blocks: list[Block] = field(default_factory=list)
    runs: list[tuple[str, Mark]] = field(default_factory=list)
    depth: int = 0  # how deep the words are quoted that come now
    gap: bool = False  # an empty line before whatever comes next
    broken: bool = False  # the line being written only follows a line break
    inks: list[str] = field(default_factory=list)

    def text(self, text: str, mark: Mark = Mark.NONE, typed: bool = False, ink: str = "") -> None:
        """Go on with this text; `typed`: its white space and line ends stand as they are."""
        if self.inks[-1:] != [ink] and text.strip(" \t\r\n\u00a0:*"):
            self.inks.append(ink)
        if not typed:
            self._add(_FOLDED.sub(" ", text), mark)
            return
        for at, row in enumerate(re.split(r"\r\n|\r|\n", text)):
            if at:
                self.line_break()
            self._add(row, mark, typed=True)

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
            if self.inks:
                opens = self.gap or not self.blocks or _is_empty(self.blocks[-1])
                self.seen.append(Inks(tuple(self.inks), opens))
            self._put(line)
        self.runs, self.inks = [], []
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
            if sign is not None and not typed:
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
