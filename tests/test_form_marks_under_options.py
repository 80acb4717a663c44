"""Options side by side in a row of a spreadsheet, and their marks in the row below."""

from __future__ import annotations

import pytest

from casework.model import Value
from ingest.inprocess import read_in_process
from tests.support.letters import attached, multipart, part
from tests.support.returned import PLAIN
from tests.support.spreadsheets import BOLD, Sheet, xlsx
from tests.support.spreadsheets import PLAIN as AS_TYPED

STORY = "My hands shake from the grinder and they booked it as absence."
KINDS = ("Discipline", "Grievance", "Pay", "Redundancy", "Health & safety", "Absence", "TUPE")
CONTRACTS = ("Permanent", "Fixed term", "Agency")


def read(contract: str, kinds: str) -> dict[str, Value]:
    """`contract` and `kinds`: the columns in which an X stands."""
    told = [("Member name", "Ann Lee"), ("Email", "ann@post.example"), ("Firm", "Castings Ltd")]
    cells: dict[str, tuple[str, int]] = {}
    for row, (label, answer) in enumerate([*told, ("Works / site", "Foundry Lane"), ("Shop", "Fettling")], 1):
        cells |= {f"A{row}": (label, BOLD), f"B{row}": (answer, AS_TYPED)}
    for row, label, options, marked in (
        (6, "Employment (X one)", CONTRACTS, contract),
        (8, "Case type (X any)", KINDS, kinds),
    ):
        cells[f"A{row}"] = (label, BOLD)
        cells |= {f"{'BCDEFGH'[at]}{row}": (option, AS_TYPED) for at, option in enumerate(options)}
        cells |= {f"{column}{row + 1}": ("X", AS_TYPED) for column in marked}
    cells |= {"A10": ("Description", BOLD), "B10": (STORY, AS_TYPED)}
    book = xlsx(Sheet(cells, merged=("A6:A7", "A8:A9")))
    (form,) = read_in_process(multipart(part("See attached."), attached(book, "case.xlsx")), PLAIN).forms
    return dict(form.values)


@pytest.mark.parametrize(
    ("column", "contract"),
    [("B", "permanent"), ("C", "fixed_term"), ("D", "agency"), ("", None), ("G", None)],
)
def test_a_mark_chooses_the_option_of_its_own_column(column: str, contract: str | None) -> None:
    assert read(column, "F").get("contract_type") == contract


def test_several_marks_choose_several_options() -> None:
    values = read("B", "FG")
    assert values["categories"] == ("health_safety", "sickness_absence")
    assert values["summary"] == STORY


def test_a_shop_beside_the_works_is_a_department() -> None:
    values = read("B", "F")
    assert (values["workplace"], values["department"]) == ("Foundry Lane", "Fettling")
