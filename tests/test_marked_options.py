"""Options that nobody listed, marked beside ones we know: what is given is then for a person to check."""

from __future__ import annotations

import pytest

from tests.support.documents import paragraph, run, table
from tests.test_form_as_filled import PERSON, STORY, cells, form_in

BOLD, STRUCK, LIT = "<w:b/>", "<w:strike/>", '<w:highlight w:val="yellow"/>'


def options(*looks: tuple[str, str]) -> str:
    listed = "".join(f"<w:p>{run(text, look)}</w:p>" for text, look in looks)
    return table([[paragraph("Type of issue"), listed]])


@pytest.mark.parametrize("look", [BOLD, LIT])
def test_an_unknown_option_that_stands_out_makes_the_others_doubtful(look: str) -> None:
    form = form_in(
        cells(*PERSON),
        STORY,
        options(("Pay", look), ("Parking permits", look), ("Bullying", ""), ("Redundancy", "")),
    )
    assert form.values["categories"] == ("pay_grading",)
    assert "categories" in form.doubtful


def test_options_struck_out_are_not_given_where_only_an_unknown_one_is_left() -> None:
    form = form_in(
        cells(*PERSON),
        STORY,
        options(("Pay", STRUCK), ("Parking permits", ""), ("Bullying", STRUCK), ("Redundancy", STRUCK)),
    )
    assert "categories" not in form.values
    assert "categories" in form.doubtful


def test_what_bids_to_strike_out_is_no_option() -> None:
    form = form_in(
        cells(*PERSON),
        STORY,
        options(("Pay", ""), ("(delete as appropriate)", ""), ("Bullying", STRUCK), ("Redundancy", STRUCK)),
    )
    assert form.values["categories"] == ("pay_grading",)
    assert "categories" not in form.doubtful


def test_a_kind_that_nobody_listed_on_a_line_of_its_own_is_for_a_person() -> None:
    form = form_in(cells(*PERSON), STORY, options(("Pay", ""), ("Parking permits", "")))
    assert form.values["categories"] == ("pay_grading",)
    assert "categories" in form.doubtful


@pytest.mark.parametrize(
    "row",
    [
        "Grievance [ ]  Disciplinary [x]  Sickness [ ]  Other [ ] please specify .........",
        "Grievance [ ] Disciplinary [x] Sickness [ ] Other [ ] (please state)",
        "[ ] Grievance  [x] Disciplinary  [ ] Sickness  [ ] Other",
        "Grievance ☐  Disciplinary ☒  Sickness ☐  Other ☐ please give details",
    ],
)
def test_a_box_belongs_to_the_words_it_stands_beside(row: str) -> None:
    form = form_in(cells(*PERSON), STORY, paragraph("Nature of problem", True), paragraph(row))
    assert form.values["categories"] == ("disciplinary",)
