"""Choices as people mark them: boxes ticked, an x beside, the rest struck out, one in bold, the rest deleted.

An option is told from its box by order: in a form whose lines begin with boxes a box belongs to the words
behind it, else to the words before it; on a line with a single option every mark is that option's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.page import Line, Mark

_ON = "☑☒✅🗹🗵✔✓✗✘🗸■◼⊠⬛◉●"
EMPTY = "☐□◻⬜❏❑▢○◯"
_MARK = re.compile(
    rf"[{_ON}{EMPTY}]\ufe0f?|[\[(]\s*[xX✓✔]?\s*[\])]|(?<![\w.'’-])[xX](?![\w'’-])(?!\.\w)|(?<!\w)(?:_+[xX✓✔]_+|_{{2,}})(?!\w)"
)
_SEPARATOR = re.compile(r"\s*[/|;,\n\t]\s*|\s+or\s+|\s{3,}")
_UPRIGHT = re.compile(r"\s+\|\s+")
_TWO_SPACES = re.compile(r"\s{2,}|\t")
_SAYS_WHICH = re.compile(  # behind the box of "Other [ ]"
    r"(?<=[\])☐☑☒])\s*\(?(?:please|pls|if (?:so|other),?)?\s*(?:specify|state|say|give details?|describe)\b"
    r"[\s:)]*[._…]*\s*\Z",
    re.IGNORECASE,
)
_LONGEST_LINE = 2_000  # letters; options are short
_STYLES = (Mark.HIGHLIGHTED, Mark.UNDERLINED, Mark.BOLD)


@dataclass(frozen=True, slots=True)
class Option:
    """Words offered, and whether they were ticked; None: there is nothing to tick."""

    text: str
    ticked: bool | None
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a line: words, or a tick box that is on or off."""

    text: str
    on: bool | None = None


def boxed(lines: Iterable[Line]) -> bool:
    """Whether there is any tick box in these lines."""
    return any(_MARK.search(line.text) for line in lines)


def between_boxes(text: str) -> tuple[list[str], list[bool]]:
    """The words round the boxes of a line, one piece more than boxes, and which of the boxes are ticked."""
    found = list(_MARK.finditer(text[:_LONGEST_LINE]))
    ends = [0, *(one.end() for one in found)]
    starts = [*(one.start() for one in found), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)], [
        _is_on(one.group()) for one in found
    ]


def boxed_options(cells: Sequence[Sequence[Line]]) -> list[Option]:
    """The options with boxes in a run of cells (outside tables each line is a cell), in order.

    An empty cell counts as an empty box, so that columns of marks without boxes can be told.
    """
    rows: list[list[_Piece]] = []
    for cell in cells:
        worded = [line for line in cell if line.text.strip()]
        rows.extend(_pieces(part) for line in worded for part in _spaced(line.text))
        if not worded:
            rows.append([_Piece("", on=False)])
    return _read(rows)


def _read(rows: list[list[_Piece]]) -> list[Option]:
    rows = [row for row in rows if row]
    box_first = _boxes_lead(rows)
    options: list[Option] = []
    before: list[bool] = []  # marks waiting for the words behind them
    unmarked = False  # several options stand above, and none has a box: a mark below may be any one's
    for row in rows:
        worded = [piece for piece in row if piece.on is None]
        marks = [piece.on for piece in row if piece.on is not None]
        if len(worded) == 1 and marks:
            options.append(Option(worded[0].text, any(marks)))
            before = []
        elif not worded:
            if box_first:
                before.extend(marks)
            elif options and not unmarked:
                options[-1] = Option(options[-1].text, bool(options[-1].ticked) or any(marks))
        elif box_first or (row[0].on is None and row[-1].on is None):
            before = _box_first(row, before, options)
        else:
            _words_first(row, options)
        unmarked = (unmarked and not worded) or (len(worded) > 1 and not marks)
    return options


def _boxes_lead(rows: Sequence[Sequence[_Piece]]) -> bool:
    """Whether boxes stand before their words: on the first row, or on all that hold words and boxes both; of
    one row alone below words ("Tick any") only if it begins with a box, holds several, and ends in words."""
    mixed = [row for row in rows if len({piece.on is None for piece in row}) == 2]
    leading = all(row[0].on is not None for row in mixed)
    clear = len(mixed) > 1 or any(_begins_and_ends(row) for row in mixed)
    return bool(rows) and (rows[0][0].on is not None or (clear and leading))


def _begins_and_ends(row: Sequence[_Piece]) -> bool:
    return row[-1].on is None and sum(piece.on is not None for piece in row) > 1


def _box_first(row: list[_Piece], before: list[bool], options: list[Option]) -> list[bool]:
    """A box belongs to the words behind it; of several between two options, only the last box does."""
    for at, piece in enumerate(row):
        if piece.on is None:
            options.append(Option(piece.text, any(before) if before else None))
            before = []
        elif (
            at + 1 < len(row)
            and row[at + 1].on is not None
            and at
            and options
            and not before
            and row[at - 1].on is None
        ):
            options[-1] = Option(options[-1].text, bool(options[-1].ticked) or piece.on)
        else:
            before = [*before, piece.on]
    if before and options:
        options[-1] = Option(options[-1].text, bool(options[-1].ticked) or any(before))
        before = []
    return before


