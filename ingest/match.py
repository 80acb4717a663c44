"""One page -> what it answers: tables and lines, headings, and the bare "Date" put in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.answers import Answer, Sheet
from ingest.arrays import without_arrays
from ingest.arrows import without_arrows
from ingest.authority import without_authority
from ingest.bare_number import is_the_members
from ingest.bare_table import bare
from ingest.bold_heads import with_heads_told
from ingest.bold_labels import one_to_a_line
from ingest.bold_numbers import with_numbers_as_their_words
from ingest.branch_block import without_branch
from ingest.captions_below import with_captions_first
from ingest.captions_under_lines import with_lines_captioned
from ingest.choices import boxed
from ingest.date_boxes import with_dates_in_one
from ingest.evidence import settled, with_follow_ups
from ingest.examples_apart import with_examples
from ingest.fields import graded, written_text
from ingest.foot import without_foot
from ingest.furniture import without_furniture
from ingest.gap_slips import with_gaps_told
from ingest.indented import with_answers_set_in
from ingest.indents import without_indents
from ingest.instead import asked_instead, told_instead
from ingest.interviews import with_questions_bold
from ingest.label_tails import without_label_tails
from ingest.learnt_answers import without_guesses, without_printed
from ingest.lettered_options import with_letters_told
from ingest.managers_address import without_managers
from ingest.marks_beside import with_their_marks
from ingest.marks_in_brackets import with_marks_in_brackets
from ingest.match_boxes import over_boxes
from ingest.match_cells import cell_asks
from ingest.match_controls import with_controls_apart
from ingest.match_grid import is_bold
from ingest.match_inside import inside_habit
from ingest.match_learnt import read_learnt
from ingest.match_lines import Style, read_lines, style_of
from ingest.match_numbers import behind_their_questions
from ingest.match_over import by_turns, whole_turns
from ingest.match_pairs import asked_and_answered, bracketed_labels
from ingest.match_signs import Habits, habits_of, made_alike
from ingest.match_table import read_table
from ingest.meant_beside import meant_beside
from ingest.meetings import is_what_for
from ingest.nested_boxes import with_boxes_put_back
from ingest.numbering import numbered, part_headings
from ingest.officers_close import without_officers_close
from ingest.open_ended import with_prompts_as_labels
from ingest.option_grid import with_grids_told
from ingest.options_in_line import follow_up_apart, with_bids_upright, with_boxes_in_line
from ingest.options_over_marks import with_marks_above
from ingest.over_under import told_below
from ingest.own_union import with_own_union
from ingest.page import Block, Line, Mark, Page, Table
from ingest.printed_labels import without_printed_labels
from ingest.purposes import of_this_case
from ingest.statements_apart import with_statements_apart
from ingest.two_languages import asked_once, in_one_language
from ingest.two_people import by_anybody, names_apart, of_the_member
from ingest.underscored import with_boxes
from ingest.untold import with_the_story
from ingest.whence import located
from ingest.whose import without_others
from ingest.wordings import PART, Wordings

_LAST_RANK = 8
_OF_A_MEETING = "meeting details"  # a heading
_LONGEST_QUESTION = 16  # words
_FEWEST_WORDS = 6  # of a story, where the kind of problem was asked before
_ONLY_WORDS = 8  # of a story on a form that asks for none
_STORY_WORDS = 14  # of a story for certain
_PURPOSES = frozenset(
    {"for", "purpose", "reason", "nature", "subject", "about", "stage", "for following", "called"}
)  # of the meeting just asked
_BARELY_WHEN = frozenset({"when", "when is it", "on"})
_AT = frozenset({"at", "from", "starts at", "starting at"})
_HOUR = re.compile(r"(?:at )?\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?|noon|hrs|o.clock)?", re.IGNORECASE)
_CLASSES = frozenset({"classification", "job classification"})
_STAGES = frozenset({"stage", "stage reached", "what stage has it reached", "which stage has it reached"})
_VENUES = frozenset({"venue", "venues", "production venue"})  # where people of the stage work
_BODIES = ("department agency", "agency department", "government department")
_EITHER_BODY = ("department or agency", "agency or department")
_EMPLOYING_SERVICE = re.compile(
    r"(?:fire (?:&|and) rescue(?: service)?|ambulance service|constabulary|police(?: service)?)"
    r"(?: nhs trust)?\W*\Z",
    re.IGNORECASE,
)
"""A "service" that is a body of its own; others are parts of a council, where nobody may help a colleague."""


def match(page: Page, wordings: Wordings) -> list[Answer]:
    """The questions of a page with their answers, in reading order, each under the field it means there.

    "ignored" stands for questions we do not keep; several answers to one field are possible.
    """
    wordings = with_own_union(page, wordings)
    sheet = Sheet(wordings)
    if read_learnt(page, sheet):
        return located(without_guesses(in_place(sheet.found, wordings)), page)
    blocks = _as_asked(_put_plainly(page.blocks, wordings), wordings)
    loose = [block for block in blocks if isinstance(block, Line)]
    habits = habits_of(loose, wordings)
    style = style_of(made_alike(loose, habits, wordings), wordings)
    heads = _first_lines(blocks)
    sheet.numbered = frozenset(heads[at].text for at in numbered(heads, wordings)) | _over_options(blocks)
    sheet.parts = part_headings(heads)
    tables = [block for block in blocks if isinstance(block, Table)]
    sheet.inside = inside_habit(tables, sheet)
    sheet.turns = any(by_turns(whole_turns(table.rows), sheet) for table in tables)
    group: list[Line] = []
    for block in blocks:
        if isinstance(block, Table):
            _flush(group, habits, style, sheet)
            dated = _head(group, block, sheet)
            group = []
            if _asks_anew(block, sheet):
                sheet.waiting = None
            read_table(block, sheet)
            if dated:
                sheet.section = None
        else:
            group.append(block)
    _flush(group, habits, style, sheet)
    asked_by_us = without_officers_close(sheet.found, page)
    found = without_foot(without_printed(without_label_tails(asked_by_us, wordings), wordings), wordings)
    return located(in_place(found, wordings), page)


def _put_plainly(blocks: Sequence[Block], wordings: Wordings) -> list[Block]:
    """The page with what only some forms do put as most forms have it."""
    blocks = without_furniture(with_boxes_put_back(blocks))
    blocks = with_numbers_as_their_words(without_branch(blocks, wordings))
    blocks = with_heads_told(blocks, wordings)
    blocks = with_statements_apart(with_marks_above(blocks, wordings), wordings)
    blocks = with_lines_captioned(with_captions_first(with_examples(blocks), wordings), wordings)
    blocks = with_gaps_told(blocks, wordings)
    found = with_questions_bold(without_arrays(without_indents(blocks)), wordings)
    found = with_controls_apart(with_dates_in_one(bare(found, wordings)))
    found = with_marks_in_brackets(with_letters_told(found, wordings))
    found = [
        one for block in found for one in (follow_up_apart(block) if isinstance(block, Line) else [block])
    ]
    found = with_boxes_in_line(_line_by_line(found), wordings)
    found = with_prompts_as_labels(without_arrows(told_below(found, wordings)), wordings)
    return with_grids_told(with_their_marks(in_one_language(found, wordings), wordings), wordings)


def _line_by_line(blocks: Sequence[Block]) -> list[Block]:
    """What can be told of a loose line by itself."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Line):
            found.extend(one_to_a_line(with_bids_upright(with_boxes(asked_once(block)))))
        else:
            found.append(block)
    return found


