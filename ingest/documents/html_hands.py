"""Which look of a page's words asks and which answers, where bold type does not tell it already.

Forms set their questions apart in many ways: in italics, in a colour, on a shaded ground, in another size;
and people answer in red, in bold, underlined, in a box. Two looks that follow each other again and again, one
line below the other or side by side, are the questions and the answers; which is which, their order and their
words tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.page import Mark

_FEWEST_INLINE = 4  # lines with both looks side by side
_FEWEST_CHANGES = 7  # from lines in one look to lines in the other
_CLEARLY = 4  # times as often in one order as in the other
_CLEAR = 0.2  # by which questions must be more like questions than answers are
_MOSTLY = 0.6  # of the lines in the look of questions
_LONGEST = 120  # letters of a question
_BOX = re.compile(r"\W{0,3}[☐☑☒✅✓✔✗✘□■○●]")
_GIVEN = re.compile(r"@|\d{3}|\d[/.:]\d")


@dataclass(frozen=True, slots=True)
class Hand:
    """The look of words, apart from what marks an option: equal for words set alike."""

    mark: Mark = Mark.NONE  # of bold, italic, underlined, heading and grey
    ink: str = ""  # "rrggbb" of a colour, "" for black, white and grey
    ground: str = ""
    size: str = ""
    boxes: int = 0  # with a line round them, one in the other
    set_in: bool = False
    font: str = ""
    aside: bool = False  # behind a tab, or in a column further right


@dataclass(frozen=True, slots=True)
class Written:
    """A line as it was written: its looks in their order, its words, and whether a gap is above it.

    `unanswered`: it ends with what stands before an answer (a tab, a printed line).
    """

    hands: tuple[Hand, ...]
    text: str
    opens: bool = False
    unanswered: bool = False


@dataclass(frozen=True, slots=True)
class Roles:
    """The looks of questions and of answers, and the lines (counted from 0) whose words in `asks` ask."""

    asks: Hand
    answers: Hand
    lines: frozenset[int]

    def mark(self, line: int, hand: Hand, mark: Mark) -> Mark:
        """The mark of words in a line: questions stand out as bold ones do, answers do not."""
        if hand == self.asks and line in self.lines:
            return (mark | Mark.BOLD) & ~Mark.FAINT
        return mark & ~Mark.BOLD if hand == self.answers else mark


Pair = tuple[Hand, Hand]


@dataclass(frozen=True, slots=True)
class _Run:
    hand: Hand
    lines: tuple[int, ...]
    opens: bool


def roles_of(written: Sequence[Written]) -> Roles | None:
    """Which look asks and which answers; None if two do not clearly take turns, or bold type tells it.

    Grey words are hints; only where nothing else tells, they may be questions in small print.
    """
    dark = [_without_grey(line) for line in written]
    places = [at for at, line in enumerate(dark) if line.hands]
    roles = _told_apart([dark[at] for at in places])
    if roles is None:
        places = list(range(len(written)))
        roles = _told_apart(written)
        if roles is None or Mark.FAINT not in roles.asks.mark:
            return None
    if Mark.BOLD in roles.asks.mark and Mark.BOLD not in roles.answers.mark:
        return None
    return replace(roles, lines=frozenset(places[at] for at in roles.lines))


def _without_grey(line: Written) -> Written:
    return replace(line, hands=tuple(hand for hand in line.hands if Mark.FAINT not in hand.mark))


def _told_apart(lines: Sequence[Written]) -> Roles | None:
    """The two looks that take turns most, if it is clear which of them asks."""
    runs = list(_runs(lines))
    beside = Counter((line.hands[0], line.hands[1]) for line in lines if len(line.hands) == 2)
    turns = Counter(beside)
    for one, other in zip(runs, runs[1:], strict=False):
        if one.lines[-1] + 1 == other.lines[0]:
            turns[one.hand, other.hand] += min(len(one.lines), len(other.lines))
    if not turns:
        return None
    first, second = max(turns, key=lambda pair: turns[pair] + turns[pair[1], pair[0]])
    if beside[first, second] + beside[second, first] >= _FEWEST_INLINE:
        asks = _in_order(first, second, beside)
    elif turns[first, second] + turns[second, first] >= _FEWEST_CHANGES:
        asks = _by_words(first, second, lines) or _by_gaps(first, second, runs)
    else:
        return None
    if asks is None:
        return None
    answers = second if asks == first else first
    return Roles(asks, answers, _asking(asks, answers, lines, runs))


def _runs(lines: Sequence[Written]) -> Iterator[_Run]:
    """Lines in one look each, one below the other."""
    held: list[int] = []
    for at, line in enumerate(lines):
        if held and (len(line.hands) != 1 or line.hands != lines[held[0]].hands):
            yield _Run(lines[held[0]].hands[0], tuple(held), lines[held[0]].opens)
            held = []
        if len(line.hands) == 1:
            held.append(at)
    if held:
        yield _Run(lines[held[0]].hands[0], tuple(held), lines[held[0]].opens)


def _in_order(first: Hand, second: Hand, beside: Counter[Pair]) -> Hand | None:
    """In a line the question stands before its answer."""
    if beside[first, second] >= _CLEARLY * beside[second, first]:
        return first
    return second if beside[second, first] >= _CLEARLY * beside[first, second] else None


def _by_words(first: Hand, second: Hand, lines: Sequence[Written]) -> Hand | None:
    """Questions end as questions do; answers hold addresses, numbers and dates, and run on."""
    one, other = (
        questioning([line.text for line in lines if line.hands == (hand,)]) for hand in (first, second)
    )
    if abs(one - other) < _CLEAR:
        return None
    return first if one > other else second


def questioning(texts: Sequence[str]) -> float:
    """How much like questions these words are, and how little like answers; from -1.5 to 1."""
    marks = (
        text.rstrip().endswith(("?", ":")) - bool(_GIVEN.search(text)) - 0.5 * (len(text) > _LONGEST)
        for text in texts
    )
    return sum(marks) / max(len(texts), 1)


def _by_gaps(first: Hand, second: Hand, runs: Sequence[_Run]) -> Hand | None:
    """A gap stands above a question, not between it and its answer."""
    opens = Counter(run.hand for run in runs if run.opens)
    if opens[first] >= _FEWEST_INLINE and opens[first] >= _CLEARLY * opens[second]:
        return first
    return second if opens[second] >= _FEWEST_INLINE and opens[second] >= _CLEARLY * opens[first] else None


def _asking(asks: Hand, answers: Hand, lines: Sequence[Written], runs: Sequence[_Run]) -> frozenset[int]:
    """The lines that ask: those followed by an answer; nearly all in that look, if most of them are."""
    asking = {
        at
        for at, line in enumerate(lines)
        if line.hands == (asks, answers) or (answers.aside and line.unanswered and line.hands == (asks,))
    }
    for one, other in zip(runs, runs[1:], strict=False):
        if (one.hand, other.hand) == (asks, answers) and one.lines[-1] + 1 == other.lines[0]:
            asking.update(one.lines[-min(len(one.lines), len(other.lines)) :])
    alike = {at for at, line in enumerate(lines) if line.hands[:1] == (asks,) and not _BOX.match(line.text)}
    known = not answers.aside and len(asking) >= _MOSTLY * len(alike)
    return frozenset(alike if known else asking)
