"""What a colour means on a page where questions stand in one and answers in another.

People who fill in a form in the mail itself write in red or blue between its black questions; some branches
print their questions in a colour, and people answer in black. Which of the two it is, the order tells: a
question comes before its answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.documents.html_lines import Inks
from ingest.page import Mark

_FEWEST = 4  # questions followed by answers of another colour
_CLEARLY = 4  # times as many in one order as in the other


@dataclass(frozen=True, slots=True)
class Pen:
    """A colour ("rrggbb"), and the mark of words written in it."""

    ink: str = ""
    mark: Mark = Mark.NONE


def pen_of(lines: Sequence[Inks]) -> Pen | None:
    """The colour that tells questions and answers apart, if one does: answers are FILLED, questions BOLD."""
    inks = Counter(ink for line in lines for ink in line.colours if ink)
    if not inks:
        return None
    ink, _ = inks.most_common(1)[0]
    asks_plain = _follows(lines, ("", ink))
    asks_coloured = _follows(lines, (ink, ""))
    if asks_plain >= _FEWEST and asks_plain >= _CLEARLY * asks_coloured:
        return Pen(ink, Mark.FILLED)
    if asks_coloured >= _FEWEST and asks_coloured >= _CLEARLY * asks_plain:
        return Pen(ink, Mark.BOLD)
    return None


def _follows(lines: Sequence[Inks], order: tuple[str, str]) -> int:
    """How often words in one colour are followed by words in the other: in a line, or in the next."""
    count = sum(line.colours == order for line in lines)
    for one, other in zip(lines, lines[1:], strict=False):
        count += one.opens and (one.colours, other.colours) == ((order[0],), (order[1],))
    return count
