"""The printed words of a blank form, found again on a returned one.

Every place where a piece of the blank could stand is noted, and of all of them the heaviest run that keeps
the blank's order is taken: "Date" in a story is not the "Date" at the end. All that is left is the member's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.labels import strip_numbering
from ingest.learnt import LearntForm, Part
from ingest.page import Line
from ingest.printed import Piece, Place, Word, key_of, pieces_of, words_in

_LONG = 4  # words: such a piece needs no edge to be told
_LEAST_SHARE = 0.6  # of the questions
_LEAST = 3
_EDGE = ":?*.)]"
_MOST_WORDS = 20_000

Placed = tuple[Place, Line]


@dataclass(frozen=True, slots=True)
class Blank:
    """A learnt form made ready: the words of each piece, and the pieces that begin with a word."""

    form: LearntForm
    keys: tuple[tuple[str, ...], ...]
    beginning: Mapping[str, tuple[int, ...]]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Span:
    """A printed piece, or the part of it that stands on this line, from `start` to `end` (in letters)."""

    start: int
    end: int
    piece: int


@dataclass(frozen=True, slots=True)
class Found:
    """A learnt form on a returned page: for each line of it, what is printed there."""

    blank: Blank
    spans: tuple[tuple[Span, ...], ...]
    share: float  # of the questions that were found again


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place where a piece stands: from word `first` up to word `behind`."""

    piece: int
    first: int
    behind: int


@dataclass(frozen=True, slots=True)
class _At:
    """A word of the page: its line, whether a piece may begin or end with it, and the cell it is in."""

    word: Word
    line: int
    begins: bool
    ends: bool
    number: int  # where the numbering before it begins; else where the word does


@lru_cache(maxsize=16)
def blank_of(form: LearntForm) -> Blank:
    """A learnt form made ready; remembered, since every page asks for it."""
    keys = tuple(key_of(strip_numbering(piece.text)) or key_of(piece.text) for piece in form.printed)
    beginning: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        if key:
            beginning.setdefault(key[0], []).append(at)
    words = frozenset(word for key in keys for word in key)
    return Blank(form, keys, {word: tuple(found) for word, found in beginning.items()}, words)


def find_blank(lines: Sequence[Placed], forms: Sequence[LearntForm]) -> Found | None:
    """The learnt form that these lines are a returned one of, if they are."""
    stream = _stream(lines)
    best: Found | None = None
    for form in forms:
        found = _aligned(stream, lines, blank_of(form))
        if found is not None and (best is None or found.share > best.share):
            best = found
    return best


def _aligned(stream: Sequence[_At], lines: Sequence[Placed], blank: Blank) -> Found | None:
    questions = [at for at, piece in enumerate(blank.form.printed) if piece.part is Part.QUESTION]
    here = {at.word.text for at in stream}
    if not questions or len(blank.words & here) < _LEAST_SHARE / 2 * len(blank.words):
        return None
    hits = _heaviest(list(_hits(stream, lines, blank)), len(blank.keys), len(stream))
    told = sum(blank.form.printed[hit.piece].part is Part.QUESTION for hit in hits)
    share = told / len(questions)
    if share < _LEAST_SHARE or told < min(_LEAST, len(questions)):
        return None
    spans: list[list[Span]] = [[] for _ in lines]
    for hit in hits:
        for at in stream[hit.first : hit.behind]:
            of_line = spans[at.line]
            if of_line and of_line[-1].piece == hit.piece:
                of_line[-1] = Span(of_line[-1].start, at.word.end, hit.piece)
            else:
                of_line.append(Span(at.number, at.word.end, hit.piece))
    return Found(blank, tuple(tuple(of_line) for of_line in spans), share)


def _stream(lines: Sequence[Placed]) -> list[_At]:
    """The words of the page in reading order."""
    stream: list[_At] = []
    for number, (_, line) in enumerate(lines):
        words = words_in(line.text)
        if not words:
            continue
        if len(stream) > _MOST_WORDS:
            break
        begins, ends = _edges(line, words)
        numbered = _numbered(line, words)
        stream.extend(
            _At(word, number, word.start in begins, word.end in ends, numbered.get(word.start, word.start))
            for word in words
        )
    return stream


