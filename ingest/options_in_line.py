"""Options side by side in one line, the chosen ones marked by their look or with an X behind them.

"Are you   permanent   fixed term X   agency", "Ring one: grievance · grading" with one of them ringed, or
"[grievance]   grading" with the chosen one in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.choices import common_look
from ingest.page import OFF, ON, Block, Line, Mark, Run, Table, cut
from ingest.ticks import value_of
from ingest.wordings import Wordings

_BETWEEN = re.compile(r"\s*[·|•]\s*|\t\s*|\s{3,}|\s+/\s+")
_LOOKS = (Mark.HIGHLIGHTED, Mark.UNDERLINED, Mark.BOLD)
_ARROW = r"(?:<[-=–—]+|←|⟵|⇐)(?: ?(?:this|here|yes|me|mine)(?: one)?)?[.!]?"
_CROSSED = re.compile(rf"(?<=\s)(?:[x✓✔]|{_ARROW})\Z", re.IGNORECASE)
_SIGNS = re.compile(r"[\[({*✓✔←⟵⇐<]|(?<=\s)[xX](?!\w)")
_LONGEST_LINE = 600  # letters
_LONGEST_SIGN = 40  # letters of an arrow and its word
_BOXES = re.compile(r"[☐☑☒□■]|\[\s?\]|_{2,}")
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*")  # "(mark all that apply)"
_ENCLOSED = re.compile(
    r"\[+[^\[\]]{2,}\]+|\(+[^()]{2,}\)+|\{[^{}]{2,}\}|(?P<stars>\*{1,3})[^*]{2,}(?P=stars)"
)
_DELETE = re.compile(
    r"(?<!\s)\s*[(\[]\s*(?:please )?(?:delete|strike|cross|score)\b[^()\[\]]{0,50}[)\]]\s*\Z", re.IGNORECASE
)
_BID = re.compile(
    r"\s*(?P<bid>\((?=[^()]{0,40}\b(?:delete|strike|cross|underline|circle|ring|tick|highlight|select|choose)\b)"
    r"[^()]{3,80}\))[\s:]*(?=\w)",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"(?:(?<=\bno)|(?<=\byes))\W{0,3}\s{2,}(?=if (?:yes|so|no)\b[^?:]{0,80}[?:])", re.IGNORECASE
)
_SIGNED = re.compile(
    r"(?P<agreed>\s*(?:[☐☑☒✓✔]|\[\s?[xX✓]?\s?\])[^\t]*[^\t\s])\s*\t\s*(?=(?:dated?|signed|signature)\b[^:\t]{0,24}:)",
    re.IGNORECASE,
)
_STROKE = re.compile(r"\s+/\s+")
_LONGEST_LEAD = 8  # words
_JOINING = frozenset(["is", "are", "a", "an", "the", "as", "on", "of", "for", "about", "to"])
_YES_OR_NO = frozenset({"yes", "no", "y", "n"})
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Option:
    start: int
    end: int
    words: str
    on: bool
    struck: bool = False


def with_boxes_in_line(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with a box before each such option: ticked where it is marked."""
    return [
        _boxed(block, wordings) if isinstance(block, Line) else _marked_in(block, wordings)
        for block in blocks
    ]


def with_bids_upright(line: Line) -> Line:
    """A line with "(please delete what does not apply):" in bold before what was left standing, without the
    bold and the colon: it belongs to the question above, and asks nothing."""
    bid = _BID.match(line.text) if len(line.text) <= _LONGEST_LINE else None
    if bid is None or not cut(line, 0, bid.end()).all_marked(Mark.BOLD):
        return line
    return replace(line, runs=(Run(f"{bid['bid']} "), *cut(line, bid.end()).runs))


def follow_up_apart(line: Line) -> list[Line]:
    """A line with a yes and a no cut before "If yes, who?", and one that begins with a box before the "Date:"
    behind its tab: they ask another thing, and are no part of an option."""
    if len(line.text) > _LONGEST_LINE:
        return [line]
    found = _FOLLOWS.search(line.text) or _SIGNED.match(line.text)
    if found is not None and found.re is _SIGNED:
        return [cut(line, 0, found.end("agreed")), cut(line, found.end())]
    return [line] if found is None else [cut(line, 0, found.start()), cut(line, found.end())]


def _marked_in(table: Table, wordings: Wordings) -> Table:
    """A table with the options in its cells boxed, where the chosen ones stand in brackets or have an X
    behind them: what a cell only sets in bold may be anything."""
    if not any(_SIGNS.search(line.text) for row in table.rows for cell in row for line in cell.lines):
        return table
    return Table(
        tuple(
            tuple(
                replace(cell, lines=tuple(_boxed(one, wordings, by_signs=True) for one in cell.lines))
                for cell in row
            )
            for row in table.rows
        )
    )


