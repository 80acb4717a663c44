"""Lines outside tables: label and answer in paragraphs, in a mail's body, or between quoted questions.

Which lines can be questions at all is settled for the whole page first: the bold ones, the quoted ones, or,
where nothing sets them apart, those worded like a question we know.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto

from ingest.answers import Sheet
from ingest.match_bold import read_bold, starts_bold
from ingest.match_plain import read_plain
from ingest.match_quoted import read_quoted
from ingest.page import Line, Mark
from ingest.questions import asked
from ingest.wordings import Wordings

_FEWEST = 3  # questions that look alike


class Style(Enum):
    """What sets a page's questions apart."""

    BOLD = auto()
    QUOTED = auto()
    PLAIN = auto()


def style_of(lines: Sequence[Line], wordings: Wordings) -> Style:
    """The style of a page's loose lines."""
    hits = [line for line in lines if asked(line, wordings, sure=False) is not None]
    quoted = [line for line in hits if line.depth]
    if (
        len(quoted) >= 3
        and len(quoted) * 2 > len(hits)
        and any(not line.depth and line.runs for line in lines)
    ):
        return Style.QUOTED
    bold = [line for line in hits if starts_bold(line)]
    if len(bold) >= _FEWEST and len(bold) * 10 >= len(hits) * 7:
        return Style.BOLD
    apart = [line for line in lines if line.all_marked(Mark.BOLD)]
    questions = [asked(line, wordings, sure=True) for line in apart]
    known = sum(question is not None and question.fields != ("ignored",) for question in questions)
    standing_out = len(apart) > _FEWEST and known >= _FEWEST and len(hits) - len(bold) <= known
    return Style.BOLD if standing_out else Style.PLAIN


def read_lines(lines: Sequence[Line], style: Style, sheet: Sheet) -> None:
    """Add what a run of lines answers to the sheet."""
    _READERS[style](lines, sheet)


_READERS: Mapping[Style, Callable[[Sequence[Line], Sheet], None]] = {
    Style.BOLD: read_bold,
    Style.QUOTED: read_quoted,
    Style.PLAIN: read_plain,
}