def _edges(line: Line, words: Sequence[Word]) -> tuple[set[int], set[int]]:
    """Where on a line a short piece may begin and end: at its edges, at gaps and boxes, where the look
    changes; and it ends before a colon or a question mark."""
    text = line.text
    pieces = pieces_of(text)
    cuts = {piece.start for piece in pieces} | {piece.end for piece in pieces}
    cuts.update(_behind_number(text, piece) for piece in pieces)
    at, mark = 0, None
    for run in line.runs:
        if mark is not None and run.mark != mark:
            cuts.add(at)
        at, mark = at + len(run.text), run.mark
    ordered = sorted(cuts)
    begins, ends = {words[0].start}, {words[-1].end}
    for before, behind in zip(words, words[1:], strict=False):
        between = bisect_left(ordered, before.end)
        if between < len(ordered) and ordered[between] <= behind.start:
            begins.add(behind.start)
            ends.add(before.end)
            continue
        gap = text[before.end : behind.start]
        if (gap.strip() and gap.strip()[0] in _EDGE) or "  " in gap:
            ends.add(before.end)
    return begins, ends


def _numbered(line: Line, words: Sequence[Word]) -> dict[int, int]:
    """For each first word behind a numbering, where that numbering begins."""
    found: dict[int, int] = {}
    for piece in pieces_of(line.text):
        behind = _behind_number(line.text, piece)
        first = next((word.start for word in words if word.start >= behind), -1)
        found[first] = piece.start
    return found


def _behind_number(text: str, piece: Piece) -> int:
    return piece.end - len(strip_numbering(text[piece.start : piece.end].lstrip()))


def _hits(stream: Sequence[_At], lines: Sequence[Placed], blank: Blank) -> Iterator[_Hit]:
    """Every place where a piece of the blank could stand."""
    for first, at in enumerate(stream):
        for piece in blank.beginning.get(at.word.text, ()):
            key = blank.keys[piece]
            behind = first + len(key)
            if behind > len(stream) or not (at.begins or len(key) >= _LONG):
                continue
            last = stream[behind - 1]
            if not (last.ends or len(key) >= _LONG) or lines[at.line][0].box != lines[last.line][0].box:
                continue
            if all(stream[first + step].word.text == word for step, word in enumerate(key)):
                yield _Hit(piece, first, behind)


def _heaviest(hits: Sequence[_Hit], pieces: int, words: int) -> list[_Hit]:
    """Of all places the heaviest run in the order of both page and blank, counted in words."""
    best: list[tuple[int, int]] = [(0, -1)] * (pieces + 1)  # by piece, as a tree of prefixes: weight, hit
    weight: list[int] = []
    before: list[int] = []
    ending: dict[int, list[int]] = {}
    for number, hit in enumerate(hits):
        ending.setdefault(hit.behind, []).append(number)
    starting: dict[int, list[int]] = {}
    for number, hit in enumerate(hits):
        starting.setdefault(hit.first, []).append(number)
    weight, before = [0] * len(hits), [-1] * len(hits)
    for at in range(words + 1):
        for number in ending.get(at, ()):
            _raise(best, hits[number].piece + 1, (weight[number], number))
        for number in starting.get(at, ()):
            hit = hits[number]
            so_far, last = _up_to(best, hit.piece)
            weight[number], before[number] = so_far + hit.behind - hit.first, last
    at = max(range(len(hits)), key=weight.__getitem__, default=-1)
    chain: list[_Hit] = []
    while at >= 0:
        chain.append(hits[at])
        at = before[at]
    return chain[::-1]


def _raise(tree: list[tuple[int, int]], at: int, value: tuple[int, int]) -> None:
    while at < len(tree):
        tree[at] = max(tree[at], value)
        at += at & -at


def _up_to(tree: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    best = (0, -1)
    while at > 0:
        best = max(best, tree[at])
        at -= at & -at
    return best
