"""Forms written as sentences with gaps: "I, ____, work as ____ in ____ at ____. My grade is ____ and ...".

What asks is the words between the gaps, and they are few: a beginning ("I work as"), then what joins the next
gap to it ("in", "at", "and my manager is"). Only a page that has several such sentences is read so, and of it
only lines that still show a gap: a printed line, an underlined or filled stretch, or the wide or odd space
that typing over a gap leaves behind. A member's story has none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ingest.choices import boxed
from ingest.consent_said import affirms_consent, refuses_consent
from ingest.page import Line, Mark, Run
from ingest.wordings import Wordings

_NAME, _JOB, _EMPLOYER, _PLACE, _UNIT = "Name", "Job title", "Employer", "Workplace", "Department"
_MEETING, _EVENT, _UNASKED = "Date of next meeting", "Purpose of meeting", "Address"
_ANYWHERE, _THEIRS = "Contact details", "Line manager's details"
_WAYS = frozenset({"email", "work_email", "phone", "contact_details"})
_JOINED, _BEGAN = "Date joined union", "When did it start"
_ANY: frozenset[str] = frozenset()
_OF_THE_JOB = frozenset({_JOB, _EMPLOYER, _PLACE, _UNIT})
_REACHED = r"(?:contact|ring|call|phone|reach|text|e-?mail|write to|reply to|get hold of) me (?:on|by|at)"
_MET = r"(?:meeting|hearing|interview|appeal|review)"
_TROUBLE = r"(?:problem|issue|trouble|matter|dispute)"
_BEGINNINGS = tuple(
    (re.compile(pattern + r"(?=[\s_]|\Z)"), label)
    for pattern, label in (
        (r"I(?:, the undersigned)?,", _NAME),
        (r"(?:My (?:full )?name is|I am called)", _NAME),
        (r"I (?:work|am (?:now )?employed) as(?: an?| the)?", _JOB),
        (r"(?:I work for|I am employed by|My employer is)", _EMPLOYER),
        (r"I (?:work|am based|teach) at", _PLACE),
        (r"I (?:work|am based) in(?: the)?", _UNIT),
        (rf"(?:It|(?:The|My|This) {_TROUBLE}) (?:began|started|first happened)(?: on| in)?", _BEGAN),
        (rf"(?:The|My) (?:next )?{_MET} (?:is|will be|takes place)(?: on)?", _MEETING),
        (r"I (?:have been a member(?: of the union)? since|joined(?: the union)? (?:on|in))", _JOINED),
    )
)  # fmt: skip
_JOINTS = tuple(
    (re.compile(rf"(?<![\w'’])(?:{pattern})(?=[\s_]|\Z)"), before, label)
    for pattern, before, label in (
        (r"in(?: the)?", _OF_THE_JOB - {_UNIT}, _UNIT),
        (r"(?:based )?at", _OF_THE_JOB - {_PLACE}, _PLACE),
        (r"for|employed by", _OF_THE_JOB - {_EMPLOYER}, _EMPLOYER),
        (r"(?:and )?(?:I )?(?:work|am employed) as(?: an?)?", _ANY, _JOB),
        (r"as(?: an?| the)?", _OF_THE_JOB - {_JOB}, _JOB),
        (r"of", frozenset({_NAME}), _UNASKED),
        (r"(?:and |hereby )?(?:ask|request|wish|want|apply|authorise|agree)", _ANY, _UNASKED),
        (r"(?:and|which|it) is (?:an?|about|for|the)|to discuss", frozenset({_MEETING}), _EVENT),
    )
)
_LEADING = re.compile(
    r"(?:(?:and|or)\s+|[,;(]\s*)(?:(?:my|the|by|on|at)\s+)*|My\s+|"
    rf"(?:Please |You (?:can|may) )?{_REACHED}\s+",
    re.IGNORECASE,
)
_REACHING = re.compile(rf"(?:Please |You (?:can|may) )?{_REACHED}\s", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w/'’.-]*")
_WORDS = re.compile(rf"{_WORD.pattern}(?: (?!(?:is|are)\b){_WORD.pattern})*")
_MY = re.compile(r"My\b")
_OWN = re.compile(r"\b(?:my|me)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\((?P<label>[^()\d]{3,40})\)")
_VERB = re.compile(r"\s*(?:is|are|:)(?=[\s_]|\Z)")
_BLANK = re.compile(r"_{2,}|\.{4,}|…{2,}")
_BETWEEN_BLANKS = re.compile(r"(?<=__)(?=[^\s_])[^_]{0,80}[^\s_](?=__)|(?<=__)[^\s_](?=__)")
_ODD_END = re.compile(r"(?<=\S)\s+[.,;)]")
_ODD_SPACE = re.compile(r"(?<=\S)\s{2,}(?=\S)|\s+(?=[.,;)])")
_WISH = re.compile(r"\s*I (?:would|'d|should) like\s*:\s*")
_WISHED = "What would you like to happen? "
_SENTENCES = re.compile(r"[^\W\d_]{4}[.!?]\s+[A-Z]")
_GAP = "\uf8ff"
"""Stands for each letter of an answer known by its look, in which no word asks."""
_MARKS = (_GAP, "__", "…", "....")
_MOST_GAPS = 8  # of a line
_BESIDE = 40  # letters
_LONGEST_LABEL = 4  # words
_LONGEST_ANSWER = 14  # words
_LONGEST_SHORT = 7  # words
_LONGEST_LINE = 600  # letters
_LONGEST_TYPED = 24  # words
_FEWEST_LINES = 3
_FEWEST_FIELDS = 5


@dataclass(frozen=True, slots=True)
class _Asking:
    """The words that ask, where they begin and end, and whether a gap beside them or their own form tells."""

    start: int
    end: int
    label: str
    shown: bool


def in_sentences(lines: Sequence[Line], wordings: Wordings) -> bool:
    """Whether a page asks in sentences: three and more lines that show gaps, for five things and more."""
    told = [pairs for line in lines if (pairs := _pairs(line, wordings))]
    labels = {label for pairs in told for label, _ in pairs}
    joined = sum(len(pairs) > 1 for pairs in told)
    return len(told) >= _FEWEST_LINES and joined > 1 and len(labels) >= _FEWEST_FIELDS


def by_sentences(lines: Sequence[Line], wordings: Wordings) -> Iterator[Line]:
    """The lines, each sentence as one line for each of its gaps, "Job title: Cleaner"."""
    told = [_pairs(line, wordings) for line in lines]
    for at, (line, pairs) in enumerate(zip(lines, told, strict=True)):
        if not pairs and 0 < at < len(lines) - 1 and told[at - 1] and told[at + 1]:
            pairs = _pairs(line, wordings, among=True)
        if _WISH.fullmatch(line.text):
            yield replace(line, runs=(Run(_WISHED, Mark.HEADING),))
        elif not pairs:
            yield line
        for label, answer in pairs:
            runs = (Run(f"{label}: ", Mark.HEADING), *((Run(answer, Mark.FILLED),) if answer else ()))
            yield replace(line, runs=runs)
        if pairs and not pairs[-1][1]:
            yield replace(line, runs=(Run(f"{_UNASKED}: ", Mark.HEADING),))  # what comes next fills no gap


def _pairs(line: Line, wordings: Wordings, among: bool = False) -> list[tuple[str, str]]:
    """What a sentence asks, with the answers; empty for any other line. Where nobody can tell which of the
    words ask, it asks and is not answered. `among`: between two sentences that show gaps, a short one that
    shows none is believed."""
    if len(line.text) > _LONGEST_LINE or affirms_consent(line) or refuses_consent(line):
        return []
    masked = _masked(line)
    asking = list(islice(_askings(masked, wordings), _MOST_GAPS + 1))
    short = among and len(asking) == 1 and len(line.text.split()) <= _LONGEST_SHORT and not boxed([line])
    if not 0 < len(asking) <= _MOST_GAPS or not (short or _gaps(masked)):
        return []
    ends = [*(one.start for one in asking[1:]), len(masked)]
    return [_told(line.text, masked, one, end, wordings) for one, end in zip(asking, ends, strict=True)]


def _told(text: str, masked: str, asking: _Asking, end: int, wordings: Wordings) -> tuple[str, str]:
    """The label of a gap, or that in brackets behind it ("I, ____ (name), of ____ (site)"), its answer."""
    behind = _IN_BRACKETS.search(text, asking.end, end)
    known = None if behind is None else wordings.exact(behind["label"])
    if behind is None or known is None or known.field == "ignored":
        return asking.label, _answer(text, masked, asking, end)
    return behind["label"], _answer(text, masked, asking, behind.start())


def _gaps(masked: str) -> bool:
    """Whether a line shows a gap; by its spaces alone only a single sentence does, for typing is untidy."""
    if any(sign in masked for sign in _MARKS):
        return True
    told = len(masked.split()) > _LONGEST_TYPED or _SENTENCES.search(masked) is not None
    return _ODD_SPACE.search(masked) is not None and not told


def _masked(line: Line) -> str:
    """The words of a line, those known for answers by their look or by blanks right round them masked."""
    filled = Mark.UNDERLINED | Mark.FILLED
    text = "".join(
        re.sub(r"\S", _GAP, run.text) if run.mark & filled and not _BLANK.search(run.text) else run.text
        for run in line.runs
    )
    return _BETWEEN_BLANKS.sub(lambda found: re.sub(r"[^\s_]", _GAP, found.group()), text)


def _askings(text: str, wordings: Wordings) -> Iterator[_Asking]:
    """The words that ask, from the beginning of the sentence on; none if it begins otherwise."""
    first = _first(text, wordings)
    while first is not None:
        yield first
        first = _next(text, first, wordings)


def _first(text: str, wordings: Wordings) -> _Asking | None:
    start = len(text) - len(text.lstrip())
    for pattern, label in _BEGINNINGS:
        if found := pattern.match(text, start):
            return _Asking(start, found.end(), label, _shows(text, start, found.end()))
    lead = _LEADING.match(text, start)
    if lead is None or not text[start : start + 1].isupper():
        return None
    labelled = _labelled(text, start, lead.end(), wordings)
    if _REACHING.match(text, start) and (labelled is None or _next(text, labelled, wordings) is None):
        return _Asking(start, lead.end(), _ANYWHERE, _shows(text, start, lead.end()))
    return labelled


def _next(text: str, last: _Asking, wordings: Wordings) -> _Asking | None:
    """The next words that ask: those with a gap beside them, or else the only ones there are."""
    found = [
        _Asking(one.start(), one.end(), label, _shows(text, one.start(), one.end()))
        for pattern, before, label in _JOINTS
        if last.label in before or before is _ANY
        for one in pattern.finditer(text, last.end)
    ]
    for lead in _LEADING.finditer(text, last.end):
        if (labelled := _labelled(text, lead.start(), lead.end(), wordings)) is not None:
            theirs = _of_a_manager(last, wordings) and not _OWN.search(lead.group())
            way = theirs and _field(labelled, wordings) in _WAYS
            found.append(replace(labelled, label=_THEIRS) if way else labelled)
    shown = sorted((one for one in found if one.shown), key=lambda one: one.start)
    return shown[0] if shown else None


def _of_a_manager(asking: _Asking, wordings: Wordings) -> bool:
    """Whether what comes next, if it is a way to reach somebody, reaches the manager."""
    return asking.label == _THEIRS or _field(asking, wordings) == "line_manager"


def _field(asking: _Asking, wordings: Wordings) -> str:
    known = wordings.exact(asking.label)
    return "" if known is None else known.field


def _labelled(text: str, start: int, begin: int, wordings: Wordings) -> _Asking | None:
    """A label known word for word behind what leads to it: "and my manager is", "(membership no."."""
    words = _WORDS.match(text, begin)
    ends = [] if words is None else [found.end() for found in _WORD.finditer(text, begin, words.end())]
    for end in reversed(ends[:_LONGEST_LABEL]):
        label = text[begin:end].rstrip(".")
        known = wordings.exact(label)
        if known is not None and known.field != "ignored":
            verb = _VERB.match(text, end)
            if verb is None and _MY.match(text, start):
                continue  # "My problem began": nothing says that an answer follows
            stop = end if verb is None else verb.end()
            if text[start] == "(" and text[stop : stop + 1] == ")":
                return None  # of the gap before it
            clear = text[start] == "(" or (verb is not None and text[start:begin].strip() not in ("", ","))
            return _Asking(start, stop, label, clear or _shows(text, start, stop))
    return None


def _shows(text: str, start: int, end: int) -> bool:
    """Whether a gap shows right before or behind words: as what fills it looks, or the space it left."""
    before, behind = text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]
    if before.rstrip(" .,;").endswith(_MARKS) or behind.lstrip().startswith(_MARKS):
        return True
    wide = re.search(r"\S\s{2,}\Z|\S\s+[.,;)]+\s*\Z", before) or re.match(r"\s{2,}\S", behind)
    return bool(wide or (re.search(r"\S\s+\Z", before) and text[start] in ",;)"))


def _answer(text: str, masked: str, asking: _Asking, end: int) -> str:
    """What stands behind words that ask: up to the end of what looks filled in, of the sentence, or of the
    brackets they stand in; nothing for what nobody writes in a gap."""
    told, look = text[asking.end : end], masked[asking.end : end]
    if _GAP in look:
        first = look.index(_GAP)
        if asking.label == _NAME and _WORD.search(look, 0, first):
            return ""  # "I, Jo Hill, am the rep at ____"
        words = _WORD.search(look, first)  # what nobody knows how to read, before the next gap
        told = told[first : None if words is None else words.start()]
        told = told[: look.rindex(_GAP, first, first + len(told)) + 1 - first]
    if masked[asking.start : asking.start + 1] == "(":
        told = told.partition(")")[0]
    elif _GAP not in look and asking.label != _ANYWHERE:
        told = _ODD_END.split(told)[0]
    told = " ".join(_BLANK.sub(" ", told).split()).strip(" ,;")
    told = re.sub(r"\s*\.\Z", "", told).strip()
    asks = any(one.search(told) for one, before, _ in _JOINTS if asking.label in before or before is _ANY)
    return told if len(told.split()) <= _LONGEST_ANSWER and (_GAP in look or not asks) else ""
