"""Plain lines: nothing sets questions apart but their words.

Inside a long answer a line counts as a question only in its place on the form: nothing about the person or
the job, nothing asked before, and no word that the form itself asks further down (MAIL.md §4).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.answers import Answer, Sheet, unknown
from ingest.choices import boxed
from ingest.hints import FIRST_PERSON, bids, without_boxes
from ingest.looks import plausible
from ingest.match_blanks import tabbed_label
from ingest.match_grid import own_box
from ingest.match_ways import in_a_row, on_its_line, ruled_heading, surely_asking, without_rules
from ingest.meetings import with_purposes
from ingest.page import Line, Mark, Run
from ingest.prompts import only_yes_or_no
from ingest.questions import Asked, asked, told_apart
from ingest.running import SENTENCES, SIGN_OFF, take_answer
from ingest.sense import NOTHING, shipped
from ingest.wordings import Wordings

_HEAD_END = re.compile(r"(?<!\d):|:(?!\d)|[?\t]|_{2,}")
_FORWARDED = re.compile(r"\W*-{3,}|\W*begin forwarded message\b", re.IGNORECASE)
_SECTION = re.compile(r"\s*(?:section|part|rhan|adran)\s+(?:[A-Z]|\d{1,2})\b(?!.*[?:]\s*\S)", re.IGNORECASE)
_LONGEST_HEADING = 8  # words
_HINTED = re.compile(r"\([^()]*\)")
_LONGEST_QUESTION = 16  # words
_LIKELIER = 0.5
_MOSTLY_HEARD = 0.8
_FEWEST_ALONE = 3  # words of a question without any sign
_FEWEST_WORDS = 6  # of a story
_LONGEST_SHORT = 12  # words behind a question for something short
_LONGEST_BROKEN = 240  # letters
_FEWEST_SURER = 4  # questions
_STORIES = frozenset({"summary", "steps_taken", "people_involved"})
_OF_THE_CASE = 3  # the rank from which questions are about the case, not about the person or the job


@dataclass(frozen=True, slots=True)
class _Hit:
    """A line that reads like a question."""

    at: int
    question: Asked


@dataclass(slots=True)
class _Reading:
    """Plain lines while they are read: `seen` are the fields asked so far, `blank`: after an empty line."""

    lines: Sequence[Line]
    hits: Sequence[_Hit]
    colons: bool
    starts: frozenset[int]
    surest: frozenset[int]
    surer: int  # lines that ask in a way no story has
    seen: set[str] = field(default_factory=set)
    blank: bool = True
    signature: bool = False
    answered: set[str] = field(default_factory=set)  # fields of the answers looked through so far
    looked: int = 0  # at so many answers

    def below(self, at: int, most: int | None = None) -> Sequence[_Hit]:
        """The hits below a line, at most so many."""
        first = bisect_right(self.hits, at, key=lambda hit: hit.at)
        return self.hits[first : None if most is None else first + most]


def read_plain(lines: Sequence[Line], sheet: Sheet) -> None:
    """Add what plain lines answer to the sheet. Quoted ones are somebody else's words."""
    lines = without_rules(_mended([line for line in lines if not line.depth], sheet.wordings))
    starts = surely_asking(lines, sheet.wordings)
    surest = in_a_row(lines, sheet.wordings) | {
        at for at, line in enumerate(lines) if line.text in sheet.numbered
    }
    rows = len(surest)
    starts |= surest
    hits = _without_title(_hits(lines, starts, sheet.wordings), lines, sheet.wordings)
    asked_at = {hit.at: hit.question for hit in hits}
    signed = [hit for hit in hits if not on_its_line(lines[hit.at])]
    reading = _Reading(
        lines,
        hits,
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
        if line.text in sheet.parts:
            _head(line.text, sheet)
        elif question is not None and _in_place(at, question, reading, sheet):
            reading.seen.update(question.fields)
            _note(question, line, sheet)
        elif _signs_off(line, reading.blank, sheet):
            sheet.waiting = None
            reading.signature = line.text.startswith("--")
        elif ruled_heading(line):
            _head(ruled_heading(line), sheet)
        elif _heads(line, sheet.wordings) or _heads_on(line, sheet.waiting):
            _head(line.text, sheet)
        elif (
            question is None and at in starts and (at in surest or _believed(line, sheet))
        ) or _asks_something(line, reading, sheet):
            _unlisted(line, sheet)
        else:
            take_answer(line, sheet)
        reading.blank = not re.search(r"\w", line.text)


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


def _mended(lines: Sequence[Line], wordings: Wordings) -> list[Line]:
    """Questions that a mail program broke inside their brackets, put together again."""
    mended: list[Line] = []
    broken = False
    for line in lines:
        if broken and line.text.strip():
            mended[-1] = Line((*mended[-1].runs, Run(" "), *line.runs), line.depth, mended[-1].wrapped)
        else:
            mended.append(line)
        last = mended[-1].text
        broken = last.count("(") > last.count(")") and len(last) < _LONGEST_BROKEN
        broken = broken and wordings.exact(last.partition("(")[0]) is not None
    return mended


def _note(question: Asked, line: Line, sheet: Sheet) -> None:
    if question.fields == ("consent",) and boxed([line]) and question.rest is None:
        sheet.ask(question, [line])
    else:
        sheet.wait(question, certain=question.exact)


def _hits(lines: Sequence[Line], starts: frozenset[int], wordings: Wordings) -> list[_Hit]:
    """The lines that read like questions: word for word, or nearly so if they are put as questions are."""
    found = []
    for at, line in enumerate(lines):
        if _heads_questions(at, lines, starts, wordings):
            continue
        question = asked(line, wordings, sure=at in starts)
        if question is None and boxed([line]):
            question = own_box([line], wordings)
        if question is None and _put_as_question(line):
            question = asked(line, wordings, sure=True)
            own_words = FIRST_PERSON.search(_asking(line)) and not bids(line)
            if own_words and question is not None and question.fields != ("consent",):
                question = None
        if question is not None:
            found.append(_Hit(at, question))
    asked_of = with_purposes([hit.question for hit in found], wordings)
    return [replace(hit, question=question) for hit, question in zip(found, asked_of, strict=True)]


def _without_title(hits: list[_Hit], lines: Sequence[Line], wordings: Wordings) -> list[_Hit]:
    """The hits without a title that merely sounds like a question ("Individual case: member's statement"):
    above the first one about the person, and asked again below."""
    ranks = wordings.ranks
    person = [hit.at for hit in hits if _least(hit.question, ranks) < _OF_THE_CASE and hit.question.exact]
    first = min(person, default=0)
    later = [set(hit.question.fields) for hit in hits if hit.at > first]
    return [
        hit
        for hit in hits
        if hit.at >= first
        or hit.question.exact
        or hit.question.rest is not None
        or lines[hit.at].text.rstrip().endswith((":", "?"))
        or set(hit.question.fields) not in later
    ]


def _least(question: Asked, ranks: Mapping[str, int]) -> int:
    """The rank of the first of its fields in a form; what asks for nothing we keep stands last."""
    return min((ranks[name] for name in question.fields if name != "ignored"), default=99)


def _heads_questions(at: int, lines: Sequence[Line], starts: frozenset[int], wordings: Wordings) -> bool:
    """Whether a line between rules stands over a question: a heading, though it may sound like one."""
    if not ruled_heading(lines[at]):
        return False
    below = next((place for place in range(at + 1, len(lines)) if lines[place].text.strip()), None)
    if below is None:
        return False
    question = asked(lines[below], wordings, sure=True)
    put = below in starts or _put_as_question(lines[below]) or boxed([lines[below]])
    return question is not None and (question.exact or put)


def _asking(line: Line) -> str:
    return _HEAD_END.split(line.text, maxsplit=1)[0]


def _put_as_question(line: Line) -> bool:
    """Whether a line begins with what a form could ask: words, then a colon, a question mark or a gap; or
    bids the reader to write."""
    if bids(line):
        return True
    head = _asking(line)
    return (
        head != line.text
        and len(head.split()) <= _LONGEST_QUESTION
        and not head[:1].islower()
        and not SENTENCES.search(head[4:])
    )


def _in_place(at: int, question: Asked, reading: _Reading, sheet: Sheet) -> bool:
    """Whether a line that reads like a question is one, and no part of the answer that is running."""
    line, running, ranks = reading.lines[at], sheet.waiting, sheet.wordings.ranks
    fields = set(question.fields) - {"ignored"}
    ends = line.text.rstrip().endswith(("?", ":"))
    if running is not None and running.empty and not (fields or question.colon or ends):
        return False  # "HR (Priya)" right below "Who else is involved?"
    if running is not None and running.empty and _tells_a_story(question, sheet.wordings):
        return False  # "Date: it was on 3 May that ..." right below "What has happened?"
    if running is not None and running.choice and _offered(line, running, sheet.wordings):
        return False
    if at in reading.surest or (question.fields == ("signature",) and question.exact and question.colon):
        return True
    if fields and fields <= reading.seen and _answered(fields, reading, sheet):
        return fields == {"categories"} and _story_asked(question, running, reading)
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
    waits = running is not None and running.empty and whole
    if reading.colons and not (question.colon or ends or waits or bids(line)):
        return False
    if running is None or running.name not in sheet.wordings.long:
        return True
    if not fields:
        return reading.blank and question.exact and question.rest is None and len(line.text) < 80
    if (
        not (question.exact or reading.blank or at in reading.starts)
        and len(_asking(line).split()) < _FEWEST_ALONE
    ):
        return False  # a word or two that nobody listed, in the middle of a story
    if running.name not in _STORIES and not running.empty and _asked_whole(question, line, fields, reading):
        return True
    if min(ranks[name] for name in fields) < _OF_THE_CASE:
        return any(
            hit.at - at <= 2 and _of_the_person(hit.question, reading, ranks) for hit in reading.below(at, 2)
        )
    return running.empty or _within_answer(at, question, fields, reading)


def _asked_whole(question: Asked, line: Line, fields: set[str], reading: _Reading) -> bool:
    """Whether a line below an answer that is no story asks for something new with a sign of a question."""
    signed = question.colon or line.text.rstrip().endswith(("?", ":"))
    words = len(_asking(line).split())
    return signed and not fields & reading.seen and words >= _FEWEST_ALONE and not line.wrapped


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


def _answered(fields: set[str], reading: _Reading, sheet: Sheet) -> bool:
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


def _story_asked(question: Asked, running: Answer | None, reading: _Reading) -> bool:
    """A second "Issue:" with a story behind it, on a form that asks for the story nowhere else."""
    settled = running is not None and running.name == "categories" and not running.empty
    told = question.rest is not None and len(question.rest.text.split()) >= _FEWEST_WORDS
    return (
        settled
        and told
        and question.colon
        and not any("summary" in hit.question.fields for hit in reading.hits)
    )


def _of_the_person(question: Asked, reading: _Reading, ranks: Mapping[str, int]) -> bool:
    """Whether it is one of a block of questions about the person, as some forms have at their end."""
    fields = set(question.fields) - {"ignored"}
    return bool(fields - reading.seen) and min(ranks[name] for name in fields) < _OF_THE_CASE


def _within_answer(at: int, question: Asked, fields: set[str], reading: _Reading) -> bool:
    """A question of the case that stands inside a long answer already begun."""
    line = reading.lines[at]
    head = _asking(line)
    one_word = len(head.split()) < 2
    if one_word and question.rest is not None and reading.surer >= _FEWEST_SURER:
        return False  # "Date: 9 September, she said ..." where the page asks in another way
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


def _asks_something(line: Line, reading: _Reading, sheet: Sheet) -> bool:
    """A question we do not know, told by its look: only where no long answer is running."""
    running = sheet.waiting
    if running is None or line.wrapped:
        return False
    if running.name in sheet.wordings.long:
        return False
    if running.choice and not _agreed(running):
        return False
    head, colon, _ = _HINTED.sub(" ", line.text).partition(":")
    short = 0 < len(head.split()) <= 7 and head[:1].isupper() and not re.search(r"\d\d|@|[.;]", head)
    return bool(colon) and reading.colons and short and (not running.empty or reading.blank)


def _agreed(running: Answer) -> bool:
    """Whether a consent was answered by a plain yes or no: what is asked below it is another thing."""
    told = " ".join(line.text for line in running.lines).strip()
    return running.name == "consent" and only_yes_or_no(told)


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
