"""Whether a plain line that reads like a question is one, or part of the answer that is running.

Inside a long answer a line counts as a question only in its place on the form: nothing about the person or
the job, nothing asked before, and no word that the form itself asks further down (MAIL.md §4).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.answers import Answer, Sheet
from ingest.choices import boxed
from ingest.consent import says_yes_or_no
from ingest.hints import bids, without_boxes
from ingest.looks import plausible
from ingest.match_blanks import tabbed_label
from ingest.match_ways import on_its_line
from ingest.page import Line, Mark
from ingest.plain_hits import OF_THE_CASE, Hit, asking
from ingest.questions import Asked
from ingest.wordings import Wordings

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*\Z")
_FEWEST_ALONE = 3  # words of a question without any sign
_FEWEST_WORDS = 6  # of a story
_LONGEST_SHORT = 12  # words behind a question for something short
_FEWEST_SURER = 4  # questions
_STORIES = frozenset({"summary", "steps_taken", "people_involved"})


@dataclass(slots=True)
class Reading:
    """Plain lines while they are read: `seen` are the fields asked so far, `blank`: after an empty line."""

    lines: Sequence[Line]
    hits: Sequence[Hit]
    colons: bool
    starts: frozenset[int]
    surest: frozenset[int]
    surer: int  # lines that ask in a way no story has
    seen: set[str] = field(default_factory=set)
    blank: bool = True
    signature: bool = False
    bold: bool = False  # the last question was bold from end to end
    answered: set[str] = field(default_factory=set)  # fields of the answers looked through so far
    looked: int = 0  # at so many answers

    def below(self, at: int, most: int | None = None) -> Sequence[Hit]:
        """The hits below a line, at most so many."""
        first = bisect_right(self.hits, at, key=lambda hit: hit.at)
        return self.hits[first : None if most is None else first + most]


def in_place(at: int, question: Asked, reading: Reading, sheet: Sheet) -> bool:
    """Whether a line that reads like a question is one, and no part of the answer that is running."""
    line, running, ranks = reading.lines[at], sheet.waiting, sheet.wordings.ranks
    fields = set(question.fields) - {"ignored"}
    # "What happened? (names, dates)" ends as a question does
    signed = _IN_BRACKETS.sub("", line.text) if question.exact else line.text
    ends = signed.rstrip().endswith(("?", ":"))
    if running is not None and running.empty and not (fields or question.colon or ends):
        return False  # "HR (Priya)" right below "Who else is involved?"
    if running is not None and running.empty and running.name == "consent" and _agrees(question, line):
        return False  # "I agree" right below "Consent"
    if running is not None and running.empty and _tells_a_story(question, sheet.wordings):
        return False  # "Date: it was on 3 May that ..." right below "What has happened?"
    if running is not None and running.choice and _offered(line, running, sheet.wordings):
        return False
    if at in reading.surest or (question.fields == ("signature",) and question.exact and question.colon):
        return True
    if fields and fields <= reading.seen and _answered(fields, reading, sheet):
        again = fields == {"categories"} and _story_asked(question, running, reading)
        return again or _names_another(question, running, sheet)
    if at in reading.starts and (question.rest is None or on_its_line(line)):
        return True
    if (
        fields
        and question.exact
        and question.rest is not None
        and tabbed_label(line) == question.words.strip()
    ):
        return True  # no story sets a tab behind a label
    whole = question.exact and question.rest is None and len(line.text.split()) >= _FEWEST_ALONE
    if whole and fields and not fields & reading.seen and line.all_marked(Mark.BOLD):
        return True
    if whole and _asks_for_a_story(at, fields, reading, sheet.wordings):
        return True
    if _below_a_choice(question, fields, running, reading, sheet.wordings):
        return True
    waits = running is not None and running.empty and whole
    if reading.colons and not (question.colon or ends or waits or bids(line)):
        return False
    if running is None or running.name not in sheet.wordings.long:
        return True
    if not fields:
        return reading.blank and question.exact and question.rest is None and len(line.text) < 80
    if (
        not (question.exact or reading.blank or at in reading.starts)
        and len(asking(line).split()) < _FEWEST_ALONE
    ):
        return False  # a word or two that nobody listed, in the middle of a story
    if running.name not in _STORIES and not running.empty and _asked_whole(question, line, fields, reading):
        return True
    if min(ranks[name] for name in fields) < OF_THE_CASE:
        if _last_before_consent(at, question, reading):
            return not fields & reading.seen
        return any(
            hit.at - at <= 2 and _of_the_person(hit.question, reading, ranks) for hit in reading.below(at, 2)
        )
    return running.empty or _within_answer(at, question, fields, reading)


def _last_before_consent(at: int, question: Asked, reading: Reading) -> bool:
    """Whether a label stands right above a question for consent, with a word or two behind its colon
    ("Contact me by: Phone")."""
    rest = question.rest if question.exact and question.colon else None
    brief = rest is not None and len(rest.text.split()) <= _FEWEST_ALONE
    below = reading.below(at, 1) if brief else ()
    return any(hit.at == at + 1 and hit.question.fields == ("consent",) for hit in below)


def _names_another(question: Asked, running: Answer | None, sheet: Sheet) -> bool:
    """Whether a second "Name:" opens the details of somebody else: it is asked below no story."""
    told = question.exact and question.colon and question.rest is not None
    if not told or question.fields != ("member_name",):
        return False
    words = 0 if running is None else sum(len(line.text.split()) for line in running.each())
    return running is None or (running.name not in sheet.wordings.long and words <= _LONGEST_SHORT)


def _asks_for_a_story(at: int, fields: set[str], reading: Reading, wordings: Wordings) -> bool:
    """Whether a line that is a whole label of several words asks for something told at length that the page
    asks for nowhere else: no story has such a line."""
    if not fields or not fields <= wordings.long or fields & reading.seen or reading.lines[at].wrapped:
        return False
    return not any(fields & set(hit.question.fields) for hit in reading.below(at))


def _below_a_choice(
    question: Asked, fields: set[str], running: Answer | None, reading: Reading, wordings: Wordings
) -> bool:
    """Whether a label known word for word asks for something new at length below a choice whose options stood
    on its own line: nothing is left of that to run on."""
    if (
        running is None
        or running.name not in wordings.options
        or not question.exact
        or question.rest is not None
    ):
        return False
    lines = [line for line in running.lines if line.text.strip()]
    settled = len(lines) == 1 and boxed(lines) and lines[0] == running.asked.rest
    return settled and bool(fields) and fields <= wordings.long and not fields & reading.seen


def _asked_whole(question: Asked, line: Line, fields: set[str], reading: Reading) -> bool:
    """Whether a line below an answer that is no story asks for something new with a sign of a question."""
    signed = question.colon or line.text.rstrip().endswith(("?", ":"))
    words = len(asking(line).split())
    return signed and not fields & reading.seen and words >= _FEWEST_ALONE and not line.wrapped


def _agrees(question: Asked, line: Line) -> bool:
    """Whether words that forms ask for consent with are a plain yes or no."""
    return question.fields == ("consent",) and question.rest is None and says_yes_or_no(line.text) is not None


def _offered(line: Line, running: Answer, wordings: Wordings) -> bool:
    """Whether a line is one more option of the choice that is running: "[x] contract" among kinds of case."""
    words = without_boxes(line.text)
    return (
        running.name in wordings.options
        and boxed([line])
        and wordings.option(running.name, words) is not None
    )


def _tells_a_story(question: Asked, wordings: Wordings) -> bool:
    """Whether what stands behind a short question is far more than its answer could be."""
    told = 0 if question.rest is None else len(question.rest.text.split())
    return told > _LONGEST_SHORT and not set(question.fields) & {*wordings.long, "consent", "categories"}


def _answered(fields: set[str], reading: Reading, sheet: Sheet) -> bool:
    """Whether somebody wrote something when these were asked before: a heading asks nothing.

    Each answer is looked at once, when the next has begun: a page may ask the same thousands of times.
    """
    closed = max(reading.looked, len(sheet.found) - 1)
    for answer in sheet.found[reading.looked : closed]:
        if _told(answer):
            reading.answered.update(answer.asked.fields)
    reading.looked = closed
    return bool(fields & reading.answered) or any(
        fields & set(answer.asked.fields) and _told(answer) for answer in sheet.found[closed:]
    )


def _told(answer: Answer) -> bool:
    return not answer.empty and (answer.asked.exact or plausible(answer))


def _story_asked(question: Asked, running: Answer | None, reading: Reading) -> bool:
    """A second "Issue:" with a story behind it, on a form that asks for the story nowhere else."""
    settled = running is not None and running.name == "categories" and not running.empty
    told = question.rest is not None and len(question.rest.text.split()) >= _FEWEST_WORDS
    return (
        settled
        and told
        and question.colon
        and not any("summary" in hit.question.fields for hit in reading.hits)
    )


def _of_the_person(question: Asked, reading: Reading, ranks: Mapping[str, int]) -> bool:
    """Whether it is one of a block of questions about the person, as some forms have at their end."""
    fields = set(question.fields) - {"ignored"}
    return bool(fields - reading.seen) and min(ranks[name] for name in fields) < OF_THE_CASE


def _within_answer(at: int, question: Asked, fields: set[str], reading: Reading) -> bool:
    """A question of the case that stands inside a long answer already begun."""
    line = reading.lines[at]
    head = asking(line)
    one_word = len(head.split()) < 2
    if one_word and question.rest is not None and reading.surer >= _FEWEST_SURER:
        return False  # "Date: 9 September, she said ..." where the page asks in another way
    if not question.exact and question.rest is not None and reading.surer >= _FEWEST_SURER:
        return on_its_line(
            line
        )  # "Name of the officer who saw it: ..." where the form prints lines to write on
    if not (one_word or line.wrapped):
        return True
    again = [hit for hit in reading.below(at) if fields <= set(hit.question.fields)]
    if one_word and again:
        return False
    if line.wrapped and any(hit.question.exact and not reading.lines[hit.at].wrapped for hit in again):
        return (
            False  # a mail program broke the story just before these words; the form asks them further down
        )
    asks = line.text[len(head) :].startswith("?")
    after_a_sentence = at > 0 and reading.lines[at - 1].text.rstrip().endswith((".", "!", "?"))
    return not line.wrapped or (not one_word and (question.exact or asks or after_a_sentence))
