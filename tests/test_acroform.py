"""Fillable PDFs: values from /V and /AS, labels from tooltips or by position, parts of an answer together."""

from __future__ import annotations

import random

import pytest

from ingest.documents.pdf import read_pdf
from ingest.documents.zipped import Unreadable
from ingest.form import find_forms
from ingest.page import Line, Table
from tests.support.pdfs import Field, frame, pdf, radio_field, text_field, tick_field, words
from tests.support.returned import PLAIN, letter, word

HEAD = words(50, 60, "Casework form", "B", 14)
FILLER = (text_field("a", (300, 700, 500, 715)), text_field("b", (300, 720, 500, 735)))
"""Further fields, so that the document counts as a fillable one."""


def rows(content: str, fields: list[Field]) -> list[list[str]]:
    page = read_pdf(pdf([HEAD + content], [[*fields, *FILLER]]))
    found = [row for block in page.blocks if isinstance(block, Table) for row in block.rows]
    return [[cell.text for cell in row] for row in found if len(row) > 1 and row[0].text]


def values(content: str, fields: list[Field], form: str = "") -> dict[str, object]:
    (found,) = find_forms(letter(), [word(pdf([HEAD + content], [fields], form), "form.pdf")], PLAIN).forms
    return dict(found.values)


LABELS = (
    ("Your name", "Ana Ruiz"),
    ("Membership number", "AB123456"),
    ("Email address", "ana.ruiz@post.example"),
    ("Job title", "Porter"),
    ("What has happened?", "My hours were cut\nwithout a word."),
    ("What outcome would you like?", "My old rota back."),
)
EXPECTED = {
    "member_name": "Ana Ruiz",
    "membership_number": "AB123456",
    "email": "ana.ruiz@post.example",
    "job_title": "Porter",
    "summary": "My hours were cut without a word.",
    "desired_outcome": "My old rota back.",
}


def test_fields_without_names_that_mean_anything_take_the_words_to_their_left() -> None:
    page = "".join(words(50, 112 + 30 * at, label) for at, (label, _) in enumerate(LABELS))
    fields = [
        text_field(f"Text{at}", (220, 100 + 30 * at, 540, 116 + 30 * at), value)
        for at, (_, value) in enumerate(LABELS)
    ]
    assert values(page, fields) == EXPECTED


def test_or_the_words_above_them() -> None:
    page = "".join(words(50, 100 + 50 * at, label) for at, (label, _) in enumerate(LABELS))
    fields = [
        text_field(f"Text{at}", (50, 104 + 50 * at, 540, 130 + 50 * at), value)
        for at, (_, value) in enumerate(LABELS)
    ]
    assert values(page, fields) == EXPECTED


def test_frames_drawn_round_fields_that_touch_cut_no_label_in_two() -> None:
    """Pairs of label and field close below one another: the frames hold together like a table's walls."""
    page, fields = "", []
    for at, (label, value) in enumerate(LABELS):
        x, y = 58 + 5 * len(label), 100 + 18 * at
        fields.append(text_field(f"Text Box {at}", (x, y, x + 200, y + 14), value))
        page += words(50, y + 11, label) + frame(x - 2, y - 2, 204, 18)
    assert values(page, fields) == EXPECTED


def test_a_heading_over_a_row_of_labels_with_their_fields_beside_them_takes_no_field() -> None:
    page = "".join(words(50, 112 + 30 * at, label) for at, (label, _) in enumerate(LABELS[:3]))
    fields = [
        text_field(f"Text{at}", (220, 100 + 30 * at, 540, 116 + 30 * at), value)
        for at, (_, value) in enumerate(LABELS[:3])
    ]
    page += words(50, 200, "THE FACTS", "B") + words(50, 216, "Date of incident") + words(380, 216, "Train")
    page += words(50, 247, "Your account of it")
    fields += [
        text_field("T7", (140, 205, 300, 219), "06/10/26"),
        text_field("T8", (50, 222, 200, 235), "2P41"),  # "Train" had no room left for it on its row
        text_field("T9", (50, 251, 540, 300), "They said that I was late."),
    ]
    found = values(page, fields)
    assert (found["issue_started"], found["summary"]) == ("2026-10-06", "They said that I was late.")


def test_a_label_over_its_box_is_not_the_end_of_the_label_beside_a_field_above() -> None:
    page = words(50, 111, "Membership number") + words(50, 124, "What happened?")
    page += words(50, 200, "Your name") + words(50, 230, "Email")
    fields = [
        text_field("T1", (146, 101, 300, 113), "AB123456"),
        text_field("T2", (50, 127, 540, 180), "They cut my hours."),
        text_field("T3", (160, 190, 300, 204), "Ana Ruiz"),
        text_field("T4", (160, 220, 400, 234), "ana@post.example"),
    ]
    found = values(page, fields)
    assert (found["membership_number"], found["summary"]) == ("AB123456", "They cut my hours.")


