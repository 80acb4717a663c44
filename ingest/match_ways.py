"""A page's own way of asking: what most of its questions share marks the others as questions too.

Forms are made with one hand: where four known questions are numbered, or have dotted lines behind them, or
stand each over its answer, the unknown ones that do the same are questions as well. A story does none of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.choices import boxed, boxed_options
from ingest.consent_said import asks_consent
from ingest.hints import slants
from ingest.numbering import numbered
from ingest.page import Line, Mark, Run
from ingest.questions import asked
from ingest.sense import NOTHING, shipped
from ingest.wordings import Wordings

_LEADER = re.compile(r"\s*[^\W\d_].{1,90}?\s*(?:\.{3,}|_{3,}|…+|·{3,})\s*[:?]")
_WIDE_COLON = re.compile(r"\s*[^\W\d_][^:?]{1,90}[:?](?:[ \t]{2,}|\s*\Z)")
_CLOSE_COLON = re.compile(r"\s*[^\W\d_][^:?]{1,90}[:?] ?\S")
_TAB_BEHIND = re.compile(r"\s*[^\W\d_][^:?]{1,90}[:?].*\t\s*\Z")
_ASKED_TWICE = re.compile(r"\s*[^\W\d_][^:?]{3,100}\?\s?:(?=\s)")
_CAPITALS = re.compile(r"\s*(?=[^a-z:?]*[A-Z]{3})[^a-z:?(]{3,60}(?:\([^()]*\)\s*)?[:?]")
_RULE = re.compile(r"\s*([-=*~#+_])\1+\s*(?P<words>[^-=*~#+_].{0,60}?)\s*\1{2,}\s*")
_ONLY_RULE = re.compile(r"\s*([-=*~#+_])\1{5,}\s*")
_WRITTEN_ON = re.compile(r"[^\W_][^_]{0,90}_{4,}")  # a label with the printed line for its answer
_WRITING_LINE = re.compile(r"\s*_{6,}\s*")
_WORDED = re.compile(r"\b[^\W\d_]{2,}\b")
_ABOUT_AS_LONG = 3  # letters
_FEWEST = 4  # questions that do it
_FEWEST_BLOCKS = 3
_FEWEST_LISTED = 3
_OPTIONS_ONLY = re.compile(
    r"\s*(?:[☐☑☒✓✔]|[\[(]\s*[xX✓✔]?\s*[\])])|.*(?:[☐☑☒✓✔]|[\[(]\s*[xX✓✔]?\s*[\])])\s*\Z"
)
_STATEMENT = re.compile(  # it asks by itself, and a sentence above it is an answer
    r"\s*(?:[☐☑☒✓✔]|[\[(]\s*[xX✓✔]?\s*[\])])\s*(?:I|You|We|The (?:branch|union)|Please|Tick)\b(?:\s+\S+){4}"
)
_LOOSE = frozenset({"ignored", "date", "time", "consent"})
_FEW_WORDS = 2
_LONGEST_SHOUTED = 6  # words
_LONGEST_QUESTION = 16  # words
_SURE = 0.9


def surely_asking(lines: Sequence[Line], wordings: Wordings) -> frozenset[int]:
    """The lines, by their places, that ask because they are put as the page puts its questions."""
    ways = (_with_leaders, _with_wide_colons, _up_to_a_tab, _over_answers, _standing_out, _before_blanks)
    return frozenset(at for way in ways for at in way(lines, wordings)) | in_a_row(lines, wordings)


def in_a_row(lines: Sequence[Line], wordings: Wordings) -> frozenset[int]:
    """Those that ask even where a long answer runs: numbered in one run, in capitals before a colon, or with
    a colon behind their question mark, as programs that send forms write them.
    """
    capitals = [at for at, line in enumerate(lines) if _CAPITALS.match(line.text)]
    known = sum(asked(lines[at], wordings, sure=True) is not None for at in capitals)
    shouted = frozenset(capitals) if known >= _FEWEST and known * 2 > len(capitals) else frozenset()
    doubly = frozenset(at for at, line in enumerate(lines) if _ASKED_TWICE.match(line.text))
    rows = over_options(lines) | set_apart(lines, wordings)
    return numbered(lines, wordings) | shouted | doubly | rows


def over_options(lines: Sequence[Line]) -> frozenset[int]:
    """Lines right above options with boxes, side by side or one below the other: what is ticked answers them,
    whatever stands above."""
    return frozenset(
        at
        for at, (line, below, third) in enumerate(zip(lines, lines[1:], [*lines[2:], Line()], strict=False))
        if (0 < len(line.text.split()) <= _LONGEST_QUESTION or asks_consent(line.text))
        and _OPTIONS_ONLY.match(below.text)
        and boxed([below])
        and not boxed([line])
        and not (line.text.rstrip().endswith((".", "!")) and _STATEMENT.match(below.text))
        and (boxed([third]) or len(boxed_options([[below]])) > 1)
    )


def labelled_rows(lines: Sequence[Line], wordings: Wordings, besides: Collection[str]) -> frozenset[int]:
    """Labels known word for word, each with its answer behind it, several one below the other and each for
    something else, of which nothing is asked `besides`: no story holds such a list."""
    places: set[int] = set()
    row: list[int] = []
    fields: set[str] = set()
    for at, line in enumerate([*lines, Line()]):
        name = _labels(line, wordings)
        name = "" if name in besides else name
        if name and name not in fields:
            row.append(at)
            fields.add(name)
            continue
        if line.text.strip() or at == len(lines):
            places |= set(row) if len(row) >= _FEWEST_LISTED else set()
            row, fields = ([at], {name}) if name else ([], set())
    return frozenset(places)


def set_apart(lines: Sequence[Line], wordings: Wordings) -> frozenset[int]:
    """Labels known word for word that stand alone, in capitals or underlined, where several do it."""
    places: set[int] = set()
    shouted = [at for at, line in enumerate(lines) if line.text.isupper() and not _below_another(at, lines)]
    underlined = [at for at, line in enumerate(lines) if line.all_marked(Mark.UNDERLINED)]
    for apart in (shouted, underlined):
        found = {at: asked(lines[at], wordings, sure=True) for at in apart}
        alone = {at: one for at, one in found.items() if one is not None and one.rest is None}
        known = {one.fields for one in alone.values() if one.exact and one.fields[0] not in _LOOSE}
        places |= alone.keys() if len(known) >= _FEWEST_LISTED else set()
    return frozenset(places)


def _in_capitals(line: Line) -> bool:
    """Whether a line is in capitals, but for what stands in brackets; a number with letters in it is not."""
    words = line.text.partition("(")[0]
    return words.isupper() and _WORDED.search(words) is not None


def _below_another(at: int, lines: Sequence[Line]) -> bool:
    """Whether a line stands right below another in capitals: there it is the answer of one who writes so."""
    above = at - 2 if at > 1 and slants(lines[at - 1]) else at - 1  # guidance may stand between
    return above >= 0 and _in_capitals(lines[above]) and not lines[above].text.isspace()


def _shouted(places: Sequence[int], lines: Sequence[Line], wordings: Wordings) -> list[int]:
    """Those of the lines in capitals that are nobody's answer. In boxes under labels the next label stands
    right below an answer, over an empty line of its own."""
    answers = {at for at in places if _answers_in_capitals(at, lines, wordings)}
    return [
        at
        for at in places
        if at not in answers
        and (not (at and _below_another(at, lines)) or (at - 1 in answers and _over_a_gap(at, lines)))
    ]


def _over_a_gap(at: int, lines: Sequence[Line]) -> bool:
    return at + 1 < len(lines) and not lines[at + 1].text.strip()


def _answers_in_capitals(at: int, lines: Sequence[Line], wordings: Wordings) -> bool:
    """Whether words that ask nothing we know stand below an empty line, and above it a label of ours that has
    no other answer: one who writes in capitals wrote them into a box of their own."""
    if at < 2 or lines[at - 1].text.strip() or not _in_capitals(lines[at - 2]):
        return False
    over = asked(lines[at - 2], wordings, sure=False)
    alone = over is not None and over.exact and over.rest is None and over.fields[0] not in _LOOSE
    return alone and asked(lines[at], wordings, sure=True) is None


def _labels(line: Line, wordings: Wordings) -> str:
    """The field of a line that begins with a label known word for word; empty for all others."""
    question = asked(line, wordings, sure=False) if line.text.strip() and not line.depth else None
    signed = any(sign in line.text for sign in ":?\t")  # a dash is a story's too
    told = question is not None and question.exact and signed
    return question.fields[0] if question is not None and told and question.fields[0] not in _LOOSE else ""


def _before_blanks(lines: Sequence[Line], _: Wordings) -> frozenset[int]:
    """Labels with the printed line behind them, as match_blanks.py has cut them."""
    return frozenset(at for at, line in enumerate(lines) if on_its_line(line))


def on_its_line(line: Line) -> bool:
    """Whether a line is a label marked so, with nothing but what was filled in behind it."""
    runs = [run for run in line.runs if run.text.strip()]
    labelled = bool(runs) and Mark.HEADING in runs[0].mark and runs[0].text.rstrip().endswith((":", "?"))
    return labelled and all(Mark.FILLED in run.mark for run in runs[1:])


def headings_in_capitals(lines: Sequence[Line], wordings: Wordings) -> frozenset[int]:
    """Short lines in capitals, each between an empty line and one that asks, on a page that has several: they
    head what follows ("YOUR CASE", "DATA"), and answer nothing."""
    places = [
        at
        for at, (above, line, below) in enumerate(zip([Line(), *lines], lines, lines[1:], strict=False))
        if not above.text.strip()
        and line.text.isupper()
        and len(line.text.split()) <= _LONGEST_SHOUTED
        and not line.text.rstrip().endswith((":", "?"))
        and asked(below, wordings, sure=True) is not None
        and not below.text.isupper()
    ]
    sure = sum(
        asked(lines[at + 1], wordings, sure=False) is not None and not _waits(lines[:at], wordings)
        for at in places
    )
    return frozenset(places) if sure > 1 else frozenset()


def _waits(above: Sequence[Line], wordings: Wordings) -> bool:
    """Whether the last words above are a question without its answer: then capitals may be that."""
    last = next((line for line in reversed(above) if line.text.strip()), None)
    question = None if last is None else asked(last, wordings, sure=False)
    return question is not None and question.rest is None


def ruled_heading(line: Line) -> str:
    """The words of a heading between rules, as in "--- Your job ---" or "*** C. The case ***"; else empty."""
    found = _RULE.fullmatch(line.text)
    return found["words"] if found else ""


def _with_leaders(lines: Sequence[Line], wordings: Wordings) -> frozenset[int]:
    places = [at for at, line in enumerate(lines) if _LEADER.match(line.text)]
    known = sum(asked(lines[at], wordings, sure=False) is not None for at in places)
    return frozenset(places) if known >= _FEWEST else frozenset()


def _with_wide_colons(lines: Sequence[Line], wordings: Wordings) -> frozenset[int]:
    """Labels with two spaces or more behind their colon, or nothing, on a page that sets its answers so."""
    places = [at for at, line in enumerate(lines) if _WIDE_COLON.match(line.text)]
    spaced = [at for at in places if _WIDE_COLON.fullmatch(lines[at].text) is None]
    known = sum(asked(lines[at], wordings, sure=False) is not None for at in spaced)
    close = sum(_CLOSE_COLON.match(line.text) is not None for line in lines)
    return frozenset(places) if known >= _FEWEST and known > 2 * close else frozenset()


def _without_writing_lines(lines: Sequence[Line], wordings: Wordings) -> list[Line]:
    """The lines without those that a page prints to write on, where it prints several behind its labels. What
    stands between two of them is written there, but for a heading that we know ("For office use")."""
    labelled = sum(on_its_line(line) or _WRITTEN_ON.search(line.text) is not None for line in lines)
    if labelled < _FEWEST_LISTED:
        return list(lines)
    printed = {at for at, line in enumerate(lines) if _WRITING_LINE.fullmatch(line.text)}
    heads = {
        at + 1 for at in printed if at + 2 in printed and wordings.section(lines[at + 1].text) is not None
    }
    return [
        Line() if at in printed and not heads & {at - 1, at + 1} else line for at, line in enumerate(lines)
    ]


def without_rules(lines: Sequence[Line], wordings: Wordings) -> list[Line]:
    """A heading between two rules, or over one, as one line of the same look as "--- Your job ---". On a page
    that prints lines to write on, one of them is no rule."""
    made: list[Line] = []
    lines = _without_writing_lines(lines, wordings)
    underlined = _underlined(lines)
    for at, line in enumerate(lines):
        between = 0 < at < len(lines) - 1 and _ruled(lines[at - 1]) and _ruled(lines[at + 1])
        short = len(line.text.split()) <= _LONGEST_QUESTION
        heads = at in underlined or (between and short and any(map(str.isalpha, line.text)))
        made.append(replace(line, runs=(Run(f"=== {line.text.strip()} ==="),)) if heads else line)
    headed = {at for at, line in enumerate(made) if line.text.startswith("=== ")}
    return [
        replace(line, runs=()) if _ruled(line) and headed & {at - 1, at + 1} else line
        for at, line in enumerate(made)
    ]


def _underlined(lines: Sequence[Line]) -> frozenset[int]:
    """Headings with a row of signs of their own length below them, on a page that has several."""
    places = [
        at
        for at, (line, below) in enumerate(zip(lines, lines[1:], strict=False))
        if any(map(str.isalpha, line.text))
        and not line.text.rstrip().endswith((":", "?", "."))
        and _ruled(below)
        and abs(len(line.text.strip()) - len(below.text.strip())) <= _ABOUT_AS_LONG
    ]
    return frozenset(places) if len(places) > 1 else frozenset()


def _up_to_a_tab(lines: Sequence[Line], wordings: Wordings) -> frozenset[int]:
    """Labels whose answers end in a tab, which leads to the margin as a printed line does."""
    places = [at for at, line in enumerate(lines) if _TAB_BEHIND.match(line.text)]
    known = sum(asked(lines[at], wordings, sure=False) is not None for at in places)
    return frozenset(places) if known >= _FEWEST else frozenset()


def _ruled(line: Line) -> bool:
    return _ONLY_RULE.fullmatch(line.text) is not None


def _standing_out(lines: Sequence[Line], wordings: Wordings) -> frozenset[int]:
    """Short lines in bold from end to end, on a page where most of them ask or head something."""
    short = [(at, line) for at, line in enumerate(lines) if len(line.text.split()) <= _LONGEST_QUESTION]
    bold = [at for at, line in short if line.all_marked(Mark.BOLD)]
    if _answers_stand_out(bold, lines, wordings):
        bold = []
    shouted = _shouted([at for at, line in short if _in_capitals(line)], lines, wordings)
    return _mostly_asking(bold, lines, wordings) or _mostly_asking([*bold, *shouted], lines, wordings)


def _answers_stand_out(bold: Sequence[int], lines: Sequence[Line], wordings: Wordings) -> bool:
    """Whether the answers are bold: at least half of the bold blocks stand below an upright question."""
    blocks = [at for at in bold if at - 1 not in bold]
    below = 0
    for at in blocks:
        over = lines[at - 1] if at else Line()
        if slants(over) and at > 1:
            over = lines[at - 2]  # guidance
        question = None if over.all_marked(Mark.BOLD) else asked(over, wordings, sure=True)
        below += question is not None and question.rest is None and question.fields != ("ignored",)
    return below >= _FEWEST_BLOCKS and below * 2 >= len(blocks)


def _mostly_asking(places: Sequence[int], lines: Sequence[Line], wordings: Wordings) -> frozenset[int]:
    """These lines, if there are some and most of them ask or head something."""
    asking = sum(_asks(lines[at], wordings) for at in places)
    heading = sum(wordings.section(lines[at].text) is not None for at in places)
    return (
        frozenset(places)
        if asking >= _FEWEST_BLOCKS and (asking + heading) * 2 >= len(places)
        else frozenset()
    )


def _asks(line: Line, wordings: Wordings) -> bool:
    """Whether a line asks for something we keep, by words we know or by their sense."""
    question = asked(line, wordings, sure=True)
    if question is not None:
        return question.fields != ("ignored",)
    sense = shipped().of(line.text)
    return sense is not None and sense.heard == 1 and sense.first[0] != NOTHING and sense.first[1] >= _SURE


def _over_answers(lines: Sequence[Line], wordings: Wordings) -> frozenset[int]:
    """The lines that begin a block of lines, on a page that sets a question over each answer.

    A line that is wrapped to the next, or ends as sentences do, is no question.
    """
    starts: list[int] = []
    heads: list[int] = []
    for at, line in enumerate(lines[:-1]):
        text, following = line.text.strip(), lines[at + 1]
        alone = at == 0 or not lines[at - 1].text.strip()
        short = text and len(text.split()) <= _LONGEST_QUESTION and not text.endswith((".", ",", ";", "!"))
        ends = at + 2 == len(lines) or not lines[at + 2].text.strip()
        brief = ends and len(following.text.split()) <= _FEW_WORDS  # "Yes": no rest of a sentence
        if alone and short and following.text.strip() and (brief or not following.wrapped):
            starts.append(at)
        elif alone and short and not following.text.strip() and wordings.section(line.text) is not None:
            heads.append(at)
    bare = [asked(lines[at], wordings, sure=False) for at in starts]
    known = sum(question is not None and question.rest is None for question in bare)
    return frozenset([*starts, *heads]) if known >= _FEWEST_BLOCKS else frozenset()
