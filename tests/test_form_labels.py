"""Columns of labels: labels over several columns, and several labels with their answers in one row."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from tests.support.documents import docx, legacy_text, paragraph, table
from tests.support.returned import PLAIN, letter, word
from tests.support.spreadsheets import BOLD, Sheet, xlsx
from tests.support.spreadsheets import PLAIN as UPRIGHT

STORY = ("What has happened?", "I was sent home twice and nobody told me why.")
FILLED = (("Name", "Ann Lee"), ("Email", "ann@post.example"), ("Employer", "Hill Foods"), STORY)


def read(content: bytes) -> Form:
    (form,) = find_forms(letter(), [word(content)], PLAIN).forms
    return form


def row(*texts: str, fields: bool) -> list[str]:
    """Labels and answers by turns, the answers in fields of the form or typed."""
    made = (legacy_text(text) if fields and at % 2 else "" for at, text in enumerate(texts))
    return [f"<w:p>{one}</w:p>" if one else paragraph(text) for one, text in zip(made, texts, strict=True)]


@pytest.mark.parametrize(
    ("merged", "column", "said"), [("A7:D7", "E", "Yes"), ("A7:C7", "D", "Yes"), ("A7:B7", "C", "Yes")]
)
def test_a_yes_beside_a_statement_over_several_columns_answers_it(
    merged: str, column: str, said: str
) -> None:
    statement = "I agree to the branch keeping and using this information for my case (Yes / No)"
    two = [
        ("Name", "Ann Lee", "Membership no.", "0012345"),
        ("Telephone", "07700 900123", "Email", "ann@post.example"),
        ("Company", "Hill Foods", "Department", "Stores"),
        ("Site", "Elm Road", "Job title", "Driver"),
        ("Grade", "4", "Line manager", "Jo Bloggs"),
    ]
    cells = {
        f"{column}{row}": (text, BOLD if column in "AD" else UPRIGHT)
        for row, texts in enumerate(two, start=1)
        for column, text in zip("ABDE", texts, strict=True)
    }
    cells |= {"A6": (STORY[0], BOLD), "B6": (STORY[1], UPRIGHT)}
    cells |= {"A7": (statement, UPRIGHT), f"{column}7": (said, UPRIGHT)}
    form = read(xlsx(Sheet(cells, merged=("B6:E6", merged))))
    assert form.values.get("consent") is True
    assert form.text("line_manager") == "Jo Bloggs"


@pytest.mark.parametrize("fields", [True, False])
def test_a_second_and_a_third_question_in_a_row_keep_their_answers(fields: bool) -> None:
    rows = [row(*pair, fields=fields) for pair in FILLED]
    rows.append(row("Job", "Driver", "Line manager", "Jo Bloggs", "Contract", "Permanent", fields=fields))
    rows.append(
        row("Date of next hearing", "14/05/2027", "Nature of hearing", "Absence hearing", fields=fields)
    )
    form = read(docx(table(rows)))
    assert form.text("line_manager") == "Jo Bloggs"
    assert form.values.get("contract_type") == "permanent"
    assert form.text("key_date") == "2027-05-14"
    assert form.text("key_event") == "Absence hearing"


@pytest.mark.parametrize("fields", [True, False])
def test_a_question_left_empty_is_not_answered_by_the_next_in_its_row(fields: bool) -> None:
    rows = [row(*pair, fields=fields) for pair in FILLED]
    rows.append(row("Job", "", "Line manager", "Jo Bloggs", fields=fields))
    form = read(docx(table(rows)))
    assert form.text("job_title") == ""
    assert form.text("line_manager") == "Jo Bloggs"
