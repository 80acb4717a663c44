"""Paragraphs under bold questions."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from ingest.answers import CHOICES, Answer, Sheet, unknown
from ingest.choices import boxed
from ingest.hints import without_boxes
from ingest.looks import look_of
from ingest.match_grid import own_box
from ingest.match_ways import labelled_rows, on_its_line, over_options, set_apart
from ingest.numbering import numbered
from ingest.page import Line, Mark
from ingest.questions import Asked, asked, told_apart_by_look
from ingest.running import take_answer
from ingest.typed import SIDES

_LOOKED_AT = 20  # answers before a label: the head of a page has none
_SHAPES: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "both"),
    "work_email": ("email", "both"),
    "phone": ("phone", "both"),
    "membership_number": ("number",),
    **dict.fromkeys(SIDES, ("date",)),
}


def read_bold(lines: Sequence[Line], sheet: Sheet) -> None:
    """Paragraphs under bold questions. A line that is not bold asks only where no answer is running."""
    bold = [asked(line, sheet.wordings, sure=True) for line in lines if starts_bold(line)]
    besides = {name for question in bold if question is not None for name in question.fields}
    besides |= {answer.name for answer in sheet.found}
    last = max((at for at, line in enumerate(lines) if starts_bold(line)), default=0)
    listed = labelled_rows(lines, sheet.wordings, besides)
    counted = numbered(lines, sheet.wordings) | set_apart(lines, sheet.wordings) | over_options(lines)
    for at, (line, following) in enumerate(zip_longest(lines, lines[1:])):
        running = sheet.waiting
        if running is not None and running.choice and _is_options(line, running, sheet):
            running.cells.append([line])
            continue
        if starts_bold(line) or on_its_line(line) or at in counted:
            question = _without_guidance(line, following, asked(line, sheet.wordings, sure=True))
            heads = _is_title(at, question, sheet) or line.text in sheet.parts
            _open(line, None if heads else question, sheet)
            continue
        question = asked(line, sheet.wordings, sure=False)
        settled = running is None or (not running.empty and running.name not in sheet.wordings.long)
        settled |= question is not None and question.fields == ("consent",) and question.rest is not None
        settled |= question is not None and question.fields == ("signature",)
        settled |= at in listed or _dates_a_name(question, running)
        if question is not None and question.exact and (question.rest or question.colon) and settled:
            _open(line, question, sheet)
        elif running is None and question is not None:
            over = _over_its_value(question, at, lines, besides, sheet, at > last)
            take_answer(line, sheet) if over is None else sheet.wait(over)
        else:
            take_answer(line, sheet)


def _over_its_value(
    question: Asked, at: int, lines: Sequence[Line], besides: Collection[str], sheet: Sheet, foot: bool
) -> Asked | None:
    """The question of a label that is not bold, where nothing is being answered, right over what can only
    answer it: words typed into a field, or an address or a date that begins a block with it. Above all
    questions and below them stands how to reach the branch, but for a grey label over a dark answer."""
    asks = question.exact and question.rest is None and question.fields != ("ignored",)
    if not asks or set(besides) & set(question.fields):
        return None
    below = next((line for line in lines[at + 1 : at + 3] if line.text.strip()), Line())
    if below.runs and below.all_marked(Mark.FILLED):
        return question
    shaped = look_of(Answer(question, None, [[below]])) in _SHAPES.get(question.fields[0], ())
    if foot or not shaped or (at and lines[at - 1].text.strip()) or starts_bold(below):
        return None
    grey = lines[at].all_marked(Mark.FAINT) and not below.all_marked(Mark.FAINT)
    begun = any(not answer.empty for answer in sheet.found[-_LOOKED_AT:])
    return question if grey or begun else None


def _dates_a_name(question: Asked | None, running: Answer | None) -> bool:
    """Whether a date stands below a "Name:" or "Signature:" that nobody wrote behind."""
    dated = question is not None and question.fields == ("date",) and question.rest is not None
    return dated and running is not None and running.empty and running.name in ("member_name", "signature")


def _is_title(at: int, question: Asked | None, sheet: Sheet) -> bool:
    """Whether the first line of a page only sounds like a question ("Can we help?")."""
    return at == 0 and not sheet.found and question is not None and not question.exact


def _without_guidance(line: Line, following: Line | None, question: Asked | None) -> Asked | None:
    """The question without what is added to it in its own bold or in italics, if it is answered below."""
    if question is None or question.rest is None or following is None or not following.text.strip():
        return question
    printed = line.all_marked(Mark.BOLD) or question.rest.all_marked(Mark.ITALIC)
    filled = any(Mark.FILLED in run.mark for run in line.runs)
    below = not starts_bold(following) and not following.all_marked(Mark.ITALIC)
    return replace(question, rest=None) if printed and below and not filled else question


def starts_bold(line: Line) -> bool:
    """Whether the first words of a line are bold."""
    first = next((run for run in line.runs if run.text.strip()), None)
    return first is not None and Mark.BOLD in first.mark


def _is_options(line: Line, running: Answer, sheet: Sheet) -> bool:
    """Words that are an option of the choice asked for: bold ones are meant, and no next question."""
    if running.name == "consent":
        return bool(re.match(r"\W*(yes|no)\b", line.text, re.IGNORECASE))
    first = re.split(r"[/,\t]|\s{3,}", without_boxes(line.text))[0]
    return running.choice and sheet.wordings.option(running.name, first) is not None


def _open(line: Line, question: Asked | None, sheet: Sheet) -> None:
    own = None if question is not None else own_box([line], sheet.wordings)
    if own is not None:
        sheet.ask(own, [line])
        return
    told = question is not None and question.rest is not None  # "Post held: Contact Centre Adviser"
    section = None if told else sheet.wordings.section(line.text)
    if (
        section is not None
        and (question is None or section.keep is not None)
        and not line.text.rstrip().endswith(":")
    ):
        sheet.head(section)
        if question is not None:
            sheet.wait(question, bold=True)
        return
    if question is not None:
        sheet.wait(question, bold=True)
        if boxed([line]) and question.fields[0] in CHOICES and question.rest is None:
            sheet.found[-1].cells.append([line])
    elif line.text.strip():
        words, rest = told_apart_by_look(line)
        sheet.wait(replace(unknown(words), rest=rest), bold=True)
