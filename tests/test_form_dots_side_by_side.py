"""Dotted lines with two labels to a line: typed into the middle of the dots, in their place, or left."""

from __future__ import annotations

from casework.model import Form
from ingest.form import find_forms
from tests.support.documents import docx, paragraph
from tests.support.returned import PLAIN, letter, word

ASKED = (
    ("Name", "Ann Lee", "PIN / membership", "19K2210E"),
    ("Tel", "07700 900123", "Email", "ann@post.example"),
    ("Trust / employer", "Lamp Hill NHS Trust"),
    ("Ward", "Lamp Ward"),
    ("Band", "5", "Job", "Nurse"),
)
STORY = ("What went wrong", "My shifts were cut.", "What would put it right", "My shifts back.")
MEETING = ("Date of meeting", "25.11.26", "Type of meeting", "Review")
VALUES = {
    "member_name": "Ann Lee", "membership_number": "19K2210E", "email": "ann@post.example",
    "phone": "+447700900123", "employer": "Lamp Hill NHS Trust", "job_title": "Nurse", "grade": "5",
    "key_date": "2026-11-25", "key_event": "Review", "summary": "My shifts were cut.",
}  # fmt: skip


def row(parts: tuple[str, ...], *, round_it: bool, without: str = "") -> str:
    """A line of labels, dots left round what was typed or gone; all dots behind one that was left."""
    told = ""
    for label, answer in zip(parts[::2], parts[1::2], strict=True):
        typed = f".....{answer}....." if round_it else answer
        told += f"{label}: {'.' * 30 if label == without else typed}   "
    return paragraph(told)


def form_in(*, round_it: bool, without: str = "", kinds: str = "") -> Form:
    lines = [row(parts, round_it=round_it, without=without) for parts in ASKED]
    lines += [paragraph(kinds)] if kinds else []
    lines += [*map(paragraph, STORY), row(MEETING, round_it=round_it, without=without)]
    (form,) = find_forms(letter(), [word(docx("".join(lines)))], PLAIN).forms
    return form


def test_what_was_typed_between_the_dots_of_two_labels_is_each_ones_own() -> None:
    values = form_in(round_it=True).values
    assert {name: values.get(name) for name in VALUES} == VALUES


def test_a_first_gap_left_empty_takes_nothing_from_the_second() -> None:
    values = form_in(round_it=True, without="Name").values
    assert "member_name" not in values
    assert values["membership_number"] == "19K2210E"
    values = form_in(round_it=True, without="Date of meeting").values
    assert "key_date" not in values
    assert values["key_event"] == "Review"


def test_nor_does_an_empty_second_one_lend_its_label_to_the_first() -> None:
    lines = [row(parts, round_it=False, without="PIN / membership") for parts in ASKED]
    left = [
        paragraph(f"{label}: {'.' * 30}") for label in ("Line manager", "Anyone else helping you", "Site")
    ]
    (form,) = find_forms(
        letter(), [word(docx("".join([*lines, *left, *map(paragraph, STORY)])))], PLAIN
    ).forms
    assert form.text("member_name") == "Ann Lee"
    assert "membership_number" not in form.values


def test_a_label_alone_below_the_options_of_a_choice_begins_a_new_answer() -> None:
    kinds = "Matter (tick all that apply):  ☒ Grievance  ☐ Sickness  ☐ Bullying"
    lines = [row(parts, round_it=False, without="Ward") for parts in ASKED]
    below = ("Background", "My shifts were cut.", "Outcome you would like", "My shifts back.")
    (form,) = find_forms(
        letter(), [word(docx("".join([*lines, *map(paragraph, (kinds, *below))])))], PLAIN
    ).forms
    assert form.text("summary") == "My shifts were cut."
    assert form.values["categories"] == ("grievance",)