def _first_lines(blocks: Sequence[Block]) -> list[Line]:
    """The first lines of cells, and lines outside."""
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block)
        else:
            cells = [cell for row in block.rows for cell in row if not cell.below and not cell.empty]
            lines.extend(next(line for line in cell.lines if line.text.strip()) for cell in cells)
    return lines


def _over_options(blocks: Sequence[Block]) -> frozenset[str]:
    """Short lines right above a table of boxes to tick: they ask, whatever answer runs above them."""
    found = set()
    for line, below in pairwise(block for block in blocks if isinstance(block, Table) or block.text.strip()):
        if (
            isinstance(line, Line)
            and isinstance(below, Table)
            and len(line.text.split()) <= _LONGEST_QUESTION
        ):
            cells = [cell for row in below.rows for cell in row if not cell.empty]
            if len(cells) > 1 and all(boxed(cell.lines) for cell in cells):
                found.add(line.text)
    return frozenset(found)


def in_place(found: Sequence[Answer], wordings: Wordings) -> list[Answer]:
    """The answers of a page, each under the field it means by its words, its look and its place."""
    told = without_printed_labels(found, wordings)
    asked_for = names_apart(asked_instead(meant_beside(told, wordings), wordings), wordings)
    placed = by_anybody(told_instead(_placed(settled(asked_for, wordings), wordings)))
    placed = of_this_case(without_others(without_managers(of_the_member(placed))))
    return without_authority(with_the_story(with_follow_ups(placed)))


