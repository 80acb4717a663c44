"""Whether a line asks something we know, and what of the line is already the answer.

A line can be a question alone ("Your full name"), or question and answer ("Name: Ann Lee"). Where the page
itself does not show that it is a question (`sure` is false), only wordings known word for word count: a
member's story is full of lines like "My line manager: says ..." (MAIL.md §4, the free-text trap).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.page import Line, Mark, cut
from ingest.sense import shipped
from ingest.wordings import Known, Wordings

_COLON = re.compile(r"\s*(?:(?<!\d)[:：]|[:：](?!\d))[:：]*\s*")  # not that of "2:30"
_GAP = re.compile(r"\s*(?:\t|\s{2,}|_{2,}|\.{3,}|…+)[\s_.…]*(?:[:：]\s*)?")
_ASKED = re.compile(r"\?\s*(?:·*\s*[:：])?\s*")
_DASH = re.compile(r"\s+[-–—]\s+")
_JOINT = re.compile(r"\s*(?:,|/|&|\+|\band\b)\s*", re.IGNORECASE)
_IF_SO = re.compile(r"\?\s*[,-]?\s*if (?:so|yes)\b[^:?]{0,40}$", re.IGNORECASE)
_CHOOSE = re.compile(r"\b(?:tick|circle|select|choose|underline|delete|highlight)\b", re.IGNORECASE)
_PRINTED_LINE = re.compile(r"\s*(?:_{2,}|\.{3,}|…+)\s*(?P<words>.*?\w.*?)\s*(?:_{2,}|\.{3,}|…+)\s*")
_OPTION = re.compile(r"\s*[☐☑☒]")  # a box with its words behind it
_FEWEST_GUIDING = 5  # words
_TO_YOU = re.compile(
    r"\b(?:you|your|yours)\b|^\W*(?:please|use|continue|attach|include|give|describe|state|hand|return|tick|write|"
    r"set out|to be (?:completed|filled)|this (?:form|section|part|box)|do not|if possible)\b",
    re.IGNORECASE,
)
_OF_ME = re.compile(
    r"\b(?:I|I.m|I.ve|I.d|im|ive|me|my|mine|myself|he|she|they|his|her|him|them)\b", re.IGNORECASE
)
_TOLD = re.compile(
    r":\s*\S|[\"“”]|\b(?:said|says|told|asked|wrote)\b", re.IGNORECASE
)  # somebody's words in a story
_AS_FORM = re.compile(
    r"(?:we|you|this|these|the (?:branch|union|form)|please|use|to be|fields?|if you)\b", re.IGNORECASE
)
_REMEMBERED = 2_000
_BIDS = re.compile(
    r"\W*(?:please )?(?:"
    r"(?:tell us|let us know|describe|explain|set out|outline|summari[sz]e|state|write(?: down)?)\b"
    r"(?=.*\byou(?:r|rs|rself)?\b)|in your own words\b|use th(?:is|e) (?:space|box)\b)",
    re.IGNORECASE,
)
_LONGEST_BIDDING = 250  # letters
_HALF = 0.5
_LONGEST_LABEL = 100  # letters
_OFFERED = re.compile(r"\W*y(?:es)?\s*(?:/|\bor\b)\s*no?\W*", re.IGNORECASE)  # printed, with nothing marked
_OFFERED_BEFORE = re.compile(r"\W*\by(?:es)?\s*(?:/|\bor\b)\s*no?\b[\s)]*[:?]\s*(?=\S)", re.IGNORECASE)
_AND_WHEN = re.compile(
    r"(?:and |if (?:so|yes),? )?(?:on )?(?:when|what (?:date|day))\b[^?:]{0,30}\?\W*", re.IGNORECASE
)
# The answer typed into a gap of a printed sentence that goes on behind it.
_IN_GAP = re.compile(r"\s*(?:_{2,}|(?<=__))\s*(?P<words>[^_]*[^\W_][^_]*?)\s*_{2,}")
_OTHER_LANGUAGE = re.compile(r"\s*[/|]\s*[^\W\d_][^:?/|]{1,60}[:?]\s*")  # "Enw llawn / Full name: Ann"
_HINT_BEFORE = re.compile(r"\s*\((?P<hint>[^()]{0,200})\)[\s:]*(?=\S)")
_FEWEST_HINTING = 3  # words
# A statement of consent with the word that was asked for behind it.
_AGREED = re.compile(
    r"[:?][\s_.]*"
    r"(?P<said>yes|no|y|n|ydw|nac ydw|agreed?|accept(?:ed)?|i (?:do(?: not)? )?(?:agree|consent|accept))"
    r"[\s_.!]*\Z",
    re.IGNORECASE,
)
_ASKS_CONSENT = re.compile(
    r"\b(?:I|we|you)\b.*\b(?:agree|consent|permission|permit|authori[sz]e|allow|accept)\b.*"
    r"\b(?:information|data|details|records?|form|hold|held|keep|kept|stor(?:e|ed|ing)|process(?:ed|ing)?|share)\b|"
    r"\b(?:data|information|records?|details)\b.*\bI (?:agree|consent|accept)\b|"
    r"^\W*(?:\d+\W+)?(?:permission|consent|agreement) (?:given|granted|to)\b",
    re.IGNORECASE | re.DOTALL,
)
_STATEMENT = 0.9
_SHORT_QUESTION = 8  # words
_HINT = re.compile(
    r"\W*(?:please|e\.?\s?g\b|i\.e\b|for example|such as|if (?:you|known|any|applicable|different|so|yes)|"
    r"include|including|continue|tick|delete|use (?:an?|another|extra)|as (?:it|on|shown|held)|"
    r"you can|optional|required|dd.?mm|and best)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]][\s:.*]*")
FIRST_PERSON = re.compile(r"\b(?:I|my|me|we|us|our|he|she|they|his|her|their|said|told)\b")
"""Words of a story, not of a form."""
_PURPOSE = re.compile(
    r"\(what,? ?(?:and )?when\)|\b(?:and|,)\s*(?:(?:its )?purpose|reason|nature|subject|type|kind|"
    r"what (?:it is |is it |it.s |they are |are they )?(?:for|about))\b",
    re.IGNORECASE,
)
_BOXES = re.compile(r"[☐☑☒✓✔✗□■]|[\[(]\s*[xX✓]?\s*[\])]|(?<!\w)[xX](?!\w)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: the field or fields it asks for, how sure, and the answer that follows on its line."""

    fields: tuple[str, ...]
    score: float
    exact: bool
    rest: Line | None = None
    colon: bool = False
    words: str = ""  # of the question itself


