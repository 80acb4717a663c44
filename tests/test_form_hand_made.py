"""What hand-made forms print: numbers and tabs in front, lines to write on, letters to give, boxes."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.form import find_forms
from tests.support.documents import docx, paragraph, run, table
from tests.support.returned import PLAIN, letter, word

STORY = "They told us on Monday that the night shift ends. I was given no reason."


def in_lines(*lines: str) -> dict[str, Value]:
    (form,) = find_forms(letter(), [word(docx("".join(paragraph(line) for line in lines)))], PLAIN).forms
    return dict(form.values)


@pytest.mark.parametrize("tabs", ["\t", "\t\t"])
def test_a_number_and_a_tab_before_a_question_only_set_it_in(tabs: str) -> None:
    read = in_lines(
        f"1.{tabs}Your name: Ann Lee", f"2.{tabs}Email: ann@post.example", f"3.{tabs}Grade: 7",
        f"4.{tabs}What has happened?", f"\t{STORY}",
    )  # fmt: skip
    assert read == {"member_name": "Ann Lee", "email": "ann@post.example", "grade": "7", "summary": STORY}


def test_underscores_inside_an_address_typed_on_a_line_of_them_stay() -> None:
    read = in_lines(
        "Name ____Ann Lee_____ Email ___ann_marie_lee@post.example______", "Phone ____01632 960123_____",
        f"What has happened? ___{STORY}___",
    )  # fmt: skip
    assert read["email"] == "ann_marie_lee@post.example"
    assert read["member_name"] == "Ann Lee" and read["phone"] == "+441632960123"


def test_a_story_between_two_lines_printed_to_write_on_is_no_heading() -> None:
    rule = "_" * 40
    read = in_lines(
        "Name: Ann Lee ____________", "Email: ann@post.example ________", "Grade: 7 __________",
        "What has happened?", rule, STORY, rule, "Any adjustments you need?", rule, "A ramp", rule,
    )  # fmt: skip
    assert (read["summary"], read["adjustments"], read["grade"]) == (STORY, "A ramp", "7")


LISTED = ("a) Bullying", "b) Pay", "c) Sickness", "d) Redundancy", "e) Pension")
WHO = ("Name: Ann Lee", "Email: ann@post.example")


@pytest.mark.parametrize("given", ["b, e", "B and E", "b e", "(b), (e)"])
def test_letters_written_behind_the_question_above_a_list_choose_of_it(given: str) -> None:
    read = in_lines(*WHO, f"What is it about (give letters): {given}", *LISTED, f"What has happened? {STORY}")
    assert read["categories"] == ("pay_grading", "pension")


def test_words_behind_the_question_above_a_lettered_list_are_no_letters() -> None:
    read = in_lines(*WHO, "What is it about (give letters):", *LISTED, f"What has happened? {STORY}")
    assert "categories" not in read and read["summary"] == STORY


@pytest.mark.parametrize(("struck", "said"), [("I DO NOT", True), ("I DO", False), ("", None)])
def test_consent_is_what_is_left_of_i_do_or_i_do_not(struck: str, said: bool | None) -> None:
    words = ("I DO", " / ", "I DO NOT", " consent to the branch keeping this form.")
    line = "".join(run(one, "<w:strike/>" if one == struck else "") for one in words)
    blocks = [*map(paragraph, (*WHO, "What has happened?", STORY)), f"<w:p>{line}</w:p>"]
    (form,) = find_forms(letter(), [word(docx("".join(blocks)))], PLAIN).forms
    assert form.values.get("consent") == said


@pytest.mark.parametrize(
    "spelt", ["0 7 7 0 0 9 0 0 1 2 3", "0-7-7-0-0-9-0-0-1-2-3", "0 7 7 0 0 - 9 0 0 - 1 2 3"]
)
def test_a_number_in_digits_one_by_one_is_a_number(spelt: str) -> None:
    assert in_lines(*WHO, f"Mobile: {spelt}", "What has happened?", STORY)["phone"] == "+447700900123"


def test_guidance_in_brackets_behind_a_wide_gap_is_no_answer() -> None:
    read = in_lines(
        *WHO,
        "Employer          (e.g. a school or trust)",
        "Department          Catering",
        "What has happened?",
        STORY,
    )
    assert "employer" not in read and read["department"] == "Catering"


def test_one_row_of_boxes_below_words_of_bidding_has_its_boxes_before_the_options() -> None:
    rows = [
        ["Name", "Ann Lee"],
        ["Email", "ann@post.example"],
        ["About (tick)", "Tick any that fit\n☐ Bullying ☒ Pay ☐ Sickness ☒ Pension"],
        ["What has happened?", STORY],
    ]
    content = docx(table([["".join(map(paragraph, cell.split("\n"))) for cell in row] for row in rows]))
    (form,) = find_forms(letter(), [word(content)], PLAIN).forms
    assert form.values["categories"] == ("pay_grading", "pension")


@pytest.mark.parametrize("last", [(), (("Declaration",),)], ids=["whole", "ends in a heading"])
def test_rows_of_questions_over_rows_of_answers_are_read_though_a_heading_ends_them(
    last: tuple[tuple[str, ...], ...],
) -> None:
    rows = (
        ("Name", "Email"), ("Ann Lee", "ann@post.example"),
        ("Telephone", "Grade"), ("01632 960123", "7"),
        ("Department", "Line manager"), ("Catering", "Jo Hill"),
        *last,
    )  # fmt: skip
    made = table([[paragraph(cell) for cell in row] for row in rows])
    story = paragraph("What has happened?", bold=True) + paragraph(STORY)
    (form,) = find_forms(letter(), [word(docx(made + story))], PLAIN).forms
    assert dict(form.values) == {
        "member_name": "Ann Lee", "email": "ann@post.example", "phone": "+441632960123", "grade": "7",
        "department": "Catering", "line_manager": "Jo Hill", "summary": STORY,
    }  # fmt: skip