def _flush(group: Sequence[Line], habits: Habits, style: Style, sheet: Sheet) -> None:
    if group:
        read_lines(made_alike(group, habits, sheet.wordings), style, sheet)


def _as_asked(blocks: Sequence[Block], wordings: Wordings) -> Sequence[Block]:
    """The page with each answer behind its question, where it shows them apart ("Q:" and "A:", by number),
    and with guidance over boxes in brackets."""
    loose = [block for block in blocks if isinstance(block, Line)]
    whole = len(loose) == len(blocks)
    apart = with_answers_set_in(loose, wordings) if whole else loose
    if apart == loose:
        apart = bracketed_labels(asked_and_answered(loose), wordings)
    if apart != loose:
        lines = iter(apart)
        return [next(lines) if isinstance(block, Line) else block for block in blocks]
    return behind_their_questions(loose, wordings) if whole else over_boxes(blocks)


def _asks_anew(table: Table, sheet: Sheet) -> bool:
    """Whether a table begins with a question of its own: then it does not answer the line above it."""
    if sheet.waiting is None or sheet.waiting.choice:
        return False
    titled = len(table.rows) > 1 and len(table.rows[0]) == 1 < len(table.rows[1])
    if titled and is_bold(table.rows[0][0]):
        return True
    first = next((cell for row in table.rows for cell in row if not cell.empty), None)
    question = None if first is None else cell_asks(first, sheet, sure=False)
    below = next((cell for row in table.rows[1:] for cell in row if not cell.empty), None)
    if question is not None and first is not None and below is not None and is_bold(first) > is_bold(below):
        return True
    if question is None or question.rest is not None or not question.exact:
        return False  # "Date: it was on 3 May that ..." in a box may begin a story
    return question.fields != ("ignored",)


def _head(group: Sequence[Line], table: Table, sheet: Sheet) -> bool:
    """The line right above a table may say whose details it holds ("Representative details"), or that they
    are of a meeting, though it might ask for one ("Section 3: forthcoming meeting" over "Date"): True then,
    and for that table alone."""
    last = next((line for line in reversed(group) if line.text.strip()), None)
    if last is None:
        return False
    section, known = sheet.wordings.section(last.text), sheet.wordings.exact(last.text)
    counted = known is not None and known.field == "ignored" and PART.match(last.text) is not None
    if section is not None and (known is None or counted):
        sheet.head(section)
    elif section is None and PART.match(last.text):
        sheet.section = None  # "Section E: permission" asks, and ends what was said of the rep
    first = next((cell for row in table.rows for cell in row if not cell.empty), None)
    dated = None if first is None else sheet.wordings.exact(first.text)
    meeting = known is not None and known.field == "key_date" and last.all_marked(Mark.BOLD)
    heading = sheet.wordings.section(_OF_A_MEETING)
    if meeting and heading is not None and dated is not None and dated.field == "date":
        sheet.head(heading)
        return True
    return False