def _words_first(row: list[_Piece], options: list[Option]) -> None:
    for piece in row:
        if piece.on is None:
            options.append(Option(piece.text, None))
        elif options:
            options[-1] = Option(options[-1].text, bool(options[-1].ticked) or piece.on)


def _spaced(text: str) -> list[str]:
    """Options in a row with wide gaps between them, and no boxes: each with the cross that stands by it. With
    upright strokes between them, or two spaces, each with its box or cross."""
    between = _UPRIGHT.split(text.strip())
    if len(between) > 2 and all(_words(_MARK.sub(" ", part)) for part in between):
        return between
    text = _SAYS_WHICH.sub("", text)
    apart = [part for part in _TWO_SPACES.split(text.strip()) if part]
    if len(apart) > 1 and all(_one_option(part) for part in apart):
        return apart
    marks = [found.group() for found in _MARK.finditer(text)]
    parts = [part for part in re.split(r"\t|\s{3,}", text.strip()) if part]
    crossed = [part for part in parts if _MARK.search(part)]
    bare = bool(marks) and all(mark.casefold() == "x" for mark in marks)
    by_words = all(_words(_MARK.sub(" ", part)) for part in crossed)
    return parts if bare and by_words and len(parts) > max(2, len(crossed)) else [text]


def _one_option(text: str) -> bool:
    """Whether text is one mark, before or behind words."""
    marks = list(_MARK.finditer(text))
    if len(marks) != 1:
        return False
    before, behind = text[: marks[0].start()], text[marks[0].end() :]
    return bool(_words(before)) != bool(_words(behind))


def _pieces(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    at = 0
    text = text[:_LONGEST_LINE]
    for found in _MARK.finditer(text):
        pieces.extend(_words(text[at : found.start()]))
        pieces.append(_Piece("", _is_on(found.group())))
        at = found.end()
    pieces.extend(_words(text[at:]))
    return pieces


def _words(text: str) -> list[_Piece]:
    parts = (part.strip(" \t:-–.·") for part in re.split(r"\t|\s{3,}", text))
    return [_Piece(part) for part in parts if part]


def _is_on(mark: str) -> bool:
    return mark[0] in _ON or (mark[0] not in EMPTY and any(sign in mark for sign in "xX✓✔"))


def styled_options(lines: Sequence[Line], known: Callable[[str], object]) -> list[Option]:
    """The options of lines without boxes, told apart by "/", commas and line ends, with how each is marked.

    `known` says whether words are an option: "Permanent / open-ended" is one if it knows it as one.
    """
    parts: list[tuple[str, Mark]] = []
    for line in lines:
        looks = [run.mark for run in line.runs for _ in run.text]
        text = line.text[:_LONGEST_LINE]
        at = 0
        for found in [*_SEPARATOR.finditer(text), None]:
            end = len(text) if found is None else found.start()
            if text[at:end].strip():
                parts.append((text[at:end].strip(), _common(text, looks, at, end)))
            at = end if found is None else found.end()
    return _joined(parts, known)


def _joined(parts: list[tuple[str, Mark]], known: Callable[[str], object]) -> list[Option]:
    options: list[Option] = []
    at = 0
    while at < len(parts):
        for count in (3, 2, 1):
            group = parts[at : at + count]
            words = " / ".join(text for text, _ in group)
            alike = len({mark for _, mark in group}) == 1
            if count == 1 or (len(group) == count and alike and known(words) and not _splits(group, known)):
                options.append(Option(words, None, group[0][1]))
                at += len(group)
                break
    return options


def _splits(group: list[tuple[str, Mark]], known: Callable[[str], object]) -> bool:
    """Whether the parts are options of different meaning by themselves."""
    alone = {known(text) for text, _ in group}
    return len(alone) > 1 and None not in alone


def _common(text: str, looks: list[Mark], start: int, end: int) -> Mark:
    worded = [
        mark for letter, mark in zip(text[start:end], looks[start:end], strict=True) if letter.isalnum()
    ]
    common = worded or looks[start:end]  # a star or a bracket beside an option may look otherwise
    mark = common[0] if common else Mark.NONE
    for other in common[1:]:
        mark &= other
    return mark


def common_look(line: Line, start: int, end: int) -> Mark:
    """The look that all letters of a part of a line share."""
    return _common(line.text, [run.mark for run in line.runs for _ in run.text], start, end)


def chosen_by_style(options: Sequence[Option]) -> list[Option] | None:
    """The options left standing or standing out; None if all look alike.

    Struck out: the others are meant. Highlighted, underlined or bold: these are, if they are the fewer.
    """
    struck = [option for option in options if Mark.STRUCK in option.mark]
    if struck and len(struck) < len(options):
        return [option for option in options if Mark.STRUCK not in option.mark]
    for style in _STYLES:
        marked = [option for option in options if style in option.mark]
        if marked and len(marked) < len(options):
            return marked
    return None
