"""A question across the columns of a table, its options below it, their marks in a column beside; a row of
options of which the others were struck out."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word

PERSON = [["1", "Name", "Ann Lee"], ["2", "Email", "ann@post.example"], ["3", "Card no", "0012345"]]
SPAN = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'


def form_in(*blocks: str) -> Form:
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    return form


def rows(cells: list[list[str]]) -> list[list[str]]:
    return [[paragraph(text) for text in row] for row in cells]


@pytest.mark.parametrize("no", ["", "no"])
def test_options_below_their_question_are_told_by_the_marks_beside_them(no: str) -> None:
    below = rows([["", "Pay", "yes"], ["", "Safety", no], ["", "Dismissal", no], ["", "Bullying", "yes"]])
    last = rows([["5", "What has happened?", "They cut the break."], ["6", "Date it began", "3 May 2026"]])
    asked = [paragraph("4"), SPAN + paragraph("What is it about? (mark on the right)")]
    found = form_in(table([*rows(PERSON), asked, *below, *last])).values
    assert found["categories"] == ("bullying_harassment", "pay_grading")
    assert found["summary"] == "They cut the break." and found["issue_started"] == "2026-05-03"


def test_a_row_of_options_mostly_struck_out_is_no_story() -> None:
    gone = "<w:strike/>"
    kinds = [
        ("conduct", gone),
        (" / ", ""),
        ("safety", ""),
        (" / ", ""),
        ("pay / sickness / dismissal", gone),
    ]
    kinds += [(" / ", ""), ("bullying / redundancy / pension / any other matter", gone)]
    options = f"<w:p>{''.join(run(text, look) for text, look in kinds)}</w:p>"
    asked = [paragraph("4"), paragraph("Matter"), options]
    told = rows([["5", "Date it began", "3 May 2026"], ["6", "What do you want?", "My post back"]])
    found = form_in(table([*rows(PERSON), asked, *told])).values
    assert found["categories"] == ("health_safety",) and "summary" not in found
