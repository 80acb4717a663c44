"""Flat PDFs after the manner of official forms: numbers in bold before plain labels, answers below these."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.documents.pdf import read_pdf
from ingest.form import find_forms
from ingest.page import Line
from tests.support.documents import docx, paragraph, table
from tests.support.pdfs import cross, frame, pdf, words
from tests.support.returned import PLAIN, letter, word

LEFT, RIGHT = 45, 305


def label(y: float, number: str, text: str, x: float = LEFT) -> str:
    wide = sum({".": 2.78, "*": 3.89}.get(sign, 5.56) for sign in number)
    return words(x, y, number, "B") + words(x + wide + 3, y, text)


def option(x: float, y: float, text: str, on: bool) -> str:
    """A drawn box, crossed or not, with its words behind it."""
    return frame(x, y - 8, 8, 8) + (cross(x, y - 8, 8) if on else "") + words(x + 12, y, text)


def pair(y: float, left: tuple[str, str, str], right: tuple[str, str, str]) -> str:
    """Two labels side by side, each with its answer below it, or none."""
    page = label(y, *left[:2]) + label(y, *right[:2], x=RIGHT)
    return page + "".join(words(x, y + 15, one[2]) for x, one in ((LEFT, left), (RIGHT, right)) if one[2])


def head(y: float, text: str) -> str:
    return words(LEFT, y, text, "B", 12)


def form_of(page: str) -> Form:
    (form,) = find_forms(letter(), [word(pdf([page]), "form.pdf")], PLAIN).forms
    return form


def page(*, contact: str = "", began: str = "25 September 2026", kinds: str = "") -> str:
    return (
        head(40, "Mill Advice - request for help")
        + pair(70, ("1.1*", "First names", "Ann"), ("1.2*", "Surname or family name", "Lee"))
        + pair(105, ("1.3", "Phone number", "07700 900614"), ("1.4", "How should we contact you?", contact))
        + pair(140, ("1.5*", "Email address", "ann@post.example"), ("1.6", "Union membership number", ""))
        + head(175, "2 Your employer")
        + label(195, "2.1*", "Name of the organisation you work for")
        + words(LEFT, 210, "Larkin Event Foods Ltd")
        + pair(230, ("2.2", "What job do you do?", "Kitchen hand"), ("2.3", "When did the job start?", ""))
        + head(265, "3 Type of problem")
        + words(LEFT, 285, "Put a cross in each box that applies")
        + kinds
        + head(360, "4 What happened")
        + label(380, "4.1*", "Please set out the background. Include the dates when it happened.")
        + words(LEFT, 395, "My shifts went from thirty a week to eight, and I was told to lump it.")
        + pair(420, ("4.2", "On what date did the (last) event happen?", "12 October 2026"),
               ("4.3", "When did the problem begin?", began))
        + head(455, "5 What do you want?")
        + label(475, "5.1", "If we can help, what result would you like?")
        + words(LEFT, 490, "My thirty shifts back, the pay that I lost since, and all of it in writing soon")
        + pair(515, ("5.2", "Is a hearing fixed? Date and time", "26 Nov 2026, 4.30 pm"),
               ("5.3", "What is it for?", "Grievance appeal"))
        + label(555, "6.1", "Do you need any help because of a disability?")
        + option(400, 555, "Yes", True) + option(440, 555, "No", False)
        + label(580, "6.2", "If yes, say what help you need")
        + words(LEFT, 595, "Large print")
    )  # fmt: skip


def test_a_label_whose_number_alone_is_bold_asks_as_a_whole() -> None:
    values = form_of(page(contact="Text me")).values
    expected = {
        "member_name": "Ann Lee", "email": "ann@post.example", "employer": "Larkin Event Foods Ltd",
        "job_title": "Kitchen hand", "phone": "+447700900614", "contact_preference": "Text me",
        "summary": "My shifts went from thirty a week to eight, and I was told to lump it.",
        "desired_outcome": "My thirty shifts back, the pay that I lost since, and all of it in writing soon",
        "key_date": "2026-11-26T16:30", "key_event": "Grievance appeal", "adjustments": "Large print",
    }  # fmt: skip
    assert {name: values.get(name) for name in expected} == expected


def test_the_day_of_the_last_event_is_not_the_beginning_where_that_is_asked_beside_it() -> None:
    assert form_of(page()).values["issue_started"] == "2026-09-25"


def test_a_right_box_left_empty_takes_nothing_from_the_left_one() -> None:
    values = form_of(page()).values
    assert values["phone"] == "+447700900614"
    assert "contact_preference" not in values
    assert "membership_number" not in values


@pytest.mark.parametrize("on", [0, 1, 2])
def test_an_option_over_two_rows_keeps_its_words_beside_another(on: int) -> None:
    kinds = (
        option(LEFT, 303, "I want to raise a grievance", on == 0) + option(RIGHT, 303, "Sent home", False)
        + option(LEFT, 320, "I have been treated worse because of a protected", on == 1)
        + words(LEFT, 331, "characteristic") + option(RIGHT, 331, "I am owed wages", on == 2)
    )  # fmt: skip
    kind = ("grievance", "discrimination", "pay_grading")[on]
    assert form_of(page(kinds=kinds)).values["categories"] == (kind,)


def test_a_story_that_wraps_above_columns_is_one_paragraph_and_begins_no_table() -> None:
    told = "My shifts went from thirty a week to eight, and I was told to lump it."
    row = "My shifts went from thirty to eight, and when I asked them why they only said to us all"
    wrapped = page().replace(
        words(LEFT, 395, told),
        words(LEFT, 395, row, size=13) + words(LEFT, 408, "that I could lump it.", size=13),
    )
    lines = [block.text for block in read_pdf(pdf([wrapped])).blocks if isinstance(block, Line)]
    assert f"{row} that I could lump it." in lines


def test_a_question_in_the_run_of_numbers_is_no_answer_to_the_empty_one_above_it() -> None:
    asked = (
        ("1. First name and surname", "Ann Lee"),
        ("2. Email", "ann@post.example"),
        ("3. Employer", "Larkin"),
        ("4. Tell us what has happened", "Five posts go down to three."),
        ("5. What have you done about it?", ""),
        ("6. How would you like it to end?", "To be in the pool"),
        ("7. Date of the next meeting", "27 March 2027"),
    )
    cells = [(text, bold) for pair in asked for text, bold in zip(pair, (True, False), strict=True) if text]
    rows = [[paragraph(text, bold)] for text, bold in cells]
    (form,) = find_forms(letter(), [word(docx(table(rows)))], PLAIN).forms
    assert form.text("desired_outcome") == "To be in the pool"
    assert "steps_taken" not in form.values
