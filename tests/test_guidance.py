"""What a form says above an answer is told from what a member says first, and no member's line is lost.

The lines are such as members and forms write; each stands first, and alone, in a form of five shapes.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.form import find_forms
from tests.support.documents import docx, paragraph, table
from tests.support.returned import PLAIN, letter, word

Blocks = Callable[[list[tuple[str, list[str]]]], str]


def bold_questions(asked: list[tuple[str, list[str]]]) -> str:
    return "".join(
        paragraph(question, bold=True) + "".join(map(paragraph, lines)) for question, lines in asked
    )


def two_columns(asked: list[tuple[str, list[str]]]) -> str:
    return table(
        [[paragraph(question, bold=True), "".join(map(paragraph, lines))] for question, lines in asked]
    )


def plain_questions(asked: list[tuple[str, list[str]]]) -> str:
    return "".join(
        paragraph(f"{question}:") + "".join(map(paragraph, lines)) + paragraph("")
        for question, lines in asked
    )


def one_column(asked: list[tuple[str, list[str]]]) -> str:
    rows = [[[paragraph(question, bold=True)], [*map(paragraph, lines)]] for question, lines in asked]
    return table([["".join(cell)] for row in rows for cell in row])


def in_the_cell(asked: list[tuple[str, list[str]]]) -> str:
    return table(
        [[paragraph(question, bold=True) + "".join(map(paragraph, lines))] for question, lines in asked]
    )


SHAPES: tuple[Blocks, ...] = (bold_questions, two_columns, plain_questions, one_column, in_the_cell)

MEMBERS = """Please treat this as urgent, the hearing is on Friday.
Do not know where to start.
Tick boxes were all the manager cared about.
Please help.
Please get the warning removed.
Please see attached letter.
Please see the attached statement and the letter of 3 May.
If you complain, the rota changes.
If you ask for a break the shift is cut.
If possible a transfer to another ward.
If only the rota were kept.
When you ask for leave it is refused.
Give and take has gone.
Give the job back to the night team.
Keep the current shift pattern.
Write to the head of department and ask for a review.
Include everybody on nights in the new rota.
Use of agency staff has doubled.
Use the grievance procedure if you think best.
State of the building is dangerous.
The boxes are too heavy to lift.
This section of the line has no lighting.
This form of bullying has gone on for a year.
Please attend the meeting on Friday.
Please note the hearing is on 3 May.
Please give any advice you can.
Please can you help with this.
Please send a rep to the meeting.
We need you at the meeting on Friday please.
Where to begin.
How you deal with it is up to the branch.
You know the story, it was in the paper.
You can use the meeting on Friday.
Keep it confidential.
Say sorry in public.
No idea. Please advise.
To be honest the job has changed beyond recognition.
As of Monday the shift is cut.
Our rota was changed without notice and you said last year that this is not allowed.""".splitlines()

FORMS = """Please give as much detail as you can.
Please describe what has happened and when you first noticed it.
Tell us as much as you can.
Write as much as you need
Continue on a separate sheet if necessary.
Please use this form only for new cases.
As much or as little as you like.
You do not have to give us any details but it will help the conciliator.
If so, please say when.
(with dates and the names of anyone who was there)
Please don't give the address of your employer.
We will keep what you tell us here in the branch's locked cabinet and share it with nobody.""".splitlines()

BIDDINGS = """Give dates and names.
State dates, times and locations
Keep it to a page. Bullet points are fine.
Include dates, times and the names of anyone involved.
Do not include letters here.""".splitlines()

STORY = "The ward had no heating for a month."
WISH = "A working boiler."


def answers(shape: Blocks, story: list[str], wish: list[str]) -> tuple[str, str]:
    asked = [
        ("Name", ["Ann Lee"]),
        ("Membership number", ["0012345"]),
        ("Email", ["ann@post.example"]),
        ("What has happened?", story),
        ("What outcome would you like?", wish),
    ]
    (form,) = find_forms(letter(), [word(docx(shape(asked)))], PLAIN).forms
    return form.text("summary"), form.text("desired_outcome")


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
@pytest.mark.parametrize("line", MEMBERS)
def test_a_line_of_the_members_is_never_taken_for_guidance(line: str, shape: Blocks) -> None:
    assert answers(shape, [line, STORY], [line]) == (f"{line} {STORY}", line)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
@pytest.mark.parametrize("line", FORMS)
def test_what_only_a_form_says_goes_from_above_any_answer(line: str, shape: Blocks) -> None:
    assert answers(shape, [line, STORY], [line, WISH]) == (STORY, WISH)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
@pytest.mark.parametrize("line", BIDDINGS)
def test_a_bare_bidding_goes_from_above_a_story_and_stays_among_wishes(line: str, shape: Blocks) -> None:
    story, wish = answers(shape, [line, STORY], ["Give the reasons in writing.", WISH])
    assert (story, wish) == (STORY, f"Give the reasons in writing. {WISH}")
