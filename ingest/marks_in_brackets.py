"""Marks that people type between the brackets of a box: "[ yes ] pay", "[*] sick leave", "grading [√]"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.page import OFF, ON, Block, Line, Run, cut, each_line, with_lines

_YES = r"\*{1,3}|y|yes|yep|ok|yes please|tick(?:ed)?|[+#√vV]|xx+|[xX✓✔] [xX✓✔]|done|this(?: one)?|here|ie|ydy"
_NO = r"n|no|na|[-–—.]"
_MARKED = re.compile(rf"\s*(?P<on>{_YES})\s*|\s*(?:{_NO})\s*", re.IGNORECASE)
_FIRST = re.compile(r"\s*\[(?P<mark>[^\[\]()]{0,12})\](?=\s*[^\W_])")
_LAST = re.compile(r"(?<=[\w)])\s*\[(?P<mark>[^\[\]()]{0,12})\]\s*\Z")
_EMPTY = 2  # boxes of the kind left empty: then it is a page that draws them
_LONGEST = 100  # letters of a line of one option


def with_marks_in_brackets(blocks: Sequence[Block]) -> list[Block]:
    """The page with the boxes that hold such a mark ticked, where others of their kind are left empty."""
    found = [box for line in each_line(blocks) if (box := _place(line.text)) is not None]
    empty = [box.re for box in found if box["mark"].strip() in ("", *"xX✓✔")]
    drawn = {side for side in (_FIRST, _LAST) if empty.count(side) >= _EMPTY}
    if not drawn or len(found) <= len(empty):
        return list(blocks)
    return [with_lines(block, lambda line: _boxed(line, drawn)) for block in blocks]


def _place(text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST or "[" not in text:
        return None
    return _FIRST.match(text) or _LAST.search(text)


def _boxed(line: Line, drawn: set[re.Pattern[str]]) -> Line:
    found = _place(line.text)
    marked = None if found is None else _MARKED.fullmatch(found["mark"])
    if found is None or marked is None or found.re not in drawn:
        return line
    box = Run(ON if marked["on"] else OFF)
    start = found.start("mark") - 1
    return replace(line, runs=(*cut(line, 0, start).runs, box, *cut(line, found.end("mark") + 1).runs))
