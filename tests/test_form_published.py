"""Forms put as unions and advice services publish them: options to delete, marks before options, lines of the
office's own, grounds of paint above tables."""

from __future__ import annotations

import pytest

from casework.model import Form, Value
from ingest.form import find_forms
from ingest.page import OFF, ON
from tests.support.documents import docx, paragraph, run, table
from tests.support.pdfs import frame, grid, pdf, words
from tests.support.returned import PLAIN, letter, word

PERSON = paragraph("Name: Ann Lee") + paragraph("Email: ann@post.example") + paragraph("Card no: 0012345")
STRUCK = "<w:strike/>"


def form_in(*blocks: str) -> Form:
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    return form


def looks(*pieces: tuple[str, str]) -> str:
    return f"<w:p>{''.join(run(text, look) for text, look in pieces)}</w:p>"


def cells(*rows: tuple[str, ...]) -> str:
    return table([[paragraph(text) for text in row] for row in rows])


def test_the_ground_of_a_heading_close_above_a_table_is_no_part_of_it() -> None:
    rows = [("Full name", "Union number"), ("Ann Lee", "0012345"), ("Home email", "Job title")]
    rows += [
        ("ann@post.example", "Porter"),
        ("What happened?", "What outcome do you want?"),
        ("It fell.", "A new one."),
    ]
    page = f"0.9 g {frame(54, 66, 500, 11, 'f')} 0 g {words(56, 75, 'About you', 'B')}"
    (form,) = find_forms(
        letter(), [word(pdf([page + grid(50, 80, [250, 250], rows)]), "form.pdf")], PLAIN
    ).forms
    assert (form.values["member_name"], form.values["membership_number"]) == ("Ann Lee", "0012345")


@pytest.mark.parametrize(
    ("struck", "left"), [("fixed term", "permanent"), ("permanent", "fixed_term"), ("", None)]
)
def test_options_to_delete_behind_words_that_lead_to_them_are_a_choice(
    struck: str, left: Value | None
) -> None:
    pieces = [
        ("My post is ", ""),
        ("permanent", ""),
        (" / ", ""),
        ("fixed term", ""),
        ("  (delete as needed)", ""),
    ]
    dressed = [(text, STRUCK if text == struck else look) for text, look in pieces]
    form = form_in(
        PERSON, paragraph("Line manager: Bo Day"), looks(*dressed), paragraph("What happened: It fell.")
    )
    assert (form.values["line_manager"], form.values.get("contract_type")) == ("Bo Day", left)


def test_an_answer_goes_on_below_where_the_next_line_begins_with_dots() -> None:
    labels = ("Name: ....Ann Lee.......", "Email: ....ann@post.example......", "Card no: ...0012345.......")
    form = form_in(
        *map(paragraph, labels),
        paragraph("Employer: ....Hill......"),
        paragraph("....Foods......"),
        paragraph("What happened: ....It fell......."),
    )
    assert form.values["employer"] == "Hill Foods"


def test_marks_stand_before_their_options_two_to_a_row() -> None:
    form = form_in(
        PERSON,
        paragraph("Nature of the case: mark with a cross all that apply"),
        cells(
            ("", "Disciplinary allegations", "\N{BALLOT X}", "Rosters and workload"),
            ("", "Redundancy", "\N{BALLOT X}", "Work health and safety"),
        ),
        paragraph("What happened?", bold=True),
        paragraph("It fell."),
    )
    assert form.values["categories"] == ("health_safety", "workload_stress")


@pytest.mark.parametrize("head", ["Office use only \N{EN DASH} ", "STEWARD'S USE   ", "For Head Office: "])
def test_a_line_for_the_office_alone_asks_the_member_nothing(head: str) -> None:
    line = f"{head}Officer: ________ Matter type: ________ Outcome: Pay claim ________"
    form = form_in(PERSON, paragraph("What happened: It fell."), paragraph(line))
    assert not {"categories", "desired_outcome"} & form.values.keys()


@pytest.mark.parametrize(
    ("option", "value"),
    [("Fixed or maximum term", "fixed_term"), ("Maximum term", "fixed_term"), ("Ongoing", "permanent")],
)
def test_sorts_of_contract_are_known_by_either_of_their_names(option: str, value: str) -> None:
    offered = ("Ongoing", "Fixed or maximum term", "Maximum term")
    boxes = " ".join(f"{ON if one == option else OFF} {one}" for one in offered)
    form = form_in(PERSON, paragraph(f"Engagement: {boxes}"), paragraph("What happened: It fell."))
    assert form.values["contract_type"] == value


