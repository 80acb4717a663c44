"""What a page carries besides its questions: the numbers of its pages, which may stand in the middle of an
answer, a sheet that says how to fill in the others, and at its foot what a program says that mailed it. It is
nobody's answer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.page import Block, Line, Mark, Table

_PAGE = r"(?:page|tudalen|leathanach)\s*\d{1,2}"
_OF = r"\s*(?:of|/|o|as)\s*\d{1,2}"
_BARE = re.compile(rf"\W{{0,3}}{_PAGE}(?:{_OF})?\W{{0,3}}", re.IGNORECASE)
_NUMBERED = re.compile(rf"\b{_PAGE}\b", re.IGNORECASE)
_LONGEST = 14  # words of a head or foot
_LONGEST_LINE = 150  # letters
_THESE = r"(?:receiving )?(?:these|such|all) (?:notifications?|e-?mails?|messages?)"
_ANSWERS = r"(?:results?|responses?|submissions?|entry|entries)"
_PROGRAMS = re.compile(  # "See all results in Formhouse: https://...", "To stop these notifications, ..."
    rf"\W*(?:(?:see|view|manage|edit|open|download)\b[^.]*\b{_ANSWERS}\b.*https?://.*|"
    rf"(?:(?:edit|view|go to|see|print) (?:this |the |all |your )?{_ANSWERS}\W*)+|"
    rf"log in to (?:see|view|manage|download)\b[^.]*\byour {_ANSWERS}\b.*|"
    rf"(?:to (?:stop|turn off|unsubscribe from)|(?:if you (?:want|wish) to )?unsubscribe from) {_THESE}\b.*|"
    r"powered by\b.{0,40}|sent (?:by|via|from|with)\b.*https?://.*|"
    r"this (?:e-?mail|message|notification) was (?:sent|generated) "
    r"(?:automatically|(?:by|from|via|because)\b.*\bforms?\b).*|"
    r"you (?:are receiving|received) this (?:e-?mail|message|notification) because\b.*|"
    r"(?:please )?do not reply to this (?:e-?mail|message)\.?"
    rf"(?: if you (?:want|wish) to unsubscribe from {_THESE}.*)?|"
    r"(?:now )?create your own (?:\w+ )?forms?\b.{0,40})",
    re.IGNORECASE,
)
_FILLING = r"(?:complet(?:ion|ing)|filling (?:in|out))"
_HOW_TO = re.compile(
    rf"(?:how to (?:complete|fill (?:in|out)|use)|{_FILLING}|(?:guidance )?notes (?:for|on) {_FILLING}|"
    rf"(?:guidance(?: notes)?|instructions)(?: (?:for|on) {_FILLING})?)"
    r"(?: (?:this|the|your) (?:form|sheet|referral))?[\s:.]*",
    re.IGNORECASE,
)
_LONGEST_FOOT = 40  # words
_DIGITS = re.compile(r"\d+")


def without_furniture(blocks: Sequence[Block]) -> list[Block]:
    """The page without such lines: a number alone, or the same words again with other numbers. "See page 2"
    in a story is said once."""
    alike: dict[str, set[str]] = defaultdict(set)
    for block in blocks:
        if isinstance(block, Line) and _may_go(block) and _NUMBERED.search(block.text):
            alike[_folded(block)].add(" ".join(block.text.split()))
    left = [block for block in blocks if not (isinstance(block, Line) and _is_foot(block, alike))]
    first = next((at for at, block in enumerate(left) if isinstance(block, Table)), 0)
    left = [block for at, block in enumerate(left) if at <= first or not _says_how(block)]
    return left[: _without_programs_foot(left)]


def _says_how(block: Block) -> bool:
    """Whether a table, below another, is one of a single column whose heading says that it tells how to fill
    in the form."""
    if isinstance(block, Line) or not block.rows:
        return False
    cells = [[cell for cell in row if not cell.empty] for row in block.rows]
    worded = [row for row in cells if row]
    single = all(len(row) == 1 and not row[0].below for row in worded)
    heads = bool(worded) and _HOW_TO.fullmatch(worded[0][0].text.strip()) is not None
    told = [run.mark for row in worded for line in row[0].lines for run in line.runs]
    return single and heads and not any(Mark.FILLED in mark for mark in told)


def _without_programs_foot(blocks: Sequence[Block]) -> int:
    """Where the foot of a program begins, at the end of the page: nothing of anybody's stands below it."""
    end = at = len(blocks)
    while at:
        block = blocks[at - 1]
        if not isinstance(block, Line) or block.depth or len(block.text.split()) > _LONGEST_FOOT:
            break
        if block.text.strip():
            if not _PROGRAMS.fullmatch(block.text.strip()) or any(
                Mark.FILLED in run.mark for run in block.runs
            ):
                break
            end = at - 1
        at -= 1
    return end


def _is_foot(line: Line, alike: dict[str, set[str]]) -> bool:
    if not _may_go(line) or not _NUMBERED.search(line.text):
        return False
    return _BARE.fullmatch(line.text.strip()) is not None or len(alike[_folded(line)]) > 1


def _may_go(line: Line) -> bool:
    """Whether a line is short, and nothing of it was typed into a field of the form."""
    short = len(line.text) < _LONGEST_LINE and len(line.text.split()) <= _LONGEST
    return short and not line.depth and not any(Mark.FILLED in run.mark for run in line.runs)


def _folded(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.casefold().split()))