@lru_cache(maxsize=_REMEMBERED)  # a page asks for the same lines over and over, and so does the next form
def asked(line: Line, wordings: Wordings, sure: bool) -> Asked | None:
    """What a line asks, or None. `sure`: the page shows it as a question, so near misses count too."""
    text = line.text
    if not text.strip() or len(text) > 2_000 or line.all_marked(Mark.FILLED) or _OPTION.match(text):
        return None
    agreed = _AGREED.search(text)
    if agreed is not None and _ASKS_CONSENT.search(text, 0, agreed.start() + 1):
        start = agreed.start("said")
        return Asked(("consent",), _STATEMENT, True, cut(line, start), True, text[:start])
    whole = _known(text, wordings, sure=False)
    if whole is not None and not _holds_answer(text):
        return Asked(whole[0], whole[1], True, None, text.rstrip().endswith(":"), text)
    for head, start, colon in _splits(line):
        known = _known(head, wordings, sure)
        if known is not None:
            rest = _typed_over(line, max(start, _filled_from(line)))
            if _no_answer(rest):  # "(date, and what it is for)" behind a question asks too
                fields = known[0] if len(known[0]) > 1 else _with_purpose(known[0][0], text)
                return Asked(
                    fields,
                    known[1],
                    known[2],
                    None,
                    colon,
                    text if rest.text.rstrip().endswith("?") else head,
                )
            return Asked(known[0], known[1], known[2], rest, colon, head)
    if sure:
        known = _known(text, wordings, sure=True)
        if known is not None:
            return Asked(known[0], known[1], known[2], None, text.rstrip().endswith(":"), text)
    return None


def told_apart(line: Line) -> tuple[str, Line | None]:
    """A question nobody listed, and what stands behind its colon, question mark or gap; None for nothing."""
    for head, start, _ in _splits(line):
        rest = _typed_over(line, start)
        return head, None if _no_answer(rest) else rest
    return line.text, None