def table_form(*rows: tuple[str, ...]) -> Form:
    person = (("Name", "Ann Lee"), ("Email", "ann@post.example"), ("Card number", "0012345"))
    return form_in(cells(*person, *rows, ("What happened?", "It fell.")))


@pytest.mark.parametrize(
    ("rows", "job", "grade"),
    [
        ([("Classification", "Clerk, records"), ("Step / level", "")], "Clerk, records", None),
        ([("Classification", "Clerk, records"), ("Pay band", "Band 3")], "Clerk, records", "Band 3"),
        ([("Job title", "Clerk"), ("Classification", "Level 2")], "Clerk", "Level 2"),
        ([("Classification", "Level 2")], None, "Level 2"),
    ],
)
def test_a_classification_is_the_job_where_no_other_question_asks_for_that(
    rows: list[tuple[str, ...]], job: Value | None, grade: Value | None
) -> None:
    form = table_form(*rows)
    assert (form.values.get("job_title"), form.values.get("grade")) == (job, grade)


@pytest.mark.parametrize(
    ("asks", "field"),
    [
        ("Steps taken at branch level", "steps_taken"),
        ("What you have done yourself", "steps_taken"),
        ("What you would like to happen", "desired_outcome"),
        ("Job / link", "job_title"),
    ],
)
def test_a_question_is_known_though_it_is_put_as_a_clause_or_says_where(asks: str, field: str) -> None:
    assert table_form((asks, "Sorting of the post")).values[field] == "Sorting of the post"


@pytest.mark.parametrize(
    "asks", ["What took place?", "Describe what occurred", "C  STATEMENT", "D STATEMENT"]
)
def test_a_story_is_asked_for_under_a_letter_and_by_other_words_for_what_happened(asks: str) -> None:
    person = (("Name", "Ann Lee"), ("Email", "ann@post.example"), ("Card number", "0012345"))
    assert form_in(cells(*person, (asks, "It fell on me."))).values["summary"] == "It fell on me."


def test_a_date_beside_its_time_below_the_heading_of_a_hearing_is_of_the_hearing() -> None:
    boxes = table(
        [
            [paragraph("Hearing or time limit", bold=True)],
            [paragraph("Date") + paragraph("22 April 2026"), paragraph("Time") + paragraph("0930")],
            [paragraph("Signed") + paragraph("Ann Lee"), paragraph("Dated") + paragraph("3 April 2026")],
        ]
    )
    person = [("Name", "Ann Lee"), ("Email", "ann@post.example"), ("What happened?", "It fell.")]
    asked = table([[paragraph(asks) + paragraph(told)] for asks, told in person])
    assert form_in(asked, boxes).values["key_date"] == "2026-04-22T09:30"


def test_a_date_below_an_empty_question_for_a_meeting_is_the_forms_own() -> None:
    form = table_form(("Date of the next meeting", ""), ("Date", "3 April 2026"), ("Signed", "Ann Lee"))
    assert "key_date" not in form.values


def test_a_second_subject_is_one_more_of_the_kinds() -> None:
    form = table_form(
        ("Main subject of the complaint", "Adjustments for disability"),
        ("Second subject (if there is one)", "Workload or stress"),
    )
    assert form.values["categories"] == ("disability_adjustments", "workload_stress")


def test_options_with_boxes_in_brackets_ask_nothing_below_their_heading() -> None:
    options = paragraph("[X] Disciplinary     [  ] Grievance     [  ] Attendance")
    options += paragraph("[  ] Safety     [  ] Harassment     [  ] Dismissal")
    person = [("FULL NAME", "Ann Lee"), ("EMAIL", "ann@post.example"), ("WHAT TOOK PLACE?", "It fell.")]
    rows = [[paragraph(asks) + paragraph(told)] for asks, told in person]
    heading = [paragraph("B  REPRESENTATION REQUIRED FOR (cross the box)", bold=True)]
    assert form_in(table([*rows, heading, [options]])).values["categories"] == ("disciplinary",)
