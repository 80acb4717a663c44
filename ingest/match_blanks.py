"""Printed lines to write on (Name ______ Phone ______), empty, typed over, or with the answer before them.

Each question with its line becomes a line of its own, "Name: Ann", however many stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.answers import is_offices
from ingest.hints import FIRST_PERSON, is_bracketed
from ingest.page import Line, Mark, Run
from ingest.question_ends import NUMBER_IN_FRONT, asks_part
from ingest.sense import NOTHING, shipped
from ingest.wordings import Wordings

_BLANK = re.compile(r"_{3,}|(?<=[^\W_])_{2,}|_{2,}(?=[^\W_])|\.{4,}|…{2,}")
_TAB = re.compile(r"[\t_.…]*\t[\t_.…]*")
_LEADER = re.compile(r"(?:_|\.{3}|…)\s*[:?]")  # dots that only lead to a colon: see match_ways.py
_ENDS = re.compile(r"(?:\?\s*:?|:(?!\d))\s*(?=[^\s:])")
_SLOT = re.compile(r"\s*_{1,5}\s+[^_]+")  # room for a cross before an option
_DOTS_BEFORE = re.compile(r"\A\s*[.…]{1,3}\s*(?=[^\s.…])")
_TYPED_OVER = re.compile(  # dots left on both sides of what was typed: "Band ..6..", then a tab or the end
    r"(?P<label>[^\t]*?[^\s.])\s+(?:\.{2,}|…{2,})(?:(?=[^\s.…])(?P<told>[^\t]*?[^\s.…])(?:\.{2,}|…+))?\s*(?:\t\s*|\Z)"
)
_BOX_FIRST = re.compile(r"\s*(?:[☐☑☒]|[\[(]\s?[xX✓]?\s?[\])])")
_HEADED = re.compile(r"\s*:\s+|\s+[-\N{EN DASH}\N{EM DASH}]\s+|\s{3,}")
_NEXT_LABEL = re.compile(r"\s{2,}(?=[A-Z][^:?\s][^:?]{0,60}:(?!\d))")
_DOTS_ROUND = re.compile(r"\A\s*(?:\.{2,}|_{2,}|…+)?\s*|\s*(?:\.{2,}|_{2,}|…+)?\s*\Z")
_AN_ASIDE = re.compile(r"\((?!\+?\d[\d\s]*\))")  # "(if known)", not "(01632) 960 123"
_GUIDANCE = re.compile(r"\([^()]{3,}\)")  # "(e.g. a school)" behind a label is no answer
_WIDE = re.compile(r"\s{2,}")
_LONGEST_LABEL = 14  # words
_LONGEST_PREFIX = 6  # words
_LONGEST_LINE = 600  # letters
_SURE = 0.7
_FEW_WORDS = 2  # of a label
_ENDS_A_SENTENCE = re.compile(r"[,;!]\Z|(?<!\bno)(?<!\btel)(?<!\bref)\.\Z", re.IGNORECASE)


def has_blank(line: Line) -> bool:
    """Whether a line holds words and a printed line to write on."""
    found = _BLANK.search(line.text) is not None or _typed_over(line.text)
    blank = bool(found) and _LEADER.search(line.text) is None
    return blank and _SLOT.fullmatch(line.text) is None and any(map(str.isalpha, line.text))


def tabbed_label(line: Line) -> str:
    """The words before the first tab of a line, if they may ask for what stands behind it; else empty."""
    label, tab, rest = line.text.partition("\t")
    if _BOX_FIRST.match(label):
        return ""  # options side by side
    asks = tab and rest.strip() and _ENDS.search(label) is None and len(label.split()) <= _LONGEST_LABEL
    return label.strip() if asks and any(map(str.isalpha, label)) else ""


def by_tabs(line: Line, wordings: Wordings) -> Iterator[Line]:
    """A line whose label has a tab behind it, like `by_blanks`."""
    if not tabbed_label(line):
        yield line
        return
    yield from _cut(line, _pairs([f"{text} " for text in _TAB.split(line.text)], wordings, tabs=True))


def gapped(line: Line) -> list[tuple[str, str]]:
    """Labels with the answers behind wide gaps: one of each, or several with wider gaps between them.

    Empty where a colon or a sentence ends before the gap.
    """
    text = line.text.strip()
    if _WIDE.search(text) is None:
        return []
    number = NUMBER_IN_FRONT.match(text)
    text = text if number is None else f"{number.group().strip()} {text[number.end() :]}"
    pieces, gaps = _WIDE.split(text), [len(found.group()) for found in _WIDE.finditer(text)]
    labels, answers = pieces[::2], pieces[1::2]
    alike = len(pieces) == 2 or max(gaps[::2], default=0) < min(gaps[1::2], default=0)
    asking = all(
        (":" not in label and label[0].isalpha() and not _ENDS_A_SENTENCE.search(label)) or label.isupper()
        for label in labels
        if label
    )
    bare = len(labels) == len(answers) and not any(_GUIDANCE.fullmatch(answer) for answer in answers)
    return list(zip(labels, answers, strict=True)) if bare and alike and asking else []


def by_gap(line: Line) -> Iterator[Line]:
    """A line whose questions have wide gaps behind them, like `by_blanks`."""
    pairs = gapped(line)
    if pairs:
        yield from _cut(line, pairs)
    else:
        yield line


def by_blanks(line: Line, wordings: Wordings) -> Iterator[Line]:
    """A line cut into its questions, marked as headings since they surely ask, each with its answer."""
    if not has_blank(line):
        yield line
        return
    over = _side_by_side(line.text, wordings) or _typed_over(line.text)
    pairs = over or _pairs(_BLANK.split(line.text), wordings)
    if any(len(label.split()) > _LONGEST_LABEL for label, _ in pairs):
        yield line
        return
    if "...." in line.text:  # typed over the middle of a dotted line: "..2 March 2026......"
        pairs = [(label, _DOTS_BEFORE.sub("", answer)) for label, answer in pairs]
    yield from _cut(line, pairs)


def without_offices(line: Line, wordings: Wordings) -> Line:
    """A line of the office's own ("Office use only - Officer: ____") as its heading alone: what it asks is no
    question to the member."""
    head, *more = _HEADED.split(line.text.strip(), maxsplit=1)
    offices = more and has_blank(line) and is_offices(wordings.section(head))
    return Line((Run(f"{head}: ", Mark.HEADING),), line.depth) if offices else line


def _typed_over(text: str) -> list[tuple[str, str]]:
    """Labels with what was typed in the middle of their dots, if the whole line is made of such."""
    if len(text) > _LONGEST_LINE or not (".." in text or "…" in text):
        return []
    told: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        found = _TYPED_OVER.match(text, at)
        if found is None:
            return []
        told.append((found["label"].strip(), (found["told"] or "").strip()))
        at = found.end()
    return told if any(answer for _, answer in told) else []


def _side_by_side(text: str, wordings: Wordings) -> list[tuple[str, str]]:
    """Labels with colons and wide gaps between them, each with what stands on its dots ("Name: ...Ann...
    Tel: ........"). One whose dots are all gone must be known: "Note: ..." may be a member's."""
    if len(text) > _LONGEST_LINE:
        return []
    pieces = [piece.partition(":") for piece in _NEXT_LABEL.split(text.strip())]
    told: list[tuple[str, str]] = []
    for label, colon, rest in pieces:
        answer = _DOTS_ROUND.sub("", rest)
        dotted = answer != rest.strip()
        if not colon or _BLANK.search(answer) or len(label.split()) > _LONGEST_PREFIX:
            return []
        if not dotted and not _is_label(label.strip(), wordings):
            return []
        told.append((f"{label.strip()}:", answer))
    return told if len(told) > 1 else []


def _cut(line: Line, pairs: Sequence[tuple[str, str]]) -> Iterator[Line]:
    look = Mark.HEADING | (next((run.mark for run in line.runs if run.text.strip()), Mark.NONE) & Mark.BOLD)
    for label, answer in pairs:
        joint = "" if not label else " " if label.endswith(("?", ":")) else ": "
        asks, told = Run(f"{label}{joint}", look), Run(answer, Mark.FILLED)
        yield replace(line, runs=tuple(run for run in (asks, told) if run.text))


def _pairs(texts: Sequence[str], wordings: Wordings, tabs: bool = False) -> list[tuple[str, str]]:
    """Labels with their answers, of the texts between blanks.

    A line that begins with a blank goes on with the answer above: its first label is empty.
    """
    pairs: list[tuple[str, str]] = [] if texts[0].strip() else [("", "")]
    for number, between in enumerate(texts):
        told, tab, asking = between.partition("\t")
        if tab and pairs and not pairs[-1][1] and _typed_behind(told, asking, wordings):
            pairs[-1] = pairs[-1][0], told.strip()
            between = asking
        last = number == len(texts) - 1
        if pairs and pairs[-1][0] and not pairs[-1][1] and (cut := _typed_and_asked(between, wordings)):
            pairs[-1] = pairs[-1][0], cut[0]
            between = f"{cut[1]} "
        text = " ".join(between.split())
        if not text or (pairs and last and _AN_ASIDE.match(text)):
            continue
        if (
            pairs
            and not pairs[-1][1]
            and tab
            and not told.strip()
            and (cut := _asked_anew(text, last, wordings))
        ):
            pairs.append(cut)
            continue
        tight = bool(between) and not between[0].isspace() and not between[-1].isspace()
        if pairs and not pairs[-1][1] and (last or tight or not _is_label(text, wordings)):
            pairs[-1] = pairs[-1][0], text
        elif not last and not tabs and _told(text, wordings):
            pairs.append(("", text))
        elif not last:
            pairs.append(_label_and_answer(text, between[-1:].isspace(), wordings))
        else:
            pairs.append(_label_and_answer(text, True, wordings))
    return pairs


def _asked_anew(text: str, last: bool, wordings: Wordings) -> tuple[str, str] | None:
    """The question, and its answer if any, that begins behind a tab below which the blank before was left
    empty: a known label, or a word or two in front of another blank."""
    known = _with_known_beginning(text, wordings)
    if known is not None and not known[1][:1].islower():
        return known
    brief = len(text.split()) <= _FEW_WORDS and text[:1].isupper() and text.replace(" ", "").isalpha()
    return (text, "") if brief and not last else None


def _typed_behind(told: str, asking: str, wordings: Wordings) -> bool:
    """Whether words between two blanks are an answer typed behind the first, a tab, and the next label."""
    words = told.strip()
    if not words or _AN_ASIDE.match(words) or words.endswith((":", "?")):
        return False
    return wordings.exact(words) is None and _is_label(asking.strip(), wordings)


def _typed_and_asked(between: str, wordings: Wordings) -> tuple[str, str] | None:
    """An answer typed behind its blank, and the next label: "4711    Mobile:" between two blanks."""
    told, gap, asks = between.strip().rpartition("   ")
    if gap and told.strip() and _is_label(asks.strip(), wordings) and not _is_label(told.strip(), wordings):
        return " ".join(told.split()), asks.strip()
    return None


def _told(text: str, wordings: Wordings) -> bool:
    """Whether words before a blank are a whole sentence that somebody wrote, with room left behind it."""
    asked = _ENDS.search(text)
    if asked is not None and wordings.exact(text[: asked.end()]) is not None:
        return False
    ends, mine = text.endswith((".", "!")), FIRST_PERSON.search(text) is not None
    asks = text.endswith((":", "?")) or wordings.close(text) is not None
    return len(text.split()) > _LONGEST_PREFIX and ((ends and mine) or ((ends or mine) and not asks))


def _is_label(text: str, wordings: Wordings) -> bool:
    """Whether words between two blanks ask for what follows, and were not typed over the printed line."""
    if text.endswith((":", "?")) or wordings.exact(text) is not None:
        return True
    sense = shipped().of(text)
    return sense is not None and sense.heard == 1 and sense.first[0] != NOTHING and sense.first[1] >= _SURE


def _label_and_answer(text: str, apart: bool, wordings: Wordings) -> tuple[str, str]:
    """The words before a blank: a label, or a label and what was typed over the beginning of the blank.

    `apart`: there is a space before the blank, as there is behind a label.
    """
    ends = _ENDS.search(text)
    if ends is not None and not asks_part(text[ends.end() :]) and not is_bracketed(text[ends.end() :]):
        return text[: ends.end()].rstrip(), text[ends.end() :]
    if apart or text.endswith((":", "?")) or wordings.exact(text) is not None:
        return text, ""
    return _with_known_beginning(text, wordings) or (text, "")


def _with_known_beginning(text: str, wordings: Wordings) -> tuple[str, str] | None:
    words = text.split()
    for count in range(min(len(words) - 1, _LONGEST_PREFIX), 0, -1):
        label = " ".join(words[:count])
        if wordings.exact(label) is not None:
            return label, " ".join(words[count:])
    return None
