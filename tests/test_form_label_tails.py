"""Forms whose answers are typed into fields: what is printed on a question's line is the form's."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from tests.support.documents import docx, legacy_text, paragraph, table
from tests.support.returned import PLAIN, letter, word

PERSON = (("Name", "Ann Lee"), ("Membership number", "0012345"), ("E-mail at home", "ann@post.example"))


def form_in(*blocks: str) -> Form:
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    return form


def beside(*pairs: tuple[str, str]) -> str:
    return table([[paragraph(label), f"<w:p>{legacy_text(told)}</w:p>"] for label, told in pairs])


def inside(label: str, told: str) -> str:
    """One cell with a bold label and a field below it."""
    return table([[paragraph(label, True) + f"<w:p>{legacy_text(told)}</w:p>"]])


def test_the_rest_of_a_label_is_no_part_of_what_was_typed_below_or_beside_it() -> None:
    form = form_in(
        beside(*PERSON, ("Has anybody else helped you? Give details", "The law centre")),
        inside("D1. Circumstances: what happened and when", "My bench was moved on 5 May."),
    )
    assert form.text("summary") == "My bench was moved on 5 May."
    assert form.text("other_advice") == "The law centre"


def test_nor_is_it_an_answer_where_the_field_was_left_empty() -> None:
    form = form_in(
        beside(*PERSON, ("Job title", "Weaver"), ("What would put it right?", "My bench.")),
        inside("D1. Circumstances: what happened and when", ""),
    )
    assert form.text("summary") == ""


def test_what_somebody_wrote_on_the_line_of_a_question_stays() -> None:
    form = form_in(
        paragraph("Name: Ann Lee"),
        paragraph("Membership number: 0012345"),
        paragraph("Email: ann@post.example"),
        paragraph("Job title: Weaver"),
        paragraph("Circumstances: what happened and when is in my letter"),
    )
    assert form.text("summary") == "what happened and when is in my letter"


@pytest.mark.parametrize(
    ("also", "expected"), [((), "Lamp Service"), ((("Employer", "Harbour Trust"),), "Harbour Trust")]
)
def test_a_department_or_agency_is_the_employer_of_a_form_that_asks_for_none(
    also: tuple[tuple[str, str], ...], expected: str
) -> None:
    form = form_in(
        beside(
            *PERSON, *also, ("Department or agency", "Lamp Service"), ("E-mail at work", "al@lamp.example")
        ),
        inside("What has happened?", "My bench was moved."),
    )
    assert form.text("employer") == expected
    assert form.text("work_email") == "al@lamp.example"


def test_the_next_formal_step_over_its_words_is_the_event_and_the_date_beside_it_its_day() -> None:
    steps = ("Next formal step", "Date", "Time"), ("Vetting interview", "24/11/2026", "10.00")
    form = form_in(
        beside(*PERSON),
        inside("What has happened?", "My bench was moved."),
        table([[paragraph(cell, at == 0) for cell in row] for at, row in enumerate(steps)]),
    )
    assert (form.text("key_event"), form.text("key_date")) == ("Vetting interview", "2026-11-24T10:00")


@pytest.mark.parametrize(
    ("told", "day", "event"),
    [
        ("stage 3 3/12", "2026-12-03", "stage 3"),
        (
            "Notice starts 1 December 2026. Nothing before that as far as I know.",
            "2026-12-01",
            "Notice starts",
        ),
        ("", "", ""),
    ],
)
def test_a_question_that_asks_on_is_answered_beside_it(told: str, day: str, event: str) -> None:
    asked = "Is a meeting, hearing or time limit coming up? Say what it is and when"
    rows = (*PERSON, ("What has happened?", "My bench was moved."), (asked, told))
    form = form_in(table([[paragraph(label, True), paragraph(said)] for label, said in rows]))
    assert (form.text("key_date"), form.text("key_event")) == (day, event)


def test_a_plain_no_to_what_is_coming_up_and_when_is_no_event() -> None:
    rows = (
        *PERSON,
        ("What has happened?", "My bench was moved."),
        ("Is there a meeting? What and when?", "no"),
    )
    form = form_in(table([[paragraph(label, True), paragraph(said)] for label, said in rows]))
    assert form.text("key_event") == ""
