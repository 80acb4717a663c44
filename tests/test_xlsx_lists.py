"""What rows of a workbook offer under Decision: one rule, and the machine's tab in which it looks."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula

from sheets.dressing_lists import own_list_formula
from sheets.lists import WORDS
from sheets.places import overlap
from sheets.register import Batch, NewRow
from sheets.xlsx import XlsxRegister
from tests.support.libreoffice import SOFFICE, convert
from tests.support.xlsx_register import XlsxHuman, prepared_xlsx_register

ANA, BEN = ("Approve", "Ana Ruiz", "Ben Osei"), ("another",)
NAMES = ("Ana Ruiz", "Ben Osei", "Cy Lee")
Pair = tuple[XlsxRegister, XlsxHuman]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Three cases in falling order, of which two have a list of their own, and three caseworkers."""
    with prepared_xlsx_register(tmp_path) as (register, human):
        rows = [NewRow("cases", ref(number), {"ref": ref(number), "status": "New"}) for number in (3, 2, 1)]
        for name in NAMES:
            email = f"{name[:3].casefold().strip()}@home.example"
            rows.append(NewRow("caseworkers", email, {"name": name, "email": email}))
        register.write(Batch("first", tuple(rows), lists={ref(1): ANA, ref(3): BEN}), register.read())
        yield register, human


def ref(number: int) -> str:
    return f"C-2026-{number:04d}"


def lists(register: XlsxRegister) -> dict[str, tuple[str, ...] | None]:
    return {row.text("ref"): row.own_list for row in register.read().tabs["cases"].rows}


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_finds_the_list_of_each_row_after_a_sort_and_a_row_put_in(
    pair: Pair, tmp_path: Path
) -> None:
    _, human = pair
    human.sort("Cases", "Ref")
    human.insert_row("Cases", 3)
    book = load_workbook(human.path)
    sheet = book["Cases"]
    (rule,) = [one.formula1 for one in sheet.data_validations.dataValidation if "F2" in one.sqref]
    assert rule == own_list_formula("A", 2)
    for row in range(2, 7):  # as the rule is worked out in that row
        formula = f'=_xlfn.TEXTJOIN("|",TRUE,{own_list_formula("A", row)})'
        sheet.cell(row, 30).value = ArrayFormula(f"AD{row}", formula)
    asked = tmp_path / "asked.xlsx"
    book.save(asked)
    assert convert([asked], "csv", tmp_path)
    with (tmp_path / "asked.csv").open() as lines:
        told = [(line[0], tuple(line[29].split("|"))) for line in list(csv.reader(lines))[1:6]]
    everyone = ("Approve", *NAMES)
    assert told == [(ref(1), ANA), ("", everyone), (ref(2), everyone), (ref(3), BEN), ("", everyone)]


def test_a_workbook_of_an_earlier_version_gets_the_rule_and_the_tab(pair: Pair) -> None:
    register, human = pair
    book = load_workbook(human.path)
    del book["_choices"]
    for name in [name for name in book.defined_names if "Own" in name]:
        del book.defined_names[name]
    for one in book["Cases"].data_validations.dataValidation:
        if "F2" in one.sqref:
            one.formula1 = "CaseworkDecisions"
    book["Cases"].insert_cols(1)
    book["Cases"]["A1"] = "Mine"
    book.save(human.path)
    register.prepare()
    book = load_workbook(human.path)
    rules = {one.formula1 for one in book["Cases"].data_validations.dataValidation}
    assert own_list_formula("B", 2) in rules and "CaseworkDecisions" not in rules
    assert {"CaseworkOwnRefs", "CaseworkOwnWords"} <= set(book.defined_names)
    register.write(Batch("r", lists={ref(2): ANA}), register.read())
    assert lists(register) == {ref(3): None, ref(2): ANA, ref(1): None}
    version = register.version()
    register.prepare()
    assert register.version() == version


def test_the_machine_s_tab_is_made_anew_where_somebody_took_it_away(pair: Pair) -> None:
    register, human = pair
    human.delete_tab("_choices")
    assert lists(register) == {ref(3): None, ref(2): None, ref(1): None}
    register.write(Batch("r", lists={ref(2): ANA}), register.read())
    assert lists(register) == {ref(3): None, ref(2): ANA, ref(1): None}
    assert load_workbook(human.path)["_choices"].sheet_state == "veryHidden"


def without_categories(path: Path) -> None:
    """The workbook as the version made it that had no list of categories."""
    book = load_workbook(path)
    rules = book["Cases"].data_validations.dataValidation
    rules.remove(next(rule for rule in rules if rule.formula1 == "CaseworkCategory"))
    del book.defined_names["CaseworkCategory"]
    book["Lists"].delete_cols([cell.value for cell in book["Lists"][1]].index("Category") + 1)
    book.save(path)


def test_a_column_that_had_no_dropdown_gets_it_once_with_its_list(pair: Pair) -> None:
    register, human = pair
    without_categories(human.path)
    register.prepare()
    assert human.offered_under("Category") == WORDS["category"]
    human.rename_header("Lists", "Category", "Mine")
    version = register.version()
    register.prepare()
    assert register.version() == version


def test_a_dropdown_of_their_own_stays_as_it_is(pair: Pair) -> None:
    register, human = pair
    without_categories(human.path)
    with human.at_work("Cases") as sheet:
        sheet.add_data_validation(DataValidation("list", formula1='"pay,leave"', sqref="J2:J50"))
    register.prepare()
    rules = load_workbook(human.path)["Cases"].data_validations.dataValidation
    assert [rule.formula1 for rule in rules if "J2" in rule.sqref] == ['"pay,leave"']


def test_areas_that_have_a_cell_in_common() -> None:
    for one, other, common in (
        ("J2:J1048576", "J2:J50", True),
        ("J2:J10", "J:J", True),
        ("J2:J10", "5:5", True),
        ("J2:J10", "H1:K1", False),
        ("J2:J10", "K2:K10", False),
        ("J2", "A1:Z9", True),
    ):
        assert overlap(one, other) is overlap(other, one) is common
