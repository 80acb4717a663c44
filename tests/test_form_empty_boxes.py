"""Boxes that were left empty, beside guidance and labels: what the form says itself answers none of them."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.form import find_forms
from tests.support.documents import docx, paragraph, table
from tests.support.returned import PLAIN, letter, word
from tests.support.spreadsheets import BOLD, Sheet, xlsx
from tests.support.spreadsheets import Value as CellValue

STORY = "The rota was changed twice in one week and nobody asked us."


def in_document(content: bytes) -> dict[str, Value]:
    (form,) = find_forms(letter(), [word(content, "form.bin")], PLAIN).forms
    return dict(form.values)


def counted(*rows: tuple[str, str, str]) -> str:
    """Rows of a number, a label with small type below it, and a box to write in."""
    return table(
        [
            [
                paragraph(str(at)),
                paragraph(label, bold=True) + paragraph(small) * bool(small),
                paragraph(said),
            ]
            for at, (label, small, said) in enumerate(rows, 1)
        ]
    )


def test_small_type_below_a_label_is_no_answer_where_answers_stand_beside_their_labels() -> None:
    values = in_document(
        docx(
            counted(
                ("Member's full name", "", "Rhona Tait"),
                ("Email", "one your employer cannot open", "rhona@post.example"),
                ("Telephone", "", "07700 900123"),
                ("Department", "Sorting, Counters, Vehicles or Clerical", ""),
                ("Which meeting", "fact-find, interview or appeal", ""),
                ("What has happened?", "", STORY),
            )
        )
    )
    assert values["member_name"] == "Rhona Tait"
    assert values["email"] == "rhona@post.example"
    assert values["summary"] == STORY
    assert values.keys().isdisjoint({"department", "key_event"})


def test_what_was_typed_below_labels_stays_where_no_box_beside_them_is_used() -> None:
    pairs = [("Full name", "Rhona Tait"), ("Email", "rhona@post.example"), ("Department", "Counters")]
    rows = [[paragraph(label, bold=True) + paragraph(said), paragraph("")] for label, said in pairs]
    told = [[paragraph("What has happened?", bold=True) + paragraph(STORY), paragraph("")]]
    values = in_document(docx(table([*rows, *told])))
    assert (values["department"], values["summary"]) == ("Counters", STORY)


@pytest.mark.parametrize(
    "heading",
    ["Section 3. Manager dealing with the matter", "Part C: investigating officer", "Part 3 - Your rep"],
)
def test_a_counted_part_about_somebody_else_gives_the_member_no_name(heading: str) -> None:
    who = [("Membership number", "0012345"), ("Email", "rhona@post.example"), ("Job title", "Sorter")]
    who += [("Telephone", "07700 900123"), ("What has happened?", STORY)]
    body = table([paragraph(label, bold=True), paragraph(said)] for label, said in who)
    body += paragraph(heading, bold=True)
    body += table([[paragraph("Name", bold=True), paragraph("Simon Garth")]])
    values = in_document(docx(body))
    assert "member_name" not in values and "line_manager" not in values


def boxes(*rows: tuple[str, str]) -> str:
    """Rows of two boxes, each a label with its answer, or room for one, below it."""
    cells = [[box.partition(": ") for box in row] for row in rows]
    return table([paragraph(label) + paragraph(said) for label, _, said in row] for row in cells)


def test_boxes_hardly_filled_in_are_answered_in_themselves_whatever_the_office_table_looks_like() -> None:
    office = table(
        [
            [paragraph("Passed on: Yes / No"), paragraph("Official allocated:")],
            [paragraph("Date received:"), paragraph("Signature of the secretary:")],
            [paragraph("Date:"), paragraph("Signature of the chair:")],
            [paragraph("Department:"), paragraph("Passed to:")],
            [paragraph("Email:"), paragraph("Written by:")],
        ]
    )
    values = in_document(
        docx(
            boxes(
                ("Surname: Tait", "First names: Rhona"), ("Brigade: ", "Station: Control"),
                ("Rank: Operator", "Watch: "), ("Union number: ", "Telephone: 07700 900123"),
                ("Date joined: ", "Line manager: "), ("What has happened: " + STORY, "Date of meeting: "),
                ("Which meeting: ", "Name of your rep: "),
            )
            + paragraph("For the office", bold=True)
            + office
        )
    )  # fmt: skip
    assert values["member_name"] == "Rhona Tait"
    assert (values["phone"], values["summary"]) == ("+447700900123", STORY)
    assert values.keys().isdisjoint({"membership_number", "line_manager", "key_event", "key_date"})


def side_by_side(manager: str, address: str) -> bytes:
    """A sheet of two columns of questions, headed in capitals, the right one longer than the left."""
    cells: dict[str, tuple[CellValue, int]] = {"A1": ("MEMBER", 0), "D1": ("WORK", 0)}
    left = [("Name", "Rhona Tait"), ("Email", "rhona@post.example"), ("Mobile", "07700 900123")]
    right = [
        ("Employer", "Tarn Homes"), ("Job title", "Warden"), ("Line manager", manager),
        ("Manager's email", address),
    ]  # fmt: skip
    for asks, says, pairs in (("A", "B", left), ("D", "E", right)):
        for at, (label, said) in enumerate(pairs, 2):
            cells[f"{asks}{at}"] = (label, BOLD)
            if said:
                cells[f"{says}{at}"] = (said, 0)
    cells |= {"A8": ("What has happened?", BOLD), "B8": (STORY, 0)}
    return xlsx(Sheet(cells))


@pytest.mark.parametrize("manager", ["Theo Marsh", ""])
@pytest.mark.parametrize("address", ["theo.marsh@tarn.example", ""])
def test_a_question_alone_in_its_row_of_a_sheet_goes_on_with_no_answer_above(
    manager: str, address: str
) -> None:
    values = in_document(side_by_side(manager, address))
    assert values["member_name"] == "Rhona Tait"
    assert values.get("line_manager", "") == manager
    assert "work_email" not in values
