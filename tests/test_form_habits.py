"""What a page's makers and its fillers do alike from line to line: printed lines, tabs, boxes, asides."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.form import find_forms
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word


def values_in(*blocks: str) -> dict[str, Value]:
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    return dict(form.values)


def looks(*runs: tuple[str, str]) -> str:
    return f"<w:p>{''.join(run(text, look) for text, look in runs)}</w:p>"


def inside(text: str, look: str = "") -> str:
    return "".join(looks((line, look)) for line in text.split("\n"))


TYPED = {
    "over the middle": "__{}____",
    "over the beginning": "{}________",
    "with room around it": "______ {} ____",
}


@pytest.mark.parametrize("way", TYPED)
def test_printed_lines_side_by_side_are_read_however_they_were_typed_over(way: str) -> None:
    typed = TYPED[way]

    def blank(answer: str) -> str:
        return typed.format(answer) if answer else "______________"

    found = values_in(
        paragraph(f"Full name {blank('Ann Lee')} Mem. no. {blank('0012345')}"),
        paragraph(f"E-mail {blank('ann.lee@post.example')} Mobile {blank('07700 900123')}"),
        paragraph(f"Site {blank('Mill Lane')} Department {blank('')}"),
        paragraph(f"Job title {blank('Porter')} Line manager {blank('')}"),
        paragraph("Your story:"),
        paragraph(f"{blank('They moved me to nights without a word.')}"),
        paragraph("Data protection", bold=True),
        paragraph("The branch keeps what you write here for six years."),
    )
    assert found == {
        "member_name": "Ann Lee",
        "membership_number": "0012345",
        "email": "ann.lee@post.example",
        "phone": "+447700900123",
        "workplace": "Mill Lane",
        "job_title": "Porter",
        "summary": "They moved me to nights without a word.",
    }


def test_the_half_sentences_of_a_letter_are_questions_where_answers_stand_behind_tabs() -> None:
    lines = (
        ("My name is", "Ann Lee"),
        ("and my member reference is", "0012345"),
        ("I am employed by", "Northgate College"),
        ("My post there is", "Year 4 teacher"),
        ("and my line manager is", "Mr Crispin Yeo"),
        ("I read my e-mail at", "ann.lee@post.example"),
        ("or telephone", "07700 900123"),
        ("It began on", "5 October 2026"),
        ("I have also asked for advice from", "the helpline"),
    )
    found = values_in(*(paragraph(f"{label}\t{answer}") for label, answer in lines))
    assert found["member_name"] == "Ann Lee" and found["membership_number"] == "0012345"
    assert found["email"] == "ann.lee@post.example" and found["phone"] == "+447700900123"
    assert found["line_manager"] == "Mr Crispin Yeo" and found["job_title"] == "Year 4 teacher"


def test_what_is_added_to_a_bold_question_in_bold_is_no_answer() -> None:
    found = values_in(
        *(paragraph("Your name", bold=True), paragraph("Ann Lee")),
        *(paragraph("Your email", bold=True), paragraph("ann.lee@post.example")),
        *(
            paragraph("What has happened? Put it in the order it went.", bold=True),
            paragraph("I was sent home."),
        ),
        *(
            paragraph("Who else was there? Names and what they do, please", bold=True),
            paragraph("Jo, a porter"),
        ),
    )
    assert (found["summary"], found["people_involved"]) == ("I was sent home.", "Jo, a porter")


def test_boxes_to_write_in_are_known_where_few_of_them_were_filled_in() -> None:
    boxes = (
        (("FULL NAME", "Ann Lee"), ("UNION NUMBER", "")),
        (("TELEPHONE", ""), ("EMAIL", "ann.lee@post.example")),
        (("EMPLOYER", ""), ("PLACE OF WORK", "Mill Lane")),
        (("JOB TITLE", ""), ("GRADE", "M1")),
        (("DEPARTMENT", ""), ("LINE MANAGER", "Jo Bloggs")),
        (("DATE OF MEETING", "4 December 2026"), ("WHAT HAS HAPPENED", "I was sent home.")),
    )
    found = values_in(*(table([[inside(f"{label}\n{said}") for label, said in row]]) for row in boxes))
    assert found == {
        "member_name": "Ann Lee",
        "email": "ann.lee@post.example",
        "workplace": "Mill Lane",
        "grade": "M1",
        "line_manager": "Jo Bloggs",
        "key_date": "2026-12-04",
        "summary": "I was sent home.",
    }


def test_a_question_put_in_two_languages_is_no_part_of_its_answer() -> None:
    labels = {"Enw llawn": "Full name", "Cyflogwr": "Employer", "Adran": "Department", "Swydd": "Job title"}
    labels |= {"E-bost": "E-mail", "Beth sydd wedi digwydd": "What has happened", "Rhif": "Membership number"}
    answers = ("Ann Lee", "Northgate College", "Catering", "Chef", "ann.lee@post.example", "I was sent home.")
    answers += ("0012345",)
    lines = zip(labels.items(), answers, strict=True)
    found = values_in(
        *(looks((welsh, "<w:b/>"), (f" / {english}: {said}", "")) for (welsh, english), said in lines)
    )
    assert set(found.values()) == set(answers)


PERSON = (
    ("Name", "Ann Lee"),
    ("Membership number", "0012345"),
    ("Email", "ann.lee@post.example"),
    ("Job title", "Porter"),
    ("Department", "Catering"),
    ("What has happened?", "I was sent home."),
)


def rows(*pairs: tuple[str, str]) -> str:
    return table([[inside(label, "<w:b/>"), inside(said)] for label, said in (*PERSON, *pairs)])


@pytest.mark.parametrize("said", ["(Empty)", "[blank]", "Not provided", "No answer given", "-"])
def test_a_question_of_which_a_program_says_that_nothing_was_answered_has_no_answer(said: str) -> None:
    assert "desired_outcome" not in values_in(rows(("What would you like to happen?", said)))


def test_what_is_told_under_if_yes_from_whom_is_the_answer() -> None:
    asked = ("Have you had advice from anyone else?", "☒ Yes ☐ No")
    assert values_in(rows(asked, ("If yes, from whom?", "The helpline")))["other_advice"] == "The helpline"
    assert "other_advice" in values_in(rows(asked, ("If yes, from whom?", "")))


def test_options_struck_out_or_left_unlit_are_not_meant() -> None:
    question = ("How should we contact you? ", "<w:b/>")
    struck = looks(question, ("phone", "<w:strike/>"), (" / e-mail / ", ""), ("video call", "<w:strike/>"))
    lit = looks(question, ("phone / e-mail / ", ""), ("video call", '<w:highlight w:val="yellow"/>'))
    people = "".join(looks((f"{label} ", "<w:b/>"), (said, "")) for label, said in PERSON)
    assert values_in(people, struck)["contact_preference"] == "e-mail"
    assert values_in(people, lit)["contact_preference"] == "video call"


@pytest.mark.parametrize(
    "statement",
    [
        "I agree that the union can hold and use this information. Enter I AGREE here: {}",
        "We keep your data for six years and you may object. I consent (write YES or NO): {}",
        "Permission given? (write Yes or No): {}",
    ],
)
@pytest.mark.parametrize(("said", "meant"), [("I agree", True), ("yes", True), ("no", False)])
def test_consent_is_read_where_a_word_was_typed_behind_the_statement(
    statement: str, said: str, meant: bool
) -> None:
    people = "".join(paragraph(f"{label}: {answer}") for label, answer in PERSON)
    assert values_in(people, paragraph(statement.format(said)))["consent"] is meant


def test_a_story_in_which_somebody_agreed_is_no_consent() -> None:
    story = ("What has happened?", "They changed my shifts.\nDid my manager agree: no")
    people = "".join(paragraph(f"{label}: {said}") for label, said in (*PERSON[:5], story))
    assert "consent" not in values_in(people)


def test_an_employers_own_form_sent_alone_with_all_that_a_case_needs_is_the_members_form() -> None:
    form = (
        paragraph("Flexible working application", bold=True)
        + rows(("Payroll number", "426242"), ("Manager", "Jo Bloggs"))
        + paragraph("Return this form to your line manager. For HR use only: date received by HR")
    )
    found = find_forms(letter("My form is attached."), [word(docx(form))], PLAIN)
    assert found.forms[0].values["email"] == "ann.lee@post.example" and found.papers == ()


def test_options_in_two_languages_are_known_by_either() -> None:
    options = (
        "[ ] Disgyblu / Disciplinary",
        "[X] Cwyn / Grievance",
        "[ ] Salwch / Sickness",
        "[X] Cyflog / Pay",
    )
    people = "".join(looks((f"{label}: ", "<w:b/>"), (said, "")) for label, said in PERSON)
    question = paragraph("Natur y broblem / Nature of the problem (rhowch X / put an X)", bold=True)
    found = values_in(people, question, *(paragraph(option) for option in options))
    assert found["categories"] == ("grievance", "pay_grading")
