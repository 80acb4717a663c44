"""Loose lines made alike before they are read: whatever sign stands between question and answer.

People write "Name = Ann", "Name - Ann", "Name [Ann]" or type over dots. What is rewritten here reads as
"Name: Ann"; a page has to do so several times before any of its lines is believed to (MAIL.md §4, the
free-text trap).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.consent_said import affirms_consent, refuses_consent
from ingest.hints import FIRST_PERSON
from ingest.match_blanks import (
    by_blanks,
    by_gap,
    by_tabs,
    gapped,
    has_blank,
    tabbed_label,
    without_offices,
)
from ingest.match_pairs import asks, pairs_of
from ingest.overtyped import apart, overtyped
from ingest.page import Line, Mark, Run, cut
from ingest.prompts import is_prompt
from ingest.questions import asked
from ingest.sense import NOTHING, shipped
from ingest.sentences import by_sentences, in_sentences
from ingest.wordings import Wordings

_SIGN = re.compile(r"\s*=\s*|\s+[-–—]\s+|(?<=\w)[-–—]\s+")
_BLANK = re.compile(r"_{2,}")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_TICKS = frozenset({"", "x", "✓", "✔", "✗"})
_BULLET = re.compile(r"\s*(?:[•*▪◦‣➢►·–—-]|o(?=\s))\s+(?=\S)")
_FEWEST = 4  # lines that all do it
_FEWEST_HEADS = 3
_LIKELY = 0.5
_LONGEST_HEAD = 12  # words


@dataclass(frozen=True, slots=True)
class Habits:
    """How a page puts its questions: in heading styles, with answers in brackets, with "=" or dashes."""

    headings: bool
    brackets: bool
    signs: bool
    underlined: bool = False  # answers stand on a line of their own look
    blanks: bool = False  # printed lines to write on stand beside questions
    tabs: bool = False  # answers stand behind a tab, and questions have no colon
    gaps: bool = False  # or behind two spaces and more
    bullets: bool = False  # questions stand in a list
    overtyped: bool = False  # answers stand right behind questions side by side, without any sign
    sentences: bool = False  # questions are the beginnings of sentences with gaps


def habits_of(lines: Sequence[Line], wordings: Wordings) -> Habits:
    """The habits of all loose lines of a page."""
    heads = [line for line in lines if line.all_marked(Mark.HEADING)]
    brackets = sum(wordings.exact(head) is not None for line in lines for head, _ in _groups(line))
    signs = sum(wordings.exact(head) is not None for head in map(_head, lines) if head)
    colons = sum(
        wordings.exact(line.text.partition(":")[0]) is not None for line in lines if ":" in line.text
    )
    asking = sum(asks(line.text, wordings) for line in heads)
    others = sum(
        line.all_marked(Mark.BOLD) and not line.all_marked(Mark.HEADING) and asks(line.text, wordings)
        for line in lines
    )
    return Habits(
        asking >= _FEWEST_HEADS and asking > others,
        brackets >= _FEWEST,
        signs >= _FEWEST and signs > colons and not _explaining(lines, wordings),
        sum(asks(label, wordings) for line in lines for label, _ in underlined_pairs(line)) >= _FEWEST,
        sum(map(has_blank, lines)) >= _FEWEST,
        _tabbed([label for label in map(tabbed_label, lines) if label]),
        _gapped([pair for line in lines for pair in gapped(line)], wordings),
        sum(_listed(line, wordings) for line in lines) >= _FEWEST,
        overtyped(lines, wordings),
        in_sentences(lines, wordings),
    )


def _tabbed(labels: Sequence[str]) -> bool:
    """Whether words before tabs ask for what is behind them: many, and several for what forms ask."""
    told = [shipped().of(label) for label in labels if not label.endswith((":", "?"))]
    asking = [one for one in told if one is not None and one.first[0] != NOTHING and one.first[1] >= _LIKELY]
    return len(told) >= 2 * _FEWEST and len(asking) >= _FEWEST


def _gapped(pairs: Sequence[tuple[str, str]], wordings: Wordings) -> bool:
    """Whether words before wide gaps ask for what is behind them; columns of questions are another thing."""
    asking = sum(asks(head, wordings) for head, _ in pairs)
    columns = any(wordings.exact(rest) is not None for _, rest in pairs)
    return asking >= _FEWEST and asking * 2 > len(pairs) and not columns


def made_alike(lines: Sequence[Line], habits: Habits, wordings: Wordings) -> list[Line]:
    """The lines with every question followed by a colon, side-by-side questions cut apart, and words that
    are only bold inside answers left plain where headings ask."""
    made = [without_offices(line, wordings) for line in lines]
    if habits.sentences:
        made = list(by_sentences(made, wordings))
    if habits.overtyped:
        made = [piece for line in made for piece in apart(line, wordings)]
    if habits.bullets:
        made = [_unlisted(line) if _listed(line, wordings, sure=True) else line for line in made]
    if habits.headings:
        made = [
            line if line.all_marked(Mark.HEADING) or _heads(line, wordings) else _without(line, Mark.BOLD)
            for line in made
        ]
    if habits.brackets:
        made = [piece for line in made for piece in _in_pairs(line)]
    if habits.underlined:
        made = [piece for line in made for piece in ([line] if _states(line) else _by_underlines(line))]
    if habits.blanks:
        made = [piece for line in made for piece in ([line] if _states(line) else by_blanks(line, wordings))]
    if habits.tabs:
        made = [piece for line in made for piece in by_tabs(line, wordings)]
    if habits.gaps and not habits.blanks:
        made = [piece for line in made for piece in by_gap(line)]
    if habits.signs:
        made = [_with_colon(line, wordings) for line in made]
    return [piece for line in made for piece in pairs_of(line, wordings)]


def _states(line: Line) -> bool:
    """Whether a line is a statement of consent: its gaps hold no answers but "do" or "do not"."""
    return affirms_consent(line) or refuses_consent(line)


def _unlisted(line: Line) -> Line:
    found = _BULLET.match(line.text)
    return line if found is None else cut(line, found.end())


def _listed(line: Line, wordings: Wordings, sure: bool = False) -> bool:
    """Whether a line is an item of a list that asks; `sure`: on a page where others do, near misses count."""
    found = _BULLET.match(line.text)
    question = asked(cut(line, found.end()), wordings, sure) if found is not None else None
    return question is not None and (sure or question.exact)


def _heads(line: Line, wordings: Wordings) -> bool:
    return line.all_marked(Mark.BOLD) and wordings.section(line.text) is not None


def _without(line: Line, mark: Mark) -> Line:
    return replace(line, runs=tuple(Run(run.text, run.mark & ~mark) for run in line.runs))


def _groups(line: Line) -> list[tuple[str, str]]:
    """Each bracket with the words before it; none if they are tick boxes or the brackets end nothing."""
    text = line.text
    if not text.rstrip(" .").endswith("]"):
        return []
    groups = []
    at = 0
    for found in _BRACKETS.finditer(text):
        groups.append((text[at : found.start()].strip(" \t:"), found.group(1).strip()))
        at = found.end()
    return [] if any(inner.casefold() in _TICKS for _, inner in groups[:-1]) else groups


def _in_pairs(line: Line) -> Iterator[Line]:
    groups = _groups(line)
    if not groups:
        yield line
        return
    for head, inner in groups:
        answer = "" if is_prompt(inner) else inner
        joint = " " if head.endswith("?") else ": "
        yield replace(line, runs=(Run(f"{head}{joint}{answer}" if head else answer),))


def underlined_pairs(line: Line) -> list[tuple[str, str]]:
    """Words and the underlined words behind them, along a line; none if it begins underlined."""
    pairs: list[tuple[str, str]] = []
    for run in line.runs:
        if Mark.UNDERLINED in run.mark:
            if not pairs:
                return []
            pairs[-1] = (pairs[-1][0], pairs[-1][1] + run.text)
        elif run.text.strip() and (not pairs or pairs[-1][1]):
            pairs.append((run.text, ""))
        elif pairs and not pairs[-1][1]:
            pairs[-1] = (pairs[-1][0] + run.text, "")
    return pairs if any(answer for _, answer in pairs) else []


def _by_underlines(line: Line) -> Iterator[Line]:
    """A line cut into its labels, each with the underlined answer behind it."""
    pairs = underlined_pairs(line)
    if not pairs or any(len(label.split()) > _LONGEST_HEAD for label, _ in pairs):
        yield line
        return
    look = next((run.mark for run in line.runs if run.text.strip()), Mark.NONE) & Mark.BOLD
    for label, answer in pairs:
        joint = " " if label.rstrip(" \t_").endswith(("?", ":")) else ": "
        told = " ".join(_BLANK.sub(" ", answer).strip(" _").split())
        asked_for = label.strip(" \t_")
        if asked_for or told:
            yield replace(line, runs=(Run(f"{asked_for}{joint}", look), Run(told, Mark.FILLED)))


def _head(line: Line) -> str:
    sign = _SIGN.search(line.text)
    return line.text[: sign.start()].strip() if sign else ""


def _explaining(lines: Sequence[Line], wordings: Wordings) -> bool:
    """Whether words behind the dashes of labels only explain them: small ones, with an answer right below."""
    pairs = [
        (line, below)
        for line, below in zip(lines, [*lines[1:], Line()], strict=True)
        if wordings.exact(_head(line)) is not None
    ]
    small = [below for line, below in pairs if _SIGN.split(line.text, maxsplit=1)[1][:1].islower()]
    answered = sum(bool(below.text.strip()) and not _head(below) for below in small)
    return len(small) * 2 > len(pairs) and answered * 2 > len(small)


def _with_colon(line: Line, wordings: Wordings) -> Line:
    sign = _SIGN.search(line.text)
    head = _head(line)
    if sign is None or not head or len(head.split()) > _LONGEST_HEAD or head[:1].islower():
        return line
    known = wordings.close(head)
    if known is None or (FIRST_PERSON.search(head) and not known.exact and known.field != "consent"):
        return line
    before, after = cut(line, 0, sign.start()), cut(line, sign.end())
    return replace(line, runs=(*before.runs, Run(": "), *after.runs))