def _before(sign: re.Pattern[str], text: str) -> str:
    """The words before a sign that ends the text; "" where it ends in none, or nothing stands before it."""
    bare = text.strip()
    found = sign.search(bare, max(0, len(bare) - _LONGEST_SIGN))
    return bare[: found.start()].rstrip() if found else ""


def _boxed(line: Line, wordings: Wordings, by_signs: bool = False) -> Line:
    if by_signs and not _SIGNS.search(line.text):
        return line
    parts = _BETWEEN.split(line.text.strip())
    if by_signs and not any(_in_brackets(part) or _before(_CROSSED, part) for part in parts):
        return line
    if _BOXES.search(line.text) or not _BETWEEN.search(line.text.strip()):
        return line
    options = _options(line, wordings)
    struck = [one for one in options if one.struck]
    if 0 < len(struck) < len(options):
        options = [replace(one, on=not one.struck) for one in options]
    left = bool(options) and _DELETE.search(line.text) is not None and not _yes_or_no(options)
    marked = 0 < sum(one.on for one in options) < len(options)
    if len(options) < _FEWEST or not (marked or left):
        return line
    runs: list[Run] = list(cut(line, 0, options[0].start).runs)
    for one in options:
        runs.append(Run(f"{' ' if runs else ''}{ON if one.on else OFF} {one.words} "))
    return replace(line, runs=tuple(runs))


def _options(line: Line, wordings: Wordings) -> list[_Option]:
    """The options at the end of a line, if most of them are known, behind the words that ask."""
    spans: list[tuple[int, int]] = []
    at = 0
    for gap in [*_BETWEEN.finditer(line.text), None]:
        end = len(line.text.rstrip()) if gap is None else gap.start()
        if line.text[at:end].strip():
            spans.append((at, end))
        at = end if gap is None else gap.end()
    if spans and (colon := max(line.text.rfind(sign, *spans[0]) for sign in (": ", "? ", "] "))) >= 0:
        aside = _ASIDE.match(line.text, colon + 1)
        start = colon + 2 if aside is None else aside.end()
        spans = [(spans[0][0], colon + 1), (start, spans[0][1]), *spans[1:]]
    if spans and (bidding := _DELETE.search(line.text, *spans[-1])) is not None:
        spans = [*spans[:-1], (spans[-1][0], bidding.start())]
        spans = [(start, end) for start, end in spans if line.text[start:end].strip()]
    read = [_read(line, start, end, wordings) for start, end in spans]
    for choice in (*wordings.options, ""):
        told = read
        if (start := _behind_lead(line, spans, choice, wordings)) > spans[0][0]:
            lead, *more = spans
            told = [_read(line, *span, wordings) for span in ((lead[0], start), (start, lead[1]), *more)]
        known = [_is_option(one.words, choice, wordings) for one in told]
        first = next((place for place, one in enumerate(known) if one), len(told))
        if sum(known) >= _FEWEST and sum(known[first:]) * 2 > len(known[first:]) and first <= 1:
            return told[first:]
    return []


def _behind_lead(line: Line, spans: Sequence[tuple[int, int]], choice: str, wordings: Wordings) -> int:
    """Where the first option begins behind the words that lead to it, where strokes stand between options
    ("My post is permanent / fixed term / casual"); else where the first words begin."""
    start, end = spans[0]
    words = list(re.finditer(r"\S+", line.text[start:end]))
    stroke = _STROKE.match(line.text, end)
    if not choice or stroke is None or _is_option(line.text[start:end], choice, wordings):
        return start
    for word in words[1 : _LONGEST_LEAD + 1]:
        joins = word.group().casefold() in _JOINING and word is not words[-1]
        if not joins and _is_option(line.text[start + word.start() : end], choice, wordings):
            return start + word.start()
    return start


def _yes_or_no(options: Sequence[_Option]) -> bool:
    return all(one.words.strip(" .,?").casefold() in _YES_OR_NO for one in options)


def _in_brackets(words: str) -> bool:
    """Whether words stand in brackets from end to end, as some mark what they choose."""
    return _ENCLOSED.fullmatch(words.strip()) is not None


def _is_option(words: str, choice: str, wordings: Wordings) -> bool:
    if not choice:
        return re.split(r"[\s,.?]", words.strip().casefold())[0] in _YES_OR_NO
    return wordings.option(choice, words) is not None


def _read(line: Line, start: int, end: int, wordings: Wordings) -> _Option:
    text = line.text[start:end]
    inner = text.strip(" \t*[](){}")
    if _in_brackets(text) and any(value_of(choice, inner, wordings) for choice in wordings.options):
        return _Option(start, end, inner, True)  # "(please ring one)" is chosen by nobody
    if crossed := _before(_CROSSED, text):
        return _Option(start, end, crossed, True)
    part = cut(line, start, end)
    struck = Mark.STRUCK in common_look(line, start, end)  # a star behind it may be left standing
    return _Option(start, end, text.strip(), any(part.all_marked(look) for look in _LOOKS), struck)
