"""Labels and answers that stand side by side or one below the other, told apart before lines are read.

"Name: Ann   Phone: 0113 ..." is two lines, "Q1. ..." and "A. ..." a question and its answer, and
"[Your name]" a label over what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.page import Line, Mark, Run, cut
from ingest.wordings import Wordings

_LABELLED = re.compile(r"\s*\[\s*(?P<label>[^\W\d_][^\[\]]{1,80}?)\s*:?\s*\]\s*")
_GAP = re.compile(r"\t+\s*|\s{2,}|(?:_{2,}|\.{3,}|…+)\s*")
_LABEL = re.compile(
    r"(?:\(?(?:\d{1,2}(?:\.\d{1,2})?|[A-Z]?\d{1,2}|[A-Za-z](?=[.)]))[.):]*\s+)?"  # its number
    r"(?P<label>[^\W\d_][^:?_\[\t…]{0,80}?)\s*(?:[:?]|_{2,}|\.{3,}|…|\t)"
)
_SIGNED = re.compile(
    r"\s*(?:signed|signature|sign here)\b[^\n]*?(?:\t|\s{3,}|_{3,}|\.{3,})\s*(?P<date>dated?\b)",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\s*(?:q(?:uestion)?\s*\d{1,2}\s*[.:)]|Q(?:uestion)?\s*[.:)])\s*\S", re.IGNORECASE)
_BARE_QUESTION = re.compile(r"^\s*Q(?:uestion)?\s*[.:)]\s*", re.IGNORECASE)
_ANSWER = re.compile(r"\s*(?:a|ans|answer|ateb)\s*(?:\d{1,2}\s*)?[.:)]\s*", re.IGNORECASE)
_FEWEST = 4  # lines that all do it
_LONGEST_HEAD = 12  # words
_LONGEST_ASKED = 8  # words
_WIDE = 4  # letters: more than anybody leaves after a sentence


def pairs_of(line: Line, wordings: Wordings) -> Iterator[Line]:
    """A line of several questions side by side ("Name: Ann   Phone: 0113 ...") cut into one each."""
    text = line.text
    signed = _SIGNED.match(text)
    if signed is not None:
        yield cut(line, 0, signed.start("date"))
        yield _asking(cut(line, signed.start("date")), wordings)
        return
    start = 0
    first = _LABEL.match(text.lstrip())
    if first is not None and _begins(first, wordings):
        for gap in _GAP.finditer(text, len(text) - len(text.lstrip()) + first.end("label")):
            label = _LABEL.match(text, gap.end())
            close = len(gap.group()) < _WIDE and "\t" not in gap.group() and not gap.group().strip()
            after_a_sentence = close and gap.start() > 0 and text[gap.start() - 1] in ".!?"
            if label is None or after_a_sentence:
                continue
            if wordings.exact(label["label"]) is None and not _looks_asked(label, gap, wordings):
                continue
            if gap.start() > start:
                yield _asking(cut(line, start, gap.start()), wordings)
                start = gap.end()
    yield line if start == 0 else cut(line, start)


def _begins(label: re.Match[str], wordings: Wordings) -> bool:
    """Whether a line begins with a question: with a colon behind it, near misses count too."""
    known = wordings.close if label.group().endswith((":", "?")) else wordings.exact
    return known(label["label"]) is not None


def _looks_asked(label: re.Match[str], gap: re.Match[str], wordings: Wordings) -> bool:
    """A label we do not know word for word, told by the wide gap before it, its capitals and the colon
    behind it; a longer one by its sense as well."""
    wide = "\t" in gap.group() or len(gap.group()) >= 2
    if not wide or not label["label"][:1].isupper() or not label.group().endswith((":", "?")):
        return False
    if len(label["label"].split()) <= (3 if label.group().endswith(":") else _LONGEST_ASKED):
        return True
    return len(label["label"].split()) <= _LONGEST_HEAD and asks(label["label"], wordings)


def _asking(piece: Line, wordings: Wordings) -> Line:
    """A question cut off before its empty printed line still asks."""
    bare = wordings.exact(piece.text) is not None and not piece.text.rstrip().endswith((":", "?"))
    return replace(piece, runs=(*piece.runs, Run(":"))) if bare else piece


def asks(text: str, wordings: Wordings) -> bool:
    """Whether words sound like a question for something that we keep."""
    known = wordings.close(text)
    return known is not None and known.field != "ignored"


def asked_and_answered(lines: Sequence[Line]) -> list[Line]:
    """Lines put as "Q1. ..." and "A. ...": the questions stand out, and the answers lose their letter."""
    questions = [at for at, line in enumerate(lines) if _QUESTION.match(line.text)]
    answers = [at for at, line in enumerate(lines) if _ANSWER.match(line.text)]
    if len(questions) < _FEWEST or len(answers) * 2 < len(questions):
        return list(lines)
    made = list(lines)
    for at in questions:
        words = _BARE_QUESTION.sub("", lines[at].text)
        made[at] = replace(lines[at], runs=(Run(words, Mark.BOLD | Mark.HEADING),))
    for at in answers:
        found = _ANSWER.match(lines[at].text)
        made[at] = cut(lines[at], found.end() if found is not None else 0)
    return made


def bracketed_labels(lines: Sequence[Line], wordings: Wordings) -> list[Line]:
    """Lines on which a web form prints its labels in brackets ("[Your name]"), each over its answer."""
    labels = {
        at: found["label"] for at, line in enumerate(lines) if (found := _LABELLED.fullmatch(line.text))
    }
    known = sum(wordings.close(label) is not None for label in labels.values())
    if len(labels) < _FEWEST or known * 2 < len(labels):
        return list(lines)
    return [
        replace(line, runs=(Run(f"{labels[at]}:", Mark.HEADING),), wrapped=False) if at in labels else line
        for at, line in enumerate(lines)
    ]