def _placed(found: Sequence[Answer], wordings: Wordings) -> list[Answer]:
    """Each answer under the field it means: headings change general questions, "Date" asks its neighbours."""
    placed: list[Answer] = []
    for at, answer in enumerate(found):
        fields = tuple(_meaning(name, at, found, placed, wordings) for name in answer.asked.fields)
        if fields == ("time",):
            _add_time(answer, placed)
            continue
        placed.append(replace(answer, asked=replace(answer.asked, fields=fields)))
    return placed


def _meaning(
    name: str, at: int, found: Sequence[Answer], placed: Sequence[Answer], wordings: Wordings
) -> str:
    section = found[at].section
    if section is not None and section.keep is not None and name in wordings.general:
        return section.keep.get(name, "ignored")
    if section is not None and section.name == "other_person" and name == "signed_on":
        return name if found[at].asked.exact else "ignored"  # the day on which the rep passed it on
    match name:
        case "date":
            return _which_date(at, found, placed, wordings)
        case "when":
            return "key_date" if placed and placed[-1].name in ("key_date", "key_event") else "ignored"
        case "issue_started" if _of_the_meeting(found[at], wordings):
            return "key_date"
        case "grade" if _is_job(found[at], found, wordings):
            return "job_title"
        case "department" if _is_body(found[at], found, wordings):
            return "employer"
        case "ignored" | "workplace" if _is_hour(found[at], placed, wordings):
            return "time"
        case "ignored" if wordings.key(found[at].asked.words) in _PURPOSES and _after_a_meeting(placed):
            return "key_event"
        case "ignored" if wordings.key(found[at].asked.words) in _VENUES and not _after_a_meeting(placed):
            return "workplace" if not _asked(found, "workplace") else name
        case "ignored" if is_the_members(at, found, wordings):
            return "membership_number"
        case "categories" if is_what_for(found[at].asked, [one.asked for one in placed], wordings):
            return "key_event"
        case "categories" if _goes_on_about(found[at], placed, wordings):
            return "key_event"
        case "steps_taken" if wordings.key(found[at].asked.words) in _STAGES and boxed(found[at].lines):
            return "ignored"  # how far the procedure is, and nothing that the member did
        case "so_far":
            return "steps_taken" if _told(found, "summary") else "summary"
        case "categories" if not _told(found, "summary"):
            return "summary" if _tells(found[at], _words_of_a_story(found, placed)) else name
        case _:
            return name


def _goes_on_about(answer: Answer, placed: Sequence[Answer], wordings: Wordings) -> bool:
    """Whether a bare "about" goes on with the meeting whose day was told right before it, in a few words."""
    behind = bool(placed) and placed[-1].name == "key_date" and not placed[-1].empty
    bare = behind and wordings.key(answer.asked.words) == "about"
    return bare and not boxed(answer.lines) and not _tells(answer, _FEWEST_WORDS)


def _of_the_meeting(answer: Answer, wordings: Wordings) -> bool:
    """Whether a bare "When" stands below a heading of the meeting: it asks for its day."""
    section = answer.section
    return (
        section is not None and section.name == "meeting" and wordings.key(answer.asked.words) in _BARELY_WHEN
    )


def _words_of_a_story(found: Sequence[Answer], placed: Sequence[Answer]) -> int:
    """How many words under the kind of problem are the story itself: fewer where the kind was asked before,
    or where nothing else asks what happened."""
    if _asked(placed, "categories"):
        return _FEWEST_WORDS
    return _STORY_WORDS if _asked(found, "summary") or _asked(found, "so_far") else _ONLY_WORDS


def _is_hour(answer: Answer, placed: Sequence[Answer], wordings: Wordings) -> bool:
    """Whether "At" asks for the hour of the meeting whose day was asked right before it."""
    behind = bool(placed) and placed[-1].name == "key_date" and not placed[-1].empty
    asks = wordings.key(answer.asked.words) in _AT
    return behind and asks and _HOUR.fullmatch(written_text(answer.lines)[0]) is not None


