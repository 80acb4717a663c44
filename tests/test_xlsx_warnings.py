"""A workbook made before columns of the service's said whose they are says it once it is set up again."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from sheets.columns import CASES, TABS, Owner
from sheets.layout import WARNING, warning
from sheets.xlsx import XlsxRegister
from tests.support.xlsx_register import put_prepared

MARK = "CaseworkWarned"


def rules(path: Path, tab: str = "Cases") -> dict[str, DataValidation]:
    """The rules of a tab by the first cell they are for."""
    found = load_workbook(path)[tab].data_validations.dataValidation
    return {str(rule.sqref).split()[0].split(":")[0]: rule for rule in found}


def warned(path: Path, tab: str = "Cases") -> set[str]:
    """The headings of the columns with a warning of the service's."""
    headers = {cell.column_letter: cell.value for cell in load_workbook(path)[tab][1]}
    told = {at for at, rule in rules(path, tab).items() if f"{rule.error}".startswith(WARNING)}
    return {str(headers[at.rstrip("0123456789")]) for at in told}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """As an earlier version made it: no warnings, and Category was a column of the service's."""
    path = tmp_path / "register.xlsx"
    put_prepared(path)
    book = load_workbook(path)
    del book.defined_names[MARK]
    for sheet in book.worksheets:
        kept = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
        sheet.data_validations.dataValidation = kept
        for rule in kept:
            if rule.formula1 == "CaseworkCategory":
                rule.showInputMessage, rule.promptTitle = True, "Category"
                rule.prompt = warning([CASES.column("category")])
    book.save(path)
    return path


@pytest.mark.long
def test_every_column_of_the_service_s_says_whose_it_is_after_one_write(old: Path) -> None:
    register = XlsxRegister(old)
    assert warned(old) == set()
    register.prepare()
    for layout in TABS:
        if not layout.hidden:
            ours = {one.title for one in layout.columns if one.owner is Owner.OURS and not one.choices}
            assert warned(old, layout.title) == ours, layout.title
    assert {rule.formula1 for rule in rules(old).values() if rule.type == "custom"} == {'$A2=""'}
    assert MARK in load_workbook(old).defined_names
    once = old.read_bytes()
    register.prepare()
    assert old.read_bytes() == once


def test_a_new_workbook_and_one_brought_up_to_date_have_the_same_rules(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.xlsx"
    put_prepared(new)
    XlsxRegister(old).prepare()
    for layout in TABS:
        if not layout.hidden:
            said = [
                sorted((str(rule.sqref), rule.formula1, f"{rule.error}") for rule in at.values())
                for at in (rules(old, layout.title), rules(new, layout.title))
            ]
            assert said[0] == said[1], layout.title


def test_rules_of_people_s_own_stay_and_a_cell_has_one(old: Path) -> None:
    book = load_workbook(old)
    book["Cases"].add_data_validation(DataValidation("whole", "between", "0", "20", sqref="M2:M500"))
    book.save(old)
    XlsxRegister(old).prepare()
    assert (rules(old)["M2"].type, str(rules(old)["M2"].sqref)) == ("whole", "M2:M500")
    assert "Points" not in warned(old) and "Why" in warned(old)


def test_what_was_said_of_category_is_taken_back_and_its_list_stays(old: Path) -> None:
    XlsxRegister(old).prepare()
    rule = rules(old)["J2"]
    assert (rule.formula1, rule.prompt, rule.promptTitle) == ("CaseworkCategory", None, None)


def test_a_warning_that_somebody_took_away_does_not_come_back(old: Path) -> None:
    register = XlsxRegister(old)
    register.prepare()
    book = load_workbook(old)
    book["Cases"].data_validations.dataValidation = []
    del book["Time"]
    book.save(old)
    register.prepare()
    assert warned(old) == set() and "Line" in warned(old, "Time")


def test_headers_that_were_moved_and_have_a_title_above_them_are_found(old: Path) -> None:
    book = load_workbook(old)
    sheet = book["Needs attention"]
    sheet.insert_rows(1)
    sheet["A1"] = "Please look at these"
    sheet.insert_cols(1)
    book.save(old)
    XlsxRegister(old).prepare()
    assert {"B3", "C3", "D3"} <= rules(old, "Needs attention").keys()
    assert rules(old, "Needs attention")["C3"].formula1 == '$B3=""'


def test_a_column_that_a_release_brings_later_says_it_too(old: Path) -> None:
    register = XlsxRegister(old)
    register.prepare()
    book = load_workbook(old)
    sheet = book["Caseworkers"]
    at = [cell.value for cell in sheet[1]].index("Load") + 1
    letter = sheet.cell(1, at).column_letter
    sheet.cell(1, at).value = "Mine"
    sheet.data_validations.dataValidation = [
        rule
        for rule in sheet.data_validations.dataValidation
        if not str(rule.sqref).startswith(f"{letter}2:")
    ]
    book.save(old)
    register.prepare()
    assert "Load" in warned(old, "Caseworkers") and "Mine" not in warned(old, "Caseworkers")
