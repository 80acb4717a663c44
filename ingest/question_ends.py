"""Where on a line a question ends and its answer begins: at a colon, a gap, a change of look, a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.page import Line, Mark, cut

_COLON = re.compile(r"\s*(?:(?<!\d)[:：]|[:：](?!\d))[:：]*\s*")  # not that of "2:30"
NUMBER_IN_FRONT = re.compile(
    r"\s*\(?(?:\d{1,2}(?:\.\d{1,2})*[a-z]?|[A-Z]\d{0,2}|[a-z](?=[.)]))[.):*]*\s{2,}(?=\S)"
)
_ONLY_NUMBER = re.compile(r"\s*\(?\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?[.):*\s]*", re.IGNORECASE)
_GAP = re.compile(r"\s*(?:\t|\s{2,}|_{2,}|\.{3,}|…+)[\s_.…]*(?:[:：]\s*)?")
_ASKED = re.compile(r"\?\s*(?:·*\s*[:：])?\s*")
_DASH = re.compile(r"\s+[-–—]\s+")
_IF_SO = re.compile(r"\?\s*[,-]?\s*if (?:so|yes)\b[^:?]{0,40}$", re.IGNORECASE)
_ASKED_ON = re.compile(r"[^:?]{3,80}\?\s*[:：]\s*")
"""A second question right behind the first, with the colon that ends both: "Was it raised? And then?: No"."""
_BID_TO_CHOOSE = re.compile(
    r"(?<=\w )\([^()]*\b(?:tick|circle|ring|select|choose|underline|delete|highlight|strike|cross)\b"
    r"[^()]*\)\s+(?=\w)",
    re.IGNORECASE,
)
_PRINTED_LINE = re.compile(r"\s*(?:_{2,}|\.{3,}|…+)\s*(?P<words>.*?\w.*?)\s*(?:_{2,}|\.{3,}|…+)\s*")
_OFFERED_BEFORE = re.compile(r"\W*\by(?:es)?\s*(?:/|\bor\b)\s*no?\b[\s)]*[:?]\s*(?=\S)", re.IGNORECASE)
_AND_WHEN = re.compile(
    r"(?:and |if (?:so|yes),? )?(?:on )?(?:when|what (?:date|day))\b[^?:]{0,30}\?\W*", re.IGNORECASE
)
_PART = re.compile(
    r"\W*(?:(?P<time>(?:the |what |start(?:ing)? )*time)|"
    r"(?P<day>(?:the )?(?:date|day|when|time)(?:\W+(?:and |or )?(?:date|time|place))?)|"
    r"(?:its |the )?(?:purpose|type|kind|nature|subject|reason)|what(?: is it|.s it| it is|.s that)?"
    r"(?: (?:for|about|called))?|what (?:type|kind|sort)(?: (?:is it|of (?:meeting|hearing)))?)\W*",
    re.IGNORECASE,
)
_IN_GAP = re.compile(r"\s*(?:_{2,}|(?<=__))\s*(?P<words>[^_]*[^\W_][^_]*?)\s*_{2,}")
_OTHER_LANGUAGE = re.compile(r"\s*[/|]\s*[^\W\d_][^:?/|]{1,90}[:?]\s*")  # "Enw llawn / Full name: Ann"
_TWICE = re.compile(r"[/|]\s+[^?/|]{3,80}\?\s*")  # the question again, in another language
_HINT_BEFORE = re.compile(r"\s*\((?P<hint>[^()]{0,200})\)[\s:]*(?=\S)")
_FEWEST_HINTING = 3  # words


def asks_part(text: str) -> str:
    """What words behind a colon ask of the thing before it: "day", "time", "what" it is, or nothing."""
    part = _PART.fullmatch(text)
    return "" if part is None else part.lastgroup or "what"


def splits(line: Line) -> Iterator[tuple[str, int, bool]]:
    """Where a question could end: its words, where the rest begins, and whether a colon says so."""
    text = line.text
    end_of_look = edge(line)
    if end_of_look:
        yield text[:end_of_look], end_of_look, text[:end_of_look].rstrip().endswith((":", "?"))
    bid = _BID_TO_CHOOSE.search(text)
    if bid is not None:
        yield text[: bid.end()], bid.end(), False
    bare = re.sub(r"\([^()]*\)", lambda found: "·" * len(found.group()), text)
    number = NUMBER_IN_FRONT.match(bare)
    start = number.end() if number is not None else 0
    ends = [(pattern, pattern.search(bare, start)) for pattern in (_COLON, _ASKED, _GAP, _DASH)]
    found = [(pattern, end) for pattern, end in ends if end is not None and 0 < end.start() <= 200]
    for pattern, end in sorted(found, key=lambda one: (one[0] is _DASH, one[1].start())):
        colon = _COLON.search(text, end.start() + 1) if pattern is _ASKED else None
        if colon is not None and _IF_SO.search(text, end.start(), colon.start()):
            yield text[: end.start()], colon.end(), True
        again = _AND_WHEN.match(text, end.end()) if pattern is _ASKED else None
        if again is not None:
            yield text[: again.end()], again.end(), True
        twice = _TWICE.match(text, end.end()) if pattern is _ASKED else None
        if twice is not None:
            yield text[: twice.end()], twice.end(), True
        filled = pattern is _GAP and bool(end.group().strip())
        mark = 1 if pattern is _ASKED else 0  # the question mark is one of the words that ask
        yield text[: end.start() + mark], end.end(), filled or pattern in (_COLON, _ASKED)


def filled_from(line: Line) -> int:
    """Where what was filled in begins, behind a label that is none of it; 0 if the line has no such end."""
    end = edge(line)
    filled = all(Mark.FILLED in run.mark for run in cut(line, end).runs if run.text.strip())
    return end if filled else 0


def edge(line: Line) -> int:
    """Where bold words end, or the first control begins; 0 if the line has one look."""
    at = 0
    first = next((run.mark for run in line.runs if run.text.strip()), Mark.NONE)
    for run in line.runs:
        if run.text.strip() and at:
            changed = Mark.BOLD in first and Mark.BOLD not in run.mark
            if changed and _ONLY_NUMBER.fullmatch(line.text, 0, at):
                return 0  # the number is bold, and its words are not
            if changed or (Mark.FILLED in run.mark and Mark.FILLED not in first):
                return at
        at += len(run.text)
    return 0


def typed_over(line: Line, start: int) -> Line:
    """The rest of a line without the printed line that an answer was typed on, if it shows on both sides."""
    text = line.text
    start = _behind_hint(line, start)
    over = _PRINTED_LINE.fullmatch(text, start) or _IN_GAP.match(text, start)
    return cut(line, start) if over is None else cut(line, over.start("words"), over.end("words"))


def _behind_hint(line: Line, start: int) -> int:
    """Where the answer begins: behind the question's words in a second language, behind what it asks on ("Was
    it raised? With what result?:"), and behind its hint."""
    again = _OTHER_LANGUAGE.match(line.text, start)
    start = start if again is None else again.end()
    on = _ASKED_ON.match(line.text, start) if line.text[:start].rstrip().endswith("?") else None
    start = start if on is None else on.end()
    offered = _OFFERED_BEFORE.match(line.text, start)
    start = start if offered is None else offered.end()
    hint = _HINT_BEFORE.match(line.text, start)
    if hint is None or any(Mark.FILLED in run.mark for run in cut(line, start, hint.end()).runs):
        return start
    words = re.findall(r"[^\W\d_]{2,}", hint["hint"])
    return hint.end() if len(words) >= _FEWEST_HINTING else start
