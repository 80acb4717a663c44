"""Crosses beside options in tables: under headings, beside labels, before or behind their words."""

from __future__ import annotations

import pytest

from casework.model import Form
from ingest.form import find_forms
from tests.support.documents import docx, paragraph, table
from tests.support.returned import PLAIN, letter, word

WHO = (("Name", "Ann Lee"), ("Membership no.", "0012345"), ("Email", "ann@post.example"))
STORY = ("What has happened?", "I was sent home twice and nobody told me why.")
CONTRACTS = ("Permanent", "Fixed term", "x Agency")
KINDS = (("Disciplinary", "x Discrimination", "x Pay"), ("Sickness", "TUPE transfer", "x Whistleblowing"))


def form_in(*blocks: str) -> Form:
    around = (asked(*WHO), *blocks, asked(STORY))
    (form,) = find_forms(letter(), [word(docx("".join(around)))], PLAIN).forms
    assert form.text("summary") == STORY[1]
    return form


def asked(*pairs: tuple[str, str]) -> str:
    return table([paragraph(label, bold=True), paragraph(answer)] for label, answer in pairs)


def crossed(*options: str, before: bool = False) -> list[str]:
    """A row of options with a cell beside each, or before; those that begin with "x " have a cross in it."""
    pairs = ((one.removeprefix("x "), "X" if one.startswith("x ") else "") for one in options)
    return [paragraph(text) for pair in pairs for text in (pair[::-1] if before else pair)]


def headed(text: str, bold: bool = True) -> list[str]:
    return [paragraph(text, bold)]


def both(form: Form) -> None:
    assert form.values.get("contract_type") == "agency"
    assert form.values.get("categories") == ("discrimination", "pay_grading", "whistleblowing")


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(
    ("over_contract", "over_kinds", "bold"),
    [
        ("Contract", "Help with", True),
        ("Contract", "Help with", False),
        ("You are", "Put an X beside what it is about", True),
    ],
)
def test_crosses_go_to_the_heading_above_their_options(
    over_contract: str, over_kinds: str, bold: bool, before: bool
) -> None:
    contract = [headed(over_contract, bold), crossed(*CONTRACTS, before=before)]
    kinds = [headed(over_kinds, bold), *(crossed(*row, before=before) for row in KINDS)]
    both(form_in(table([*contract, *kinds])))


def test_the_kinds_may_stand_above_the_contracts() -> None:
    kinds = [headed("Tick what it is about"), *(crossed(*row) for row in KINDS)]
    both(form_in(table([*kinds, headed("You are"), crossed(*CONTRACTS)])))


def test_two_tables_of_options_are_told_apart_by_their_options() -> None:
    both(form_in(table([crossed(*CONTRACTS)]), table(crossed(*row) for row in KINDS)))
    headings = paragraph("Your contract", bold=True), paragraph("Help with", bold=True)
    kinds = table(crossed(*row) for row in KINDS)
    both(form_in(headings[0], table([crossed(*CONTRACTS)]), headings[1], kinds))


def test_options_in_one_column_go_to_the_heading_above_them() -> None:
    contract = [crossed(one) for one in CONTRACTS]
    kinds = [crossed(one) for row in KINDS for one in row]
    both(form_in(table([headed("Contract"), *contract, headed("Problem"), *kinds])))


def test_an_answer_above_a_list_of_options_stays_one() -> None:
    kinds = [crossed(one) for row in KINDS for one in row]
    rows = [headed("Job title"), [paragraph("Driver")], headed("What outcome do you want?")]
    form = form_in(table([*rows, [paragraph("My hours back, as they were")], *kinds]))
    assert form.text("desired_outcome") == "My hours back, as they were"


def test_options_beside_a_label_in_the_first_column_are_told_by_their_crosses() -> None:
    rows = [[*headed("Contract"), *crossed(*CONTRACTS)], [*headed("Help with"), *crossed(*KINDS[0])]]
    both(form_in(table([*rows, [paragraph(""), *crossed(*KINDS[1])]])))


def test_a_column_of_numbers_is_no_column_of_crosses() -> None:
    rows = [("1", "Mobile", "07700 900123", ""), ("2", "Put an X beside what it is about", "", "")]
    rows += [
        ("", "Wages", "X", "Bullying"),
        ("", "Sick leave", "", "Dismissal"),
        ("3", "Employer", "Hill Foods", ""),
    ]
    form = form_in(table([paragraph(cell) for cell in row] for row in rows))
    assert form.values.get("categories") == ("pay_grading",)
