"""Plain lines: nothing sets questions apart but their words (MAIL.md §4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.answers import Answer, Sheet, unknown
from ingest.choices import boxed
from ingest.match_ways import (
    headings_in_capitals,
    in_a_row,
    on_its_line,
    ruled_heading,
    surely_asking,
    without_rules,
)
from ingest.page import Line, Mark
from ingest.plain_hits import hits_of, mended
from ingest.plain_place import Reading, in_place
from ingest.prompts import only_yes_or_no
from ingest.questions import Asked, told_apart
from ingest.running import SIGN_OFF, take_answer
from ingest.sense import NOTHING, shipped
from ingest.typed import NAMES
from ingest.wordings import Wordings

_FORWARDED = re.compile(r"\W*-{3,}|\W*begin forwarded message\b", re.IGNORECASE)
_SECTION = re.compile(r"\s*(?:section|part|rhan|adran)\s+(?:[A-Z]|\d{1,2})\b(?!.*[?:]\s*\S)", re.IGNORECASE)
_OF_PEOPLE = frozenset({"self", "manager", "employer", "other_person", "respondent"})
_OF_A_PERSON = NAMES | {"email", "work_email", "phone", "job_title", "workplace"}
_LONGEST_HEADING = 8  # words
_HINTED = re.compile(r"\([^()]*\)")
_ABBREVIATED = re.compile(r"(?:(?<=\bno)|(?<=\bref)|(?<=\btel))\.\s*\Z", re.IGNORECASE)
_LIKELIER = 0.5
_MOSTLY_HEARD = 0.8
_TO_YOU = re.compile(r"\byour?\b", re.IGNORECASE)
_LONGEST_QUESTION = 16  # words


def read_plain(lines: Sequence[Line], sheet: Sheet) -> None:
    """Add what plain lines answer to the sheet. Quoted ones are somebody else's words."""
    lines = without_rules(mended([line for line in lines if not line.depth], sheet.wordings), sheet.wordings)
    starts = surely_asking(lines, sheet.wordings)
    surest = in_a_row(lines, sheet.wordings) | {
        at for at, line in enumerate(lines) if line.text in sheet.numbered
    }
    shouted = headings_in_capitals(lines, sheet.wordings)
    rows = len(surest)
    starts |= surest
    heard = hits_of(lines, starts, sheet.wordings)
    asked_at = {hit.at: hit.question for hit in heard}
    signed = [hit for hit in heard if not on_its_line(lines[hit.at])]
    reading = Reading(
        lines,
        heard,
        sum(hit.question.colon for hit in signed) * 2 >= len(signed),
        starts,
        surest,
        rows + sum(map(on_its_line, lines)),
    )
    for at, line in enumerate(lines):
        if reading.signature and not _FORWARDED.match(line.text):
            continue
        reading.signature = False
        question = asked_at.get(at)
        if _heads_a_person(at, reading, asked_at, sheet):
            _head(line.text, sheet)
            reading.seen -= _OF_A_PERSON  # the same is asked again, of somebody else
        elif line.text in sheet.parts:
            _head(line.text, sheet)
        elif question is not None and in_place(at, question, reading, sheet):
            reading.seen.update(question.fields)
            _note(question, line, sheet)
            reading.bold = line.all_marked(Mark.BOLD)
        elif _signs_off(line, reading.blank, sheet):
            sheet.waiting = None
            reading.signature = line.text.startswith("--")
        elif ruled_heading(line):
            _head(ruled_heading(line), sheet)
        elif _heads(line, sheet.wordings) or _heads_on(line, sheet.waiting) or at in shouted:
            _head(line.text, sheet)
        elif (
            question is None and at in starts and (at in surest or _believed(line, sheet))
        ) or _asks_something(line, reading, sheet):
            _unlisted(line, sheet)
            reading.bold = line.all_marked(Mark.BOLD)
        else:
            take_answer(line, sheet)
        reading.blank = not re.search(r"\w", line.text)


def _heads_a_person(at: int, reading: Reading, asked_at: Mapping[int, Asked], sheet: Sheet) -> bool:
    """Whether a line without any look says whose details stand below ("Rep details" right over "Name:")."""
    line, below = reading.lines[at], asked_at.get(at + 1)
    if below is None or not below.colon or not below.exact or below.fields[0] not in NAMES or line.wrapped:
        return False
    # below "Job title" a manager is what the member is
    answers = sheet.waiting is not None and sheet.waiting.empty and not reading.blank
    section = None if answers or ":" in line.text else sheet.wordings.section(line.text.strip())
    return section is not None and section.name in _OF_PEOPLE