def told_apart_by_look(line: Line) -> tuple[str, Line | None]:
    """The same for a question in bold: its answer begins where the bold ends, not at a dash of a title."""
    edge = _edge(line)
    rest = _typed_over(line, edge) if edge else None
    return (line.text[:edge], rest) if rest is not None and not _no_answer(rest) else (line.text, None)


def _typed_over(line: Line, start: int) -> Line:
    """The rest of a line without the printed line that an answer was typed on, if it shows on both sides."""
    text = line.text
    start = _behind_hint(line, start)
    over = _PRINTED_LINE.fullmatch(text, start) or _IN_GAP.match(text, start)
    return cut(line, start) if over is None else cut(line, over.start("words"), over.end("words"))


def _behind_hint(line: Line, start: int) -> int:
    """Where the answer begins: behind the question's words in a second language, and behind its hint."""
    again = _OTHER_LANGUAGE.match(line.text, start)
    start = start if again is None else again.end()
    offered = _OFFERED_BEFORE.match(line.text, start)
    start = start if offered is None else offered.end()
    hint = _HINT_BEFORE.match(line.text, start)
    if hint is None or any(Mark.FILLED in run.mark for run in cut(line, start, hint.end()).runs):
        return start
    words = re.findall(r"[^\W\d_]{2,}", hint["hint"])
    return hint.end() if len(words) >= _FEWEST_HINTING else start


def _holds_answer(text: str) -> bool:
    """Whether words stand behind the colon that could be an answer, not a hint: "If so, when: Monday"."""
    bare = re.sub(r"\([^()]*\)", "", text)
    _, colon, rest = bare.rpartition(":")
    return bool(colon) and bool(re.search(r"\w", rest)) and _HINT.fullmatch(rest.strip()) is None


def _no_answer(rest: Line) -> bool:
    """A hint, or the second half of a question for two things ("Is there a meeting? On what date?")."""
    text = rest.text.strip()
    if _OFFERED.fullmatch(text) and len({run.mark for run in rest.runs if run.text.strip()}) == 1:
        return True
    return is_hint(rest) or (
        text.endswith("?") and text.count("?") == 1 and len(text.split()) <= _SHORT_QUESTION
    )


def is_hint(line: Line) -> bool:
    """Whether a line only explains the question above it, or is empty."""
    text = line.text.strip()
    if not text:
        return True
    if any(Mark.FILLED in run.mark and Mark.FAINT not in run.mark for run in line.runs if run.text.strip()):
        return False
    if (
        _BRACKETED.fullmatch(text)
        and not re.search(r"\d{3}|@|^\W*x\W*$", text, re.IGNORECASE)
        and len(text) > 4
    ):
        return bool(re.search(r"[a-z]{2}", text, re.IGNORECASE))
    return bool(_HINT.fullmatch(text)) and len(text) < 160


def guides(line: Line) -> bool:
    """Whether a line is the form's own guidance: whole words to "you", and none of the writer's own."""
    text = line.text.strip()
    if len(text.split()) < _FEWEST_GUIDING or any(Mark.FILLED in run.mark for run in line.runs):
        return False
    return bool(_TO_YOU.search(text)) and not _OF_ME.search(text) and not _TOLD.search(text)


def bids(line: Line) -> bool:
    """Whether a line bids the reader to write ("Tell us in your own words ..."), as only a form does."""
    return _BIDS.match(line.text) is not None and not line.wrapped and len(line.text) < _LONGEST_BIDDING


def speaks_as_form(line: Line) -> bool:
    """Whether a line of guidance can be nobody's answer: whole sentences that the form or the branch says."""
    text = line.text.strip()
    return guides(line) and text.endswith(".") and bool(_AS_FORM.match(text))


def without_boxes(text: str) -> str:
    """The words of a line with its tick boxes taken out."""
    return _BOXES.sub(" ", text).strip()


