"""Boxes to write in that are drawn as tables of one cell in the cell of their question."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.form import find_forms
from tests.support import opendocument
from tests.support.documents import docx, paragraph, table
from tests.support.returned import PLAIN, letter, word

STORY = "On 3 May I was moved.\nName: nobody would give me one.\nDate: never said.\nI asked twice."
ASKED = (
    ("Your name", "Ann Lee"), ("Membership number", "H 5521"), ("Email", "ann@post.example"),
    ("Telephone", "01632 960815"), ("What happened?", STORY), ("What outcome do you want?", "My old desk"),
)  # fmt: skip


def lines(text: str) -> str:
    return "".join(paragraph(line) for line in text.split("\n"))


def box(text: str) -> str:
    return table([[lines(text)]])


def read(body: str) -> dict[str, Value]:
    (form,) = find_forms(letter(), [word(docx(body))], PLAIN).forms
    return dict(form.values)


def is_read(values: dict[str, Value]) -> bool:
    told = (values["member_name"], values["membership_number"], values["email"], values["phone"])
    assert told == ("Ann Lee", "H5521", "ann@post.example", "+441632960815")
    return (values["summary"], values["desired_outcome"]) == (STORY.replace("\n", " "), "My old desk")


def test_a_box_below_its_question_in_the_same_cell_holds_the_answer() -> None:
    outer = [[paragraph(asks, bold=True) + box(told) + paragraph("")] for asks, told in ASKED]
    assert is_read(read("".join(table([row]) + paragraph("") for row in outer)))
    assert is_read(read(table(outer)))


def test_a_box_in_the_cell_beside_its_question_holds_the_answer() -> None:
    rows = [[paragraph(asks), box(told) + paragraph("")] for asks, told in ASKED]
    assert is_read(read(table(rows)))


def test_it_is_so_in_an_opendocument_too() -> None:
    def inner(text: str) -> str:
        return opendocument.table([["".join(map(opendocument.paragraph, text.split("\n")))]])

    rows = [[opendocument.paragraph(asks) + inner(told) + opendocument.paragraph("")] for asks, told in ASKED]
    body = opendocument.odt(opendocument.table(rows))
    (form,) = find_forms(letter(), [word(body, "form.odt")], PLAIN).forms
    assert is_read(dict(form.values))


@pytest.mark.parametrize("left_empty", ["Telephone", "What outcome do you want?"])
def test_an_empty_box_is_no_answer(left_empty: str) -> None:
    rows = [
        [paragraph(asks, bold=True) + box("" if asks == left_empty else told) + paragraph("")]
        for asks, told in ASKED
    ]
    values = read(table(rows))
    assert ("phone" not in values) == (left_empty == "Telephone")
    assert ("desired_outcome" not in values) == (left_empty != "Telephone")
    assert values["summary"] == STORY.replace("\n", " ")