def _heads(line: Line, wordings: Wordings) -> bool:
    """Whether a line is a heading: bold and of a section we know, or one that calls itself a section."""
    numbered = _SECTION.match(line.text) is not None and len(line.text.split()) <= _LONGEST_HEADING
    return numbered or (line.all_marked(Mark.BOLD) and wordings.section(line.text) is not None)


def _heads_on(line: Line, running: Answer | None) -> bool:
    """Whether a heading by its style stands below what was typed into a control: the answer is over."""
    if running is None or not line.all_marked(Mark.HEADING | Mark.BOLD):
        return False
    told = [one for one in running.lines if one.text.strip()]
    return bool(told) and all(one.all_marked(Mark.FILLED) for one in told)


def _head(words: str, sheet: Sheet) -> None:
    section = sheet.wordings.section(words)
    sheet.waiting = None
    if section is not None:
        sheet.head(section)


def _believed(line: Line, sheet: Sheet) -> bool:
    """Whether a line put as questions are ends the answer that runs: a story asks questions of its own."""
    running = sheet.waiting
    if running is None or running.empty or running.name not in sheet.wordings.long:
        return True
    if on_its_line(line) and (line.all_marked(Mark.HEADING) or _asks_to_keep(line)):
        return True  # no story has a printed line to write on
    sense = shipped().of(line.text)
    if sense is None or line.text.rstrip().endswith("?") or sense.heard < _MOSTLY_HEARD:
        return False
    return sense.first[1] >= _MOSTLY_HEARD


def _asks_to_keep(line: Line) -> bool:
    """Whether the label of a line is likelier to ask for something that we keep than not."""
    sense = shipped().of(next(run.text for run in line.runs if run.text.strip()))
    return sense is not None and sense.first[0] != NOTHING and sense.first[1] >= _LIKELIER


def _unlisted(line: Line, sheet: Sheet) -> None:
    """A question nobody listed, with what stands behind it on its line."""
    words, rest = told_apart(line)
    sheet.wait(replace(unknown(words), rest=rest))


def _note(question: Asked, line: Line, sheet: Sheet) -> None:
    if question.fields == ("consent",) and boxed([line]) and question.rest is None:
        sheet.ask(question, [line])
    else:
        sheet.wait(question, certain=question.exact)


def _asks_something(line: Line, reading: Reading, sheet: Sheet) -> bool:
    """A question we do not know, told by its look: only where no long answer is running."""
    running = sheet.waiting
    if running is None or line.wrapped:
        return False
    if running.name in sheet.wordings.long:
        return _asks_in_bold(line, running, reading)
    if running.choice and not _agreed(running):
        return False
    head, colon, _ = _HINTED.sub(" ", line.text).partition(":")
    head = _ABBREVIATED.sub("", head)  # "Staff no.:"
    short = 0 < len(head.split()) <= 7 and head[:1].isupper() and not re.search(r"\d\d|@|[.;]", head)
    return bool(colon) and reading.colons and short and (not running.empty or reading.blank)


def _asks_in_bold(line: Line, running: Answer, reading: Reading) -> bool:
    """Whether a line below a story asks the reader something in bold, as the question of the story was put,
    and nothing of the story is bold: then it is the form's next question, whatever it asks."""
    asks = reading.blank and line.text.rstrip().endswith("?") and _TO_YOU.search(line.text) is not None
    if not asks or not reading.bold or not line.all_marked(Mark.BOLD):
        return False
    told = [run for one in running.each() for run in one.runs if run.text.strip()]
    upright = bool(told) and not any(Mark.BOLD in run.mark for run in told)
    return upright and len(line.text.split()) <= _LONGEST_QUESTION


def _agreed(running: Answer) -> bool:
    """Whether a consent was answered by a plain yes or no: what is asked below it is another thing."""
    if running.name != "consent":
        return False  # a page may ask this of every line below a long list
    return only_yes_or_no(" ".join(line.text for line in running.each()).strip())


def _signs_off(line: Line, blank: bool, sheet: Sheet) -> bool:
    """The end of the mail's own words: a closing, a signature's rule, or the writer's name alone."""
    if SIGN_OFF.match(line.text):
        return blank or line.text.startswith("--") or len(line.text) > 12
    if not blank or sheet.waiting is None or len(line.text) > 60:
        return False
    words = line.text.strip().casefold().rstrip(".,")
    names = [answer for answer in sheet.found if answer.name in ("member_name", "given_name")]
    name = " ".join(line.text for answer in names[:1] for line in answer.lines).casefold()
    return bool(words) and len(words) > 1 and (words in name.split() or words == name.strip())