def _splits(line: Line) -> Iterator[tuple[str, int, bool]]:
    """Where a question could end: its words, where the rest begins, and whether a colon says so."""
    text = line.text
    edge = _edge(line)
    if edge:
        yield text[:edge], edge, text[:edge].rstrip().endswith((":", "?"))
    bare = re.sub(r"\([^()]*\)", lambda found: "·" * len(found.group()), text)
    ends = [(pattern, pattern.search(bare)) for pattern in (_COLON, _ASKED, _GAP, _DASH)]
    found = [(pattern, end) for pattern, end in ends if end is not None and 0 < end.start() <= 200]
    for pattern, end in sorted(found, key=lambda one: (one[0] is _DASH, one[1].start())):
        colon = _COLON.search(text, end.start() + 1) if pattern is _ASKED else None
        if colon is not None and _IF_SO.search(text, end.start(), colon.start()):
            yield text[: end.start()], colon.end(), True
        again = _AND_WHEN.match(text, end.end()) if pattern is _ASKED else None
        if again is not None:
            yield text[: again.end()], again.end(), True
        filled = pattern is _GAP and bool(end.group().strip())
        mark = 1 if pattern is _ASKED else 0  # the question mark is one of the words that ask
        yield text[: end.start() + mark], end.end(), filled or pattern in (_COLON, _ASKED)


def _filled_from(line: Line) -> int:
    """Where what was filled in begins, behind a label that is none of it; 0 if the line has no such end."""
    edge = _edge(line)
    behind = cut(line, edge)
    filled = edge and all(Mark.FILLED in run.mark for run in behind.runs if run.text.strip())
    return edge if filled else 0


def _edge(line: Line) -> int:
    """Where bold words end, or the first control begins; 0 if the line has one look."""
    at = 0
    first = next((run.mark for run in line.runs if run.text.strip()), Mark.NONE)
    for run in line.runs:
        if run.text.strip() and at:
            changed = Mark.BOLD in first and Mark.BOLD not in run.mark
            if changed or (Mark.FILLED in run.mark and Mark.FILLED not in first):
                return at
        at += len(run.text)
    return 0


def _known(text: str, wordings: Wordings, sure: bool) -> tuple[tuple[str, ...], float, bool] | None:
    found: Known | None = wordings.exact(text)
    if found is not None:
        name = "categories" if found.field == "summary" and _CHOOSE.search(text) else found.field
        return _with_purpose(name, text), found.score, True
    several = _several(text, wordings)
    if several:
        return several, 0.85, True
    if not sure:
        return None
    twice = _in_two_languages(text, wordings)
    if twice is not None:
        return (twice,), 0.85, True
    found = wordings.close(text)
    return (_with_purpose(found.field, text), found.score, found.exact) if found else None


def _in_two_languages(text: str, wordings: Wordings) -> str | None:
    """The field of "Enw / Name": of two wordings with a stroke between them, one is known to us, or both are
    and for the same."""
    halves = re.split(r"\s+[/|]\s+", text)
    if len(halves) != 2 or len(text) > _LONGEST_LABEL:
        return None
    find = wordings.exact if any(wordings.exact(half) is not None for half in halves) else wordings.close
    fields = {known.field for half in halves if (known := find(half)) is not None}
    strange = [half for half in halves if find(half) is None]
    if strange and (fields == {"ignored"} or any(_speaks_ours(half, fields) for half in strange)):
        return None
    return fields.pop() if len(fields) == 1 else None


def _speaks_ours(text: str, fields: Collection[str]) -> bool:
    """Whether the words are ones that our forms use, but for no such field: they say more."""
    sense = shipped().of(text)
    return sense is not None and sense.heard > _HALF and sense.first[0] not in fields


def _with_purpose(name: str, text: str) -> tuple[str, ...]:
    """A question for the date of a meeting that asks in the same breath what the meeting is for."""
    return (name, "key_event") if name == "key_date" and _PURPOSE.search(text) else (name,)


def _several(text: str, wordings: Wordings) -> tuple[str, ...]:
    """The fields of a question for two or three things at once, such as "Department and job"."""
    if len(text) > 80:
        return ()
    parts = [part for part in _JOINT.split(text.strip(" \t:?.*")) if part]
    if not 2 <= len(parts) <= 3:
        return ()
    found = [wordings.exact(part) for part in parts]
    fields = [known.field for known in found if known is not None]
    if (
        len(fields) != len(parts)
        or len(set(fields)) != len(fields)
        or {"ignored", "signature", "people_involved"} & set(fields)
    ):
        return ()
    return tuple(fields)
