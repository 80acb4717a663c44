"""Who is meant instead, an hour in a cell of its own, a number behind a name, a picture for a signature."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.contents import Source
from ingest.form import find_forms
from ingest.typed import read_name
from tests.support.documents import docx, paragraph, table
from tests.support.returned import PLAIN, letter, word
from tests.support.spreadsheets import BOLD, Sheet, xlsx
from tests.support.spreadsheets import PLAIN as UPRIGHT

ASKED = [("Name", "Ann Lee"), ("Email", "ann@post.example")]
TOLD = [("What has happened", "They told me nothing."), ("What would you like to happen", "An answer")]


def read(*rows: tuple[str, ...]) -> dict[str, Value]:
    cells = [
        [paragraph(cell, bold=at % 2 == 0) for at, cell in enumerate(row)] for row in (*ASKED, *rows, *TOLD)
    ]
    (form,) = find_forms(letter(), [word(docx(table(cells)))], PLAIN).forms
    return dict(form.values)


@pytest.mark.parametrize(
    ("said", "manager"),
    [
        ("Jo Hill", "Jo Hill"),
        ("", "Mr Penn"),
        ("n/a", "Mr Penn"),
        ("The Head", "Mr Penn"),
        ("Same", "Mr Penn"),
    ],
)
def test_a_manager_who_is_not_the_one_asked_for_before_is_the_manager(said: str, manager: str) -> None:
    asked = "Your line manager, if not the Head"
    assert read(("Head teacher", "Mr Penn"), (asked, said))["line_manager"] == manager


def test_a_second_manager_asked_for_without_condition_is_not_taken_instead() -> None:
    assert read(("Line manager", "Mr Penn"), ("Manager's manager", "Jo Hill"))["line_manager"] == "Mr Penn"


@pytest.mark.parametrize(
    ("hour", "day"),
    [("14:00", "2026-12-03T14:00"), ("2pm", "2026-12-03T14:00"), ("Head office", "2026-12-03")],
)
def test_an_hour_in_its_own_cell_belongs_to_the_day_before_it(hour: str, day: str) -> None:
    values = read(("Next event", "Stage 1 hearing", "On (date)", "3 December 2026", "At", hour))
    assert (values["key_date"], values["key_event"]) == (day, "Stage 1 hearing")


@pytest.mark.parametrize(
    ("title", "answers"), [("How to complete", False), ("Notes for completion", False), ("Statement", True)]
)
def test_a_sheet_that_says_how_to_fill_in_the_form_answers_nothing(title: str, answers: bool) -> None:
    rows = [("Casework form", ""), *ASKED, ("Type of case", "Pay"), TOLD[1], ("What has happened", "")]
    asked = {f"A{at}": (label, BOLD) for at, (label, _) in enumerate(rows, 1)}
    said = {f"B{at}": (answer, UPRIGHT) for at, (_, answer) in enumerate(rows, 1) if answer}
    notes = (title, "Phone: one that we may ring.", "Summary: in your own words.")
    how = {f"A{at}": (text, UPRIGHT) for at, text in enumerate(notes, 1)}
    (form,) = find_forms(letter(), [word(xlsx(Sheet({**asked, **said}), Sheet(how)))], PLAIN).forms
    assert ("summary" in form.values) is answers


@pytest.mark.parametrize("said", ["Ann Lee, AB 4711", "Ann Lee (004711)", "Ann Lee / AB-47/11"])
def test_a_number_behind_a_name_costs_nobody_the_name(said: str) -> None:
    told = read_name(said)
    assert (told.value, told.doubt) == ("Ann Lee", True)


@pytest.mark.parametrize("said", ["Flat 12, 2 Canal Walk", "AB 4711", "Ann 1984 and Bo 1985"])
def test_other_words_with_numbers_are_no_name(said: str) -> None:
    assert read_name(said).value is None


def test_a_number_of_a_union_with_a_sign_in_its_initials_is_told_from_the_name() -> None:
    page = (
        "MILLERS & ALLIED TRADES - MEMBER FORM",
        "YOUR NAME AND M&A NUMBER",
        "Ann Lee, MA118820",
        "Email: ann@post.example",
        "What has happened?",
        "They told me nothing.",
    )
    (form,) = find_forms(letter(), [word(docx("".join(map(paragraph, page))))], PLAIN).forms
    assert (form.values["member_name"], form.values["membership_number"]) == ("Ann Lee", "MA118820")


SIGNED = '<img src="cid:s" alt="signature">'


@pytest.mark.parametrize(("signature", "agreed"), [(SIGNED, True), ("Ann Lee", True), ("", None)])
def test_a_picture_in_the_place_of_a_signature_signs_what_was_agreed(
    signature: str, agreed: bool | None
) -> None:
    rows = [
        *ASKED,
        *TOLD,
        ("Consent", "I agree to my data being used to support my case."),
        ("Signature", signature),
    ]
    cells = "".join(f"<tr><td><b>{asked}</b></td><td>{said}</td></tr>" for asked, said in rows)
    html = f"<table>{cells}</table>"
    text = "\n".join(f"{asked}: {said}" for asked, said in rows[:3])
    (form,) = find_forms(letter(text), [], PLAIN, sources=[Source(html, html=True)]).forms
    assert form.values.get("consent") is agreed


def test_a_list_that_a_story_quotes_stays_as_it_was_written() -> None:
    story = 'They took me off the list and on the board they wrote ["see me","later"]'
    text = f"Name: Ann Lee\nEmail: ann@post.example\nMembership number: 448210\nWhat has happened: {story}\n"
    (form,) = find_forms(letter(text), [], PLAIN).forms
    assert form.text("summary") == story
