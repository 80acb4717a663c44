"""One page -> what it answers: tables and lines, and the headings above them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.answers import Answer, Sheet
from ingest.arrays import without_arrays
from ingest.arrows import without_arrows
from ingest.authority import without_authority
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
from ingest.placing import placed
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

_OF_A_MEETING = "meeting details"  # a heading
_LONGEST_QUESTION = 16  # words


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
    found = by_anybody(told_instead(placed(settled(asked_for, wordings), wordings)))
    found = of_this_case(without_others(without_managers(of_the_member(found))))
    return without_authority(with_the_story(with_follow_ups(found)))


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
