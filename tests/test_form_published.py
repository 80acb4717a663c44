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


def test_an_answer_with_dots_left_behind_it_does_not_go_on_below() -> None:
    labels = ("Name: ....Ann Lee.......", "Email: ....ann@post.example......", "Card no: ...0012345.......")
    form = form_in(
        *map(paragraph, labels),
        paragraph("Line manager: ......Bo Day.........."),
        paragraph("All letters will be sent to the address above"),
        paragraph("What happened: ....It fell......."),
    )
    assert form.values["line_manager"] == "Bo Day"


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
