"""Forms with what only divides or explains: columns of colons, page feet, captions, hints behind dashes."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word

STORY = paragraph("What has happened?", True) + paragraph("They cut the break and told nobody.")
PERSON = (
    ("Name", "Ann Lee"),
    ("Email", "ann@post.example"),
    ("Job title", "Cook"),
    ("Employer", "Hill and Sons"),
)


def form_in(*blocks: str) -> Form:
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    return form


def cells(*rows: tuple[str, ...]) -> str:
    return table([[paragraph(text) for text in row] for row in rows])


def slanted(text: str) -> str:
    return f"<w:p>{run(text, '<w:i/>')}</w:p>"


def who(form: Form) -> tuple[str, ...]:
    return tuple(form.text(name) for name in ("member_name", "email", "job_title", "employer"))


WHO = ("Ann Lee", "ann@post.example", "Cook", "Hill and Sons")


@pytest.mark.parametrize("colon", [":", "="])
def test_a_column_of_colons_between_labels_and_answers_is_no_answer(colon: str) -> None:
    assert who(form_in(cells(*((label, colon, told) for label, told in PERSON)), STORY)) == WHO


def test_a_colon_before_every_answer_belongs_to_the_label() -> None:
    assert who(form_in(cells(*((label, f": {told}") for label, told in PERSON)), STORY)) == WHO


def test_a_row_that_heads_questions_and_answers_answers_nothing() -> None:
    headed = cells(("Question", "Answer"), ("Details of the problem", "They cut the break."))
    assert form_in(cells(*PERSON), headed).text("summary") == "They cut the break."


def test_labels_printed_below_the_answers_are_those_of_what_stands_above_them() -> None:
    pairs = (
        (("Ann Lee", "ann@post.example"), ("Name", "Email")),
        (("Cook", "Hill and Sons"), ("Job title", "Employer")),
    )
    form = form_in(*(cells(*pair) + paragraph("") for pair in pairs), STORY)
    assert who(form) == WHO


@pytest.mark.parametrize("number", ["{}. ", "({}) ", "Q{} ", "1.{} "])
def test_numbered_questions_stand_two_to_a_line(number: str) -> None:
    asks = [f"{number.format(at)}{label}: {told}" for at, (label, told) in enumerate(PERSON, 1)]
    access = "Do you have any access needs we should know of?"
    advice = f"{number.format(5)}Have you contacted a solicitor? See my letter."
    both = paragraph(f"{advice}      {number.format(6)}{access} A lift")
    form = form_in(*(paragraph("        ".join(asks[at : at + 2])) for at in (0, 2)), STORY, both)
    assert who(form) == WHO
    assert (form.text("other_advice"), form.text("adjustments")) == ("See my letter.", "A lift")


def test_bold_answers_below_upright_questions_and_guidance_ask_nothing() -> None:
    asked = (
        ("Details of the problem", "Please say what happened.", "See attached letter."),
        ("Date the problem began", "", "12 May 2026"),
        ("Other people involved", "Give job titles.", "Mr Crane, Ms Byrne and the night team"),
        ("Have you raised this with anyone?", "For example meetings.", "Nothing yet as I was off sick"),
        ("Outcome sought", "Please be realistic.", "My hours back"),
        ("Other advice taken", "", "Citizens Advice in June"),
        ("Any access requirements?", "", "Large print"),
        ("Best way to contact you", "", "Email please"),
    )
    blocks = (
        paragraph(label) + (slanted(guide) if guide else "") + paragraph(told, True) + paragraph("")
        for label, guide, told in asked
    )
    form = form_in(cells(*PERSON), *blocks)
    fields = "summary", "issue_started", "people_involved", "steps_taken", "desired_outcome", "other_advice"
    told = [told for _, _, told in asked]
    assert [form.text(field) for field in fields] == [told[0], "2026-05-12", *told[2:6]]


@pytest.mark.parametrize("whose", ["Rep's", "Solicitor’s"])
def test_somebody_elses_number_is_not_the_members(whose: str) -> None:
    form = form_in(cells(*PERSON, (f"{whose} mobile", "07700 900777"), ("Grade", "4")), STORY)
    assert "phone" not in form.values


@pytest.mark.parametrize("bullet", ["•", "-", "o"])
def test_questions_in_a_list_ask(bullet: str) -> None:
    form = form_in(*(paragraph(f"{bullet} {label} : {told}") for label, told in PERSON), STORY)
    assert who(form) == WHO


def test_what_is_asked_below_a_short_answer_of_the_case_is_another_question() -> None:
    form = form_in(
        cells(*PERSON),
        paragraph("What has happened?"),
        paragraph("They cut the break and told nobody."),
        paragraph("Do you need any adjustments?"),
        paragraph("Large print"),
        paragraph("How do you want to be contacted?"),
        paragraph("After six"),
    )
    assert (form.text("adjustments"), form.text("contact_preference")) == ("Large print", "After six")


def test_an_answer_that_sounds_like_a_label_stands_below_its_question() -> None:
    heads = cells(
        (
            "Date of hearing or meeting",
            "Have you had advice from anyone else?",
            "How do you want to be contacted?",
        ),
        ("3 December 2026", "Citizens Advice", "Email please"),
    )
    form = form_in(cells(*PERSON), STORY, heads)
    assert (form.text("key_date"), form.text("other_advice")) == ("2026-12-03", "Citizens Advice")
    assert form.text("contact_preference") == "Email please"