def _after_a_meeting(placed: Sequence[Answer]) -> bool:
    """Whether the last thing asked was a meeting: then a venue is where it is held."""
    last = next((answer.name for answer in reversed(placed) if answer.name != "ignored"), "")
    return last in ("key_date", "key_event")


def _is_body(answer: Answer, found: Sequence[Answer], wordings: Wordings) -> bool:
    """Whether a "department" is a department of state, the employer, on a form that asks for no employer: one
    that may be an agency instead; or one that is both, or a "service" that is a body by its name, where the
    part of it is asked for."""
    apart = [one for one in found if one is not answer and "department" in one.asked.fields]
    asked = wordings.key(answer.asked.words)
    if _asked(found, "employer"):
        return False
    if asked in {wordings.key(text) for text in _EITHER_BODY}:
        return True
    if not apart:
        return False
    if asked in {wordings.key(text) for text in _BODIES}:
        return True
    service = asked.rpartition(" ")[2] == wordings.key("service")
    return service and _EMPLOYING_SERVICE.search(written_text(answer.lines)[0]) is not None


def _is_job(answer: Answer, found: Sequence[Answer], wordings: Wordings) -> bool:
    """Whether a "classification" is the job, as in North America: on a form that asks for no job and,
    elsewhere, for the grade; or where the answer holds no grade."""
    if wordings.key(answer.asked.words) not in _CLASSES or _asked(found, "job_title"):
        return False
    apart = any(one is not answer and "grade" in one.asked.fields for one in found)
    return apart or not (answer.empty or graded(written_text(answer.lines)[0]))


def _asked(answers: Sequence[Answer], name: str) -> bool:
    return any(name in answer.asked.fields for answer in answers)


def _told(answers: Sequence[Answer], name: str) -> bool:
    return any(name in answer.asked.fields and not answer.empty for answer in answers)


def _tells(answer: Answer, words: int) -> bool:
    """Whether an answer is a story: "Issue" asked after "Type of issue" is meant so; no struck list."""
    left = [run.text for line in answer.lines for run in line.runs if Mark.STRUCK not in run.mark]
    struck = any(Mark.STRUCK in run.mark for line in answer.lines for run in line.runs)
    told = [word for word in " ".join(left).split() if any(map(str.isalnum, word))]
    return not boxed(answer.lines) and len(told) >= (_STORY_WORDS if struck else words)


def _which_date(at: int, found: Sequence[Answer], placed: Sequence[Answer], wordings: Wordings) -> str:
    """A bare "Date": of the meeting just asked about, or of the form itself, at its beginning or end."""
    before = next((answer.name for answer in reversed(placed) if answer.name != "ignored"), "")
    told = any(one.name == "key_date" and not one.empty for one in placed)
    if before == "key_event" and not told and placed[-1].name == "key_event":
        return "key_date"
    if before == "key_date" and found[at - 1].name == "key_date":
        return "key_date" if found[at - 1].empty and _of_meeting(found[at : at + 2]) else "ignored"
    later = [name for answer in found[at + 1 :] for name in answer.asked.fields]
    if not any(wordings.ranks.get(name, 9) < _LAST_RANK for name in later) or not before:
        return "signed_on"
    return "signed_on" if before in ("consent", "signature", "signed_on") else "ignored"


def _of_meeting(found: Sequence[Answer]) -> bool:
    """Whether a date below "Coming up" is of that meeting: its time or subject is asked with it or next."""
    date, *after = (answer.asked.fields for answer in found)
    return "time" in date or bool(after and after[0][0] in ("time", "key_event"))


def _add_time(answer: Answer, placed: Sequence[Answer]) -> None:
    """A time of its own belongs to the meeting's date."""
    dates = [one for one in placed if one.name == "key_date"]
    if dates and not answer.empty:
        dates[-1].cells.extend(answer.cells)