def test_or_the_words_above_them_two_to_a_row() -> None:
    page, fields = "", []
    for at, (label, value) in enumerate(LABELS):
        x, y = 50 + 260 * (at % 2), 100 + 60 * (at // 2)
        page += words(x, y, label)
        fields.append(text_field(f"undefined_{at}", (x, y + 4, x + 240, y + 24), value))
    assert values(page, fields) == EXPECTED


def test_a_tooltip_that_says_something_is_the_label_and_one_that_does_not_is_none() -> None:
    page = words(50, 112, "Name") + words(50, 142, "Job")
    fields = [
        text_field("T1", (220, 100, 540, 116), "Jo Hill", "Please enter your line manager's name"),
        text_field("T2", (220, 130, 540, 146), "Porter", "Text Field 2"),
    ]
    assert rows(page, fields)[:2] == [["your line manager's name", "Jo Hill"], ["Job", "Porter"]]


def test_a_name_that_says_something_is_the_last_resort() -> None:
    assert rows("", [text_field("form1[0].LineManager[0]", (220, 100, 540, 116), "Jo")])[0] == [
        "Line Manager",
        "Jo",
    ]


def test_boxes_of_one_question_stand_together_under_its_words() -> None:
    page = (
        words(50, 100, "Type of problem", "B") + words(70, 118, "Grievance") + words(300, 118, "Redundancy")
    )
    page += words(70, 134, "Bullying or") + words(70, 146, "harassment") + words(50, 180, "Contract")
    page += words(190, 180, "Permanent") + words(290, 180, "Agency")
    fields = [
        tick_field("c1", 50, 109, True), tick_field("c2", 280, 109, False), tick_field("c3", 50, 125, True),
        tick_field("c4", 170, 171, False), tick_field("c5", 270, 171, True),
    ]  # fmt: skip
    assert rows(page, fields)[:2] == [
        ["Type of problem", "☒ Grievance\n☐ Redundancy\n☒ Bullying or harassment"],
        ["Contract", "☐ Permanent\n☒ Agency"],
    ]


def test_words_may_stand_before_their_boxes() -> None:
    page = (
        words(50, 112, "Do you agree that the branch keeps this?")
        + words(300, 112, "Yes")
        + words(360, 112, "No")
    )
    fields = [tick_field("c1", 320, 103, True), tick_field("c2", 378, 103, False)]
    assert rows(page, fields)[0] == ["Do you agree that the branch keeps this?", "☒ Yes\n☐ No"]


@pytest.mark.parametrize("chosen", ["0", "1", ""])
def test_round_buttons_are_one_question_and_take_the_words_beside_them(chosen: str) -> None:
    page = words(50, 112, "Contract") + words(190, 112, "Permanent") + words(290, 112, "Agency")
    group = radio_field("Group7", ((172, 103, "0"), (272, 103, "1")), chosen)
    on, other = ("☒" if chosen == state else "☐" for state in ("0", "1"))
    assert rows(page, [group])[0] == ["Contract", f"{on} Permanent\n{other} Agency"]


def test_a_choice_gives_what_is_shown_for_its_value() -> None:
    options = "/FT/Ch /Ff 131072 /Opt[[(P) (Permanent)] [(F) (Fixed-term)]]"
    field = Field((220, 100, 540, 116), f"{options} /T (Dropdown3) /V (F)")
    assert rows(words(50, 112, "Contract"), [field])[0] == ["Contract", "Fixed-term"]


@pytest.mark.parametrize("spoken", [True, False])
def test_a_date_in_three_fields_is_one_date(spoken: bool) -> None:
    page = words(50, 112, "Date of next meeting")
    parts = (("day", "4", 30), ("month", "12", 30), ("year", "2026", 50))
    fields, x = [], 220.0
    for part, value, width in parts:
        tooltip = f"Date of next meeting - {part}" if spoken else ""
        fields.append(text_field(f"n{part}", (x, 100, x + width, 116), value, tooltip))
        x += width + 10
    assert rows(page, fields)[0] == ["Date of next meeting", "4/12/2026"]


def test_a_letter_in_each_field_is_one_word() -> None:
    fields = [
        text_field(f"m{at}", (220 + 18 * at, 100, 236 + 18 * at, 116), sign, more="/MaxLen 1")
        for at, sign in enumerate("AB1234")
    ]
    assert rows(words(50, 112, "Membership number"), fields)[0] == ["Membership number", "AB1234"]


def test_values_come_in_every_spelling_of_the_file() -> None:
    utf8 = Field((220, 100, 540, 116), "/FT/Tx /T (t1) /V <EFBBBF5A6FC3AB>")
    utf16 = Field((220, 130, 540, 146), "/FT/Tx /T (t2) /V <FEFF674E660E>")
    old = Field((220, 160, 540, 176), r"/FT/Tx /T (t3) /V (Zo\353 \(Z\)\r\nLee)")
    page = words(50, 112, "Name") + words(50, 142, "Manager") + words(50, 172, "Who else?")
    found = rows(page, [utf8, utf16, old])
    assert found[:3] == [["Name", "Zoë"], ["Manager", "李明"], ["Who else?", "Zoë (Z)\nLee"]]


def test_a_value_stands_with_the_parent_and_hidden_fields_and_buttons_are_none() -> None:
    parent = "/FT/Tx /T (t1) /V (Ana)"
    shown = Field((0, 0, 0, 0), parent, (Field((220, 100, 540, 116), ""),))
    hidden = Field((220, 130, 540, 146), "/FT/Tx /T (t2) /V (no) /F 2")
    button = Field((220, 160, 540, 176), "/FT/Btn /Ff 65536 /T (Submit)")
    page = words(50, 112, "Name") + words(50, 142, "Job") + words(50, 172, "Send")
    assert rows(page, [shown, hidden, button])[0] == ["Name", "Ana"]
    assert not any("no" in row for row in rows(page, [shown, hidden, button]))


def test_words_put_over_an_empty_field_with_another_program_are_its_value() -> None:
    page = words(50, 112, "Name") + words(224, 112, "Ana Ruiz")
    assert rows(page, [text_field("t", (220, 100, 540, 116))])[0] == ["Name", "Ana Ruiz"]


def test_headings_stand_between_the_rows_and_never_answer() -> None:
    page = words(50, 90, "About you", "B") + words(50, 112, "Name") + words(50, 140, "Please write clearly.")
    page += words(50, 165, "Job")
    fields = [text_field("t1", (220, 100, 540, 116), "Ana"), text_field("t2", (220, 153, 540, 169), "")]
    page_read = read_pdf(pdf([HEAD + page], [[*fields, *FILLER]]))
    (table,) = (block for block in page_read.blocks if isinstance(block, Table))
    found = [[cell.text for cell in row] for row in table.rows]
    assert [row for row in found if any(row)][:5] == [
        ["Casework form"], ["About you"], ["Name", "Ana"], ["Please write clearly."], ["Job", ""],
    ]  # fmt: skip


def test_a_flat_form_with_one_field_on_it_is_read_as_flat() -> None:
    page = words(50, 112, "Name: Ana Ruiz") + words(50, 142, "Job: Porter at the north gate")
    found = read_pdf(pdf([HEAD + page], [[text_field("Signature", (300, 700, 500, 720))]]))
    assert "Name: Ana Ruiz" in [block.text for block in found.blocks if isinstance(block, Line)]


def test_xfa_without_values_is_unreadable_and_with_values_is_read() -> None:
    with pytest.raises(Unreadable, match="XFA"):
        read_pdf(pdf([words(50, 60, "Please wait while this form is loading")], [[]], "/XFA 5 0 R"))
    page = words(50, 112, "Name")
    filled = [text_field("t1", (220, 100, 540, 116), "Ana"), *FILLER]
    assert read_pdf(pdf([HEAD + page], [filled], "/XFA 5 0 R")).blocks


def test_parents_in_a_ring_and_fields_beyond_number_end() -> None:
    ring = Field((220, 100, 540, 116), "/FT/Tx /T (t) /V (Ana) /Parent 6 0 R")
    looped = "<</Parent 6 0 R /T (p)>>"
    assert read_pdf(pdf([HEAD + words(50, 112, "Name")], [[ring, *FILLER]], more=[looped])).blocks
    many = [text_field(f"t{at}", (220, 100, 540, 116)) for at in range(2_100)]
    with pytest.raises(Unreadable, match="more fields"):
        read_pdf(pdf([HEAD], [many]))


def test_whatever_happens_to_the_bytes_it_is_a_page_or_unreadable() -> None:
    page = "".join(words(50, 112 + 30 * at, label) for at, (label, _) in enumerate(LABELS))
    fields = [
        text_field(f"Text{at}", (220, 100 + 30 * at, 540, 116 + 30 * at), value, "Said")
        for at, (_, value) in enumerate(LABELS)
    ]
    fields += [tick_field("c", 50, 300, True), radio_field("r", ((50, 330, "A"), (90, 330, "B")), "B")]
    whole = pdf([HEAD + page], [fields])
    chance = random.Random(9)
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 15)):
            at = chance.randrange(len(broken))
            if chance.random() < 0.6:
                broken[at] = chance.randrange(256)
            else:
                del broken[at : at + chance.randint(1, 30)]
        try:
            assert read_pdf(bytes(broken)).blocks is not None
        except Unreadable as reason:
            assert str(reason).startswith("it ")
